"""What is known on a day: effects with their days, starts and terms of documents and their parts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..extract.dates import find_dates
from ..extract.normalise import tight
from .days import counted_day, known_day, validities
from .default_terms import default_term
from .parts import Subject, clause_named, covers, owners, trees
from .words import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..extract.circular import Circular, Clause, Evidence, Validity
    from .default_terms import DefaultTerm
    from .effects import Effect
    from .holdings import Held
    from .world import World

DAY = dt.timedelta(days=1)
BEFORE_ALL = dt.date.min
_FINAL = frozenset({"repeals", "annuls", "declares_lapsed"})
_APPLICATION = frozenset({"ceases", "suspends", "resumes"})


@dataclass(frozen=True, slots=True)
class Start:
    """The first day of a document or part: `said` shows it, `assumed` where nothing says it, `by`
    the effects that moved it."""

    day: dt.date | None
    assumed: bool
    said: tuple[Evidence, ...] = ()
    by: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Days of force, both included; `last` null where no end is known, `first` where no start is.
    `by`: the effects that opened or prolonged it; `said` shows its end; `automatic`: it lapses by
    itself; `default`: the end comes from a rule of the jurisdiction."""

    first: dt.date | None
    last: dt.date | None
    said: tuple[Evidence, ...] = ()
    by: tuple[Effect, ...] = ()
    automatic: bool = False
    default: DefaultTerm | None = None
    row: bool = False

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class View:
    """The world as known on a day (null: all of it), for a case of a day (null: for any);
    `force_only`: without what only stops and resumes application."""

    def __init__(
        self,
        world: World,
        known_on: dt.date | None = None,
        case_date: dt.date | None = None,
        *,
        force_only: bool = False,
    ) -> None:
        self._left_out = _APPLICATION if force_only else frozenset()
        self.world = world
        self.known_on = known_on
        self.case_date = case_date

    def knows(self, day: dt.date | None) -> bool:
        """Whether what became known on a day is known; of an unknown day only to those who ask for
        all."""
        return self.known_on is None or (day is not None and day <= self.known_on)

    def held(self, id_: str) -> Held | None:
        """What is held of an id, null where nothing is or it was not known yet."""
        held = self.world.held.get(id_)
        return held if held and self.knows(known_day(held.circular)) else None

    def circular(self, id_: str) -> Circular | None:
        """A circular held, null where none is or where it was not known yet."""
        held = self.held(id_)
        return held.circular if held else None

    def text(self, id_: str) -> str | None:
        """The text of the file a circular stands in."""
        held = self.world.held.get(id_)
        return self.world.texts.get(held.key[0]) if held else None

    def effects(self, id_: str, relations: frozenset[str], *, all_: bool = False) -> list[Effect]:
        """The effects on a document that are known and count; `all_`: also those that do not."""
        return [
            effect
            for effect in self.world.effects.get(id_, ())
            if effect.relation in relations
            and effect.relation not in self._left_out
            and (all_ or (effect.applied and self.stands(effect)))
            and self.knows(effect.known_on)
        ]

    def stands(self, effect: Effect) -> bool:
        """Whether the circular behind an effect was not void, or at an end before it took effect: what
        ends later revives nothing."""
        for end in self.world.effects.get(effect.by, ()):
            whole = end.applied and not end.clauses and not end.partial and end.text is None
            if whole and end.relation in _FINAL and self.knows(end.known_on):
                if end.void:
                    return False
                if (
                    end.effective_on
                    and effect.effective_on
                    and end.effective_on < effect.effective_on
                ):
                    return False
        return True

    def day(self, effect: Effect) -> dt.date | None:
        """The first day of an effect: that of its circular, as known, where it has none of its own."""
        if effect.void:
            return BEFORE_ALL
        if not effect.from_start:
            return effect.effective_on
        start = self.start(Subject(effect.by, effect.by_carried))
        return start.day if start.by else effect.effective_on

    # starts

    def start(self, subject: Subject) -> Start:
        """The first day of a document or text as it says itself, moved by what defers it."""
        deferred = self._deferred(subject)
        held = self.held(subject.id)
        if held is None:
            return (
                Start(deferred[-1].effective_on, assumed=False, by=deferred)
                if deferred
                else Start(None, assumed=True)
            )
        own = _said_start(held.circular, subject.text)
        if deferred:
            return Start(deferred[-1].effective_on, assumed=False, said=own.said, by=deferred)
        return own

    def clause_start(self, subject: Subject) -> Start | None:
        """The first day that is said of a clause, or of one it stands in; null where none is."""
        assert subject.clause
        own = next((v for v in self.validities_of(subject) if v.effective_on), None)
        said = own.evidence if own else ()
        if deferred := self._deferred(subject):
            return Start(deferred[-1].effective_on, assumed=False, said=said, by=deferred)
        return Start(own.effective_on, own.assumed, said) if own else None

    def _deferred(self, subject: Subject) -> tuple[Effect, ...]:
        found = [
            effect
            for effect in self.effects(subject.id, frozenset({"defers"}))
            if not effect.from_start
            and effect.effective_on
            and (
                any(covers(part, subject.clause) for part in effect.clauses)
                if subject.clause
                else not effect.clauses
            )
            and (effect.text is None or subject.text in (None, effect.text) or subject.clause)
        ]
        return tuple(found)

    def validities_of(self, subject: Subject) -> Iterator[Validity]:
        """What a clause says of its own time, the nearest first: its own, then of what holds it. Of
        an annex: what clauses say of it."""
        held = self.held(subject.id)
        if held is None or not subject.clause:
            return
        if subject.clause.startswith("附件"):
            yield from _of_annex(held.circular, subject.clause)
            return
        tree = trees(held.circular, subject.text)
        for clause in _way_to(tree, subject.clause):
            if clause.validity and not (clause.validity.scope or "").startswith("附件"):
                yield clause.validity

    # terms

    def periods(self, subject: Subject) -> list[Period]:
        """The periods of force of a document: its own term, then what prolongs it."""
        held = self.held(subject.id)
        periods: list[Period] = []
        if held:
            start = self.start(Subject(subject.id, subject.text))
            periods.append(self._own_period(held, subject, start))
        prolonging = self.effects(subject.id, frozenset({"extends", "confirms"}))
        for effect in prolonging:
            if effect.clauses or effect.besides or not self._same_text(effect, subject):
                continue
            if effect.until:
                if not periods and (old := self._old_end(effect)):
                    periods.append(Period(None, old, by=(effect,), row=True))
                _prolong(periods, effect, self.day(effect))
            elif effect.relation == "extends" and periods and _goes_on(effect, prolonging):
                _prolong(periods, effect, self.day(effect))
        return periods

    def _same_text(self, effect: Effect, subject: Subject) -> bool:
        return effect.text is None or subject.text in (None, effect.text)

    def _own_period(self, held: Held, subject: Subject, start: Start) -> Period:
        for validity in validities(held.circular, subject.text):
            if validity.expires_on and not validity.partial:
                automatic = validity.lapses == "automatic"
                return Period(
                    start.day, validity.expires_on, validity.evidence, automatic=automatic
                )
        for validity in validities(held.circular, subject.text):
            if validity.plan_period and validity.plan_period.last:
                return Period(start.day, validity.plan_period.last, validity.evidence)
        rule = default_term(self.world.terms, held, subject.text, start.day, self.known_on)
        if rule:
            return Period(start.day, rule.last, default=rule)
        return Period(start.day, None)

    def _old_end(self, effect: Effect) -> dt.date | None:
        """The former last day that the row of an annex gives (原有效期至)."""
        owner = self.world.held[effect.by].circular
        found = (
            row_of(owner, effect.number, effect.title, effect.by_clause) if effect.listed else None
        )
        if found is None:
            return None
        table, row = found
        for name, cell in zip(table.header, row, strict=False):
            dates = find_dates(tight(cell)) if tight(name).startswith("原") else []
            if len(dates) == 1:
                return dates[0].date
        return None


def _goes_on(effect: Effect, others: Sequence[Effect]) -> bool:
    """Whether 继续执行 without a day stands alone: no other effect of its circular gives the day."""
    return "继续" in effect.quote and not any(
        other.by == effect.by and other.until for other in others
    )


def _prolong(periods: list[Period], effect: Effect, day: dt.date | None) -> None:
    last = periods[-1] if periods else None
    if last is None:
        periods.append(Period(day, effect.until, by=(effect,)))
        return
    if last.last is None and effect.until and not effect.listed and effect.relation != "extends":
        return
    in_time = last.last is None or (effect.known_on or dt.date.max) <= last.last
    backdated = day is not None and last.last is not None and day <= last.last + DAY
    if effect.until and last.last and effect.until <= last.last:
        return
    if in_time or backdated:
        periods[-1] = Period(last.first, effect.until, last.said, (*last.by, effect), row=last.row)
    else:
        periods.append(Period(day, effect.until, by=(effect,)))


def _said_start(circular: Circular, text: str | None) -> Start:
    for validity in validities(circular, text):
        if validity.effective_on:
            return Start(validity.effective_on, validity.assumed, validity.evidence)
    counted = counted_day(circular)
    return (
        Start(counted[0], assumed=True, said=counted[1]) if counted else Start(None, assumed=True)
    )


def _way_to(clauses: Sequence[Clause], id_: str) -> list[Clause]:
    """The clauses from the one of an id up to the top, the clause itself first."""
    for clause in clauses:
        if clause.id == id_ or (clause_named((clause,), id_) is clause):
            return [clause]
        below = _way_to(clause.children, id_)
        if below:
            return [*below, clause]
    return []


def _of_annex(circular: Circular, annex: str) -> Iterator[Validity]:
    from ..extract.clauses import walk

    for owner in owners(circular):
        for clause in walk(owner.clauses):
            if clause.validity and (clause.validity.scope or "").startswith("附件"):
                said = (clause.validity.scope or "")[:3]
                if covers(annex, said if said[2:].isdecimal() else "附件"):
                    yield clause.validity
