"""The graph for exports and measures: documents, their carried texts and clauses, and what they
say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from .documents import TEXT, describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..extract.circular import CarriedText, Circular, Clause, Reference
    from .effects import Effect
    from .links import Link
    from .world import World

CLAUSE = "@"
"""Between the id of a document and that of one of its clauses, in the id of that clause."""


def build_graph(world: World) -> nx.MultiDiGraph:
    """The whole world as a graph.

    Nodes have `kind`: `circular`, `text` (carried; id `circular#title`), `clause` (id
    `document@clause`) or `wanted`. Edges lead from the document whose words they are to the one
    meant; their key is that of the reference, `relation` as in relations.md. `part_of` leads from
    clauses and carried texts to what holds them, `carries` the other way to carried texts.
    """
    graph = nx.MultiDiGraph()
    for id_, held in world.held.items():
        _add_document(graph, world, id_)
        _add_parts(graph, id_, held.circular)
    for id_ in world.wanted:
        _add_document(graph, world, id_)
    effects = _effects(world)
    for link in world.links.all:
        _add_link(graph, link, effects)
    return graph


def text_node(circular: str, title: str | None) -> str:
    """The node of a carried text; of the circular itself where no title is given."""
    return circular if title is None else f"{circular}{TEXT}{title}"


def clause_node(document: str, clause: str) -> str:
    """The node of a clause."""
    return f"{document}{CLAUSE}{clause}"


def _add_document(graph: nx.MultiDiGraph, world: World, id_: str) -> None:
    about = describe(world, id_)
    graph.add_node(
        id_,
        kind="circular" if about.held else "wanted",
        held=about.held,
        number=about.number,
        title=about.title,
        issuers=list(about.issuers),
        level=about.level,
        region=about.region,
        issued_on=about.issued_on.isoformat() if about.issued_on else None,
    )


def _add_parts(graph: nx.MultiDiGraph, id_: str, circular: Circular) -> None:
    _add_clauses(graph, id_, id_, circular.clauses)
    for text in circular.carried:
        _add_text(graph, id_, text)


def _add_text(graph: nx.MultiDiGraph, id_: str, text: CarriedText) -> None:
    node = text_node(id_, text.title)
    graph.add_node(node, kind="text", held=True, title=text.title, circular=id_)
    graph.add_edge(id_, node, key="carries", relation="carries")
    graph.add_edge(node, id_, key="part_of", relation="part_of")
    _add_clauses(graph, node, node, text.clauses)


def _add_clauses(
    graph: nx.MultiDiGraph, document: str, within: str, clauses: Sequence[Clause]
) -> None:
    for clause in clauses:
        node = clause_node(document, clause.id)
        graph.add_node(node, kind="clause", held=True, clause=clause.id, title=clause.heading)
        graph.add_edge(node, within, key="part_of", relation="part_of")
        _add_clauses(graph, document, node, clause.children)


def _effects(world: World) -> dict[tuple[str, str | None, str], Effect]:
    """The effect of each reference: a reference that has none is not there."""
    return {
        (effect.by, effect.by_carried, effect.key): effect
        for effects in world.effects.values()
        for effect in effects
        if effect.key
    }


def _add_link(
    graph: nx.MultiDiGraph,
    link: Link,
    effects: dict[tuple[str, str | None, str], Effect],
) -> None:
    if link.target is None:
        return
    source = text_node(link.owner, link.carried)
    target = text_node(link.target, link.text)
    if target not in graph:
        target = link.target
    effect = effects.get((link.owner, link.carried, link.reference.key))
    graph.add_edge(
        source if source in graph else link.owner,
        target,
        key=link.reference.key,
        **dict(_said(link.reference)),
        how=link.how,
        applied=effect.applied if effect else None,
        why_not=effect.why_not if effect else None,
    )


def _said(reference: Reference) -> Iterator[tuple[str, Any]]:
    yield "relation", reference.relation
    yield "clause", reference.clause
    yield "target_clause", reference.target_clause
    yield "partial", reference.partial
    yield "scope", reference.scope
    yield "effective", reference.effective
    yield "effective_on", reference.effective_on.isoformat() if reference.effective_on else None
    yield "until", reference.until.isoformat() if reference.until else None
    yield "mutatis", reference.mutatis
    yield "confidence", round(reference.confidence, 2)
    yield "quote", reference.quote
    evidence = reference.evidence[0] if reference.evidence else None
    yield "page", evidence.page if evidence else None
    yield "box", [round(float(x), 2) for x in evidence.box] if evidence and evidence.box else None
