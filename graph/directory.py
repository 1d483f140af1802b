"""Who made what under which title: found by a look-up, not by going through all that is held."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .clearing import clears
from .names import core

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..extract.circular import Circular
    from .holdings import Held
    from .links import Link, Links


@dataclass(frozen=True, slots=True)
class Directory:
    """Ids of circulars held by issuer, by title (but for 试行, 修订, year) and by number; the links of
    overrides that name nothing; ids of circulars with clearing-up rules for a class."""

    by_issuer: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_title: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    overrides: tuple[Link, ...] = ()
    clearing: tuple[str, ...] = ()

    def of(self, circular: Circular) -> tuple[str, ...]:
        """The circulars held of any of a circular's issuers."""
        found = (id_ for item in circular.issuers for id_ in self.by_issuer.get(item.value, ()))
        return tuple(sorted(set(found)))

    def titled(self, title: str) -> tuple[str, ...]:
        """The circulars held that have nearly that title: 试行, 修订, year and issuer apart."""
        return self.by_title.get(core(title), ())


def make_directory(held: Iterable[Held], links: Links) -> Directory:
    """The directory of what is held."""
    issuers: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, set[str]] = defaultdict(set)
    clearing = []
    for one in held:
        for item in one.circular.issuers:
            issuers[item.value].add(one.id)
        for title in titles_of(one.circular):
            if key := core(title):
                titles[key].add(one.id)
        if clears(one.circular):
            clearing.append(one.id)
    overrides = [link for link in links.all if link.reference.relation == "overrides"]
    return Directory(_sorted(issuers), _sorted(titles), tuple(overrides), tuple(clearing))


def _sorted(found: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def titles_of(circular: Circular, text: str | None = None) -> list[str]:
    """The titles a circular goes by, and those of what it carries; of one text only that."""
    if text:
        return [text]
    own = [circular.title.value] if circular.title else []
    return own + [carried.title for carried in circular.carried]
