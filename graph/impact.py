"""What rests on a document: who relies on it, and who on those, by distance and strength."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .links import Link
    from .world import World

STRENGTHS = {
    "forwards": 1.0,
    "endorses": 1.0,
    "promulgates": 1.0,
    "based_on": 0.9,
    "implements": 0.8,
    "applies": 0.7,
    "completes": 0.7,
    "interprets": 0.7,
}
"""How much a circular rests on what it refers to so; what merely cites, answers, ends or changes
a document does not rest on it."""
_MUTATIS = 0.5
"""参照 binds less than 按照."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A circular that rests on a document: by what relation, in which clauses (null: outside of
    clauses), through which circular where not directly. `distance` counts from 1; `strength` is
    the product along the strongest of the shortest ways, 0…1."""

    id: str
    distance: int
    strength: float
    via: str
    relation: str
    clauses: tuple[str | None, ...]


def impact(world: World, id: str) -> tuple[Rest, ...]:  # noqa: A002
    """What rests on a document, held or not, each circular once: by distance, the strongest first.

    >>> from .links import Links
    >>> from .world import World
    >>> impact(World({}, Links([]), {}, {}), "x")
    ()
    """
    found: dict[str, Rest] = {}
    front = {id: 1.0}
    distance = 0
    while front:
        distance += 1
        ring: dict[str, Rest] = {}
        for via in sorted(front):
            for rest in _direct(world, via, front[via], distance):
                if rest.id == id or rest.id in found:
                    continue
                known = ring.get(rest.id)
                if known is None or rest.strength > known.strength:
                    ring[rest.id] = rest
        found |= ring
        front = {rest.id: rest.strength for rest in ring.values()}
    order = sorted(found.values(), key=lambda rest: (rest.distance, -rest.strength, rest.id))
    return tuple(order)


def rests_on(link: Link) -> bool:
    """Whether a mention makes its circular rest on the target."""
    return link.reference.effective and link.reference.relation in STRENGTHS


def strength(link: Link) -> float:
    """How much the circular rests on the target by this mention."""
    share = STRENGTHS[link.reference.relation]
    return share * _MUTATIS if link.reference.mutatis else share


def _direct(world: World, id: str, so_far: float, distance: int) -> Iterator[Rest]:  # noqa: A002
    by_owner: dict[str, list[Link]] = {}
    for link in world.links.to(id):
        if rests_on(link) and link.owner != id:
            by_owner.setdefault(link.owner, []).append(link)
    for owner in sorted(by_owner):
        links = by_owner[owner]
        strongest = max(links, key=strength)
        relation = strongest.reference.relation
        named = (link.reference.clause for link in links if link.reference.relation == relation)
        yield Rest(
            id=owner,
            distance=distance,
            strength=round(so_far * strength(strongest), 4),
            via=id,
            relation=relation,
            clauses=tuple(dict.fromkeys(named)),
        )
