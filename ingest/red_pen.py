"""A red pen over black print (圈阅, 划线, 批改): taken off the print, and read by itself.

A page has other red that is none: its head and rules, seals and stamps, forms printed in red. So
strokes count as a pen's only where they run into a line that holds black print, with what hangs
together with them; a line that is red alone, rules and seals are left as they stand. As under a
seal, the red channel shows the print beneath.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .ink import RED, percentiles, pieces, reddish
from .pen import linked, strokes_of
from .seal import FAINT, MM, find_rules, lift
from .square_seal import find_squares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .coarse import Coarse
    from .layout import Quad
    from .page import Mark
    from .seal import Seal

_MARKED = 1.5
"""Square millimetres of red in a line from which a pen is in it."""
_PRINTED = 0.02
"""Share of a line that must be black, beside the red, for it to hold print."""
_BLACK = 0.6
"""Share of the paper's light below which a pixel is print."""
_STRONG = 50
"""How far red stands above green and blue in a pen's ink; watermarks are paler."""
_FEWEST = 3
"""Pixels of strokes within lines of print, beyond which what they belong to is the pen's."""
_MOST = 0.5
"""Share of the lines of print up to which red in them is a pen's: beyond, it is how the page was
printed or scanned."""
_DARK = 200
"""Light below which there is ink on the pen's own image."""
_INNER = 0.15
"""Share of a line's height, from above and below, within which a rule may stand."""
_BESIDE_SEAL, _BESIDE_RULE = 2.0, 0.8
"""Millimetres around seals and red rules that are theirs."""


def find_red_pen(
    coarse: Coarse, quads: Sequence[Quad], seals: Sequence[Seal]
) -> NDArray[np.bool_] | None:
    """Where a red pen wrote over print, of a BGR image whose lines stand in `quads` (pixels of the
    whole image): a mask of the size of `coarse`; null where none did."""
    red = strokes_of(coarse.pixels, coarse.dpi, _STRONG)
    if red is None:
        return None
    for seal in seals:
        _clear(red, seal.box, coarse, _BESIDE_SEAL)
    crossed, *_ = _sorted(coarse, red, quads)
    if not crossed:
        return None
    inside = _inside(red, crossed)
    for mark in (*find_rules(coarse), *find_squares(coarse)):
        if mark.kind != "rule" and not (
            mark.kind == "red_rule" and _is_struck(mark, red, inside, coarse)
        ):
            _clear(red, mark.box, coarse, _BESIDE_RULE)
    crossed, others, alone = _sorted(coarse, red, quads)
    if not crossed or len(crossed) > _MOST * (len(crossed) + others):
        return None
    return _touching(red, crossed, alone, coarse.dpi)


def _clear(red: NDArray[np.uint8], box: Sequence[float], coarse: Coarse, margin: float) -> None:
    red[_place(box, coarse, margin)] = 0


def _place(box: Sequence[float], coarse: Coarse, margin: float) -> tuple[slice, slice]:
    """A box on the whole image as rows and columns of the coarse one, `margin` mm wider."""
    by = margin * coarse.dpi * MM
    left, top, right, bottom = (value / coarse.factor for value in box)
    return (
        slice(max(0, int(top - by)), int(bottom + by) + 1),
        slice(max(0, int(left - by)), int(right + by) + 1),
    )


def _inside(red: NDArray[np.uint8], lines: Sequence[NDArray[np.int32]]) -> NDArray[np.uint8]:
    """The middle of the lines' heights, where print stands and no rule does."""
    import cv2

    inside = np.zeros_like(red)
    for line in lines:
        top, bottom = line[:2], line[:1:-1]  # left and right of each
        by = (_INNER * (bottom - top)).astype(np.int32)
        cv2.fillConvexPoly(inside, np.vstack([top + by, (bottom - by)[::-1]]), 1)
    return inside


def _is_struck(
    rule: Mark, red: NDArray[np.uint8], inside: NDArray[np.uint8], coarse: Coarse
) -> bool:
    """Whether what looks like a red rule runs through print: a strike."""
    place = _place(rule.box, coarse, 0.0)
    strokes = red[place] > 0
    return bool(strokes.any()) and float(inside[place][strokes].mean()) > _MOST


def _sorted(
    coarse: Coarse, red: NDArray[np.uint8], quads: Sequence[Quad]
) -> tuple[list[NDArray[np.int32]], int, list[NDArray[np.int32]]]:
    """Lines of print that red strokes run into, how many others there are, and lines in red."""
    crossed, others, alone = [], 0, []
    for quad in quads:
        corners = np.round(np.asarray(quad, np.float32) / coarse.factor).astype(np.int32)
        marked, printed = _inks(coarse, red, corners)
        if marked < _MARKED * (coarse.dpi * MM) ** 2:
            others += 1
        elif printed:
            crossed.append(corners)
        else:
            alone.append(corners)
    return crossed, others, alone


def _inks(coarse: Coarse, red: NDArray[np.uint8], corners: NDArray[np.int32]) -> tuple[int, bool]:
    """Pixels of a line that red strokes cover, and whether it holds black print beside them."""
    import cv2

    x0, y0 = np.maximum(corners.min(axis=0), 0)
    x1, y1 = corners.max(axis=0) + 1
    strokes = red[y0:y1, x0:x1]
    if not strokes.any():
        return 0, False
    line = cv2.fillConvexPoly(np.zeros_like(strokes), corners - (x0, y0), 1) > 0
    if not line.any():
        return 0, False
    dark, light = (each[y0:y1, x0:x1] for each in coarse.extremes())
    (paper,) = percentiles(light[line], (80,))
    coloured = cv2.dilate((light - dark > RED).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    black = (light < _BLACK * paper) & ~coloured
    return int(strokes[line].sum()), float(black[line].mean()) >= _PRINTED


def _touching(
    red: NDArray[np.uint8],
    crossed: Sequence[NDArray[np.int32]],
    alone: Sequence[NDArray[np.int32]],
    dpi: float,
) -> NDArray[np.bool_] | None:
    """The red strokes that run into lines of print, with those near them, not those of red lines."""
    import cv2

    for corners in alone:
        cv2.fillConvexPoly(red, corners, 0)
    near = linked(red, dpi)
    _, labels = cv2.connectedComponents(near)
    lines = np.zeros_like(red)
    for corners in crossed:
        cv2.fillConvexPoly(lines, corners, 1)
    here = np.bincount(labels[(red > 0) & (lines > 0)], minlength=labels.max() + 1) > _FEWEST
    here[0] = False
    pen = here[labels]
    return pen if pen.any() else None


def lift_red_pen(
    image: NDArray[np.uint8], coarse: Coarse, pen: NDArray[np.bool_], dpi: float
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A BGR image with the red channel where the `pen` wrote, and one with nothing else on it."""
    import cv2

    by, (height, width) = coarse.factor, image.shape[:2]
    wide = cv2.dilate(pen.astype(np.uint8), np.ones((3, 3), np.uint8))
    bare, alone = image.copy(), np.full_like(image, 255)
    for (x, y, w, h), _ in pieces(wide):
        x0, y0, x1, y1 = coarse.whole(x, y, x + w, y + h)
        place = np.s_[y0 : min(y1, height), x0 : min(x1, width)]
        part = np.ascontiguousarray(image[place])
        here = np.kron(wide[y : y + h, x : x + w], np.ones((by, by), np.uint8))
        here = here[: part.shape[0], : part.shape[1]] > 0
        lifted = lift(part, [(0, 0, part.shape[1], part.shape[0])], dpi)
        bare[place][here] = lifted[here]
        inked = cv2.dilate(reddish(part, FAINT).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        alone[place][here & inked] = part[here & inked]
    return bare, alone


def is_pens(rule: Mark, alone: NDArray[np.uint8]) -> bool:
    """Whether a red rule was drawn by a pen, which is `alone` on an image."""
    x0, y0, x1, y1 = (int(value) for value in rule.box)
    if rule.kind != "red_rule":
        return False
    columns = (alone[y0:y1, x0:x1].min(axis=2) < _DARK).any(axis=0)
    return bool(columns.size) and float(columns.mean()) > _MOST
