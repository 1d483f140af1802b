"""The status of a document or clause on a day, by the rules of relations.md.

`judge` decides and keeps what it decided by; `graph.answer` dresses that as a verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .days import numbered_year
from .events import open_events
from .links import ENDS
from .partly import clause_terms_over, joined, parts_ended
from .parts import Subject, clause_named, is_draft, issued_texts, trees
from .proof import show_effect, show_event, show_period, show_start, step, unique
from .reach import meeting, reaches
from .told import announced, confirmed
from .view import Start, View
from .words import quote_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..extract.circular import Circular
    from .effects import Effect
    from .verdict import Status, Step
    from .view import Period

_ENDED: dict[str, Status] = {
    "repeals": "repealed",
    "supersedes": "repealed",
    "annuls": "annulled",
    "declares_lapsed": "lapsed",
    "ceases": "ceased",
}
_FORCE = {"annuls": 4, "repeals": 3, "declares_lapsed": 2, "supersedes": 1, "ceases": 0}
GONE = frozenset({"repealed", "annulled", "lapsed", "ceased"})


@dataclass(slots=True)
class Judged:
    """A status with what it rests on: effects used, proof, warnings as (code, about, text)."""

    status: Status
    steps: list[Step] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    amended: bool = False
    warnings: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    period: Period | None = None
    partial: bool = False


def judge(view: View, subject: Subject, on: dt.date) -> Judged:
    """The status of a subject on a day, with its proof."""
    circular = view.circular(subject.id)
    if circular and (draft := _draft(circular, subject)):
        return Judged("draft", [draft])
    if ended := _ended(view, subject, on):
        return ended
    if circular is None:
        return _not_held(view, subject, on)
    judged = _held(view, subject, on, circular)
    if subject.text is None and subject.clause is None and len(issued_texts(circular)) > 1:
        return _of_several(view, subject, on, circular, judged)
    return judged


def _of_several(
    view: View, subject: Subject, on: dt.date, circular: Circular, judged: Judged
) -> Judged:
    """A carrier of several texts lives as long as one of them does."""
    subjects = [Subject(subject.id, text.title) for text in issued_texts(circular)]
    texts = [judge(view, one, on) for one in subjects]
    status = joined([one.status for one in texts])
    if status is None or judged.status not in ("in_force", "partly_in_force"):
        return judged
    over = [one for one in texts if one.status not in ("in_force", "partly_in_force")]
    judged.steps = list(unique([*(s for one in over for s in one.steps), *judged.steps]))
    judged.status, judged.amended = status, judged.amended and status == "partly_in_force"
    return judged


def _draft(circular: Circular, subject: Subject) -> Step | None:
    """Of a text put out for comment: the title that says so."""
    title = circular.title
    own = title.value if title else ""
    announced = bool(issued_texts(circular)) or bool(re.search("征求.{0,40}意见的", own))
    asked = subject.text or (own if not announced else "")
    issued = issued_texts(circular)
    if (
        not subject.text
        and not subject.clause
        and issued
        and all(is_draft(t.title) for t in issued)
    ):
        asked, subject = issued[0].title, Subject(subject.id, issued[0].title)
    if not is_draft(asked):
        return None
    for text in circular.carried:
        if text.title == subject.text and text.evidence:
            quote = quote_of(text.evidence[0])
            shown = quote if is_draft(quote.text) else replace(quote, text=asked)
            return step("draft", shown, subject.id)
    evidence = title.evidence[0] if title else None
    return step("draft", quote_of(evidence), subject.id) if evidence else None


# ends


def _ended(view: View, subject: Subject, on: dt.date) -> Judged | None:
    """What ended the whole of it by that day, null where nothing did or it was taken up again."""
    found = meeting(view, subject, on, ENDS, "whole")
    resumed = [day for day, _ in meeting(view, subject, on, frozenset({"resumes"}), "whole")]
    left = [
        (day, effect)
        for day, effect in found
        if effect.relation != "ceases" or not any(later > day for later in resumed)
    ]
    if not left:
        return None
    final = [item for item in left if item[1].relation != "ceases"] or left
    day, effect = max(
        final, key=lambda item: (item[1].relation == "annuls", item[0], _FORCE[item[1].relation])
    )
    same = [other for when, other in final if when == day and other.by == effect.by]
    steps = [one for other in same for one in show_effect(view, other)]
    return Judged(_ENDED[effect.relation], list(unique(steps)), same)


# documents not held


def _not_held(view: View, subject: Subject, on: dt.date) -> Judged:
    start = view.clause_start(subject) if subject.clause else None
    start = start or view.start(Subject(subject.id, subject.text))
    if start.day and on < start.day:
        return Judged("not_yet", list(unique(show_start(view, subject, start))))
    if suspended := _suspended(view, subject, on):
        return suspended
    kept = confirmed(view, subject, on)
    periods = view.periods(subject)
    for period in periods:
        since = period.first or _shown_since(view, period)
        if period.holds(on) and since is not None and since <= on:
            judged = Judged("in_force", list(show_period(view, subject, period)), period=period)
            return _with_parts(view, subject, on, judged)
    if kept:
        judged = Judged("in_force", [s for effect in kept for s in show_effect(view, effect)], kept)
        if subject.clause is None and any(effect.besides or effect.partial for effect in kept):
            judged.status = "partly_in_force"
        return _with_parts(view, subject, on, judged)
    over = [p for p in periods if p.last is not None and p.last < on]
    if over:
        return _over(view, subject, periods, over[-1], on)
    return Judged("unknown", announced(view, subject))


def _shown_since(view: View, period: Period) -> dt.date | None:
    """The first day on which what prolongs a document shows its force, where its start is unknown."""
    days = [day for effect in period.by if (day := view.day(effect))]
    return min(days, default=None)


# documents held


def _held(view: View, subject: Subject, on: dt.date, circular: Circular) -> Judged:
    if inserted := _inserted(view, subject):
        return _of_inserted(view, subject, on, inserted)
    if struck := _struck(view, subject, on):
        return Judged("repealed", list(show_effect(view, struck)), [struck])
    start, shown = _start(view, subject)
    if start.day is None:
        return _undated(view, subject, on, circular)
    if on < start.day:
        return Judged("not_yet", list(unique(show_start(view, shown, start))))
    if over := _term(view, subject, on):
        return over
    if suspended := _suspended(view, subject, on):
        return suspended
    steps = list(show_start(view, shown, start))
    judged = Judged("in_force", steps, period=_period_on(view, subject, on))
    if start.assumed:
        judged.warnings.append(("assumed_start", None, None))
    judged.steps += _term_shown(view, subject, judged.period)
    if judged.period and judged.period.by and judged.period.last is None:
        last = judged.period.by[-1]
        judged.warnings.append(("open_end", last.by, last.quote))
    _taken_up_again(view, subject, on, judged)
    _with_parts(view, subject, on, judged)
    _amended(view, subject, on, judged)
    _with_events(view, subject, circular, judged)
    judged.steps = list(unique(judged.steps))
    return judged


def _undated(view: View, subject: Subject, on: dt.date, circular: Circular) -> Judged:
    """Of a circular without a date: by the year of its number, before and after that year only."""
    year = numbered_year(circular)
    if year is None or on.year == year:
        return Judged("unknown", warnings=[("day_not_known", subject.id, None)])
    number = circular.number
    shown = (
        [step("numbered_year", quote_of(e), subject.id) for e in number.evidence] if number else []
    )
    if on.year < year:
        return Judged("not_yet", shown)
    if suspended := _suspended(view, subject, on):
        return suspended
    judged = Judged("in_force", shown, warnings=[("day_not_known", subject.id, None)])
    _taken_up_again(view, subject, on, judged)
    _with_parts(view, subject, on, judged)
    _amended(view, subject, on, judged)
    return judged


def _start(view: View, subject: Subject) -> tuple[Start, Subject]:
    """The first day of a subject, and of what it is said: the clause's own before the document's."""
    whole = Subject(subject.id, subject.text)
    if subject.clause and (own := view.clause_start(subject)):
        return own, subject
    return view.start(whole), whole


def _inserted(view: View, subject: Subject) -> Effect | None:
    """What adds the clause asked for, where the document itself has none of that name."""
    circular = view.circular(subject.id)
    if circular is None or subject.clause is None or subject.clause.startswith("附件"):
        return None
    if clause_named(trees(circular, subject.text), subject.clause):
        return None
    from .versions import added_by

    return added_by(view, subject)


def _struck(view: View, subject: Subject, on: dt.date) -> Effect | None:
    """The amendment that struck out the clause asked for by a day."""
    if subject.clause is None or subject.clause.startswith("附件"):
        return None
    from .versions import version

    read = version(view, subject, on)
    return read.by[-1] if read.text is None and read.by else None


def _of_inserted(view: View, subject: Subject, on: dt.date, effect: Effect) -> Judged:
    day = view.day(effect)
    steps = list(unique(show_effect(view, effect)))
    if day is None:
        return Judged("unknown", steps)
    if on < day:
        return Judged("not_yet", steps, [effect])
    whole = judge(view, Subject(subject.id, subject.text), on)
    if whole.status in ("in_force", "partly_in_force"):
        return Judged("in_force", steps, [effect], period=whole.period)
    return whole


def _term(view: View, subject: Subject, on: dt.date) -> Judged | None:
    """Where the term of a clause or its document is over on a day, or it lies in a gap."""
    for validity in view.validities_of(subject) if subject.clause else ():
        if validity.expires_on and validity.expires_on < on:
            circular = view.circular(subject.id)
            assert circular
            status: Status = "lapsed" if validity.lapses == "automatic" else "term_over_unchecked"
            start = Start(validity.expires_on, assumed=False, said=validity.evidence)
            return Judged(status, list(show_start(view, subject, start, "term")))
        if validity.expires_on:
            return None
    periods = view.periods(subject)
    if not periods or any(period.holds(on) for period in periods):
        return None
    kept = confirmed(view, subject, on)
    if kept:
        return None
    over = [p for p in periods if p.last is not None and p.last < on]
    return _over(view, subject, periods, over[-1], on) if over else None


def _over(
    view: View, subject: Subject, periods: list[Period], period: Period, on: dt.date
) -> Judged:
    status: Status = "lapsed" if period.automatic else "term_over_unchecked"
    shown = _last_word(period)
    judged = Judged(status, list(show_period(view, subject, shown)), list(period.by), period=period)
    later = [p for p in periods if p.first is not None and p.first > on]
    if later:
        judged.warnings.append(("gap", subject.id, None))
        for other in later:
            judged.steps += show_period(view, subject, other)
    judged.steps = list(unique(judged.steps))
    return judged


def _last_word(period: Period) -> Period:
    """The period with the last of what prolonged it: the words that give the end that counts."""
    return replace(period, said=(), by=period.by[-1:]) if period.by else period


def _term_shown(view: View, subject: Subject, period: Period | None) -> Iterator[Step]:
    """The words of the term that is not over yet: of a clause before its document's."""
    for validity in view.validities_of(subject) if subject.clause else ():
        if validity.expires_on:
            start = Start(validity.expires_on, assumed=False, said=validity.evidence)
            yield from show_start(view, subject, start, "term")
            return
    if period and (period.last or period.by):
        yield from show_period(view, subject, period)


def _period_on(view: View, subject: Subject, on: dt.date) -> Period | None:
    return next((p for p in reversed(view.periods(subject)) if p.holds(on)), None)


def _suspended(view: View, subject: Subject, on: dt.date) -> Judged | None:
    found = meeting(view, subject, on, frozenset({"suspends"}), "whole")
    resumed = meeting(view, subject, on, frozenset({"resumes"}), "whole")
    for day, effect in reversed(found):
        if effect.until and effect.until < on:
            continue
        if any(later > day for later, _ in resumed):
            continue
        return Judged("suspended", list(unique(show_effect(view, effect))), [effect])
    return None


def _taken_up_again(view: View, subject: Subject, on: dt.date, judged: Judged) -> None:
    """Suspensions that are over, and confirmations, belong to the proof."""
    for relations in (frozenset({"suspends"}), frozenset({"resumes"}), frozenset({"confirms"})):
        for _, effect in meeting(view, subject, on, relations, "whole"):
            judged.effects.append(effect)
            judged.steps += show_effect(view, effect)
    parts = meeting(view, subject, on, frozenset({"suspends"}), "part", "inside")
    resumed = meeting(view, subject, on, frozenset({"resumes"}), "part", "inside")
    for day, effect in parts:
        again = any(later > day and other.clauses == effect.clauses for later, other in resumed)
        if not again and not (effect.until and effect.until < on):
            judged.warnings.append(("partly_suspended", "、".join(effect.clauses), effect.quote))


def _with_parts(view: View, subject: Subject, on: dt.date, judged: Judged) -> Judged:
    """The status where parts of it have ended."""
    parts = parts_ended(view, subject, on)
    for _, effect in parts:
        judged.effects.append(effect)
        judged.steps += show_effect(view, effect)
        judged.partial = True
    for step_ in clause_terms_over(view, subject, on):
        judged.steps.append(step_)
        judged.partial = True
    if judged.partial:
        judged.status = "partly_in_force"
        judged.steps = [
            *(s for _, effect in parts for s in show_effect(view, effect)),
            *judged.steps,
        ]
    judged.steps = list(unique(judged.steps))
    return judged


def _amended(view: View, subject: Subject, on: dt.date, judged: Judged) -> None:
    """Amendments in force, corrections from the document's own day."""
    for _, effect in meeting(view, subject, on, frozenset({"amends"}), "whole", "part", "inside"):
        if not effect.clauses and subject.clause is not None:
            continue
        judged.amended = True
        judged.effects.append(effect)
        if subject.clause is not None:
            judged.steps += show_effect(view, effect)
    for effect in view.effects(subject.id, frozenset({"corrects"})):
        if subject.clause and effect.clauses and reaches(view, effect, subject) != "":
            judged.effects.append(effect)
            judged.steps += show_effect(view, effect)
    judged.amended = judged.amended and judged.status in ("in_force", "partly_in_force")


def _with_events(view: View, subject: Subject, circular: Circular, judged: Judged) -> None:
    """Open events: in force till something happens of which no day is known."""
    for event, said in open_events(view, subject, circular):
        judged.events.append(event)
        judged.warnings.append(("open_event", event, None))
        judged.steps += show_event(view, subject, event, said)
