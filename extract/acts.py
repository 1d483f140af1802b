"""What a norm does and to what: the main predicate of a sentence, and its object.

A sentence is read word by word behind its operative word: adverbs and prepositions with what they
lead are passed over, up to the verb that is no part of a name or of an attribute (…的). Its object
is what 将, 把, 对 put before it, else what stands behind it up to the next act, else what the
sentence is about. How sure both are is how often that way of reading was right (docs/accuracy.md).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .rulebook import rule, words
from .tokens import words_of

if TYPE_CHECKING:
    from .tokens import Words

_PARTS = 3
"""Parts of a sentence behind its operative word in which its verb is looked for."""
_LONGEST = 60
"""Characters of an object, at most."""
_EDGES = "□，。；：、 "
_AMOUNT = "[0-9.一二三四五六七八九十百千万两]+(?:%|[万亿]?元|次|[小课]时|[个工作]*日|天|周|年|个月|名|人|倍|立方米|遍)(?!性)"
_LED_BY_AMOUNT = re.compile(
    f"^(?:不(?:少|低|高|多)于|至少)?(?:每[人户年月日天班])*{_AMOUNT}(?:[—－-]{_AMOUNT})?(?:以[内上下])?的?"
)
_AMOUNT_BEHIND = re.compile(
    f"(?:(?:不(?:少|低|高|多)于)?(?:每[人户年月日天班])*的?{_AMOUNT}|(?:每[人户年月日天班])+|[和及与、])$"
)
_WHEN = re.compile("(?:[^以之]后|[^以之目当此]前|[^以之的国]内|先行|[上下]午各)$")
_WHOM = re.compile(
    "(?:部门?|局|厅|委|办|院|府|机关|处|会|署|账户|银行卡|机构|值班室|镇|乡|（镇）|[省市县])(?:（.*)?(?:备案|审批|批准|审核|审查)?$"
)
_ASIDE = re.compile("（[^（）]*）?[^（）]*$")
_RESULT = re.compile("[到至给于在入为进成]")
_AS = re.compile("以[^，。；]{2,}为")
_TAKEN = frozenset({"将", "把"})
_ON = frozenset({"对", "对于"})
_LEADS = frozenset({"其中", "同时", "对", "对于", "将", "把", "今后"})
SURE, FAIR, POOR = 0.95, 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a norm: where it stands in the sentence, and how sure it is."""

    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True)
class Act:
    """The verb of a norm and what it acts on; null where the words do not make it clear."""

    action: Part | None = None
    object: Part | None = None

    def at_most(self, sure: float) -> Act:
        """The act, no surer than so."""
        parts = (part and replace(part, sure=min(part.sure, sure)) for part in (self.action, self.object))
        return Act(*parts)


def find_act(text: str, plain: str, start: int, topic: Part | None) -> Act:
    """The act of a sentence from `start`, where its operative word ends.

    `plain` is the text with conditions, quotations and deadlines blanked out; `topic` what stands
    before the operative word and is not who is bound.
    """
    charged = text.endswith("负责", 0, start)
    if charged and (named := _charge(text, plain, start)):
        return named
    at, most = start, SURE
    for part in re.split("[，：；]", plain[start:])[:_PARTS]:
        reading = Reading(text, part, at)
        if act := reading.act(topic):
            return act.at_most(most)
        if charged and reading.kinds.strip("X") == "":
            return Act(Part(start - 2, start, FAIR), topic)
        if reading.kinds.strip("DXC"):
            most = FAIR
        at += len(part) + 1
    return Act()


def is_act(word: str) -> bool:
    """Whether an operative word is an act as well (责令, 不参加)."""
    return word in words("act")


def opens_with_act(text: str) -> bool:
    """Whether a text starts with a verb that is no part of a noun: 设立供水站."""
    return words_of(text).kinds[:1] in ("V", "U")


def topic_of(text: str, start: int, end: int) -> Part | None:
    """What a part of a sentence is about that stands before its operative word."""
    found = words_of(text[start:end])
    first, last = 0, len(found)
    while first < last and found.kinds[first] in "XCD":
        first += 1
    if first < last and found[first] in _LEADS:
        first += 1
    elif first < last and found.kinds[first] == "P":
        return None
    while last > first and found.kinds[last - 1] in "DXMF":
        last -= 1
    return _trimmed(text, start + found.starts[first], start + found.starts[last], FAIR)


def _charge(text: str, plain: str, start: int) -> Act | None:
    """What somebody is in charge of: 负责窨井设施的日常监管和应急处置工作."""
    part = re.split("[，：；]", plain[start:])[0]
    match = rule("norm.charge").fullmatch(part)
    if match is None or words_of(part).kinds.lstrip("DX")[:1] in ("V", "U"):
        return None
    found = words_of(match["acts"])
    acts = start + match.start("acts")
    thing = _trimmed(text, start, start + match.end("thing"), FAIR)
    return Act(Part(acts, acts + found.starts[1], FAIR), thing)


class Reading:
    """One part of a sentence, as words; `at` is where it starts in the sentence."""

    def __init__(self, text: str, part: str, at: int) -> None:
        self.text, self.at = text, at
        view = rule("norm.way").pattern.sub(lambda match: "□" * len(match[0]), part)
        self.words = words_of(view)
        self.kinds = self.words.kinds

    def is_name(self) -> bool:
        """Whether the words only name something: all verbs stand in attributes."""
        last = max(self.kinds.rfind("V"), self.kinds.rfind("P"))
        return self.kinds[-1:] in ("N", "W") and last < self.kinds.rfind("J") + 1

    def act(self, topic: Part | None) -> Act | None:
        """The act that this part names; null where it has no predicate."""
        main, first = self._main()
        if main is None:
            return None
        fronted, sure = self._before(first, main)
        given = fronted or topic
        if self.words[main] in words("light"):
            return self._light(main, given, sure)
        end = self._joined(main)
        sure = min(sure, SURE if end == main + 1 else FAIR)
        action = self._part(main, main + 1, sure)
        if self._leads_on(main, end):
            return Act(action, given)
        return Act(action, self._object(main, end, given, sure))

    def subject(self) -> Part | None:
        """What stands before the predicate and before all that leads to it."""
        main, _ = self._main()
        end = len(self.kinds) if main is None else main
        begin = 0
        while begin < end and self.kinds[begin] in "XC":
            begin += 1
        stop = next((i for i in range(begin + 1, end) if self.kinds[i] in "PX"), end)
        while stop > begin and self.kinds[stop - 1] in "DXMFP":
            stop -= 1
        return self._part(begin, stop, SURE)

    def _verb(self, index: int) -> bool:
        return self.kinds[index] in "VWU"

    def _main(self) -> tuple[int | None, int]:
        """The main predicate, and the first word that is no adverb."""
        kinds, size = self.kinds, len(self.kinds)
        if _AS.search(self.words.text):
            return None, 0
        first = 0
        while first < size and kinds[first] in "DXCMF":
            first += 1
        if first < size and kinds[first] in "VWU":
            return first, first
        taken = [i for i in range(first, size) if self.words[i] in _TAKEN]
        verbs = [i for i in range(first + 1, size) if kinds[i] in "VW"]
        verbs = verbs or [i for i in range(first + 1, size) if kinds[i] == "U"]
        if taken:
            verbs = [i for i in verbs if i > taken[-1] + 1]
            moved = [i for i in verbs if self._moves(i)]
            strong = [i for i in verbs if kinds[i] == "V"]
            return next(iter(moved[-1:] or strong[-1:] or verbs[-1:]), None), first
        at = first
        while at < size:
            if kinds[at] == "P" or at == first:
                inside = at + 1
                while inside < size and kinds[inside] in "DM":
                    inside += 1
                if kinds[at] == "P" and inside < size and kinds[inside] == "V":
                    at = self._past_attribute(inside)
            found = next((i for i in verbs if i > at), None)
            if found is None:
                return None, first
            light = next((i for i in verbs if i >= found and self.words[i] in words("strong")), None)
            if light is not None:
                return light, first
            past = self._past_attribute(found)
            last = size if kinds[first] == "P" else size - 1
            if past > found and any(past < i < last and kinds[i] == "V" for i in verbs):
                at = past
                continue
            return found, first
        return None, first

    def _moves(self, index: int) -> bool:
        """Whether a verb says where to: 纳入, 落实到."""
        behind = self.words[index + 1] if index + 1 < len(self.words) else ""
        word = self.words[index]
        return bool(_RESULT.fullmatch(behind) or _RESULT.fullmatch(word[-1])) or word in words(
            "about"
        )

    def _past_attribute(self, index: int) -> int:
        """The 的 that ends the attribute a verb stands in; the verb itself where there is none."""
        found = self.kinds.find("J", index)
        return found if found > 0 else index

    def _before(self, first: int, main: int) -> tuple[Part | None, float]:
        """What stands before a predicate and is acted on, and how sure the predicate is."""
        if main == first:
            return None, FAIR if self.kinds[main] == "U" else SURE
        heads = [i for i in range(first, main) if self.kinds[i] == "P"]
        taken = [i for i in heads if self.words[i] in _TAKEN] or [
            i for i in heads if self.words[i] in _ON
        ]
        if taken:
            begin = taken[-1] + 1
        elif first not in heads:
            begin = first
        else:
            return None, FAIR
        end = next((i for i in heads if i > begin), main)
        while end > begin and self.kinds[end - 1] in "DXMF":
            end -= 1
        return self._part(begin, end, FAIR), FAIR

    def _light(self, main: int, given: Part | None, sure: float) -> Act:
        """An act put as a noun behind a verb that says nothing: 进行检查."""
        named = [i for i in range(main + 1, len(self.kinds)) if self._verb(i)]
        if not named:
            return Act(self._part(main, main + 1, POOR), given)
        return Act(self._part(named[0], named[0] + 1, FAIR if named[0] == main + 1 else POOR), given)

    def _joined(self, main: int) -> int:
        """Where a predicate ends, with the verbs joined to it: 建立健全, 遵守、执行."""
        end, size = main + 1, len(self.kinds)
        while end < size:
            behind = end
            while behind < size and self.kinds[behind] in "CD":
                behind += 1
            joined = behind > end and "C" in self.kinds[end:behind]
            if behind + 1 >= size or not self._verb(behind):
                break
            if not joined and self.words[behind] not in words("paired"):
                break
            end = behind + 1
        return end + (end < size and self.words[end] == "了")

    def _leads_on(self, main: int, end: int) -> bool:
        """Whether what follows says where to, or whom: what is acted on stands before."""
        behind = self.words[end] if end < len(self.kinds) else ""
        return (
            not behind
            or _RESULT.fullmatch(behind) is not None
            or self.words[main] in words("about")
            or self.words[main][-1] in "入往"
        )

    def _object(self, main: int, end: int, given: Part | None, sure: float) -> Part | None:
        stop, clean = self._stop(main, end)
        a, b = self._span(end, stop)
        rest = self.text[a:b]
        if self.words[main] in words("sent"):
            if _WHOM.search(rest):
                return given
            clean = False
        if cut := _ASIDE.search(rest):
            if "（" in rest[2:] and rest.endswith("）"):
                b = a + cut.start()
        if leading := _LED_BY_AMOUNT.match(rest):
            a += leading.end()
        sure = sure if clean else min(sure, FAIR)
        return _trimmed(self.text, a, b, sure)

    def _stop(self, main: int, start: int) -> tuple[int, bool]:
        """Where an object ends, and whether nothing in it is in doubt."""
        kinds, size = self.kinds, len(self.kinds)
        pivot = self.words[main] in words("pivot")
        clause = self.words[main] in words("takes_clause")
        clean = kinds[start] not in "P"
        for i in range(start + 1, size):
            if self.words[i] in words("cut"):
                return i, clean
            if not self._verb(i) or clause:
                continue
            attribute = "J" in kinds[i:]
            if pivot and not (attribute and kinds[i - 1] == "J"):
                return self._back(start, i), False
            if kinds[i] in "VU" and not attribute and kinds[i - 1] in "NWF" and i + 1 < size:
                return self._back(start, i), False
            clean = clean and (attribute or kinds[i] == "W")
        return size, clean

    def _back(self, start: int, verb: int) -> int:
        """Where what leads to a verb starts: its adverbs, its prepositions."""
        lead = next((i for i in range(start + 1, verb) if self.kinds[i] == "P"), verb)
        while lead > start + 1 and self.kinds[lead - 1] in "DX":
            lead -= 1
        return lead

    def _span(self, first: int, last: int) -> tuple[int, int]:
        starts = self.words.starts
        return self.at + starts[first], self.at + starts[last]

    def _part(self, first: int, last: int, sure: float) -> Part | None:
        return _trimmed(self.text, *self._span(first, last), sure)


def _trimmed(text: str, start: int, end: int, sure: float) -> Part | None:
    """A part without an amount behind it; null where nothing is left, or too much."""
    while True:
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        cut = _AMOUNT_BEHIND.search(text[start:end])
        if cut is None:
            break
        end = start + cut.start()
    named = text[start:end]
    if not named or len(named) > _LONGEST or _WHEN.search(named):
        return None
    return Part(start, end, sure)
