"""The readings of a doubtful place: those that an engine gives beside the one it took.

A number or a date must be valid (a month from 1 to 12, a year, a count before 号). Where the line
as read holds none and another reading does, the line is taken so; where several are valid, they
are told with their probabilities, for what else the circular says to choose by (`settle`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from ..ingest.page import Doubt
from ..ingest.values import replace
from .dates import LAST_YEAR, find_dates
from .normalise import tight
from .numbers import find_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from ..ingest.page import Line, Page
    from .document import Document

    T = TypeVar("T", bound=Hashable)

CHOSEN = 0.85
"""How sure a reading may be that is not the one the engine took."""
CLEAR = 2 / 3
"""Share of the probability of all valid readings from which one is clearly meant."""
_BESIDE = 0.1
"""Probability of a valid reading, by that of the one the engine took, from which it is looked at."""
_TRIED = 64
"""Readings of a line, the likeliest first, that are looked at."""
_PLACES = 8
"""Doubtful places of a line, the least sure first, that are looked at."""
_MARKS = re.compile(r"[0-9〇零○OolI一二三四五六七八九十廿年月日号號第字令\[\]【】〔〕（）()]")
"""What numbers and dates are made of, prefixes and bodies apart."""
_MAY_HOLD = re.compile("[号號月日]|[0-9][-./][0-9]")


def with_valid_lines(page: Page) -> Page:
    """The page with the lines in doubt as their valid readings have them."""
    if page.origin != "ocr" or not any(line.lattice for line in page.lines):
        return page
    return replace(page, lines=tuple(_valid(line) for line in page.lines))


def _valid(line: Line) -> Line:
    """The line as its likeliest reading with the most numbers and dates; as it is where that has
    no more of them, or no reading is clearly meant."""
    marked = [d for d in line.lattice if any(_MARKS.search(text) for text, _ in d.readings)]
    if not marked or not _MAY_HOLD.search(_widest(line)):
        return line
    unsure = sorted(marked, key=lambda doubt: doubt.readings[0][1])[:_PLACES]
    doubts = sorted(unsure, key=lambda doubt: doubt.start)
    readings = _choices(doubts)
    given = [(p, chosen, _items(_spelt(line.text, doubts, chosen))) for p, chosen in readings]
    taken, most = given[0], max(len(items) for *_, items in given)
    valid = [one for one in given if len(one[2]) == most and one[0] >= _BESIDE * taken[0]]
    if most <= len(taken[2]) or not valid:
        return line
    shares: dict[tuple[object, ...], float] = {}
    for p, _, items in valid:
        shares[items] = shares.get(items, 0.0) + p / sum(one[0] for one in valid)
    best = max(valid, key=lambda one: (shares[one[2]], one[0]))
    return _changed(line, doubts, best[1], min(CHOSEN, shares[best[2]]))


def _widest(line: Line) -> str:
    """The line with all readings of its doubtful places, one behind the other."""
    everything = tuple("".join(text for text, _ in doubt.readings) for doubt in line.lattice)
    return _spelt(line.text, line.lattice, everything)


def _items(text: str) -> tuple[object, ...]:
    """The numbers and dates that stand in a line."""
    words = tight(text)
    numbers = [match.number.text for match in find_numbers(words)]
    dates = [match.date for match in find_dates(words) if match.date.year <= LAST_YEAR]
    return (*numbers, *dates)


def _choices(doubts: Sequence[Doubt]) -> list[tuple[float, tuple[str, ...]]]:
    """What may stand in doubtful places, with its probability: first as the engine took it, then
    the likeliest."""
    beam: list[tuple[float, tuple[str, ...]]] = [(1.0, ())]
    for doubt in doubts:
        grown = [(p * q, (*chosen, text)) for p, chosen in beam for text, q in doubt.readings]
        beam = sorted(grown, key=lambda one: -one[0])[:_TRIED]
    taken = tuple(doubt.readings[0][0] for doubt in doubts)
    first = [one for one in beam if one[1] == taken] or [(1e-6, taken)]
    return [*first, *(one for one in beam if one[1] != taken)]


def _spelt(text: str, doubts: Sequence[Doubt], chosen: Sequence[str]) -> str:
    """A text with what was chosen in place of what it has there."""
    ends = [0, *(doubt.end for doubt in doubts)]
    parts = [
        text[end : doubt.start] + reading
        for end, doubt, reading in zip(ends, doubts, chosen, strict=False)
    ]
    return "".join(parts) + text[ends[-1] :]


def _changed(line: Line, doubts: Sequence[Doubt], chosen: Sequence[str], sure: float) -> Line:
    """The line with what was chosen, each of its characters as sure as said."""
    texts = dict(zip(doubts, chosen, strict=True))
    lattice: list[Doubt] = []
    edges: list[float] = []
    confidence: list[float] = []
    own = line.char_confidence or (line.confidence,) * len(line.text)
    at = begin = 0
    for doubt in (*line.lattice, None):
        end = doubt.start if doubt else len(line.text)
        edges += line.edges[2 * at : 2 * end]
        confidence += own[at:end]
        begin += end - at
        if doubt is None:
            break
        at, count = doubt.end, len(texts.get(doubt, line.text[doubt.start : doubt.end]))
        if texts.get(doubt, "") == doubt.readings[0][0] or doubt not in texts:
            edges += line.edges[2 * doubt.start : 2 * at]
            confidence += own[doubt.start : at]
        else:
            if line.edges:
                edges += _parted(line.edges[2 * doubt.start], line.edges[2 * at - 1], count)
            confidence += [sure] * count
        lattice.append(Doubt(begin, begin + count, doubt.readings))
        begin += count
    return replace(
        line,
        text=_spelt(line.text, doubts, chosen),
        edges=tuple(edges),
        char_confidence=tuple(confidence),
        lattice=tuple(lattice),
    )


def _parted(left: float, right: float, count: int) -> list[float]:
    """The edges of so many characters, evenly between two."""
    cuts = [left + (right - left) * n / count for n in range(count + 1)] if count else []
    return [edge for pair in pairwise(cuts) for edge in pair]


def readings(
    document: Document, span: tuple[int, int], parse: Callable[[str], T | None]
) -> dict[T, float]:
    """The values that a span of the document may have, with the share of each in the probability
    of all that are valid; the value as the text has it comes first. Empty without doubts there."""
    doubts = [
        doubt.moved(placed.start - span[0])
        for placed in document.placed(span)
        for doubt in placed.line.lattice
        if span[0] <= placed.start + doubt.start and placed.start + doubt.end <= span[1]
    ]
    text = document.text[span[0] : span[1]]
    if not doubts or (standing := parse(tight(text))) is None:
        return {}
    unsure = sorted(doubts, key=lambda doubt: doubt.readings[0][1])[:_PLACES]
    doubts = sorted(unsure, key=lambda doubt: doubt.start)
    found: dict[T, float] = {standing: 0.0}
    for p, chosen in _choices(doubts):
        value = parse(tight(_spelt(text, doubts, chosen)))
        if value is not None:
            found[value] = found.get(value, 0.0) + p
    total = sum(found.values())
    return {value: p / total for value, p in found.items()} if total else {}


def as_taken(document: Document, span: tuple[int, int]) -> tuple[str, float] | None:
    """What the engine took a span for, and how probable it held that, where the line is read
    otherwise."""
    text, sure = document.text[span[0] : span[1]], 1.0
    doubts = [
        doubt.moved(placed.start - span[0])
        for placed in document.placed(span)
        for doubt in placed.line.lattice
        if span[0] <= placed.start + doubt.start
        and placed.start + doubt.end <= span[1]
        and placed.line.text[doubt.start : doubt.end] != doubt.readings[0][0]
    ]
    for doubt in doubts:
        sure *= doubt.readings[0][1]
    taken = _spelt(text, doubts, [doubt.readings[0][0] for doubt in doubts])
    return (taken.replace("\n", " "), round(sure, 4)) if doubts else None
