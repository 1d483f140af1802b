"""What a graph is built from: the circulars held, each with the id people call it by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..extract.circular import Circular


@dataclass(frozen=True, slots=True)
class Held:
    """A circular held: `id` as people call it (a label), `key` (sha256 of its file, part)."""

    id: str
    key: tuple[str, int]
    circular: Circular


class Holdings(Protocol):
    """What is held. A library implements this; further copies of one circular are left out."""

    def circulars(self) -> Sequence[Held]:
        """Every circular once, sorted by (id, key)."""

    def held(self, id: str) -> Held | None:  # noqa: A002
        """The circular of an id, null where none is held."""

    def text(self, sha256: str) -> str | None:
        """The text of a file that the spans of evidence count in, null where it is not kept."""


class Texts(Mapping[str, str]):
    """The texts of files by sha256, each asked for once, when it is needed."""

    def __init__(self, holdings: Holdings, files: Iterable[str]) -> None:
        self._holdings = holdings
        self._files = tuple(sorted(set(files)))
        self._read: dict[str, str | None] = {}

    def __getitem__(self, sha256: str) -> str:
        if sha256 not in self._read:
            self._read[sha256] = self._holdings.text(sha256)
        text = self._read[sha256]
        if text is None:
            raise KeyError(sha256)
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Collection:
    """Circulars in memory as `Holdings`, with the texts of their files (by sha256); in whatever
    order they come, the same."""

    def __init__(self, circulars: Iterable[Held], texts: Mapping[str, str] | None = None) -> None:
        self._texts = dict(texts or {})
        self._circulars = tuple(sorted(circulars, key=lambda held: (held.id, held.key)))
        self._by_id: dict[str, Held] = {}
        for one in self._circulars:
            self._by_id.setdefault(one.id, one)

    def circulars(self) -> Sequence[Held]:
        """Every circular once, sorted by (id, key)."""
        return self._circulars

    def held(self, id: str) -> Held | None:  # noqa: A002
        """The circular of an id, null where none is held."""
        return self._by_id.get(id)

    def text(self, sha256: str) -> str | None:
        """The text of a file that the spans of evidence count in, null where it is not kept."""
        return self._texts.get(sha256)
