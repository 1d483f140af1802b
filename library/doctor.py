"""Is everything there that the program needs? One line each, with what to do where it is not."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .errors import LibraryError
from .messages import say, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .settings import Settings

State = Literal["fine", "warn", "fail"]
WORKER_GB = 0.7
LEAST_DISK_GB = 1.0
SQLITE = (3, 35, 0)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `code` names it for programs."""

    code: str
    name: str
    state: State
    detail: str
    advice: str = ""


def examine(settings: Settings) -> list[Check]:
    """Look at everything that a run needs."""
    looks: tuple[Callable[[Settings], Check], ...] = (_python, _sqlite, _library, _engine)
    checks = [look(settings) for look in looks]
    memory = _memory(settings)
    return [*checks, *([memory] if memory else []), _disk(settings)]


def _python(_: Settings) -> Check:
    from .. import __version__

    detail = f"{platform.python_version()}, hongtou {__version__}, {platform.system()}"
    return Check("python", say("doctor.python"), "fine", detail)


def _sqlite(_: Settings) -> Check:
    name, version = say("doctor.sqlite"), sqlite3.sqlite_version
    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
        searching = True
    except sqlite3.OperationalError:
        searching = False
    finally:
        db.close()
    if sqlite3.sqlite_version_info < SQLITE or not searching:
        return Check("sqlite", name, "fail", version, say("doctor.sqlite_old"))
    return Check("sqlite", name, "fine", f"{version}, FTS5")


def _library(settings: Settings) -> Check:
    from .library import Library

    name, path = say("doctor.library"), settings.library
    try:
        if path.exists():
            with Library(path, create=False) as library, library.store.transaction():
                detail = say("doctor.held", path=path, circulars=len(library.labels()))
        else:
            _try_writing(path)
            detail = say("doctor.new_library", path=path)
    except LibraryError as error:
        return Check("library", name, "fail", translate(error.reason), translate(error.advice))
    except OSError as error:
        return Check("library", name, "fail", str(error), say("doctor.not_writable"))
    return Check("library", name, "fine", detail)


def _try_writing(path: Path) -> None:
    with tempfile.NamedTemporaryFile(dir=_standing(path)):
        pass


def _standing(path: Path) -> Path:
    """The nearest folder above that is there."""
    return next(folder for folder in path.absolute().parents if folder.is_dir())


def _engine(settings: Settings) -> Check:
    name = say("doctor.engine", name=settings.engine)
    ready, detail = try_engine(settings.engine, dict(settings.engine_options))
    if ready:
        return Check("engine", name, "fine", detail)
    reason, _, advice = detail.partition("; ")
    return Check("engine", name, "fail", translate(reason), translate(advice))


def with_models(name: str, options: Mapping[str, object], models: str | None) -> dict[str, object]:
    """The options of an engine, with the folder of models where it reads one."""
    from ..ingest import EngineError
    from ..ingest.engines import takes_models

    try:
        reads = models is not None and takes_models(name)
    except EngineError:  # told when it is tried
        reads = False
    return {**options, "models": models} if reads else dict(options)


def try_engine(name: str, options: dict[str, object]) -> tuple[bool, str]:
    """Whether an engine starts and reads an empty image; its identity, or what is wrong."""
    import numpy as np

    from ..ingest import EngineError
    from .work import load_engine

    try:
        engine = load_engine(name, options)
        if name != "replay":  # it reads only the images it has stored
            tuple(engine.read(np.full((64, 256, 3), 255, np.uint8)))
    except EngineError as error:
        return False, str(error)
    return True, engine.identity


def _memory(settings: Settings) -> Check | None:
    free = _free_memory()
    if free is None:
        return None
    name = say("doctor.memory")
    detail = say("doctor.memory_free", free=free, jobs=settings.jobs)
    if free < WORKER_GB * settings.jobs:
        advice = say("doctor.little_memory", jobs=max(1, int(free / WORKER_GB)))
        return Check("memory", name, "warn", detail, advice)
    return Check("memory", name, "fine", detail)


def _free_memory() -> float | None:
    """Memory that is free, in GB, where the system says so."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        available = next(line for line in lines if line.startswith("MemAvailable"))
        return int(available.split()[1]) / 1024**2
    except (OSError, StopIteration):
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    except (AttributeError, ValueError, OSError):
        return None


def _disk(settings: Settings) -> Check:
    free = shutil.disk_usage(_standing(settings.library)).free / 1024**3
    name, detail = say("doctor.disk"), say("doctor.disk_free", free=free)
    if free < LEAST_DISK_GB:
        return Check("disk", name, "warn", detail, say("doctor.little_disk"))
    return Check("disk", name, "fine", detail)
