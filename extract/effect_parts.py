"""What a sentence excepts from an effect, and the matter it means of each document of a list."""

from __future__ import annotations

import datetime as dt
import re
from itertools import chain
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .effect import ENDING, KEEPING, Effect
from .effect_exceptions import with_exceptions
from .effect_scope import scope_of
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .mentions import Mention
    from .sentences import Sentence

    Target = tuple[str | None, str | None]

_OFFICE = 24
_BUT_FOR = re.compile("除了?[^，。；：▣]{0,20}$")
_APART_FROM = re.compile("[^，。；：▣]{0,12}[以之]?外")
_SAVED = re.compile("[^，。；：▣]{0,20}除外")
_OF_EACH = re.compile("均|都|分别|各自|全部|[0-9一二两三四五六七八九十][个件项部份]|上述|等")
_TOLD = 80
"""Characters behind a list in which it is told what of it is meant."""
_SHARED = 0.85
"""How sure it is that a matter told behind the last of a list is meant of the others too."""
_MOST = 40
"""Parts of one document that are kept apart, at most."""


def but_for(sentence: Sentence, effects: Sequence[Effect]) -> list[Effect]:
    """Effects without the documents and parts that the sentence excepts, or of whose parts it says
    otherwise than of the whole: 《A》停止执行，但第五条继续有效; 有效期延长5年，其中第三条不再延长;
    自2022年1月1日起废止，其中第三条执行至2022年6月30日."""
    apart = _by_name(_excepted(sentence)) if "除" in sentence.words else {}
    denied = [e for e in effects if e.relation == "cites" and not e.effective]
    kept = _by_name(_parts(effects, KEEPING), _parts(denied, ("cites",)))
    ended = _by_name(_parts(effects, ENDING), _parts(denied, ("cites",)))
    if not (apart or kept or ended):
        return with_exceptions(sentence, effects)
    against = dict.fromkeys(ENDING, kept) | dict.fromkeys(KEEPING, ended)
    last = {m.start: e.days.until for e in effects for m in e.group.mentions if e.days.until}
    found: list[Effect] = []
    for effect in effects:
        out = _out_of(effect, (apart, {} if effect.scope else against.get(effect.relation, {})))
        if effect.relation in ENDING and not (effect.scope or effect.each):
            told = effect.days.until or dt.date.min
            out += (one for one in _out_of(effect, (ended,)) if last.get(one.start, told) > told)
        found.append(_without(effect, out))
    return with_exceptions(sentence, found)


def _out_of(effect: Effect, tables: Sequence[Mapping[str, list[Mention]]]) -> list[Mention]:
    """Of the tables, what is of the documents of an effect, and not of its own list."""
    own = {mention.start for mention in effect.group.mentions}
    out = {
        mention.start: mention
        for target in dict.fromkeys(mention.target for mention in effect.group.mentions)
        for table in tables
        for name in target
        for mention in table.get(name or "", ())
        if mention.start not in own and _is_same(mention.target, target)
    }
    return list(out.values())


def _without(effect: Effect, out: Sequence[Mention]) -> Effect:
    if not out:
        return effect
    named = effect.scope is not None and effect.scope.startswith("除")
    return replace(effect, scope=None if named else effect.scope, excepted=tuple(out))


def _is_same(one: Target, other: Target) -> bool:
    """Whether two targets are one document: by number, or by title where one has no number."""
    if one[1] and other[1]:
        return one[1] == other[1]
    return one[0] is not None and one[0] == other[0]


def _excepted(sentence: Sentence) -> Iterator[Mention]:
    """The documents and parts a sentence excepts: 除《B》外, 除《B》第二条外, 第五条除外."""
    for group in sentence.groups:
        before = sentence.words[max(group.at - _OFFICE, 0) : group.at]
        apart = _BUT_FOR.search(before) and _APART_FROM.match(sentence.words, group.at + 1)
        if apart or _SAVED.match(sentence.words, group.at + 1):
            yield from group.mentions


def _parts(effects: Sequence[Effect], relations: Sequence[str]) -> Iterator[Mention]:
    """The parts of documents of which effects tell one of `relations`."""
    for effect in effects:
        if effect.relation in relations:
            yield from (mention for mention in effect.group.mentions if mention.target_clause)


def _by_name(*found: Iterator[Mention]) -> dict[str, list[Mention]]:
    """Mentions by the title and by the number of the document meant, a few of each."""
    table: dict[str, list[Mention]] = {}
    for mention in chain(*found):
        for name in filter(None, mention.target):
            same = table.setdefault(name, [])
            if len(same) < _MOST:
                same.append(mention)
    return table


def ends_a_part(effect: Effect) -> bool:
    """Whether an effect ends or changes a part of a document alone, so that the rest may follow."""
    if effect.relation not in ENDING and effect.relation != "amends":
        return False
    return effect.scope is not None or any(m.target_clause for m in effect.group.mentions)


def is_doubtful(effect: Effect) -> bool:
    """Whether a part excepted behind a list is named without saying of which of its documents:
    《A》、《B》废止（除第三条外）. No whole is told then of any of them."""
    listed = effect.group.mentions
    several = len({mention.target for mention in listed}) > 1
    if not several or any(mention.target_clause or mention.scope for mention in listed):
        return False
    return bool(effect.excepted) and all(one.bare for one in effect.excepted)


def matter_of(effect: Effect, meant: Mention) -> tuple[bool, str | None]:
    """Whether an effect is meant of a document of its list, and which matter of it alone."""
    doubtful = is_doubtful(effect)
    out = [
        one.target_clause
        for one in effect.excepted
        if doubtful or _is_same(one.target, meant.target)
    ]
    if not out or meant.target_clause:
        own = scope_of(meant.scope, replace(effect.group, mentions=(meant,)))
        return True, own or (effect.scope if _reaches(effect, meant) else None)
    parts = dict.fromkeys(part for part in out if part)
    return (True, f"除{'、'.join(parts)}外") if None not in out else (False, None)


def sureness(sentence: Sentence, effect: Effect, meant: Mention) -> float:
    """How sure an effect is of one document of its list: less where the matter is told behind the
    last one and no word says that it is of each: 《A》和《B》中关于押金的规定停止执行."""
    scope, last = effect.scope, effect.group.mentions[-1]
    if not scope or meant.target == last.target or scope.startswith("除"):
        return effect.confidence
    if rule("effect.differs").search(scope) or not _reaches(effect, meant):
        return effect.confidence
    told = _OF_EACH.search(sentence.words, effect.group.at + 1, effect.group.at + _TOLD)
    return effect.confidence if told else min(effect.confidence, _SHARED)


def _reaches(effect: Effect, meant: Mention) -> bool:
    """Whether the matter told behind a list is meant of one of its documents: of the last alone
    where others have parts of their own (《A》、《B》第三条、《C》的有关条款)."""
    listed = effect.group.mentions
    if meant is listed[-1] or rule("effect.differs").search(effect.scope or ""):
        return True
    return not any(mention.target_clause or mention.scope for mention in listed)
