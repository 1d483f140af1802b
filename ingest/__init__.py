"""Bytes to pages: PDF, OFD, images, DOCX, web pages and text; text layers and OCR."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .cache import MemoryCache, PageCache
from .codec import dump_page, load_page
from .errors import EngineError, InputError
from .keys import stage_key
from .page import Box, Grid, Line, Mark, Page, Source
from .source import probe

if TYPE_CHECKING:
    from .layout import mark_margins as mark_margins
    from .read import count_pages as count_pages
    from .read import read_pages as read_pages

__all__ = [
    "Box",
    "EngineError",
    "Grid",
    "InputError",
    "Line",
    "Mark",
    "MemoryCache",
    "Page",
    "PageCache",
    "Source",
    "count_pages",
    "dump_page",
    "load_page",
    "mark_margins",
    "probe",
    "read_pages",
    "stage_key",
]


def __getattr__(name: str) -> Any:
    """The readers bring numpy with them: they are imported when first asked for."""
    if name in ("count_pages", "read_pages"):
        from . import read

        return getattr(read, name)
    if name == "mark_margins":
        from .layout import mark_margins

        return mark_margins
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
