"""Number and date where single characters are in doubt: of the valid readings those that agree.

The year of the number goes with the date, the number is printed elsewhere too or its prefix is, its
letters are the issuer's, nothing is printed before it is issued. Each reading's probability is
weighed by that; where two are near, the value is not sure and both are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..ingest.values import dataclass, replace
from .circular import DocumentNumber, Evidence, Issue
from .dates import fits_year, in_order, parse_date
from .lattice import CHOSEN, CLEAR, as_taken, readings
from .numbers import find_numbers, parse_numbers
from .witness import goes_with, is_foreign

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Sequence

    from .circular import Found
    from .document import Document
    from .zones import Zones

    T = TypeVar("T", bound=Hashable)

_AGREED, _TORN = 0.95, 0.6
_SAID_AGAIN, _KNOWN_PREFIX, _AGAINST = 20.0, 5.0, 0.05
"""What a reading's probability is weighed by that stands elsewhere too, whose prefix stands elsewhere
or goes with the issuer, and that goes against what else the circular says."""
_TOLD = 0.05
"""Share from which another reading is a candidate."""


@dataclass(frozen=True, slots=True)
class Said:
    """What else of a circular speaks of its number and its date."""

    issuers: tuple[str, ...] = ()
    printed_on: dt.date | None = None
    numbers: tuple[DocumentNumber, ...] = ()


def settle(
    document: Document,
    zones: Zones,
    number: Found[DocumentNumber] | None,
    date: Found[dt.date] | None,
    said: Said,
) -> tuple[Found[DocumentNumber] | None, Found[dt.date] | None, tuple[Issue, ...]]:
    """Number and date of issue, each as its most probable reading; as they are where nothing in
    them is in doubt. A date under a seal whose two readings differ has been settled by them."""
    numbers = _readings(document, number, _number)
    dates = {} if date and date.candidates else _readings(document, date, _day)
    issues: list[Issue] = []
    if len(numbers) > 1 or len(dates) > 1:
        if len(numbers) > 1:
            said = replace(said, numbers=_mentions(document, zones, number))
        of_numbers, of_days = _weighed(numbers or _sure(number), dates or _sure(date), said)
        if number and len(numbers) > 1:
            again = max(of_numbers, key=of_numbers.__getitem__) in said.numbers
            number = _settled(number, of_numbers, again=again)
            issues += _differ(number, of_numbers, "number")
        if date and len(dates) > 1:
            date = _settled(date, of_days, again=False)
            issues += _differ(date, of_days, "issued_on")
    if number and _is_recognised(document, number):
        number, doubt = _foreign(number, said.issuers)
        issues += doubt
    return _told(document, number), _told(document, date), tuple(issues)


def _is_recognised(document: Document, found: Found[T]) -> bool:
    """Whether an engine read the value, not a text layer."""
    span = found.evidence[0].span if found.evidence else None
    return span is not None and any(placed.page.origin == "ocr" for placed in document.placed(span))


def _foreign(
    number: Found[DocumentNumber], issuers: Sequence[str]
) -> tuple[Found[DocumentNumber], list[Issue]]:
    """The number, not sure where it begins with a letter that is not the issuer's."""
    parts = number.value.parts
    if parts.form != "bracketed" or not is_foreign(parts.prefix, issuers):
        return number, []
    message = f"{number.value.text}: {'、'.join(issuers)}"
    issue = Issue("prefix_differs", "warning", "number", message)
    return replace(number, confidence=min(number.confidence, CHOSEN)), [issue]


def _sure(found: Found[T] | None) -> dict[T, float]:
    return {found.value: 1.0} if found else {}


def _weighed(
    numbers: dict[DocumentNumber, float],
    days: dict[dt.date, float],
    said: Said,
) -> tuple[dict[DocumentNumber, float], dict[dt.date, float]]:
    """The share of each number and of each day, over all pairs of them."""
    of_numbers, of_days = dict.fromkeys(numbers, 0.0), dict.fromkeys(days, 0.0)
    for number, p in numbers.items() or ((None, 1.0),):
        for day, q in days.items() or ((None, 1.0),):
            weight = p * q * _agreement(number, day, said)
            if number:
                of_numbers[number] += weight
            if day:
                of_days[day] += weight
    return _shares(of_numbers), _shares(of_days)


def _shares(weights: dict[T, float]) -> dict[T, float]:
    total = sum(weights.values())
    return {value: weight / total for value, weight in weights.items()}


def _number(text: str) -> DocumentNumber | None:
    found = parse_numbers(text)
    return found[0].number if found else None


def _day(text: str) -> dt.date | None:
    match = parse_date(text)
    return match.date if match else None


def _readings(
    document: Document, found: Found[T] | None, parse: Callable[[str], T | None]
) -> dict[T, float]:
    """The readings of the place where a value stands; none where it was read in another way."""
    span = found.evidence[0].span if found and found.evidence else None
    given = readings(document, span, parse) if span else {}
    return given if found and next(iter(given), None) == found.value else {}


def _mentions(
    document: Document, zones: Zones, number: Found[DocumentNumber] | None
) -> tuple[DocumentNumber, ...]:
    """The numbers that stand elsewhere in the circular."""
    own = {placed.start for item in (number.evidence if number else ()) if item.span
           for placed in document.placed(item.span)}  # fmt: skip
    return tuple(
        match.number
        for block in zones.blocks
        if "号" in block.text and not own & {placed.start for placed in block.lines}
        for match in find_numbers(block.text)
    )


def _agreement(number: DocumentNumber | None, day: dt.date | None, said: Said) -> float:
    """How well a number and a day go with each other and with the rest of the circular."""
    weight = 1.0
    if number and number in said.numbers:
        weight *= _SAID_AGAIN
    elif number and number.parts.prefix in {one.parts.prefix for one in said.numbers}:
        weight *= _KNOWN_PREFIX
    if number and goes_with(number.parts.prefix, said.issuers):
        weight *= _KNOWN_PREFIX
    if number and day and number.parts.year and not fits_year(number.parts.year, day):
        weight *= _AGAINST
    if day and said.printed_on and not in_order(day, said.printed_on):
        weight *= _AGAINST
    return weight


def _settled(found: Found[T], shares: dict[T, float], *, again: bool) -> Found[T]:
    """The value as its best reading, the others that count as candidates; `again`: that reading
    stands elsewhere too."""
    best = max(shares, key=shares.__getitem__)
    share, taken = shares[best], best == found.value
    if share < CLEAR:
        sure = min(found.confidence, _TORN)
    elif again:
        sure = max(found.confidence if taken else 0.0, min(share, _AGREED))
    else:
        sure = min(found.confidence if taken else CHOSEN, share)
    others = [
        value
        for value, other in shares.items()
        if value != best and (other >= _TOLD or value == found.value)
    ]
    evidence = found.evidence
    if not taken:
        evidence = (*evidence, _beside(evidence[0], _shown(best), "lattice.chosen", share))
    return replace(
        found,
        value=best,
        confidence=round(sure, 4),
        candidates=tuple(dict.fromkeys((*others, *found.candidates))),
        evidence=evidence,
    )


def _beside(place: Evidence, quote: str, rule: str, share: float) -> Evidence:
    """Another reading of a place."""
    return Evidence(None, quote, rule, round(share, 4), place.page, place.box)


def _shown(value: object) -> str:
    return value.text if isinstance(value, DocumentNumber) else str(value)


def _differ(found: Found[T], shares: dict[T, float], field: str) -> list[Issue]:
    """The issue of a value that is not as the engine took it, or not clear."""
    if shares[found.value] >= CLEAR and found.value == next(iter(shares)):
        return []
    both = [found.value, *(value for value in found.candidates if value in shares)]
    message = " / ".join(f"{_shown(value)} ({shares[value]:.2f})" for value in both)
    return [Issue("readings_differ", "warning", field, message)]


def _told(document: Document, found: Found[T] | None) -> Found[T] | None:
    """The value with what the engine took its place for, where that is no number or date."""
    span = found.evidence[0].span if found and found.evidence else None
    taken = as_taken(document, span) if span else None
    if found is None or taken is None:
        return found
    read = _beside(found.evidence[0], taken[0], "lattice.taken", taken[1])
    return replace(found, evidence=(*found.evidence, read))
