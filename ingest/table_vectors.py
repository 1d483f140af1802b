"""Ruled tables of a text layer: pdfplumber's table finder over the lines drawn on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .page import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .page import Box

MOST = 3000
"""Edges from which a page is a drawing: the finder compares them all."""
SAME = 2.0
"""Points between what are two edges of one row or column."""
LEAST_WIDTH, LEAST_HEIGHT = 110.0, 25.0
"""Points: 40 mm, as on scans, and 9 mm."""


def find_vector_grids(page: Any, left: float, top: float) -> tuple[Grid, ...]:
    """The ruled tables of pdfplumber's page, from the top; `left` and `top` are where the page as
    shown begins among its coordinates."""
    edges = page.edges
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright < 2 or len(edges) - upright < 2 or len(edges) > MOST:
        return ()
    found = page.find_tables({"snap_tolerance": SAME, "join_tolerance": SAME})
    grids = [grid for table in found if (grid := _grid(table.cells, left, top))]
    return tuple(sorted(grids, key=lambda grid: (grid.box[1], grid.box[0])))


def _grid(boxes: Sequence[Box], left: float, top: float) -> Grid | None:
    """A grid from the boxes of cells; None where they are too few or no table's."""
    xs = _edges([x for box in boxes for x in (box[0], box[2])])
    ys = _edges([y for box in boxes for y in (box[1], box[3])])
    if len(xs) < 3 or len(ys) < 3 or len(boxes) < 4:
        return None
    if xs[-1] - xs[0] < LEAST_WIDTH or ys[-1] - ys[0] < LEAST_HEIGHT:
        return None
    cells = []
    for box in boxes:
        first, last = _nearest(xs, box[0]), _nearest(xs, box[2])
        upper, lower = _nearest(ys, box[1]), _nearest(ys, box[3])
        if first < last and upper < lower:
            cells.append((upper, first, lower - upper, last - first))
    points = tuple((x - left, y - top) for y in ys for x in xs)
    return Grid(len(xs) - 1, points, tuple(sorted(set(cells))))


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME:
            edges.append(float(value))
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
