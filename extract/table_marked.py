"""Tables that their file marks as such (a web page's, a DOCX's): cells known, places not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .table_cells import Cell, LaidTable, cell_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ingest.page import Grid, Page
    from .document import Placed

_SURE = 0.98


def marked_tables(text: str, page: Page, lines: Sequence[Placed]) -> list[LaidTable]:
    """The tables of a page of text; `lines` are all of the page's."""
    return [laid for grid in page.tables if grid.lines and (laid := _laid(text, grid, lines))]


def _laid(text: str, grid: Grid, lines: Sequence[Placed]) -> LaidTable | None:
    if any(last > len(lines) for _, last in grid.lines):
        return None
    rows = [[Cell(None) for _ in range(grid.columns)] for _ in range(grid.rows)]
    taken: list[Placed] = []
    for (row, column, down, across), (first, last) in zip(grid.cells, grid.lines, strict=True):
        pieces = [placed for placed in lines[first:last] if placed.line.text.strip()]
        taken += pieces
        cell = Cell(cell_block(text, pieces), None, down, across)
        for i in range(row, row + down):
            for j in range(column, column + across):
                rows[i][j] = cell
    if not taken:
        return None
    return LaidTable("marked", tuple(map(tuple, rows)), tuple(taken), confidence=_SURE)
