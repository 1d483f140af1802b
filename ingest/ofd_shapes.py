"""Numbers, matrices, paths and colours of OFD (GB/T 33190-2016 chapters 7 to 9), in millimetres."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from .values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

POINT = 72 / 25.4
"""Points of a millimetre."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_FAR = 1e6
MOST_STEPS = 200_000
"""Positions or strokes of one object that are followed."""

Corner = tuple[float, float]


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; those that cannot be a place on a page are 0."""
    found = [float(item) for item in _NUMBER.findall(text or "")]
    return [value if abs(value) < _FAR else 0.0 for value in found]


def number(text: str | None, default: float) -> float:
    """The first number of an attribute."""
    found = numbers(text)
    return found[0] if found else default


def box(text: str | None) -> tuple[float, float, float, float] | None:
    """A box (x, y, width, height) as left, top, right, bottom; None where it is none."""
    found = numbers(text)
    if len(found) < 4 or found[2] < 0 or found[3] < 0:
        return None
    return found[0], found[1], found[0] + found[2], found[1] + found[3]


def deltas(text: str | None) -> list[float]:
    """The advances from character to character; `g n v` stands for n times v (11.3)."""
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word != "g":
            found += numbers(word)[:1]
            continue
        times, value = numbers(next(words, "")), numbers(next(words, ""))
        if times and value:
            room = max(0, MOST_STEPS - len(found))
            found += value[:1] * max(0, min(int(times[0]), room))
    return found[:MOST_STEPS]


@dataclass(frozen=True, slots=True)
class Matrix:
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def of(self, x: float, y: float) -> Corner:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, other: Matrix) -> Matrix:
        """The matrix that does the other one after it."""
        e, f = other.of(self.e, self.f)
        return Matrix(
            other.a * self.a + other.c * self.b,
            other.b * self.a + other.d * self.b,
            other.a * self.c + other.c * self.d,
            other.b * self.c + other.d * self.d,
            e,
            f,
        )

    @property
    def scale(self) -> float:
        """How much larger things get along their second axis: the height of characters."""
        return math.hypot(self.c, self.d)


def matrix(text: str | None) -> Matrix:
    """A CTM; the identity where there is none."""
    found = numbers(text)
    return Matrix(*found[:6]) if len(found) >= 6 else Matrix()


def moved(x: float, y: float) -> Matrix:
    """A shift."""
    return Matrix(e=x, f=y)


def around(corners: Iterable[Corner]) -> tuple[float, float, float, float]:
    """The box around points."""
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def strokes(data: str) -> Iterator[tuple[Corner, Corner]]:
    """The straight strokes of a path's abbreviated data (9.3.4.1)."""
    start = at = (0.0, 0.0)
    for count, (step, rest) in enumerate(_STEP.findall(data)):
        if count > MOST_STEPS:
            return
        values = numbers(rest)
        if step == "C":
            if at != start:
                yield at, start
            at = start
            continue
        if len(values) < 2:
            continue
        to = (values[-2], values[-1])
        if step in "SM":
            start = to
        elif step == "L":
            yield at, to
        at = to


def colour(value: str | None) -> Sequence[float] | None:
    """The parts of a colour, each 0…1; hexadecimal parts (`#ee`) are in use too."""
    parts: list[float] = []
    for word in (value or "").split():
        try:
            part = int(word[1:], 16) if word.startswith("#") else float(word)
        except ValueError:
            return None
        parts.append(min(max(part / 255, 0.0), 1.0))
    return parts or None
