"""Opening a library file: refused where it is none, brought up to date, or only looked at."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .errors import LibraryError
from .schema import APPLICATION_ID, MIGRATIONS, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 60


def connect(path: Path, *, create: bool = False, readonly: bool = False) -> sqlite3.Connection:
    """A connection to a library that is up to date; nothing is changed before it is known as one.

    `readonly`: the file may lie where nothing can be written. Raises `LibraryError`.
    """
    if not path.exists():
        if not create:
            raise LibraryError(
                "no_library", f"there is no library at {path}", "make one with: hongtou process"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _writable(path)
    except sqlite3.OperationalError:
        if not readonly or path.with_name(f"{path.name}-wal").exists():
            raise
        return _unchanging(path)


def _writable(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _check(db, path)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        _bring_up_to_date(db)
    except BaseException:
        db.close()
        raise
    return db


def _unchanging(path: Path) -> sqlite3.Connection:
    """A connection to a file that nobody changes: SQLite finds no place for its own files there."""
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    db = sqlite3.connect(where, uri=True, isolation_level=None)
    if _check(db, path) != VERSION:
        db.close()
        raise LibraryError(
            "old",
            f"{path} is of an older version and cannot be written",
            "make a copy and use that",
        )
    return db


def _check(db: sqlite3.Connection, path: Path) -> int:
    """The version of a library's tables; refuses what is no library, or a newer one."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    application = db.execute("PRAGMA application_id").fetchone()[0]
    empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application != APPLICATION_ID and not empty:
        raise LibraryError(
            "not_a_library",
            f"{path} is a database of another program",
            "name another file with --library",
        )
    if version > VERSION:
        raise LibraryError(
            "newer",
            f"{path} was written by a newer hongtou (library version {version}, this one"
            f" reads up to {VERSION})",
            "upgrade hongtou",
        )
    return version


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    """Run the migrations that are missing."""
    if db.execute("PRAGMA user_version").fetchone()[0] == VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]  # another may have been faster
        for step in MIGRATIONS[version:]:
            for statement in _statements(step):
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit between them."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


@contextmanager
def trouble(path: Path) -> Iterator[None]:
    """Turn what SQLite or the file system says into a `LibraryError`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LibraryError(
                "locked", f"another program is writing to {path}", "wait for it, then run again"
            ) from error
        raise LibraryError(
            "denied",
            f"{path} cannot be opened or written ({error})",
            "check the folder's rights and the space left on the disk",
        ) from error
    except sqlite3.DatabaseError as error:
        raise LibraryError(
            "damaged",
            f"{path} is damaged or no library ({error})",
            "put back a copy of it, or name another file with --library",
        ) from error
    except BrokenPipeError:
        raise  # not the library's: who reads the output has gone away
    except OSError as error:
        raise LibraryError(
            "denied",
            f"{path} cannot be opened or written ({error.strerror or error})",
            "check the folder's rights and the space left on the disk",
        ) from error
