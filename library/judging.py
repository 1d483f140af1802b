"""Verdicts and wordings, asked for by the name of a clause as people write it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..graph.answer import status
from ..graph.parts import clause_named, subject, trees
from ..graph.verdict import Caution
from ..graph.versions import version
from ..graph.view import View

if TYPE_CHECKING:
    import datetime as dt

    from ..graph.verdict import Verdict
    from ..graph.world import World

_STANDING = frozenset({"in_force", "partly_in_force", "possibly_overridden"})


def judge(
    world: World,
    id: str,  # noqa: A002
    clause: str | None,
    on: dt.date,
    known_on: dt.date | None = None,
    case_date: dt.date | None = None,
) -> Verdict:
    """Whether a document or clause is in force on a day, with the proof.

    A clause that the circular does not have is in force on no day: that is `unknown`, with the
    warning `no_clause`.
    """
    verdict = status(world, id, clause, on=on, known_on=known_on, case_date=case_date)
    if verdict.status in _STANDING and clause and lacks_clause(world, id, clause, on):
        warnings = (*verdict.warnings, Caution("no_clause", clause))
        return replace(verdict, status="unknown", because=(), amended=False, warnings=warnings)
    return verdict


def wording(
    world: World,
    id: str,  # noqa: A002
    clause: str,
    on: dt.date,
    known_on: dt.date | None = None,
) -> str | None:
    """How a clause reads on a day; null where the document has no such clause then."""
    held = world.held.get(id)
    asked = subject(held.circular if held else None, id, clause)
    return version(View(world, known_on), asked, on).text


def lacks_clause(world: World, id: str, clause: str, on: dt.date) -> bool:  # noqa: A002
    """Whether a circular held has no clause of that name, nor gets it by an amendment till a day."""
    held = world.held.get(id)
    if held is None:
        return False
    asked = subject(held.circular, id, clause)
    if asked.clause is None or asked.clause.startswith("附"):
        return False
    tree = trees(held.circular, asked.text)
    return clause_named(tree, asked.clause) is None and version(View(world), asked, on).text is None
