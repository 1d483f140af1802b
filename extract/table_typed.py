"""Tables in text without layout: rows of cells parted by tabs, bars or spaces, or a cell a line.

Only where it is clear; a text that may be a list stays one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .rulebook import rule
from .table_cells import Cell, LaidTable, piece_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..ingest.page import Line
    from .document import Placed

Spans = list[tuple[int, int]]
_SURE, _FAIR = 0.95, 0.85
_BLANK = "\u3000 \u00a0"
_PARTED = re.compile(f"[\t|｜{_BLANK}]")
"""What the marks that part the cells of a row are made of."""
_BAR_ROW = re.compile(r"^[\s|｜:+\-─—━]+$")
_LONGEST = 40
"""Characters of a cell that stands on a line of its own."""
_LINES = 600
"""Lines into which a table with one cell a line is looked for."""
_WIDEST, _MOST_COLUMNS = 12, 60
_LONG_RUN = 200
"""Lines that are skipped together where they are no table."""


def typed_tables(text: str, lines: Sequence[Placed]) -> list[LaidTable]:
    """The tables among the lines of a text without boxes, in their order."""
    found: list[LaidTable] = []
    at = 0
    full = [placed for placed in lines if placed.line.text.strip()]
    for n, placed in enumerate(full):
        if n < at or not _may_open(placed.line):
            continue
        rows, sure, seen = _rows_at(full, n)
        if not rows:
            at = n + (seen if seen > _LONG_RUN else 1)
            continue
        last = max(placed.start for placed, _, _ in rows[-1])
        at = next((i for i in range(n, len(full)) if full[i].start > last), len(full))
        found.append(_laid(text, rows, full[n:at], sure))
    return found


def _may_open(line: Line) -> bool:
    """Whether the first row of a table may stand on a line: it holds what parts cells, or the
    head of a column that counts rows."""
    if line.box is not None:
        return False
    text = line.text.strip(_BLANK)  # blanks indent a paragraph, tabs and bars part cells there too
    return _PARTED.search(text) is not None or rule("table.serial").match(text.strip()) is not None


_Row = list[tuple["Placed", int, int]]


def _rows_at(lines: Sequence[Placed], at: int) -> tuple[list[_Row], float, int]:
    """The rows of the table that starts at a line, empty where none does; how sure that is; and
    the number of lines looked at."""
    text = lines[at].line.text
    for cut, least, sure in _WAYS:
        if marks := len(cut.mark.findall(text.strip() if cut.loose else text)):
            if marks + 1 < least:
                return [], sure, 1
            run = _run(lines, at, cut)
            return _divided(run, cut, least), sure, max(len(run), 1)
    return _one_a_line(lines, at), _FAIR, 1


def _run(lines: Sequence[Placed], at: int, cut: _Cut) -> list[_Row]:
    """Lines one below the other, each cut into cells."""
    rows: list[_Row] = []
    for n in range(at, len(lines)):
        placed = lines[n]
        text = placed.line.text
        if placed.line.box is not None:
            break
        if rows and cut is _BARS and _BAR_ROW.match(text):
            continue
        spans = cut.spans(text)
        if not 2 <= len(spans) <= _MOST_COLUMNS:
            break
        if cut is not _TABS and rows and len(spans) != len(rows[0]):
            break
        rows.append([(placed, a, b) for a, b in spans])
    return rows


def _divided(rows: list[_Row], cut: _Cut, least: int) -> list[_Row]:
    """The rows, where they are a table of `least` rows and columns: most have all columns, and
    cells that are filled."""
    columns = max(map(len, rows), default=0)
    if 2 * sum(len(row) == columns for row in rows) <= len(rows):
        return []
    # tabs at the end of a line are easily lost
    rows = [row + [(row[-1][0], row[-1][2], row[-1][2])] * (columns - len(row)) for row in rows]
    filled = [sum([b > a for _, a, b in row]) for row in rows]
    several = sum([count > 1 for count in filled])
    counted = columns > 2 and all(filled)
    if len(rows) < least or columns < least or (several < 2 and not (counted and several)):
        return []
    return [] if cut is _SPACES and not _has_numbers(rows) else rows


def _has_numbers(rows: Sequence[_Row]) -> bool:
    """Whether a column holds numbers only, below its head."""
    for column in zip(*rows[1:], strict=True):
        cells = ["".join(p.line.text[a:b].split()) for p, a, b in column]
        if all(rule("table.number").fullmatch(cell) for cell in cells):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Cut:
    """What parts the cells of a line; `loose` where it does not at the line's ends."""

    mark: re.Pattern[str]
    loose: bool = False
    framed: bool = False
    """It may stand before the first cell and behind the last one."""

    def spans(self, text: str) -> Spans:
        """The cells of a line, without white space around them."""
        start, end = 0, len(text)
        if self.loose or self.framed:
            start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        spans = _spans(text[:end], self.mark.finditer(text, start, end))
        if self.framed and self.mark.match(text, start):
            spans = spans[1:]
        if self.framed and spans and self.mark.match(text, end - 1):
            spans = spans[:-1]
        return spans


_TABS = _Cut(re.compile("\t"))
_BARS = _Cut(re.compile("[|｜]"), framed=True)
_SPACES = _Cut(re.compile("[ \u3000\u00a0]{2,}|\u3000"), loose=True)
_WAYS = ((_TABS, 2, _SURE), (_BARS, 2, _SURE), (_SPACES, 3, _FAIR))
"""Ways to part cells, the rows and columns they need at least, and how sure they are."""


def _spans(text: str, cuts: Iterator[re.Match[str]]) -> Spans:
    """The pieces between cuts, without white space around them."""
    spans = []
    start = 0
    for cut in cuts:
        spans.append(_bare(text, start, cut.start()))
        start = cut.end()
    spans.append(_bare(text, start, len(text)))
    return spans


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space around it."""
    piece = text[start:end].rstrip()
    if not piece:
        return end, end
    end = start + len(piece)
    return end - len(piece.lstrip()), end


def _one_a_line(lines: Sequence[Placed], at: int) -> list[_Row]:
    """A table whose cells stand a line each: 序号 … 1 … 2 …, the count telling its columns."""
    if not rule("table.serial").fullmatch("".join(lines[at].line.text.split())):
        return []
    cells: list[tuple[Placed, str]] = []
    for placed in lines[at : at + _LINES]:
        text = "".join(placed.line.text.split())
        if placed.line.box is not None or "\t" in placed.line.text:
            break
        cells.append((placed, text))
    wide = next((n for n, (_, text) in enumerate(cells[: _WIDEST + 1]) if text == "1"), 0)
    if wide < 2 or any(len(text) > _LONGEST for _, text in cells[:wide]):
        return []
    count = sum(1 for _ in _counting(cells, wide))
    rows = [cells[n * wide : (n + 1) * wide] for n in range(count + 1)]
    if count < 2 or len(rows[-1]) < wide:
        return []
    return [[(p, *_stripped(p.line.text)) for p, _ in row] for row in rows]


def _counting(cells: Sequence[tuple[Placed, str]], wide: int) -> Iterator[int]:
    """The rows that count on, 1, 2, 3 …, each `wide` cells behind the one before it."""
    count = 1
    while count * wide < len(cells) and cells[count * wide][1] == str(count):
        yield count
        count += 1


def _stripped(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _laid(text: str, rows: Sequence[_Row], lines: Sequence[Placed], sure: float) -> LaidTable:
    made = []
    for i, row in enumerate(rows):
        cells = [
            Cell(piece_block(text, placed, (a, b), (i, j)) if b > a else None)
            for j, (placed, a, b) in enumerate(row)
        ]
        made.append(tuple(cells))
    return LaidTable("typed", tuple(made), tuple(lines), confidence=sure)
