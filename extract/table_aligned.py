"""Tables without rulings: rows of short lines that stand in columns.

A column is where the lines of all rows overlap and no line reaches into the next one; one of
them must hold numbers, so that two columns of text, signatures or lists are none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .circular import CellPlace
from .document import BODY_KINDS
from .normalise import tight
from .rulebook import rule
from .table_cells import Cell, LaidTable, cell_block, middle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ingest.page import Page
    from .document import Placed

_SURE = 0.85
_ROWS, _COLUMNS = 3, 3
_NARROW_ROWS = 4
"""Rows that a table of two columns must have."""
_LEVEL, _APART = 0.5, 3.2
"""Heights of a line: within one row, and from one row to the next."""
_NUMBERS = 0.6
_LONGEST = 40

_Row = list["Placed"]


def aligned_tables(text: str, page: Page, lines: Sequence[Placed]) -> list[LaidTable]:
    """The tables without rulings among the lines of a page that are in no ruled one."""
    usable = [p for p in lines if p.line.kind in BODY_KINDS and p.line.box and p.line.text.strip()]
    found = []
    for run in _runs(_rows(usable)):
        columns = _columns(run)
        if columns and _is_table(run, columns):
            found.append(_laid(text, page, run, columns))
    return found


def _rows(lines: Sequence[Placed]) -> list[_Row]:
    rows: list[_Row] = []
    for placed in sorted(lines, key=lambda placed: middle(placed)[1]):
        if rows and middle(placed)[1] - middle(rows[-1][0])[1] < _LEVEL * _height(placed):
            rows[-1].append(placed)
        else:
            rows.append([placed])
    return [sorted(row, key=_left) for row in rows]


def _height(placed: Placed) -> float:
    box = placed.line.box
    return box[3] - box[1] if box else 0.0


def _left(placed: Placed) -> float:
    return _span(placed)[0]


def _span(placed: Placed) -> tuple[float, float]:
    """Left and right on the page set straight."""
    box = placed.line.box
    if box is None:
        return 0.0, 0.0
    half = (box[2] - box[0]) / 2
    at = middle(placed)[0]
    return at - half, at + half


def _runs(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows of several lines, one below the other."""
    runs: list[list[_Row]] = []
    for before, row in pairwise([[], *rows]):
        if len(row) < 2 or any(len(p.line.text) > _LONGEST for p in row):
            continue
        near = bool(before) and middle(row[0])[1] - middle(before[0])[1] < _APART * _height(row[0])
        if near and runs and runs[-1][-1] is before:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [run for run in runs if len(run) >= _ROWS]


def _columns(run: Sequence[_Row]) -> list[tuple[float, float]]:
    """Left and right of the columns; empty where a row has two lines in one of them."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted(_span(placed) for row in run for placed in row):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    for row in run:
        places = [_place(columns, placed) for placed in row]
        if len(set(places)) < len(places):
            return []
    return columns


def _place(columns: Sequence[tuple[float, float]], placed: Placed) -> int:
    at = middle(placed)[0]
    return next(n for n, (left, right) in enumerate(columns) if left <= at <= right)


def _is_table(run: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> bool:
    if len(columns) < 2 or (len(columns) < _COLUMNS and len(run) < _NARROW_ROWS):
        return False
    full = sum(len(row) == len(columns) for row in run)
    if 2 * full < len(run) or any(_is_number(placed) for placed in run[0]):
        return False
    for n in range(len(columns)):
        cells = [placed for row in run[1:] for placed in row if _place(columns, placed) == n]
        numbers = sum(_is_number(placed) for placed in cells)
        if numbers >= 2 and numbers >= _NUMBERS * (len(run) - 1):
            return True
    return False


def _is_number(placed: Placed) -> bool:
    return rule("table.number").fullmatch(tight(placed.line.text)) is not None


def _laid(
    text: str, page: Page, run: Sequence[_Row], columns: Sequence[tuple[float, float]]
) -> LaidTable:
    rows = []
    for row in run:
        cells = [Cell(None)] * len(columns)
        for placed in row:
            place = CellPlace(page.number, placed.box) if placed.box else None
            block = cell_block(text, [placed])
            cells[_place(columns, placed)] = Cell(block, place)
        rows.append(tuple(Cell(None) if cell.block is None else cell for cell in cells))
    left, right = columns[0][0], columns[-1][1]
    edges = tuple((a - left) / (right - left) for a, _ in columns)
    lines = tuple(placed for row in run for placed in row)
    return LaidTable("aligned", tuple(rows), lines, (*edges, 1.0), _SURE)
