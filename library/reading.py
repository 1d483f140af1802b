"""Reading without a library: a path to circulars, in this process."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from ..extract.circular import Circular
from ..ingest import InputError, MemoryCache, Source, count_pages, probe, read_pages
from ..ingest.members import at_hand
from ..ingest.values import dataclass
from ..records.record import Record, to_record
from .errors import UnknownPathError
from .find import list_files
from .work import classified, extract, load_engine

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from pathlib import Path

    from ..ingest.engines import Engine


_NOWHERE = Source("-", "0" * 64, "text/plain", 0)


@dataclass(frozen=True, slots=True)
class ReadCircular(Circular):
    """A circular that knows the file it was read from, and so can be a record."""

    source: Source = _NOWHERE

    def to_record(self) -> Record:
        """The record, named by its own fields alone."""
        return to_record(self, self.source)


def read(
    path: str | os.PathLike[str],
    engine: str | Engine = "rapidocr",
    *,
    allow_classified: bool = False,
    **options: Any,
) -> list[ReadCircular]:
    """The circulars of a file, or of the files of a folder in the order of their names.

    Raises `InputError` for a file that cannot be read or, with the code `classified`, has a secrecy
    mark (密级) while `allow_classified` is false; `EngineError` where OCR is needed and the
    engine cannot run, `UnknownPathError` for a path that names nothing.
    """
    listing = list_files([str(path)], lambda _: False)
    if listing.unknown:
        raise UnknownPathError(listing.unknown)
    made: list[Engine] = [] if isinstance(engine, str) else [engine]

    def load() -> Engine:
        if not made:
            assert isinstance(engine, str)
            made.append(load_engine(engine, options))
        return made[0]

    return [
        circular
        for found in sorted(listing.files.values(), key=lambda found: found.key)
        for circular in _read_file(found.path, found.name, load, allow_classified=allow_classified)
    ]


def _read_file(
    path: Path, name: str, load: Any, *, allow_classified: bool
) -> Iterable[ReadCircular]:
    with at_hand(path) as real:
        source = probe(real)
        count_pages(real, source)
        pages = [page for _, page in read_pages(real, source, load, MemoryCache())]
    named = replace(source, path=name)
    circulars = extract(pages)
    if not allow_classified and (failure := classified(pages, circulars)):
        raise InputError(failure.code, failure.reason, failure.advice)
    for circular in circulars:
        values = {field.name: getattr(circular, field.name) for field in fields(circular)}
        yield ReadCircular(**values, source=named)
