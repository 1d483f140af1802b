"""The JPEG of a PDF page: a picture that its bytes alone tell, decoded by libjpeg-turbo.

PDFium gives the same pixels, in half as much time again, and they must be hashed to be known again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHANNELS = {"/DeviceGray": 1, "/DeviceRGB": 3}
"""Colour spaces whose values are the pixels, and how many each pixel has."""
_STORED = {"Gray": 1, "YCbCr": 3, "RGB": 3}
"""The same of what a JPEG's header says; others are for print."""


def stored_jpeg(image: Any, picture: Any) -> bytes | None:
    """The bytes of PDFium's `image` where they are a JPEG whose pixels are the image's; `picture` is
    the same image as qpdf has it, which tells whether anything is done to them."""
    if image.get_filters() != ["DCTDecode"] or {"/Decode", "/DecodeParms"} & set(picture.keys()):
        return None
    channels = _CHANNELS.get(str(picture.get("/ColorSpace")))
    data = bytes(image.get_data())
    if channels is None or data != picture.read_raw_bytes():
        return None
    return data if _size(data) == (*image.get_px_size(), channels) else None


def decoded(data: bytes) -> NDArray[np.uint8] | None:
    """A JPEG as grey or BGR; null where it is broken, or cut off."""
    import simplejpeg

    try:
        grey = simplejpeg.decode_jpeg_header(data)[2] == "Gray"
        pixels = simplejpeg.decode_jpeg(data, "GRAY" if grey else "BGR")
    except ValueError:
        return None
    return np.asarray(pixels[..., 0] if grey else pixels, np.uint8)


def _size(data: bytes) -> tuple[int, int, int] | None:
    """Width, height and channels of a JPEG; null where it has no such header."""
    import simplejpeg

    try:
        height, width, space, _ = simplejpeg.decode_jpeg_header(data)
    except ValueError:
        return None
    return int(width), int(height), _STORED.get(space, 0)
