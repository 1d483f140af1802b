"""A telefax: 204 × 196 dots to the inch, one bit each, the sender's line at the top, TIFF G4."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from .fonts import face

if TYPE_CHECKING:
    from collections.abc import Iterable

Pixels = npt.NDArray[Any]
ACROSS, DOWN = 204, 196
WIDTH = 1728
"""Dots of a line of a telefax (ITU-T T.4), 215 mm."""


def sender_line(number: int, count: int, seed: int) -> str:
    """What the sending machine prints above each page; its clock was never set."""
    minute = (seed * 7 + number) % 60
    return (
        f"JAN-01-2000  03:{minute:02}    FAX NO. 0999 555{1000 + seed}    P.{number:02}/{count:02}"
    )


def faxed(image: Pixels, line: str, rng: np.random.Generator) -> Pixels:
    """A page drawn at 204 dpi as received: bool, rows × 1728 columns, true is white."""
    grey = image @ np.array([0.299, 0.587, 0.114], np.float32)
    height = round(grey.shape[0] * DOWN / ACROSS)
    grey = cv2.resize(grey, (grey.shape[1], height), interpolation=cv2.INTER_AREA)
    page = np.full((height, WIDTH), 252, np.float32)
    left = (WIDTH - grey.shape[1]) // 2
    page[:, left : left + grey.shape[1]] = grey
    coarse = rng.normal(0, 1, (height // 6 + 1, WIDTH // 6 + 1)).astype(np.float32)
    page += 9 * cv2.resize(coarse, (WIDTH, height)) + 7 * rng.normal(0, 1, page.shape)
    white = page > 138
    _dots(white, rng)
    _lost_lines(white, rng)
    header = Image.new("1", (WIDTH, 40), 1)
    ImageDraw.Draw(header).text((70, 6), line, 0, face("hei", 24))
    white[12:52] &= np.asarray(header)
    return white


def _dots(white: Pixels, rng: np.random.Generator) -> None:
    """Dust on the sender's glass."""
    height, width = white.shape
    for _ in range(int(rng.integers(30, 70))):
        y, x = int(rng.integers(height)), int(rng.integers(width))
        white[y : y + int(rng.integers(1, 4)), x : x + int(rng.integers(1, 4))] = False


def _lost_lines(white: Pixels, rng: np.random.Generator) -> None:
    """Errors on the line: some rows are repeated from above, a row or two break off in a dash."""
    height, width = white.shape
    for _ in range(int(rng.integers(3, 8))):
        y = int(rng.integers(80, height - 4))
        white[y : y + 2] = white[y - 1]
    for _ in range(int(rng.integers(0, 3))):
        y, x = int(rng.integers(80, height)), int(rng.integers(width))
        white[y, x : x + int(rng.integers(40, 300))] = False


def to_tiff(pages: Iterable[Pixels]) -> bytes:
    """A TIFF of one frame a page, group 4."""
    first, *rest = (Image.fromarray(page) for page in pages)
    out = io.BytesIO()
    first.save(
        out,
        "TIFF",
        compression="group4",
        save_all=True,
        append_images=rest,
        dpi=(ACROSS, DOWN),
    )
    return out.getvalue()
