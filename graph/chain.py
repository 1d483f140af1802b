"""Forwarding chains: what a circular passes on, hop by hop up to its origin, and who passes it on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .documents import TEXT, describe

if TYPE_CHECKING:
    import datetime as dt

    from .links import Link
    from .world import World

PASSES_ON = frozenset({"forwards", "endorses"})
_VERB = re.compile("批转|转发|转印发|转发给")
_SAID = {"forwards": "转发", "endorses": "批转"}


@dataclass(frozen=True, slots=True)
class Hop:
    """One circular of a chain.

    `id` is null where several documents could be meant: then `candidates` has them. `verb` is how
    it passes the next hop on (转发, 批转), null for the origin. `adds_clauses`: ids of the clauses
    of its own that it adds (一, 二 …), empty for the origin. `level` 国 省 市 县 乡, null where it
    is not certain. `also`: further documents that it passes on, beside the next hop. `known_from`:
    the circulars that speak of it, where it is not held.
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


@dataclass(frozen=True, slots=True)
class Chain:
    """`hops`: the circular asked for, then upwards to the origin. `down`: ids of the circulars that
    pass it on themselves, sorted. `circular`: whether the texts lead back to a hop already there.
    """

    hops: tuple[Hop, ...]
    down: tuple[str, ...]
    circular: bool = False


def chain(world: World, id: str) -> Chain:  # noqa: A002
    """The chain of a document held or wanted. Raises `KeyError` where nothing is known of it."""
    hops: list[Hop] = []
    seen: set[str] = set()
    here: str | None = id
    came: Link | None = None
    while here is not None and here not in seen:
        seen.add(here)
        onward = _onward(world, here)
        hops.append(_hop(world, here, onward))
        came = onward[0] if onward else None
        here = _target(came) if came else None
    if came is not None and came.target is None:
        hops.append(_unsure(came))
    return Chain(tuple(hops), passed_on_by(world, id), circular=here is not None)


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
        verb=_verb(about.title, onward[0]) if onward else None,
        issuers=about.issuers,
        number=about.number,
        title=about.title,
        issued_on=about.issued_on,
        adds_clauses=adds,
        also=tuple(target for link in onward[1:] if (target := _target(link))),
        known_from=about.known_from,
    )


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
