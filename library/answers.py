"""Answers as plain values: what `--json` prints (names as in the description of the commands)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..graph.documents import describe
from ..records.plain import plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..extract.circular import Evidence
    from ..graph.chain import Chain, Hop
    from ..graph.conflicts import Conflict
    from ..graph.consolidated import ClauseText, TextDiff
    from ..graph.diff import Change
    from ..graph.gaps import Missing, Series
    from ..graph.impact import Rest
    from ..graph.links import Link
    from ..graph.textual import TextChange
    from ..graph.verdict import Step, Verdict
    from ..graph.world import World

Answer = dict[str, Any]


def status_answer(verdict: Verdict) -> Answer:
    """A verdict: its status, the proof, what it rests on, what would change it."""
    return {
        "id": verdict.id,
        "clause": verdict.clause,
        "on": plain(verdict.on),
        "known_on": plain(verdict.known_on),
        "case_date": plain(verdict.case_date),
        "held": verdict.held,
        "status": verdict.status,
        "amended": verdict.amended,
        "open_event": verdict.open_event,
        "because": [step_answer(step) for step in verdict.because],
        "coverage": plain(verdict.coverage),
        "would_change": list(verdict.would_change),
        "warnings": [plain(warning) for warning in verdict.warnings],
        "known_effects": [plain(known) for known in verdict.known_effects],
        "followed_by": [
            {"id": after.id, "from": plain(after.start)} for after in verdict.followed_by
        ],
    }


def step_answer(step: Step) -> Answer:
    """One step of a proof."""
    return {
        "effect": step.effect,
        "quote": step.quote,
        "circular": step.circular,
        "page": step.page,
        "box": _box(step.box),
    }


def chain_answer(chain: Chain) -> Answer:
    """A forwarding chain; `adds_clauses` are those of the circular asked for."""
    return {
        "hops": [_hop(hop) for hop in chain.hops],
        "adds_clauses": list(chain.hops[0].adds_clauses),
        "down": list(chain.down),
        "circular": chain.circular,
    }


def impact_answer(rests: Iterable[Rest]) -> Answer:
    """What rests on a document: directly, then further away."""
    rows = list(rests)
    return {
        "direct": [
            {
                "id": rest.id,
                "relation": rest.relation,
                "clause": next((clause for clause in rest.clauses if clause), None),
                "clauses": [clause for clause in rest.clauses if clause],
                "strength": rest.strength,
            }
            for rest in rows
            if rest.distance == 1
        ],
        "further": [
            {
                "id": rest.id,
                "distance": rest.distance,
                "via": rest.via,
                "relation": rest.relation,
                "strength": rest.strength,
            }
            for rest in rows
            if rest.distance > 1
        ],
    }


def wanted_answer(missing: Iterable[Missing]) -> list[Answer]:
    """What is cited and not held, in order of weight."""
    return [
        {
            "id": one.wanted.id,
            "title": one.wanted.title,
            "number": one.wanted.number,
            "cited_by": list(one.wanted.cited_by),
            "weight": one.weight,
            "issuers": list(one.wanted.issuers),
            "titles": list(one.wanted.titles),
        }
        for one in missing
    ]


def gaps_answer(rows: Iterable[Series]) -> list[Answer]:
    """Numbers that are missing from the series held."""
    return [
        {
            "prefix": row.prefix,
            "year": row.year,
            "issuer": row.issuer,
            "held": list(row.held),
            "cited": list(row.cited),
            "missing": [list(run) for run in row.missing],
            "count": row.count,
        }
        for row in rows
    ]


def refs_answer(world: World, id: str) -> Answer:  # noqa: A002
    """What a document says of others, and what others say of it."""
    about = describe(world, id)
    return {
        "id": id,
        "held": about.held,
        "of": [_link(link) for link in world.links.of(id)],
        "to": [_link(link) for link in world.links.to(id) if link.owner != id],
    }


def conflicts_answer(found: Iterable[Conflict]) -> list[Answer]:
    """What contradicts what."""
    return [
        {
            "code": one.code,
            "ids": list(one.ids),
            "about": one.about,
            "because": [step_answer(step) for step in one.because],
        }
        for one in found
    ]


def diff_answer(changes: Iterable[Change]) -> list[Answer]:
    """Answers that changed."""
    return [
        {
            "id": one.id,
            "clause": one.clause,
            "before": one.before,
            "after": one.after,
            "because": [step_answer(step) for step in one.because],
        }
        for one in changes
    ]


def text_answer(id: str, on: dt.date, clauses: Iterable[ClauseText]) -> Answer:  # noqa: A002
    """The text of a day, clause by clause."""
    return {
        "id": id,
        "on": plain(on),
        "clauses": [
            {
                "carried": one.carried,
                "clause": one.clause,
                "heading": one.heading,
                "text": one.text,
                "status": one.status,
                "by": list(one.by),
                "unapplied": list(one.unapplied),
            }
            for one in clauses
        ],
    }


def text_diff_answer(changes: Iterable[TextDiff]) -> list[Answer]:
    """Clauses that read differently on two days."""
    return [
        {
            "kind": one.kind,
            "clause": one.clause,
            "before": one.before,
            "after": one.after,
            "by": list(one.by),
        }
        for one in changes
    ]


def _hop(hop: Hop) -> Answer:
    return {
        "id": hop.id,
        "level": hop.level,
        "held": hop.held,
        "verb": hop.verb,
        "issuers": list(hop.issuers),
        "number": hop.number,
        "title": hop.title,
        "issued_on": plain(hop.issued_on),
        "adds_clauses": list(hop.adds_clauses),
        "also": list(hop.also),
        "known_from": list(hop.known_from),
        "candidates": list(hop.candidates),
        "compared": hop.changes is not None,
        "changes": [_text_change(change) for change in hop.changes or ()],
        "said": [step_answer(step) for step in hop.said],
        "after": plain(hop.after),
        "before": plain(hop.before),
    }


def _text_change(change: TextChange) -> Answer:
    return {
        "kind": change.kind,
        "of": change.of,
        "clause": change.clause,
        "own_clause": change.own_clause,
        "old": change.old,
        "new": change.new,
        "doubtful": change.doubtful,
        "old_said": _shown(change.old_said, change.old_evidence),
        "new_said": _shown(change.new_said, change.new_evidence),
    }


def _shown(words: str, evidence: Evidence | None) -> Answer | None:
    if not words:
        return None
    page, box = (evidence.page, evidence.box) if evidence else (None, None)
    return {"quote": words, "page": page, "box": _box(box)}


def _link(link: Link) -> Answer:
    said = link.reference
    evidence = said.evidence[0] if said.evidence else None
    return {
        "key": said.key,
        "by": link.owner,
        "carried": link.carried,
        "clause": said.clause,
        "relation": said.relation,
        "effective": said.effective,
        "target": link.target,
        "held": link.held,
        "text": link.text,
        "target_clause": said.target_clause,
        "scope": said.scope,
        "title": said.title,
        "number": said.number,
        "how": link.how,
        "candidates": [{"id": one.id, "why": one.why} for one in link.candidates],
        "quote": said.quote,
        "page": evidence.page if evidence else None,
        "box": _box(evidence.box) if evidence else None,
    }


def _box(box: tuple[float, float, float, float] | None) -> list[float] | None:
    return [round(float(value), 2) for value in box] if box else None
