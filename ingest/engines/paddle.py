"""PaddleOCR as a second engine: larger models, other languages, a graphics card.

It needs `hongtou[paddle]` and models in a folder; nothing is ever downloaded. With ONNX models
ONNX Runtime runs them and paddlepaddle is not needed.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from ..errors import EngineError
from . import Reading, frame
from .lines import centres_of, read_either_way, read_lines
from .models import MODULES, choose, choose_module, digest, find
from .paddle_modules import (
    MODULE_VERSION,
    makers,
    seal_outlines,
    table_structure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from .models import Model
    from .modules import Outline, Structure

DETECTION = {"limit_side_len": 960, "limit_type": "max"}
ONE_THREAD = {"intra_op_num_threads": 1, "inter_op_num_threads": 1, "enable_cpu_mem_arena": False}
QUIET = {"log_severity_level": 4}
CROP_VERSION = 1
"""Raise when the way lines are cut out changes: part of the identity."""
BACKENDS = ("onnxruntime", "paddle")


class PaddleEngine:
    """PP-OCR through paddleocr 3, with models from a folder (see `models.find`).

    `detection` and `recognition` name the models where the folder has several, `backend` is
    `onnxruntime` or `paddle` (that for which both models have files where not given), `device`
    what runs them: `cpu`, `gpu`, `gpu:1` …, or `auto`, which is the first graphics card there is.
    `seal` and `table` name models of modules that are used where the folder has one
    (`modules.SealReader`, `modules.TableReader`); `none` leaves one out.

    Cheap to make: the models are hashed when `identity` is first asked for and loaded at the
    first reading. Raises `EngineError` when paddleocr or a model is missing.
    """

    def __init__(
        self,
        models: str | None = None,
        detection: str | None = None,
        recognition: str | None = None,
        backend: str | None = None,
        device: str = "auto",
        *,
        seal: str | None = None,
        table: str | None = None,
    ) -> None:
        try:
            packages = ["paddleocr", "paddlex"]
            self._versions = {name: version(name) for name in packages}
        except PackageNotFoundError as error:
            raise EngineError(
                f"{error.name} is not installed; run: pip install hongtou[paddle]"
            ) from error
        found = find(models)
        self._models = (
            choose(found, "det", "detection", detection, models),
            choose(found, "rec", "recognition", recognition, models),
        )
        self._backend = _backend(self._models, backend)
        named = zip(MODULES, (seal, table), strict=True)
        chosen = {
            kind: choose_module(found, kind, name, models, self._backend) for kind, name in named
        }
        self._modules = {kind: model for kind, model in chosen.items() if model}
        for kind, model in self._modules.items():
            _check(kind, model, self._backend)
        self._versions |= _version_of(self._backend)
        self._device = device
        self._parts: tuple[Any, Any] | None = None
        self._loaded_modules: dict[str, Any] = {}
        self._probabilities: tuple[float, ...] = ()

    @property
    def identity(self) -> str:
        """Name, versions, and a hash over models and settings."""
        used = [*self._models, *self._modules.values()]
        models = [
            [model.name, *(digest(path) for path in model.files(self._backend))] for model in used
        ]
        settings: list[Any] = [models, self._backend, self._device, DETECTION, CROP_VERSION]
        if self._modules:
            settings += [list(self._modules), MODULE_VERSION]
        hashed = hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:16]
        packages = " ".join(f"{name} {number}" for name, number in self._versions.items())
        return f"{packages} {' '.join(model.name for model in used)} {hashed}"

    def detect(self, image: NDArray[np.uint8]) -> Sequence[NDArray[np.float32]]:
        """The quads of the lines on a page image, each 4 × 2 pixels, clockwise."""
        import numpy as np

        found = self._loaded()[0].predict(image)[0]
        return tuple(np.asarray(quad, np.float32) for quad in found["dt_polys"])

    def read(self, image: NDArray[np.uint8]) -> Iterator[Reading]:
        """The lines of a page image, none dropped; one that reads as nothing has no text."""
        return read_lines(image, self.detect(image), self.read_crop)

    def read_crop(self, image: NDArray[np.uint8]) -> Reading:
        """Read one line; a tall image is read as it is and turned, the surer reading counts."""
        return read_either_way(image, self._recognise)

    def find_seal_text(self, image: NDArray[np.uint8]) -> Sequence[Outline]:
        """The outlines of the text on the cut-out of one seal; none without a model for it."""
        module = self._module("seal")
        return seal_outlines(module, image) if module else ()

    def read_table(self, image: NDArray[np.uint8]) -> Structure | None:
        """The structure of the table an image shows; null without a model for it."""
        module = self._module("table")
        return table_structure(module, image) if module else None

    def _recognise(self, image: NDArray[np.uint8]) -> Reading:
        recogniser, self._probabilities = self._loaded()[1], ()
        found = recogniser.predict(image, return_word_box=True)[0]
        text, (steps, _, columns, _) = found["rec_text"]
        if not text:
            return Reading(frame(image), "", 0.0)
        places = [column for group in columns for column in group]
        sure = self._probabilities if len(self._probabilities) == len(text) else ()
        score = float(found["rec_score"])
        return Reading(frame(image), text, score, centres_of(text, places, steps), sure)

    def _loaded(self) -> tuple[Any, Any]:
        """The detector and the recogniser."""
        if self._parts is None:
            with _starting():
                from paddleocr import TextDetection, TextRecognition

                detection, recognition = self._models
                self._parts = (
                    TextDetection(**self._settings(detection), **DETECTION),
                    TextRecognition(**self._settings(recognition)),
                )
            self._keep_probabilities(self._parts[1])
        return self._parts

    def _module(self, kind: str) -> Any:
        """The module for seals or tables, null where there is no model for it."""
        model = self._modules.get(kind)
        if model and kind not in self._loaded_modules:
            with _starting():
                self._loaded_modules[kind] = makers()[kind](**self._settings(model))
        return self._loaded_modules.get(kind)

    def _settings(self, model: Model) -> dict[str, Any]:
        settings = {
            "model_name": model.name,
            "model_dir": str(model.folder),
            "engine": self._backend,
            "device": _device(self._device, self._backend),
        }
        if self._backend == "onnxruntime":
            quiet = QUIET if model in self._modules.values() else {}
            return settings | {"engine_config": ONE_THREAD | quiet}
        # Models of the old format fail under oneDNN.
        return settings | {"cpu_threads": 1, "enable_mkldnn": not model.is_old}

    def _keep_probabilities(self, recogniser: Any) -> None:
        """Note what each character has: paddleocr itself gives their mean alone.

        Where its insides differ, characters have the confidence of their line.
        """
        decoder = getattr(recogniser.paddlex_predictor, "post_op", None)
        decode = getattr(decoder, "decode", None)
        if decoder is None or decode is None:
            return

        def keep(steps: Any, probabilities: Any = None, *rest: Any, **options: Any) -> Any:
            if probabilities is not None:
                self._probabilities = _of_characters(steps[0], probabilities[0])
            return decode(steps, probabilities, *rest, **options)

        decoder.decode = keep


@contextmanager
def _starting() -> Iterator[None]:
    """Around what loads models of paddleocr: what it says is passed on as an `EngineError`."""
    # It would look for servers of models on the network.
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    try:
        import cv2

        cv2.setNumThreads(1)
        yield
    except Exception as error:  # it has no error of its own
        words = " ".join(str(error).split())
        raise EngineError(f"paddleocr cannot start: {words}") from error


def _of_characters(steps: Any, probabilities: Any) -> tuple[float, ...]:
    """The probability of each character: of the first of equal steps, blank ones (0) left out."""
    import numpy as np

    first = np.append(True, steps[1:] != steps[:-1]) & (steps != 0)
    return tuple(float(value) for value in probabilities[first])


def _backend(models: Sequence[Model], wanted: str | None) -> str:
    """What runs the models. Raises `EngineError` where it cannot run both."""
    if wanted is not None and wanted not in BACKENDS:
        raise EngineError(
            f"no backend named {wanted!r}; backend, below [engines.paddle], is one of "
            + ", ".join(BACKENDS)
        )
    for name in BACKENDS if wanted is None else (wanted,):
        if all(model.files(name) for model in models):
            return name
    folders = ", ".join(str(model.folder) for model in models)
    raise EngineError(
        f"the models in {folders} are not all for {wanted or 'one backend'}; "
        "each needs inference.onnx for onnxruntime, inference.pdiparams for paddle"
    )


def _check(kind: str, model: Model, backend: str) -> None:
    """Raises `EngineError` where a module's model is not for what runs the others."""
    if model.files(backend):
        return
    needed = "inference.onnx" if backend == "onnxruntime" else "inference.pdiparams"
    raise EngineError(
        f"the model {model.name} in {model.folder} is not for {backend}, which runs the others: it "
        f'lacks {needed}; {kind} = "none" in hongtou.toml, below [engines.paddle], does without'
    )


def _version_of(backend: str) -> dict[str, str]:
    for name in (
        ("onnxruntime", "onnxruntime-gpu")
        if backend == "onnxruntime"
        else (
            "paddlepaddle",
            "paddlepaddle-gpu",
        )
    ):
        try:
            return {name: version(name)}
        except PackageNotFoundError:
            continue
    package = "onnxruntime" if backend == "onnxruntime" else "paddlepaddle"
    raise EngineError(f"{package} is not installed; run: pip install {package}")


def _device(wanted: str, backend: str) -> str:
    """The device that `auto` stands for."""
    if wanted != "auto":
        return wanted
    if backend == "onnxruntime":
        import onnxruntime

        return "gpu" if "CUDAExecutionProvider" in onnxruntime.get_available_providers() else "cpu"
    import paddle

    return "gpu" if paddle.device.cuda.device_count() else "cpu"
