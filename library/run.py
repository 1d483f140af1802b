"""The bulk run: files go through probe, read and extract, unit by unit, in worker processes.

What a unit gives is committed as it comes; a run that is ended anywhere is taken up by the next
one. The order in which units end changes nothing that is stored.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..ingest import EngineError, engines
from . import joining, journal, keys
from .find import MISSING, FoundFile
from .journal import Failure
from .pool import Pool, ProcessExpired
from .work import (
    PAGES_A_UNIT,
    Extracted,
    NoEngine,
    OutOfMemory,
    PagesRead,
    Probed,
    Unit,
    WorkerSettings,
    stamp,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..ingest.page import Source
    from .store import Store
    from .work import Result

SETTLED_NS = 2_000_000_000
"""The coarsest clock of a file system in use (FAT): 2 seconds."""
MEMORY = 2 * 1024**3
_SHARED = 100_000
"""Bytes of files for which one more worker is worth starting."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes; `jobs` workers, `page_seconds` the time one page may take."""

    engine: str = "rapidocr"
    engine_options: Mapping[str, Any] = field(default_factory=dict)
    jobs: int = 1
    rehash: bool = False
    retry: bool = False
    page_seconds: float = 60.0
    memory: int = MEMORY
    allow_classified: bool = False
    """Whether a file with a secrecy mark (密级) may be kept; else it is stopped and forgotten."""


class Progress:
    """What a run tells while it goes; this one keeps silent."""

    def begin(self, files: int) -> None:
        """So many files are to be looked at."""

    def pages(self, count: int) -> None:
        """So many more pages were read."""

    def file(self, name: str) -> None:
        """A file is done."""

    def failed(self, name: str, failure: Failure) -> None:
        """A file could not be read."""

    def linking(self, done: int, of: int) -> None:
        """So many steps of linking are done, of so many known by now."""


@dataclass(slots=True)
class Summary:
    """What a run did.

    `pages` went through the readers, `cached` of them were known already; `contents` are the
    SHA-256 of the files that are in the library now; `touched` the ids of the documents whose
    answers may have changed.
    """

    files: int = 0
    read: int = 0
    unchanged: int = 0
    pages: int = 0
    cached: int = 0
    failures: list[tuple[str, Failure]] = field(default_factory=list)
    contents: set[str] = field(default_factory=set)
    touched: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Content:
    """A content under way: the files that hold it, and the page units it waits for."""

    files: list[FoundFile]
    source: Source
    path: str
    waiting: set[str] = field(default_factory=set)
    touched: bool = False
    """Something had to be done for it in this run."""
    failure: Failure | None = None
    done: bool = False


class Run:
    """One run over files.

    Raises `LibraryError`, and `EngineError` where OCR is needed and the engine cannot run;
    `KeyboardInterrupt` passes through. What was committed stays.
    """

    def __init__(self, store: Store, options: Options, progress: Progress) -> None:
        self._store, self._options, self._progress = store, options, progress
        self._reading = keys.reading(options.engine, options.engine_options)
        self._queue: deque[Unit] = deque()
        self._files: dict[str, tuple[FoundFile, int]] = {}
        self._failed = journal.failed_paths(store)
        self._contents: dict[str, _Content] = {}
        self.summary = Summary()

    def run(self, files: Iterable[FoundFile]) -> Summary:
        """Read the files."""
        if self._options.engine not in engines.names():
            engines.load(self._options.engine)  # says which there are
        ordered = sorted(files, key=lambda found: found.key)
        self.summary.files = len(ordered)
        self._progress.begin(len(ordered))
        if self._options.retry:
            with self._store.transaction():
                journal.release(self._store)
        sizes = sum(self._plan(found) for found in ordered)
        if not self._queue:
            return self.summary
        # a file may have many units, but a process for each small text would start for nothing
        workers = max(1, min(self._options.jobs, len(self._queue) + sizes // _SHARED))
        settings = WorkerSettings(
            str(self._store.path),
            self._options.engine,
            self._options.engine_options,
            self._options.memory,
            self._options.allow_classified,
        )
        with Pool(workers, settings) as pool:
            self._drain(pool, 2 * workers)
            for source in joining.settle(self._store, [found.key for found in ordered]):
                self._contents[source.sha256] = _Content([], source, source.path)
                self._extract(self._contents[source.sha256])
            self._drain(pool, 2 * workers)
        return self.summary

    def _drain(self, pool: Pool, window: int) -> None:
        flying: dict[Any, Unit] = {}
        while self._queue or flying:
            while self._queue and len(flying) < window:
                unit = self._queue.popleft()
                if self._may_start(unit):
                    flying[pool.schedule(unit)] = unit
            ended, _ = wait(flying, timeout=1.0, return_when=FIRST_COMPLETED)
            for future in ended:
                self._settle(flying.pop(future), future)

    def _may_start(self, unit: Unit) -> bool:
        """Write the attempt; what is in quarantine, or no longer needed, does not start."""
        if unit.source and self._contents[unit.source.sha256].failure:
            return False
        reason = journal.quarantined(self._store, unit.id)
        if reason is not None:
            self._give_up(unit, _quarantine(reason))
            return False
        with self._store.transaction():
            journal.start(self._store, unit.id, os.fsencode(unit.path))
        return True

    # planning

    def _plan(self, found: FoundFile) -> int:
        """Queue what a file needs; says how many bytes of it have to be looked at."""
        try:
            seen = stamp(str(found.path))
        except OSError:
            self._fail(found, MISSING)
            return 0
        sha256 = None
        if not self._options.rehash:
            sha256 = self._store.known(found.key, seen, SETTLED_NS)
        held = self._store.file(sha256) if sha256 else None
        if sha256 and held:
            self._store.rename(found.key, found.name)
            before = len(self._queue)
            self._join(found, keys.source(held, found))
            return seen.size if len(self._queue) > before else 0
        unit = Unit(
            id=_unit_id("probe", str(found.path), seen.size, seen.mtime_ns),
            kind="probe",
            path=str(found.path),
            stamp=seen,
            seconds=self._options.page_seconds + seen.size / 5_000_000,
        )
        self._files[unit.id] = found, time.time_ns()
        self._queue.append(unit)
        return seen.size

    def _join(self, found: FoundFile, source: Source) -> None:
        """A file whose content is known takes part in the work on that content."""
        content = self._contents.get(source.sha256)
        if content is None:
            content = _Content([found], source, str(found.path))
            self._contents[source.sha256] = content
            self._read_or_extract(content)
            return
        content.files.append(found)
        if content.failure:
            self._fail(found, content.failure)
        elif content.done:
            self._done(content, found)

    def _read_or_extract(self, content: _Content) -> None:
        sha256 = content.source.sha256
        held = self._store.file(sha256)
        assert held, "a content is counted before it is read"
        have = self._store.pages_read(sha256, self._reading)
        for first in range(1, held.pages + 1, PAGES_A_UNIT):
            last = min(first + PAGES_A_UNIT - 1, held.pages)
            if not have.issuperset(range(first, last + 1)):
                self._queue_read(content, first, last)
        if not content.waiting:
            self._extract(content)

    def _queue_read(self, content: _Content, first: int, last: int) -> None:
        try:
            seen = stamp(content.path)
        except OSError:
            self._abandon(content, MISSING)
            return
        unit = Unit(
            id=_unit_id("read", content.source.sha256, first, last, self._reading),
            kind="read",
            path=content.path,
            stamp=seen,
            seconds=self._options.page_seconds * (last - first + 2),
            source=content.source,
            first=first,
            last=last,
        )
        content.waiting.add(unit.id)
        content.touched = True
        self._queue.appendleft(unit)

    def _extract(self, content: _Content) -> None:
        sha256 = content.source.sha256
        page_keys = self._store.page_keys(sha256)
        key = keys.extraction(page_keys)
        if self._store.extraction(sha256) == key:
            self._complete(content)
            return
        unit = Unit(
            id=_unit_id("extract", sha256, key),
            kind="extract",
            path=content.path,
            stamp=None,
            seconds=self._options.page_seconds + len(page_keys) * 5,
            source=content.source,
        )
        content.touched = True
        self._queue.appendleft(unit)

    # what came of it

    def _settle(self, unit: Unit, future: Any) -> None:
        error = future.exception()
        if error is None:
            self._take(unit, future.result())
        elif isinstance(error, FutureTimeout):
            self._died(unit, f"took longer than {unit.seconds:.0f} seconds")
        elif isinstance(error, ProcessExpired):
            self._died(unit, f"ended the program that read it (exit code {error.exitcode})")
        else:
            self._give_up(unit, Failure("internal", repr(error)[:200], "please report this"))

    def _take(self, unit: Unit, result: Result) -> None:
        if isinstance(result, Probed):
            self._probed(unit, result)
        elif isinstance(result, PagesRead):
            self._pages_read(unit, result)
        elif isinstance(result, Extracted):
            self._extracted(unit, result)
        elif isinstance(result, OutOfMemory):
            gigabytes = self._options.memory / 1024**3
            self._died(unit, f"wanted more than {gigabytes:.1f} GB of memory")
        elif isinstance(result, NoEngine):
            raise EngineError(result.reason)
        else:
            self._give_up(unit, result)

    def _probed(self, unit: Unit, result: Probed) -> None:
        found, seen_ns = self._files[unit.id]
        assert unit.stamp
        with self._store.transaction():
            self._store.put_file(result.source, result.pages)
            self._store.put_path(found.key, found.name, result.source.sha256, unit.stamp, seen_ns)
            journal.finish(self._store, unit.id)
        self._join(found, result.source)

    def _pages_read(self, unit: Unit, result: PagesRead) -> None:
        assert unit.source
        with self._store.transaction():
            self._store.put_pages(unit.source.sha256, self._reading, result.pages)
            journal.finish(self._store, unit.id)
        self.summary.pages += len(result.pages)
        self.summary.cached += result.cached
        self._progress.pages(len(result.pages))
        content = self._contents[unit.source.sha256]
        content.waiting.discard(unit.id)
        if not content.waiting and not content.failure:
            self._extract(content)

    def _extracted(self, unit: Unit, result: Extracted) -> None:
        assert unit.source
        sha256 = unit.source.sha256
        with self._store.transaction():
            key = keys.extraction(self._store.page_keys(sha256))
            self._store.put_circulars(sha256, key, result.circulars)
            journal.finish(self._store, unit.id)
        self._complete(self._contents[sha256])

    def _complete(self, content: _Content) -> None:
        content.done = True
        self.summary.contents.add(content.source.sha256)
        for found in content.files:
            self._done(content, found)

    def _done(self, content: _Content, found: FoundFile) -> None:
        if found.key in self._failed:
            with self._store.transaction():
                journal.clear(self._store, found.key)
        if content.touched:
            self.summary.read += 1
        else:
            self.summary.unchanged += 1
        self._progress.file(found.name)

    # what went wrong

    def _died(self, unit: Unit, reason: str) -> None:
        with self._store.transaction():
            for_good = journal.died(self._store, unit.id, reason)
        if for_good:
            self._give_up(unit, _quarantine(reason))
        else:
            self._queue.append(unit)

    def _give_up(self, unit: Unit, failure: Failure) -> None:
        with self._store.transaction():
            if failure.code != "quarantined":
                journal.finish(self._store, unit.id)
            if failure.code == "classified" and unit.source:
                self._store.forget(unit.source.sha256)
        if unit.source:
            self._abandon(self._contents[unit.source.sha256], failure)
        else:
            self._fail(self._files[unit.id][0], failure)

    def _abandon(self, content: _Content, failure: Failure) -> None:
        if content.failure:
            return
        content.failure = failure
        for found in content.files:
            self._fail(found, failure)

    def _fail(self, found: FoundFile, failure: Failure) -> None:
        with self._store.transaction():
            journal.fail(self._store, found.key, found.name, failure)
        self.summary.failures.append((found.shown, failure))
        self._progress.failed(found.shown, failure)


def _unit_id(kind: str, *parts: object) -> str:
    text = "\0".join(str(part) for part in parts)
    return f"{kind}:{hashlib.sha256(text.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}"


def _quarantine(reason: str) -> Failure:
    return Failure(
        "quarantined",
        f"it {reason}, twice",
        "it is left out from now on; hongtou process --retry tries it again",
    )
