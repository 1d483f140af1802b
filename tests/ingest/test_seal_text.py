"""The text along the rims of seals by the outlines that an engine's module finds.

No package carries a model for that: the one that finds lines on pages (PP-OCRv6_small_det) stands
in under the name of one. It is of the same make (DB) and goes the whole way, but was not trained on
seals.
"""

import math
from importlib.util import find_spec

import numpy as np
import pytest

from hongtou.ingest import codec
from hongtou.ingest.engines import Reading, frame
from hongtou.ingest.page import Mark, Page
from hongtou.ingest.ring_text import read_ring
from hongtou.ingest.seal import find_seals
from hongtou.ingest.seal_text import read_seal
from hongtou.ingest.values import replace

with_paddle = pytest.mark.skipif(
    find_spec("paddleocr") is None,
    reason="paddleocr has an environment of its own: make test-paddle",
)


def arc(ring, shares=(0.5, 0.95), turns=(-0.36, 0.36)):
    """The outline of what stands along a ring, as a module gives it."""
    angles = 2 * math.pi * np.linspace(*turns, 40)
    return tuple(
        (ring.x + share * ring.radius * math.sin(a), ring.y - share * ring.radius * math.cos(a))
        for share, part in zip(shares, (angles, angles[::-1]), strict=True)
        for a in part
    )


class Outlining:
    """The built-in engine with outlines drawn by hand, as on the whole page."""

    def __init__(self, engine, box, *outlines):
        self.read_crop = engine.read_crop
        self.box, self.outlines, self.shown = box, outlines, []

    def find_seal_text(self, image):
        self.shown.append(image)
        margin = round(0.04 * (self.box[2] - self.box[0]))
        left, top = self.box[0] - margin, self.box[1] - margin
        return [tuple((x - left, y - top) for x, y in outline) for outline in self.outlines]


@pytest.fixture(scope="module")
def sealed(scanned):
    raster = scanned("27", 2)
    (seal,) = find_seals(raster.small())
    return raster.bgr(), seal


@pytest.mark.ocr
def test_text_along_a_rim_that_could_not_be_followed_is_read_by_its_outline(sealed):
    from hongtou.ingest.engines.rapidocr import RapidEngine

    image, seal = sealed
    rapid = RapidEngine()
    lost = replace(seal, ring=None)
    assert read_seal(image, lost, rapid) == (None, None)
    found = Outlining(rapid, seal.box, arc(seal.ring))
    (text, sure), second = read_seal(image, lost, found)
    assert (text, second) == ("沧岭省水务厅", None)
    assert sure > 0.9
    (shown,) = found.shown
    assert shown[..., 2].min() == 255  # print under the seal is not shown to the module
    # What is not along the rim, or hardly there, is not its text.
    across = ((seal.ring.x - 60, seal.ring.y - 9), (seal.ring.x + 60, seal.ring.y + 9))
    for outline in (across, arc(seal.ring, turns=(0, 0.05)), arc(seal.ring, (0.1, 0.9))):
        assert read_seal(image, lost, Outlining(rapid, seal.box, outline)) == (None, None)


class Twice:
    """What two readings of a ring give: ours, then that by the outline."""

    def __init__(self, sealed, ours, theirs):
        self.rest = [ours, theirs]
        self.outlining = Outlining(self, sealed[1].box, arc(sealed[1].ring))
        self.find_seal_text = self.outlining.find_seal_text

    def read_crop(self, image):
        return Reading(frame(image), *self.rest.pop(0))


@pytest.mark.parametrize(
    ("ours", "theirs", "text", "second"),
    [
        (("岫水县水务局", 0.9), ("岫水县水务局", 0.95), ("岫水县水务局", 0.95), None),
        (("岫水县水务局", 0.9), ("水县务局", 0.99), ("岫水县水务局", 0.9), None),
        (("岫水县", 0.99), ("岫水县水务局", 0.8), ("岫水县水务局", 0.8), None),
        (("岫水县水务局", 0.9), ("岫水县水利局", 0.99), ("岫水县水利局", 0.5), ("岫水县水务局", 0.9)),
        (("岫水县水务局", 0.9), ("？", 0.99), ("岫水县水务局", 0.9), None),
        (("1234", 0.99), ("岫水县水利局", 0.9), ("岫水县水利局", 0.9), None),
    ],
    ids=["same", "part", "whole", "differ", "theirs-none", "ours-none"],
)  # fmt: skip
def test_of_two_readings_that_differ_the_surer_counts_and_is_in_doubt(
    sealed, ours, theirs, text, second
):
    assert read_seal(*sealed, Twice(sealed, ours, theirs)) == (text, second)


def test_another_reading_of_a_ring_is_kept_with_the_page():
    marks = (
        Mark("seal", (1.0, 1.0, 9.0, 9.0), 0.9, "岫水县水利局", 0.5, ("岫水县水务局", 0.9)),
        Mark("seal", (1.0, 1.0, 9.0, 9.0), 0.9, "岫水县水利局", 0.5),
        Mark("seal", (1.0, 1.0, 9.0, 9.0), 0.9),
    )
    page = Page(1, 595.0, 842.0, (), "ocr", marks=marks)
    assert codec.load_page(codec.dump_page(page)) == page


@with_paddle
@pytest.mark.parametrize(("stem", "number"), [("27", 2), ("40", 2)])
def test_a_detector_in_place_of_one_for_seals_finds_what_their_rims_say(
    paddle, scanned, stem, number
):
    raster = scanned(stem, number)
    image, read = raster.bgr(), 0
    for seal in find_seals(raster.small()):
        ours = read_ring(image, seal, paddle)
        (text, sure), second = read_seal(image, seal, paddle)
        assert (text, second) == (ours[0], None)
        assert sure >= ours[1]
        alone, _ = read_seal(image, replace(seal, ring=None), paddle)
        assert alone is None or alone[0] == ours[0]
        read += alone is not None
    assert read >= 1  # without the rim: by the module alone
