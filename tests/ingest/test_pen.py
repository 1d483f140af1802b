"""A blue pen over black print: both are read, neither through the other."""

import cv2
import numpy as np
import pytest

from hongtou.ingest.engines import Reading, frame
from hongtou.ingest.ocr import prepare, without_pen
from hongtou.ingest.raster import whole_page
from hongtou.ingest.scans import read_raster

DPI = 150
PEN, PRINT = (170, 60, 40), (35, 35, 35)
ROWS = (400, 460, 520, 580)


def printed(noise=0.0):
    """Four lines of black strokes, 900 pixels long, 24 high."""
    pixels = np.full((1754, 1240, 3), 245, np.uint8)
    for y in ROWS:
        for x in range(150, 1050, 12):
            cv2.line(pixels, (x, y), (x, y + 23), PRINT, 3)
            cv2.line(pixels, (x, y + 12), (x + 6, y + 12), PRINT, 3)
    grain = np.random.default_rng(1).normal(0, noise, pixels.shape)
    return np.clip(pixels + grain, 0, 255).astype(np.uint8)


def written(pixels, at=(200, 380), size=2.2):
    """The same with a pen's strokes over the first lines, as ink on ink: darker where they meet."""
    layer = np.full_like(pixels, 255)
    cv2.putText(layer, "OK TO PAY 5/12", at, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, size, PEN, 5)
    cv2.putText(layer, "A B C", (at[0], at[1] + 80), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, size, PEN, 5)
    return (pixels.astype(np.uint16) * layer // 255).astype(np.uint8)


def blue(image, ink, box):
    """The share of a box's ink that is blue."""
    x0, y0, x1, y1 = box
    dark = image[y0:y1, x0:x1][ink[y0:y1, x0:x1] > 0].astype(int)
    return float((dark[:, 0] - dark[:, 2] > 40).mean())


class Strokes:
    """Finds rows of strokes; says of each whether it is blue, unsure where blue and black meet."""

    identity = "strokes"

    def read(self, image):
        ink = (image.min(axis=2) < 150).astype(np.uint8)
        rows = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((5, 41), np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(rows)
        frames = [(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist() if w > 60 and h > 15]
        return [
            Reading(
                tuple((float(x), float(y)) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))),
                "蓝" if image[y0:y1, x0:x1, 0][ink[y0:y1, x0:x1] > 0].mean() > 110 else "黑",
                0.6 if 0.03 < blue(image, ink, (x0, y0, x1, y1)) < 0.97 else 0.97,
            )
            for x0, y0, x1, y1 in frames
        ]

    def read_crop(self, image):
        return Reading(frame(image), "黑", 0.5)


@pytest.mark.parametrize("noise", [0.0, 4.0])
@pytest.mark.parametrize("at", [(200, 250), (200, 440), (120, 560)])
def test_print_under_a_pen_stays_print_and_the_pen_is_kept_apart(at, noise):
    page = read_raster(whole_page(written(printed(noise), at), DPI, DPI), Strokes())
    print_ = [line for line in page.lines if line.kind == "print"]
    pen = [line for line in page.lines if line.kind == "handwriting"]
    assert [round(line.box[1] * DPI / 72) for line in print_] == pytest.approx(ROWS, abs=4)
    assert {line.text for line in print_} == {"黑"}
    assert pen
    assert {(line.text, line.colour) for line in pen} == {("蓝", "blue")}
    top = min(line.box[1] for line in pen) * DPI / 72
    assert top == pytest.approx(at[1] - 48, abs=30)


def test_the_print_beneath_is_all_there_and_the_pen_gone():
    clean, pixels = printed(), written(printed(), (200, 440))
    raster = whole_page(pixels, DPI, DPI)
    ready = without_pen(prepare(raster), Strokes().read(raster.bgr()))
    ink = clean.min(axis=2) < 100
    assert (ready.bare.min(axis=2)[ink] < 130).mean() > 0.97
    near = cv2.dilate(ink.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert (ready.bare.min(axis=2)[~near] > 180).mean() > 0.999
    assert (ready.pen.min(axis=2)[~near & (pixels.min(axis=2) < 100)] < 100).all()
    assert (ready.pen.min(axis=2)[(pixels == clean).all(axis=2)] == 255).mean() > 0.98


def test_blue_areas_are_no_pen():
    pixels = printed()
    cv2.rectangle(pixels, (100, 100), (1100, 300), PEN, -1)
    cv2.putText(pixels, "NOTICE", (150, 240), cv2.FONT_HERSHEY_SIMPLEX, 4, (250, 250, 250), 12)
    raster = whole_page(pixels, DPI, DPI)
    assert without_pen(prepare(raster), Strokes().read(raster.bgr())) is None


@pytest.mark.parametrize("tint", [(245, 245, 245), (225, 238, 245), (250, 240, 232)])
def test_a_page_without_blue_ink_costs_nothing_more(tint):
    pixels = (printed(2.0).astype(np.uint16) * np.array(tint, np.uint16) // 245).clip(0, 255)
    raster = whole_page(pixels.astype(np.uint8), DPI, DPI)
    assert without_pen(prepare(raster), Strokes().read(raster.bgr())) is None
