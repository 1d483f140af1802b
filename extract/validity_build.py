"""From what a text says of its time to its validity: which start holds, when a term ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .circular import Validity
from .validity_dates import last_day, later

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from .circular import Evidence, Found
    from .validity_statement import Said

_CONTESTED = 0.6
_OPEN = 0.88
"""Of a start or an end whose sentence names no subject."""
_WEIGHT = {"self": 3, "carried": 3, "order": 2, "open": 1, "clause": 3, "matter": 1}


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of the circular a text counts from, kept apart (relations.md)."""

    issued: Found[dt.date] | None
    printed: Found[dt.date] | None
    published: Found[dt.date] | None

    @property
    def near(self) -> dt.date | None:
        """The day that gives a date printed without a year its year."""
        date = self.issued or self.printed or self.published
        return date.value if date else None


@dataclass(frozen=True, slots=True)
class Told:
    """A statement where it stands: its clause, whether it leads that clause or is all of it."""

    said: Said
    clause: str | None
    evidence: tuple[Evidence, ...]
    lead: bool = False
    alone: bool = False
    explained: bool = False
    decided: bool = False
    above: bool = False
    """It speaks of what stands above it (上述政策)."""
    opens: bool = False
    """It opens its paragraph."""

    @property
    def sure(self) -> float:
        """How sure the statement is: its rule, its reading, whether it names its subject."""
        sure = min([self.said.confidence, *(item.confidence for item in self.evidence)])
        return min(sure, _OPEN) if self.said.subject.kind == "open" else sure


def build_validity(
    told: Sequence[Told], dates: Dates, extra: Sequence[Validity]
) -> Validity | None:
    """The validity the statements make, completed by what the title and the portal say."""
    made = _made(told, dates) if told else None
    for more in extra:
        made = _completed(made, more) if made is not None else more
    return made


def _completed(made: Validity, more: Validity) -> Validity:
    """What a title says (试行, a plan's years) beside what the text says; the text comes first."""
    start = made if made.effective_on or made.effective_basis else more
    return replace(
        made,
        effective_on=start.effective_on,
        effective_basis=start.effective_basis,
        trial=made.trial or more.trial,
        plan_period=made.plan_period or more.plan_period,
        until_event=made.until_event or more.until_event,
        confidence=min(made.confidence, more.confidence),
        evidence=(*made.evidence, *more.evidence),
    )


def _made(told: Sequence[Told], dates: Dates) -> Validity | None:
    starts = [item for item in told if item.said.kind in ("start", "measure")]
    if all(item.said.kind == "measure" for item in starts) and _contested(starts, ()):
        starts = []  # several measures, each from a day of its own
    ends = [item for item in told if item.said.kind in ("end", "until")]
    terms = [item for item in told if item.said.kind == "term"]
    start, end, term = _best(starts), _best(ends), _best(terms)
    matter = start.said.subject if start and start.said.subject.kind == "matter" else None
    blank = Validity(partial=matter is not None, scope=matter.words if matter else None)
    validity = _started(blank, start, dates)
    validity = _ended(validity, end, term)
    event = next((item for item in told if item.said.kind == "event"), None)
    lapse = next((item for item in told if item.said.kind == "lapses"), None)
    lapse = lapse if end or term or (lapse and lapse.said.subject.kind == "self") else None
    used = [item for item in (start, end, term, event, lapse) if item is not None]
    if not used:
        return None
    return replace(
        validity,
        lapses="automatic" if lapse or any(_by_itself(x) for x in (end, event) if x) else None,
        until_event=event.said.event if event else None,
        confidence=round(min([_sure(start, dates), *(item.sure for item in used)])
        if not _contested(starts, ends) else _CONTESTED, 4),
        evidence=tuple(dict.fromkeys(e for item in used for e in item.evidence)),
    )  # fmt: skip


def _by_itself(end: Told) -> bool:
    return any("自动" in e.quote or "自行" in e.quote for e in end.evidence)


def _best(told: Sequence[Told]) -> Told | None:
    """The statement that names its subject best, the last of equals."""
    return max(
        reversed(told), key=lambda item: _WEIGHT.get(item.said.subject.kind, 0), default=None
    )


def _contested(starts: Sequence[Told], ends: Sequence[Told]) -> bool:
    """Whether two statements of equal weight name different days."""
    for items in (starts, ends):
        best = _best(items)
        if best is None:
            continue
        weight = _WEIGHT.get(best.said.subject.kind, 0)
        days = {
            item.said.day
            for item in items
            if item.said.day and _WEIGHT.get(item.said.subject.kind, 0) == weight
        }
        if len(days) > 1:
            return True
    return False


def _base(said: Said, dates: Dates) -> tuple[Found[dt.date] | None, bool]:
    """The day a start counts from, and whether it stands in for another that is not known."""
    if said.anchor == "print":
        return (dates.issued, False) if dates.issued else (dates.printed, True)
    if dates.published and said.anchor == "publish":
        return dates.published, False
    return dates.issued or dates.printed, True


def _started(validity: Validity, start: Told | None, dates: Dates) -> Validity:
    if start is None:
        return validity
    said = start.said
    if said.anchor is None:
        known = dates.issued or dates.printed
        early = bool(known and said.day and said.day < known.value)
        return replace(validity, effective_on=said.day, effective_basis="stated", retroactive=early)
    base, assumed = _base(said, dates)
    basis = validity.effective_basis
    if said.delay is not None:
        day = later(base.value, said.delay) if base else None
        return replace(
            validity, effective_on=day, effective_basis="computed", assumed=assumed and bool(day)
        )
    basis = "on_issue"
    day = base.value if base else None
    return replace(validity, effective_on=day, effective_basis=basis, assumed=assumed and bool(day))


def _sure(start: Told | None, dates: Dates) -> float:
    """How sure the date is that a start counts from."""
    if start is None or start.said.anchor is None:
        return 1.0
    base, _ = _base(start.said, dates)
    return base.confidence if base else 1.0


def _ended(validity: Validity, end: Told | None, term: Told | None) -> Validity:
    length = term.said.term if term else None
    validity = replace(validity, term=length)
    chosen = end or term
    if chosen is None:
        return validity
    validity = replace(validity, tentative=chosen.said.tentative)
    if chosen.said.subject.kind == "matter":
        validity = replace(validity, partial=True, scope=chosen.said.subject.words)
    if end is not None:
        return replace(validity, expires_on=end.said.day, expires_basis="stated")
    if validity.effective_on is None or length is None:
        return validity
    day = last_day(validity.effective_on, length)
    return replace(validity, expires_on=day, expires_basis="term" if day else None)
