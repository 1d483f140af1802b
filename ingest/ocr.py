"""Scanned pages: an engine's readings become lines in points, in reading order."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from . import layout
from .ink import is_coloured, stroke_colour
from .keys import stage_key
from .page import Line, Mark, Page
from .seal import find_rules, find_seals, grown, lift
from .sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .engines import Engine, Reading
    from .page import Box
    from .raster import Raster
    from .seal import PixelBox
    from .sheet import EngineSource

OCR_VERSION = 1
DOUBT = 0.5
"""The highest confidence of a character that two readings give differently."""
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
    key = stage_key("ocr", OCR_VERSION, parameters, [raster.digest()])
    return Sheet(number, key, lambda: read_raster(raster, engine()), notes)


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
    """Read a page image. Number 1: the caller knows which page it is."""
    page = Page(1, raster.width, raster.height, (), "ocr", raster.dpi, engine=engine.identity)
    if _uniform(raster.pixels):
        return replace(page, notes=("blank",))
    image = raster.bgr()
    coloured = is_coloured(raster.pixels)
    seals = find_seals(image, raster.dpi) if coloured else []
    boxes = [box for box, _ in seals]
    bare = lift(image, boxes, raster.dpi) if boxes else image
    readings = [reading for reading in engine.read(bare) if reading.text.strip()]
    degrees = layout.skew([reading.quad for reading in readings])
    pieces = []
    for reading in readings:
        line = _line(reading, bare, coloured=coloured)
        line = _under_seal(line, reading, image, boxes, raster.dpi, engine)
        pieces.append(_placed(line, reading, raster, degrees))
    lines = layout.order(pieces, raster.width, raster.height)
    marks = [Mark("seal", _points(box, raster), sure) for box, sure in seals]
    for rule in find_rules(raster.pixels, raster.dpi):
        marks.append(replace(rule, box=_points(rule.box, raster)))
    notes = () if lines else ("no_text",)
    return replace(page, lines=lines, skew=degrees, marks=tuple(marks), notes=notes)


def _uniform(pixels: NDArray[np.uint8]) -> bool:
    """Whether a page image shows nothing at all."""
    import cv2

    grey = pixels if pixels.ndim == 2 else pixels[..., 1]
    size = (max(1, grey.shape[1] // 4), max(1, grey.shape[0] // 4))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return int(small.max()) - int(small.min()) < 40


def _frame(quad: layout.Quad) -> PixelBox:
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return (int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1)


def _line(reading: Reading, image: NDArray[np.uint8], *, coloured: bool) -> Line:
    """A reading as a line, its edges as fractions of its width and no box yet."""
    x0, y0, x1, y1 = _frame(reading.quad)
    colour = stroke_colour(image[max(0, y0) : y1, max(0, x0) : x1]) if coloured else "black"
    return Line(
        text=reading.text,
        confidence=reading.confidence,
        kind="handwriting" if colour == "blue" else "print",
        colour=colour,
        edges=_edges(reading.centres),
        char_confidence=reading.confidences,
    )


def _edges(centres: Sequence[float]) -> tuple[float, ...]:
    """Left and right edge of each character: midway between centres, at most one pitch wide."""
    if not centres:
        return ()
    steps = [right - left for left, right in zip(centres, centres[1:], strict=False)]
    half = (median(steps) if steps else 1.0) / 2
    edges: list[float] = []
    for index, centre in enumerate(centres):
        before = (centre - centres[index - 1]) / 2 if index else half
        after = (centres[index + 1] - centre) / 2 if index + 1 < len(centres) else half
        edges.append(max(0.0, centre - min(before, 1.2 * half)))
        edges.append(min(1.0, centre + min(after, 1.2 * half)))
    return tuple(edges)


def _under_seal(
    line: Line,
    reading: Reading,
    image: NDArray[np.uint8],
    boxes: Sequence[PixelBox],
    dpi: float,
    engine: Engine,
) -> Line:
    """Read a line that a seal lies over once more, as it is; where the readings differ, doubt."""
    frame = _frame(reading.quad)
    over = [box for box in boxes if _touches(frame, grown(box, -dpi / 25.4, image.shape))]
    if not over:
        return line
    if _on_ring(frame, over) and len(line.text) <= 4 and line.confidence < 0.9:
        return replace(line, kind="seal", colour="red", sealed=True)
    crop = image[max(0, frame[1]) : frame[3], max(0, frame[0]) : frame[2]]
    other = engine.read_crop(np.ascontiguousarray(crop))
    return replace(doubted(line, other.text), second=(other.text, other.confidence), sealed=True)


def _touches(first: PixelBox, second: PixelBox) -> bool:
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )


def _on_ring(frame: PixelBox, boxes: Sequence[PixelBox]) -> bool:
    """Whether a small frame lies within a seal, as pieces of its ring of characters do."""
    return any(
        frame[0] >= box[0] - 8
        and frame[2] <= box[2] + 8
        and frame[1] >= box[1] - 8
        and frame[3] <= box[3] + 8
        and frame[2] - frame[0] < 0.5 * (box[2] - box[0])
        for box in boxes
    )


def doubted(line: Line, other: str) -> Line:
    """The line with low confidence for each character that another reading gives differently."""
    if line.text == other:
        return line
    sure = list(line.char_confidence) or [line.confidence] * len(line.text)
    matcher = SequenceMatcher(None, line.text, other, autojunk=False)
    for tag, start, stop, _, _ in matcher.get_opcodes():
        if tag == "equal":
            continue
        # What only the other reading has may stand before or after this place.
        first, last = (start, stop) if stop > start else (start - 1, start + 1)
        for index in range(max(0, first), min(len(sure), last)):
            sure[index] = min(sure[index], DOUBT)
    confidence = sum(sure) / len(sure) if sure else 0.0
    return replace(line, confidence=confidence, char_confidence=tuple(sure))


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
    height = float(np.hypot(quad[3][0] - quad[0][0], quad[3][1] - quad[0][1]))
    placed = replace(line, box=box, edges=edges, size=height * INK_SHARE)
    frame = layout.straighten(quad, degrees, raster.width, raster.height)
    return layout.Piece(placed, frame)
