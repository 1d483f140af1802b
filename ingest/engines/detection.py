"""Detection of the lines of a page by a PP-OCR model on ONNX Runtime, on one thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .memory import keep_memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

LONG_SIDE = 960
"""Pixels of the page's longer side as the model sees it."""
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""As the model was trained (configs/det/PP-OCRv6 of PaddleOCR)."""
INSIDE, SURE, UNCLIP = 0.3, 0.5, 1.6
"""Probability from which a pixel is of a line, and a line is one; and how far its frame reaches
beyond these pixels, as a share of their area by their outline (Liao et al. 2020). As rapidocr."""
_STRIDE = 32
"""The sides of what the model reads are multiples of this."""
_LEAST = 3
"""Pixels: what is thinner is no line."""


class Detector:
    """A detection model; loaded when made."""

    def __init__(self, model: Path) -> None:
        import cv2
        import onnxruntime

        cv2.setNumThreads(1)
        keep_memory()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        # Memory is kept: to ask the system for it anew takes a quarter of the time.
        arena = {"arena_extend_strategy": "kSameAsRequested"}
        self._session: Any = onnxruntime.InferenceSession(
            str(model), options, providers=[("CPUExecutionProvider", arena)]
        )
        self._input = self._session.get_inputs()[0].name

    def find(self, image: NDArray[np.uint8]) -> Sequence[NDArray[np.float32]]:
        """The quads of the lines on a page image (BGR), each 4 × 2 pixels, clockwise, in order of
        their upper left corners."""
        import cv2

        height, width = image.shape[:2]
        by = min(1.0, LONG_SIDE / max(height, width))
        size = [max(1, round(side * by / _STRIDE)) * _STRIDE for side in (width, height)]
        small = np.asarray(cv2.resize(image, size), np.uint8)
        inside = self._session.run(None, {self._input: prepared(small)})[0][0, 0]
        scale = np.array((width / size[0], height / size[1]), np.float32)
        most = np.array((width - 1, height - 1), np.float32)
        quads = [
            np.clip(np.round(quad * scale), 0, most).astype(np.float32) for quad in frames(inside)
        ]
        return sorted(quads, key=lambda quad: (float(quad[0, 1]), float(quad[0, 0])))


def prepared(small: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The model's input: 1 × 3 × height × width, each channel about 0."""
    ready = np.empty((1, 3, *small.shape[:2]), np.float32)
    for channel, (mean, std) in enumerate(zip(MEAN, STD, strict=True)):
        np.multiply(small[..., channel], np.float32(1 / 255 / std), out=ready[0, channel])
        ready[0, channel] -= np.float32(mean / std)
    return ready


def frames(inside: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    """The quads around what is likely `inside` a line (height × width, 0…1), clockwise from the top
    left."""
    import cv2

    mask = cv2.dilate((inside > INSIDE).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        middle, (width, height), degrees = cv2.minAreaRect(outline)
        if min(width, height) < _LEAST:
            continue
        core = cv2.boxPoints((middle, (width, height), degrees))
        if _mean(inside, np.asarray(core, np.float32)) < SURE:
            continue
        reach = UNCLIP * width * height / (width + height)
        quad = cv2.boxPoints((middle, (width + reach, height + reach), degrees))
        yield _clockwise(np.asarray(quad, np.float32))


def _mean(values: NDArray[np.float32], quad: NDArray[np.float32]) -> float:
    import cv2

    x0, y0 = np.maximum(np.floor(quad.min(axis=0)).astype(int), 0)
    x1, y1 = np.ceil(quad.max(axis=0)).astype(int) + 1
    part = values[y0:y1, x0:x1]
    mask = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(mask, [(quad - (x0, y0)).astype(np.int32)], 1)
    return float(cv2.mean(part, mask)[0])


def _clockwise(quad: NDArray[np.float32]) -> NDArray[np.float32]:
    by_x = quad[np.argsort(quad[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array((left[0], right[0], right[1], left[1]), np.float32)
