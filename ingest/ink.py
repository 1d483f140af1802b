"""The colour of strokes, and where a page is red."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .page import Colour

RED = 30
"""How far red must stand above green and blue (0…255) for a pixel to be reddish."""

_LOOKS = 4000
"""Pixels of a line that are looked at, at most."""
_BLUER = 20
"""How far blue may stand above red in the ink of a seal."""


def darkest(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The darkest channel of an image: ink of any colour is dark in it."""
    if pixels.ndim == 2:
        return pixels
    import cv2

    # numpy is slow along an axis of three
    blue, green, red = cv2.split(np.ascontiguousarray(pixels))
    return np.asarray(cv2.min(cv2.min(blue, green), red), np.uint8)


def is_coloured(pixels: NDArray[np.uint8]) -> bool:
    """Whether an image of three channels holds any colour worth looking for."""
    if pixels.ndim == 2:
        return False
    import cv2

    blue, green, red = cv2.split(np.ascontiguousarray(pixels[::4, ::4]))
    lightest, dark = cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)
    return float(np.mean(cv2.subtract(lightest, dark) > RED)) > 0.0005


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


def _strokes(crop: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.bool_], float]:
    """Some pixels of a crop (n × 3), which of them are strokes, and their contrast (0…255).

    Strokes are the pixels nearer the darkest than the ground; darkness counts by the darkest
    channel, so that red and blue strokes are as dark as black ones.
    """
    step = max(1, round((crop.shape[0] * crop.shape[1] / _LOOKS) ** 0.5))
    few = np.ascontiguousarray(crop[::step, ::step])
    if not few.size:
        return few.reshape(-1, 3), np.zeros(0, np.bool_), 0.0
    dark = darkest(few).ravel()
    ground, ink = np.percentile(dark, (75, 2))
    return few.reshape(-1, 3), dark < (ground + ink) / 2, float(ground - ink)


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


def pieces(
    mask: NDArray[np.uint8],
) -> Iterator[tuple[tuple[int, int, int, int], NDArray[np.int32]]]:
    """The connected pieces of a mask from the top down: left, top, width and height in pixels, and
    the outline. Labels of every pixel, where few pieces are wanted, take ten times as long."""
    import cv2

    outlines, tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for n in reversed(range(len(outlines))):
        if tree[0][n][3] < 0:  # the others are holes
            left, top, width, height = cv2.boundingRect(outlines[n])
            yield (left, top, width, height), np.asarray(outlines[n], np.int32)


def filled(outline: NDArray[np.int32]) -> NDArray[np.uint8]:
    """What an outline encloses, within its frame."""
    import cv2

    x, y, width, height = cv2.boundingRect(outline)
    mask = np.zeros((height, width), np.uint8)
    return np.asarray(cv2.drawContours(mask, [outline], -1, 1, cv2.FILLED, offset=(-x, -y)))
