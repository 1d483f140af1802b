"""Files to pages: the reader for each kind, and the cache before it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from .codec import rounded
from .errors import InputError
from .kinds import DOC, DOCX, HTML, JPEG, MHTML, ODT, OFD, PDF, PNG, RTF, TEXT, TIFF
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .cache import PageCache
    from .engines import Engine
    from .page import Page, Source
    from .sheet import EngineSource, Sheet


_READERS = {
    PDF: "pdf",
    OFD: "ofd",
    TEXT: "text",
    DOCX: "docx",
    HTML: "html",
    MHTML: "html",
    DOC: "office",
    RTF: "office",
    ODT: "office",
    PNG: "images",
    JPEG: "images",
    TIFF: "images",
}


class _Reader(Protocol):
    """What the module of each kind offers."""

    def count(self, path: Path, source: Source) -> int: ...

    def sheets(
        self, path: Path, source: Source, engine: EngineSource, first: int, last: int | None
    ) -> Iterator[Sheet]: ...


def _reader(source: Source) -> _Reader:
    name = _READERS.get(source.media_type)
    if name is None:
        raise InputError(
            "unsupported",
            "an archive is read as the files in it, not as one document",
            "give the archive to hongtou process",
        )
    return cast("_Reader", import_module(f".{name}", __package__))


def count_pages(path: Path, source: Source) -> int:
    """The number of pages of a file. Raises `InputError` where it cannot be read at all."""
    return _reader(source).count(path, source)


def read_pages(
    path: Path,
    source: Source,
    engine: Engine | EngineSource,
    cache: PageCache,
    *,
    first: int = 1,
    last: int | None = None,
) -> Iterator[tuple[str, Page]]:
    """The pages `first`…`last` of a file, each with its stage key, in order, one at a time.

    `engine` is an engine or a function giving one; the function is called (once) when the first
    scanned page is met, and engines load their models at their first reading, so files with text
    layers load none. A page in `cache` is not read again. Raises `InputError` where the
    file cannot be read, `EngineError` where the engine cannot.

    A page that is broken in a file that is not comes empty, its note saying why.
    """
    for sheet in _reader(source).sheets(path, source, _once(engine), first, last):
        page = cache.get(sheet.key)
        if page is None:
            # Rounded as the cache will give it back: a second run sees the same numbers.
            page = rounded(_completed(sheet, cache) or sheet.make())
            cache.put(sheet.key, page)
        yield sheet.key, replace(page, number=sheet.number, notes=page.notes + sheet.notes)


def _completed(sheet: Sheet, cache: PageCache) -> Page | None:
    """The page as an earlier version read it, with what that did not look for."""
    page = next((page for key in sheet.earlier if (page := cache.get(key))), None)
    return sheet.complete(page) if page and sheet.complete else None


def _once(engine: Engine | EngineSource) -> EngineSource:
    made: list[Engine] = []

    def give() -> Engine:
        if not made:
            made.append(engine() if callable(engine) else engine)
        return made[0]

    return give
