"""The number that belongs to a title: in brackets behind it, or right before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from .circular import DocumentNumber, NumberParts
from .normalise import inner_marks
from .numbers import NumberMatch
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .mentions import Mention

ASIDE = 48
_DATED = re.compile(r"（[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日[，、]?")
_CHANGED_BY = re.compile("[，；、](?:根据|经|依据)")
"""Behind it the numbers are of what changed the document: （1988年3月19日发布，根据第12号令修改）."""
_SQUARE = {"〔": "〕", "[": "]", "【": "】"}
"""Brackets other than （） that the number of a title stands in: 《…》[财税字〔94〕第4号]."""
_CLOSES = re.compile("[；。]?$|；")
"""Behind the number of an item that has it behind a comma: 1、《…办法》，云档发〔1986〕12号；"""
_NAMED = re.compile("（(?:以下|下)(?:简|统)?称[^（）]{1,24}）")
"""A short name that stands before the number: 《…通知》（以下简称《通知》）云财〔2019〕13号."""
_ISSUED_UNDER = re.compile(
    "(?:文件?|通知)?(?:印发|公布|发布|颁布|下发|颁发|制发|发出|修[订正改])?(?:实施|施行|试行|执行)?(?:的)?|文件?所附"
)


def number_behind(
    text: str, end: int, numbers: Sequence[NumberMatch], starts: Sequence[int]
) -> tuple[NumberMatch | None, int]:
    """The number in brackets right behind a title, and where the bracket ends:
    《…》（云财规〔2019〕13号…）; a date or an office may stand before it."""
    n = bisect_left(starts, end)
    if n == len(numbers):
        return None, end
    number = numbers[n]
    if number.start == end:
        return number, number.end
    if text[end : end + 1] in _SQUARE and number.start <= end + 2:
        closed = text[number.end : number.end + 1] == _SQUARE[text[end]]
        return (number, number.end + 1) if closed else (None, end)
    if text[end : end + 1] == "，" and number.start == end + 1 and _CLOSES.match(text, number.end):
        return number, number.end
    if text[end : end + 1] != "（" or number.start > end + ASIDE:
        return None, end
    if (named := _NAMED.match(text, end)) and named.end() == number.start:
        return number, number.end
    between = text[end + 1 : number.start]
    if _CHANGED_BY.search(between):
        return None, end
    if "）" in between and not _DATED.match(text, end):
        return None, end
    if len(between) > 16 and not _DATED.match(text, end) and "称" not in between:
        return None, end
    return number, closing(text, number.end)


def closing(text: str, end: int) -> int:
    """Where the bracket closes that a number ending at `end` stands in."""
    if text[end - 1] == "）":
        return end
    close = text.find("）", end, end + ASIDE + 1)
    return close + 1 if close >= 0 and "（" not in text[end:close] else end


def counted(text: str, end: int) -> tuple[NumberMatch | None, int]:
    """The count of an announcement or order that its title names: 《…公告》（2021年第6号）."""
    match = rule("reference.counted").match(text, end)
    if not match:
        return None, end
    year = int(match["year"]) if match["year"] else None
    parts = NumberParts("", year, match["sequence"], "order")
    number = DocumentNumber(match["number"], parts)
    sure = rule("reference.counted").confidence
    span = match.span("number")
    return NumberMatch(number, *span, "reference.counted", sure), match.end()


def number_before(
    text: str, start: int, numbers: Sequence[NumberMatch], starts: Sequence[int]
) -> NumberMatch | None:
    """The number right before a title: 云财〔2019〕13号《…》, 云财〔2019〕13号文件《…》."""
    n = bisect_right(starts, start) - 1
    if n < 0:
        return None
    between = text[numbers[n].end : start]
    return numbers[n] if _ISSUED_UNDER.fullmatch(between) else None


def title_behind(text: str, end: int) -> tuple[str, int] | None:
    """The title in brackets right behind a number, and where the bracket ends: 海关公告2018年第50号
    （关于取消《通关单》有关事项的公告）. What it names is of that title and no document apart."""
    match = rule("reference.title_behind").match(text, end)
    return (inner_marks(match["title"]), match.end()) if match else None


def but_within(mention: str) -> str | None:
    """The matter that the bracket of a document's number excepts: （…号，其中关于收费的规定除外）."""
    match = rule("reference.but_within").search(mention) if mention.endswith("外）") else None
    return f"除{match['but'] or match['saved']}外" if match else None


def is_no_circular(text: str, number: NumberMatch) -> bool:
    """Whether a number is that of something else (a certificate, a case), by the words before it."""
    before = text[max(number.start - 20, 0) : number.start]
    return rule("reference.no_circular").search(before) is not None


class Within:
    """Whether a place lies within one of several mentions."""

    def __init__(self, found: Sequence[Mention]) -> None:
        spans = sorted((item.start, item.end) for item in found)
        self.starts = [start for start, _ in spans]
        self.reach = list(accumulate((end for _, end in spans), max))

    def __call__(self, at: int) -> bool:
        """Whether it does."""
        n = bisect_right(self.starts, at)
        return n > 0 and at < self.reach[n - 1]
