"""Pages as pictures, and parts of them: for people to look at, never to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import images, pdf
from .errors import InputError
from .source import PDF, TEXT, probe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .raster import Raster


def page_picture(path: Path, number: int) -> Raster:
    """The image of a page as the file shows it, from 1. Raises `InputError`, also for text."""
    media_type = probe(path).media_type
    if media_type == TEXT:
        raise InputError("no_image", "the file is text and has no pictures", "give a scan or a PDF")
    return pdf.picture(path, number) if media_type == PDF else images.picture(path, number)


def picture_part(raster: Raster, box: Sequence[float], margin: float) -> bytes:
    """The part of a page in a box (points, as shown) with a margin, as PNG."""
    import cv2

    rows, columns = raster.pixels.shape[:2]
    left, top, right, bottom = raster.box
    across, down = columns / (right - left), rows / (bottom - top)
    x0, x1 = (box[0] - margin - left) * across, (box[2] + margin - left) * across
    y0, y1 = (box[1] - margin - top) * down, (box[3] + margin - top) * down
    part = raster.pixels[
        max(0, min(int(y0), rows - 1)) : max(1, int(y1) + 1),
        max(0, min(int(x0), columns - 1)) : max(1, int(x1) + 1),
    ]
    _, coded = cv2.imencode(".png", part)
    return bytes(coded.tobytes())
