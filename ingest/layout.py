"""Reading order: pieces of a page put into rows, rows joined to lines, page numbers marked."""

from __future__ import annotations

import itertools
import math
import re
from statistics import median
from typing import TYPE_CHECKING

from .blue_print import restore_blue_print
from .overwritten import restore_print
from .running_heads import mark_running_heads
from .stamps import mark_stamps
from .ticks import mark_ticks
from .values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .page import Box, Line, Page

Quad = tuple[tuple[float, float], ...]
INK_SHARE = 0.72
"""Height of the characters in a detected frame, which has a margin all round."""
JOIN = 0.8
"""Pieces of a row closer than this many heights are one line that was split."""
SPACE = 0.45
"""A gap of more than this many heights inside a joined line is a space."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line as found, with its frame on the page set straight (points)."""

    line: Line
    frame: Box

    @property
    def height(self) -> float:
        """Height of the frame, in points."""
        return self.frame[3] - self.frame[1]

    @property
    def middle(self) -> float:
        """Vertical middle of the frame, in points."""
        return (self.frame[1] + self.frame[3]) / 2


def slope(quad: Quad) -> float:
    """Slope of a quad in degrees, positive where it falls to the right."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
    return math.degrees(math.atan2((y1 - y0 + y2 - y3) / 2, (x1 - x0 + x2 - x3) / 2))


def skew(quads: Sequence[Quad]) -> float:
    """Slope of a page's lines in degrees: the median over long quads, weighted by width."""
    slopes: list[tuple[float, float]] = []
    for quad in quads:
        (x0, y0), (x1, _), (x2, _), (x3, y3) = quad
        across, height = (x1 - x0 + x2 - x3) / 2, math.hypot(x3 - x0, y3 - y0)
        if across > 3 * height > 0:
            slopes.append((slope(quad), across))
    half, total = sum(weight for _, weight in slopes) / 2, 0.0
    for degrees, weight in sorted(slopes):
        total += weight
        if total >= half:
            return round(degrees, 2) + 0.0
    return 0.0


def straighten(quad: Quad, degrees: float, width: float, height: float) -> Box:
    """The frame of a quad after the page is turned back by `degrees` about its middle."""
    angle = math.radians(-degrees)
    cosine, sine = math.cos(angle), math.sin(angle)
    points = [
        (
            (x - width / 2) * cosine - (y - height / 2) * sine + width / 2,
            (x - width / 2) * sine + (y - height / 2) * cosine + height / 2,
        )
        for x, y in quad
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    # The mean of both ends, not the extremes: a line a little off the page's slope stays thin.
    return (min(xs), (ys[0] + ys[1]) / 2, max(xs), (ys[2] + ys[3]) / 2)


def order(pieces: Sequence[Piece], width: float, height: float) -> tuple[Line, ...]:
    """The lines of a page in reading order: rows from the top, each from the left.

    A page of two columns is read column by column, but only where the columns are clear.
    """
    parts = _columns(pieces, width)
    lines = [line for part in parts for row in _rows(part) for line in _joined(row)]
    return mark_page_number(lines, width, height)


def _columns(pieces: Sequence[Piece], width: float) -> list[list[Piece]]:
    """Left and right column, where text runs in two; a table's columns are not such.

    Clear: no piece crosses the middle, and on both sides at least 8 of them, most of them
    filling their side.
    """
    middle = width / 2
    left = [piece for piece in pieces if piece.frame[2] <= middle]
    right = [piece for piece in pieces if piece.frame[0] >= middle]
    if len(left) + len(right) < len(pieces):
        crossing = [piece for piece in pieces if piece.frame[0] < middle < piece.frame[2]]
        if any(len(piece.line.text) > 6 for piece in crossing):
            return [list(pieces)]
    for side in (left, right):
        if len(side) < 8:
            return [list(pieces)]
        span = max(p.frame[2] for p in side) - min(p.frame[0] for p in side)
        full = sum(p.frame[2] - p.frame[0] > 0.8 * span for p in side)
        if full < 0.5 * len(side) or span < 0.3 * width:
            return [list(pieces)]
    return [[piece for piece in pieces if piece not in right], right]


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.middle, piece.frame)):
        row = next((row for row in reversed(rows[-3:]) if _fits(piece, row)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    rows.sort(key=lambda row: sum(piece.middle for piece in row) / len(row))
    return [sorted(row, key=lambda piece: (piece.frame[0], piece.frame)) for row in rows]


def _fits(piece: Piece, row: Sequence[Piece]) -> bool:
    """Whether a piece stands beside all the others of a row and at their height."""
    for other in row:
        shared = min(piece.frame[3], other.frame[3]) - max(piece.frame[1], other.frame[1])
        if shared < 0.5 * min(piece.height, other.height):
            return False
        over = min(piece.frame[2], other.frame[2]) - max(piece.frame[0], other.frame[0])
        narrow = min(piece.frame[2] - piece.frame[0], other.frame[2] - other.frame[0])
        if over > 0.4 * narrow:
            return False
    return True


def _joined(row: Sequence[Piece]) -> list[Line]:
    lines: list[Line] = []
    last: Piece | None = None
    for piece in row:
        if last is not None and _same_line(last, piece):
            gap = piece.frame[0] - last.frame[2]
            lines[-1] = join(lines[-1], piece.line, space=gap > SPACE * piece.height)
        else:
            lines.append(piece.line)
        last = piece
    return lines


def _same_line(left: Piece, right: Piece) -> bool:
    gap = right.frame[0] - left.frame[2]
    low, high = sorted((left.height, right.height))
    level = abs(left.middle - right.middle) < 0.3 * low  # 文件 beside two issuers is not
    alike = left.line.kind == right.line.kind == "print" and left.line.colour == right.line.colour
    sized = left.line.sealed == right.line.sealed and high < 1.5 * low
    return level and alike and sized and -0.5 * low < gap < JOIN * low


def join(left: Line, right: Line, *, space: bool) -> Line:
    """Two pieces of one line as one, with a space between where asked for."""
    if left.box is None or right.box is None or not left.text or not right.text:
        return replace(left, text=left.text + right.text, edges=(), char_confidence=(), lattice=())
    gap = " " if space else ""
    text = left.text + gap + right.text
    edges: tuple[float, ...] = ()
    if left.edges and right.edges:
        between = (left.edges[-1], max(left.edges[-1], right.edges[0])) if space else ()
        edges = (*left.edges, *between, *right.edges)
    confidences: tuple[float, ...] = ()
    if left.char_confidence and right.char_confidence:
        sure = (min(left.char_confidence[-1], right.char_confidence[0]),) if space else ()
        confidences = (*left.char_confidence, *sure, *right.char_confidence)
    begin = len(left.text) + len(gap)
    weight = len(left.text) / (len(left.text) + len(right.text))
    return replace(
        left,
        text=text,
        box=union(left.box, right.box),
        confidence=left.confidence * weight + right.confidence * (1 - weight),
        size=max(left.size, right.size),
        edges=edges,
        char_confidence=confidences,
        lattice=(*left.lattice, *(doubt.moved(begin) for doubt in right.lattice)),
    )


def union(first: Box, second: Box) -> Box:
    """The smallest box around two."""
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )


# 4 in the middle or at the outer corner, between dashes (GB/T 9704-2012 7.5); OCR gives the
# dashes as hyphens, dots, 一, or not at all.
_DASH = "-—–－﹣‐‑‒―−_~·.•一"  # noqa: RUF001
_PAGE_NUMBER = re.compile(
    rf"\s*(?:[{_DASH}]*\s*\d{{1,4}}\s*[{_DASH}]*|第\s*\d{{1,4}}\s*页\s*[,，/]?\s*(?:共\s*\d{{1,4}}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4})\s*"
)


def mark_page_number(lines: Sequence[Line], width: float, height: float) -> tuple[Line, ...]:
    """Mark the page number: at the top or bottom, apart from the text, mid or in a corner."""
    found = [index for index, line in enumerate(lines) if _numbers(line, lines, width, height)]
    low = [index for index in found if _top(lines[index]) > height / 2]
    chosen = max(low or found, key=lambda index: _top(lines[index]), default=None)
    return tuple(
        replace(line, kind="page_number") if index == chosen else line
        for index, line in enumerate(lines)
    )


def _top(line: Line) -> float:
    return line.box[1] if line.box else 0.0


def _numbers(line: Line, lines: Sequence[Line], width: float, height: float) -> bool:
    if line.box is None or line.kind != "print" or not _PAGE_NUMBER.fullmatch(line.text):
        return False
    left, top, right, bottom = line.box
    if 0.12 * height < top and bottom < 0.85 * height:
        return False
    middle = (left + right) / 2
    if not (abs(middle - width / 2) < 0.12 * width or left < 0.25 * width or right > 0.75 * width):
        return False
    # Nothing beside it, and nothing further out: a table's last cell is no page number.
    for other in lines:
        if other is line or other.box is None or not other.text.strip():
            continue
        beside = min(bottom, other.box[3]) - max(top, other.box[1])
        if beside > 0.5 * (bottom - top) and other.kind != "seal":
            return False
        if top > height / 2 and other.box[1] > bottom and len(other.text) > 4:
            return False
    dashed = not line.text.strip().isdigit()
    # At the left, a bare number may be the end of a paragraph: it must stand apart from it.
    return dashed or abs(middle - width / 2) < 0.06 * width or _apart(line.box, lines, 0.8)


def _apart(box: Box, lines: Sequence[Line], heights: float) -> bool:
    room = heights * (box[3] - box[1])
    return all(
        other.box is None
        or other.box == box
        or other.box[3] < box[1] - room
        or other.box[1] > box[3] + room
        for other in lines
    )


def mark_margins(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Mark what stands in the margins: received-stamps, ticks, and the page numbers and running heads
    that only the other pages of a file give away; print in blue, and print written over, is print
    again. Text without pages has no margins."""
    if all(page.origin == "text" for page in pages):
        return tuple(pages)
    printed = [mark_ticks(restore_print(page)) for page in restore_blue_print(pages)]
    return mark_running_heads(_counted_on([mark_stamps(page) for page in printed]))


def _counted_on(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Mark a bare number in the margin when it counts on from the page numbers of other pages, or,
    where none has any, is the number of its page."""
    starts = {
        int(digits[0]) - page.number
        for page in pages
        for line in page.lines
        if line.kind == "page_number" and (digits := re.search(r"\d+", line.text))
    }
    alone = {0} if len(pages) > 1 else set()
    return tuple(_count_page(page, starts or alone) for page in pages)


def _count_page(page: Page, starts: set[int]) -> Page:
    if any(line.kind == "page_number" for line in page.lines):
        return page
    wanted = {page.number + start for start in starts}
    for index in reversed(range(len(page.lines))):
        line = page.lines[index]
        if line.box is None or line.kind != "print" or not _PAGE_NUMBER.fullmatch(line.text):
            continue
        digits = re.search(r"\d+", line.text)
        in_margin = line.box[1] > 0.85 * page.height or line.box[3] < 0.12 * page.height
        if digits and in_margin and int(digits[0]) in wanted and _apart(line.box, page.lines, 0):
            marked = replace(line, kind="page_number")
            return replace(page, lines=(*page.lines[:index], marked, *page.lines[index + 1 :]))
    return page


def character_edges(centres: Sequence[float]) -> tuple[float, ...]:
    """Left and right edge of each character: midway between centres, at most one pitch wide."""
    if not centres:
        return ()
    steps = [right - left for left, right in itertools.pairwise(centres)]
    half = (median(steps) if steps else 1.0) / 2
    edges: list[float] = []
    for index, centre in enumerate(centres):
        before = (centre - centres[index - 1]) / 2 if index else half
        after = (centres[index + 1] - centre) / 2 if index + 1 < len(centres) else half
        edges.append(max(0.0, centre - min(before, 1.2 * half)))
        edges.append(min(1.0, centre + min(after, 1.2 * half)))
    return tuple(edges)
