"""Figures on one matter that cannot both hold, in circulars that bind each other."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from .days import known_day
from .impact import impact
from .verdict import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..extract.circular import CarriedText, Circular, Norm, Quantity
    from .world import World

Contradiction = tuple[tuple[str, ...], str, tuple[Step, ...]]
_LEAST = 6
"""Characters before a figure that must agree: fewer name no matter."""
_MOST = 12
_NO_WORD = re.compile(r"[\W_]")
_ENDS = frozenset({"repeals", "annuls", "declares_lapsed", "supersedes", "ceases"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the words before it, by which its matter is told."""

    circular: str
    clause: str | None
    matter: str
    kind: str
    unit: str | None
    bound: str
    value: Decimal
    norm: Norm


def contradicting_figures(world: World) -> Iterator[Contradiction]:
    """Pairs of figures that cannot both hold.

    Compared are circulars of which one rests on the other, or that have one issuer; a lower limit
    below a higher one (每班不超过25人 under 不超过30人) is stricter, no contradiction.
    """
    figures: dict[tuple[str, str, str | None, str], list[Figure]] = defaultdict(list)
    for id_, held in world.held.items():
        for figure in figures_of(id_, held.circular):
            key = figure.matter, figure.kind, figure.unit, figure.bound
            figures[key].append(figure)
    for same in figures.values():
        for upper in same:
            for lower in same:
                if upper.value != lower.value and _binds(world, upper, lower):
                    yield _contradiction(upper, lower)


def figures_of(id_: str, circular: Circular) -> Iterator[Figure]:
    """The figures of a circular and of what it carries, of which the matter is told."""
    texts: Sequence[Circular | CarriedText] = (circular, *circular.carried)
    for text in texts:
        for norm in text.norms:
            for quantity in norm.quantities:
                matter, value = _matter(norm, quantity), _value(quantity)
                if matter and value is not None:
                    unit, bound = quantity.unit, quantity.bound
                    kind = quantity.kind
                    yield Figure(id_, norm.clause, matter, kind, unit, bound, value, norm)


def _matter(norm: Norm, quantity: Quantity) -> str | None:
    """The words before a figure, where they are enough and stand there once."""
    before, found, after = norm.text.partition(quantity.text)
    words = _NO_WORD.sub("", before)[-_MOST:]
    if not found or quantity.text in after or len(words) < _LEAST:
        return None
    return None if any(char.isdigit() for char in words) else words


def _value(quantity: Quantity) -> Decimal | None:
    try:
        return Decimal(quantity.value)
    except InvalidOperation:
        return None


def _binds(world: World, upper: Figure, lower: Figure) -> bool:
    """Whether the second must keep to the first and does not."""
    if upper.circular == lower.circular:
        return False
    older, newer = world.held[upper.circular], world.held[lower.circular]
    first, second = known_day(older.circular), known_day(newer.circular)
    if first is None or second is None or first > second:
        return False
    if _ended(world, upper, second) or _changed(world, upper, lower):
        return False
    if older.circular.issuers and newer.circular.issuers:
        one, other = older.circular.issuers[0].value, newer.circular.issuers[0].value
        if one == other:
            return True
    if lower.circular not in {rest.id for rest in impact(world, upper.circular)}:
        return False
    if upper.bound == "max":
        return lower.value > upper.value
    return lower.value < upper.value if upper.bound == "min" else True


def _ended(world: World, figure: Figure, day: object) -> bool:
    return any(
        effect.relation in _ENDS
        and effect.applied
        and effect.effective_on is not None
        and str(effect.effective_on) <= str(day)
        for effect in world.effects.get(figure.circular, ())
    )


def _changed(world: World, upper: Figure, lower: Figure) -> bool:
    """Whether the newer changes or ends the older by its own words: then it replaces the figure."""
    changing = _ENDS | {"amends", "corrects", "overrides", "completes"}
    return any(
        effect.relation in changing and effect.by == lower.circular
        for effect in world.effects.get(upper.circular, ())
    )


def _contradiction(upper: Figure, lower: Figure) -> Contradiction:
    ids = upper.circular, lower.circular
    about = f"{upper.matter} {upper.value} ≠ {lower.value} {upper.unit or ''}".rstrip()
    return ids, about, (_step(upper), _step(lower))


def _step(figure: Figure) -> Step:
    first = figure.norm.evidence[0] if figure.norm.evidence else None
    return Step(
        "says",
        figure.norm.text,
        figure.circular,
        first.page if first else None,
        first.box if first else None,
    )
