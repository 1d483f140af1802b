"""Recognition of one line by a PP-OCR model on ONNX Runtime: a quick look, a careful one in doubt.

Recognition is nine tenths of the work and its cost goes with a line's width. So a line is read
narrowed first, and never padded; where that look leaves a doubt it is read again as wide as it is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any
from unicodedata import category

import numpy as np

from ..values import dataclass
from . import Reading, frame
from .lattice import BLANK, doubts
from .lines import centres_of

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from ..page import Doubt

HEIGHT = 48
"""Height in pixels of what the model reads."""
NARROW = 0.8
"""Width of the quick look by that of the line. Narrower, equal digits side by side become one."""
LEAST = 16
"""Least width in pixels of what the model reads."""
SURE = (0.7, 0.9)
"""A character, and a digit, read with less than this is in doubt."""
SURE_QUANTISED = (0.8, 0.95)
"""The same where the quick look is that of the quantised model."""
_HOPELESS = 0.6
"""A line read with less than this as a whole is no print, or lies upside down: wide, it is not
read better."""
_ROOM = 1.6
"""Times the usual pitch of a line's digits: where two stand further apart, one may be lost."""
_LOOSE = "<>"
"""What stands for brackets and is none by its class."""


def _is_loose(char: str) -> bool:
    return char in _LOOSE or category(char) in {"Zs", "Ps", "Pe", "Pi", "Pf", "Pd"}


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What the model made of a line: characters, their probabilities, the steps (of all `steps`)
    at which they were read."""

    text: str
    sure: NDArray[np.float32]
    columns: NDArray[np.intp]
    steps: int
    lattice: tuple[Doubt, ...] = ()

    def in_doubt(self, sure: tuple[float, float]) -> bool:
        """Whether a character, or a digit, is less than `sure`, or digits stand so far apart that
        one may be missing.

        Spaces, brackets and dashes do not count: one passes for another, and wide no less.
        """
        digits = np.array([char.isdecimal() for char in self.text], bool)
        needed = np.array([0.0 if _is_loose(char) else sure[0] for char in self.text])
        needed[digits] = sure[1]
        if (self.sure < needed).any():
            return True
        pitch = np.diff(self.columns)[digits[1:] & digits[:-1]]
        return pitch.size > 1 and bool(pitch.max() > _ROOM * np.median(pitch) + 0.5)


class Recogniser:
    """A recognition model whose dictionary stands in its metadata; loaded when made.

    `quick` is a quicker one for the quick looks (see `quantised`), else they are its own.
    """

    def __init__(self, model: Path, quick: Path | None = None) -> None:
        self._careful = _session(model)
        self._quick = _session(quick) if quick else self._careful
        self._sure = SURE_QUANTISED if quick else SURE
        self._input = self._careful.get_inputs()[0].name
        known = self._careful.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *known, " "]

    def read(self, image: NDArray[np.uint8]) -> Reading:
        """The line on an image (height × width × 3, BGR); the quad is the image's frame."""
        look = self._look(self._quick, image, NARROW)
        if look.in_doubt(self._sure) and look.sure.mean() > _HOPELESS:
            look = self._look(self._careful, image, 1.0)
        return self._read(look, image)

    def glance(self, image: NDArray[np.uint8]) -> Reading:
        """The same by one look, whatever doubts it leaves."""
        return self._read(self._look(self._careful, image, NARROW), image)

    def _read(self, look: _Look, image: NDArray[np.uint8]) -> Reading:
        if not look.text:
            return Reading(frame(image), "", 0.0)
        centres = centres_of(look.text, look.columns.tolist(), look.steps)
        sure = look.sure.astype(float).round(5)
        score = round(float(sure.mean()), 5)
        for doubt in look.lattice:  # a character that may be two, or none, is no sure one
            sure[doubt.start] = min(sure[doubt.start], doubt.readings[0][1])
        return Reading(frame(image), look.text, score, centres, tuple(sure.tolist()), look.lattice)

    def _look(self, session: Any, image: NDArray[np.uint8], share: float) -> _Look:
        probabilities = session.run(None, {self._input: prepared(image, share)})[0][0]
        best = probabilities.argmax(axis=1)
        # Steps that follow each other with one class are one character.
        first = np.append(True, best[1:] != best[:-1]) & (best != BLANK)
        columns = np.flatnonzero(first)
        text = "".join(self._characters[index] for index in best[columns])
        sure = probabilities[columns, best[columns]]
        lattice = doubts(probabilities, best, columns, self._characters)
        return _Look(text, sure, columns, len(best), lattice)


def _session(model: Path) -> Any:
    import cv2
    import onnxruntime

    cv2.setNumThreads(1)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Lines are of any width: an arena would keep memory for each.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def prepared(image: NDArray[np.uint8], share: float) -> NDArray[np.float32]:
    """The model's input: 1 × 3 × 48 × width, -1…1, as wide as that share of the line's width."""
    import cv2

    height, width = image.shape[:2]
    size = (max(LEAST, math.ceil(HEIGHT * width / height * share)), HEIGHT)
    # Averaged where it shrinks: thin strokes stay.
    way = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_LINEAR
    small = cv2.resize(image, size, interpolation=way).astype(np.float32)
    small *= 1 / 127.5
    small -= 1
    return np.ascontiguousarray(small.transpose(2, 0, 1)[None])
