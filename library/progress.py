"""What a run says on stderr: a bar on a terminal, else a line every few seconds."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from .messages import complaint, say
from .run import Progress

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from .journal import Failure

LINE_SECONDS = 5.0


class Spoken(Progress):
    """Says which files failed, as it happens, and nothing else."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to put away."""

    def failed(self, name: str, failure: Failure) -> None:
        """One line on stderr."""
        self._print(complaint(name, failure.reason, failure.advice))

    def _print(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)


class Lines(Spoken):
    """A line every few seconds: for logs."""

    def __init__(self) -> None:
        self._files = self._done = self._pages = 0
        self._last = time.monotonic()

    def begin(self, files: int) -> None:
        """So many files are to be looked at."""
        self._files = files

    def pages(self, count: int) -> None:
        """So many more pages were read."""
        self._pages += count
        self._tell()

    def file(self, name: str) -> None:  # noqa: ARG002  # the count is enough
        """A file is done."""
        self._done += 1
        self._tell()

    def failed(self, name: str, failure: Failure) -> None:
        """One line on stderr."""
        self._done += 1
        super().failed(name, failure)

    def linking(self, done: int, of: int) -> None:
        """So many steps of linking are done."""
        if time.monotonic() - self._last >= LINE_SECONDS:
            self._last = time.monotonic()
            self._print(say("linking", done=done, of=of))

    def _tell(self) -> None:
        if time.monotonic() - self._last >= LINE_SECONDS:
            self._last = time.monotonic()
            self._print(say("so_far", done=self._done, files=self._files, pages=self._pages))


class Bar(Spoken):
    """A bar on a terminal, with the pages read beside it."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        self._pages = 0
        self._bar = RichProgress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: Any = None

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def begin(self, files: int) -> None:
        """So many files are to be looked at."""
        self._task = self._bar.add_task("", total=files)

    def pages(self, count: int) -> None:
        """So many more pages were read."""
        self._pages += count
        self._bar.update(self._task, description=f"{self._pages} p.")

    def file(self, name: str) -> None:  # noqa: ARG002  # the count is enough
        """A file is done."""
        self._bar.advance(self._task)

    def linking(self, done: int, of: int) -> None:
        """So many steps of linking are done."""
        if self._task is None:
            self._task = self._bar.add_task("", total=of)
        words = say("linking", done=done, of=of)
        self._bar.update(self._task, completed=done, total=of, description=words)

    def failed(self, name: str, failure: Failure) -> None:
        """One line on stderr, above the bar."""
        if self._task is not None:
            self._bar.advance(self._task)
        super().failed(name, failure)

    def _print(self, line: str) -> None:
        self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)


def choose(*, quiet: bool) -> Spoken:
    """How to speak on this stderr."""
    if quiet:
        return Spoken()
    return Bar() if sys.stderr.isatty() else Lines()
