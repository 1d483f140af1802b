"""Characters of an OFD page to lines: level ones as those of a PDF's text layer, others apart.

A page whose text runs down or up it (set vertically, or lying on its side) is turned to be read, as
scans are: vertical lines that follow each other to the left are then lines from the top.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Any

from . import layout
from .page import Line, Mark, Page, turned_box
from .pdf_page import COVER, FEW, MARGIN, is_garbage
from .steps import turning
from .table_vectors import find_vector_grids
from .text_layer import APART, LONG_RULE, THIN_RULE, named_colour, pieces_of
from .values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .ofd_document import Stamped
    from .ofd_page import Drawn, Glyph
    from .page import Box

Size = tuple[float, float]
SHORTEST = 2.0
"""Points from which a stroke may be the edge of a table's cell."""
TYPED = 0.1
"""Less of the page than this under text over such a picture is what a form was filled in with: the
form is read from the picture. A page of text has a third under it."""


def is_scan(drawn: Drawn, size: Size) -> bool:
    """Whether a page is to be read from its pictures: they cover it, and what text people see on
    it is little or cannot be read."""
    area = size[0] * size[1]
    covered = sum(_within(picture.box, size) for picture in drawn.pictures) / max(area, 1.0)
    seen = _seen(drawn, size)
    if covered < COVER:
        return False
    if _is_unreadable(seen):
        return True
    inside = [glyph for glyph in seen if glyph.direction is not None and _is_inside(glyph, size)]
    share = sum((g.box[2] - g.box[0]) * (g.box[3] - g.box[1]) for g in inside) / max(area, 1.0)
    return len(inside) < FEW or share < TYPED


def _seen(drawn: Drawn, size: Size) -> list[Glyph]:
    """The characters that no picture drawn after them covers."""
    whole = [
        picture.order
        for picture in drawn.pictures
        if picture.opaque and _within(picture.box, size) >= COVER * size[0] * size[1]
    ]
    last = max(whole, default=-1)
    return [glyph for glyph in drawn.glyphs if glyph.order > last]


def _within(box: Box, size: Size) -> float:
    across = min(box[2], size[0]) - max(box[0], 0.0)
    down = min(box[3], size[1]) - max(box[1], 0.0)
    return max(0.0, across) * max(0.0, down)


def _is_inside(glyph: Glyph, size: Size) -> bool:
    x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
    return (
        MARGIN < x / max(size[0], 1.0) < 1 - MARGIN and MARGIN < y / max(size[1], 1.0) < 1 - MARGIN
    )


def text_page(drawn: Drawn, stamped: Stamped, size: Size) -> Page:
    """The page that its text makes, its seals marked, what is noted over it as stamps."""
    glyphs = [glyph for glyph in _seen(drawn, size) if _is_on(glyph.box, size)]
    votes = Counter(glyph.direction for glyph in glyphs if glyph.direction is not None)
    way = max(votes, key=lambda way: (votes[way], -way), default=0)
    degrees = (360 - 90 * way) % 360
    view = _View(size, degrees)
    level = [glyph for glyph in glyphs if glyph.direction == way]
    stacked = [g for g in glyphs if g.direction not in (way, None) and g.upright]
    others = [g for g in glyphs if g.direction is None or (g.direction != way and not g.upright)]
    pieces = pieces_of([view.char(glyph) for glyph in level], 0.0, 0.0)
    pieces += [layout.Piece(line, line.box) for line in view.lines(stacked, "print") if line.box]
    width, height = view.turned
    lines = layout.order(pieces, width, height)
    noted = [*others, *(glyph for glyph in stamped.drawn.glyphs if _is_on(glyph.box, size))]
    lines += _once(view.lines(noted, "stamp"))
    notes: tuple[str, ...]
    notes = () if lines else ("no_text",) if drawn.paths or drawn.pictures else ("blank",)
    notes += ("garbage_text_layer",) if _is_unreadable(glyphs) else ()
    steps = (turning(degrees, width, height),) if degrees else ()
    grids = find_vector_grids(_Drawing(view, drawn), 0.0, 0.0) if lines else ()
    marks = [Mark("seal", view.box(box)) for box in stamped.seals]
    marks += _rules(drawn, view)
    return Page(
        1,
        width,
        height,
        lines,
        "text_layer",
        marks=tuple(marks),
        notes=notes,
        tables=grids,
        steps=steps,
        sheet_size=size if steps else None,
    )


def _is_unreadable(glyphs: Sequence[Glyph]) -> bool:
    """Whether the characters are codes of their fonts only; leaders and marks are none."""
    return is_garbage("".join(g.text for g in glyphs if g.text.isalnum() or g.text >= "\ue000"))


def _once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Stamps, of those that say the same the first one: a watermark covers a page."""
    kept: dict[str, Line] = {}
    for line in lines:
        kept.setdefault(line.text, line)
    return tuple(kept.values())


def over_scan(page: Page, typed: Page) -> Page:
    """A page read from its picture with the text typed over it, where the picture has none."""
    if page.turned or typed.turned:
        return page
    boxes = [line.box for line in page.lines if line.box]
    added = [
        line
        for line in typed.lines
        if line.box and not any(_overlap(line.box, box) > 0.5 for box in boxes)
    ]
    pieces = [layout.Piece(line, line.box) for line in (*page.lines, *added) if line.box]
    lines = layout.order(pieces, page.width, page.height) if added else page.lines
    seals = [mark for mark in typed.marks if mark.kind == "seal"]
    known = [
        mark
        for mark in page.marks
        if mark.kind != "seal" or not any(_overlap(seal.box, mark.box) > 0.5 for seal in seals)
    ]
    notes = () if lines else page.notes
    return replace(page, lines=lines, marks=(*known, *seals), notes=notes)


def _overlap(one: Box, other: Box) -> float:
    """Share of the smaller of two boxes that both have."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return max(0.0, across) * max(0.0, down) / max(min(areas), 0.01)


def _is_on(box: Box, size: Size) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return 0 <= x <= size[0] and 0 <= y <= size[1]


@dataclass(frozen=True, slots=True)
class _View:
    """The page as it is turned to be read."""

    size: Size
    degrees: int

    @property
    def turned(self) -> Size:
        return self.size if self.degrees % 180 == 0 else (self.size[1], self.size[0])

    def box(self, box: Box) -> Box:
        return turned_box(box, *self.size, self.degrees)

    def char(self, glyph: Glyph) -> dict[str, Any]:
        """A character as `text_layer` takes it."""
        x0, top, x1, bottom = self.box(glyph.box)
        return {
            "text": glyph.text,
            "x0": x0,
            "x1": x1,
            "top": top,
            "bottom": bottom,
            "doctop": top,
            "upright": True,
            "fontname": "",
            "size": glyph.size,
            "non_stroking_color": glyph.colour,
        }

    def lines(self, glyphs: Sequence[Glyph], kind: Any) -> list[Line]:
        """Characters that do not run with the page, one line for each run of them in the
        order of the file."""
        made = []
        for _, group in groupby(glyphs, key=lambda glyph: (glyph.direction, glyph.upright)):
            for run in _close(list(group)):
                boxes = [self.box(glyph.box) for glyph in run]
                around = (
                    min(box[0] for box in boxes),
                    min(box[1] for box in boxes),
                    max(box[2] for box in boxes),
                    max(box[3] for box in boxes),
                )
                text = "".join(glyph.text for glyph in run)
                size = median(glyph.size for glyph in run)
                colour = named_colour(run[0].colour)
                made.append(Line(text, around, kind=kind, colour=colour, size=size))
        return made


def _close(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """A run, parted where a gap is."""
    runs = [glyphs[:1]]
    for glyph in glyphs[1:]:
        before = runs[-1][-1].box
        gaps = (
            max(before[0], glyph.box[0]) - min(before[2], glyph.box[2]),
            max(before[1], glyph.box[1]) - min(before[3], glyph.box[3]),
        )
        if max(gaps) > APART * glyph.size:
            runs.append([])
        runs[-1].append(glyph)
    return runs


class _Drawing:
    """The strokes of a page as pdfplumber's table finder takes them."""

    def __init__(self, view: _View, drawn: Drawn) -> None:
        self.edges = [
            edge
            for path in drawn.paths
            for (x0, y0), (x1, y1) in path.strokes
            if (edge := _edge(view.box((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))))
        ]

    def find_tables(self, settings: dict[str, Any]) -> Any:
        from pdfplumber.table import TableFinder

        return TableFinder(self, settings).tables  # type: ignore[arg-type]  # it asks for edges only


def _edge(box: Box) -> dict[str, Any] | None:
    x0, top, x1, bottom = box
    across, down = x1 - x0, bottom - top
    if max(across, down) < SHORTEST or min(across, down) > 1.0:
        return None
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": across,
        "height": down,
        "orientation": "h" if across > down else "v",
        "object_type": "line",
    }


def _rules(drawn: Drawn, view: _View) -> list[Mark]:
    """Long level strokes: the rules of heads and imprints."""
    marks = []
    for path in drawn.paths:
        box = view.box(path.box)
        if box[2] - box[0] >= LONG_RULE and box[3] - box[1] <= THIN_RULE:
            red = named_colour(path.colour) == "red"
            marks.append(Mark("red_rule" if red else "rule", box))
    return list(dict.fromkeys(marks))
