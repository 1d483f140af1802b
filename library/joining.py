"""Circulars that lie over several files: an archive scans page ranges into files of their own.

Files whose names count on in one folder (…_1, …_2; …上, …下) are looked at in that order; where
one goes on in the next (`extract.continuation`), both are one source under the first one's key.
What is decided hangs on the files of a folder alone, not on the order in which they came.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ..extract.circular import Issue
from ..ingest import stage_key
from ..ingest.page import Source
from ..ingest.values import dataclass, replace
from .keys import extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..extract.circular import Circular
    from .store import Store

JOIN_VERSION = 1
_NAME = re.compile(
    r"(?P<stem>.*?)(?P<between>[\s._—(（\-第]*)(?P<count>[0-9]{1,4}|[一二三四五六七八九十上中下])"
    r"(?:[)）]|部分|册|卷|页)?"
)
_COUNTS = {"上": 1, "中": 2, "下": 3} | {
    char: n for n, char in enumerate("一二三四五六七八九十", 1)
}
_HALVES = "上中下"
_SEP = os.fsencode(os.sep)


@dataclass(frozen=True, slots=True)
class Join:
    """A content that goes on from another: from the `leader`, as its file number `place` (from 2)."""

    content: str
    leader: str
    place: int
    certain: bool
    signs: tuple[str, ...]
    key: str


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
    places = _Places(store, paths)
    after = _successors(places)
    made: dict[str, Join] = {}
    for first in sorted(set(after) - set(after.values())):
        _follow(store, first, after, held, made)
    known = places.contents
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


class _Places:
    """The contents of folders by the stem and the count of their names."""

    def __init__(self, store: Store, paths: Iterable[bytes]) -> None:
        self.contents: set[str] = set()
        self.counted: dict[tuple[bytes, tuple[str, str, str]], dict[int, set[str]]] = {}
        folders = {_folder(path) for path in paths}
        done: set[bytes] = set()
        while folders - done:  # a content may stand in other folders too, beside others
            folder = min(folders - done)
            done.add(folder)
            for path, sha256 in _files_in(store, folder):
                self.contents.add(sha256)
                if not (name := _numbered(path)):
                    continue
                stem, count = name
                group = self.counted.setdefault((folder, stem), defaultdict(set))
                group[count].add(sha256)
                folders |= {_folder(os.fsencode(place)) for place in store.places(sha256)}


def _folder(path: bytes) -> bytes:
    return path.rpartition(_SEP)[0]


def _files_in(store: Store, folder: bytes) -> list[tuple[bytes, str]]:
    rows = store.db.execute(
        "SELECT path, sha256 FROM paths WHERE path > ? AND path < ? ORDER BY path",
        (folder + _SEP, folder + bytes([_SEP[0] + 1])),
    )
    return [(path, sha256) for path, sha256 in rows if _folder(path) == folder]


def _numbered(path: bytes) -> tuple[tuple[str, str, str], int] | None:
    """What files of one row share (the name before the count, the suffix, how it is counted), and
    the count."""
    name = PurePath(os.fsdecode(path))
    match = _NAME.fullmatch(name.stem)
    if match is None or not (match["stem"] or match["between"]):
        return None
    count = match["count"]
    way = _HALVES if count in _HALVES else "0" if count.isdecimal() else "一"
    number = int(count) if count.isdecimal() else _COUNTS[count]
    return (match["stem"] + match["between"], name.suffix.lower(), way), number


def _successors(places: _Places) -> dict[str, str]:
    """The one content whose name counts on from another's; none where several do."""
    after: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    for (_, (*_, way)), counts in places.counted.items():
        step = 2 if way == _HALVES and 2 not in counts else 1  # 上 and 下 without 中
        for count, contents in counts.items():
            following = counts.get(count + step, set())
            for one in contents:
                after[one] |= following - {one}
            for other in following:
                before[other] |= contents - {other}
    return {
        one: next(iter(others))
        for one, others in after.items()
        if len(others) == 1 and len(before[next(iter(others))]) == 1
    }


def _follow(
    store: Store,
    first: str,
    after: dict[str, str],
    held: dict[str, Join],
    made: dict[str, Join],
) -> None:
    """Decide along a row of names, each file against those it may go on from."""
    leader, chain, content = first, [first], first
    seen = {first}
    while (content := after.get(content, "")) and content not in seen:
        seen.add(content)
        join = _decide(store, leader, chain, content, held)
        if join:
            made[content] = join
        if join and join.certain:
            chain.append(content)
        else:
            leader, chain = content, [content]


def _decide(
    store: Store, leader: str, chain: Sequence[str], content: str, held: dict[str, Join]
) -> Join | None:
    from ..extract.continuation import continuation, joined

    page_keys = [store.page_keys(one, alone=True) for one in (*chain, content)]
    if not all(page_keys) or not _headless(store, content, held):
        return None
    key = stage_key("join", JOIN_VERSION, {}, [extraction(keys) for keys in page_keys])
    old = held.get(content)
    if old and old.key == key:
        return old
    parts = [store.file_pages(one, alone=True) for one in (*chain, content)]
    found = continuation(joined(parts[:-1]), parts[-1])
    if found is None:
        return None
    return Join(content, leader, len(chain) + 1, found.certain, found.signs, key)


def _headless(store: Store, content: str, held: dict[str, Join]) -> bool:
    """Whether a content begins without number and title, or is known as the rest of another."""
    if (old := held.get(content)) and old.certain:
        return True
    rows = store.db.execute(
        "SELECT number, title FROM circulars WHERE sha256 = ? ORDER BY part LIMIT 1", (content,)
    ).fetchall()
    return rows == [(None, None)]


def further(store: Store, circular: Circular, sha256: str) -> list[dict[str, Any]]:
    """The further files that a circular lies in, each with its pages in the circular's count."""
    found: list[dict[str, Any]] = []
    own = store.file(sha256)
    start = own.pages if own else 0
    ends = _last_part(store, sha256)
    for other, signs in store.followers(sha256):
        held = store.file(other)
        assert held, "a content that goes on was counted"
        first, last = start + 1, start + held.pages
        start = last
        pages = circular.pages  # null where the last of a text is what goes on
        if pages[0] <= last and first <= pages[1] if pages else circular.part == ends:
            name = store.name(other)
            found.append(
                {"file": name, "sha256": other, "pages": [first, last], "because": list(signs)}
            )
    return found


def doubted(store: Store, circular: Circular, sha256: str) -> Circular:
    """The circular with an issue where it may go on in another file, or from one, and that is not
    certain."""
    rows = store.db.execute(
        "SELECT sha256, leader, signs FROM joins WHERE NOT certain AND (sha256 = ?1 OR leader = ?1)"
        " ORDER BY sha256",
        (sha256,),
    ).fetchall()
    issues = []
    for content, leader, signs in rows:
        said = ", ".join(json.loads(signs))
        if content == sha256 and circular.part == 1:
            message = f"may be the rest of {store.name(leader)}: {said}"
        elif leader == sha256 and circular.part == _last_part(store, sha256):
            message = f"may go on in {store.name(content)}: {said}"
        else:
            continue
        issues.append(Issue("continues_elsewhere", "warning", None, message))
    return replace(circular, issues=(*circular.issues, *issues)) if issues else circular


def _last_part(store: Store, sha256: str) -> int:
    row = store.db.execute("SELECT max(part) FROM circulars WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0] or 0)
