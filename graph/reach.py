"""How an effect meets what is asked: the whole of it, a part, a matter inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..extract.clauses import walk
from .names import bare
from .parts import clause_named, covers, issued_texts, trees
from .savings import spared

if TYPE_CHECKING:
    import datetime as dt

    from ..extract.circular import Circular
    from .effects import Effect
    from .parts import Subject
    from .view import View

_CONFLICTING = re.compile("不一致|不符|抵触|相冲突")


def reaches(view: View, effect: Effect, subject: Subject) -> str:
    """How an effect meets a subject: `whole`, `part` (of it), `inside` (a matter in it), or ""."""
    circular = view.circular(subject.id)
    if effect.text and subject.text and effect.text != subject.text:
        return ""
    if effect.text and not subject.text and circular and not _is_all(circular, effect.text):
        return "part" if subject.clause is None else ""
    if effect.clauses:
        return _by_clauses(effect, subject)
    if effect.besides:
        if subject.clause is None:
            return "part"
        return "" if any(covers(part, subject.clause) for part in effect.besides) else "whole"
    if effect.partial and effect.scope:
        return _by_scope(effect, subject, circular)
    return "whole"


def _is_all(circular: Circular, text: str) -> bool:
    """Whether a text is all that a circular issues."""
    issued = issued_texts(circular)
    attached = text in [t.title for t in circular.carried if t.attachment is not None]
    return len(issued) <= 1 and not attached


def _by_clauses(effect: Effect, subject: Subject) -> str:
    if subject.clause is None:
        return "part"
    for part in effect.clauses:
        if covers(part, subject.clause):
            return "inside" if effect.inside else "whole"
        if covers(subject.clause, part):
            return "part"
    return ""


def _by_scope(effect: Effect, subject: Subject, circular: Circular | None) -> str:
    """A matter without a clause: of the whole a part; of a clause only where it speaks of it."""
    if subject.clause is None:
        return "part"
    if _CONFLICTING.search(effect.scope or ""):
        return "override"
    clause = clause_named(trees(circular, subject.text), subject.clause) if circular else None
    wanted = bare(effect.scope or "")
    if clause is None:
        return ""
    if clause.heading and wanted in bare(clause.heading):
        return "whole"
    words = bare("".join(one.text for one in walk((clause,))))
    return "inside" if wanted in words else ""


def meeting(
    view: View, subject: Subject, on: dt.date, relations: frozenset[str], *how: str
) -> list[tuple[dt.date, Effect]]:
    """The effects in force by a day that meet a subject so, in the order of their days."""
    found = []
    for effect in view.effects(subject.id, relations):
        day = view.day(effect)
        if day is None or day > on or spared(view, effect, day):
            continue
        if reaches(view, effect, subject) in how:
            found.append((day, effect))
    return sorted(found, key=lambda item: (item[0], item[1].by, item[1].key))
