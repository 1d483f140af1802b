"""DOCX files (ISO/IEC 29500): their text in order, as one page without places.

Insertions under review are taken, deletions left out, both noted. Automatic numbers stand before
their paragraphs as Word shows them.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Any

from .docx_text import Reader
from .errors import InputError
from .flow import flow_page
from .markup import children, parse_xml
from .numbering import read_numbering
from .package import normal_path, opened
from .sheet import lone_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .package import Package
    from .page import Page, Source
    from .sheet import EngineSource, Sheet

DOCX_VERSION = 1
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_MAINS = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
)
_LEFT = ("embeddings/", "media/", "fonts/", "theme/", "customXml/", "glossary/", "charts/")


def count(path: Path, source: Source) -> int:
    """One: what stands on which page is only known when it is set."""
    read_docx(path, source)
    return 1


def sheets(
    path: Path, source: Source, engine: EngineSource, first: int, last: int | None
) -> Iterator[Sheet]:
    """The document as one page."""
    del engine
    if first <= 1 <= (last or 1):
        yield lone_sheet("docx", DOCX_VERSION, source, read_docx(path, source))


def read_docx(path: Path, source: Source) -> Page:
    """The text of a DOCX. Raises `InputError`: `damaged`, `too_large`, `encrypted`, and
    `unsupported` where it holds pictures only."""
    del source
    with opened(path) as package:
        bare, broken = _bare(package)
    document = _document(bare)
    reader = Reader(read_numbering(_numbering(document)), _styles(document), _footnotes(document))
    items = [*_margins(document, reader, "header"), *reader.blocks(document.element.body)]
    items += _margins(document, reader, "footer")
    notes = [*reader.notes, *(["repaired"] if broken else [])]
    page = flow_page(items, notes)
    if not any(line.text for line in page.lines) and "pictures" in notes:
        raise InputError(
            "unsupported",
            "the document holds pictures only, no text",
            "save it as PDF and give that: its pictures are then read",
        )
    return page


def _bare(package: Package) -> tuple[io.BytesIO, bool]:
    """The package with its XML alone: pictures, fonts and links to parts that are not there would
    only be in the way. Says whether some of it was broken."""
    parts: dict[str, bytes] = {}
    broken = False
    for name in package.names:
        if not name.lower().endswith((".xml", ".rels")) or any(
            f"/{folder.lower()}" in f"/{name.lower()}" for folder in _LEFT
        ):
            continue
        data = package.read(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        for other in _OTHER_MAINS:
            data = data.replace(other, _MAIN)
        parts[name], saved = _sound(data, name)
        broken = broken or saved
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, _linked(name, data, parts) if name.endswith(".rels") else data)
    buffer.seek(0)
    return buffer, broken


def _sound(data: bytes, name: str) -> tuple[bytes, bool]:
    """XML that parses, without declarations of entities."""
    from lxml import etree

    root, broken = parse_xml(data, name)
    if not broken and b"<!DOCTYPE" not in data[:4096]:
        return data, False
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)), broken


def _linked(name: str, data: bytes, parts: dict[str, bytes]) -> bytes:
    """Relationships without those to parts that are left out or missing."""
    from lxml import etree

    root, _ = parse_xml(data, name)
    folder = posixpath.dirname(posixpath.dirname(name))
    for item in list(children(root, "Relationship")):
        target = item.get("Target") or ""
        place = normal_path(target if target.startswith("/") else f"{folder}/{target}")
        if item.get("TargetMode") != "External" and place not in parts:
            root.remove(item)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _document(bare: io.BytesIO) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        document = docx.Document(bare)
        if document.element.body is not None:
            return document
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, etree.LxmlError) as error:
        raise _no_document() from error
    raise _no_document()


def _no_document() -> InputError:
    return InputError(
        "damaged",
        "the DOCX has no document in it that can be read",
        "open it in Word or WPS, save it anew and give that",
    )


def _related(document: Any, kind: str) -> Any | None:
    """The root of a part the document refers to, None where it does not."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            root, _ = parse_xml(relation.target_part.blob, kind)
            return root
    return None


def _numbering(document: Any) -> Any | None:
    return _related(document, "numbering")


def _styles(document: Any) -> Any | None:
    return _related(document, "styles")


def _footnotes(document: Any) -> dict[str, Any]:
    """Footnotes and endnotes by kind and ID."""
    found = {}
    for kind in ("footnotes", "endnotes"):
        root = _related(document, kind)
        for item in () if root is None else root:
            identifier = next((v for k, v in item.items() if k.endswith("}id")), "")
            found[f"{kind[:-1]}{identifier}"] = item
    return found


def _margins(document: Any, reader: Reader, kind: str) -> list[Any]:
    """What stands in headers or footers, once, and is no page number."""
    items = []
    said = set()
    for section in document.sections:
        for part in (getattr(section, kind), getattr(section, f"first_page_{kind}")):
            if part.is_linked_to_previous:
                continue
            for item in reader.margin(part._element):  # noqa: SLF001  # python-docx tells no more
                if item.text not in said:
                    items.append(item)
                    said.add(item.text)
    return items
