"""Everything known from what is held: circulars, links, wanted documents, effects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .default_terms import read_rules
from .directory import Directory, make_directory
from .effects import tell_effects
from .holdings import Texts
from .resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .default_terms import Rule
    from .effects import Effect
    from .holdings import Held, Holdings
    from .links import Links
    from .wanted import Wanted


@dataclass(frozen=True, slots=True)
class World:
    """What questions are asked of: `held` by id, `links` of every mention, `wanted` by id,
    `effects` by the id of their target (in order of known day, id and key). `texts` are those of
    the files held, by sha256, that the spans of evidence count in; `terms`: default terms of
    jurisdictions, read from what is held or from the rules."""

    held: Mapping[str, Held]
    links: Links
    wanted: Mapping[str, Wanted]
    effects: Mapping[str, tuple[Effect, ...]]
    texts: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[Rule, ...] = ()
    directory: Directory = field(default_factory=Directory)


def build_world(holdings: Holdings) -> World:
    """Link every mention and tell every effect. A function of what is held, not of its order."""
    first: dict[str, Held] = {}
    for one in holdings.circulars():
        first.setdefault(one.id, one)
    circulars = tuple(first.values())
    links, wanted = resolve(circulars)
    texts = Texts(holdings, (one.key[0] for one in circulars))
    return World(
        held=first,
        links=links,
        wanted=wanted,
        effects=tell_effects(first, links, wanted, texts),
        texts=texts,
        terms=read_rules(circulars),
        directory=make_directory(circulars, links),
    )
