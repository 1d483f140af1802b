"""Effects told from the start or the issue of the circular itself: 自本通知印发之日起废止."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .effect import ENDING
from .reference_reader import EFFECTS

if TYPE_CHECKING:
    from .circular import Reference

_OWN_START = re.compile(
    "自?本[\u3400-\u9fff]{1,6}?(?:印发|发布|公布|施行|实施|下发|执行|颁布|颁发|生效|批转|转发|下达|签发)之日起?|"
    "(?:[自从]?即日|自(?:印发|发布|公布|下发|发文|公告|通告|文到)之日|自?该日)起，?(?:即行|同时|予以|一律|一并|均|全部|也)*(?=废止|失效|停止|不再|作废|宣布|暂停|暂缓|中止)|"
    "(?:[自从]?即日|自(?:印发|发布|公布|下发|发文|公告|通告|文到)之日)起，(?=原?《)|"
    "同日(?:起)?(?=废止|失效|停止|不再|作废)"
)
_ON_ISSUE = re.compile(
    "即日|发文|公告之|通告之|文到|印发|发布|公布|下发|颁布|颁发|下达|签发|批转|转发"
)
_ONE_DAY = dt.timedelta(days=1)


def own_day(words: str, start: dt.date | None, issued_on: dt.date | None) -> dt.date | None:
    """The day words tell that take it from the text's own start, or from its issue where that is
    not known and they name the issue."""
    told = _OWN_START.search(words)
    if told is None:
        return None
    return start or (issued_on if _ON_ISSUE.search(told[0]) else None)


def from_start(item: Reference, start: dt.date | None, issued_on: dt.date | None) -> Reference:
    """A reference with the day its sentence takes from the text's own start."""
    if item.relation not in EFFECTS or item.effective_on is not None:
        return item
    if item.until is not None and item.relation in ENDING:
        return item
    day = own_day(item.quote, start, issued_on)
    if day is None:
        return item
    last = day - _ONE_DAY if item.relation in ENDING else None
    return replace(item, effective_on=day, until=item.until or last)
