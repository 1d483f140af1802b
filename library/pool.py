"""Worker processes that survive a unit which kills its worker."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, Any, Self

from pebble import ProcessExpired, ProcessPool

from .work import start_worker, work

if TYPE_CHECKING:
    from types import TracebackType

    from .work import Unit, WorkerSettings

__all__ = ["Pool", "ProcessExpired"]
UNITS_A_WORKER = 200
"""A worker is replaced after so many units, so that what leaks in a library stays small."""


class Pool:
    """Spawned workers (PDFium and ONNX Runtime do not survive a fork), one unit at a time each."""

    def __init__(self, workers: int, settings: WorkerSettings) -> None:
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=UNITS_A_WORKER,
            initializer=start_worker,
            initargs=[settings],
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def schedule(self, unit: Unit) -> Any:
        """A future of the unit's result; the unit's time counts from when it starts."""
        return self._pool.schedule(work, args=[unit], timeout=unit.seconds)
