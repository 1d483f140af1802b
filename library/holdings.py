"""The library as the graph sees it, and what is known from it, kept until the library changes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..graph.holdings import Collection, Held
from ..graph.world import World, build_world

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.passed import Copies
    from .library import Library

State = tuple[int, int]


class Holdings(Collection):
    """Every circular of a library with its corrections, further copies left out; as if only the
    files in `contents` were held, when given."""

    def __init__(self, library: Library, contents: set[str] | None = None) -> None:
        self._library = library
        self._read: dict[str, str | None] = {}
        super().__init__(
            Held(label.id, key, library.circular(key))
            for key, label in library.labels(contents).items()
            if label.same_as is None
        )

    def text(self, sha256: str) -> str | None:
        """The text of a file that the spans of evidence count in, by paragraphs; null where it has
        none."""
        if sha256 not in self._read:
            self._read[sha256] = _text(self._library, sha256)
        return self._read[sha256]


def copies_of(library: Library) -> Copies:
    """Every copy of a circular that a library holds, by its id; read when asked for."""
    keys: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, label in library.labels().items():
        keys[label.id].append(key)

    def copies(id_: str) -> Sequence[Held]:
        return [Held(id_, key, library.circular(key)) for key in sorted(keys.get(id_, ()))]

    return copies


def state(library: Library) -> State:
    """What changes whenever something is written to the library, by this program or another."""
    database = library.store.db
    version = database.execute("PRAGMA data_version").fetchone()[0]
    return int(version), database.total_changes


class Knowledge:
    """The world of a library: built when first asked for, again after the library changed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._built: tuple[State, World] | None = None

    def world(self) -> World:
        """Links, wanted documents and effects, of what is held now."""
        now = state(self._library)
        if self._built is None or self._built[0] != now:
            self._built = now, build_world(Holdings(self._library))
        return self._built[1]


def _text(library: Library, sha256: str) -> str | None:
    from ..extract.blocks import read_document
    from ..ingest import mark_margins
    from ..ingest.spreads import part_spreads

    pages = library.pages(sha256)
    return read_document(mark_margins(part_spreads(pages))).paragraphs() if pages else None
