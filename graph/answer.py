"""The answer to `status`: a judgement dressed with coverage, warnings and what would change it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .clearing import clearings
from .coverage import coverage, missing_for
from .links import EFFECTIVE, ENDS
from .overridden import overrides
from .parts import Subject, subject
from .proof import step, unique
from .reach import reaches
from .savings import savings
from .status import GONE, judge
from .verdict import Caution, Following, Known, Verdict
from .view import View
from .words import quote_of, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .effects import Effect
    from .overridden import Override
    from .status import Judged
    from .verdict import Step
    from .world import World

_RESTS = frozenset({"based_on", "implements", "forwards"})


def status(
    world: World,
    id: str,  # noqa: A002
    clause: str | None = None,
    *,
    on: dt.date,
    known_on: dt.date | None = None,
    case_date: dt.date | None = None,
) -> Verdict:
    """What is in force of a document or clause on a day, by which words, and what would change it.

    `id` is that of a node, held or wanted; `clause` may name a carried text (办法:第三条). `known_on`:
    by documents known on that day only; `case_date`: for a case of that day. Raises nothing: of
    what nobody speaks of the status is `unknown`.
    """
    view = View(world, known_on, case_date)
    held = world.held.get(id)
    asked = subject(view.circular(id), id, clause)
    judged, cautions = decide(view, asked, on)
    cautions += _basis_lost(view, asked, on, judged)
    cautions += _saved(view, judged)
    if case_date:
        judged.steps += _spared_steps(view, asked, on)
    return Verdict(
        id=id,
        clause=clause,
        on=on,
        known_on=known_on,
        held=held is not None,
        status=judged.status,
        amended=judged.amended,
        because=unique(judged.steps),
        coverage=coverage(view, id),
        would_change=tuple(_would_change(view, asked, judged)),
        warnings=tuple(dict.fromkeys(cautions)),
        known_effects=_known_effects(view, asked),
        followed_by=_followed_by(view, asked),
        open_event=judged.events[0] if judged.events else None,
        case_date=case_date,
    )


def decide(view: View, asked: Subject, on: dt.date) -> tuple[Judged, list[Caution]]:
    """What a verdict decides, with its proof, and the warnings that belong to that."""
    judged = judge(view, asked, on)
    cautions = [Caution(code, about, text) for code, about, text in judged.warnings]
    _maybe_overridden(view, asked, on, judged, cautions)
    cautions += _joint(view, asked, on, judged)
    cautions += _unapplied(view, asked)
    cautions += _doubtful(view, asked, on, judged)
    return judged, cautions


def _maybe_overridden(
    view: View, asked: Subject, on: dt.date, judged: Judged, cautions: list[Caution]
) -> None:
    """A status in force that an unnamed override or a later title puts in doubt."""
    if judged.status not in ("in_force", "partly_in_force"):
        return
    found = list(overrides(view, asked, on))
    unclear = _unclear_ends(view, asked, on)
    cleared = list(clearings(view, asked, on))
    if not found and not unclear and not cleared:
        return
    steps = [*(s for one in found for s in _override_steps(view, one))]
    for one in cleared:
        cautions.append(Caution(one.rule.kind, one.by, one.rule.quote))
        steps += [step(one.rule.kind, quote_of(e), one.by) for e in one.rule.evidence[:1]]
    cautions += [Caution("possibly_overridden", one.by, None) for one in found]
    cautions += [Caution("possibly_overridden", one.by, one.quote) for one in unclear]
    judged.steps = [*steps, *(_effect_step(view, one) for one in unclear), *judged.steps]
    if judged.status == "in_force":
        judged.status, judged.amended = "possibly_overridden", False


def _unclear_ends(view: View, asked: Subject, on: dt.date) -> list[Effect]:
    """Ends of whatever differs from a later text (中与本通知不一致的规定): which clauses is not said."""
    if asked.clause is None:
        return []
    return [
        effect
        for effect in view.effects(asked.id, ENDS)
        if (day := view.day(effect)) and day <= on and reaches(view, effect, asked) == "override"
    ]


def _effect_step(view: View, effect: Effect) -> Step:
    held = view.world.held[effect.by]
    quote = sentence(effect.evidence[0], held.circular, view.text(effect.by))
    return step(effect.relation, quote, effect.by)


def _override_steps(view: View, found: Override) -> Iterator[Step]:
    held = view.world.held[found.by]
    if found.reference:
        for evidence in found.reference.evidence[:1]:
            quote = sentence(evidence, held.circular, view.text(found.by))
            yield step("overrides", quote, found.by)
    elif held.circular.title:
        yield step("same_title", quote_of(held.circular.title.evidence[0]), found.by)


def _joint(view: View, asked: Subject, on: dt.date, judged: Judged) -> list[Caution]:
    """An end declared by only some of several issuers: flagged, and nothing decided by it."""
    found = []
    for effect in view.effects(asked.id, ENDS, all_=True):
        day = view.day(effect)
        if effect.why_not != "joint_issuer" or day is None or day > on:
            continue
        if not reaches(view, effect, asked) or not view.stands(effect):
            continue
        found.append(Caution("joint_issuer", effect.by, effect.quote))
        if judged.status == "in_force":
            judged.status = "possibly_overridden"
            judged.steps.insert(0, _effect_step(view, effect))
    return found


def _unapplied(view: View, asked: Subject) -> list[Caution]:
    """Ends that were declared and do not count, each with the reason."""
    return [
        Caution("unapplied", effect.by, effect.why_not)
        for effect in view.effects(asked.id, ENDS | {"suspends"}, all_=True)
        if not effect.applied and effect.why_not != "announced"
    ]


def _doubtful(view: View, asked: Subject, on: dt.date, judged: Judged) -> list[Caution]:
    """Ends of which only the year is known: within that year nothing is decided; nor is anything
    before an annulment that does not say whether it goes back to the start."""
    found = []
    for effect in view.effects(asked.id, ENDS | {"suspends"}):
        day = view.day(effect)
        back = effect.relation == "annuls" and not effect.void and effect.from_start
        since = dt.date.min if back else effect.doubtful_from
        if since and day and since <= on < day:
            found.append(Caution("day_not_known", effect.by, effect.quote))
            if judged.status in ("in_force", "partly_in_force") and reaches(view, effect, asked):
                judged.status, judged.amended = "unknown", False
                judged.steps = [_effect_step(view, effect)]
    return found


def _basis_lost(view: View, asked: Subject, on: dt.date, judged: Judged) -> list[Caution]:
    """What it rests on and has ended, in whole or part: a warning, never a repeal."""
    if view.held(asked.id) is None or judged.status in GONE:
        return []
    found = []
    for link in view.world.links.of(asked.id):
        if link.reference.relation not in _RESTS or not link.target or link.target == asked.id:
            continue
        basis = Subject(link.target, link.text)
        state = judge(view, basis, on).status
        if state in GONE:
            found.append(Caution("basis_lost", link.target, state))
        elif state == "partly_in_force" or _ended_in_part(view, basis, on):
            found.append(Caution("partial_basis_lost", link.target, state))
    return found


def _ended_in_part(view: View, basis: Subject, on: dt.date) -> bool:
    return any(
        (effect.partial or effect.clauses) and (day := view.day(effect)) and day <= on
        for effect in view.effects(basis.id, ENDS)
    )


def _saved(view: View, judged: Judged) -> list[Caution]:
    """Savings of the changes that decided: earlier cases may stand under the old rule."""
    found = []
    for effect in judged.effects:
        if effect.relation in ENDS or effect.relation == "amends":
            found += [Caution("saving", effect.by, quote.text) for quote in savings(view, effect)]
        if effect.applies_by:
            found.append(Caution("applies_by", effect.by, effect.applies_by.event))
    return found


def _spared_steps(view: View, asked: Subject, on: dt.date) -> list[Step]:
    """The savings that leave the case asked for to the old rule."""
    from .savings import spared

    found = []
    for effect in view.effects(asked.id, ENDS | {"amends"}):
        day = view.day(effect)
        if day is None or day > on or not spared(view, effect, day):
            continue
        if effect.clauses and asked.clause and reaches(view, effect, asked) == "":
            continue
        found += [step("saving", quote, effect.by) for quote in savings(view, effect)]
    return found


def _known_effects(view: View, asked: Subject) -> tuple[Known, ...]:
    """Everything known to be done to it, in order of the days it became known."""
    return tuple(
        Known(
            relation=effect.relation,
            by=effect.by,
            clause=effect.by_clause,
            scope=effect.scope,
            effective_on=view.day(effect) if not effect.void else None,
            until=effect.until,
            applied=effect.applied,
            why_not=effect.why_not,
        )
        for effect in view.effects(asked.id, EFFECTIVE | {"cites", "applies"}, all_=True)
        if effect.relation in EFFECTIVE or effect.why_not == "announced"
    )


def _followed_by(view: View, asked: Subject) -> tuple[Following, ...]:
    """What goes on where it ended: what the same clause says is to be applied from a day on, or the
    circular that took its place."""
    found: dict[str, dt.date | None] = {}
    for effect in view.effects(asked.id, ENDS):
        for link in view.world.links.of(effect.by):
            reference = link.reference
            same = link.carried == effect.by_carried and reference.clause == effect.by_clause
            if same and reference.relation == "applies" and link.target and reference.effective_on:
                found.setdefault(link.target, reference.effective_on)
        if effect.relation == "supersedes" and not effect.partial:
            found.setdefault(effect.by, view.day(effect))
    return tuple(Following(id_, day) for id_, day in sorted(found.items()))


def _would_change(view: View, asked: Subject, judged: Judged) -> Iterator[str]:
    """Codes of what would overturn the answer: `code:about`."""
    held = view.held(asked.id)
    if held is None:
        yield f"document:{asked.id}"
    if judged.status in ("in_force", "partly_in_force", "possibly_overridden") and held:
        issuer = held.circular.issuers[0].value if held.circular.issuers else ""
        yield f"end:{issuer}"
    if judged.status in ("term_over_unchecked", "lapsed"):
        yield f"extension:{asked.id}"
    for event in judged.events:
        yield f"event:{event}"
    for effect in view.effects(asked.id, frozenset({"cites"}), all_=True):
        if effect.why_not == "announced":
            yield f"announced:{effect.by}"
    for missing in missing_for(view, asked.id):
        yield f"document:{missing}"
