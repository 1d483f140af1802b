"""What contradicts what: two ends of one document, an end before its beginning, circles, numbers
that belong to another title, figures that cannot both hold. Nothing here is decided: it is shown.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from .conflicts_figures import contradicting_figures
from .days import known_day
from .documents import describe
from .entries import names_of
from .impact import STRENGTHS, rests_on
from .names import bare, number_key
from .verdict import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .effects import Effect
    from .links import Link
    from .world import World

ENDS = frozenset({"repeals", "annuls", "declares_lapsed", "supersedes"})
_RULE = re.compile("(?:办法|规定|条例|细则|规程|规则|标准|方案|规范)(?:试行|暂行)?$")
_KEPT = frozenset({"confirms", "extends"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction. `ids`: the documents between which it lies, the one it is about first;
    `about`: days, numbers or figures that differ; `because`: the words of both sides.

    `code`: `two_ends` (ended on different days), `ended_before_issue`, `kept_after_end` (confirmed
    or extended after its end), `cycle`, `number_of_another` (cited with a title that the library
    holds under another number), `figures` (figures on one matter that cannot both hold).
    """

    code: str
    ids: tuple[str, ...]
    about: str
    because: tuple[Step, ...]


def conflicts(world: World) -> tuple[Conflict, ...]:
    """Every contradiction found, sorted by kind and documents."""
    found = [
        *_ends(world),
        *_before_issue(world),
        *_kept_after_end(world),
        *_cycles(world),
        *_numbers_of_others(world),
        *(
            Conflict("figures", ids, about, steps)
            for ids, about, steps in contradicting_figures(world)
        ),
    ]
    return tuple(sorted(set(found), key=lambda one: (one.code, one.ids, one.about)))


def step_of(effect: Effect) -> Step:
    """An effect as a step of a proof."""
    first = effect.evidence[0] if effect.evidence else None
    return Step(
        effect.relation,
        effect.quote,
        effect.by,
        first.page if first else None,
        first.box if first else None,
    )


def _whole(effects: tuple[Effect, ...], relations: frozenset[str]) -> list[Effect]:
    return [
        effect
        for effect in effects
        if effect.relation in relations
        and effect.applied
        and not effect.clauses
        and not effect.partial
        and effect.by != effect.target
    ]


def _ends(world: World) -> Iterator[Conflict]:
    """One document ended on different days. A repeal of what a declaration says had lapsed
    before is no contradiction: only ends of one kind are."""
    for target, effects in sorted(world.effects.items()):
        by_kind: dict[tuple[str, str | None], list[Effect]] = defaultdict(list)
        for effect in _whole(effects, ENDS):
            if effect.effective_on:
                by_kind[effect.relation, effect.text].append(effect)
        for ends in by_kind.values():
            first = ends[0]
            for other in ends[1:]:
                if other.effective_on != first.effective_on:
                    days = sorted(str(one.effective_on) for one in (first, other))
                    ids = dict.fromkeys((target, first.by, other.by))
                    steps = (step_of(first), step_of(other))
                    yield Conflict("two_ends", tuple(ids), " ≠ ".join(days), steps)


def _before_issue(world: World) -> Iterator[Conflict]:
    for target, effects in sorted(world.effects.items()):
        held = world.held.get(target)
        day = known_day(held.circular) if held else None
        if day is None:
            continue
        for effect in _whole(effects, ENDS | {"ceases"}):
            if effect.effective_on and effect.effective_on < day:
                about = f"{effect.effective_on} < {day}"
                yield Conflict("ended_before_issue", (target, effect.by), about, (step_of(effect),))


def _kept_after_end(world: World) -> Iterator[Conflict]:
    for target, effects in sorted(world.effects.items()):
        ends = [one for one in _whole(effects, ENDS) if one.effective_on]
        for kept in _whole(effects, _KEPT):
            day = kept.known_on
            for end in ends:
                if day and end.effective_on and end.effective_on < day and end.by != kept.by:
                    ids = tuple(dict.fromkeys((target, end.by, kept.by)))
                    about = f"{end.effective_on} < {day}"
                    yield Conflict("kept_after_end", ids, about, (step_of(end), step_of(kept)))


def _cycles(world: World) -> Iterator[Conflict]:
    """Circulars that rest on each other, or end each other."""
    for relations in (frozenset(STRENGTHS), ENDS):
        graph = nx.DiGraph()
        for link in world.links.all:
            said = link.reference
            wanted = (
                rests_on(link) if relations is not ENDS else said.effective and not said.partial
            )
            if link.target and link.target != link.owner and said.relation in relations and wanted:
                graph.add_edge(link.owner, link.target, link=link)
        for group in nx.strongly_connected_components(graph):
            if len(group) > 1:
                yield _cycle(graph, group)


def _cycle(graph: nx.DiGraph, group: set[str]) -> Conflict:
    """The shortest way round from the first of a group."""
    first = min(group)
    inner = graph.subgraph(group)
    ways = [nx.shortest_path(inner, after, first) for after in sorted(inner.successors(first))]
    ring = [first, *min(ways, key=len)]
    links: list[Link] = [graph.edges[pair]["link"] for pair in itertools.pairwise(ring)]
    return Conflict("cycle", tuple(ring[:-1]), " → ".join(ring), tuple(map(_said, links)))


def _numbers_of_others(world: World) -> Iterator[Conflict]:
    """A number that nothing held has, with the title of something held: one of the two is wrong.

    Only of rules (办法, 规定 …) and of one series of numbers: notices of every year and of every
    body are called alike.
    """
    titles: dict[str, set[str]] = defaultdict(set)
    for id_, held in world.held.items():
        for name in names_of(held.circular):
            if _RULE.search(name):
                titles[name].add(id_)
    for wanted in world.wanted.values():
        for link in world.links.wanting(wanted.id):
            title, number = link.reference.title, link.reference.number
            same = titles.get(bare(title), set()) - {link.owner} if title else set()
            for other in sorted(same) if len(same) == 1 and number else ():
                own = describe(world, other).number
                if own and number and _one_series(own, number):
                    about = f"{number} ≠ {own}《{title}》"
                    ids = (link.owner, other)
                    yield Conflict("number_of_another", ids, about, (_said(link),))


def _one_series(one: str, other: str) -> bool:
    first, second = number_key(one), number_key(other)
    if first is None or second is None:
        return False
    same = (first.series, first.year) == (second.series, second.year)
    bodies = {first.body[:1], second.body[:1]} - {""}
    return same and (not first.is_order or len(bodies) < 2)


def _said(link: Link) -> Step:
    first = link.reference.evidence[0] if link.reference.evidence else None
    return Step(
        link.reference.relation,
        link.reference.quote,
        link.owner,
        first.page if first else None,
        first.box if first else None,
    )
