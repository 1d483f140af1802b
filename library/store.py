"""The SQLite file: opened, brought up to date, written in transactions.

Everything that is SQL about files, pages and circulars stands here; what happened to units of
work stands in `journal`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..ingest import dump_page, load_page
from ..ingest.codec import noted
from ..ingest.kinds import SUFFIXES
from ..ingest.members import stands
from ..ingest.page import INCOMPLETE, UNREAD
from ..records.ids import Heading, heading
from .codec import dump_circular, load_circular
from .errors import LibraryError
from .opening import connect, trouble

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from ..extract.circular import Circular
    from ..ingest.page import Page, Source


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells an unchanged file without reading it: size in bytes, time of change in ns."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A content held: its page count and the smallest of its names."""

    sha256: str
    media_type: str
    size: int
    pages: int


def now() -> str:
    """The time, UTC, to the second, ISO 8601."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


class Store:
    """A library file. Writing calls belong inside `with store.transaction():`."""

    def __init__(self, path: Path, *, create: bool = False, readonly: bool = False) -> None:
        """Open a library; `create` makes it where there is none. Raises `LibraryError`."""
        self.path = path
        with trouble(path):
            self.db: sqlite3.Connection = connect(path, create=create, readonly=readonly)

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is written inside, or nothing. Raises `LibraryError`."""
        with trouble(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All of what is read inside as it is now, whatever others write meanwhile."""
        if self.db.in_transaction:
            yield
            return
        with trouble(self.path):
            self.db.execute("BEGIN")
            self.db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            try:
                yield
            finally:
                self.db.execute("COMMIT")

    # files and where they stand

    def known(self, path: bytes, stamp: Stamp, settled_ns: int) -> str | None:
        """The content of an unchanged file.

        One that was changed less than `settled_ns` before it was read may have been changed again
        within the clock's tick: it is not known.
        """
        row = self.db.execute(
            "SELECT sha256 FROM paths WHERE path = ? AND size = ? AND mtime_ns = ?"
            " AND mtime_ns + ? <= seen_ns",
            (path, stamp.size, stamp.mtime_ns, settled_ns),
        ).fetchone()
        return row[0] if row else None

    def holds_path(self, path: bytes) -> bool:
        """Whether something was ever read from this path."""
        row = self.db.execute(
            "SELECT 1 FROM paths WHERE path = :path UNION ALL"
            " SELECT 1 FROM failures WHERE path = :path LIMIT 1",
            {"path": path},
        ).fetchone()
        return row is not None

    def content_at(self, path: bytes) -> str | None:
        """The content read from this path, if any was."""
        row = self.db.execute("SELECT sha256 FROM paths WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def places(self, sha256: str) -> list[Path]:
        """The paths at which a content stands and is still there."""
        rows = self.db.execute(
            "SELECT path FROM paths WHERE sha256 = ? ORDER BY name", (sha256,)
        ).fetchall()
        return [Path(os.fsdecode(path)) for (path,) in rows if os.path.exists(path)]  # noqa: PTH110

    def file(self, sha256: str) -> StoredFile | None:
        """The content of that hash, if it was ever counted."""
        row = self.db.execute(
            "SELECT sha256, media_type, size, pages FROM files WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return StoredFile(*row) if row else None

    def contents(self, beginning: str) -> list[str]:
        """The contents whose SHA-256 begins with these hexadecimal digits."""
        rows = self.db.execute(
            "SELECT sha256 FROM files WHERE sha256 >= ? AND sha256 < ? ORDER BY sha256",
            (beginning, beginning + "g"),
        )
        return [sha256 for (sha256,) in rows]

    def contents_named(self, name: str) -> list[str]:
        """The contents of files of a name, or whose name behind a folder that is."""
        name = readable(name)
        if Path(name).suffix.lower() not in SUFFIXES:
            return []  # a document number, most of the time: no need to go through all files
        rows = self.db.execute(
            "SELECT DISTINCT sha256 FROM paths WHERE name = ?1"
            " OR substr(name, -length(?1) - 1) = '/' || ?1 ORDER BY name, sha256",
            (name,),
        )
        return [sha256 for (sha256,) in rows]

    def put_file(self, source: Source, pages: int) -> None:
        """Note a content and its number of pages."""
        self.db.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?) ON CONFLICT (sha256)"
            " DO UPDATE SET media_type = excluded.media_type, pages = excluded.pages",
            (source.sha256, source.media_type, source.size, pages),
        )

    def put_path(self, path: bytes, name: str, sha256: str, stamp: Stamp, seen_ns: int) -> None:
        """Note where a content stands.

        Of the names one path was given under (below several roots) the longest stays, so that
        no order of runs matters. A content that gives way to another is remembered.
        """
        row = self.db.execute("SELECT name, sha256 FROM paths WHERE path = ?", (path,)).fetchone()
        if row and row[1] != sha256:
            self.db.execute(
                "INSERT OR REPLACE INTO replaced VALUES (?, ?, ?, ?)", (path, *row, now())
            )
        if row:
            name = _longer(name, row[0])
        self.db.execute(
            "INSERT OR REPLACE INTO paths VALUES (?, ?, ?, ?, ?, ?)",
            (path, name, sha256, stamp.size, stamp.mtime_ns, seen_ns),
        )

    def rename(self, path: bytes, name: str) -> None:
        """Give a path the longer of two names; writes only where that is another one."""
        row = self.db.execute("SELECT name FROM paths WHERE path = ?", (path,)).fetchone()
        if row and _longer(name, row[0]) != row[0]:
            with self.transaction():
                self.db.execute("UPDATE paths SET name = ? WHERE path = ?", (name, path))

    def all_paths(self) -> list[tuple[bytes, str, str]]:
        """Every path with its name and content."""
        return self.db.execute("SELECT path, name, sha256 FROM paths ORDER BY path").fetchall()

    # pages

    def page(self, key: str) -> Page | None:
        """A page by its stage key."""
        row = self.db.execute("SELECT page FROM pages WHERE key = ?", (key,)).fetchone()
        return load_page(row[0]) if row else None

    def put_pages(self, sha256: str, reading: str, pages: Iterable[tuple[str, Page]]) -> None:
        """Store pages of a file under their keys."""
        for key, page in pages:
            shared = replace(page, number=1, notes=())
            self.db.execute("INSERT OR IGNORE INTO pages VALUES (?, ?)", (key, dump_page(shared)))
            self.db.execute(
                "INSERT OR REPLACE INTO file_pages VALUES (?, ?, ?, ?, ?)",
                (sha256, page.number, key, json.dumps(page.notes), reading),
            )

    def pages_read(self, sha256: str, reading: str) -> set[int]:
        """The page numbers of a file that these readers have read."""
        rows = self.db.execute(
            "SELECT number FROM file_pages WHERE sha256 = ? AND reading = ?", (sha256, reading)
        )
        return {number for (number,) in rows}

    def followers(self, sha256: str) -> list[tuple[str, tuple[str, ...]]]:
        """The contents that go on from this one (see `joining`), in their order, each with what
        says so."""
        rows = self.db.execute(
            "SELECT sha256, signs FROM joins WHERE leader = ? AND certain ORDER BY place", (sha256,)
        )
        return [(other, tuple(json.loads(signs))) for other, signs in rows]

    def leader(self, sha256: str) -> str | None:
        """The content that this one goes on from, under which its circular is kept."""
        question = "SELECT leader FROM joins WHERE sha256 = ? AND certain"
        row = self.db.execute(question, (sha256,)).fetchone()
        return row[0] if row else None

    def _whole(self, sha256: str, *, alone: bool) -> list[tuple[str, int]]:
        """The contents whose pages are read as this one's, and the pages before each; none where
        it goes on from another itself."""
        if alone:
            return [(sha256, 0)]
        if self.leader(sha256):
            return []
        found, before = [], 0
        for one in (sha256, *(other for other, _ in self.followers(sha256))):
            found.append((one, before))
            held = self.file(one)
            before += held.pages if held else 0
        return found

    def page_keys(self, sha256: str, *, alone: bool = False) -> list[str]:
        """The stage keys of a file's pages, in their order, and of those that go on from it."""
        return [
            key
            for one, _ in self._whole(sha256, alone=alone)
            for (key,) in self.db.execute(
                "SELECT key FROM file_pages WHERE sha256 = ? ORDER BY number", (one,)
            )
        ]

    def file_pages(self, sha256: str, *, alone: bool = False) -> list[Page]:
        """The pages of a file, in their order, and of those that go on from it, numbered through;
        none of a file that goes on from another, unless it is asked for `alone`."""
        return [
            replace(noted(load_page(page), json.loads(notes)), number=before + number)
            for one, before in self._whole(sha256, alone=alone)
            for number, notes, page in self.db.execute(
                "SELECT number, notes, page FROM file_pages JOIN pages USING (key)"
                " WHERE sha256 = ? ORDER BY number",
                (one,),
            )
        ]

    def forget(self, sha256: str) -> None:
        """Take back all that was read from a file, and overwrite where it stood."""
        self.db.execute("PRAGMA secure_delete = ON")
        keys = self.page_keys(sha256, alone=True)
        self.db.execute("DELETE FROM joins WHERE sha256 = ?1 OR leader = ?1", (sha256,))
        for table in ("circulars", "extractions", "file_pages"):
            self.db.execute(f"DELETE FROM {table} WHERE sha256 = ?", (sha256,))  # noqa: S608
        for key in keys:
            self.db.execute(
                "DELETE FROM pages WHERE key = ?1"
                " AND NOT EXISTS (SELECT 1 FROM file_pages WHERE key = ?1)",
                (key,),
            )

    def unread(self, sha256: str) -> tuple[list[int], bool]:
        """The pages of a file that could not be read, and whether others may be lost."""
        rows = self.db.execute(
            "SELECT number, notes FROM file_pages WHERE sha256 = ? ORDER BY number", (sha256,)
        )
        noted = [(number, set(json.loads(notes))) for number, notes in rows]
        pages = [number for number, notes in noted if notes & UNREAD]
        return pages, any(INCOMPLETE in notes for _, notes in noted)

    # circulars

    def extraction(self, sha256: str) -> str | None:
        """The key of what was extracted from a file."""
        row = self.db.execute("SELECT key FROM extractions WHERE sha256 = ?", (sha256,)).fetchone()
        return row[0] if row else None

    def put_circulars(self, sha256: str, key: str, circulars: Sequence[Circular]) -> None:
        """Store what was extracted from a file in place of what was extracted before."""
        self.db.execute("INSERT OR REPLACE INTO extractions VALUES (?, ?)", (sha256, key))
        self.db.execute("DELETE FROM circulars WHERE sha256 = ?", (sha256,))
        for circular in circulars:
            named = heading(circular, sha256)
            self.db.execute(
                "INSERT INTO circulars VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    sha256,
                    circular.part,
                    _storable(named.number),
                    _storable(named.title),
                    json.dumps(named.issuers),
                    named.issued_on,
                    sum(issue.severity == "error" for issue in circular.issues),
                    dump_circular(circular),
                ),
            )

    def headings(self) -> Iterator[Heading]:
        """What names each circular whose file still is, or was last seen, somewhere."""
        rows = self.db.execute(
            "SELECT sha256, part, number, title, issuers, issued_on FROM circulars"
            " WHERE sha256 IN (SELECT sha256 FROM paths) ORDER BY sha256, part"
        )
        for sha256, part, number, title, issuers, issued_on in rows:
            names = tuple(json.loads(issuers))
            yield Heading(sha256, part, number, title, names, issued_on)

    def contents_in_error(self) -> set[str]:
        """The contents of which a circular has a doubt of the gravest kind."""
        rows = self.db.execute("SELECT DISTINCT sha256 FROM circulars WHERE errors > 0")
        return {sha256 for (sha256,) in rows}

    def circular(self, key: tuple[str, int]) -> Circular:
        """A circular as it was extracted. Raises `KeyError`, `LibraryError`."""
        row = self.db.execute(
            "SELECT payload FROM circulars WHERE sha256 = ? AND part = ?", key
        ).fetchone()
        if row is None:
            raise KeyError(key)
        try:
            return load_circular(row[0])
        except ValueError as error:
            raise LibraryError(
                "stale",
                "what is stored was extracted by another version",
                "run hongtou process again over the same files",
            ) from error

    def name(self, sha256: str) -> str:
        """The smallest of the names a content stands under: of those still there, if any is."""
        rows = self.db.execute(
            "SELECT name, path FROM paths WHERE sha256 = ? ORDER BY name", (sha256,)
        ).fetchall()
        there = (name for name, path in rows if len(rows) == 1 or stands(os.fsdecode(path)))
        return str(next(there, rows[0][0]))


def path_bytes(path: Path) -> bytes:
    """An absolute path as the bytes the file system has (names need not be UTF-8)."""
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100  # no link is followed


def readable(name: str) -> str:
    """A file's name for people: bytes that are no UTF-8 are taken for GB18030, else escaped."""
    raw = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def _longer(one: str, other: str) -> str:
    return max(one, other, key=lambda text: (len(text), text))


def _storable(text: str | None) -> str | None:
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")
