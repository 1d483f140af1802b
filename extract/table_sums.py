"""Rows of totals and counts: whether the columns of a table add up, whether rows are left out."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .table_cells import Cell

_LABELS = 3
"""Columns in which the word for a total may stand."""
_LEAST = 2
"""Rows that a total adds up at least."""
_COUNT_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Sum:
    """A column's total as printed, and what its rows add up to where that is not it."""

    column: int
    total: Decimal
    rows: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a row has in one column: its kind and its number, null for a cell left out."""

    kind: str
    value: Decimal | None


def checked_sums(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[Sum]:
    """The totals of a table's columns, each with the sum of its rows where they differ.

    A row of totals may stand at the top or the bottom, subtotals between; columns of rates,
    prices and the like are left out, and those with anything but numbers.
    """
    kinds = [_kind(row) for row in rows]
    if "total" not in kinds and kinds.count("subtotal") == 0:
        return []
    found = []
    for column in range(1, len(rows[0])):
        name = names[column] if names else ""
        if rule("table.part").search(name):
            continue
        entries = _entries(rows, kinds, column)
        if entries and (checked := _check(column, entries)):
            found.append(checked)
    if any(item.rows is None for item in found) or len(found) < 2 or _is_short(found, kinds):
        return found
    return []  # Where nothing adds up, the rows are nested in a way that is not understood.


def _is_short(found: Sequence[Sum], kinds: Sequence[str]) -> bool:
    """Whether every total is more than its rows: some are lost; nested ones would be more."""
    plain = set(kinds) <= {"row", "total"}
    return plain and all(item.rows is not None and item.rows < item.total for item in found)


def lost_rows(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int]]:
    """Where the count of the rows (序号) leaves some out: the last number before and the next one
    read. A count not read in a row that is there is none."""
    if not names or not rule("table.serial").fullmatch(names[0]):
        return []
    gaps, counted = [], 0
    last, passed = 0, 0
    before: Cell | None = None
    for row in rows:
        passed += row[0] is not before
        before = row[0] if row[0].text else None
        if not row[0].text.isdecimal() or len(row[0].text) > _COUNT_DIGITS:
            continue
        count = int(row[0].text)
        if count > last + passed:
            gaps.append((last, count))
        counted += count == last + passed
        last, passed = count, 0
    return gaps if counted > len(gaps) else []  # 编号 may be codes


def _kind(row: Sequence[Cell]) -> str:
    label = next((cell.text for cell in row[:_LABELS] if cell.text and not _is_count(cell)), "")
    if rule("table.total").fullmatch(label):
        return "total"
    if rule("table.subtotal").fullmatch(label):
        return "subtotal"
    texts = [cell.text for cell in row[:_LABELS]]
    if any(rule("table.subtotal").fullmatch(text) for text in texts):
        return "subtotal"
    return "part" if label.startswith("其中") else "row"


def _is_count(cell: Cell) -> bool:
    return cell.text.isdecimal()


def _entries(rows: Sequence[Sequence[Cell]], kinds: Sequence[str], column: int) -> list[_Entry]:
    """The numbers of a column; none where it holds anything else. A cell that spans counts once."""
    entries: list[_Entry] = []
    before: Cell | None = None
    for row, kind in zip(rows, kinds, strict=True):
        cell = row[column]
        again = cell is before and cell.text != ""
        before = cell
        number = _number(cell.text)
        if number is None and not rule("table.nothing").fullmatch(cell.text):
            return []
        if column and row[column - 1] is cell and cell.text:
            return []
        entries.append(_Entry(kind, None if again else number))
    return entries


def _number(text: str) -> Decimal | None:
    match = rule("table.number").fullmatch(text)
    if not match or match["unit"] in ("%", "％", "‰"):
        return None
    value = Decimal(match["value"].replace(",", "").replace("，", ""))
    return -value if match["sign"] in ("-", "－", "﹣") else value


def _check(column: int, entries: Sequence[_Entry]) -> Sum | None:
    totals = [at for at, entry in enumerate(entries) if entry.kind == "total"]
    if not totals:
        return _check_groups(column, entries)
    if len(totals) > 1 or entries[totals[0]].value is None:
        return None
    total = entries[totals[0]].value
    assert total is not None
    rows = [e.value for e in entries if e.kind == "row" and e.value is not None]
    groups = [e.value for e in entries if e.kind == "subtotal" and e.value is not None]
    sums = [sum(values, Decimal(0)) for values in (rows, groups) if len(values) >= _LEAST]
    if not sums:
        return None
    if any(_same(value, total, len(rows) + len(groups)) for value in sums):
        return Sum(column, total)
    return Sum(column, total, sums[0])


def _check_groups(column: int, entries: Sequence[_Entry]) -> Sum | None:
    """Subtotals alone, each below its rows or each above them."""
    places = [at for at, entry in enumerate(entries) if entry.kind == "subtotal"]
    below = [(b, entries[a + 1 : b]) for a, b in pairwise([-1, *places])]
    above = [(a, entries[a + 1 : b]) for a, b in pairwise([*places, len(entries)])]
    ways = [_first_wrong(column, entries, groups) for groups in (below, above)]
    checked = [way for way in ways if way is not None]
    return next((way for way in checked if way.rows is None), checked[0] if checked else None)


def _first_wrong(
    column: int, entries: Sequence[_Entry], groups: Sequence[tuple[int, Sequence[_Entry]]]
) -> Sum | None:
    found: Sum | None = None
    for at, group in groups:
        total = entries[at].value
        rows = [entry.value for entry in group if entry.value is not None]
        if total is None or len(rows) < _LEAST:
            continue
        added = sum(rows, Decimal(0))
        if not _same(added, total, len(rows)):
            return Sum(column, total, added)
        found = Sum(column, total)
    return found


def _same(one: Decimal, other: Decimal, count: int) -> bool:
    """Equal, or as near as rounded numbers allow."""
    exponents = [int(value.as_tuple().exponent) for value in (one, other)]
    digits = -min(exponents)
    slack = Decimal(count) / 2 * Decimal(10) ** -digits if digits > 0 else Decimal(0)
    return abs(one - other) <= slack
