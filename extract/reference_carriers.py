"""What a title says of the text that a circular carries or passes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .reference_parts import reference_key
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Reference
    from .reference_state import Source

CARRIERS = frozenset({"promulgates"})
"""Relations to a text that the circular itself carries."""
_PASSED = frozenset({"forwards", "endorses", "promulgates", "replies_to"})
_ISSUES = "reference.issues", "reference.issues_bare"
_ENDORSES = re.compile("[^《转]*批转")


def carrying(found: Sequence[Reference], source: Source) -> list[Reference]:
    """What a title says is issued (关于印发《A》的通知) is carried where the text says only that it
    was made (特制定《A》): its first mention promulgates it."""
    if "转发" in source.title and not any(item.relation in _PASSED for item in found):
        return _forwarding(found)
    asked = (rule(name).search(source.title or "") for name in _ISSUES)
    named = next((one for one in asked if one), None)
    if named is None or any(item.relation in CARRIERS for item in found):
        return list(found)
    for n, item in enumerate(found):
        if item.relation == "cites" and item.title and named["title"] == item.title:
            key = reference_key("promulgates", (item.title, item.number), item.clause, None)
            told = replace(item, relation="promulgates", key=key, effective=True)
            return [*found[:n], told, *found[n + 1 :]]
    return list(found)


def endorsing(found: Sequence[Reference], source: Source) -> list[Reference]:
    """What a title says is passed down with assent (批转) is endorsed, though the text says 转发."""
    if not _ENDORSES.match(source.title):
        return list(found)
    kept = list(found)
    for n, item in enumerate(found):
        if item.relation == "forwards":
            target = item.title, item.number
            key = reference_key("endorses", target, item.clause, item.target_clause)
            kept[n] = replace(item, relation="endorses", key=key)
    return kept


def _forwarding(found: Sequence[Reference]) -> list[Reference]:
    """What the text of a circular that forwards (转发…的批复) only names and sets out below
    (…号文关于…的批复如下): it is forwarded."""
    for n, item in enumerate(found):
        if item.relation == "cites" and item.clause is None and "如下" in item.quote:
            key = reference_key("forwards", (item.title, item.number), item.clause, None)
            told = replace(item, relation="forwards", key=key, effective=True)
            return [*found[:n], told, *found[n + 1 :]]
    return list(found)
