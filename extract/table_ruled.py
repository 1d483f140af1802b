"""Lines into the cells of ruled tables, by the middle of every character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .circular import CellPlace
from .document import BODY_KINDS
from .table_cells import Cell, LaidTable, cell_block, characters, cut_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ingest.page import Box, Grid, Page
    from .document import Placed
    from .table_cells import Kind

_SURE = 0.95
_NEAR = 0.6
"""Character widths of space below which a single character beyond an edge belongs to the rest."""


class _Edges:
    """The edges of a grid, straight from one side to the other."""

    def __init__(self, grid: Grid) -> None:
        wide = grid.columns + 1
        points = grid.points
        self.rows, self.columns = grid.rows, grid.columns
        self._level = [
            (points[i * wide], points[i * wide + wide - 1]) for i in range(self.rows + 1)
        ]
        self._upright = [(points[j], points[j - wide]) for j in range(wide)]

    def row(self, x: float, y: float) -> int:
        """The row of a point; -1 above the table, the number of rows below it."""
        return sum(_between(a[0], a[1], b[0], b[1], x) <= y for a, b in self._level) - 1

    def column(self, x: float, y: float) -> int:
        """The column of a point; -1 left of the table, the number of columns right of it."""
        return sum(_between(a[1], a[0], b[1], b[0], y) <= x for a, b in self._upright) - 1

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box is inside."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return 0 <= self.row(x, y) < self.rows and 0 <= self.column(x, y) < self.columns


def _between(t0: float, v0: float, t1: float, v1: float, t: float) -> float:
    return v0 if t1 == t0 else v0 + (v1 - v0) * (t - t0) / (t1 - t0)


def ruled_tables(text: str, page: Page, lines: Sequence[Placed]) -> list[LaidTable]:
    """The ruled tables of a page with the lines that stand in them."""
    return [laid for grid in page.tables if (laid := _laid(text, page, grid, lines))]


def _laid(text: str, page: Page, grid: Grid, lines: Sequence[Placed]) -> LaidTable | None:
    edges, owners = _Edges(grid), _owners(grid)
    pieces: dict[int, list[Placed]] = {}
    taken = []
    for placed in lines:
        if placed.line.kind not in BODY_KINDS or not placed.line.text.strip():
            continue
        if placed.line.box is None or not edges.holds(placed.line.box):
            continue
        taken.append(placed)
        for cell, piece in _pieces(edges, owners, placed):
            pieces.setdefault(cell, []).append(piece)
    if not taken:
        return None
    cells = [
        Cell(
            cell_block(text, pieces.get(index, ())),
            CellPlace(page.number, _rounded(page.on_sheet(grid.cell_box(spot)))),
            spot[2],
            spot[3],
        )
        for index, spot in enumerate(grid.cells)
    ]
    rows = tuple(tuple(cells[owners[i, j]] for j in range(grid.columns)) for i in range(grid.rows))
    left, right = grid.box[0], grid.box[2]
    upper = [grid.points[j][0] for j in range(grid.columns + 1)]
    shares = tuple((x - left) / (right - left) for x in upper)
    kind: Kind = "structure" if grid.found_by == "structure" else "ruled"
    return LaidTable(kind, rows, tuple(taken), shares, min(_SURE, grid.confidence))


def _rounded(box: Box) -> Box:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))


def _owners(grid: Grid) -> dict[tuple[int, int], int]:
    """The index of the cell at every row and column; cells that a damaged grid lacks are none."""
    owners = {
        (i, j): index
        for index, (row, column, rows, columns) in enumerate(grid.cells)
        for i in range(row, row + rows)
        for j in range(column, column + columns)
    }
    for i in range(grid.rows):
        for j in range(grid.columns):
            if (i, j) not in owners:
                near = min(owners, key=lambda spot: abs(spot[0] - i) * 99 + abs(spot[1] - j))
                owners[i, j] = owners[near]
    return owners


def _pieces(
    edges: _Edges, owners: dict[tuple[int, int], int], placed: Placed
) -> list[tuple[int, Placed]]:
    """A line cut at the edges of columns, each piece with the index of its cell."""
    spots = characters(placed)
    runs: list[_Run] = []
    for at, (left, right, y) in enumerate(spots):
        x = (left + right) / 2
        row = min(max(edges.row(x, y), 0), edges.rows - 1)
        column = min(max(edges.column(x, y), 0), edges.columns - 1)
        cell = owners[row, column]
        if runs and runs[-1].cell == cell:
            runs[-1].last = at + 1
        else:
            runs.append(_Run(cell, at, at + 1))
    text = placed.line.text
    runs = [
        run for run in _without_slivers(runs, spots, text) if text[run.first : run.last].strip()
    ]
    if len(runs) == 1:
        return [(runs[0].cell, placed)]
    return [(run.cell, cut_line(placed, run.first, run.last)) for run in runs]


@dataclass(slots=True)
class _Run:
    """Characters `first` to `last` of a line, in one cell."""

    cell: int
    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first


def _without_slivers(
    runs: list[_Run], spots: Sequence[tuple[float, float, float]], text: str
) -> list[_Run]:
    """Runs of characters, single ones beyond an edge put back where no space parts them."""
    kept: list[_Run] = []
    for run in runs:
        before = kept[-1] if kept else None
        if before is None or not _is_near(spots, text, run.first):
            kept.append(run)
        elif run.length == 1 < before.length:
            before.last = run.last
        elif before.length == 1 < run.length:
            kept[-1] = _Run(run.cell, before.first, run.last)
        else:
            kept.append(run)
    return kept


def _is_near(spots: Sequence[tuple[float, float, float]], text: str, at: int) -> bool:
    """Whether character `at` follows right behind the one before it."""
    if text[at - 1].isspace() or text[at].isspace():
        return False
    wide = max(spots[at][1] - spots[at][0], spots[at - 1][1] - spots[at - 1][0])
    return spots[at][0] - spots[at - 1][1] < _NEAR * wide
