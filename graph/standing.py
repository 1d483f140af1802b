"""The status of a document from day to day, worked out once: what does not change between two days
is told once for both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .answer import decide
from .clearing import clearings
from .days import numbered_year
from .links import ENDS
from .overridden import overrides
from .parts import Subject
from .proof import unique
from .timeline import turning_days
from .view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .verdict import Status, Step
    from .world import World


@dataclass(frozen=True, slots=True)
class Standing:
    """The status from a day on (null: from before all), till the next one's day: as `status` gives
    it, with the words that show it."""

    first: dt.date | None
    status: Status
    amended: bool
    because: tuple[Step, ...]


def standings(world: World, id: str) -> tuple[Standing, ...]:  # noqa: A002
    """The status of a document held or wanted on every day, the earliest first.

    For each day it says what `status` says of the whole document, by all that is known, for any
    case. Two neighbours differ.
    """
    view, asked = View(world), Subject(id)
    days = sorted(set(_turns(view, asked)))
    found: list[Standing] = []
    for first in (None, *days):
        on = first or (days[0] - dt.timedelta(days=1) if days else dt.date(1949, 10, 1))
        judged, _ = decide(view, asked, on)
        made = Standing(first, judged.status, judged.amended, unique(judged.steps))
        if not found or _said(found[-1]) != _said(made):
            found.append(made)
    return tuple(found)


def _said(one: Standing) -> tuple[object, ...]:
    return one.status, one.amended, one.because


def _turns(view: View, asked: Subject) -> Iterator[dt.date]:
    """Every day on which a verdict may turn."""
    yield from turning_days(view, asked)
    for effect in view.effects(asked.id, ENDS | {"suspends"}, all_=True):
        for day in (view.day(effect), effect.doubtful_from):
            if day and day > dt.date.min:
                yield day
    circular = view.circular(asked.id)
    if circular is None:
        return
    if year := numbered_year(circular):
        yield dt.date(year, 1, 1)
        yield dt.date(year + 1, 1, 1)
    for override in overrides(view, asked, dt.date.max):
        yield override.start
    for clearing in clearings(view, asked, dt.date.max):
        yield clearing.start
