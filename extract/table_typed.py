"""Tables in text without layout: rows of cells parted by tabs, bars or spaces, or a cell a line.

Only where it is clear; a text that may be a list stays one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .rulebook import rule
from .table_cells import Cell, LaidTable, cell_block, cut_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .document import Placed

Spans = list[tuple[int, int]]
_SURE, _FAIR = 0.95, 0.85
_BAR_ROW = re.compile(r"^[\s|｜:+\-─—━]+$")
_WIDE = re.compile("[ \u3000\u00a0]{2,}|\u3000")
_LONGEST = 40
"""Characters of a cell that stands on a line of its own."""
_LINES = 600
"""Lines into which a table with one cell a line is looked for."""
_WIDEST = 12


def typed_tables(text: str, lines: Sequence[Placed], *, traditional: bool) -> list[LaidTable]:
    """The tables among the lines of a text without boxes, in their order."""
    found: list[LaidTable] = []
    at = 0
    full = [placed for placed in lines if placed.line.text.strip()]
    while at < len(full):
        rows, sure = _rows_at(full, at)
        if not rows:
            at += 1
            continue
        found.append(_laid(text, rows, sure, traditional=traditional))
        last = rows[-1][-1][0]
        while full[at] is not last:
            at += 1
        at += 1
    return found


_Row = list[tuple["Placed", int, int]]


def _rows_at(lines: Sequence[Placed], at: int) -> tuple[list[_Row], float]:
    """The rows of the table that starts at a line, empty where none does."""
    first = lines[at].line
    if first.box is not None:
        return [], 0.0
    if "\t" in first.text:
        return _divided(lines, at, _by_tabs, least=2), _SURE
    if "|" in first.text or "｜" in first.text:
        return _divided(lines, at, _by_bars, least=2), _SURE
    if _WIDE.search(first.text.strip()):
        return _divided(lines, at, _by_spaces, least=3), _FAIR
    return _one_a_line(lines, at), _FAIR


def _divided(
    lines: Sequence[Placed], at: int, cut: Callable[[str], Spans], *, least: int
) -> list[_Row]:
    """Rows one below the other with one number of cells, `least` of them and columns at least
    (two columns will do for tabs and bars)."""
    rows: list[_Row] = []
    for placed in lines[at:]:
        if placed.line.box is not None:
            break
        text = placed.line.text
        if rows and cut is _by_bars and _BAR_ROW.match(text):
            continue
        spans = cut(text)
        if len(spans) < 2 or (cut is not _by_tabs and rows and len(spans) != len(rows[0])):
            break
        rows.append([(placed, a, b) for a, b in spans])
    columns = max(map(len, rows), default=0)
    if 2 * sum(len(row) == columns for row in rows) <= len(rows):
        return []
    # tabs at the end of a line are easily lost
    rows = [row + [(row[-1][0], row[-1][2], row[-1][2])] * (columns - len(row)) for row in rows]
    filled = sum(sum(b > a for _, a, b in row) > 1 for row in rows)
    counted = columns > 2 and sum(any(b > a for _, a, b in row) for row in rows) == len(rows)
    if len(rows) < least or columns < least or (filled < 2 and not (counted and filled)):
        return []
    if cut is _by_spaces and not _has_numbers(rows):
        return []
    return rows


def _has_numbers(rows: Sequence[_Row]) -> bool:
    """Whether a column holds numbers only, below its head."""
    for column in zip(*rows[1:], strict=True):
        cells = ["".join(p.line.text[a:b].split()) for p, a, b in column]
        if all(rule("table.number").fullmatch(cell) for cell in cells):
            return True
    return False


def _by_tabs(text: str) -> Spans:
    return _spans(text, [m.span() for m in re.finditer("\t", text)])


def _by_bars(text: str) -> Spans:
    spans = _spans(text, [m.span() for m in re.finditer("[|｜]", text)])
    if spans and text.lstrip()[:1] in ("|", "｜"):
        spans = spans[1:]
    if spans and text.rstrip()[-1:] in ("|", "｜"):
        spans = spans[:-1]
    return spans


def _by_spaces(text: str) -> Spans:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    cuts = [m.span() for m in _WIDE.finditer(text, start, end)]
    return [(a, b) for a, b in _spans(text[:end], cuts) if b > start]


def _spans(text: str, cuts: Sequence[tuple[int, int]]) -> Spans:
    """The pieces between cuts, without white space around them."""
    ends = [*cuts, (len(text), len(text))]
    starts = [0, *(b for _, b in cuts)]
    spans = []
    for a, (b, _) in zip(starts, ends, strict=True):
        piece = text[a:b]
        left = a + len(piece) - len(piece.lstrip())
        spans.append((left, max(left, a + len(piece.rstrip()))))
    return spans


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


def _laid(text: str, rows: Sequence[_Row], sure: float, *, traditional: bool) -> LaidTable:
    lines: dict[int, Placed] = {}
    made = []
    for row in rows:
        cells = []
        for placed, a, b in row:
            lines.setdefault(placed.start, placed)
            piece = [cut_line(placed, a, b)] if b > a else []
            cells.append(Cell(cell_block(text, piece, traditional=traditional)))
        made.append(tuple(cells))
    return LaidTable("typed", tuple(made), tuple(lines.values()), confidence=sure)
