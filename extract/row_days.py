"""Until when the documents of a list hold: each row's own words (有效期延长至…), or the day in the column
that is named so."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .dates import find_dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from .document import Block

_TOLD = re.compile(
    "(?:^|[，。；：（）》号日起知法定见则例程函复])(?:其|该文件|文件|现|将|均|可|继续|予以|暂|拟|试行|[〔〕0-9])*"
    "(?:有效期|延长|延续|执行|施行|截止|期限|保留)(?:[^，。；《》0-9]|[0-9]年){0,8}[至到为：]$"
)
"""What is told of the document itself: no 补贴执行至, 报名截止至."""
_REACH = 16
_ALONE = re.compile("[至到]?(?P<day>[12][09].{4,9})(?:止|到期|截止)?[。；]?")
_COLUMN = re.compile(
    "(?P<until>有效期(?:限|至|延长至|(?:截止|届满)(?:日期|时间))?|(?:延长|延续|执行|截止|失效|到期)(?:日期|时间|期限|至))"
    "|(?:发文|发布|印发|公布|颁布|制定|施行|实施|成文)(?:日期|时间)"
)
_HEADER = 10


@dataclass(frozen=True, slots=True)
class DayColumns:
    """The columns of days: which of them tells the last days, and how many there are."""

    until: int
    count: int

    def last_of(self, days: Sequence[dt.date]) -> dt.date | None:
        """The last day that a row tells; null where it has not a day in each column."""
        return days[self.until] if len(days) == self.count else None


def header_of(blocks: Sequence[Block]) -> list[str]:
    """The texts above the first document of a list: the names of its columns."""
    texts = [block.text for block in blocks[:_HEADER]]
    return list(takewhile(lambda text: "《" not in text and "〔" not in text, texts))


def day_columns(blocks: Sequence[Block]) -> DayColumns | None:
    """The columns of days of a list, by its first cells; null where none tells last days."""
    header = header_of(blocks)
    names = [match["until"] is not None for text in header for match in _COLUMN.finditer(text)]
    if True not in names:
        return None
    last = len(names) - 1 - names[::-1].index(True)  # 原有效期至, 延长后有效期至
    return DayColumns(last, len(names))


def day_alone(text: str) -> dt.date | None:
    """The day that is all of a cell, be it behind 至."""
    whole = _ALONE.fullmatch(text)
    if whole is None:
        return None
    days = find_dates(whole["day"])
    return days[0].date if days and days[0].end == len(whole["day"]) else None


def last_told(text: str) -> dt.date | None:
    """The last day that a row tells in words: 有效期延长至2025年12月31日."""
    for day in find_dates(text):
        if _TOLD.search(text[max(day.start - _REACH, 0) : day.start]):
            return day.date
    return None
