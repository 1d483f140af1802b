"""What was written or stamped on a page without colour: its lines do not lie as the print does.

Print lies on one grid, to a fraction of a degree; a hand keeps its own slope. On a grey scan or a
copy that is all there is to tell blue ink by, so nothing is said of short lines, of what a seal
touches, or on a page whose print itself does not lie straight.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .layout import DASHED, INK_SHARE, slope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .coarse import PixelBox
    from .engines import Reading
    from .layout import Quad
    from .page import Line, Page

_LEANS = 2.0
"""Degrees off the print from which a line is no print."""
_BESIDE = 1.0
"""The same, for the short line that goes with one (a name, a day)."""
_LONG = 10
"""Characters from which a line shows how the print lies."""
_ENOUGH = 4
"""Long lines that must stand on the page."""
_STRAIGHT = 0.85
"""Share of them that must lie within one degree of the page's slope."""
_SHORT = 5
"""Characters below which a line's frame says nothing of its slope."""


def leaning(
    readings: Sequence[Reading], degrees: float, seals: Sequence[PixelBox] = ()
) -> set[int]:
    """The indices of the lines that were written or stamped on a page whose print has the slope
    `degrees`; a line that goes with one of them, right above or below it, counts with it."""
    off = [slope(reading.quad) - degrees for reading in readings]
    length = [len(reading.text.strip()) for reading in readings]
    long = [abs(lean) for lean, size in zip(off, length, strict=True) if size >= _LONG]
    if len(long) < _ENOUGH or sum(lean < _BESIDE for lean in long) < _STRAIGHT * len(long):
        return set()
    askew = {
        i
        for i, lean in enumerate(off)
        if abs(lean) >= _BESIDE
        and not DASHED.fullmatch(readings[i].text)  # found by its shape, in a level frame
        and not any(_touch(readings[i].quad, seal) for seal in seals)
    }
    found = {i for i in askew if abs(off[i]) >= _LEANS and length[i] >= _SHORT}
    return found | {
        i
        for i in askew
        if any(off[i] * off[k] > 0 and _adjoin(readings[i].quad, readings[k].quad) for k in found)
    }


def may_lean(page: Page) -> bool:
    """Whether there may be such lines on a page as it is stored, where a line's slope is known from
    the height of its box alone."""
    return any(
        line.kind == "print" and len(line.text) >= _SHORT and _lean(line) - abs(page.skew) > _BESIDE
        for line in page.lines
    )


def _lean(line: Line) -> float:
    """The greatest slope that the box of a line allows, in degrees."""
    if line.box is None or not line.size:
        return 0.0
    left, top, right, bottom = line.box
    return math.degrees(math.atan2(bottom - top - line.size / INK_SHARE, right - left))


def _adjoin(quad: Quad, other: Quad) -> bool:
    """Whether one stands right above or below the other, no more than half its height apart."""
    height = quad[3][1] - quad[0][1]
    (left, top, right, bottom), (x0, y0, x1, y1) = _frame(quad), _frame(other)
    return max(top - y1, y0 - bottom) < 0.5 * height and min(right, x1) > max(left, x0)


def _touch(quad: Quad, box: PixelBox) -> bool:
    left, top, right, bottom = _frame(quad)
    return left < box[2] and box[0] < right and top < box[3] and box[1] < bottom


def _frame(quad: Quad) -> tuple[float, float, float, float]:
    xs, ys = zip(*quad, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
