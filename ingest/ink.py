"""The colour of strokes, and where a page is red."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from .page import Colour

    Grey = NDArray[np.uint8]
    """One channel of an image."""

RED = 30
"""How far red must stand above green and blue (0…255) for a pixel to be reddish."""

_LOOKS = 4000
"""Pixels of a line that are looked at, at most."""
_BLUER = 20
"""How far blue may stand above red in the ink of a seal."""
_BLUEST = 0.9
"""Light that blue ink takes from the blue channel, by that from the others; of black it is 1."""
_DYED, _GREY = 60, 24
"""How far the channels of a ground lie apart that was marked with a highlighter, and those of ink that
has no colour (0…255)."""


def darkest(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The darkest channel of an image: ink of any colour is dark in it."""
    if pixels.ndim == 2:
        return pixels
    import cv2

    # numpy is slow along an axis of three
    blue, green, red = cv2.split(np.ascontiguousarray(pixels))
    return np.asarray(cv2.min(cv2.min(blue, green), red), np.uint8)


def channels(pixels: NDArray[np.uint8]) -> tuple[Grey, Grey, Grey]:
    """Blue, green and red of a BGR image."""
    import cv2

    blue, green, red = cv2.split(pixels)
    return cast("tuple[Grey, Grey, Grey]", (blue, green, red))


def extremes(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The darkest and the lightest channel of each pixel of an image; of a grey one, itself twice."""
    if pixels.ndim == 2:
        return pixels, pixels
    import cv2

    blue, green, red = channels(pixels)
    dark, light = cv2.min(cv2.min(blue, green), red), cv2.max(cv2.max(blue, green), red)
    return np.asarray(dark, np.uint8), np.asarray(light, np.uint8)


def has_colour(dark: NDArray[np.uint8], light: NDArray[np.uint8]) -> bool:
    """Whether an image with these extremes holds any colour worth looking for."""
    return float(np.mean(light - dark > RED)) > 0.0005


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
    return ink_of(*channels(pixels))


def ink_of(blue: Grey, green: Grey, red: Grey) -> Grey:
    """The same of an image's channels."""
    import cv2

    ink = cv2.subtract(red, green)
    ink[cv2.subtract(blue, red) > _BLUER] = 0
    return np.asarray(ink, dtype=np.uint8)


def percentiles(values: NDArray[np.uint8], shares: Sequence[float]) -> tuple[float, ...]:
    """`numpy.percentile` of bytes, which need not be sorted but counted: a tenth of the time."""
    import cv2

    flat = np.ascontiguousarray(values).reshape(1, -1)
    below = np.cumsum(cv2.calcHist([flat], [0], None, [256], [0, 256]), dtype=np.int64)
    places = [share / 100 * (flat.size - 1) for share in shares]
    pairs = np.searchsorted(below, [[int(at), int(at) + 1] for at in places], side="right")
    return tuple(
        float(low + (high - low) * (at - int(at)))
        for at, (low, high) in zip(places, pairs.tolist(), strict=True)
    )


def _levels(crop: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8], float, float]:
    """Some pixels of a crop of one line, the same by their darkest channel, so that red and blue
    strokes are as dark as black ones, and how light in that its ground and its strokes are."""
    step = max(1, round((crop.shape[0] * crop.shape[1] / _LOOKS) ** 0.5))
    few = np.ascontiguousarray(crop[::step, ::step])
    if not few.size:
        return few, few, 0.0, 0.0
    dark = darkest(few)
    light, ink = percentiles(dark, (75, 2))
    return few, dark, light, ink


def contrast(crop: NDArray[np.uint8]) -> float:
    """How far the strokes of a line, BGR or grey, stand out from the ground (0…255)."""
    *_, light, ink = _levels(crop)
    return light - ink


def stroke_colour(crop: NDArray[np.uint8]) -> Colour:
    """The colour of the strokes in a BGR image of one line on light ground.

    Their median decides, so a seal beside or under black characters does not turn them red;
    the ground is taken for white, so that tinted paper or light does not colour black ink.
    Strokes are what is dark to the eye: a highlighter's mark is so in one channel only.
    """
    import cv2

    pixels, _, light, lowest = _levels(crop)
    if light - lowest < 40:
        return "black"
    level = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    strokes = level < sum(percentiles(level, (75, 2))) / 2  # nearer the darkest than the ground
    if not strokes.any():
        return "black"
    parts = channels(pixels)
    paper = [max(1.0, *percentiles(part[~strokes], (50,))) for part in parts]
    inked = [part[strokes] for part in parts]
    colour = [percentiles(part, (50,))[0] for part in inked]
    if max(paper) - min(paper) > _DYED and max(colour) - min(colour) < _GREY:
        return "black"  # divided by such a ground, black would be its opposite
    blue, green, red = (part / ground for part, ground in zip(inked, paper, strict=True))
    depth = float(np.median(1.0 - np.minimum(np.minimum(blue, green), red)))
    if np.median(red - np.maximum(blue, green)) > 0.4 * depth:
        return "red"
    if np.median(blue - np.maximum(red, green)) <= 0.08 * depth:
        return "black"
    # What each channel takes up in all does not change where colours are out of register.
    taken = [1.0 - float(part.mean()) / ground for part, ground in zip(parts, paper, strict=True)]
    return "blue" if taken[0] < _BLUEST * min(taken[1:]) else "black"


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
