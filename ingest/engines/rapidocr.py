"""The built-in engine: rapidocr finds the lines, its PP-OCR model reads them, on one thread."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import EngineError
from .lines import read_either_way, read_lines
from .models import digest
from .recognition import HEIGHT, NARROW, Recogniser

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from . import Reading

MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}
# Of the detector. Measured: the defaults shrink A4 at 200 dpi and start a thread for each core.
SETTINGS: dict[str, Any] = {
    "Global.use_cls": False,
    "Global.use_preprocess_img": False,
    "Global.max_side_len": 4000,
    "Det.limit_type": "max",
    "Det.limit_side_len": 960,
    # As the model was trained (configs/det/PP-OCRv6 of PaddleOCR); rapidocr has 0.5 for all.
    "Det.mean": [0.485, 0.456, 0.406],
    "Det.std": [0.229, 0.224, 0.225],
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
}
CROP_VERSION = 3
"""Raise when the way lines are cut out or read changes: part of the identity. 2: lines are read
narrowed first. 3: characters in doubt have their other readings."""


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
    """rapidocr's detector and the models inside its wheel; nothing is ever downloaded.

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
        self._detector: Any = None
        self._recogniser: Recogniser | None = None

    @property
    def identity(self) -> str:
        """Name, versions, a hash over the models and one over the settings."""
        models = [digest(path) for path in self._paths.values()]
        settings = json.dumps([SETTINGS, CROP_VERSION, HEIGHT, NARROW, models], sort_keys=True)
        hashed = hashlib.sha256(settings.encode()).hexdigest()[:16]
        return (
            f"rapidocr {self._versions['rapidocr']} "
            f"onnxruntime {self._versions['onnxruntime']} {hashed}"
        )

    def _loaded(self) -> Any:
        if self._detector is None:
            try:
                import cv2
                from rapidocr import RapidOCR
            except ImportError as error:
                raise EngineError(f"rapidocr cannot start: {error}") from error
            cv2.setNumThreads(1)
            path = str(self._paths["Det"])
            params = {**SETTINGS, "Det.model_path": path, "Global.log_level": "critical"}
            self._detector = RapidOCR(params=params)
        return self._detector

    def detect(self, image: NDArray[np.uint8]) -> Sequence[NDArray[np.float32]]:
        """The quads of the lines on a page image, each 4 × 2 pixels, clockwise."""
        found = self._loaded()(image, use_det=True, use_rec=False, use_cls=False)
        return () if found.boxes is None else tuple(found.boxes)

    def read(self, image: NDArray[np.uint8]) -> Sequence[Reading]:
        """The lines of a page image, none dropped; one that reads as nothing has no text."""
        return read_lines(image, self.detect(image), self.read_crop)

    def read_crop(self, image: NDArray[np.uint8]) -> Reading:
        """Read one line; a tall image is read as it is and turned, the surer reading counts."""
        return read_either_way(image, self._recognise)

    def _recognise(self, image: NDArray[np.uint8]) -> Reading:
        if self._recogniser is None:
            self._recogniser = Recogniser(self._paths["Rec"])
        return self._recogniser.read(image)
