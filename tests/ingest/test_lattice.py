"""The lattice of a line: summed over the alignments of what a CTC model gives."""

import itertools

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from hongtou.extract.dates import find_dates
from hongtou.extract.lattice import with_valid_lines
from hongtou.ingest.engines.lattice import BLANK, DOUBTFUL, doubts
from hongtou.ingest.engines.rapidocr import RapidEngine
from hongtou.ingest.layout import join
from hongtou.ingest.page import Doubt, Line, Page

CHARACTERS = ["", "1", "2", "年", "(", "（", " "]


def line(rows):
    """What a model gives: for each step the probabilities of some classes, the rest to none."""
    found = np.zeros((len(rows), len(CHARACTERS)), np.float32)
    for step, row in enumerate(rows):
        for char, p in row.items():
            found[step, CHARACTERS.index(char)] = p
        found[step, BLANK] += 1 - found[step].sum()
    return found


def of(rows):
    """The doubts of a line and its text, read greedily as the recogniser does."""
    found = line(rows)
    best = found.argmax(axis=1)
    first = np.append(True, best[1:] != best[:-1]) & (best != BLANK)
    columns = np.flatnonzero(first)
    text = "".join(CHARACTERS[n] for n in best[columns])
    return text, doubts(found, best, columns, CHARACTERS)


def summed(found):
    """The probability of every text, alignment by alignment."""
    texts: dict[str, float] = {}
    for path in itertools.product(range(found.shape[1]), repeat=len(found)):
        p = float(np.prod([found[step, n] for step, n in enumerate(path)]))
        if p:
            text = "".join(CHARACTERS[n] for n, _ in itertools.groupby(path) if n != BLANK)
            texts[text] = texts.get(text, 0.0) + p
    return texts


SURE = [{"1": 0.99}, {}, {"2": 0.97}, {}, {"年": 0.95}]
ROWS = [
    (SURE, "12年", [], "nothing in doubt"),
    ([{"1": 0.6, "2": 0.4}, {}], "1", [(0, "1", "2")], "one of two"),
    ([{"1": 0.6, "2": 0.4}, {"1": 0.99}], "1", [(0, "1", "21")], "one, or two of which"),
    ([{"1": 0.99}, {"2": 0.45}, {}, {"年": 0.99}], "1年", [(0, "1", "12")], "one may be lost"),
    ([{"1": 0.6}, {}, {"2": 0.99}], "12", [(0, "1", "")], "or there may be none"),
    ([{"1": 0.99}, {"1": 0.55}, {"1": 0.99}], "1", [(0, "1", "11")], "two that became one"),
    ([{"1": 0.99}, {"年": 0.45}, {"年": 0.99}], "1年", [], "the next one on its way"),
    ([{"(": 0.6, "（": 0.4}, {}], "(", [], "the same in another width"),
    ([{"1": 0.99}, {" ": 0.4}, {}, {"2": 0.99}], "12", [], "white space says nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "text", "found", "why"), ROWS, ids=[row[3] for row in ROWS])
def test_characters_in_doubt_have_their_readings(rows, text, found, why):
    read, given = of(rows)
    assert read == text
    assert [(d.start, *(reading for reading, _ in d.readings)) for d in given] == found, why
    for doubt in given:
        assert doubt.end == doubt.start + 1
        assert doubt.readings[0][0] == text[doubt.start]
        assert doubt.readings[0][1] < DOUBTFUL


def test_readings_have_the_probability_of_all_their_alignments():
    rows = [{"1": 0.7, "2": 0.2}, {"1": 0.4, "2": 0.3}, {"2": 0.2}, {}]
    texts = summed(line(rows))
    text, (doubt,) = of(rows)
    assert text == "1"
    given = dict(doubt.readings)
    assert set(given) == {"1", "12", "21", "2"}
    for one, other in itertools.combinations(given, 2):
        assert given[one] / given[other] == pytest.approx(texts[one] / texts[other], rel=0.01)


def test_of_many_readings_the_likeliest_are_kept():
    text, (doubt,) = of([{"1": 0.4, "2": 0.25, "年": 0.2, "(": 0.1}, {}])
    assert text == "1"
    assert [reading for reading, _ in doubt.readings] == ["1", "2", "年", "("]


@pytest.mark.parametrize(("space", "start"), [(False, 2), (True, 3)])
def test_doubts_move_with_the_line_they_are_joined_to(space, start):
    doubt = Doubt(0, 1, (("9", 0.6), ("8", 0.4)))
    left = Line("文号", (0, 0, 9, 9), lattice=(Doubt(0, 1, (("文", 0.6), ("丈", 0.4))),))
    joined = join(left, Line("9号", (10, 0, 19, 9), lattice=(doubt,)), space=space)
    assert joined.lattice == (left.lattice[0], Doubt(start, start + 1, doubt.readings))
    assert joined.text[start] == "9"


def printed(text, blur):
    """A line of print, blurred as by so many pixels of a character of 48."""
    picture = Image.new("RGB", (120 + 24 * len(text), 96), "white")
    ImageDraw.Draw(picture).text((40, 24), text, "black", ImageFont.load_default(size=48))
    pixels = np.asarray(picture)[..., ::-1].copy()
    return cv2.GaussianBlur(pixels, (0, 0), blur) if blur else pixels


@pytest.fixture(scope="module")
def rapid():
    return RapidEngine()


@pytest.mark.ocr
def test_sharp_print_leaves_no_doubt(rapid):
    reading = rapid.read_crop(printed("2011-11-11 No. 1117", 0))
    assert reading.text.replace(" ", "") == "2011-11-11No.1117"
    assert reading.lattice == ()


@pytest.mark.ocr
def test_blurred_print_keeps_what_is_printed_among_its_readings(rapid):
    truth = "2011-11-11"
    reading = rapid.read_crop(printed(f"{truth} No. 1117", 10))
    assert reading.text[:10] != truth
    wrong = [n for n, char in enumerate(truth) if reading.text[n] != char]
    doubted = {doubt.start: doubt for doubt in reading.lattice}
    assert set(wrong) <= set(doubted)
    assert all(truth[n] in dict(doubted[n].readings) for n in wrong)
    for doubt in reading.lattice:
        shares = [p for _, p in doubt.readings]
        assert doubt.readings[0][0] == reading.text[doubt.start : doubt.end]
        assert sum(shares) <= 1.001
        assert min(shares) >= 0.02
        assert reading.confidences[doubt.start] <= shares[0]


@pytest.mark.ocr
def test_a_blurred_date_is_read_as_one_that_is_valid(rapid):
    reading = rapid.read_crop(printed("2011-11-11", 10))
    assert find_dates(reading.text.strip()) == []
    line = Line(
        reading.text.strip(),
        None,
        0.8,
        char_confidence=reading.confidences,
        lattice=reading.lattice,
    )
    (found,) = with_valid_lines(Page(1, 595.0, 842.0, (line,), "ocr")).lines
    (date,) = find_dates(found.text)
    assert date.date.month == 11
    assert max(found.char_confidence[3], found.char_confidence[6]) <= 0.85
