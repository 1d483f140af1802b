"""Scanned pages: an engine's readings become lines in points, in reading order."""

from __future__ import annotations

import math
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from . import layout
from .blue_print import is_blue_print
from .folio import with_page_number
from .ink import stroke_colour
from .leaning import leaning
from .page import Line, Page
from .pen import crosses, find_pen, in_doubt, lift_pen, read_pen, without_residue
from .red_pen import find_red_pen, is_pens, lift_red_pen
from .seal import find_rules, find_seals
from .sealed import frame_of, laid_bare, marks_of, read_sealed
from .square_seal import find_squares
from .values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from .coarse import Coarse
    from .engines import Engine, Reading
    from .page import Box, Colour, Mark
    from .raster import Raster
    from .seal import Seal


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A page image made ready to be read: `shapes` are its rules and squares, `bare` is it with its
    seals and the pen lifted, `pen` the pen alone; null where they were not taken apart (see
    `without_pen`)."""

    raster: Raster
    small: Coarse
    image: NDArray[np.uint8]
    bare: NDArray[np.uint8]
    coloured: bool
    seals: Sequence[Seal]
    shapes: Sequence[Mark]
    pen: NDArray[np.uint8] | None = None


def prepare(raster: Raster) -> Prepared:
    """Find the seals of a page image, and lift them."""
    small = raster.small()
    image = raster.bgr()
    coloured = small.is_coloured()
    seals = find_seals(small)
    bare = laid_bare(image, seals, raster.dpi)
    return Prepared(raster, small, image, bare, coloured, seals, page_shapes(small))


def page_shapes(small: Coarse) -> list[Mark]:
    """The rules and the squares of a page image, their boxes in pixels."""
    return [*find_rules(small), *find_squares(small)]


def without_pen(ready: Prepared, readings: Sequence[Reading]) -> Prepared | None:
    """The page image with blue and red ink taken apart from the print that it crosses; null where
    there is none such: strokes that stand by themselves read best as they are."""
    if not ready.coloured:
        return None
    parted = _without_blue(ready, readings)
    return _without_red(parted or ready, readings) or parted


def _without_blue(ready: Prepared, readings: Sequence[Reading]) -> Prepared | None:
    """The same of blue ink, where that crosses print in doubt, and where it is not the print."""
    doubted = in_doubt(readings)
    written = find_pen(ready.small) if doubted else []
    if not written:
        return None
    if is_blue_print(_lines(ready, readings)):
        return None
    bare, pen = lift_pen(ready.bare, written, ready.raster.dpi)
    return replace(ready, bare=bare, pen=pen) if crosses(doubted, bare, pen) else None


def _without_red(ready: Prepared, readings: Sequence[Reading]) -> Prepared | None:
    """The same of red ink, however surely the print is read: a tick is read surely as well."""
    quads = [reading.quad for reading in readings]
    written = find_red_pen(ready.small, quads, ready.seals, ready.shapes)
    if written is None:
        return None
    bare, pen = lift_red_pen(ready.bare, ready.small, written, ready.raster.dpi)
    return replace(ready, bare=bare, pen=pen if ready.pen is None else np.minimum(pen, ready.pen))


def find_lines(
    ready: Prepared, engine: Engine, readings: Iterable[Reading] | None = None
) -> list[Reading]:
    """The lines on a page image, those that read as nothing left out; `readings` are what the engine
    finds there, where it has been asked."""
    every = engine.read(ready.bare) if readings is None else readings
    found = [reading for reading in every if reading.text.strip()]
    if ready.pen is not None:
        found = without_residue(found, ready.bare, ready.pen)
    return with_page_number(ready.bare, found, ready.raster.dpi, engine)


def make_page(
    ready: Prepared, readings: Sequence[Reading], engine: Engine, beside: Sequence[Reading] = ()
) -> Page:
    """The page of an image and the lines read on it: in order, with seals and rules.

    `beside` are lines that are not this page's but show through its paper. Number 1: the caller
    knows which page it is.
    """
    raster, bare = ready.raster, ready.bare
    degrees = layout.skew([reading.quad for reading in readings])
    found = _lines(ready, readings)
    if ready.seals or ready.coloured:
        found = read_sealed(found, readings, bare, ready.image, seals=ready.seals, engine=engine)
    for index in leaning(readings, degrees, [seal.box for seal in ready.seals]):
        if found[index].kind == "print":
            found[index] = replace(found[index], kind="handwriting")
    if ready.pen is not None:
        written = read_pen(ready.image, bare, ready.pen, engine)
        readings = [*readings, *written]
        found += [_written(reading, ready.pen) for reading in written]
    pieces = [
        _placed(line, reading, raster, degrees)
        for line, reading in zip(found, readings, strict=True)
    ]
    lines = layout.order(pieces, raster.width, raster.height)
    through = [_line(reading) for reading in beside]
    lines += tuple(
        replace(_placed(line, reading, raster, degrees).line, kind="show_through")
        for line, reading in zip(through, beside, strict=True)
    )
    marks = _seal_marks(ready.image, raster, ready.seals, engine)
    marks += [
        replace(shape, box=_points(shape.box, raster))
        for shape in ready.shapes
        if ready.pen is None or not is_pens(shape, ready.pen)
    ]
    page = Page(1, raster.width, raster.height, lines, "ocr", raster.dpi, engine=engine.identity)
    notes = () if lines else ("no_text",)
    return replace(page, skew=degrees, marks=tuple(marks), notes=notes)


def seal_marks(raster: Raster, seals: Sequence[Seal], engine: Engine) -> list[Mark]:
    """The seals of a page image as marks of the page, with the text along their rings."""
    return _seal_marks(raster.bgr(), raster, seals, engine) if seals else []


def _seal_marks(
    image: NDArray[np.uint8], raster: Raster, seals: Sequence[Seal], engine: Engine
) -> list[Mark]:
    found = marks_of(image, seals, engine)
    return [replace(mark, box=_points(mark.box, raster)) for mark in found]


def _written(reading: Reading, pen: NDArray[np.uint8]) -> Line:
    """A line in blue or red ink."""
    x0, y0, x1, y1 = frame_of(reading.quad)
    inked = pen[y0:y1, x0:x1].astype(np.int16)
    red = int((inked[..., 2] - inked[..., 0]).sum()) > 0
    return Line(
        text=reading.text,
        confidence=reading.confidence,
        kind="handwriting",
        colour="red" if red else "blue",
        edges=layout.character_edges(reading.centres),
        char_confidence=reading.confidences,
        lattice=reading.lattice,
    )


def _lines(ready: Prepared, readings: Iterable[Reading]) -> list[Line]:
    """The readings as lines, in the colour of their strokes."""
    return [_line(reading, _colour(reading, ready)) for reading in readings]


def _colour(reading: Reading, ready: Prepared) -> Colour:
    box = x0, y0, x1, y1 = frame_of(reading.quad)
    if not ready.coloured or not ready.small.is_tinted(box):
        return "black"
    return stroke_colour(ready.bare[y0:y1, x0:x1])


def _line(reading: Reading, colour: Colour = "black") -> Line:
    """A reading as a line, its edges as fractions of its width and no box yet."""
    return Line(
        text=reading.text,
        confidence=reading.confidence,
        kind="handwriting" if colour == "blue" else "print",
        colour=colour,
        edges=layout.character_edges(reading.centres),
        char_confidence=reading.confidences,
        lattice=reading.lattice,
    )


def _scales(raster: Raster) -> tuple[float, float]:
    """Points for a pixel, across and down."""
    rows, columns = raster.pixels.shape[:2]
    left, top, right, bottom = raster.box
    return (right - left) / columns, (bottom - top) / rows


def _points(box: Sequence[float], raster: Raster) -> Box:
    across, down = _scales(raster)
    left, top = raster.box[0], raster.box[1]
    return (
        left + box[0] * across,
        top + box[1] * down,
        left + box[2] * across,
        top + box[3] * down,
    )


def _placed(line: Line, reading: Reading, raster: Raster, degrees: float) -> layout.Piece:
    """The line with its box, edges and size in points, and its frame on the straight page."""
    across, down = _scales(raster)
    quad = tuple((raster.box[0] + x * across, raster.box[1] + y * down) for x, y in reading.quad)
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    box = (min(xs), min(ys), max(xs), max(ys))
    left, right = (quad[0][0] + quad[3][0]) / 2, (quad[1][0] + quad[2][0]) / 2
    edges = tuple(left + edge * (right - left) for edge in line.edges)
    height = math.hypot(quad[3][0] - quad[0][0], quad[3][1] - quad[0][1])
    placed = replace(line, box=box, edges=edges, size=_size(line.text, edges, height))
    return layout.Piece(placed, layout.straighten(quad, degrees, raster.width, raster.height))


def _size(text: str, edges: Sequence[float], height: float) -> float:
    """Height of a line's characters in points: the pitch of its ideographs, else from its frame.

    Ideographs are as wide as high, digits half as wide, and their pitch is known to a tenth of
    a point; a detected frame is off by a fifth. A pitch that does not go with the frame
    (letter-spaced characters) is not used.
    """
    middles = [(left + right) / 2 for left, right in zip(edges[::2], edges[1::2], strict=True)]
    steps: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for index in range(len(middles) - 1):
        units = [_width(char) for char in text[index : index + 2]]
        if all(units):
            steps[min(units) == 1.0].append((middles[index + 1] - middles[index], fmean(units)))
    chosen = steps[True] if len(steps[True]) >= 3 else steps[True] + steps[False]
    if len(chosen) >= 3:
        pitch = sum(step for step, _ in chosen) / sum(unit for _, unit in chosen)
        if 0.55 * height <= pitch <= 1.05 * height:
            return pitch
    return height * layout.INK_SHARE


def _width(char: str) -> float:
    """Width of a character in character heights; 0 where fonts differ."""
    if "\u4e00" <= char <= "\u9fff":
        return 1.0
    return 0.5 if char.isascii() and char.isdigit() else 0.0
