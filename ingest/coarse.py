"""A page image made smaller, for what is large on the page: sheets, seals, rules, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .values import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    PixelBox = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Coarse:
    """A page image made smaller by a whole number."""

    pixels: NDArray[np.uint8]
    factor: int
    dpi: float

    def whole(self, left: int, top: int, right: int, bottom: int) -> PixelBox:
        """A box on this image as one on the whole image."""
        by = self.factor
        return (left * by, top * by, right * by, bottom * by)


def coarse(pixels: NDArray[np.uint8], dpi: float) -> Coarse:
    """The image at 70 to 130 dpi; whole factors only, which are ten times quicker."""
    factor = max(1, round(dpi / 85))
    height, width = pixels.shape[0] // factor, pixels.shape[1] // factor
    if factor == 1 or not height or not width:
        return Coarse(pixels, 1, dpi)
    small, left = pixels[: height * factor, : width * factor], factor
    while left > 1:  # halving is quicker than any other factor
        by = 2 if left % 2 == 0 else left
        small, left = _shrunk(small, by), left // by
    return Coarse(small, factor, dpi / factor)


def _shrunk(pixels: NDArray[np.uint8], by: int) -> NDArray[np.uint8]:
    import cv2
    import numpy as np

    size = (pixels.shape[1] // by, pixels.shape[0] // by)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
