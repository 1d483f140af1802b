"""Documents of a list and what is amended of each, in one row: 1.《甲》（…号），将第三条修改为…；删去第五条."""

from __future__ import annotations

import re

from .mentions import parted
from .reference_parts import added_part
from .rulebook import rule

_QUOTED = re.compile("“[^”]*”?")
_ITEMS = re.compile("[；。]|，(?=并?(?:[将在对把]?第|删|增加))")
_ACT = re.compile(
    "修[改订]|改为|调整为|变更为|更换|替换|替代|代替|删[去除]|增加|合并|移至|作为第|废止|取消|停止执行"
)
_NUMBER = "（?[\u3400-\u9fff]{1,12}〔[12][09][0-9]{2}〕[0-9]{1,5}号[^（），。；]{0,12}）?"
_NAMED = re.compile(
    f"(?:《(?:[^《》]|《[^《》]*》)*》(?:{_NUMBER}|（[^（）]*）)?|"
    f"(?![将对在把]|删[去除]|增加)[^，。；：“”《》]{{4,80}}?{_NUMBER})[，。；：]?"
)
"""The document a row starts with, with its number."""


def names_first(text: str) -> int:
    """Where the document ends that a row names before it says how it is amended; 0 for any other
    line."""
    mark = rule("list.row_mark").match(text)
    named = _NAMED.match(text, mark.end() if mark else 0)
    if named is None or not rule("effect.amend_item").search(text[named.end() :]):
        return 0
    return named.end()


def amended_parts(words: str) -> str | None:
    """The parts that the items of a row amend, put in or leave out; null where none names one."""
    told: list[str] = []
    for item in _ITEMS.split(_QUOTED.sub("“”", words)):
        place = rule("reference.again_part").search(item) if _ACT.search(item) else None
        if place:
            parts = parted(place["parts"])
            told += (added_part(item, parts) or parts).split("、")
    return "、".join(dict.fromkeys(told)) or None
