"""One unit of work, done in a worker process.

A file is hashed and counted, up to 32 of its pages are read, or its circulars are extracted. The
same function serves any pool.
"""

from __future__ import annotations

import os
import sys
import traceback
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..ingest import EngineError, InputError, Source, probe
from ..ingest.members import archive_of, at_hand
from .find import MISSING
from .journal import Failure
from .store import Stamp, Store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..extract.circular import Circular
    from ..ingest.engines import Engine
    from ..ingest.page import Page

PAGES_A_UNIT = 32
Kind = Literal["probe", "read", "extract"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of work; `id` names it over restarts, `seconds` is the time it may take."""

    id: str
    kind: Kind
    path: str
    stamp: Stamp | None
    seconds: float
    source: Source | None = None
    first: int = 1
    last: int = 1


@dataclass(frozen=True, slots=True)
class Probed:
    """What a file is, and how many pages it has."""

    source: Source
    pages: int


@dataclass(frozen=True, slots=True)
class PagesRead:
    """Pages with their stage keys; `cached` of them were not read again."""

    pages: tuple[tuple[str, Page], ...]
    cached: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """The circulars of a file."""

    circulars: tuple[Circular, ...]


@dataclass(frozen=True, slots=True)
class NoEngine:
    """The OCR engine cannot run: no file's fault, the whole run has to stop."""

    reason: str


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The unit wanted more memory than a worker may have; counts as a death."""


Result = Probed | PagesRead | Extracted | Failure | NoEngine | OutOfMemory


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker needs: the library it reads cached pages from, the engine, and its bounds."""

    library: str
    engine: str
    engine_options: Mapping[str, Any] = field(default_factory=dict)
    memory: int = 0
    """Address space a worker may use, in bytes; 0 for no limit."""
    allow_classified: bool = False


class Worker:
    """Does units; holds one engine and one view of the library, both opened when first needed."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._engine: Engine | None = None
        self._store: Store | None = None

    def do(self, unit: Unit) -> Result:
        """Do a unit. What is wrong with the file comes back as a `Failure`."""
        try:
            return self._do(unit)
        except InputError as error:
            return Failure(error.code, error.reason, error.advice)
        except EngineError as error:
            return NoEngine(str(error))
        except MemoryError:
            return OutOfMemory()
        except FileNotFoundError:
            return MISSING
        except Exception as error:  # noqa: BLE001  # one file's trouble must not end the run
            return Failure(
                "internal", _where(error), "please report this, with the file if you can"
            )

    def close(self) -> None:
        """Close the view of the library."""
        if self._store:
            self._store.close()

    def _do(self, unit: Unit) -> Result:
        if unit.kind == "extract":
            assert unit.source
            return self._extract(unit.source.sha256)
        if unit.stamp and stamp(unit.path) != unit.stamp:
            return CHANGED
        result = self._probe(unit) if unit.kind == "probe" else self._read(unit)
        if unit.stamp and stamp(unit.path) != unit.stamp:
            return CHANGED
        return result

    def _probe(self, unit: Unit) -> Probed:
        from ..ingest import count_pages

        with at_hand(Path(unit.path)) as path:
            source = probe(path)
            return Probed(source, count_pages(path, source))

    def _read(self, unit: Unit) -> PagesRead:
        from ..ingest import read_pages

        assert unit.source
        cache = _StoreCache(self._view())
        with at_hand(Path(unit.path)) as path:
            pages = tuple(
                read_pages(
                    path,
                    unit.source,
                    self._load_engine,
                    cache,
                    first=unit.first,
                    last=unit.last,
                )
            )
        return PagesRead(pages, cache.hits)

    def _extract(self, sha256: str) -> Extracted | Failure:
        pages = self._view().file_pages(sha256)
        circulars = extract(pages)
        if not self._settings.allow_classified and (failure := classified(pages, circulars)):
            return failure
        return Extracted(circulars)

    def _load_engine(self) -> Engine:
        if self._engine is None:
            self._engine = load_engine(self._settings.engine, self._settings.engine_options)
        return self._engine

    def _view(self) -> Store:
        if self._store is None:
            self._store = Store(Path(self._settings.library))
        return self._store


class _StoreCache:
    """The library as the page cache of one unit; what is put is committed by the driver."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: dict[str, Page] = {}
        self.hits = 0

    def get(self, key: str) -> Page | None:
        page = self._new.get(key) or self._store.page(key)
        self.hits += page is not None
        return page

    def put(self, key: str, page: Page) -> None:
        self._new[key] = page


CHANGED = Failure(
    "changed", "the file changed while it was being read", "run again when it is complete"
)
CLASSIFIED = Failure(
    "classified",
    "it is marked as secret; nothing of it was kept",
    "where it may be held: hongtou process --allow-classified, in Python allow_classified=True",
)


def classified(pages: Sequence[Page], circulars: Sequence[Circular]) -> Failure | None:
    """Why a file may not be kept: a secrecy mark (密级) anywhere in it; null where it has none."""
    from ..extract.secrecy import secrecy_mark

    mark = next((item.secrecy.value for item in circulars if item.secrecy), None)
    mark = mark or secrecy_mark(pages)
    if mark is None:
        return None
    return replace(CLASSIFIED, reason=f"it is marked {mark}; nothing of it was kept")


def extract(pages: Sequence[Page]) -> tuple[Circular, ...]:
    """The circulars of a file's pages."""
    from ..extract import read_circulars

    return read_circulars(pages)


def load_engine(name: str, options: Mapping[str, Any]) -> Engine:
    """An engine with its options. Raises `EngineError`."""
    from ..ingest import engines

    return engines.load(name, **options)


def stamp(path: str) -> Stamp:
    """Size and time of change of a file, of its archive for a member. Raises `FileNotFoundError`."""
    inside = archive_of(path)
    found = os.stat(inside[0] if inside else path)  # noqa: PTH116
    return Stamp(found.st_size, found.st_mtime_ns)


_worker: Worker | None = None


def start_worker(settings: WorkerSettings) -> None:
    """Set up this process as a worker: bound, deaf to Ctrl-C, ended when its parent ends."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        _end_with_parent()
    if settings.memory:
        _limit_memory(settings.memory)
    global _worker  # noqa: PLW0603  # one worker a process: this is what the process is
    _worker = Worker(settings)


def work(unit: Unit) -> Result:
    """Do a unit in this process's worker."""
    assert _worker, "start_worker has to run first"
    return _worker.do(unit)


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _end_with_parent() -> None:
    """Linux: a worker whose parent was killed must not go on alone."""
    import ctypes
    import signal

    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def _where(error: Exception) -> str:
    """The error in one line, with the place in this package that raised it."""
    here = str(Path(__file__).parent.parent)
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(here)]
    place = own[-1] if own else frames[-1]
    words = " ".join(str(error).split())[:200]
    file = "/".join(Path(place.filename).parts[-2:])
    return f"{type(error).__name__}: {words} ({file}:{place.lineno})"
