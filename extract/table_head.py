"""The header of a table: which rows it takes, and one name for each column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .rulebook import rule

if TYPE_CHECKING:
    from .table_cells import Cell, LaidTable

_LEVELS = 3
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, the cells of the lowest header row, and how many rows it takes;
    without a header there are no names and no rows."""

    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    rows: int


_NONE = Header((), (), 0)


def header_of(laid: LaidTable) -> Header:
    """The header: the first row, where it has no numbers, and the rows that divide its cells.

    The names of two levels are joined: 上级/下级.
    """
    if len(laid.rows) < 2 or not _may_be_header(laid.texts(0)):
        return _NONE
    rows = 1
    while rows < min(_LEVELS, len(laid.rows) - 1) and _divides(laid, rows):
        rows += 1
    names = tuple(_name(laid, rows, column) for column in range(laid.columns))
    return Header(names, laid.rows[rows - 1], rows)


def _may_be_header(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(len(text) > _LONGEST_NAME for text in filled):
        return False
    if any(rule("table.total").fullmatch(text) for text in filled[:1]):
        return False
    return not any(rule("table.number").fullmatch(text) for text in filled)


def _divides(laid: LaidTable, row: int) -> bool:
    """Whether a row divides the cells of the header row above it.

    It stands under a cell that is wider (or has empty ones beside it), and has nothing of its
    own where the header is not divided.
    """
    texts, above = laid.rows[row], laid.rows[row - 1]
    own = [cell.text for cell, upper in zip(texts, above, strict=True) if cell is not upper]
    filled = [text for text in own if text]
    if not filled or any(rule("table.number").fullmatch(text) for text in filled):
        return False
    if any(len(text) > _LONGEST_NAME for text in filled):
        return False
    wide = any(cell.columns > 1 and cell.text for cell in above)
    first = texts[0]
    reached = first is above[0] or (not first.text and above[0].text != "")
    if wide:
        return reached
    gaps = any(not cell.text for cell in above)
    under = all(
        cell is upper or not cell.text or not upper.text or _widened(above, at)
        for at, (cell, upper) in enumerate(zip(texts, above, strict=True))
    )
    return gaps and reached and under and any(cell.text for cell in laid.rows[row + 1][:1])


def _widened(above: tuple[Cell, ...], at: int) -> bool:
    """Whether the cell above is followed by an empty one, over which it stands too."""
    return at + 1 < len(above) and not above[at + 1].text


def _name(laid: LaidTable, rows: int, column: int) -> str:
    """The texts above a column, each once."""
    parts: list[str] = []
    for row in range(rows):
        text = _reaching(laid, row, column, last=row == rows - 1)
        if text and text not in parts:
            parts.append(text)
    return "/".join(parts)


def _reaching(laid: LaidTable, row: int, column: int, *, last: bool) -> str:
    """The text of a header cell; an empty one above others has that of the one left of it."""
    cells = laid.rows[row]
    if cells[column].text or last:
        return cells[column].text
    below = laid.rows[row + 1][column].text
    left = next((cell.text for cell in reversed(cells[:column]) if cell.text), "")
    return left if below and column else ""


def without_title_row(laid: LaidTable) -> tuple[LaidTable, list[str]]:
    """The table without rows at its top that are one cell from side to side, and their texts."""
    said: list[str] = []
    rows = list(laid.rows)
    while len(rows) > 2 and laid.columns > 1 and all(cell is rows[0][0] for cell in rows[0]):
        if rule("table.number").fullmatch(rows[0][0].text):
            break
        said.append(rows[0][0].text)
        del rows[0]
    return replace(laid, rows=tuple(rows)), said
