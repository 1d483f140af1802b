"""When something is due: a day, a span of time from an event, a day that comes again."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

from .circular import Deadline, Within
from .dates import number_of
from .quantities import parse_number
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Direction = Literal["after", "before", "within_before"]
_CUE = re.compile(r"[前内迟晚]|延|每")
_ENDS = {"上旬": 10, "初": 10, "中旬": 20}
_QUARTER = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_HALVES = {"年": (6, "月"), "月": (15, "日"), "小时": (30, "分钟")}
_RUNS_OUT = ("满", "到期", "终止", "期限", "结束")
"""Events that a year may be counted ahead of: 申请前三年 is what was before."""
_PAST = re.compile(r"(?:近|前的?|过去的?|最近|此前|每|[0-9])$")
_BINDS = re.compile("(?:应当?|须|必须|(?<![主重需概])要|(?<![申提报邀])请|务必)$")
"""Words that bind, and are no event before a span of time: 各县应当15日前报送."""
_BREAK = re.compile(r"[，。；：！？]")
_MONTHLY = re.compile("[每按逐]月|每个月|月度|月报")
_ANY = dt.date(2000, 1, 1)
"""A day of a leap year, to see whether a day without a year may be one at all."""


def find_deadlines(
    text: str, issued_on: dt.date | None, conditions: Sequence[str] = ()
) -> list[tuple[Deadline, int, int]]:
    """The deadlines of a sentence and their spans, outside its conditions, in order.

    A day without a year counts from `issued_on` and is the next such day; where that is not known,
    the deadline has its words alone.
    """
    if not _CUE.search(text):
        return []
    closed = [(at, at + len(part)) for part in conditions if (at := text.find(part)) >= 0]
    found: list[tuple[Deadline, int, int]] = []
    for item in sorted(_all(text, issued_on), key=lambda item: item[1]):
        outside = not any(start <= item[2] - 1 < end for start, end in closed)
        if outside and (not found or item[1] >= found[-1][2]):
            found.append(item)
    if not found and (event := _before_event(text)):
        return [event]
    return found


def _before_event(text: str) -> tuple[Deadline, int, int] | None:
    match = rule("deadline.before_event").search(text)
    if match is None:
        return None
    start = match.start("event")
    return Deadline(text[start : match.end()]), start, match.end()


def _all(text: str, issued_on: dt.date | None) -> Iterator[tuple[Deadline, int, int]]:
    recurring = rule("deadline.recurring").search(text)
    if recurring:
        yield _again(recurring), *recurring.span()
    days = [*rule("deadline.no_later").finditer(text), *rule("deadline.day").finditer(text)]
    for match in sorted(days, key=lambda match: match.start()):
        if recurring and match.start() < recurring.end() and match.end() > recurring.start():
            continue
        if day := _day(match, issued_on):
            yield Deadline(match[0], on=day), *match.span()
        elif issued_on is None and _day(match, _ANY):
            yield Deadline(match[0]), *match.span()
    for match in rule("deadline.month_told").finditer(text):
        words = match[0] if _MONTHLY.search(text) else None
        yield Deadline(match[0], recurring=words), *match.span()
    for match in rule("deadline.within").finditer(text):
        if (within := _within(text, match)) is not None:
            yield within


def _again(recurring: re.Match[str]) -> Deadline:
    """A day that comes again, or a span of time from one (每季度终了后10日内)."""
    words = recurring[0]
    match = rule("deadline.within").search(words)
    value = parse_number(match["value"]) if match and match["value"] else None
    if match is None or value is None or not words[: match.start()].endswith("后"):
        return Deadline(words, recurring=words)
    start = words[: match.start()].removesuffix("后")
    return Deadline(words, within=Within(int(value), match["unit"], start), recurring=words)


def _within(text: str, match: re.Match[str]) -> tuple[Deadline, int, int] | None:
    if _PAST.search(text[: match.start()]):
        return None
    length = _length(match)
    if length is None:
        return None
    named, start = _named(text, match)
    if named is None and not (match["value"] or match["early"]):
        return None
    if match["aheadunit"] == "年" and not (named and named.endswith(_RUNS_OUT)):
        return None
    words = text[start : match.end()]
    within = Within(*length, named, _direction(match))
    recurring = words if named and named.startswith("每") else None
    return Deadline(words, within=within, recurring=recurring), start, match.end()


def _length(match: re.Match[str]) -> tuple[int, str] | None:
    """A span of time as a whole number of units: 半年 is 6 months."""
    unit = match["unit"] or match["aheadunit"] or match["beforeunit"]
    unit = unit.removeprefix("个").removeprefix("自然")
    printed = match["value"] or match["ahead"] or match["before"]
    if printed == "半":
        return _HALVES.get(unit)
    value = parse_number(printed)
    return None if value is None else (int(value), unit)


def _direction(match: re.Match[str]) -> Direction:
    if match["value"]:
        return "after"
    return "within_before" if match["last"] and not match["early"] else "before"


def _named(text: str, match: re.Match[str]) -> tuple[str | None, int]:
    """The event a span of time is counted from, and where its words begin; that of 提前 stands in
    another part of the sentence."""
    begin = _clause_start(text, match.start())
    words = text[begin : match.start()]
    if match["value"]:
        event = rule("deadline.event").search(words) or rule("deadline.finding").search(words)
    else:
        event = None if match["early"] else rule("deadline.ahead").search(words)
    named = _event(event["event"]) if event else None
    if event is None or named is None or _BINDS.search(named):
        return None, match.start()
    return named, begin + event.start("event")


def _clause_start(text: str, at: int) -> int:
    """Where the words before a span of time begin: an event may stand one comma before it."""
    breaks = [m.end() for m in _BREAK.finditer(text, 0, at)]
    if breaks and (at - breaks[-1] <= 4):
        breaks.pop()
    return breaks[-1] if breaks else 0


def _event(words: str) -> str | None:
    """The event alone: without who is bound, and without the words that bind."""
    words = re.sub(r"^(?:但|并|且|同时)?(?:应当?|须|必须|要)?(?:在|于|自)?", "", words)
    return re.sub(r"^.*?(?=(?:接到|收到|发现|接获)(?!.*(?:接到|收到|发现)))", "", words) or None


def _day(match: re.Match[str], issued_on: dt.date | None) -> dt.date | None:
    year = _year(match["year"], issued_on)
    this = match["month"] == "本"
    month = _month(match, issued_on)
    if year is None or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    day = number_of(match["day"]) if match["day"] else _ENDS.get(match["third"] or "", last)
    if day > last:
        return None
    date = dt.date(year, month, day)
    if this and issued_on and date < issued_on:
        return None
    if match["year"] is None and issued_on and date < issued_on:
        return date.replace(year=year + 1) if (month, day) != (2, 29) else None
    return date


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _month(match: re.Match[str], issued_on: dt.date | None) -> int:
    if match["month"] == "本":
        return issued_on.month if issued_on else 0
    if match["month"]:
        return number_of(match["month"])
    quarter = _group(match, "quarter")
    if quarter:
        return _QUARTER[quarter]
    return 6 if _group(match, "yearend") == "上半年" else 12


def _year(word: str | None, issued_on: dt.date | None) -> int | None:
    if word in (None, "今", "当", "本"):
        return issued_on.year if issued_on else None
    if word in ("明", "次", "翌", "隔"):
        return issued_on.year + 1 if issued_on else None
    assert word is not None
    return number_of(word, digitwise=True)
