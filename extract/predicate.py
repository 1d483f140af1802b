"""The main predicate of a part of a sentence, among its words.

Adverbs and prepositions with what they lead are passed over, up to the verb that is no part of a
name or of an attribute (…的): in 对违反规定的单位给予处分 it is 给予.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from .parts import FAIR, Part, trimmed
from .rulebook import rule, word_set, words
from .tokens import words_of

if TYPE_CHECKING:
    from .tokens import Words

BOUNDS = frozenset({"低于", "高于", "少于", "超过", "多于", "大于", "小于"})
"""Acts only right behind the operative word (不得低于); else they bound a number."""
RESULT = re.compile("[到至给于在入为进成]")
"""Behind a verb: where to (落实到)."""
ON = ("对", "对于")
_TAKEN = ("将", "把")
_AND = ("并", "并且")
_BY = ("由", "应由", "须由")
_AS = re.compile("以[^，。；]{2,}为")


class Reading:
    """The words of a part of a sentence; `at` is where it starts there. `bound`: an operative word
    stands right before it, so that a verb is to follow."""

    def __init__(self, text: str, part: str, at: int, *, bound: bool = False) -> None:
        self.text, self.at, self.bound = text, at, bound
        self.words = _words_of(part)
        self.kinds = self.words.kinds

    @cached_property
    def first(self) -> int:
        """The first word that is no adverb."""
        return len(self.kinds) - len(self.kinds.lstrip("DXCMF"))

    @cached_property
    def main(self) -> int | None:
        """The main predicate; null where there is none, or none that is understood (以…为…)."""
        if self.first >= len(self.kinds) or _AS.search(self.words.text):
            return None
        if self._heads(self.first):
            return self.first
        verbs = [i for i in range(self.first + 1, len(self.kinds)) if self._predicate(i)]
        if not verbs:
            known = (self.kinds, "U"), (self.words.alone, "V")
            verbs = next((v for v in (self._all(*one) for one in known) if v), [])
        if taken := self.taken(len(self.kinds)):
            return self._of_taken([i for i in verbs if i > taken[-1] + 1])
        if self.bound and self.kinds[self.first :].rstrip("X") == "N":
            return self.first
        return self._behind_lead(verbs)

    def verb(self, index: int) -> bool:
        """Whether a word is a verb where it stands; none behind the last."""
        return self.kinds[index : index + 1] in ("V", "W", "U")

    def taken(self, last: int) -> list[int]:
        """Where 将 or 把 puts an object before its verb; 将 is a mere adverb in 将与…挂钩."""
        return [
            i for i in range(self.first, last) if self.words[i] in _TAKEN and self._takes(i + 1)
        ]

    def is_name(self) -> bool:
        """Whether the words only name something: all verbs stand in attributes."""
        last = max(self.kinds.rfind("V"), self.kinds.rfind("P"))
        return self.kinds[-1:] in ("N", "W") and last < self.kinds.rfind("J") + 1

    def led_name(self) -> Part | None:
        """What the words are about, when they only say so: 对不按要求报送的城市."""
        lead = len(self.kinds) - len(self.kinds.lstrip("XC"))
        if lead >= len(self.kinds) or self.words[lead] not in ON or self.kinds[-1] not in "NW":
            return None
        acts = max(map(self.kinds.rfind, "VU")) > self.kinds.rfind("J")
        if acts or any(word in self.words.text for word in word_set("strong")):
            return None
        return self.part(lead + 1, len(self.kinds), FAIR)

    def subject(self) -> Part | None:
        """What stands before the predicate and before all that leads to it."""
        end = len(self.kinds) if self.main is None else self.main
        stop = next((i for i in range(end) if self.kinds[i] in "PX"), end)
        while stop > 0 and self.kinds[stop - 1] in "DXMFP":
            stop -= 1
        return self.part(0, stop, FAIR)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words stand in the sentence."""
        starts = self.words.starts
        return self.at + starts[first], self.at + starts[last]

    def word(self, index: int, sure: float) -> Part:
        """One word."""
        return Part(*self.span(index, index + 1), sure)

    def part(self, first: int, last: int, sure: float) -> Part | None:
        """Words without an amount behind them."""
        return trimmed(self.text, *self.span(first, last), sure)

    def _all(self, kinds: str, kind: str) -> list[int]:
        """The words of a kind behind the first."""
        behind = range(self.first + 1, len(kinds))
        return [i for i in behind if kinds[i] == kind and self.words[i] not in BOUNDS]

    def _heads(self, index: int) -> bool:
        """Whether the first word is the predicate: not in 承担任务的机构…选取."""
        kinds = self.kinds
        if self.bound and self.words.alone[index] in "VWUS":
            return not self.words.text.startswith(("的", "之"), self.words.starts[index + 1])
        if kinds[index] not in "VWU" or self.words[index] in ("有", *BOUNDS):
            return False
        later = [i for i in range(index + 1, len(kinds)) if self._predicate(i)]
        if kinds[index] == "U" and (later or "D" in kinds[index:]):
            return False
        return not any(
            kinds[i] == "V" and kinds[i - 1] in "DX" and "J" in kinds[index:i] for i in later
        )

    def _predicate(self, index: int) -> bool:
        """Whether a word in the middle can be the predicate: not the last of a name (培训补贴按…)."""
        kinds = self.kinds
        if kinds[index] != "W":
            return kinds[index] == "V" and self.words[index] not in BOUNDS
        if self.words[index + 1] in _AND and self.verb(index + 2):
            return True
        return kinds[index - 1] not in "NM" or kinds[index + 1 : index + 2] not in tuple("PDXCF")

    def _moves(self, index: int) -> bool:
        """Whether a verb says where to: 纳入, 落实到."""
        word, behind = self.words[index], self.words[index + 1]
        moved = RESULT.fullmatch(behind) or RESULT.fullmatch(word[-1])
        return moved is not None or word in word_set("about")

    def _takes(self, index: int) -> bool:
        """Whether a name starts behind 将."""
        kind = self.kinds[index : index + 1]
        if kind in ("V", "U"):
            later = range(index + 2, len(self.kinds))
            return any(self.verb(i) and (self.bound or self._moves(i)) for i in later)
        return kind in ("N", "M", "S", "W")

    def _of_taken(self, verbs: list[int]) -> int | None:
        """The verb of 将X…: one that says where to, else the last."""
        moved = [i for i in verbs if self._moves(i)]
        strong = [i for i in verbs if self.kinds[i] == "V"]
        return next(iter(moved[-1:] or strong[-1:] or verbs[-1:]), None)

    def _behind_lead(self, verbs: list[int]) -> int | None:
        """The verb behind a subject or behind what prepositions lead."""
        at = self.first
        while (
            found := next((i for i in verbs if i > self._past_lead(at, verbs)), None)
        ) is not None:
            if self.words[found] in word_set("pivot"):
                return found
            by = next((i for i in range(found, len(self.kinds)) if self.words[i] in _BY), None)
            if by is not None and verbs[-1] > by:
                at = by
                continue
            if (better := self._better(found, verbs)) is not None:
                return better
            past = self._past_attribute(found)
            last = len(self.kinds) - (self.kinds[self.first] != "P")
            if past == found or not any(past < i < last and self.kinds[i] == "V" for i in verbs):
                return found
            at = past
        return None

    def _past_lead(self, at: int, verbs: list[int]) -> int:
        """Past the attribute that starts right behind a preposition: 对|违反规定的|单位."""
        inside = at + 1
        while self.kinds[inside : inside + 1] in ("D", "M"):
            inside += 1
        if self.kinds[at] != "P" or inside >= len(self.kinds) or not self.verb(inside):
            return at
        past = self._past_attribute(inside)
        named = self.kinds[inside] == "W" and any(inside < i < past for i in verbs)
        return at if named else past

    def _better(self, found: int, verbs: list[int]) -> int | None:
        """A verb further on that is more likely the predicate than one within a name."""
        noun = self.kinds[found] == "W" and self.kinds[found - 1] in "CJN"
        strong = (i for i in verbs if i == found or i > found + (not noun))
        better = next((i for i in strong if self.words[i] in word_set("strong")), None)
        if better is None and self.kinds[found] == "W":
            better = next((i for i in verbs if i > found and self._moves(i)), None)
        return better

    def _past_attribute(self, index: int) -> int:
        """The 的 that ends the attribute a verb stands in; the verb itself where there is none."""
        found = self.kinds.find("J", index)
        return found if found > 0 else index


@lru_cache(maxsize=256)
def _words_of(part: str) -> Words:
    """The words of a part, without those that say how, when and where."""
    return words_of(rule("norm.way").pattern.sub(_blank, _how().sub(_blank, part)))


def _blank(match: re.Match[str]) -> str:
    return "□" * len(match[0])


@cache
def _how() -> re.Pattern[str]:
    """Adverbs at the start of a part, which the dictionary may cut in two (擅 自提 前)."""
    known = [word for word in words("adverb") if len(word) > 1]
    return re.compile(f"^□*(?:(?:{'|'.join(known)})□*)+")
