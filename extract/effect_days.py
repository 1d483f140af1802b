"""The days an effect is told to begin or to end on (relations.md: 自X起废止, 执行至X)."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from ..ingest.values import dataclass
from .dates import find_dates, number_of
from .rulebook import rule
from .sentences import HERE
from .validity_dates import last_day, read_term

_ENDS = frozenset({"repeals", "annuls", "declares_lapsed", "ceases", "supersedes"})
_UNTIL = frozenset({"ceases", "extends", "confirms", "suspends"})
_MOVED = frozenset({"extends", "suspends"})
"""Of these the whole span may be told before the document: 自A起至B暂停执行《…》."""
_FIRST_YEAR = 1949
_ONE_DAY = dt.timedelta(days=1)
_SAME_DAY = re.compile("同时|同日|该日")
_ANOTHER = re.compile("恢复|停止|废止|暂停|施行|实施|执行|失效|生效|修改|延长|推迟")
_OWN_START = re.compile("[自从于][^，。；《》]{4,20}起(?:正式)?(?:施行|实施|执行|生效)[。；]?")
_OWN_PART = re.compile(
    "[^，。；▣]*[自从于][^，。；《》▣]{4,20}起(?:正式)?(?:施行|实施|执行|生效|试行)[，。；]"
)
"""The circular's own start, told before another goes on or rests: 本办法自X起施行，《…》继续执行至Y."""
_ENDS_TOO = re.compile(
    "(?:并|且|均|都|一律)?[自从于][^，。；《》]{4,20}起?(?:同时|正式|一律|全面|均)?(?:停止执行|停止施行|停止实施|不再执行|不再适用|废止|失效|作废)[。；]?"
)
_SPAN = re.compile("[自从][^，。；《》]{4,18}?(?=起|至|到)")
_ISSUED = re.compile(
    "(?:自|从|于|在)?[12一二][0-9〇零OＯ一二三四五六七八九]{3}年[0-9一二三四五六七八九十]{1,2}月"
    "(?:[0-9一二三四五六七八九十廿]{1,3}日)?起?[^，。；▣]{0,30}?(?:发布|印发|公布|颁布|制定|下发|出台|"
    "通过|批准|转发|修[订正]|(?<![止再停缓复续])(?:施行|实施|执行|试行))+的?原?$"
)
"""When a document itself was issued: 于1991年8月13日发布的《…》."""
_ISSUED_ENDS = "布发定台过准订正行施的原"
"""What such words end with."""
_EXPIRED = re.compile("日(?:有效期)?(?:到期|期满|届满|满)")
"""A day on which a term ran out is its last: 已于2018年12月31日到期，不再执行."""
_LONGER = re.compile("(?:为|至)?(?P<count>[0-9一二两三四五六七八九十]{1,3})(?P<unit>年|个月)")
"""How much longer a term goes that runs out on a day told: 将于X到期，有效期顺延一年."""
_MARKS = "。；！？"
_AHEAD = 1_000
"""Characters before a list among which the day stands that 同时 means."""


@dataclass(frozen=True, slots=True)
class Days:
    """From which day an effect holds, and the last day of what it ends or moves, inclusive."""

    effective_on: dt.date | None = None
    until: dt.date | None = None


NO_DAYS = Days()


def days_of(words: str, at: int, end: int, relation: str) -> Days:
    """The days told for an effect on the list at `at` whose cue ends at `end`.

    自X起 and a cue that ends the target give the day before X as the last day; 至X is the last
    day itself; a start that is moved (推迟至X) is the day it is moved to.
    """
    before, behind = _around(words, at, end)
    before = _without_issue(before)
    if relation not in _ENDS:
        before = _OWN_PART.sub("", before)
    own = _own(behind, max(end - at - 1, 0), relation) if relation == "ceases" else behind
    last = _until(own) if relation in _UNTIL else None
    if last is None and relation in _MOVED and _SPAN.search(before):
        last = _until(before)
    if last:
        first = (
            _since(before) or _opening(_its_own(behind, max(end - at - 1, 0)))
            if relation != "ceases"
            else None
        )
        return Days(first, last)
    if relation == "defers":
        return Days(_until(behind) or _since(behind), None)
    first = _since(_own(behind, max(end - at - 1, 0), relation)) or _since(before)
    if first is None and relation in _ENDS and _SAME_DAY.search(words[at:end]):
        ahead = words[max(at - _AHEAD, 0) : at]
        first = _since(_without_issue(ahead), marked=True)
    if first and relation in _ENDS and _EXPIRED.search(words, at + 1, end):
        return Days(first + _ONE_DAY, first)
    if first and relation in _ENDS:
        return Days(first, first - _ONE_DAY)
    if relation in ("confirms", "completes", "corrects"):
        return Days()
    if first and relation == "extends" and _EXPIRED.search(words, at + 1, end):
        longer = _LONGER.match(words, end)
        term = longer and read_term(longer["count"], longer["unit"])
        return Days(None, last_day(first + _ONE_DAY, term) if term else None)
    return Days(first, None)


def each_of(words: str, at: int, end: int, relation: str, count: int) -> tuple[Days, ...]:
    """The days told apart for each of `count` documents: 有效期分别延长至A和B; nothing where they
    are not as many."""
    first = min(at, end)
    if count < 2 or "分别" not in words[first:]:
        return ()
    stop = min((n for mark in _MARKS if (n := words.find(mark, first)) >= 0), default=len(words))
    days = [found.date for found in find_dates(words[first:stop])]
    if len(days) != count:
        return ()
    if relation in _ENDS:
        return tuple(Days(day, day - _ONE_DAY) for day in days)
    return tuple(Days(None, day) if relation in _UNTIL else Days(day, None) for day in days)


def first_day_before(words: str, at: int) -> dt.date | None:
    """The day from which a rule is applied: 2020年6月21日后，…按照《…》执行."""
    start = max(words.rfind(HERE, 0, at), *(words.rfind(mark, 0, at) for mark in _MARKS)) + 1
    return _since(words[start:at], marked=True)


def _around(words: str, at: int, end: int) -> tuple[str, str]:
    """What stands before the list, up to another list, and from it to the end of its part."""
    first, last = min(at, end), max(at, end)
    start = words.rfind(HERE, 0, first) + 1
    stop = words.find(HERE, last + 1)
    tail = words[at + 1 : len(words) if stop < 0 else stop]
    if at > end - 1:
        tail = _without_issue(words[end:at]) + tail
    return words[start:first], tail[: max(end - at, 0) + 40]


def _without_issue(text: str) -> str:
    """A text before a document without the words that tell when that was issued."""
    return _ISSUED.sub("", text) if text[-1:] in _ISSUED_ENDS else text


def _own(behind: str, cue: int, relation: str) -> str:
    """What stands behind a cue, up to the next part that tells another effect: 暂停执行，2022年6月1日
    起恢复执行. The start of the circular that says so is its own: 废止《…》，自X起施行; an end told
    twice is one: 予以废止，自X起停止执行."""
    kept, *parts = behind[cue:].split("，")
    for part in parts:
        again = relation in _ENDS and _ENDS_TOO.fullmatch(part)
        if _ANOTHER.search(part) and not _OWN_START.fullmatch(part) and not again:
            break
        kept += "，" + part
    return behind[:cue] + kept


def _its_own(behind: str, cue: int) -> str:
    """What stands behind a document without the parts before a cue that tell another effect:
    第四条自X起停止执行，其余各条继续执行至Y."""
    start = behind.rfind("，", 0, cue) + 1
    return behind[start:] if start and _ANOTHER.search(behind, 0, start) else behind


def _opening(text: str) -> dt.date | None:
    """The first day of a span told behind a document: 自A至B暂停执行, 自A起继续执行至B."""
    found = _SPAN.search(text)
    return _since(text[found.start() : found.end() + 1]) if found else None


def _until(text: str) -> dt.date | None:
    found = None
    for match in rule("effect_day.until").finditer(text):
        found = _last_day(match) or found
    return found


def _last_day(match: re.Match[str]) -> dt.date | None:
    if match["year2"]:
        return _date(int(match["year2"]), int(match["month2"]), int(match["day2"]))
    year = number_of(match["year"], digitwise=True)
    month = number_of(match["month"]) if match["month"] else 12
    if match["day"]:
        return _date(year, month, number_of(match["day"]))
    if not match["end"] and not match["month"]:
        return None
    return _date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _since(text: str, *, marked: bool = False) -> dt.date | None:
    """The first day named in a text; a bare day counts only where it is not `marked`."""
    for match in rule("effect_day.since").finditer(text):
        if match["mark"] or (not marked and match["word"]):
            if match["day"] is None and not match["mark"]:
                continue
            year = number_of(match["year"], digitwise=True)
            day = number_of(match["day"]) if match["day"] else 1
            return _date(year, number_of(match["month"]), day)
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    if year < _FIRST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
