"""Whether an act is done by the sentence that names it, or negated, planned, asked, told."""

from __future__ import annotations

import re

from .rulebook import rule

_REACH = 100
_LAST = 4
"""Characters at the end of a sentence that tell a question."""
_THEN = re.compile("届时|到时")
_COMING = re.compile("拟|将|待|出台|正在|另行|研究|计划|准备")
"""What is still to come, when the act is told of then: 本办法自印发之日起施行，《…》届时废止 is done."""
_DATED = re.compile(
    "(?:[12][09][0-9]{2}|[〇零OＯ0一二三四五六七八九]{4})年[0-9一二三四五六七八九十]{1,2}月"
)
"""A month, the time that 届时 means; without one, 拟出台新办法，届时《…》废止 is no act yet."""


_RECITED = re.compile(
    "(?:^|[，。；])(?P<lead>[^，。；▣]*)▣[^，。；▣]{0,10}(?:规定|明确|指出|提出)[，：][^，。；▣]{0,12}$"
)
_SAYS, _NEAR = re.compile("(?:规定|明确|指出|提出)[，：]"), 16
_OF_WHOM = re.compile("规定的[^，。；▣]{0,16}(?:人|者|企业|单位|户|机构)，")
_RESTS = re.compile("根据|按照?|依据|依照|遵照|据|落实|执行|经|鉴于|因")
"""Before a document whose rule the act only rests on: 根据《甲》规定，《乙》废止."""


def unreal(words: str, before: str, ahead: str) -> str | None:
    """`unreal` where the act is negated, planned or asked, `reported` where it was done before."""
    if rule("effect.reported").search(before) or _is_recited(ahead):
        return "reported"
    ahead = rule("effect.mark").pattern.sub("", ahead)
    if (
        _THEN.search(last_part(ahead) + before)
        and _COMING.search(words)
        and not _DATED.search(words)
    ):
        return "unreal"
    if rule("effect.unreal").search(before) or rule("effect.planned_object").search(ahead):
        return "unreal"
    if rule("effect.planned_too").search(ahead):
        return "unreal"
    return "unreal" if rule("effect.question").search(words[-_LAST:]) else None


def last_part(text: str) -> str:
    """What stands behind the last mark of a text."""
    return re.split("[，。；：]", text[-_REACH:])[-1]


def _is_recited(ahead: str) -> bool:
    """Whether another document says what follows: 《甲》中规定，将《乙》执行期限延至…."""
    if not _SAYS.search(ahead, max(len(ahead) - _NEAR, 0)):
        return False
    told = _RECITED.search(ahead)
    return told is not None and not _RESTS.search(told["lead"])


def is_addressed(words: str, at: int) -> bool:
    """Whether the document at a place only tells for whom an act is, not what it is done to:
    对《条例》规定的纳税人，暂停征收…."""
    addressed = words.endswith(("对", "对于", "凡"), 0, at)
    return addressed and _OF_WHOM.match(words, at + 1) is not None


def is_cause(words: str, at: int, end: int) -> bool:
    """Whether what became of the document at a place is why the text acts, told up to `end`:
    因《办法》废止，现规定如下."""
    return words.endswith(("因", "由于", "鉴于"), 0, at) and "，" not in words[at:end]
