"""Dates in Arabic and Chinese numerals."""

from __future__ import annotations

import datetime as dt
import re

from ..ingest.values import dataclass
from .rulebook import rule

_DIGITS = {"〇": 0, "零": 0, "O": 0, "o": 0, "0": 0, "元": 1, "廿": 20, "卅": 30}
_DIGITS |= {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
"""Numerals as accounts and certificates write them."""
_LONGEST = 14
"""Characters of the longest date: 公元二〇二三年十二月三十一日."""
_MAY_HOLD = re.compile(r"年.{1,3}月|[0-9][-./][0-9]{1,2}[-./][0-9]")
_FIRST_YEAR, LAST_YEAR = 1949, 2100
"""No circular is older than the state that issues it; a later year is misread."""

_LATE_MONTH = 3
_LONGEST_PRINTING = 366
"""Days between issue and printing beyond which one of the dates is doubted."""


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date and where it stands in the text searched."""

    date: dt.date
    start: int
    end: int
    rule: str
    confidence: float


def find_dates(text: str) -> list[DateMatch]:
    """Every full date in tidied text, in order; impossible days (2月30日) are none."""
    if not _MAY_HOLD.search(text):
        return []
    found = [
        DateMatch(date, match.start(), match.end(), name, rule(name).confidence)
        for name in ("date.full", "date.dotted")
        for match in rule(name).finditer(text)
        if (date := _date(match))
    ]
    return sorted(found, key=lambda match: match.start)


def parse_date(text: str) -> DateMatch | None:
    """The date that is the whole of `text`, or null. Eight digits (20151214) are one, too: ask what
    stands beside them."""
    if len(text) > _LONGEST:
        return None
    matches = find_dates(text)
    if len(matches) == 1 and (matches[0].start, matches[0].end) == (0, len(text)):
        return matches[0]
    for name in ("date.cut", "date.bare"):
        match = rule(name).fullmatch(text)
        if match and (date := _date(match)):
            return DateMatch(date, 0, len(text), name, rule(name).confidence)
    return None


def _date(match: re.Match[str]) -> dt.date | None:
    year = number_of(match["year"], digitwise=True)
    if year < _FIRST_YEAR:
        return None
    try:
        return dt.date(year, number_of(match["month"]), number_of(match["day"]))
    except ValueError:
        return None


def number_of(text: str, *, digitwise: bool = False) -> int:
    """A number below 100 or, digit by digit, a year."""
    if text.isdecimal():
        return int(text)
    text = text.translate(_FORMAL)
    if digitwise:
        return int("".join(str(_DIGITS[char]) for char in text))
    tens, mark, ones = text.partition("十")
    if mark:
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return sum(_DIGITS[char] for char in text)


def fits_year(year: int, day: dt.date) -> bool:
    """Whether a circular numbered in a year may be of this day: numbers of December may be dated in
    the first months of the next year."""
    return day.year == year or (day.year == year + 1 and day.month <= _LATE_MONTH)


def in_order(issued: dt.date, printed: dt.date) -> bool:
    """Whether a circular of one day may have been printed on another."""
    return 0 <= (printed - issued).days <= _LONGEST_PRINTING
