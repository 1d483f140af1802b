"""Strokes of a page image that may rule a table: long, thin, dark, level or upright."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from .ink import filled, percentiles, pieces
from .rows import closed, opened
from .seal import MM
from .values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .coarse import Coarse

SHORTEST = 7.0
"""Millimetres: a stroke of a character is shorter, a ruled row or its neighbours higher."""
GAP = 1.5
"""Millimetres that a worn stroke may lack; the lines of a cell stand further apart."""
CROSSING = 2.5
"""Millimetres by which strokes that cross may fall short of each other."""
THICKEST = 1.5
FAINT = 0.18
"""Share of the page's strongest contrast from which something is ink."""
LEAST = 14
"""Contrast (0…255) below which nothing is."""
WORN_GAP, LEFT_OVER = 0.7, 0.22
"""Millimetres between dots of a worn stroke, and the share of it that its pieces make up."""
COLOURED = 45
"""Apart (0…255) are the channels of what is no black ink, however dark."""
DRAWN, SHORT_DRAWN = 0.5, 0.7
STEEPEST = 0.06
"""Slope of a stroke: 3° and some warping of the paper."""
_CROSS = np.array(((0, 1, 0), (1, 1, 1), (0, 1, 0)), np.uint8)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight stroke in pixels: at `t` along it, it stands at `at + slope * t`.

    For level strokes `t` is x, for upright ones y; `first` and `last` are its ends.
    """

    first: float
    last: float
    at: float
    slope: float

    def where(self, t: float) -> float:
        """Where it stands at `t`, also beyond its ends."""
        return self.at + self.slope * t

    @property
    def length(self) -> float:
        """From end to end."""
        return self.last - self.first


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """The strokes of a page, and the ink they were found in (0 or 1 a pixel)."""

    level: list[Stroke]
    upright: list[Stroke]
    ink: NDArray[np.uint8]
    unit: float
    """Pixels for a millimetre."""


def find_strokes(coarse: Coarse) -> Strokes | None:
    """The strokes of an image at 70 to 130 dpi; None where no upright one is: no table.

    Colours are left out: red seals and lines, a blue pen, stamps. Level strokes are looked for where
    they may meet an upright one.
    """
    import cv2

    unit = coarse.dpi * MM
    ink = _ink(coarse, unit)
    upright = [] if ink is None else _strokes(np.asarray(cv2.transpose(ink), np.uint8), unit)
    if ink is None or not upright:
        return None
    return Strokes(_strokes(_beside(ink, upright, unit), unit), upright, ink, unit)


def _beside(ink: NDArray[np.uint8], upright: Sequence[Stroke], unit: float) -> NDArray[np.uint8]:
    """The rows of a mask in which a level stroke may meet an upright one; nothing in the others."""
    reach = round(CROSSING * unit + STEEPEST * ink.shape[1])
    near = np.zeros((len(ink), 1), np.uint8)
    for stroke in upright:
        near[max(0, round(stroke.first) - reach) : round(stroke.last) + reach + 1] = 1
    return ink * near


def _ink(coarse: Coarse, unit: float) -> NDArray[np.uint8] | None:
    """Where something thin is darker than its surroundings, however faint."""
    import cv2

    dark, light = coarse.extremes()
    if coarse.pixels.ndim == 3:
        apart = cv2.subtract(light, dark)
        _, coloured = cv2.threshold(apart, COLOURED, 255, cv2.THRESH_BINARY)
        light = np.asarray(cv2.max(light, coloured), np.uint8)
    size = round(3 * unit) | 1
    around = np.ones((size, size), np.uint8)
    depth = np.asarray(cv2.morphologyEx(light, cv2.MORPH_BLACKHAT, around), np.uint8)
    (strongest,) = percentiles(depth[::2, ::2], (99.9,))
    if strongest < LEAST:
        return None
    return np.asarray(depth >= max(LEAST, FAINT * strongest), dtype=np.uint8)


def _strokes(ink: NDArray[np.uint8], unit: float) -> list[Stroke]:
    """The level strokes of a mask."""
    import cv2

    long = round(SHORTEST * unit)
    # A stroke off the level leaves a row of pixels: its neighbours count with it.
    wide = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    kept = opened(closed(np.asarray(wide, np.uint8), round(GAP * unit) | 1), long)
    found = []
    for (x, y, width, height), outline in pieces(kept):
        if height > 3 * THICKEST * unit + STEEPEST * width:
            continue
        part = (filled(outline) & kept[y : y + height, x : x + width]) > 0
        thickness = part.sum(axis=0)
        if _median(thickness) <= THICKEST * unit + 2:
            stroke = _fitted(part, thickness, x, y)
            ends = [(t, stroke.where(t)) for t in (stroke.first, stroke.last)]
            needed = DRAWN if stroke.length > 20 * unit else SHORT_DRAWN
            if drawn(ink, ends[0], ends[1], unit, needed) >= needed:
                found.append(stroke)
    return found


def worn_strokes(
    ink: NDArray[np.uint8],
    box: tuple[float, float, float, float],
    slope: float,
    unit: float,
    piece: float,
) -> list[Stroke]:
    """The level strokes across a box (left, top, right, bottom) of which only pieces are left,
    each `piece` mm long at least.

    Pieces of all columns are counted at the height they have on the slope: of a row of
    characters, few are that long, and those stand at several heights.
    """
    import cv2

    left, top, right, bottom = (max(round(value), 0) for value in box)
    part = np.ascontiguousarray(ink[top : bottom + 1, left : right + 1])
    if part.shape[0] < 3 or part.shape[1] < piece * unit:
        return []
    level = np.array([[1, 0, 0], [-slope, 1, slope * part.shape[1] / 2]], np.float32)
    flat = cv2.warpAffine(part, level, part.shape[::-1], flags=cv2.INTER_NEAREST)
    flat = cv2.dilate(flat, np.ones((3, 1), np.uint8))
    gap, least = round(WORN_GAP * unit) | 1, round(piece * unit)
    kept = cv2.morphologyEx(flat, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    kept = cv2.morphologyEx(kept, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    share = np.pad(kept.mean(axis=1), round(2 * unit))
    found: list[Stroke] = []
    for row in np.argsort(-share):
        if share[row] < LEFT_OVER:
            break
        near, far = round(unit), round(1.8 * unit)
        aside = (*share[row - far : row - near + 1], *share[row + near : row + far + 1])
        height = top + float(row) - round(2 * unit)
        at = height - slope * (left + part.shape[1] / 2)
        if max(aside) < 0.4 * share[row] and all(abs(at - s.at) > far for s in found):
            found.append(Stroke(left, right, at, slope))
    return found


def _fitted(part: NDArray[np.bool_], thickness: NDArray[np.integer], x: int, y: int) -> Stroke:
    """The straight line through the middles of a component's columns, of that `thickness`."""
    here = np.flatnonzero(thickness)
    middles = (np.arange(len(part)) @ part)[here] / thickness[here] + y
    along = here + x
    first, last = float(along[0]), float(along[-1])
    if len(here) < 3:
        return Stroke(first, last, _median(middles), 0.0)
    aside = along - along.mean()
    slope = float(aside @ middles / (aside @ aside))
    slope = max(-STEEPEST, min(STEEPEST, slope))
    return Stroke(first, last, _median(middles - slope * along), slope)


def _median(values: NDArray[np.integer | np.floating]) -> float:
    """`numpy.median` of few values, for which its checks take most of the time."""
    ordered = np.sort(values)
    return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def drawn(
    ink: NDArray[np.uint8],
    start: tuple[float, float],
    end: tuple[float, float],
    unit: float,
    needed: float = 0.0,
) -> float:
    """How surely a stroke runs between two points (x, y in pixels), up to 1.

    A stroke has ink all along and none beside it; a row of characters has gaps, and ink at both
    sides of its middle or far into one. What is beside it is not looked at where that cannot be
    as much as is `needed`.
    """
    import cv2

    flat = abs(end[0] - start[0]) > abs(end[1] - start[1])
    if not flat:  # seen along a level one
        ink, start, end = ink.T, start[::-1], end[::-1]
    count = max(8, int(np.hypot(end[0] - start[0], end[1] - start[1])))
    share = _places(count)
    xs = start[0] + share * (end[0] - start[0])
    ys = start[1] + share * (end[1] - start[1])
    # Only what lies around it is looked at, and thickened once.
    margin = int(2 * unit) + 3
    first, last = zip(*(sorted((values[0], values[-1])) for values in (xs, ys)), strict=True)
    left, top = (max(0, int(value) - margin) for value in first)
    right, bottom = (int(value) + margin + 1 for value in last)
    thin = np.ascontiguousarray(ink[top:bottom, left:right])
    if not thin.size:
        return 0.0
    thick = np.asarray(cv2.dilate(thin, _CROSS), dtype=np.uint8)
    columns = _within(xs, left, thin.shape[1])

    def cover(mask: NDArray[np.uint8], *offs: float) -> NDArray[np.float64]:
        """The share of its length that is ink, seen that many millimetres off it."""
        rows = _within(ys + unit * np.array(offs)[:, None], top, thin.shape[0])
        return np.asarray(mask[rows, columns].sum(axis=1, dtype=np.intp) / count)

    near = (0.0, -0.4, 0.4)
    covered = cover(thick, *near)
    best = int(covered.argmax())
    if covered[best] < needed:  # never more than this
        return float(covered[best])
    beside = [near[best] + away for away in (0.0, -1.1, -1.6, 1.1, 1.6)]
    inside, *others = (float(share) for share in cover(thin, *beside))
    along = (inside + float(covered[best])) / 2
    return along - max(sum(others[:2]), sum(others[2:])) / 2


@lru_cache(maxsize=2048)
def _places(count: int) -> NDArray[np.float64]:
    """Where along a stroke it is looked at, as shares of its length."""
    return np.linspace(0.06, 0.94, count)


def _within(values: NDArray[np.float64], first: int, count: int) -> NDArray[np.intp]:
    """Places on an image as whole indices of its part that begins at `first`."""
    return np.minimum(np.maximum(np.rint(values).astype(np.intp) - first, 0), count - 1)
