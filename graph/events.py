"""Events that end a document or clause without a day: 疫情防控期间, 另行通知."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..extract.clauses import walk
from .parts import Subject, covers, trees

if TYPE_CHECKING:
    from ..extract.circular import Circular, Evidence, Validity
    from .view import View


def open_events(
    view: View, subject: Subject, circular: Circular
) -> list[tuple[str, tuple[Evidence, ...]]]:
    """The events named of a document, of the clause and of those above and below it, each once
    with the words that name it: of a clause in the order of the text, then of the document."""
    whole = [circular.validity, *(t.validity for t in circular.carried if t.title == subject.text)]
    below = [
        clause.validity
        for clause in walk(trees(circular, subject.text))
        if subject.clause is None or covers(subject.clause, clause.id)
    ]
    nearest = sorted((*view.validities_of(subject), *below), key=_place) if subject.clause else []
    found: dict[str, tuple[Evidence, ...]] = {}
    for validity in (*nearest, *whole, *below):
        if validity and validity.until_event:
            found.setdefault(validity.until_event, validity.evidence)
    return list(found.items())


def _place(validity: Validity | None) -> int:
    """Where in the text a validity is said; what has no place comes last."""
    spans = [e.span[0] for e in validity.evidence if e.span] if validity else []
    return min(spans, default=sys.maxsize)
