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
BY_THIS = re.compile("根据本[\u3400-\u9fff]{1,6}")
"""《…》根据本决定作相应修改: told of the whole, by the items before."""


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
    if said.endswith(("为", "至", "到", "作", "如下")) or "如下" in said or "以下" in said:
        return True
    before = words[max(at - 12, 0) : at]
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
            between.endswith(_ITS_OWN) or BY_THIS.fullmatch(between) is not None
        )
        return own or re.search("(?:决定|现)?(?:对|将|把)$", before) is not None
    return False
