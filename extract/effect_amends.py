"""Verbs of amending as acts: 将…修改为, 对…作如下修改."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .effect import ENDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .effect import Effect
    from .sentences import Group

_ITS_OWN = ("规定", "条款", "条文", "内容", "标准", "表述", "条", "款", "项")
_BY_ANNEX = re.compile("(?:以|由|用)本.*附[件表录].{0,5}(?:代替|取代|替代|替换)")
_CONCERNED = re.compile("(?:[中里])?(?:凡)?(?:有关|涉及)[^，。；▣]{2,30}的，")
"""What of a document is to be changed with it: 《…》中涉及机构名称的，作相应修改."""
_WIDENED = re.compile(
    "(?:规定|确定|明确)的?[^，。；▣]{0,30}(?<!有效期)(?<!执行期)(?<!试行期)(?<!期限)[由从][^，。；▣]{1,24}?延长?"
)
"""A time that a document sets, and what it was: 规定的申报时间由3月(延长至6月)."""
_DEFERRED = re.compile(
    "(?:第[^，。；▣]{1,16}?)?(?:中|里)?(?:规定|确定|明确)的?[^，。；▣]{1,30}?(?<![施执实生试][行施效])的?(?:时间|日期|期限|时限)(?:由[^，。；▣]{2,24})?(?:推迟|延迟|顺延|延后)"
)
"""A time that a document sets, not its own start: 规定的缴费时间(推迟到3月1日)."""
BY_THIS = re.compile("根据本[\u3400-\u9fff]{1,6}")
"""《…》根据本决定作相应修改: told of the whole, by the items before."""
_TOO = re.compile("的?(?:规定|内容)?(?:也|亦|则)?(?:相应|同步|一并)(?:予以|作)?")
"""An act that follows from what was said before: …由90元降为80元，《…》第二条相应修改."""

_RAISED = ("提高", "增加", "上调", "调高", "扩大", "降低", "减少", "下调", "调低")
_ITS_AMOUNT = re.compile(
    "(?:文件)?(?:第[^，。；▣]{1,16}?)?(?:中|里)?(?:所?(?:规定|确定|明确|核定|公布|批准|设定)的?|的(?!实施|施行|执行|贯彻|落实|出台|印发))[^，。；▣]{1,40}?，?[由从][^，。；▣]{1,40}$"
)
"""An amount that a document sets, and what it was: 规定的补助标准由50元(提高到80元)."""

_AHEAD = 24
"""Characters before a document that tell for whom or for when it is changed."""
_BIDDEN = re.compile(
    "(?:请|要|须|应|督促|指导|组织|负责)[^，。；：▣]{0,16}$|"
    "(?:由|[部厅局委办处]|单位|部门|各[地市县区])[^，。；：▣]{0,8}(?:对|将|把)$"
)
"""Before a document that somebody else is to change: 请省财政厅对《…》相应调整."""

_AIM = re.compile(
    "(?:要|须|应当?|力争|争取|逐步|拟)(?:将|把|使)?$|到[12][09][0-9]{2}年[底末]?，(?:将|把)?$|以来，$"
)
"""Before an amount that is to be reached, or has been, and is none newly set: 到2022年，《…规划》确定的面积由…扩大到…."""

_TASK = re.compile(
    "(?:（[^（）]{0,24}(?:负责|责任|牵头|时限|完成|配合)|，(?:进一步|不断|切实|加快|着力|逐步|全面|大力|持续)*"
    "(?:(?:完善|健全|建立|强化|优化|推动|推进|加快|加强|明确|规范|细化|提高|提升|促进|形成|构建|确保)(?!了)|[^，。；▣]{0,12}(?:底|年)?前(?:完成|出台|印发)))"
)
"""Behind a document that is to be revised, no act yet: 修订《…》，完善…, 修订《…》（责任单位：…）."""
_DEADLINE = re.compile("(?:底|末|前|年内|上半年|下半年|季度|期间)，$")


def by_annex(cue: str) -> bool:
    """Whether a verb says that an annex of this circular stands for the document before it:
    以本附件代替."""
    return _BY_ANNEX.fullmatch(cue) is not None


def replaces_annex(cue: str, group: Group) -> bool:
    """Whether an annex of a document is replaced by one of this circular: its document is amended."""
    annexes = all((mention.target_clause or "").startswith("附") for mention in group.mentions)
    return annexes and by_annex(cue)


def ends_before(group: Group, found: Sequence[Effect]) -> bool:
    """Whether the sentence has told of the same documents that they end: 原附表2停止使用，以本附件代替."""
    return any(one.group.at == group.at and one.relation in ENDING for one in found)


def is_amended(cue: re.Match[str], words: str, at: int) -> bool:
    """Whether a verb of amending is said of the document before it as an act: 将…修改为,
    对…作如下修改; 修改完善 and 进行调整 alone are tasks."""
    said = cue[0]
    raised = said.startswith(_RAISED) and said.endswith(("为", "至", "到"))
    if raised and not words.startswith("“", cue.end()):
        return (
            not _AIM.search(words[max(at - _AHEAD, 0) : at])
            and _ITS_AMOUNT.match(words, at + 1, cue.start()) is not None
        )
    if said.endswith(("为", "至", "到", "作", "如下")) or "如下" in said or "以下" in said:
        return True
    before = words[max(at - 12, 0) : at]
    if said in ("修改", "修订", "调整") and _TOO.fullmatch(words, at + 1, cue.start()):
        return _BIDDEN.search(words[max(at - _AHEAD, 0) : at]) is None
    if said.startswith("删") and re.match("中的?“", words[at + 1 : cue.start()]):
        return True
    if said.startswith(("增加", "删")):
        return re.search("(?:对|将|在|把|、|）|，|^)$", before) is not None
    if said.startswith("予以更"):
        return True
    if said.startswith("进行"):
        return re.search("(?:决定|现|[，、]|^)(?:对|将|把)$", before) is not None
    if said.startswith(("予以", "作")):
        between = words[at + 1 : cue.start()]
        own = said.startswith("作相应") and (
            between.endswith(_ITS_OWN)
            or BY_THIS.fullmatch(between) is not None
            or _CONCERNED.fullmatch(between) is not None
        )
        return own or re.search("(?:决定|现)?(?:对|将|把)$", before) is not None
    return False


def is_task(ahead: str, said: str, following: str) -> bool:
    """Whether a text is only to be revised: by a day, by somebody, for some end, to be issued; `said`
    stands between the verb and the text, `ahead` and `following` around both."""
    if said.startswith("出台") or _DEADLINE.search(ahead):
        return True
    return "决定" not in ahead and _TASK.match(following) is not None


def is_widened(relation: str, said: str) -> bool:
    """Whether what is extended or put off is a time that a document sets, and so amended, not its
    own term or start."""
    if relation == "defers":
        return _DEFERRED.match(said) is not None
    return relation == "extends" and _WIDENED.match(said) is not None
