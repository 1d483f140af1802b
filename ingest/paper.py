"""The sheet of paper on a photograph or between black borders: its four edges found.

A page that fills its image costs a look at the image's frame and nothing more. One whose edges
are not clear (a pale desk, a sheet that is not straight) is read as it lies: engines read lines in
perspective; what needs the sheet are tables, margins and sizes.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np

from .ink import darkest, percentiles
from .steps import cutting

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .page import Point, Step
    from .raster import Raster

_LONG_SIDE = 500
"""Pixels to which the image is made smaller: 2 to 3 for a millimetre of a page."""
_FRAME = 0.006
"""Share of the image's sides at its frame in which there is no paper, where it shows more."""
_DARKER = 45
"""How much darker than paper (0…255) what lies around it is, by its darkest colour."""
_BESIDE = 0.5
"""Share of one side of the frame that is darker than paper, from which the sheet is looked for."""
_LEAST, _FILLED = 0.3, (0.97, 1.03)
"""Share of the image that a sheet covers at least, and of the quad that its paper fills."""
_SQUARE = 0.35
"""Cosine of a corner at most: 70 to 110 degrees."""
_BESIDE_EDGE = 4.0
"""Pixels of the small image from an edge, at which it must be light inside and dark outside."""
_INSIDE = 0.004
"""Share of the sides by which the cut lies within the edges, which are dark and frayed."""
_PAPER, _LIKE = math.sqrt(2), 0.1
"""Long by short side of the A and B sizes, and what perspective may change in it."""
_A4, _OTHER = 841.89, 0.15
"""Height in points, and by how much a page must differ for its stated resolution to be wrong."""


def sheet_step(raster: Raster) -> Step | None:
    """The step that cuts a page's sheet of paper out of its image; null where that is all paper,
    or has no sheet with four clear edges."""
    if not _is_framed(raster.pixels):
        return None
    small, by = _small(raster.pixels)
    paper = _paper(small)
    corners = None if paper is None else _corners(paper)
    if paper is None or corners is None or not _is_clear(small, corners):
        return None
    share = float(paper.mean())
    rows, columns = small.shape
    left, top, right, bottom = raster.box
    across, down = (right - left) / (columns * by[0]), (bottom - top) / (rows * by[1])
    points = [(left + x * by[0] * across, top + y * by[1] * down) for x, y in _shrunk(corners)]
    width, height = _size(points)
    return cutting(points, width, height, round(share, 4))


def _is_framed(pixels: NDArray[np.uint8]) -> bool:
    """Whether something darker than paper lies along a side of the image, by few of its pixels."""
    rows, columns = pixels.shape[:2]
    few = pixels[:: max(1, rows // 100), :: max(1, columns // 100)]
    middle = few[len(few) // 5 : -len(few) // 5, few.shape[1] // 5 : -few.shape[1] // 5]
    (light,) = percentiles(darkest(middle), (75,))
    edge = max(1, round(_FRAME * max(rows, columns)))
    along = max(1, max(rows, columns) // 200)
    sides = (
        pixels[:edge, ::along],
        pixels[-edge:, ::along],
        pixels[::along, :edge],
        pixels[::along, -edge:],
    )
    return any(float(np.mean(darkest(side) < light - _DARKER)) > _BESIDE for side in sides)


def _small(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    """The darkest channel, made small, and pixels of the whole for one of it, across and down."""
    import cv2

    rows, columns = pixels.shape[:2]
    by = max(rows, columns) / _LONG_SIDE
    size = (max(8, round(columns / by)), max(8, round(rows / by)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return darkest(np.asarray(small, np.uint8)), (columns / size[0], rows / size[1])


def _paper(small: NDArray[np.uint8]) -> NDArray[np.bool_] | None:
    """Where the paper is; null where it does not differ clearly from what lies around it."""
    import cv2

    soft = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)), 5)
    level, mask = cv2.threshold(soft, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    del level
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(mask, np.uint8))
    if count < 2:
        return None
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    outline, _ = cv2.findContours(
        (labels == largest).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    filled = cv2.drawContours(np.zeros_like(small), outline, -1, 1, -1)
    paper = filled > 0
    apart = float(np.median(soft[paper])) - float(
        np.median(soft[~paper]) if (~paper).any() else 255
    )
    return paper if apart > _DARKER and float(paper.mean()) > _LEAST else None


def _corners(paper: NDArray[np.bool_]) -> list[Point] | None:
    """The corners of the paper, clockwise from the top left; null unless it has four straight
    edges."""
    import cv2

    outline, _ = cv2.findContours(paper.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = max(outline, key=len)[:, 0, :].astype(np.float32)
    rough = _four(np.asarray(cv2.convexHull(points), np.float32))
    if rough is None:
        return None
    edges = [_edge(points, rough[n], rough[(n + 1) % 4]) for n in range(4)]
    if any(edge is None for edge in edges):
        return None
    corners = [_meet(edges[n - 1], edges[n]) for n in range(4)]
    quad = np.array(corners, np.float32)
    area = float(cv2.contourArea(quad))
    fills = float(paper.sum()) / max(area, 1.0)
    return corners if _FILLED[0] < fills < _FILLED[1] and _is_square(corners) else None


def _four(hull: NDArray[np.float32]) -> list[Point] | None:
    """The hull as four corners, clockwise from the top left."""
    import cv2

    length = cv2.arcLength(hull, closed=True)
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        rough = cv2.approxPolyDP(hull, share * length, closed=True)[:, 0, :]
        if len(rough) == 4:
            found = [(float(x), float(y)) for x, y in rough]
            middle = tuple(sum(values) / 4 for values in zip(*found, strict=True))
            found.sort(key=lambda point: math.atan2(point[1] - middle[1], point[0] - middle[0]))
            return found
        if len(rough) < 4:
            return None
    return None


def _edge(
    points: NDArray[np.float32], start: Point, end: Point
) -> tuple[float, float, float, float] | None:
    """The line through the outline's points along an edge, without its ends: direction, place."""
    import cv2

    along = np.array(end, np.float32) - np.array(start, np.float32)
    length = float(np.hypot(*along))
    if length < _LONG_SIDE / 10:
        return None
    unit = along / length
    away = points - np.array(start, np.float32)
    share = away @ unit / length
    off = np.abs(away @ np.array((-unit[1], unit[0]), np.float32))
    near = points[(share > 0.06) & (share < 0.94) & (off < 0.03 * length)]
    if len(near) < 0.4 * length:
        return None
    a, b, c, d = (
        float(value) for value in cv2.fitLine(near, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    )
    return a, b, c, d


def _meet(
    one: tuple[float, float, float, float] | None, other: tuple[float, float, float, float] | None
) -> Point:
    assert one is not None
    assert other is not None
    across = one[0] * other[1] - one[1] * other[0]
    if abs(across) < 1e-6:
        return math.inf, math.inf
    away = ((other[2] - one[2]) * other[1] - (other[3] - one[3]) * other[0]) / across
    return one[2] + away * one[0], one[3] + away * one[1]


def _is_square(corners: list[Point]) -> bool:
    for n in range(4):
        x, y = corners[n]
        one = (corners[n - 1][0] - x, corners[n - 1][1] - y)
        other = (corners[(n + 1) % 4][0] - x, corners[(n + 1) % 4][1] - y)
        sides = math.hypot(*one) * math.hypot(*other)
        if not math.isfinite(sides) or abs(one[0] * other[0] + one[1] * other[1]) > _SQUARE * sides:
            return False
    return True


def _is_clear(small: NDArray[np.uint8], corners: list[Point]) -> bool:
    """Whether it is darker outside than inside all along every edge that is not the image's."""
    rows, columns = small.shape
    x, y = (sum(values) / 4 for values in zip(*corners, strict=True))
    share = np.linspace(0.08, 0.92, 40)[:, None]
    for n in range(4):
        start, end = np.array(corners[n]), np.array(corners[(n + 1) % 4])
        along = start + share * (end - start)
        out = np.array((end[1] - start[1], start[0] - end[0])) / max(1.0, math.dist(start, end))
        if float(np.dot(out, (x, y) - start)) > 0:
            out = -out
        inside, outside = along - _BESIDE_EDGE * out, along + _BESIDE_EDGE * out
        within = np.all((outside >= 0) & (outside < (columns, rows)), axis=1)
        if float(within.mean()) < 1 - _BESIDE:
            continue
        lighter = _at(small, inside[within]) - _at(small, outside[within])
        if float(np.percentile(lighter, 20)) < _DARKER / 2:
            return False
    return True


def _at(small: NDArray[np.uint8], points: NDArray[np.float64]) -> NDArray[np.float64]:
    rows, columns = small.shape
    x = np.clip(np.round(points[:, 0]).astype(int), 0, columns - 1)
    y = np.clip(np.round(points[:, 1]).astype(int), 0, rows - 1)
    return np.asarray(small[y, x], np.float64)


def _shrunk(corners: list[Point]) -> list[Point]:
    x, y = (sum(values) / 4 for values in zip(*corners, strict=True))
    return [(x + (a - x) * (1 - _INSIDE), y + (b - y) * (1 - _INSIDE)) for a, b in corners]


def _size(corners: list[Point]) -> tuple[float, float]:
    """Width and height of the sheet in points: the mean of its sides; of the shape of A4 where
    they are near it, and of its size where the image's resolution is clearly not as it says."""
    sides = [math.dist(a, b) for a, b in itertools.pairwise([*corners, corners[0]])]
    width, height = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    if abs(height / width / _PAPER - 1) < _LIKE:
        height = width * _PAPER
        if abs(height / _A4 - 1) > _OTHER:
            width, height = _A4 / _PAPER, _A4
    elif abs(width / height / _PAPER - 1) < _LIKE:
        width = height * _PAPER
    return width, height
