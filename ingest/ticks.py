"""Ticks (勾): what a reader of a circular put beside its lines, read as a letter or a sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .values import replace

if TYPE_CHECKING:
    from .page import Line, Page

_TICK = re.compile(r"[VvYyJLlXx√✓✔○〇△☆*?？!！/\\|<>、]{1,2}")
_LONG = 10
"""Characters from which a line shows how wide the text is set."""
_ENOUGH = 5
"""Long lines that must stand on the page."""


def mark_ticks(page: Page) -> Page:
    """The page with such signs as handwriting, where they stand wholly beside the text."""
    if page.origin != "ocr" or not any(_is_sign(line) for line in page.lines):
        return page
    long = [
        line.box
        for line in page.lines
        if line.box and line.kind == "print" and len(line.text) >= _LONG
    ]
    if len(long) < _ENOUGH:
        return page
    left, right = min(box[0] for box in long), max(box[2] for box in long)
    lines = tuple(
        replace(line, kind="handwriting")
        if _is_sign(line) and line.box and (line.box[2] < left or line.box[0] > right)
        else line
        for line in page.lines
    )
    return replace(page, lines=lines)


def _is_sign(line: Line) -> bool:
    return line.kind == "print" and _TICK.fullmatch(line.text.strip()) is not None
