"""The page number at the foot of a page (GB/T 9704-2012 7.5), which detectors miss.

Engines look for lines on a small picture of the page, in which one digit, by itself or between two
far dashes, is a speck. Its shape tells it: one to four digits in the middle below the last line,
or midway between two level strokes. It is cut out and read by itself.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from .engines import Reading
from .ink import pieces
from .values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from .engines import Engine

Frame = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""

MM = 1 / 25.4
FOOT = 0.85
"""Share of the page's height below which it stands."""
DARK = 25
"""How much darker than the paper around it ink is (0…255)."""
_DASH, _THIN = (1.2, 8.0), 0.9
"""Width and most height of a dash, in mm."""
_DIGIT_HEIGHT, _DIGIT_WIDTH = (1.8, 5.5), 4.0
_GAP = 30.0
"""Most room from dash to dash, in mm."""
_LEVEL = 2.0
"""How far from level dashes and digits may be: a page's slope of 5°."""
_CLOSE, _ASIDE = 1.2, 12.0
"""Most room between the digits of one number, and how far from the middle of the page it may stand
where it has no dashes, in mm."""
_STROKE = 0.35
"""Width by height below which a piece of ink alone is a stroke, which reads as 1."""
_SURE = 0.9
_NUMBER = re.compile(r"\d{1,4}")
_ONES = str.maketrans("ⅠIl|", "1111")
"""What a 1 alone is read as."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of ink: left, top, right and bottom in mm."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def is_dash(self) -> bool:
        return _DASH[0] <= self.right - self.left <= _DASH[1] and self.bottom - self.top <= _THIN

    @property
    def is_digit(self) -> bool:
        height = self.bottom - self.top
        return (
            _DIGIT_HEIGHT[0] <= height <= _DIGIT_HEIGHT[1]
            and self.right - self.left <= _DIGIT_WIDTH
        )

    @property
    def is_stroke(self) -> bool:
        return self.right - self.left < _STROKE * (self.bottom - self.top)


def with_page_number(
    image: NDArray[np.uint8], readings: Sequence[Reading], dpi: float, engine: Engine
) -> list[Reading]:
    """The lines of a page image (BGR) with its page number, whole with its dashes, once.

    What the engine read of it is replaced; where there is none, or it reads as no number, the
    lines stay as they are.
    """
    unit = dpi * MM
    parts = _parts_of_foot(image, readings, unit)
    members = _between_dashes(parts)
    if not members:
        alone = _alone(parts, readings, image.shape, unit)
        return [*readings, *_read_alone(image, alone, engine)]
    # The dashes are known by their shape: only what is between them is read.
    found = engine.read_crop(_cut(image, _around(members[1:-1], image.shape, unit)))
    digits = _NUMBER.findall(found.text.translate(_ONES))
    if len(digits) != 1:
        return list(readings)
    frame = _around(members, image.shape, unit)
    quad = tuple((float(x), float(y)) for x, y in _corners(frame))
    number = Reading(quad, f"— {digits[0]} —", found.confidence)
    return [*(one for one in readings if not _is_within(one, frame)), number]


def _cut(image: NDArray[np.uint8], frame: Frame) -> NDArray[np.uint8]:
    left, top, right, bottom = frame
    return np.ascontiguousarray(image[top:bottom, left:right])


def _read_alone(image: NDArray[np.uint8], frame: Frame | None, engine: Engine) -> list[Reading]:
    """The number in the frame; nothing where it is not surely one."""
    found = engine.read_crop(_cut(image, frame)) if frame else None
    if frame is None or found is None:
        return []
    if not _NUMBER.fullmatch(found.text) or found.confidence < _SURE:
        return []
    return [replace(found, quad=tuple((float(x), float(y)) for x, y in _corners(frame)))]


def _parts_of_foot(
    image: NDArray[np.uint8], readings: Sequence[Reading], unit: float
) -> list[_Part]:
    first = int(image.shape[0] * FOOT)
    return _parts(image[first:], [one for one in readings if len(one.text) > 6], first, unit)


def _between_dashes(parts: Sequence[_Part]) -> list[_Part]:
    """The page number with its dashes at both ends; nothing where it is not there, or there twice."""
    dashes = [part for part in parts if part.is_dash]
    digits = [part for part in parts if part.is_digit]
    found = [
        members
        for left in dashes
        for right in dashes
        if (members := _between(left, right, dashes, digits))
    ]
    return found[0] if len(found) == 1 else []


def _alone(
    parts: Sequence[_Part], readings: Sequence[Reading], shape: tuple[int, ...], unit: float
) -> Frame | None:
    """The frame around digits in the middle below all lines, with no other ink beside them."""
    lowest = max((y / unit for one in readings for _, y in one.quad), default=0.0)
    below = sorted((part for part in parts if part.top >= lowest), key=lambda part: part.left)
    middle = (below[0].left + below[-1].right) / 2 if below else 0.0
    row = (
        1 <= len(below) <= 4
        and all(part.is_digit for part in below)
        and all(b.left - a.right < _CLOSE and abs(b.middle - a.middle) < 1
                for a, b in pairwise(below))
        and abs(middle - shape[1] / unit / 2) < _ASIDE
    )  # fmt: skip
    if not row or (len(below) == 1 and below[0].is_stroke):
        return None
    return _around(below, shape, unit)


def _around(parts: Sequence[_Part], shape: tuple[int, ...], unit: float) -> Frame:
    return (
        max(0, round((min(part.left for part in parts) - 1) * unit)),
        max(0, round((min(part.top for part in parts) - 1) * unit)),
        min(shape[1], round((max(part.right for part in parts) + 1) * unit)),
        min(shape[0], round((max(part.bottom for part in parts) + 1) * unit)),
    )


def _between(
    left: _Part, right: _Part, dashes: Iterable[_Part], digits: Iterable[_Part]
) -> list[_Part]:
    """Two dashes and the digits midway between them; nothing where they are no page number."""
    room = right.left - left.right
    if not 2 < room <= _GAP or abs(left.middle - right.middle) > _LEVEL:
        return []
    level = (left.middle + right.middle) / 2
    inside = [
        part
        for part in digits
        if left.right < part.left and part.right < right.left and abs(part.middle - level) < _LEVEL
    ]
    if not 1 <= len(inside) <= 4 or any(left.right < one.left < right.left for one in dashes):
        return []
    before = min(part.left for part in inside) - left.right
    after = right.left - max(part.right for part in inside)
    return [left, *inside, right] if abs(before - after) < max(2.0, 0.3 * room) else []


def _parts(
    strip: NDArray[np.uint8], lines: Iterable[Reading], first: int, unit: float
) -> list[_Part]:
    """The pieces of ink on the foot of a page, which begins at row `first`, outside its lines."""
    import cv2

    grey = cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    rows, columns = max(1, height // 16), max(1, width // 16)
    even = grey[: 16 * rows, : 16 * columns]  # whole factors are ten times quicker
    small = cv2.resize(even, (columns, rows), interpolation=cv2.INTER_AREA)
    paper = cv2.resize(cv2.medianBlur(small, 5), (width, height))
    _, ink = cv2.threshold(cv2.subtract(paper, grey), DARK, 1, cv2.THRESH_BINARY)
    for line in lines:
        xs, ys = [round(x) for x, _ in line.quad], [round(y) - first for _, y in line.quad]
        ink[max(0, min(ys)) : max(0, *ys), max(0, min(xs)) : max(0, *xs)] = 0
    # A dash that a fax tore is one again.
    near = np.ones((1, round(0.4 * unit) | 1), np.uint8)
    closed = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, near), dtype=np.uint8)
    return [
        _Part(x / unit, (y + first) / unit, (x + w) / unit, (y + first + h) / unit)
        for (x, y, w, h), _ in pieces(closed)
        if max(w, h) > unit
    ]


def _corners(frame: Frame) -> tuple[tuple[int, int], ...]:
    left, top, right, bottom = frame
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _is_within(reading: Reading, frame: Frame) -> bool:
    """Whether the middle of a line lies in the frame."""
    x = sum(x for x, _ in reading.quad) / len(reading.quad)
    y = sum(y for _, y in reading.quad) / len(reading.quad)
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]
