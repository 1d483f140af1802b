"""Ranges of document numbers: 云财〔2019〕3号至6号 means four circulars."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .circular import DocumentNumber

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .numbers import NumberMatch

_THROUGH = re.compile("文?件?(?:至|到|[-—~～]{1,2})")
_MOST = 100
"""Circulars a range may mean: of a longer one only both ends are taken."""
_SEQUENCE = re.compile("[0-9]+(?=号$)")


def filled(text: str, found: Sequence[NumberMatch]) -> list[NumberMatch]:
    """Numbers of a text, in order, with those that stand between the ends of a range."""
    kept = list(found[:1])
    for first, last in pairwise(found):
        if not _THROUGH.fullmatch(text, first.end, last.start):
            kept.append(last)
            continue
        end = replace(last, start=first.end, candidates=())
        kept += [replace(end, number=number) for number in _between(first.number, last.number)]
        kept.append(end)
    return kept


def _between(first: DocumentNumber, last: DocumentNumber) -> Iterator[DocumentNumber]:
    """The numbers between two of one series, without them; none where they are of two."""
    one, other = first.parts, last.parts
    if (one.prefix, one.year, one.form) != (other.prefix, other.year, other.form):
        return
    if not (one.sequence.isdecimal() and other.sequence.isdecimal()):
        return
    low, high = int(one.sequence), int(other.sequence)
    if high - low > _MOST:
        return
    for n in range(low + 1, high):
        text = _SEQUENCE.sub(str(n), first.text)
        yield DocumentNumber(text, replace(one, sequence=str(n)))
