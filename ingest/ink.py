"""The colour of strokes, and where a page is red."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .page import Colour

RED = 30
"""How far red must stand above green and blue (0…255) for a pixel to be reddish."""

_BLUER = 20
"""How far blue may stand above red in the ink of a seal."""


def is_coloured(pixels: NDArray[np.uint8]) -> bool:
    """Whether an image of three channels holds any colour worth looking for."""
    if pixels.ndim == 2:
        return False
    small = pixels[::4, ::4].astype(np.int16)
    return bool(np.mean(small.max(axis=2) - small.min(axis=2) > RED) > 0.0005)


def reddish(pixels: NDArray[np.uint8], margin: int = RED) -> NDArray[np.bool_]:
    """Where a BGR image is red: red stands `margin` above green and blue."""
    import cv2

    blue, green, red = cv2.split(pixels)
    cooler = cv2.max(blue, green)
    return np.asarray(cv2.subtract(red, cooler) > margin)


def seal_ink(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """How much of each pixel of a BGR image is the ink of a seal, 0…255: red to purple, dark or pale.

    Red stands above green in all of these; blue does not stand far above red, as in pens' ink.
    """
    import cv2

    blue, green, red = cv2.split(pixels)
    ink = cv2.subtract(red, green)
    ink[cv2.subtract(blue, red) > _BLUER] = 0
    return np.asarray(ink, dtype=np.uint8)


def _strokes(crop: NDArray[np.uint8]) -> tuple[NDArray[np.int16], NDArray[np.bool_], float]:
    """Some pixels of a crop (n × 3), which of them are strokes, and their contrast (0…255).

    Strokes are the pixels nearer the darkest than the ground; darkness counts by the darkest
    channel, so that red and blue strokes are as dark as black ones.
    """
    step = max(1, crop.shape[0] // 24)
    small = crop[::step, ::step].reshape(-1, 3).astype(np.int16)
    # One channel after the other: numpy is slow along an axis of three.
    darkness = np.minimum(np.minimum(small[:, 0], small[:, 1]), small[:, 2])
    ground, ink = np.percentile(darkness, (75, 2)) if darkness.size else (0.0, 0.0)
    return small, darkness < (ground + ink) / 2, float(ground - ink)


def contrast(crop: NDArray[np.uint8]) -> float:
    """How far the strokes of a line stand out from the ground (0…255)."""
    return _strokes(crop)[2]


def stroke_colour(crop: NDArray[np.uint8]) -> Colour:
    """The colour of the strokes in a BGR image of one line on light ground.

    Their median decides, so a seal beside or under black characters does not turn them red;
    the ground is taken for white, so that tinted paper or light does not colour black ink.
    """
    pixels, strokes, depth = _strokes(crop)
    if depth < 40 or not strokes.any():
        return "black"
    ground = np.maximum(np.median(pixels[~strokes], axis=0), 1.0)
    blue, green, red = np.median(pixels[strokes], axis=0) / ground
    dark = 1.0 - min(blue, green, red)
    if red - max(blue, green) > 0.4 * dark:
        return "red"
    return "blue" if blue - max(red, green) > 0.1 * dark else "black"
