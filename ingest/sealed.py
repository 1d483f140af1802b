"""Lines under a seal: read twice, and doubted where the readings differ."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from .ink import contrast, reddish
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .engines import Engine, Reading
    from .page import Line
    from .seal import PixelBox

DOUBT = 0.5
"""The highest confidence of a character that two readings give differently."""
COVERED = 0.01
"""Share of a line's pixels that must be red for a seal to lie over it."""
RESIDUE = 0.6
"""A line with less than this share of the page's usual contrast is what is left of the seal."""


def frame_of(quad: Sequence[tuple[float, float]]) -> PixelBox:
    """The upright box around a quad, in whole pixels."""
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return (max(0, int(min(xs))), max(0, int(min(ys))), int(max(xs)) + 1, int(max(ys)) + 1)


def read_sealed(
    lines: Sequence[Line],
    readings: Sequence[Reading],
    bare: NDArray[np.uint8],
    image: NDArray[np.uint8],
    *,
    seals: Sequence[PixelBox],
    engine: Engine,
) -> list[Line]:
    """The lines read from `bare` (the seals lifted), those under a seal checked against `image`.

    Each such line is read again as it stands on the page: `second` holds that reading, and the
    characters that differ get a confidence of at most `DOUBT`. What the seal itself left on the
    lifted image (its ring of characters) gets the kind `seal`.
    """
    frames = [frame_of(reading.quad) for reading in readings]
    depths = [contrast(bare[y0:y1, x0:x1]) for x0, y0, x1, y1 in frames]
    usual = median(depths) if depths else 0.0
    result = []
    for line, (x0, y0, x1, y1), depth in zip(lines, frames, depths, strict=True):
        covered = _covered(image, (x0, y0, x1, y1), seals)
        if covered < COVERED:  # beside the seal, or between its strokes
            result.append(replace(line, sealed=_is_within((x0, y0, x1, y1), seals)))
        elif depth < RESIDUE * usual:
            result.append(replace(line, kind="seal", colour="red", sealed=True))
        else:
            other = engine.read_crop(np.ascontiguousarray(image[y0:y1, x0:x1]))
            checked = doubted(line, other.text)
            result.append(replace(checked, second=(other.text, other.confidence), sealed=True))
    return result


def _covered(image: NDArray[np.uint8], frame: PixelBox, seals: Sequence[PixelBox]) -> float:
    """Share of a frame's pixels that are red and within a seal."""
    total = 0
    for seal in seals:
        x0, y0 = max(frame[0], seal[0]), max(frame[1], seal[1])
        x1, y1 = min(frame[2], seal[2]), min(frame[3], seal[3])
        if x0 < x1 and y0 < y1:
            total += int(reddish(image[y0:y1, x0:x1]).sum())
    return total / max(1, (frame[2] - frame[0]) * (frame[3] - frame[1]))


def _is_within(frame: PixelBox, seals: Sequence[PixelBox]) -> bool:
    """Whether a seal lies over a tenth of a line's length, at the line's middle height."""
    middle = (frame[1] + frame[3]) / 2
    for left, top, right, bottom in seals:
        height = 2 * (middle - top) / max(1, bottom - top) - 1  # -1…1 within the seal
        half = (right - left) / 2 * max(0.0, 1 - height * height) ** 0.5
        centre = (left + right) / 2
        shared = min(frame[2], centre + half) - max(frame[0], centre - half)
        if abs(height) < 1 and shared > 0.1 * (frame[2] - frame[0]):
            return True
    return False


def _comparable(text: str) -> tuple[list[str], list[int]]:
    """Characters without spaces, half and full width alike, and where each stands in the text."""
    kept = [(unicodedata.normalize("NFKC", char), i) for i, char in enumerate(text)]
    kept = [(char, index) for char, index in kept if char.strip()]
    return [char for char, _ in kept], [index for _, index in kept]


def doubted(line: Line, other: str) -> Line:
    """The line with low confidence for each character that another reading gives differently."""
    (mine, places), (theirs, _) = _comparable(line.text), _comparable(other)
    if mine == theirs:
        return line
    sure = list(line.char_confidence) or [line.confidence] * len(line.text)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for tag, start, stop, _, _ in matcher.get_opcodes():
        if tag == "equal":
            continue
        # What only the other reading has is missing here between two characters: doubt both.
        first, last = (start, stop) if stop > start else (start - 1, start + 1)
        for place in places[max(0, first) : last]:
            sure[place] = min(sure[place], DOUBT)
    confidence = sum(sure) / len(sure) if sure else line.confidence
    return replace(line, confidence=confidence, char_confidence=tuple(sure))
