"""Number and date where single characters are in doubt: of the valid readings those that agree.

The year of the number goes with the date, the number is printed elsewhere too or its prefix is,
nothing is printed before it is issued. Each reading's probability is weighed by that; where two
are near, the value is not sure and both are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..ingest.values import replace
from .circular import Evidence, Issue
from .dates import fits_year, in_order, parse_date
from .lattice import CHOSEN, CLEAR, as_taken, readings
from .numbers import find_numbers, parse_numbers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from .circular import DocumentNumber, Found
    from .document import Document
    from .zones import Zones

    T = TypeVar("T", DocumentNumber, dt.date)

_AGREED, _TORN = 0.95, 0.6
_SAID_AGAIN, _KNOWN_PREFIX, _AGAINST = 20.0, 5.0, 0.05
"""What a reading's probability is weighed by that stands elsewhere too, whose prefix does, and that
goes against what else the circular says."""
_TOLD = 0.05
"""Share from which another reading is a candidate."""


def settle(
    document: Document,
    zones: Zones,
    number: Found[DocumentNumber] | None,
    date: Found[dt.date] | None,
    printed: Found[dt.date] | None,
) -> tuple[Found[DocumentNumber] | None, Found[dt.date] | None, tuple[Issue, ...]]:
    """Number and date of issue, each as its most probable reading; as they are where nothing in
    them is in doubt. A date under a seal has been settled by its two readings."""
    numbers = _readings(document, number, _number) if number else {}
    dates = {} if date is None or _is_sealed(document, date) else _readings(document, date, _day)
    if len(numbers) < 2 and len(dates) < 2:
        return _told(document, number), _told(document, date), ()
    said = _mentions(document, zones, number) if len(numbers) > 1 else []
    weights: dict[tuple[DocumentNumber | None, dt.date | None], float] = {}
    for one, p in (numbers or {number.value if number else None: 1.0}).items():
        for day, q in (dates or {date.value if date else None: 1.0}).items():
            weights[one, day] = p * q * _agreement(one, day, said, printed)
    total = sum(weights.values())
    shares = {pair: weight / total for pair, weight in weights.items()}
    issues: list[Issue] = []
    if number and len(numbers) > 1:
        own = _marginal(shares, 0, numbers)
        number = _settled(number, own, again=[one.text for one in said])
        issues += _differ(number, own, "number", lambda one: one.text)
    if date and len(dates) > 1:
        own_days = _marginal(shares, 1, dates)
        date = _settled(date, own_days)
        issues += _differ(date, own_days, "issued_on", str)
    return _told(document, number), _told(document, date), tuple(issues)


def _is_sealed(document: Document, date: Found[dt.date]) -> bool:
    span = date.evidence[0].span if date.evidence else None
    return span is None or document.sealed(span)


def _number(text: str) -> DocumentNumber | None:
    found = parse_numbers(text)
    return found[0].number if found else None


def _day(text: str) -> dt.date | None:
    match = parse_date(text)
    return match.date if match else None


def _readings(
    document: Document, found: Found[T], parse: Callable[[str], T | None]
) -> dict[T, float]:
    """The readings of the place where a value stands; none where it was read in another way."""
    span = found.evidence[0].span if found.evidence else None
    given = readings(document, span, parse) if span else {}
    return given if next(iter(given), None) == found.value else {}


def _mentions(
    document: Document, zones: Zones, number: Found[DocumentNumber] | None
) -> list[DocumentNumber]:
    """The numbers that stand elsewhere in the circular."""
    own = {placed.start for item in (number.evidence if number else ()) if item.span
           for placed in document.placed(item.span)}  # fmt: skip
    return [
        match.number
        for block in zones.blocks
        if "号" in block.text and not own & {placed.start for placed in block.lines}
        for match in find_numbers(block.text)
    ]


def _agreement(
    number: DocumentNumber | None,
    day: dt.date | None,
    said: Sequence[DocumentNumber],
    printed: Found[dt.date] | None,
) -> float:
    """How well a number and a day go with each other and with the rest of the circular."""
    weight = 1.0
    if number and number.text in {one.text for one in said}:
        weight *= _SAID_AGAIN
    elif number and number.parts.prefix in {one.parts.prefix for one in said}:
        weight *= _KNOWN_PREFIX
    if number and day and number.parts.year and not fits_year(number.parts.year, day):
        weight *= _AGAINST
    if day and printed and not in_order(day, printed.value):
        weight *= _AGAINST
    return weight


def _marginal(
    shares: dict[tuple[DocumentNumber | None, dt.date | None], float],
    place: int,
    values: Sequence[T] | dict[T, float],
) -> dict[T, float]:
    """The share of each value, whatever stands in the other place."""
    return {
        value: sum(share for pair, share in shares.items() if pair[place] == value)
        for value in values
    }


def _settled(found: Found[T], shares: dict[T, float], again: Sequence[str] = ()) -> Found[T]:
    """The value as its best reading, the others that count as candidates."""
    best = max(shares, key=lambda value: shares[value])
    share, taken = shares[best], best == found.value
    agreed = getattr(best, "text", None) in again
    if share < CLEAR:
        sure = min(found.confidence, _TORN)
    elif agreed:
        sure = max(found.confidence if taken else 0.0, min(share, _AGREED))
    else:
        sure = min(found.confidence, share) if taken else min(share, CHOSEN)
    others = (value for value in shares if value != best and shares[value] >= _TOLD)
    evidence = found.evidence
    if not taken:
        first = evidence[0]
        said = getattr(best, "text", None) or str(best)
        read = Evidence(None, said, "lattice.chosen", round(share, 4), first.page, first.box)
        evidence = (*evidence, read)
    candidates = tuple(dict.fromkeys((*others, *found.candidates)))
    return replace(
        found, value=best, confidence=round(sure, 4), candidates=candidates, evidence=evidence
    )


def _differ(
    found: Found[T], shares: dict[T, float], field: str, shown: Callable[[T], str]
) -> list[Issue]:
    """The issue of a value that is not as the engine took it, or not clear."""
    if shares[found.value] >= CLEAR and found.value == next(iter(shares)):
        return []
    both = [found.value, *(value for value in found.candidates if value in shares)]
    message = " / ".join(f"{shown(value)} ({shares[value]:.2f})" for value in both)
    return [Issue("readings_differ", "warning", field, message)]


def _told(document: Document, found: Found[T] | None) -> Found[T] | None:
    """The value with what the engine took its place for, where that is no number or date."""
    span = found.evidence[0].span if found and found.evidence else None
    taken = as_taken(document, span) if span else None
    if found is None or taken is None:
        return found
    first = found.evidence[0]
    read = Evidence(None, taken[0], "lattice.taken", taken[1], first.page, first.box)
    return replace(found, evidence=(*found.evidence, read))
