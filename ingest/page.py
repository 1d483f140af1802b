"""What ingest gives: a source, its pages, and the lines on them.

Coordinates are points (1/72 inch), origin at the top left, y downwards; pages count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points."""

LineKind = Literal["print", "handwriting", "seal", "stamp", "page_number", "running_head"]
Origin = Literal["text_layer", "ocr", "text", "none"]
Colour = Literal["black", "red", "blue"]


UNREAD = frozenset({"damaged", "too_large"})
"""Notes of a page that could not be read."""
INCOMPLETE = "repaired"
"""Note of the pages of a broken file: others may be lost."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was found: its path as given, its content's SHA-256 and its media type."""

    path: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as it stands on the page.

    `edges` packs the left and right edge of every character (points, 2 per character) and
    `char_confidence` one value per character; both are empty where the source gives none.
    `box` is null for text without pages. `second` is what another reading of the same place
    gave, with its confidence (a line under a seal is read twice).
    """

    text: str
    box: Box | None = None
    confidence: float = 1.0
    kind: LineKind = "print"
    colour: Colour = "black"
    size: float = 0.0
    """Height of the characters, in points; 0 where unknown."""
    edges: tuple[float, ...] = ()
    char_confidence: tuple[float, ...] = ()
    second: tuple[str, float] | None = None
    sealed: bool = False
    """A red seal lies over this line."""

    def __post_init__(self) -> None:
        if self.edges and len(self.edges) != 2 * len(self.text):
            raise ValueError("edges: two values for every character")
        if self.char_confidence and len(self.char_confidence) != len(self.text):
            raise ValueError("char_confidence: one value for every character")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the page that is not a line: a seal, a ruling, a table's frame."""

    kind: Literal["seal", "rule", "red_rule"]
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points, its lines in reading order, what marks it.

    `skew` is the slope of its lines in degrees, positive where they fall to the right.
    `engine` names the OCR engine and its models, or is null.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    origin: Origin
    dpi: float = 0.0
    skew: float = 0.0
    marks: tuple[Mark, ...] = ()
    engine: str | None = None
    notes: tuple[str, ...] = ()
    """Codes of what was odd about the page: `blank`, `garbage_text_layer`, `no_image`."""
