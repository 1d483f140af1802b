"""What is done to documents, and the classes of what may be done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .effect_days import NO_DAYS, Days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .mentions import Mention
    from .sentences import Group

ENDING = ("repeals", "annuls", "declares_lapsed", "supersedes", "ceases")
"""Relations that end a document, the strongest first: one sentence says one of them."""
KEEPING = ("confirms", "extends")
"""Relations by which a document goes on."""
_RUNS_OUT = re.compile("(?:到期|期满|届满)(?:[以之]?后|时)?，?(?:即|则|将)?(?:自动|自行)?$")
_MOST = 40
"""Cues that one sentence may hold for one list."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What is done to a list of documents; `relation` is `cites` where it is not done
    (`effective` false when negated, planned or asked, true when told as done elsewhere)."""

    group: Group
    relation: str
    confidence: float
    effective: bool = True
    scope: str | None = None
    days: Days = NO_DAYS
    rest: bool = False
    """Said of the rest of the document: the parts named before it are not meant."""
    each: tuple[Days, ...] = ()
    """The days of each document of the list, where they are told apart (分别延长至A和B)."""
    excepted: tuple[Mention, ...] = ()
    """Of the list, what is excepted: 《A》、《B》除《B》外废止."""


def strongest(effects: list[Effect]) -> list[Effect]:
    """One ending a list: where a sentence says several, the strongest."""
    by_list: dict[int, list[Effect]] = {}
    for effect in effects:
        by_list.setdefault(effect.group.at, []).append(effect)
    return [effect for same in by_list.values() for effect in _once(_kept(same))]


def is_reported(effect: Effect, found: Sequence[Effect]) -> bool:
    """Whether the end of a list was told before as done elsewhere, of which an effect is only what
    follows: 《A》已于2016年废止，不再作为认定的依据."""
    return any(
        one.relation == "cites" and one.effective and one.group.at == effect.group.at
        for one in found
    )


def ends_with_term(effect: Effect, ahead: str, found: Sequence[Effect]) -> bool:
    """Whether an end is only that of the term the sentence has just moved: 有效期延长至X，到期后自动失效;
    `ahead` stands before its words."""
    if effect.relation not in ENDING or not _RUNS_OUT.search(ahead):
        return False
    return any(one.relation == "extends" and one.group.at == effect.group.at for one in found)


def _kept(effects: list[Effect]) -> list[Effect]:
    kept: list[Effect] = []
    for effect in effects[:_MOST]:
        if effect.relation == "cites":
            if not kept:
                kept.append(effect)
            continue
        rivals = [item for item in kept if (_rank(item) is not None) or item.relation == "cites"]
        if _rank(effect) is None or not rivals:
            kept.append(effect)
        elif (_rank(effect) or 0) < min(_rank(item) or 9 for item in rivals):
            kept = [item for item in kept if item not in rivals]
            kept.append(effect)
    return kept


def _once(effects: list[Effect]) -> list[Effect]:
    seen: dict[tuple[int, str], Effect] = {}
    for effect in effects:
        seen.setdefault((effect.group.at, effect.relation), effect)
    real = {effect.group.at for effect in seen.values() if effect.relation != "cites"}
    return [e for e in seen.values() if e.relation != "cites" or e.group.at not in real]


def _rank(effect: Effect) -> int | None:
    return ENDING.index(effect.relation) + 1 if effect.relation in ENDING else None
