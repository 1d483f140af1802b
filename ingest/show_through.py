"""Print of the other side that shows through the paper: told from the page's own, kept apart.

Only a page with many unsure lines is looked at again. Its ground, all that is paler than print, is
cleared and it is read a second time; of the two readings of a place the better one is kept. What
only the first one found, and reads better as its mirror image or hardly at all, is show-through.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from .engines.lines import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .engines import Engine, Reading
    from .page import Line

_SURE, _UNSURE, _CERTAIN = 0.8, 0.85, 0.95
"""Confidence of a character that counts as read, of a line that does not, and of one that is print
however pale."""
_FEW, _MANY = 2, 0.08
"""Unsure lines, and their share of all, from which a page is looked at again."""
_HOPELESS = 0.5
_GROUND, _APART = 0.92, 50
"""Share of the paper's light from which something is ground, and how much darker (0…255) print
must be than what shows through."""
SMALLER = 8
"""By how many times the image is made smaller in which the light of the paper is measured."""
_OVERLAP = 0.5
_SHORT = 4
"""Characters below which a pale line is certain only where it does not read from behind as well, as
口, 一 and 0 do."""
_LEADERS = re.compile("[.·．]{2,}|…")
"""The dots of a table of contents, which no engine is sure of."""
_LEFT = 0.02
"""Share of a line's frame that must be dark on the cleared image for something to be left of it."""


def in_doubt(lines: Sequence[Line]) -> bool:
    """Whether so many lines of a page are unsure that something may show through it; those under a
    seal, and with leader dots, are so for another reason."""
    print_ = [
        line
        for line in lines
        if line.kind in ("print", "page_number")
        and line.text.strip()
        and not (line.sealed or _LEADERS.search(line.text))
    ]
    unsure = [line for line in print_ if line.confidence < _UNSURE]
    some = len(unsure) >= _FEW and len(unsure) > _MANY * len(print_)
    return some or (bool(print_) and all(line.confidence < _CERTAIN for line in print_))


def cleared(pixels: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8] | None, float]:
    """A page image with all white that is paler than its print, and the share of the page that
    is neither print nor paper; null in place of the image where print and the rest do not differ."""
    import cv2

    dark = pixels if pixels.ndim == 2 else np.asarray(pixels.min(axis=2), np.uint8)
    level = cv2.divide(dark, ground_of(dark), scale=255)
    marks = level[level < _GROUND * 255]
    if marks.size < 100:
        return None, 0.0
    parting, _ = cv2.threshold(marks.reshape(1, -1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    pale, deep = marks[marks > parting], marks[marks <= parting]
    if not (pale.size and deep.size) or float(np.median(pale)) - float(np.median(deep)) < _APART:
        return None, marks.size / level.size
    reach = 2 * max(1, round(dpi / 150)) + 1
    kept = cv2.dilate((level <= parting).astype(np.uint8), np.ones((reach, reach), np.uint8)) > 0
    result = np.full_like(pixels, 255)
    result[kept] = pixels[kept]
    return result, float(np.mean((level < _GROUND * 255) & ~kept))


def ground_of(dark: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The light of the paper around every pixel."""
    import cv2

    rows, columns = dark.shape
    small = cv2.resize(
        dark, (max(8, columns // SMALLER), max(8, rows // SMALLER)), interpolation=cv2.INTER_AREA
    )
    light = cv2.GaussianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), (0, 0), 5)
    whole = cv2.resize(light, (columns, rows), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.max(whole, 1), np.uint8)  # type: ignore[call-overload]


def merged(
    first: Sequence[Reading],
    again: Sequence[Reading],
    image: NDArray[np.uint8],
    bare: NDArray[np.uint8] | None,
    engine: Engine,
) -> tuple[list[Reading], list[Reading]]:
    """Of the readings of an image (BGR) and of it with its ground cleared (`bare`) the better one
    at every place, and what of the first shows through."""
    kept: list[Reading] = []
    through: list[Reading] = []
    for one, other in _groups(first, again):
        better = other if other and _worth(other) >= _worth(one) else one
        for reading in better:
            pale = not other and _is_pale(reading, image, bare, engine)
            shown = pale or _shows_through(reading, image, engine)
            (through if shown else kept).append(reading)
    if len(through) > len(kept) and not any(_is_sure(reading, _UNSURE) for reading in kept):
        return [], [*kept, *through]  # an empty page: a character or two look alike from behind
    return kept, through


def _is_sure(reading: Reading, confidence: float) -> bool:
    return reading.confidence >= confidence and len(reading.text) >= _SHORT


def _groups(
    first: Sequence[Reading], again: Sequence[Reading]
) -> list[tuple[list[Reading], list[Reading]]]:
    """Lines of two readings that lie over each other, together."""
    groups: list[tuple[list[Reading], list[Reading]]] = [([reading], []) for reading in first]
    for reading in again:
        touched = [group for group in groups if any(_overlap(reading, one) for one in group[0])]
        joined = ([one for group in touched for one in group[0]],
                  [*(other for group in touched for other in group[1]), reading])  # fmt: skip
        groups = [group for group in groups if not any(group is each for each in touched)]
        groups.append(joined)
    return groups


def _overlap(one: Reading, other: Reading) -> bool:
    a, b = _box(one), _box(other)
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    least = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return across > 0 and down > 0 and across * down > _OVERLAP * least


def _box(reading: Reading) -> tuple[float, float, float, float]:
    xs, ys = zip(*reading.quad, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _worth(readings: Sequence[Reading]) -> float:
    """Sure characters less half of the others."""
    return sum(
        1.0 if value >= _SURE else -0.5
        for reading in readings
        for value in reading.confidences or (reading.confidence,) * len(reading.text)
    )


def _is_pale(
    reading: Reading, image: NDArray[np.uint8], bare: NDArray[np.uint8] | None, engine: Engine
) -> bool:
    """Whether nothing is left of a line, and it does not read as print however pale."""
    if bare is None or _is_sure(reading, _CERTAIN):
        return False
    x0, y0, x1, y1 = (int(value) for value in _box(reading))
    part = bare[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
    if float(np.mean(part < 200)) >= _LEFT:
        return False
    return reading.confidence < _CERTAIN or _mirrored(reading, image, engine) >= _UNSURE


def _shows_through(reading: Reading, image: NDArray[np.uint8], engine: Engine) -> bool:
    """Whether an unsure line reads better from the other side, or hardly at all from this."""
    if reading.confidence >= _UNSURE or reading.confidence < _HOPELESS:
        return reading.confidence < _HOPELESS
    return _mirrored(reading, image, engine) > reading.confidence


def _mirrored(reading: Reading, image: NDArray[np.uint8], engine: Engine) -> float:
    """How sure an engine is of a line seen from the other side."""
    crop = cut(image, np.asarray(reading.quad, np.float32))
    return 1.0 if crop is None else engine.read_crop(np.ascontiguousarray(crop[:, ::-1])).confidence
