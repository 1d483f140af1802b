"""The date under a seal: two readings, and what the rest of the circular says of it.

The year of the number, the printing date and the received-stamp are witnesses: none of them gives
the day, each rules out days. A date that no witness confirms is not sure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .circular import Evidence, Found, Issue
from .dates import find_dates, fits_year, in_order
from .normalise import tight

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from .circular import DocumentNumber, Received
    from .document import Document, Placed

_ALONE, _CHOSEN, _TORN = 0.85, 0.85, 0.6
"""How sure a date may be without a witness, chosen by witnesses from two, and with nothing to
choose by."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What else of a circular speaks of the day of its issue."""

    number: Found[DocumentNumber] | None = None
    printed: Found[dt.date] | None = None
    received: Found[Received] | None = None

    def of(self, day: dt.date) -> tuple[list[Evidence], int]:
        """What speaks for a day, and how many of the witnesses speak against it."""
        checks: list[
            tuple[str, Found[DocumentNumber] | Found[dt.date] | Found[Received], bool]
        ] = []
        if self.number and (year := self.number.value.parts.year):
            fits = fits_year(year, day)
            checks.append(("witness.number", self.number, fits))
        if self.printed:
            fits = in_order(day, self.printed.value)
            checks.append(("witness.printed_on", self.printed, fits))
        if self.received and self.received.value.on:
            fits = self.received.value.on >= day
            checks.append(("witness.received", self.received, fits))
        spoken = [
            replace(item.evidence[0], rule=rule)
            for rule, item, fits in checks
            if fits and item.evidence
        ]
        return spoken, sum(not fits for _, _, fits in checks)


def settle_date(
    document: Document,
    date: Found[dt.date] | None,
    witnesses: Witnesses,
    *,
    within: tuple[int, int],
) -> tuple[Found[dt.date] | None, tuple[Issue, ...]]:
    """The day of issue where a seal lies over it, with its witnesses and, where the two readings
    differ, an issue; without a date, one that only the second reading of a sealed line within the
    span gives. Other dates come back as they are."""
    if date is None:
        return _second_only(document, witnesses, within), ()
    span = date.evidence[0].span if date.evidence else None
    if span is None or not document.sealed(span):
        return date, ()
    others = _others(document.placed(span), date.value)
    if not others:
        spoken, against = witnesses.of(date.value)
        most = 1.0 if spoken and not against else _ALONE
        return _said(date, date.value, most, spoken), ()
    days = [date.value, *others]
    issue = Issue(
        "sealed_date", "warning", "issued_on", f"under the seal: {' / '.join(str(d) for d in days)}"
    )
    ranked = sorted(days, key=lambda day: (witnesses.of(day)[1], -len(witnesses.of(day)[0])))
    clear = witnesses.of(ranked[0])[1] < witnesses.of(ranked[1])[1]
    day = ranked[0] if clear else date.value
    spoken, _ = witnesses.of(day)
    settled = _said(date, day, _CHOSEN if clear else _TORN, spoken)
    return replace(settled, candidates=tuple(d for d in days if d != day)), (issue,)


def _said(
    date: Found[dt.date], day: dt.date, most: float, spoken: Sequence[Evidence]
) -> Found[dt.date]:
    evidence = (*date.evidence, *spoken)
    return replace(date, value=day, confidence=min(date.confidence, most), evidence=evidence)


def _others(lines: Sequence[Placed], day: dt.date) -> list[dt.date]:
    """Other days that the second readings of the lines give."""
    found = [
        item for placed in lines if placed.line.second for item in _ends(placed.line.second[0])
    ]
    return list(dict.fromkeys(other for other in found if other != day))


def _ends(text: str) -> list[dt.date]:
    """The date a line ends with."""
    words = tight(text)
    return [match.date for match in find_dates(words) if match.end == len(words)]


def _second_only(
    document: Document, witnesses: Witnesses, within: tuple[int, int]
) -> Found[dt.date] | None:
    """The one day that a second reading gives where the first gives none, and a witness confirms."""
    found = [
        (placed, day)
        for placed in document.placed(within)
        if placed.line.sealed and placed.line.second
        for day in _ends(placed.line.second[0])
    ]
    if len({day for _, day in found}) != 1:
        return None
    placed, day = found[0]
    spoken, against = witnesses.of(day)
    if not spoken or against or placed.line.second is None:
        return None
    text, sure = placed.line.second
    box = placed.page.on_sheet(placed.line.box) if placed.line.box else None
    span = placed.start, placed.end
    own = Evidence(span, text, "closing.sealed", min(sure, _CHOSEN), placed.page.number, box)
    return Found(day, round(min(sure, _CHOSEN), 4), (own, *spoken))
