"""The edges of a table whose structure is known roughly: they run between its lines."""

from __future__ import annotations

from itertools import pairwise
from statistics import mean, median
from typing import TYPE_CHECKING

from .page import Grid
from .table_regions import around, boxed, turner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .engines.modules import Structure
    from .page import Box, Page
    from .table_regions import Span

    Cell = tuple[int, int, int, int]

_ROWS, _COLUMNS = 3, 2
"""Rows and columns of a table at least: two rows are as well two lines of a form."""
_FILLED = 0.5
"""Share of its cells that hold text at least."""
_GAP, _REACH = 0.4, 2.0
"""Widths of a character: the gap at which a line over two cells is cut, and how far off the edge."""
_OVER = 0.3
"""Share of its height by which a line may stand over an edge."""
_NEAR = 12.0
"""Points within which an edge is the one that is drawn."""
_PAST = 2.0
"""Points from the outermost lines to the outer edges."""


def grid_of(
    found: Structure, spans: Sequence[Span], page: Page, sure: float, drawn: Grid | None = None
) -> Grid | None:
    """A structure, its outlines in points of the page, as a grid whose edges run between `spans`,
    those `drawn` where they are drawn; null where these do not go with it: a line stands over an
    edge, rows or columns are empty, an edge that is drawn is none of it."""
    straight = turner(page, -page.skew)
    boxes = [around(boxed(straight(outline))) for outline in found.outlines]
    columns, rows = (
        _roughly(_extents(found.cells, axis), [(box[axis], box[2 + axis]) for box in boxes])
        for axis in (0, 1)
    )
    if len(rows) <= _ROWS or len(columns) <= _COLUMNS or not (_rise(rows) and _rise(columns)):
        return None
    frames = [frame for span in spans for frame in _pieces(span, columns)]
    owners = [_owner(found.cells, frame, columns, rows) for frame in frames]
    columns, rows = (
        _moved(edges, [(f[axis], f[2 + axis]) for f in frames], _extents(owners, axis), slack)
        for axis, edges in enumerate((columns, rows))
        for slack in [_OVER * median([f[3] - f[1] for f in frames])]
    )
    if drawn:
        known = straight(drawn.points)
        wide = drawn.columns + 1
        columns = _fixed(columns, [mean(x for x, _ in known[n::wide]) for n in range(wide)])
        rows = _fixed(
            rows, [mean(y for _, y in known[n : n + wide]) for n in range(0, len(known), wide)]
        )
    if not (_rise(rows) and _rise(columns)) or not _is_filled(found.cells, owners):
        return None
    if not all(_is_inside(f, cell, columns, rows) for f, cell in zip(frames, owners, strict=True)):
        return None
    points = turner(page, page.skew)([(x, y) for y in rows for x in columns])
    return Grid(len(columns) - 1, tuple(points), found.cells, sure, found_by="structure")


def _extents(cells: Sequence[Cell], axis: int) -> list[tuple[int, int]]:
    """The edges at which cells begin and end, of columns (axis 0) or rows."""
    first, wide = 1 - axis, 3 - axis
    return [(cell[first], cell[first] + cell[wide]) for cell in cells]


def _roughly(
    extents: Sequence[tuple[int, int]], sides: Sequence[tuple[float, float]]
) -> list[float]:
    """Where edges run in the middle between the cells that end and that begin at them; `extents`
    are the edges at which each cell begins and ends."""
    edges = []
    for edge in range(max(stop for _, stop in extents) + 1):
        before = [high for (_, stop), (_, high) in zip(extents, sides, strict=True) if stop == edge]
        behind = [low for (start, _), (low, _) in zip(extents, sides, strict=True) if start == edge]
        ends = [median(group) for group in (before, behind) if group]
        if not ends:  # nothing ends or begins here
            return []
        edges.append(mean(ends))
    return edges


def _rise(edges: Sequence[float]) -> bool:
    return bool(edges) and all(after - before > 1 for before, after in pairwise(edges))


def _pieces(span: Span, columns: Sequence[float]) -> Iterator[Box]:
    """The frame of a line, cut where a gap between its characters is near the edge of a column."""
    left, top, right, bottom = span.frame
    off = left - span.line.box[0] if span.line.box else 0.0
    edges = [off + edge for edge in span.line.edges]
    pairs = zip(span.line.text, edges[::2], edges[1::2], strict=False)
    spots = [(a, b) for char, a, b in pairs if not char.isspace()]
    wide = median([b - a for a, b in spots]) if spots else 0.0
    for (_, end), (start, _) in pairwise(spots):
        near = any(end - _REACH * wide < x < start + _REACH * wide for x in columns)
        if near and start - end > _GAP * wide:
            yield (left, top, end, bottom)
            left = start
    yield (left, top, right, bottom)


def _owner(
    cells: Sequence[Cell], frame: Box, columns: Sequence[float], rows: Sequence[float]
) -> Cell:
    """The cell in which the middle of a frame is, or which is the nearest."""
    x, y = (frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2
    column = min(max(sum(edge <= x for edge in columns) - 1, 0), len(columns) - 2)
    row = min(max(sum(edge <= y for edge in rows) - 1, 0), len(rows) - 2)
    return next(
        cell
        for cell in cells
        if cell[0] <= row < cell[0] + cell[2] and cell[1] <= column < cell[1] + cell[3]
    )


def _moved(
    edges: Sequence[float],
    held: Sequence[tuple[float, float]],
    extents: Sequence[tuple[int, int]],
    slack: float,
) -> list[float]:
    """The edges in the middle between what ends and what begins there, where that leaves space or
    shares no more than frames reach beyond what they hold; `held` are the low and high end of each
    line, `extents` the edges around its cell."""
    moved = []
    for edge, rough in enumerate(edges):
        pairs = list(zip(held, extents, strict=True))
        low = max((high for (_, high), (_, stop) in pairs if stop <= edge), default=None)
        high = min((low for (low, _), (start, _) in pairs if start >= edge), default=None)
        if low is None:
            moved.append(rough if high is None else min(rough, high - _PAST))
        elif high is None:
            moved.append(max(rough, low + _PAST))
        else:
            moved.append((low + high) / 2 if low - high < 2 * slack else rough)
    return moved


def _fixed(edges: Sequence[float], drawn: Sequence[float]) -> list[float]:
    """The edges, each that is drawn where it is; none where one that is drawn is not among them."""
    fixed = list(edges)
    for at in drawn:
        nearest = min(range(len(edges)), key=lambda n: abs(edges[n] - at))
        if abs(edges[nearest] - at) > _NEAR:
            return []
        fixed[nearest] = at
    return fixed


def _is_filled(cells: Sequence[Cell], owners: Sequence[Cell]) -> bool:
    """Whether enough cells hold text, and in every row and column one."""
    held = set(owners)
    rows = {row for top, _, high, _ in held for row in range(top, top + high)}
    columns = {column for _, left, _, wide in held for column in range(left, left + wide)}
    every = (
        {row for top, _, high, _ in cells for row in range(top, top + high)},
        {column for _, left, _, wide in cells for column in range(left, left + wide)},
    )
    return (rows, columns) == every and len(held) >= _FILLED * len(cells)


def _is_inside(frame: Box, cell: Cell, columns: Sequence[float], rows: Sequence[float]) -> bool:
    row, column, high, wide = cell
    over = _OVER * (frame[3] - frame[1])
    return (
        columns[column] - over <= frame[0]
        and frame[2] <= columns[column + wide] + over
        and rows[row] - over <= frame[1]
        and frame[3] <= rows[row + high] + over
    )
