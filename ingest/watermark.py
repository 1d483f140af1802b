"""Watermarks (水印): pale words across a page, behind its print or over it.

What they cross is read wrongly, or not found at all, and surely so: doubts do not give them away.
They are one tone, clearly paler than print and darker than paper, and most lie aslant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .engines.lines import cut
from .ink import darkest, percentiles
from .layout import slope
from .show_through import SMALLER, ground_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .engines import Reading

_DPI = 100
"""At this resolution the page is looked at, by single pixels: a mean of several blurs its tones."""
_PALE, _PAPER = (140, 218), 237
"""Tone of a watermark, paper being 255 (paler ones do not disturb), and that of paper at least."""
_SHARE = 0.004
"""Share of the page that it covers at least."""
_SPREAD = 24
"""Width of the middle half of its tones: 7 to 23 as measured; of specks, shadows and edges of print
it is more than 30."""
_ASLANT = 10.0
"""Degrees off the print from which a line is a watermark's."""
_SCRAP = 4
"""Characters of a watermark's line up to which its frame does not show how it lies."""
_CROSSED = 0.5
"""Share of the strokes in a watermark's line that the print it crosses makes at most."""


def is_watermarked(pixels: NDArray[np.uint8], dpi: float) -> bool:
    """Whether a page image (grey or BGR) has a layer of one pale tone beside its print."""
    import cv2

    step = max(1, round(dpi / _DPI))
    # Of a size that is made smaller by a whole factor, which is ten times quicker.
    size = tuple(max(1, side // step // SMALLER * SMALLER) for side in pixels.shape[1::-1])
    dark = darkest(np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_NEAREST), np.uint8))
    (paper,) = percentiles(dark, (50,))
    if _pale(cv2.convertScaleAbs(dark, alpha=255 / max(paper, 1.0))).size < _SHARE * dark.size:
        return False  # without a look at how the light falls, which takes longer
    pale = _pale(cv2.divide(dark, ground_of(dark), scale=255))
    if pale.size < _SHARE * dark.size:
        return False
    low, middle, high = percentiles(pale, (25, 50, 75))
    return middle < _PALE[1] and high - low <= _SPREAD


def _pale(level: Any) -> NDArray[np.uint8]:
    """The tones that are neither paper nor print, nor at its edge."""
    import cv2

    darkest_near = cv2.erode(level, np.ones((3, 3), np.uint8))
    return np.asarray(level[(level < _PAPER) & (darkest_near > _PALE[0])], np.uint8)


def parted(
    readings: Sequence[Reading], pixels: NDArray[np.uint8], bare: NDArray[np.uint8], degrees: float
) -> tuple[list[Reading], list[Reading]]:
    """The lines of a page whose print has the slope `degrees`, and those of its watermark: aslant,
    or scraps beside such a one, most of their strokes gone on `bare`, the image with its ground
    cleared."""
    aslant = [abs(slope(reading.quad) - degrees) >= _ASLANT for reading in readings]
    scraps = any(aslant)
    print_: list[Reading] = []
    marks: list[Reading] = []
    for reading, leans in zip(readings, aslant, strict=True):
        asked = leans or (scraps and len(reading.text.strip()) <= _SCRAP)
        (marks if asked and _is_gone(reading, pixels, bare) else print_).append(reading)
    return print_, marks


def _is_gone(reading: Reading, pixels: NDArray[np.uint8], bare: NDArray[np.uint8]) -> bool:
    quad = np.asarray(reading.quad, np.float32)
    before, behind = cut(pixels, quad), cut(bare, quad)
    if before is None or behind is None:
        return False
    limit = 0.92 * float(np.median(darkest(before)))
    strokes = int((darkest(before) < limit).sum())
    return int((darkest(behind) < limit).sum()) < _CROSSED * strokes
