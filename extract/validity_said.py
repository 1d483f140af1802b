"""What one sentence says of time: a start, an end, a term, an event, that it lapses by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rulebook import rule
from .validity_dates import next_such_day, read_point, read_term
from .validity_start import read_measures, read_starts
from .validity_statement import Context, Said, is_tentative
from .validity_subject import Subject, speaks_of_another, subject_of

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Iterator

_LONGEST = 1200
"""Characters beyond which what stands between two full stops is no sentence."""


def read_said(sentence: str, context: Context) -> list[Said]:
    """The statements of a sentence, in order; none of what is too long to be one."""
    if len(sentence) > _LONGEST:
        return []
    if not context.headed and not rule("validity.cue").search(sentence):
        return []
    found = [
        *read_starts(sentence, context),
        *_ends(sentence, context),
        *_terms(sentence, context),
        *_lapses(sentence, context),
        *_events(sentence, context),
    ]
    kept = [said for said in found if not _is_quoted(sentence, said.span[0])]
    if not any(said.kind == "start" for said in kept):
        kept += read_measures(sentence, context)
    return kept


def _is_quoted(sentence: str, at: int) -> bool:
    return sentence.rfind("“", 0, at) > sentence.rfind("”", 0, at)


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
    groups = match.groupdict()
    point = read_point(groups["day"] or groups["before"], near)
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
        tentative=is_tentative(sentence),
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
            tentative=is_tentative(sentence),
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
        words = match["during"] or match["till"] or match["over"] or match["waiting"]
        subject = subject_of(sentence, match.start(), context.names)
        if match["during"] or match["wait"]:
            another = match["wait"] and speaks_of_another(
                sentence, match.start("waiting"), context.names
            )
            subject = Subject("other" if another else "open")
        sure = rule(name).confidence
        yield Said("event", subject, match.span(), name, sure, event=words.removeprefix("在"))
