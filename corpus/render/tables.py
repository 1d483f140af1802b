"""Ruled tables: rows set and measured, and put on a page one by one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from .page import LEFT, MEASURE, Page, Rule, Text
from .paragraph import SetLine, lines, plain

SIZE = 12.0
LEAD = 18.0
PAD = 5.0
MOST = 16
"""Characters that a column may ask for."""


@dataclass(frozen=True, slots=True)
class Row:
    """The set lines of each cell, and the height in points of the row."""

    cells: tuple[tuple[SetLine, ...], ...]
    height: float
    header: bool = False


def _em(text: str) -> float:
    """Width of a cell's text in characters."""
    return sum(1 if char > "\u00ff" else 0.55 for char in plain(text))


def edges_of(rows: list[list[str]]) -> list[float]:
    """Where the upright rules stand: columns as wide as their longest cell asks, to a limit.

    Where that would break a number or a name, columns get what they need and share the rest."""
    columns = [max(_em(row[i]) for row in rows) for i in range(len(rows[0]))]
    shares = [min(column, MOST) + 1.2 for column in columns]
    widths = [MEASURE * share / sum(shares) for share in shares]
    body = [max((_em(row[i]) for row in rows[1:]), default=0.0) for i in range(len(rows[0]))]
    if any(part <= MOST and _need(part) > width for part, width in zip(body, widths, strict=True)):
        widths = _by_need(columns, body) or widths
    return [LEFT + sum(widths[:i]) for i in range(len(widths) + 1)]


def _need(column: float) -> float:
    return SIZE * column + 2 * PAD + 1


def _by_need(columns: list[float], body: list[float]) -> list[float] | None:
    """Widths by which no short cell of the body breaks; None where there is no room for that."""
    if all(part <= MOST for part in body):
        needs = [_need(max(part, 2)) for part in body]
        wants = [max(_need(column) - need, 1) for column, need in zip(columns, needs, strict=True)]
        room = MEASURE - sum(needs)
        if room < 0:
            return None
        return [need + room * want / sum(wants) for need, want in zip(needs, wants, strict=True)]
    needs = [_need(column) if column <= MOST else 0.0 for column in columns]
    long = [column if column > MOST else 0.0 for column in columns]
    room = MEASURE - sum(needs)
    if room <= 8 * SIZE * sum(map(bool, long)):
        return None
    return [need + room * part / sum(long) for need, part in zip(needs, long, strict=True)]


def rows_of(rows: list[list[str]], edges: list[float]) -> list[Row]:
    """The rows as set between `edges`; the first is the header, in 黑体."""
    widths = [right - left for left, right in pairwise(edges)]
    out: list[Row] = []
    for index, row in enumerate(rows):
        face = "hei" if index == 0 else "fang"
        cells = tuple(
            tuple(lines(cell, face, SIZE, width - 2 * PAD, even=False)) if cell else ()
            for cell, width in zip(row, widths, strict=True)
        )
        out.append(Row(cells, LEAD * max(1, *(len(cell) for cell in cells)) + PAD + 1, index == 0))
    return out


def put_row(page: Page, row: Row, edges: list[float], top: float) -> float:
    """Draws a row and the rule below it at `top`, cells centred, long ones from the left; where the next row begins."""
    for index, cell in enumerate(row.cells):
        at = top + (row.height - LEAD * len(cell)) / 2
        for line in cell:
            x = edges[index] + (edges[index + 1] - edges[index] - line.width) / 2
            if not row.header and len(cell) > 1 and len(cell[0].text) > MOST / 2:
                x = edges[index] + PAD
            baseline = at + (LEAD - SIZE) / 2 + 0.86 * SIZE
            page.put(*(Text(p.text, x + p.x, baseline, p.face, SIZE) for p in line.pieces))
            page.lines.append(line.text)
            at += LEAD
    page.put(Rule(edges[0], top + row.height, edges[-1], top + row.height, 0.6))
    return top + row.height
