"""A file as it is found: what it is by its bytes, and what is wrong with it."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .encoding import looks_like_text
from .errors import InputError
from .kinds import (
    DOC,
    DOCX,
    EMPTY_ZIP,
    HTML,
    JPEG,
    MHTML,
    ODT,
    OFD,
    PDF,
    PNG,
    RTF,
    SUFFIX,
    SUPPORTED,
    TEXT,
    TIFF,
    WORDS,
    ZIP,
    foreign_words,
    found_kind,
    goes_with,
    named_family,
    text_kind,
)
from .page import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "DOC",
    "DOCX",
    "HTML",
    "JPEG",
    "MHTML",
    "ODT",
    "OFD",
    "PDF",
    "PNG",
    "RTF",
    "TEXT",
    "TIFF",
    "ZIP",
    "probe",
    "reading",
]

HEAD = 64 * 1024
BLOCK = 1024 * 1024


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the operating system says about `path` into an `InputError`."""
    try:
        if path.is_dir():  # asked first: Windows calls opening a folder a lack of rights
            raise InputError("unsupported", "this is a folder", "give the files in it")
        yield
    except FileNotFoundError as error:
        raise InputError(
            "missing", "the file is not there (any more)", "check the path and run again"
        ) from error
    except PermissionError as error:
        raise InputError(
            "denied", "the file may not be read", "give yourself the right to read it"
        ) from error
    except OSError as error:
        raise InputError(
            "damaged",
            f"the file cannot be read ({error.strerror or error})",
            "check the disk or fetch the file again",
        ) from error


def probe(path: Path) -> Source:
    """What `path` is, by its bytes and not by its name, with its SHA-256 (read in blocks).

    Raises `InputError`: `missing`, `denied`, `empty`, `mismatch` (the name says another kind of
    file), `damaged` (named .pdf, but no PDF), `not_text`, `unsupported`.
    """
    digest = hashlib.sha256()
    head, size = b"", 0
    with reading(path), path.open("rb") as stream:
        while block := stream.read(BLOCK):
            if not size:
                head = block[:HEAD]
            digest.update(block)
            size += len(block)
    if not size:
        raise InputError("empty", "the file is empty (0 bytes)", "fetch or scan it again")
    media_type = _media_type(path, head, whole=size <= HEAD)
    return Source(str(path), digest.hexdigest(), media_type, size)


def _media_type(path: Path, head: bytes, *, whole: bool) -> str:
    named = named_family(path.suffix)
    found = found_kind(path, head, named)
    if found is not None:
        if named is not None and not goes_with(named, found):
            raise _mismatch(path, WORDS[found], SUFFIX[found])
        return found
    foreign = foreign_words(path, head)
    if foreign is not None and not (foreign.startswith("a BMP") and looks_like_text(head)):
        if named == "zip" and foreign == EMPTY_ZIP:
            raise InputError("empty", "the archive is empty", "pack or fetch it again")
        if named is not None:
            raise _mismatch(path, foreign, "its own ending")
        raise _unsupported(foreign)
    if looks_like_text(head, whole=whole):
        found = text_kind(head, named)
        if named is not None and not goes_with(named, found):
            raise _mismatch(path, WORDS[found], SUFFIX[found])
        return found
    raise _unknown(path, named)


def _mismatch(path: Path, words: str, suffix: str) -> InputError:
    return InputError(
        "mismatch",
        f"the name ends in {path.suffix}, but the file is {words}",
        f"rename it to end in {suffix} and run again",
    )


def _unsupported(words: str) -> InputError:
    return InputError(
        "unsupported",
        f"this is {words}, which is not read",
        f"convert it to one of the kinds that are read: {SUPPORTED}",
    )


def _unknown(path: Path, named: str | None) -> InputError:
    if named == "text":
        return InputError(
            "not_text",
            "the file is named as text but holds other bytes",
            "give the original document, or save it as UTF-8 text",
        )
    if named is not None:
        return InputError(
            "damaged",
            f"the file is named {path.suffix} but does not begin like one",
            "fetch or scan it again",
        )
    return _unsupported("a kind of file that is not known")
