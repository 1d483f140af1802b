"""Whom a statement of time is about: the text, an article, the clauses on a matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .clauses import walk
from .validity_subject import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Clause
    from .validity_build import Told
    from .validity_statement import Said, StatementKind

_SELF = Subject("self")
CARRIED = "《》"
"""What stands for the text carried where the id of a clause is asked for."""
_SHORTEST_MATTER = 4
_AS_CLAUSE: dict[StatementKind, StatementKind] = {"measure": "start", "until": "end"}

_LEAD = re.compile(
    r"^(?:本(?:通知|办法|意见|措施|方案|规定|细则|公告|政策|文件|实施细则|实施办法)|上述|以上|有关|相关|各项|"
    r"该|此|所|其中|前述|涉及|规定|明确|确定|中|内|的|对)+"
)
_TAIL = re.compile(
    r"(?:等|的|政策|标准|措施|规定|办法|事项|工作|待遇|做法|内容|条款|机制|任务|期限)+$"
)
_POINTS_HERE = re.compile(r"^(?:上述|以上|该|此|这|其(?!中)|本[条款项]|前款|前述)")
_SHORTEST = 2
_SENTENCE = 24
"""Characters of a sentence that says no more than an end."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The clauses of a text, its own title, and whether it carries another."""

    clauses: tuple[Clause, ...]
    title: str
    carrying: bool = False


def of_clause(told: Told) -> Told:
    """A statement as one clause's own: a measure starts it; a matter beside others, or an annex
    the clause speaks of, is a part."""
    kind = _AS_CLAUSE.get(told.said.kind, told.said.kind)
    of = told.said.subject
    points = _POINTS_HERE.match(of.words or "") is not None
    apart = not told.lead or (of.words or "").startswith(("附件", "附表"))
    beside = of.kind == "matter" and kind == "start" and apart and not points
    return replace(told, said=replace(told.said, kind=kind, subject=of if beside else _SELF))


def targets_of(scope: Scope, told: Told) -> Sequence[str | None]:
    """Whom a statement is about: null for the text itself, ids of clauses, or none."""
    said, here = told.said, told.clause
    kind = said.subject.kind
    if kind == "self":
        return [_above(scope, told, here) if here is not None else None]
    if kind == "carried":
        return [CARRIED if scope.carrying else None]
    if kind == "order":
        return [None]
    if kind == "other" and said.kind == "event":  # what the clause orders of another waits with it
        return [here] if here is not None and said.event == "另行通知" else []
    if kind == "clause":
        words = said.subject.words
        return [clause.id for clause in walk(scope.clauses) if clause.label == words][:1]
    if said.kind in ("measure", "until"):
        return _of_measure(scope, told)
    if kind == "open":
        return _of_open(told)
    return _of_matter(scope, told) if kind in ("matter", "thing") else []


def _of_measure(scope: Scope, told: Told) -> list[str | None]:
    """A measure starts the clause it opens, and the text where the preamble decides it or where a
    paragraph of a text without clauses opens with it."""
    if told.clause is None:
        return [None] if told.decided or (told.opens and not scope.clauses) else []
    return [told.clause] if told.lead else []


def _of_open(told: Told) -> list[str | None]:
    """A statement without a subject is the text's where nothing else stands beside it."""
    whole = told.clause is None or told.alone or told.explained
    if told.said.kind == "lapses" and not whole:
        return []
    return [None] if whole and told.said.kind != "event" else [told.clause]


def _of_matter(scope: Scope, told: Told) -> Sequence[str | None]:
    said, here = told.said, told.clause
    matter = said.subject.kind == "matter"
    if matter and _of_title(scope, said):
        return [None]
    if matter and said.kind in ("end", "term"):
        return clauses_meant(scope.clauses, said.subject.words or "", here) or [None]
    if said.kind != "start":
        return []
    if here is not None:
        return [here] if told.lead or matter else []
    return [] if scope.clauses else [None]


def _above(scope: Scope, told: Told, here: str) -> str | None:
    """The clause 上述规定 means: the one it stands in, or in an item of a list the whole list."""
    if not told.above:
        return None
    if not told.opens:
        return here
    holder = [item for item in walk(scope.clauses) if any(c.id == here for c in item.children)]
    return holder[0].id if told.lead and holder else None


def _of_title(scope: Scope, said: Said) -> bool:
    """Whether a matter is what the text is about: 最低工资标准 of 关于调整最低工资标准的通知."""
    words = re.sub("^(?:调整后的?|新的?|修订后的?|以上|上述)+", "", said.subject.words or "")
    return len(words) >= _SHORTEST_MATTER and words in scope.title


def clauses_meant(clauses: Sequence[Clause], scope: str, here: str | None) -> list[str]:
    """The ids of the clauses a matter means; none where that is not clear.

    `here` is the clause that says so: it is meant where it speaks of the matter itself; else
    those whose headings name the matter, else those few whose text does, else itself.
    """
    every = {clause.id: clause for clause in walk(clauses)}
    own = every.get(here or "")
    if own is not None and _POINTS_HERE.match(scope) and len(own.text) > 2 * len(scope) + _SENTENCE:
        return [own.id]
    key = _TAIL.sub("", _LEAD.sub("", scope))
    if len(key) < _SHORTEST:
        return []
    if own is not None and not scope.startswith("本") and _speaks_of(own, key, scope):
        return [own.id]
    tops = [clause for clause in _tops(clauses) if clause.id != here]
    headed = [clause.id for clause in tops if key in (clause.heading or "")]
    if headed:
        return headed
    worded = [clause.id for clause in tops if any(key in part.text for part in walk([clause]))]
    if 0 < len(worded) * 2 <= len(tops):
        return worded
    names_itself = own is not None and not worded and not scope.startswith("本")
    return [own.id] if own is not None and names_itself else []


def _speaks_of(clause: Clause, key: str, scope: str) -> bool:
    """Whether a clause is about a matter beyond the one sentence that ends it."""
    return key in (clause.heading or "") or key in clause.text.replace(scope, "")


def _tops(clauses: Sequence[Clause]) -> list[Clause]:
    """The first level that says something: the articles of chapters, else the clauses."""
    found: list[Clause] = []
    for clause in clauses:
        chapter = re.match(r"第.+(?:[编章节]|部分)$", clause.label)
        found += _tops(clause.children) if chapter and clause.children else [clause]
    return found
