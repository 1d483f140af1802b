"""What ingest gives: a source, its pages, and the lines on them.

Coordinates are points (1/72 inch), origin at the top left, y downwards; pages count from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points."""
Point = tuple[float, float]

LineKind = Literal[
    "print", "handwriting", "seal", "stamp", "page_number", "running_head", "show_through"
]
Origin = Literal["text_layer", "ocr", "text", "none"]
Colour = Literal["black", "red", "blue"]
FoundBy = Literal["rulings", "structure"]
StepCode = Literal[
    "turned", "half_turned", "sheet_cut", "levelled", "contrast_raised", "ground_cleared"
]


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
class Doubt:
    """Characters `start` to `end` of a line that an engine is unsure of.

    `readings` are what may stand there ("" for nothing), each with its probability (0…1); the one
    that the engine read is the first.
    """

    start: int
    end: int
    readings: tuple[tuple[str, float], ...]

    def moved(self, by: int) -> Doubt:
        """The doubt in a line with so many characters more before it."""
        return Doubt(self.start + by, self.end + by, self.readings)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as it stands on the page.

    `edges` packs the left and right edge of every character (points, 2 per character) and
    `char_confidence` one value per character; both are empty where the source gives none.
    `box` is null for text without pages. `second` is what another reading of the same place
    gave, with its confidence (a line under a seal is read twice). `lattice` holds the characters
    in doubt with their other readings, from the left; empty where the engine gives none.
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
    """A seal lies over this line."""
    lattice: tuple[Doubt, ...] = ()

    def __post_init__(self) -> None:
        if self.edges and len(self.edges) != 2 * len(self.text):
            raise ValueError("edges: two values for every character")
        if self.char_confidence and len(self.char_confidence) != len(self.text):
            raise ValueError("char_confidence: one value for every character")


SEALS = ("seal", "square_seal")
"""Kinds of marks that are seals; square ones by their shape alone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the page that is not a line: a seal, a ruling, a table's frame.

    `text` is what stands along the ring of a seal, where it can be read, `text_confidence` how
    sure that reading is (0…1); `second` is what another reading gave that differs, with its
    confidence.
    """

    kind: Literal["seal", "square_seal", "rule", "red_rule"]
    box: Box
    confidence: float = 1.0
    text: str | None = None
    text_confidence: float = 0.0
    second: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of a table: where the edges of its rows and columns cross, and its cells.

    `points` holds, row edge by row edge, the crossing with every column edge (points of the page
    as it lies, so a slanted table has slanted edges); `columns` is the number of columns, not of
    edges. A cell is (row, column, rows, columns): where it starts, how many it spans.

    A table of text without places (a web page's, a DOCX's) has no `points`; `lines` says for each
    cell which of the page's lines are in it: the first one and the one behind the last.

    `found_by` is `structure` where an engine's module for tables gave it, else its rulings or marks
    did.
    """

    columns: int
    points: tuple[tuple[float, float], ...]
    cells: tuple[tuple[int, int, int, int], ...]
    confidence: float = 1.0
    lines: tuple[tuple[int, int], ...] = ()
    found_by: FoundBy = "rulings"

    @property
    def rows(self) -> int:
        """The number of rows."""
        if self.lines:
            return max(row + rows for row, _, rows, _ in self.cells)
        return len(self.points) // (self.columns + 1) - 1

    @property
    def box(self) -> Box:
        """The box around all of it."""
        return _around(self.points)

    def corners(self, cell: tuple[int, int, int, int]) -> tuple[tuple[float, float], ...]:
        """The corners of a cell: top left, top right, bottom right, bottom left."""
        row, column, rows, columns = cell
        edges = self.columns + 1
        top, bottom = row * edges + column, (row + rows) * edges + column
        return (
            self.points[top],
            self.points[top + columns],
            self.points[bottom + columns],
            self.points[bottom],
        )

    def cell_box(self, cell: tuple[int, int, int, int]) -> Box:
        """The box around a cell."""
        return _around(self.corners(cell))


def _around(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to the image of a page so that it could be read, and the way back.

    `value` is what was measured for it (degrees, a share), `width` and `height` the size in points
    of the page after it. `back` leads from points of the page after the step to points before:
    a homography, 3 × 3, row by row; empty where nothing moved. `area` is the part of the page,
    after the step, that it was done to; null for all of it.
    """

    code: StepCode
    value: float
    width: float
    height: float
    back: tuple[float, ...] = ()
    area: Box | None = None

    def undo(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Where points of the page after this step were before it."""
        if not self.back or not (self.area is None or _within(points, self.area)):
            return tuple(points)
        a, b, c, d, e, f, g, h, i = self.back
        return tuple(
            ((a * x + b * y + c) / w, (d * x + e * y + f) / w)
            for x, y in points
            for w in [g * x + h * y + i]
        )


def _within(points: Sequence[Point], area: Box) -> bool:
    """Whether the middle of points lies in a box."""
    x = sum(x for x, _ in points) / len(points)
    y = sum(y for _, y in points) / len(points)
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


TOUCHING = 2.0
"""Points within which of the edge text touches it: the glyphs' own margin in a frame."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a scan, as archives check it (DA/T 31-2017).

    `value` is what was measured, in `unit` (`dpi`, `deg`, `share`, `pt`, `levels` of grey from 0 to 255,
    `page`; "" where nothing is); `box` is where, on the page of the file as it is shown.
    """

    code: str
    severity: Literal["error", "warning", "info"]
    value: float = 0.0
    unit: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points, its lines in reading order, what marks it.

    `skew` is the slope of its lines in degrees, positive where they fall to the right.
    `engine` names the OCR engine and its models, or is null. Everything on it is measured as it is
    read, upright and cut out; `on_sheet` says where that is on the page of the file, as shown.
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
    """Codes of what was odd about the page: `blank`, `garbage_text_layer`, `no_text`."""
    tables: tuple[Grid, ...] = ()
    """The ruled tables on it, from the top."""
    left: float = 0.0
    """Where it begins on its sheet, in points: not 0 for the right one of two on a sheet."""
    sheet_size: tuple[float, float] | None = None
    """Width and height of the page of the file as shown, where they are not its own."""
    steps: tuple[Step, ...] = ()
    """What was done to its image before it was read, in that order."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with the scan."""

    @property
    def turned(self) -> int:
        """The degrees, clockwise, by which the page of the file was turned to be read."""
        return sum(int(step.value) for step in self.steps if step.code == "turned") % 360

    def on_sheet(self, box: Box) -> Box:
        """Where a box of this page lies on the page of the file, as that is shown: the box around
        it there."""
        if not any(step.back for step in self.steps):
            return box
        x0, y0, x1, y1 = box
        points: Sequence[Point] = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
        for step in reversed(self.steps):
            points = step.undo(points)
        x0, y0, x1, y1 = _around(points)
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


def turned_box(box: Box, width: float, height: float, degrees: int) -> Box:
    """A box on an unturned page of width × height, after the page is turned clockwise."""
    x0, y0, x1, y1 = box
    if degrees == 90:
        return (height - y1, x0, height - y0, x1)
    if degrees == 180:
        return (width - x1, height - y1, width - x0, height - y0)
    if degrees == 270:
        return (y0, width - x1, y1, width - x0)
    return box
