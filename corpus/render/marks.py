"""What hands put on paper: seals, pen, received-stamps. Each is a white page with coloured ink."""

from __future__ import annotations

import math

import cv2
import numpy as np
from PIL import Image, ImageDraw

from .fonts import face
from .page import INK, RED, Colour, Pen, Seal, Stamp

Size = tuple[int, int]


def _blotch(size: Size, rng: np.random.Generator, low: float) -> np.ndarray:
    """How well the ink took, from `low` to 1, in soft patches."""
    width, height = size
    grain = rng.random((max(2, height // 40), max(2, width // 40)), dtype=np.float32)
    patches = cv2.resize(grain, size, interpolation=cv2.INTER_CUBIC)
    fine = cv2.resize(rng.random((height // 3 + 1, width // 3 + 1), dtype=np.float32), size)
    return np.clip(low + (1 - low) * (0.65 * patches + 0.6 * fine), 0, 1)


def _ink(mask: Image.Image, colour: Colour, strength: np.ndarray | float) -> Image.Image:
    """White paper with `colour` where the mask is."""
    alpha = np.asarray(mask, np.float32)[..., None] / 255
    alpha = alpha * (strength[..., None] if isinstance(strength, np.ndarray) else strength)
    paper = 255 - alpha * (255 - np.array(colour, np.float32))
    return Image.fromarray(paper.astype(np.uint8))


def _place(layer: Image.Image, size: Size, at: tuple[float, float]) -> Image.Image:
    page = Image.new("RGB", size, "white")
    page.paste(layer, (round(at[0]), round(at[1])))
    return page


def _glyph(char: str, key: str, size: float, narrow: float = 1.0) -> Image.Image:
    side = math.ceil(size * 1.5)
    mask = Image.new("L", (side, side))
    ImageDraw.Draw(mask).text((side / 2, side / 2), char, 255, face(key, size), anchor="mm")
    if narrow != 1.0:
        mask = mask.resize((max(1, round(side * narrow)), side), Image.Resampling.LANCZOS)
    return mask


def _star(draw: ImageDraw.ImageDraw, centre: float, radius: float) -> None:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        turn = math.pi * corner / 5
        points.append((centre + reach * math.sin(turn), centre - reach * math.cos(turn)))
    draw.polygon(points, fill=255)


def seal_layer(seal: Seal, size: Size, scale: float, rng: np.random.Generator) -> Image.Image:
    """A round seal: rim, star, the body's name around it, unevenly inked, a little turned."""
    across = round(seal.diameter * scale)
    middle = across / 2
    mask = Image.new("L", (across, across))
    draw = ImageDraw.Draw(mask)
    draw.ellipse((2, 2, across - 3, across - 3), outline=255, width=max(2, round(3.4 * scale)))
    _star(draw, middle, across * 0.165)
    count = len(seal.text)
    spread = math.radians(min(270, 30 * (count - 1)) if count > 1 else 0)
    glyph_size = min(0.155 * across, 0.9 * spread * 0.375 * across / max(count - 1, 1) * 1.35)
    for index, char in enumerate(seal.text):
        turn = -spread / 2 + spread * index / max(count - 1, 1)
        narrow = min(1.0, spread * 0.375 * across / max(count - 1, 1) / glyph_size)
        glyph = _glyph(char, "song", glyph_size, narrow)
        glyph = glyph.rotate(-math.degrees(turn), expand=True, resample=Image.Resampling.BICUBIC)
        reach = 0.375 * across
        x = middle + reach * math.sin(turn) - glyph.width / 2
        y = middle - reach * math.cos(turn) - glyph.height / 2
        mask.paste(255, (round(x), round(y)), glyph)
    mask = mask.rotate(float(rng.uniform(-5, 5)), resample=Image.Resampling.BICUBIC)
    inked = _ink(mask, (222, 40, 48), 0.9 * _blotch(mask.size, rng, 0.55))
    return _place(inked, size, (seal.x * scale - middle, seal.y * scale - middle))


def _written(text: str, size: float, rng: np.random.Generator) -> Image.Image:
    """One line by hand: every character leans, drifts and varies in size a little."""
    width, height = round(size * (len(text) + 2)), round(size * 2.4)
    mask = Image.new("L", (width, height))
    x, drift = size * 0.4, 0.0
    for char in text:
        own = size * float(rng.uniform(0.88, 1.14))
        drift += float(rng.normal(0, size * 0.03))
        glyph = _glyph(char, "hand", own)
        shear = float(rng.uniform(0.08, 0.3))
        glyph = glyph.transform(
            glyph.size,
            Image.Transform.AFFINE,
            (1, shear, -shear * glyph.height / 2, 0, 1, 0),
            Image.Resampling.BICUBIC,
        ).rotate(float(rng.normal(0, 3.5)), resample=Image.Resampling.BICUBIC)
        y = height / 2 - glyph.height / 2 + drift
        mask.paste(255, (round(x - glyph.width / 2 + own / 2), round(y)), glyph)
        x += own * (0.92 if char > "\u00ff" else 0.56) * float(rng.uniform(0.93, 1.05))
    return _wobble(mask, size, rng)


def _wobble(mask: Image.Image, size: float, rng: np.random.Generator) -> Image.Image:
    """Bends the strokes so that no two characters are alike."""
    width, height = mask.size
    cell = max(4, round(size / 3))
    grid = (max(2, width // cell), max(2, height // cell))
    shift = [
        cv2.resize(
            rng.normal(0, size * 0.028, (grid[1], grid[0])).astype(np.float32),
            (width, height),
            interpolation=cv2.INTER_CUBIC,
        )
        for _ in range(2)
    ]
    columns, rows = np.meshgrid(np.arange(width), np.arange(height))
    map_x, map_y = (columns + shift[0]).astype(np.float32), (rows + shift[1]).astype(np.float32)
    bent = cv2.remap(np.asarray(mask), map_x, map_y, cv2.INTER_LINEAR)
    bent = cv2.dilate(bent, np.ones((2, 2), np.uint8))
    return Image.fromarray(bent)


def pen_layer(pen: Pen, size: Size, scale: float, rng: np.random.Generator) -> Image.Image:
    """Handwriting in blue ink."""
    mask = Image.new("L", size)
    glyph = pen.size * scale
    for index, text in enumerate(pen.lines):
        line = _written(text, glyph, rng)
        line = line.rotate(pen.angle, expand=True, resample=Image.Resampling.BICUBIC)
        x = pen.x * scale + float(rng.uniform(-0.4, 0.4)) * glyph
        y = pen.y * scale + index * glyph * 1.55
        mask.paste(255, (round(x), round(y)), line)
    return _ink(mask, INK, 0.75 + 0.25 * _blotch(size, rng, 0.5))


def stamp_layer(stamp: Stamp, size: Size, scale: float, rng: np.random.Generator) -> Image.Image:
    """A framed received-stamp: its body printed in red, number and day written in with a pen."""
    head, *rest = stamp.lines
    letter = 11 * scale
    width = round(letter * (len(head) + 1.6))
    row = round(letter * 1.9)
    height = row * len(stamp.lines)
    printed = Image.new("L", (width, height))
    draw = ImageDraw.Draw(printed)
    weight = max(2, round(1.1 * scale))
    draw.rectangle((0, 0, width - 1, height - 1), outline=255, width=weight)
    for index in range(1, len(stamp.lines)):
        draw.line((0, index * row, width, index * row), fill=255, width=max(1, weight // 2))
    font = face("hei", letter)
    draw.text((width / 2, row / 2), head, 255, font, anchor="mm")
    written = Image.new("L", (width, height))
    for index, text in enumerate(rest, 1):
        line = _written(text, letter * 1.15, rng)
        y = index * row + (row - line.height) / 2
        written.paste(255, (round(letter * 0.6), round(y)), line)
    turned = [
        mask.rotate(stamp.angle, expand=True, resample=Image.Resampling.BICUBIC)
        for mask in (printed, written)
    ]
    red = _ink(turned[0], RED, 0.9 * _blotch(turned[0].size, rng, 0.6))
    blue = _ink(turned[1], INK, 0.9)
    both = np.minimum(np.asarray(red), np.asarray(blue))
    return _place(Image.fromarray(both), size, (stamp.x * scale, stamp.y * scale))
