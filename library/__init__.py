"""The library: one SQLite file that keeps what was read, and the runs that fill it.

Nothing is imported until it is asked for, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import LibraryError as LibraryError
    from .errors import UnknownPathError as UnknownPathError
    from .library import Library as Library
    from .reading import ReadCircular as ReadCircular
    from .reading import read as read
    from .run import Options as Options
    from .run import Progress as Progress
    from .run import Summary as Summary
    from .unread import UnreadFileWarning as UnreadFileWarning

_PLACES = {
    "Library": "library",
    "LibraryError": "errors",
    "Options": "run",
    "Progress": "run",
    "ReadCircular": "reading",
    "Summary": "run",
    "UnknownPathError": "errors",
    "UnreadFileWarning": "unread",
    "read": "reading",
}
__all__ = [
    "Library",
    "LibraryError",
    "Options",
    "Progress",
    "ReadCircular",
    "Summary",
    "UnknownPathError",
    "UnreadFileWarning",
    "read",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(f".{_PLACES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
