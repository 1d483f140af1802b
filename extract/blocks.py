"""Lines to paragraphs: by the type area where there is layout, line by line where there is none."""

from __future__ import annotations

import math
import re
import statistics
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .bodies import is_addressee, is_body
from .contents import contents
from .document import BODY_KINDS, Block, Document, Placed, join_lines, place_lines
from .mend import mend
from .normalise import fold, tight
from .rulebook import rule
from .run_rows import row_cuts
from .tables import find_tables
from .wrapped import stays_open, wrap_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ingest.page import Page
    from .wrapped import Wrap

_STARTS = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|"
    r"第[一二三四五六七八九十百]{1,5}[章节条])"
)
_STARTS_ALWAYS = re.compile(
    r"^\s*-?\s*(?:附\s*件\s*[0-9一二三四五六七八九十]{0,2}\s*(?:[:：].*)?$|"
    r"(?:抄\s*[送报]|主\s*题\s*词|联\s*系\s*人|校\s*[核对]\s*人?)\s*[:：])"
)
_NUMBER_LINE = re.compile(
    r"^\s*(?!的)[\u3400-\u9fff（）() ]{2,20}[〔\[(（【﹝［]\s*[12][0-9OolI〇]{3}\s*[〕\])）】﹞］]"
    r"\s*第?\s*[0-9OolI]{1,5}\s*号\s*(?:签\s*发\s*人.*)?$"
)
_COLON = re.compile(r"[:：]\s*$")
_ENDS = re.compile(r"(?:[。；：！？;:]|印\s*发)\s*$")
_ENDS_ALWAYS = re.compile(r"(?:日\s*印\s*发|[.…·．]{3,}\s*[0-9]{1,3})\s*$")
_OPENS_MARKS = re.compile(r"[《〈]\s*$")
"""How a line ends whose title is a link of the page, on a line of its own."""
_SPECK = re.compile(
    "[·•.,，'‘`*。~_]{1,2}(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）"
    "|第[一二三四五六七八九十百]{1,4}[条章]|[0-9]{1,2}[.、](?![0-9]))"
)
"""What an engine reads of a speck on the paper before the mark of a clause."""
_LEADERS = frozenset("0123456789.·．…")
"""What a line of a table of contents ends with."""
_INDENT = 3.5
"""Ems by which the first line of a paragraph may be indented; beyond it a line is centred."""
_ANOTHER_SIZE = 1.2
_LARGER = 1.1
"""How much larger than the text a line is set that can end its title."""
_FRAGMENT = 2
_TITLE_LINES = 4
"""Lines above a break that can be a title."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The type area of a page (版心): its margins and the width of a character, in points."""

    left: float
    right: float
    em: float

    def moved(self, by: float) -> Frame:
        """The same type area on a page that begins elsewhere on its sheet."""
        return Frame(self.left + by, self.right + by, self.em)


def read_document(pages: Sequence[Page]) -> Document:
    """The document the pages make, with its paragraphs (GB/T 9704-2012 7.3.3)."""
    text, lines = place_lines(pages)
    frames = _frames(pages)
    wraps = {id(page): wrap_of(_unplaced(page)) for page in pages}
    setting = _Setting(fold(text, whole=True), frames)
    tables = find_tables(setting.text, lines)
    apart = {placed.start for laid in tables for placed in laid.lines}
    apart |= contents(setting.text, lines)
    blocks: list[Block] = []
    group: list[Placed] = []
    blank = False
    for placed in lines:
        if placed.line.kind not in BODY_KINDS:
            continue
        if not placed.line.text.strip():
            blocks += setting.close(group, blank=blank)
            group, blank = [], True
            continue
        if placed.start in apart:
            blocks += setting.close(group, blank=blank)
            group, blank = [], False
            continue
        if group and _breaks(group, placed, frames, wraps[id(placed.page)]):
            blocks += setting.close(group, blank=blank)
            group, blank = [], False
        group.append(placed)
    blocks += setting.close(group, blank=blank)
    blocks = mend(blocks)
    if not blocks and tables:  # nothing but a table: its cells are all there is to read
        blocks, tables = [block for laid in tables for block in laid.blocks()], ()
    return Document(text, lines, tuple(pages), tuple(blocks), tables)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the lines of a document are set; its text is folded."""

    text: str
    frames: dict[int, Frame]

    def close(self, group: Sequence[Placed], *, blank: bool) -> list[Block]:
        """The paragraph a group of lines makes; none for white space and tables of contents."""
        if not group:
            return []
        joined, offsets, gaps = join_lines(self.text, group)
        if not joined or (joined[-1] in _LEADERS and rule("contents.line").search(joined)):
            return []
        first = group[0]
        if first.line.box is not None and (speck := _SPECK.match(joined)):
            joined, offsets = joined[speck.end() :], offsets[speck.end() :]
            gaps = frozenset(gap - speck.end() for gap in gaps if gap > speck.end())
        block = Block(joined, offsets, gaps, tuple(group), after_blank=blank, red=_is_red(first))
        frame = self.frames.get(id(first.page))
        if first.line.box is None or frame is None:
            return self._indented(block)
        left, right = _edges(first)
        return [
            replace(
                block,
                left=(left - frame.left) / frame.em,
                right=(frame.right - right) / frame.em,
                size=_size(first),
                beside=len(group) == 1 and _has_neighbour(first),
            )
        ]

    def _indented(self, block: Block) -> list[Block]:
        """Web text keeps the indent of a paragraph (two wide spaces) where it lost its break; where a
        single character stands between such spaces, letters are set wide (机　　密)."""
        if cuts := row_cuts(block.text, block.gaps):
            return block.parted(cuts)
        if not block.gaps:
            return [block]
        cuts = [
            gap
            for gap in sorted(block.gaps)
            if self.text.count("\u3000", block.offsets[gap - 1] + 1, block.offsets[gap]) > 1
        ]
        parts = block.parted(cuts)
        return [block] if any(len(part.text) == 1 for part in parts) else parts


def _unplaced(page: Page) -> list[str]:
    """The lines of a page without layout; none where one has its place."""
    lines = [line for line in page.lines if line.kind in BODY_KINDS]
    return [] if any(line.box for line in lines) else [line.text for line in lines]


def _breaks(
    group: Sequence[Placed], line: Placed, frames: dict[int, Frame], wrap: Wrap | None
) -> bool:
    """Whether `line` starts a new paragraph after the lines of `group`."""
    previous = group[-1]
    if line.line.box is None and _OPENS_MARKS.search(previous.line.text):
        return False
    if wrap and previous.page is line.page:
        above = [placed.line.text for placed in group[-_TITLE_LINES:]]
        return not wrap.runs_on(above, line.line.text)
    frame, before = frames.get(id(line.page)), frames.get(id(previous.page))
    if line.line.box is None or previous.line.box is None or frame is None or before is None:
        return not stays_open(previous.line.text, line.line.text)
    if _is_red(line) != _is_red(previous) or _resized(previous, line):
        return True
    if _larger(previous, line) and rule("title.end").search(previous.line.text):
        return True
    if previous.page is line.page and (
        _gap(previous, line) > 1.6 * frame.em or _ruled_off(previous, line)
    ):
        return True
    left, _ = _edges(line)
    before_left, right = _edges(previous)
    if left > frame.left + 1.3 * frame.em or right < before.right - 2.2 * before.em:
        return True
    if before_left > before.left + _INDENT * before.em:
        return True
    return _is_worded_to_break(group, line.line.text)


def _is_worded_to_break(group: Sequence[Placed], text: str) -> bool:
    """Whether a line starts a new paragraph by its words, or those of the lines above it end one."""
    above = group[-1].line.text
    if _STARTS_ALWAYS.match(text) or _ENDS_ALWAYS.search(above) or _NUMBER_LINE.match(above):
        return True
    if _NUMBER_LINE.match(text) and not _runs_on(above):
        return True
    if _COLON.search(above) and _names_addressees(group):
        return True
    return bool(_STARTS.match(text) and _ENDS.search(above))


def _runs_on(text: str) -> bool:
    """Whether a full line goes on in the next one, be that a number: it ends no head, no title and
    no sentence."""
    return not (_ENDS.search(text) or rule("title.end").search(text) or text.endswith("文件"))


def _names_addressees(group: Sequence[Placed]) -> bool:
    """Whether lines are the addressees alone: what follows them is text, indented or not."""
    return is_addressee(fold("".join(placed.line.text.strip() for placed in group)))


def _ruled_off(upper: Placed, lower: Placed) -> bool:
    """Whether a rule is drawn between two lines: the imprint's, a table's."""
    if upper.line.box is None or lower.line.box is None:
        return False
    above, below = upper.line.box, lower.line.box
    for mark in lower.page.marks:
        middle = (mark.box[1] + mark.box[3]) / 2
        between = (above[1] + above[3]) / 2 < middle < (below[1] + below[3]) / 2
        if mark.kind == "rule" and between and mark.box[0] < below[2] and mark.box[2] > below[0]:
            return True
    return False


def _is_red(placed: Placed) -> bool:
    return placed.line.colour == "red"


def _resized(a: Placed, b: Placed) -> bool:
    size, other = _size(a), _size(b)
    if not size or not other:
        return False
    return not 1 / _ANOTHER_SIZE < size / other < _ANOTHER_SIZE


def _larger(upper: Placed, lower: Placed) -> bool:
    size, other = _size(upper), _size(lower)
    return bool(size and other) and size > _LARGER * other


def _size(placed: Placed) -> float:
    """The size of the type in points: the advance of a character, which an engine's boxes give
    more truly than their height; the height where there are too few characters."""
    line = placed.line
    wide = sum(1 for char in line.text if "\u3400" <= char <= "\u9fff")
    if line.box is not None and wide >= 4 and wide * 2 > len(line.text):
        return _advance(placed)
    return 0.0


def _gap(upper: Placed, lower: Placed) -> float:
    if upper.line.box is None or lower.line.box is None:
        return 0.0
    slope = math.tan(math.radians(lower.page.skew))
    shift = slope * (lower.line.box[0] - upper.line.box[0])
    return lower.line.box[1] - shift - upper.line.box[3]


def _edges(placed: Placed) -> tuple[float, float]:
    """Left and right edge in the deskewed page."""
    box = placed.line.box
    if box is None:
        return 0.0, 0.0
    lean = math.tan(math.radians(placed.page.skew)) * (box[1] + box[3]) / 2
    return box[0] + lean, box[2] + lean


def _has_neighbour(placed: Placed) -> bool:
    """Whether another line of print stands on the row of this one."""
    box = placed.line.box
    for other in placed.page.lines:
        if other is placed.line or other.box is None or other.kind not in BODY_KINDS or not box:
            continue
        if len(other.text) <= _FRAGMENT or is_body(tight(other.text)):
            continue  # a scrap of a seal; a name beside its date
        shared = min(box[3], other.box[3]) - max(box[1], other.box[1])
        if shared > 0.6 * (box[3] - box[1]):
            return True
    return False


def _frames(pages: Sequence[Page]) -> dict[int, Frame]:
    """The type area of every page, by its identity (two pages of a sheet have one number); a page
    with too few lines takes the median of the others, text without pages has none."""
    found: dict[int, Frame] = {}
    sparse: list[Page] = []
    for page in pages:
        if page.origin == "text":
            continue
        frame = _frame(page)
        if frame:
            found[id(page)] = frame.moved(-page.left)
        elif any(line.box for line in page.lines):
            sparse.append(page)
    usual = _median_frame(list(found.values()))
    for page in sparse:
        found[id(page)] = _around(page, usual or _loose_frame(page))
    return {id(page): found[id(page)].moved(page.left) for page in pages if id(page) in found}


def _around(page: Page, frame: Frame) -> Frame:
    """A type area of other pages where it lies on this one: the sheet may have been fed askew, so
    that its lines stand out on one side."""
    edges = [
        _edges(Placed(line, page, 0))
        for line in page.lines
        if line.box and line.kind in BODY_KINDS and len(line.text) > _FRAGMENT
    ]
    if not edges:
        return frame
    left, right = min(edge for edge, _ in edges), max(edge for _, edge in edges)
    before, behind = frame.left + page.left - left, right - frame.right - page.left
    out = max(before, behind)
    if out < frame.em / 2 or before + behind > frame.em / 2:
        return frame
    return frame.moved(-before if before > behind else behind)


def _frame(page: Page) -> Frame | None:
    body = [
        Placed(line, page, 0)
        for line in page.lines
        if line.box and line.kind in BODY_KINDS and len(line.text) >= 10
    ]
    if len(body) < 5:
        return None
    advances = [_advance(placed) for placed in body]
    em = statistics.median(advances)
    edges = [_edges(placed) for placed in body]
    right = statistics.quantiles([r for _, r in edges], n=10)[7]
    full = sorted(left for left, r in edges if r > right - 3 * em)
    if len(full) < 3:
        return None
    return Frame(full[len(full) // 10], right, em)


def _advance(placed: Placed) -> float:
    left, right = _edges(placed)
    narrow = sum(1 for char in placed.line.text if char.isascii())
    return (right - left) / max(len(placed.line.text) - 0.5 * narrow, 1)


def _median_frame(frames: Sequence[Frame]) -> Frame | None:
    if not frames:
        return None
    return Frame(
        statistics.median(frame.left for frame in frames),
        statistics.median(frame.right for frame in frames),
        statistics.median(frame.em for frame in frames),
    )


def _loose_frame(page: Page) -> Frame:
    """Without a full page to measure: the standard's margins, 28 mm left and 26 mm right, and
    28 characters a line (GB/T 9704-2012 5.1, 5.2)."""
    left, right = page.width * 28 / 210, page.width * 184 / 210
    return Frame(left, right, (right - left) / 28)
