"""What linking needs of circulars held: a few facts, and the keys they are found by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .days import known_day
from .names import bare, carried_name, without_issuer
from .rank import office

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from ..extract.circular import Circular
    from .holdings import Held
    from .names import NumberKey

RULES = "rule"
"""The key of circulars that state a default term of a jurisdiction."""
ANYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Entry:
    """A circular as linking sees it: `key` (sha256 of its file, part), `item` the part that leads its
    archival item, its numbers (its own first), the bare titles it is known by (of carried texts
    with that text's title), its issuers, the day it became known."""

    id: str
    key: tuple[str, int]
    item: int | None
    numbers: tuple[str, ...]
    names: Mapping[str, str | None]
    issuers: tuple[str, ...]
    known: dt.date | None


class Catalogue(Protocol):
    """Where circulars held, and documents wanted, are looked up by key."""

    def entries(self, key: str) -> Sequence[Entry]:
        """The circulars held that are found by a key, sorted by id."""

    def entry(self, id: str) -> Entry | None:  # noqa: A002
        """The circular of an id, null where none is held."""

    def every(self) -> Iterable[Entry]:
        """All circulars held, sorted by id."""

    def called(self, key: str) -> Sequence[str]:
        """The ids of the documents wanted that are found by a key of number or title, sorted."""


def entry_of(held: Held) -> Entry:
    """What linking needs of a circular held."""
    circular = held.circular
    return Entry(
        held.id,
        held.key,
        circular.item,
        tuple(numbers_of(circular)),
        names_of(circular),
        tuple(issuer.value for issuer in circular.issuers),
        known_day(circular),
    )


def numbers_of(circular: Circular) -> list[str]:
    """The numbers of a circular, its own first."""
    found = [circular.number, *circular.further_numbers]
    return [number.value.text for number in found if number]


def names_of(circular: Circular) -> dict[str, str | None]:
    """The titles a circular is known by, bare; those of carried texts with that text's title."""
    names: dict[str, str | None] = {}
    if circular.title:
        title = circular.title.value
        names[bare(title)] = None
        names.setdefault(bare(without_issuer(title)), None)
        if carried := carried_name(title):
            match = next(
                (t.title for t in circular.carried if bare(t.title) == bare(carried)), None
            )
            if match:
                names.setdefault(bare(carried), match)
    for text in circular.carried:
        names.setdefault(bare(text.title), text.title)
    names.pop("", None)
    return names


def titles_of(circular: Circular, text: str | None = None) -> list[str]:
    """The titles a circular goes by, and those of what it carries; of one text only that."""
    if text:
        return [text]
    own = [circular.title.value] if circular.title else []
    return own + [carried.title for carried in circular.carried]


# keys


def number_names(key: NumberKey) -> tuple[str, ...]:
    """The keys a circular of a number is found by."""
    if not key.is_order:
        return (f"number:{key.series}|{key.year}|{key.sequence}",)
    return (f"order:{key.sequence}", f"order:{key.sequence}|{key.year or ''}")


def number_lookups(key: NumberKey) -> tuple[str, ...]:
    """The keys under which the circulars stand that a number may mean."""
    if not key.is_order:
        return number_names(key)
    if key.year is None:
        return (f"order:{key.sequence}",)
    return (f"order:{key.sequence}|{key.year}", f"order:{key.sequence}|")


def title_name(plain: str) -> str:
    """The key of a bare title."""
    return f"title:{plain}"


def core_name(plain: str) -> str:
    """The key of a title without 试行, 修订 and years."""
    return f"core:{plain}"


def called_name(reading: str) -> str:
    """The key of what a document not held may be called where its number is left out."""
    return f"called:{reading}"


def issuer_name(name: str) -> str:
    """The key of an issuer."""
    return f"issuer:{name}"


def series_name(series: str) -> str:
    """The key of a prefix (代字)."""
    return f"series:{series}"


def file_name(sha256: str) -> str:
    """The key of a file."""
    return f"file:{sha256}"


def place_name(province: str | None) -> str:
    """The key of the province of an issuer ("" where it has none)."""
    return f"place:{province or ''}"


def maker_name(kind: str, where: str) -> str:
    """The key of circulars that speak of others without naming them: `own` (of an issuer), `below`
    and `clearing` (of a province)."""
    return f"{kind}:{where}"


def reached_by(kind: str, issuers: Sequence[str]) -> tuple[str, ...]:
    """The keys of the circulars that may speak of one of these issuers without naming it."""
    if kind == "own":
        return tuple(maker_name(kind, name) for name in issuers)
    found = provinces(issuers)
    if None in found:
        return (maker_name(kind, ANYWHERE),)
    return tuple(maker_name(kind, where) for where in ("", *sorted(p for p in found if p)))


def provinces(issuers: Iterable[str]) -> set[str | None]:
    """The provinces of bodies, null among them where one has none."""
    return {office(name).place[0] for name in issuers}
