"""What is done to a page's image before it is read: each step with the way back, each done again
from its description alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .contrast import raised
from .page import Step
from .raster import INCH, Raster
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from .page import Box, Point


def turning(degrees: int, width: float, height: float) -> Step:
    """A page that is `width` by `height` after it is turned clockwise by 90, 180 or 270."""
    back = {
        90: (0.0, 1.0, 0.0, -1.0, 0.0, width),
        180: (-1.0, 0.0, width, 0.0, -1.0, height),
        270: (0.0, -1.0, height, 1.0, 0.0, 0.0),
    }[degrees]
    return Step("turned", degrees, width, height, (*back, 0.0, 0.0, 1.0))


def half_turning(area: Box, width: float, height: float) -> Step:
    """One half of a sheet, turned upside down in its place."""
    x0, y0, x1, y1 = area
    back = (-1.0, 0.0, x0 + x1, 0.0, -1.0, y0 + y1, 0.0, 0.0, 1.0)
    return Step("half_turned", 180.0, width, height, back, area)


def levelling(degrees: float, width: float, height: float) -> Step:
    """A page whose lines fall by `degrees`, turned about its middle; it gets as large as needed."""
    angle = math.radians(degrees)
    cosine, sine = math.cos(angle), math.sin(angle)
    wide = abs(width * cosine) + abs(height * sine)
    high = abs(width * sine) + abs(height * cosine)
    back = (
        cosine, -sine, width / 2 - cosine * wide / 2 + sine * high / 2,
        sine, cosine, height / 2 - sine * wide / 2 - cosine * high / 2,
        0.0, 0.0, 1.0,
    )  # fmt: skip
    return Step("levelled", degrees, wide, high, back)


def cutting(corners: Sequence[Point], width: float, height: float, share: float) -> Step:
    """The sheet of paper with these corners (points, clockwise from the top left) made a page of
    `width` by `height`; `share` of the image was paper."""
    import cv2
    import numpy as np

    sides = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    back = cv2.getPerspectiveTransform(sides, np.array(corners, np.float32))
    return Step("sheet_cut", share, width, height, tuple(float(v) for v in back.ravel()))


def done(raster: Raster, steps: Sequence[Step]) -> Raster:
    """The page image after `steps`."""
    for step in steps:
        raster = _after(raster, step)
    return raster


def _after(raster: Raster, step: Step) -> Raster:
    if step.code == "turned":
        return raster.turned(int(step.value))
    if step.code == "half_turned" and step.area:
        return _half_turned(raster, step.area)
    if step.code == "contrast_raised":
        return replace(raster, pixels=raised(raster.pixels))
    return _warped(raster, step) if step.back else raster


def _half_turned(raster: Raster, area: Box) -> Raster:
    rows, columns = raster.pixels.shape[:2]
    left, top, right, bottom = raster.box
    x0, x1 = (round((x - left) / (right - left) * columns) for x in (area[0], area[2]))
    y0, y1 = (round((y - top) / (bottom - top) * rows) for y in (area[1], area[3]))
    pixels = raster.pixels.copy()
    part = pixels[max(0, y0) : y1, max(0, x0) : x1]
    part[:] = part[::-1, ::-1].copy()
    return Raster(pixels, raster.dpi, raster.width, raster.height, raster.box)


def _warped(raster: Raster, step: Step) -> Raster:
    """Pixel for pixel of the size they had: where a step changes the scale, the resolution does."""
    import cv2
    import numpy as np

    back = np.array(step.back).reshape(3, 3)
    scale = _scale(back, step.width, step.height)
    dpi = raster.dpi * scale
    columns, rows = round(step.width * dpi / INCH), round(step.height * dpi / INCH)
    pixels = cv2.warpPerspective(
        raster.pixels,
        _to_pixels(raster) @ back @ np.diag((step.width / columns, step.height / rows, 1.0)),
        (columns, rows),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_ground(raster.pixels),
    )
    page = (0.0, 0.0, step.width, step.height)
    return Raster(np.asarray(pixels, np.uint8), round(dpi, 2), step.width, step.height, page)


def _to_pixels(raster: Raster) -> NDArray[np.float64]:
    """From points of the page to pixels of its image."""
    import numpy as np

    rows, columns = raster.pixels.shape[:2]
    left, top, right, bottom = raster.box
    across, down = columns / (right - left), rows / (bottom - top)
    return np.array([(across, 0, -left * across), (0, down, -top * down), (0, 0, 1)], np.float64)


def _scale(back: NDArray[np.float64], width: float, height: float) -> float:
    """Points before a step for one after it: the square root of the areas' ratio."""
    import numpy as np

    corners = np.array([(0, 0, 1), (width, 0, 1), (width, height, 1), (0, height, 1)]) @ back.T
    x, y = (corners[:, :2] / corners[:, 2:]).T
    area = abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2
    return math.sqrt(area / (width * height))


def _ground(pixels: NDArray[np.uint8]) -> tuple[float, ...]:
    """The colour of the paper."""
    import numpy as np

    few = pixels[::16, ::16].reshape(-1, pixels.shape[2] if pixels.ndim == 3 else 1)
    return tuple(float(value) for value in np.percentile(few, 75, axis=0))
