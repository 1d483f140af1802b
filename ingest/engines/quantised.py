"""The recognition model in integers of 8 bits, made on the user's machine from the one installed.

Nothing is fetched and no pictures are needed: the ranges of what flows through the model are taken
from lines drawn at random, strokes and digits in squares, which stand for print well enough. The
weights have 7 bits, so that processors without VNNI add them up without overflow. Depthwise
convolutions and those of a single column stay as they are: they take no time, and lose most.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import EngineError
from .recognition import NARROW, prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

VERSION = 1
"""Raise when the model comes out otherwise."""
_LINES = 60
_SIDE = 64
_OPSET = 13
"""The first in which each channel of a weight may have a scale of its own."""


def made(model: Path, name: str) -> Path:
    """The quantised model in the user's cache, made (some 30 s) where it is not there yet.

    `name` tells models and versions apart. Raises `EngineError` where it cannot be written.
    """
    home = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    path = home / "hongtou" / f"{name}.onnx"
    if path.is_file():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            _quantise(model, Path(folder))
            (Path(folder) / "quantised.onnx").replace(path)  # whole, whoever else makes it
    except OSError as error:
        raise EngineError(
            f"the quantised model cannot be written to {path.parent} ({error.strerror}); "
            "give another folder in XDG_CACHE_HOME, or choose --engine rapidocr"
        ) from error
    return path


def _quantise(model: Path, folder: Path) -> None:
    import onnx
    import onnxruntime
    from onnx import version_converter
    from onnxruntime.quantization import QuantFormat, QuantType, quantize_static

    plain, fused = folder / "plain.onnx", folder / "fused.onnx"
    onnx.save(version_converter.convert_version(onnx.load(model), _OPSET), plain)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(fused)
    session = onnxruntime.InferenceSession(str(plain), options, providers=["CPUExecutionProvider"])
    logging.disable(logging.WARNING)  # it advises what has just been done
    try:
        quantize_static(
            fused,
            folder / "quantised.onnx",
            _Lines(session.get_inputs()[0].name),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv", "MatMul"],
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_small(onnx.load(fused).graph.node),
        )
    finally:
        logging.disable(logging.NOTSET)


def _small(nodes: Any) -> list[str]:
    """The convolutions that are left: depthwise ones, and those of a mean over the image."""
    means = {name for node in nodes if node.op_type == "ReduceMean" for name in node.output}
    return [
        node.name
        for node in nodes
        if node.op_type == "Conv"
        and (
            node.input[0] in means
            or any(attribute.name == "group" and attribute.i > 1 for attribute in node.attribute)
        )
    ]


class _Lines:
    """Drawn lines as ONNX Runtime's calibration asks for them."""

    def __init__(self, name: str) -> None:
        self._inputs = ({name: prepared(line, NARROW)} for line in drawn_lines(_LINES))

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        return next(self._inputs, None)


def drawn_lines(count: int) -> Iterator[NDArray[np.uint8]]:
    """Pictures (64 × width × 3, BGR) of lines of strokes and digits, the same ones each time."""
    import cv2

    random = np.random.default_rng(1)
    for _ in range(count):
        squares = int(random.integers(3, 36))
        paper, ink = int(random.integers(200, 256)), int(random.integers(0, 90))
        line = np.full((_SIDE, _SIDE * squares + 32, 3), paper, np.uint8)
        for left in range(16, _SIDE * squares, _SIDE):
            square = np.full((_SIDE, _SIDE), paper, np.uint8)
            (_digit if random.random() < 0.2 else _strokes)(square, ink, random)
            line[:, left : left + _SIDE] = square[..., None]
        soft = cv2.GaussianBlur(line, (0, 0), float(random.uniform(0.4, 1.2))).astype(np.float32)
        grain = random.normal(0, float(random.uniform(0, 8)), soft.shape)
        yield np.clip(soft + grain, 0, 255).astype(np.uint8)


def _digit(square: NDArray[np.uint8], ink: int, random: np.random.Generator) -> None:
    import cv2

    digit, thick = str(random.integers(0, 10)), int(random.integers(2, 4))
    font = cv2.FONT_HERSHEY_COMPLEX
    cv2.putText(square, digit, (8, 52), font, 1.6, ink, thick, cv2.LINE_AA)


def _strokes(square: NDArray[np.uint8], ink: int, random: np.random.Generator) -> None:
    """Three to eleven strokes, most of them level or upright."""
    import cv2

    for _ in range(int(random.integers(3, 12))):
        x0, y0, x1, y1 = (int(value) for value in random.integers(6, 58, 4))
        way = random.random()
        end = (x1, y0) if way < 0.45 else (x0, y1) if way < 0.8 else (x1, y1)
        cv2.line(square, (x0, y0), end, ink, int(random.integers(2, 5)), cv2.LINE_AA)
