"""What reading without a library says of the files it could not read."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from ..ingest import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from .find import FoundFile, Listing

    T = TypeVar("T")


class UnreadFileWarning(UserWarning):
    """A file of several that could not be read: `file` is its name, `error` says why."""

    def __init__(self, file: str, error: InputError) -> None:
        super().__init__(f"{file}: {error}")
        self.file, self.error = file, error


def read_each(
    listing: Listing, files: Iterable[FoundFile], read: Callable[[FoundFile], T]
) -> list[T]:
    """What `read` makes of each file. One of several that cannot be read, or found, is a warning.

    Raises `InputError` where no file could be read.
    """
    failed = [
        (shown, InputError(told.code, told.reason, told.advice)) for shown, told in listing.failures
    ]
    made: list[T] = []
    for file in files:
        try:
            made.append(read(file))
        except InputError as error:
            failed.append((file.name, error))
    if failed and not made:
        raise failed[0][1]
    for name, why in failed:
        warnings.warn(UnreadFileWarning(name, why), stacklevel=3)  # the caller of hongtou.read
    return made
