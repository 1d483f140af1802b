"""Who made what under which title: found by a look-up, not by going through all that is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .catalogue import Entries
from .entries import (
    core_name,
    issuer_name,
    number_lookups,
    reached_by,
    series_name,
    title_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .entries import Catalogue, Entry
    from .names import NumberKey


class Directory:
    """What is held, to be found by issuer, title, number and by whom it may speak of. Every answer
    is sorted by id."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self.catalogue = catalogue or Entries()

    def of(self, issuers: Sequence[str]) -> tuple[Entry, ...]:
        """The circulars held of any of some issuers."""
        return self._all(issuer_name(name) for name in issuers)

    def entitled(self, core: str) -> tuple[Entry, ...]:
        """The circulars of one title, but for 试行, 修订 and year."""
        return self._all((core_name(core),))

    def overriding(self, issuers: Sequence[str]) -> tuple[Entry, ...]:
        """The circulars that may override, without naming them, texts of some issuers."""
        return self._all((*reached_by("own", issuers), *reached_by("below", issuers)))

    def clearing(self, issuers: Sequence[str]) -> tuple[Entry, ...]:
        """The circulars with rules that may end texts of some issuers as a class."""
        return self._all(reached_by("clearing", issuers))

    def makers(self, series: str) -> tuple[str, ...]:
        """The first issuer of the circulars of a prefix (代字), none where they do not agree."""
        names = {one.issuers[:1] for one in self.catalogue.entries(series_name(series))}
        return names.pop() if len(names) == 1 else ()

    def numbered(self, key: NumberKey) -> tuple[str, ...]:
        """The ids of the documents a number may be of, those held first."""
        names = number_lookups(key)
        return (*(one.id for one in self._all(names)), *self._called(names))

    def titled(self, title: str) -> tuple[str, ...]:
        """The ids of the documents of a bare title, those held first."""
        names = (title_name(title),)
        return (*(one.id for one in self._all(names)), *self._called(names))

    def _all(self, keys: Iterable[str]) -> tuple[Entry, ...]:
        found = {one.id: one for key in keys for one in self.catalogue.entries(key)}
        return tuple(one for _, one in sorted(found.items()))

    def _called(self, keys: Iterable[str]) -> list[str]:
        return sorted({id_ for key in keys for id_ in self.catalogue.called(key)})
