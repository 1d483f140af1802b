"""A whole is not told where its sentence excepts a matter or speaks of some cases alone, of which
nothing else has been read: it is told of that much, and below 0.9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import replace
from .effect import ENDING, KEEPING
from .quotations import emptied
from .rulebook import rule
from .sentences import HERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .effect import Effect
    from .sentences import Sentence

DOUBTED = 0.6
"""How sure an effect is of which what is excepted may be of any document of its list."""
_OF_ONE = 0.85
"""The same of a single document: what is excepted is its own, how far it reaches is not read."""
_REACH = 100
_WHOLE = frozenset({*ENDING, *KEEPING, "suspends", "resumes", "defers"})


def with_exceptions(sentence: Sentence, effects: Sequence[Effect]) -> list[Effect]:
    """Effects on whole documents whose sentence excepts a matter, told of the rest: 《A》废止，但涉及
    收费的内容除外; or of the cases they are meant for: 对小微企业不再执行《A》. Parts that are excepted by
    their names were taken out before."""
    words = sentence.words
    if "除" not in words and "对" not in words:
        return list(effects)
    return [_limited(words, effect) for effect in effects]


def _limited(words: str, effect: Effect) -> Effect:
    listed = effect.group.mentions
    told = effect.scope or effect.rest or effect.excepted or effect.relation not in _WHOLE
    if told or any(mention.target_clause or mention.scope for mention in listed):
        return effect
    at = effect.group.at
    if cases := rule("effect.cases_ahead").search(words[max(at - _REACH, 0) : at]):
        return replace(effect, scope=cases["scope"], confidence=min(effect.confidence, _OF_ONE))
    matter = _excepted(words, at)
    if matter is None:
        return effect
    sure = _OF_ONE if len({mention.target for mention in listed}) == 1 else DOUBTED
    return replace(effect, scope=f"除{matter}外", confidence=min(effect.confidence, sure))


def _excepted(words: str, at: int) -> str | None:
    """What is excepted right before a list, or behind it in its sentence up to the next one."""
    if match := rule("effect.except_ahead").search(words[max(at - _REACH, 0) : at]):
        return match["matter"]
    behind = emptied(words[at + 1 : at + 1 + 2 * _REACH]).split(HERE)[0].split("；")[0]
    match = rule("effect.except_behind").search(behind)
    return (match["matter"] or match["saved"]) if match else None
