"""The tables that answers are looked up in, as the catalogue and the links of a graph.

A key (graph.entries) is kept as a number of 64 bits: 60 of its hash, 4 of its kind.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import struct
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..graph.entries import Entry
from ..records.ids import Label

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from ..graph.compact import Compact
    from .library import Key

VERSION = 1
"""Raised when linking or judging gives something else: libraries are then linked anew."""
KINDS = (
    "number", "order", "title", "called", "core", "issuer", "series", "file", "place", "own",
    "below", "clearing", "rule", "shown",
)  # fmt: skip
_HOP = struct.Struct("<iI")


@lru_cache(maxsize=65536)
def hashed(key: str) -> int:
    """A key as the tables keep it."""
    kind = KINDS.index(key.partition(":")[0])
    data = key.encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(data, digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) & ~15 | kind


def kind_of(name: int) -> str:
    """The kind of a key."""
    return KINDS[name & 15]


def pack(names: Iterable[int]) -> bytes:
    """Keys as bytes, sorted."""
    return array("q", sorted(names)).tobytes()


def unpack(data: bytes) -> array[int]:
    """Keys from bytes."""
    names = array("q")
    names.frombytes(data)
    return names


def pack_hops(hops: Iterable[tuple[int, int]]) -> bytes:
    """Targets (0 where none is told) with what is said of them, as bytes."""
    return b"".join(_HOP.pack(*hop) for hop in hops)


def unpack_hops(data: bytes) -> list[tuple[int, int]]:
    """Targets with what is said of them."""
    return list(_HOP.iter_unpack(data))


@dataclass(frozen=True, slots=True)
class Row:
    """A circular in the tables: its key, its id, whether it stands for that id, its keys."""

    key: Key
    id: str
    stands: bool
    same_as: str | None
    shared: tuple[str, ...]
    number: str | None
    title: str | None
    issuers: tuple[str, ...]
    issued_on: str | None
    known: str | None
    facts: str
    keys: bytes


_ROW = (
    "SELECT d.sha256, d.part, n.id, d.stands, d.same_as, d.shared, d.number, d.title, d.issuers,"
    " d.issued_on, d.known, d.facts, d.keys FROM documents d JOIN nodes n ON n.node = d.node"
)
_ENTRY = (
    "SELECT n.id, d.sha256, d.part, d.facts, d.issuers, d.known FROM documents d"
    " JOIN nodes n ON n.node = d.node"
)


class Index:
    """The tables of one library; what is written belongs inside a transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    # nodes

    def node(self, id_: str) -> int | None:
        """The number of an id, null where it never had one."""
        row = self.db.execute("SELECT node FROM nodes WHERE id = ?", (id_,)).fetchone()
        return row[0] if row else None

    def make_node(self, id_: str) -> int:
        """The number of an id, given now where it has none."""
        found = self.node(id_)
        if found is None:
            found = self.db.execute("INSERT INTO nodes (id) VALUES (?)", (id_,)).lastrowid
        assert found is not None
        return found

    def id_of(self, node: int) -> str:
        """The id of a number."""
        return str(self.db.execute("SELECT id FROM nodes WHERE node = ?", (node,)).fetchone()[0])

    # the catalogue

    def entries(self, key: str) -> Sequence[Entry]:
        """The circulars held that are found by a key, sorted by id."""
        rows = self.db.execute(
            f"{_ENTRY} JOIN names m ON m.node = d.node WHERE m.name = ? AND d.stands",
            (hashed(key),),
        )
        return sorted((_entry(*row) for row in rows), key=lambda one: one.id)

    def entry(self, id: str) -> Entry | None:  # noqa: A002
        """The circular of an id, null where none is held."""
        row = self.db.execute(f"{_ENTRY} WHERE n.id = ? AND d.stands", (id,)).fetchone()
        return _entry(*row) if row else None

    def every(self) -> Iterable[Entry]:
        """All circulars held, sorted by id."""
        rows = self.db.execute(f"{_ENTRY} WHERE d.stands")
        return sorted((_entry(*row) for row in rows), key=lambda one: one.id)

    def called(self, key: str) -> Sequence[str]:
        """The ids of the documents wanted that are found by a key, sorted."""
        rows = self.db.execute(
            "SELECT n.id FROM called c JOIN nodes n ON n.node = c.node WHERE c.name = ?",
            (hashed(key),),
        )
        return sorted(id_ for (id_,) in rows)

    # how documents wanted are called

    def shown(self, group: str) -> Sequence[str]:
        """The ways in which a number is written."""
        rows = self.db.execute(
            "SELECT shown FROM calls WHERE grp = ? AND shown IS NOT NULL ORDER BY shown", (group,)
        )
        return [shown for (shown,) in rows]

    def groups_shown(self, shown: str) -> Sequence[tuple[str, str]]:
        """The groups, each with its place, whose number is written so."""
        return self.db.execute(
            "SELECT grp, place FROM calls WHERE what = ? AND shown = ? ORDER BY grp",
            (hashed(f"shown:{shown}"), shown),
        ).fetchall()

    def groups_read(self, reading: str) -> Sequence[str]:
        """The groups that may be called so."""
        return self.groups_of(hashed(f"called:{reading}"))

    def groups_of(self, what: int) -> list[str]:
        """The groups of a reading or spelling."""
        rows = self.db.execute("SELECT grp FROM calls WHERE what = ? ORDER BY grp", (what,))
        return [group for (group,) in rows]

    # all links

    def compact(self) -> Compact:
        """All links as arrays."""
        from ..graph.compact import compact

        count = self.db.execute("SELECT max(node) FROM nodes").fetchone()[0] or 0
        return compact(self.db.execute("SELECT node, out FROM links ORDER BY node"), count)

    def weights(self) -> dict[str, float]:
        """How many answers hang on each document that is not held, by its id."""
        from ..graph.compact import weights

        return {self.id_of(node): weight for node, weight in weights(self.compact()).items()}

    # circulars

    def rows(self, where: str, *values: Any) -> Iterator[Row]:
        """The circulars of a condition on `d` (documents) and `n` (nodes)."""
        for row in self.db.execute(f"{_ROW} WHERE {where}", values).fetchall():
            sha256, part, id_, stands, same_as, shared, number, title, issuers, *rest = row
            yield Row(
                (sha256, part), id_, bool(stands), same_as, tuple(json.loads(shared)), number, title,
                tuple(json.loads(issuers)), *rest,
            )  # fmt: skip

    def labels(self) -> dict[Key, Label]:
        """The label of every circular held."""
        rows = self.db.execute(
            "SELECT d.sha256, d.part, n.id, d.same_as, d.shared FROM documents d"
            " JOIN nodes n ON n.node = d.node"
        )
        return {
            (sha256, part): Label(id_, same_as, tuple(json.loads(shared)) if shared != "[]" else ())
            for sha256, part, id_, same_as, shared in rows
        }

    def put(self, row: Row) -> None:
        """Write a circular, in place of what is written of it."""
        self.db.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *row.key, self.make_node(row.id), row.same_as, json.dumps(row.shared), row.stands,
                row.number, row.title, json.dumps(row.issuers), row.issued_on, row.known, row.facts,
                row.keys,
            ),
        )  # fmt: skip

    def key_of(self, id_: str) -> Key | None:
        """The inner key of the circular held under an id."""
        row = self.db.execute(
            "SELECT d.sha256, d.part FROM documents d JOIN nodes n ON n.node = d.node"
            " WHERE n.id = ? AND d.stands",
            (id_,),
        ).fetchone()
        return (row[0], row[1]) if row else None


def _entry(id_: str, sha256: str, part: int, facts: str, issuers: str, known: str | None) -> Entry:
    item, numbers, names = json.loads(facts)
    day = dt.date.fromisoformat(known) if known else None
    return Entry(id_, (sha256, part), item, tuple(numbers), names, tuple(json.loads(issuers)), day)


def facts_of(entry: Entry) -> str:
    """What of an entry has no column of its own, as JSON."""
    return json.dumps([entry.item, entry.numbers, entry.names])
