"""Pages that lie upside down or on their side: told by what was read, and which way by a few lines.

A good page costs nothing: only one that was read as nonsense, or whose lines run down it, is
looked at again. Four of its lines are then read in the other directions; if they make sense in
one, the page is read so, and the reading with more sure characters is kept. Ideographs count:
digits read well upside down (6, 8, 9).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .engines import Reading
from .engines.lines import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .engines import Engine
    from .page import Line, Page

_APART = ("seal", "show_through")
"""Kinds of lines that say nothing of how a page lies."""
_SURE = 0.8
"""Confidence from which a character counts as read."""
_NONSENSE = 0.5
"""A page has been read as nonsense where less than this share of its ideographs is sure: of pages
upside down hardly one is, of the corpus's others nearly all are."""
_TALL = 1.5
"""Height by width from which a frame of several characters holds a line that runs down the page."""
_DOWN = 5.0
"""The same times the number of characters, whatever that is; 1 to 4 along the page. It tells lines
that run down it after they were joined side by side, too."""
_MOST = 0.5
"""Share of a page's lines, by their length, that must run down it for it to lie on its side."""
LOOKS = 4
"""Lines read in another direction before the whole page is."""
_ENOUGH = 20
"""Characters that the first lines of a page must have for it to be left after them."""
_BETTER = 1.5
"""How many times the sure ideographs another direction must give."""


def is_odd(page: Page, readings: Sequence[Reading] = ()) -> bool:
    """Whether a page may lie upside down or on its side: nonsense, or lines that run down it.

    `readings` are the lines as found, where they are still known.
    """
    lines = [line for line in page.lines if line.kind not in _APART and line.text.strip()]
    return bool(lines) and (_share(lines) < _NONSENSE or _runs_down(readings or lines))


def is_nonsense(first: Sequence[Reading]) -> bool:
    """Whether a page need not be read to its end to be seen to lie upside down or on its side, by
    its first lines."""
    count = sum(len(reading.text) for reading in first)
    return count >= _ENOUGH and _share(first) < _NONSENSE


def which_way(readings: Sequence[Reading], image: NDArray[np.uint8], engine: Engine) -> int:
    """The degrees, clockwise, by which an odd page's image must be turned; 0 where no way helps.

    `readings` are those of the image (BGR) as it lies, for the places of its longest lines.
    """
    longest = sorted(readings, key=lambda reading: -max(_size(reading)))[:LOOKS]
    found = [cut(image, np.asarray(reading.quad, np.float32)) for reading in longest]
    shares = {
        degrees: _share(
            [engine.read_crop(_turned(crop, degrees)) for crop in found if crop is not None]
        )
        for degrees in ((90, 270) if _runs_down(longest) else (180,))
    }
    best = max(shares, key=lambda degrees: shares[degrees])
    return best if shares[best] >= _NONSENSE else 0


def is_better(page: Page, other: Page) -> bool:
    """Whether `other`, the same page turned, has clearly more sure ideographs in level lines."""
    return _worth(other) > _BETTER * _worth(page)


def _turned(crop: NDArray[np.uint8], degrees: int) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.rot90(crop, -degrees // 90))


def _share(lines: Sequence[Line | Reading]) -> float:
    """Share of the ideographs, or of all characters where there are none, that is sure."""
    sure = [value for line in lines for value in _ideographs(line)]
    sure = sure or [value for line in lines for value in _confidences(line)]
    return sum(value >= _SURE for value in sure) / len(sure) if sure else 0.0


def _worth(page: Page) -> int:
    lines = [line for line in page.lines if not _is_down(line)]
    return sum(value >= _SURE for line in lines for value in _ideographs(line))


def _ideographs(line: Line | Reading) -> list[float]:
    pairs = zip(line.text, _confidences(line), strict=True)
    return [value for char, value in pairs if "\u3400" <= char <= "\u9fff"]


def _confidences(line: Line | Reading) -> Sequence[float]:
    own = line.confidences if isinstance(line, Reading) else line.char_confidence
    return own or (line.confidence,) * len(line.text)


def _runs_down(lines: Sequence[Line | Reading]) -> bool:
    """Whether most lines, by their length, run down the page."""
    down = sum(max(_size(line)) for line in lines if _is_down(line))
    return down > _MOST * sum(max(_size(line)) for line in lines)


def _is_down(line: Line | Reading) -> bool:
    width, height = _size(line)
    count = len(line.text)
    return (count > 1 and height > _TALL * width) or count * height > _DOWN * width


def _size(line: Line | Reading) -> tuple[float, float]:
    """Width and height of the frame around a line, in pixels or points."""
    if isinstance(line, Reading):
        xs, ys = [x for x, _ in line.quad], [y for _, y in line.quad]
        return max(xs) - min(xs), max(ys) - min(ys)
    left, top, right, bottom = line.box or (0.0, 0.0, 0.0, 0.0)
    return right - left, bottom - top
