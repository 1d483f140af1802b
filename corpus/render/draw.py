"""A page onto paper: an RGB image without any trace of a scanner."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from .fonts import face
from .marks import pen_layer, seal_layer, stamp_layer
from .page import HEIGHT, WIDTH, Page, Pen, Rule, Seal, Stamp, Text


def _text(image: Image.Image, draw: ImageDraw.ImageDraw, item: Text, scale: float) -> None:
    font = face(item.face, item.size * scale)
    x, y = item.x * scale, item.baseline * scale
    if item.stretch == 1.0:
        draw.text((x, y), item.text, font=font, fill=item.colour, anchor="ls")
        return
    box = font.getbbox(item.text, anchor="ls")
    width, height = int(font.getlength(item.text)) + 8, int(2 * item.size * scale)
    mask = Image.new("L", (width, height))
    ImageDraw.Draw(mask).text((0, height + min(0, -box[3]) - 4), item.text, 255, font, anchor="ls")
    mask = mask.resize((max(1, round(width * item.stretch)), height), Image.Resampling.LANCZOS)
    top = round(y - (height + min(0, -box[3]) - 4))
    image.paste(Image.new("RGB", mask.size, item.colour), (round(x), top), mask)


def _rule(draw: ImageDraw.ImageDraw, item: Rule, scale: float) -> None:
    half = max(item.weight * scale / 2, 0.5)
    x0, x1 = item.x0 * scale, item.x1 * scale
    y0, y1 = item.y0 * scale, item.y1 * scale
    if item.y0 == item.y1:
        draw.rectangle((x0, y0 - half, x1, y0 + half - 1), fill=item.colour)
    else:
        draw.rectangle((x0 - half, y0, x0 + half - 1, y1), fill=item.colour)


def multiply(paper: Image.Image, layer: Image.Image) -> Image.Image:
    """Ink over print: what is dark stays dark (the blend of a stamp's ink)."""
    product = np.asarray(paper, np.uint16) * np.asarray(layer, np.uint16) // 255
    return Image.fromarray(product.astype(np.uint8))


def draw_page(page: Page, dpi: int, rng: np.random.Generator) -> Image.Image:
    """Draws print first, then seals, pen and stamps over it."""
    scale = dpi / 72
    size = (round(WIDTH * scale), round(HEIGHT * scale))
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for item in page.items:
        if isinstance(item, Text):
            _text(image, draw, item, scale)
        elif isinstance(item, Rule):
            _rule(draw, item, scale)
    for item in page.items:
        if isinstance(item, Seal):
            image = multiply(image, seal_layer(item, size, scale, rng))
        elif isinstance(item, Pen):
            image = multiply(image, pen_layer(item, size, scale, rng))
        elif isinstance(item, Stamp):
            image = multiply(image, stamp_layer(item, size, scale, rng))
    return image
