"""Witnesses: several places of a circular name its issuers; what they agree on is sure.

Red head, title, signature and printing body are read apart; one misread name is outvoted by two
that agree, and the outvoted reading stays as a candidate.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..ingest.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Found

_ALIKE = 0.75
"""Names this alike are readings of one name (one or two characters of a name of ten)."""
_OUTVOTED = 0.8
_AGREED = 0.97


def settle_issuers(
    heads: Sequence[Found[str]], others: Sequence[Found[str]]
) -> tuple[Found[str], ...]:
    """The issuers of the head, each settled by the other places that name it."""
    return tuple(_settle(head, others) for head in heads)


def _settle(head: Found[str], others: Sequence[Found[str]]) -> Found[str]:
    same = [item for item in others if item.value == head.value]
    if same:
        best = max(same, key=lambda item: item.confidence)
        sure = max(head.confidence, min(best.confidence, _AGREED))
        return replace(head, confidence=sure, evidence=(*head.evidence, *best.evidence))
    alike = [item for item in others if _alike(item.value, head.value)]
    names = [item.value for item in alike]
    for item in alike:
        if names.count(item.value) >= 2:
            return replace(
                item,
                confidence=min(item.confidence, _OUTVOTED),
                candidates=(head.value,),
                evidence=(*item.evidence, *head.evidence),
            )
    if alike and head.confidence < max(item.confidence for item in alike):
        best = max(alike, key=lambda item: item.confidence)
        return replace(best, confidence=min(best.confidence, _OUTVOTED), candidates=(head.value,))
    if alike:
        return replace(
            head, confidence=min(head.confidence, _OUTVOTED), candidates=tuple(dict.fromkeys(names))
        )
    return head


def _alike(a: str, b: str) -> bool:
    return abs(len(a) - len(b)) <= 2 and SequenceMatcher(None, a, b).ratio() >= _ALIKE
