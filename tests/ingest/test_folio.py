"""The page number between dashes, which engines do not see."""

import cv2
import numpy as np
import pytest

from hongtou.ingest.engines import Reading, frame
from hongtou.ingest.folio import with_page_number
from hongtou.ingest.raster import whole_page
from hongtou.ingest.scans import read_raster

DPI = 200
MM = DPI / 25.4


class Digit:
    """Reads every crop as that text, and no line on any page."""

    identity = "digit"

    def __init__(self, text="3", sure=0.7):
        self.text, self.sure, self.crops = text, sure, []

    def read(self, image):
        return []

    def read_crop(self, image):
        self.crops.append(image)
        return Reading(frame(image), self.text, self.sure)


def page(*shapes, shade=60, paper=235):
    """A page of 210 × 297 mm with rectangles: left, top, width and height in mm."""
    image = np.full((round(297 * MM), round(210 * MM), 3), paper, np.uint8)
    for left, top, width, height in shapes:
        corners = [round(v * MM) for v in (left, top, left + width, top + height)]
        cv2.rectangle(image, corners[:2], [max(c, 1) for c in corners[2:]], (shade,) * 3, -1)
    return image


LEFT, DIGIT, RIGHT = (156, 269.7, 5, 0.3), (166, 268, 2, 3.5), (173, 269.7, 5, 0.3)
NUMBER = (LEFT, DIGIT, RIGHT)


def line(text, left, top, right, bottom):
    box = [value * MM for value in (left, top, right, bottom)]
    corners = ((0, 1), (2, 1), (2, 3), (0, 3))
    return Reading(tuple((box[x], box[y]) for x, y in corners), text, 0.9)


def test_its_digits_are_cut_out_and_read():
    engine = Digit()
    (number,) = with_page_number(page(*NUMBER), [], DPI, engine)
    assert number.text == "— 3 —"
    assert number.confidence == 0.7
    xs, ys = zip(*number.quad, strict=True)
    assert min(xs) / MM == pytest.approx(155, abs=0.3)
    assert max(xs) / MM == pytest.approx(179, abs=0.3)
    assert min(ys) / MM == pytest.approx(267, abs=0.3)
    height, width = (side / MM for side in engine.crops[0].shape[:2])
    assert (height, width) == (pytest.approx(5.5, abs=0.3), pytest.approx(4, abs=0.3))


def test_what_the_engine_read_of_it_is_replaced_and_the_rest_stays():
    body = line("现将便民服务有关事项通知如下", 28, 255, 180, 262)
    found = with_page_number(page(*NUMBER), [body, line("3", 165, 267, 169, 272)], DPI, Digit())
    assert [one.text for one in found] == [body.text, "— 3 —"]


@pytest.mark.parametrize("text", ["Ⅰ", "l", "1"])
def test_a_one_is_read_as_a_letter(text):
    assert with_page_number(page(*NUMBER), [], DPI, Digit(text))[0].text == "— 1 —"


ALONE = (104, 268, 1.6, 2.2)


def test_digits_alone_in_the_middle_are_read():
    body = line("正文的最后一行在这里", 28, 250, 180, 256)
    body_, number = with_page_number(page(ALONE), [body], DPI, Digit("3", 0.99))
    assert (body_, number.text, number.confidence) == (body, "3", 0.99)
    (two,) = with_page_number(page(ALONE, (106.2, 268, 1.6, 2.2)), [], DPI, Digit("13", 0.99))
    assert two.text == "13"


@pytest.mark.parametrize(
    ("shapes", "text", "sure", "why"),
    [
        ([ALONE], "3", 0.8, "not sure"),
        ([ALONE], "乙3", 0.99, "no number"),
        ([(104, 268, 0.5, 2.2)], "1", 0.99, "a stroke alone"),
        ([(60, 268, 1.6, 2.2)], "3", 0.99, "not in the middle"),
        ([ALONE, (150, 268, 1.6, 2.2)], "3", 0.99, "other ink beside it"),
        ([(104, 266, 6, 7)], "3", 0.99, "too large"),
    ],
)
def test_what_is_no_number_alone(shapes, text, sure, why):
    assert with_page_number(page(*shapes), [], DPI, Digit(text, sure)) == [], why


def test_what_the_engine_read_at_the_foot_is_not_read_again():
    read = line("3", 103, 267, 107, 271)
    assert with_page_number(page(ALONE), [read], DPI, Digit("3", 0.99)) == [read]


def test_numbers_have_up_to_four_digits():
    digits = [(164 + 2.5 * n, 268, 2, 3.5) for n in range(3)]
    found = with_page_number(
        page((154, 269.7, 5, 0.3), *digits, (176, 269.7, 5, 0.3)), [], DPI, Digit("128")
    )
    assert found[0].text == "— 128 —"


def test_pale_dashes_of_a_copy_and_torn_ones_of_a_fax():
    pale = page(DIGIT) - (page() - page(LEFT, RIGHT)) // 4
    assert with_page_number(pale, [], DPI, Digit())
    torn = [(156 + n, 269.7, 0.7, 0.3) for n in range(5)]
    assert with_page_number(page(*torn, DIGIT, RIGHT), [], DPI, Digit())


@pytest.mark.parametrize(
    "shapes",
    [
        (),
        (LEFT, RIGHT),
        (LEFT, DIGIT),
        (DIGIT,),
        (LEFT, (160.5, 268, 2, 3.5), RIGHT),  # not midway
        (LEFT, (166, 262, 2, 3.5), RIGHT),  # not on their level
        (LEFT, (166, 268, 9, 3.5), RIGHT),  # a character's width
        (*NUMBER, (28, 280, 5, 0.3), (37, 278.3, 2, 3.5), (44, 280, 5, 0.3)),  # twice
        tuple((x, y - 60, w, h) for x, y, w, h in NUMBER),  # in the text
    ],
)
def test_what_is_no_page_number(shapes):
    engine = Digit()
    assert with_page_number(page(*shapes), [], DPI, engine) == []
    assert not engine.crops


def test_ink_of_a_line_that_was_read_is_none():
    body = line("一、一3一、现将有关事项通知", 150, 266, 185, 274)
    assert with_page_number(page(*NUMBER), [body], DPI, Digit()) == [body]


@pytest.mark.parametrize("text", ["", "甲", "3 4"])
def test_where_it_reads_as_no_number_nothing_changes(text):
    two = line("3", 165, 267, 169, 272)
    assert with_page_number(page(*NUMBER), [two], DPI, Digit(text)) == [two]


def test_a_page_has_it_as_its_page_number():
    found = read_raster(whole_page(page(*NUMBER), DPI, DPI), Digit())
    assert [(one.text, one.kind) for one in found.lines] == [("— 3 —", "page_number")]


@pytest.mark.ocr
def test_the_built_in_engine_reads_it():
    from PIL import Image, ImageDraw, ImageFont

    from hongtou.ingest.engines.rapidocr import RapidEngine

    picture = Image.fromarray(page(LEFT, RIGHT))
    font = ImageFont.load_default(size=round(4.9 * MM))
    ImageDraw.Draw(picture).text((167 * MM, 269.8 * MM), "7", "black", font, anchor="mm")
    found = with_page_number(np.asarray(picture), [], DPI, RapidEngine())
    assert [one.text for one in found] == ["— 7 —"]
