"""What a sentence does to the documents it names: the cue, its object, the part and days meant."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .effect import Effect, ends_with_term, is_reported, strongest
from .effect_amends import (
    BY_THIS,
    by_annex,
    ends_before,
    is_amended,
    is_task,
    is_widened,
    replaces_annex,
)
from .effect_days import days_of, each_of
from .effect_holders import group_at, held_by, holder_of, within_another
from .effect_limits import between_of, limit_of, matter_in
from .effect_parts import but_for
from .effect_scope import scope_of, spelled, within
from .effect_unreal import is_addressed, is_cause, last_part, unreal
from .governed import is_governed
from .listed import Fate, in_part
from .quotations import emptied, quotation_at, quotations
from .rulebook import rule, rules
from .sentences import HERE, OTHER

if TYPE_CHECKING:
    from .sentences import Group, Sentence

_FIRST = (
    "extends", "defers", "resumes", "suspends", "confirms", "ceases", "declares_lapsed",
    "supersedes", "completes", "corrects", "repeals", "annuls", "amends",
)  # fmt: skip
"""Where two cues start at one place, the earlier of these."""
_LOOSE = frozenset({"amends", "completes", "corrects", "extends", "defers", "confirms"})
"""Relations whose words may stand further from the document (将…第三条中的“…”修改为“…”)."""
_DECIDED = frozenset({
    "amends", "annuls", "suspends", "resumes", "extends", "supersedes", "defers",
})  # fmt: skip
"""Verbs that are tasks as often as acts: before a document they count only when decided."""
_HINTED = re.compile(
    "取消|停用|移[至到作]|适用本|依照本|[短高低调](?:为|至|到)“|替换为|更换为|废止|作废|废除|不再|不得作|不得再|撤|失效|失去|停止|终止|行至|行到|代|按本|按照本|"
    "[以由用]本|以此|重新|修|改|更名|更新|更换|调整|变更|提高|上调|调[高低]|扩大|降低|减少|下调|如下|以下|增加|删|补充|更正|勘误|之误|应为|延|继续|展期|有效|保留|暂|"
    "中止|恢复|启用|推迟|顺延"
)
"""Of these at least one stands in a sentence with a cue."""
_MOVING = frozenset({"extends", "defers", "suspends", "resumes"})
_MOVED = re.compile(
    "(?:其|均|统一|相应|继续|原)?(?:有效|执行|实施|施行|适用|享受|政策|优惠|试行|受理|申请|申报|补贴|缓缴|截止)*"
)
"""What of a document is moved, told behind a comma: 《…》规定的政策，执行期限延长至…."""
_MOVED_TAIL = re.compile("(?:凡|已|于)*(?:已经)?(?:到期|期满|届满)(?:的|后)?$|的$")
_RUN_OUT = re.compile("(?:已|期)(?:满|到期|届满|过)$|不适应|不适用")
"""Why a document ends, no matter of it: 规定的试行期已满，…决定予以废止."""
_FROM = re.compile("(?:统一|相应|分别|一律)?[由从]")
"""What something was before: …规定的税率，由10%调整为5%."""
_IN_TEXT = re.compile(
    "(?:并)?(?:将|把)?(?P<scope>(?:其|原|该)?(?:文|全文|正文|文件|条文)[中内]的?“.*)"
)
"""Where words stand that are amended, behind what else is done: 有效期延长至X，文中“甲”修改为“乙”."""
_ELSEWHERE = re.compile(
    "执行，[^，。；▣与和]{0,40}(?:规定|政策|文件|标准|办法)[^，。；▣]{0,4}[与和]"
)
"""Behind a document that goes on, others that do not: 仍按《…》执行，原有规定与本通知不一致的，…."""
_BEFORE = re.compile(
    "(?:被?(?:废止|失效|停止执行|终止)|(?:颁布|公布|发布|印发)?(?:实施|施行|生效|执行))[以之]?前"
)
"""When what follows was, before a cue said of it: 《…》废止前已经办理的许可继续有效."""
_PASSED = re.compile("(?:转发|印发|下发|批转)(?:给|你们)")
_MEANWHILE = re.compile("在?此前|在此之前|在此期间|修[订改](?:完成)?[之以]?前")
"""What goes on until something else comes is not extended: …出台后废止，此前继续执行."""
_AS_TOLD = ("以", "按", "依照", "适用")
_REACH = 100
_FAR = 0.85
"""How sure a cue far off is."""
_NOT_FORWARD = frozenset({"corrects", "completes", "confirms", "declares_lapsed", "defers"})
"""Verbs that stand behind their documents, bar where they open a list (下列文件继续有效：《…》)."""
_AMENDS_LIST = re.compile(
    "(?:下列|以下|对[0-9一二两三四五六七八九十]{1,4}[件部个])[^，。；]{0,30}"
    "(?:予以|作出?|进行)(?:如下|以下|部分)?(?:修改|修订|修正)|"
    "决定，?(?:修改|修订|修正)(?:下列|以下|[0-9一二两三四五六七八九十]{1,4}[件部个])"
)
_WORDS_OF_LIST = re.compile(
    "(?:下列|以下|[0-9一二两三四五六七八九十]{1,4}[件部个])[^，。；“]{0,24}[中里内]的?"
    "(?P<scope>“[^”]{1,40}”)(?:等?(?:字样|表述|内容|一词))?(?:统一|相应|均)?(?:修改为|改为|调整为|变更为|更改为|删[去除])"
)
"""Words amended in all documents that follow: 下列文件中的“甲局”修改为“乙局”：."""
_CLAUSES = re.compile(
    "(?:条款|条文|[中里内][^，。；▣]{0,40}的(?:规定|内容))(?:同时|一律|予以|均|全部|相应)*$"
)
"""What is cancelled of a document, by its words: 《…》中涉及押金的条款一律取消."""
_TOPIC = re.compile("(?:^|、)关于$")
_MADE = ("调整", "修改为", "改为", "更名为")
_SET_OFF = re.compile("[，。；：！？、]")
_SUBJECT = re.compile(
    "本[\u3400-\u9fff]{1,6}(?:自|有效|施行|从|试行|执行)|"
    "(?:其[余他它]|凡|此前|以前|以往|原有|现行)[^，]{0,12}(?:文件|规定|政策|办法|通知)|"
    "(?:与|同|和)本[^，]{2,16}(?:不一致|不符|抵触|冲突|不同)的(?:其[余他它]|以往|以前|此前|原有)"
)
_DIFFERS = re.compile(
    "[^，。；▣]{0,20}(?:不一致|不相一致|不符|不相符|抵触|冲突|不同|有出入)[^，。；▣]{0,8}，?$"
)


def find_effects(sentence: Sentence) -> list[Effect]:
    """Every effect a sentence has on the documents it names, in order."""
    words = sentence.words
    if not sentence.groups or not _HINTED.search(words):
        return []
    found: list[Effect] = []
    quoted = quotations(words)
    for cue in _cues().finditer(words):
        relation = cue.lastgroup or ""
        effect = _forward(sentence, relation, cue) or _backward(sentence, relation, cue)
        if effect and cue[0].startswith("不") and is_reported(effect, found):
            continue
        if effect and by_annex(cue[0]) and ends_before(effect.group, found):
            continue
        ahead = words[max(cue.start() - _REACH, 0) : cue.start()]
        if effect and ends_with_term(effect, ahead, found):
            continue
        wording = quotation_at(quoted, cue.start())
        if effect and (not wording or quotation_at(quoted, effect.group.at) == wording):
            found.append(effect)
    return but_for(sentence, strongest(found))


@cache
def _cues() -> re.Pattern[str]:
    """All cues in one pattern: a sentence is scanned once."""
    parts = [f"(?P<{name}>{rules()[f'effect.{name}'].pattern.pattern})" for name in _FIRST]
    return re.compile("|".join(parts), re.VERBOSE)


def _forward(sentence: Sentence, relation: str, cue: re.Match[str]) -> Effect | None:
    """The effect on the list behind the cue: 废止《…》, 废止下列文件：《…》."""
    words = sentence.words
    ahead = words[max(cue.start() - _REACH, 0) : cue.start()]
    following = rule("effect.forward").match(words[cue.end() : cue.end() + _REACH])
    if not following:
        return None
    at = cue.end() + following.end() - 1
    group = group_at(sentence, at)
    counted = rule("effect.sum").match(words[at + 1 : at + 1 + _REACH])
    behind = at + 1 + (counted.end() if counted else 0)
    tail = _SET_OFF.split(emptied(words[behind : behind + 2 * _REACH]), maxsplit=1)[0]
    if rule("effect.other_act").match(tail):
        told = rule("effect.unreal").search(last_part(ahead)) is None
        return Effect(group, "cites", 0.9, effective=told)
    before = last_part(ahead)
    parted = any(mention.target_clause for mention in group.mentions)
    task = relation == "amends" and not parted and is_task(ahead, following[0], words[behind:])
    if state := "unreal" if task else unreal(words, before, ahead):
        return Effect(group, "cites", 0.9, effective=state == "reported")
    annex = relation == "supersedes" and replaces_annex(cue[0], group)
    decided = annex or rule("effect.decides").search(ahead) is not None
    decided = decided or (relation == "extends" and ahead.endswith("现就"))
    decided = decided or cue[0].startswith("暂时调整")
    made = cue[0] in _MADE and not (cue[0] == "调整" and ahead.endswith("决定"))
    if relation == "amends" and (made or following[0].startswith("的")):
        return None
    if relation in _DECIDED and not decided and not (relation == "amends" and parted):
        return None
    lists = _opens_list(before, following[0])
    if not _leads(relation, cue[0], lists=lists, part=parted or "规定" in tail):
        return None
    shape = rule("effect.forward_tail").match(tail)
    if not shape and relation not in ("extends", "amends"):
        return None
    scope = scope_of(shape["scope"] if shape else tail, group)
    if shape and shape["within"]:
        scope = within(group_at(sentence, behind + tail.index(HERE)))
    if relation in ("extends", "resumes", "suspends") and scope and "期" in scope[:6]:
        scope = None
    sure = rule(f"effect.{relation}").confidence
    relation = "amends" if annex else relation
    days = days_of(words, at, cue.end(), relation)
    each = each_of(words, at, cue.end(), relation, len(group.mentions))
    return Effect(group, relation, sure if shape else _FAR, True, scope, days, each=each)


def _opens_list(before: str, following: str) -> bool:
    """Whether a cue with its fate behind stands over a list: 下列文件继续有效：▣, or heads one:
    （一）继续有效的文件：▣."""
    if not following.endswith("：" + HERE):
        return False
    mark = rule("list.row_mark").match(before)
    heads = before[mark.end() if mark else 0 :] in ("", "予以", "宣布", "决定")
    return heads or (following.startswith("：") and re.search("下列|以下", before) is not None)


def _leads(relation: str, cue: str, *, lists: bool, part: bool) -> bool:
    """Whether a cue may stand before its documents: some open a list alone (下列文件继续有效：), and
    of documents only parts are cancelled (取消)."""
    if cue == "取消":
        return part
    if relation == "defers":
        return lists or cue.endswith(("施行", "实施"))
    return relation not in _NOT_FORWARD or lists or cue == "保留"


def _backward(sentence: Sentence, relation: str, cue: re.Match[str]) -> Effect | None:
    """The effect on the nearest list before the cue: 《…》同时废止."""
    words = sentence.words
    at = _object(sentence, relation, cue)
    if at < 0 or rule("effect.no_act").match(words[cue.end() : cue.end() + 6]):
        return None
    group, holder = group_at(sentence, at), holder_of(words, at)
    inner = None
    if holder >= 0:
        group, inner = held_by(group_at(sentence, holder), group)
        group, inner = within_another(sentence, holder, group, inner)
    between = between_of(words, at, cue.start())
    part = last_part(emptied(between))
    if not _is_said(relation, cue, words, at, group=group, part=part):
        return None
    fit = _fit(emptied(between, "，"), relation, cue[0])
    if fit is None:
        return _not_done(group, words, between, part, at)
    ahead = words[max(at - _REACH, 0) : at]
    topic = "的" in between and _TOPIC.search(ahead)
    lapsed = relation == "declares_lapsed" and re.search("日自[行动]?$", words[: cue.start() + 1])
    if state := None if lapsed else unreal(words, part, "" if topic else ahead):
        return Effect(group, "cites", 0.9, effective=state == "reported")
    scope, sure = fit
    sure = min(sure, rule(f"effect.{relation}").confidence)
    told = spelled(sentence, scope_of("名称" if cue[0] == "更名为" else scope, group), at)
    rest = rule("effect.rest").match(part) is not None
    if inner and not rest:
        told = inner
    elif told is None and (limit := limit_of(words, ahead, relation, cue)):
        told, sure = limit[0], min(sure, limit[1])
    if told and rule("effect.act_in_scope").search(emptied(told)):
        return Effect(group, "cites", rule("effect.act_in_scope").confidence)
    if (relation == "supersedes" and replaces_annex(cue[0], group)) or is_widened(
        relation, words[at + 1 : cue.end()]
    ):
        relation = "amends"
    days = days_of(words, at, cue.end(), relation)
    each = each_of(words, at, cue.end(), relation, len(group.mentions))
    return Effect(group, relation, sure, True, told, days, rest=rest, each=each)


def _object(sentence: Sentence, relation: str, cue: re.Match[str]) -> int:
    """The list before a cue that it is said of; no document within “…” is amended, it is wording."""
    at = _subject(sentence.words, cue.start())
    while relation == "amends" and at >= 0:
        if not all(mention.quoted for mention in group_at(sentence, at).mentions):
            break
        at = _subject(sentence.words, at)
    return at


def _is_said(
    relation: str, cue: re.Match[str], words: str, at: int, *, group: Group, part: str
) -> bool:
    """Whether a cue is said as an act of the documents before it; a bare part is named for that, and
    of documents only parts are cancelled (取消): else it is fees and projects that are."""
    if relation == "extends" and _MEANWHILE.match(part):
        return False
    if is_addressed(words, at) or is_cause(words, at, cue.start()) or _BEFORE.match(words, at + 1):
        return False
    if relation == "supersedes" and by_annex(cue[0]):
        return all(mention.kind != "form" or mention.target_clause for mention in group.mentions)
    if relation == "ceases" and "作为" in cue[0]:
        return group.mentions[0].target_clause is not None or "规定" in words[at : cue.start()]
    if cue[0] == "取消":
        told = _CLAUSES.search(words, at, cue.start()) is not None
        return told or any(mention.target_clause for mention in group.mentions)
    return group.mentions[0].bare or relation != "amends" or is_amended(cue, words, at)


def _subject(words: str, before: int) -> int:
    """The document a cue behind it is said of: the nearest that is no basis, exception or agent
    (《A》已被《B》涵盖，…废止); -1 where there is none."""
    end = before
    first = max(before - 2 * _REACH, 0)
    for _ in range(3):
        at = words.rfind(HERE, first, end)
        if at < 0 or not is_governed(words, at) or _goes_on(words, at, before):
            return at
        if words[at - 1 : at] in ("与", "同", "和") and _DIFFERS.match(words, at + 1, before):
            return at - 2 if words[at - 2 : at - 1] == HERE else at
        end = at
    return -1


def _goes_on(words: str, at: int, before: int) -> bool:
    """按照《…》的规定继续执行: the rule is said to go on, though 按照 governs it."""
    if not words.startswith(("继续", "延续"), before):
        return False
    return (
        re.fullmatch("的?(?:有关|相关)?(?:规定|标准|要求|政策)?", words[at + 1 : before])
        is not None
    )


def _not_done(group: Group, words: str, between: str, part: str, at: int) -> Effect | None:
    """A mention whose end is denied, planned or told: 《…》不予废止."""
    if "，" in between:
        denied = rule("effect.unreal").search(part)
        if not denied or denied.start():
            return None
        return Effect(group, "cites", 0.9, effective=False)
    state = unreal(words, between, words[max(at - _REACH, 0) : at])
    return Effect(group, "cites", 0.9, effective=state == "reported") if state else None


def _fit(between: str, relation: str, cue: str) -> tuple[str | None, float] | None:
    """The scope told between a document and the cue, and how sure the two belong together."""
    parts = between.split("，")
    if relation in _MOVING and len(parts) == 2 and _MOVED.fullmatch(parts[-1]):
        parts = [_MOVED_TAIL.sub("", parts[0])]
        between = parts[0]
    if relation == "amends" and len(parts) == 2 and _FROM.match(parts[1]):
        parts, between = parts[:1], parts[0]
    if relation == "amends" and len(parts) > 1 and (words := _IN_TEXT.match(parts[-1])):
        return words["scope"], 0.93
    if relation == "supersedes" and cue.startswith(_AS_TOLD) and not by_annex(cue):
        own = any(_has_own_subject(part) for part in parts[1:])
        if own or _ELSEWHERE.match(between):
            return None
        told = rule("effect.differs").search(between) or rule("effect.in_matter").match(between)
        return (between.strip("，"), 0.93) if told else None
    if relation == "completes" and _PASSED.search(between):
        return None  # what is added stands in this circular, which passes the other on
    if relation in ("corrects", "completes"):
        return None if len(between) > 80 else (None, 0.93)
    close = len(parts) == 1 or (relation == "amends" and "，" not in emptied(between))
    return _fit_close(between, relation) if close else _fit_apart(parts)


def _fit_close(between: str, relation: str) -> tuple[str | None, float] | None:
    """Document and cue in one part of the sentence: 《…》等三个文件同时废止."""
    if shape := rule("effect.around").match(between):
        return shape["scope"], 0.97
    if relation == "amends":
        return None if BY_THIS.fullmatch(between) else between, 0.93
    if relation in _LOOSE and len(between) <= 40:
        return between if "的" in between else None, _FAR
    return None


def _fit_apart(parts: list[str]) -> tuple[str | None, float] | None:
    """Commas between document and cue: 《…》中与本通知不一致的规定，停止执行."""
    if rest := rule("effect.rest").match(parts[-1]):
        return rest["scope"], 0.93
    if not rule("effect.adverbs").match(parts[-1]):
        return None
    if any(_has_own_subject(part) for part in parts[1:-1]):
        return None
    if rule("effect.on_condition").match(parts[0].replace(HERE, OTHER)):
        return None
    if but := next(filter(None, map(rule("effect.but_matter").match, parts[1:-1])), None):
        return but["scope"], 0.95
    first = rule("effect.scope_first").match(parts[0])
    if first and not _RUN_OUT.search(first["scope"]):
        return first["scope"], 0.96
    if matter := matter_in(parts[0]):
        return matter, _FAR
    if rule("effect.around").match(parts[0]) or len(parts) == 2:
        return None, 0.95
    return None, _FAR


def _has_own_subject(part: str) -> bool:
    """Whether a part of a sentence speaks of the circular itself (本办法有效期5年) or of other
    documents (其余文件与本通知不一致的)."""
    return _SUBJECT.match(part) is not None


def said_fate(words: str) -> Fate | None:
    """The fate a sentence tells of a list that follows it: 决定废止下列文件：."""
    if not _HINTED.search(words):
        return None
    wording = _WORDS_OF_LIST.search(words)
    amends = wording is not None or _AMENDS_LIST.search(words) is not None
    quoted = quotations(words)
    for cue in _cues().finditer(words):
        relation = cue.lastgroup or ""
        if relation in ("completes", "corrects", "supersedes"):
            continue
        if relation == "amends" and not amends:
            continue
        if rule("effect.no_act").match(words[cue.end() : cue.end() + 6]):
            continue
        if quotation_at(quoted, cue.start()):
            continue
        before = last_part(words[: cue.start()])
        state = unreal(words, before, words[: cue.start()])
        days = days_of(words, 0, cue.end(), relation)
        scope = in_part(words[: cue.end()], relation)
        if wording and relation == "amends":
            scope = wording["scope"]
        return Fate(relation, effective=not state, confidence=0.93, days=days, scope=scope)
    return None
