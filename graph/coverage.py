"""What an answer rests on: what is held of an issuer, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .days import known_day
from .names import number_key
from .verdict import Coverage

if TYPE_CHECKING:
    import datetime as dt

    from .entries import Entry
    from .holdings import Held
    from .names import NumberKey
    from .view import View

_MOST_GAPS = 20


def coverage(view: View, id_: str) -> Coverage:
    """What is held of the issuer of a document, and what of it is missing or later."""
    held = view.held(id_)
    if held is None or not held.circular.issuers:
        return Coverage(missing=missing_for(view, id_), says=_says(held, (), None))
    own = known_day(held.circular)
    issuers = [item.value for item in held.circular.issuers]
    same = [one for one in view.world.directory.of(issuers) if view.knows(one.known)]
    days = {one.id: day for one in same if (day := one.known)}
    later = tuple(sorted(one for one, day in days.items() if own and day > own and one != id_))
    return Coverage(
        held_of_issuer=len(same),
        held_of_year=sum(bool(own) and day.year == own.year for day in days.values() if own),
        gaps=_gaps(held.id, same),
        newest=max(days.values(), default=None),
        later=later,
        missing=missing_for(view, id_),
        says=_says(held, later, max(days.values(), default=None)),
    )


def _key(one: Entry) -> NumberKey | None:
    return number_key(one.numbers[0]) if one.numbers else None


def _gaps(id_: str, same: list[Entry]) -> tuple[str, ...]:
    """Numbers of its series and year between those held, at most 20."""
    key = next((_key(one) for one in same if one.id == id_), None)
    if key is None or key.is_order:
        return ()
    keys = [k for one in same if (k := _key(one)) and (k.series, k.year) == (key.series, key.year)]
    have = {k.sequence for k in keys}
    if not have:
        return ()
    lacking = [n for n in range(min(have), max(have)) if n not in have]
    return tuple(f"{key.series}〔{key.year}〕{n}号" for n in lacking[:_MOST_GAPS])


def missing_for(view: View, id_: str) -> tuple[str, ...]:
    """Documents not held that it rests on or that do something to it."""
    found = {
        link.target
        for link in view.world.links.of(id_)
        if link.target and not link.held and link.reference.relation in _MATTERS
    }
    return tuple(sorted(one for one in found if one))


_MATTERS = frozenset({"based_on", "implements", "forwards", "applies", "endorses", "amends"})


def _says(held: Held | None, later: tuple[str, ...], newest: dt.date | None) -> str:
    """One line for people, English; commands translate the figures."""
    if held is None:
        return "the document itself is not held"
    if not later:
        return "no later document of the issuer is held"
    return f"{len(later)} later documents of the issuer are held, the newest of {newest}"
