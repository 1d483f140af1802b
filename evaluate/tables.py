"""Marks for tables: found or not, and cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .marks import Mark, Reader
from .words import loose, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ROWS = 2000
"""Rows of a table up to which the rows of both sides are aligned; longer ones go row by row."""

Rows = list[list[str]]


def tables(field: str, gold: list[dict[str, Any]], got: Reader) -> Iterator[Mark]:
    """Tables, paired by title, else by attachment, else in their order; their cells by row and
    column, rows aligned so that one lost row costs one row. Empty cells are not counted."""
    given = got.items("tables")
    free = list(range(len(given)))
    if not gold and not given:
        yield Mark(field, "empty")
    for want in gold:
        place = _place(want, given, free)
        name = want.get("title")
        if place is None:
            yield Mark(field, "missed", name, where=name)
            yield from _cells(f"{field}.cells", want, {}, None)
            continue
        free.remove(place)
        sure = got.sure("tables", place)
        yield Mark(field, "right", name, given[place].get("title"), sure, name)
        yield from _cells(f"{field}.cells", want, given[place], sure)
    for place in free:
        name, sure = given[place].get("title"), got.sure("tables", place)
        yield Mark(field, "extra", None, name, sure, name)
        yield from _cells(f"{field}.cells", {}, given[place], sure)


def table_shapes(field: str, gold: list[dict[str, Any]], got: Reader) -> Iterator[Mark]:
    """Tables of which gold of an older form says only how large they are, with the row of totals:
    right when one of that size is there, with those totals in its last row."""
    for want in gold:
        found = [table for table in got.items("tables") if _fits(want, table)]
        name = f"{want.get('rows')} x {want.get('columns')}"
        yield Mark(field, "right" if found else "missed", name, name if found else None)


def _fits(want: dict[str, Any], table: dict[str, Any]) -> bool:
    rows = table.get("rows") or []
    totals = {plain(str(value)) for value in (want.get("total") or {}).values()}
    last = {plain(str(cell)) for cell in rows[-1]} if rows else set()
    return (
        len(rows) == want.get("rows")
        and len(table.get("header") or rows[0]) == want.get("columns")
        and totals <= last
    )


def _place(want: dict[str, Any], given: list[dict[str, Any]], free: list[int]) -> int | None:
    title, attachment = loose(want.get("title")), want.get("attachment")
    tests = (
        lambda item: bool(title) and loose(item.get("title")) == title,
        lambda item: attachment is not None and item.get("attachment") == attachment,
        lambda item: not item.get("title") or not title,
        lambda item: _head(item) == _head(want),
    )
    for test in tests:
        for place in free:
            if test(given[place]):
                return place
    return None


def _head(table: dict[str, Any]) -> list[str]:
    return [plain(cell) for cell in table.get("header") or []]


def _rows(table: dict[str, Any]) -> Rows:
    rows = [table.get("header") or [], *(table.get("rows") or [])]
    return [[plain(str(cell or "")) for cell in row] for row in rows]


def _cells(
    field: str, want: dict[str, Any], got: dict[str, Any], sure: float | None
) -> Iterator[Mark]:
    wanted, given = _rows(want), _rows(got)
    title = want.get("title") or got.get("title")
    for row, other in _aligned(wanted, given):
        cells = wanted[row] if row is not None else []
        others = given[other] if other is not None else []
        for column in range(max(len(cells), len(others))):
            cell = cells[column] if column < len(cells) else ""
            found = others[column] if column < len(others) else ""
            place = f"{title} {row if row is not None else '-'}:{column + 1}"
            if cell and cell == found:
                yield Mark(field, "right", cell, found, sure, place)
            elif cell and found:
                yield Mark(field, "wrong", cell, found, sure, place)
            elif cell:
                yield Mark(field, "missed", cell, None, None, place)
            elif found:
                yield Mark(field, "extra", None, found, sure, place)


def _aligned(wanted: Rows, given: Rows) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of rows with the most equal cells in their order; null beside a row that has none."""
    if max(len(wanted), len(given)) > MOST_ROWS:
        for index in range(max(len(wanted), len(given))):
            yield (
                index if index < len(wanted) else None,
                index if index < len(given) else None,
            )
        return
    best = _table_of_best(wanted, given)
    row, other = 0, 0
    while row < len(wanted) or other < len(given):
        if row < len(wanted) and other < len(given):
            here = best[row + 1][other + 1] + _equal(wanted[row], given[other])
            if best[row][other] == here and (here > best[row + 1][other + 1] or _level(row, other)):
                yield row, other
                row, other = row + 1, other + 1
                continue
        if row < len(wanted) and (other == len(given) or best[row][other] == best[row + 1][other]):
            yield row, None
            row += 1
        else:
            yield None, other
            other += 1


def _level(row: int, other: int) -> bool:
    """Rows without a cell in common stand for each other only in the same place."""
    return row == other


def _table_of_best(wanted: Rows, given: Rows) -> list[list[int]]:
    best = [[0] * (len(given) + 1) for _ in range(len(wanted) + 1)]
    for row in reversed(range(len(wanted))):
        for other in reversed(range(len(given))):
            best[row][other] = max(
                best[row + 1][other],
                best[row][other + 1],
                best[row + 1][other + 1] + _equal(wanted[row], given[other]),
            )
    return best


def _equal(row: list[str], other: list[str]) -> int:
    return sum(bool(cell) and cell == found for cell, found in zip(row, other, strict=False))
