"""Tables without rulings: rows of short lines that stand in columns.

A column is where the lines of all rows overlap and no line reaches into the next one; one of
them must hold numbers, so that two columns of text, signatures or lists are none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .circular import CellPlace
from .document import BODY_KINDS
from .normalise import tight
from .rulebook import rule
from .table_cells import Cell, LaidTable, cell_block, middle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ingest.page import Page
    from .document import Placed

_SURE, _BROKEN = 0.85, 0.6
_ROWS, _COLUMNS = 3, 3
_NARROW_ROWS = 4
"""Rows that a table of two columns must have."""
_LEVEL, _APART = 0.5, 3.2
"""Heights of a line: within one row, and from one row to the next."""
_NUMBERS = 0.6
_LONGEST = 40
_ABOVE = 3
"""Rows that may stand above one that goes on from the page before: title, unit, 续表."""

_Row = list["Placed"]


def aligned_tables(text: str, page: Page, lines: Sequence[Placed]) -> list[LaidTable]:
    """The tables without rulings among the lines of a page that are in no ruled one, and rows at
    the top or the bottom of the page that may be part of one on two pages (not `standing`)."""
    usable = [p for p in lines if p.line.kind in BODY_KINDS and p.line.box and p.line.text.strip()]
    rows = _rows(usable)
    found: list[LaidTable] = []
    for run in _runs(rows, broken=True):
        whole = _laid_run(text, page, run)
        if whole and stands(whole):
            found.append(whole)
            continue
        for part in _runs(run, broken=False):
            laid = _laid_run(text, page, part)
            if laid and stands(laid):
                found.append(laid)
            elif laid and (part[0] in rows[: _ABOVE + 1] or part[-1] is rows[-1]):
                found.append(replace(laid, standing=False))
    return found


def stands(laid: LaidTable) -> bool:
    """Whether rows are a table: enough of them, a header, and a column of numbers below it."""
    rows = [row for row in laid.rows if sum(bool(cell.text) for cell in row) > 1]
    least = _NARROW_ROWS if laid.columns < _COLUMNS else _ROWS
    if laid.columns < 2 or len(rows) < least:
        return False
    full = sum(all(cell.text for cell in row) for row in rows)
    if 2 * full < len(rows) or any(is_number(cell) for cell in rows[0]):
        return False
    return bool(number_columns(rows[1:]))


def number_columns(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The columns that hold numbers, among rows without a header."""
    counts = [sum(map(is_number, column)) for column in zip(*rows, strict=True)]
    return [n for n, count in enumerate(counts) if count >= 2 and count >= _NUMBERS * len(rows)]


def is_number(cell: Cell) -> bool:
    """Whether a cell holds one number and nothing else."""
    return rule("table.number").fullmatch(tight(cell.text)) is not None


def fitted(before: LaidTable, laid: LaidTable) -> LaidTable | None:
    """Rows without rulings in the columns of those on the page before, null where they stand in
    others. Their own are narrower where they hold no header, or fewer where one is empty."""
    spans = [_column_span(column) for column in zip(*before.rows, strict=True)]
    rows = []
    for row in laid.rows:
        cells = [Cell(None)] * len(spans)
        for cell in row:
            if cell.block is None:
                continue
            left, right = _column_span([cell])
            places = [n for n, (a, b) in enumerate(spans) if min(b, right) > max(a, left)]
            if len(places) != 1 or cells[places[0]].block:
                return None
            cells[places[0]] = cell
        rows.append(tuple(cells))
    return replace(laid, rows=tuple(rows), edges=before.edges)


def _column_span(cells: Sequence[Cell]) -> tuple[float, float]:
    spans = [_span(placed) for cell in cells if cell.block for placed in cell.block.lines]
    return min((a for a, _ in spans), default=0.0), max((b for _, b in spans), default=0.0)


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


def _runs(rows: Sequence[_Row], *, broken: bool) -> list[list[_Row]]:
    """Rows of several lines, one below the other; `broken` ones have rows of one line between: a
    cell that goes on, the name of a group."""
    runs: list[list[_Row]] = []
    between: list[_Row] = []
    for before, row in pairwise([[], *rows]):
        if any(len(p.line.text) > _LONGEST for p in row):
            continue
        near = bool(before) and middle(row[0])[1] - middle(before[0])[1] < _APART * _height(row[0])
        if len(row) < 2:
            between = [*between, row] if near and broken else []
            continue
        ends = between[-1] if between else runs[-1][-1] if runs else None
        # Behind a row of one line another table may begin, with a header of its own.
        counts = not between or any(_is_number(placed) for placed in row)
        if near and runs and ends is before and counts:
            runs[-1] += [*between, row]
        else:
            runs.append([row])
        between = []
    return runs


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


def _laid_run(text: str, page: Page, run: Sequence[_Row]) -> LaidTable | None:
    """A run as a table, less sure where rows of one line stand in it; null without columns."""
    columns = _columns(run)
    if not columns:
        return None
    laid = _laid(text, page, run, columns)
    return laid if all(len(row) > 1 for row in run) else replace(laid, confidence=_BROKEN)


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
