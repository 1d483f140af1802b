"""Circulars that lie over several files: an archive scans page ranges into files of their own.

Files whose names count on in one folder (…_1, …_2; …上, …下) are looked at in that order; where
one goes on in the next (`continuing`), both are one source under the first one's key.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from ..ingest import stage_key
from ..ingest.page import Source
from .continuing import Doubt, Further, Join, decide, files_beyond, folder_of, in_doubt
from .keys import extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..extract.circular import Circular
    from ..ingest.page import Page
    from .store import Store

JOIN_VERSION = 1
_SEP = os.fsencode(os.sep)


def joins(store: Store) -> dict[str, Join]:
    """What is decided, by the content that goes on."""
    rows = store.db.execute("SELECT sha256, leader, place, certain, signs, key FROM joins")
    return {
        sha256: Join(sha256, leader, place, bool(certain), tuple(json.loads(signs)), key)
        for sha256, leader, place, certain, signs, key in rows
    }


def settle(store: Store, paths: Iterable[bytes]) -> list[Source]:
    """Decide anew what goes on in the folders of these paths; gives the contents that have to be
    extracted again."""
    held = joins(store)
    known, made = decide(_Held(store), paths, held)
    gone = [join for join in held.values() if {join.content, join.leader} & known]
    changed = {
        content
        for old, new in [
            *((one, made.get(one.content)) for one in gone),
            *((held.get(one.content), one) for one in made.values()),
        ]
        if _told(old) != _told(new)
        for one in (old, new)
        if one
        for content in ((one.content, one.leader) if one.certain else ())
    }
    with store.transaction():
        store.db.executemany("DELETE FROM joins WHERE sha256 = ?", [(j.content,) for j in gone])
        store.db.executemany(
            "INSERT OR REPLACE INTO joins VALUES (?, ?, ?, ?, ?, ?)",
            [
                (j.content, j.leader, j.place, int(j.certain), json.dumps(j.signs), j.key)
                for j in made.values()
            ],
        )
    return [source for one in sorted(changed) if (source := _source(store, one))]


def _told(join: Join | None) -> tuple[object, ...] | None:
    """What of a join decides what is read as one."""
    return (join.leader, join.place) if join and join.certain else None


def _source(store: Store, sha256: str) -> Source | None:
    held = store.file(sha256)
    row = store.db.execute("SELECT path FROM paths WHERE sha256 = ? ORDER BY name", (sha256,))
    place = row.fetchone()
    if held is None or place is None or not store.page_keys(sha256, alone=True):
        return None
    return Source(os.fsdecode(place[0]), sha256, held.media_type, held.size)


class _Held:
    """The store as a shelf of files."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def files_in(self, folder: bytes) -> list[tuple[bytes, str]]:
        rows = self._store.db.execute(
            "SELECT path, sha256 FROM paths WHERE path > ? AND path < ? ORDER BY path",
            (folder + _SEP, folder + bytes([_SEP[0] + 1])),
        )
        return [(path, sha256) for path, sha256 in rows if folder_of(path) == folder]

    def places(self, content: str) -> list[bytes]:
        return [os.fsencode(place) for place in self._store.places(content)]

    def key(self, contents: Sequence[str]) -> str | None:
        keys = [self._store.page_keys(one, alone=True) for one in contents]
        if not all(keys):
            return None
        return stage_key("join", JOIN_VERSION, {}, [extraction(one) for one in keys])

    def pages(self, content: str) -> list[Page]:
        return self._store.file_pages(content, alone=True)

    def headless(self, content: str) -> bool:
        rows = self._store.db.execute(
            "SELECT number, title FROM circulars WHERE sha256 = ? ORDER BY part LIMIT 1", (content,)
        ).fetchall()
        return rows == [(None, None)]


def further(store: Store, circular: Circular, sha256: str) -> list[dict[str, Any]]:
    """The further files that a circular lies in, each with its pages in the circular's count."""
    own = store.file(sha256)
    followers = []
    for other, signs in store.followers(sha256):
        held = store.file(other)
        assert held, "a content that goes on was counted"
        followers.append(Further(store.name(other), other, held.pages, signs))
    return files_beyond(circular, own.pages if own else 0, _last_part(store, sha256), followers)


def doubted(store: Store, circular: Circular, sha256: str) -> Circular:
    """The circular with an issue where it may go on in another file, or from one, and that is not
    certain."""
    rows = store.db.execute(
        "SELECT sha256, leader, signs FROM joins WHERE NOT certain AND (sha256 = ?1 OR leader = ?1)"
        " ORDER BY sha256",
        (sha256,),
    ).fetchall()
    doubts = [
        Doubt(content, leader, store.name(content), store.name(leader), tuple(json.loads(signs)))
        for content, leader, signs in rows
    ]
    return in_doubt(circular, sha256, _last_part(store, sha256), doubts) if doubts else circular


def _last_part(store: Store, sha256: str) -> int:
    row = store.db.execute("SELECT max(part) FROM circulars WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0] or 0)
