"""The pictures of an OFD page as one image to be read: PNG, JPEG, BMP, GIF, TIFF and JBIG2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import InputError
from .images import decoded
from .jbig2 import is_jbig2, jbig2_pixels
from .raster import DPI, INCH, LARGE, Raster, fitted

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from .ofd_page import Drawn, Picture
    from .package import Package

_SMALLEST = 8


def picture_raster(
    drawn: Drawn, images: Mapping[str, str], package: Package, size: tuple[float, float]
) -> Raster:
    """The image of a page from its pictures: the one that is level as it is, several drawn at 200
    dpi. Raises `InputError`: `missing`, `unsupported`, `too_large`, `damaged`."""
    found = [
        (picture, pixels_of(package.read(images[picture.resource])))
        for picture in drawn.pictures
        if picture.resource in images
    ]
    if not found:
        raise InputError("missing", "the picture of the page is not in the file", "fetch it again")
    if len(found) == 1 and _is_level(found[0][0]):
        picture, pixels = found[0]
        left, top, right, bottom = picture.box
        slack = 0.02 * max(size)
        on = left > -slack and top > -slack and right < size[0] + slack and bottom < size[1] + slack
        if on and min(pixels.shape[:2]) >= _SMALLEST and right - left > 1 and bottom - top > 1:
            return fitted(pixels, size[0], size[1], picture.box)
    return _composed(found, size)


def pixels_of(data: bytes) -> NDArray[np.uint8]:
    """A picture's bytes as grey or BGR. Raises `InputError`."""
    return jbig2_pixels(data) if is_jbig2(data) else decoded(data)


def _is_level(picture: Picture) -> bool:
    place = picture.place
    size = abs(place.a) + abs(place.d)
    return place.a > 0 and place.d > 0 and abs(place.b) + abs(place.c) <= 0.001 * size


def _composed(found: list[tuple[Picture, NDArray[np.uint8]]], size: tuple[float, float]) -> Raster:
    """Pictures drawn on white paper, the darker of what lies on top of each other."""
    import cv2
    import numpy as np

    scale = min(DPI / INCH, (LARGE / max(1.0, size[0] * size[1])) ** 0.5)
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    paper = np.full((height, width, 3), 255, np.uint8)
    for picture, pixels in found:
        rows, columns = pixels.shape[:2]
        place = picture.place
        matrix = np.array(
            [
                [place.a * scale / columns, place.c * scale / rows, place.e * scale],
                [place.b * scale / columns, place.d * scale / rows, place.f * scale],
            ],
            np.float64,
        )
        colour = pixels if pixels.ndim == 3 else cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR)
        drawn = cv2.warpAffine(
            colour,
            matrix,
            (width, height),
            flags=cv2.INTER_AREA,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(255, 255, 255),
        )
        paper = np.minimum(paper, np.asarray(drawn, dtype=np.uint8))
    return Raster(paper, round(scale * INCH, 2), size[0], size[1], (0.0, 0.0, *size))
