"""Text without places (DOCX, HTML): paragraphs and tables one after the other, as one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .page import Grid, Line, Page
from .values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .page import Colour, LineKind

MOST_CELLS = 200_000
WIDEST = 200
"""Columns beyond which a table is none."""
SHORT = 40
"""Characters up to which the cells of a single row stand on one line."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line feeds in it are line breaks."""

    text: str
    kind: LineKind = "print"
    colour: Colour = "black"


@dataclass(slots=True)
class FlowCell:
    """A cell of a table: how many rows and columns it spans, and what stands in it."""

    rows: int = 1
    columns: int = 1
    content: list[Paragraph | FlowTable] = field(default_factory=list)


@dataclass(slots=True)
class FlowTable:
    """A table by rows; a cell stands in the row in which it starts, as in HTML."""

    rows: list[list[FlowCell]] = field(default_factory=list)


Item = Paragraph | FlowTable


def flow_page(items: Iterable[Item], notes: Sequence[str] = ()) -> Page:
    """The page that paragraphs and tables make, without size and places.

    A table of one column or one row is a frame around text: its paragraphs are the page's.
    """
    lines: list[Line] = []
    grids: list[Grid] = []
    for item in items:
        if isinstance(item, Paragraph):
            lines += _lines(item)
            continue
        placed, columns, rows = _placed(item)
        if columns < 2 or rows < 2 or columns > WIDEST:
            lines += _framed(item)
        else:
            grids += _table(placed, columns, lines)
    blank = not any(line.text for line in lines)
    told = ("blank", *notes) if blank else tuple(notes)
    return Page(1, 0.0, 0.0, tuple(lines), "text", notes=told, tables=tuple(grids))


def _lines(paragraph: Paragraph) -> list[Line]:
    rows = [row.strip("\t \r") for row in paragraph.text.split("\n")]
    return [
        Line(row if row.strip() else "", kind=paragraph.kind, colour=paragraph.colour)
        for row in rows
    ]


def _spot(cell: FlowCell) -> tuple[int, int]:
    return max(1, cell.rows), min(max(1, cell.columns), WIDEST + 1)


def _placed(table: FlowTable) -> tuple[list[tuple[FlowCell, tuple[int, int, int, int]]], int, int]:
    """The cells with row, column, rows and columns; the table's columns and rows."""
    placed: list[tuple[FlowCell, tuple[int, int, int, int]]] = []
    taken: set[tuple[int, int]] = set()
    columns = 0
    for i, row in enumerate(table.rows):
        j = 0
        for cell in row:
            while (i, j) in taken:
                j += 1
            down, across = _spot(cell)
            down = min(down, len(table.rows) - i)
            spots = [(i + a, j + b) for a in range(down) for b in range(across)]
            if len(taken) + len(spots) > MOST_CELLS:
                return placed, columns, len(table.rows)
            if taken.intersection(spots):  # cells that overlap: this one keeps to its own place
                down = across = 1
                spots = [(i, j)]
            taken.update(spots)
            placed.append((cell, (i, j, down, across)))
            j += across
            columns = max(columns, j)
    return placed, columns, len(table.rows)


def _table(
    placed: Sequence[tuple[FlowCell, tuple[int, int, int, int]]], columns: int, lines: list[Line]
) -> list[Grid]:
    """The grid of a table, its cells' lines put behind `lines`."""
    cells, spans = [], []
    for cell, spot in placed:
        first = len(lines)
        lines += [line for item in cell.content for line in _inside(item) if line.text]
        cells.append(spot)
        spans.append((first, len(lines)))
    return [Grid(columns, (), tuple(cells), lines=tuple(spans))]


def _inside(item: Item) -> list[Line]:
    """What stands in a cell; a table in a cell is its text."""
    if isinstance(item, Paragraph):
        return _lines(item)
    return [
        line for row in item.rows for cell in row for part in cell.content for line in _inside(part)
    ]


def _framed(table: FlowTable) -> list[Line]:
    """The lines of a table that is a frame; short cells beside each other are one line."""
    lines: list[Line] = []
    for row in table.rows:
        parts = [[line for item in cell.content for line in _inside(item)] for cell in row]
        short = [[line for line in part if line.text] for part in parts]
        short = [part for part in short if part]
        if len(short) > 1 and all(len(p) == 1 and len(p[0].text) <= SHORT for p in short):
            lines.append(
                Line("　　".join(part[0].text for part in short), colour=short[0][0].colour)
            )
        else:
            lines += [line for part in parts for line in part]
    return lines
