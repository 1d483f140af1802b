"""How a sentence words a start: 自印发之日起施行, 自X起执行, A至B, 从X起恢复…."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .dates import find_dates
from .rulebook import rule
from .validity_dates import next_such_day, read_point, read_term
from .validity_statement import ENDS_OWN, Anchor, Context, Said, is_tentative
from .validity_subject import Subject, subject_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from .circular import Term

_PERIOD_LEAD = re.compile(
    r"(?:有效|执行|施行|实施|试行|政策|适用)(?:期限?|时间|期间|时限|日期)(?:暂定|限)?(?:为|是|：|自|从|自从)*$"
)
_BY_HEADING = 0.9
_BY_ANOTHER = 0.85
"""Of a day from which another document is carried out: 自2020年7月1日起执行《…》规定的标准."""
_LEAD_IN = 12
"""Characters before a span of time that is all a headed clause says."""
_ISSUE_WORD = re.compile("印发|下发|下达|下文|制发|发文|发出|签发|行文")
_RECEIVED = re.compile("文到|到文|收文|接文")
_DATED = re.compile("[年月.-]")
_NAMED_DAY = re.compile("(?:日期|时间)[为是定]")
_TERM = re.compile("(?:有效|试行|暂行|执行|施行|实施|适用)期")
_COMMA = re.compile("，")
_PURPOSE = re.compile("(?:为|经)[^，。；《》]{2,40}，(?:现?决定，?)?")
"""What stands before a measure and its span of time: 为支持供水，自A至B，…."""
_ENDS_OTHERS = re.compile(
    "(?:起|后)，?(?:[^。；]*(?:》|号)[^。；]*|(?:将|对|把)?(?:下列|以下|上述|附件)[^，。；]{0,30}|一律|均|都|全部|相应|同时|即行)?"
    "(?:予以|宣布)?(?:停止执行|废止|失效|不再执行|不再适用|停止施行|停止实施|暂停执行|恢复执行|作废)|"
    "(?:起|后)，?(?:一律|均|全部|统一|相应)?(?:暂停|暂缓|暂不|中止|恢复|继续)(?:执行|实施|施行|适用)[^，。；]{0,24}(?:《|〕[0-9]{1,5}号)"
)
"""What ends or rests from a day is another document: no start of this one."""
_RESTS = re.compile(
    "[^，。；]*(?:》|号)[^，。；]*(?:暂停|暂缓|暂不|中止|停止|不再|恢复|继续)(?:执行|实施|施行|适用)|"
    "(?:一律|均|全部|统一|相应)?(?:暂停|暂缓|暂不|中止|停止|不再|恢复|继续)(?:执行|实施|施行|适用)[^，。；]{0,24}(?:《|〕[0-9]{1,5}号)"
)
"""Behind a span of time: another document rests or goes on in it."""
_OWN_MEASURE = re.compile(
    "，(?!(?:其余|其他|其它|原|仍|继续|恢复|具体|另|但|由此|有关|相关|过去|此前|以|不[再得]?作为)[^，。；]*)[^，。；《》号]{6,}"
)
"""Behind the end of another document: what the clause itself orders from the same day."""


def read_starts(sentence: str, context: Context) -> Iterator[Said]:
    """Every start a sentence names; a measure's only where it names none of the text."""
    after = list(rule("validity.start_after").finditer(sentence)) if "后" in sentence else []
    found = [
        *_periods(sentence, context),
        *_spans(sentence, context),
        *_delayed(sentence, after, context),
        *_on_issue(sentence, after, context),
        *_stated(sentence, context),
        *_started_measures(sentence, context),
        *_now(sentence),
    ]
    if context.headed and not found:
        found += _headed(sentence)
    return iter(found)


def _delayed(sentence: str, after: Sequence[re.Match[str]], context: Context) -> Iterator[Said]:
    """自公布之日起30日后施行."""
    for match in after:
        delay = read_term(match["count"], match["unit"])
        if delay is not None and "工作日" not in match["unit"]:
            anchor = _anchor(match["anchor"])
            yield _start(
                sentence, match, "validity.start_after", context, anchor=anchor, delay=delay
            )


def _on_issue(sentence: str, after: Sequence[re.Match[str]], context: Context) -> Iterator[Said]:
    """自印发之日起施行, 即日起执行."""
    name = "validity.start_issue"
    for match in rule(name).finditer(sentence) if "日" in sentence else ():
        if not any(m.start() <= match.start() < m.end() for m in after):
            yield _start(sentence, match, name, context, anchor=_anchor(match["anchor"]))


def _stated(sentence: str, context: Context) -> Iterator[Said]:
    """自2020年7月1日起施行, 施行日期为2020年7月1日."""
    names = ["validity.start_open"]
    names += ["validity.start_named"] if _NAMED_DAY.search(sentence) else []
    for name, match in ((n, found) for n in names for found in rule(n).finditer(sentence)):
        if (point := next_such_day(match["day"], context.issued)) is not None:
            yield _start(sentence, match, name, context, day=point[0])
    yield from _back_to(sentence, context)
    name = "validity.start_stated"
    for match in rule(name).finditer(sentence) if _DATED.search(sentence) else ():
        if not (match["from"] or "起" in match[0] or "始" in match[0]):
            continue
        point = next_such_day(match["day"], context.issued)
        if point is not None and not _ends_before(sentence, match.start()):
            yield _start(sentence, match, name, context, day=point[0])


def _back_to(sentence: str, context: Context) -> Iterator[Said]:
    """追溯到2020年1月1日起执行: what is traced back is a force, no duty or fault."""
    name = "validity.start_back"
    for match in rule(name).finditer(sentence):
        point = read_point(match["day"], context.issued)
        said = not sentence.startswith("的", match.end())  # …起生效的合同
        if said and point is not None and (match["act"] or match["done"]):
            yield _start(sentence, match, name, context, day=point[0])


def _started_measures(sentence: str, context: Context) -> Iterator[Said]:
    """补助从今年一月一日起计算: the start of what the sentence names, of the text only where its
    term is counted from that day."""
    name = "validity.start_measure"
    for match in rule(name).finditer(sentence) if "起" in sentence else ():
        point = next_such_day(match["day"], context.issued)
        if point is not None:
            said = _start(sentence, match, name, context, day=point[0])
            counted = "算" in match["act"] and _TERM.search(sentence)
            if said.subject.kind in ("matter", "thing") or counted:
                yield said


def _now(sentence: str) -> Iterator[Said]:
    """现予公布施行."""
    name = "validity.start_now"
    if match := rule(name).search(sentence):
        sure = rule(name).confidence
        yield Said("start", Subject("order"), match.span(), name, sure, anchor="publish")


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
        yield Said("end", subject, span, name, sure, day=last[1], tentative=is_tentative(sentence))


def _spans(sentence: str, context: Context) -> Iterator[Said]:
    """自发布之日起至B有效: a start on issue and an end in one."""
    name = "validity.issue_until"
    for match in rule(name).finditer(sentence) if "起" in sentence else ():
        subject = subject_of(sentence, match.start(), context.names)
        last = read_point(match["day"], context.issued)
        own = subject.kind in ENDS_OWN or match["act"]
        if last is None or not own:
            continue
        sure, span = rule(name).confidence, match.span()
        yield Said("start", subject, span, name, sure, anchor=_anchor(match["anchor"]))
        yield Said("end", subject, span, name, sure, day=last[1], tentative=is_tentative(sentence))


def _headed(sentence: str) -> Iterator[Said]:
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
    anchor: Anchor | None = None,
    delay: Term | None = None,
) -> Said:
    subject = subject_of(sentence, match.start(), context.names)
    own = anchor and re.match(r"[自从于]?(?:本|此|该)", match[0])
    if subject.kind in ("open", "thing") and rule("validity.self_behind").match(
        sentence, match.end()
    ):
        subject = Subject("self")
    if subject.kind == "open" and sentence.startswith("《", match.end()):
        return Said("measure", subject, match.span(), name, _BY_ANOTHER, day, anchor, delay)
    if own and subject.kind == "open":
        subject = Subject("self")
    return Said("start", subject, match.span(), name, rule(name).confidence, day, anchor, delay)


def _anchor(words: str) -> Anchor:
    if _RECEIVED.search(words):
        return "receipt"
    return "print" if _ISSUE_WORD.search(words) else "publish"


def read_measures(sentence: str, context: Context) -> Iterator[Said]:
    """从8月19日起，…: what is ordered starts on a day, or holds for a span of time."""
    name = "validity.measure_period"
    led = _PURPOSE.match(sentence)
    if (period := rule(name).match(sentence[led.end() if led else 0 :])) is not None:
        first = next_such_day(period["first"], context.issued)
        last = read_point(period["last"], first[0] if first else None)
        if _RESTS.match(sentence, (led.end() if led else 0) + period.end()):
            return
        if first and last and first[0] <= last[1]:
            sure, open_ = rule(name).confidence, Subject("open")
            at = led.end() if led else 0
            span = (at + period.start(), at + period.end())
            yield Said("measure", open_, span, name, sure, day=first[0])
            yield Said("until", open_, span, name, sure, day=last[1])
        return
    name = "validity.measure"
    other = _ENDS_OTHERS.search(sentence)
    if other and not _OWN_MEASURE.match(sentence, other.end()):
        return
    starts = [0, *(comma.end() for comma in _COMMA.finditer(sentence))]
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
