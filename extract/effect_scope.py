"""The matter of a document that an effect means, in the text's words (relations.md: `scope`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .rulebook import rule
from .sentences import OTHER

if TYPE_CHECKING:
    from .sentences import Group, Sentence

_TRIVIAL = re.compile(
    "(?:的|之)?(?:有关|相关)?(?:规定|内容|条款|要求|部分|政策|条文|文字|事项|表述)?"
)
_ACTS = frozenset({"执行", "实施", "施行", "适用", "使用", "效力", "有效期", "期限"})
_MOVED_END = re.compile("(?:执行|实施|施行|适用|有效|试行)$|(?:规定|条款)?同时$")
_CHANGED = re.compile("”(?:统一)?(?:修改|改|调整|变更)为“")
_EACH = re.compile("(?:分别|依次|相应)$")
_SAID_BELOW = re.compile("(?:有关(?:事项|问题))?(?:公告|通知|明确)如下$")
_LEADS = re.compile("^(?:的?(?:中|里|内)的?|所列|所?(?:规定|设[定立])的|确定的|明确的|所?|的)")


_REASON = re.compile("已?[与同和](?!本|此)[^，。；▣]{2,20}(?:不一致|不相?符|不适应|相?抵触|冲突)$")
"""Why it ends, not what of it: 《甲》有关内容与上位法不一致，决定废止."""
_GENERIC = re.compile("^(?:有关|相关|部分|主要|一些)?(?:内容|规定|条款|条文)?$")


def scope_of(said: str | None, group: Group) -> str | None:
    """The matter meant in the text's words; null where only a part of the tree is named."""
    if not said:
        return None
    text = _LEADS.sub("", said).strip("，、")
    if matter := rule("effect.matter").match(text):
        text = matter["matter"]
    parted = group.mentions[-1].target_clause is not None
    if parted and (_TRIVIAL.fullmatch(text) or text.startswith("“")):
        return None
    if _EACH.sub("", text) in _ACTS or _CHANGED.search(text):
        return None
    text = re.sub("(?:由[^，]*|自[^，]*|从[^，]*)$", "", text) if "由" in text else text
    text = _SAID_BELOW.sub("", _MOVED_END.sub("", _EACH.sub("", text))).removesuffix("统一")
    if _REASON.search(text):
        text = _GENERIC.sub("", _REASON.sub("", text))
    return text.removesuffix("的") if text not in ("", "的") else None


def spelled(sentence: Sentence, scope: str | None, at: int) -> str | None:
    """A scope that names another document, with its name: 与《…》不一致的条款."""
    if scope is None or OTHER not in scope:
        return scope
    for group in sentence.groups:
        if group.at > at and OTHER in scope:
            title, number = group.mentions[0].target
            scope = scope.replace(OTHER, f"《{title}》" if title else number or "", 1)
    return scope


def within(group: Group) -> str:
    """Documents which another one holds and which alone are meant: 《A》中的《B》."""
    return "".join(
        f"《{item.title}》" if item.title else item.target[1] or "" for item in group.mentions
    )
