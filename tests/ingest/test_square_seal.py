"""Square seals and name seals: a closed rim of four straight sides in red, with something in it."""

import cv2
import numpy as np
import pytest

from hongtou.ingest.coarse import coarse
from hongtou.ingest.raster import whole_page
from hongtou.ingest.scans import read_raster
from hongtou.ingest.square_seal import find_squares

RED, INK = (70, 60, 225), (40, 40, 40)
MM = 200 / 25.4


def paper():
    return np.full((2339, 1654, 3), 240, np.uint8)


def inked(page, layer):
    page[:] = (page.astype(np.uint16) * layer // 255).astype(np.uint8)


def square(page, x, y, side, *, other=None, angle=0.0, filling=True, gap=0.0):
    """A square seal of `side` mm in the middle (x, y): rim, and strokes like characters in it."""
    layer = np.full_like(page, 255)
    half = np.array([side, other or side]) * MM / 2
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    turn = np.deg2rad(angle)
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    at = [tuple(np.round(turned @ (half * c) + (x, y)).astype(int).tolist()) for c in corners]
    for start, end in zip(at, [*at[1:], at[0]], strict=True):
        cv2.line(layer, start, end, RED, 6, cv2.LINE_AA)
    if gap:
        wide = round(gap * half[0])
        top = y - round(half[1])
        cv2.rectangle(layer, (x - wide, top - 9), (x + wide, top + 9), (255, 255, 255), -1)
    if filling:
        for across in (-0.42, 0.42):
            for down in (-0.42, 0.42):
                middle = turned @ (half * (across, down)) + (x, y)
                point = tuple(np.round(middle).astype(int).tolist())
                cv2.drawMarker(layer, point, RED, cv2.MARKER_TILTED_CROSS, round(0.5 * half[0]), 6)
                cv2.drawMarker(layer, point, RED, cv2.MARKER_SQUARE, round(0.55 * half[0]), 5)
    inked(page, layer)


def scanned(page, dpi, quality=80):
    size = (round(1654 * dpi / 200), round(2339 * dpi / 200))
    page = cv2.resize(page, size, interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return coarse(cv2.imdecode(data, cv2.IMREAD_COLOR), dpi)


@pytest.mark.parametrize("side", [16, 20, 30, 44])
@pytest.mark.parametrize("angle", [0.0, 6.0])
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_square_seal_over_print_is_found_where_it_is(side, angle, dpi):
    page = paper()
    for row in range(-2, 3):
        cv2.putText(page, "2020-08-19 0123456789", (900, 1400 + 60 * row), 0, 1.2, INK, 4)
    square(page, 1100, 1400, side, angle=angle)
    (mark,) = find_squares(scanned(page, dpi))
    assert mark.kind == "square_seal"
    x0, y0, x1, y1 = (value * 200 / dpi for value in mark.box)
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((1100, 1400), abs=8)
    assert x1 - x0 == pytest.approx(side * MM * (1 + np.sin(np.deg2rad(angle))), abs=14)


def draw_empty(page):
    square(page, 800, 800, 20, filling=False)


def draw_open(page):
    square(page, 800, 800, 30, gap=0.5)


def draw_oblong(page):
    square(page, 800, 800, 60, other=30)


def draw_small(page):
    square(page, 800, 800, 8)


def draw_round(page):
    layer = np.full_like(page, 255)
    cv2.circle(layer, (800, 800), round(21 * MM), RED, 8, cv2.LINE_AA)
    cv2.drawMarker(layer, (800, 800), RED, cv2.MARKER_STAR, 120, 12)
    inked(page, layer)


def draw_block(page):
    cv2.rectangle(page, (700, 700), (900, 900), RED, -1)


def draw_form(page):
    for row in range(9):
        cv2.line(page, (200, 400 + 160 * row), (1450, 400 + 160 * row), RED, 4)
    for column in range(9):
        cv2.line(page, (200 + 156 * column, 400), (200 + 156 * column, 1680), RED, 4)


def draw_black(page):
    cv2.rectangle(page, (700, 700), (900, 900), INK, 6)
    cv2.drawMarker(page, (800, 800), INK, cv2.MARKER_TILTED_CROSS, 90, 6)


@pytest.mark.parametrize(
    "draw",
    [draw_empty, draw_open, draw_oblong, draw_small, draw_round, draw_block, draw_form, draw_black],
)
def test_what_is_no_square_seal(draw):
    page = paper()
    draw(page)
    assert find_squares(scanned(page, 200)) == []


def test_a_grey_page_has_none():
    page = paper()
    square(page, 800, 800, 20)
    assert find_squares(coarse(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), 200)) == []


class Blind:
    """An engine that reads nothing."""

    name, identity = "blind", "blind"

    def read(self, image):
        return []


def test_it_is_a_mark_of_the_page_in_points():
    page = paper()
    square(page, 1100, 1400, 20)
    read = read_raster(whole_page(page, 200, 200), Blind())
    (mark,) = [mark for mark in read.marks if mark.kind == "square_seal"]
    x0, y0, x1, y1 = (value / 72 * 200 for value in mark.box)
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((1100, 1400), abs=8)
