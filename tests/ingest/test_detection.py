import cv2
import numpy as np
import pytest

from hongtou.ingest.engines.detection import frames, prepared


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
