"""Corrections by people: kept for good, applied again over every later reading.

A correction hangs on what stood on the paper: page, box and quote. Where the reading no longer
has that quote in that place it is orphaned and shown, never applied by position.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from ..extract.circular import Circular, DocumentNumber, Evidence, Found
from ..extract.document import place_lines
from ..extract.names import with_bodies
from ..extract.normalise import tight
from ..extract.numbers import parse_number
from ..records.record import LISTS, SCALARS
from .store import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..extract.document import Placed
    from ..ingest.page import Box, Page
    from .store import Store

DATES = frozenset({"issued_on", "printed_on", "published_on"})
RULE = "correction"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: what a person says a field of a circular is, and what on the paper shows it.

    `old` and `new` are values as the record has them. `page` and `box` (points) are null for
    text without pages.
    """

    sha256: str
    part: int
    page: int | None
    box: Box | None
    quote: str
    field: str
    old: Any
    new: Any
    who: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Replay:
    """A circular after its corrections, and which of them found their anchor."""

    circular: Circular
    applied: tuple[Correction, ...]
    orphaned: tuple[Correction, ...]


def replay(circular: Circular, pages: Sequence[Page], rows: Sequence[Correction]) -> Replay:
    """Apply corrections in their order; of two for one field the later one stays."""
    applied: list[Correction] = []
    orphaned: list[Correction] = []
    text, placed = place_lines(pages)
    for row in rows:
        lines = _anchored(circular, placed, row)
        if lines is None:
            orphaned.append(row)
            continue
        circular = _apply(circular, row, _span(text, lines, row.quote))
        applied.append(row)
    return Replay(circular, tuple(applied), tuple(orphaned))


def check(field: str, value: Any) -> Any:
    """The value as a circular has it. Raises `ValueError` for a field or value that cannot be."""
    if field not in (*SCALARS, *LISTS):
        raise ValueError(f"{field} cannot be corrected; these can: {', '.join((*SCALARS, *LISTS))}")
    if value is None:
        return None
    if field in LISTS:
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise ValueError(f"{field} takes a list of names")
        return tuple(value)
    if field == "copies":
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise ValueError("copies takes a number")
        return value
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{field} takes a text")
    if field in DATES:
        return _day(field, value)
    return _number(value) if field == "number" else value


def add(store: Store, row: Correction) -> None:
    """Add a correction. Raises `ValueError` for one that could never be applied."""
    check(row.field, row.new)
    if not row.quote.strip():
        raise ValueError("a correction needs a quote: what on the paper shows it")
    if not row.who.strip():
        raise ValueError("a correction needs the name of who made it")
    store.db.execute(
        "INSERT INTO corrections (sha256, part, page, box, quote, field, old, new, who, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.sha256,
            row.part,
            row.page,
            json.dumps(row.box) if row.box else None,
            row.quote,
            row.field,
            json.dumps(row.old),
            json.dumps(row.new),
            row.who,
            row.at or now(),
        ),
    )


def corrected(store: Store) -> list[tuple[str, int]]:
    """The keys of the circulars that have corrections."""
    rows = store.db.execute("SELECT DISTINCT sha256, part FROM corrections ORDER BY sha256, part")
    return rows.fetchall()


def rows_of(store: Store, key: tuple[str, int]) -> list[Correction]:
    """The corrections of a circular, in the order they were made."""
    rows = store.db.execute(
        "SELECT sha256, part, page, box, quote, field, old, new, who, at FROM corrections"
        " WHERE sha256 = ? AND part = ? ORDER BY number",
        key,
    )
    return [
        Correction(
            sha256, part, page, tuple(json.loads(box)) if box else None, quote, field,
            json.loads(old), json.loads(new), who, at,
        )
        for sha256, part, page, box, quote, field, old, new, who, at in rows
    ]  # fmt: skip


def place_of(
    circular: Circular, pages: Sequence[Page], quote: str
) -> tuple[int | None, Box | None] | None:
    """The page and box where the circular first has a quote, on one line or over several of a
    page; nulls in text without pages. Null where it has not."""
    first, last = circular.text_span
    _, placed = place_lines(pages)
    lines = [line for line in placed if line.end > first and line.start < last]
    wanted = _compact(quote)
    for start, line in enumerate(lines):
        held: list[Placed] = []
        for other in lines[start:]:
            if other.page is not line.page:
                break
            held.append(other)
            said = _compact("".join(one.line.text for one in held))
            if wanted in said:
                while wanted in _compact("".join(one.line.text for one in held[1:])):
                    del held[0]
                boxes = [one.box for one in held if one.box]
                return (line.page.number, _around(boxes)) if boxes else (None, None)
            if len(said) > len(_compact(line.line.text) + wanted):
                break
    return None


def with_anchor(circular: Circular, pages: Sequence[Page], row: Correction) -> Correction:
    """The correction with the place of its quote, looked for where it names none. Raises
    `ValueError` where the reading has no such words there: it could never be applied."""
    if row.quote.strip() and row.page is None and row.box is None:
        page, box = place_of(circular, pages, row.quote) or (None, None)
        row = replace(row, page=page, box=box)
    if _anchored(circular, place_lines(pages)[1], row) is None:
        raise ValueError(f"the reading has nowhere {row.quote}: quote what shows {row.field}")
    return row


def _around(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _day(field: str, value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{field} takes a day such as 2021-03-05, not {value} ({error})") from None


def _number(value: str) -> DocumentNumber:
    match = parse_number(tight(value))
    if match is None:
        raise ValueError(f"{value} is no document number such as 国办发〔1999〕79号")
    return match.number


def _anchored(circular: Circular, placed: Sequence[Placed], row: Correction) -> list[Placed] | None:
    """The lines that hold the quote, inside the circular and where it stood; else null."""
    first, last = circular.text_span
    lines = [
        line
        for line in placed
        if line.end > first
        and line.start < last
        and (row.page is None or line.page.number == row.page)
        and _meets(line.box, row.box)
    ]
    quote = _compact(row.quote)
    if quote not in _compact("".join(line.line.text for line in lines)):
        return None
    alone = [line for line in lines if quote in _compact(line.line.text)]
    return alone[:1] or lines


def _meets(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _compact(text: str) -> str:
    return "".join(text.split())


def _span(text: str, lines: Sequence[Placed], quote: str) -> tuple[int, int]:
    start, end = lines[0].start, lines[-1].end
    at = text.find(quote, start, end)
    return (at, at + len(quote)) if at >= 0 else (start, end)


def _apply(circular: Circular, row: Correction, span: tuple[int, int]) -> Circular:
    value = check(row.field, row.new)
    shown = (Evidence(span, row.quote, RULE, 1.0, row.page, row.box),)
    made: Any
    if row.field in LISTS:
        made = tuple(Found(item, 1.0, shown) for item in value or ())
    else:
        made = None if value is None else Found(value, 1.0, shown)
    assert row.field in {field.name for field in fields(circular)}
    issues = tuple(issue for issue in circular.issues if issue.field != row.field)
    return with_bodies(replace(circular, **{row.field: made, "issues": issues}))
