"""Pages that lie upside down or on their side, read by an engine that knows which way is up."""

import json
import unicodedata
from collections import Counter
from dataclasses import replace

import cv2
import numpy as np
import pytest

from hongtou.ingest import Line, MemoryCache, Page, dump_page, load_page
from hongtou.ingest.engines import Reading, frame
from hongtou.ingest.page import turned_box
from hongtou.ingest.raster import Raster, whole_page
from hongtou.ingest.read import _completed
from hongtou.ingest.scans import examined, read_raster, scan_sheet
from hongtou.ingest.spreads import part_spreads
from hongtou.ingest.turning import is_odd

TEXTS = [
    "关于做好防汛工作的通知",
    "各县人民政府现将有关事项",
    "认真贯彻执行本通知要求",
    "云澜市财政局办公室文件",
]
INK = (30, 30, 30)
STEP, SHORT, HIGH = 60, 720, 30


class Compass:
    """Reads bars whose beginning is thick: which of `TEXTS` a bar is, its length tells.

    A bar that is upside down reads as nonsense; one on its side is tried turned, as
    engines do with tall pieces.
    """

    identity = "compass"

    def __init__(self, sense=TEXTS, nonsense=("华22", 0.4)):
        self.sense, self.nonsense = sense, nonsense
        self.pages = self.crops = 0

    def read(self, image):
        self.pages += 1
        return [
            replace(self._either_way(image[y0:y1, x0:x1]), quad=corners(x0, y0, x1, y1))
            for x0, y0, x1, y1 in bars(image)
        ]

    def read_crop(self, image):
        self.crops += 1
        return self._either_way(image)

    def _either_way(self, image):
        if image.shape[0] < 1.5 * image.shape[1]:
            return self._recognise(image)
        turned = self._recognise(np.rot90(image))
        return turned if turned.confidence > 0.5 else Reading(frame(image), *self.nonsense)

    def _recognise(self, image):
        dark = image[..., 2] < 100
        length = int(np.ptp(np.nonzero(dark.any(axis=0))[0])) + 1
        start, end = dark[:, : length // 3].sum(), dark[:, -length // 3 :].sum()
        text = self.sense[min(round((length - SHORT) / STEP), len(self.sense) - 1)]
        return Reading(frame(image), *((text, 0.97) if start > end else self.nonsense))


def corners(x0, y0, x1, y1):
    return tuple((float(x), float(y)) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def bars(image):
    dark = (image[..., 2] < 100).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    found = [(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist() if min(w, h) < 60]
    return [box for box in found if min(box[2] - box[0], box[3] - box[1]) > 20]


def paper(width=1654, height=2339):
    return np.full((height, width, 3), 245, np.uint8)


def write(pixels, n, x, y):
    length = SHORT + STEP * n
    cv2.rectangle(pixels, (x, y + 10), (x + length - 1, y + 20), INK, -1)
    cv2.rectangle(pixels, (x, y), (x + 60, y + HIGH - 1), INK, -1)


def circular():
    """Four bars, a seal over the last, a red rule, and a ruled table of two cells with one bar."""
    pixels = paper()
    for n in range(3):
        write(pixels, n, 200, 300 + 200 * n)
    cv2.line(pixels, (200, 400), (1450, 400), (40, 40, 220), 5)
    write(pixels, 3, 600, 1800)
    layer = np.full_like(pixels, 255)
    cv2.circle(layer, (1100, 1815), 165, (60, 60, 225), 8)
    cv2.circle(layer, (1100, 1815), 60, (60, 60, 225), -1)
    pixels[:] = (pixels.astype(np.uint16) * layer // 255).astype(np.uint8)
    for y in (1000, 1200, 1400):
        cv2.line(pixels, (200, y), (1450, y), INK, 2)
    for x in (200, 1200, 1450):
        cv2.line(pixels, (x, 1000), (x, 1400), INK, 2)
    write(pixels, 0, 300, 1085)
    return whole_page(pixels, 200, 200)


def read(raster, engine):
    """The page with its tables, as a sheet makes it."""
    return examined(read_raster(raster, engine), raster)


@pytest.mark.parametrize("lying", [0, 90, 180, 270])
def test_a_page_is_read_upright_whichever_way_it_lies(lying):
    upright = read(circular(), Compass())
    engine = Compass()
    page = read(circular().turned(lying), engine)
    assert page.notes == ()
    assert page.turned == (360 - lying) % 360
    assert [line.text for line in page.lines] == [*TEXTS[:3], TEXTS[0], TEXTS[3]]
    assert page.lines == upright.lines, "the same page, once it stands upright"
    assert page.lines[-1].sealed
    assert sorted(mark.kind for mark in page.marks) == sorted(mark.kind for mark in upright.marks)
    assert {"seal", "red_rule"} <= {mark.kind for mark in page.marks}
    assert [grid.columns for grid in page.tables] == [2]
    assert (page.width, page.height) == (upright.width, upright.height)
    assert engine.pages == (2 if lying else 1)
    looks = {0: 0, 180: 4}.get(lying, 8)
    assert engine.crops <= engine.pages + looks, "one line lies under the seal"


@pytest.mark.parametrize("lying", [90, 180, 270])
def test_boxes_lead_back_to_the_page_as_it_lies(lying):
    upright = read(circular(), Compass())
    raster = circular().turned(lying)
    page = read(raster, Compass())
    size = (upright.width, upright.height)
    pairs = [(a.box, b.box) for a, b in zip(upright.lines, page.lines, strict=True)]
    pairs += [(a.box, b.box) for a, b in zip(upright.tables, page.tables, strict=True)]
    seals = [[m.box for m in each.marks if m.kind == "seal"] for each in (upright, page)]
    pairs += zip(*seals, strict=True)
    assert len(pairs) == 7
    for before, found in pairs:
        expected = turned_box(before, *size, lying)
        assert page.on_sheet(found) == pytest.approx(expected, abs=1.5)
    scale = raster.dpi / 72
    x0, y0, x1, y1 = (round(v * scale) for v in page.on_sheet(page.lines[0].box))
    part = raster.pixels[y0:y1, x0:x1, 2] < 100
    assert part.sum() == (HIGH * 61 + 11 * (SHORT - 61)), "the first bar and nothing else"


def test_an_image_that_is_a_part_of_its_page_is_turned_in_its_place():
    pixels = circular().pixels
    raster = Raster(pixels, 200.0, 700.0, 1000.0, (20.0, 30.0, 615.44, 872.04))
    upright = read_raster(raster, Compass())
    for lying, box in (
        (90, (1000 - 872.04, 20.0, 970.0, 615.44)),
        (180, (700 - 615.44, 1000 - 872.04, 680.0, 970.0)),
        (270, (30.0, 700 - 615.44, 872.04, 680.0)),
    ):
        turned = raster.turned(lying)
        assert turned.box == pytest.approx(box)
        assert read_raster(turned, Compass()).lines == upright.lines


def test_an_upright_page_costs_nothing_more():
    engine = Compass()
    pixels = paper()
    for n in range(4):
        write(pixels, n, 200, 300 + 200 * n)
    page = read_raster(whole_page(pixels, 200, 200), engine)
    assert (engine.pages, engine.crops, page.steps) == (1, 0, ())


class OneByOne(Compass):
    """The same, each line read when it is asked for."""

    lines = 0

    def read(self, image):
        self.pages += 1
        for x0, y0, x1, y1 in bars(image):
            self.lines += 1
            reading = self._either_way(image[y0:y1, x0:x1])
            yield replace(reading, quad=corners(x0, y0, x1, y1))


def twelve_bars():
    pixels = paper()
    for n in range(12):
        write(pixels, n % 4, 200, 200 + 150 * n)
    return whole_page(pixels, 200, 200)


def test_a_page_upside_down_is_left_after_a_few_lines():
    engine = OneByOne(nonsense=("华川于众日用", 0.4))
    page = read_raster(twelve_bars().turned(180), engine)
    assert (page.turned, len(page.lines)) == (180, 12)
    assert (engine.pages, engine.lines, engine.crops) == (2, 4 + 12, 4)
    assert page.lines == read_raster(twelve_bars(), Compass()).lines


def test_a_sheet_of_two_pages_is_read_to_its_end():
    engine = OneByOne(nonsense=("华川于众日用", 0.4))
    pixels = np.concatenate([twelve_bars().turned(180).pixels, twelve_bars().pixels], axis=1)
    page = read_raster(whole_page(pixels, 200, 200), engine)
    assert engine.lines >= 24
    assert page.turned == 0


def test_what_makes_no_sense_either_way_is_left_as_it_lies():
    engine = Compass()
    engine._recognise = lambda image: Reading(frame(image), "草书", 0.3)
    page = read_raster(circular(), engine)
    assert (page.turned, engine.pages) == (0, 1), "four lines are looked at, not the page"
    assert engine.crops <= 1 + 4


def line(text, box, confidence=0.99, sure=()):
    return Line(text, box, confidence, char_confidence=sure)


ODD = [
    ([line("三、加强值班。", (80, 100, 300, 120))], False, "a line that is sure"),
    ([line("丨妞书圭彐仨", (80, 100, 300, 120), 0.5)], True, "nonsense"),
    ([line("69 8801 6", (80, 100, 300, 120)), line("圭", (80, 130, 99, 150), 0.4)], True, "digits"),
    ([line("69 8801 6", (80, 100, 300, 120))], False, "nothing but digits, which are sure"),
    ([line("三、加强值班。", (80, 100, 100, 300))], True, "a line down the page"),
    (
        [line("三、加强值班" * 9, (80, 100, 500, 120)), line("装订线", (20, 100, 40, 300))],
        False,
        "a line down the margin",
    ),
    ([line("三、加强值班" * 20, (80, 100, 500, 700))], True, "lines down the page, joined"),
    ([line("1", (80, 100, 84, 120)), line("一", (80, 130, 99, 150))], False, "a thin figure"),
    ([Line("丨妞书", (80, 100, 200, 220), 0.3, "seal")], False, "nothing but a seal's ring"),
    ([line("", (80, 100, 300, 120), 0.0)], False, "nothing read"),
    (
        [line("县政府办", (80, 100, 160, 120), 0.5, (0.99, 0.99, 0.99, 0.2))],
        False,
        "each character counts",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "odd", "why"), ODD, ids=[why for *_, why in ODD])
def test_which_pages_are_looked_at_again(lines, odd, why):
    page = Page(1, 595.0, 842.0, tuple(lines), "ocr")
    assert is_odd(page) is odd, why


@pytest.mark.parametrize("lying", [0, 180])
def test_of_the_pages_read_before_only_the_odd_are_read_again(lying):
    engine, cache = Compass(), MemoryCache()
    raster = circular().turned(lying)
    sheet = scan_sheet(1, raster, lambda: engine)
    before = replace(read(circular(), Compass()), findings=())
    if lying:
        rubbish = tuple(
            replace(each, text="圭2", confidence=0.4, edges=()) for each in before.lines
        )
        before = replace(before, lines=rubbish)
    assert _completed(sheet, cache) is None
    cache.put(sheet.earlier[0], load_page(dump_page(before)))
    page = _completed(sheet, cache)
    assert page.turned == lying
    assert engine.pages == (2 if lying else 0)
    assert [each.text for each in page.lines] == [*TEXTS[:3], TEXTS[0], TEXTS[3]]
    assert len(page.tables) == 1


def test_two_pages_on_a_sheet_that_lies_upside_down():
    pixels = paper(2339, 1654)
    for side in range(2):
        for n in range(8):
            write(pixels, side * 2 + n % 2, 200 + 1150 * side, 300 + 120 * n)
    raster = whole_page(pixels, 200, 200)
    engine = Compass()
    left, right = part_spreads([read_raster(raster.turned(180), engine)])
    assert {each.text for each in left.lines} == set(TEXTS[:2])
    assert {each.text for each in right.lines} == set(TEXTS[2:])
    assert left.lines[0].text == TEXTS[0]
    for half, x in ((left, 200), (right, 1350)):
        box = half.on_sheet(half.lines[0].box)
        assert raster.width - box[2] == pytest.approx(x * 0.36, abs=1)
        assert raster.height - box[3] == pytest.approx(300 * 0.36, abs=1)


def plain(text):
    return unicodedata.normalize("NFKC", "".join(text.split())).replace("-", "—")


@pytest.mark.ocr
@pytest.mark.xdist_group("corpus")
@pytest.mark.parametrize("name", ["20_lingzhengbanfa_1997_21", "49_xiuzhengbanfa_2021_36"])
def test_the_corpus_pages_that_lie_upside_down(root, real_pages, name):
    path = root / "corpus" / "scans" / f"{name}.pdf"
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    pages = real_pages(path)
    turned = [page.number for page in pages if page.turned == 180]
    assert turned == truth["rotated"]
    for page, lines in zip(pages, truth["pages"], strict=True):
        wanted = Counter(plain("".join(lines)))
        got = Counter(plain("".join(each.text for each in page.lines if each.kind != "seal")))
        assert (wanted - got).total() <= 0.03 * wanted.total(), page.number
        first, last = page.lines[0], page.lines[-1]
        assert first.box[1] < last.box[1]
        if page.turned:
            assert page.on_sheet(first.box)[1] > page.on_sheet(last.box)[1]
            assert any(mark.kind == "seal" for mark in page.marks)


@pytest.mark.parametrize("down", [0, 1])
def test_two_pages_on_a_sheet_one_of_which_lies_upside_down(down):
    pixels = paper(2339, 1654)
    for side in range(2):
        for n in range(8):
            write(pixels, side * 2 + n % 2, 200 + 1150 * side, 300 + 120 * n)
    halves = [pixels[:, :1169], pixels[:, 1169:]]
    halves[down][:] = halves[down][::-1, ::-1].copy()
    raster = whole_page(pixels, 200, 200)
    page = read_raster(raster, Compass())
    assert [step.code for step in page.steps] == ["half_turned"]
    for n, half in enumerate(part_spreads([page])):
        assert {each.text for each in half.lines} == set(TEXTS[2 * n : 2 * n + 2])
        assert half.lines[0].text == TEXTS[2 * n]
        x0, y0, x1, y1 = (round(value * 200 / 72) for value in half.on_sheet(half.lines[0].box))
        dark = raster.pixels[y0:y1, x0:x1, 2] < 100
        whole = HIGH * 61 + 11 * (SHORT + STEP * 2 * n - 61)
        assert dark.sum() == pytest.approx(whole, abs=40), "that bar and nothing else"
