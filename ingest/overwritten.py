"""Print that is written over in colour: its lines look like handwriting by their strokes, yet are
set like the print around them."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from .values import replace

if TYPE_CHECKING:
    from .page import Box, Line, Page

_LONG = 12
"""Characters from which a line shows how it is set."""
_ENOUGH = 3
"""Long lines of print that must stand on the page to compare with."""
_ADVANCE = 0.08
_MARGIN = 1.0
"""Ems by which its left end may be off the margin, or off the indent of a paragraph (2 ems)."""
_PITCH = 2.4


def restore_print(page: Page) -> Page:
    """The page with lines that were taken for handwriting put back among the print.

    Such a line is as long as print, its characters as wide (within 8 %), it starts at the
    margin or indented and stands in the run of the lines (no further than 2.4 of their heights from one).
    """
    print_boxes = [box for line in page.lines if line.kind == "print" and (box := _long(line))]
    if len(print_boxes) < _ENOUGH or not any(line.kind == "handwriting" for line in page.lines):
        return page
    advance = statistics.median(
        _advance(line) for line in page.lines if line.kind == "print" and _long(line)
    )
    margin = min(box[0] for box in print_boxes)
    lines = tuple(
        replace(line, kind="print")
        if line.kind == "handwriting" and _is_set(line, advance, margin, print_boxes)
        else line
        for line in page.lines
    )
    return replace(page, lines=lines)


def _long(line: Line) -> Box | None:
    return line.box if len(line.text) >= _LONG else None


def _is_set(line: Line, advance: float, margin: float, others: list[Box]) -> bool:
    box = _long(line)
    if box is None or abs(_advance(line) / advance - 1) > _ADVANCE:
        return False
    indent = (box[0] - margin) / advance
    if not (abs(indent) < _MARGIN or abs(indent - 2) < _MARGIN):
        return False
    height = box[3] - box[1]
    return any(
        abs((other[1] + other[3]) - (box[1] + box[3])) / 2 < _PITCH * height
        and other[0] < box[2]
        and box[0] < other[2]
        for other in others
    )


def _advance(line: Line) -> float:
    """Width of a character, ASCII counted half, in points."""
    if line.box is None:
        return 0.0
    narrow = sum(char.isascii() for char in line.text)
    return (line.box[2] - line.box[0]) / max(len(line.text) - 0.5 * narrow, 1)
