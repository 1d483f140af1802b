"""The timeline of a document or clause: intervals of one status, as known on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..extract.clauses import walk
from .links import EFFECTIVE
from .parts import Subject, covers, owners, subject
from .status import judge
from .view import BEFORE_ALL, DAY, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .effects import Effect
    from .verdict import Status
    from .world import World


@dataclass(frozen=True, slots=True)
class Interval:
    """Days of one status, half-open inside (`first` … `last` inclusive here; null where open).

    `force` is the status when 停止执行, 暂停 and 恢复 are left out of account: a document whose
    application has ceased may be in force. `opened_by`, `closed_by`: ids of the circulars whose
    effects, or whose own words, begin and end it.
    """

    first: dt.date | None
    last: dt.date | None
    status: Status
    force: Status
    amended: bool
    opened_by: tuple[str, ...]
    closed_by: tuple[str, ...]


def timeline(
    world: World,
    id: str,  # noqa: A002
    clause: str | None = None,
    *,
    known_on: dt.date | None = None,
) -> tuple[Interval, ...]:
    """The intervals of a document or clause, the earliest first, from before all to after all."""
    view, force = View(world, known_on), View(world, known_on, force_only=True)
    asked = subject(view.circular(id), id, clause)
    days = sorted(set(turning_days(view, asked)))
    rows: list[Interval] = []
    for first, following in zip([None, *days], [*days, None], strict=True):
        on = first or (following - DAY if following else dt.date(1949, 10, 1))
        judged = judge(view, asked, on)
        bound = judge(force, asked, on).status
        opened = _turned(view, asked, first) if first else ()
        closed = _turned(view, asked, following) if following else ()
        last = following - DAY if following else None
        row = Interval(first, last, judged.status, bound, judged.amended, opened, closed)
        if rows and _alike(rows[-1], row):
            rows[-1] = _joined(rows[-1], row)
        else:
            rows.append(row)
    return tuple(rows)


def _alike(one: Interval, other: Interval) -> bool:
    return (one.status, one.force, one.amended) == (other.status, other.force, other.amended)


def _joined(one: Interval, other: Interval) -> Interval:
    return Interval(
        one.first, other.last, one.status, one.force, one.amended, one.opened_by, other.closed_by
    )


def turning_days(view: View, asked: Subject) -> Iterator[dt.date]:
    """Every day on which the status can turn."""
    for day, _ in _dated(view, asked):
        if day not in (BEFORE_ALL, dt.date.max):
            yield day


def _turned(view: View, asked: Subject, on: dt.date) -> tuple[str, ...]:
    return tuple(sorted({by for day, by in _dated(view, asked) if day == on}))


def _dated(view: View, asked: Subject) -> Iterator[tuple[dt.date, str]]:
    """Days on which something begins, or the first without it, and whose words say so."""
    for effect in view.effects(asked.id, EFFECTIVE):
        day = view.day(effect)
        if day:
            yield day, effect.by
            if effect.relation == "confirms" or (effect.relation == "extends" and not effect.until):
                yield from _behind(day, effect.by)
        if effect.until:
            yield from _behind(effect.until, effect.by)
    start = view.start(Subject(asked.id, asked.text))
    if start.day:
        yield start.day, start.by[-1].by if start.by else asked.id
    for period in view.periods(asked):
        if period.first:
            yield period.first, _owner(period.by, asked)
        if period.last:
            yield from _behind(period.last, _owner(period.by, asked))
    yield from _of_clauses(view, asked)


def _behind(day: dt.date, by: str) -> Iterator[tuple[dt.date, str]]:
    if day < dt.date.max:
        yield day + DAY, by


def _owner(effects: Sequence[Effect], asked: Subject) -> str:
    return effects[-1].by if effects else asked.id


def _of_clauses(view: View, asked: Subject) -> Iterator[tuple[dt.date, str]]:
    circular = view.circular(asked.id)
    if circular is None:
        return
    if asked.clause and (start := view.clause_start(asked)) and start.day:
        yield start.day, asked.id
    for owner in owners(circular):
        for clause in walk(owner.clauses):
            related = (
                asked.clause is None
                or covers(asked.clause, clause.id)
                or covers(clause.id, asked.clause)
            )
            if related and clause.validity and clause.validity.expires_on:
                yield from _behind(clause.validity.expires_on, asked.id)
        validity = owner.validity
        if validity and validity.expires_on:
            yield from _behind(validity.expires_on, asked.id)
