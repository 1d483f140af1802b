"""Words of a sentence and what each can be in it, by jieba's dictionary.

The dictionary alone, without its guesses at unknown words: those cost more than all the rest of a
norm. A word is one letter, so that a sentence is a string that patterns read.
"""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .rulebook import rule, word_set, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD = 12
_PAIR = 2
_BEHIND = ("的", "之", "后", "时", "前", "以后", "以前")
"""Behind a verb: what it tells is an attribute, or a time."""
_BODIES = ("机关", "部门", "机构", "局长", "厅长", "院长", "校长", "领导")
"""Behind a word that is a verb or a noun, not the first: 其主管|税务机关."""
_NEEDED = ("所需", "所得", "所欠", "所缺")
_WHERE_TO = "到至给"
_ADVERBS = ("d", "ad", "vd")
_BY_TAG = {"p": "P", "c": "C", "m": "M", "q": "M", "f": "F", "d": "D", "ad": "D", "vd": "D"}
_LISTS = {
    "adverb": "D",
    "preposition": "P",
    "conjunction": "C",
    "strong": "V",
    "act": "V",
    "act_or_noun": "W",
    "no_act": "N",
}
_BLANK = re.compile("[□，。；：、“”《》 ]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each starts, and the letter of its kind.

    V a verb, W a verb or a noun, U what the dictionary alone says is a verb, S such a one of one character, P a preposition, D an adverb, J 的, C a conjunction, M a number or
    measure, F a localiser (内, 期间), X what is blanked, N all else. `alone` are the kinds before
    their neighbours were looked at; `starts` has the end as well, `each` the words themselves.
    """

    text: str
    kinds: str
    alone: str
    starts: tuple[int, ...]
    each: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.kinds)

    def __getitem__(self, index: int) -> str:
        """A word; none behind the last."""
        return self.each[index] if index < len(self.each) else ""


@lru_cache(maxsize=1024)
def words_of(text: str) -> Words:
    """The words of a text and their kinds."""
    starts, kinds, each, at = [], [], [], 0
    for word, flag in _cut(text):
        starts.append(at)
        kinds.append(_kind(word, flag))
        each.append(word)
        at += len(word)
    starts.append(at)
    alone = "".join(kinds)
    return Words(text, _settled(text, alone, starts), alone, tuple(starts), tuple(each))


def opens_with_verb(text: str) -> bool:
    """Whether a part of a sentence opens with a verb, adverbs before it set aside."""
    for _, flag in _cut(text[:_HEAD]):
        if flag.startswith("v"):
            return True
        if flag not in _ADVERBS:
            return False
    return False


def _settled(text: str, kinds: str, starts: Sequence[int]) -> str:
    """The kinds with verbs that are no verbs where they stand made nouns: before and behind 的,
    within a noun (管理部门), or adverbs: 统筹使用."""
    settled = list(kinds)
    compound = rule("norm.compound").fullmatch
    for index, kind in enumerate(kinds):
        if kind not in "VWU":
            continue
        end = starts[index + 1]
        if text[starts[index] : end] == "处":
            settled[index] = "V" if kinds[index + 1 : index + 2] == "M" else "N"
            continue
        following = text[end : starts[index + 2]] if index + 2 < len(starts) else ""
        if (
            text.startswith(_BEHIND, end)
            or (kind == "W" and settled[index - 1 : index] == ["J"])
            or (kind == "W" and index and following.endswith(_BODIES))
        ):
            settled[index] = "N"
        elif following and compound(following) and _may_be_named(text[starts[index] : end]):
            before = settled[index - 1] if index else ""
            leads = not before or before in ("D" if kind == "W" else "DPXC")
            settled[index] = "N" if not leads or (kind == "W" and not before) else kind
        elif _is_how(text, starts[index], end, kinds[index + 1 : index + 2]):
            settled[index] = "D"
    return "".join(settled)


def _may_be_named(verb: str) -> bool:
    """Whether a verb can be part of a name: not 给予, 纳入, 用于, 发到."""
    return (
        verb not in word_set("strong")
        and verb not in word_set("about")
        and verb[-1] not in "到至给入为"
    )


def _is_how(text: str, start: int, end: int, following: str) -> bool:
    """Whether a verb only says how what follows is done: 统筹使用, 负责将…送达."""
    if text.startswith(("负责将", "负责把", "负责对"), start):
        return True
    return text[start:end] in word_set("how_or_act") and following in ("V", "W", "U")


def _kind(word: str, flag: str) -> str:
    """What a word can be: as the lists of rules say, else by its tag in the dictionary."""
    if kind := _listed().get(word):
        return kind
    if _BLANK.fullmatch(word):
        return "X"
    if flag.startswith("v") and flag not in _ADVERBS:
        kind = "N" if flag == "vn" else "U"
        return kind if len(word) > 1 else "S"
    if flag == "a" and len(word) > 1:
        return "S"
    return "M" if word.isdigit() else _BY_TAG.get(flag, "N")


@cache
def _listed() -> dict[str, str]:
    """The kinds of the words that the rules list; a later list goes before an earlier one."""
    known = {"的": "J", "之": "J", "每": "M"}
    for name, kind in _LISTS.items():
        known |= dict.fromkeys(words(name), kind)
    return known


@cache
def _dictionary() -> tuple[dict[str, int], dict[str, str], float]:
    """How often each word is, 0 for what only begins one; its tag; the logarithm of all."""
    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.dt.FREQ, posseg.dt.word_tag_tab, log(jieba.dt.total)


@lru_cache(maxsize=1024)
def _cut(text: str) -> tuple[tuple[str, str], ...]:
    """Words and tags, the likeliest way through the text; as `posseg.cut(text, HMM=False)` but for
    numbers, and twice as fast."""
    often, tags, whole = _dictionary()
    size = len(text)
    best, ends = [0.0] * (size + 1), [0] * size
    for start in range(size - 1, -1, -1):
        top, end = best[start + 1] - whole, start + 1
        for stop in range(start + 1, size + 1):
            count = often.get(text[start:stop])
            if count is None:
                break
            if count and (score := log(count) - whole + best[stop]) >= top:
                top, end = score, stop
        best[start], ends[start] = top, end
    found, start = [], 0
    while start < size:
        found += _apart(text[start : ends[start]], tags)
        start = ends[start]
    for index in range(len(found) - 1, 0, -1):
        joined = found[index - 1][0] + found[index][0]
        if len(joined) == _PAIR and (joined in word_set("act") or joined in _NEEDED):
            found[index - 1 : index + 1] = [(joined, "v" if joined in word_set("act") else "b")]
        elif (parted := _parted(found[index - 1][0], found[index][0], tags)) is not None:
            found[index - 1 : index + 1] = parted
    return tuple(found)


def _parted(first: str, second: str, tags: dict[str, str]) -> list[tuple[str, str]] | None:
    """A verb and where to, which the dictionary cut elsewhere: 下|达到|县 is 下达|到|县."""
    if len(first) != 1 or len(second) != _PAIR or second[1] not in _WHERE_TO:
        return None
    verb = first + second[0]
    if not tags.get(verb, "x").startswith("v"):
        return None
    return [(verb, "v"), (second[1], "v")]


def _apart(word: str, tags: dict[str, str]) -> list[tuple[str, str]]:
    """A word, or an adverb or a verb and what the dictionary has with it: 如期完成, 编制工作."""
    if len(word) == 2 * _PAIR and (
        (first := word[:_PAIR]) in word_set("act") or first in word_set("adverb")
    ):
        second = word[_PAIR:]
        return [(first, tags.get(first, "x")), (second, tags.get(second, "x"))]
    return [(word, tags.get(word, "x"))]
