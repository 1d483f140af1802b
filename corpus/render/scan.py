"""Paper into a scan: what a glass, a lamp, a feeder and a JPEG encoder do to a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from .camera import photographed
from .copier import copied

if TYPE_CHECKING:
    from PIL import Image

LIMIT = 240_000
"""Bytes a page may have; the corpus promises 250 KB."""

Pixels = npt.NDArray[Any]
BLANK_BLEED = 0.04
"""How much of the print shows through on the empty back of a page."""


@dataclass(frozen=True, slots=True)
class Variant:
    """How a page was scanned. Angles in degrees, lengths in pixels, light and ink from 0 to 1."""

    dpi: int
    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    light: float = 0.0
    tint: tuple[int, int, int] = (255, 255, 255)
    fade: float = 0.0
    bleed: float = 0.0
    staple: bool = False
    specks: int = 0
    quality: int = 70
    up: int = 1
    turns: bool = False
    blank: bool = False
    device: str = "scanner"
    medium: str = "jpeg"
    """`jpeg`: a PDF of pictures; `fax`: a TIFF of one bit; `text`: a PDF as the office wrote it."""


OFFICE = Variant(
    dpi=200, skew=0.7, blur=0.55, noise=1.7, light=0.05, tint=(249, 248, 244), specks=14
)
VARIANTS = {
    "clean": Variant(dpi=300, skew=0.1, blur=0.9, tint=(254, 254, 254), quality=72),
    "office": OFFICE,
    "worn": Variant(
        dpi=200,
        skew=1.0,
        blur=0.8,
        noise=2.8,
        light=0.12,
        tint=(240, 234, 218),
        fade=0.22,
        bleed=0.07,
        staple=True,
        specks=60,
    ),
    "fax": Variant(dpi=204, skew=0.6, blur=0.7, medium="fax"),
    "photographed": Variant(dpi=200, tint=(247, 246, 242), noise=1.1, quality=62, device="camera"),
    "photocopied": Variant(dpi=200, skew=1.1, blur=0.8, noise=0.8, quality=62, device="copier"),
    "two_up": Variant(
        dpi=160, skew=0.4, blur=0.5, noise=1.0, light=0.06, specks=20, quality=66, up=2
    ),
    "upside_down": replace(OFFICE, turns=True),
    "blank_between": replace(OFFICE, blank=True, tint=(247, 245, 238), specks=30),
    "born_digital": Variant(dpi=300, medium="text"),
}
"""The kinds of scan. `up` pages lie on one landscape sheet, `turns` lays one of them upside down, `blank`
feeds an empty page in between."""


def _through(front: Pixels, back: Pixels | None, share: float) -> Pixels:
    """The print of the page behind shows through, mirrored and soft."""
    if back is None or not share:
        return front
    mirrored: Pixels = cv2.GaussianBlur(cv2.flip(back, 1), (0, 0), 3)
    seen: Pixels = np.clip(front - share * (255 - mirrored), 0, 255)
    return seen


def _turn(image: Pixels, angle: float, shift: tuple[float, float]) -> Pixels:
    height, width = image.shape[:2]
    matrix: Pixels = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[:, 2] += shift
    return cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )


def _lamp(shape: tuple[int, int], amount: float, rng: np.random.Generator) -> Pixels:
    """Uneven light: a soft slope and a darker edge at the side of the spine."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    down, across = rng.uniform(-1, 1, 2)
    slope: Pixels = 1 - amount * 0.5 * (
        1 + down * (rows / shape[0] - 0.5) + across * (columns / shape[1] - 0.5)
    )
    edge = amount * 1.2 * np.exp(-columns / (0.015 * shape[1]))
    light: Pixels = (slope - edge)[..., None]
    return light


def _specks(image: Pixels, count: int, rng: np.random.Generator) -> None:
    height, width = image.shape[:2]
    for _ in range(count):
        centre = (int(rng.integers(width)), int(rng.integers(height)))
        shade = int(rng.integers(90, 190))
        cv2.circle(image, centre, int(rng.integers(1, 3)), (shade, shade, shade), -1, cv2.LINE_AA)


def _staple(image: Pixels, dpi: int) -> None:
    """The mark and shadow of a staple in the top left corner."""
    x, y, length = int(0.45 * dpi), int(0.5 * dpi), int(0.42 * dpi)
    shadow: Pixels = np.zeros(image.shape[:2], np.float32)
    cv2.line(shadow, (x, y + length), (x + length, y), 1.0, int(0.06 * dpi))
    shadow = cv2.GaussianBlur(shadow, (0, 0), 0.03 * dpi)
    image -= 90 * shadow[..., None]
    cv2.line(image, (x, y + length), (x + length, y), (120, 120, 125), 3, cv2.LINE_AA)


def _gutter(image: Pixels) -> Pixels:
    """The fold between two pages on one sheet: a shadow down the middle."""
    width = image.shape[1]
    away = np.abs(np.arange(width, dtype=np.float32) - width / 2) / width
    fold: Pixels = 1 - 0.3 * np.exp(-((away / 0.012) ** 2)) - 0.12 * np.exp(-((away / 0.002) ** 2))
    return image * fold[None, :, None]


def scan(
    paper: Image.Image,
    behind: Image.Image | None,
    variant: Variant,
    rng: np.random.Generator,
    *,
    bleed: float,
) -> Pixels:
    """One page as scanned: uint8, rows × columns × RGB, at the variant's resolution."""
    image = _lit(_laid(paper, behind, replace(variant, bleed=bleed), rng), variant, rng)
    if variant.device == "copier":
        image = copied(image, variant.dpi, rng)
    elif variant.device == "camera":
        image = photographed(image, rng)
    grain: Pixels = cv2.GaussianBlur(
        rng.normal(0, 1, image.shape[:2]).astype(np.float32), (0, 0), 0.8
    )
    image = image + 2.2 * variant.noise * grain[..., None]
    return np.clip(image, 0, 255).astype(np.uint8)


def _laid(
    paper: Image.Image, behind: Image.Image | None, variant: Variant, rng: np.random.Generator
) -> Pixels:
    """The sheet with its age, as it lies on the glass."""
    image: Pixels = np.asarray(paper, np.float32)
    image = _through(
        image, None if behind is None else np.asarray(behind, np.float32), variant.bleed
    )
    image = 255 - (1 - variant.fade) * (255 - image)
    image = image * (np.array(variant.tint, np.float32) / 255)
    angle = float(rng.uniform(-variant.skew, variant.skew))
    shift = tuple(float(s) for s in rng.uniform(-0.02, 0.02, 2) * variant.dpi)
    return _turn(image, angle, (shift[0], shift[1]))


def _lit(image: Pixels, variant: Variant, rng: np.random.Generator) -> Pixels:
    """What lens, lamp and dust add."""
    if variant.up > 1:
        image = _gutter(image)
    if variant.blur:
        image = cv2.GaussianBlur(image, (0, 0), variant.blur)
    if variant.light:
        image = image * _lamp(image.shape[:2], variant.light, rng)
    _specks(image, variant.specks, rng)
    if variant.staple:
        _staple(image, variant.dpi)
    return image


def jpeg(pixels: Pixels, quality: int) -> bytes:
    """JPEG bytes of at most `LIMIT`, at `quality` or, where that is too large, below it."""
    ordered = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    while True:
        flags = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_PROGRESSIVE, 1]
        data = bytes(cv2.imencode(".jpg", ordered, flags)[1])
        if len(data) <= LIMIT or quality <= 20:
            return data
        quality -= 4
