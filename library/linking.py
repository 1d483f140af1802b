"""The pass that keeps answers ready: names what is held, links what it says, judges what that changes.

What a file's circulars say is written by others; triggers of the tables note which files changed.
Each step of the pass takes what it does from its list in one transaction: a run that is ended
anywhere goes on with the next. What comes out is a function of what is held, not of its order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from ..graph.catalogue import keys_of
from ..graph.entries import RULES, entry_of, issuer_name, place_name, provinces
from ..graph.holdings import Held
from ..records.ids import Heading, assign, heading
from .index import VERSION, Index, Row, facts_of, hashed, kind_of, pack, unpack
from .resolving import Resolving
from .standing import judge_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .library import Key, Library

BATCH = 200
_MADE = (
    "nodes", "documents", "names", "mentions", "links", "cites", "calls", "called", "standings",
    "proofs", "unlinked", "unresolved", "unjudged", "linked_by",
)  # fmt: skip


class Told(Protocol):
    """What the pass tells while it goes."""

    def linking(self, done: int, of: int) -> None:
        """So many steps are done, of so many known by now."""


class Linking:
    """The pass over one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._index = Index(library.store.db)
        self._db = library.store.db
        self.judged: list[str] = []
        """The ids of the documents judged so far, whose answers may have changed."""

    def pending(self) -> bool:
        """Whether anything is left to do."""
        return any(self._next(table, 1) for table in ("unlinked", "unresolved", "unjudged")) or (
            not self._is_current() and bool(self._next("circulars", 1))
        )

    def run(self, told: Told | None = None) -> None:
        """Do what is left to do. Raises `LibraryError` where the library cannot be written."""
        if not self._is_current():
            self._begin_anew()
        done = 0
        for table, step in (
            ("unlinked", self._name),
            ("unresolved", self._resolve),
            ("unjudged", self._judge),
        ):
            while True:
                with self._library.store.transaction():
                    items = self._next(table, BATCH)
                    if not items:
                        break
                    step(items)
                done += len(items)
                if told:
                    told.linking(done, done + self._left())

    def _is_current(self) -> bool:
        row = self._db.execute("SELECT version FROM linked_by").fetchone()
        return bool(row) and row[0] == VERSION

    def _begin_anew(self) -> None:
        with self._library.store.transaction():
            for table in _MADE:
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608
            self._db.execute("INSERT INTO unlinked SELECT DISTINCT sha256 FROM circulars")
            self._db.execute("INSERT INTO linked_by VALUES (?)", (VERSION,))

    def _next(self, table: str, count: int) -> list[str | int]:
        rows = self._db.execute(f"SELECT * FROM {table} LIMIT {count}")  # noqa: S608
        return [row[0] for row in rows]

    def _left(self) -> int:
        tables = ("unlinked", "unresolved", "unjudged")
        count = " + ".join(f"(SELECT count(*) FROM {table})" for table in tables)  # noqa: S608
        return int(self._db.execute(f"SELECT {count}").fetchone()[0])

    def _done(self, table: str, column: str, items: Iterable[str | int]) -> None:
        self._db.executemany(
            f"DELETE FROM {table} WHERE {column} = ?",  # noqa: S608
            [(item,) for item in items],
        )

    # names

    def _name(self, contents: list[str | int]) -> None:
        """Give the circulars of some files their ids and keys, and note what has to be linked anew."""
        old = {row.key: row for item in contents for row in self._index.rows("d.sha256 = ?", item)}
        new = {row.key: row for item in contents for row in self._read(str(item))}
        self._db.executemany("DELETE FROM documents WHERE sha256 = ?", [(c,) for c in contents])
        near = {row.key: row for row in self._near([*old.values(), *new.values()])}
        rows = _labelled({**near, **new})
        for key, row in rows.items():
            if row != near.get(key):
                self._index.put(row)
        gone = [
            row
            for key, row in (near | old).items()
            if row.stands and (key in old or _place(rows[key]) != _place(row))
        ]
        come = [
            row
            for key, row in rows.items()
            if row.stands and (key in new or _place(near[key]) != _place(row))
        ]
        self._rename(gone, come)
        self._done("unlinked", "sha256", contents)

    def _read(self, sha256: str) -> Iterator[Row]:
        """The circulars of a file that is still held, not named yet."""
        held = self._db.execute(
            "SELECT 1 FROM paths WHERE sha256 = ? LIMIT 1", (sha256,)
        ).fetchone()
        parts = self._db.execute(
            "SELECT part FROM circulars WHERE sha256 = ?", (sha256,)
        ).fetchall()
        for (part,) in parts if held else ():
            key = sha256, part
            circular = self._library.circular(key)
            named = heading(circular, sha256)
            entry = entry_of(Held("", key, circular))
            names = pack({hashed(name) for name in keys_of(circular, entry)})
            known = entry.known.isoformat() if entry.known else None
            yield Row(
                key, "", False, None, (), named.number, named.title, named.issuers,
                named.issued_on, known, facts_of(entry), names,
            )  # fmt: skip

    def _near(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The other circulars whose ids hang together with those of some."""
        named = list(rows)
        for number in {row.number for row in named if row.number}:
            yield from self._index.rows("d.number = ?", number)
        alone = [assign([_heading(row)]) for row in named if not row.number]
        for id_ in {label.id for labels in alone for label in labels.values()}:
            yield from self._index.rows("n.id = ?", id_)

    def _rename(self, gone: Iterable[Row], come: Iterable[Row]) -> None:
        """Move keys from what went to what came; whoever looks for them is linked anew."""
        touched: set[int] = set()
        nodes: set[int] = set()
        for row in gone:
            node, names = self._index.make_node(row.id), unpack(row.keys)
            pairs = [(name, node) for name in names]
            self._db.executemany("DELETE FROM names WHERE name = ? AND node = ?", pairs)
            self._reach(row, names)
            touched.update(names)
            nodes.add(node)
        for row in come:
            node, names = self._index.make_node(row.id), unpack(row.keys)
            self._reach(row, names)
            pairs = [(name, node) for name in names]
            self._db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", pairs)
            touched.update(names)
            nodes.add(node)
        for name in touched:
            found = self._db.execute("SELECT node FROM mentions WHERE name = ?", (name,))
            nodes.update(node for (node,) in found)
        self._note("unresolved", nodes)

    def _reach(self, row: Row, names: Iterable[int]) -> None:
        """Note whose status may hang on a circular that says nothing of it by name."""
        for name in names:
            kind = kind_of(name)
            if kind == "core":
                self._note_named(name)
            elif kind == "series" and not self._is_usual(name, row.issuers[0]):
                self._db.execute(
                    "INSERT OR IGNORE INTO unjudged SELECT node FROM called WHERE name = ?", (name,)
                )
            elif kind == "own":
                for issuer in row.issuers:
                    self._note_named(hashed(issuer_name(issuer)))
            elif kind in ("below", "clearing"):
                for where in {*provinces(row.issuers[:1]), None}:
                    self._note_named(hashed(place_name(where)))
            if name == hashed(RULES) or (
                kind in ("below", "clearing") and None in provinces(row.issuers[:1])
            ):
                self._db.execute("INSERT OR IGNORE INTO unjudged SELECT node FROM documents")

    def _is_usual(self, series: int, issuer: str) -> bool:
        """Whether another circular held of a prefix has this issuer: then one more or less does not
        change whose prefix it is."""
        row = self._db.execute(
            "SELECT 1 FROM names m JOIN documents d ON d.node = m.node AND d.stands"
            " WHERE m.name = ? AND json_extract(d.issuers, '$[0]') = ? LIMIT 1",
            (series, issuer),
        ).fetchone()
        return row is not None

    def _note_named(self, name: int) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO unjudged SELECT node FROM names WHERE name = ?", (name,)
        )

    def _note(self, table: str, nodes: Iterable[int]) -> None:
        self._db.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES (?)",  # noqa: S608
            [(node,) for node in nodes],
        )

    # links and answers

    def _resolve(self, nodes: list[str | int]) -> None:
        self._done("unresolved", "node", nodes)
        found = Resolving(self._library, self._index).resolve([int(node) for node in nodes])
        self._note("unresolved", found.again)
        self._note("unjudged", found.changed)

    def _judge(self, nodes: list[str | int]) -> None:
        ids = [self._index.id_of(int(node)) for node in nodes]
        self.judged += ids
        judge_all(self._db, self._library.linked_world(), ids)
        self._done("unjudged", "node", nodes)


def _place(row: Row) -> tuple[str, bool]:
    return row.id, row.stands


def _heading(row: Row) -> Heading:
    return Heading(*row.key, row.number, row.title, row.issuers, row.issued_on)


def _labelled(rows: dict[Key, Row]) -> dict[Key, Row]:
    """The circulars with their labels; of those with one id the first stands for it."""
    labels = assign(_heading(row) for row in rows.values())
    first: dict[str, Key] = {}
    by_id: dict[str, list[Key]] = defaultdict(list)
    for key, label in labels.items():
        if label.same_as is None:
            by_id[label.id].append(key)
    for id_, keys in by_id.items():
        first[id_] = min(keys)
    return {
        key: replace(
            row,
            id=labels[key].id,
            same_as=labels[key].same_as,
            shared=labels[key].shared,
            stands=first.get(labels[key].id) == key,
        )
        for key, row in rows.items()
    }
