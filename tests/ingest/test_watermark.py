"""Pale words across a page: seen by their one tone, and kept out of its text."""

import cv2
import numpy as np
import pytest

from hongtou.ingest.engines import Reading
from hongtou.ingest.raster import whole_page
from hongtou.ingest.scans import read_raster
from hongtou.ingest.watermark import is_watermarked

DPI = 200
ROWS = range(300, 2000, 90)
MARK = ((300, 1300), (900, 750), (960, 810), (360, 1360))


def printed():
    """Rows of black strokes, softened as a scanner does, 1 pixel to 0.127 mm."""
    pixels = np.full((2339, 1654, 3), 246, np.uint8)
    for y in ROWS:
        for x in range(250, 1400, 18):
            cv2.line(pixels, (x, y), (x, y + 30), (30, 30, 30), 3)
            cv2.line(pixels, (x, y + 15), (x + 9, y + 15), (30, 30, 30), 3)
    return cv2.GaussianBlur(pixels, (0, 0), 0.8)


def watermarked(tone=195):
    """The same behind broad pale strokes that rise to the right."""
    layer = np.full((2339, 1654), 255, np.uint8)
    for y in (900, 1300, 1900):
        for n in range(8):
            x, up = 300 + 80 * n, y - 70 * n
            cv2.line(layer, (x, up), (x + 60, up - 55), tone, 20)
            cv2.line(layer, (x, up - 40), (x + 50, up + 10), tone, 20)
    return (printed().astype(np.uint16) * layer[..., None] // 255).astype(np.uint8)


class Reader:
    """Finds the rows that no pale stroke crosses, and the words of the watermark where it is."""

    identity = "reader"

    def read(self, image):
        tone = image.min(axis=2)
        pale = abs(tone.astype(int) - 188) < 4
        for y in ROWS:
            if pale[y : y + 30, 250:1400].mean() < 0.015:
                yield self.line("通知的一行字", 250, y, 1400, y + 30)
        if pale[900:1300, 300:900].mean() > 0.03:
            yield Reading(MARK, "内部资料注意", 0.99, (), (0.99,) * 6)

    def read_crop(self, image):
        return Reading(((0.0, 0.0),) * 4, "", 0.0)

    @staticmethod
    def line(text, x0, y0, x1, y1):
        quad = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
        return Reading(quad, text, 0.99, (), (0.99,) * len(text))


@pytest.mark.parametrize("tone", [165, 195, 215])
def test_a_watermark_is_a_layer_of_one_tone(tone):
    assert is_watermarked(watermarked(tone), DPI)
    assert is_watermarked(watermarked(tone)[..., 0], DPI)


def test_print_specks_and_shadow_are_none():
    page = printed().astype(float)
    rows = np.linspace(1.0, 0.75, page.shape[0])[:, None, None]
    noise = np.random.default_rng(1).normal(0, 12, page.shape)
    for image in (page, page * rows, page + noise):
        assert not is_watermarked(np.clip(image, 0, 255).astype(np.uint8), DPI)


def test_what_a_watermark_crosses_is_read_and_its_words_are_no_text():
    page = read_raster(whole_page(watermarked(), DPI, DPI), Reader())
    lines = [line.text for line in page.lines if line.kind == "print"]
    assert lines == ["通知的一行字"] * len(ROWS)
    assert [line.text for line in page.lines if line.kind == "show_through"] == ["内部资料注意"]
    assert [step.code for step in page.steps] == ["ground_cleared"]
