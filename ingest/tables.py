"""Ruled tables on a page image: strokes that cross make a grid, missing edges merge its cells."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from .coarse import Coarse
from .page import Grid
from .raster import Raster
from .steps import done, levelling
from .table_strokes import CROSSING, Stroke, drawn, find_strokes, worn_strokes
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .page import Point, Step
    from .table_strokes import Strokes

TABLES_VERSION = 3
"""3: tables that slant more than their strokes may are levelled first."""
SLANTED = 2.0
"""Degrees from which a page is levelled before its tables are looked for."""
APART = 2.0
"""Millimetres between the edges of two rows or columns."""
OPEN = 6.0
"""Millimetres by which strokes run on beyond the last edge where a side is open."""
DRAWN_PIECE = 0.33
"""How surely the piece of an edge between two cells must be drawn to part them."""
STREAK = 12.0
"""Millimetres."""
BROKEN = 2
"""More pieces than edges, from which on the edges are looked for that are worn to shorter ones."""
LEVEL_PIECE, UPRIGHT_PIECE = 3.0, 6.0
"""Millimetres: upright strokes of characters in one column stand below each other."""
LEAST_WIDTH, LEAST_HEIGHT = 40.0, 9.0
MOST = 400
"""Strokes of one direction from which a page is a drawing."""

Cell = tuple[int, int, int, int]
Lattice = tuple[list[Stroke], list[Stroke]]


def page_grids(raster: Raster, degrees: float) -> tuple[Grid, ...]:
    """The ruled tables of a page image whose lines fall by `degrees`, in points of the page."""
    small = raster.small()
    left, top, right, bottom = raster.box
    rows, columns = small.pixels.shape[:2]
    across = (right - left) / raster.pixels.shape[1] * small.factor
    down = (bottom - top) / raster.pixels.shape[0] * small.factor
    box = (left, top, left + columns * across, top + rows * down)
    seen = Raster(small.pixels, small.dpi, raster.width, raster.height, box)
    steps = [levelling(degrees, raster.width, raster.height)] if abs(degrees) > SLANTED else []
    seen = done(seen, steps)
    grids = find_grids(Coarse(seen.pixels, 1, seen.dpi) if steps else small.alone())
    return tuple(_placed(grid, seen, steps) for grid in grids)


def _placed(grid: Grid, raster: Raster, steps: Sequence[Step]) -> Grid:
    """A grid in pixels as one in points, before `steps`."""
    rows, columns = raster.pixels.shape[:2]
    left, top, right, bottom = raster.box
    across, down = (right - left) / columns, (bottom - top) / rows
    points: Sequence[Point] = [(left + x * across, top + y * down) for x, y in grid.points]
    for step in reversed(steps):
        points = step.undo(points)
    return replace(grid, points=tuple(points))


def find_grids(coarse: Coarse) -> list[Grid]:
    """The ruled tables of an image made `coarse`, from the top; points in pixels of the whole.

    Tables have two rows and two columns at least; sides may be open, cells merged.
    """
    strokes = find_strokes(coarse)
    if strokes is None or max(len(strokes.level), len(strokes.upright)) > MOST:
        return []
    strokes = replace(strokes, upright=_without_streaks(strokes))
    grids = []
    for level, upright in _crossing(strokes):
        lattice = _lattice(level, upright, strokes)
        grid = lattice and _grid(_trimmed(lattice, strokes), strokes)
        if grid:
            by = coarse.factor
            whole = tuple((by * (x + 0.5), by * (y + 0.5)) for x, y in grid.points)
            grids.append(replace(grid, points=whole))
    return sorted(grids, key=lambda grid: (grid.box[1], grid.box[0]))


def _without_streaks(strokes: Strokes) -> list[Stroke]:
    """The upright strokes without those that run far beyond all others they hang together with:
    a copier's streaks, the edge of the paper."""
    out: set[Stroke] = set()
    for _, upright in _crossing(strokes):
        for stroke in upright:
            others = [other for other in upright if other != stroke]
            if len(others) < 2:
                continue
            top, bottom = min(s.first for s in others), max(s.last for s in others)
            beyond = max(top - stroke.first, stroke.last - bottom)
            if beyond > STREAK * strokes.unit:
                out.add(stroke)
    return [stroke for stroke in strokes.upright if stroke not in out]


def _crossing(strokes: Strokes) -> list[Lattice]:
    """The strokes in groups that hang together."""
    level, upright = strokes.level, strokes.upright
    slack = CROSSING * strokes.unit
    groups: list[tuple[set[int], set[int]]] = []
    for j, stroke in enumerate(upright):
        touched = {i for i, other in enumerate(level) if _cross(other, stroke, slack)}
        if not touched:
            continue
        joined = [group for group in groups if group[0] & touched]
        groups = [group for group in groups if not group[0] & touched]
        rows = touched.union(*(group[0] for group in joined))
        groups.append((rows, {j}.union(*(group[1] for group in joined))))
    return [([level[i] for i in rows], [upright[j] for j in columns]) for rows, columns in groups]


def _cross(level: Stroke, upright: Stroke, slack: float) -> bool:
    x, y = _crossing_point(level, upright)
    return (
        level.first - slack <= x <= level.last + slack
        and upright.first - slack <= y <= upright.last + slack
    )


def _crossing_point(level: Stroke, upright: Stroke) -> tuple[float, float]:
    """Where y = a + b x and x = c + d y meet."""
    y = (level.at + level.slope * upright.at) / (1 - level.slope * upright.slope)
    return upright.where(y), y


def _lattice(level: list[Stroke], upright: list[Stroke], strokes: Strokes) -> Lattice | None:
    """The edges of rows and columns: pieces of one edge joined, worn ones found, open sides
    closed."""
    unit = strokes.unit
    top, bottom = min(s.first for s in upright), max(s.last for s in upright)
    left, right = min(s.first for s in level), max(s.last for s in level)
    rows = _merged(level, (left + right) / 2, unit)
    columns = _merged(upright, (top + bottom) / 2, unit)
    top, bottom = min(top, rows[0].where(left)), max(bottom, rows[-1].where(left))
    if len(level) > len(rows) + BROKEN:
        slope = median(stroke.slope for stroke in rows)
        box = (left, top, right, bottom)
        worn = worn_strokes(strokes.ink, box, slope, unit, LEVEL_PIECE)
        rows = _added(rows, worn, (left + right) / 2, unit)
    if len(upright) > len(columns) + BROKEN:
        slope = median(stroke.slope for stroke in columns)
        box = (top, left, bottom, right)
        worn = worn_strokes(strokes.ink.T, box, slope, unit, UPRIGHT_PIECE)
        columns = _added(columns, worn, (top + bottom) / 2, unit)
    rows = _closed(rows, top, bottom, (left, right), unit)
    columns = _closed(columns, left, right, (top, bottom), unit)
    middle = (left + right) / 2, (top + bottom) / 2
    width = columns[-1].where(middle[1]) - columns[0].where(middle[1])
    height = rows[-1].where(middle[0]) - rows[0].where(middle[0])
    if width < LEAST_WIDTH * unit or height < LEAST_HEIGHT * unit:
        return None
    return rows, columns


def _added(edges: list[Stroke], worn: Sequence[Stroke], middle: float, unit: float) -> list[Stroke]:
    """The edges with those worn ones that are none of them."""
    new = [
        stroke
        for stroke in worn
        if all(
            abs(edge.where(middle) - stroke.where(middle)) > 1.5 * APART * unit for edge in edges
        )
    ]
    return sorted([*edges, *new], key=lambda stroke: stroke.where(middle))


def _trimmed(lattice: Lattice, strokes: Strokes) -> Lattice:
    """The lattice without outer edges to which nothing leads: the shadow of the paper's edge."""
    rows, columns = lattice

    def leads(across: Sequence[Stroke], one: Stroke, other: Stroke, *, level: bool) -> bool:
        count = 0
        for stroke in across:
            ends = [
                _crossing_point(stroke, edge) if level else _crossing_point(edge, stroke)
                for edge in (one, other)
            ]
            count += drawn(strokes.ink, ends[0], ends[1], strokes.unit) >= DRAWN_PIECE
        return count > 1

    while len(columns) > 2 and not leads(rows, columns[0], columns[1], level=True):
        columns = columns[1:]
    while len(columns) > 2 and not leads(rows, columns[-2], columns[-1], level=True):
        columns = columns[:-1]
    while len(rows) > 2 and not leads(columns, rows[0], rows[1], level=False):
        rows = rows[1:]
    while len(rows) > 2 and not leads(columns, rows[-2], rows[-1], level=False):
        rows = rows[:-1]
    return rows, columns


def _merged(strokes: Sequence[Stroke], middle: float, unit: float) -> list[Stroke]:
    """One stroke for each edge, in order. Short ones take the slope of the long ones near."""
    longest = max(stroke.length for stroke in strokes)
    steady = [stroke for stroke in strokes if stroke.length > 0.4 * longest]
    levelled = [_steadied(stroke, steady, middle) for stroke in strokes]
    edges: list[list[Stroke]] = []
    for stroke in sorted(levelled, key=lambda stroke: stroke.where(middle)):
        if edges and stroke.where(middle) - edges[-1][-1].where(middle) < APART * unit:
            edges[-1].append(stroke)
        else:
            edges.append([stroke])
    return [_one(edge) for edge in edges]


def _steadied(stroke: Stroke, steady: Sequence[Stroke], middle: float) -> Stroke:
    if stroke in steady:
        return stroke
    near = min(steady, key=lambda other: abs(other.where(middle) - stroke.where(middle)))
    half = (stroke.first + stroke.last) / 2
    at = stroke.where(half) - near.slope * half
    return Stroke(stroke.first, stroke.last, at, near.slope)


def _one(edge: Sequence[Stroke]) -> Stroke:
    """The pieces of an edge as one stroke: the line through the longest, moved to the middle."""
    first, last = min(s.first for s in edge), max(s.last for s in edge)
    longest = max(edge, key=lambda stroke: stroke.length)
    return Stroke(first, last, longest.at, longest.slope)


def _closed(
    edges: list[Stroke], low: float, high: float, ends: tuple[float, float], unit: float
) -> list[Stroke]:
    """The edges, with one more at a side where the strokes across run on: an open side."""
    slope = median(stroke.slope for stroke in edges)
    middle = (ends[0] + ends[1]) / 2
    first, last = edges[0].where(middle), edges[-1].where(middle)
    closed = list(edges)
    if first - low > OPEN * unit:
        closed.insert(0, Stroke(*ends, low - slope * middle, slope))
    if high - last > OPEN * unit:
        closed.append(Stroke(*ends, high - slope * middle, slope))
    return closed


def _grid(lattice: Lattice, strokes: Strokes) -> Grid | None:
    rows, columns = lattice
    if len(rows) < 3 or len(columns) < 3:
        return None
    points = [[_crossing_point(row, column) for column in columns] for row in rows]

    def parted(one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether a stroke is drawn between a cell and the one right of it or below it."""
        row, column = other
        start = points[row][column]
        end = points[row + 1][column] if one[0] == row else points[row][column + 1]
        return drawn(strokes.ink, start, end, strokes.unit) >= DRAWN_PIECE

    cells = merged_cells(len(rows) - 1, len(columns) - 1, parted)
    if len(cells) < 4:
        return None
    flat = tuple(point for row in points for point in row)
    return Grid(len(columns) - 1, flat, tuple(cells))


def merged_cells(
    rows: int, columns: int, parted: Callable[[tuple[int, int], tuple[int, int]], bool]
) -> list[Cell]:
    """The cells of a lattice: neighbours that nothing parts are one, where they make a rectangle.

    Where they do not, an edge is worn away rather than left out, and every one is by itself.
    """
    owner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while owner[cell] != cell:
            owner[cell] = owner[owner[cell]]
            cell = owner[cell]
        return cell

    for row, column in list(owner):
        for other in ((row, column + 1), (row + 1, column)):
            if other in owner and not parted((row, column), other):
                first, second = sorted((root((row, column)), root(other)))
                owner[second] = first
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cell in owner:
        groups.setdefault(root(cell), []).append(cell)
    cells = []
    for group in groups.values():
        top, left = min(row for row, _ in group), min(column for _, column in group)
        tall = max(row for row, _ in group) - top + 1
        wide = max(column for _, column in group) - left + 1
        if tall * wide == len(group):
            cells.append((top, left, tall, wide))
        else:
            cells += [(row, column, 1, 1) for row, column in group]
    return sorted(cells)
