"""A library: files read once, their circulars as records, corrections on top."""

from __future__ import annotations

import datetime as dt
import difflib
import os
import re
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from ..extract.normalise import tight
from ..ingest import Source
from ..records.ids import Heading, Label, assign, heading
from ..records.record import Record, to_record
from ..records.registry import Registry
from . import corrections, joining
from .corrections import Correction
from .errors import UnknownPathError
from .find import list_files
from .index import Index
from .inventory import inventory
from .run import Options, Progress, Run, Summary
from .store import Store, path_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    import networkx as nx

    from ..extract.circular import Circular
    from ..graph.verdict import Verdict
    from ..graph.world import World
    from ..ingest.page import Box, Page
    from .find import Listing
    from .holdings import Knowledge
    from .standing import Standings

Key = tuple[str, int]
MOST_COMPARED = 5000
_HEX = re.compile("[0-9a-f]{6,64}")
_DIGITS = re.compile("[0-9]+")


class Library:
    """One SQLite file with everything read into it. Use it as a context manager.

    >>> with Library("hongtou.db") as library:  # doctest: +SKIP
    ...     library.process(["scans"])
    ...     records = list(library.records())
    """

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = True, readonly: bool = False
    ) -> None:
        """Open a library, or make it; `readonly` writes nothing. Raises `LibraryError`."""
        self.path = Path(path)
        self.store = Store(self.path, create=create and not readonly, readonly=readonly)
        self._knowledge: Knowledge | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self.store.close()

    def find(self, paths: Iterable[str | os.PathLike[str]]) -> Listing:
        """The files that paths, folders and patterns name."""
        return list_files([os.fspath(path) for path in paths], self.store.holds_path)

    def process(
        self,
        paths: Iterable[str | os.PathLike[str]],
        options: Options | None = None,
        progress: Progress | None = None,
        *,
        allow_classified: bool = False,
    ) -> Summary:
        """Read files, folders and patterns into the library; what is known is not read again.

        A file with a secrecy mark is refused (`classified`) unless `allow_classified` is true. Workers are spawned: a script calls this below `if __name__ == "__main__":`. Raises
        `UnknownPathError` before anything is read, `EngineError`, `LibraryError`.
        """
        listing = self.find(paths)
        if listing.unknown:
            raise UnknownPathError(listing.unknown)
        if allow_classified:
            options = replace(options or Options(), allow_classified=True)
        return self.read(listing, options, progress)

    def read(
        self, listing: Listing, options: Options | None = None, progress: Progress | None = None
    ) -> Summary:
        """Read the files of a listing."""
        progress = progress or Progress()
        run = Run(self.store, options or Options(), progress)
        for name, failure in listing.failures:
            run.summary.failures.append((name, failure))
            progress.failed(name, failure)
        summary = run.run(listing.files.values())
        summary.touched = self.link(progress)
        return summary

    def link(self, progress: Progress | None = None) -> list[str]:
        """Link what was read to all that is held, so that answers are ready: the ids of the
        documents whose answers may have changed. What asks for answers does this, too, where it was
        not done. Raises `LibraryError`."""
        from .linking import Linking

        linking = Linking(self)
        linking.run(progress)
        return linking.judged

    def is_own_file(self, path: str) -> bool:
        """Whether a path names the library itself, or what SQLite keeps beside it."""
        own = [self.path.with_name(self.path.name + end) for end in ("", "-wal", "-shm")]
        return Path(path).resolve() in [one.resolve() for one in own]

    # circulars

    def labels(self, contents: set[str] | None = None) -> dict[Key, Label]:
        """The id of every circular held: a function of what is held, not of how it came in. As if
        only the files in `contents` were held, when given."""
        if contents is None and self.linked():
            return Index(self.store.db).labels()
        named = self._headings()
        return assign(one for one in named if contents is None or one.sha256 in contents)

    def circular(self, key: Key) -> Circular:
        """A circular with its corrections. Raises `KeyError`."""
        circular = self.store.circular(key)
        rows = corrections.rows_of(self.store, key)
        if not rows:
            return circular
        return corrections.replay(circular, self._marked_pages(key[0]), rows).circular

    def records(self, contents: set[str] | None = None) -> Iterator[Record]:
        """The records, sorted by (id, sha256, part); only of files in `contents` when given.

        Their references and attachments name the circulars held that they mean.
        """
        from .linked import with_targets

        registry = self.registry()
        world = self.world()
        for key, label in self.ordered(contents):
            yield with_targets(self.record(key, label, registry), world)

    def ordered(self, contents: set[str] | None = None) -> list[tuple[Key, Label]]:
        """Keys and labels, sorted by (id, sha256, part); only of files in `contents` when given."""
        labels = self.labels().items()
        wanted = [(k, label) for k, label in labels if contents is None or k[0] in contents]
        return sorted(wanted, key=lambda item: (item[1].id, item[0]))

    def registry(self) -> Registry:
        """Which bodies use which number prefixes, by all that is held."""
        return Registry(self._headings())

    def record(
        self, key: Key, label: Label | None = None, registry: Registry | None = None
    ) -> Record:
        """The record of a circular, its number judged by all that is held. Raises `KeyError`."""
        label = label or self.labels()[key]
        registry = registry or self.registry()
        held = self.store.file(key[0])
        assert held, "a circular belongs to a file"
        source = Source(self.store.name(key[0]), key[0], held.media_type, held.size)
        circular = joining.doubted(
            self.store, registry.reviewed(self.circular(key), key[0]), key[0]
        )
        return to_record(circular, source, label, joining.further(self.store, circular, key[0]))

    def resolve(self, wanted: str) -> list[Key]:
        """The circulars an id names, the first copy first.

        An id is a public id, a number with any brackets, or the beginning (6 digits) of a file's
        SHA-256 or its path or name, with or without `:part`; a name may be that of several files.
        """
        from .naming import resolve

        return [key for key, _ in resolve(self, wanted)]

    def content(self, beginning: str) -> str | None:
        """The one content whose SHA-256 begins so (6 digits at least), of a file's path or name."""
        if _HEX.fullmatch(beginning.lower()):
            found = self.store.contents(beginning.lower())
        else:
            at = beginning and self.store.content_at(path_bytes(Path(beginning)))
            found = [at] if at else self.store.contents_named(beginning)
        return found[0] if len(found) == 1 else None

    def similar(self, wanted: str) -> list[str]:
        """Ids that look like the one wanted, the nearest first; three at most."""
        plain = tight(wanted)
        digits = set(_DIGITS.findall(plain))
        ids = {label.id for label in self.labels().values()}
        near = [one for one in sorted(ids) if digits & set(_DIGITS.findall(one))]
        return difflib.get_close_matches(plain, near[:MOST_COMPARED], n=3, cutoff=0.5)

    def pages(self, sha256: str) -> list[Page]:
        """The pages of a file, in their order."""
        return self.store.file_pages(sha256)

    # answers

    def world(self) -> World:
        """What is known from all that is held: links, documents cited, effects. It is kept until
        the library changes."""
        return self._known().world()

    def linked_world(self) -> World:
        """The same, as the tables of links have it now."""
        from .holdings import linked_world

        return linked_world(self)

    def whole_world(self) -> World:
        """The same with every circular in memory: for what goes through all of them."""
        from ..graph.world import build_world
        from .holdings import Holdings

        return build_world(Holdings(self))

    @contextmanager
    def as_now(self) -> Iterator[World]:
        """The world as it is now, whatever is written to the library meanwhile."""
        with Library(self.path, create=False) as other, other.store.reading():
            yield other.linked_world()

    def linked(self) -> bool:
        """Whether the tables of links say what is held now: linked first where that can be."""
        return self._known().linked()

    def weights(self) -> dict[str, float] | None:
        """How many answers hang on each document that is not held, by its id; null where the library
        is not linked."""
        return Index(self.store.db).weights() if self.linked() else None

    def standings(self) -> Standings:
        """The status of every document on every day, for programs that ask for many: as of now."""
        from .standing import Standings

        self.linked()
        return Standings(self.store.db)

    def _known(self) -> Knowledge:
        from .holdings import Knowledge

        if self._knowledge is None:
            self._knowledge = Knowledge(self)
        return self._knowledge

    def graph(self) -> nx.MultiDiGraph:
        """Documents, carried texts and clauses, and what they say of each other, as a graph of
        networkx; documents cited but not held are nodes too."""
        from ..graph.build import build_graph

        return build_graph(self.whole_world())

    def documents(self, wanted: str) -> list[str]:
        """The ids of the documents, held or only cited, that a person may mean; the first is the
        likeliest.

        An id, a number or the beginning of a SHA-256 names what has exactly that. An order or
        announcement may be asked for without its office (令第86号), any document by its whole title.
        """
        from ..graph.find import find
        from .naming import resolve

        named = [id_ for _, id_ in resolve(self, wanted)]
        return list(dict.fromkeys(named)) or find(self.world(), wanted)

    def status(
        self,
        wanted: str,
        *,
        on: dt.date | None = None,
        clause: str | None = None,
        known_on: dt.date | None = None,
        case_date: dt.date | None = None,
    ) -> Verdict:
        """Whether a document is in force on a day (today if none is given), with the proof.

        `known_on`: by what was known on that day; `case_date`: for a case of that day. Raises
        `KeyError` where nothing is known of the document.
        """
        from .judging import judge

        self.linked()
        with self.store.reading():
            found = self.documents(wanted)
            if not found:
                raise KeyError(wanted)
            day = on or dt.datetime.now(tz=dt.UTC).astimezone().date()
            return judge(self.world(), found[0], clause, day, known_on, case_date)

    # corrections

    def correct(
        self,
        key: Key,
        field: str,
        value: Any,
        who: str,
        *,
        quote: str | None = None,
        page: int | None = None,
        box: Box | None = None,
    ) -> Correction:
        """Correct a field.

        The anchor is what shows the value now, or the quote given, with page and box (points), else
        where it first stands. Raises `ValueError` (a quote not found there, too), `KeyError`.
        """
        corrections.check(field, value)
        record = self.record(key)
        if quote is None:
            shown = record["evidence"].get(f"/{field}") or record["evidence"].get(f"/{field}/0")
            if not shown:
                raise ValueError(
                    f"nothing shows {field} yet: say where it stands (page, box, quote)"
                )
            quote, page = shown[0]["quote"], shown[0]["page"]
            box = tuple(shown[0]["box"]) if shown[0]["box"] else None
        row = Correction(*key, page, box, quote, field, record.get(field), value, who)
        row = corrections.with_anchor(self.store.circular(key), self._marked_pages(key[0]), row)
        with self.store.transaction():
            corrections.add(self.store, row)
        return row

    def orphaned(self) -> list[Correction]:
        """The corrections whose place on the paper the present reading does not have."""
        lost: list[Correction] = []
        for key in corrections.corrected(self.store):
            rows = corrections.rows_of(self.store, key)
            try:
                circular = self.store.circular(key)
            except KeyError:
                lost += rows
                continue
            lost += corrections.replay(circular, self._marked_pages(key[0]), rows).orphaned
        return lost

    # about the library itself

    def info(self) -> dict[str, Any]:
        """What is held, what failed, what is gone from where it stood."""
        return inventory(self.store, self.path, self.labels(), self.orphaned())

    def _headings(self) -> Iterator[Heading]:
        """The naming fields of every circular, corrections applied."""
        changed = set(corrections.corrected(self.store))
        for named in self.store.headings():
            if named.key in changed:
                yield heading(self.circular(named.key), named.sha256)
            else:
                yield named

    def _marked_pages(self, sha256: str) -> Sequence[Page]:
        from ..ingest import mark_margins

        return mark_margins(self.pages(sha256))
