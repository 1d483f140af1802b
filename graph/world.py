"""Everything known from what is held: circulars, links, wanted documents, effects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .catalogue import Entries
from .default_terms import read_rules
from .directory import Directory
from .effects import Effects, Sources
from .entries import RULES
from .find import wanted_names
from .holdings import Texts
from .resolve import gather, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .default_terms import Rule
    from .effects import Effect
    from .entries import Catalogue
    from .holdings import Held, Holdings
    from .links import Links
    from .wanted import Wanted


@dataclass(frozen=True, slots=True)
class World:
    """What questions are asked of: `held` by id, `links` of every mention, `wanted` by id,
    `effects` by the id of their target (in order of known day, id and key). `texts` are those of
    the files held, by sha256, that the spans of evidence count in; `terms`: default terms of
    jurisdictions, read from what is held or from the rules.

    All of it may be read when it is asked for: a library with a million circulars loads those that
    a question needs.
    """

    held: Mapping[str, Held]
    links: Links
    wanted: Mapping[str, Wanted]
    effects: Mapping[str, tuple[Effect, ...]]
    texts: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[Rule, ...] = ()
    directory: Directory = field(default_factory=Directory)


def build_world(holdings: Holdings) -> World:
    """Link every mention, in memory. A function of what is held, not of its order."""
    first: dict[str, Held] = {}
    for one in holdings.circulars():
        first.setdefault(one.id, one)
    circulars = tuple(first.values())
    catalogue = Entries(circulars)
    links = resolve(circulars, catalogue)
    wanted = {}
    for target in links.targets():
        if said := links.wanting(target):
            wanted[target] = gather(target, said)
            catalogue.add_wanted(target, wanted_names(wanted[target]))
    return assemble(first, links, wanted, Texts(holdings, (k.key[0] for k in circulars)), catalogue)


def assemble(
    held: Mapping[str, Held],
    links: Links,
    wanted: Mapping[str, Wanted],
    texts: Mapping[str, str],
    catalogue: Catalogue,
) -> World:
    """A world from its parts, each of which may be read when it is asked for."""
    directory = Directory(catalogue)
    stating = (held[one.id] for one in catalogue.entries(RULES))
    return World(
        held=held,
        links=links,
        wanted=wanted,
        effects=Effects(Sources(held, links, wanted, texts, directory)),
        texts=texts,
        terms=read_rules(stating),
        directory=directory,
    )
