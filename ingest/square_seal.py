"""Square seals (方章, name seals): a closed rim of four straight sides in red ink, with something in it.

Only the shape is told here. A character of a red head (国), a frame or a stamp of what was received
may look the same; where it stands on the circular decides (`extract.seals`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .ink import pieces, reddish
from .page import Mark

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .coarse import Coarse, PixelBox

MM = 1 / 25.4
SMALLEST, LARGEST = 13.0, 50.0
"""Sides of square seals, in mm: name seals have 15 to 20, those of offices up to 45."""
_SQUARE = 1.25
"""Longer side by the shorter, at most."""
_EDGE = 0.12
"""Share of a side's length from the border within which its rim lies."""
_SEEN = 0.9
"""Share of each side along which the rim must be seen: print leaves gaps."""
_INKED = (0.06, 0.85)
"""Share of the inside that is inked: characters, neither an empty box nor a block of red."""
_GAP = 1.2
"""Gaps of a rim, in mm, up to which it is one: strokes of print run through it."""
_GRID = 96
"""Pixels a side of the piece set upright."""


def find_squares(coarse: Coarse) -> list[Mark]:
    """The square seals on an image, in its own pixels; none on one without colour."""
    pixels, unit = coarse.pixels, coarse.dpi * MM
    if pixels.ndim != 3 or not coarse.is_coloured():
        return []
    red = reddish(pixels).astype(np.uint8)
    if not red.any():
        return []
    found: list[tuple[PixelBox, float]] = []
    for (x, y, width, height), outline in pieces(_closed(red, unit)):
        box = (x, y, x + width, y + height)
        if SMALLEST * unit <= max(width, height) <= 1.3 * LARGEST * unit and (
            sure := _squareness(red, outline, unit)
        ):
            found.append((box, sure))
    return [
        Mark("square_seal", coarse.whole(*box), round(sure, 2))
        for box, sure in found
        if not any(_within(box, other) for other, _ in found if other != box)
    ]


def _within(box: PixelBox, other: PixelBox) -> bool:
    """Whether a square is part of what stands in another: a character of it."""
    return all(a >= b for a, b in zip(box[:2], other[:2], strict=True)) and all(
        a <= b for a, b in zip(box[2:], other[2:], strict=True)
    )


def _closed(red: NDArray[np.uint8], unit: float) -> NDArray[np.uint8]:
    """The ink with the gaps of a rim closed."""
    import cv2

    return np.asarray(
        cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((round(_GAP * unit) | 1,) * 2, np.uint8)),
        np.uint8,
    )


def _squareness(red: NDArray[np.uint8], outline: NDArray[np.int32], unit: float) -> float:
    """The least share of a side along which a rim is seen; 0 where it is no square seal."""
    import cv2

    (_, sides, _) = rectangle = cv2.minAreaRect(outline)
    short, long = sorted(sides)
    if not (SMALLEST * unit <= long <= LARGEST * unit) or long > _SQUARE * max(short, 1.0):
        return 0.0
    corners = _corners(np.asarray(cv2.boxPoints(rectangle), np.float32))
    onto = np.array([(0, 0), (_GRID, 0), (_GRID, _GRID), (0, _GRID)], np.float32)
    upright = cv2.warpPerspective(
        red * 255, cv2.getPerspectiveTransform(corners, onto), (_GRID, _GRID)
    )
    inked = np.asarray(upright > 80)
    edge = round(_EDGE * _GRID)
    inside = float(np.mean(inked[edge:-edge, edge:-edge]))
    if not _INKED[0] <= inside <= _INKED[1]:
        return 0.0
    least = min(_seen(np.rot90(inked, turns), edge) for turns in range(4))
    return least if least >= _SEEN else 0.0


def _seen(inked: NDArray[np.bool_], edge: int) -> float:
    """Share of the upper side along which a rim lies near the border, its ends left out: corners
    are round."""
    return float(np.mean(inked[:edge, edge:-edge].any(axis=0)))


def _corners(given: NDArray[np.float32]) -> NDArray[np.float32]:
    """Four corners from the upper left one on, clockwise."""
    middle = given.mean(axis=0)
    angles = np.arctan2(given[:, 1] - middle[1], given[:, 0] - middle[0])
    return np.asarray(given[np.argsort(angles)], np.float32)
