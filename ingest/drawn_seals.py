"""Seals on a PDF page that was born with text: pictures or drawings laid over the print.

Only a page with an object of a seal's size and shape is drawn, and looked at as a scan would be.
A seal that is a signature (an annotation with a certificate) is not looked for here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .coarse import coarse
from .page import Mark
from .raster import INCH
from .seal import LARGEST, MM, SMALLEST, find_seals

if TYPE_CHECKING:
    from collections.abc import Iterator

_DPI = 100.0


def drawn_seals(page: Any) -> tuple[Mark, ...]:
    """The seals drawn on a page (PDFium's), boxes in points; none where nothing has their size."""
    if not any(_is_seal_sized(bounds) for bounds in _bounds(page)):
        return ()
    pixels = page.render(scale=_DPI / INCH, may_draw_forms=False).to_numpy()[..., :3]
    seals = find_seals(coarse(np.ascontiguousarray(pixels), _DPI))
    by = INCH / _DPI
    return tuple(
        Mark("seal", (x0 * by, y0 * by, x1 * by, y1 * by), seal.sure)
        for seal in seals
        if not seal.black
        for x0, y0, x1, y1 in [seal.box]
    )


def _bounds(page: Any) -> Iterator[tuple[float, float, float, float]]:
    from pypdfium2 import raw

    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM]
    for item in page.get_objects(filter=kinds):
        yield item.get_bounds()


def _is_seal_sized(bounds: tuple[float, float, float, float]) -> bool:
    width, height = (bounds[2] - bounds[0]) / INCH / MM, (bounds[3] - bounds[1]) / INCH / MM
    large = SMALLEST <= max(width, height) <= 1.2 * LARGEST
    return large and 0.7 <= width / max(height, 0.1) <= 1.4
