"""A red pen over black print: the print is read without it; heads, rules, seals keep their red."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from hongtou.ingest import MemoryCache
from hongtou.ingest.engines import Reading, frame
from hongtou.ingest.ocr import prepare, without_pen
from hongtou.ingest.raster import whole_page
from hongtou.ingest.read import _completed
from hongtou.ingest.scans import read_raster, scan_sheet

DPI = 200
PRINT, HEAD = (35, 35, 35), (50, 40, 205)
INKS = {"pale": (120, 110, 236), "middle": (55, 45, 214), "dark": (34, 18, 165)}
ROWS = tuple(range(700, 1300, 75))
HEAD_ROW = 250


def row(pixels, y, colour, height=32, pitch=16, width=4):
    for x in range(200, 1400, pitch):
        cv2.line(pixels, (x, y), (x, y + height), colour, width)
        cv2.line(pixels, (x, y + height // 2), (x + pitch // 2, y + height // 2), colour, width)


def printed():
    """A red head and its rule, and eight lines of black strokes."""
    pixels = np.full((2339, 1654, 3), 245, np.uint8)
    row(pixels, HEAD_ROW, HEAD, height=90, pitch=48, width=9)
    cv2.line(pixels, (200, 500), (1400, 500), HEAD, 6)
    for y in ROWS:
        row(pixels, y, PRINT)
    return pixels


def over(pixels, draw, ink="middle", width=5):
    """The page with a pen's strokes, as ink on ink: darker where they meet; as a JPEG."""
    layer = np.full_like(pixels, 255)
    draw(layer, INKS[ink], width)
    inked = (pixels.astype(np.uint16) * layer // 255).astype(np.uint8)
    return cv2.imdecode(cv2.imencode(".jpg", inked, [cv2.IMWRITE_JPEG_QUALITY, 80])[1], 1)


def circle(layer, ink, width):
    cv2.ellipse(layer, (700, 716), (160, 36), 3, 0, 360, ink, width, cv2.LINE_AA)


def underline(layer, ink, width):
    cv2.line(layer, (300, 726), (900, 738), ink, width, cv2.LINE_AA)


def strike(layer, ink, width):
    cv2.line(layer, (300, 712), (1100, 722), ink, width, cv2.LINE_AA)


def tick(layer, ink, width):
    cv2.polylines(
        layer, [np.array([(178, 710), (190, 726), (225, 676)])], False, ink, width, cv2.LINE_AA
    )


def remark(layer, ink, width):
    cv2.putText(layer, "OK TO PAY", (350, 760), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 2.4, ink, width)


MARKS = [circle, underline, strike, tick, remark]


class Strokes:
    """Finds rows of strokes; a row reads as its inks: 黑, 红 or both."""

    identity = "strokes"

    def read(self, image):
        ink = (image.min(axis=2) < 150).astype(np.uint8)
        rows = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((5, 61), np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(rows)
        boxes = [(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist() if h > 15]
        return [
            self._read(image[y0:y1, x0:x1], x0, y0, ink[y0:y1, x0:x1]) for x0, y0, x1, y1 in boxes
        ]

    def _read(self, part, x, y, ink):
        dark = part[ink > 0].astype(int)
        red = float((dark[:, 2] - dark[:, :2].max(axis=1) > 40).mean())
        text = "红" if red > 0.9 else "黑" if red < 0.01 else "黑红"
        quad = tuple((float(a + x), float(b + y)) for a, b in frame(part))
        return Reading(quad, text, 0.98)

    def read_crop(self, image):
        return Reading(frame(image), "黑", 0.5)


def box(left, top, right, bottom):
    return ((left, top), (right, top), (right, bottom), (left, bottom))


LINES = [Reading(box(195, y - 6, 1400, y + 40), "黑", 0.98) for y in ROWS]
FOUND = [Reading(box(190, HEAD_ROW - 10, 1400, HEAD_ROW + 100), "红", 0.98), *LINES]


def parted(pixels):
    """The page taken apart, its lines where they are printed."""
    return without_pen(prepare(whole_page(pixels, DPI, DPI)), FOUND)


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("mark", MARKS)
def test_print_under_a_red_pen_is_read_without_it(mark, ink):
    page = read_raster(whole_page(over(printed(), mark, ink), DPI, DPI), Strokes())
    lines = [(line.text, line.colour) for line in page.lines if line.kind == "print"]
    assert lines == [("红", "red"), *[("黑", "black")] * len(ROWS)]
    tops = [line.box[1] * DPI / 72 for line in page.lines if line.colour == "black"]
    assert tops == pytest.approx(ROWS, abs=4)
    assert {line.colour for line in page.lines if line.kind == "handwriting"} == {"red"}


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("mark", MARKS)
def test_the_print_is_all_there_and_nothing_else_is_touched(mark, ink):
    clean, pixels = printed(), over(printed(), mark, ink)
    ready = parted(pixels)
    black = clean.max(axis=2) < 100
    assert (ready.bare.min(axis=2)[black] < 130).mean() > 0.98
    near = cv2.dilate(black.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    body = np.s_[550:]
    assert (ready.bare.min(axis=2)[body][~near[body]] > 170).mean() > 0.999
    assert (ready.bare[:550] == pixels[:550]).all()
    assert (ready.pen[:550] == 255).all()


def seal(layer, ink, width):
    cv2.circle(layer, (900, 1200), 165, ink, 8, cv2.LINE_AA)
    for n in range(12):
        at = 2 * np.pi * n / 16 - 2.2
        spot = (round(900 + 130 * np.sin(at)), round(1200 - 130 * np.cos(at)))
        cv2.drawMarker(layer, spot, ink, cv2.MARKER_TILTED_CROSS, 26, width)


def rule(layer, ink, width):
    cv2.line(layer, (200, 738), (1400, 738), ink, width)


def beside(layer, ink, width):
    cv2.polylines(layer, [np.array([(60, 710), (72, 726), (107, 676)])], False, ink, width)


def at_the_head(layer, ink, width):
    cv2.ellipse(layer, (700, 295), (300, 80), 0, 0, 360, ink, width, cv2.LINE_AA)


def everywhere(layer, ink, width):
    for y in ROWS:
        cv2.line(layer, (200, y + 30), (1390, y + 33), ink, width)


def stamped(layer, ink, width):
    cv2.rectangle(layer, (900, 560), (1390, 660), ink, 3)
    cv2.putText(layer, "RECEIVED", (920, 635), cv2.FONT_HERSHEY_SIMPLEX, 2, ink, width)


@pytest.mark.parametrize("red", [seal, rule, beside, at_the_head, everywhere, stamped])
def test_other_red_is_no_pen(red):
    assert parted(over(printed(), red)) is None


def test_a_stamp_filled_in_by_hand_is_no_pen():
    pixels = printed()
    cv2.putText(pixels, "2026-5-27", (930, 640), cv2.FONT_HERSHEY_SIMPLEX, 2, (105, 75, 80), 6)
    assert parted(over(pixels, stamped)) is None


@pytest.mark.parametrize(("left", "right"), [(600, 790), (190, 310), (1250, 1400)])
def test_words_printed_in_red_stay_in_their_line(left, right):
    pixels = printed()
    words = pixels[ROWS[2] - 4 : ROWS[2] + 37, left:right]
    words[words.max(axis=2) < 100] = HEAD
    assert parted(over(pixels, lambda *_: None)) is None


def test_a_red_head_beside_a_pen_keeps_its_ink():
    def through(layer, ink, width):
        cv2.line(layer, (300, 330), (700, 720), ink, width, cv2.LINE_AA)

    pixels = over(printed(), through)
    ready = parted(pixels)
    head = printed()[:360].astype(int)
    ink = (head[..., 2] - head[..., 0] > 60) & (head.min(axis=2) < 100)
    assert (ready.bare[:360][ink] == pixels[:360][ink]).all()


@pytest.mark.parametrize("tint", [(245, 245, 245), (225, 238, 245), (250, 240, 232)])
def test_a_page_without_a_pen_costs_nothing_more(tint):
    pixels = (printed().astype(np.uint16) * np.array(tint, np.uint16) // 245).clip(0, 255)
    assert parted(pixels.astype(np.uint8)) is None


@pytest.mark.parametrize("mark", [None, tick, remark])
def test_of_the_pages_read_before_only_those_with_a_pen_are_read_again(mark):
    pixels = over(printed(), mark) if mark else printed()
    raster, engine, cache = whole_page(pixels, DPI, DPI), Strokes(), MemoryCache()
    sheet = scan_sheet(1, raster, lambda: engine)
    before = read_raster(whole_page(printed(), DPI, DPI), engine)
    known = "现将有关事项通知如下"
    lines = tuple(replace(line, text=known, edges=()) for line in before.lines)
    cache.put(sheet.earlier[0], replace(before, lines=lines))
    page = _completed(sheet, cache)
    assert (page.lines[-1].text == known) is (mark is None)
