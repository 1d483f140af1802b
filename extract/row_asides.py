"""Documents that a row of a list only names beside its own: what replaced it, why it ends (替代文件, 废止依据)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .list_rows import Row


def without_asides(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of a counted list without what only looks like one: it has no count and stands on the
    line of a counted row behind its title, between two counts that follow each other, or behind the
    last count where others had such."""
    held: list[Row] = []
    beside = False
    for row in rows:
        if held and row.count is None and _stands_beside(row, held[0]):
            held.append(row)
            continue
        aside = len(held) > 1 and row.count == (held[0].count or 0) + 1
        yield from _settled(held, aside=aside)
        held, beside = [row], beside or aside
    yield from _settled(held, aside=beside)


def _stands_beside(row: Row, counted: Row) -> bool:
    return counted.alone or _on_line(row, counted)


def _on_line(row: Row, counted: Row) -> bool:
    return counted.count is not None and row.at is counted.at and counted.title is not None


def _settled(held: Sequence[Row], *, aside: bool) -> list[Row]:
    """A row and those held behind it that are no asides (`aside`: all are)."""
    kept = list(held[:1])
    for row in held[1:]:
        if aside or _on_line(row, kept[0]):
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
