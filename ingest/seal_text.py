"""The text along the ring of a seal where the engine has a module that finds it.

The module gives the outlines of text on the cut-out of the seal. Those that lie along its rim are
straightened together and read as one line, beside our own reading of the ring, which needs the rim
itself (`ring_text`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .engines.modules import SealReader
from .ink import seal_ink
from .ring_text import as_name, ink_along, line_along, read_ring
from .rings import ANGLES, Ring, directions, unrolled
from .seal import grown
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .coarse import PixelBox
    from .engines import Engine
    from .engines.modules import Outline
    from .seal import Seal

    Text = tuple[str, float]

DOUBT = 0.5
"""How sure the surer of two readings of a ring is at most, where they differ."""
_MARGIN = 0.04
"""How much of a seal's size is cut out around it."""
_INNER, _OUTER = 0.45, 1.05
"""Between which shares of the radius text along the rim stands: what is nearer to the middle is the
star, or a line across."""
_ROWS = 120
"""Places along the radius at which the outlines are looked at."""
_LEAST = 1 / 8
"""Share of the whole turn that text along a rim takes at least."""
_THICK = (0.08, 0.5)
"""How high its characters are, as a share of the radius."""


def read_seal(
    image: NDArray[np.uint8], seal: Seal, engine: Engine
) -> tuple[Text | None, Text | None]:
    """The text along the ring of a seal on a BGR image with how sure it is, null where it cannot be
    read; and what another reading gives that differs.

    Ours and that by the engine's module, where it has one: of two that differ the surer counts, and
    is in doubt; one that is the other with characters lost does not count.
    """
    ours = read_ring(image, seal, engine)
    theirs = _read_found(image, seal, engine) if isinstance(engine, SealReader) else None
    if ours is None or theirs is None:
        return ours or theirs, None
    text, other = (ours, theirs) if ours[1] >= theirs[1] else (theirs, ours)
    if _is_part(other[0], text[0]):
        return text, None
    if _is_part(text[0], other[0]):
        return other, None
    return (text[0], min(text[1], DOUBT)), other


def _is_part(text: str, whole: str) -> bool:
    """Whether a reading is another one, or that with characters lost."""
    rest = iter(whole)
    return all(char in rest for char in text)


def _read_found(image: NDArray[np.uint8], seal: Seal, engine: Engine) -> Text | None:
    """The text that the engine's module finds along the rim of a seal."""
    assert isinstance(engine, SealReader)
    x0, y0, x1, y1 = grown(seal.box, _MARGIN * (seal.box[2] - seal.box[0]), image.shape)
    part = np.ascontiguousarray(image[y0:y1, x0:x1])
    outlines = engine.find_seal_text(part if seal.black else _alone(part))
    ring = (seal.ring or _rim_of(seal.box)).moved(-x0, -y0)
    found = _along(outlines, ring, part.shape[:2])
    # The whole turn is laid out: what an outline lacks of its line stands there too.
    crop = line_along(ink_along(part, *found, black=seal.black)) if found else None
    return None if crop is None else as_name(engine.read_crop(crop))


def _alone(part: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A red seal on white: print under it is text too, but not the seal's."""
    ink = seal_ink(part).astype(np.float32)
    full = max(float(np.percentile(ink, 97)), 1.0)
    pale = (255 * (1 - np.minimum(ink / full, 1))).astype(np.uint8)
    return np.ascontiguousarray(np.dstack([pale, pale, np.full_like(pale, 255)]))


def _rim_of(box: PixelBox) -> Ring:
    """The rim of a seal that could not be followed: the ellipse in its box."""
    x0, y0, x1, y1 = box
    sine, cosine = directions()
    radii = 1 / np.hypot(sine / ((x1 - x0) / 2), cosine / ((y1 - y0) / 2))
    everywhere = (True,) * ANGLES
    middle = (x0 + x1 - 1) / 2, (y0 + y1 - 1) / 2
    return Ring(*middle, tuple(radii.tolist()), everywhere, everywhere, 0.0)


def _along(
    outlines: Sequence[Outline], rim: Ring, shape: tuple[int, int]
) -> tuple[Ring, tuple[float, float]] | None:
    """The text along a rim as a ring through its middle, and between which shares of that it stands;
    null where the outlines hold none."""
    import cv2

    mask = np.zeros(shape, np.uint8)
    for outline in outlines:
        cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 255)
    around = unrolled(mask.astype(np.float32), rim, (_INNER, _OUTER), (_ROWS, ANGLES)) > 127
    shares = np.linspace(_OUTER, _INNER, _ROWS)
    # A line across the seal reaches further in than text along the rim does.
    inside = around.any(axis=0) & ~around[-1]
    if inside.sum() < _LEAST * ANGLES:
        return None
    middles = np.array([shares[column].mean() for column in around.T[inside]])
    thick = float(np.median(around.sum(axis=0)[inside])) * (_OUTER - _INNER) / _ROWS
    if not _THICK[0] <= thick <= _THICK[1]:
        return None
    every = np.interp(np.arange(ANGLES), np.flatnonzero(inside), middles, period=ANGLES)
    radii = np.array(rim.radii) * _soft(every)
    half = 0.5 * thick / float(np.median(middles))
    return replace(rim, radii=tuple(radii.tolist())), (1 - half, 1 + half)


def _soft(values: NDArray[np.float64], reach: int = 4) -> NDArray[np.float64]:
    """The mean of the values around each, round the circle."""
    near = [np.roll(values, step) for step in range(-reach, reach + 1)]
    return np.asarray(np.mean(near, axis=0), np.float64)
