"""Plain text: one page, or as many as form feeds part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .encoding import decode
from .errors import InputError
from .flow import flow_page
from .keys import stage_key
from .page import Line, Page
from .sheet import Sheet
from .source import reading
from .text_tables import with_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .page import Source
    from .sheet import EngineSource

TEXT_VERSION = 2
_ESCAPE = re.compile("\x1b\\[[0-9;?]*[@-~]|[\x00-\x08\x0e-\x1f\x7f]")
"""What tells a terminal a colour or a place, and other controls: no text."""
MAX_BYTES = 64 * 1024 * 1024


def _pages(path: Path, source: Source) -> tuple[list[str], tuple[str, ...]]:
    if source.size > MAX_BYTES:
        raise InputError(
            "too_large",
            f"the text has more than {MAX_BYTES // 1024 // 1024} MB",
            "split it into one file for each document",
        )
    with reading(path):
        data = path.read_bytes()
    decoded = decode(data)
    if decoded is None:
        raise InputError(
            "not_text",
            "the file is neither UTF-8 nor GB18030 text",
            "save it as UTF-8 text, or give the original document",
        )
    text, broken = decoded
    pages = _ESCAPE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    return pages, ("bad_bytes",) if broken else ()


def count(path: Path, source: Source) -> int:
    """The number of pages: one more than form feeds."""
    return len(_pages(path, source)[0])


def sheets(
    path: Path, source: Source, engine: EngineSource, first: int, last: int | None
) -> Iterator[Sheet]:
    """The pages of a text; a blank line becomes a line without text, since it ends a paragraph."""
    del engine
    pages, notes = _pages(path, source)
    for number, text in enumerate(pages, start=1):
        if first <= number <= (last or number):
            key = stage_key("text", TEXT_VERSION, {}, [source.sha256, str(number)])
            yield Sheet(number, key, lambda text=text: _page(text), notes)  # type: ignore[misc]


def _page(text: str) -> Page:
    rows = text.split("\n")
    if rows and not rows[-1]:
        rows.pop()  # the newline that ends the last line
    if "|" in text and (items := with_tables(rows)):
        return flow_page(items)
    lines = tuple(Line(text=row if row.strip() else "") for row in rows)
    blank = not any(line.text for line in lines)
    return Page(
        number=1,
        width=0.0,
        height=0.0,
        lines=lines,
        origin="text",
        notes=("blank",) if blank else (),
    )
