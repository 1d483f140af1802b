"""署名, 成文日期 and 印章 behind the body: of one body, of several, of the head of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .flow import BODY, put_line
from .heads import head_row
from .page import EM, LEFT, LINE, MEASURE, MM, RED, RIGHT, Seal, Text
from .paragraph import SetLine, lines

if TYPE_CHECKING:
    from .flow import Flow
    from .source import Document

SEAL = 42 * MM
ROW = 45 * MM
"""From one row of seals to the next: seals do not touch (7.3.5.2)."""


def _one(text: str) -> SetLine:
    return lines(text, "fang", BODY, 10 * MEASURE)[0]


def close(flow: Flow, document: Document) -> None:
    """What stands below the body, by the form of the circular; nothing for one without a day."""
    if not document.date or head_row(document):
        return
    if document.form == "order":
        _office(flow, document)
    elif len(document.signature) > 3:
        _rows(flow, document)
    else:
        _row(flow, document)


def _row(flow: Flow, document: Document) -> None:
    """7.3.5: the date four characters from the right, up to three names in a row above it."""
    rows = 1 if document.signature else 0
    sealed = bool(document.seals)
    flow.need_below(2 if rows or not sealed else 4, (rows + 1) * LINE)
    date = lines(document.date or "", "fang", BODY, MEASURE)[0]
    date_left = RIGHT - 4 * EM - date.width
    centre = date_left + date.width / 2
    top = flow.y
    names = [_one(name) for name in document.signature]
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


def _rows(flow: Flow, document: Document) -> None:
    """7.3.5.2: more than three bodies, three names in a row, the last row in the middle."""
    names = list(document.signature)
    parts = [names[i : i + 3] for i in range(0, len(names), 3)]
    pitch = ROW if document.seals else 1.5 * LINE
    height = (len(parts) - 1) * pitch + 2 * LINE + (SEAL / 2 if document.seals else 0)
    flow.need_below(2.5 if document.seals else 2, height)
    done = 0
    for index, part in enumerate(parts):
        top = flow.y + index * pitch
        share = MEASURE / 3
        first = LEFT + (MEASURE - share * len(part)) / 2
        for column, name in enumerate(part):
            middle, row = first + share * (column + 0.5), _one(name)
            put_line(flow.page, row, middle - row.width / 2, top, BODY, LINE)
            flow.page.lines.append(row.text)
            if done < len(document.seals):
                flow.page.put(Seal(middle, top + 0.7 * LINE, SEAL, document.seals[done]))
            done += 1
    flow.y += (len(parts) - 1) * pitch + LINE
    date = _one(document.date or "")
    flow.line(date, BODY, left=RIGHT - 4 * EM - date.width)


def _office(flow: Flow, document: Document) -> None:
    """10.2: 签发人职务 and 签名章, four characters from the right, the date a line below."""
    flow.need_below(2, (2 * len(document.signature) + 1) * LINE)
    for signature in document.signature:
        office, _, name = signature.partition("　")
        size = 1.5 * EM
        left = RIGHT - 4 * EM - size * len(name)
        put_line(flow.page, _one(office), left - 2 * EM - EM * len(office), flow.y, BODY, LINE)
        baseline = flow.y + (LINE - size) / 2 + 0.86 * size
        flow.page.put(Text(name, left, baseline, "hand", size, RED))
        flow.page.lines.append(signature)
        flow.y += 2 * LINE
    date = _one(document.date or "")
    flow.line(date, BODY, left=RIGHT - 4 * EM - date.width)
