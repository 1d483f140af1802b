"""The keys of stages, as the library needs them before any file is opened."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from ..ingest import Source, stage_key
from ..ingest.engines import GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .find import FoundFile
    from .store import StoredFile


def reading(engine: str, options: Mapping[str, Any]) -> str:
    """What names the readers without loading them: their versions, the engine's package.

    Where it changed, files are opened again; whether a page is then read again is decided by its
    own key, which holds the models' hashes.
    """
    from ..ingest.docx import DOCX_VERSION
    from ..ingest.html import HTML_VERSION
    from ..ingest.ofd import OFD_VERSION
    from ..ingest.office import OFFICE_VERSION
    from ..ingest.scan_check import CHECK_VERSION
    from ..ingest.scans import OCR_VERSION
    from ..ingest.tables import TABLES_VERSION
    from ..ingest.text import TEXT_VERSION
    from ..ingest.text_layer import TEXT_LAYER_VERSION

    versions = [
        *(OCR_VERSION, TABLES_VERSION, CHECK_VERSION, TEXT_LAYER_VERSION, TEXT_VERSION),
        *(OFD_VERSION, DOCX_VERSION, HTML_VERSION, OFFICE_VERSION),
    ]
    parameters = {
        "engine": engine,
        "package": _package(engine),
        "options": {name: str(value) for name, value in options.items()},
        "versions": versions,
    }
    return stage_key("reading", 1, parameters, [])


def extraction(page_keys: Sequence[str]) -> str:
    """The key of what is extracted from pages."""
    from ..extract import EXTRACT_VERSION, rules_hash

    return stage_key("extract", EXTRACT_VERSION, {"rules": rules_hash()}, page_keys)


def source(held: StoredFile, found: FoundFile) -> Source:
    """A content held, as it stands at a path."""
    return Source(str(found.path), held.sha256, held.media_type, held.size)


def _package(engine: str) -> str:
    for point in entry_points(group=GROUP):
        if point.name == engine:
            own = f"{point.dist.name} {point.dist.version}" if point.dist else ""
            return f"{point.value} {own} {_reader(engine)}"
    return ""


def _reader(engine: str) -> str:
    """The version of the package that is named like the engine, if there is one."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(engine)
    except PackageNotFoundError:
        return ""
