"""What every engine does around its models: lines cut out of a page, one read, centres placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..values import replace
from . import frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from . import Reading

UPRIGHT = 1.5
"""A piece taller than this many times its width may hold a vertical line."""


def read_lines(
    image: NDArray[np.uint8],
    quads: Iterable[NDArray[np.float32]],
    read_crop: Callable[[NDArray[np.uint8]], Reading],
) -> Iterator[Reading]:
    """The lines of a page image inside the quads, each read when it is asked for, the longest first;
    none is dropped, one that reads as nothing has no text."""
    import numpy as np

    for quad in sorted(quads, key=lambda quad: -float(np.ptp(quad, axis=0).max())):
        crop = cut(image, quad)
        if crop is None:
            continue
        found = read_crop(crop)
        corners = tuple((float(x), float(y)) for x, y in quad)
        yield replace(found, quad=corners)


def read_either_way(
    image: NDArray[np.uint8], recognise: Callable[[NDArray[np.uint8]], Reading]
) -> Reading:
    """Read one line; a tall image is read as it is and turned, the surer reading counts."""
    import numpy as np

    height, width = image.shape[:2]
    reading = recognise(image)
    if height < UPRIGHT * width:
        return reading
    turned = recognise(np.ascontiguousarray(np.rot90(image)))
    if turned.confidence <= reading.confidence or len(turned.text) < 2:
        return reading
    # Down a vertical line the centres run along the other axis: none are given.
    return replace(turned, quad=frame(image), centres=())


def cut(image: NDArray[np.uint8], quad: NDArray[np.float32]) -> NDArray[np.uint8] | None:
    """The part of an image inside a quad, set upright; None where it is a pixel thin."""
    import cv2
    import numpy as np

    corners = np.asarray(quad, dtype=np.float32)
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    width, height = int(max(sides[0], sides[2])), int(max(sides[1], sides[3]))
    if width < 2 or height < 2:
        return None
    left, top = (int(value) for value in corners[0])
    right, bottom = left + width, top + height
    level = ((left, top), (right, top), (right, bottom), (left, bottom))
    if min(left, top) >= 0 and (corners == np.array(level)).all():  # nothing to turn
        return np.ascontiguousarray(image[top:bottom, left:right])
    # Only the neighbourhood is warped: the function's cost grows with the image it is given.
    x0, y0 = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 2, 0)
    x1, y1 = np.ceil(corners.max(axis=0)).astype(int) + 2
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    offset = np.array([x0, y0], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners - offset, target)
    # Four channels are warped in a third of the time of three, to the same pixels.
    crop = cv2.warpPerspective(
        cv2.cvtColor(image[y0:y1, x0:x1], cv2.COLOR_BGR2BGRA),
        matrix,
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(cv2.cvtColor(crop, cv2.COLOR_BGRA2BGR), dtype=np.uint8)


def centres_of(text: str, columns: Sequence[int], steps: float) -> tuple[float, ...]:
    """The centre (0…1) of each character of a line; empty where characters and columns differ.

    `columns` are the steps of the model, of `steps` in all, at which each character was read;
    white ones may have none.
    """
    if len(columns) == len(text):
        pairs = zip(columns, text, strict=True)
        columns = [column for column, char in pairs if not char.isspace()]
    if steps <= 0 or len(columns) != sum(not char.isspace() for char in text):
        return ()
    left = iter(columns)
    return _filled(
        [None if char.isspace() else min(1.0, (next(left) + 0.5) / steps) for char in text]
    )


def _filled(centres: list[float | None]) -> tuple[float, ...]:
    """Spaces have no centre of their own: they stand evenly between their neighbours."""
    known = [index for index, value in enumerate(centres) if value is not None]
    if not known:
        return ()
    import numpy as np

    values = [value for value in centres if value is not None]
    return tuple(float(value) for value in np.interp(range(len(centres)), known, values))
