"""Mentions linked to documents: what resolving gives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..extract.circular import Reference

ENDS = frozenset({"repeals", "annuls", "declares_lapsed", "ceases", "supersedes"})
CHANGES = frozenset({"amends", "completes", "corrects"})
MOVES = frozenset({"extends", "confirms", "suspends", "resumes", "defers"})
EFFECTIVE = ENDS | CHANGES | MOVES
How = Literal["number", "title", "position", "wanted", "ambiguous", "none"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a mention may mean, and why it was taken or left."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """One reference with the document it means.

    `owner` is the id of the circular that holds the words, `carried` the title of its carried text
    that says them (null: the circular itself). `target` is the id of a node: of a circular held, or
    of one that is wanted (`held` tells); null where several fit or nothing names one. `text` is the
    title of the target's carried text where that is meant, null for the circular as a whole.
    """

    owner: str
    carried: str | None
    reference: Reference
    target: str | None
    how: How
    held: bool = False
    text: str | None = None
    candidates: tuple[Candidate, ...] = ()


def acts(reference: Reference) -> bool:
    """Whether a mention does something to its target, or says that it may come."""
    return reference.relation in EFFECTIVE or not reference.effective


class Links:
    """Every link, to be asked from both ends. Sorted by owner, carried text, place in the text."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.all: tuple[Link, ...] = tuple(links)
        of: dict[str, list[Link]] = defaultdict(list)
        to: dict[str, list[Link]] = defaultdict(list)
        for link in self.all:
            of[link.owner].append(link)
            if link.target is not None:
                to[link.target].append(link)
        self._of: Mapping[str, list[Link]] = of
        self._to: Mapping[str, list[Link]] = to

    def of(self, owner: str) -> tuple[Link, ...]:
        """What a circular says of others."""
        return tuple(self._of.get(owner, ()))

    def to(self, target: str) -> tuple[Link, ...]:
        """What others say of a document, held or wanted."""
        return tuple(self._to.get(target, ()))

    def acting(self, target: str) -> tuple[Link, ...]:
        """What others say of a document that does something to it, or is announced to."""
        return tuple(link for link in self.to(target) if acts(link.reference))

    def wanting(self, target: str) -> tuple[Link, ...]:
        """What others say of a document that is not held."""
        return tuple(link for link in self.to(target) if link.how == "wanted")

    def acted_on(self) -> tuple[str, ...]:
        """Every id that something is done to, sorted."""
        return tuple(target for target in self.targets() if self.acting(target))

    def targets(self) -> tuple[str, ...]:
        """Every id that something is said of, sorted."""
        return tuple(sorted(self._to))
