"""When something is due: a day, a span of time from an event, a day that comes again."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING

from .circular import Deadline, Within
from .dates import number_of
from .quantities import parse_number
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_CUE = re.compile(r"[前内]")
_ENDS = {"上旬": 10, "初": 10, "中旬": 20}
_QUARTER = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_BREAK = re.compile(r"[，。；：！？]")


def find_deadline(text: str, issued_on: dt.date | None) -> tuple[Deadline, int, int] | None:
    """The first deadline of a sentence and its span. A day without a year counts from `issued_on`
    and is the next such day; null where that is not known."""
    if not _CUE.search(text):
        return None
    return min(_all(text, issued_on), key=lambda item: item[1], default=None)


def _all(text: str, issued_on: dt.date | None) -> Iterator[tuple[Deadline, int, int]]:
    recurring = rule("deadline.recurring").search(text)
    if recurring:
        yield Deadline(recurring[0], recurring=recurring[0]), *recurring.span()
    for match in rule("deadline.day").finditer(text):
        if recurring and match.start() < recurring.end() and match.end() > recurring.start():
            continue
        if day := _day(match, issued_on):
            yield Deadline(match[0], on=day), *match.span()
            break
    for match in rule("deadline.within").finditer(text):
        if (within := _within(text, match)) is not None:
            yield within
            break


def _within(text: str, match: re.Match[str]) -> tuple[Deadline, int, int] | None:
    if re.search(r"(?:近|前|过去|最近|此前|每|[0-9])$", text[: match.start()]):
        return None
    value = parse_number(match["value"])
    if value is None:
        return None
    begin = _clause_start(text, match.start())
    event = rule("deadline.event").search(text[begin : match.start()])
    unit = match["unit"].removeprefix("个").removeprefix("自然")
    start = begin + event.start() if event else match.start()
    within = Within(int(value), unit, _event(event["event"]) if event else None)
    return Deadline(text[start : match.end()], within=within), start, match.end()


def _clause_start(text: str, at: int) -> int:
    """Where the words before a span of time begin: an event may stand one comma before it."""
    breaks = [m.end() for m in _BREAK.finditer(text, 0, at)]
    if breaks and at - breaks[-1] <= 4:
        breaks.pop()
    return breaks[-1] if breaks else 0


def _event(words: str) -> str:
    return re.sub(r"^(?:应当?|须|必须|要)?(?:在|于)?", "", words)


def _day(match: re.Match[str], issued_on: dt.date | None) -> dt.date | None:
    year = _year(match["year"], issued_on)
    month = number_of(match["month"]) if match["month"] else _month(match)
    if year is None or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    day = number_of(match["day"]) if match["day"] else _ENDS.get(match["third"] or "", last)
    if day > last:
        return None
    date = dt.date(year, month, day)
    if match["year"] is None and issued_on and date < issued_on:
        return date.replace(year=year + 1) if (month, day) != (2, 29) else None
    return date


def _month(match: re.Match[str]) -> int:
    if match["quarter"]:
        return _QUARTER[match["quarter"]]
    return 6 if match["yearend"] == "上半年" else 12


def _year(word: str | None, issued_on: dt.date | None) -> int | None:
    if word in (None, "今", "当", "本"):
        return issued_on.year if issued_on else None
    if word in ("明", "次", "翌"):
        return issued_on.year + 1 if issued_on else None
    assert word is not None
    return number_of(word, digitwise=True)
