"""Ruled tables: where the edges of rows and columns are, on images and in text layers."""

import time
from dataclasses import replace

import cv2
import numpy as np
import pytest

from hongtou.ingest import Grid, Line, MemoryCache, Page, dump_page, load_page
from hongtou.ingest.coarse import coarse
from hongtou.ingest.engines import Reading
from hongtou.ingest.raster import whole_page
from hongtou.ingest.read import _completed
from hongtou.ingest.scans import examined, read_raster, scan_sheet
from hongtou.ingest.tables import find_grids, merged_cells

XS, YS = (200, 560, 900, 1440), (500, 580, 660, 740, 820)
WHOLE = [(row, column, 1, 1) for row in range(4) for column in range(3)]


def paper(dpi=200, shade=248):
    return np.full((round(11.69 * dpi), round(8.27 * dpi), 3), shade, np.uint8)


def text_row(pixels, x, y, count, size=34, colour=40):
    """Characters of about that size, each in its square."""
    for n in range(count):
        at = (x + round(1.06 * n * size), y + size - 4)
        cv2.putText(pixels, "EHB8KRA3"[(x + n) % 8], at, 0, size / 30, (colour,) * 3, 2)


def ruled(pixels, *, shade=60, thick=2, skip=()):
    """Draw the edges of 4 rows and 3 columns but for those of `skip`: ("h" or "v", row, column)."""
    for i, y in enumerate(YS):
        for j in range(3):
            if ("h", i, j) not in skip:
                cv2.line(pixels, (XS[j], y), (XS[j + 1], y), (shade,) * 3, thick)
    for j, x in enumerate(XS):
        for i in range(4):
            if ("v", i, j) not in skip:
                cv2.line(pixels, (x, YS[i]), (x, YS[i + 1]), (shade,) * 3, thick)
    return pixels


def turned(pixels, degrees):
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(pixels, matrix, (width, height), borderValue=(248, 248, 248)), matrix


def found(pixels, dpi=200):
    return find_grids(coarse(pixels, dpi))


def test_a_table_has_its_edges_where_they_are_drawn():
    (grid,) = found(ruled(paper()))
    assert (grid.rows, grid.columns, list(grid.cells)) == (4, 3, WHOLE)
    for n, (x, y) in enumerate(grid.points):
        assert x == pytest.approx(XS[n % 4], abs=3)
        assert y == pytest.approx(YS[n // 4], abs=3)


@pytest.mark.parametrize("degrees", [-3.0, -1.2, 0.5, 3.0])
def test_a_slanted_table_has_slanted_edges(degrees):
    pixels, matrix = turned(ruled(paper()), degrees)
    (grid,) = found(pixels)
    assert list(grid.cells) == WHOLE
    for n, (x, y) in enumerate(grid.points):
        there = matrix @ (XS[n % 4], YS[n // 4], 1)
        assert (x, y) == pytest.approx(tuple(there), abs=5)


def test_a_table_seen_askew_keeps_its_cells():
    pixels = ruled(paper())
    height, width = pixels.shape[:2]
    corners = np.float32([(0, 0), (width, 0), (width, height), (0, height)])
    seen = np.float32([(30, 20), (width - 5, 0), (width - 40, height - 30), (10, height)])
    warp = cv2.getPerspectiveTransform(corners, seen)
    pixels = cv2.warpPerspective(pixels, warp, (width, height), borderValue=(248, 248, 248))
    (grid,) = found(pixels)
    assert list(grid.cells) == WHOLE
    there = cv2.perspectiveTransform(np.float32([[(x, y) for y in YS for x in XS]]), warp)[0]
    assert np.abs(np.array(grid.points) - there).max() < 8


def test_cells_without_an_edge_between_are_one():
    skip = {("v", 0, 2), ("h", 2, 0), ("v", 3, 1)}
    (grid,) = found(ruled(paper(), skip=skip))
    assert set(grid.cells) - set(WHOLE) == {(0, 1, 1, 2), (1, 0, 2, 1), (3, 0, 1, 2)}
    assert grid.cell_box((0, 1, 1, 2)) == pytest.approx((560, 500, 1440, 580), abs=4)


def test_a_worn_edge_splits_no_rectangle():
    # The edge of one cell alone is gone: what hangs together is no rectangle, so none is one.
    gone = merged_cells(2, 2, lambda a, b: (a, b) != ((0, 0), (0, 1)))
    assert gone == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]
    bent = merged_cells(2, 2, lambda a, b: (a, b) not in {((0, 0), (0, 1)), ((0, 0), (1, 0))})
    assert bent == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_faint_and_broken_edges_are_found():
    pixels = ruled(paper(), shade=130, thick=1)
    noise = np.random.default_rng(1)
    for y in range(511, 820, 43):  # the copier lost a few dots of every edge
        pixels[y : y + 5, 150:1500] = 248
    for x in range(245, 1440, 110):
        pixels[480:860, x : x + 6] = 248
    pixels = np.clip(pixels + noise.normal(0, 4, pixels.shape), 0, 255).astype(np.uint8)
    pixels = cv2.GaussianBlur(pixels, (0, 0), 0.6)
    (grid,) = found(pixels)
    assert list(grid.cells) == WHOLE


def test_text_in_cells_makes_no_edges():
    pixels = ruled(paper())
    for y in YS[:-1]:
        for x, count in zip(XS, (9, 8, 13), strict=False):
            text_row(pixels, x + 14, y + 22, count)
    (grid,) = found(pixels)
    assert list(grid.cells) == WHOLE


def test_a_seal_over_a_table_changes_nothing():
    pixels = ruled(paper())
    cv2.circle(pixels, (1000, 700), 160, (60, 60, 225), 8)
    cv2.line(pixels, (150, 700), (1500, 700), (60, 60, 225), 6)
    (grid,) = found(pixels)
    assert list(grid.cells) == WHOLE


def test_open_sides_are_closed():
    sides = {("v", row, column) for row in range(4) for column in (0, 3)}
    (grid,) = found(ruled(paper(), skip=sides))
    assert list(grid.cells) == WHOLE
    assert grid.box == pytest.approx((200, 500, 1440, 820), abs=4)


def test_two_tables_on_a_page():
    pixels = ruled(paper())
    below = ruled(paper())
    pixels[1200:1600] = below[450:850]
    first, second = found(pixels)
    assert first.box[3] < second.box[1]


@pytest.mark.parametrize("what", ["text", "frame", "red", "rules", "dark"])
def test_no_table(what):
    pixels = paper()
    if what == "text":
        for y in range(300, 2000, 80):
            text_row(pixels, 220, y, 30)
    elif what == "frame":
        cv2.rectangle(pixels, (200, 400), (1400, 900), (40,) * 3, 3)
    elif what == "red":
        pixels[...] = 248
        for y in YS:
            cv2.line(pixels, (200, y), (1440, y), (50, 50, 220), 3)
        for x in XS:
            cv2.line(pixels, (x, 500), (x, 820), (50, 50, 220), 3)
    elif what == "rules":
        for y in YS:
            cv2.line(pixels, (200, y), (1440, y), (40,) * 3, 2)
    else:
        pixels[:, :60] = 30
        pixels[:80] = 30
        cv2.rectangle(pixels, (300, 300), (900, 800), (90,) * 3, -1)
    assert found(pixels) == []


def test_a_page_without_upright_strokes_costs_next_to_nothing():
    pixels = paper()
    for y in range(300, 2000, 80):
        text_row(pixels, 220, y, 30)
    small = coarse(pixels, 200)
    find_grids(small)
    best = min(_seconds(small) for _ in range(5))
    assert best < 0.06  # reading the page takes seconds


def _seconds(small):
    start = time.process_time()
    find_grids(small)
    return time.process_time() - start


class OneWord:
    identity = "one word"
    reads = 0

    def read(self, image):
        self.reads += 1
        quad = ((240, 520), (400, 520), (400, 560), (240, 560))
        return [Reading(quad, "单位", 0.9, (0.25, 0.75), (0.9, 0.9))]

    def read_crop(self, image):
        raise AssertionError


def test_a_page_has_its_tables_in_points():
    raster = whole_page(ruled(paper()), 200, 200)
    (grid,) = examined(read_raster(raster, OneWord()), raster).tables
    assert grid.box == pytest.approx((72, 180, 518.4, 295.2), abs=1)


def test_a_page_read_by_an_earlier_version_gets_its_tables_without_being_read_again():
    engine, cache = OneWord(), MemoryCache()
    pixels = ruled(paper())
    for x in range(246, 396, 16):  # the word stands where its image has ink
        cv2.rectangle(pixels, (x, 526), (x + 6, 554), (30,) * 3, -1)
    raster = whole_page(pixels, 200, 200)
    sheet = scan_sheet(1, raster, lambda: engine)
    assert _completed(sheet, cache) is None
    cache.put(sheet.earlier[-1], read_raster(raster, engine))
    engine.reads = 0
    page = _completed(sheet, cache)
    assert page.tables[0].columns == 3
    assert engine.reads == 0
    assert page == sheet.make()


def test_tables_are_stored_with_their_page():
    grid = Grid(
        2, tuple((float(x), float(y)) for y in (0, 9, 18) for x in (0, 50, 99)), tuple(WHOLE[:1])
    )
    page = Page(1, 595.0, 842.0, (Line("甲", (1.0, 1.0, 9.0, 9.0)),), "ocr")
    assert load_page(dump_page(replace(page, tables=(grid,)))).tables == (grid,)
    assert load_page(dump_page(page)).tables == ()


def test_a_text_layer_has_the_tables_drawn_on_it(tmp_path, maker, read):
    lines = [f"100 {y} m 460 {y} l S" for y in (500, 530, 560, 590)]
    lines += [f"{x} 500 m {x} 590 l S" for x in (100, 220, 460)]
    lines += ["340 500 m 340 560 l S"]
    maker.page(maker.text(110, 540, "安河县"), " ".join(lines))
    (page,) = read(maker.save(tmp_path / "a.pdf"))
    (grid,) = page.tables
    assert (grid.rows, grid.columns) == (3, 3)
    assert (0, 1, 1, 2) in grid.cells
    assert grid.box == pytest.approx((100, 252, 460, 342), abs=1)


def test_a_text_layer_without_upright_lines_has_none(tmp_path, maker, read):
    rules = " ".join(f"100 {y} m 460 {y} l S" for y in (500, 530, 560, 590))
    maker.page(maker.text(110, 540, "安河县"), rules)
    assert read(maker.save(tmp_path / "a.pdf"))[0].tables == ()
