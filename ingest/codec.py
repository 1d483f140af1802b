"""Pages as bytes: compressed JSON, the same bytes for the same page."""

from __future__ import annotations

import json
import zlib
from typing import Any, cast

from .page import Box, Grid, Line, Mark, Page

FORMAT = 1
"""First entry of the JSON list; a reader refuses what it does not know."""


def _round(values: tuple[float, ...]) -> list[float]:
    return [round(value, 2) + 0.0 for value in values]  # + 0.0: no negative zero


def _dump_line(line: Line) -> list[Any]:
    return [
        line.text,
        None if line.box is None else _round(line.box),
        round(line.confidence, 2),
        line.kind,
        line.colour,
        round(line.size, 2),
        _round(line.edges),
        _round(line.char_confidence),
        None if line.second is None else [line.second[0], round(line.second[1], 2)],
        int(line.sealed),
    ]


def _box(values: list[float]) -> Box:
    return (values[0], values[1], values[2], values[3])


def _load_line(row: list[Any]) -> Line:
    text, box, confidence, kind, colour, size, edges, char_confidence, second, sealed = row
    return Line(
        text=text,
        box=None if box is None else _box(box),
        confidence=confidence,
        kind=kind,
        colour=colour,
        size=size,
        edges=tuple(edges),
        char_confidence=tuple(char_confidence),
        second=None if second is None else (second[0], second[1]),
        sealed=bool(sealed),
    )


def _dump_mark(mark: Mark) -> list[Any]:
    row = [mark.kind, _round(mark.box), round(mark.confidence, 2)]
    return row if mark.text is None else [*row, mark.text, round(mark.text_confidence, 2)]


def _dump_grid(grid: Grid) -> list[Any]:
    points = [value for point in grid.points for value in point]
    cells = [list(cell) for cell in grid.cells]
    row = [grid.columns, _round(tuple(points)), cells, round(grid.confidence, 2)]
    return [*row, [list(span) for span in grid.lines]] if grid.lines else row


def _load_grid(row: list[Any]) -> Grid:
    columns, points, cells, confidence, *spans = row
    return Grid(
        columns=columns,
        points=tuple(zip(points[::2], points[1::2], strict=True)),
        cells=tuple((row, column, rows, across) for row, column, rows, across in cells),
        confidence=confidence,
        lines=tuple((first, last) for lines in spans for first, last in lines),
    )


def dump_page(page: Page) -> bytes:
    """A page as bytes; numbers are rounded to 2 decimals (0.01 point, 0.01 of confidence)."""
    rows = [
        FORMAT,
        page.number,
        *_round((page.width, page.height)),
        [_dump_line(line) for line in page.lines],
        page.origin,
        *_round((page.dpi, page.skew)),
        [_dump_mark(mark) for mark in page.marks],
        page.engine,
        list(page.notes),
    ]
    if page.tables:  # pages without are as they always were
        rows.append([_dump_grid(grid) for grid in page.tables])
    # "surrogatepass": a text layer may hold lone surrogates, and nothing read is lost.
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def load_page(data: bytes) -> Page:
    """The page that `dump_page` wrote. Raises `ValueError` for any other bytes."""
    try:
        rows = cast("list[Any]", json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))
        known, number, width, height, lines, origin, dpi, skew, marks, engine, notes, *tables = rows
    except (zlib.error, UnicodeDecodeError, TypeError, ValueError) as error:
        raise ValueError(f"not a stored page: {error}") from error
    if known != FORMAT:
        raise ValueError(f"a stored page of format {known!r}; this version reads {FORMAT}")
    return Page(
        number=number,
        width=width,
        height=height,
        lines=tuple(_load_line(row) for row in lines),
        origin=origin,
        dpi=dpi,
        skew=skew,
        marks=tuple(Mark(kind, _box(box), *more) for kind, box, *more in marks),
        engine=engine,
        notes=tuple(notes),
        tables=tuple(_load_grid(row) for grids in tables for row in grids),
    )
