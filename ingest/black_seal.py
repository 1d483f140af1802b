"""Seals without colour (grey scans, photocopies, faxes): their ink taken off as far as can be told.

The rim goes, whose place is known, but where a stroke of print runs through it; so do scraps of the
characters along it, and the star where a grey scanner made it grey and the print in it black. What
a fax or a copier made black all over is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .rings import unrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .coarse import PixelBox
    from .rings import Ring
    from .seal import Seal

    Grey = NDArray[np.uint8]

_WIDE = 1.3
"""Width in mm from which what is inked is no stroke of print of usual size."""
_INSIDE = 1.06
"""How far the ink of a seal reaches, as a share of its radius."""
_REACH = 0.06
"""How far from where it was followed a rim's ink is looked for, as a share of the radius."""


def faded(image: Grey, seals: Sequence[Seal], dpi: float) -> Grey:
    """A copy of a BGR image in which the `seals`, all without colour, are taken off."""
    result = image.copy()
    for seal in seals:
        if seal.ring is not None:
            x0, y0, x1, y1 = _wider(seal.box, image.shape, seal.ring.radius * 0.08)
            part = result[y0:y1, x0:x1]
            grey = np.ascontiguousarray(part.min(axis=2))
            ring = seal.ring.moved(-x0, -y0)
            part[:] = _faded(grey, ring, dpi)[..., None]
    return result


def _wider(box: PixelBox, shape: tuple[int, ...], by: float) -> PixelBox:
    margin = round(by)
    x0, y0, x1, y1 = box
    return (
        max(0, x0 - margin),
        max(0, y0 - margin),
        min(shape[1], x1 + margin),
        min(shape[0], y1 + margin),
    )


def _faded(grey: Grey, ring: Ring, dpi: float) -> Grey:
    polar = _polar(grey.shape, ring)
    inside = polar[0] < _INSIDE
    paper = float(np.percentile(grey[inside], 75))
    bare = _without_rim(grey, ring, polar, paper)
    bare = _without_specks(bare, inside, paper, dpi)
    return np.where(inside, _without_areas(bare, paper, dpi), bare).astype(np.uint8)


def _without_areas(grey: Grey, paper: float, dpi: float) -> NDArray[np.float32]:
    """Grey areas wider than any stroke (the star) become paper, print in them keeps its contrast.

    Where there are no greys (a fax) nothing changes: what is black all over holds no print.
    """
    import cv2

    side = round(_WIDE * dpi / 25.4) | 1
    ground = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    ground = np.maximum(cv2.GaussianBlur(ground, (0, 0), 1), 1).astype(np.float32)
    even = np.minimum(grey * (paper / ground), 255)
    return np.where(ground < 0.08 * paper, grey, np.maximum(grey, even)).astype(np.float32)


def _polar(shape: tuple[int, ...], ring: Ring) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of each pixel: how far from the middle, as a share of the ring's radius that way, and in
    which direction, as a share of the whole turn."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
    across, down = columns - ring.x, rows - ring.y
    turn = np.arctan2(across, -down) / (2 * np.pi) % 1
    return np.asarray(np.hypot(across, down) / ring.radii_at(turn)), np.asarray(turn)


def _without_rim(
    grey: Grey,
    ring: Ring,
    polar: tuple[NDArray[np.float64], NDArray[np.float64]],
    paper: float,
) -> Grey:
    """The rim becomes paper but where ink touches it from inside or outside: a stroke of print."""
    radius = ring.radius
    rows, columns = max(8, round(4 * _REACH * radius)), round(2 * np.pi * radius)
    reach = (1 - 2 * _REACH, 1 + 2 * _REACH)
    band = unrolled(grey.astype(np.float32), ring, reach, (rows, columns), off=255.0) < paper / 2
    places = np.linspace(1 + 2 * _REACH, 1 - 2 * _REACH, rows)
    near = np.abs(places - 1) < _REACH
    own = np.where(band & near[:, None], places[:, None], 0)
    counts = (band & near[:, None]).sum(axis=0)
    if counts.max() == 0:
        return grey
    middles = np.where(counts > 0, own.sum(axis=0) / np.maximum(counts, 1), np.nan)
    middle = _smooth(middles, columns // 24)
    half = 0.5 * float(np.median(counts[counts > 0])) + 1.5  # in pixels: rows are one apart
    away = np.abs(places[:, None] - middle[None, :]) * radius
    touched = np.any(band & (away > half + 0.5) & (away <= half + 3), axis=0)
    kept = _spread(touched, round(1.2 * half))
    share, turn = polar
    at = np.minimum((turn * columns).astype(int), columns - 1)
    gone = (np.abs(share - middle[at]) * radius <= half) & ~kept[at]
    return np.where(gone, np.uint8(paper), grey).astype(np.uint8)


def _smooth(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The middle of the values around each, round the circle; 1 where there is none."""
    count = len(values)
    steps = np.arange(-reach, reach + 1, max(1, reach // 8))
    near = values[(np.arange(count)[:, None] + steps[None, :]) % count]
    near.sort(axis=1)  # unknown ones last
    known = np.count_nonzero(~np.isnan(near), axis=1)
    places = np.maximum(np.stack([(known - 1) // 2, known // 2], axis=1), 0)
    middles = np.take_along_axis(near, places, axis=1).mean(axis=1)
    return np.where(known > 0, middles, 1.0)


def _spread(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """The mask with `reach` more at both ends of each run, round the circle."""
    result = mask.copy()
    for step in range(1, reach + 1):
        result |= np.roll(mask, step) | np.roll(mask, -step)
    return result


def _without_specks(grey: Grey, inside: NDArray[np.bool_], paper: float, dpi: float) -> Grey:
    """Ink of less than 0.3 mm square within the seal becomes paper: scraps of its characters."""
    import cv2

    ink = ((grey < paper / 2) & inside).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] < (0.3 * dpi / 25.4) ** 2
    small[0] = False
    return np.where(small[labels], np.uint8(paper), grey).astype(np.uint8)
