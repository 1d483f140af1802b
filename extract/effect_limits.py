"""What limits an effect to a matter or to some cases, told beside the documents."""

from __future__ import annotations

import re

from .rulebook import rule
from .sentences import HERE, OTHER

_OF_SOME = 0.85
"""How sure it is that an effect is meant of some cases alone."""
_NEAR = 8
"""Characters before a bracket that name what its numbers are of."""
_ETC = re.compile("^等[^，。；▣]{0,40}?(?:文件|规章|法规)(?=予以|同时|自|一并|均|宣布|即行|全部|$)")
_OF_OTHERS = re.compile(
    "^，(?=(?:以及|及|和)(?:各|市县|地方)[^，。；▣]{1,24}(?:制定|制订|出台|印发|发布|下发)的)"
)
"""A comma before a class of others that ends too."""
_MATTER = re.compile(
    "[中里内]?(?:有关|关于|涉及)[^，。；：▣]{2,40}(?:部分|规定|内容|条款|条文|要求|事项|标准)$|"
    "(?<=[中里内])[^，。；：▣]{2,40}的(?:部分|规定|内容|条款|条文)$"
)
"""A matter told in words that are not understood otherwise: no whole is meant (…联合通知中有关费用定额部分，即行废止)."""
_CASES = re.compile(
    "于(?P<scope>(?!本|[12][09][0-9]{2}年[^，。；：▣]{0,8}(?:[，。；]|$))[^，。；：▣]{2,40})(?=[，。；]|$)"
)
"""For whom alone a document ends: 《…》不再适用于新立项目."""
_IN_BRACKET = re.compile("(?:通知|答复|批复|复函|意见|规定|办法|文件|函|文)（$")
"""Before numbers that a bracket names documents by: 所作的答复（…号、…号）一并停止执行."""


def between_of(words: str, at: int, end: int) -> str:
    """What stands between a list and a cue, without the bracket that closes behind numbers."""
    between = _ETC.sub("等文件", words[at + 1 : end].replace(HERE, OTHER))
    between = _OF_OTHERS.sub("", between)
    if between.startswith("）") and _IN_BRACKET.search(words, max(at - _NEAR, 0), at):
        return between[1:]
    return between


def limit_of(words: str, ahead: str, relation: str, cue: re.Match[str]) -> tuple[str, float] | None:
    """What alone is meant, told before the documents or behind the cue, and how sure: 除第四条外，
    《…》停止执行; 《…》不再适用于新立项目."""
    if "除" in ahead and (but := rule("effect.but_part").search(ahead)):
        return but["scope"], 1.0
    if relation == "ceases" and (cases := _CASES.match(words, cue.end())):
        return cases["scope"], _OF_SOME
    return None


def matter_in(part: str) -> str | None:
    """The matter told between a document and the comma before its verb, where nothing else reads it."""
    match = _MATTER.search(part)
    return match[0] if match else None
