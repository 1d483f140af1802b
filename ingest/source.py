"""A file as it is found: what it is by its bytes, and what is wrong with it."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .encoding import looks_like_text
from .errors import InputError
from .page import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = 64 * 1024
BLOCK = 1024 * 1024
PDF, PNG, JPEG, TIFF, TEXT = (
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/tiff",
    "text/plain",
)
SUPPORTED = "PDF, PNG, JPEG, TIFF and plain text (UTF-8 or GB18030)"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP container (DOCX, OFD, XLSX or ZIP)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, WPS or XLS)"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"RIFF", "a RIFF file (WEBP, WAV or AVI)"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
_WORDS = {PDF: "a PDF", PNG: "a PNG image", JPEG: "a JPEG image", TIFF: "a TIFF image"}
_SUFFIX = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", TIFF: ".tif", TEXT: ".txt"}
_NAMED = {
    ".pdf": "pdf",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".txt": "text",
}


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
    named = _NAMED.get(path.suffix.lower())
    found = _by_magic(head)
    if found is not None:
        if named is not None and named != _family(found):
            raise _mismatch(path, _WORDS[found], _SUFFIX[found])
        return found
    foreign = next((words for magic, words in _FOREIGN if head.startswith(magic)), None)
    if foreign is not None and not (foreign.startswith("a BMP") and looks_like_text(head)):
        if named is not None:
            raise _mismatch(path, foreign, "its own ending")
        raise _unsupported(foreign)
    if looks_like_text(head, whole=whole):
        if named not in (None, "text"):
            raise _mismatch(path, "plain text", _SUFFIX[TEXT])
        return TEXT
    raise _unknown(path, named)


def _by_magic(head: bytes) -> str | None:
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    # ISO 32000-1 annex H.3.4.1: readers accept the header within the first 1024 bytes.
    return PDF if b"%PDF-" in head[:1024] else None


def _family(media_type: str) -> str:
    if media_type == PDF:
        return "pdf"
    return "text" if media_type == TEXT else "image"


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
