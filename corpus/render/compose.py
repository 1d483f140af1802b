"""A circular onto pages, by GB/T 9704-2012: head, body, signature, annexes, imprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import heads
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
    Seal,
    Stamp,
    Text,
)
from .paragraph import SetLine, cells, lines
from .tables import put_table, table_height

if TYPE_CHECKING:
    from .source import Annex, Document, Imprint, Mark

BODY = EM
TITLE = 22.0
SMALL = 14.0
SEAL = 42 * MM


class Flow:
    """The pages of one circular, and where the next line goes."""

    def __init__(self) -> None:
        self.pages = [Page()]
        self.y = TOP

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def turn(self) -> None:
        """Begins a page."""
        self.pages.append(Page())
        self.y = TOP

    def need(self, height: float) -> None:
        """Begins a page if `height` points are not left on this one."""
        if self.y + height > BOTTOM + 1:
            self.turn()

    def skip(self, count: float = 1.0) -> None:
        """Empty lines; none at the top of a page."""
        if self.y > TOP:
            self.y += count * LINE

    def line(self, row: SetLine, size: float, *, left: float = LEFT, pitch: float = LINE) -> None:
        """Sets one line and moves on."""
        self.need(pitch)
        put_line(self.page, row, left, self.y, size, pitch)
        self.page.lines.append(row.text)
        self.y += pitch

    def paragraph(
        self, text: str, face: str = "fang", *, first: float = 2 * EM, hang: float = 0.0
    ) -> None:
        """Sets a paragraph on the grid."""
        for row in lines(text, face, BODY, MEASURE, first=first, hang=hang):
            self.line(row, BODY)

    def centred(self, text: str, face: str, size: float, pitch: float = LINE) -> None:
        """Sets one line in the middle."""
        row = lines(text, face, size, 10 * MEASURE)[0]
        self.line(row, size, left=LEFT + (MEASURE - row.width) / 2, pitch=pitch)


def put_line(page: Page, row: SetLine, left: float, top: float, size: float, pitch: float) -> None:
    """Puts a set line into the line box that begins at `top`."""
    baseline = top + (pitch - size) / 2 + 0.86 * size
    page.put(*(Text(p.text, left + p.x, baseline, p.face, size) for p in row.pieces))


def _body_line(flow: Flow, text: str) -> None:
    if text == "---":
        flow.turn()
    elif text.startswith("# "):
        flow.paragraph(text[2:], "hei")
    elif text.startswith("## "):
        flow.paragraph(text[3:], "kai")
    elif text.startswith("^ "):
        flow.centred(text[2:], "fang", BODY)
    elif text.startswith("> "):
        flow.paragraph(text[2:], first=0.0)
    elif text:
        flow.paragraph(text)


def _body(flow: Flow, body: str) -> None:
    """Body markup: `# ` 黑体, `## ` 楷体, `^ ` centred, `> ` not indented, `|` table, `---` page."""
    rows: list[list[str]] = []
    for text in [*body.strip().splitlines(), ""]:
        if text.startswith("|"):
            rows.append(cells(text))
            continue
        if rows:
            flow.need(table_height(rows))
            flow.y = put_table(flow.page, rows, flow.y)
            rows = []
        _body_line(flow, text)


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


def _signature(flow: Flow, document: Document) -> None:
    """署名, 成文日期 and 印章 (7.3.5): the date four characters from the right, the name above it."""
    if not document.date:
        return
    rows = 1 if document.signature else 0
    sealed = bool(document.seals)
    flow.skip(2 if rows or not sealed else 4)
    flow.need((rows + 1) * LINE)
    date = lines(document.date, "fang", BODY, MEASURE)[0]
    date_left = RIGHT - 4 * EM - date.width
    centre = date_left + date.width / 2
    top = flow.y
    names = [lines(name, "fang", BODY, 10 * MEASURE)[0] for name in document.signature]
    centres = [centre]
    if len(names) > 1:
        room = MEASURE - sum(name.width for name in names)
        centres, at = [], LEFT
        for name in names:
            centres.append(at + name.width / 2)
            at += name.width + room / (len(names) - 1)
        date_left = min(centres[-1] - date.width / 2, RIGHT - 2 * EM - date.width)
    for name, middle in zip(names, centres, strict=False):
        left = min(middle - name.width / 2, RIGHT - name.width)
        put_line(flow.page, name, left, top, BODY, LINE)
        flow.page.lines.append(name.text)
    flow.y += rows * LINE
    flow.line(date, BODY, left=date_left)
    for text, middle in zip(document.seals, centres, strict=False):
        x = min(max(middle, LEFT + SEAL / 2), RIGHT - SEAL / 2)
        y = top + 0.7 * LINE if rows else top + 0.5 * LINE - 0.72 * SEAL / 2
        flow.page.put(Seal(x, y, SEAL, text))


def _annex(flow: Flow, annex: Annex) -> None:
    """An annex begins on a page of its own (7.3.7), its label in 黑体 in the left corner."""
    flow.turn()
    if annex.label:
        flow.paragraph(annex.label, "hei", first=0.0)
        flow.y += LINE
    for text in annex.title:
        flow.centred(text, "biaosong", TITLE, 1.25 * LINE)
    flow.y += LINE
    _body(flow, annex.body)


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
    for text in document.title:
        flow.centred(text, "biaosong", TITLE, 1.25 * LINE)
    flow.y += 0.8 * LINE
    if document.addressees:
        flow.paragraph(f"{document.addressees}：", first=0.0)
    _body(flow, document.body)
    _attachments(flow, document.attachments)
    _signature(flow, document)
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
