"""What a norm does and to what: the predicate of its sentence and the object.

The object is what 将, 把, 对 put before the predicate, else what stands behind it up to the next
act, else what the sentence is about.
"""

from __future__ import annotations

import re

from ..ingest.values import dataclass
from .parts import AMOUNT, FAIR, POOR, SURE, Part, capped, trimmed
from .predicate import BOUNDS, ON, RESULT, Reading
from .rulebook import rule, word_set
from .tokens import words_of

_PARTS = 3
"""Parts of a sentence behind its operative word in which its verb is looked for."""
_CHARGE = "负责"
_LED_BY_AMOUNT = re.compile(
    "^(?:不(?:少|低|高|多)于|至少)?(?:每[人户年月日天班]|每.{1,4}?(?=[0-9]))*"
    f"{AMOUNT}(?:[—－-]{AMOUNT}|以上{AMOUNT})?(?:以[内上下])?的?"
)
_WHOM = re.compile(
    "(?:部门?|司|人|手中|中心|户|局|厅|委|办|院|府|机关|处|会|署|账户|银行卡|机构|值班室|镇|乡|（镇）|[省市县])(?:（.*)?(?:备案|审批|批准|审核|审查)?$"
)
_ASIDE = re.compile("(?<=..)（[^（）]*）?[^（）]*）$")
_WHERE = ("入", "往", "给", "至", "发到", "落到", "拨到", "传到", "送到")
_DONE = ("到位", "完毕", "到户")
_LEADS = frozenset({"其中", "同时", "对", "对于", "将", "把", "今后"})


@dataclass(frozen=True, slots=True)
class Act:
    """The verb of a norm and what it acts on; null where the words do not make it clear."""

    action: Part | None = None
    object: Part | None = None

    def at_most(self, sure: float) -> Act:
        """The act, no surer than so."""
        if sure >= SURE:
            return self
        return Act(*(part and capped(part, sure) for part in (self.action, self.object)))


def find_act(text: str, plain: str, start: int, topic: Part | None, *, bound: bool = False) -> Act:
    """The act of a sentence from `start`, where its operative word ends.

    `plain` is the text with conditions, quotations and deadlines blanked out; `topic` what stands
    before the operative word and is not who is bound; `bound` says that a verb is to follow there.
    """
    if text.endswith(_CHARGE, 0, start) and (named := _charge(text, plain, start, topic)):
        return named
    at, most = start, SURE
    for part in re.split("[，：；]", plain[start:])[:_PARTS]:
        reading = Reading(text, part, at, bound=bound and at == start)
        if _only_how(reading):
            most = FAIR
        elif not reading.bound and (about := _about(reading, plain[at + len(part) :])):
            topic = about
        elif act := act_of(reading, topic):
            return act.at_most(most)
        elif reading.kinds.strip("DXC"):
            most = FAIR
        at += len(part) + 1
    return Act()


def _only_how(reading: Reading) -> bool:
    """Whether a part only says by what rule something is done: 按税务机关确定的范围."""
    leads = reading.words[0] if reading.kinds[:1] == "P" else ""
    return leads.startswith(("按", "依", "根据")) and "J" in reading.kinds and reading.is_name()


def is_act(word: str) -> bool:
    """Whether an operative word is an act as well (责令, 不参加)."""
    return word in word_set("act")


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
    last = next((i for i in range(first + 1, last) if found[i] == "由"), last)
    while last > first and found.kinds[last - 1] in "DXMFP":
        last -= 1
    return trimmed(text, start + found.starts[first], start + found.starts[last], FAIR)


def _about(reading: Reading, behind: str) -> Part | None:
    """What a part only names, for the next one to act on: 对…的城市, 病历，由医院保管."""
    if named := reading.led_name():
        return named
    by = behind.lstrip("，□").startswith("由") and reading.kinds.lstrip("DX")[:1] != "P"
    return reading.part(0, len(reading.kinds), FAIR) if by and reading.is_name() else None


def _charge(text: str, plain: str, start: int, topic: Part | None) -> Act | None:
    """What somebody is in charge of: 负责窨井设施的日常监管和应急处置工作, 负责本县的救灾工作,
    由县局负责; null where an act follows: 负责审查材料."""
    part = re.split("[，：；]", plain[start:])[0]
    own = Part(start - len(_CHARGE), start, FAIR)
    lead = words_of(part).kinds.lstrip("DX")
    if not lead:
        return Act(own, topic)
    if lead[0] in "VU" or lead[:2] == "WC":
        return None
    if match := rule("norm.charge").fullmatch(part):
        acts = start + match.start("acts")
        verb = Part(acts, acts + words_of(match["acts"]).starts[1], FAIR)
        return Act(verb, trimmed(text, start, start + match.end("thing"), FAIR))
    return None if lead[0] in "WP" else Act(own, trimmed(text, start, start + len(part), FAIR))


def act_of(reading: Reading, topic: Part | None) -> Act | None:
    """The act that a part of a sentence names; null where it has no predicate."""
    main = reading.main
    if main is None:
        return None
    fronted, sure = _before(reading, main)
    given = fronted or topic
    word, behind = reading.words[main], reading.kinds[main + 1 : main + 2]
    if word in word_set("light") or (word == _CHARGE and behind in ("V", "W")):
        return _light(reading, main, given)
    if word in word_set("phrase") and reading.verb(main + 1) and _ended(reading, main + 2):
        return Act(reading.part(main, main + 2, FAIR), given)
    end = _joined(reading, main)
    if end > main + 1 or not _clear(reading, main, end):
        sure = FAIR
    action = reading.word(main, sure)
    if _leads_on(reading, main, end) or (fronted and reading.taken(main)):
        return Act(action, given)
    return Act(action, _object(reading, main, end, given, sure))


def _ended(reading: Reading, index: int) -> bool:
    """Whether an act ends before a word: 停止供水|并查明原因."""
    return reading.words[index] in ("", "并", "并且")


def _before(reading: Reading, main: int) -> tuple[Part | None, float]:
    """What stands before a predicate and is acted on, and how sure the predicate is."""
    kinds, first = reading.kinds, reading.first
    if main == first:
        known = kinds[main] == "V" or (reading.bound and kinds[main] in "WU")
        return None, SURE if known and reading.words[main] != "有" else FAIR
    alone = kinds[main] == "V" and not set(reading.words.alone[first:main]) & set("VWU")
    sure = SURE if alone and kinds[first] == "P" else FAIR
    heads = [i for i in range(first, main) if kinds[i] == "P"]
    taken = reading.taken(main) or [i for i in heads if reading.words[i] in ON]
    if not taken and first in heads:
        return None, sure
    begin = taken[-1] + 1 if taken else first
    end = next((i for i in heads if i > begin), main)
    while end > begin and kinds[end - 1] in "DXMF":
        end -= 1
    return reading.part(begin, end, FAIR), sure


def _clear(reading: Reading, main: int, end: int) -> bool:
    """Whether a predicate is clear: neither with a verb behind it (停止供水) nor with a word before
    it that may be part of it (重复申领), and no bound of a number."""
    found, kinds = reading.words, reading.kinds
    word, behind = found[main], kinds[end : end + 1]
    if word in BOUNDS or word in word_set("phrase") or behind in ("V", "U", "C"):
        return False
    if (main and found[main - 1] in word_set("how_or_act")) or found.text.startswith(
        "为", found.starts[end]
    ):
        return False
    leads = _leads_on(reading, main, end) and behind and kinds[-1] != "N"
    if leads or (word in word_set("pivot") and not reading.bound):
        return False
    beyond = kinds.find("J", end)
    if not reading.bound and beyond >= 0 and set(kinds[beyond:]) & set("VWU"):
        return False
    if not behind or (behind == "W" and end + 1 == len(kinds)):
        return found.starts[main] == 0 or word in word_set("grants")
    return reading.bound or "J" not in kinds[end:] or kinds[-1] in "NW"


def _light(reading: Reading, main: int, given: Part | None) -> Act:
    """An act put as a noun behind a verb that says nothing: 进行检查."""
    behind = range(main + 1, len(reading.kinds))
    named = next((i for i in behind if reading.words.alone[i] in "VWU"), None)
    if named is None:
        return Act(reading.word(main, POOR), given)
    return Act(reading.word(named, FAIR if named == main + 1 else POOR), given)


def _joined(reading: Reading, main: int) -> int:
    """Where a predicate ends, with the verbs joined to it: 建立健全, 遵守、执行."""
    kinds, end = reading.kinds, main + 1
    while end < len(kinds):
        behind = end
        while kinds[behind : behind + 1] in ("C", "D"):
            behind += 1
        if behind >= len(kinds) or not reading.verb(behind):
            break
        if "C" not in kinds[end:behind] and reading.words[behind] not in word_set("paired"):
            break
        end = behind + 1
    return end + (end < len(kinds) and reading.words[end] == "了")


def _leads_on(reading: Reading, main: int, end: int) -> bool:
    """Whether what follows says where to, or whom: what is acted on stands before."""
    word = reading.words[main]
    behind = reading.words[end] if end < len(reading.kinds) else ""
    return (
        not behind
        or RESULT.fullmatch(behind) is not None
        or word in word_set("about")
        or (len(word) > 1 and word.endswith(_WHERE) and not _given(reading, end))
        or behind in _DONE
    )


def _given(reading: Reading, end: int) -> bool:
    """Whether what follows 发给 is what is given and not whom: 发给登记证."""
    rest = reading.words.text[reading.words.starts[end] :]
    to = reading.words[end - 1].endswith("给") and "的" not in rest
    return to and rule("norm.whom").search(rest) is None


def _object(reading: Reading, main: int, end: int, given: Part | None, sure: float) -> Part | None:
    """What stands behind a predicate; where nothing is named there, what stands before it."""
    word = reading.words[main]
    stop, clean = _stop(reading, main, end)
    kinds = reading.kinds
    named = set(kinds[end:stop]) - set("DXCM")
    if not named and "《" in reading.text[slice(*reading.span(end, stop))]:
        named = {"N"}  # a quoted name stands blanked
    if reading.words[end] == "、":  # what follows is an act that no list knows
        return None
    if reading.words[end] in word_set("cut") or not named:
        return given
    if named <= set("VWUS") and (word in word_set("phrase") or kinds[stop - 1] == "V"):
        return None
    start, last = reading.span(end, stop)
    rest = reading.text[start:last]
    if word in word_set("sent"):
        if _WHOM.search(rest):
            return given
        sure = POOR
    if aside := _ASIDE.search(rest):
        last = start + aside.start()
    if leading := _LED_BY_AMOUNT.match(rest):
        start += leading.end()
    clean = clean and not reading.text.startswith(("不", "至少", "每"), start)
    return trimmed(reading.text, start, last, sure if clean else min(sure, FAIR))


def _stop(reading: Reading, main: int, start: int) -> tuple[int, bool]:
    """Where an object ends, and whether nothing in it is in doubt."""
    kinds, word = reading.kinds, reading.words[main]
    pivot, clause = word in word_set("pivot"), word in word_set("takes_clause")
    clean = kinds[start] not in "PM" and not pivot
    for i in range(start + 1, len(kinds)):
        attribute = "J" in kinds[i:]
        if reading.words[i] in word_set("cut") and kinds[i + 1 : i + 2] != "J":
            return i, clean
        if not attribute and _further_act(reading, i):
            return i, False
        if not reading.verb(i) or clause:
            continue
        if _pivoted(reading, i) if pivot else not attribute and _next_act(reading, i):
            return _back(reading, start, i), False
        clean = clean and (attribute or (kinds[i] == "W" and i + 1 == len(kinds)))
    return len(kinds), clean


def _further_act(reading: Reading, index: int) -> bool:
    """Whether 、 joins a further act with an object of its own: 提高标准、变更内容."""
    kinds = reading.kinds
    follows = kinds[index + 1 : index + 2] == "V" and kinds[index + 2 : index + 3] in ("N", "W")
    return reading.words[index] == "、" and kinds[index - 1] in "NW" and follows


def _pivoted(reading: Reading, index: int) -> bool:
    """Whether a verb is what somebody is made to do: 委托|机构|检验, not 组织一次安全鉴定."""
    kinds = reading.kinds
    if kinds[index - 1] == "J" and "J" in kinds[index:]:
        return False
    follows = kinds[index + 1 : index + 2]
    if kinds[index] != "W" or kinds[index - 1] in "DPX" or follows not in ("", "N"):
        return True
    return rule("norm.body").search(reading.words.text[: reading.words.starts[index]]) is not None


def _next_act(reading: Reading, index: int) -> bool:
    """Whether a verb starts a further act: 制定措施|落实规定."""
    kinds = reading.kinds
    if kinds[index] != "V" or kinds[index - 1] not in "NWFS":
        return False
    follows = kinds[index + 1 : index + 2] in tuple("NSMPJ")
    return follows or reading.words[index] in word_set("light")


def _back(reading: Reading, start: int, verb: int) -> int:
    """Where what leads to a verb starts: its adverbs, its prepositions."""
    kinds = reading.kinds
    lead = next((i for i in range(start + 1, verb) if kinds[i] == "P"), verb)
    while lead > start + 1 and kinds[lead - 1] in "DX":
        lead -= 1
    return lead
