"""Where on a page a table may stand that is not ruled, or not all of it: lines side by side."""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING

from .values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .page import Box, Grid, Line, Page, Point

LEAST = 6
"""Lines side by side that a table has: three rows of two."""
_LEVEL = 0.25
"""Share of its height by which a line is beside another one."""
_APART, _BELOW = 1.6, 0.6
"""Heights of a line: from one row to the next, and from one line of a cell to the next."""
_NARROW, _WIDE = 0.6, 0.7
"""Share of a table's width up to which a line may be the rest of a cell, and of the longest line of
a page up to which one may be in a table."""
_TEXT = 0.7
"""Share of a page's width that its longest line has (GB/T 9704-2012 5.2.1: 156 of 210 mm)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A line, and its frame on the page set straight (points)."""

    line: Line
    frame: Box

    @property
    def height(self) -> float:
        """The height of the frame."""
        return self.frame[3] - self.frame[1]


def turner(page: Page, degrees: float) -> Callable[[Iterable[Point]], list[Point]]:
    """What turns points of a page about its middle, clockwise as shown."""
    angle = math.radians(degrees)
    cosine, sine = math.cos(angle), math.sin(angle)
    x0, y0 = page.width / 2, page.height / 2

    def turn(points: Iterable[Point]) -> list[Point]:
        return [
            (
                (x - x0) * cosine - (y - y0) * sine + x0,
                (x - x0) * sine + (y - y0) * cosine + y0,
            )
            for x, y in points
        ]

    return turn


def spans_of(page: Page) -> list[Span]:
    """The lines of a page that may stand in a table, from the top."""
    turn, slope = turner(page, -page.skew), abs(math.tan(math.radians(page.skew)))
    spans = []
    for line in page.lines:
        if line.box is None or line.kind not in ("print", "handwriting") or not line.text.strip():
            continue
        x0, y0, x1, y1 = line.box
        ((x, y),) = turn([((x0 + x1) / 2, (y0 + y1) / 2)])
        across, down = (x1 - x0) / 2, max((y1 - y0) - slope * (x1 - x0), 0.4 * (y1 - y0)) / 2
        spans.append(Span(line, (x - across, y - down, x + across, y + down)))
    return sorted(spans, key=lambda span: span.frame[1])


def beside(spans: Sequence[Span]) -> list[Span]:
    """Those of the lines that have another one beside them."""
    return [span for span in spans if any(_is_beside(span, other) for other in spans)]


def _is_beside(one: Span, other: Span) -> bool:
    a, b = one.frame, other.frame
    shared = min(a[3], b[3]) - max(a[1], b[1])
    return shared > _LEVEL * min(one.height, other.height) and (a[2] <= b[0] or b[2] <= a[0])


def regions(spans: Sequence[Span], page: Page) -> list[list[Span]]:
    """The lines of each part of a page that may be a table: rows of lines side by side, one below
    the other, and lines between that are part of a cell of several."""
    sides = {id(span) for span in beside(spans)}
    widest = max([_TEXT * page.width, *(_width(span) for span in spans)])
    blocks: list[list[Span]] = [[]]
    for span in spans:
        block = blocks[-1]
        if _width(span) > _WIDE * widest or (block and _is_apart(block, span)):
            blocks.append([])
        if _width(span) <= _WIDE * widest:
            blocks[-1].append(span)
    trimmed = [_trimmed(block, sides) for block in blocks]
    return [block for block in trimmed if sum(id(span) in sides for span in block) >= LEAST]


def _width(span: Span) -> float:
    return span.frame[2] - span.frame[0]


def _is_apart(block: Sequence[Span], span: Span) -> bool:
    gap = span.frame[1] - max(one.frame[3] for one in block)
    return gap > _APART * median(one.height for one in block)


def _trimmed(block: Sequence[Span], sides: set[int]) -> list[Span]:
    """A block without what stands above and below its rows: a title, a note; but not without lines
    of their first and last cells."""
    places = [n for n, span in enumerate(block) if id(span) in sides]
    if not places:
        return []
    first, last = places[0], places[-1]
    while first and _is_close(block[first - 1], block[first:last]):
        first -= 1
    while last + 1 < len(block) and _is_close(block[last + 1], block[first : last + 1]):
        last += 1
    return list(block[first : last + 1])


def between(block: Sequence[Span]) -> list[Span]:
    """The lines of a block from the first that has another one beside it to the last; none where
    that is all of it."""
    sides = {id(span) for span in beside(block)}
    places = [n for n, span in enumerate(block) if id(span) in sides]
    inner = list(block[places[0] : places[-1] + 1]) if places else []
    return inner if len(inner) < len(block) else []


def _is_close(span: Span, block: Sequence[Span]) -> bool:
    """Whether a line is right above or below one of a block, and as narrow as in a cell."""
    left, top, right, bottom = span.frame
    widest = around(one.frame for one in block)
    return right - left < _NARROW * (widest[2] - widest[0]) and any(
        one.frame[0] < right
        and left < one.frame[2]
        and max(one.frame[1] - bottom, top - one.frame[3]) < _BELOW * span.height
        for one in block
    )


def boxed(points: Iterable[Point]) -> list[Box]:
    """Points as boxes without size."""
    return [(x, y, x, y) for x, y in points]


def around(boxes: Iterable[Box]) -> Box:
    """The box around boxes."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def is_partly_drawn(grid: Grid, spans: Sequence[Span], page: Page) -> bool:
    """Whether cells of a ruled table hold lines side by side, row after row: edges between them are
    not drawn."""
    turn = turner(page, -page.skew)
    count = 0
    for cell in grid.cells:
        corners = turn(grid.corners(cell))
        box = around(boxed(corners))
        inside = [span for span in spans if is_in(span, box)]
        count += len(beside(inside))
    return count >= LEAST


def is_in(span: Span, box: Box) -> bool:
    """Whether the middle of a line is in a box of the page set straight."""
    x, y = (span.frame[0] + span.frame[2]) / 2, (span.frame[1] + span.frame[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
