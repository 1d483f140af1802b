"""Linking circulars in the tables: what each mention means, and what documents wanted are called."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..extract.circular import Reference
from ..graph.entries import called_name, number_names, title_name
from ..graph.holdings import Held
from ..graph.links import acts
from ..graph.names import bare, number_key
from ..graph.naming import Called, called, id_of, name_of
from ..graph.relations import does, encode
from ..graph.resolve import issuers_of, link_mentions, lookups
from .index import hashed, pack, pack_hops, unpack, unpack_hops

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.links import Link
    from .index import Index
    from .library import Library

_Call = tuple[str, int, str | None, str]
"""Group, hash of a spelling or reading, the spelling, the place."""


@dataclass(slots=True)
class Resolved:
    """Nodes whose status may have changed, and circulars to link once more."""

    changed: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)


class Resolving:
    """Links some circulars anew, all in one transaction."""

    def __init__(self, library: Library, index: Index) -> None:
        self._library, self._index, self._db = library, index, index.db
        self._calls: Counter[_Call] = Counter()
        self._found = Resolved()

    def resolve(self, nodes: Sequence[int]) -> Resolved:
        """Link the circulars of some nodes; of those that hold none any more, take the links away."""
        self._found.changed |= set(nodes)
        made: list[tuple[int, Held, list[Link], list[Called | None]]] = []
        for node in nodes:
            self._take_away(node)
            if held := self._held(node):
                links = link_mentions(held, self._index)
                issuers = issuers_of(held)
                calls = [called(a.reference, issuers) if a.how == "wanted" else None for a in links]
                self._calls.update(one for call in calls if call for one in _calls(call))
                made.append((node, held, links, calls))
        self._name_wanted(set(nodes))
        for node, held, links, calls in made:
            self._put(node, held, links, calls)
        self._spread()
        return self._found

    def _held(self, node: int) -> Held | None:
        row = self._db.execute(
            "SELECT sha256, part FROM documents WHERE node = ? AND stands", (node,)
        ).fetchone()
        if row is None:
            return None
        return Held(self._index.id_of(node), (row[0], row[1]), self._library.circular(row))

    # what was there

    def _take_away(self, node: int) -> None:
        row = self._db.execute(
            "SELECT out, told, looked FROM links WHERE node = ?", (node,)
        ).fetchone()
        if row is None:
            return
        for (target, _), told in zip(unpack_hops(row[0]), json.loads(row[1]), strict=True):
            if target:
                self._found.changed.add(target)
                self._db.execute("DELETE FROM cites WHERE target = ? AND node = ?", (target, node))
            if told["how"] == "wanted":
                said = said_of(told)
                self._count(said, target, -1)
                if call := called(said, told["by"]):
                    self._calls.subtract(_calls(call))
        self._db.execute("DELETE FROM links WHERE node = ?", (node,))
        self._db.executemany(
            "DELETE FROM mentions WHERE name = ? AND node = ?", [(n, node) for n in unpack(row[2])]
        )

    # what is there now

    def _put(
        self, node: int, held: Held, links: Sequence[Link], calls: Sequence[Called | None]
    ) -> None:
        hops, told, looked = [], [], set()
        places: dict[tuple[str | None, str | None], int] = {}
        for link, call in zip(links, calls, strict=True):
            wanted = link.how == "wanted"
            id_ = id_of(link, call, self._index) if wanted else link.target
            target = self._index.make_node(id_) if id_ else 0
            said = link.reference
            place = places.setdefault((link.carried, said.clause), len(places))
            code = encode(said, own=link.carried is None, wanted=wanted, place=place)
            hops.append((target, code))
            told.append(_told(link, issuers_of(held) if wanted else ()))
            looked |= {hashed(key) for key in lookups(said, held)}
            if target:
                self._found.changed.add(target)
                self._db.execute(
                    "INSERT OR IGNORE INTO cites VALUES (?, ?, ?, ?)",
                    (target, acts(said), wanted, node),
                )
            if wanted:
                self._count(said, target, 1)
        if not hops:
            return
        names = json.dumps(told, separators=(",", ":"))
        self._db.execute(
            "INSERT INTO links VALUES (?, ?, ?, ?)", (node, pack_hops(hops), names, pack(looked))
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO mentions VALUES (?, ?)", [(name, node) for name in looked]
        )

    def _count(self, said: Reference, target: int, by: int) -> None:
        """Count the keys a document wanted is found by."""
        names = {title_name(bare(said.title))} if said.title else set()
        if said.number and (key := number_key(said.number)):
            names |= {*number_names(key), f"series:{key.series}"}
        for name in names:
            _add(self._db, "called", {"name": hashed(name), "node": target}, by)

    # names of what is wanted

    def _name_wanted(self, own: set[int]) -> None:
        """Count how documents wanted are called now; those whose name that changes are named anew."""
        deltas = [(call, by) for call, by in self._calls.items() if by]
        groups = {call[0] for call, _ in deltas}
        for _, what, shown, _ in (call for call, _ in deltas):
            if shown is not None:
                groups |= set(self._index.groups_of(what))
        before = self._names(groups)
        turned: set[int] = set()
        for (group, what, shown, place), by in deltas:
            row = {"grp": group, "what": what, "shown": shown, "place": place}
            if _add(self._db, "calls", row, by) and shown is None:
                turned.add(what)
        after = self._names(groups)
        for group in groups:
            old, new = before.get(group), after.get(group)
            if old == new:
                continue
            turned |= set(self._readings(group))
            node = self._index.node(old) if old else None
            if node is not None and new is not None:
                rows = self._db.execute(
                    "SELECT node FROM cites WHERE target = ? AND wanted", (node,)
                )
                self._found.again |= {citing for (citing,) in rows}
        for what in turned:
            rows = self._db.execute("SELECT node FROM mentions WHERE name = ?", (what,))
            self._found.again |= {citing for (citing,) in rows}
        self._found.again -= own

    def _names(self, groups: Iterable[str]) -> dict[str, str]:
        return {g: name_of(g, self._index) for g in groups if self._index.shown(g)}

    def _readings(self, group: str) -> list[int]:
        rows = self._db.execute("SELECT what FROM calls WHERE grp = ? AND shown IS NULL", (group,))
        return [what for (what,) in rows]

    def _spread(self) -> None:
        """What something does hangs on its own status: note, too, what the changed act on."""
        front = set(self._found.changed)
        while front:
            following: set[int] = set()
            for node in front:
                row = self._db.execute("SELECT out FROM links WHERE node = ?", (node,)).fetchone()
                hops = unpack_hops(row[0]) if row else []
                following |= {target for target, code in hops if target and does(code)}
            front = following - self._found.changed
            self._found.changed |= following


def _calls(call: Called) -> list[_Call]:
    rows: list[_Call] = [(call.group, hashed(f"shown:{call.shown}"), call.shown, call.place)]
    rows += [(call.group, hashed(called_name(one)), None, call.place) for one in call.readings]
    return rows


def _told(link: Link, issuers: Sequence[str]) -> dict[str, Any]:
    """What of a link is not told by its circular and its target."""
    told: dict[str, Any] = {"how": link.how}
    if link.text is not None:
        told["text"] = link.text
    if link.candidates:
        told["candidates"] = [(one.id, one.why) for one in link.candidates]
    if link.how == "wanted":
        said = link.reference
        names = ("title", "number", "issuer", "issuer_name")
        told |= {name: value for name in names if (value := getattr(said, name)) is not None}
        told["by"] = issuers[:1]
    return told


def said_of(told: dict[str, Any]) -> Reference:
    """What a mention calls a document wanted, as a reference that says no more than that."""
    title, number, issuer = told.get("title"), told.get("number"), told.get("issuer")
    plain = Reference("", "cites", title, number, issuer, None, "", 0.0, ())
    return replace(plain, issuer_name=told.get("issuer_name"))


def _add(db: Any, table: str, row: dict[str, Any], by: int) -> bool:
    """Count a row up or down; says whether it came or went."""
    unique = ("grp", "what") if table == "calls" else ("name", "node")
    where = " AND ".join(f"{name} = :{name}" for name in unique)
    values = {**row, "by": by}
    found = db.execute(f"SELECT count FROM {table} WHERE {where}", values).fetchone()  # noqa: S608
    if found is None:
        columns = ", ".join(f":{name}" for name in row)
        db.execute(f"INSERT INTO {table} VALUES ({columns}, :by)", values)  # noqa: S608
        return True
    if found[0] + by:
        db.execute(f"UPDATE {table} SET count = count + :by WHERE {where}", values)  # noqa: S608
        return False
    db.execute(f"DELETE FROM {table} WHERE {where}", values)  # noqa: S608
    return True
