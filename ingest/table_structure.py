"""Tables by the engine's module for their structure: those without rulings, or with some of them.

Strokes that are drawn are better evidence than what a network makes of them: a table ruled all over
is left as it is. Elsewhere the module says how many rows and columns there are and which cells
span; where exactly an edge runs, the text tells (`table_edges`). A structure that does not go with
the text is none.
"""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from .spreads import gutter_between
from .table_edges import grid_of
from .table_regions import around, between, boxed, is_in, is_partly_drawn, regions, spans_of, turner
from .values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .engines.modules import TableReader
    from .page import Box, Grid, Page
    from .raster import Raster
    from .table_regions import Span

SURE = 0.9
"""How sure of it a module must be, and how sure a table is by it at most."""
_NUMBERS = 0.6
"""Share of the cells of one column, below a header, that hold a digit where nothing else says that
lines side by side are a table: two columns of names are none."""
_DIGIT, _NUMBER = re.compile(r"\d"), re.compile(r"\W{0,2}\d[\d,.，．]*\w{0,2}%?")
_TWO = 2
_MARGIN = 0.5
"""Heights of a line that are shown around a table."""


def with_structures(
    drawn: Sequence[Grid], page: Page, raster: Raster, reader: TableReader
) -> tuple[Grid, ...]:
    """The ruled tables of a page and those whose structure the module finds, from the top.

    `raster` is the page's image after its steps. Of a table ruled in part, the edges drawn stay.
    """
    spans = spans_of(page)
    look = _Look(page, raster, raster.bgr(), reader)
    grids = []
    for grid in drawn:
        inside = _within(spans, grid.box) if is_partly_drawn(grid, spans, page) else []
        grids.append(look.read(inside, grid) or grid)
    rest = [span for span in spans if not any(is_in(span, grid.box) for grid in grids)]
    gutter = gutter_between(page)
    sides = [[span for span in rest if _side(span, gutter) == n] for n in (0, 1)]
    for group in [group for side in sides for group in regions(side, page)]:
        found = look.read(group) or look.read(between(group))
        if found and _is_counted(found, group, page):
            grids.append(found)
    return tuple(sorted(grids, key=lambda grid: (grid.box[1], grid.box[0])))


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """A page, its image, and what reads tables on it."""

    page: Page
    raster: Raster
    image: NDArray[np.uint8]
    reader: TableReader

    def read(self, spans: Sequence[Span], drawn: Grid | None = None) -> Grid | None:
        """The table that lines of the page make, with the edges that are `drawn`; null where the
        module finds none that goes with them."""
        if not spans:
            return None
        across, down = self._scales()
        left, top = self.raster.box[:2]
        margin = _MARGIN * median(span.height for span in spans)
        held = [span.line.box for span in spans if span.line.box]
        x0, y0, x1, y1 = around([*held, *([drawn.box] if drawn else [])])
        x, y = (
            max(0, round(at)) for at in ((x0 - margin - left) * across, (y0 - margin - top) * down)
        )
        right, bottom = round((x1 + margin - left) * across), round((y1 + margin - top) * down)
        found = self.reader.read_table(np.ascontiguousarray(self.image[y:bottom, x:right]))
        if found is None or found.confidence < SURE:
            return None
        outlines = tuple(
            tuple((left + (x + a) / across, top + (y + b) / down) for a, b in outline)
            for outline in found.outlines
        )
        sure = SURE * found.confidence
        return grid_of(replace(found, outlines=outlines), spans, self.page, sure, drawn)

    def _scales(self) -> tuple[float, float]:
        """Pixels for a point, across and down."""
        rows, columns = self.image.shape[:2]
        left, top, right, bottom = self.raster.box
        return columns / (right - left), rows / (bottom - top)


def _side(span: Span, gutter: float | None) -> bool:
    """Whether a line is on the right one of two pages that meet at a gutter."""
    return gutter is not None and span.frame[0] + span.frame[2] > 2 * gutter


def _within(spans: Sequence[Span], box: Box) -> list[Span]:
    return [span for span in spans if is_in(span, box)]


def _is_counted(grid: Grid, spans: Sequence[Span], page: Page) -> bool:
    """Whether one of the columns of a grid holds numbers below its first row, and nothing else where
    there are but two: two columns of text are no table."""
    straight = turner(page, -page.skew)
    told = _DIGIT.search if grid.columns > _TWO else _NUMBER.fullmatch
    numbers = [span for span in spans if told("".join(span.line.text.split()))]
    counted = [0] * grid.columns
    for cell in grid.cells:
        if cell[0] > 0 and cell[3] == 1:
            box = around(boxed(straight(grid.corners(cell))))
            counted[cell[1]] += any(is_in(span, box) for span in numbers)
    return max(counted) >= _NUMBERS * (grid.rows - 1)
