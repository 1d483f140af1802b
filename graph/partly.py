"""What of a document has ended while the rest of it stands: clauses, matters, terms of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..extract.clauses import walk
from .links import ENDS
from .parts import Subject, covers, issued_texts, trees
from .proof import show_start
from .reach import meeting
from .view import Start

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from .effects import Effect
    from .verdict import Status, Step
    from .view import View

_ENDED = frozenset({"repealed", "annulled", "lapsed", "ceased", "term_over_unchecked"})


def joined(statuses: Sequence[Status]) -> Status | None:
    """The status of a carrier by those of the several texts it carries; null where all stand.

    >>> joined(["repealed", "in_force"]), joined(["lapsed", "lapsed"]), joined(["in_force"] * 2)
    ('partly_in_force', 'lapsed', None)
    """
    ended = [one for one in statuses if one in _ENDED]
    if len(ended) < len(statuses):
        if all(one == "not_yet" for one in statuses):
            return "not_yet"
        return "partly_in_force" if ended else None
    unsure = "term_over_unchecked"
    return unsure if unsure in ended else ended[-1]


def parts_ended(view: View, subject: Subject, on: dt.date) -> list[tuple[dt.date, Effect]]:
    """What ended parts of it by that day and was not taken up again, with them or the whole."""
    resumed = meeting(view, subject, on, frozenset({"resumes"}), "whole", "part", "inside")
    return [
        (day, effect)
        for day, effect in meeting(view, subject, on, ENDS, "part", "inside")
        if effect.relation != "ceases"
        or not any(later > day and _takes_up(again, effect) for later, again in resumed)
    ]


def _takes_up(again: Effect, ceased: Effect) -> bool:
    """Whether what is resumed holds every clause that was stopped."""
    return not again.clauses or all(
        any(covers(part, one) for part in again.clauses) for one in ceased.clauses
    )


def clause_terms_over(view: View, subject: Subject, on: dt.date) -> Iterator[Step]:
    """The words of terms of clauses below a subject that are over."""
    circular = view.circular(subject.id)
    if circular is None:
        return
    texts: list[str | None] = [subject.text] if subject.text else [None]
    issued = issued_texts(circular)
    if subject.text is None and len(issued) == 1:
        texts.append(issued[0].title)
    for text in texts:
        for clause in walk(trees(circular, text)):
            below = subject.clause is None or (
                clause.id != subject.clause and covers(subject.clause, clause.id)
            )
            validity = clause.validity
            if below and validity and validity.expires_on and validity.expires_on < on:
                start = Start(validity.expires_on, assumed=False, said=validity.evidence)
                yield from show_start(view, Subject(subject.id, text, clause.id), start, "term")
    whole = circular.validity
    over = whole.expires_on if whole and whole.partial and subject.clause is None else None
    if whole and over and over < on:
        start = Start(over, assumed=False, said=whole.evidence)
        yield from show_start(view, subject, start, "term")
