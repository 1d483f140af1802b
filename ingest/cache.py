"""Where read pages are kept, by stage key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .page import Page


class PageCache(Protocol):
    """Keeps pages by stage key; a page once put is the page got, after rounding by the codec."""

    def get(self, key: str) -> Page | None:
        """The page stored under `key`, or None."""
        ...

    def put(self, key: str, page: Page) -> None:
        """Store `page` under `key`."""
        ...


class MemoryCache:
    """A `PageCache` for one run."""

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}

    def get(self, key: str) -> Page | None:
        """The page stored under `key`, or None."""
        return self._pages.get(key)

    def put(self, key: str, page: Page) -> None:
        """Store `page` under `key`."""
        self._pages[key] = page

    def __len__(self) -> int:
        return len(self._pages)
