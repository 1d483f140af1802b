"""Documents that a row of a list only names beside its own: what replaced it, why it ends (替代文件, 废止依据)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .row_days import header_of
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .document import Block
    from .list_rows import Row


def without_asides(rows: Iterable[Row], blocks: Sequence[Block]) -> Iterator[Row]:
    """The rows of a list without what only looks like one. It has no count and stands on the line of
    a counted row behind its title, between two counts that follow each other, or behind the last
    count where others had such; in a list without counts it stands in the table row of another, or
    on its line where a column is named for such. `blocks` are those the rows were read from."""
    named = _names_asides(blocks)
    held: list[Row] = []
    beside = False
    for row in rows:
        if held and row.count is None and (held[0].alone or _on_line(row, held[0], named=named)):
            held.append(row)
            continue
        aside = len(held) > 1 and row.count == (held[0].count or 0) + 1
        yield from _settled(held, aside=aside, named=named)
        held, beside = [row], beside or aside
    yield from _settled(held, aside=beside, named=named)


def _names_asides(blocks: Sequence[Block]) -> bool:
    """Whether a column is named for other documents than those listed: 替代文件, 废止依据."""
    return any(map(rule("list.aside_column").search, header_of(blocks)))


def _on_line(row: Row, first: Row, *, named: bool) -> bool:
    """Whether a row stands behind the title of another on its line, or in its row of a table."""
    if row.at is None or first.at is None or first.title is None:
        return False
    cells = row.at.cell, first.at.cell
    in_table = cells[0] is not None and cells[1] is not None and cells[0][0] == cells[1][0]
    if row.at is not first.at and not in_table:
        return False
    return first.count is not None or named or (in_table and first.number is not None)


def _settled(held: Sequence[Row], *, aside: bool, named: bool) -> list[Row]:
    """A row and those held behind it that are no asides (`aside`: all are)."""
    kept = list(held[:1])
    for row in held[1:]:
        if aside or _on_line(row, kept[0], named=named):
            _note(kept[0], row)
        else:
            kept.append(row)
    return kept


def _note(row: Row, aside: Row) -> None:
    """Give a row what the cells behind an aside tell of it."""
    row.days += aside.days
    row.last = row.last or aside.last
    row.fate = row.fate or aside.fate
    row.parts = row.parts or aside.parts
    row.note = row.note or aside.note
    row.amended = row.amended or aside.amended
