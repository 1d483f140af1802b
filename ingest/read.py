"""Files to pages: the reader for each kind, and the cache before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import images, pdf, text
from .codec import dump_page, load_page
from .source import PDF, TEXT
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .cache import PageCache
    from .engines import Engine
    from .page import Page, Source
    from .sheet import EngineSource, Sheet


def count_pages(path: Path, source: Source) -> int:
    """The number of pages of a file. Raises `InputError` where it cannot be read at all."""
    if source.media_type == PDF:
        return pdf.count(path, source)
    if source.media_type == TEXT:
        return text.count(path, source)
    return images.count(path, source)


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
    for sheet in _sheets(path, source, _once(engine), first, last):
        page = cache.get(sheet.key)
        if page is None:
            # Rounded as the cache will give it back: a second run sees the same numbers.
            page = load_page(dump_page(_completed(sheet, cache) or sheet.make()))
            cache.put(sheet.key, page)
        yield sheet.key, replace(page, number=sheet.number, notes=page.notes + sheet.notes)


def _completed(sheet: Sheet, cache: PageCache) -> Page | None:
    """The page as an earlier version read it, with what that did not look for."""
    page = next((page for key in sheet.earlier if (page := cache.get(key))), None)
    return sheet.complete(page) if page and sheet.complete else None


def _sheets(
    path: Path, source: Source, engine: EngineSource, first: int, last: int | None
) -> Iterator[Sheet]:
    if source.media_type == PDF:
        return pdf.sheets(path, source, engine, first, last)
    if source.media_type == TEXT:
        return text.sheets(path, source, first, last)
    return images.sheets(path, source, engine, first, last)


def _once(engine: Engine | EngineSource) -> EngineSource:
    made: list[Engine] = []

    def give() -> Engine:
        if not made:
            made.append(engine() if callable(engine) else engine)
        return made[0]

    return give
