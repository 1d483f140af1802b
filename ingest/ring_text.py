"""The characters along the ring of a seal, read on the ring unrolled.

They stand upright towards the rim, clockwise, with a gap at the foot; unrolled from that gap the
ring is a line of print. Of a red seal only its ink is shown, so print under it is not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from .ink import seal_ink
from .rings import unrolled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .engines import Engine, Reading
    from .rings import Ring
    from .seal import Seal

_BAND = (0.53, 0.93)
"""Between which shares of the radius the characters stand."""
_HEIGHT = 64
"""Pixels of the line made of it; engines read lines of 48."""
_SURE = 0.7
"""A reading less sure than this is none."""
_NAME = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff（）()\w]+[\u3400-\u9fff](?:[（(]\w{1,4}[）)])?")
"""Three ideographs or more, a count in brackets behind them (公文专用章（1）)."""


def read_ring(image: NDArray[np.uint8], seal: Seal, engine: Engine) -> tuple[str, float] | None:
    """The text along the ring of a seal on a BGR image, how sure; null where it cannot be read."""
    if seal.ring is None:
        return None
    strip = unrolled_text(image, seal.ring, black=seal.black)
    if strip is None:
        return None
    return as_name(engine.read_crop(strip))


def as_name(reading: Reading) -> tuple[str, float] | None:
    """The reading without what is no word at its ends (star, specks, the code below a name); null
    where that leaves no name, or none that is sure."""
    match = _NAME.search("".join(reading.text.split()))
    return (match[0], reading.confidence) if match and reading.confidence >= _SURE else None


def unrolled_text(image: NDArray[np.uint8], ring: Ring, *, black: bool) -> NDArray[np.uint8] | None:
    """The characters along a ring as a line, black on white (BGR); null where there are none."""
    x0, y0, x1, y1 = (round(value) for value in ring.box)
    x0, y0 = max(0, x0), max(0, y0)
    part = image[y0 : y1 + 1, x0 : x1 + 1]
    return line_along(ink_along(part, ring.moved(-x0, -y0), _BAND, black=black))


def ink_along(
    part: NDArray[np.uint8], ring: Ring, band: tuple[float, float], *, black: bool
) -> NDArray[np.float32]:
    """The ink between two shares of a ring's radius laid out, as high as a line (0…255)."""
    ink = 255 - part.min(axis=2) if black else seal_ink(part)
    across = round(np.pi * sum(band) / (band[1] - band[0]) * _HEIGHT)
    return unrolled(ink.astype(np.float32), ring, band, (_HEIGHT, across))


def line_along(strip: NDArray[np.float32]) -> NDArray[np.uint8] | None:
    """The ink of a ring laid out made a line, black on white (BGR), that begins behind the widest
    gap; null where there is none."""
    full = float(np.percentile(strip, 97))
    if full < 20:
        return None
    strip = np.clip(strip / full, 0, 1)
    span = _span((strip > 0.4).mean(axis=0))
    if span is None:
        return None
    line = np.roll(strip, -span[0], axis=1)[:, : span[1]]
    line = np.pad(line, ((4, 4), (12, 12)))
    return np.ascontiguousarray(np.repeat((255 * (1 - line)).astype(np.uint8)[..., None], 3, 2))


def _span(share: NDArray[np.floating]) -> tuple[int, int] | None:
    """Where the characters begin and how many columns they take: all but the widest gap."""
    count = len(share)
    reach = max(1, count // 120)
    soft = np.convolve(np.concatenate([share[-reach:], share, share[:reach]]),
                       np.ones(2 * reach + 1) / (2 * reach + 1), "valid")  # fmt: skip
    inked = np.nonzero(soft > 0.05)[0]
    if len(inked) < count / 12:
        return None
    gaps = np.diff(np.append(inked, inked[0] + count))
    widest = int(gaps.argmax())
    start = int(inked[(widest + 1) % len(inked)])
    return start, int(count - gaps[widest] + 1)
