"""Days, months and years as the ends of a span of time; terms counted from a day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING

from .circular import Term
from .dates import find_dates, number_of

if TYPE_CHECKING:
    from typing import Literal

_HALF_YEAR = 183
_POINT = re.compile(
    r"(?P<year>[12][09][0-9]{2}|[〇零O0一二三四五六七八九]{4}|[同当本今明次翌去上])?(?:年度?)?"
    r"(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)月份?)?"
    r"(?:(?P<day>3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    r"|[一二三四五六七八九])[日曰号])?(?P<edge>年?底|年?末|年?初)?"
)
_MONTH = re.compile(r"(?P<which>[本下上])个?月(?P<day>[^月]{1,3})[日曰号]")
"""A day of a month told from the day of issue: 下月1日."""
_YEARS = {"同": 0, "当": 0, "本": 0, "今": 0, "明": 1, "次": 1, "翌": 1, "去": -1, "上": -1}
_TOLD_YEAR = re.compile(r"[12][09][0-9]{2}|[〇零O一二].{3}年|[同当本今明去上](?:年|个?月)|下个?月")
_MONTHS = {"本": 0, "下": 1, "上": -1}
_BEHIND_START = re.compile("[次翌]年")
"""The year behind one told before, which is not that of issue where a text begins so."""
_UNITS: dict[str, Literal["day", "month", "year"]] = {
    "年": "year",
    "月": "month",
    "日": "day",
    "天": "day",
}


def read_point(text: str, near: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """The first and the last day a point of time means: of 2020年6月 the 1st and the 30th.

    `near` gives the year, and the month, of a point printed without; null where it is no day.
    """
    whole = find_dates(text)
    if whole:
        return whole[0].date, whole[0].date
    if told := _MONTH.fullmatch(text):
        return _in_month(told, near)
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year = _year(match["year"], near)
    if year is None:
        return None
    month = number_of(match["month"]) if match["month"] else None
    day = number_of(match["day"]) if match["day"] else None
    if day is not None and month is None:
        month = near.month if near else None
        if month is None:
            return None
    return _span(year, month, day, match["edge"] or "")


def _year(text: str | None, near: dt.date | None) -> int | None:
    if text and text not in _YEARS:
        return number_of(text, digitwise=True)
    return near.year + _YEARS[text or "同"] if near else None


def _in_month(told: re.Match[str], near: dt.date | None) -> tuple[dt.date, dt.date] | None:
    if near is None:
        return None
    months = near.year * 12 + near.month - 1 + _MONTHS[told["which"]]
    return _span(months // 12, months % 12 + 1, number_of(told["day"]), "")


def _span(
    year: int, month: int | None, day: int | None, edge: str
) -> tuple[dt.date, dt.date] | None:
    try:
        if day is not None and month is not None:
            only = dt.date(year, month, day)
            return only, only
        first = dt.date(year, month or 1, 1)
        last_month = month or 12
        last = dt.date(year, last_month, calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None
    if edge.endswith(("底", "末")):
        return last, last
    return (first, first) if edge.endswith("初") else (first, last)


def next_such_day(text: str, issued: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """A point without a year (自9月1日起) as the one nearest behind the day of issue."""
    span = read_point(text, issued)
    if span is None or issued is None:
        return span
    if _BEHIND_START.match(text):
        return None
    if _TOLD_YEAR.match(text):
        return span
    if (issued - span[0]).days > _HALF_YEAR:
        return read_point(text, issued.replace(year=issued.year + 1, day=1))
    return span


def read_term(count: str, unit: str) -> Term | None:
    """A length of time: 五 年, 半 年, 6 个月; null where it is none."""
    kind = _UNITS.get(unit[-1:])
    if kind is None:
        return None
    if count == "半":
        return Term(6, "month") if kind == "year" else None
    if count == "一年半":
        return Term(18, "month")
    value = number_of(count.replace("两", "二"))
    return Term(value, kind) if value > 0 else None


def last_day(start: dt.date, term: Term) -> dt.date | None:
    """The last day of a term, inclusive: five years from 2020-07-01 end on 2025-06-30."""
    end = later(start, term)
    return end - dt.timedelta(days=1) if end else None


def later(start: dt.date, term: Term) -> dt.date | None:
    """The day a length of time later; null beyond the calendar."""
    try:
        if term.unit == "day":
            return start + dt.timedelta(days=term.value)
        months = term.value * (12 if term.unit == "year" else 1) + start.month - 1
        year, month = start.year + months // 12, months % 12 + 1
        last = calendar.monthrange(year, month)[1]
        if start.day > last:
            return dt.date(year, month, last) + dt.timedelta(days=1)
        return dt.date(year, month, start.day)
    except (ValueError, OverflowError):
        return None
