"""What is reckoned on pixels, quicker than numpy and OpenCV do it by themselves."""

import cv2
import numpy as np
import pytest

from hongtou.ingest.coarse import coarse
from hongtou.ingest.ink import contrast, percentiles, stroke_colour
from hongtou.ingest.raster import whole_page


@pytest.mark.parametrize("count", [1, 2, 7, 1000])
def test_percentiles_are_those_of_numpy(count):
    values = np.random.default_rng(count).integers(0, 256, (count, 3), np.uint8)
    shares = (0, 2, 50, 75, 99.9)
    assert percentiles(values, shares) == pytest.approx(np.percentile(values, shares))
    assert percentiles(values[:, 1], (50,)) == pytest.approx([np.median(values[:, 1])])


def test_a_line_outside_the_image_has_no_contrast_and_no_colour():
    nothing = np.zeros((0, 40, 3), np.uint8)
    assert contrast(nothing) == 0
    assert stroke_colour(nothing) == "black"


@pytest.mark.parametrize(("dpi", "factor"), [(80, 1), (200, 2), (250, 3), (300, 4), (540, 6)])
def test_an_image_is_made_smaller_by_the_mean_of_its_pixels(dpi, factor):
    pixels = np.random.default_rng(0).integers(0, 256, (131, 97, 3), np.uint8)
    small = coarse(pixels, dpi)
    height, width = 131 // factor, 97 // factor
    even = pixels[: height * factor, : width * factor]
    mean = cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA)
    assert (small.factor, small.dpi) == (factor, dpi / factor)
    assert np.abs(small.pixels.astype(int) - mean).max() <= 1


def test_all_who_ask_share_one_small_image():
    raster = whole_page(np.full((600, 400), 200, np.uint8), 200, 200)
    assert raster.small() is raster.small()
    assert raster.turned(90).small().pixels.shape == raster.small().pixels.shape[::-1]
