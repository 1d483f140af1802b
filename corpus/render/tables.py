"""Ruled tables."""

from __future__ import annotations

from .page import LEFT, MEASURE, Page, Rule, Text
from .paragraph import SetLine, lines

SIZE = 12.0
LEAD = 18.0
PAD = 5.0


def _widths(rows: list[list[str]]) -> list[float]:
    """Column widths: by the longest cell, none wider than three times the narrowest share."""
    longest = [
        min(max(sum(1 if c > "\u00ff" else 0.55 for c in row[i]) for row in rows), 16) + 1.2
        for i in range(len(rows[0]))
    ]
    return [MEASURE * length / sum(longest) for length in longest]


def _cells(rows: list[list[str]]) -> list[list[list[SetLine]]]:
    widths = _widths(rows)
    return [
        [
            lines(cell, "hei" if index == 0 else "fang", SIZE, width - 2 * PAD, even=False)
            if cell
            else []
            for cell, width in zip(row, widths, strict=True)
        ]
        for index, row in enumerate(rows)
    ]


def _row_height(row: list[list[SetLine]]) -> float:
    return LEAD * max(len(cell) for cell in row) + PAD + 1


def table_height(rows: list[list[str]]) -> float:
    """Height of the table in points."""
    return sum(_row_height(row) for row in _cells(rows)) + LEAD


def put_table(page: Page, rows: list[list[str]], top: float) -> float:
    """Draws the table at `top`, cells centred; where the next line may stand."""
    widths = _widths(rows)
    edges = [LEFT + sum(widths[:i]) for i in range(len(widths) + 1)]
    y = top
    page.put(Rule(edges[0], y, edges[-1], y, 1.0))
    for row in _cells(rows):
        height = _row_height(row)
        for index, cell in enumerate(row):
            at = y + (height - LEAD * len(cell)) / 2
            for line in cell:
                x = edges[index] + (widths[index] - line.width) / 2
                baseline = at + (LEAD - SIZE) / 2 + 0.86 * SIZE
                page.put(*(Text(p.text, x + p.x, baseline, p.face, SIZE) for p in line.pieces))
                page.lines.append(line.text)
                at += LEAD
        y += height
        page.put(Rule(edges[0], y, edges[-1], y, 0.6))
    page.put(*(Rule(x, top, x, y, 0.6) for x in edges))
    return y + LEAD / 2
