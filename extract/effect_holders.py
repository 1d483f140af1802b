"""Documents that hold others, where only what they hold is meant: 《A》中的《B》同时废止."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .effect_scope import within
from .sentences import HERE

if TYPE_CHECKING:
    from .sentences import Group, Sentence

_REACH = 100
_HELD = re.compile(f"{HERE}(?:[中里内]的?|所附的?|的?附件)$")


def group_at(sentence: Sentence, at: int) -> Group:
    """The list whose ▣ stands at `at`."""
    n = bisect_left(sentence.groups, at, key=attrgetter("at"))
    return sentence.groups[n]


def holder_of(words: str, at: int) -> int:
    """The document that holds the one at `at`: 《A》中的《B》, 《A》所附《B》; -1 where none does."""
    held = _HELD.search(words, max(at - _REACH, 0), at)
    return held.start() if held else -1


def held_by(holder: Group, group: Group) -> tuple[Group, str | None]:
    """The document that holds others, with what of it is meant; behind them in one list documents
    of their own may stand: 《A》附件1中的《表》、《B》（…号）."""
    own = tuple(mention for mention in group.mentions if mention.number)
    held = replace(group, mentions=tuple(m for m in group.mentions if not m.number))
    if not own or not held.mentions:
        return holder, within(group)
    first = tuple(replace(mention, scope=within(held)) for mention in holder.mentions)
    return replace(holder, mentions=(*first, *own)), None


def within_another(
    sentence: Sentence, holder: int, group: Group, inner: str | None
) -> tuple[Group, str | None]:
    """A list that holds documents may itself stand behind one that holds its first ones:
    《A》（…号）中的《甲》，以及《B》（…号）中的《乙》."""
    outer = holder_of(sentence.words, holder)
    own = tuple(mention for mention in group.mentions if mention.number)
    bare = tuple(mention for mention in group.mentions if not mention.number)
    if outer < 0 or not own or not bare:
        return group, inner
    first = group_at(sentence, outer)
    named = within(replace(group, mentions=bare))
    held = (replace(mention, scope=named) for mention in first.mentions)
    rest = (replace(mention, scope=inner) for mention in own)
    return replace(first, mentions=(*held, *rest)), None
