"""A photograph of a page on a desk: perspective, uneven light, a shadow, a slightly soft picture."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[Any]
FRAME = 1.07
"""The picture is larger than the page by this factor: the desk shows on all sides."""


def photographed(image: Pixels, rng: np.random.Generator) -> Pixels:
    """The page as a telephone sees it: float32, rows × columns × RGB, larger by `FRAME`."""
    height, width = image.shape[:2]
    size = (round(width * FRAME), round(height * FRAME))
    matrix = cv2.getPerspectiveTransform(_corners(width, height), _seen(size, rng))
    bent = _bent(image, rng)
    sheet = cv2.warpPerspective(bent, matrix, size, flags=cv2.INTER_CUBIC)
    mask = cv2.warpPerspective(np.ones((height, width), np.float32), matrix, size)
    desk = _desk(size, rng)
    near = cv2.GaussianBlur(mask, (0, 0), 14)
    desk = desk * (1 - 0.55 * np.roll(near, (10, 8), (0, 1)))[..., None]
    picture = sheet * mask[..., None] + desk * (1 - mask[..., None])
    picture = picture * _light(size, rng)[..., None]
    picture = picture * rng.uniform((0.98, 0.95, 0.87), (1.0, 0.98, 0.93)).astype(np.float32)
    soft: Pixels = cv2.GaussianBlur(
        picture.astype(np.float32), (0, 0), float(rng.uniform(0.6, 0.9))
    )
    return soft


def _corners(width: float, height: float) -> Pixels:
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)


def _seen(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    """Where the page's corners lie in the picture: held a little askew, the far edge shorter."""
    width, height = size
    inset = rng.uniform(0.012, 0.03, (4, 2)).astype(np.float32)
    far = float(rng.uniform(0.012, 0.03))
    inset[:2, 0] += far  # the upper edge is farther from the lens
    inset[:, 0] += np.roll([0.0, float(rng.uniform(0, 0.012))] * 2, int(rng.integers(2)))
    signs = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], np.float32)
    return (_corners(width, height) + signs * inset * (width, height)).astype(np.float32)


def _bent(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Paper that was folded does not lie flat: lines rise and fall by a few pixels."""
    height, width = image.shape[:2]
    columns, rows = np.meshgrid(
        np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    )
    depth = float(rng.uniform(1.5, 4.0))
    wave = depth * np.sin(np.pi * (columns / width * rng.uniform(0.8, 1.5) + rng.uniform(0, 1)))
    wave = (wave * (0.4 + 0.6 * rows / height)).astype(np.float32)
    bent: Pixels = cv2.remap(
        image, columns, rows + wave, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return bent


def _desk(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    """A wooden desk, out of focus: a brown ground with long grain."""
    grain = rng.random((size[1] // 40 + 1, 3), dtype=np.float32)
    wood = cv2.GaussianBlur(cv2.resize(grain, size, interpolation=cv2.INTER_CUBIC), (0, 0), 9)
    ground = rng.uniform((96, 70, 46), (150, 116, 84)).astype(np.float32)
    desk: Pixels = (0.9 + 0.2 * wood)[..., None] * ground
    return desk


def _light(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    """A window on one side, falling off to the corners, and the soft shadow of whoever stands there."""
    width, height = size
    columns, rows = np.meshgrid(
        np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)
    )
    turn = float(rng.uniform(0, 2 * np.pi))
    slope = columns * np.cos(turn) + rows * np.sin(turn)
    light = 0.94 + 0.08 * slope - 0.07 * (columns**2 + rows**2) / 2
    side = float(rng.choice([-1, 1]))
    far = (columns - side * rng.uniform(0.7, 1.1)) ** 2 / 0.5 + (
        rows - rng.uniform(0.3, 1.1)
    ) ** 2 / 0.9
    shadow: Pixels = light * (1 - float(rng.uniform(0.14, 0.26)) * np.exp(-far))
    return shadow
