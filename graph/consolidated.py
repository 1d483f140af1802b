"""The text of a day: every clause as it reads then, what changed it, what of it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..extract.clauses import walk
from .parts import Subject, clause_named, trees
from .status import judge
from .versions import added_by, version

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from ..extract.circular import Circular
    from .textual import Kind
    from .verdict import Status
    from .view import View


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as it reads on a day: `carried` is the title of the carried text it stands in (null:
    the circular itself), `text` null where it was struck out. `by`: ids of the circulars that made
    it read so, `unapplied` of those whose changes do not fit its words."""

    carried: str | None
    clause: str
    heading: str | None
    text: str | None
    status: Status
    by: tuple[str, ...] = ()
    unapplied: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The clause as it is asked for: 第三条, 办法:第三条."""
        return f"{self.carried}:{self.clause}" if self.carried else self.clause


@dataclass(frozen=True, slots=True)
class TextDiff:
    """A clause that reads differently on two days: `before`, `after` null where it has no words
    then; `by`: the circulars that changed it."""

    kind: Kind
    clause: str
    before: str | None
    after: str | None
    by: tuple[str, ...]


def consolidated(view: View, id: str, on: dt.date) -> tuple[ClauseText, ...]:  # noqa: A002
    """The clauses of a circular and the texts it carries as they read on a day, in the order of the
    text; those that amendments add behind the clause they are named after. Empty where it is not
    held, or was not known yet."""
    circular = view.circular(id)
    if circular is None:
        return ()
    found: list[ClauseText] = []
    for title in (None, *(text.title for text in circular.carried)):
        own = [clause.id for clause in walk(trees(circular, title))]
        for clause in _with_added(own, _added(view, circular, id, title)):
            read = _read(view, Subject(id, title, clause), on, circular)
            if read.text is not None or read.by or clause in own:
                found.append(read)
    return tuple(found)


def _added(view: View, circular: Circular, id_: str, title: str | None) -> Iterator[str]:
    """The clauses that amendments add and the text itself does not have."""
    tree = trees(circular, title)
    for effect in view.effects(id_, frozenset({"amends"})):
        for part in effect.clauses if effect.text in (None, title) else ():
            lacks = clause_named(tree, part) is None
            if lacks and added_by(view, Subject(id_, title, part)):
                yield part


def _with_added(own: Sequence[str], added: Iterator[str]) -> list[str]:
    clauses = list(own)
    for part in dict.fromkeys(added):
        base = part.partition("之")[0]
        at = max((i for i, one in enumerate(clauses) if one.startswith(base)), default=None)
        clauses.insert(len(clauses) if at is None else at + 1, part)
    return clauses


def _read(view: View, subject: Subject, on: dt.date, circular: Circular) -> ClauseText:
    assert subject.clause
    clause = clause_named(trees(circular, subject.text), subject.clause)
    read = version(view, subject, on)
    return ClauseText(
        subject.text,
        subject.clause,
        clause.heading if clause else None,
        read.text,
        judge(view, subject, on).status,
        tuple(dict.fromkeys(effect.by for effect in read.by)),
        tuple(dict.fromkeys(effect.by for effect in read.unapplied)),
    )


def text_diff(
    view: View,
    id: str,  # noqa: A002
    days: tuple[dt.date, dt.date],
) -> tuple[TextDiff, ...]:
    """The clauses of a circular that read differently on two days, in the order of the later."""
    sides = [{one.name: one for one in consolidated(view, id, day)} for day in days]
    found = []
    for name in dict.fromkeys((*sides[1], *sides[0])):
        old, new = sides[0].get(name), sides[1].get(name)
        before, after = old.text if old else None, new.text if new else None
        if before != after:
            kind: Kind = "added" if before is None else "left_out" if after is None else "changed"
            by = [one for side in (new, old) if side for one in side.by]
            found.append(TextDiff(kind, name, before, after, tuple(dict.fromkeys(by))))
    return tuple(found)
