"""Tables over several pages: the same columns, nothing between, the header repeated or not."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .document import BODY_KINDS
from .normalise import tight
from .rulebook import rule
from .table_cells import Cell, numbered
from .table_head import header_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block, Placed
    from .table_cells import LaidTable

_APART = 0.04
"""Shares of the width by which the edges of one column differ from page to page."""
_ALIKE = 0.75
_ABOVE = 3
"""Lines that may be repeated above a table that goes on: title, unit, 续表."""


def joined_tables(tables: Sequence[LaidTable], lines: Sequence[Placed]) -> list[LaidTable]:
    """The tables of a document, in order, those that go on on the next page joined."""
    joined: list[LaidTable] = []
    for laid in tables:
        if joined and _goes_on(joined[-1], laid, lines):
            joined[-1] = _join(joined[-1], laid)
        else:
            joined.append(laid)
    return [numbered(laid) for laid in joined]


def _goes_on(before: LaidTable, laid: LaidTable, lines: Sequence[Placed]) -> bool:
    if not before.pages or not laid.pages or before.columns != laid.columns:
        return False
    if laid.pages[0] != before.pages[-1] + 1 or before.kind != laid.kind:
        return False
    if any(abs(a - b) > _APART for a, b in zip(before.edges, laid.edges, strict=False)):
        return False
    last = max(placed.end for placed in before.lines)
    between = [
        tight(p.line.text)
        for p in lines
        if last <= p.start < laid.start and p.line.kind in BODY_KINDS and p.line.text.strip()
    ]
    above = [tight(p.line.text) for p in lines if p.end < before.start][-_ABOVE:]
    return len(between) <= _ABOVE and all(_is_repeated(text, above) for text in between)


def _is_repeated(text: str, above: Sequence[str]) -> bool:
    if rule("table.unit").fullmatch(text) or rule("table.continued").fullmatch(text):
        return True
    return any(_alike(text, other) for other in above)


def _alike(text: str, other: str) -> bool:
    return text == other or SequenceMatcher(None, text, other, autojunk=False).ratio() > _ALIKE


def _join(before: LaidTable, laid: LaidTable) -> LaidTable:
    rows = list(laid.rows)
    head = header_of(before).rows
    if head and len(rows) >= head and _repeats(before, laid, head):
        del rows[:head]
    upper = list(before.rows)
    if rows and _is_rest(before, rows[0]):
        upper[-1] = tuple(_merged(a, b) for a, b in zip(upper[-1], rows[0], strict=True))
        del rows[0]
    return replace(
        before,
        rows=(*upper, *rows),
        lines=(*before.lines, *laid.lines),
        confidence=min(before.confidence, laid.confidence),
    )


def _repeats(before: LaidTable, laid: LaidTable, head: int) -> bool:
    """Whether a table begins with the header of the one before it, as far as it can be read."""
    cells = [
        (a, b)
        for row in range(head)
        for a, b in zip(before.texts(row), laid.texts(row), strict=True)
        if a or b
    ]
    return sum(_alike(a, b) for a, b in cells) >= _ALIKE * len(cells)


def _is_rest(before: LaidTable, row: tuple[Cell, ...]) -> bool:
    """Whether a row goes on with the last one: it has no count where the others have theirs."""
    head = header_of(before)
    if not head.rows or not rule("table.serial").fullmatch(head.names[0]):
        return False
    counted = all(cells[0].text for cells in before.rows[head.rows :])
    filled = [cell for cell in row if cell.text]
    return counted and not row[0].text and bool(filled) and len(before.rows) > head.rows


def _merged(cell: Cell, rest: Cell) -> Cell:
    if cell.block is None or rest.block is None:
        return cell if cell.block else replace(cell, block=rest.block)
    return replace(cell, block=_after(cell.block, rest.block))


def _after(first: Block, second: Block) -> Block:
    return replace(
        first,
        text=first.text + second.text,
        offsets=(*first.offsets, *second.offsets),
        gaps=first.gaps | {gap + len(first.text) for gap in second.gaps},
        lines=first.lines + second.lines,
    )
