"""Words of a sentence and what each can be in it, by jieba's dictionary.

The dictionary alone, without its guesses at unknown words: those cost more than all the rest of a
norm. A word is one letter, so that a sentence is a string that patterns read.
"""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ..ingest.values import dataclass
from .rulebook import rule, words

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD = 12
_IDIOM, _PAIR = 4, 2
_BEHIND = ("的", "之", "后", "时", "前", "以后", "以前")
"""Behind a verb: what it tells is an attribute, or a time."""
_ADVERBS = ("d", "ad", "vd")
_BLANK = re.compile("[□，。；：、“”《》 ]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each starts, and the letter of its kind.

    V a verb, W a verb or a noun, U what the dictionary alone says is a verb, S such a one of one character, P a preposition, D an adverb, J 的, C a conjunction, M a number or
    measure, F a localiser (内, 期间), X what is blanked, N all else. `alone` are the kinds before
    their neighbours were looked at; `starts` has the end as well.
    """

    text: str
    kinds: str
    alone: str
    starts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.kinds)

    def __getitem__(self, index: int) -> str:
        """A word."""
        return self.text[self.starts[index] : self.starts[index + 1]]


@lru_cache(maxsize=1024)
def words_of(text: str) -> Words:
    """The words of a text and their kinds."""
    starts, kinds, at = [], [], 0
    kind_of = _kinds()
    for word, flag in _cut(text):
        starts.append(at)
        kinds.append(kind_of(word, flag))
        at += len(word)
    alone = "".join(kinds)
    return Words(text, _settled(text, alone, starts), alone, (*starts, at))


def opens_with_verb(text: str) -> bool:
    """Whether a part of a sentence opens with a verb, adverbs before it set aside."""
    for _, flag in _cut(text[:_HEAD]):
        if flag.startswith("v"):
            return True
        if flag not in _ADVERBS:
            return False
    return False


def _settled(text: str, kinds: str, starts: list[int]) -> str:
    """The kinds with verbs that are no verbs where they stand made nouns: before and behind 的,
    within a noun (管理部门)."""
    settled = list(kinds)
    compound = rule("norm.compound").match
    for index, kind in enumerate(kinds):
        if kind not in "VWU":
            continue
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        behind_de = index > 0 and kinds[index - 1] == "J"
        if text.startswith(_BEHIND, end) or (behind_de and kind == "W"):
            settled[index] = "N"
        elif kind == "W" and compound(text, end):
            settled[index] = "N"
    return "".join(settled)


@cache
def _kinds() -> Callable[[str, str], str]:
    known: dict[str, str] = {}
    for name, letter in (("adverb", "D"), ("preposition", "P"), ("conjunction", "C"), ("strong", "V"),
                         ("act", "V"), ("act_or_noun", "W"), ("no_act", "N")):  # fmt: skip
        known |= dict.fromkeys(words(name), letter)

    def kind(word: str, flag: str) -> str:
        if word in known:
            return known[word]
        if word.isdigit():
            return "M"
        if _BLANK.fullmatch(word):
            return "C" if word == "、" else "X"
        if word in ("的", "之"):
            return "J"
        if flag.startswith("v"):
            if len(word) == 1:
                return "S"
            return "N" if flag == "vn" else "U"
        if flag in _ADVERBS:
            return "D"
        return {"p": "P", "c": "C", "m": "M", "q": "M", "f": "F"}.get(flag, "M" if word == "每" else "N")

    return kind


@cache
def _tagger() -> Any:
    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    return posseg


@lru_cache(maxsize=1024)
def _cut(text: str) -> tuple[tuple[str, str], ...]:
    cut = [
        part
        for pair in _tagger().cut(text, HMM=False)
        for part in (_apart(pair.word) if len(pair.word) == _IDIOM else ((pair.word, pair.flag),))
    ]
    for index in range(len(cut) - 1, 0, -1):
        whole = cut[index - 1][0] + cut[index][0]
        if len(whole) == _PAIR and whole in words("act"):
            cut[index - 1 : index + 1] = [(whole, "v")]
    return tuple(cut)


def _apart(word: str) -> tuple[tuple[str, str], ...]:
    """An adverb and a verb that the dictionary has as one word: 如期完成."""
    tags = _tagger().dt.word_tag_tab
    if word[:2] in words("adverb") or (word[:2] in words("act") and word[2:] in words("act")):
        return (word[:2], "d"), (word[2:], tags.get(word[2:], "x"))
    return ((word, tags.get(word, "x")),)
