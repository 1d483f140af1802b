"""A red pen over black print (圈阅, 划线, 批改): taken off the print, and read by itself.

A page has other red that is none: its head and rules, seals and stamps, forms printed in red. So
strokes count as a pen's only where they lie over black print or are one stroke beside it (a tick),
with what hangs together with them; lines and words that are red by themselves, rules and seals are
left as they stand. As under a seal, the red channel shows the print beneath.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .ink import RED, channels, percentiles, pieces, reddish
from .pen import linked, strokes_of
from .seal import FAINT, MM, lift

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .coarse import Coarse
    from .layout import Quad
    from .page import Mark
    from .seal import Seal

_MARKED = 1.5
"""Square millimetres of red in a line from which a pen is in it."""
_PRINTED = 0.01
"""Share of a line that must be black, beside the red, for it to hold print."""
_BETWEEN = 1.0
"""Square millimetres of black print between red strokes from which they are written over it."""
_BLACK = 0.6
"""Share of the paper's light below which a pixel is print."""
_SHARED = 0.2
"""Share of its width in which red that is no red word has black print above or below."""
_WIDEST = 1.6
"""Width of a tick, at most, by the height of its line."""
_BLUISH = 10
"""How far blue stands above red in ink that is no black print, as in a stamp filled in by hand."""
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
    coarse: Coarse, quads: Sequence[Quad], seals: Sequence[Seal], shapes: Sequence[Mark]
) -> NDArray[np.bool_] | None:
    """Where a red pen wrote over print, of a BGR image whose lines stand in `quads` and whose rules
    and squares are `shapes` (pixels of the whole image): a mask of the size of `coarse`; null where
    none did."""
    import cv2

    red = strokes_of(coarse.pixels, coarse.dpi, _STRONG)
    if red is None:
        return None
    for seal in seals:
        _clear(red, seal.box, coarse, _BESIDE_SEAL)
    black = _black(coarse)
    crossed, *_ = _sorted(coarse, red, black, quads)
    inside = _inside(red, crossed)
    for mark in shapes:
        if mark.kind != "rule" and not (
            mark.kind == "red_rule" and _is_struck(mark, red, inside, coarse)
        ):
            _clear(red, mark.box, coarse, _BESIDE_RULE)
    crossed, others, printed = _sorted(coarse, red, black, quads)
    if len(crossed) > _MOST * (len(crossed) + others):
        return None
    for corners in printed:
        cv2.fillConvexPoly(red, corners, 0)
    if not red.any():
        return None
    pen = _pens(red, black, crossed, coarse.dpi)
    return pen if pen.any() else None


def _black(coarse: Coarse) -> NDArray[np.bool_]:
    """Where there is black print, not at the edges of what has a colour, nor faded blue ink."""
    import cv2

    dark, light = coarse.extremes()
    (paper,) = percentiles(light[::3, ::3], (80,))
    coloured = cv2.dilate((light - dark > RED).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    blue, _, red = channels(coarse.pixels)
    bluish = cv2.subtract(blue, red) > _BLUISH
    return np.asarray((light < _BLACK * paper) & ~coloured & ~bluish)


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
    coarse: Coarse, red: NDArray[np.uint8], black: NDArray[np.bool_], quads: Sequence[Quad]
) -> tuple[list[NDArray[np.int32]], int, list[NDArray[np.int32]]]:
    """Lines of print that red strokes run into, how many others there are, and lines that are red,
    all or some words of them."""
    crossed, others, printed = [], 0, []
    for quad in quads:
        corners = np.round(np.asarray(quad, np.float32) / coarse.factor).astype(np.int32)
        strokes, print_ = _inks(red, black, corners)
        if strokes.sum() < _MARKED * (coarse.dpi * MM) ** 2:
            others += 1
        elif print_.mean() >= _PRINTED and (_is_over(strokes, print_) or _is_tick(strokes, print_)):
            crossed.append(corners)
        else:
            printed.append(corners)
    return crossed, others, printed


def _inks(
    red: NDArray[np.uint8], black: NDArray[np.bool_], corners: NDArray[np.int32]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The red strokes and the black print of a line."""
    import cv2

    x0, y0 = np.maximum(corners.min(axis=0), 0)
    x1, y1 = corners.max(axis=0) + 1
    strokes, print_ = red[y0:y1, x0:x1], black[y0:y1, x0:x1]
    if not strokes.any():
        return strokes > 0, print_
    line = cv2.fillConvexPoly(np.zeros_like(strokes), corners - (x0, y0), 1) > 0
    return (strokes > 0) & line, print_ & line


def _is_over(strokes: NDArray[np.bool_], black: NDArray[np.bool_]) -> bool:
    """Whether red strokes lie over or under black print: words printed in red have their place for
    themselves."""
    columns = np.asarray(black.any(axis=0))[np.asarray(strokes.any(axis=0))]
    return float(columns.mean()) >= _SHARED


def _is_tick(strokes: NDArray[np.bool_], black: NDArray[np.bool_]) -> bool:
    """Whether they are one stroke before or behind all of the print."""
    import cv2

    closed = cv2.morphologyEx(strokes.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, _ = cv2.connectedComponents(closed)
    own, print_ = np.nonzero(strokes)[1], np.nonzero(black)[1]
    beside = own.max() < print_.min() or own.min() > print_.max()
    return count == 2 and beside and np.ptp(own) < _WIDEST * strokes.shape[0]


def _pens(
    red: NDArray[np.uint8],
    black: NDArray[np.bool_],
    crossed: Sequence[NDArray[np.int32]],
    dpi: float,
) -> NDArray[np.bool_]:
    """Where red strokes run into the lines `crossed`, or have print between them where an engine may
    find no line, and what hangs together with them."""
    import cv2

    near = linked(red, dpi)
    count, labels = cv2.connectedComponents(near)
    lines = np.zeros_like(red)
    for corners in crossed:
        cv2.fillConvexPoly(lines, corners, 1)
    within = np.bincount(labels[(red > 0) & (lines > 0)], minlength=count)
    between = np.bincount(labels[black & (near > 0)], minlength=count)
    pens = (within > _FEWEST) | (between > _BETWEEN * (dpi * MM) ** 2)
    pens[0] = False
    return np.asarray(pens[labels])


def lift_red_pen(
    image: NDArray[np.uint8], coarse: Coarse, pen: NDArray[np.bool_], dpi: float
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A BGR image with the red channel where the `pen` wrote, and one with nothing else on it."""
    import cv2

    by, (height, width) = coarse.factor, image.shape[:2]
    wide = np.asarray(cv2.dilate(pen.astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)
    bare, alone = image.copy(), np.full_like(image, 255)
    for (x, y, w, h), _ in pieces(wide):
        x0, y0, x1, y1 = coarse.whole(x, y, x + w, y + h)
        place = np.s_[y0 : min(y1, height), x0 : min(x1, width)]
        part = np.ascontiguousarray(image[place])
        grown = np.kron(wide[y : y + h, x : x + w], np.ones((by, by), np.uint8))
        here = grown[: part.shape[0], : part.shape[1]] > 0
        lifted = lift(part, [(0, 0, part.shape[1], part.shape[0])], dpi)
        bare[place][here] = lifted[here]
        inked = cv2.dilate(reddish(part, FAINT).astype(np.uint8), np.ones((3, 3), np.uint8))
        kept = here & (inked > 0)
        alone[place][kept] = part[kept]
    return bare, alone


def is_pens(rule: Mark, alone: NDArray[np.uint8]) -> bool:
    """Whether a red rule was drawn by a pen, which is `alone` on an image."""
    x0, y0, x1, y1 = (int(value) for value in rule.box)
    if rule.kind != "red_rule":
        return False
    columns = (alone[y0:y1, x0:x1].min(axis=2) < _DARK).any(axis=0)
    return bool(columns.size) and float(columns.mean()) > _MOST
