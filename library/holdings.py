"""The library as the graph sees it: all of it in memory, or each part read when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..graph.holdings import Collection, Held
from ..graph.links import Candidate, Link, Links
from ..graph.resolve import gather, mentions
from ..graph.world import World, assemble, build_world
from .errors import LibraryError
from .index import Index, unpack_hops
from .linking import Linking
from .resolving import said_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..graph.passed import Copies
    from ..graph.wanted import Wanted
    from .library import Library

State = tuple[int, int]
_MOST_KEPT = 1024
"""Circulars kept in memory at most: all that one question needs, never all that is held."""


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
    from .naming import named

    def copies(id_: str) -> Sequence[Held]:
        return [Held(id_, key, library.circular(key)) for key in named(library, id_)]

    return copies


class _Kept(dict[str, Any]):
    """What was read, as long as it is not too much."""

    def keep(self, key: str, value: Any) -> Any:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[key] = value
        return value


class _Circulars(Mapping[str, Held]):
    """The circulars of the tables by id, each read when it is asked for."""

    def __init__(self, library: Library, index: Index) -> None:
        self._library, self._index = library, index
        self._kept = _Kept()

    def __getitem__(self, id_: str) -> Held:
        if id_ in self._kept:
            return self._kept[id_]  # type: ignore[no-any-return]
        key = self._index.key_of(id_)
        if key is None:
            raise KeyError(id_)
        return self._kept.keep(id_, Held(id_, key, self._library.circular(key)))  # type: ignore[no-any-return]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._kept or self._index.key_of(str(id_)) is not None

    def __iter__(self) -> Iterator[str]:
        rows = self._index.db.execute(
            "SELECT n.id FROM documents d JOIN nodes n ON n.node = d.node WHERE d.stands"
        )
        return iter(sorted(id_ for (id_,) in rows))

    def __len__(self) -> int:
        found = self._index.db.execute("SELECT count(*) FROM documents WHERE stands").fetchone()
        return int(found[0])


class _Links(Links):
    """The links of the tables, those of a circular read when they are asked for."""

    def __init__(self, index: Index, held: _Circulars) -> None:  # the base's index is the tables
        self._index, self._db, self._held = index, index.db, held
        self._kept = _Kept()

    @property
    def all(self) -> tuple[Link, ...]:  # type: ignore[override]
        """Every link."""
        return tuple(link for owner in self._held for link in self.of(owner))

    def of(self, owner: str) -> tuple[Link, ...]:
        """What a circular says of others."""
        if owner in self._kept:
            return self._kept[owner]  # type: ignore[no-any-return]
        return self._kept.keep(owner, tuple(self._read(owner)))  # type: ignore[no-any-return]

    def to(self, target: str) -> tuple[Link, ...]:
        """What others say of a document, held or wanted."""
        return self._from(target, "SELECT DISTINCT node FROM cites WHERE target = ?")

    def acting(self, target: str) -> tuple[Link, ...]:
        """What others say of a document that does something to it, or is announced to."""
        from ..graph.links import acts

        links = self._from(target, "SELECT DISTINCT node FROM cites WHERE target = ? AND acts")
        return tuple(link for link in links if acts(link.reference))

    def acted_on(self) -> tuple[str, ...]:
        """Every id that something is done to, sorted."""
        return self._targets("WHERE acts")

    def targets(self) -> tuple[str, ...]:
        """Every id that something is said of, sorted."""
        return self._targets("")

    def _targets(self, where: str) -> tuple[str, ...]:
        rows = self._db.execute(
            "SELECT n.id FROM nodes n JOIN (SELECT DISTINCT target FROM cites"  # noqa: S608
            f" {where}) c ON c.target = n.node"
        )
        return tuple(sorted(id_ for (id_,) in rows))

    def _from(self, target: str, question: str) -> tuple[Link, ...]:
        node = self._index.node(target)
        owners = sorted(self._index.id_of(row[0]) for row in self._db.execute(question, (node,)))
        return tuple(link for one in owners for link in self.of(one) if link.target == target)

    def _read(self, owner: str) -> Iterator[Link]:
        node = self._index.node(owner)
        row = self._db.execute("SELECT out, told FROM links WHERE node = ?", (node,)).fetchone()
        if row is None:
            return
        rows = zip(
            mentions((self._held[owner],)), unpack_hops(row[0]), json.loads(row[1]), strict=True
        )
        for mention, (target, _), told in rows:
            yield Link(
                owner=owner,
                carried=mention.carried,
                reference=mention.reference,
                target=self._index.id_of(target) if target else None,
                how=told["how"],
                held=told["how"] in ("number", "title", "position"),
                text=told.get("text"),
                candidates=tuple(Candidate(*one) for one in told.get("candidates", ())),
            )


class _WantedOnes(Mapping[str, "Wanted"]):
    """The documents wanted of the tables by id, put together when they are asked for."""

    def __init__(self, index: Index) -> None:
        self._index, self._db = index, index.db

    def __getitem__(self, id_: str) -> Wanted:
        node = self._index.node(id_)
        rows = self._db.execute(
            "SELECT n.id, l.out, l.told FROM cites c JOIN links l ON l.node = c.node"
            " JOIN nodes n ON n.node = c.node WHERE c.target = ? AND c.wanted",
            (node,),
        ).fetchall()
        said = [
            Link(owner, None, said_of(told), id_, "wanted")
            for owner, out, tolds in sorted(set(rows))
            for (target, _), told in zip(unpack_hops(out), json.loads(tolds), strict=True)
            if target == node and told["how"] == "wanted"
        ]
        if not said:
            raise KeyError(id_)
        return gather(id_, said)

    def __contains__(self, id_: object) -> bool:
        row = self._db.execute(
            "SELECT 1 FROM cites c JOIN nodes n ON n.node = c.target"
            " WHERE n.id = ? AND c.wanted LIMIT 1",
            (id_,),
        ).fetchone()
        return row is not None

    def __iter__(self) -> Iterator[str]:
        rows = self._db.execute(
            "SELECT n.id FROM nodes n JOIN (SELECT DISTINCT target FROM cites WHERE wanted) c"
            " ON c.target = n.node"
        )
        return iter(sorted(id_ for (id_,) in rows))

    def __len__(self) -> int:
        row = self._db.execute("SELECT count(DISTINCT target) FROM cites WHERE wanted").fetchone()
        return int(row[0])


class _Texts(Mapping[str, str]):
    """The texts of the files held, the last few kept."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept = _Kept()

    def __getitem__(self, sha256: str) -> str:
        if sha256 not in self._kept:
            self._kept.keep(sha256, _text(self._library, sha256))
        text = self._kept[sha256]
        if text is None:
            raise KeyError(sha256)
        return str(text)

    def __iter__(self) -> Iterator[str]:
        rows = self._library.store.db.execute("SELECT DISTINCT sha256 FROM documents")
        return iter(sorted(sha256 for (sha256,) in rows))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def linked_world(library: Library) -> World:
    """The world of a library as its tables have it."""
    index = Index(library.store.db)
    held = _Circulars(library, index)
    return assemble(held, _Links(index, held), _WantedOnes(index), _Texts(library), index)


def state(library: Library) -> State:
    """What changes whenever something is written to the library, by this program or another."""
    database = library.store.db
    version = database.execute("PRAGMA data_version").fetchone()[0]
    return int(version), database.total_changes


class Knowledge:
    """The world of a library: linked when first asked for, again after the library changed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._built: tuple[State, World] | None = None

    def linked(self) -> bool:
        """Whether the tables say what is held now; linked first where that can be written."""
        linking = Linking(self._library)
        if linking.pending():
            try:
                linking.run()
            except LibraryError as error:
                if error.code not in ("denied", "locked"):
                    raise
                return False
        return True

    def world(self) -> World:
        """Links, wanted documents and effects, of what is held now. Where the library cannot be
        written, and is not linked, all of it is read into memory."""
        linked = self.linked()
        now = state(self._library)
        if self._built is None or self._built[0] != now:
            world = linked_world(self._library) if linked else build_world(Holdings(self._library))
            self._built = now, world
        return self._built[1]


def _text(library: Library, sha256: str) -> str | None:
    from ..extract.blocks import read_document
    from ..ingest import mark_margins
    from ..ingest.spreads import part_spreads

    pages = library.pages(sha256)
    return read_document(mark_margins(part_spreads(pages))).paragraphs() if pages else None
