"""What a norm does and to what: the main predicate of a sentence, and its object.

A sentence is read word by word behind its operative word: adverbs and prepositions with what they
lead are passed over, up to the verb that is no part of a name or of an attribute (…的). Its object
is what 将, 把, 对 put before it, else what stands behind it up to the next act, else what the
sentence is about. How sure both are is how often that way of reading was right (docs/accuracy.md).
"""

from __future__ import annotations

import re
from functools import cache
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
_EDGES = "□，。；：、的 "
_AMOUNT = "[0-9.一二三四五六七八九十百千万两]+(?:%|[万亿]?元|次|[小课]时|[个工作]*日|天|周|年|个月|名|人|倍|立方米|遍)(?!性)"
_LED_BY_AMOUNT = re.compile(
    f"^(?:不(?:少|低|高|多)于|至少)?(?:每[人户年月日天班]|每.{{1,4}}?(?=[0-9]))*{_AMOUNT}(?:[—－-]{_AMOUNT})?(?:以[内上下])?的?"
)
_AMOUNT_BEHIND = re.compile(
    "(?:(?:不(?:少|低|高|多)于|至少)[0-9一二三四五六七八九十百千万]+[个户家项件台套条亩份]|"
    f"(?:不(?:少|低|高|多)于)?(?:每[人户年月日天班])*的?{_AMOUNT}|(?:每[人户年月日天班])+|[和及与、])$"
)
_WHEN = re.compile("(?:[^以之]后|[^以之目当此]前|[^以之的国]内|先行|[上下]午各)$")
_NOTHING = re.compile("[0-9]+|小时|各?.")
_WHOM = re.compile(
    "(?:部门?|司|人|手中|中心|户|局|厅|委|办|院|府|机关|处|会|署|账户|银行卡|机构|值班室|镇|乡|（镇）|[省市县])(?:（.*)?(?:备案|审批|批准|审核|审查)?$"
)
_ASIDE = re.compile("（[^（）]*）?[^（）]*$")
_WHERE = ("入", "往", "给", "至", "发到", "落到", "拨到", "传到", "送到")
_RESULT = re.compile("[到至给于在入为进成]")
_BOUNDS = frozenset({"低于", "高于", "少于", "超过", "多于", "大于", "小于"})
_AS = re.compile("以[^，。；]{2,}为")
_TAKEN = frozenset({"将", "把"})
_BY = frozenset({"由", "应由", "须由"})
_ON = frozenset({"对", "对于"})
_LEADS = frozenset({"其中", "同时", "对", "对于", "将", "把", "今后"})
SURE, FAIR, POOR = 0.95, 0.75, 0.5


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


def find_act(text: str, plain: str, start: int, topic: Part | None, *, bound: bool = False) -> Act:
    """The act of a sentence from `start`, where its operative word ends.

    `plain` is the text with conditions, quotations and deadlines blanked out; `topic` what stands
    before the operative word and is not who is bound; `bound` says that a verb is to follow there.
    """
    charged = text.endswith("负责", 0, start)
    if charged and (named := _charge(text, plain, start)):
        return named
    at, most = start, SURE
    for part in re.split("[，：；]", plain[start:])[:_PARTS]:
        reading = Reading(text, part, at, bound=bound and at == start)
        if at > start or not bound:
            named = reading.led_name()
            if named:
                topic, at = named, at + len(part) + 1
                continue
        if charged and reading.kinds.strip("X") == "":
            return Act(Part(start - 2, start, FAIR), topic)
        if charged and at == start and reading.kinds.lstrip("DX")[:1] not in ("V", "W", "U", "P"):
            stop = at + len(part)
            return Act(Part(start - 2, start, FAIR), _trimmed(text, at, stop, FAIR))
        if act := reading.act(topic):
            return act.at_most(most)
        if reading.kinds.strip("DXC"):
            most = FAIR
        at += len(part) + 1
    return Act()


def is_act(word: str) -> bool:
    """Whether an operative word is an act as well (责令, 不参加)."""
    return word in words("act")


def topic_of(text: str, start: int, end: int) -> Part | None:
    """What a part of a sentence is about that stands before its operative word."""
    found = words_of(text[start:end])
    first, last = 0, len(found)
    while "J" not in found.kinds and first < last and found.kinds[first] in "XCD":
        first += 1
    if first < last and found[first] in _LEADS:
        first += 1
    elif first < last and found.kinds[first] == "P":
        return None
    while last > first and found.kinds[last - 1] in "DXMFP":
        last -= 1
    return _trimmed(text, start + found.starts[first], start + found.starts[last], FAIR)


def _charge(text: str, plain: str, start: int) -> Act | None:
    """What somebody is in charge of: 负责窨井设施的日常监管和应急处置工作."""
    part = re.split("[，：；]", plain[start:])[0]
    match = rule("norm.charge").fullmatch(part)
    lead = words_of(part).kinds.lstrip("DX")
    if match is None or lead[:1] in ("V", "U") or lead[:2] == "WC":
        return None
    found = words_of(match["acts"])
    acts = start + match.start("acts")
    thing = _trimmed(text, start, start + match.end("thing"), FAIR)
    return Act(Part(acts, acts + found.starts[1], FAIR), thing)


@cache
def _how() -> re.Pattern[str]:
    """Adverbs at the start of a part, which the dictionary may cut in two (擅 自提 前)."""
    known = [word for word in words("adverb") if len(word) > 1]
    return re.compile(f"^□*(?:(?:{'|'.join(known)})□*)+")


class Reading:
    """One part of a sentence, as words; `at` is where it starts in the sentence."""

    def __init__(self, text: str, part: str, at: int, *, bound: bool = False) -> None:
        self.text, self.at, self.bound = text, at, bound
        view = rule("norm.way").pattern.sub(lambda match: "□" * len(match[0]), part)
        self.words = words_of(_how().sub(lambda match: "□" * len(match[0]), view))
        self.kinds = self.words.kinds

    def is_name(self) -> bool:
        """Whether the words only name something: all verbs stand in attributes."""
        last = max(self.kinds.rfind("V"), self.kinds.rfind("P"))
        return self.kinds[-1:] in ("N", "W") and last < self.kinds.rfind("J") + 1

    def named(self) -> Part | None:
        """All the words, as a name."""
        return self._part(0, len(self.kinds), FAIR)

    def led_name(self) -> Part | None:
        """What the words are about, when they only say so: 对不按要求报送的城市."""
        lead = len(self.kinds) - len(self.kinds.lstrip("XC"))
        if lead >= len(self.kinds) or self.words[lead] not in _ON or self.kinds[-1] not in "NW":
            return None
        if max(map(self.kinds.rfind, "VU")) > self.kinds.rfind("J") or any(
            word in self.words.text for word in words("strong")
        ):
            return None
        return self._part(lead + 1, len(self.kinds), FAIR)

    def acts(self) -> bool:
        """Whether the words have a predicate."""
        return self._main()[0] is not None

    def act(self, topic: Part | None) -> Act | None:
        """The act that this part names; null where it has no predicate."""
        main, first = self._main()
        if main is None:
            return None
        fronted, sure = self._before(first, main)
        given = fronted or topic
        word, behind = self.words[main], self.kinds[main + 1 : main + 2]
        if word in words("light") or (word == "负责" and behind in ("V", "W")):
            return self._light(main, given, sure)
        end = self._joined(main)
        if end > main + 1 or not self._plain(main, end):
            sure = FAIR
        action = self._word(main, sure)
        if self._leads_on(main, end) or (fronted and self._taken(first, main)):
            return Act(action, given)
        return Act(action, self._object(main, end, given, sure))

    def subject(self) -> Part | None:
        """What stands before the predicate and before all that leads to it."""
        main, _ = self._main()
        end = len(self.kinds) if main is None else main
        stop = next((i for i in range(end) if self.kinds[i] in "PX"), end)
        while stop > 0 and self.kinds[stop - 1] in "DXMFP":
            stop -= 1
        return self._part(0, stop, FAIR)

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
        if first < size and self._heads(first):
            return first, first
        taken = self._taken(first, size)
        verbs = [i for i in range(first + 1, size) if self._predicate(i)]
        verbs = verbs or [i for i in range(first + 1, size) if kinds[i] == "U"]
        if taken:
            verbs = [i for i in verbs if i > taken[-1] + 1]
            moved = [i for i in verbs if self._moves(i)]
            strong = [i for i in verbs if kinds[i] == "V"]
            return next(iter(moved[-1:] or strong[-1:] or verbs[-1:]), None), first
        if self.bound and kinds[first:].rstrip("X") == "N":
            return first, first
        at = first
        while at < size:
            if kinds[at] == "P" or at == first:
                inside = at + 1
                while inside < size and kinds[inside] in "DM":
                    inside += 1
                if kinds[at] == "P" and inside < size and kinds[inside] in "VWU":
                    past = self._past_attribute(inside)
                    if kinds[inside] != "W" or not any(inside < i < past for i in verbs):
                        at = past
            found = next((i for i in verbs if i > at), None)
            if found is None:
                return None, first
            if self.words[found] in words("pivot"):
                return found, first
            by = next((i for i in range(found + 1, size) if self.words[i] in _BY), size)
            if any(i > by for i in verbs):
                at = by
                continue
            light = next((i for i in verbs if i == found or i > found + 1 if self.words[i] in words("strong")), None)
            if light is None and kinds[found] == "W":
                light = next((i for i in verbs if i > found and self._moves(i)), None)
            if light is not None:
                return light, first
            past = self._past_attribute(found)
            last = size if kinds[first] == "P" else size - 1
            if past > found and any(past < i < last and kinds[i] == "V" for i in verbs):
                at = past
                continue
            return found, first
        return None, first

    def _taken(self, first: int, last: int) -> list[int]:
        """Where 将 or 把 puts an object before its verb; 将 is a mere adverb in 将与…挂钩."""
        return [
            i
            for i in range(first, last)
            if self.words[i] in _TAKEN
            and (
                self.kinds[i + 1 : i + 2] in tuple("NMSW")
                or (
                    self.kinds[i + 1 : i + 2] in tuple("VU")
                    and any(
                        self._verb(j) and (self.bound or self._moves(j))
                        for j in range(i + 3, len(self.kinds))
                    )
                )
            )
        ]

    def _heads(self, index: int) -> bool:
        """Whether the first word that is no adverb is the predicate: not in 承担任务的机构…选取."""
        kinds = self.kinds
        if self.bound and self.words.alone[index] in "VWUS":
            return not self.words.text.startswith(("的", "之"), self.words.starts[index + 1])
        if self.words[index] in ("有", *_BOUNDS):
            return False
        if kinds[index] not in "VWU":
            return False
        later = [i for i in range(index + 1, len(kinds)) if self._predicate(i)]
        if kinds[index] == "U" and later:
            return False
        return not any(kinds[i] == "V" and kinds[i - 1] in "DX" and "J" in kinds[index:i] for i in later)

    def _predicate(self, index: int) -> bool:
        """Whether a word in the middle can be the predicate: not the last of a name (培训补贴按…)."""
        kinds = self.kinds
        if kinds[index] != "W":
            return kinds[index] == "V" and self.words[index] not in _BOUNDS
        return kinds[index - 1] not in "NM" or kinds[index + 1 : index + 2] not in tuple("PDXCF")

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
            known = self.kinds[main] in "VW" if self.bound else self.kinds[main] == "V"
            return None, SURE if known and self.words[main] != "有" else FAIR
        alone = self.kinds[main] == "V" and not set(self.words.alone[first:main]) & set("VWU")
        sure = SURE if alone and self.kinds[first] == "P" else FAIR
        heads = [i for i in range(first, main) if self.kinds[i] == "P"]
        taken = self._taken(first, main) or [i for i in heads if self.words[i] in _ON]
        if taken:
            begin = taken[-1] + 1
        elif first not in heads:
            begin = first
        else:
            return None, sure
        end = next((i for i in heads if i > begin), main)
        while end > begin and self.kinds[end - 1] in "DXMF":
            end -= 1
        return self._part(begin, end, FAIR), sure

    def _plain(self, main: int, end: int) -> bool:
        """Whether a predicate is clear: neither with a verb behind it (停止供水) nor with a word
        before it that may be part of it (重复申领), no bound of a number."""
        behind = self.kinds[end : end + 1]
        word = self.words[main]
        if main and self.words[main - 1] in words("how_or_act"):
            return False
        if behind in ("V", "U", "C") or word in _BOUNDS or word in words("phrase"):
            return False
        if (word in words("pivot") and not self.bound) or (
            self._leads_on(main, end) and behind and self.kinds[-1] != "N"
        ):
            return False
        if self.words.text.startswith("为", self.words.starts[end]):
            return False
        if not behind or (behind == "W" and end + 1 == len(self.kinds)):
            return self.words.starts[main] == 0 or self.words[main] in words("grants")
        if not self.bound and "J" in self.kinds[end:]:
            return self.kinds[-1] in "NW"
        return True

    def _light(self, main: int, given: Part | None, sure: float) -> Act:
        """An act put as a noun behind a verb that says nothing: 进行检查."""
        named = [i for i in range(main + 1, len(self.kinds)) if self.words.alone[i] in "VWU"]
        if not named:
            return Act(self._word(main, POOR), given)
        return Act(self._word(named[0], FAIR if named[0] == main + 1 else POOR), given)

    def _joined(self, main: int) -> int:
        """Where a predicate ends, with the verbs joined to it: 建立健全, 遵守、执行."""
        end, size = main + 1, len(self.kinds)
        while end < size:
            behind = end
            while behind < size and self.kinds[behind] in "CD":
                behind += 1
            joined = behind > end and "C" in self.kinds[end:behind]
            if behind >= size or not self._verb(behind):
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
            or (len(self.words[main]) > 1 and self.words[main].endswith(_WHERE))
            or behind in ("到位", "完毕", "到户")
        )

    def _object(self, main: int, end: int, given: Part | None, sure: float) -> Part | None:
        if self.words[end] in words("cut"):
            return given
        stop, clean = self._stop(main, end)
        a, b = self._span(end, stop)
        rest = self.text[a:b]
        if self.words[main] in words("sent"):
            if _WHOM.search(rest):
                return given
            sure = POOR
        if cut := _ASIDE.search(rest):
            if "（" in rest[2:] and rest.endswith("）"):
                b = a + cut.start()
        if leading := _LED_BY_AMOUNT.match(rest):
            a += leading.end()
        said = set(self.kinds[end:stop]) - set("DXCM")
        if not said:
            return given
        if said <= set("VWUS") and self.words[main] in words("phrase"):
            return None
        if self.text.startswith(("不", "至少", "每"), a):
            clean = False
        return _trimmed(self.text, a, b, sure if clean else min(sure, FAIR))

    def _stop(self, main: int, start: int) -> tuple[int, bool]:
        """Where an object ends, and whether nothing in it is in doubt."""
        kinds, size = self.kinds, len(self.kinds)
        pivot = self.words[main] in words("pivot")
        clause = self.words[main] in words("takes_clause")
        clean = kinds[start] not in "PM" and not pivot
        for i in range(start + 1, size):
            if self.words[i] in words("cut") and kinds[i + 1 : i + 2] != "J":
                return i, clean
            if kinds[i : i + 2] in ("CV", "CU") and "J" not in kinds[i:] and kinds[i + 2 : i + 3] in ("N", "W"):
                return i, False
            if not self._verb(i) or clause:
                continue
            attribute = "J" in kinds[i:]
            last = (
                i + 1 == size
                and kinds[i] == "W"
                and kinds[i - 1] not in "DPX"
                and not rule("norm.body").search(self.words.text[: self.words.starts[i]])
            )
            if pivot and not (attribute and kinds[i - 1] == "J") and not last:
                return self._back(start, i), False
            if kinds[i] == "V" and not attribute and kinds[i - 1] in "NWFS" and (kinds[i + 1 : i + 2] in tuple("NSMPJ") or self.words[i] in words("light")):
                return self._back(start, i), False
            clean = clean and (attribute or (kinds[i] == "W" and i + 1 == size))
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

    def _word(self, index: int, sure: float) -> Part:
        return Part(*self._span(index, index + 1), sure)

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
    if not named or len(named) > _LONGEST or _WHEN.search(named) or _NOTHING.fullmatch(named):
        return None
    return Part(start, end, sure)
