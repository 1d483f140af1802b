"""The files that paths, folders and patterns name, each with its name relative to the root given."""

from __future__ import annotations

import glob
import os
import re
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..ingest import InputError
from ..ingest.kinds import SUFFIXES
from ..ingest.members import MARK, archive_of, is_archive, list_members
from .journal import Failure
from .store import path_bytes, readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_WEB = (".htm", ".html")
_SAVED = re.compile(r"[_.-]files$")
"""How browsers name the folder of what a saved page shows: it holds no documents."""
STDIN = b"stdin:"
"""What the path of a document that came by stdin begins with, before its SHA-256."""

MISSING = Failure("missing", "the file is not there (any more)", "check the path and run again")
NO_FILES = Failure(
    "no_files",
    "no file here that can be read",
    "give a folder that holds PDF, OFD, PNG, JPEG, TIFF, DOCX, HTML or TXT files, or a ZIP of them",
)
SPECIAL = Failure("unsupported", "this is no ordinary file", "save it as a file first")
UNREACHABLE = Failure(
    "denied", "this path cannot be looked up", "check its name and your right to enter its folder"
)
DENIED = Failure("denied", "the folder may not be read", "give yourself the right to read it")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read and what to call it; `stored` stands for the path of what came by stdin."""

    path: Path
    name: str
    stored: bytes | None = None

    @property
    def key(self) -> bytes:
        """The path as the library keeps it."""
        return self.stored or path_bytes(self.path)

    @property
    def shown(self) -> str:
        """What to call it to the person who gave it: from the working folder, if it is below."""
        if self.stored:
            return self.name
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        return readable(str(path))


@dataclass(slots=True)
class Listing:
    """What was found: `unknown` are arguments that name nothing."""

    files: dict[bytes, FoundFile] = field(default_factory=dict)
    failures: list[tuple[str, Failure]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def add(self, path: Path, root: Path) -> None:
        """Take a file in; below several roots its longest name stays."""
        relative = path.relative_to(root) if path != root else Path(path.name)
        found = FoundFile(path, readable(relative.as_posix()))
        other = self.files.get(found.key)
        if other is None or len(other.name) < len(found.name):
            self.files[found.key] = found


def list_files(arguments: Iterable[str], held: Callable[[bytes], bool]) -> Listing:
    """Every file that the arguments name.

    `held` says whether the library knows a path: what is gone from there is `missing`, what never
    was is `unknown`.
    """
    listing = Listing()
    for argument in arguments:
        path = Path(os.path.abspath(argument))  # noqa: PTH100  # no link is followed
        try:
            there = path.exists()
        except OSError:  # a name too long, a folder that may not be entered
            listing.failures.append((readable(argument), UNREACHABLE))
            continue
        inside = None if there else archive_of(str(path))
        if there:
            _take(listing, argument, path, path.parent)
        elif inside:
            listing.add(path, Path(inside[0]).parent)
        elif glob.has_magic(argument):
            _take_pattern(listing, argument)
        elif path.is_symlink() or held(path_bytes(path)):
            listing.failures.append((readable(argument), MISSING))
        else:
            listing.unknown.append(readable(argument))
    return listing


def _take(listing: Listing, shown: str, path: Path, root: Path) -> None:
    if path.is_dir():
        _take_folder(listing, shown, path, path if root == path.parent else root)
    elif path.is_file():
        _take_file(listing, path, root)
    else:
        listing.failures.append((readable(shown), SPECIAL))


def _take_file(listing: Listing, path: Path, root: Path) -> None:
    """A file, or the files in it where it is an archive."""
    if not is_archive(path):
        listing.add(path, root)
        return
    shown = readable(path.relative_to(root).as_posix())
    try:
        members, refused = list_members(path)
    except InputError as error:
        listing.failures.append((shown, Failure(error.code, error.reason, error.advice)))
        return
    for name in members:
        listing.add(Path(f"{path}{MARK}{name}"), root)
    for name, why in refused:
        failure = Failure(why.code, why.reason, why.advice)
        listing.failures.append((f"{shown}{MARK}{name}", failure))
    if not members and not refused:
        listing.failures.append((shown, NO_FILES))


def _take_folder(listing: Listing, shown: str, folder: Path, root: Path) -> None:
    found = False

    def refused(error: OSError) -> None:
        listing.failures.append((readable(str(error.filename)), DENIED))

    before = len(listing.failures)
    for place, files in _walk(folder, refused):
        for name in sorted(files):
            path = Path(place, name)
            if name.startswith((".", "~$")) or path.suffix.lower() not in SUFFIXES:
                continue
            try:
                wanted = path.is_file() or path.is_symlink()
            except OSError:  # a folder that may be listed but not entered
                listing.failures.append((readable(str(path)), UNREACHABLE))
                continue
            if wanted:
                _take_file(listing, path, root)
                found = True
    if not found and len(listing.failures) == before:
        listing.failures.append((readable(shown), NO_FILES))


def _walk(top: Path, refused: Callable[[OSError], None]) -> Iterator[tuple[str, list[str]]]:
    """Each folder below with the names of its files; linked folders last, none of them twice.

    What stands in the folder itself keeps its own path, whatever links lead to it.
    """
    visited: set[str] = set()
    waiting = deque([str(top)])
    while waiting:
        for place, folders, files in os.walk(waiting.popleft(), onerror=refused):
            real = os.path.realpath(place)
            if real in visited:
                folders.clear()
                continue
            visited.add(real)
            pages = {Path(name).stem for name in files if name.lower().endswith(_WEB)}
            names = sorted(
                name
                for name in folders
                if not name.startswith(".") and _SAVED.sub("", name) not in pages - {name}
            )
            links = {name for name in names if os.path.islink(os.path.join(place, name))}  # noqa: PTH114, PTH118
            waiting.extend(os.path.join(place, name) for name in sorted(links))  # noqa: PTH118
            folders[:] = [name for name in names if name not in links]
            yield place, files


def _take_pattern(listing: Listing, pattern: str) -> None:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  # patterns may be absolute
    if not matches:
        listing.unknown.append(readable(pattern))
    fixed = Path(pattern)
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    root = Path(os.path.abspath(fixed))  # noqa: PTH100
    for match in matches:
        path = Path(os.path.abspath(match))  # noqa: PTH100
        if path.is_dir():
            if not match.endswith(("**", os.sep)):
                _take_folder(listing, match, path, root)
        elif path.suffix.lower() in SUFFIXES or not takes_all(pattern):
            _take(listing, match, path, root)


def takes_all(pattern: str) -> bool:
    """Whether a pattern takes every file of a folder, so that the kinds read must be picked."""
    return Path(pattern).name in ("*", "**")
