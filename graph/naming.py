"""What documents not held are called: one id for all that is said of one, whoever says it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from .names import bare, carried_name, number_key, show_number, undated, without_issuer
from .rank import office

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..extract.circular import Reference
    from .links import Link
    from .names import NumberKey

UNNUMBERED = "无号/"


@dataclass(frozen=True, slots=True)
class Called:
    """How one mention calls a document not held by number: the number as a key, of orders with the
    place of the circular that names it; as it is shown; what the document may be called without."""

    key: NumberKey
    place: str
    shown: str
    readings: frozenset[str]

    @property
    def group(self) -> str:
        """All mentions of one group mean one document."""
        return f"{self.key.series}|{self.key.year}|{self.key.sequence}|{self.place}"


class Calls(Protocol):
    """Every way in which mentions call the documents not held."""

    def shown(self, group: str) -> Sequence[str]:
        """The ways in which a number is written."""

    def groups_shown(self, shown: str) -> Sequence[tuple[str, str]]:
        """The groups, each with its place, whose number is written so."""

    def groups_read(self, reading: str) -> Sequence[str]:
        """The groups that may be called so."""


def called(reference: Reference, issuers: Sequence[str]) -> Called | None:
    """How a mention by a circular of some issuers calls a document by number, null without one."""
    key = number_key(reference.number) if reference.number else None
    if key is None or not reference.number:
        return None
    readings = frozenset(_readings(reference.title)) if reference.title else frozenset()
    place = _place(key, issuers) if key.is_order else ""
    return Called(replace(key, body=""), place, storable(show_number(reference.number)), readings)


def name_of(group: str, calls: Calls) -> str:
    """The id of a document wanted by number. Where bodies of several places have one number, the
    place stands behind."""
    written = sorted(calls.shown(group))
    for shown in reversed(written):
        places = dict(calls.groups_shown(shown))
        if len(set(places.values())) > 1:
            return f"{shown}@{places[group]}" if places[group] else shown
    return written[0]


def id_of(link: Link, says: Called | None, calls: Calls) -> str:
    """The id of the document not held that a mention means."""
    if says:
        return name_of(says.group, calls)
    title = link.reference.title or ""
    for reading in readings_without_number(title):
        ids = {name_of(group, calls) for group in calls.groups_read(reading)}
        if len(ids) == 1:
            return ids.pop()
    return UNNUMBERED + storable(title.strip())


def readings_without_number(title: str) -> tuple[str, ...]:
    """What is looked up for a title that stands alone, the nearest first."""
    return tuple(dict.fromkeys((bare(title), undated(title))))


def storable(text: str) -> str:
    """A text as a database keeps it: lone surrogates of a broken text layer replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _readings(title: str) -> set[str]:
    """What a document with a number may be called where its number is left out."""
    inner = carried_name(title)
    names = {bare(title), bare(without_issuer(title))}
    if inner:
        names |= {bare(inner), undated(inner)}
    return names - {""}


def _place(key: NumberKey, issuers: Sequence[str]) -> str:
    said = office(key.body)
    if said.level is not None and any(said.place):
        return key.body
    return (office(issuers[0]).place[0] if issuers else None) or ""


class AllCalls:
    """The calls of all mentions, in memory."""

    def __init__(self, calls: Iterable[Called]) -> None:
        self._shown: dict[str, set[str]] = defaultdict(set)
        self._groups: dict[str, dict[str, str]] = defaultdict(dict)
        self._read: dict[str, set[str]] = defaultdict(set)
        for one in calls:
            self._shown[one.group].add(one.shown)
            self._groups[one.shown][one.group] = one.place
            for reading in one.readings:
                self._read[reading].add(one.group)

    def shown(self, group: str) -> Sequence[str]:
        """The ways in which a number is written."""
        return sorted(self._shown[group])

    def groups_shown(self, shown: str) -> Sequence[tuple[str, str]]:
        """The groups, each with its place, whose number is written so."""
        return sorted(self._groups[shown].items())

    def groups_read(self, reading: str) -> Sequence[str]:
        """The groups that may be called so."""
        return sorted(self._read.get(reading, ()))
