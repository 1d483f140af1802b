"""Which record answers which gold document of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .words import loose, number_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Key = Callable[[dict[str, Any]], str]

NEARLY = 80.0
"""Likeness (0…100) of two titles, letter by letter, from which one is the other misread."""


def align(
    documents: Sequence[dict[str, Any]], records: Sequence[dict[str, Any]]
) -> tuple[list[int | None], list[int]]:
    """For each document the index of its record or null, and the records that answer none.

    By document number, else by title, else by a title that is nearly the same, else what is left
    in its order. Of two with one number
    (a copy behind a forwarding) the first answers the first.
    """
    pairs: list[int | None] = [None] * len(documents)
    free = list(range(len(records)))
    keys: tuple[Key, ...] = (_number, _title)
    for key in keys:
        for index, document in enumerate(documents):
            wanted = key(document)
            if pairs[index] is None and wanted:
                found = [place for place in free if key(records[place]) == wanted]
                if found:
                    pairs[index] = found[0]
                    free.remove(found[0])
    for last in (_nearest, _first):
        for index, document in enumerate(documents):
            if pairs[index] is None and free:
                pairs[index] = last(document, records, free)
                if (taken := pairs[index]) is not None:
                    free.remove(taken)
    return pairs, free


def _nearest(
    document: dict[str, Any], records: Sequence[dict[str, Any]], free: list[int]
) -> int | None:
    from rapidfuzz.fuzz import ratio

    title = _title(document)
    likeness = {place: ratio(title, _title(records[place])) for place in free} if title else {}
    best = max(likeness, key=lambda place: likeness[place], default=None)
    return best if best is not None and likeness[best] >= NEARLY else None


def _first(_: dict[str, Any], __: Sequence[dict[str, Any]], free: list[int]) -> int | None:
    return free[0]


def _number(values: dict[str, Any]) -> str:
    return number_key(values.get("number"))


def _title(values: dict[str, Any]) -> str:
    return loose(values.get("title"))
