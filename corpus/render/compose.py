"""A circular onto pages, by GB/T 9704-2012: head, body, signature, annexes, imprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import heads
from .closing import close
from .flow import BODY, Flow, put_line, set_body
from .fonts import advance
from .page import (
    BOTTOM,
    DEPTH,
    EM,
    LEFT,
    LINE,
    MEASURE,
    MM,
    RIGHT,
    TOP,
    Page,
    Pen,
    Rule,
    Stamp,
)
from .paragraph import SetLine, lines

if TYPE_CHECKING:
    from .source import Annex, Document, Imprint, Mark

TITLE = 22.0
SMALL = 14.0


def _attachments(flow: Flow, titles: tuple[str, ...]) -> None:
    """附件说明 (7.3.4): a line below the body, names without a mark at their end."""
    if not titles:
        return
    flow.skip()
    flow.need(2 * LINE)
    if len(titles) == 1:
        flow.paragraph(f"附件：{titles[0]}", hang=5 * EM)
        return
    for index, title in enumerate(titles, 1):
        number = f"{index}. "
        lead = "附件：" if index == 1 else ""
        start = 2 * EM if index == 1 else 5 * EM
        hang = 5 * EM + advance("1.", "fang", BODY) + EM / 4
        for row in lines(f"{lead}{number}{title}", "fang", BODY, MEASURE, first=start, hang=hang):
            flow.line(row, BODY)


def _title(flow: Flow, title: tuple[str, ...]) -> None:
    """标题 in 二号 小标宋; one with a line wider than the type area is set smaller."""
    widest = max(
        (lines(text, "biaosong", TITLE, 10 * MEASURE)[0].width for text in title), default=0
    )
    size = TITLE if widest <= MEASURE else TITLE * MEASURE / widest
    for text in title:
        flow.centred(text, "biaosong", size, 1.25 * LINE)


def _annex(flow: Flow, annex: Annex) -> None:
    """An annex begins on a page of its own (7.3.7), its label in 黑体 in the left corner."""
    flow.turn()
    if annex.label:
        flow.paragraph(annex.label, "hei", first=0.0)
        flow.y += LINE
    _title(flow, annex.title)
    flow.y += LINE
    set_body(flow, annex.body)


def _ends(left: str, right: str) -> str:
    return "  ".join(part for part in (left, right) if part)


def _imprint_rows(imprint: Imprint) -> list[tuple[list[SetLine], SetLine | None]]:
    room = MEASURE - 2 * SMALL
    rows: list[tuple[list[SetLine], SetLine | None]] = []
    if imprint.copied_to:
        text = f"抄送：{imprint.copied_to}"
        rows.append((lines(text, "fang", SMALL, room, hang=3 * SMALL), None))
    if imprint.printed_by or imprint.printed_on:
        right = lines(f"{imprint.printed_on}印发", "fang", SMALL, room)[0]
        rows.append((lines(imprint.printed_by or "", "fang", SMALL, room), right))
    return rows


def _imprint(flow: Flow, imprint: Imprint) -> None:
    """版记 (7.4): at the foot of the last page, between rules, in 四号."""
    rows = _imprint_rows(imprint)
    pitch = 0.85 * LINE
    depth = pitch * sum(len(row[0]) or 1 for row in rows) + 2
    below = pitch if imprint.copies else 0.0
    above = LINE if imprint.subject_terms else 0.0
    if imprint.new_page or flow.y + LINE + depth + below + above > BOTTOM:
        flow.turn()
    page, y = flow.page, BOTTOM - depth - below
    if imprint.subject_terms:
        text = "{biaosong|主题词：" + "　".join(imprint.subject_terms) + "}"
        row = lines(text, "biaosong", BODY, MEASURE)[0]
        put_line(page, row, LEFT, y - LINE, BODY, LINE)
        page.lines.append(row.text)
    page.put(Rule(LEFT, y, RIGHT, y, 0.35 * MM))
    for index, (left, right) in enumerate(rows):
        for row in left or ():
            put_line(page, row, LEFT + SMALL, y, SMALL, pitch)
            y += pitch
        y += 0 if left else pitch
        texts = [row.text for row in left]
        if right:
            put_line(page, right, RIGHT - SMALL - right.width, y - pitch, SMALL, pitch)
            texts[-1:] = [_ends(texts[-1] if texts else "", right.text)]
        page.lines += texts
        if index < len(rows) - 1:
            page.put(Rule(LEFT, y, RIGHT, y, 0.25 * MM))
    page.put(Rule(LEFT, y, RIGHT, y, 0.35 * MM))
    if imprint.copies:
        row = lines(imprint.copies, "fang", SMALL, MEASURE)[0]
        put_line(page, row, RIGHT - SMALL - row.width, y, SMALL, pitch)
        page.lines.append(row.text)
    flow.y = TOP + DEPTH


def _number_pages(pages: list[Page], first: int, *, skip_first: bool) -> None:
    """页码 (7.5): 四号 宋体 between dashes, odd at the right, even at the left."""
    for index, page in enumerate(pages):
        if skip_first and index == 0:
            continue
        number = first + index
        row = lines(f"—　{number}　—", "song", SMALL, MEASURE)[0]
        left = RIGHT - SMALL - row.width if number % 2 else LEFT + SMALL
        put_line(page, row, left, BOTTOM + 7 * MM - SMALL, SMALL, 2 * SMALL)
        page.lines.append(f"— {number} —")


def _mark(pages: list[Page], mark: Mark) -> None:
    x, y = mark.at[0] * MM, mark.at[1] * MM
    page = pages[mark.page - 1]
    if mark.kind == "stamp":
        page.put(Stamp(mark.lines, x, y, mark.angle))
    else:
        page.put(Pen(mark.lines, x, y, mark.size, mark.angle))
    page.lines += mark.lines


def compose(document: Document) -> list[Page]:
    """The pages of one circular."""
    flow = Flow()
    flow.y = heads.HEADS[document.form](flow.page, document)
    _title(flow, document.title)
    if document.form == "announcement" and not document.head:
        flow.y += 0.4 * LINE
        flow.centred(document.number, "fang", BODY)
    flow.y += 0.8 * LINE if document.title else 0.0
    if document.addressees:
        flow.paragraph(f"{document.addressees}：", first=0.0)
    set_body(flow, document.body)
    _attachments(flow, document.attachments)
    close(flow, document)
    if document.notes:
        flow.skip()
    for note in document.notes:
        flow.paragraph(note)
    for annex in document.annexes:
        _annex(flow, annex)
    if document.imprint:
        _imprint(flow, document.imprint)
    _number_pages(flow.pages, 1, skip_first=document.form == "letter")
    for mark in document.marks:
        _mark(flow.pages, mark)
    return flow.pages
