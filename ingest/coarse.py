"""A page image made smaller, for what is large on the page: sheets, seals, rules, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ink import extremes, has_colour
from .values import dataclass, field

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    PixelBox = tuple[int, int, int, int]

_TINGE = 16
"""How far the channels of what has no colour lie apart at most (0…255): the palest blue line that was
measured has 84, most lines of black print 5."""


@dataclass(frozen=True, slots=True, eq=False)
class Coarse:
    """A page image made smaller by a whole number."""

    pixels: NDArray[np.uint8]
    factor: int
    dpi: float
    _extremes: list[tuple[NDArray[np.uint8], NDArray[np.uint8]]] = field(
        default_factory=list, init=False, repr=False
    )

    def extremes(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """The darkest and the lightest channel of each pixel, once for all who ask."""
        if not self._extremes:
            self._extremes.append(extremes(self.pixels))
        return self._extremes[0]

    def darkest(self) -> NDArray[np.uint8]:
        """The darkest channel: ink of any colour is dark in it."""
        return self.extremes()[0]

    def is_coloured(self) -> bool:
        """Whether it holds any colour worth looking for."""
        dark, light = self.extremes()
        return has_colour(dark[::4, ::4], light[::4, ::4])

    def is_tinted(self, box: PixelBox) -> bool:
        """Whether anything within a box on the whole image has a colour, however pale."""
        (x0, y0, x1, y1), by = box, self.factor
        place = (slice(y0 // by, -(-y1 // by)), slice(x0 // by, -(-x1 // by)))
        dark, light = (channel[place] for channel in self.extremes())
        return bool(dark.size) and int((light - dark).max()) > _TINGE

    def alone(self) -> Coarse:
        """The same as an image by itself, of which this is no smaller one."""
        made = Coarse(self.pixels, 1, self.dpi)
        made._extremes.extend(self._extremes)
        return made

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
