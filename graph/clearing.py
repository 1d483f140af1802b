"""Clearing-up rules for a class (…以前印发的，除…外，一律废止): told, never decided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..extract.dates import find_dates
from .days import known_day, start_said
from .links import ENDS
from .parts import owners
from .rank import encloses, office

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..extract.circular import Circular, ClassRule
    from .holdings import Held
    from .parts import Subject
    from .view import View

_BEFORE = re.compile("以前|之前|前")


@dataclass(frozen=True, slots=True)
class Clearing:
    """A rule that a document may fall under, of the circular `by`."""

    by: str
    rule: ClassRule
    start: dt.date


def clears(circular: Circular) -> bool:
    """Whether a circular has a rule for a class that documents can fall under."""
    return any(_of_class(rule) for owner in owners(circular) for rule in owner.class_rules)


def _of_class(rule: ClassRule) -> bool:
    return rule.kind == "class_repeal" or rule.on is not None


def clearings(view: View, subject: Subject, on: dt.date) -> Iterator[Clearing]:
    """The rules for a class that a circular held may fall under by a day, as far as what is held
    does not answer them."""
    held = view.held(subject.id)
    made = known_day(held.circular) if held else None
    if held is None or made is None:
        return
    for one in view.world.directory.clearing([item.value for item in held.circular.issuers]):
        id_, by = one.id, view.world.held[one.id]
        start = start_said(by.circular, None)[0]
        if id_ == held.id or not view.knows(known_day(by.circular)) or not start or start > on:
            continue
        if any(link.target == held.id for link in view.world.links.of(id_)):
            continue
        for owner in owners(by.circular):
            for rule in filter(_of_class, owner.class_rules):
                since = rule.on if rule.kind == "conditional" else start
                met = rule.kind == "conditional" and _kept(view, held, by)
                if (
                    since
                    and since <= on
                    and not met
                    and _falls_under(rule, by.circular, held, made)
                ):
                    yield Clearing(id_, rule, since)


def _kept(view: View, held: Held, by: Held) -> bool:
    """Whether a list known behind a rule on a condition tells what became of a document: then the
    condition (逾期未公布) has not come about."""
    since = known_day(by.circular)
    return any(
        effect.known_on and since and effect.known_on >= since
        for effect in view.effects(held.id, ENDS | {"confirms", "extends"})
    )


def _falls_under(rule: ClassRule, by: Circular, held: Held, made: dt.date) -> bool:
    """Whether a circular was made before the day a rule names: of the rule's maker or its office;
    of a rule on a condition for those below, by a government or office of a lower level."""
    days = [
        match.date
        for match in find_dates(rule.quote)
        if _BEFORE.match(rule.quote[match.end : match.end + 2])
    ]
    if len(days) != 1 or made > days[0] or not by.issuers:
        return False
    maker = office(by.issuers[0].value)
    return any(
        one.level is not None
        and maker.level is not None
        and (one.level > maker.level if rule.kind == "conditional" else one.level == maker.level)
        and one.kind != "department"
        and encloses(maker, one)
        for one in (office(item.value) for item in held.circular.issuers)
    )
