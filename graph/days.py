"""Days of a circular that verdicts count from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .parts import is_draft, issued_texts

if TYPE_CHECKING:
    from ..extract.circular import Circular, Evidence, Validity


def known_day(circular: Circular) -> dt.date | None:
    """The day a circular became known: published, else issued, else printed; of one without a date
    that was read, the last day of the year of its number, by which it surely was."""
    for found in (circular.published_on, circular.issued_on, circular.printed_on):
        if found:
            return found.value
    year = numbered_year(circular)
    return dt.date(year, 12, 31) if year else None


def numbered_year(circular: Circular) -> int | None:
    """The year of its number where a circular has no date, null where it has one or no year."""
    if circular.published_on or circular.issued_on or circular.printed_on:
        return None
    return circular.number.value.parts.year if circular.number else None


def counted_day(circular: Circular) -> tuple[dt.date, tuple[Evidence, ...]] | None:
    """The day a circular without a word on its start counts from: issued, else printed."""
    for found in (circular.issued_on, circular.printed_on, circular.published_on):
        if found:
            return found.value, found.evidence
    return None


def start_said(circular: Circular, text: str | None) -> tuple[dt.date | None, bool]:
    """The first day of a circular or a text it carries as they say it, and whether it is assumed."""
    for validity in validities(circular, text):
        if validity.effective_on:
            return validity.effective_on, validity.assumed
    counted = counted_day(circular)
    return (counted[0], True) if counted else (None, True)


def validities(circular: Circular, text: str | None) -> list[Validity]:
    """What a circular and its text say of their time, the nearest first: a carrier and the one text
    it carries live together."""
    own = [circular.validity] if circular.validity else []
    issued = [one for one in issued_texts(circular) if not is_draft(one.title)]
    texts = circular.carried if text else issued
    carried = [t.validity for t in texts if t.validity and text in (None, t.title)]
    if text is None and len(texts) > 1:
        carried = []
    return [*carried, *own] if text else [*own, *carried]
