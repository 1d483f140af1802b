"""Character errors whatever the order of the lines: what an engine misread, not how lines were put.

The order in which a letter-head, a table's cells and a stamp are given is a matter of taste, and
not what an OCR engine is measured by. So lines set and lines read are matched first, as flexible
character accuracy does it (Clausner, Pletschacher, Antonacopoulos 2020): the surest pair first;
where one is part of the other, the rest may match another line. What finds no match is missing,
or one too many, character by character.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALIKE = 50.0
"""Likeness (0…100) from which two pieces may be the same: half of the shorter one."""
_SLACK = 2
"""By how many characters the edges of a part may lie beside where the likeness is found."""


@dataclass(frozen=True, slots=True)
class _Match:
    """Errors within two pieces, characters that agree, and what is left before and after."""

    errors: int
    agreeing: int
    rest: tuple[str, ...] = ()
    of_wanted: bool = False


def errors_apart(wanted: Sequence[str], read: Sequence[str]) -> int:
    """Insertions, deletions and substitutions from the lines set to the lines read, in any order.

    >>> errors_apart(["甲乙丙", "丁戊己"], ["丁戊己", "甲乙"])
    1
    >>> errors_apart(["甲乙丙丁", "戊己庚辛"], ["甲乙丙丁戊己庚辛"])
    0
    """
    pieces = ([text for text in wanted if text], [text for text in read if text])
    gone: tuple[set[int], set[int]] = (set(), set())
    errors, queue = 0, _pairs(pieces, range(len(pieces[0])), range(len(pieces[1])))
    heapq.heapify(queue)
    while queue:
        *_, first, second, match = heapq.heappop(queue)
        if first in gone[0] or second in gone[1]:
            continue
        gone[0].add(first)
        gone[1].add(second)
        errors += match.errors
        side = 0 if match.of_wanted else 1
        start = len(pieces[side])
        pieces[side].extend(match.rest)
        fresh = range(start, len(pieces[side]))
        others = [n for n in range(len(pieces[1 - side])) if n not in gone[1 - side]]
        new = _pairs(pieces, fresh, others) if side == 0 else _pairs(pieces, others, fresh)
        for pair in new:
            heapq.heappush(queue, pair)
    return errors + sum(
        len(text)
        for texts, done in zip(pieces, gone, strict=True)
        for index, text in enumerate(texts)
        if index not in done
    )


def _pairs(
    pieces: tuple[list[str], list[str]], some: Sequence[int], others: Sequence[int]
) -> list[tuple[int, int, int, int, _Match]]:
    """The pieces that may match, to be taken by most agreement, then fewest errors."""
    found = []
    for first, second in product(some, others):
        match = _match(pieces[0][first], pieces[1][second])
        if match:
            found.append((-match.agreeing, match.errors, first, second, match))
    return found


def _match(wanted: str, read: str) -> _Match | None:
    """How the shorter piece is in the longer one, or both are one; null where they differ."""
    of_wanted = len(wanted) > len(read)
    short, long = (read, wanted) if of_wanted else (wanted, read)
    found = fuzz.partial_ratio_alignment(short, long, score_cutoff=_ALIKE)
    if not found:
        return None
    errors, start, end = min(
        (Levenshtein.distance(short, long[start:end]), start, end)
        for start in _near(found.dest_start, len(long))
        for end in _near(found.dest_end, len(long))
        if start < end
    )
    whole = Levenshtein.distance(short, long)
    if whole < errors + len(long) - (end - start):
        return _Match(whole, len(long) - whole) if 2 * whole <= len(long) else None
    if 2 * errors > len(short):
        return None
    rest = tuple(text for text in (long[:start], long[end:]) if text)
    return _Match(errors, len(short) - errors, rest, of_wanted)


def _near(place: int, most: int) -> range:
    return range(max(0, place - _SLACK), min(most, place + _SLACK) + 1)
