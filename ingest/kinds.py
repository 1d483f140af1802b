"""The kinds of files, told apart by their bytes; names only say what was meant."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from .errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

PDF, PNG, JPEG, TIFF, TEXT, OFD, HTML, MHTML, ZIP, RTF, DOC, DOCX, ODT = (
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/tiff",
    "text/plain",
    "application/ofd",
    "text/html",
    "multipart/related",
    "application/zip",
    "application/rtf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)
SUPPORTED = (
    "PDF, OFD, PNG, JPEG, TIFF, DOCX, HTML, MHTML, ZIP and plain text (UTF-8 or GB18030); "
    "DOC, WPS, RTF and ODT where LibreOffice is installed"
)
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
    (b"{\\rtf", RTF),
)
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
EMPTY_ZIP = "an empty ZIP container"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (_ZIPPED[0], "a ZIP container"),
    (_ZIPPED[1], EMPTY_ZIP),
    (_OLE, "an old Office file that is no text document (XLS, PPT or MSG)"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"RIFF", "a RIFF file (WEBP, WAV or AVI)"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
WORDS = {
    PDF: "a PDF",
    PNG: "a PNG image",
    JPEG: "a JPEG image",
    TIFF: "a TIFF image",
    TEXT: "plain text",
    OFD: "an OFD",
    HTML: "a web page (HTML)",
    MHTML: "a saved web page (MHTML)",
    ZIP: "a ZIP archive",
    RTF: "an RTF document",
    DOC: "a DOC or WPS document",
    DOCX: "a DOCX document",
    ODT: "an ODT document",
}
SUFFIX = {
    PDF: ".pdf",
    PNG: ".png",
    JPEG: ".jpg",
    TIFF: ".tif",
    TEXT: ".txt",
    OFD: ".ofd",
    HTML: ".html",
    MHTML: ".mht",
    ZIP: ".zip",
    RTF: ".rtf",
    DOC: ".doc",
    DOCX: ".docx",
    ODT: ".odt",
}
_NAMED = {
    "pdf": (".pdf",),
    "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    "text": (".txt",),
    "ofd": (".ofd",),
    "web": (".htm", ".html", ".mht", ".mhtml"),
    "office": (".docx", ".doc", ".wps", ".rtf", ".odt"),
    "zip": (".zip",),
}
SUFFIXES = frozenset(suffix for suffixes in _NAMED.values() for suffix in suffixes)
"""The endings of what is read."""
_GOES = {
    "pdf": {PDF},
    "image": {PNG, JPEG, TIFF},
    "text": {TEXT},
    "ofd": {OFD},
    "web": {HTML, MHTML},
    # portals name DOC what is RTF or a web page, WPS what is DOCX: all of them are read alike
    "office": {DOC, DOCX, RTF, ODT, HTML, MHTML},
    "zip": {ZIP, OFD, DOCX, ODT},
}
_HTML_HEAD = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p)\b", re.IGNORECASE
)
_MIME_HEAD = re.compile(rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}?", re.MULTILINE)
_MULTIPART = re.compile(
    rb"content-type:\s*multipart/related|snapshot-content-location:", re.IGNORECASE
)
_SCANNED = 64 * 1024 * 1024


def named_family(suffix: str) -> str | None:
    """The family of kinds that an ending stands for, None for one that says nothing."""
    low = suffix.lower()
    return next((family for family, suffixes in _NAMED.items() if low in suffixes), None)


def goes_with(family: str, media_type: str) -> bool:
    """Whether a file of that kind may bear such an ending."""
    return media_type in _GOES[family]


def found_kind(path: Path, head: bytes, named: str | None) -> str | None:
    """The kind of a file that its first bytes give away, None for text and for what is not read."""
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.startswith(_ZIPPED):
        return _in_package(path, named)
    if head.startswith(_OLE):
        return _in_compound(path)
    # ISO 32000-1 annex H.3.4.1: readers accept the header within the first 1024 bytes.
    return PDF if b"%PDF-" in head[:1024] else None


def text_kind(head: bytes, named: str | None) -> str:
    """The kind of a text: a web page where it begins like one and is not named as plain text."""
    if named == "text":
        return TEXT
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").replace(b"\0", b"")[:4096]
    if _MIME_HEAD.match(start) and _MULTIPART.search(start):
        return MHTML
    if named == "web" or (start.startswith(b"<") and _HTML_HEAD.search(start)):
        return HTML
    return TEXT


def foreign_words(path: Path, head: bytes) -> str | None:
    """What a file is that is known but not read."""
    del path
    return next((words for magic, words in _FOREIGN if head.startswith(magic)), None)


def _in_package(path: Path, named: str | None) -> str | None:
    """What a ZIP package is, by the names of what is in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/").casefold() for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError) as error:
        if named in ("ofd", "office", "zip"):
            raise InputError(
                "truncated",
                "the file is cut off or damaged: its list of contents cannot be read",
                "fetch or copy it again",
            ) from error
        return None
    lasts = {name.rpartition("/")[2] for name in names}
    if "ofd.xml" in lasts and any(name.endswith(".xml") for name in names - {"ofd.xml"}):
        return OFD
    if "[content_types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return DOCX
        if any(name.startswith(("xl/", "ppt/", "visio/")) for name in names):
            return None
    if "mimetype" in names and "content.xml" in names:
        return ODT
    return ZIP if names else None


def _in_compound(path: Path) -> str | None:
    """What an OLE file is: the names of its streams stand in it as UTF-16."""
    with path.open("rb") as stream:
        data = stream.read(_SCANNED)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError(
            "encrypted",
            "the document is protected by a password",
            "save a copy without the password and give that",
        )
    return DOC if "WordDocument".encode("utf-16-le") in data else None
