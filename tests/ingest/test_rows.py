"""Openings and closings along rows are those of OpenCV."""

import cv2
import numpy as np
import pytest

from hongtou.ingest.rows import closed, opened


@pytest.mark.parametrize("size", [1, 2, 3, 7, 28, 32, 33])
def test_rows_are_opened_and_closed_as_opencv_does_it(size):
    random = np.random.default_rng(size)
    for share in (0.2, 0.5, 0.9):
        mask = (random.random((40, 150)) < share).astype(np.uint8)
        mask[5, 20:120] = mask[6, :40] = mask[7, 110:] = 1
        piece = np.ones((1, size), np.uint8)
        assert np.array_equal(opened(mask, size), cv2.morphologyEx(mask, cv2.MORPH_OPEN, piece))
        assert np.array_equal(closed(mask, size), cv2.morphologyEx(mask, cv2.MORPH_CLOSE, piece))
