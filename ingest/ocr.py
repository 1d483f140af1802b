"""Scanned pages: an engine's readings become lines in points, in reading order."""

from __future__ import annotations

import math
from statistics import fmean
from typing import TYPE_CHECKING

from . import layout
from .folio import with_page_number
from .ink import is_coloured, stroke_colour
from .keys import stage_key
from .page import TURNED, Line, Page
from .seal import coarse, find_rules, find_seals
from .sealed import frame_of, laid_bare, marks_of, read_sealed
from .sheet import Sheet
from .tables import TABLES_VERSION, find_grids
from .turning import is_better, is_odd, which_way
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from .engines import Engine, Reading
    from .page import Box, Grid, Mark
    from .raster import Raster
    from .seal import Seal
    from .sheet import EngineSource

OCR_VERSION = 3
"""3: the page number between dashes is read where the engine missed it; seals without colour, those
that touch or run off the page, and what stands along their rings. 2: pages that lie upside down or
on their side are turned; others are as 1 read them."""
FLAT = 40
"""A page image of less contrast than this (0…255) shows nothing."""
INK_SHARE = 0.72
"""Height of the characters in a detected frame, which has a margin all round."""


def scan_sheet(
    number: int, raster: Raster, engine: EngineSource, notes: tuple[str, ...] = ()
) -> Sheet:
    """The sheet of a page image: its key is made of image, placement and engine."""
    parameters = {
        "engine": engine().identity,
        "dpi": raster.dpi,
        "page": [round(raster.width, 2), round(raster.height, 2)],
        "box": [round(value, 2) for value in raster.box],
    }
    image = [raster.digest()]
    reads = [stage_key("ocr", v, parameters, image) for v in range(OCR_VERSION, 0, -1)]
    key, *before = (
        stage_key("tables", v, {}, [read]) for read in reads for v in range(TABLES_VERSION, 0, -1)
    )
    return Sheet(
        number,
        key,
        lambda: with_tables(read_raster(raster, engine()), raster),
        notes,
        earlier=(*before, *reads),
        complete=lambda page: with_tables(_as_read_now(page, raster, engine), raster),
    )


def _as_read_now(page: Page, raster: Raster, engine: EngineSource) -> Page:
    """A page as an earlier version read it: read again if it may lie the wrong way or has seals
    that were not found; the rings of those that were are read."""
    if not page.lines:
        return page
    if is_odd(page) and not page.turned:
        return read_raster(raster, engine())
    turned = raster.turned(page.turned)
    seals = find_seals(coarse(turned.pixels, turned.dpi))
    known = [mark for mark in page.marks if mark.kind == "seal"]
    if len(seals) != len(known):
        return read_raster(raster, engine())
    if not known or any(mark.text for mark in known):
        return page
    others = [mark for mark in page.marks if mark.kind != "seal"]
    return replace(page, marks=(*_seal_marks(turned, seals, engine()), *others))


def _seal_marks(raster: Raster, seals: Sequence[Seal], engine: Engine) -> list[Mark]:
    found = marks_of(raster.bgr(), seals, engine)
    return [replace(mark, box=_points(mark.box, raster)) for mark in found]


def with_tables(page: Page, raster: Raster) -> Page:
    """The page of an image with its ruled tables; one without lines has none."""
    if not page.lines:
        return page
    raster = raster.turned(page.turned)
    grids = find_grids(coarse(raster.pixels, raster.dpi))
    return replace(page, tables=tuple(_placed_grid(grid, raster) for grid in grids))


def _placed_grid(grid: Grid, raster: Raster) -> Grid:
    points = [_points((x, y, x, y), raster)[:2] for x, y in grid.points]
    return replace(grid, points=tuple(points))


def damaged_sheet(number: int, sha256: str, code: str) -> Sheet:
    """A page of a file that cannot be read while others can: empty, with `code` as its note."""
    return empty_sheet(number, sha256, code)


def empty_sheet(
    number: int, sha256: str, note: str, size: tuple[float, float] = (0.0, 0.0)
) -> Sheet:
    """A page with nothing on it, or nothing that can be read; `note` says which."""
    key = stage_key("empty", OCR_VERSION, {"note": note, "size": list(size)}, [sha256, str(number)])
    page = Page(number, size[0], size[1], (), "none", notes=(note,))
    return Sheet(number, key, lambda: page)


def read_raster(raster: Raster, engine: Engine) -> Page:
    """Read a page image, turned where it lies the wrong way (see `turning`).

    Number 1: the caller knows which page it is.
    """
    page, readings = _read(raster, engine)
    if not is_odd(page, readings):
        return page
    degrees = which_way(readings, raster.bgr(), engine)
    if not degrees:
        return page
    other, _ = _read(raster.turned(degrees), engine)
    return replace(other, notes=(f"{TURNED}{degrees}",)) if is_better(page, other) else page


def _read(raster: Raster, engine: Engine) -> tuple[Page, Sequence[Reading]]:
    """The page of an image as it lies, and the lines found on it."""
    page = Page(1, raster.width, raster.height, (), "ocr", raster.dpi, engine=engine.identity)
    small = coarse(raster.pixels, raster.dpi)
    if int(small.pixels.max()) - int(small.pixels.min()) < FLAT:
        return replace(page, notes=("blank",)), ()
    image = raster.bgr()
    coloured = is_coloured(small.pixels)
    seals = find_seals(small)
    bare = laid_bare(image, seals, raster.dpi)
    readings = [reading for reading in engine.read(bare) if reading.text.strip()]
    readings = with_page_number(bare, readings, raster.dpi, engine)
    degrees = layout.skew([reading.quad for reading in readings])
    found = [_line(reading, bare, coloured=coloured) for reading in readings]
    if seals:
        found = read_sealed(found, readings, bare, image, seals=seals, engine=engine)
    pieces = [
        _placed(line, reading, raster, degrees)
        for line, reading in zip(found, readings, strict=True)
    ]
    lines = layout.order(pieces, raster.width, raster.height)
    marks = _seal_marks(raster, seals, engine)
    rules = find_rules(small)
    marks += [replace(rule, box=_points(rule.box, raster)) for rule in rules]
    notes = () if lines else ("no_text",)
    page = replace(page, lines=lines, skew=degrees, marks=tuple(marks), notes=notes)
    return page, readings


def _line(reading: Reading, image: NDArray[np.uint8], *, coloured: bool) -> Line:
    """A reading as a line, its edges as fractions of its width and no box yet."""
    x0, y0, x1, y1 = frame_of(reading.quad)
    colour = stroke_colour(image[max(0, y0) : y1, max(0, x0) : x1]) if coloured else "black"
    return Line(
        text=reading.text,
        confidence=reading.confidence,
        kind="handwriting" if colour == "blue" else "print",
        colour=colour,
        edges=layout.character_edges(reading.centres),
        char_confidence=reading.confidences,
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
    return height * INK_SHARE


def _width(char: str) -> float:
    """Width of a character in character heights; 0 where fonts differ."""
    if "\u4e00" <= char <= "\u9fff":
        return 1.0
    return 0.5 if char.isascii() and char.isdigit() else 0.0
