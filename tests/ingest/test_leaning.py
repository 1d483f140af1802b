"""Lines that do not lie as the print does were written or stamped."""

import math

import cv2
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.ingest import load_page
from hongtou.ingest.codec import dump_page
from hongtou.ingest.engines import Reading
from hongtou.ingest.engines.rapidocr import RapidEngine
from hongtou.ingest.layout import skew
from hongtou.ingest.leaning import leaning, may_lean
from hongtou.ingest.raster import whole_page
from hongtou.ingest.scans import read_raster
from hongtou.ingest.values import replace

PRINT = "各县区人民政府要把这项工作列入今年的日程"
NOTE = "请办公室牵头办理"


def line(text, x, y, degrees, height=40):
    """A reading whose frame rises or falls by `degrees` about its left end."""
    angle = math.radians(degrees)
    along = (math.cos(angle) * height * len(text), math.sin(angle) * height * len(text))
    down = (-math.sin(angle) * height, math.cos(angle) * height)
    corners = [(x, y), (x + along[0], y + along[1])]
    corners += [(px + down[0], py + down[1]) for px, py in reversed(corners)]
    return Reading(tuple(corners), text, 0.97)


def printed(slope, jitter):
    return [line(PRINT, 200, 600 + 70 * k, slope + off) for k, off in enumerate(jitter)]


def found(readings, seals=()):
    return leaning(readings, skew([reading.quad for reading in readings]), seals)


small = st.floats(-0.4, 0.4)


@given(st.floats(-5, 5), st.lists(small, min_size=6, max_size=12), st.floats(3, 12), st.booleans())
def test_a_note_is_told_from_print_on_a_page_however_it_lies(slope, jitter, lean, rising):
    page = printed(slope, jitter)
    lean = -lean if rising else lean
    note = [line(NOTE, 800, 100, slope + lean), line("王 3/5", 900, 145, slope + lean)]
    assert found(page) == set()
    assert found([*page, *note]) == {len(page), len(page) + 1}


@pytest.mark.parametrize("text", ["— 2 —", "-12-", "一 3 一"])
def test_a_page_number_is_written_by_no_hand(text):
    page = printed(4.0, [0.1, -0.1, 0.2, 0.0, -0.2, 0.1])
    assert found([*page, line(text, 700, 2000, 0.0)]) == set()
    assert found([*page, line("请于5月办", 700, 2000, 0.0)]) == {len(page)}


@given(st.lists(st.floats(1.5, 4), min_size=5, max_size=12))
def test_nothing_is_said_where_the_print_itself_does_not_lie_straight(jitter):
    page = [*printed(0, jitter), *printed(0, [-off for off in jitter])]
    assert found(page) == set()


def test_short_lines_and_what_a_seal_touches_are_left():
    page = printed(0, [0] * 6)
    assert found([*page, line("附件", 200, 100, 4)]) == set()
    note = line(NOTE, 800, 100, 4)
    assert found([*page, note], [(900, 90, 1000, 190)]) == set()
    assert found([*page, note], [(100, 90, 200, 190)]) == {6}


@pytest.fixture(scope="module")
def grey(root):
    """The first page of a circular with a note in blue and black print, as a grey scanner gives it."""
    with pypdfium2.PdfDocument(root / "corpus" / "scans" / "36_shumin_2022_40.pdf") as pdf:
        pixels = pdf[0].render(scale=200 / 72).to_numpy()[..., :3].copy()
    return whole_page(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), 200, 200)


@pytest.mark.ocr
def test_a_note_on_a_grey_scan_and_its_stamp_are_kept_apart(grey):
    page = read_raster(grey, RapidEngine())
    written = [line.text for line in page.lines if line.kind == "handwriting"]
    print_ = [line.text for line in page.lines if line.kind == "print"]
    assert any("科研究后代拟" in text for text in written)
    assert any("收文" in text for text in written)
    assert not any("收文" in text or "代拟" in text for text in print_)
    assert max(map(len, written)) < 12
    plain = replace(page, lines=tuple(replace(one, kind="print") for one in page.lines))
    assert may_lean(load_page(dump_page(plain)))
