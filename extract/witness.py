"""Witnesses: several places of a circular name its issuers; what they agree on is sure.

Red head, title, signature (both readings of it where it is sealed), the ring of the seal and the
printing body are read apart; one misread name is outvoted by two that agree, and the outvoted
reading stays as a candidate. Between two readings the letters of the number decide where only one
of them has them (云建发: 云澜省建设厅, not 云澜省律设厅).
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .bodies import is_body
from .numbers import find_numbers
from .rulebook import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Evidence, Found
    from .document import Block, Document

_ALIKE = 0.75
"""Names this alike are readings of one name (one or two characters of a name of ten)."""
_OUTVOTED = 0.8
_AGREED = 0.97
_ALONE = 0.85
"""How sure a name may be that stands under a seal and nowhere else."""
_OFFICE = re.compile(r"(?:办公厅|办公室|综合处|秘书处|行政处)$")
_SERIES = re.compile(r"[发函字规办文电令通知公告〔〕\[\]()（）号第0-9]")


def settle_issuers(
    heads: Sequence[Found[str]], others: Sequence[Found[str]], number: Block | None = None
) -> tuple[Found[str], ...]:
    """The issuers of the head, each settled by the other places that name it, not by those that
    name another of them (民政厅 and 财政厅 of one province are as alike as two readings)."""
    parted = [name for head in heads for name in _parted(head, others)]
    own = {head.value for head in parted}
    settled = [
        _settle(head, [item for item in others if item.value not in own - {head.value}], number)
        for head in parted
    ]
    known = {item.value for item in others}
    if not any(item.value in known for item in settled):
        return tuple(settled)
    return tuple(item if item.value in known else alone(item) for item in settled)


def _parted(head: Found[str], others: Sequence[Found[str]]) -> list[Found[str]]:
    """The names that two rows read as one hold, where other places give each (财政厅文件卫生局)."""
    names = {item.value for item in others}
    if head.value in names:
        return [head]
    inside = sorted((name for name in names if name in head.value), key=head.value.index)
    if len(inside) < 2 or sum(map(len, inside)) > len(head.value):
        return [head]
    return [
        replace(head, value=name, confidence=min(head.confidence, _OUTVOTED)) for name in inside
    ]


def settle_signed(
    document: Document,
    signed: Sequence[Found[str]],
    others: Sequence[Found[str]],
    number: Block | None = None,
) -> tuple[Found[str], ...]:
    """The bodies of a signature without a head, settled by what else names them; one that stands
    under a seal and nowhere else is not sure."""
    settled = settle_issuers(signed, others, number)
    named = {item.value for item in others if item.evidence[0].rule != "closing.second"}
    return tuple(
        alone(item)
        if item.value not in named
        and any(e.span and document.sealed(e.span) for e in item.evidence)
        else item
        for item in settled
    )


def alone(item: Found[str]) -> Found[str]:
    """The name as that of one witness only."""
    return replace(item, confidence=min(item.confidence, _ALONE))


def printers(printed_by: Found[str] | None) -> list[Found[str]]:
    """The body whose office printed the circular (…办公室 stands for it in the imprint)."""
    if printed_by is None:
        return []
    names = dict.fromkeys((printed_by.value, _OFFICE.sub("", printed_by.value)))
    return [replace(printed_by, value=name) for name in names if is_body(name)]


def _settle(head: Found[str], others: Sequence[Found[str]], number: Block | None) -> Found[str]:
    same = [item for item in others if item.value == head.value]
    if same:
        best = max(item.confidence for item in same)
        sure = max(head.confidence, min(best, _AGREED))
        return replace(head, confidence=sure, evidence=_evidence(head, *same))
    near = [item for item in others if alike(item.value, head.value)]
    names = [item.value for item in near]
    for item in near:
        if names.count(item.value) >= 2:
            agreed = [other for other in near if other.value == item.value]
            return replace(
                item,
                confidence=min(item.confidence, _OUTVOTED),
                candidates=(head.value,),
                evidence=_evidence(*agreed, head),
            )
    if not near:
        return head
    best_other = max(near, key=lambda item: item.confidence)
    letters = _letters(number)
    fit = [_fits(letters, name) for name in (head.value, best_other.value)]
    prefers = fit[1] if fit[0] != fit[1] else head.confidence < best_other.confidence
    if prefers:
        sure = min(best_other.confidence, _OUTVOTED)
        return replace(best_other, confidence=sure, candidates=(head.value,))
    return replace(
        head, confidence=min(head.confidence, _OUTVOTED), candidates=tuple(dict.fromkeys(names))
    )


def _evidence(*items: Found[str]) -> tuple[Evidence, ...]:
    """What shows the value, place by place."""
    return tuple(dict.fromkeys(e for item in items for e in item.evidence))


def alike(a: str, b: str) -> bool:
    """Whether two names may be readings of one."""
    if abs(len(a) - len(b)) > 2:
        return False
    compared = SequenceMatcher(None, a, b)
    return compared.quick_ratio() >= _ALIKE and compared.ratio() >= _ALIKE


def _letters(number: Block | None) -> str:
    """The letters of a number that stand for its body: 岫水 of 岫水办发〔2024〕29号."""
    found = find_numbers(number.text) if number else ()
    return _own_letters(found[0].number.parts.prefix) if found else ""


def _own_letters(prefix: str) -> str:
    return _SERIES.sub("", prefix)


def is_foreign(prefix: str, names: Sequence[str]) -> bool:
    """Whether the letter that a prefix begins with is none of the bodies' and no region's by custom
    (鲁 of 山东省): it may be misread."""
    first = _own_letters(prefix)[:1]
    known = first in words("region_letters") or any(first in name for name in names)
    return bool(first and names) and not known


def goes_with(prefix: str, names: Sequence[str]) -> bool:
    """Whether the letters of a number's prefix are those of one of the bodies (岭水 of 岭…水利厅)."""
    return any(_fits(_own_letters(prefix), name) for name in names)


def _fits(letters: str, name: str) -> bool:
    """Whether a name has the letters of the number, in their order."""
    rest = iter(name)
    return bool(letters) and all(letter in rest for letter in letters)
