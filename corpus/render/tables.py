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


def _em(text: str) -> float:
    """Width of a cell's text in characters."""
    return sum(1 if char > "\u00ff" else 0.55 for char in plain(text))


def edges_of(rows: list[list[str]]) -> list[float]:
    """Where the upright rules stand: columns as wide as their longest cell asks, to a limit.

    Where that would break a number or a day, short columns get what they need and the others the rest."""
    columns = [max(_em(row[i]) for row in rows) for i in range(len(rows[0]))]
    shares = [min(column, MOST) + 1.2 for column in columns]
    widths = [MEASURE * share / sum(shares) for share in shares]
    needs = [SIZE * column + 2 * PAD + 1 for column in columns]
    short = [column <= MOST for column in columns]
    tight = any(
        fits and need > width for fits, need, width in zip(short, needs, widths, strict=True)
    )
    room = MEASURE - sum(need for need, fits in zip(needs, short, strict=True) if fits)
    long = sum(column for column, fits in zip(columns, short, strict=True) if not fits)
    if tight and long and room > 8 * SIZE * short.count(False):
        widths = [
            need if fits else room * column / long
            for need, fits, column in zip(needs, short, columns, strict=True)
        ]
    return [LEFT + sum(widths[:i]) for i in range(len(widths) + 1)]


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
        out.append(Row(cells, LEAD * max(1, *(len(cell) for cell in cells)) + PAD + 1))
    return out


def put_row(page: Page, row: Row, edges: list[float], top: float) -> float:
    """Draws a row and the rule below it at `top`, cells centred, long ones from the left; where the next row begins."""
    for index, cell in enumerate(row.cells):
        at = top + (row.height - LEAD * len(cell)) / 2
        for line in cell:
            x = edges[index] + (edges[index + 1] - edges[index] - line.width) / 2
            if len(cell) > 1 and len(cell[0].text) > MOST / 2:
                x = edges[index] + PAD
            baseline = at + (LEAD - SIZE) / 2 + 0.86 * SIZE
            page.put(*(Text(p.text, x + p.x, baseline, p.face, SIZE) for p in line.pieces))
            page.lines.append(line.text)
            at += LEAD
    page.put(Rule(edges[0], top + row.height, edges[-1], top + row.height, 0.6))
    return top + row.height
