"""A photocopy: grey toner, speckle, a sheet that lay askew on the glass, the dark edge of an open lid."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[Any]


def copied(image: Pixels, dpi: int, rng: np.random.Generator) -> Pixels:
    """The page as a copier gives it: float32, rows × columns × 3, all channels alike."""
    grey = image @ np.array([0.299, 0.587, 0.114], np.float32)
    # Toner is black or white: greys are driven apart, and thin strokes lose a little.
    grey = 255 / (1 + np.exp((148 - grey) / 22))
    grey = _streaks(grey, rng)
    _speckle(grey, dpi, rng)
    grey = _lid(_cut(grey, dpi, rng), dpi, rng)
    grey = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 0.55)
    return np.repeat(grey[..., None], 3, axis=2)


def _streaks(grey: Pixels, rng: np.random.Generator) -> Pixels:
    """A drum that is dirty in places: faint upright streaks, and a grey haze over the sheet."""
    columns = np.zeros(grey.shape[1], np.float32)
    for _ in range(int(rng.integers(1, 4))):
        at, wide = rng.integers(grey.shape[1]), rng.uniform(1, 4)
        columns += rng.uniform(12, 40) * np.exp(
            -(((np.arange(grey.shape[1]) - at) / wide) ** 2)
        ).astype(np.float32)
    haze = rng.random((12, 9), dtype=np.float32) * 10
    soft: Pixels = cv2.resize(haze, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_CUBIC)
    cloudy: Pixels = grey - columns[None, :] - soft
    return cloudy


def _speckle(grey: Pixels, dpi: int, rng: np.random.Generator) -> None:
    """Toner where none belongs: many fine dots, a few coarse ones."""
    height, width = grey.shape
    count = int(rng.integers(350, 600))
    rows, columns = rng.integers(0, height, count), rng.integers(0, width, count)
    grey[rows, columns] = rng.uniform(20, 120, count)
    for _ in range(int(rng.integers(25, 50))):
        centre = (int(rng.integers(width)), int(rng.integers(height)))
        radius = max(1, round(float(rng.uniform(0.004, 0.011)) * dpi))
        cv2.circle(grey, centre, radius, float(rng.uniform(20, 90)), -1, cv2.LINE_AA)


def _cut(grey: Pixels, dpi: int, rng: np.random.Generator) -> Pixels:
    """The sheet lay off the glass by some millimetres: that much of its margin is cut off."""
    across = float(rng.choice([-1, 1]) * rng.uniform(0.2, 0.38)) * dpi
    down = float(rng.uniform(-0.3, 0.12)) * dpi
    matrix = np.array([[1, 0, across], [0, 1, down]], np.float32)
    # What the sheet does not cover shows the open lid: nearly black.
    moved: Pixels = cv2.warpAffine(grey, matrix, grey.shape[::-1], borderValue=(32,))
    return moved


def _lid(grey: Pixels, dpi: int, rng: np.random.Generator) -> Pixels:
    """A dark band of uneven depth along one long edge and the foot, with a soft inner border."""
    height, width = grey.shape
    left = bool(rng.integers(2))
    shade = np.zeros_like(grey, np.float32)
    for length, is_row in ((height, False), (width, True)):
        knots = rng.uniform(0.02, 0.11, max(3, length // 220)).astype(np.float32) * dpi
        depth = cv2.resize(knots[None, :], (length, 1), interpolation=cv2.INTER_CUBIC)[0]
        if is_row:
            away = (height - 1 - np.arange(height, dtype=np.float32))[:, None]
            band = away - depth[None, :]
        else:
            place = np.arange(width, dtype=np.float32)
            away = (place if left else width - 1 - place)[None, :]
            band = away - depth[:, None]
        shade = np.maximum(shade, 1 / (1 + np.exp(np.clip(band / 2.5, -30, 30))))
    dark: Pixels = grey * (1 - shade) + 30 * shade
    return dark
