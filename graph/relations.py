"""What a mention says, as one small number: for stores and arrays that hold millions of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .links import EFFECTIVE as DOING

if TYPE_CHECKING:
    from ..extract.circular import Reference

RELATIONS = (
    "cites", "forwards", "endorses", "promulgates", "based_on", "implements", "applies",
    "replies_to", "interprets", "repeals", "annuls", "declares_lapsed", "ceases", "supersedes",
    "overrides", "amends", "completes", "corrects", "extends", "confirms", "suspends", "resumes",
    "defers",
)  # fmt: skip
"""The relations of relations.md; the place of each is stored: new ones come last."""
EFFECTIVE, MUTATIS, OWN, WANTED = 1 << 6, 1 << 7, 1 << 8, 1 << 9
"""Beside the relation: it has effect; 参照; the circular itself says it, no text it carries; its
target is not held."""
_CODES = {name: code for code, name in enumerate(RELATIONS)}
_PLACES = 10


def encode(reference: Reference, *, own: bool, wanted: bool, place: int) -> int:
    """A mention as a number; `place` numbers the clauses of the circular that say something."""
    code = _CODES.get(reference.relation, 0)
    code |= EFFECTIVE * reference.effective | MUTATIS * reference.mutatis
    return code | OWN * own | WANTED * wanted | min(place, (1 << 20) - 1) << _PLACES


def relation_of(code: int) -> str:
    """The relation of a number."""
    return RELATIONS[code & 63]


def does(code: int) -> bool:
    """Whether a mention does something to its target, or says that it may come (graph.links)."""
    return relation_of(code) in DOING or not code & EFFECTIVE


def place_of_code(code: int) -> int:
    """The place of a number."""
    return code >> _PLACES
