"""Decoded page images, and the limits that keep memory bounded."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

from .coarse import Coarse, coarse
from .errors import InputError
from .page import turned_box
from .values import dataclass, field

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .page import Box

MAX_PIXELS = 100_000_000
"""A3 at 600 dpi has 70 million; a colour image of this size takes 300 MB."""
LARGE = 40_000_000
"""Images of more pixels are made smaller while they are decoded: A4 at 600 dpi has 35 million."""
DPI = 200.0
"""What pages are rendered at: 300 brought nothing in measurements."""
TOO_FINE = 400.0
"""Finer images are brought down to `FINE` before they are read."""
FINE = 300.0
INCH = 72.0


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """A page image: height × width (grey) or height × width × 3 (BGR), 8 bits.

    `dpi` is along the height; `box` is where the image lies on the page, in points, and
    `width`, `height` are the page's size in points.
    """

    pixels: NDArray[np.uint8]
    dpi: float
    width: float
    height: float
    box: Box
    _small: list[Coarse] = field(default_factory=list, init=False, repr=False)

    @property
    def grey(self) -> bool:
        """Whether the image has no colour channels."""
        return self.pixels.ndim == 2

    def bgr(self) -> NDArray[np.uint8]:
        """The image with three channels."""
        if not self.grey:
            return self.pixels
        import cv2

        return cast("NDArray[np.uint8]", cv2.cvtColor(self.pixels, cv2.COLOR_GRAY2BGR))

    def small(self) -> Coarse:
        """The image made smaller, once for all who ask."""
        if not self._small:
            self._small.append(coarse(self.pixels, self.dpi))
        return self._small[0]

    def digest(self) -> str:
        """SHA-256 (hex) of shape and pixels."""
        import numpy as np

        digest = hashlib.sha256(repr(self.pixels.shape).encode())
        digest.update(np.ascontiguousarray(self.pixels).data)
        return digest.hexdigest()

    def turned(self, degrees: int) -> Raster:
        """The page turned clockwise by a multiple of 90 degrees."""
        if not degrees:
            return self
        import cv2
        import numpy as np

        ways = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)
        pixels = np.asarray(cv2.rotate(self.pixels, ways[degrees // 90 % 4 - 1]), np.uint8)
        size = (self.width, self.height)
        box = turned_box(self.box, *size, degrees)
        return Raster(pixels, self.dpi, *(size if degrees == 180 else size[::-1]), box)


def check_size(width: int, height: int) -> None:
    """Raise `too_large` for an image of more than `MAX_PIXELS`."""
    if width * height > MAX_PIXELS:
        raise too_large(f"{width} by {height} pixels")


def too_large(size: str) -> InputError:
    """The error for an image of `size`."""
    return InputError(
        "too_large",
        f"the image has {size}, more than the limit of {MAX_PIXELS // 1_000_000} million pixels",
        "scan it again at 200 to 300 dpi, or make it smaller",
    )


def whole_page(pixels: NDArray[np.uint8], dpi_x: float, dpi_y: float) -> Raster:
    """An image that is a page by itself, its size in points taken from its resolution."""
    height, width = pixels.shape[:2]
    page_width, page_height = width * INCH / dpi_x, height * INCH / dpi_y
    return fitted(pixels, page_width, page_height, (0.0, 0.0, page_width, page_height))


def fitted(pixels: NDArray[np.uint8], width: float, height: float, box: Box) -> Raster:
    """A `Raster` of an image placed at `box`, brought to one resolution both ways, not too fine."""
    import cv2
    import numpy as np

    rows, columns = pixels.shape[:2]
    dpi_x = columns * INCH / (box[2] - box[0])
    dpi_y = rows * INCH / (box[3] - box[1])
    dpi = max(dpi_x, dpi_y)
    uneven = dpi / min(dpi_x, dpi_y) > 1.05  # fax TIFFs: 204 × 98 dpi
    if dpi > TOO_FINE or uneven:
        dpi = FINE if dpi > TOO_FINE else dpi
        size = (
            max(1, round((box[2] - box[0]) * dpi / INCH)),
            max(1, round((box[3] - box[1]) * dpi / INCH)),
        )
        way = cv2.INTER_CUBIC if size[0] * size[1] > rows * columns else cv2.INTER_AREA
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=way), dtype=np.uint8)
    return Raster(pixels, round(dpi, 2), width, height, box)


def guess_dpi(width: int, height: int, stated: tuple[float, float] | None) -> tuple[float, float]:
    """The resolution of an image file: as stated where that can be, else from the shape of A4.

    Screens' 72 and 96 and values out of 100…1200 say nothing about a scan.
    """
    if stated is not None and all(100 <= value <= 1200 for value in stated):
        return stated
    if stated is not None and stated[0] != stated[1] and all(value > 0 for value in stated):
        ratio = stated[0] / stated[1]
        if all(90 <= value <= 1200 for value in stated) and 0.4 < ratio < 2.5:
            return stated
    long, short = max(width, height), min(width, height)
    if 1.36 <= long / max(short, 1) <= 1.47:  # A4 is 1.414
        dpi = long / (297 / 25.4)
        return dpi, dpi
    return DPI, DPI
