"""Verbs of amending as acts: 将…修改为, 对…作如下修改."""

from __future__ import annotations

import re

_ITS_OWN = ("规定", "条款", "条文", "内容", "标准", "表述", "条", "款", "项")
BY_THIS = re.compile("根据本[\u3400-\u9fff]{1,6}")
"""《…》根据本决定作相应修改: told of the whole, by the items before."""
_TOO = re.compile("的?(?:规定|内容)?(?:也|亦|则)?(?:相应|同步|一并)(?:予以|作)?")
"""An act that follows from what was said before: …由90元降为80元，《…》第二条相应修改."""


def is_amended(cue: re.Match[str], words: str, at: int) -> bool:
    """Whether a verb of amending is said of the document before it as an act: 将…修改为,
    对…作如下修改; 修改完善 and 进行调整 alone are tasks."""
    said = cue[0]
    if said.endswith(("为", "至", "到", "作", "如下")) or "如下" in said or "以下" in said:
        return True
    before = words[max(at - 12, 0) : at]
    if said in ("修改", "修订", "调整") and _TOO.fullmatch(words, at + 1, cue.start()):
        return True
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
