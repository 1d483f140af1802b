"""A rule that a sentence takes up without its document: 《…》第五条规定…。此规定停止执行."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .mentions import with_bases
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .mentions import Mention

_END = re.compile("[。！？]")
_SAYS = re.compile(
    "(?:第[^，。；：]{1,12})?(?:中|内|里)?(?:已|曾|原)?(?:关于[^，。；：]{2,20}的)?(?:规定|明确|要求|提出)"
    "(?:中)?[，：]?“?(?P<matter>[^。；”]{2,60})"
)
_LIST_GAP = 6
"""Characters between documents that one verb is said of."""
_OFFICE = 24
_MOST = 12
"""Documents of a sentence beyond which none is taken up."""


def with_taken_rules(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions of a paragraph, and the rules of the documents in the sentence before that 此规定
    takes up, where something is done to them. None where it may be of several documents that are
    not told side by side, or where none of them says a rule."""
    if not mentions or "规定" not in text:
        return mentions
    found = list(rule("reference.again_rule").finditer(text))
    if not found:
        return mentions
    starts = [mention.start for mention in mentions]
    ends = [end.start() for end in _END.finditer(text)]
    more: list[Mention] = []
    for match in found:
        n = bisect_left(starts, match.start())
        if n == len(mentions) or starts[n] >= match.end():
            begun = bisect_left(ends, match.start())
            here = bisect_left(starts, ends[begun - 1]) if begun else 0
            above = bisect_left(starts, ends[begun - 2]) if begun > 1 else 0
            more += _taken(text, mentions[here:n] or mentions[above:n], match)
    return sorted([*mentions, *more], key=lambda mention: mention.start) if more else mentions


def _taken(text: str, named: Sequence[Mention], match: re.Match[str]) -> list[Mention]:
    """What 此规定 means of the documents of its own sentence, or else of the one before."""
    if len(named) > _MOST:
        return []
    sayers = _sayers(text, named)
    if not sayers:
        return []
    said = _SAYS.match(text, sayers[-1].end, match.start())
    sure = rule("reference.again_rule").confidence
    return [
        replace(
            mention,
            start=match.start(),
            end=match.end(),
            confidence=min(mention.confidence, sure),
            again=True,
            bare=True,
            scope=None if mention.target_clause or not said else said["matter"].strip("，“"),
        )
        for mention in sayers
    ]


def _sayers(text: str, named: Sequence[Mention]) -> list[Mention]:
    """The documents of a sentence that say a rule: one, or several side by side; none where others
    could be meant as well."""
    based = with_bases(text, named)
    rest = [m for m in based if not (m.basis or m.quoted or m.kind != "document")]
    if not rest or not (_SAYS.match(text, rest[-1].end) or _is_clause(text, rest[-1])):
        return []
    joined = all(b.start - a.end <= _LIST_GAP for a, b in pairwise(rest))
    return rest if joined else []


def _is_clause(text: str, mention: Mention) -> bool:
    """Whether a mention ends with the clause that says something: 《…》第五条规定的…."""
    return mention.target_clause is not None and "规定" in text[mention.end : mention.end + _OFFICE]
