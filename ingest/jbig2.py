"""JBIG2 images (ITU-T T.88), as scanners of archives make them: decoded by PDFium inside a PDF."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from .errors import InputError
from .raster import check_size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MAGIC = b"\x97JB2\r\n\x1a\n"
_PAGE_INFORMATION = 48
_SEQUENTIAL, _PAGES_UNKNOWN = 0x1, 0x2


def is_jbig2(data: bytes) -> bool:
    """Whether these bytes are a JBIG2 file (T.88 annex D.4)."""
    return data.startswith(_MAGIC)


def jbig2_pixels(data: bytes) -> NDArray[np.uint8]:
    """The first page of a JBIG2 file, grey. Raises `InputError` (`unsupported`, `damaged`)."""
    if len(data) < 20 or not data[8] & _SEQUENTIAL:
        raise InputError(
            "unsupported", "a JBIG2 picture of random-access order", "convert the file to PDF"
        )
    segments = data[9:] if data[8] & _PAGES_UNKNOWN else data[13:]
    width, height = _page_size(segments)
    check_size(width, height)
    return _decoded(segments, width, height)


def _page_size(segments: bytes) -> tuple[int, int]:
    """Width and height in the page information, among the first segments (7.2, 7.4.8)."""
    at = 0
    for _ in range(64):
        if at + 11 > len(segments):
            break
        flags, referred = segments[at + 4], segments[at + 5] >> 5
        number = struct.unpack_from(">I", segments, at)[0]
        if referred > 4:
            break
        wide = 1 if number <= 256 else 2 if number <= 65536 else 4
        head = at + 6 + referred * wide + (4 if flags & 0x40 else 1)
        if head + 12 > len(segments):
            break
        length = struct.unpack_from(">I", segments, head)[0]
        if flags & 0x3F == _PAGE_INFORMATION:
            width, height = struct.unpack_from(">II", segments, head + 4)
            if 0 < width < 65536 and 0 < height < 65536:
                return int(width), int(height)
            break
        at = head + 4 + length
    raise InputError("damaged", "a JBIG2 picture without a page size", "fetch or scan it again")


def _decoded(segments: bytes, width: int, height: int) -> NDArray[np.uint8]:
    import numpy as np
    import pikepdf
    import pypdfium2

    pdf = pikepdf.new()
    image = pikepdf.Stream(
        pdf,
        segments,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=1,
        ColorSpace=pikepdf.Name.DeviceGray,
        Filter=pikepdf.Name.JBIG2Decode,
    )
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, width, height],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=pdf.make_indirect(image))),
        Contents=pikepdf.Stream(pdf, f"q {width} 0 0 {height} 0 0 cm /I Do Q".encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    buffer = io.BytesIO()
    pdf.save(buffer)
    document = pypdfium2.PdfDocument(buffer.getvalue())
    try:
        (found,) = document[0].get_objects()
        pixels = found.get_bitmap(render=False).to_numpy()
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise InputError(
            "damaged", "a JBIG2 picture cannot be decoded", "fetch or scan it again"
        ) from error
    else:
        return np.array(pixels if pixels.ndim == 2 else pixels[..., 0])
    finally:
        document.close()
