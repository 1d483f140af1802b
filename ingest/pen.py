"""Blue ink (a pen's, a stamp's) and print taken apart: each is read without the other.

Who writes on a circular writes over its print as well. On bluish pixels the blue channel shows
black print and hardly the pen, as the red channel does under a red seal; and what is bluish,
alone on white, shows the pen without the print. It is done only where a line the pen runs through
is in doubt: elsewhere strokes and print read best as they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .engines.lines import cut
from .ink import RED, reddish
from .seal import FAINT, MM, lift
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .coarse import Coarse, PixelBox
    from .engines import Engine, Reading

_LEAST = 0.0003
"""Share of the page that must be blue for someone to have written on it."""
_THICKEST = 2.5
"""Millimetres: what is thicker is a blue area, no stroke."""
_NEAR = 3.0
"""Millimetres between strokes of one place."""
_MARKED = 0.006
"""Share of a line's frame that must be blue for the pen to be in it."""
_UNDER = 0.42
"""Share of the paper's light in the blue channel below which there is print under the pen."""
_BLACK = 0.6
"""Share of the paper's light below which a pixel is print."""
_SURE = 0.9
"""Confidence from which a line is read right, pen or no pen."""
_BESIDE = 0.05
"""Print in a line, beside the pen's strokes, for each pixel of these, below which the line is what
is left of the pen."""


def find_pen(coarse: Coarse) -> list[PixelBox]:
    """The places of blue ink on a BGR image, as boxes in pixels of the whole image."""
    import cv2

    blue = strokes_of(_swapped(coarse.pixels), coarse.dpi)
    if blue is None:
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(linked(blue, coarse.dpi))
    return [
        coarse.whole(x, y, x + width, y + height)
        for x, y, width, height, area in stats[1:count].tolist()
        if area > 3
    ]


def strokes_of(
    pixels: NDArray[np.uint8], dpi: float, margin: int = RED
) -> NDArray[np.uint8] | None:
    """Where there are strokes in red (`margin` above the other channels) on a BGR image, its areas
    in red left out; null where there are too few for someone to have written on it."""
    import cv2

    if float(reddish(np.ascontiguousarray(pixels[::3, ::3]), margin).mean()) < _LEAST:
        return None
    red = reddish(pixels, margin).astype(np.uint8)
    thick = round(_THICKEST * dpi * MM) | 1
    solid = cv2.morphologyEx(red, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))
    red[cv2.dilate(solid, np.ones((thick, thick), np.uint8)) > 0] = 0
    return red if float(red.mean()) >= _LEAST else None


def linked(strokes: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """Strokes with the ground between those of one place."""
    import cv2

    size = round(_NEAR * dpi * MM) | 1
    closed = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    return np.asarray(closed, np.uint8)


def lift_pen(
    image: NDArray[np.uint8], boxes: Sequence[PixelBox], dpi: float
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A BGR image without the blue ink in `boxes`, and one with nothing else on it."""
    import cv2

    bare = lift(image, boxes, dpi, blue=True)
    alone = np.full_like(image, 255)
    for x0, y0, x1, y1 in boxes:
        part = image[y0:y1, x0:x1]
        blue = reddish(_swapped(part), FAINT).astype(np.uint8)
        kept = cv2.dilate(blue, np.ones((3, 3), np.uint8)) > 0
        alone[y0:y1, x0:x1][kept] = part[kept]
        lifted = bare[y0:y1, x0:x1]
        paper = np.percentile(lifted.reshape(-1, 3), 80, axis=0)
        gone = kept & (lifted[..., 0] > _UNDER * paper[0])
        lifted[gone] = paper.astype(np.uint8)
    return bare, alone


def without_residue(
    readings: Sequence[Reading], bare: NDArray[np.uint8], alone: NDArray[np.uint8]
) -> list[Reading]:
    """The lines of the print: not what is left of the pen after it was lifted."""
    return [reading for reading in readings if not _is_residue(_frame(reading), bare, alone)]


def in_doubt(readings: Sequence[Reading]) -> list[Reading]:
    """The lines that a pen may run through: those read surely are left as they are."""
    return [reading for reading in readings if reading.confidence < _SURE]


def crosses(readings: Sequence[Reading], bare: NDArray[np.uint8], alone: NDArray[np.uint8]) -> bool:
    """Whether the pen runs through print in one of these lines."""
    frames = [_frame(reading) for reading in readings]
    return any(
        _marked(alone, frame) >= _MARKED and not _is_residue(frame, bare, alone) for frame in frames
    )


def _is_residue(frame: PixelBox, bare: NDArray[np.uint8], alone: NDArray[np.uint8]) -> bool:
    import cv2

    if _marked(alone, frame) < _MARKED:
        return False
    x0, y0, x1, y1 = frame
    part, pen = bare[y0:y1, x0:x1], alone[y0:y1, x0:x1].min(axis=2) < 250
    level = part.max(axis=2)  # a stamp's red frame is no print
    paper = float(np.percentile(level, 80))
    near = cv2.dilate(pen.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    beside = int(((level < _BLACK * paper) & ~near).sum())
    return beside < _BESIDE * int(pen.sum())


def read_pen(
    image: NDArray[np.uint8], bare: NDArray[np.uint8], alone: NDArray[np.uint8], engine: Engine
) -> list[Reading]:
    """The lines of the pen; one without print beneath it is also read as it stands on `image`,
    where its strokes are whole, and the surer reading counts."""
    lines = []
    for reading in engine.read(alone):
        frame = _frame(reading)
        if not reading.text.strip() or _marked(alone, frame) < _MARKED:
            continue
        crop = cut(image, np.asarray(reading.quad, np.float32))
        if crop is not None and _is_residue(frame, bare, alone):
            other = engine.read_crop(crop)
            if other.text.strip() and other.confidence >= reading.confidence:
                lines.append(replace(other, quad=reading.quad))
                continue
        lines.append(reading)
    return lines


def _marked(alone: NDArray[np.uint8], frame: PixelBox) -> float:
    x0, y0, x1, y1 = frame
    part = alone[y0:y1:2, x0:x1:2]
    return float(np.mean(part.min(axis=2) < 200)) if part.size else 0.0


def _frame(reading: Reading) -> PixelBox:
    xs, ys = zip(*reading.quad, strict=True)
    return max(0, int(min(xs))), max(0, int(min(ys))), int(max(xs)) + 1, int(max(ys)) + 1


def _swapped(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Blue for red: what is found and lifted in red is then done so in blue."""
    return np.ascontiguousarray(pixels[..., ::-1])
