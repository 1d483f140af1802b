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


INKS = {"black": (35, 35, 35), "red": (40, 35, 205), "blue": (165, 60, 45)}
HIGHLIGHTERS = {"yellow": (70, 255, 255), "orange": (80, 180, 255), "green": (110, 255, 120)}


def a_line(ink, highlighter=(255, 255, 255), share=0.0):
    """Strokes of an ink on white, part of the line under a highlighter, which inks mix with."""
    pixels = np.full((56, 900, 3), 250, np.uint8)
    for x in range(20, 880, 14):
        cv2.line(pixels, (x, 10), (x, 45), ink, 4)
        cv2.line(pixels, (x, 26), (x + 8, 26), ink, 4)
    marked = round(share * pixels.shape[1])
    pixels[:, :marked] = pixels[:, :marked].astype(np.uint16) * highlighter // 255
    return np.clip(pixels.astype(int) + 8, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 1.0])
@pytest.mark.parametrize("highlighter", HIGHLIGHTERS)
@pytest.mark.parametrize("ink", ["black", "red"])
def test_a_highlighter_does_not_colour_print(ink, highlighter, share):
    assert stroke_colour(a_line(INKS[ink], HIGHLIGHTERS[highlighter], share)) == ink


def test_a_pen_is_blue():
    assert stroke_colour(a_line(INKS["blue"])) == "blue"


def strokes(width, gap, blur):
    """Thin black strokes, as a line of print has them at 200 to 300 dpi."""
    pixels = np.full((56, 900, 3), 250, np.uint8)
    for x in range(20, 880, gap):
        cv2.line(pixels, (x, 10), (x, 45), INKS["black"], width)
        cv2.line(pixels, (x, 26), (x + gap // 2, 26), INKS["black"], width)
    return cv2.GaussianBlur(pixels, (0, 0), blur)


@pytest.mark.parametrize(
    ("width", "gap", "blur", "by"), [(2, 14, 1.4, 3), (2, 10, 0.8, 2), (2, 10, 1.4, 2)]
)
def test_colours_out_of_register_do_not_colour_print(width, gap, blur, by):
    """A scanner's blue and red some pixels apart: each stroke has fringes. The first deceives the
    colour of the strokes' median, the others the median of their pixels' colours."""
    shifted = strokes(width, gap, blur)
    shifted[..., 0] = np.roll(shifted[..., 0], by, axis=1)
    shifted[..., 2] = np.roll(shifted[..., 2], -by, axis=1)
    assert stroke_colour(shifted) == "black"


@pytest.mark.parametrize("thick", [4, 6, 8])
def test_a_pen_around_print_leaves_it_black(thick):
    circled = strokes(3, 14, 0.8)
    cv2.ellipse(circled, (300, 28), (250, 25), 0, 0, 350, INKS["blue"], thick)
    cv2.line(circled, (20, 50), (600, 50), INKS["blue"], thick)
    assert stroke_colour(circled) == "black"
