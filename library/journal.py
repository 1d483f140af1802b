"""What happened: attempts at units of work, files that failed, units put in quarantine.

An attempt is written before its unit runs. A unit that was running when its whole run was
ended from outside is tried again as if new; one that killed its worker twice is not tried
again until its file, the readers or the rules are other ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .store import now

if TYPE_CHECKING:
    from .store import Store

MOST_DEATHS = 2


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be read.

    `code` is as in `InputError`, or `no_files`, `changed`, `quarantined`, `internal`.
    """

    code: str
    reason: str
    advice: str


def start(store: Store, unit: str, path: bytes) -> None:
    """Note that a unit is about to run."""
    store.db.execute(
        "INSERT INTO attempts VALUES (?, ?, 1, 0, 'running', NULL, ?) ON CONFLICT (unit)"
        " DO UPDATE SET tries = tries + 1, state = 'running', at = excluded.at",
        (unit, path, now()),
    )


def finish(store: Store, unit: str) -> None:
    """Forget the attempts at a unit that came to an end, well or with a reason."""
    store.db.execute("DELETE FROM attempts WHERE unit = ?", (unit,))


def died(store: Store, unit: str, reason: str) -> bool:
    """Note that a unit killed its worker; says whether that puts it in quarantine."""
    store.db.execute(
        "UPDATE attempts SET deaths = deaths + 1, reason = ?, at = ?,"
        " state = CASE WHEN deaths + 1 >= ? THEN 'quarantined' ELSE 'died' END WHERE unit = ?",
        (reason, now(), MOST_DEATHS, unit),
    )
    return quarantined(store, unit) is not None


def quarantined(store: Store, unit: str) -> str | None:
    """Why a unit is in quarantine, or null when it is not."""
    row = store.db.execute(
        "SELECT reason FROM attempts WHERE unit = ? AND state = 'quarantined'", (unit,)
    ).fetchone()
    return row[0] if row else None


def release(store: Store) -> int:
    """Let everything out of quarantine; says how many units."""
    return store.db.execute("DELETE FROM attempts WHERE state = 'quarantined'").rowcount


def all_quarantined(store: Store) -> list[tuple[bytes, str]]:
    """The paths whose units are in quarantine, with the reasons."""
    return store.db.execute(
        "SELECT path, reason FROM attempts WHERE state = 'quarantined' ORDER BY path, unit"
    ).fetchall()


def fail(store: Store, path: bytes, name: str, failure: Failure) -> None:
    """Note why a file could not be read."""
    store.db.execute(
        "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?)",
        (path, name, failure.code, failure.reason, failure.advice, now()),
    )


def clear(store: Store, path: bytes) -> None:
    """Forget why a file could not be read: now it could."""
    store.db.execute("DELETE FROM failures WHERE path = ?", (path,))


def all_failures(store: Store) -> list[tuple[str, Failure]]:
    """The files that could not be read, by name."""
    rows = store.db.execute("SELECT name, code, reason, advice FROM failures ORDER BY name, path")
    return [(name, Failure(*rest)) for name, *rest in rows]


def failed_paths(store: Store) -> set[bytes]:
    """The paths that could not be read when they were last tried."""
    return {path for (path,) in store.db.execute("SELECT path FROM failures")}
