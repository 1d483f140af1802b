"""The text layer of a PDF page: characters to lines, with boxes, sizes and colours."""

from __future__ import annotations

import itertools
from operator import itemgetter
from statistics import median
from typing import TYPE_CHECKING, Any

from . import layout
from .page import Line, Mark, Page, turned_box
from .table_vectors import find_vector_grids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .page import Box, Colour

TEXT_LAYER_VERSION = 3
"""3: seals laid over the text are marked."""
APART = 1.5
"""A gap of this many character heights parts two lines on one row; a smaller one is a space."""
LONG_RULE = 60 / 25.4 * 72
THIN_RULE = 2.5 / 25.4 * 72

Char = dict[str, Any]


def read_text_layer(page: Any) -> Page:
    """Read pdfplumber's page: lines in reading order, rules, slanted text (watermarks) apart."""
    left, top, right, bottom = shown = _shown(page)
    width, height = right - left, bottom - top
    chars = [char for char in deduplicated(page.chars) if _on_page(char, shown)]
    solid = [char for char in chars if char["text"].strip()]
    upright = [char for char in solid if _is_level(char)]
    slanted = [char for char in solid if not _is_level(char)]
    lines = layout.order(_pieces(upright, left, top), width, height)
    if slanted:
        lines = (*lines, *_slanted(slanted, left, top))
    notes = () if lines else ("blank",)
    return Page(
        1,
        width,
        height,
        lines,
        "text_layer",
        marks=_rules(page, left, top),
        notes=notes,
        tables=find_vector_grids(page, left, top) if lines else (),
    )


def pieces_of(chars: Sequence[Char], left: float, top: float) -> list[layout.Piece]:
    """Level characters (as pdfplumber has them) as pieces of lines, those drawn twice taken once."""
    return _pieces(deduplicated(chars), left, top)


def _pieces(chars: Sequence[Char], left: float, top: float) -> list[layout.Piece]:
    return [_piece(run, left, top) for row in _rows(chars) for run in _runs(row)]


def deduplicated(chars: Sequence[Char]) -> list[Char]:
    """Characters without those drawn twice within a point (bold by overprinting), in file order.

    The same as pdfplumber's `dedupe_chars`, whose time grows with the square of their number.
    """
    from pdfplumber.utils.clustering import cluster_objects

    alike: dict[tuple[Any, ...], list[Char]] = {}
    for char in chars:
        key = (char["upright"], char["text"], char["fontname"], char["size"])
        alike.setdefault(key, []).append(char)
    kept = {
        id(min(spot, key=lambda char: (char["doctop"], char["x0"])))
        for group in alike.values()
        for row in cluster_objects(group, itemgetter("doctop"), 1)
        for spot in cluster_objects(row, itemgetter("x0"), 1)
    }
    return [char for char in chars if id(char) in kept]


def _shown(page: Any) -> Box:
    """The crop box among pdfplumber's coordinates, which are those of the media box as turned."""
    x0, y0, x1, y1 = (float(value) for value in page.page_obj.mediabox)
    c0, d0, c1, d1 = (float(value) for value in page.page_obj.cropbox)
    crop = (max(x0, min(c0, c1)), max(y0, min(d0, d1)), min(x1, max(c0, c1)), min(y1, max(d0, d1)))
    if crop[0] >= crop[2] or crop[1] >= crop[3]:
        crop = (x0, y0, x1, y1)
    flipped = (crop[0] - x0, y1 - crop[3], crop[2] - x0, y1 - crop[1])
    left, top, right, bottom = turned_box(flipped, x1 - x0, y1 - y0, page.rotation)
    across, down = float(page.bbox[0]), float(page.bbox[1])
    return (left + across, top + down, right + across, bottom + down)


def _is_level(char: Char) -> bool:
    """Whether a character stands upright, within 6°; pdfplumber's own word allows for 45°."""
    across, slope = char["matrix"][:2]
    return bool(across > 0 and abs(slope) <= 0.1 * across)


def _on_page(char: Char, box: Sequence[float]) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters whose middles are at one height, within half their size."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (_middle(char), char["x0"])):
        if rows and abs(_middle(rows[-1][-1]) - _middle(char)) < 0.35 * _size(char):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda char: (char["x0"], char["x1"])) for row in rows]


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _size(char: Char) -> float:
    return float(char["bottom"] - char["top"])


def _runs(row: Sequence[Char]) -> list[list[Char]]:
    runs = [[row[0]]]
    for left, right in itertools.pairwise(row):
        if right["x0"] - left["x1"] > APART * max(_size(left), _size(right)):
            runs.append([right])
        else:
            runs[-1].append(right)
    return runs


def _piece(run: Sequence[Char], left: float, top: float) -> layout.Piece:
    text, edges = "", []
    for index, char in enumerate(run):
        if index and _spaced(run[index - 1], char):
            text += " "
            edges += [run[index - 1]["x1"] - left, char["x0"] - left]
        # A ligature is one glyph of several characters, which share its width.
        word = "".join(char["text"].split()) or char["text"]
        step = (char["x1"] - char["x0"]) / len(word)
        for place, letter in enumerate(word):
            text += letter
            x0 = char["x0"] - left + place * step
            edges += [x0, x0 + step]
    box = (
        min(char["x0"] for char in run) - left,
        min(char["top"] for char in run) - top,
        max(char["x1"] for char in run) - left,
        max(char["bottom"] for char in run) - top,
    )
    colours = [_colour(char) for char in run]
    line = Line(
        text=text,
        box=box,
        colour=max(("black", "red", "blue"), key=colours.count),
        size=median(_size(char) for char in run),
        edges=tuple(edges),
        char_confidence=(1.0,) * len(text),
    )
    return layout.Piece(line, box)


def _spaced(left: Char, right: Char) -> bool:
    gap = float(right["x0"] - left["x1"])
    narrow = left["text"][-1].isascii() and right["text"][0].isascii()
    return gap > (0.2 if narrow else 0.5) * min(_size(left), _size(right))


def _colour(char: Char) -> Colour:
    return named_colour(char.get("non_stroking_color"))


def named_colour(value: object) -> Colour:
    """Black, red or blue for a PDF colour: grey (1 value), RGB (3) or CMYK (4), each 0…1."""
    if not isinstance(value, (tuple, list)) or not all(
        isinstance(part, (int, float)) for part in value
    ):
        return "black"
    parts = [float(part) for part in value]
    if len(parts) == 4:
        cyan, magenta, yellow, key = parts
        parts = [(1 - ink) * (1 - key) for ink in (cyan, magenta, yellow)]
    if len(parts) != 3:
        return "black"
    red, green, blue = parts
    if red > 0.5 and red - max(green, blue) > 0.35:
        return "red"
    return "blue" if blue - red > 0.35 and blue - green > 0.15 else "black"


def _slanted(chars: Sequence[Char], left: float, top: float) -> list[Line]:
    """Slanted or upended text as lines of the kind stamp, one for each run in file order."""
    runs: list[list[Char]] = [[chars[0]]]
    for before, char in itertools.pairwise(chars):
        far = max(abs(char["x0"] - before["x0"]), abs(char["top"] - before["top"]))
        if (
            far > 3 * max(char["size"], before["size"])
            or char["matrix"][:4] != before["matrix"][:4]
        ):
            runs.append([])
        runs[-1].append(char)
    return [
        Line(
            text="".join(char["text"] for char in run),
            box=(
                min(char["x0"] for char in run) - left,
                min(char["top"] for char in run) - top,
                max(char["x1"] for char in run) - left,
                max(char["bottom"] for char in run) - top,
            ),
            kind="stamp",
            colour=_colour(run[0]),
            size=float(run[0]["size"]),
        )
        for run in runs
    ]


def _rules(page: Any, left: float, top: float) -> tuple[Mark, ...]:
    marks = []
    for item in (*page.lines, *page.rects):
        across, down = item["x1"] - item["x0"], item["bottom"] - item["top"]
        if across < LONG_RULE or down > THIN_RULE:
            continue
        drawn = item.get("stroking_color") if item["object_type"] == "line" else None
        colour = named_colour(drawn or item.get("non_stroking_color"))
        box = (item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top)
        marks.append(Mark("red_rule" if colour == "red" else "rule", box))
    return tuple(dict.fromkeys(marks))


def read_coarsely(page: Any) -> Page:
    """Read PDFium's page where pdfplumber cannot: lines with boxes, without single characters."""
    width, height = page.get_size()
    left, _, _, upper = page.get_bbox()
    textpage = page.get_textpage()
    pieces = []
    try:
        for index in range(textpage.count_rects()):
            x0, y0, x1, y1 = textpage.get_rect(index)
            text = " ".join(textpage.get_text_bounded(x0, y0, x1, y1).split())
            if text:
                box = (x0 - left, upper - y1, x1 - left, upper - y0)
                pieces.append(layout.Piece(Line(text, box, size=y1 - y0), box))
    finally:
        textpage.close()
    lines = layout.order(pieces, width, height)
    return Page(1, width, height, lines, "text_layer", notes=("coarse_text_layer",))
