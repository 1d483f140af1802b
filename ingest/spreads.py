"""Two pages on one sheet (a booklet laid open on the glass): parted into a left and a right page.

Both keep the number of the sheet and its coordinates, so that evidence leads to the file's page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import mark_page_number
from .page import SEALS
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .page import Box, Line, Page

_LANDSCAPE = 1.2
"""Width by height from which a page may hold two."""
_REACH, _STEP = 0.06, 0.01
"""Share of the width around the middle in which the gutter is looked for, and its steps."""
_FULL = 0.3
"""Share of the sheet's width from which a line fills its half."""
_MORE, _LESS = 4, 2
"""Full lines on the fuller side, and full or flush ones on the emptier one, by which a sheet holds
two pages for certain."""
_FLUSH = 0.01
"""Share of the sheet's width by which a line may be off the margin."""
_WORDS = 6
"""Characters from which a line is text and no cell."""
_SLANT = 0.004
"""Share of the sheet's width by which a line may reach over the gutter: its box is upright, the
sheet may be not."""


def part_spreads(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, sheets that hold two of them parted.

    A sheet holds two where no line crosses its middle and lines of one setting stand on both sides; once
    one of a file does, others of its size do on which no line crosses the middle (the last one
    may be half empty).
    """
    gutters = [_gutter(page) for page in pages]
    sure = [
        page
        for page, gutter in zip(pages, gutters, strict=True)
        if gutter is not None and _is_certain(page, gutter)
    ]
    parted: list[Page] = []
    for page, gutter in zip(pages, gutters, strict=True):
        if gutter is not None and any(_same_size(page, other) for other in sure):
            parted += _halves(page, gutter)
        else:
            parted.append(page)
    return tuple(parted)


def gutter_between(page: Page) -> float | None:
    """Where the two pages of a sheet meet (points from the left); null where it holds one."""
    gutter = _gutter(page)
    return gutter if gutter is not None and _is_certain(page, gutter) else None


def _gutter(page: Page) -> float | None:
    """Where, around the middle of a landscape page, no line crosses; null without such a place."""
    if page.origin == "text" or page.width < _LANDSCAPE * page.height:
        return None
    boxes = [line.box for line in page.lines if line.box and line.text.strip()]
    if not boxes:
        return None
    steps = int(_REACH / _STEP)
    for n in sorted(range(-steps, steps + 1), key=abs):
        x = page.width * (0.5 + n * _STEP)
        slack = _SLANT * page.width
        if not any(box[0] + slack < x < box[2] - slack for box in boxes):
            return x
    return None


def _is_certain(page: Page, gutter: float) -> bool:
    """Whether full lines stand on both sides, or on one and lines of the same setting on the other:
    the end of a circular, a few lines and its signature."""
    print_ = [line for line in page.lines if line.box and line.kind == "print"]
    sides = [[line for line in print_ if _side(line.box, gutter) == n] for n in (0, 1)]
    full, few = sorted(sides, key=lambda side: -sum(_is_full(line, page) for line in side))
    wide = [line.box[0] for line in full if line.box and _is_full(line, page)]
    if len(wide) < _MORE:
        return False
    margin = min(wide) + page.width * (0.5 if full is sides[0] else -0.5)
    set_alike = [line for line in few if _is_full(line, page) or _is_flush(line, margin, page)]
    return len(set_alike) >= _LESS


def _is_flush(line: Line, margin: float, page: Page) -> bool:
    """Whether a line of text starts at a margin, or indented by two characters."""
    if len(line.text) < _WORDS:
        return False
    off = line.box[0] - margin if line.box else page.width
    return min(abs(off), abs(off - 2 * line.size)) < _FLUSH * page.width


def _is_full(line: Line, page: Page) -> bool:
    return line.box is not None and line.box[2] - line.box[0] > _FULL * page.width


def _same_size(page: Page, other: Page) -> bool:
    return (
        abs(page.width - other.width) < 0.02 * page.width
        and abs(page.height - other.height) < 0.02 * page.height
    )


def _halves(page: Page, gutter: float) -> Iterator[Page]:
    """The left and the right page; an empty one is left out."""
    sides = ((0.0, gutter), (gutter, page.width))
    for n, (start, end) in enumerate(sides):
        lines = [line for line in page.lines if _side(line.box, gutter) == n]
        if not any(line.text.strip() for line in lines):
            continue
        half = replace(
            page,
            left=start,
            sheet_size=page.sheet_size or (page.width, page.height),
            width=end - start,
            lines=_numbered(lines, start, end - start, page.height),
            marks=tuple(
                replace(
                    mark,
                    box=(max(mark.box[0], start), mark.box[1], min(mark.box[2], end), mark.box[3]),
                )
                for mark in page.marks
                if mark.box[0] < end - 1
                and mark.box[2] > start + 1
                and (mark.kind not in SEALS or _side(mark.box, gutter) == n)
            ),
            tables=tuple(grid for grid in page.tables if _side(grid.box, gutter) == n),
        )
        yield half


def _numbered(lines: Sequence[Line], start: float, width: float, height: float) -> tuple[Line, ...]:
    """The lines of a half with its page number marked: each half has its own."""
    if any(line.kind == "page_number" for line in lines):
        return tuple(lines)
    moved = [
        replace(line, box=(line.box[0] - start, line.box[1], line.box[2] - start, line.box[3]))
        if line.box
        else line
        for line in lines
    ]
    marked = mark_page_number(moved, width, height)
    return tuple(replace(line, kind=other.kind) for line, other in zip(lines, marked, strict=True))


def _side(box: Box | None, gutter: float) -> int:
    return 1 if box is not None and _middle(box) > gutter else 0


def _middle(box: Box) -> float:
    return (box[0] + box[2]) / 2
