"""Which files go on in which: decided from names that count on in a folder, and from their pages.

A shelf is where files stand: a library's store, or what was just read into memory. What is decided
hangs on the files of a folder alone, not on the order in which they came.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Protocol

from ..extract.circular import Issue
from ..ingest.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..extract.circular import Circular
    from ..ingest.page import Page

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


@dataclass(frozen=True, slots=True)
class Further:
    """A file that goes on from another: its name, SHA-256, number of pages, and what says so."""

    name: str
    sha256: str
    pages: int
    signs: tuple[str, ...]


class Shelf(Protocol):
    """Files by their paths and their contents (SHA-256)."""

    def files_in(self, folder: bytes) -> Iterable[tuple[bytes, str]]:
        """Path and content of the files that stand in a folder itself, in order."""

    def places(self, content: str) -> Iterable[bytes]:
        """The paths at which a content stands."""

    def key(self, contents: Sequence[str]) -> str | None:
        """What a decision over these contents hangs on; null where one has no pages."""

    def pages(self, content: str) -> Sequence[Page]:
        """The pages of one content, none of those that go on from it."""

    def headless(self, content: str) -> bool:
        """Whether a content begins without number and title."""


def decide(
    shelf: Shelf, paths: Iterable[bytes], held: Mapping[str, Join]
) -> tuple[set[str], dict[str, Join]]:
    """What stands in the folders of these paths, and what of it goes on from what, by the content
    that does. `held` is what was decided before."""
    places = _Places(shelf, paths)
    after = _successors(places)
    made: dict[str, Join] = {}
    for first in sorted(set(after) - set(after.values())):
        _follow(shelf, first, after, held, made)
    return places.contents, made


def folder_of(path: bytes) -> bytes:
    """The folder a path stands in."""
    return path.rpartition(_SEP)[0]


def counts_on(path: bytes) -> bool:
    """Whether the name of a file may be one of a row."""
    return _numbered(path) is not None


class _Places:
    """The contents of folders by the stem and the count of their names."""

    def __init__(self, shelf: Shelf, paths: Iterable[bytes]) -> None:
        self.contents: set[str] = set()
        self.counted: dict[tuple[bytes, tuple[str, str, str]], dict[int, set[str]]] = {}
        folders = {folder_of(path) for path in paths}
        done: set[bytes] = set()
        while folders - done:  # a content may stand in other folders too, beside others
            folder = min(folders - done)
            done.add(folder)
            for path, sha256 in shelf.files_in(folder):
                self.contents.add(sha256)
                if not (name := _numbered(path)):
                    continue
                stem, count = name
                group = self.counted.setdefault((folder, stem), defaultdict(set))
                group[count].add(sha256)
                folders |= {folder_of(place) for place in shelf.places(sha256)}


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
    shelf: Shelf,
    first: str,
    after: dict[str, str],
    held: Mapping[str, Join],
    made: dict[str, Join],
) -> None:
    """Decide along a row of names, each file against those it may go on from."""
    leader, chain, content = first, [first], first
    seen = {first}
    while (content := after.get(content, "")) and content not in seen:
        seen.add(content)
        join = _decide(shelf, leader, chain, content, held)
        if join:
            made[content] = join
        if join and join.certain:
            chain.append(content)
        else:
            leader, chain = content, [content]


def _decide(
    shelf: Shelf, leader: str, chain: Sequence[str], content: str, held: Mapping[str, Join]
) -> Join | None:
    from ..extract.continuation import continuation, joined

    old = held.get(content)
    known = old is not None and old.certain  # the rest of another has no circulars of its own
    key = shelf.key([*chain, content])
    if key is None or not (known or shelf.headless(content)):
        return None
    if old and old.key == key:
        return old
    parts = [shelf.pages(one) for one in (*chain, content)]
    found = continuation(joined(parts[:-1]), parts[-1])
    if found is None:
        return None
    return Join(content, leader, len(chain) + 1, found.certain, found.signs, key)


def files_beyond(
    circular: Circular, own: int, last_part: int, followers: Iterable[Further]
) -> list[dict[str, Any]]:
    """The further files that a circular lies in, each with its pages in the circular's count.

    `own` is the number of pages of the first file, `last_part` that of its last circular.
    """
    found: list[dict[str, Any]] = []
    start = own
    for file in followers:
        first, last = start + 1, start + file.pages
        start = last
        pages = circular.pages  # null where the last of a text is what goes on
        if pages[0] <= last and first <= pages[1] if pages else circular.part == last_part:
            found.append(
                {
                    "file": file.name,
                    "sha256": file.sha256,
                    "pages": [first, last],
                    "because": list(file.signs),
                }
            )
    return found


def in_doubt(circular: Circular, sha256: str, last_part: int, doubts: Iterable[Doubt]) -> Circular:
    """The circular with an issue where it may go on in another file, or from one, and that is not
    certain."""
    issues = []
    for doubt in doubts:
        said = ", ".join(doubt.signs)
        if doubt.content == sha256 and circular.part == 1:
            message = f"may be the rest of {doubt.leader_name}: {said}"
        elif doubt.leader == sha256 and circular.part == last_part:
            message = f"may go on in {doubt.content_name}: {said}"
        else:
            continue
        issues.append(Issue("continues_elsewhere", "warning", None, message))
    return replace(circular, issues=(*circular.issues, *issues)) if issues else circular


@dataclass(frozen=True, slots=True)
class Doubt:
    """A join that is not certain, with the names of both files."""

    content: str
    leader: str
    content_name: str
    leader_name: str
    signs: tuple[str, ...]
