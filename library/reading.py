"""Reading without a library: a path to circulars, in this process."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from ..extract.circular import Circular
from ..ingest import InputError, MemoryCache, Source, count_pages, probe, read_pages
from ..ingest.members import at_hand
from ..ingest.values import dataclass
from ..records.record import Record, to_record
from .continuing import Doubt, Further, counts_on, decide, files_beyond, folder_of, in_doubt
from .errors import UnknownPathError
from .find import list_files
from .unread import read_each
from .work import classified, extract, load_engine

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

    from ..ingest.engines import Engine
    from ..ingest.page import Page
    from .continuing import Join
    from .find import FoundFile


_NOWHERE = Source("-", "0" * 64, "text/plain", 0)


@dataclass(frozen=True, slots=True)
class ReadCircular(Circular):
    """A circular that knows the file it was read from, and so can be a record."""

    source: Source = _NOWHERE
    continued_in: tuple[dict[str, Any], ...] = ()

    def to_record(self) -> Record:
        """The record, named by its own fields alone."""
        return to_record(self, self.source, further=self.continued_in)


def read(
    path: str | os.PathLike[str],
    engine: str | Engine = "rapidocr",
    *,
    allow_classified: bool = False,
    **options: Any,
) -> list[ReadCircular]:
    """The circulars of a file, or of the files of a folder in the order of their names; one that
    lies over several files whose names count on is one, under the first of them, as in a library.

    Raises `InputError` for a file that cannot be read or, with the code `classified`, has a secrecy
    mark (密级) while `allow_classified` is false; one of several in a folder or an archive is
    an `UnreadFileWarning`, and the others are given. Raises `EngineError` where OCR is needed and
    the engine cannot run, `UnknownPathError` for a path that names nothing.
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

    found = sorted(listing.files.values(), key=lambda found: found.key)
    shelf = _Shelf(
        read_each(
            listing, found, lambda file: _read_file(file, load, allow_classified=allow_classified)
        )
    )
    return list(shelf.circulars())


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was read: its path, its pages where others may go on from it, its circulars."""

    key: bytes
    source: Source
    pages: Sequence[Page]
    circulars: tuple[Circular, ...]


def _read_file(found: FoundFile, load: Callable[[], Engine], *, allow_classified: bool) -> _File:
    with at_hand(found.path) as real:
        source = probe(real)
        count_pages(real, source)
        pages = [page for _, page in read_pages(real, source, load, MemoryCache())]
    named = replace(source, path=found.name)
    circulars = tuple(extract(pages))
    if not allow_classified and (failure := classified(pages, circulars)):
        raise InputError(failure.code, failure.reason, failure.advice)
    kept = pages if counts_on(found.key) else ()
    return _File(found.key, named, kept, circulars)


class _Shelf:
    """The files of one reading, as `continuing` wants them."""

    def __init__(self, files: Sequence[_File]) -> None:
        self._files = files
        self._by_content = {file.source.sha256: file for file in reversed(files)}

    def circulars(self) -> Iterator[ReadCircular]:
        """All circulars, each under the first of its files."""
        _, joins = decide(self, [file.key for file in self._files], {})
        certain = [join for join in joins.values() if join.certain]
        doubts = [self._doubt(join) for join in joins.values() if not join.certain]
        rests = {join.content for join in certain}
        for file in self._files:
            sha256 = file.source.sha256
            if sha256 in rests:
                continue
            ours = [join for join in certain if join.leader == sha256]
            rest = [self._further(join) for join in sorted(ours, key=lambda join: join.place)]
            yield from self._named(file, rest, doubts)

    def _named(
        self, file: _File, rest: Sequence[Further], doubts: Sequence[Doubt]
    ) -> Iterator[ReadCircular]:
        from ..extract.continuation import joined

        sha256 = file.source.sha256
        circulars = file.circulars
        if rest:
            parts = [file.pages, *(self.pages(one.sha256) for one in rest)]
            circulars = tuple(extract(joined(parts)))
        last = len(circulars)
        for circular in circulars:
            told = in_doubt(circular, sha256, last, doubts)
            values = {item.name: getattr(told, item.name) for item in fields(told)}
            beyond = files_beyond(told, len(file.pages), last, rest)
            yield ReadCircular(**values, source=file.source, continued_in=tuple(beyond))

    def _further(self, join: Join) -> Further:
        source = self._by_content[join.content].source
        return Further(source.path, join.content, len(self.pages(join.content)), join.signs)

    def _doubt(self, join: Join) -> Doubt:
        rest, first = (self._by_content[one].source.path for one in (join.content, join.leader))
        return Doubt(join.content, join.leader, rest, first, join.signs)

    def files_in(self, folder: bytes) -> list[tuple[bytes, str]]:
        return [
            (file.key, file.source.sha256) for file in self._files if folder_of(file.key) == folder
        ]

    def places(self, content: str) -> list[bytes]:
        return [file.key for file in self._files if file.source.sha256 == content]

    def key(self, contents: Sequence[str]) -> str | None:
        return "" if all(self.pages(one) for one in contents) else None

    def pages(self, content: str) -> Sequence[Page]:
        return self._by_content[content].pages

    def headless(self, content: str) -> bool:
        circulars = self._by_content[content].circulars
        return bool(circulars) and circulars[0].number is None and circulars[0].title is None
