"""Parts named without their document, which is the one named last: 《…》第一条废止，第二条修改为…."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .mentions import parted
from .quotations import emptied
from .rulebook import rule
from .title_marks import is_quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .mentions import Mention

_END = re.compile("[。；！？]")
_MARK = re.compile("[，：、]")
_OWN = re.compile(
    "本(?:通知|办法|意见|规定|细则|条例|决定|方案|公告|通告|文件|规[范则程划]|制度|标准|法|措施|令|指引|预案|解释|批复|函)"
)
"""本通知第三条和第五条: parts of the circular itself."""
_LED = ("由", "为", "按", "照", "以", "与", "同", "据", "被", "“")
"""Before a document that something is done by or after: no part behind it is of that one."""
_BASIS = re.compile("(?:根据|依据|依照|按照|遵照|参照|贯彻|落实|违反)[^，。；：《》]{0,20}$")
_BASIS_REACH = 32
_EXCEPTED = re.compile("(?<![删废解])除了?[^，。；：《》了外][^，。；：《》]{0,80}$")
"""除第三条和第五条外: the exception is told of the document as one matter."""
_LIST_REACH = 82
_REACH = 400
"""Characters between a document and a part of it named without it."""
_BACK = 6
"""Documents before a part among which its own is looked for."""


def with_bare_parts(
    text: str, mentions: list[Mention], amended: Mention | None = None
) -> list[Mention]:
    """The mentions of a paragraph, and the parts named without their document within a sentence.

    Such a part is a mention of its document for what is done to it and for nothing else. In an
    item of an amending decision its document is the one `amended`.
    """
    if not (mentions or amended) or ("第" not in text and "附" not in text):
        return mentions
    mentions = _with_annex(text, mentions, amended)
    item = amended is not None and rule("effect.amend_item").search(text) is not None
    starts = [mention.start for mention in mentions]
    more: list[Mention] = []
    ends = rule("reference.item_part").match(text) if amended and not mentions else None
    found = chain([ends] if ends else [], rule("reference.bare_part").finditer(text))
    for match in found:
        start, end = match.span("parts")
        n = bisect_right(starts, start)
        if (n and mentions[n - 1].end > start) or (n < len(mentions) and starts[n] < end):
            continue
        meant = _antecedent(text, mentions[max(n - _BACK, 0) : n], start)
        named = any(_is_subject(mention) for mention in mentions[:n])
        if meant is None and not named and (item or ends or text.endswith("原", 0, start)):
            meant = amended
        if meant is None:
            continue
        part = replace(
            meant,
            start=start,
            end=end,
            target_clause=parted(match["parts"]),
            again=True,
            taken_up=False,
            quoted=False,
            bare=True,
        )
        if not is_quoted(text, start) and not _is_excepted(text, start):
            more.append(part)
    return sorted([*mentions, *more], key=lambda mention: mention.start) if more else mentions


def _is_excepted(text: str, at: int) -> bool:
    """Whether a part goes on with what is excepted of a document: the 第五条 of
    除第三条和第五条外."""
    return _EXCEPTED.search(text, max(at - _LIST_REACH, 0), at) is not None


def _with_annex(text: str, mentions: list[Mention], amended: Mention | None) -> list[Mention]:
    """附件3《登记表》 at the start of an item is an annex of the document amended, no document."""
    named = rule("reference.item_annex").match(text) if amended and mentions else None
    if amended is None or named is None or mentions[0].start != named.end():
        return mentions
    span, part = (named.start("parts"), mentions[0].end), named["parts"]
    annex = replace(
        amended, start=span[0], end=span[1], target_clause=part, again=True, quoted=False, bare=True
    )
    return [annex, *mentions[1:]]


def _antecedent(text: str, before: Sequence[Mention], at: int) -> Mention | None:
    """The document a bare part at `at` is of: the nearest of its sentence that is not one by which
    something is done; none where the part is the circular's own."""
    mark = max((m.end() for m in _MARK.finditer(text, max(at - _REACH, 0), at)), default=0)
    if not before or _OWN.search(text, max(mark, before[-1].end), at):
        return None
    for meant in reversed(before):
        if meant.end + _REACH < at or _END.search(emptied(text[meant.end : at])):
            return None
        by = text.endswith(_LED, 0, meant.start) or _BASIS.search(
            text, max(meant.start - _BASIS_REACH, 0), meant.start
        )
        if _is_subject(meant) and not by:
            return meant
    return None


def _is_subject(mention: Mention) -> bool:
    """Whether a mention may have parts: no form, nothing within “…”."""
    return not mention.quoted and mention.kind != "form"
