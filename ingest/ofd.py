"""OFD files (GB/T 33190-2016), page by page: text with boxes, or pictures through the engine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .errors import InputError
from .keys import stage_key
from .ofd_document import Opened
from .ofd_image import picture_raster
from .ofd_layout import is_scan, over_scan, text_page
from .ofd_shapes import POINT
from .package import opened
from .scans import empty_sheet, scan_sheet
from .sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .ofd_document import Leaf
    from .page import Page, Source
    from .sheet import EngineSource

OFD_VERSION = 1


def count(path: Path, source: Source) -> int:
    """The number of pages, those of all its documents together."""
    del source
    with opened(path) as package:
        return len(Opened(package).pages)


def sheets(
    path: Path, source: Source, engine: EngineSource, first: int, last: int | None
) -> Iterator[Sheet]:
    """The pages of an OFD. A page that is missing or broken in it comes empty, with a note."""
    with opened(path) as package:
        document = Opened(package)
        total = len(document.pages)
        for number in range(max(1, first), min(last or total, total) + 1):
            leaf = document.pages[number - 1]
            yield _sheet(document, source, engine, number, leaf)


def _sheet(
    document: Opened, source: Source, engine: EngineSource, number: int, leaf: Leaf
) -> Sheet:
    package = document.package
    package.given = 0  # what one page may unpack is bounded, not what all of them together do
    root, area = leaf.document.content(leaf)
    size = ((area[2] - area[0]) * POINT, (area[3] - area[1]) * POINT)
    if root is None:
        return empty_sheet(number, source.sha256, "damaged", size)
    drawn = leaf.document.drawn(root, leaf, area)
    stamped = leaf.document.stamped(leaf, area)
    notes = tuple(f"annotation_{kind}" for kind in dict.fromkeys(stamped.kinds))
    notes += ("signed",) if number == 1 and leaf.document.signed() else ()
    notes += ("repaired",) if document.broken else ()
    images = leaf.document.resources.images
    if any(picture.resource not in images for picture in drawn.pictures):
        notes += ("image_missing",)
    typed = text_page(drawn, stamped, size)
    bare = replace(typed, notes=())  # a stored page has no notes: they are the sheet's
    sheet = Sheet(number, _key(source, number), lambda: bare, (*typed.notes, *notes))
    if not is_scan(drawn, size):
        return sheet
    try:
        raster = picture_raster(drawn, images, package, size)
    except InputError as error:
        return _unread(sheet, typed, source, error)
    scan = scan_sheet(number, raster, engine)
    if not (drawn.glyphs or stamped.seals or stamped.drawn.glyphs):
        return Sheet(number, scan.key, scan.make, notes, scan.earlier, scan.complete)
    both = _key(source, number, {"over": scan.key})
    return Sheet(number, both, lambda: over_scan(scan.make(), typed), notes)


def _key(source: Source, number: int, parameters: dict[str, object] | None = None) -> str:
    return stage_key("ofd", OFD_VERSION, parameters or {}, [source.sha256, str(number)])


def _unread(sheet: Sheet, typed: Page, source: Source, error: InputError) -> Sheet:
    """The sheet of a page whose pictures cannot be read: its text, or empty, saying why."""
    notes = (*sheet.notes, f"image_{error.code}")
    if typed.lines:
        return replace(sheet, notes=notes)
    note = error.code if error.code == "too_large" else "damaged"
    empty = empty_sheet(sheet.number, source.sha256, note, (typed.width, typed.height))
    return replace(empty, notes=notes)
