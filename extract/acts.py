"""What a norm does and to what: its main verb, of those that circulars order with, and the object.

Patterns alone: words for verbs are too often nouns in circulars (补贴资金管理) for tags to tell.
"""

from __future__ import annotations

import re
from functools import cache

from ..ingest.values import dataclass
from .rulebook import rule, words

_PARTS = 3
"""Parts of a sentence behind its operative word in which its verb is looked for."""
_LONGEST = 40
"""Characters of an object, at most."""
_TAKEN = ("将", "把")
_TO = tuple("到至给于在入为进成")
"""Behind a verb: where to, no object (落实到乡镇)."""
_BOUNDS = frozenset({"低于", "高于", "少于", "超过"})
"""Acts only right behind the operative word (不得低于); else they bound a number."""
_TO_VERB = ("作为", "用于", "低于", "高于", "少于", "超过", "不足", "列支", "挂钩")
"""Verbs whose sentence is about what stands before them."""
_JOINED = re.compile("[、和或及与并]|或者|以及|、并")
_EDGES = "□，。；：、 "
_HOW = (
    "均|都|一律|也|仍|原则上|不得|应当?|须|要|可以?|依法|及时|统一|直接|全部|全额|只能?|单独|书面|坚决|"
    "自行|适当|优先|重复|再次|另行|集中|当班|立即|定期|照此|先|再|不|严格|认真|切实|有关|相关|每[年月日季班次期]|"
    "每[半两三]年|每个?季度|擅自|减半|同时|当日|当场|据实|提前|限量|连续|重新|一次性|一并|予以|此前|此后|合格"
)
_NOT_OBJECT = re.compile(f"(?:{_HOW})+$")
_ONLY_HOW = re.compile(f"(?:{_HOW})+")
_LED_BY = re.compile("^(?:其中|同时|并|但|对于?|将|把|今后|依法对)")
_CUT = re.compile("(?<=..)(?:并(?!列|购|网|轨)|参照|按照|用于|作为|具体|后(?!续|勤|期|的))")
_HOW_CUT = re.compile(
    "(?<=..)(?:由(?!来)|从(?!业)|在(?!建|册|职)|于|按(?!揭)|向|经(?!营|费|济)|利用|通过|比照|根据)"
)
_WHEN_CUT = re.compile("(?<=..)(?:在(?!建|册|职|校|岗)|自(?!治|然|来|主)|于)")
_LEADS = (
    "应",
    "后",
    "由",
    "从",
    "在",
    "于",
    "按",
    "向",
    "经",
    "依照",
    "自",
    "通过",
    "比照",
    "根据",
    "与",
    "并",
    "或者",
    "内",
    "先",
    "不",
    "以",
    "每人",
    "每户",
    "同一",
    "每个",
    "每一",
)
_AMOUNT = "[0-9.一二三四五六七八九十百千万两]+(?:%|[万亿]?元|次|[小课]时|[个工作]*日|天|周|年|个月|名|人|倍|立方米)(?!性)"
_LED_BY_AMOUNT = re.compile(
    f"^(?:不(?:少|低|高|多)于|至少)?(?:每[人户年月日天班])*{_AMOUNT}(?:以[内上下])?的?"
)
_AMOUNT_BEHIND = re.compile(
    f"(?:(?:每[人户年月日天班])*的?{_AMOUNT}|(?:每[人户年月日天班])+|[和及与、])$"
)
_WHEN = re.compile("(?:[^以之]后|[^以之目当此]前|[^以之的国]内|先行|[上下]午各)$")
_FOR_EACH = re.compile("每.{1,3}")
_WITH_WHOM = frozenset(
    {
        "组织",
        "委托",
        "指导",
        "督促",
        "帮助",
        "引导",
        "鼓励",
        "支持",
        "协助",
        "挪用",
        "选派",
        "登录",
        "责令",
    }
)
"""Verbs whose object does or is done something itself."""
_SENT = frozenset({"报告", "报", "报送", "上报", "移送", "打入", "存入", "通知", "告知", "送"})
"""Verbs with whom it goes to behind them: what goes stands before."""
_WHOM = re.compile(
    "(?:部门?|局|厅|委|办|院|府|机关|处|会|署|账户|银行卡|机构|值班室|镇|乡|（镇）|[省市县])(?:（.*)?(?:备案|审批|批准|审核|审查)?$"
)
_INTO = frozenset({"纳入", "列入", "计入"})
"""Verbs with what something is counted to behind them."""
_LIGHT = frozenset({"给予", "作出", "接受", "提出", "组织", "开展"})
"""Verbs that take another act as their object (给予处分)."""
_ASIDE = re.compile("（[^（）]*）?[^（）]*$")


@dataclass(frozen=True, slots=True)
class Act:
    """The verb of a norm and what it acts on; null where the words do not make it clear."""

    action: str | None = None
    object: str | None = None


def find_act(text: str, plain: str, start: int, topic: str | None) -> Act:
    """The act of a sentence from `start`, where its operative word ends.

    `plain` is the text with conditions, quotations and deadlines blanked out; `topic` what stands
    before the operative word and is not who is bound.
    """
    if text.endswith("负责", 0, start) and (named := _charge(text, plain, start)):
        return named
    at = start
    for part in re.split("[，：；]", plain[start:])[:_PARTS]:
        if act := _in_part(text[at : at + len(part)], part, topic):
            return act
        at += len(part) + 1
    return Act()


def _charge(text: str, plain: str, start: int) -> Act | None:
    """What somebody is in charge of: 负责窨井设施的日常监管和应急处置工作."""
    part = re.split("[，：；]", plain[start:])[0]
    match = rule("norm.charge").fullmatch(part)
    if match is None or _verbs().match(part):
        return None
    verb = _verbs().match(match["acts"])
    return Act(verb[0], _bare(text[start : start + match.end("thing")])) if verb else None


def is_act(word: str) -> bool:
    """Whether an operative word is an act as well (责令, 不参加)."""
    return word in words("act")


def opens_with_act(text: str) -> bool:
    """Whether a text starts with a verb that is no part of a noun: 设立供水站."""
    match = _verbs().match(text)
    if match is None or match[0] in words("act_or_noun"):
        return False
    return rule("norm.compound").match(text[match.end() :]) is None


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("act"))))


def _in_part(text: str, part: str, topic: str | None) -> Act | None:
    """The act that one part of a sentence names."""
    view = rule("norm.way").pattern.sub(lambda match: "□" * len(match[0]), part)
    found = [match for match in _verbs().finditer(view) if _is_verb(view, match)]
    if found and found[0][0] in words("act_or_noun") and not _opens(view, found[0].start()):
        found = [match for match in found if match[0] not in words("act_or_noun")] or found
    if not found:
        return None
    taken = max((view.rfind(word, 0, found[-1].start()) for word in _TAKEN), default=-1)
    behind = [match for match in found if match.start() > taken]
    first = behind[-1] if taken >= 0 or view.lstrip("□应").startswith("为") else found[0]
    named = _clean(text[taken + 1 : first.start()]) if taken >= 0 else None
    before = named or _clean(text[: first.start()]) or topic
    rest = _object(text, view, first)
    sent = first[0] in _SENT and rest is not None and _WHOM.search(rest)
    if first[0] in _TO_VERB or first[0] in _INTO or rest is None or taken >= 0 or sent:
        return Act(first[0], before)
    return Act(first[0], rest)


def _opens(view: str, at: int) -> bool:
    """Whether nothing but words that say how stands before a verb."""
    return _NOT_OBJECT.sub("", view[:at].strip(_EDGES)).strip(_EDGES) == ""


def _is_verb(view: str, match: re.Match[str]) -> bool:
    """Whether a word is a verb where it stands: not before 的, not within a noun (管理部门)."""
    following = view[match.end() :]
    if match[0] in _BOUNDS:
        return _opens(view, match.start())
    if match[0] == "报" and rule("norm.reported_to").match(following) is None:
        return False
    if following.startswith("的") or view.endswith(("所", "的"), 0, match.start()):
        return False
    return match[0] not in words("act_or_noun") or rule("norm.compound").match(following) is None


def _object(text: str, view: str, verb: re.Match[str]) -> str | None:
    """What stands behind a verb and those joined to it (建立健全, 遵守、执行), up to the next act."""
    end = verb.end()
    while True:
        joint = _JOINED.match(view, end)
        following = _verbs().match(view, joint.end() if joint else end)
        if not following or (
            not joint and (following[0] in words("act_or_noun") or verb[0] in _LIGHT)
        ):
            break
        end = following.end()
    rest = text[end:].removeprefix("了").strip(_EDGES)
    if not rest or rest.startswith(_TO):
        return None
    if verb[0] in _WITH_WHOM and (serial := _serial(view, end)):
        rest = _WHEN_CUT.split(text[end:serial])[0].strip(_EDGES)
    if cut := _CUT.search(rest):
        rest = rest[: cut.start()]
    rest = _ASIDE.sub("", rest) if "（" in rest[2:] and rest.endswith("）") else rest
    rest = _LED_BY_AMOUNT.sub("", rest).strip(_EDGES)
    if _verbs().fullmatch(rest) and verb[0] not in _LIGHT:
        return None
    if _ONLY_HOW.fullmatch(rest) or rest.startswith(_LEADS):
        return None
    return _bare(rest)


def _serial(view: str, start: int) -> int | None:
    """Where the act starts that somebody is made to do: 委托|机构|进行检验."""
    for match in _verbs().finditer(view, start + 2):
        if _is_verb(view, match) and not view.endswith(
            ("和", "、", "及", "与", "或"), 0, match.start()
        ):
            before = view.rfind("对", start + 2, match.start())
            return before if before > 0 else match.start()
    return None


def _bare(text: str) -> str | None:
    """An object without an amount behind it; null where nothing is left, or too much."""
    named = _AMOUNT_BEHIND.sub("", text).strip(_EDGES)
    if _ONLY_HOW.fullmatch(named) or _FOR_EACH.fullmatch(named) or _WHEN.search(named):
        return None
    return named if 1 < len(named) <= _LONGEST else None


def _clean(text: str) -> str | None:
    """Words before a verb without what only says how, and without what leads them in."""
    named = _LED_BY.sub("", _NOT_OBJECT.sub("", text.strip(_EDGES))).strip(_EDGES)
    named = _NOT_OBJECT.sub("", _HOW_CUT.split(named)[0])
    if (named.startswith(_LEADS) and not re.match("经.+的", named)) or _LED_BY_AMOUNT.fullmatch(
        named
    ):
        return None
    return _bare(named)


def topic_of(before: str, bearer: str | None) -> str | None:
    """What a part of a sentence is about that stands before its operative word, and is not who is
    bound: 补贴资金 in 补贴资金不得…, 窨井设施 in 各单位对窨井设施负责…."""
    part = re.split("[，：；]", before)[-1]
    if bearer and part.startswith(bearer):
        part = part[len(bearer) :]
    elif "对" in part[2:] and not part.startswith("对"):
        part = part[part.index("对", 2) :]
    elif bearer and bearer in part:
        return None
    return _clean(part)
