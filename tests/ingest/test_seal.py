import math

import cv2
import numpy as np
import pytest

from hongtou.ingest import Line
from hongtou.ingest.coarse import Coarse, coarse
from hongtou.ingest.engines import Reading, frame
from hongtou.ingest.ink import contrast, reddish, stroke_colour
from hongtou.ingest.raster import whole_page
from hongtou.ingest.scans import read_raster
from hongtou.ingest.seal import find_rules, find_seals, lift
from hongtou.ingest.sealed import doubted

RED = (70, 60, 225)
INK = (40, 40, 40)
MM = 200 / 25.4
RING_LINE = 72
"""Height in pixels of the line made of a ring."""


def paper(height=2339, width=1654):
    return np.full((height, width, 3), 240, np.uint8)


def stamp(page, x, y, millimetres=42.0, colour=RED):
    """A seal: ring, star and strokes along the ring, multiplied onto the page as ink is."""
    layer = np.full_like(page, 255)
    radius = round(millimetres * MM / 2)
    cv2.circle(layer, (x, y), radius, colour, 8, cv2.LINE_AA)
    corners = [
        (x + r * math.sin(a), y - r * math.cos(a))
        for n in range(10)
        for r, a in [((0.35 if n % 2 == 0 else 0.14) * radius, n * math.pi / 5)]
    ]
    cv2.fillPoly(layer, [np.array(corners, np.int32)], colour, cv2.LINE_AA)
    for n in range(12):
        angle = 2 * math.pi * n / 16 - 2.2
        at = (round(x + 0.8 * radius * math.sin(angle)), round(y - 0.8 * radius * math.cos(angle)))
        cv2.drawMarker(layer, at, colour, cv2.MARKER_TILTED_CROSS, 26, 5)
    page[:] = (page.astype(np.uint16) * layer // 255).astype(np.uint8)


def write(page, text, x, y, colour=INK, size=44):
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.fromarray(page[..., ::-1])
    ImageDraw.Draw(picture).text((x, y), text, colour[::-1], ImageFont.load_default(size=size))
    page[:] = np.asarray(picture)[..., ::-1]


@pytest.mark.parametrize("millimetres", [30, 42, 45, 58])
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_seal_is_found_where_it_is(millimetres, dpi):
    page = paper()
    write(page, "2020-08-19 0123456789", 900, 1390)
    stamp(page, 1100, 1400, millimetres)
    size = (round(1654 * dpi / 200), round(2339 * dpi / 200))
    page = cv2.resize(page, size, interpolation=cv2.INTER_AREA)
    (seal,) = find_seals(coarse(page, dpi))
    box, sure = seal.box, seal.sure
    assert not seal.black
    radius = millimetres * MM / 2
    expected = [v * dpi / 200 for v in (1100 - radius, 1400 - radius, 1100 + radius, 1400 + radius)]
    assert box == pytest.approx(expected, abs=10 * dpi / 200)
    assert sure > 0.8


def test_two_seals_side_by_side():
    page = paper()
    stamp(page, 500, 1400)
    stamp(page, 1000, 1420)
    assert len(find_seals(coarse(page, 200))) == 2


def draw_head(page):
    for n in range(13):
        write(page, "8", 250 + 90 * n, 300, RED, 110)
    cv2.line(page, (200, 520), (1450, 520), RED, 5)


def draw_square(page):
    cv2.rectangle(page, (700, 700), (1000, 1000), RED, 8)
    write(page, "1234", 730, 800, RED, 90)


def draw_small(page):
    cv2.circle(page, (800, 800), 60, RED, 6)


def draw_star(page):
    cv2.fillPoly(page, [np.array([(800, 700), (950, 950), (650, 950)], np.int32)], RED)


@pytest.mark.parametrize("draw", [draw_head, draw_square, draw_small, draw_star, lambda page: None])
def test_what_is_no_seal(draw):
    page = paper()
    draw(page)
    assert find_seals(coarse(page, 200)) == []


def test_lifting_leaves_black_print_and_the_rest_of_the_page():
    page = paper()
    write(page, "2020-08-19", 1000, 1390)
    draw_head(page)
    before = page.copy()
    stamp(page, 1100, 1400)
    (seal,) = find_seals(coarse(page, 200))
    box = seal.box
    bare = lift(page, [box], 200)
    x0, y0, x1, y1 = box
    inside = bare[y0:y1, x0:x1].astype(int)
    wanted = before[y0:y1, x0:x1].astype(int)
    assert np.mean(np.abs(inside - wanted)) < 6
    assert inside[wanted.max(axis=2) > 200].min() > 170  # no trace of the seal darker than that
    assert np.array_equal(bare[:600], page[:600])  # the red head stays
    assert not reddish(bare[y0:y1, x0:x1]).any()
    assert reddish(page).any()  # and the page given is not changed


def test_rules_black_and_red_at_a_slant():
    page = paper()
    draw_head(page)
    cv2.line(page, (200, 1900), (1450, 1870), INK, 3)
    cv2.line(page, (200, 2000), (400, 2000), INK, 3)  # too short
    cv2.rectangle(page, (300, 1000), (1300, 1100), INK, -1)  # too thick
    marks = find_rules(coarse(page, 200))
    assert sorted(mark.kind for mark in marks) == ["red_rule", "rule"]
    red = next(mark for mark in marks if mark.kind == "red_rule")
    assert red.box == pytest.approx((200, 520, 1450, 520), abs=20)
    assert find_rules(coarse(page[..., 0], 200))  # a grey image has black ones


COLOURS = [
    ((40, 40, 40), "black"),
    ((60, 60, 225), "red"),
    ((150, 70, 60), "blue"),
    ((120, 60, 50), "blue"),
    ((60, 55, 50), "black"),
    ((130, 130, 130), "black"),
]


@pytest.mark.parametrize(("ink", "expected"), COLOURS)
@pytest.mark.parametrize("ground", [(240, 240, 240), (190, 225, 235), (235, 225, 200)])
def test_the_colour_of_strokes(ink, expected, ground):
    crop = np.full((60, 500, 3), ground, np.uint8)
    scaled = tuple(int(part * base / 255) for part, base in zip(ink, ground, strict=True))
    write(crop, "0451-87130318", 20, 5, scaled)
    assert stroke_colour(cv2.GaussianBlur(crop, (3, 3), 0)) == expected


def test_empty_and_blank_crops_have_no_colour():
    assert stroke_colour(np.zeros((0, 0, 3), np.uint8)) == "black"
    assert stroke_colour(paper(40, 200)) == "black"
    assert contrast(paper(40, 200)) == 0
    assert not Coarse(paper(), 1, 200).is_coloured()
    assert not Coarse(paper()[..., 0], 1, 200).is_coloured()


DOUBTS = [
    ("2020年8月19日", "2020年8月19日", ""),
    ("2020年8月19日", "2020年 8月 19日", ""),  # spaces say nothing
    ("通知，请", "通知,请", ""),  # nor does the width of a mark
    ("2020年8月19日", "2020年8月13日", "9"),
    ("2020年8月19日", "2020年8月1日", "9"),
    ("2020年8月1日", "2020年8月19日", "1日"),
    ("2020年", "", "2020年"),
    ("", "2020年", ""),
]


@pytest.mark.parametrize(("text", "other", "doubtful"), DOUBTS)
def test_characters_that_differ_are_doubted(text, other, doubtful):
    line = Line(text, confidence=0.99, char_confidence=(0.99,) * len(text))
    found = doubted(line, other)
    low = [char for char, sure in zip(text, found.char_confidence, strict=True) if sure <= 0.5]
    assert "".join(low) == doubtful
    assert (found.confidence < 0.99) == bool(doubtful)


LATTICES = [
    ("2020年8月19日", "2020年8月13日", [(8, 9, "9", "3")]),
    ("2020年8月19日", "2020年 8月1日", [(8, 9, "9", "")]),
    ("2020年8月1日", "2020年8月19日", [(7, 8, "1", "19")]),
    ("日", "8日", []),  # nothing stands before it that the digit could go with
    ("关于通知", "关于切实做好通知", []),  # too long to be one place read twice
]


@pytest.mark.parametrize(("text", "other", "places"), LATTICES)
def test_where_two_readings_differ_both_are_kept(text, other, places):
    found = doubted(Line(text, confidence=0.99), other)
    assert [
        (doubt.start, doubt.end, *(reading for reading, _ in doubt.readings))
        for doubt in found.lattice
    ] == places
    assert {p for doubt in found.lattice for _, p in doubt.readings} <= {0.5}


class Reader:
    """Reads each image by a rule given for the test: what it saw decides."""

    identity = "reader"

    def __init__(self, page, crop):
        self.page, self.crop, self.crops = page, crop, []

    def read(self, image):
        return [self.page]

    def read_crop(self, image):
        if image.shape[0] == RING_LINE:
            return Reading(frame(image), "", 0.0)
        self.crops.append(image)
        return self.crop


def sealed_day():
    """A page with a seal over a day, and where the day stands."""
    page = paper()
    write(page, "2020-08-19", 1000, 1390)
    stamp(page, 1100, 1400)
    return page, ((990.0, 1390.0), (1230.0, 1390.0), (1230.0, 1445.0), (990.0, 1445.0))


class Glancing(Reader):
    """The same, which has a quick look as well."""

    glances = 0

    def glance(self, image):
        self.glances += 1
        return self.crop


def test_what_bears_out_a_sealed_line_is_read_by_a_glance():
    page, quad = sealed_day()
    engine = Glancing(Reading(quad, "2020-08-19", 0.99), Reading(quad, "2020-08-13", 0.8))
    (line,) = read_raster(whole_page(page, 200, 200), engine).lines
    assert line.second == ("2020-08-13", 0.8)
    assert (engine.glances, engine.crops) == (1, [])


def test_a_sealed_line_is_read_twice_and_its_readings_are_kept():
    page, quad = sealed_day()
    engine = Reader(
        Reading(quad, "2020-08-19", 0.99, tuple(n / 10 for n in range(10)), (0.99,) * 10),
        Reading(quad, "2020-08-13", 0.8),
    )
    read = read_raster(whole_page(page, 200, 200), engine)
    (line,) = read.lines
    assert line.sealed
    assert line.second == ("2020-08-13", 0.8)
    assert line.char_confidence[:9] == (0.99,) * 9
    assert line.char_confidence[9] == 0.5
    assert (line.colour, line.kind) == ("black", "print")
    (mark,) = read.marks
    assert mark.kind == "seal"
    assert mark.box == pytest.approx([v * 72 / 200 for v in (935, 1235, 1265, 1565)], abs=4)
    assert engine.crops[0].shape == (56, 241, 3)


def test_a_line_between_the_strokes_of_a_seal_is_sealed_but_not_read_again():
    page = paper()
    write(page, "2020-08-19", 1000, 1390)
    cv2.circle(page, (1110, 1415), 165, RED, 8)
    quad = ((995.0, 1395.0), (1225.0, 1395.0), (1225.0, 1440.0), (995.0, 1440.0))
    engine = Reader(Reading(quad, "2020-08-19", 0.99), Reading(quad, "x", 0.1))
    (line,) = read_raster(whole_page(page, 200, 200), engine).lines
    assert (line.sealed, line.second, engine.crops) == (True, None, [])


def test_a_line_beside_the_seal_is_read_once():
    page = paper()
    write(page, "2020-08-19", 300, 1390)
    stamp(page, 1100, 1400)
    quad = ((290.0, 1390.0), (560.0, 1390.0), (560.0, 1445.0), (290.0, 1445.0))
    engine = Reader(Reading(quad, "2020-08-19", 0.99), Reading(quad, "x", 0.1))
    (line,) = read_raster(whole_page(page, 200, 200), engine).lines
    assert (line.sealed, line.second, engine.crops) == (False, None, [])


@pytest.mark.ocr
def test_print_under_a_seal_is_read():
    from hongtou.ingest.engines.rapidocr import RapidEngine

    page = paper()
    for n in range(6):
        write(page, f"No. {n} 0123456789 0451-8713031{n}", 200, 300 + 90 * n)
    write(page, "2020-08-19", 985, 1390)
    stamp(page, 1100, 1400)
    read = read_raster(whole_page(page, 200, 200), RapidEngine())
    sealed = [line for line in read.lines if line.sealed and line.kind == "print"]
    assert ["".join(line.text.split()) for line in sealed] == ["2020-08-19"]
    assert len([line for line in read.lines if line.kind == "print"]) == 7
