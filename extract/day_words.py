"""Days as the rules of effects read them: 自2020.7.1起, 从9月1日起 and 至明年6月30日 as full days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .dates import find_dates
from .rulebook import rule
from .validity_dates import next_such_day, read_point

if TYPE_CHECKING:
    import datetime as dt

_HINT = re.compile("[自从于至到由起止].?.?.?[0-9月年]|[0-9][起止后]")
_BEFORE, _BEHIND = "自从于至到由在", "起止后"
_DAY = re.compile("[日曰号]$")


def in_full(words: str, issued: dt.date | None) -> str:
    """Words of a sentence with the days an effect may hold from or until written as 2020年7月1日; a
    day without a year has that of the day told before it, else it is counted from the day of issue
    and stays where that is not known."""
    if not _HINT.search(words):
        return words
    return _with_years(_undotted(words), issued)


def _undotted(words: str) -> str:
    """Days in numerals alone (2020.7.1, 2020-07-01) where a word makes them a start or an end."""

    def told(match: re.Match[str]) -> str:
        before, behind = (
            words[max(match.start() - 1, 0) : match.start()],
            words[match.end() : match.end() + 1],
        )
        meant = (before and before in _BEFORE) or (behind and behind in _BEHIND)
        days = find_dates(match[0]) if meant else ()
        return _written(days[0].date) if days else match[0]

    return rule("date.dotted").pattern.sub(told, words)


def _with_years(words: str, issued: dt.date | None) -> str:
    def told(match: re.Match[str]) -> str:
        ahead = find_dates(words[: match.start()])
        if match["until"] and ahead:
            span = read_point(match[0], ahead[-1].date)
            span = span if span and span[0] >= ahead[-1].date else None
        else:
            span = next_such_day(match[0], issued)
        if span is None:
            return match[0]
        return _written(span[0], day=_DAY.search(match[0]) is not None)

    return rule("effect_day.near").pattern.sub(told, words)


def _written(date: dt.date, *, day: bool = True) -> str:
    return f"{date.year}年{date.month}月" + (f"{date.day}日" if day else "")
