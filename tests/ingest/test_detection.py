import cv2
import numpy as np
import pytest

from hongtou.ingest.engines.detection import MARGIN, frames, inked, prepared


def paper(grain=0.0):
    page = np.full((960, 672, 3), 240, np.float32)
    page += np.random.default_rng(3).normal(0, grain, page.shape)
    return np.clip(page, 0, 255).astype(np.uint8)


def line_of_print(page, left, top, right):
    for x in range(left, right, 12):
        cv2.rectangle(page, (x, top), (x + 5, top + 14), (30, 30, 30), -1)


@pytest.mark.parametrize("grain", [0.0, 4.0, 12.0])
def test_what_is_given_to_the_model_holds_all_ink(grain):
    page = paper(grain)
    line_of_print(page, 100, 200, 500)
    line_of_print(page, 300, 700, 320)
    left, top, right, bottom = inked(page)
    assert 100 - MARGIN - 16 <= left <= 100 - MARGIN + 8
    assert 200 - MARGIN - 16 <= top <= 200 - MARGIN + 8
    assert right >= 500 + MARGIN - 8
    assert bottom >= 714 + MARGIN - 8
    assert (right - left) % 32 == (bottom - top) % 32 == 0
    assert (right - left) * (bottom - top) < 0.6 * 960 * 672


def test_ink_at_the_edges_leaves_the_page_whole_and_no_ink_leaves_nothing():
    page = paper()
    assert inked(page) == (0, 0, 0, 0)
    line_of_print(page, 0, 0, 40)
    line_of_print(page, 640, 945, 672)
    assert inked(page) == (0, 0, 672, 960)


def test_red_and_pale_ink_is_ink():
    page = paper(2.0)
    cv2.circle(page, (400, 300), 60, (200, 200, 240), 3)
    left, top, right, bottom = inked(page)
    assert left < 340 < 460 < right
    assert top < 240 < 360 < bottom


def test_frames_are_clockwise_and_reach_beyond_what_is_likely():
    inside = np.zeros((128, 256), np.float32)
    inside[40:52, 30:200] = 0.9
    inside[80:82, 30:200] = 0.9  # too thin
    inside[90:110, 30:200] = 0.4  # not sure
    inside[118:126, 100:101] = 0.9
    (quad,) = frames(inside)
    reach = 1.6 * 12 * 170 / (12 + 170) / 2
    wanted = [(30, 40), (200, 40), (200, 52), (30, 52)]
    signs = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    for (x, y), (wx, wy), (sx, sy) in zip(quad, wanted, signs, strict=True):
        assert x == pytest.approx(wx + sx * reach, abs=2)
        assert y == pytest.approx(wy + sy * reach, abs=2)


def test_a_line_that_slants_has_a_frame_that_does():
    inside = np.zeros((256, 256), np.float32)
    cv2.line(inside, (40, 80), (220, 120), 1.0, 14)
    (quad,) = frames(inside)
    slope = (quad[1] - quad[0])[1] / (quad[1] - quad[0])[0]
    assert slope == pytest.approx(40 / 180, abs=0.02)


def test_what_the_model_sees():
    seen = prepared(np.full((32, 64, 3), (124, 116, 104), np.uint8))
    assert seen.shape == (1, 3, 32, 64)
    assert seen.dtype == np.float32
    assert abs(seen).max() < 0.02
