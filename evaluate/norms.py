"""Marks for norms: matched by their sentence, then modality, quantities, deadline and the rest."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Any

from .marks import Mark, Reader, collection, single
from .words import empty, loose, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

SINGLE = ("modality", "clause", "bearer", "action", "object", "region", "subject", "soft",
          "discretion", "applies_by")  # fmt: skip
LISTS = ("conditions", "exceptions")
SIMILAR = 75.0
"""Likeness (0…100) from which two sentences are one, read or cut differently."""
COVER = 0.6
"""Share of the longer sentence that the shorter one has to be when it is part of it."""


def norms(field: str, gold: list[dict[str, Any]], got: Reader) -> Iterator[Mark]:
    """The norms of one text, and of each found the attributes that the gold names."""
    given = got.items("norms")
    pairs = pair([item.get("text") or "" for item in gold], [g.get("text") or "" for g in given])
    if not gold and not given:
        yield Mark(field, "empty")
    for index, want in enumerate(gold):
        place = pairs.get(index)
        if place is None:
            yield Mark(field, "missed", want.get("text"), where=want.get("clause"))
            yield from _attributes(field, want, Reader({}, {}), None)
        else:
            sure = got.sure("norms", place)
            yield Mark(field, "right", want["text"], given[place].get("text"), sure)
            yield from _attributes(field, want, got.inside("norms", place), sure)
    for place in sorted(set(range(len(given))) - set(pairs.values())):
        sure, clause = got.sure("norms", place), given[place].get("clause")
        yield Mark(field, "extra", None, given[place].get("text"), sure, clause)


def pair(wanted: list[str], given: list[str]) -> dict[int, int]:
    """Index of the sentence got for each wanted: equal ones first, then the most alike."""
    from rapidfuzz.fuzz import ratio

    wants, gots = [loose(text) for text in wanted], [loose(text) for text in given]
    pairs: dict[int, int] = {}
    free = set(range(len(gots)))
    for index, want in enumerate(wants):
        same = next((place for place in sorted(free) if gots[place] == want), None)
        if same is not None:
            pairs[index] = same
            free.remove(same)
    alike = [
        (max(ratio(want, gots[place]), _inside(want, gots[place])), index, place)
        for index, want in enumerate(wants)
        if index not in pairs
        for place in free
    ]
    for likeness, index, place in sorted(alike, key=lambda row: (-row[0], row[1], row[2])):
        if likeness >= SIMILAR and index not in pairs and place in free:
            pairs[index] = place
            free.remove(place)
    return pairs


def _inside(want: str, got: str) -> float:
    shorter, longer = sorted((want, got), key=len)
    if not shorter or shorter not in longer:
        return 0.0
    return 100.0 if len(shorter) >= COVER * len(longer) else 0.0


def _attributes(
    field: str, want: dict[str, Any], got: Reader, sure: float | None
) -> Iterator[Mark]:
    where = f"{want.get('clause') or ''} {(want.get('text') or '')[:24]}".strip()
    for name in SINGLE:
        if name in want:
            given = got.get(name)
            # whether something is left to lower bodies may be said without their words
            given = not empty(given) if isinstance(want[name], bool) else given
            yield single(f"{field}.{name}", want[name], given, got.sure(name), where)
    for name in LISTS:
        if name in want:
            items = want[name] or [], got.get(name) or []
            yield from collection(f"{field}.{name}", *items, partial(got.sure, name), where)
    if "quantities" in want:
        wanted = [quantity(item) for item in want["quantities"] or []]
        given = [quantity(item) for item in got.get("quantities") or []]
        yield from collection(f"{field}.quantities", wanted, given, lambda _: sure, where)
    if "deadline" in want:
        pair_of = deadline(want["deadline"]), deadline(got.get("deadline"))
        yield single(f"{field}.deadline", *pair_of, sure, where)


def quantity(item: dict[str, Any]) -> dict[str, Any]:
    """What two equal quantities have in common: kind, value, unit and bound."""
    bound = item.get("bound") or "exact"
    return {
        "kind": item.get("kind"),
        "value": decimal(item.get("value")),
        "unit": item.get("unit"),
        "bound": bound,
    }


def decimal(value: Any) -> str | None:
    """A decimal in one form: 30.0 and 30 are the same."""
    try:
        return format(Decimal(str(value)).normalize(), "f") if value is not None else None
    except InvalidOperation:
        return str(value)


def deadline(item: dict[str, Any] | None) -> dict[str, Any] | None:
    """What two equal deadlines have in common: the day, or the length of time and its event, or
    the words of one that comes again and again."""
    if not item:
        return None
    within = item.get("within") or {}
    kept = {
        "on": item.get("on"),
        "value": decimal(within.get("value")),
        "unit": within.get("unit"),
        "from": loose(within.get("from")),
        "recurring": plain(item.get("recurring") or ""),
    }
    found = {name: value for name, value in kept.items() if not empty(value)}
    return found or {"text": item.get("text")}
