"""The JPEG of a PDF page: a picture that its bytes alone tell, decoded by OpenCV.

PDFium gives the same pixels, in a quarter more time, and they must be hashed to be known again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SPACES = {"/DeviceGray": 1, "/DeviceRGB": 3}
"""Colour spaces whose values are the pixels, and how many each pixel has."""
_BARE = set(range(0xD0, 0xDA)) | {0x01}
"""Markers without a length."""
_FRAMES = {0xC0, 0xC1, 0xC2}
"""Markers of a header of what is read: baseline, extended and progressive."""


def stored_jpeg(image: Any, picture: Any) -> bytes | None:
    """The bytes of PDFium's `image` where they are a JPEG whose pixels are the image's; `picture` is
    the same image as qpdf has it, which tells whether anything is done to them."""
    if image.get_filters() != ["DCTDecode"] or {"/Decode", "/DecodeParms"} & set(picture.keys()):
        return None
    channels = _SPACES.get(str(picture.get("/ColorSpace")))
    data = bytes(image.get_data())
    if channels is None or data != picture.read_raw_bytes():
        return None
    return data if _size(data) == (*image.get_px_size(), channels) else None


def decoded(data: bytes) -> NDArray[np.uint8] | None:
    """A JPEG as grey or BGR; null where it is broken."""
    import cv2

    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    return None if pixels is None else np.asarray(pixels, np.uint8)


def _size(data: bytes) -> tuple[int, int, int] | None:
    """Width, height and channels as the header of a whole JPEG of 8 bits says them; null for any
    other. Of one that was cut off, OpenCV would speak on stderr."""
    if not data.startswith(b"\xff\xd8") or b"\xff\xd9" not in data[-64:]:
        return None
    at = 2
    while at + 10 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = (int.from_bytes(data[n : n + 2], "big") for n in (at + 5, at + 7))
            return (width, height, data[at + 9]) if data[at + 4] == 8 else None
        bare = marker in _BARE or marker == 0xFF
        at += (
            (1 if marker == 0xFF else 2)
            if bare
            else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        )
    return None
