"""Pages as bytes: compressed JSON, the same bytes for the same page."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, cast

from .page import Box, Doubt, Finding, FoundBy, Grid, Line, Mark, Page, Step
from .steps import turning
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAIN, STEPPED, FORMAT = 1, 2, 3
"""First entry of the JSON list; a reader refuses what it does not know. 1: pages to which nothing
was done and in which nothing was found wrong. 3: lines have characters in doubt."""
_TURNED = "turned_"
"""How pages were noted that were turned, before steps were kept."""


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
        *([dump_lattice(line.lattice)] if line.lattice else []),
    ]


def dump_lattice(lattice: Sequence[Doubt]) -> list[Any]:
    """The doubts of a line as JSON: [[start, end, [[reading, probability], …]], …]."""
    return [[d.start, d.end, [[t, round(p, 2)] for t, p in d.readings]] for d in lattice]


def load_lattice(rows: Sequence[Any] = ()) -> tuple[Doubt, ...]:
    """The doubts that `dump_lattice` gave."""
    return tuple(Doubt(a, b, tuple((t, p) for t, p in readings)) for a, b, readings in rows)


def _box(values: list[float]) -> Box:
    return (values[0], values[1], values[2], values[3])


def _load_line(row: list[Any]) -> Line:
    text, box, confidence, kind, colour, size, edges, char_confidence, second, sealed, *lattice = (
        row
    )
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
        lattice=load_lattice(*lattice),
    )


def _dump_mark(mark: Mark) -> list[Any]:
    row: list[Any] = [mark.kind, _round(mark.box), round(mark.confidence, 2)]
    if mark.text is None:
        return row
    row += [mark.text, round(mark.text_confidence, 2)]
    return [*row, [mark.second[0], round(mark.second[1], 2)]] if mark.second else row


def _load_mark(row: list[Any]) -> Mark:
    kind, box, *rest = row
    return Mark(kind, _box(box), *rest[:3], *((text, sure) for text, sure in rest[3:]))


def _dump_grid(grid: Grid) -> list[Any]:
    points = [value for point in grid.points for value in point]
    cells = [list(cell) for cell in grid.cells]
    row = [grid.columns, _round(tuple(points)), cells, round(grid.confidence, 2)]
    if grid.lines:
        row.append([list(span) for span in grid.lines])
    return row if grid.found_by == "rulings" else [*row, grid.found_by]


def _load_grid(row: list[Any]) -> Grid:
    columns, points, cells, confidence, *more = row
    found_by: FoundBy = more.pop() if more and isinstance(more[-1], str) else "rulings"
    return Grid(
        columns=columns,
        points=tuple(zip(points[::2], points[1::2], strict=True)),
        cells=tuple((row, column, rows, across) for row, column, rows, across in cells),
        confidence=confidence,
        lines=tuple((first, last) for lines in more for first, last in lines),
        found_by=found_by,
    )


def _dump_steps(page: Page) -> list[Any]:
    steps = [
        [
            step.code,
            round(step.value, 4),
            *_round((step.width, step.height)),
            [float(f"{value:.10g}") + 0.0 for value in step.back],
            None if step.area is None else _round(step.area),
        ]
        for step in page.steps
    ]
    findings = [
        [f.code, f.severity, round(f.value, 4), f.unit, None if f.box is None else _round(f.box)]
        for f in page.findings
    ]
    return [steps, findings, None if page.sheet_size is None else _round(page.sheet_size)]


def _load_step(row: list[Any]) -> Step:
    code, value, width, height, back, area = row
    return Step(code, value, width, height, tuple(back), None if area is None else _box(area))


def _load_finding(row: list[Any]) -> Finding:
    code, severity, value, unit, box = row
    return Finding(code, severity, value, unit, None if box is None else _box(box))


def noted(page: Page, notes: Sequence[str]) -> Page:
    """A page with its notes, those made steps that say how it was turned."""
    turned = [int(note.removeprefix(_TURNED)) for note in notes if note.startswith(_TURNED)]
    page = replace(page, notes=tuple(note for note in notes if not note.startswith(_TURNED)))
    if not turned or page.steps:
        return page
    (degrees,) = turned
    size = (page.width, page.height) if degrees == 180 else (page.height, page.width)
    step = turning(degrees, page.width, page.height)
    return replace(page, steps=(step,), sheet_size=size)


def dump_page(page: Page) -> bytes:
    """A page as bytes; numbers are rounded to 2 decimals (0.01 point, 0.01 of confidence)."""
    # "surrogatepass": a text layer may hold lone surrogates, and nothing read is lost.
    return zlib.compress(_text(page).encode("utf-8", "surrogatepass"), 6)


def rounded(page: Page) -> Page:
    """The page as `load_page` gives it back."""
    return _page(_text(page))


def _text(page: Page) -> str:
    doubted = any(line.lattice for line in page.lines)
    more = doubted or bool(page.steps or page.findings or page.sheet_size)
    rows = [
        FORMAT if doubted else STEPPED if more else PLAIN,
        page.number,
        *_round((page.width, page.height)),
        [_dump_line(line) for line in page.lines],
        page.origin,
        *_round((page.dpi, page.skew)),
        [_dump_mark(mark) for mark in page.marks],
        page.engine,
        list(page.notes),
    ]
    if page.tables or more:  # pages without are as they always were
        rows.append([_dump_grid(grid) for grid in page.tables])
    if more:
        rows += _dump_steps(page)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def load_page(data: bytes) -> Page:
    """The page that `dump_page` wrote. Raises `ValueError` for any other bytes."""
    try:
        return _page(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    except (zlib.error, UnicodeDecodeError) as error:
        raise ValueError(f"not a stored page: {error}") from error


def _page(text: str) -> Page:
    try:
        rows = cast("list[Any]", json.loads(text))
        known, number, width, height, lines, origin, dpi, skew, marks, engine, notes, *more = rows
    except (TypeError, ValueError) as error:
        raise ValueError(f"not a stored page: {error}") from error
    if known not in (PLAIN, STEPPED, FORMAT):
        raise ValueError(f"a stored page of format {known!r}; this version reads {FORMAT}")
    tables, steps, findings, size = more if known != PLAIN else (*(*more, [])[:1], [], [], None)
    page = Page(
        number=number,
        width=width,
        height=height,
        lines=tuple(_load_line(row) for row in lines),
        origin=origin,
        dpi=dpi,
        skew=skew,
        marks=tuple(_load_mark(row) for row in marks),
        engine=engine,
        tables=tuple(_load_grid(row) for row in tables),
        sheet_size=None if size is None else (size[0], size[1]),
        steps=tuple(_load_step(row) for row in steps),
        findings=tuple(_load_finding(row) for row in findings),
    )
    return noted(page, notes)
