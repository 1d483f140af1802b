"""Where one number stands in several places of a file: whether they agree.

The number line, a second line with it, the page a portal printed around the text, the forwarding
that stands before it in the same file, a reference repeated: of readings that differ none is sure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .circular import Circular, DocumentNumber, Found, Issue
from .found import number_found
from .marks import number_line
from .numbers import find_numbers, parse_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .circular import NumberParts, Reference
    from .document import Block, Document
    from .zones import Zones

    _Numbered = tuple[Reference, NumberParts]

CONTESTED = 0.8
"""How sure a number may be that another place of the file gives differently."""
_FUTURE = 0.6
_ALIKE = 0.8
_NEARBY = 200
"""References behind one among which its number may stand misread: lists of thousands are rare."""
_ASIDE = 12
"""Characters beside a number on a line that only repeats it (附件, 文号：)."""
_SERIES = frozenset("发函字规办文电复任审综批令政党会通知密明传议告公")
"""Characters that tell the series of one body apart: 145号 of 黑人社函 is not that of 黑人社发."""
_MARKS = re.compile(r"[^\w]")
_CARRIES = frozenset({"forwards", "endorses", "replies_to", "promulgates"})


def with_further_numbers(document: Document, circular: Circular, zones: Zones) -> Circular:
    """The circular with all numbers of its number lines: one for each joint issuer, or each of a
    list (5、6号). The first is its number."""
    number = circular.number
    if number is None or zones.number is None:
        return circular
    found: dict[str, Found[DocumentNumber]] = {}
    for block in sorted((zones.number, *zones.head), key=lambda block: block.span):
        span = number_line(block)
        for match in parse_numbers(block.text[slice(*span)]) if span else ():
            other = block is not zones.number and misread(match.number.parts, number.value.parts)
            if not other:
                at = span[0] if span else 0
                found.setdefault(match.number.text, number_found(document, block, at, match))
    if number.value.text not in found or len(found) < 2:
        return circular
    first, *further = found.values()
    return replace(circular, number=first, further_numbers=tuple(further))


def own_mentions(zones: Zones) -> list[DocumentNumber]:
    """The numbers of lines that only repeat the circular's own: above annexes, in the imprint, on
    the page of a portal."""
    found: list[DocumentNumber] = []
    places: tuple[Sequence[Block], ...] = (zones.head, zones.portal, zones.imprint, zones.annex)
    for block in (block for blocks in places for block in blocks):
        if "号" not in block.text or len(block.text) > 60:
            continue
        found += [
            match.number
            for match in find_numbers(block.text)
            if len(block.text) <= match.end - match.start + _ASIDE
        ]
    return found


def contest(circular: Circular, mentions: Iterable[DocumentNumber]) -> Circular:
    """The circular, its number less sure where other mentions of it differ from it."""
    number = circular.number
    if number is None:
        return circular
    own = {number.value.text, *(item.value.text for item in circular.further_numbers)}
    others = dict.fromkeys(
        item
        for item in mentions
        if item.text not in own and misread(item.parts, number.value.parts)
    )
    if not others:
        return circular
    return _contested(circular, number, tuple(others))


def _contested(
    circular: Circular, number: Found[DocumentNumber], others: tuple[DocumentNumber, ...]
) -> Circular:
    candidates = tuple(dict.fromkeys((*number.candidates, *others)))
    shown = " / ".join((number.value.text, *(item.text for item in others)))
    issue = Issue("number_contested", "warning", "number", f"the file has {shown}")
    return replace(
        circular,
        number=replace(number, confidence=min(number.confidence, CONTESTED), candidates=candidates),
        issues=(*circular.issues, issue),
    )


def misread(one: NumberParts, other: NumberParts) -> bool:
    """Whether two numbers may be readings of one: at most two characters apart, and not two
    series of one body."""
    if one == other:
        return False
    if one.prefix != other.prefix:
        if (one.year, one.sequence) != (other.year, other.sequence):
            return False
        changed = _changed(one.prefix, other.prefix)
        return changed is not None and not changed <= _SERIES
    if one.year != other.year:
        return one.sequence == other.sequence
    return _near(one.sequence, other.sequence)


def _changed(one: str, other: str) -> frozenset[str] | None:
    """The characters that differ, where at most two do; null for prefixes that are unlike."""
    if len(one) != len(other):
        if abs(len(one) - len(other)) > 1:
            return None
        longer, shorter = sorted((one, other), key=len, reverse=True)
        for i in range(len(longer)):
            if longer[:i] + longer[i + 1 :] == shorter:
                return frozenset(longer[i])
        return None
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(pairs) > min(2, len(one) - 1):
        return None
    return frozenset(char for pair in pairs for char in pair)


def _near(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    return abs(len(one) - len(other)) == 1 and (one in other or other in one)


def agree(circulars: Sequence[Circular]) -> tuple[Circular, ...]:
    """The circulars of a file, numbers less sure where one of them gives another's differently."""
    checked = [_years(_repeated(circular)) for circular in circulars]
    for n, circular in enumerate(checked):
        for reference in _all_references(circular):
            parts = _parts(reference.number)
            if reference.number is None or parts is None:
                continue
            for m, other in enumerate(checked):
                if m == n or other.number is None or other.number.value.text == reference.number:
                    continue
                if _means(reference, other, misread(parts, other.number.value.parts)):
                    meant = (DocumentNumber(reference.number, parts),)
                    checked[m] = _contested(other, other.number, meant)
                    checked[n] = _mapped(checked[n], _lowerer({reference.key}, CONTESTED))
    return tuple(checked)


def _means(reference: Reference, other: Circular, near: bool) -> bool:
    """Whether a reference whose number differs from a circular's of the same file means it."""
    title = other.title.value if other.title else None
    if reference.title and title:
        same = _alike(reference.title, title)
        return same and (near or reference.relation in _CARRIES)
    return near


def _alike(one: str, other: str) -> bool:
    a, b = _MARKS.sub("", one), _MARKS.sub("", other)
    return b.endswith(a) or a.endswith(b) or SequenceMatcher(None, a, b).ratio() >= _ALIKE


def _repeated(circular: Circular) -> Circular:
    """References to one title whose numbers are a misreading apart are not sure; nor is one that
    nearly has the circular's own number without a title of its own."""
    by_title: dict[str, list[_Numbered]] = defaultdict(list)
    by_count: dict[tuple[int | None, str], list[_Numbered]] = defaultdict(list)
    for reference in _all_references(circular):
        parts = _parts(reference.number)
        if parts is None:
            continue
        if reference.title:
            by_title[reference.title].append((reference, parts))
        by_count[parts.year, parts.sequence].append((reference, parts))
    doubted = {
        key
        for group in (*by_title.values(), *by_count.values())
        for n, (one, parts) in enumerate(group)
        for other, others in group[n + 1 : n + 1 + _NEARBY]
        if (one.title == other.title or not one.title or not other.title) and misread(parts, others)
        for key in (one.key, other.key)
    }
    return _mapped(circular, _lowerer(doubted, CONTESTED)) if doubted else circular


def _years(circular: Circular) -> Circular:
    """A reference whose number is of a later year than the circular is misread somewhere."""
    dates = (circular.issued_on, circular.printed_on, circular.published_on)
    number = circular.number.value.parts.year if circular.number else None
    years = [date.value.year for date in dates if date] + ([number] if number else [])
    if not years:
        return circular
    late = {
        reference.key
        for reference in _all_references(circular)
        if (parts := _parts(reference.number)) and (parts.year or 0) > max(years)
    }
    return _mapped(circular, _lowerer(late, _FUTURE)) if late else circular


def _lowerer(keys: set[str], most: float) -> Callable[[Reference], Reference]:
    def lower(reference: Reference) -> Reference:
        if reference.key not in keys:
            return reference
        return replace(reference, confidence=min(reference.confidence, most))

    return lower


def _mapped(circular: Circular, change: Callable[[Reference], Reference]) -> Circular:
    return replace(
        circular,
        references=tuple(change(item) for item in circular.references),
        carried=tuple(
            replace(text, references=tuple(change(item) for item in text.references))
            for text in circular.carried
        ),
    )


def _all_references(circular: Circular) -> Iterator[Reference]:
    yield from circular.references
    for text in circular.carried:
        yield from text.references


@lru_cache(maxsize=4096)
def _parts(number: str | None) -> NumberParts | None:
    found = parse_numbers(number) if number else ()
    return found[0].number.parts if found else None
