"""A page as set: what stands where, in points from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
TOP, LEFT = 37 * MM, 28 * MM  # GB/T 9704-2012 5.2.1
MEASURE, DEPTH = 156 * MM, 225 * MM
RIGHT, BOTTOM = LEFT + MEASURE, TOP + DEPTH
LINE = DEPTH / 22  # 5.2.3: 22 lines of 28 characters
EM = MEASURE / 28

BLACK = (28, 26, 27)
RED = (206, 22, 30)
INK = (38, 56, 148)
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """Characters on a baseline; `stretch` is a horizontal scale."""

    text: str
    x: float
    baseline: float
    face: str
    size: float
    colour: Colour = BLACK
    stretch: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Seal:
    """A round seal: its centre, its diameter, the words of its ring."""

    x: float
    y: float
    diameter: float
    text: str


@dataclass(frozen=True, slots=True)
class Pen:
    """Handwriting: lines from (x, y) downwards, on a slope of `angle` degrees."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    angle: float


@dataclass(frozen=True, slots=True)
class Stamp:
    """A received-stamp (收文章): printed frame and body, number and day written in."""

    lines: tuple[str, ...]
    x: float
    y: float
    angle: float


@dataclass(slots=True)
class Page:
    """What stands on a page, and its lines of text in reading order."""

    items: list[Text | Rule | Seal | Pen | Stamp] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def put(self, *items: Text | Rule | Seal | Pen | Stamp) -> None:
        """Adds things to the page."""
        self.items.extend(items)
