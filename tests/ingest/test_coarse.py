"""A page image made smaller: what it still tells."""

import cv2
import numpy as np
import pytest

from hongtou.ingest.coarse import coarse

# A quarter of the light taken from one channel, as by a worn ribbon or a thin ballpoint pen.
PALE = {"blue": (235, 180, 180), "red": (180, 180, 235), "green": (180, 235, 180)}


def a_page(colour, grain=4):
    """A page at 200 dpi with a black line of print above a coloured one, grainy as scans are."""
    noise = np.random.default_rng(1).integers(0, grain + 1, (2339, 1654, 1))
    page = np.repeat(245 - noise, 3, axis=2).astype(np.uint8)
    for top, ink in ((300, (20, 20, 20)), (600, colour)):
        cv2.putText(page, "HHHHHHHHHH", (200, top + 50), 0, 2, ink, 3)
    return page


@pytest.mark.parametrize("colour", PALE.values(), ids=PALE)
def test_a_pale_colour_tints_its_line_and_no_other(colour):
    small = coarse(a_page(colour), 200)

    assert not small.is_tinted((200, 290, 700, 360))
    assert small.is_tinted((200, 590, 700, 660))


def test_a_box_beyond_the_image_or_on_a_grey_one_has_no_colour():
    page = a_page(PALE["red"])

    assert not coarse(page, 200).is_tinted((1653, 2338, 1700, 2400))
    assert not coarse(page[..., 0], 200).is_tinted((200, 590, 700, 660))


def test_one_pixel_at_the_border_of_a_box_counts():
    page = np.full((400, 400, 3), 255, np.uint8)
    page[100:102, 300:302] = (255, 150, 150)
    small = coarse(page, 200)

    assert small.factor == 2
    assert small.is_tinted((200, 60, 301, 101))
    assert not small.is_tinted((200, 60, 300, 100))
