"""The built-in engine: the PP-OCR models inside the rapidocr wheel find and read lines, on one
thread."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EngineError
from .detection import LONG_SIDE, Detector
from .lines import read_either_way, read_lines
from .models import digest
from .recognition import HEIGHT, NARROW, Recogniser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from . import Reading

MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}
CROP_VERSION = 5
"""Raise when the way lines are found, cut out or read changes: part of the identity. 2: lines are
read narrowed first. 3: characters in doubt have their other readings. 5: frames to a fraction of a
pixel; brackets, dashes and spaces leave no doubt."""


def model_files() -> dict[str, Path]:
    """The models in the rapidocr wheel, by part. Raises `EngineError` when one is missing."""
    spec = find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        raise EngineError("rapidocr is not installed; run: pip install rapidocr onnxruntime")
    folder = Path(next(iter(spec.submodule_search_locations))) / "models"
    paths = {part: folder / name for part, name in MODELS.items()}
    for path in paths.values():
        if not path.is_file():
            raise EngineError(
                f"the model {path.name} is not in the installed rapidocr; "
                "install rapidocr 3.10 or another version whose wheel has it"
            )
    return paths


class RapidEngine:
    """The models inside rapidocr's wheel, run by ONNX Runtime; nothing is ever downloaded.

    Cheap to make: the models (31 MB) are hashed when `identity` is first asked for and loaded
    (0.3 s, 200 MB) at the first reading. Raises `EngineError` when rapidocr, ONNX Runtime or a
    model is missing.
    """

    def __init__(self) -> None:
        self._paths = model_files()
        try:
            self._versions = {name: version(name) for name in ("rapidocr", "onnxruntime")}
        except PackageNotFoundError as error:
            raise EngineError(
                f"{error.name} is not installed; run: pip install {error.name}"
            ) from (error)
        self._detector: Detector | None = None
        self._recogniser: Recogniser | None = None

    @property
    def identity(self) -> str:
        """Name, versions, a hash over the models and one over the settings."""
        models = [digest(path) for path in self._paths.values()]
        settings = json.dumps([CROP_VERSION, LONG_SIDE, HEIGHT, NARROW, models])
        hashed = hashlib.sha256(settings.encode()).hexdigest()[:16]
        return (
            f"rapidocr {self._versions['rapidocr']} "
            f"onnxruntime {self._versions['onnxruntime']} {hashed}"
        )

    def detect(self, image: NDArray[np.uint8]) -> Sequence[NDArray[np.float32]]:
        """The quads of the lines on a page image, each 4 × 2 pixels, clockwise."""
        if self._detector is None:
            self._detector = Detector(self._paths["Det"])
        return self._detector.find(image)

    def read(self, image: NDArray[np.uint8]) -> Iterator[Reading]:
        """The lines of a page image, none dropped; one that reads as nothing has no text."""
        return read_lines(image, self.detect(image), self.read_crop)

    def read_crop(self, image: NDArray[np.uint8]) -> Reading:
        """Read one line; a tall image is read as it is and turned, the surer reading counts."""
        return read_either_way(image, self._known().read)

    def glance(self, image: NDArray[np.uint8]) -> Reading:
        """The same by one look, whatever doubts it leaves."""
        return read_either_way(image, self._known().glance)

    def _known(self) -> Recogniser:
        if self._recogniser is None:
            self._recogniser = self._made()
        return self._recogniser

    def _made(self) -> Recogniser:
        return Recogniser(self._paths["Rec"])
