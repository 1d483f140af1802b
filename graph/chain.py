"""Forwarding chains: what a circular passes on, hop by hop up to its origin, and who passes it on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .documents import TEXT, describe
from .entries import names_of
from .names import bare, core, opening, without_issuer
from .passed import figures_reset, text_changes
from .verdict import Step

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from .documents import About
    from .holdings import Held
    from .links import Link
    from .passed import Copies
    from .textual import TextChange
    from .world import World

PASSES_ON = frozenset({"forwards", "endorses"})
_VERB = re.compile("批转|转发|转印发|转发给")
_SAID = {"forwards": "转发", "endorses": "批转"}
_PASSED = re.compile("(?:转发|批转)[《〈](?P<inner>.+)[》〉](?:的通知|的函)?$")


@dataclass(frozen=True, slots=True)
class Hop:
    """One circular of a chain.

    `id` is null where several documents could be meant: then `candidates` has them. `verb` is how
    it passes the next hop on (转发, 批转), null for the origin. `adds_clauses`: ids of the clauses
    of its own that it adds (一, 二 …), empty for the origin. `level` 国 省 市 县 乡, null where it
    is not certain. `also`: further documents that it passes on, beside the next hop.

    `changes`: how the text of the next hop reads in its file against that text held on its own,
    null where the two are not both held; and the figures that its own clauses set anew.

    Of a hop that is not held: `known_from` are the circulars that speak of it, `said` their words;
    it was made `after` the hop above and `before` the one below, as far as their days are known.
    """

    id: str | None
    held: bool
    level: str | None
    verb: str | None
    issuers: tuple[str, ...]
    number: str | None
    title: str | None
    issued_on: dt.date | None
    adds_clauses: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    known_from: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    changes: tuple[TextChange, ...] | None = None
    said: tuple[Step, ...] = ()
    after: dt.date | None = None
    before: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """`hops`: the circular asked for, then upwards to the origin. `down`: ids of the circulars that
    pass it on themselves, sorted. `circular`: whether the texts lead back to a hop already there.
    """

    hops: tuple[Hop, ...]
    down: tuple[str, ...]
    circular: bool = False


def chain(
    world: World,
    id: str,  # noqa: A002
    copies: Copies | None = None,
) -> Chain:
    """The chain of a document held or wanted. `copies` gives every copy held of a circular, so that
    its texts can be compared. Raises `KeyError` where nothing is known of it."""
    hops: list[Hop] = []
    seen: set[str] = set()
    here: str | None = id
    came: Link | None = None
    while here is not None and here not in seen:
        seen.add(here)
        onward = _onward(world, here)
        hops.append(_hop(world, here, onward))
        came = onward[0] if onward else None
        here = _target(came) if came else _told_by_title(world, hops[-1])
    if came is not None and came.target is None:
        hops.append(_unsure(came))
    hops = list(_compared(world, list(_dated(hops)), copies or _only_first(world)))
    return Chain(tuple(hops), passed_on_by(world, id), circular=here is not None)


def _only_first(world: World) -> Copies:
    def copies(id_: str) -> Sequence[Held]:
        return [world.held[id_]] if id_ in world.held else []

    return copies


def _told_by_title(world: World, hop: Hop) -> str | None:
    """What a hop that is not held passes on, as its title tells: the one document of that title."""
    match = _PASSED.search(hop.title or "") if not hop.held else None
    if match is None:
        return None
    inner = match["inner"]
    issuer, names = opening(inner), {bare(inner), bare(without_issuer(inner))}
    found = [
        one.id
        for one in world.directory.entitled(core(inner))
        if names & set(names_of(world.held[one.id].circular))
        and (issuer is None or issuer in one.issuers)
    ]
    found = found or [w.id for w in world.wanted.values() if names & {bare(t) for t in w.titles}]
    return found[0] if len(found) == 1 else None


def _dated(hops: Sequence[Hop]) -> Iterator[Hop]:
    """The hops, those that are not held with the days between which they were made."""
    for i, hop in enumerate(hops):
        if hop.held:
            yield hop
            continue
        days = [other.issued_on for other in (*hops[i + 1 :],) if other.issued_on]
        before = [other.issued_on for other in hops[:i] if other.issued_on]
        yield replace(hop, after=max(days, default=None), before=min(before, default=None))


def _compared(world: World, hops: Sequence[Hop], copies: Copies) -> Iterator[Hop]:
    """The hops, each with what it changes of the text that it passes on."""
    for i, hop in enumerate(hops):
        above = hops[i + 1] if i + 1 < len(hops) else None
        if hop.id is None or above is None or above.id is None:
            yield hop
            continue
        changes = text_changes(world, hop.id, above.id, above.title, copies)
        reset = figures_reset(world, hop.id, [one.id for one in hops[i + 1 :] if one.id])
        yield replace(hop, changes=(*(changes or ()), *reset) if changes or reset else changes)


def passed_on_by(world: World, id: str) -> tuple[str, ...]:  # noqa: A002
    """The circulars that forward or endorse a document, sorted."""
    owners = {link.owner for link in world.links.to(id) if _passes(link)}
    return tuple(sorted(owners - {id}))


def _passes(link: Link) -> bool:
    return link.reference.relation in PASSES_ON and link.reference.effective


def _onward(world: World, id: str) -> list[Link]:  # noqa: A002
    """What a circular passes on, each once, in the order of its text. What it said itself in the
    text it carries is not passed on by the circular."""
    links: dict[str, Link] = {}
    for link in world.links.of(id):
        if _passes(link) and link.carried is None and _target(link) != id:
            links.setdefault(_target(link) or link.reference.key, link)
    # a hop that is told counts before one that is not
    return sorted(links.values(), key=lambda link: link.target is None)


def _target(link: Link) -> str | None:
    """What is passed on: a text that the circular itself carries (批转 …的意见) is a hop too."""
    if link.target == link.owner and link.text:
        return f"{link.owner}{TEXT}{link.text}"
    return link.target


def _hop(world: World, id: str, onward: list[Link]) -> Hop:  # noqa: A002
    about = describe(world, id)
    held = world.held.get(id)
    adds: tuple[str, ...] = ()
    if held and onward:
        adds = tuple(clause.id for clause in held.circular.clauses)
    return Hop(
        id=id,
        held=about.held,
        level=about.level,
        verb=_verb(about.title, onward[0]) if onward else _titled_verb(about),
        issuers=about.issuers,
        number=about.number,
        title=about.title,
        issued_on=about.issued_on,
        adds_clauses=adds,
        also=tuple(target for link in onward[1:] if (target := _target(link))),
        known_from=about.known_from,
        said=tuple(_said(world, id)),
    )


def _titled_verb(about: About) -> str | None:
    """The verb of a hop that is not held, where its title has one."""
    match = _VERB.search((about.title or "").partition("《")[0]) if not about.held else None
    return match[0] if match else None


def _said(world: World, id: str) -> Iterator[Step]:  # noqa: A002
    """The words by which a document is known that is not held, each once."""
    seen = set()
    for link in world.links.wanting(id):
        first = link.reference.evidence[0] if link.reference.evidence else None
        words = link.reference.quote
        if (link.owner, words) in seen:
            continue
        seen.add((link.owner, words))
        place = (first.page, first.box) if first else (None, None)
        yield Step(link.reference.relation, words, link.owner, *place)


def _verb(title: str | None, link: Link) -> str:
    """The verb as printed: in the title before what it passes on, else in the sentence."""
    for text in ((title or "").partition("《")[0], link.reference.quote):
        match = _VERB.search(text)
        if match:
            return "转发" if match[0] == "转发给" else match[0]
    return _SAID[link.reference.relation]


def _unsure(link: Link) -> Hop:
    """A hop that is named, but fits several documents or none."""
    named = link.reference
    return Hop(
        id=None,
        held=False,
        level=None,
        verb=None,
        issuers=(named.issuer_name or named.issuer or "",) if named.issuer else (),
        number=named.number,
        title=named.title,
        issued_on=None,
        known_from=(link.owner,),
        candidates=tuple(candidate.id for candidate in link.candidates),
    )
