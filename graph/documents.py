"""What is known of a document, held or not: the few facts that lists and chains show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..extract.names import Setting, resolve
from ..extract.regions import Region
from .names import openings

if TYPE_CHECKING:
    import datetime as dt

    from .holdings import Held
    from .wanted import Wanted
    from .world import World

TEXT = "#"
"""Between the id of a circular and the title of a text it carries, in the id of that text."""


@dataclass(frozen=True, slots=True)
class About:
    """A document: `level` of its first issuer (国 省 市 县 乡), null where not certain. `known_from`:
    ids of the circulars that cite it, where it is not held."""

    id: str
    held: bool
    number: str | None
    title: str | None
    issuers: tuple[str, ...]
    level: str | None
    region: str | None
    issued_on: dt.date | None
    known_from: tuple[str, ...] = ()


def describe(world: World, id: str) -> About:  # noqa: A002
    """What is known of a document, of a carried text (`id#title`) too. Raises `KeyError`."""
    held = world.held.get(id)
    if held:
        return _held(held)
    if id in world.wanted:
        return _wanted(world.wanted[id])
    owner, mark, title = id.partition(TEXT)
    if mark and owner in world.held:
        about = _held(world.held[owner])
        return About(id, True, None, title, (), None, about.region, about.issued_on)
    raise KeyError(id)


def _held(held: Held) -> About:
    circular = held.circular
    body = circular.issuer_bodies[0] if circular.issuer_bodies else None
    return About(
        id=held.id,
        held=True,
        number=circular.number.value.text if circular.number else None,
        title=circular.title.value if circular.title else None,
        issuers=tuple(issuer.value for issuer in circular.issuers),
        level=body.level if body else None,
        region=body.region if body else None,
        issued_on=circular.issued_on.value if circular.issued_on else None,
    )


def _wanted(wanted: Wanted) -> About:
    said = wanted.issuers[0] if wanted.issuers else ""
    issuers = tuple(name for name in said.split("、") if name)
    if not issuers and wanted.title:
        issuers = openings(wanted.title)
    named = issuers[0] if issuers else (wanted.title or "").partition("关于")[0]
    body = resolve(named, Setting(Region())) if named else None
    return About(
        id=wanted.id,
        held=False,
        number=wanted.number,
        title=wanted.title,
        issuers=issuers,
        level=body.level if body else None,
        region=body.region if body else None,
        issued_on=None,
        known_from=wanted.cited_by,
    )
