"""What is held as a catalogue: every key a circular or a document wanted is found by."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .clearing import clears
from .default_terms import states_rule
from .entries import (
    ANYWHERE,
    RULES,
    core_name,
    entry_of,
    file_name,
    issuer_name,
    maker_name,
    number_names,
    place_name,
    provinces,
    series_name,
    title_name,
    titles_of,
)
from .names import core, number_key
from .overridden import kinds_of_override
from .rank import office

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..extract.circular import Circular
    from .entries import Entry
    from .holdings import Held


class Entries:
    """A catalogue in memory. `wanted`: ids of documents wanted, with their keys."""

    def __init__(self, held: Iterable[Held] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        self._keys: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._called: dict[str, dict[str, None]] = defaultdict(dict)
        for one in held:
            self._entries[one.id] = entry = entry_of(one)
            for key in keys_of(one.circular, entry):
                self._keys[key][one.id] = entry

    def add_wanted(self, id: str, keys: Iterable[str]) -> None:  # noqa: A002
        """Take in a document wanted."""
        for key in keys:
            self._called[key][id] = None

    def entries(self, key: str) -> Sequence[Entry]:
        """The circulars held that are found by a key, sorted by id."""
        return [entry for _, entry in sorted(self._keys.get(key, {}).items())]

    def entry(self, id: str) -> Entry | None:  # noqa: A002
        """The circular of an id, null where none is held."""
        return self._entries.get(id)

    def every(self) -> Iterable[Entry]:
        """All circulars held, sorted by id."""
        return [entry for _, entry in sorted(self._entries.items())]

    def called(self, key: str) -> Sequence[str]:
        """The ids of the documents wanted that are found by a key, sorted."""
        return sorted(self._called.get(key, ()))


def keys_of(circular: Circular, entry: Entry) -> set[str]:
    """The keys a circular held is found by."""
    keys = {title_name(name) for name in entry.names}
    keys |= {issuer_name(name) for name in entry.issuers}
    keys |= {core_name(key) for title in titles_of(circular) if (key := core(title))}
    keys |= {place_name(province) for province in provinces(entry.issuers)}
    keys.add(file_name(entry.key[0]))
    for number in entry.numbers:
        if numbered := number_key(number):
            keys |= {*number_names(numbered)}
            if not numbered.is_order and entry.issuers:
                keys.add(series_name(numbered.series))
    for kind in kinds_of_override(circular):
        keys |= set(_maker_keys(kind, entry))
    if clears(circular):
        keys |= set(_maker_keys("clearing", entry))
    if states_rule(circular):
        keys.add(RULES)
    return keys


def _maker_keys(kind: str, entry: Entry) -> Iterator[str]:
    """Who looks for it: circulars of its issuers, or those of its first issuer's province."""
    if kind == "own":
        yield from (maker_name(kind, name) for name in entry.issuers)
    elif entry.issuers:
        yield maker_name(kind, ANYWHERE)
        yield maker_name(kind, office(entry.issuers[0]).place[0] or "")
