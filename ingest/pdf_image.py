"""The image of a PDF page: the embedded one where it is the page, else a rendering."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from .jpeg import decoded, stored_jpeg
from .page import turned_box
from .raster import DPI, INCH, LARGE, Raster, check_size, fitted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .page import Box
    from .pdf_page import Survey


def page_raster(page: Any, found: Survey, plain: Any = None) -> tuple[Raster, tuple[str, ...], str]:
    """The image of a page to be read, notes on how it was come by, and the hash of what it was decoded
    from, where that says all (else "").

    `plain` is the page's image as qpdf has it, where it is known to have no mask; otherwise the page
    is drawn small, which takes as long as decoding it, to see whether it looks like the image.

    Raises `InputError` (`too_large`) for an image of too many pixels, `PdfiumError` for a
    broken one.
    """
    if found.image is not None:
        jpeg = stored_jpeg(found.image, plain) if plain is not None else None
        trusted = "watermark" in found.notes or (plain is not None and not _is_clipped(found.image))
        raster = _embedded(page, found.image, jpeg, trusted=trusted)
        if raster is not None:
            return raster, (), _key(page, jpeg) if jpeg else ""
    _check_images(page)
    raster, notes = _rendered(page)
    if int(raster.pixels.max()) == int(raster.pixels.min()):
        _decode_images(page)  # PDFium draws nothing where an image is broken, and says nothing
    return raster, notes, ""


def _key(page: Any, jpeg: bytes) -> str:
    """The hash of a JPEG and how it is turned: what else is done to it goes with its place."""
    return hashlib.sha256(b"jpeg %d " % page.get_rotation() + jpeg).hexdigest()


def _decode_images(page: Any) -> None:
    from pypdfium2 import raw

    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        item.get_bitmap(render=False)


def _check_images(page: Any) -> None:
    """Rendering decodes every image whole, whatever the resolution asked for."""
    from pypdfium2 import raw

    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        check_size(*item.get_px_size())


def _is_clipped(image: Any) -> bool:
    from pypdfium2 import raw

    return bool(raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(image)) > 0)


def _embedded(page: Any, image: Any, jpeg: bytes | None, *, trusted: bool) -> Raster | None:
    """The embedded image, upright, where it stands level on the page, unmirrored and opaque.

    Unless it is `trusted`, the page must look like it.
    """
    from pypdfium2 import raw

    width, height = image.get_px_size()
    check_size(width, height)
    if width * height > LARGE:
        return None  # drawing it takes less memory
    matrix = image.get_matrix()
    level = abs(matrix.b) + abs(matrix.c) <= 0.001 * (abs(matrix.a) + abs(matrix.d))
    if not level or matrix.a <= 0 or matrix.d <= 0 or raw.FPDFPageObj_HasTransparency(image):
        return None
    box, size = _placement(page, image.get_bounds())
    if box is None or min(width, height) < 8:
        return None
    if max(width, height) * INCH / max(size) < 100:
        return None  # a thumbnail blown up: rendering smooths it
    pixels = decoded(jpeg) if jpeg else None
    if pixels is None:
        pixels = _decoded(image)
    turns = (page.get_rotation() // 90) % 4
    if turns:
        pixels = np.ascontiguousarray(np.rot90(pixels, -turns))
    raster = fitted(pixels, size[0], size[1], box)
    return raster if trusted or _is_shown(page, raster) else None


def _is_shown(page: Any, raster: Raster) -> bool:
    """Whether the page, drawn small, looks like the image: masks and the like are not in it."""
    import cv2

    shown = page.render(scale=0.25, grayscale=True).to_numpy()
    shown = shown[..., 0] if shown.ndim == 3 else shown
    across, down = shown.shape[1] / raster.width, shown.shape[0] / raster.height
    left, top, right, bottom = raster.box
    x0, y0 = max(0, round(left * across)), max(0, round(top * down))
    part = shown[y0 : round(bottom * down), x0 : round(right * across)]
    if not part.size:
        return False
    pixels = raster.pixels[::2, ::2]  # enough to compare, and quicker
    small = cv2.resize(pixels, part.shape[::-1], interpolation=cv2.INTER_AREA)
    if small.ndim == 3:
        small = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    ink, expected = float(np.mean(255.0 - small)), float(np.mean(255.0 - part))
    apart = float(np.mean(np.abs(small.astype(np.int16) - part)))
    return apart < 12 and abs(ink - expected) < 2 + 0.1 * expected


def _decoded(image: Any) -> NDArray[np.uint8]:
    """PDFium's bitmap as grey or BGR; it has done the colour space and the Decode array."""
    import cv2

    pixels = image.get_bitmap(render=False).to_numpy()
    if pixels.ndim == 2:
        return np.array(pixels)
    if pixels.shape[2] == 1:
        return np.array(pixels[..., 0])
    if pixels.shape[2] == 4:
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR), np.uint8)
    return np.array(pixels)


def _placement(
    page: Any, bounds: tuple[float, float, float, float]
) -> tuple[Box | None, tuple[float, float]]:
    """Where bounds in PDF space lie on the page as shown; None where they leave it."""
    left, bottom, right, top = page.get_bbox()
    x0, y0, x1, y1 = bounds
    slack = 0.02 * max(right - left, top - bottom)
    size = cast("tuple[float, float]", page.get_size())
    outside = x0 < left - slack or x1 > right + slack or y0 < bottom - slack or y1 > top + slack
    if outside or x1 - x0 < 1 or y1 - y0 < 1:
        return None, size
    box = (x0 - left, top - y1, x1 - left, top - y0)
    return turned_box(box, right - left, top - bottom, page.get_rotation()), size


def _rendered(page: Any) -> tuple[Raster, tuple[str, ...]]:
    """The page at 200 dpi, or at the resolution at which it has no more than `LARGE`."""
    width, height = page.get_size()
    scale = DPI / INCH
    scale = min(scale, (LARGE / max(1.0, width * height)) ** 0.5)
    pixels = page.render(scale=scale, may_draw_forms=True, prefer_bgrx=False).to_numpy()
    pixels = np.array(pixels if pixels.ndim == 2 else pixels[..., :3])
    raster = Raster(pixels, round(scale * INCH, 2), width, height, (0.0, 0.0, width, height))
    return raster, ("rendered",)
