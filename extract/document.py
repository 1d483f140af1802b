"""The text of a file as one string, its lines placed in it, and the way back to page and box."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, field, replace
from .circular import Evidence
from .normalise import CJK, tidy_folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..ingest.page import Box, Line, Page
    from .table_cells import LaidTable

BODY_KINDS = frozenset({"print"})
PARAGRAPH = "\u2029"
"""Stands behind every paragraph in `Document.paragraphs`."""
_CONTENT = frozenset("0123456789")


SPECKS = frozenset("·•.'‘`*~_")
"""What a speck of the paper is read as."""
_AHEAD = re.compile("[·•.'‘`*~_]{1,2}(?=[\u3400-\u9fff（《〈“])")
_BEHIND = re.compile("(?<=[：；。，])[·•.'‘`*~_]{1,2}$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of the document: where its text starts, and on which page it stands."""

    line: Line
    page: Page
    start: int

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + len(self.line.text)

    @property
    def box(self) -> Box | None:
        """Where it stands on the page of the file, in points."""
        return None if self.line.box is None else self.page.on_sheet(self.line.box)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: tidied text with `offsets` into the document's text.

    `left`, `right` and `size` are in ems and points of its first line, null or 0 without layout:
    `left` counts from the left margin of the type area, `right` from its right margin.
    """

    text: str
    offsets: Sequence[int]
    gaps: frozenset[int]
    lines: tuple[Placed, ...]
    after_blank: bool = False
    left: float | None = None
    right: float | None = None
    size: float = 0.0
    red: bool = False
    beside: bool = False
    """Other print stands on its row: a cell of a table, one of two columns."""
    cell: tuple[int, int] | None = None
    """Row (the header's counted) and column, where it is a cell of a table."""

    @property
    def page(self) -> int:
        """The page it starts on."""
        return self.lines[0].page.number

    @property
    def last_page(self) -> int:
        """The page it ends on."""
        return self.lines[-1].page.number

    @property
    def span(self) -> tuple[int, int]:
        """Its span in the document."""
        return self.offsets[0], self.offsets[-1] + 1

    def cut(self, start: int, end: int) -> Block:
        """The block that characters `start` to `end` make."""
        gaps = frozenset(gap - start for gap in self.gaps if start < gap < end)
        return self._piece(start, end, gaps)

    def parted(self, cuts: Sequence[int]) -> list[Block]:
        """The blocks that inner cuts, in their order, make of it: itself where there is none."""
        if not cuts:
            return [self]
        gaps = sorted(self.gaps)
        pieces: list[Block] = []
        for start, end in pairwise([0, *cuts, len(self.text)]):
            within = gaps[bisect_right(gaps, start) : bisect_left(gaps, end)]
            pieces.append(self._piece(start, end, frozenset([gap - start for gap in within])))
        return pieces

    def _piece(self, start: int, end: int, gaps: frozenset[int]) -> Block:
        return Block(
            self.text[start:end], self.offsets[start:end], gaps, self.lines, self.after_blank,
            self.left, self.right, self.size, self.red, self.beside, self.cell,
        )  # fmt: skip

    def placed(self, row: int, column: int) -> Block:
        """The block as a cell of a table."""
        return Block(
            self.text, self.offsets, self.gaps, self.lines, self.after_blank,
            self.left, self.right, self.size, self.red, self.beside, (row, column),
        )  # fmt: skip


def join_lines(folded: str, lines: Sequence[Placed]) -> tuple[str, Sequence[int], frozenset[int]]:
    """The tidied text of consecutive lines of a folded document, with offsets into it and its gaps.

    A gap is white space within a line; a line break is none.
    """
    if len(lines) == 1:
        return join_piece(folded, *_without_specks(folded, lines[0]))
    raw: list[str] = []
    where: list[int] = []
    before = ""
    for placed in lines:
        text = placed.line.text
        if before.isascii() and text[:1].isascii() and before.isalpha():
            raw.append(" ")
            where.append(where[-1])
        start, end = _without_specks(folded, placed)
        raw.append(folded[start:end])
        where.extend(range(start, end))
        before = text[-1:] or before
    tidied, at, gaps = tidy_folded("".join(raw))
    return tidied, tuple(map(where.__getitem__, at)), gaps


def join_piece(folded: str, start: int, end: int) -> tuple[str, Sequence[int], frozenset[int]]:
    """The tidied text of a piece of a line, with offsets into the document and its gaps."""
    tidied, at, gaps = tidy_folded(folded[start:end])
    if isinstance(at, range):
        return tidied, range(start + at.start, start + at.stop), gaps
    return tidied, tuple(map(start.__add__, at)), gaps


def _without_specks(folded: str, placed: Placed) -> tuple[int, int]:
    """The span of a line without the specks of the paper that an engine read at its ends."""
    start, end = placed.start, placed.end
    if placed.line.box is None or not (
        folded[start : start + 1] in SPECKS or folded[max(start, end - 1) : end] in SPECKS
    ):
        return start, end
    ahead, behind = _AHEAD.match(folded, start, end), _BEHIND.search(folded, start, end)
    return ahead.end() if ahead else start, behind.start() if behind else end


@dataclass(frozen=True, slots=True)
class Document:
    """One file's text: lines joined by line feeds, spans are indices into it."""

    text: str
    lines: tuple[Placed, ...]
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...] = ()
    tables: tuple[LaidTable, ...] = ()
    """The tables, whose lines are in no block."""
    starts: list[int] = field(init=False, repr=False, compare=False)
    """Where the lines start."""
    certain: bool = field(init=False, repr=False, compare=False)
    """No character was read with a doubt."""

    def __post_init__(self) -> None:
        """Notes what every evidence asks for: where the lines start, whether any is in doubt."""
        put = partial(object.__setattr__, self)
        put("starts", [placed.start for placed in self.lines])
        doubted = [p for p in self.lines if p.line.confidence < 1.0 or p.line.char_confidence]
        put("certain", not doubted)

    def paragraphs(self) -> str:
        """The text as its paragraphs and rows of tables, each with `PARAGRAPH` behind it; what is
        in none (page numbers, seals, notes in the margin) is blank. As long as the text, so that
        spans count in it."""
        marked = [" "] * len(self.text)
        for placed in (*(p for b in self.blocks for p in b.lines), *self._in_tables()):
            marked[placed.start : placed.end] = self.text[placed.start : placed.end]
        ends = {place for block in self.blocks for place in (block.span[0] - 1, block.span[1])}
        for place in ends | {placed.end for placed in self._in_tables()}:
            if 0 <= place < len(marked) and self.text[place].isspace():
                marked[place] = PARAGRAPH
        return "".join(marked)

    def _in_tables(self) -> Iterator[Placed]:
        for laid in self.tables:
            yield from laid.lines

    def evidence(
        self, block: Block, start: int, end: int, rule: str, confidence: float
    ) -> tuple[Evidence, ...]:
        """The evidence for characters `start` to `end` of the block: one item a page, one a line
        in a cell, whose lines have those of other cells between them."""
        if start >= end:
            return ()
        if block.cell is not None and len(block.lines) > 1:
            return self._of_cell(block, start, end, (rule, confidence))
        span = block.offsets[start], block.offsets[end - 1] + 1
        touched = self._lines_of(block, span)
        sure = round(
            confidence if self.certain else min(confidence, self._certain(span, touched)), 4
        )
        if len(touched) == 1 and touched[0].line.box is None:
            quote = self.text[span[0] : span[1]].replace("\n", " ")
            return (Evidence(span, quote, rule, sure),)
        items: list[Evidence] = []
        for number, pieces in _by_page(span, touched).items():
            first, last = pieces[0][1], pieces[-1][2]
            quote = self.text[first:last].replace("\n", " ")
            boxes = [box for box in (_box(*piece) for piece in pieces) if box]
            page = pieces[0][0].page
            place = (number, page.on_sheet(_union(boxes))) if boxes else (None, None)
            items.append(Evidence((first, last), quote, rule, sure, *place))
        return tuple(items)

    def evidence_over(
        self, pieces: Sequence[tuple[Block, int, int]], rule: str, confidence: float
    ) -> tuple[Evidence, ...]:
        """The evidence for pieces of several blocks."""
        if len(pieces) == 1:
            return self.evidence(*pieces[0], rule, confidence)
        return tuple([item for piece in pieces for item in self.evidence(*piece, rule, confidence)])

    def _of_cell(
        self, block: Block, start: int, end: int, said: tuple[str, float]
    ) -> tuple[Evidence, ...]:
        items: list[Evidence] = []
        for placed in block.lines:
            own = [n for n in range(start, end) if placed.start <= block.offsets[n] < placed.end]
            if own:
                alone = replace(block.cut(own[0], own[-1] + 1), lines=(placed,))
                items += self.evidence(alone, 0, len(own), *said)
        return tuple(items)

    def line_evidence(
        self, lines: Sequence[Placed], rule: str, confidence: float
    ) -> tuple[Evidence, ...]:
        """The evidence for whole lines, one item a line."""
        return tuple(
            Evidence(
                span=(placed.start, placed.end),
                quote=placed.line.text,
                rule=rule,
                confidence=round(confidence, 4),
                page=placed.page.number if placed.line.box else None,
                box=placed.box,
            )
            for placed in lines
        )

    def certainty(self, span: tuple[int, int]) -> float:
        """How sure the reading of a span is: its least sure character that carries meaning.

        Punctuation and brackets are left out: `tidy` decides them, not the engine.
        """
        return 1.0 if self.certain else self._certain(span, self._touching(span))

    def _certain(self, span: tuple[int, int], touched: Sequence[Placed]) -> float:
        worst = 1.0
        for placed in touched:
            line = placed.line
            if not line.char_confidence and line.confidence >= worst:
                continue
            for i in range(max(span[0], placed.start), min(span[1], placed.end)):
                char = self.text[i]
                if not _carries_meaning(char):
                    continue
                chars = line.char_confidence
                worst = min(worst, chars[i - placed.start] if chars else line.confidence)
        return worst

    def sureness(self, block: Block, start: int, end: int) -> float:
        """How sure the reading of characters `start` to `end` of a block is."""
        if self.certain:
            return 1.0
        if block.cell is not None and len(block.lines) > 1:
            parts = self.evidence(block, start, end, "", 1.0)
            return min((part.confidence for part in parts), default=1.0)
        span = block.offsets[start], block.offsets[end - 1] + 1
        return round(self._certain(span, self._lines_of(block, span)), 4)

    def sealed(self, span: tuple[int, int]) -> bool:
        """Whether a seal lies over a line the span touches."""
        return any(placed.line.sealed for placed in self._touching(span))

    def _lines_of(self, block: Block, span: tuple[int, int]) -> Sequence[Placed]:
        """The lines of the document that a span of a block touches."""
        lines = block.lines
        if len(lines) == 1 and (block.cell is None or lines[0].line.box is None):
            return lines
        return self._touching(span)

    def placed(self, span: tuple[int, int]) -> Sequence[Placed]:
        """The lines a span touches."""
        return self._touching(span)

    def _touching(self, span: tuple[int, int]) -> Sequence[Placed]:
        first = max(bisect_right(self.starts, span[0]) - 1, 0)
        last = bisect_left(self.starts, span[1], first)
        if first < last and self.lines[first].end <= span[0]:
            first += 1
        return self.lines[first:last]


def _by_page(
    span: tuple[int, int], touched: Sequence[Placed]
) -> dict[int, list[tuple[Placed, int, int]]]:
    """The pieces of lines a span covers, by page."""
    pages: dict[int, list[tuple[Placed, int, int]]] = {}
    for placed in touched:
        if placed.line.kind in BODY_KINDS:
            piece = placed, max(span[0], placed.start), min(span[1], placed.end)
            pages.setdefault(placed.page.number, []).append(piece)
    return pages


def place_lines(pages: Sequence[Page]) -> tuple[str, tuple[Placed, ...]]:
    """Every line of every page in reading order, and the text they make."""
    lines = [(line, page) for page in pages for line in page.lines]
    texts = [line.text for line, _ in lines]
    starts = accumulate([len(text) + 1 for text in texts], initial=0)
    placed = [Placed(line, page, start) for (line, page), start in zip(lines, starts, strict=False)]
    return "\n".join(texts), tuple(placed)


def _carries_meaning(char: str) -> bool:
    return char in _CONTENT or (char >= "\u3400" and char <= "\u9fff") or char in CJK


def _box(placed: Placed, start: int, end: int) -> Box | None:
    line = placed.line
    if line.box is None:
        return None
    left, top, right, bottom = line.box
    first, last = start - placed.start, end - placed.start - 1
    if line.edges:
        # an engine's first and last characters reach to the ends of its line
        begin = left if first == 0 else line.edges[2 * first]
        return begin, top, right if last == len(line.text) - 1 else line.edges[2 * last + 1], bottom
    width = (right - left) / max(len(line.text), 1)
    return left + first * width, top, left + (last + 1) * width, bottom


def _union(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)
