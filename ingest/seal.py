"""Seals (印章) and rules: where they are, and the print under a seal laid bare.

The standard puts the seal over signature and date (GB/T 9704-2012 7.3.5.3). On reddish pixels
the red channel shows black print and hardly the seal; elsewhere the image stays as it is.
Whitening red pixels instead destroys both the print under the seal and the red head.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from .ink import channels, filled, ink_of, percentiles, pieces, reddish
from .page import Mark
from .rings import ANGLES, Ring, circles, follow, unrolled
from .rows import opened
from .values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .coarse import Coarse, PixelBox

MM = 1 / 25.4
SMALLEST, LARGEST = 25.0, 60.0
"""Diameters of seals, in mm (国发〔1999〕25号 has 42 to 60; small offices' are smaller)."""
FAINT = 15
"""Red around a seal's strokes is fainter than in them: lifted from this margin on."""
_LEAST_INK = 0.0004
"""Share of a page's pixels that the thinnest seal inks."""
_SEEN, _SEEN_BLACK = 0.55, 0.58
"""Share of its directions in which a rim must be seen: print alone makes circles of up to 0.45."""
_WHOLE = 0.9
"""The same of a rim beside whose middle no better one is looked for."""
_RING_DPI = 50.0
"""Resolution at which rims are looked for: half of it for each of 0.5 mm of a thin one."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal on an image: its box in pixels, how sure (0…1), its rim where that could be followed.

    `black`: printed by a copier, a fax or a grey scanner, so that only its shape tells it.
    """

    box: PixelBox
    sure: float
    ring: Ring | None = None
    black: bool = False


def find_seals(coarse: Coarse) -> list[Seal]:
    """The seals on an image, BGR or grey; black ones are looked for where no red one is."""
    red = _red_seals(coarse) if coarse.is_coloured() else []
    return red or _black_seals(coarse)


def _red_seals(coarse: Coarse) -> list[Seal]:
    ink = ink_of(*(_paper_white(channel) for channel in channels(coarse.pixels)))
    if float(np.mean(ink > 0.06 * 255)) < _LEAST_INK:
        return []
    inked = _shares(ink)
    rings = [ring for ring in _rings(inked, coarse.dpi) if ring.coverage >= _SEEN]
    found = []
    for box, sure in _blobs(coarse):
        x, y, radius = _middle(box)
        within = [ring for ring in rings if np.hypot(ring.x - x, ring.y - y) < 0.6 * radius]
        rings = [ring for ring in rings if ring not in within]
        same = [ring for ring in within if np.hypot(ring.x - x, ring.y - y) < 0.1 * radius]
        ring = same[0] if same else follow(inked, x, y, radius)
        if ring and ring.coverage >= _SEEN:
            found.append(_seal(coarse, ring, max(ring.coverage, sure)))
        else:
            found.append(Seal(coarse.whole(*box), sure))
    return found + [_seal(coarse, ring, ring.coverage) for ring in rings]


def _middle(box: PixelBox) -> tuple[float, float, float]:
    """The middle of a box and half of its mean side."""
    x0, y0, x1, y1 = box
    return (x0 + x1 - 1) / 2, (y0 + y1 - 1) / 2, (x1 - x0 + y1 - y0) / 4


def _black_seals(coarse: Coarse) -> list[Seal]:
    ink = _shares(255 - _paper_white(coarse.darkest()))
    rings = [ring for ring in _rings(ink, coarse.dpi) if ring.coverage >= _SEEN_BLACK]
    return [
        _seal(coarse, ring, 0.9 * ring.coverage, black=True)
        for ring in rings
        if ring.depth >= 0.15 and _is_written(ink, ring)
    ]


def _paper_white(channel: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """One channel of an image with its paper at 255: yellow paper and warm light are white."""
    import cv2

    paper = max(percentiles(channel[::5, ::5], (85,))[0], 60)
    if paper == 255:
        return channel
    table = np.minimum(np.arange(256) * (255 / paper), 255).astype(np.uint8)
    return np.asarray(cv2.LUT(channel, table), np.uint8)


def _shares(ink: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.multiply(ink, np.float32(1 / 255), dtype=np.float32)


def _rings(ink: NDArray[np.float32], dpi: float) -> list[Ring]:
    """The rims of the size of seals, the best seen first, one for each place."""
    import cv2

    by = min(1.0, _RING_DPI / dpi)
    small = np.asarray(
        cv2.resize(ink, None, fx=by, fy=by, interpolation=cv2.INTER_AREA), dtype=np.float32
    )
    unit = dpi * by * MM
    seen: list[Ring] = []
    for x, y, radius in circles(small, SMALLEST / 2 * unit, LARGEST / 2 * unit):
        whole = [ring for ring in seen if ring.coverage > _WHOLE]
        if _is_apart(x, y, whole) and (ring := follow(small, x, y, radius)):
            seen.append(ring)
    seen.sort(key=lambda ring: -ring.coverage)
    kept: list[Ring] = []
    for ring in seen:
        if _is_apart(ring.x, ring.y, kept):
            kept.append(ring)
    return [ring.scaled(1 / by) for ring in kept]


def _is_apart(x: float, y: float, rings: Sequence[Ring]) -> bool:
    """Whether a middle is that of none of some rings."""
    return all(math.hypot(ring.x - x, ring.y - y) > 0.4 * ring.radius for ring in rings)


def _seal(coarse: Coarse, ring: Ring, sure: float, *, black: bool = False) -> Seal:
    """The seal of a ring on the coarse image."""
    x0, y0, x1, y1 = ring.scaled(coarse.factor).box
    height, width = (side * coarse.factor for side in coarse.pixels.shape[:2])
    box = (
        max(0, round(x0)),
        max(0, round(y0)),
        min(width, round(x1) + 1),
        min(height, round(y1) + 1),
    )
    return Seal(box, round(sure, 2), ring.scaled(coarse.factor), black)


def _is_written(ink: NDArray[np.float32], ring: Ring) -> bool:
    """Whether a black rim has characters along its inside, as a seal has."""
    band = unrolled(ink, ring, (0.55, 0.9), (24, ANGLES))
    share = float(np.mean(band > 0.25))
    return 0.02 < share < 0.7 and float(np.mean((band > 0.25).any(axis=0))) > 0.12


def _blobs(coarse: Coarse) -> list[tuple[PixelBox, float]]:
    """Round pieces of red that stand alone, oval ones too: boxes on the coarse image, how sure."""
    import cv2

    small, unit = coarse.pixels, coarse.dpi * MM
    red = reddish(small).astype(np.uint8)
    if not red.any():
        return []
    near = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((round(3 * unit) | 1,) * 2, np.uint8))
    found = []
    for (x, y, width, height), outline in pieces(np.asarray(near, np.uint8)):
        if not (SMALLEST * unit <= max(width, height) <= LARGEST * unit):
            continue
        if not 0.75 <= width / height <= 1.33:
            continue
        part = red[y : y + height, x : x + width] & filled(outline)
        sure = _roundness(part)
        if sure >= 0.6:
            found.append(((x, y, x + width, y + height), sure))
    return found


def _roundness(mask: NDArray[np.uint8]) -> float:
    """Share of directions in which the outermost red lies on one ellipse within its frame."""
    height, width = mask.shape
    ys, xs = np.nonzero(mask)
    if len(xs) < 50 or not 0.05 < len(xs) / mask.size < 0.85:
        return 0.0
    across, down = (xs - (width - 1) / 2) / (width / 2), (ys - (height - 1) / 2) / (height / 2)
    radius = np.hypot(across, down)
    sector = ((np.arctan2(down, across) + np.pi) / (2 * np.pi) * 72).astype(int) % 72
    outermost = np.zeros(72)
    np.maximum.at(outermost, sector, radius)
    return round(float(np.mean((outermost > 0.88) & (outermost < 1.12))), 2)


def grown(box: PixelBox, margin: float, shape: tuple[int, ...]) -> PixelBox:
    """A box with a margin, kept within an image of `shape`."""
    by = round(margin)
    return (
        max(0, box[0] - by),
        max(0, box[1] - by),
        min(shape[1], box[2] + by),
        min(shape[0], box[3] + by),
    )


def lift(
    pixels: NDArray[np.uint8], boxes: Sequence[PixelBox], dpi: float, *, blue: bool = False
) -> NDArray[np.uint8]:
    """A copy of a BGR image in which the ink of seals within `boxes` shows its red channel; `blue`:
    the ink of a pen its blue one."""
    result = pixels.copy()
    for box in boxes:
        x0, y0, x1, y1 = grown(box, 2 * dpi * MM, pixels.shape)
        part = result[y0:y1, x0:x1]
        cold, green, warm = channels(part)[:: -1 if blue else 1]
        ink = ink_of(cold, green, warm)
        mask = ink > FAINT
        part[mask] = _levelled(warm, ink, mask)[:, None]
    return result


def _levelled(
    red: NDArray[np.uint8], redness: NDArray[np.uint8], mask: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """The `red` channel on reddish pixels, raised by what the seal's ink takes from the paper's.

    Raised in proportion to redness: black print under the seal is not red and stays black.
    """
    inked, reds = red[mask], redness[mask]
    if not inked.size:
        return inked
    (full,) = percentiles(reds, (80,))
    (ink,) = percentiles(inked[reds >= 0.9 * full], (50,))
    (paper,) = percentiles(red[~mask], (70,)) if not mask.all() else (ink,)
    lift_by = min(80.0, max(0.0, paper - ink))
    raised = inked.astype(np.float32) + lift_by * np.clip(reds.astype(np.float32) / full, 0, 1)
    return np.asarray(np.minimum(raised, max(paper, ink)), dtype=np.uint8)


def find_rules(coarse: Coarse) -> list[Mark]:
    """Long level lines on an image, with boxes in pixels: red ones and black ones.

    At least 60 mm long and at most 2.5 mm thick; a page's slope of 3° is allowed for by looking
    for pieces and chaining them.
    """
    import cv2

    small, unit = coarse.pixels, coarse.dpi * MM
    grey = coarse.darkest()
    limit = math.ceil(percentiles(grey[::3, ::3], (50,))[0] - 50) - 1
    dark = cv2.threshold(grey, limit, 1, cv2.THRESH_BINARY_INV)[1]
    level = opened(np.asarray(dark, np.uint8), max(3, round(8 * unit)))
    joined = cv2.dilate(level, np.ones((3, max(3, round(3 * unit)) | 1), np.uint8))
    rules = []
    for (x, y, width, height), outline in pieces(np.asarray(joined, np.uint8)):
        if width < 60 * unit:
            continue
        here = (filled(outline) & level[y : y + height, x : x + width]) > 0
        if not _thin(here, unit, width):
            continue
        is_red = small.ndim == 3 and bool(
            np.mean(reddish(small[y : y + height, x : x + width])[here]) > 0.5
        )
        box = coarse.whole(x, y, x + width, y + height)
        rules.append(Mark("red_rule" if is_red else "rule", box))
    return rules


def _thin(mask: NDArray[np.bool_], unit: float, width: int) -> bool:
    thickness = mask.sum(axis=0)
    filled = thickness > 0
    if not filled.any() or filled.sum() < 0.8 * (width - 4 * unit):
        return False
    slope = mask.shape[0] / max(width, 1)
    return bool(np.median(thickness[filled]) <= max(2.0, 2.5 * unit)) and slope < 0.08
