"""The colour of strokes, and where a page is red."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .page import Colour

RED = 30
"""How far red must stand above green and blue (0…255) for a pixel to be reddish."""


def is_coloured(pixels: NDArray[np.uint8]) -> bool:
    """Whether an image of three channels holds any colour worth looking for."""
    if pixels.ndim == 2:
        return False
    small = pixels[::8, ::8].astype(np.int16)
    return bool(np.mean(small.max(axis=2) - small.min(axis=2) > RED) > 0.0005)


def reddish(pixels: NDArray[np.uint8], margin: int = RED) -> NDArray[np.bool_]:
    """Where a BGR image is red: red stands `margin` above green and blue."""
    import cv2

    blue, green, red = cv2.split(pixels)
    cooler = cv2.max(blue, green)
    return cast("NDArray[np.bool_]", cv2.subtract(red, cooler) > margin)


def stroke_colour(crop: NDArray[np.uint8]) -> Colour:
    """The colour of the strokes in a BGR image of one line on light ground.

    Strokes are the pixels nearer the darkest than the ground; their median decides, so a seal
    beside or under black characters does not turn them red.
    """
    if crop.size == 0:
        return "black"
    step = max(1, crop.shape[0] // 24)
    small = crop[::step, ::step].reshape(-1, 3).astype(np.int16)
    darkness = small.min(axis=1)
    ground, ink = np.percentile(darkness, (75, 2))
    if ground - ink < 40:
        return "black"
    strokes = small[darkness < (ground + ink) / 2]
    blue, green, red = np.median(strokes, axis=0)
    if red - max(blue, green) > 50:
        return "red"
    if blue - red > 25 and blue - green > 10:
        return "blue"
    return "black"
