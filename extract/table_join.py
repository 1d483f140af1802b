"""Tables over several pages: the same columns, nothing between, the header repeated or not."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .document import BODY_KINDS
from .normalise import tight
from .rulebook import rule
from .table_aligned import fitted, is_number, number_columns, stands
from .table_cells import Cell, numbered
from .table_head import header_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block, Placed
    from .table_cells import LaidTable

_APART = 0.04
"""Shares of the width by which the edges of one column differ from page to page."""
_UNRULED = frozenset({"aligned", "structure"})
"""Kinds of tables that may go on as one another: a few rows show a module less than a whole page."""
_ALIKE = 0.75
_ABOVE = 3
"""Lines that may be repeated above a table that goes on: title, unit, 续表."""


def joined_tables(tables: Sequence[LaidTable], lines: Sequence[Placed]) -> list[LaidTable]:
    """The tables of a document, in order, those that go on on the next page joined. Parts that
    belong to no table are left out."""
    joined: list[LaidTable] = []
    for laid in tables:
        while joined:
            rest = _rest_of(joined[-1], laid, lines)
            if rest or _is_whole(joined[-1]):
                break
            joined.pop()
        if joined and rest:
            joined[-1] = _join(joined[-1], rest)
        else:
            joined.append(laid)
    return [numbered(laid) for laid in joined if _is_whole(laid)]


def _is_whole(laid: LaidTable) -> bool:
    return laid.standing or stands(laid)


def _rest_of(before: LaidTable, laid: LaidTable, lines: Sequence[Placed]) -> LaidTable | None:
    """A table as what goes on from the one on the page before, in its columns; else null."""
    kinds = {before.kind, laid.kind}
    if not before.pages or not laid.pages or (len(kinds) > 1 and not kinds <= _UNRULED):
        return None
    if laid.pages[0] != before.pages[-1] + 1 or not _follows(before, laid, lines):
        return None
    if "aligned" in kinds:
        rest = fitted(before, laid)
        return rest if rest and _agrees(before, rest) else None
    pairs = zip(before.edges, laid.edges, strict=False)
    alike = before.columns == laid.columns and all(abs(a - b) <= _APART for a, b in pairs)
    return laid if alike else None


def _agrees(before: LaidTable, rest: LaidTable) -> bool:
    """Whether rows without rulings hold numbers where those before them do, below a header that
    is the same or left out."""
    head = header_of(before).rows
    again = bool(head) and len(rest.rows) >= head and _repeats(before, rest, head)
    numbers = number_columns(before.rows[head:])
    # By its structure every table stands; with a header of its own it is another one.
    if not again and rest.standing and (rest.kind == "aligned" or stands(rest)):
        return False
    if not before.standing and not numbers:
        return True  # a header at the bottom of a page: the rows below it decide
    cells = [row[n].text for n in numbers for row in rest.rows[head if again else 0 :]]
    filled = [tight(text) for text in cells if not _is_wordless(tight(text))]
    return bool(filled) and all(map(rule("table.number").fullmatch, filled))


def _is_wordless(text: str) -> bool:
    """Whether a cell among numbers may hold none: left out, or the name of a row of totals."""
    return any(rule(f"table.{name}").fullmatch(text) for name in ("nothing", "total", "subtotal"))


def _follows(before: LaidTable, laid: LaidTable, lines: Sequence[Placed]) -> bool:
    """Whether nothing stands between two tables but what is repeated on every page."""
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
        standing=before.standing or laid.standing,
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
    if any(
        is_number(cell) and is_number(last) for cell, last in zip(row, before.rows[-1], strict=True)
    ):
        return False  # no number goes on on the next page: the count was not read
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
