"""A page before it is read: its key, and how to make it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .keys import stage_key
from .values import dataclass, replace

if TYPE_CHECKING:
    from .engines import Engine
    from .page import Page, Source

EngineSource = Callable[[], "Engine"]
"""Gives the engine when the first scanned page asks for it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a file: `make` reads it, `key` names what it is read from.

    The page that `make` gives may be that of another file with the same image: its number and
    the notes on this file's page are put in afterwards.
    """

    number: int
    key: str
    make: Callable[[], Page]
    notes: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    """Keys under which earlier versions stored this page: without tables, or the wrong way up."""
    complete: Callable[[Page], Page] | None = None
    """Makes of such a page what it should be; it is read again only where it was read wrongly."""


def lone_sheet(stage: str, version: int, source: Source, page: Page) -> Sheet:
    """The sheet of a file without pages, read as one page."""
    bare = replace(page, notes=())  # a stored page has no notes: they are the sheet's
    return Sheet(1, stage_key(stage, version, {}, [source.sha256]), lambda: bare, page.notes)
