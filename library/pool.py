"""Worker processes that survive a unit which kills its worker."""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from pebble import ProcessExpired, ProcessPool

from .work import start_worker, work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from .work import Unit, WorkerSettings

__all__ = ["Pool", "ProcessExpired"]
UNITS_A_WORKER = 200
"""A worker is replaced after so many units, so that what leaks in a library stays small."""


class Pool:
    """Spawned workers (PDFium and ONNX Runtime do not survive a fork), one unit at a time each."""

    def __init__(self, workers: int, settings: WorkerSettings) -> None:
        _start_tracker()
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=UNITS_A_WORKER,
            initializer=start_worker,
            initargs=[settings],
            context=multiprocessing.get_context("spawn"),
        )
        try:
            with _deaf():
                self._pool.active  # noqa: B018  # asking starts the workers, and who minds them
        except BaseException:
            self._stop()
            raise

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
            self._pool.join()
        else:
            self._stop()

    def schedule(self, unit: Unit) -> Any:
        """A future of the unit's result; the unit's time counts from when it starts."""
        return self._pool.schedule(work, args=[unit], timeout=unit.seconds)

    def _stop(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _start_tracker() -> None:
    """The first spawn starts a helper of `multiprocessing`, which lets Ctrl-C through again."""
    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()


@contextmanager
def _deaf() -> Iterator[None]:
    """Keep Ctrl-C from what is started inside: a worker that still imports would show a traceback.

    Threads and processes inherit the mask, so that workers started later are deaf too. What comes
    meanwhile reaches this process afterwards. Windows has no masks.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
