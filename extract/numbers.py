"""Document numbers (发文字号): found, taken apart, normalised."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from ..ingest.values import dataclass, replace
from .circular import DocumentNumber, NumberParts
from .counts import arabic
from .number_groups import EARLIEST, first_of, part_of, sureness, year_of
from .number_prefix import trim
from .number_ranges import filled
from .rulebook import rule, words

Form = Literal["bracketed", "order", "yearless"]
_EVERYWHERE = (
    "number.year_ahead_order",
    "number.yeared_order",
    "number.bracketed",
    "number.series_order",
    "number.order_behind",
    "number.year_ahead_bare",
    "number.year_within",
    "number.half_bracketed",
    "number.year_first",
    "number.unnumbered",
    "number.lettered",
    "number.plain_year_cited",
)
_WHOLE = (
    *_EVERYWHERE,
    "number.yeared_order_line",
    "number.yearless",
    "number.plain_year",
    "number.no_brackets",
    "number.year_bare_first",
)
"""Rules that fit a line that is a number; the last ones would find too much in running text."""
_YEARLESS = ("number.yearless", "number.lettered")
_ASIDE = ("number.yearless", "number.plain_year")
"""Rules that fit behind a title or in brackets of their own: 《…》（国办发79号）."""
_ASIDE_BEFORE, _ASIDE_BEHIND = frozenset("（》、"), frozenset("）文、，")
_JOINT = frozenset({"number.yeared_order", "number.year_ahead_order", "number.series_order"})
_YEARED = ("number.yeared_order", "number.yeared_order_line")
_ORDERS = frozenset({"number.series_order", "number.order_behind"})
_MARK = re.compile("[0-9一二三四五六七八九十百〇零〕）]号")
_REACH = 64
"""Characters before 号 in which a number stands: a body's name, the year and the count."""
_GATES = {
    "number.yeared_order": re.compile("[令告报][〔（(12一二]"),
    "number.bracketed": re.compile("〔"),
    "number.series_order": re.compile("[令告报][〔（第0-9]"),
    "number.year_ahead_order": re.compile("年(?:第?.{1,6}号)?(?:令|公告|通告)"),
    "number.order_behind": re.compile("号(?:令|公告|通告)"),
    "number.year_ahead_bare": re.compile("年第.{1,6}号(?:公告|通告)"),
    "number.year_within": re.compile("〕(?:.{1,3}字|[综函]第?[0-9])"),
    "number.half_bracketed": re.compile("[〔〕]"),
    "number.year_first": re.compile("[〔（](?:19)?[4-9][0-9]年?[〕）]|〔20"),
    "number.unnumbered": re.compile("〕号"),
    "number.yearless": re.compile("[发函字文办规电复任审综]第?[0-9]{1,5}号"),
    "number.lettered": re.compile("[日会府院部厅局署].{2,6}字第"),
    "number.plain_year_cited": re.compile("[0-9]{4}年第?[0-9]{1,5}号[文通]"),
    "number.plain_year": re.compile("[0-9]{4}年第?[0-9]{1,5}号"),
}
"""What a text must hold for a rule to be worth trying."""
_TRIED = tuple((name, _GATES[name].search) for name in (*_EVERYWHERE, *_ASIDE))
_LONGEST_LIST = 400
"""Characters of a line that holds the numbers of all issuers."""
_LONGEST = 160
"""Characters of a line that may be a number: an announcement of many bodies."""
_LATEST = 2100
_NO_DOCUMENT = re.compile(
    r"(?!.*[请他复函监]字?第?$)"
    r"(?:[民刑行执知][一二初终再申监撤破执]?|商[一二初终再申监撤]|[初终再]字?|(?:路|街|巷|楼)(?!字))"
)
"""Prefixes of court cases (深中法民终字) and addresses: no circulars; the letters of a court that
asks or answers (民请字, 民他字) are."""
_BODY_ENDS = ("部", "局", "厅", "委", "院", "处", "室", "会", "府", "军区")
_COURT = re.compile("[初终再申监撤破执保赔调仲]字?$")
_SPLITS = re.compile(r"[、，,；;/\s]")
_UNLIKELY_BRACKET = "1"


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number and where it stands in the text searched; `candidates` are other readings."""

    number: DocumentNumber
    start: int
    end: int
    rule: str
    confidence: float
    candidates: tuple[DocumentNumber, ...] = ()


def parse_number(text: str) -> NumberMatch | None:
    """The number that is the whole of `text` (tidied), or null."""
    if len(text) > _LONGEST or "号" not in text[-4:]:
        return None
    for name in _WHOLE:
        match = rule(name).fullmatch(text)
        if match and (number := _number(name, match, match["prefix"])):
            groups = match.groupdict()
            listed = groups.get("more") and not part_of(groups)
            end = match.start("more") if listed else len(text)
            found = NumberMatch(number, 0, end, name, sureness(name, groups))
            return _doubted(found, match)
    return None


def parse_numbers(text: str) -> tuple[NumberMatch, ...]:
    """The numbers that are the whole of `text`, side by side or told apart by marks.

    One circular of several issuers has one of each (甲发〔2020〕1号 乙发〔2020〕2号); a number printed
    twice is one. Empty where anything else stands there.
    """
    if "号" not in text[-4:] or len(text) > _LONGEST_LIST:
        return ()
    return _side_by_side(text)


@lru_cache(maxsize=4096)
def _side_by_side(text: str) -> tuple[NumberMatch, ...]:
    single = parse_number(text)
    if single and single.end == len(text):
        return (single,)
    if text.count("号") < 2:
        return _listed(text)
    found: list[NumberMatch] = []
    start = 0
    while start < len(text):
        end = text.find("号", start) + 1
        match = parse_number(text[start:end]) if end else None
        if match is None:
            return _listed(text)
        found.append(replace(match, start=start, end=end))
        start = end
        while start < len(text) and _SPLITS.match(text[start]):
            start += 1
    return tuple({match.number.text: match for match in reversed(found)}.values())[::-1]


def _listed(text: str) -> tuple[NumberMatch, ...]:
    """云财〔2020〕5、6号 as the whole of a text."""
    found = find_numbers(text)
    whole = found and found[0].start == 0 and found[-1].end == len(text)
    closed = all(b.start - a.end <= 1 for a, b in pairwise(found))
    several = len(found) > 1 or (found and found[0].number.parts.form == "order")
    return tuple(found) if whole and closed and several else ()


def find_numbers(text: str) -> list[NumberMatch]:
    """Every number in running text, in order; of readings that overlap the first rule's.

    Looks only around each 号 behind a digit, so that the cost is linear whatever stands around.
    """
    if "号" not in text:
        return []
    return [*(_kept(text) if len(text) <= _LONGEST_LIST else _running(text))]


def _running(text: str) -> tuple[NumberMatch, ...]:
    found: list[NumberMatch] = []
    last = 0
    for mark in _MARK.finditer(text):
        at = mark.end()
        if at <= last:
            continue
        near = text[max(at - _REACH, last) : at + 2]
        for name, may_hold in _TRIED:
            if not may_hold(near):
                continue
            match = _around(name, text, max(at - _REACH, last), at)
            if match is None or (name in _ASIDE and not _stands_aside(text, match)):
                continue
            if numbers := _read(text, name, match):
                found += numbers
                last = numbers[-1].end
                break
    return tuple(filled(text, found))


_kept = lru_cache(maxsize=4096)(_running)
"""Lines and rows are asked for their numbers several times."""


def _around(name: str, text: str, start: int, at: int) -> re.Match[str] | None:
    """The match of a rule in the reach of a 号 that ends at `at`, when it holds this 号."""
    pattern, end = rule(name).pattern, min(at + 2, len(text))
    match = pattern.search(text, start, end)
    while match and match.end() < at:
        match = pattern.search(text, match.end(), end)
    return match


def _stands_aside(text: str, match: re.Match[str]) -> bool:
    before, behind = text[max(match.start() - 1, 0) : match.start()], text[match.end() :][:1]
    return before in _ASIDE_BEFORE and behind in _ASIDE_BEHIND and bool(before and behind)


def _read(text: str, name: str, match: re.Match[str]) -> list[NumberMatch]:
    """The number of a match and those that go on from it (5、6号; 5号和〔2021〕6号)."""
    order = name in _ORDERS or name in _YEARED
    if name in ("number.year_first", "number.year_ahead_bare"):
        prefix, start, sure, other = match["prefix"], match.start(), 1.0, None
    else:
        first = _joint_start(text, match) if name in _JOINT else match.start("prefix")
        trimmed = trim(text, first, text[first : match.end("prefix")], order=order)
        prefix, start, sure, other = trimmed.text, trimmed.start, trimmed.sure, trimmed.other
        prefix = prefix.replace("、", "")
    number = _number(name, match, prefix) if prefix else None
    if number is None:
        return []
    found = NumberMatch(
        number, start, match.end(), name, min(sureness(name, match.groupdict()), sure)
    )
    if other and (second := _number(name, match, other)):
        found = replace(found, candidates=(second,))
    return _with_more(text, _doubted(found, match), match)


def _joint_start(text: str, match: re.Match[str]) -> int:
    """Where the bodies start that issue an announcement together: 财政部、税务总局公告2018年第1号."""
    start = match.start("prefix")
    if text[start - 1 : start] != "、":
        return start
    joint = rule("number.joint").search(text, max(start - _REACH, 0), start)
    return joint.start() if joint else start


def _doubted(found: NumberMatch, match: re.Match[str]) -> NumberMatch:
    """Where a bracket was read as 1, or lost: both readings (〔20201145号: 145 or 1145)."""
    digits = match.groupdict().get("sequence") or ""
    if found.rule != "number.half_bracketed" or not match["year"]:
        return found
    if len(digits) < 2 or not digits.startswith(_UNLIKELY_BRACKET) or digits[1] == "0":
        return found
    parts = found.number.parts
    other = _made(parts.prefix, parts.year, digits[1:])
    if len(digits) > 4:
        return replace(found, number=other, confidence=0.6, candidates=(found.number,))
    return replace(found, confidence=0.6, candidates=(other,))


def _made(prefix: str, year: int | None, sequence: str) -> DocumentNumber:
    text = f"{prefix}〔{year}〕{sequence}号"
    return DocumentNumber(text, NumberParts(prefix, year, sequence, "bracketed"))


def _with_more(text: str, first: NumberMatch, match: re.Match[str]) -> list[NumberMatch]:
    """The numbers that share the prefix of the first: 5、6号; 5—8号; 5号、6号; 5号和〔2021〕6号."""
    parts = first.number.parts
    if parts.form == "order":
        return [first, *_more_orders(text, first)]
    if parts.form != "bracketed" or not parts.year or first.rule == "number.year_within":
        return [first]
    found = [first]
    groups = match.groupdict()
    if (more := groups.get("more")) and not part_of(groups):
        found += _more(first, match.start("more"), more)
        found[0] = replace(first, end=match.start("more"))
    end, year = match.end(), parts.year
    while follow := rule("number.follows").match(text, end):
        year = int(follow["year"] or year)
        if not EARLIEST <= year <= _LATEST:
            break
        number = _made(parts.prefix, year, _plain(follow["sequence"]))
        begin = follow.start("year") - 1 if follow["year"] else follow.start("sequence")
        sure = min(first.confidence, rule("number.follows").confidence)
        found.append(NumberMatch(number, begin, follow.end(), "number.follows", sure))
        end = follow.end()
    return found


def _more_orders(text: str, first: NumberMatch) -> list[NumberMatch]:
    """The announcements that share the body of the first: 公告2011年第14号、2012年第73号, and its
    year: 公告第14号和第15号."""
    found: list[NumberMatch] = []
    prefix, year, end = first.number.parts.prefix, first.number.parts.year, first.end
    while follow := rule("number.follows_order").match(text, end):
        year, sequence = int(follow["year"]) if follow["year"] else year, _plain(follow["sequence"])
        if year is not None and not EARLIEST <= year <= _LATEST:
            break
        parts = NumberParts(prefix, year, sequence, "order")
        number = DocumentNumber(f"{prefix}{f'{year}年' if year else ''}第{sequence}号", parts)
        sure = min(first.confidence, rule("number.follows_order").confidence)
        begin = follow.start("year") if follow["year"] else follow.start("sequence") - 1
        found.append(NumberMatch(number, begin, follow.end(), "number.follows_order", sure))
        end = follow.end()
    return found


def _more(first: NumberMatch, at: int, more: str) -> list[NumberMatch]:
    parts = first.number.parts
    found: list[NumberMatch] = []
    for item in re.finditer("[0-9]{1,5}", more):
        number = _made(parts.prefix, parts.year, _plain(item[0]))
        start, end = (at + place for place in item.span())
        found.append(replace(first, number=number, start=start, end=end, candidates=()))
    if found:
        found[-1] = replace(found[-1], end=at + len(more) + 1)
    return found


def _number(name: str, match: re.Match[str], prefix: str) -> DocumentNumber | None:
    groups = match.groupdict()
    printed = first_of(groups, ("year", "year_right", "year_plain", "year_ahead"))
    year = year_of(printed) if printed else None
    if printed and (year is None or not EARLIEST <= year <= _LATEST):
        return None
    if name in ("number.year_first", *_YEARLESS) and _NO_DOCUMENT.search(prefix):
        return None
    if name == "number.year_within" and not _is_stem(prefix, groups["branch"] or ""):
        return None
    keys = ("sequence", "bracketed", "bare", "bare_state", "bare_ministry")
    sequence = first_of(groups, keys) or arabic(groups.get("counted") or "")
    if part := part_of(groups):
        sequence = f"{sequence}{part}"
    return _normal(name, prefix, printed, year, sequence, groups)


def _is_stem(prefix: str, branch: str) -> bool:
    """Whether what stands before 〔2000〕商字295号 can be its first part: no word of the sentence,
    no body (后勤部〔1998〕后财字第12号 has its year ahead), and the rest no court's."""
    if _COURT.search(branch) or prefix.endswith(_BODY_ENDS):
        return False
    return not any(prefix.endswith(word) for word in words("before_number"))


def _normal(
    name: str,
    prefix: str,
    printed: str | None,
    year: int | None,
    sequence: str,
    groups: dict[str, str | None],
) -> DocumentNumber:
    """The number with 〔〕 and without zeros in front; 第 and the words stay as printed."""
    ordinal = groups.get("ordinal") or ""
    form: Form = "bracketed"
    shown = printed if printed and len(printed) == 2 else str(year)
    if name == "number.series_order":
        named = groups.get("session") or groups.get("session_plain")
        session = f"〔{named}〕" if named else ""
        form, text = "order", f"{prefix}{session}第{sequence}号"
    elif name == "number.order_behind":
        prefix = f"{prefix}{groups['word']}"
        form, text = "order", f"{prefix}第{sequence}号"
    elif name == "number.year_ahead_order":
        prefix = f"{prefix}{groups['word'] or groups['word_ahead']}"
        form, text = "order", f"{prefix}{printed}年第{sequence}号"
    elif name == "number.year_within":
        text = f"{prefix}〔{shown}〕{groups['branch']}{ordinal}{_plain(sequence)}号"
    elif name in (*_YEARED, "number.year_ahead_bare") and groups.get("year_plain"):
        form, text = "order", f"{prefix}{printed}年第{sequence}号"
    elif name in _YEARLESS:
        form, text = "yearless", f"{prefix}{ordinal}{_plain(sequence)}号"
    elif name in ("number.year_first", "number.year_bare_first"):
        text = f"〔{shown}〕{prefix}{ordinal}{_plain(sequence)}号"
    else:
        form = "order" if name in _YEARED else "bracketed"
        text = f"{prefix}〔{shown}〕{ordinal}{_plain(sequence)}号"
    return DocumentNumber(text, NumberParts(prefix, year, sequence, form))


def _plain(sequence: str) -> str:
    return sequence.lstrip("0") or sequence
