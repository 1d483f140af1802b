"""Pages set right before they are read, and the way back to the page of the file."""

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest

from hongtou.ingest import Line, Page, dump_page, load_page
from hongtou.ingest.contrast import is_flat, pale_step
from hongtou.ingest.engines import Reading, frame
from hongtou.ingest.page import Step
from hongtou.ingest.paper import sheet_step
from hongtou.ingest.raster import Raster, whole_page
from hongtou.ingest.scans import read_raster
from hongtou.ingest.show_through import in_doubt, merged
from hongtou.ingest.steps import cutting, done, half_turning, levelling, turning

DPI = 100
A4 = (827, 1169)
"""Columns and rows of A4 at 100 dpi."""
PAPER = 246


def paper(shade=PAPER, size=A4):
    return np.full((size[1], size[0], 3), shade, np.uint8)


def bar(pixels, x, y, length=360, shade=30):
    """A line of print, as the engine below reads it: strokes, 15 pixels high."""
    for at in range(x, x + length, 8):
        cv2.rectangle(pixels, (at, y), (at + 3, y + 14), (shade,) * 3, -1)


def printed(rows=10):
    pixels = paper()
    for n in range(rows):
        bar(pixels, 140, 150 + 60 * n, 360 + 20 * (n % 3))
    return pixels


class Bars:
    """Reads bars: surely where they are dark, as nonsense where they are pale."""

    identity = "bars"

    def __init__(self):
        self.pages = 0

    def read(self, image):
        self.pages += 1
        dark = cv2.GaussianBlur(image.min(axis=2), (0, 0), 1.0)
        marks = (dark < 0.88 * cv2.dilate(dark, np.ones((15, 15)))).astype(np.uint8)
        marks = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((5, 9), np.uint8))
        outlines, _ = cv2.findContours(marks, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        frames = [cv2.minAreaRect(outline) for outline in outlines]
        wide = [f for f in frames if max(f[1]) > 150 and 5 < min(f[1]) < 60]
        return [self._reading(image, cv2.boxPoints(f)) for f in wide]

    def _reading(self, image, corners):
        order = sorted(corners.tolist())
        left, right = sorted(order[:2], key=lambda p: p[1]), sorted(order[2:], key=lambda p: p[1])
        quad = tuple(tuple(map(float, p)) for p in (left[0], right[0], right[1], left[1]))
        x, y = (int(sum(p[n] for p in quad) / 4) for n in (0, 1))
        dark = int(image[max(0, y - 2) : y + 3, max(0, x - 40) : x + 40].min()) < 110
        text, sure = ("现将有关事项通知如下请", 0.98) if dark else ("圭丨妞书", 0.4)
        return Reading(quad, text, sure)

    def read_crop(self, image):
        dark = int(image.min()) < 110
        return Reading(frame(image), *(("现将有关事项", 0.98) if dark else ("圭丨", 0.4)))


STEPS = [
    (turning(90, 842.0, 595.0), "on its side"),
    (turning(180, 595.0, 842.0), "upside down"),
    (turning(270, 842.0, 595.0), "on its other side"),
    (half_turning((300.0, 0.0, 595.0, 842.0), 595.0, 842.0), "one half upside down"),
    (levelling(11.0, 595.0, 842.0), "steep"),
    (cutting([(50, 60), (560, 30), (590, 830), (20, 800)], 500.0, 707.0, 0.8), "in perspective"),
]  # fmt: skip


@pytest.mark.parametrize("step", [s for s, _ in STEPS], ids=[name for _, name in STEPS])
@pytest.mark.parametrize("at", [(420, 300), (330, 700)])
def test_a_step_leads_back_to_where_a_thing_stood(step, at):
    pixels = np.zeros((842, 595), np.uint8)
    cv2.circle(pixels, at, 4, 255, -1)
    after = done(Raster(pixels, 72.0, 595.0, 842.0, (0, 0, 595.0, 842.0)), [step])
    assert (after.width, after.height) == (step.width, step.height)
    ys, xs = np.nonzero(after.pixels > 127)
    found = [((xs.mean() + 0.5) * step.width / after.pixels.shape[1],
              (ys.mean() + 0.5) * step.height / after.pixels.shape[0])]  # fmt: skip
    ((x, y),) = step.undo(found)
    assert (x, y) == pytest.approx((at[0] + 0.5, at[1] + 0.5), abs=1.5)


def test_steps_are_stored_with_their_page():
    steps = (
        STEPS[-1][0],
        turning(90, 707.0, 500.0),
        STEPS[3][0],
        Step("ground_cleared", 0.1, 1, 2),
    )
    page = Page(1, 707.0, 500.0, (), "ocr", steps=steps, sheet_size=(595.0, 842.0))
    again = load_page(dump_page(page))
    box = (100.0, 100.0, 140.0, 120.0)
    assert again.steps == load_page(dump_page(again)).steps
    assert [step.code for step in again.steps] == [step.code for step in steps]
    assert again.sheet_size == (595.0, 842.0)
    assert again.on_sheet(box) == pytest.approx(page.on_sheet(box), abs=0.02)


def test_a_page_that_was_turned_before_steps_were_kept_is_turned_still():
    page = load_page(dump_page(Page(1, 842.0, 595.0, (), "ocr", notes=("turned_90", "repaired"))))
    assert (page.turned, page.notes, page.sheet_size) == (90, ("repaired",), (595.0, 842.0))
    assert page.on_sheet((10, 20, 50, 90)) == (20, 792, 90, 832)


def laid(pixels, corners, ground, size=None):
    """A page with its corners at these places of a larger picture, on a ground of one colour."""
    rows, columns = pixels.shape[:2]
    size = size or (round(1.15 * columns), round(1.15 * rows))
    sides = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
    matrix = cv2.getPerspectiveTransform(sides, np.array(corners, np.float32))
    seen = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.ones((rows, columns), np.float32), matrix, size)[..., None]
    return (seen * mask + np.array(ground, np.float32) * (1 - mask)).astype(np.uint8), matrix


LAID = [
    ([(90, 50), (860, 70), (920, 1290), (40, 1260)], (70, 95, 130), "on wood, seen from below"),
    ([(60, 60), (890, 75), (875, 1270), (45, 1255)], (18, 18, 18), "askew between black borders"),
    ([(120, 80), (820, 30), (900, 1250), (60, 1300)], (60, 60, 60), "on slate, held askew"),
    ([(70, 0), (951, 0), (951, 1343), (70, 1343)], (15, 15, 15), "a black strip at one side"),
]


@pytest.mark.parametrize(("corners", "ground", "why"), LAID, ids=[why for *_, why in LAID])
@pytest.mark.parametrize("light", [1.0, 0.6])
def test_the_sheet_is_cut_out_and_boxes_lead_back(corners, ground, why, light):
    picture, matrix = laid(printed(), corners, ground)
    shade = np.linspace(light, 1.0, picture.shape[1])[None, :, None]
    raster = whole_page((picture * shade).astype(np.uint8), DPI, DPI)
    page = read_raster(raster, Bars())
    (step,) = page.steps
    assert step.code == "sheet_cut"
    sheet = page.on_sheet((0, 0, page.width, page.height))
    xs, ys = zip(*corners, strict=True)
    expected = [v * 0.72 for v in (min(xs), min(ys), max(xs), max(ys))]
    assert sheet == pytest.approx(expected, abs=9)
    assert len(page.lines) == 10
    assert page.sheet_size == (raster.width, raster.height)
    for n, line in enumerate(page.lines):
        ends = [(140, 150 + 60 * n), (140 + 360 + 20 * (n % 3), 165 + 60 * n)]
        seen = cv2.perspectiveTransform(np.array([ends], np.float32), matrix)[0] * 0.72
        x0, y0, x1, y1 = page.on_sheet(line.box)
        (left, top), (right, bottom) = seen
        assert x0 - 5 < left < x0 + 5
        assert x1 - 5 < right < x1 + 5
        assert y0 - 5 < (top + bottom) / 2 < y1 + 5


def spotted():
    pixels = printed()
    cv2.rectangle(pixels, (100, 800), (727, 1100), (40, 40, 40), -1)
    return pixels


def torn():
    """A sheet whose edge is not straight."""
    picture, _ = laid(printed(), LAID[0][0], (60, 60, 60))
    cv2.circle(picture, (880, 700), 180, (60, 60, 60), -1)
    return picture


WHOLE = [
    (printed, "all paper"),
    (spotted, "a dark picture on it"),
    (lambda: laid(printed(), LAID[0][0], (228, 230, 231))[0], "on a pale desk"),
    (torn, "torn"),
    (lambda: paper(20), "black"),
]


@pytest.mark.parametrize("make", [m for m, _ in WHOLE], ids=[why for _, why in WHOLE])
def test_without_four_clear_edges_a_page_is_read_as_it_lies(make):
    assert sheet_step(whole_page(make(), DPI, DPI)) is None


def test_a_photograph_that_says_nothing_of_its_resolution_is_taken_for_a4():
    picture, _ = laid(printed(), LAID[0][0], (60, 60, 60))
    step = sheet_step(whole_page(picture, 200, 200))
    assert (step.width, step.height) == pytest.approx((595.3, 841.9), abs=0.1)
    after = done(whole_page(picture, 200, 200), [step])
    assert after.dpi == pytest.approx(101, abs=4)
    assert max(after.pixels.shape) == pytest.approx(1200, abs=40), "no pixel is lost or made"


def faded(pixels, share, noise=3.0):
    grain = np.random.default_rng(1).normal(0, noise, pixels.shape)
    return np.clip(245 - (255.0 - pixels) * share + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("share", [0.1, 0.2])
def test_pale_print_is_darkened_and_read(share):
    raster = whole_page(faded(printed(), share), DPI, DPI)
    page = read_raster(raster, Bars())
    assert [step.code for step in page.steps] == ["contrast_raised"]
    assert [line.confidence for line in page.lines] == [0.98] * 10


@pytest.mark.parametrize("noise", [0.0, 3.0, 6.0])
def test_empty_paper_is_blank_however_grainy(noise):
    engine = Bars()
    raster = whole_page(faded(paper(), 1.0, noise), 200, 200)
    page = read_raster(raster, engine)
    assert pale_step(raster) is None
    assert is_flat(raster)
    assert (page.notes, page.steps, engine.pages) == (("blank",), (), 0)


@pytest.mark.parametrize("degrees", [-12.0, 3.0, 15.0])
def test_steep_lines_are_levelled(degrees):
    pixels = printed()
    rows, columns = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), -degrees, 1.0)
    askew = cv2.warpAffine(pixels, matrix, (columns, rows), borderValue=(PAPER,) * 3)
    engine = Bars()
    page = read_raster(whole_page(askew, DPI, DPI), engine)
    steep = abs(degrees) > 8
    assert [step.code for step in page.steps] == (["levelled"] if steep else [])
    assert engine.pages == 1 + steep
    assert page.skew == pytest.approx(0.0 if steep else degrees, abs=0.3)
    end = matrix @ (140 + 360, 157, 1) * 0.72
    _, y0, x1, y1 = page.on_sheet(page.lines[0].box)
    assert x1 == pytest.approx(end[0], abs=8)
    assert y0 - 5 < end[1] < y1 + 5


def shown_through(pixels, rows, shade=170):
    for n in range(rows):
        bar(pixels, 200, 180 + 60 * n, 300, shade)
    return pixels


def test_what_shows_through_is_kept_apart_from_the_print():
    engine = Bars()
    page = read_raster(whole_page(shown_through(printed(), 6), DPI, DPI), engine)
    kinds = [line.kind for line in page.lines]
    assert kinds == ["print"] * 10 + ["show_through"] * 6
    assert [step.code for step in page.steps] == ["ground_cleared"]
    assert engine.pages == 2
    assert all(line.box for line in page.lines[10:]), "nothing is lost: it says where it stands"


@pytest.mark.parametrize(("backwards", "shown"), [(("圭丨", 0.4), 0), (("口一", 0.98), 1)])
def test_a_short_pale_word_is_print_unless_it_reads_from_behind_as_well(backwards, shown):
    image = paper()
    bar(image, 140, 150, 60, 170)
    word = Reading(((140, 150), (200, 150), (200, 166), (140, 166)), "性别", 0.99)

    class Mirrored:
        def read_crop(self, crop):
            return Reading(frame(crop), *backwards)

    kept, through = merged([word], [], image, paper(255), Mirrored())
    assert (len(kept), len(through)) == (1 - shown, shown)


def test_the_back_of_a_page_is_blank():
    page = read_raster(whole_page(shown_through(paper(), 6), DPI, DPI), Bars())
    assert page.notes == ("blank",)
    assert {line.kind for line in page.lines} == {"show_through"}


def test_one_unsure_line_among_many_asks_for_no_second_reading():
    engine = Bars()
    page = read_raster(whole_page(shown_through(printed(), 1), DPI, DPI), engine)
    assert (engine.pages, page.steps) == (1, ())
    unsure = replace(Line("圭丨", (0, 0, 9, 9), 0.4), kind="handwriting")
    assert not in_doubt([unsure] * 9)


def test_leader_dots_are_no_doubt():
    dots = Line("一、总则...", (0, 0, 9, 9), 0.7), Line("…8", (0, 0, 9, 9), 0.5)
    assert not in_doubt([*dots, Line("目录", (0, 0, 9, 9), 0.99)])
    assert in_doubt(
        [*(replace(one, text="一圭") for one in dots), Line("目录", (0, 0, 9, 9), 0.99)]
    )


def test_a_good_page_is_read_once_and_nothing_is_done_to_it():
    engine = Bars()
    page = read_raster(whole_page(printed(), DPI, DPI), engine)
    assert (engine.pages, page.steps, page.sheet_size) == (1, (), None)
    assert math.isclose(page.width, A4[0] * 0.72)
