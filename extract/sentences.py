"""Sentences as the rules see them: every list of documents is one ▣, the rest are words."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .day_words import in_full
from .rulebook import rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from .mentions import Mention

HERE, OTHER = "▣", "□"
_END = re.compile("[。；！？“”]")
_APART = "\u2063"
"""Stands where a document is taken up again behind a comma: no list (《A》第三条，该意见…)."""
_BASIS = re.compile(
    "(?:根据|依据|依照|按照|遵照|参照|列入|纳入|(?:严格|认真|全面|统一|改为?|仍)执行|恢复执行|停止执行|不再执行|暂停执行|继续执行|执行新的?|启用新的?|废止)[^，。；《》]{0,20}$"
)
_BASIS_REACH = 24
_ACT = re.compile(
    "废止|失效|有效|保留|停止|不再|作废|撤销|取消|延长|修改|暂停|恢复|起(?:施行|执行|实施)"
)
_ENDED = re.compile(
    "废止|失效|取消|停用|停止|不再|作废|撤销|延长|延续|修改|修订|暂停|暂缓|暂不|恢复|删"
)
"""Words of effects: beside them each document of a list may be meant in a part of its own."""
_COVER = "甲"
_VIEW = 600
"""Characters to each side of a list that may say what is done with it."""
_REACH = 2000
"""Characters beyond which a sentence is cut, for texts without full stops."""


@dataclass(frozen=True, slots=True)
class Group:
    """Documents listed together (《A》、《B》和《C》): `at` is their ▣ in the sentence."""

    at: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph: `words` with a ▣ for every list, `start` and `end` in the text."""

    start: int
    end: int
    words: str
    groups: tuple[Group, ...]

    def view(self, group: Group) -> tuple[str, int]:
        """The words around a list with only it as ▣, the others as □, and where its ▣ stands."""
        first, last = max(group.at - _VIEW, 0), group.at + 1 + _VIEW
        before = self.words[first : group.at].replace(HERE, OTHER)
        behind = self.words[group.at + 1 : last].replace(HERE, OTHER)
        return before + HERE + behind, len(before)


def split_sentences(
    text: str, mentions: Sequence[Mention], issued: dt.date | None = None
) -> Iterator[Sentence]:
    """The sentences of a paragraph, in order; no mention is cut. Days without a year are counted
    from the day of issue."""
    starts = [mention.start for mention in mentions]
    start = first = 0
    for end in _ends(text, mentions):
        last = bisect_left(starts, end)
        yield _sentence(text, start, end, mentions[first:last], issued)
        start, first = end, last


def _ends(text: str, mentions: Sequence[Mention]) -> Iterator[int]:
    """Where sentences end: not within a mention, nor within “…”, which is part of what is said."""
    n, last, closed, quoted = 0, 0, text.rfind("”"), False
    for match in _END.finditer(text):
        if match[0] in "“”":
            quoted = match[0] == "“" and match.start() < closed
        if quoted or match[0] in "“”":
            continue
        while n < len(mentions) and mentions[n].end <= match.start():
            n += 1
        if n < len(mentions) and mentions[n].start < match.start():
            continue
        last = match.end()
        yield last
    if last < len(text):
        yield len(text)


def _sentence(
    text: str, start: int, end: int, mentions: Sequence[Mention], issued: dt.date | None
) -> Sentence:
    if mentions and end - start > _REACH:
        start = max(start, mentions[0].start - _REACH // 2)
        end = min(end, mentions[-1].end + _REACH // 2)
    if not mentions:
        return Sentence(start, end, in_full(text[start:end], issued), ())
    at, last = _inner(text, start, end)
    words: list[str] = []
    spans: list[tuple[Mention, ...]] = []
    for n, mention in enumerate(mentions):
        if n and mention.start == mentions[n - 1].start:
            spans[-1] = (*spans[-1], mention)
            continue
        before = text[at : mention.start]
        again = mention.taken_up or mention.bare
        bare = before.removesuffix("原")
        if bare.endswith("，") and (
            (again and before == "，") or _has_own_verb(text, mentions[n - 1], end)
        ):
            before = bare + _APART + before[len(bare) :]
        words += [in_full(_opaque(before), issued), HERE]
        at = max(at, mention.end)
        spans.append((mention,))
    words.append(in_full(text[at:last], issued))
    return _grouped(start, end, "".join(words).replace(OTHER, "■"), spans)


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the words of a sentence start and end, without brackets around all of it."""
    if text[start] != "（" or text[end - 1] not in "）。；":
        return start, end
    last, depth = end - (text[end - 1] != "）"), 0
    for at in range(start, last):
        depth += (text[at] == "（") - (text[at] == "）")
        if not depth and at < last - 1:
            return start, end
    return (start + 1, last - 1) if not depth else (start, end)


def _opaque(before: str) -> str:
    """What stands before a document with the verbs covered that its issuer's name holds (省计划委员会,
    省委组织部, 应城市人民政府): they are said of nothing."""
    cut = max(map(before.rfind, "，。；：")) + 1
    in_name = rule("reference.in_name").pattern
    return before[:cut] + in_name.sub(lambda match: _COVER * len(match[0]), before[cut:])


def _has_own_verb(text: str, basis: Mention, end: int) -> bool:
    """Whether what stands before a comma has a verb of its own, what follows another:
    根据《A》，《B》同时废止; 恢复执行《A》，《B》停止执行."""
    before = text[max(basis.start - _BASIS_REACH, 0) : basis.start]
    return _BASIS.search(before) is not None and _ACT.search(text, basis.end, end) is not None


def _grouped(start: int, end: int, words: str, spans: Sequence[tuple[Mention, ...]]) -> Sentence:
    """Puts documents listed together into one ▣."""
    taken, length, at, n = [], 0, 0, 0
    groups: list[Group] = []
    listed = rule("list.scoped" if _ENDED.search(words) else "list.of")
    for match in listed.finditer(words):
        size = match[0].count(HERE)
        if n + size > len(spans):
            break
        before = words[at : match.start()]
        taken += [before, HERE]
        length += len(before) + 1
        members = _scoped(spans[n : n + size], match[0].split(HERE)[1:])
        groups.append(Group(length - 1, members))
        at, n = match.end(), n + size
    taken.append(words[at:])
    return Sentence(start, end, "".join(taken), tuple(groups))


def _scoped(spans: Sequence[tuple[Mention, ...]], behind: Sequence[str]) -> tuple[Mention, ...]:
    """The documents of a list, each with the matter told behind it."""
    found: list[Mention] = []
    for span, words in zip(spans, behind, strict=True):
        tail = rule("list.tail").match(words) if words else None
        found += [replace(item, scope=tail[0]) for item in span] if tail else span
    return tuple(found)
