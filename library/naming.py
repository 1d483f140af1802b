"""The circulars that a person names by an id, a number or the beginning of a SHA-256."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..extract.normalise import tight
from .index import Index

if TYPE_CHECKING:
    from .library import Key, Library


Named = tuple["Key", str]
"""The key and the id of a circular."""


def resolve(library: Library, wanted: str) -> list[Named]:
    """The circulars that an id names, the first copy first."""
    find = _Tables(library) if library.linked() else _Labels(library)
    if exact := find.named(wanted):
        return sorted(exact)
    head, _, part = wanted.rpartition(":")
    if part.isdecimal() and (sha256 := library.content(head)):
        return [one for one in find.of_content(sha256) if one[0][1] == int(part)]
    if sha256 := library.content(wanted):
        return sorted(find.of_content(library.store.leader(sha256) or sha256))
    if found := find.opening(tight(wanted)):
        return sorted(found)
    contents = library.store.contents_named(wanted)
    leaders = dict.fromkeys(library.store.leader(sha256) or sha256 for sha256 in contents)
    return [one for sha256 in leaders for one in sorted(find.of_content(sha256))]


def named(library: Library, id_: str) -> list[Key]:
    """The keys of the circulars of exactly an id, the first copy first."""
    find = _Tables(library) if library.linked() else _Labels(library)
    return sorted(key for key, _ in find.named(id_))


class _Labels:
    """By going through all labels: of a library that is not linked and cannot be."""

    def __init__(self, library: Library) -> None:
        self._all = [(key, label.id) for key, label in library.labels().items()]

    def named(self, id_: str) -> list[Named]:
        return [one for one in self._all if one[1] == id_]

    def of_content(self, sha256: str) -> list[Named]:
        return [one for one in self._all if one[0][0] == sha256]

    def opening(self, plain: str) -> list[Named]:
        return [one for one in self._all if _opens(one[1], plain)]


class _Tables:
    """By the tables."""

    def __init__(self, library: Library) -> None:
        self._index = Index(library.store.db)

    def named(self, id_: str) -> list[Named]:
        return [(row.key, row.id) for row in self._index.rows("n.id = ?", id_)]

    def of_content(self, sha256: str) -> list[Named]:
        return [(row.key, row.id) for row in self._index.rows("d.sha256 = ?", sha256)]

    def opening(self, plain: str) -> list[Named]:
        where = "n.id = ?1 OR n.id >= ?1 || '#' AND n.id < ?1 || '$'"
        where += " OR n.id >= ?1 || '@' AND n.id < ?1 || 'A'"
        rows = self._index.rows(where, plain)
        return [(row.key, row.id) for row in rows if _opens(row.id, plain)]


def _opens(id_: str, plain: str) -> bool:
    """Whether an id is some words, but for what tells it from others of one number."""
    return plain in (id_, id_.partition("#")[0], re.split("[@#]", id_)[0])
