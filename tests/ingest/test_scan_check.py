"""What is wrong with a scan, measured on images made so."""

from dataclasses import replace

import numpy as np
import pytest

from hongtou.ingest.page import Line, Page, Step
from hongtou.ingest.raster import whole_page
from hongtou.ingest.scan_check import with_findings
from hongtou.ingest.steps import cutting, done, half_turning


def scan(dpi=200, shade=246, ink=40, boxes=((100, 100, 300, 114),)):
    """A page image with strokes in boxes (points), and the page with a line in each."""
    pixels = np.full((round(842 * dpi / 72), round(595 * dpi / 72)), shade, np.uint8)
    for x0, y0, x1, y1 in boxes:
        part = pixels[
            round(y0 * dpi / 72) : round(y1 * dpi / 72), round(x0 * dpi / 72) : round(x1 * dpi / 72)
        ]
        part[3:-3, ::6] = ink
        part[3:-3, 1::6] = ink
    lines = tuple(Line("现将有关事项通知", box, 0.98) for box in boxes)
    raster = whole_page(pixels, dpi, dpi)
    return raster, Page(1, raster.width, raster.height, lines, "ocr", dpi)


def codes(page, raster, seen=None):
    return {f.code: f for f in with_findings(page, raster, seen or raster).findings}


def test_a_good_scan_has_none():
    raster, page = scan()
    assert codes(page, raster) == {}


@pytest.mark.parametrize(("dpi", "severity"), [(199.6, None), (150, "warning"), (96, "error")])
def test_a_coarse_one(dpi, severity):
    raster, page = scan(dpi)
    found = codes(page, raster).get("low_resolution")
    assert (found and (found.severity, found.unit)) == (severity and (severity, "dpi"))
    assert found is None or found.value == pytest.approx(dpi)


@pytest.mark.parametrize(
    ("degrees", "told"), [(0.8, False), (-1.4, False), (1.6, True), (-4, True)]
)
def test_one_that_is_askew(degrees, told):
    raster, page = scan()
    found = codes(replace(page, skew=degrees), raster)
    assert ("skewed" in found) == told
    assert not told or found["skewed"].value == degrees


CUT = [
    ((0.5, 100, 300, 114), True, "left"),
    ((100, 0, 300, 14), True, "top"),
    ((300, 100, 594, 114), True, "right"),
    ((100, 829, 300, 841.5), True, "foot"),
    ((6, 100, 300, 114), False, "near"),
]


@pytest.mark.parametrize(("box", "cut", "where"), CUT, ids=[where for *_, where in CUT])
def test_one_whose_text_touches_the_edge(box, cut, where):
    raster, page = scan(boxes=((100, 300, 300, 314), box))
    found = codes(page, raster).get("cut_edge")
    assert (found is not None) == cut
    assert found is None or (found.box == box and found.value < 2)


def test_a_pale_one():
    raster, page = scan(ink=190)
    found = codes(page, raster)["low_contrast"]
    assert found.value == pytest.approx(56, abs=2)
    assert found.unit == "levels"


def test_one_whose_pale_print_was_darkened_is_still_pale():
    raster, page = scan()
    step = Step("contrast_raised", 66.0, raster.width, raster.height)
    found = codes(replace(page, steps=(step,)), raster)["low_contrast"]
    assert (found.value, found.unit) == (66.0, "levels")


def test_light_print_on_a_dark_ground_is_not_pale():
    raster, page = scan(shade=10, ink=240)
    assert codes(page, raster) == {}
    raster, page = scan(shade=10, ink=60)
    assert codes(page, raster)["low_contrast"].value == pytest.approx(50, abs=3)


def test_one_through_which_the_other_side_shows():
    raster, page = scan()
    through = replace(page.lines[0], kind="show_through", box=(90, 400, 200, 414))
    found = codes(replace(page, lines=(*page.lines, through)), raster)["show_through"]
    assert (found.value, found.box) == (0.5, (90, 400, 200, 414))


def test_how_it_lay_is_told_with_places_on_the_page_of_the_file():
    raster, page = scan()
    cut = cutting([(60, 80), (540, 80), (540, 760), (60, 760)], 480.0, 680.0, 0.65)
    half = half_turning((240.0, 0.0, 480.0, 680.0), 480.0, 680.0)
    page = replace(page, steps=(cut, half), width=480.0, height=680.0, sheet_size=(595.0, 842.0))
    found = codes(page, raster, done(raster, page.steps))
    assert found["border"].value == pytest.approx(0.35)
    assert found["border"].box == pytest.approx((60, 80, 540, 760), abs=0.1)
    assert found["turned"].box == pytest.approx((300, 80, 540, 760), abs=0.1)


def test_a_blank_one():
    raster, page = scan(boxes=())
    assert set(codes(replace(page, notes=("blank",)), raster)) == {"blank_page"}
