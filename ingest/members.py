"""The files in ZIP archives, by paths of their own: `archive.zip!/folder/file.ofd`.

A member is unpacked into a folder of its own for as long as it is read; the archive stays as it
is. Archives in archives go three deep: `all.zip!/2019.zip!/file.docx`.
"""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import InputError
from .kinds import SUFFIXES, ZIP, found_kind, named_family
from .package import MOST_MEMBERS, Package, bomb, opened, package_of
from .source import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "!/"
DEEPEST = 3
MOST_INNER = 64 * 1024 * 1024
"""Bytes of an archive in an archive: it is held in memory."""
_APART = ("__MACOSX/",)


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP archive of files, and no document that is packed as ZIP."""
    named = named_family(path.suffix)
    if named not in (None, "zip"):
        return False
    try:
        with path.open("rb") as stream:
            return found_kind(path, stream.read(1024), None) == ZIP
    except (OSError, InputError):
        return False


def list_members(path: Path) -> tuple[list[str], list[tuple[str, InputError]]]:
    """The members of an archive that are of a kind that is read, and what cannot be read of it.

    Names are as behind the archive's path, sorted. Raises `InputError` for the archive itself.
    """
    found: list[str] = []
    refused: list[tuple[str, InputError]] = []
    with opened(path) as package:
        _list(package, "", 1, found, refused)
    return sorted(found), refused


def _list(
    package: Package,
    before: str,
    depth: int,
    found: list[str],
    refused: list[tuple[str, InputError]],
) -> None:
    for name in package.names:
        last = name.rpartition("/")[2]
        ending = Path(last).suffix.lower()
        if last.startswith((".", "~$")) or name.startswith(_APART) or ending not in SUFFIXES:
            continue
        if len(found) + len(refused) >= MOST_MEMBERS:
            raise bomb(f"more than {MOST_MEMBERS} files, those of archives in it counted")
        shown = f"{before}{name}"
        try:
            if package.is_encrypted(name):
                package.read(name)  # says why it cannot be read
            if ending != ".zip":
                found.append(shown)
            elif depth >= DEEPEST:
                raise bomb("an archive in an archive in an archive")
            else:
                inner = package_of(io.BytesIO(package.read(name, MOST_INNER)))
                _list(inner, shown + MARK, depth + 1, found, refused)
        except InputError as error:
            refused.append((shown, error))


def archive_of(path: str) -> tuple[str, str] | None:
    """The archive that a path leads into and the member's name in it; None for an ordinary path."""
    if MARK not in path.replace(os.sep, "/") or os.path.lexists(path):
        return None
    plain = path.replace(os.sep, "/")
    at = plain.find(MARK)
    while at >= 0:
        if os.path.isfile(path[:at]):  # noqa: PTH113  # a path as its characters
            return path[:at], plain[at + len(MARK) :]
        at = plain.find(MARK, at + 1)
    return None


def stands(path: str) -> bool:
    """Whether a file is there, or the archive it is a member of."""
    return os.path.exists(path) or archive_of(path) is not None  # noqa: PTH110


@contextmanager
def at_hand(path: Path) -> Iterator[Path]:
    """The file at a path, a member unpacked for as long as it is needed. Raises `InputError`."""
    place = archive_of(str(path))
    if place is None:
        yield path
        return
    archive, name = place
    with reading(Path(archive)), opened(Path(archive)) as package:
        data = _unpacked(package, name)
    with tempfile.TemporaryDirectory(prefix="hongtou-", ignore_cleanup_errors=True) as folder:
        made = Path(folder, f"member{Path(name).suffix}")
        made.write_bytes(data)
        del data
        yield made


def _unpacked(package: Package, name: str) -> bytes:
    for _ in range(DEEPEST):
        own = package.find(name)
        if own is not None:
            return package.read(own)
        outer, mark, name = name.partition(MARK)
        inner = package.find(outer) if mark else None
        if inner is None:
            break
        package = package_of(io.BytesIO(package.read(inner, MOST_INNER)))
    raise InputError(
        "missing", "the file is not in the archive (any more)", "check the archive and run again"
    )
