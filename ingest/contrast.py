"""How far print stands out from its paper: flat images, and pale ones made darker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .ink import contrast
from .page import Step
from .seal import MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .page import Line
    from .raster import Raster

FLAT = 40
"""A page image of less contrast than this (0…255) shows nothing, or something very pale."""
FAINTEST, PALE = 20, 70
"""Between these contrasts print is darkened before it is read."""
_STROKE = 6.0
"""How much darker (0…255) than its surroundings something thin must be to be a stroke, after noise
is smoothed; and how many times the noise."""
_TIMES = 5.0
_INKED = 0.001
"""Share of the page that strokes cover at least."""
_LOOKS = 8
"""Lines that are measured for contrast."""
_ROOM = 8
"""Levels left at either end."""


def is_strong(raster: Raster) -> bool:
    """Whether print on an image is dark, as the image made smaller or a few of its pixels tell."""
    return _range(raster.small().pixels) >= PALE or _range(raster.pixels[::8, ::8]) > 2 * PALE


def is_flat(raster: Raster) -> bool:
    """Whether an image has so little contrast that nothing is on it."""
    return _range(raster.small().pixels) < FLAT


def pale_step(raster: Raster) -> Step | None:
    """The step that darkens pale print; null where print is dark enough, or there is none."""
    small = raster.small()
    found = _range(small.pixels)
    if not FAINTEST <= found < PALE or not _has_strokes(small.pixels, small.dpi * MM):
        return None
    return Step("contrast_raised", float(found), raster.width, raster.height)


def raised(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """An image with its darkest ink made black and its paper white, noise smoothed."""
    import cv2

    soft = cv2.GaussianBlur(pixels, (0, 0), 0.8).astype(np.float32)
    few = soft[::4, ::4]
    ink, paper = (float(np.percentile(few, share)) for share in (0.2, 60))
    spread = 255 - 2 * _ROOM
    return np.asarray(
        np.clip(_ROOM + (soft - ink) * spread / max(1.0, paper - ink), 0, 255), np.uint8
    )


def line_contrasts(lines: Sequence[Line], raster: Raster) -> list[float]:
    """How far the longest of a page's lines stand out from their ground (0…255)."""
    rows, columns = raster.pixels.shape[:2]
    left, top, right, bottom = raster.box
    across, down = columns / (right - left), rows / (bottom - top)
    boxes = [line.box for line in sorted(lines, key=lambda line: -len(line.text)) if line.box]
    return [
        contrast(
            raster.pixels[
                max(0, int((y0 - top) * down)) : max(1, int((y1 - top) * down) + 1),
                max(0, int((x0 - left) * across)) : max(1, int((x1 - left) * across) + 1),
            ]
        )
        for x0, y0, x1, y1 in boxes[:_LOOKS]
    ]


def _range(pixels: NDArray[np.uint8]) -> int:
    few = np.ascontiguousarray(pixels)
    return int(few.max()) - int(few.min())


def _has_strokes(pixels: NDArray[np.uint8], unit: float) -> bool:
    """Whether a small image has something thin on it that noise does not explain."""
    import cv2

    grey = pixels if pixels.ndim == 2 else np.asarray(pixels.min(axis=2), np.uint8)
    soft = cv2.GaussianBlur(grey, (0, 0), 1.0)
    size = round(3 * unit) | 1
    depth = cv2.morphologyEx(soft, cv2.MORPH_BLACKHAT, np.ones((size, size), np.uint8))
    noise = float(np.median(depth))
    return float(np.mean(depth > max(_STROKE, _TIMES * noise))) > _INKED
