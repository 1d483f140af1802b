"""What one sentence says of time: a start, an end, a term, an event, that it lapses by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .dates import find_dates
from .rulebook import rule
from .validity_dates import next_such_day, read_point, read_term
from .validity_subject import Names, Subject, subject_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from .circular import Term

_PERIOD_LEAD = re.compile(
    r"(?:有效|执行|施行|实施|试行|政策|适用)(?:期限?|时间|期间|时限|日期)(?:暂定|限)?(?:为|是|：|自|从|自从)*$"
)
_BY_HEADING = 0.9
_LEAD_IN = 12
"""Characters before a span of time that is all a headed clause says."""
_QUOTED = re.compile("“[^”]*$")
_ISSUE_WORD = re.compile("印发|下发|制发|发文|发出|签发|行文")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a sentence: `span` is where its words stand in the sentence.

    `kind` start with `day` (stated) or `anchor` (the day of issue: "print" for 印发,
    "publish" for 公布 and 即日), `delay` behind it; end with `day`; term; event; lapses.
    """

    kind: Literal["start", "end", "term", "event", "lapses", "measure", "until"]
    subject: Subject
    span: tuple[int, int]
    rule: str
    confidence: float
    day: dt.date | None = None
    anchor: Literal["print", "publish"] | None = None
    delay: Term | None = None
    term: Term | None = None
    event: str | None = None
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence is read by: the day of issue, the titles of the text, and whether the
    heading above names its time."""

    issued: dt.date | None
    names: Names
    headed: bool = False


def read_said(sentence: str, context: Context) -> list[Said]:
    """The statements of a sentence, in order."""
    if not context.headed and not rule("validity.cue").search(sentence):
        return []
    found = [
        *_spans(sentence, context),
        *_periods(sentence, context),
        *_starts(sentence, context),
        *_ends(sentence, context),
        *_terms(sentence, context),
        *_lapses(sentence, context),
        *_events(sentence, context),
    ]
    kept = [said for said in found if not _QUOTED.search(sentence[: said.span[0]])]
    if not any(said.kind == "start" for said in kept):
        kept += _measures(sentence, context)
    return kept


def _periods(sentence: str, context: Context) -> Iterator[Said]:
    """执行期限A至B: a start and an end in one."""
    if not any(mark in sentence for mark in "至到—-－~"):
        return
    name = "validity.period"
    for match in rule(name).finditer(sentence):
        before = sentence[: match.start()]
        lead = _PERIOD_LEAD.search(before)
        dated = re.search(r"[自从于]$", before) is not None
        timed = dated and (match["act"] or "效期" in before or "行期" in before)
        said = lead or timed or (context.headed and len(before) <= _LEAD_IN)
        if not said:
            continue
        first = next_such_day(match["first"], context.issued)
        last = read_point(match["last"], first[0] if first else context.issued)
        if first is None or last is None or last[1] < first[0]:
            continue
        at = lead.start() if lead else match.start()
        subject = subject_of(sentence, at, context.names)
        if context.headed and subject.kind in ("other", "matter", "open"):
            subject = Subject("self")
        sure = rule(name).confidence
        span = at, match.end()
        yield Said("start", subject, span, name, sure, day=first[0])
        yield Said("end", subject, span, name, sure, day=last[1], tentative=_tentative(sentence))


def _spans(sentence: str, context: Context) -> Iterator[Said]:
    """自发布之日起至B有效: a start on issue and an end in one."""
    name = "validity.issue_until"
    for match in rule(name).finditer(sentence) if "起" in sentence else ():
        subject = subject_of(sentence, match.start(), context.names)
        last = read_point(match["day"], context.issued)
        own = subject.kind in ("self", "order", "carried") or match["act"]
        if last is None or not own:
            continue
        sure, span = rule(name).confidence, match.span()
        yield Said("start", subject, span, name, sure, anchor=_anchor(match["anchor"]))
        yield Said("end", subject, span, name, sure, day=last[1], tentative=_tentative(sentence))


def _starts(sentence: str, context: Context) -> Iterator[Said]:
    name = "validity.start_after"
    after = [m for m in rule(name).finditer(sentence)] if "后" in sentence else []
    for match in after:
        delay = read_term(match["count"], match["unit"])
        if delay is not None and "工作日" not in match["unit"]:
            yield _start(sentence, match, name, context, anchor=_anchor(match["anchor"]), delay=delay)
    name = "validity.start_issue"
    for match in rule(name).finditer(sentence) if "日" in sentence else ():
        if not any(m.start() <= match.start() < m.end() for m in after):
            yield _start(sentence, match, name, context, anchor=_anchor(match["anchor"]))
    name = "validity.start_stated"
    for match in rule(name).finditer(sentence) if re.search("[年月.-]", sentence) else ():
        if not (match["from"] or "起" in match[0] or "始" in match[0]):
            continue
        point = next_such_day(match["day"], context.issued)
        if point is not None and not _ends_before(sentence, match.start()):
            day = point[0]
            yield _start(sentence, match, name, context, day=day)
    if context.headed and not (after or "行" in sentence):
        yield from _headed(sentence, context)
    name = "validity.start_now"
    if match := rule(name).search(sentence):
        yield Said("start", Subject("order"), match.span(), name, rule(name).confidence, anchor="publish")


def _headed(sentence: str, context: Context) -> Iterator[Said]:
    """A day alone under a heading that names the time: 执行时间：2020年7月1日起."""
    dates = find_dates(sentence)
    if len(dates) == 1 and re.match("起|开始|$", sentence[dates[0].end :]):
        span = dates[0].start, dates[0].end
        name = "validity.heading"
        yield Said("start", Subject("self"), span, name, _BY_HEADING, day=dates[0].date)


def _ends_before(sentence: str, at: int) -> bool:
    """Whether the day found is the last of a span (至2020年6月30日执行)."""
    return sentence[max(at - 1, 0) : at] in ("至", "到", "—", "-")


def _start(
    sentence: str,
    match: re.Match[str],
    name: str,
    context: Context,
    *,
    day: dt.date | None = None,
    anchor: Literal["print", "publish"] | None = None,
    delay: Term | None = None,
) -> Said:
    subject = subject_of(sentence, match.start(), context.names)
    if anchor and re.match(r"[自从于]?(?:本|此|该)", match[0]) and subject.kind == "open":
        subject = Subject("self")
    return Said(
        "start", subject, match.span(), name, rule(name).confidence, day, anchor, delay
    )


def _anchor(words: str) -> Literal["print", "publish"]:
    return "print" if _ISSUE_WORD.search(words) else "publish"


def _ends(sentence: str, context: Context) -> Iterator[Said]:
    for name in ("validity.until", "validity.till", "validity.ends_from"):
        for match in rule(name).finditer(sentence):
            said = _end(sentence, match, name, context)
            if said is not None:
                yield said


def _end(sentence: str, match: re.Match[str], name: str, context: Context) -> Said | None:
    started = None
    if found := list(rule("validity.start_stated").finditer(sentence[: match.start()])):
        started = next_such_day(found[-1]["day"], context.issued)
    near = started[0] if started else context.issued
    point = read_point(match["day"], near)
    if point is None:
        return None
    subject = subject_of(sentence, match.start(), context.names)
    day = point[1]
    if name == "validity.ends_from":
        if subject.kind not in ("self", "carried") and not match["how"]:
            return None
        if match["since"] in ("起", "之日起"):
            day = _day_before(point[0])
    if name == "validity.till" and subject.kind not in ("self", "order", "carried", "matter"):
        return None
    return Said(
        "end", subject, match.span(), name, rule(name).confidence, day,
        tentative=_tentative(sentence),
    )  # fmt: skip


def _day_before(day: dt.date) -> dt.date:
    return day.fromordinal(day.toordinal() - 1)


def _terms(sentence: str, context: Context) -> Iterator[Said]:
    name = "validity.term"
    for match in rule(name).finditer(sentence):
        term = read_term(match["count"], match["unit"])
        if term is None:
            continue
        subject = subject_of(sentence, match.start(), context.names)
        if context.headed and subject.kind == "open":
            subject = Subject("self")
        yield Said(
            "term", subject, match.span(), name, rule(name).confidence, term=term,
            tentative=_tentative(sentence),
        )  # fmt: skip


def _lapses(sentence: str, context: Context) -> Iterator[Said]:
    name = "validity.lapses"
    if "失效" not in sentence and "废止" not in sentence and "止" not in sentence:
        return
    for match in rule(name).finditer(sentence):
        subject = subject_of(sentence, match.start(), context.names)
        yield Said("lapses", subject, match.span(), name, rule(name).confidence)


def _events(sentence: str, context: Context) -> Iterator[Said]:
    name = "validity.event"
    for match in rule(name).finditer(sentence):
        words = match["during"] or match["till"] or match["over"] or match["wait"]
        subject = subject_of(sentence, match.start(), context.names)
        if match["during"]:
            subject = Subject("open")
        elif match["wait"] and subject.kind in ("other", "matter"):
            subject = Subject("open")
        sure = rule(name).confidence
        yield Said("event", subject, match.span(), name, sure, event=words.removeprefix("在"))


def _measures(sentence: str, context: Context) -> Iterator[Said]:
    """从8月19日起，…: what is ordered starts on a day, or holds for a span of time."""
    name = "validity.measure_period"
    if match := rule(name).match(sentence):
        first = next_such_day(match["first"], context.issued)
        last = read_point(match["last"], first[0] if first else None)
        if first and last and first[0] <= last[1]:
            sure, open_ = rule(name).confidence, Subject("open")
            yield Said("measure", open_, match.span(), name, sure, day=first[0])
            yield Said("until", open_, match.span(), name, sure, day=last[1])
        return
    name = "validity.measure"
    starts = [0, *(i + 1 for i, char in enumerate(sentence) if char == "，")]
    for at in starts:
        if at and "决定" not in sentence[at : at + 20]:
            continue
        match = rule(name).match(sentence[at:])
        if match is None:
            continue
        span, sure = (at + match.start(), at + match.end()), rule(name).confidence
        if match["anchor"]:
            anchor = _anchor(match["anchor"])
            yield Said("measure", Subject("open"), span, name, sure, anchor=anchor)
        elif point := next_such_day(match["day"], context.issued):
            yield Said("measure", Subject("open"), span, name, sure, day=point[0])
        return


def _tentative(sentence: str) -> bool:
    return rule("validity.tentative").search(sentence) is not None
