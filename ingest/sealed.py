"""Lines under a seal: read twice, and doubted where the readings differ."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from .black_seal import faded
from .engines.modules import QuickReader
from .ink import contrast, seal_ink
from .layout import character_edges
from .page import Doubt, Mark
from .seal import FAINT, lift
from .seal_text import read_seal
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .coarse import PixelBox
    from .engines import Engine, Reading
    from .page import Line
    from .seal import Seal

DOUBT = 0.5
"""The highest confidence of a character that two readings give differently."""
SURER = 0.02
"""By how much the other reading must be surer to be preferred under a seal without colour."""
COVERED = 0.01
"""Share of a line's pixels that must be a red seal's for it to lie over it."""
_FEW = 3
"""Characters in a row that two readings give differently, and are readings of one place."""
RESIDUE = 0.6
"""A line with less than this share of the page's usual contrast is what is left of the seal."""


def frame_of(quad: Sequence[tuple[float, float]]) -> PixelBox:
    """The upright box around a quad, in whole pixels."""
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return (max(0, int(min(xs))), max(0, int(min(ys))), int(max(xs)) + 1, int(max(ys)) + 1)


def laid_bare(image: NDArray[np.uint8], seals: Sequence[Seal], dpi: float) -> NDArray[np.uint8]:
    """The image (BGR) with its seals taken off the print; the image itself where it has none."""
    red = [seal.box for seal in seals if not seal.black]
    black = [seal for seal in seals if seal.black]
    bare = lift(image, red, dpi) if red else image
    return faded(bare, black, dpi) if black else bare


def marks_of(image: NDArray[np.uint8], seals: Sequence[Seal], engine: Engine) -> list[Mark]:
    """The seals as marks, their boxes in pixels, with the text along their rings."""
    marks = []
    for seal in seals:
        found, second = read_seal(image, seal, engine)
        text, sure = found or (None, 0.0)
        marks.append(Mark("seal", seal.box, seal.sure, text, sure, second))
    return marks


def read_sealed(
    lines: Sequence[Line],
    readings: Sequence[Reading],
    bare: NDArray[np.uint8],
    image: NDArray[np.uint8],
    *,
    seals: Sequence[Seal],
    engine: Engine,
) -> list[Line]:
    """The lines read from `bare` (the seals taken off), those under a seal checked against `image`.

    Each such line is read again as it stands on the page: `second` holds that reading, and the
    characters that differ get a confidence of at most `DOUBT`; under a seal without colour, and
    under red ink that is no round seal's, the surer of the two is the line's. What the seal itself left (its ring of characters) gets the
    kind `seal`.
    """
    frames = [frame_of(reading.quad) for reading in readings]
    red = [seal.box for seal in seals if not seal.black]
    black = [seal for seal in seals if seal.black]
    depths = [contrast(bare[y0:y1, x0:x1]) for x0, y0, x1, y1 in frames] if red else []
    usual = median(depths) if depths else 0.0
    result = []
    for n, (line, frame) in enumerate(zip(lines, frames, strict=True)):
        x0, y0, x1, y1 = frame
        crop = image[y0:y1, x0:x1]
        if any(_is_left_of(frame, seal) for seal in black):
            result.append(replace(line, kind="seal", sealed=True))
        elif _is_within(frame, [seal.box for seal in black]):
            result.append(replace(_surer(line, _read(crop, engine)), sealed=True))
        elif _covered(image, frame, red) < COVERED:  # beside the seal, or between its strokes
            under = line.colour == "black" and _is_inked(crop)
            read = _surer(line, _read(_lifted(crop), engine)) if under else line
            result.append(replace(read, sealed=_is_within(frame, red)))
        elif depths[n] < RESIDUE * usual:
            result.append(replace(line, kind="seal", colour="red", sealed=True))
        else:
            other = _glance(crop, engine)
            checked = doubted(line, other.text)
            result.append(replace(checked, second=(other.text, other.confidence), sealed=True))
    return result


def _read(crop: NDArray[np.uint8], engine: Engine) -> Reading:
    return engine.read_crop(np.ascontiguousarray(crop))


def _glance(crop: NDArray[np.uint8], engine: Engine) -> Reading:
    """What bears a line out, or doubts it: of 31 such crops in doubt a second look made one agree with
    its line, and three differ from it that were right."""
    if not isinstance(engine, QuickReader):
        return _read(crop, engine)
    return engine.glance(np.ascontiguousarray(crop))


def _surer(line: Line, other: Reading) -> Line:
    """The line as the surer of two readings has it, with the other one beside it."""
    if other.confidence <= line.confidence + SURER or not other.text.strip():
        second = (other.text, other.confidence)
        return replace(doubted(line, other.text), second=second)
    mine = replace(
        line,
        text=other.text,
        confidence=other.confidence,
        edges=character_edges(other.centres),
        char_confidence=other.confidences,
        lattice=other.lattice,
    )
    second = (line.text, line.confidence)
    return replace(doubted(mine, line.text), second=second)


def _is_inked(crop: NDArray[np.uint8]) -> bool:
    """Whether red ink that is no round seal's (a square seal, a name stamp, a pen) lies on a line;
    the fringes of a scanner whose colours are out of register are thinner."""
    import cv2

    red = (seal_ink(crop) > 2 * FAINT).astype(np.uint8)
    return bool(cv2.erode(red, np.ones((3, 3), np.uint8)).mean() > COVERED)


def _lifted(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return lift(crop, [(0, 0, crop.shape[1], crop.shape[0])], 0)


def _is_left_of(frame: PixelBox, seal: Seal) -> bool:
    """Whether a frame holds but characters of a black seal's ring: it lies within the seal, in its
    upper part, where no signature stands (GB/T 9704-2012 7.3.5.1: below the middle)."""
    left, top, right, bottom = seal.box
    slack = 0.05 * (right - left)  # frames reach beyond what they hold
    inside = left - slack < frame[0] and frame[2] < right + slack and frame[1] > top - slack
    middle = (frame[1] + frame[3]) / 2
    return inside and top < middle < top + 0.38 * (bottom - top)


def _covered(image: NDArray[np.uint8], frame: PixelBox, seals: Sequence[PixelBox]) -> float:
    """Share of a frame's pixels that are red and within a seal."""
    total = 0
    for seal in seals:
        x0, y0 = max(frame[0], seal[0]), max(frame[1], seal[1])
        x1, y1 = min(frame[2], seal[2]), min(frame[3], seal[3])
        if x0 < x1 and y0 < y1:
            total += int((seal_ink(image[y0:y1, x0:x1]) > 2 * FAINT).sum())
    return total / max(1, (frame[2] - frame[0]) * (frame[3] - frame[1]))


def _is_within(frame: PixelBox, seals: Sequence[PixelBox]) -> bool:
    """Whether a seal lies over a tenth of a line's length, at the line's middle height."""
    middle = (frame[1] + frame[3]) / 2
    for left, top, right, bottom in seals:
        height = 2 * (middle - top) / max(1, bottom - top) - 1  # -1…1 within the seal
        half = (right - left) / 2 * max(0.0, 1 - height * height) ** 0.5
        centre = (left + right) / 2
        shared = min(frame[2], centre + half) - max(frame[0], centre - half)
        if abs(height) < 1 and shared > 0.1 * (frame[2] - frame[0]):
            return True
    return False


def _comparable(text: str) -> tuple[list[str], list[int]]:
    """Characters without spaces, half and full width alike, and where each stands in the text."""
    kept = [(unicodedata.normalize("NFKC", char), i) for i, char in enumerate(text)]
    kept = [(char, index) for char, index in kept if char.strip()]
    return [char for char, _ in kept], [index for _, index in kept]


def doubted(line: Line, other: str) -> Line:
    """The line with low confidence for each character that another reading gives differently, and
    with what that one gives there."""
    (mine, places), (theirs, spots) = _comparable(line.text), _comparable(other)
    if mine == theirs:
        return line
    sure = list(line.char_confidence) or [line.confidence] * len(line.text)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    lattice = list(line.lattice)
    for tag, start, stop, begin, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        shift = int(tag == "insert" and start > 0)  # what is missing here goes with what it follows
        if (stop > start or shift) and max(stop - start, end - begin) <= _FEW:
            a, b = places[start - shift], places[stop - 1] + 1
            text = "".join(other[spot] for spot in spots[begin - shift : end])
            lattice = [doubt for doubt in lattice if doubt.end <= a or b <= doubt.start]
            lattice.append(Doubt(a, b, ((line.text[a:b], DOUBT), (text, DOUBT))))
        # What only the other reading has is missing here between two characters: doubt both.
        first, last = (start, stop) if stop > start else (start - 1, start + 1)
        for place in places[max(0, first) : last]:
            sure[place] = min(sure[place], DOUBT)
    confidence = sum(sure) / len(sure) if sure else line.confidence
    lattice.sort(key=lambda doubt: doubt.start)
    return replace(line, confidence=confidence, char_confidence=tuple(sure), lattice=tuple(lattice))
