"""ZIP packages (OFD, DOCX, archives) read within bounds: sizes, ratios, counts, names.

Nothing is unpacked to a disk; a member is decompressed block by block and given up where it
grows beyond what it may have.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .errors import InputError
from .source import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

MOST_MEMBERS = 20_000
MOST_BYTES = 256 * 1024 * 1024
"""Bytes that one member may unpack to, and what a package may give in all at one opening."""
RATIO = 250
"""Times its packed size that a member may unpack to; XML of pages reaches 60."""
SMALL = 4 * 1024 * 1024
"""Members up to this size are never bombs, whatever their ratio."""
BLOCK = 1024 * 1024
_ENCRYPTED = 0x1
_UTF8 = 0x800


class Package:
    """An open ZIP file: its members by name, each read within bounds.

    Names are told apart exactly, then without regard to case; the first of a name has it, what
    comes after it under the same name is counted (`a (2).txt`). `given` counts what was unpacked.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members: dict[str, zipfile.ZipInfo] = {}
        self.given = 0
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            raise bomb(f"{len(infos)} files, more than {MOST_MEMBERS}")
        for info in infos:
            if not info.is_dir():
                self._add(normal_path(member_name(info)), info)
        self._folded = {name.casefold(): name for name in reversed(self._members)}

    def _add(self, name: str, info: zipfile.ZipInfo) -> None:
        """Take a member in; another of a name that is taken is counted: `a (2).txt`. The same
        bytes again are no other member."""
        shown, count = name, 1
        while (other := self._members.get(shown)) is not None:
            if (other.CRC, other.file_size) == (info.CRC, info.file_size):
                return
            count += 1
            stem, ending = posixpath.splitext(name)
            shown = f"{stem} ({count}){ending}"
        self._members[shown] = info

    @property
    def names(self) -> list[str]:
        """The names of the members as the package has them, in its order."""
        return list(self._members)

    def find(self, path: str) -> str | None:
        """The name of the member at a path, None where there is none."""
        path = normal_path(path)
        return path if path in self._members else self._folded.get(path.casefold())

    def is_encrypted(self, name: str) -> bool:
        """Whether a member is protected by a password."""
        return bool(self._members[name].flag_bits & _ENCRYPTED)

    def read(self, name: str, most: int = MOST_BYTES) -> bytes:
        """The bytes of a member. Raises `InputError`: `encrypted`, `too_large`, `damaged`."""
        info = self._members[name]
        if self.is_encrypted(name):
            raise InputError(
                "encrypted",
                f"{name} in it is protected by a password",
                "unpack it with the password and give what is in it",
            )
        blocks: list[bytes] = []
        size = 0
        try:
            with self._archive.open(info) as stream:
                while block := stream.read(BLOCK):
                    size += len(block)
                    self.given += len(block)
                    self._check(info, name, size, most)
                    blocks.append(block)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise damaged(f"{name} in it cannot be unpacked ({error})") from error
        except Exception as error:  # lzma and bz2 have errors of their own
            if isinstance(error, InputError):
                raise
            raise damaged(f"{name} in it cannot be unpacked ({error})") from error
        return b"".join(blocks)

    def _check(self, info: zipfile.ZipInfo, name: str, size: int, most: int) -> None:
        if size > most or self.given > 4 * MOST_BYTES:
            raise bomb(f"{name} unpacks to more than {most // 1024 // 1024} MB")
        if size > SMALL and size > RATIO * max(info.compress_size, 1):
            raise bomb(f"{name} unpacks to more than {RATIO} times its size")


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The package at a path. Raises `InputError`: `damaged`, `truncated`, `too_large`."""
    with reading(path), path.open("rb") as stream:
        yield package_of(stream)


def package_of(stream: BinaryIO) -> Package:
    """The package in a stream of bytes."""
    try:
        return Package(zipfile.ZipFile(stream))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise InputError(
            "truncated" if "not a zip file" in str(error) else "damaged",
            "the package is cut off or damaged: its list of files cannot be read",
            "fetch or copy it again",
        ) from error


def bomb(what: str) -> InputError:
    """The error for a package that would unpack to more than can be meant."""
    return InputError("too_large", what, "unpack it yourself and give what is in it")


def damaged(what: str) -> InputError:
    """The error for a package with something broken in it."""
    return InputError("damaged", what, "fetch or copy it again")


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member: UTF-8 where it says so, else UTF-8 or GBK by its bytes.

    The format knows UTF-8 (flag bit 11) and IBM's code page 437; what Chinese Windows writes is
    GBK without saying so.
    """
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def normal_path(path: str) -> str:
    """A path inside a package: with `/`, relative to its root, never above it."""
    path = path.replace("\\", "/").replace("\0", "")
    return posixpath.normpath("/" + path).lstrip("/")
