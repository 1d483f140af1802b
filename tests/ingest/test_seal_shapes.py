"""Seals as offices set them: sizes, inks, places, and what is none."""

import math

import cv2
import numpy as np
import pytest

from hongtou.ingest.black_seal import faded
from hongtou.ingest.coarse import coarse
from hongtou.ingest.ring_text import unrolled_text
from hongtou.ingest.rings import ANGLES, follow
from hongtou.ingest.seal import find_seals, lift

DPI = 200
MM = DPI / 25.4
RED, DARK, PALE, PURPLE = (60, 50, 220), (40, 30, 140), (205, 200, 245), (140, 40, 150)
INK = (40, 40, 40)


def paper(tone=(240, 240, 240)):
    return np.full((1300, 1300, 3), tone, np.uint8)


def press(page, layer):
    """Ink over a page: what is dark in either is dark."""
    page[:] = (page.astype(np.uint16) * layer // 255).astype(np.uint8)


def seal(page, x, y, millimetres=42.0, colour=RED, thick=1.1, star=True, squeeze=1.0):
    """Rim, star and thin strokes for characters along the upper two thirds of the ring."""
    layer = np.full_like(page, 255)
    radius = millimetres * MM / 2
    axes = (round(radius), round(radius * squeeze))
    cv2.ellipse(layer, (x, y), axes, 0, 0, 360, colour, round(thick * MM), cv2.LINE_AA)
    if star:
        points = [
            (x + r * radius * math.sin(a), y - r * radius * math.cos(a))
            for n in range(10)
            for r, a in [(0.33 if n % 2 == 0 else 0.126, n * math.pi / 5)]
        ]
        cv2.fillPoly(layer, [np.array(points, np.int32)], colour, cv2.LINE_AA)
    for n in range(10):
        turn = math.radians(-125 + 250 * n / 9)
        for side in (-0.035, 0.035):
            ends = [
                (round(x + r * radius * math.sin(turn + side)),
                 round(y - squeeze * r * radius * math.cos(turn + side)))
                for r in (0.64, 0.86)
            ]  # fmt: skip
            cv2.line(layer, *ends, colour, round(0.45 * MM), cv2.LINE_AA)
    press(page, layer)


def words(page, top=120, rows=15, colour=INK):
    """Print: rows of strokes in all directions."""
    rng = np.random.default_rng(7)
    for row in range(rows):
        for n in range(23):
            x, y = 220 + 43 * n, top + 74 * row
            for _ in range(4):
                one, other = rng.integers(0, 36, 2), rng.integers(0, 36, 2)
                cv2.line(page, (x + int(one[0]), y + int(one[1])),
                         (x + int(other[0]), y + int(other[1])), colour, 3, cv2.LINE_AA)  # fmt: skip
    return page


def scanned(page, how, noise=4.0):
    """The page as a colour scan, a grey one, or a fax of one bit."""
    rng = np.random.default_rng(3)
    page = cv2.GaussianBlur(page, (0, 0), 0.7).astype(np.float32)
    page = np.clip(page + rng.normal(0, noise, page.shape), 0, 255).astype(np.uint8)
    if how == "colour":
        return page
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    return grey if how == "grey" else np.where(grey > 150, 255, 0).astype(np.uint8)


def places(page, dpi=DPI):
    return [
        (round((s.box[0] + s.box[2]) / 2), round((s.box[1] + s.box[3]) / 2), s)
        for s in find_seals(coarse(page, dpi))
    ]


def only(page, x, y, millimetres, reach=8):
    ((at_x, at_y, found),) = places(page)
    assert (at_x, at_y) == (pytest.approx(x, abs=reach), pytest.approx(y, abs=reach))
    assert found.ring is not None
    assert 2 * found.ring.radius / MM == pytest.approx(millimetres, abs=2.5)
    return found


@pytest.mark.parametrize("how", ["colour", "grey", "fax"])
@pytest.mark.parametrize("millimetres", [38, 45, 60])
def test_one_seal_over_print_in_every_size(how, millimetres):
    page = words(paper())
    seal(page, 750, 700, millimetres)
    found = only(scanned(page, how), 750, 700, millimetres)
    assert found.black == (how != "colour")


@pytest.mark.parametrize("colour", [DARK, PALE, PURPLE])
@pytest.mark.parametrize("tone", [(240, 240, 240), (205, 228, 238)])
def test_inks_from_pale_to_purple_on_white_and_yellow_paper(colour, tone):
    page = words(paper(tone))
    seal(page, 750, 700, colour=colour)
    assert not only(scanned(page, "colour", 3), 750, 700, 42).black


@pytest.mark.parametrize("how", ["colour", "grey", "fax"])
@pytest.mark.parametrize("apart", [1.02, 0.8])
def test_seals_that_touch_or_lie_over_each_other(how, apart):
    page = words(paper(), rows=9)
    across = round(apart * 42 * MM)
    seal(page, 400, 700)
    seal(page, 400 + across, 710)
    found = sorted(x for x, _, _ in places(scanned(page, how)))
    assert found == pytest.approx([400, 400 + across], abs=8)


@pytest.mark.parametrize("how", ["colour", "grey"])
def test_a_seal_that_runs_off_the_page(how):
    page = words(paper(), rows=9)
    seal(page, 1250, 700, 45)
    ((_, _, found),) = places(scanned(page, how))
    assert found.box[2] == 1300
    assert found.box[0] == pytest.approx(1250 - 22.5 * MM, abs=10)
    assert sum(found.ring.inside) < ANGLES


def test_an_oval_seal_and_one_with_a_thin_rim():
    page = words(paper(), rows=9)
    seal(page, 400, 700, 44, squeeze=0.78)
    seal(page, 900, 700, 40, thick=0.5)
    assert sorted(x for x, _, _ in places(page)) == pytest.approx([400, 900], abs=10)


def red_head(page):
    words(page, 720, 7)
    for n in range(9):
        cv2.putText(page, "ROSE"[n % 4], (180 + 118 * n, 420), cv2.FONT_HERSHEY_SIMPLEX, 5, RED, 17)
    cv2.line(page, (180, 640), (1230, 640), RED, 7)


def stamp(page, colour=RED):
    """A received-stamp: a frame with rows, a word in it, a number written in."""
    cv2.rectangle(page, (900, 120), (1230, 370), colour, 4)
    for y in (200, 285):
        cv2.line(page, (900, y), (1230, y), colour, 3)
    for y in (175, 260, 345):
        cv2.putText(page, "No 207", (940, y), cv2.FONT_HERSHEY_SIMPLEX, 1.6, colour, 4)


def square_stamp(page):
    cv2.rectangle(page, (800, 700), (1100, 1000), RED, 9)
    for y in (840, 960):
        cv2.putText(page, "NAME", (830, y), cv2.FONT_HERSHEY_SIMPLEX, 3, RED, 14)


def wheel(page):
    """A round figure of black lines without anything along its rim."""
    cv2.circle(page, (700, 800), 170, INK, 5, cv2.LINE_AA)


def rings_of_coffee(page):
    cv2.circle(page, (700, 800), 340, (190, 205, 215), 30, cv2.LINE_AA)


def table(page):
    for y in range(600, 1220, 60):
        cv2.line(page, (220, y), (1188, y), INK, 3)
    for x in range(220, 1200, 121):
        cv2.line(page, (x, 600), (x, 1200), INK, 3)


def holes(page):
    for y in (300, 1000):
        cv2.circle(page, (70, y), 24, (60, 60, 60), -1)


def pen(page):
    for n in range(9):
        cv2.ellipse(page, (300 + 90 * n, 900), (60, 90), 20, 0, 300, (60, 50, 215), 6)


NONE = [red_head, stamp, lambda p: stamp(p, (200, 80, 60)), square_stamp, wheel, rings_of_coffee,
        table, holes, pen, lambda page: None]  # fmt: skip


@pytest.mark.parametrize("how", ["colour", "grey", "fax"])
@pytest.mark.parametrize("draw", NONE)
def test_what_is_no_seal(draw, how):
    page = words(paper(), rows=6)
    draw(page)
    assert places(scanned(page, how)) == []


def test_the_mirrored_ghost_of_a_seal_on_the_back_is_none():
    page = words(paper())
    back = paper((255, 255, 255))
    seal(back, 500, 700)
    page -= ((255 - cv2.GaussianBlur(cv2.flip(back, 1), (0, 0), 3)) * 0.06).astype(np.uint8)
    for how in ("colour", "grey", "fax"):
        assert places(scanned(page, how)) == []


@pytest.mark.parametrize("colour", [RED, DARK, PURPLE])
def test_print_under_every_ink_is_laid_bare(colour):
    plain = words(paper(), 500, 6)
    page = plain.copy()
    seal(page, 700, 700, colour=colour)
    (found,) = find_seals(coarse(page, DPI))
    x0, y0, x1, y1 = found.box
    bare = lift(page, [found.box], DPI)[y0:y1, x0:x1].min(axis=2).astype(int)
    wanted = plain[y0:y1, x0:x1].min(axis=2)
    ground, print_ = wanted > 220, wanted < 60
    assert np.percentile(bare[print_], 95) < 90
    assert np.percentile(bare[ground], 5) > np.percentile(bare[print_], 95) + 30


@pytest.mark.parametrize("how", ["grey", "fax"])
def test_the_rim_of_a_black_seal_goes_and_print_through_it_stays(how):
    page = words(paper(), 500, 6)
    plain = scanned(page, how)
    seal(page, 700, 700)
    image = scanned(page, how)
    image = np.repeat(image[..., None], 3, axis=2)
    (found,) = find_seals(coarse(image, DPI))
    bare = faded(image, [found], DPI)[..., 0]
    rows, columns = np.nonzero(image[..., 0] < 128)
    away = np.hypot(columns - found.ring.x, rows - found.ring.y) / found.ring.radius
    rim = np.abs(away - 1) < 0.02
    own = plain[rows, columns] >= 128  # of the seal, not of the print
    assert np.mean(bare[rows, columns][rim & own] > 150) > 0.4
    assert np.mean(bare[rows, columns][~own] < 150) > 0.93
    outside = away > 1.1
    assert (bare[rows, columns][outside] == image[rows, columns, 0][outside]).all()


def test_a_ring_unrolled_begins_behind_its_gap():
    page = paper()
    seal(page, 700, 700)
    (found,) = find_seals(coarse(page, DPI))
    line = unrolled_text(page, found.ring, black=False)
    dark = (line[..., 0] < 128).any(axis=0)
    strokes = np.count_nonzero(np.diff(dark.astype(int)) == 1)
    assert strokes in (19, 20)  # two for each character; none cut by the start, two may touch
    assert not dark[:6].any()
    assert not dark[-6:].any()


def test_a_rim_is_followed_only_where_there_is_one():
    ink = np.zeros((400, 400), np.float32)
    assert follow(ink, 200, 200, 80) is None
    cv2.circle(ink, (203, 198), 84, 1.0, 2, cv2.LINE_AA)
    ring = follow(ink, 200, 200, 80)
    assert ring.coverage == 1.0
    box = ring.box
    assert box == pytest.approx((119, 114, 287, 282), abs=2.5)
