"""Received-stamps (收文章): lines in a small block around the word 收文, apart from the print.

Offices stamp what they receive, above or over the head: a frame with the receiving body, a number
and a date. None of it belongs to the circular.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .page import Box, Line, Page

_WORD = re.compile(r"收\s*文|签\s*收|来\s*文\s*[编登]|收\s*件\s*章|存\s*档|归\s*档\s*章")
_TOP = 0.45
"""Share of the page, from its top, in which received-stamps stand."""
_WIDEST = 0.4
_LONGEST = 24
_ANOTHER_SIZE = 1.6


def mark_stamps(page: Page) -> Page:
    """The page with the lines of its received-stamps marked."""
    lines = list(page.lines)
    for index, line in enumerate(lines):
        if line.box and _WORD.search(line.text) and _small(line, page):
            _grow(lines, index, page)
    return replace(page, lines=tuple(lines))


def _small(line: Line, page: Page) -> bool:
    if line.box is None or line.kind not in ("print", "handwriting"):
        return False
    width = line.box[2] - line.box[0]
    return (
        len(line.text) <= _LONGEST
        and width < _WIDEST * page.width
        and line.box[3] < _TOP * page.height
    )


def _grow(lines: list[Line], seed: int, page: Page) -> None:
    """Mark the line and those that stand right above or below one already marked."""
    box = lines[seed].box
    assert box is not None
    height = box[3] - box[1]
    lines[seed] = replace(lines[seed], kind="stamp")
    grown = True
    while grown:
        grown = False
        for index, line in enumerate(lines):
            if line.kind != "stamp" and _small(line, page) and _touches(line, box, height):
                lines[index] = replace(line, kind="stamp")
                box = _union(box, line.box)
                grown = True


def _touches(line: Line, box: Box, height: float) -> bool:
    if line.box is None:
        return False
    left, top, right, bottom = line.box
    if not 1 / _ANOTHER_SIZE < (bottom - top) / height < _ANOTHER_SIZE:
        return False
    across = min(right, box[2]) - max(left, box[0])
    apart = max(top - box[3], box[1] - bottom)
    return across > 0.5 * min(right - left, box[2] - box[0]) and apart < 0.6 * height


def _union(box: Box, other: Box | None) -> Box:
    if other is None:
        return box
    return (
        min(box[0], other[0]),
        min(box[1], other[1]),
        max(box[2], other[2]),
        max(box[3], other[3]),
    )
