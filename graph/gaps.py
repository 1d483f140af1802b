"""What is missing: documents cited and not held, ranked by the answers that hang on them, and
numbers left out of the series that issuers count in."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .impact import impact, rests_on
from .names import number_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .wanted import Wanted
    from .world import World

FURTHER = 0.5
"""What an answer one step further away counts, against one nearer."""
CHANGED = 0.25
"""An effect on a document not held: only questions about that document itself hang on it."""
NAMED = 0.1
"""A mere mention."""
_Place = tuple[str, int | None, str]
"""Prefix, year, and the body where the prefix does not tell it."""
WEIGHTLESS = frozenset({"cites", "replies_to", "confirms"})


@dataclass(frozen=True, slots=True)
class Missing:
    """A document cited and not held. `weight`: how many answers hang on it: each clause that rests
    on it counts 1, what rests on those circulars half as much a step; an effect on it a quarter, a
    mention a tenth."""

    wanted: Wanted
    weight: float


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one prefix and year: sequences held, and cited though not held; `missing` are
    the runs between the lowest and the highest held that nothing is known of, both ends included.
    `issuer`: the body the numbers held are of, null where they have several."""

    prefix: str
    year: int | None
    issuer: str | None
    held: tuple[int, ...]
    cited: tuple[int, ...]
    missing: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        """How many numbers are missing."""
        return sum(last - first + 1 for first, last in self.missing)


def missing(world: World, weights: Mapping[str, float] | None = None) -> tuple[Missing, ...]:
    """The documents cited and not held, those first on which most answers hang. `weights`: how many
    hang on each, by its id, where that was counted before."""
    found = [
        Missing(one, weights[one.id] if weights else _weight(world, one))
        for one in world.wanted.values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.wanted.id)))


def series(world: World) -> tuple[Series, ...]:
    """The series of numbers with gaps, those first of which most is held."""
    held: dict[_Place, dict[int, str | None]] = defaultdict(dict)
    cited: dict[_Place, set[int]] = defaultdict(set)
    for one in world.directory.catalogue.every():
        issuer = one.issuers[0] if one.issuers else None
        if one.numbers and (place := _place(one.numbers[0], issuer)):
            held[place[0]][place[1]] = issuer
    for wanted in world.wanted.values():
        issuer = next((name for said in wanted.issuers for name in said.split("、")), None)
        if wanted.number and (place := _place(wanted.number, issuer)):
            cited[place[0]].add(place[1])
    rows = [_series(key, held[key], cited.get(key, set())) for key in held]
    rows = [row for row in rows if row.missing]
    return tuple(sorted(rows, key=lambda row: (-len(row.held), row.prefix, row.year or 0)))


def _weight(world: World, wanted: Wanted) -> float:
    weight = 0.0
    clauses: set[tuple[str, str | None, str | None]] = set()
    for link in world.links.wanting(wanted.id):
        relation = link.reference.relation
        if rests_on(link):
            clauses.add((link.owner, link.carried, link.reference.clause))
        elif relation in WEIGHTLESS or not link.reference.effective:
            weight += NAMED
        else:
            weight += CHANGED
    weight += len(clauses)
    for rest in impact(world, wanted.id):
        if rest.distance > 1:
            weight += FURTHER ** (rest.distance - 1)
    return round(weight, 2)


def _place(number: str, issuer: str | None) -> tuple[_Place, int] | None:
    """Series and sequence; orders and announcements, which have no prefix, count by issuer."""
    key = number_key(number)
    if key is None:
        return None
    body = (issuer or key.body) if key.is_order else ""
    return (key.series, key.year, body), key.sequence


def _series(key: _Place, held: dict[int, str | None], cited: set[int]) -> Series:
    numbers = sorted(held)
    issuers = {issuer for issuer in held.values() if issuer}
    between = sorted({n for n in cited if numbers[0] < n < numbers[-1]} | set(numbers))
    runs = [(low + 1, high - 1) for low, high in itertools.pairwise(between) if high - low > 1]
    return Series(
        prefix=key[0],
        year=key[1],
        issuer=next(iter(issuers)) if len(issuers) == 1 else None,
        held=tuple(numbers),
        cited=tuple(sorted(cited)),
        missing=tuple(runs),
    )
