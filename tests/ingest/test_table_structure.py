"""Tables by their structure: what is asked for, and what of it goes with the lines of the page."""

import math

import numpy as np
import pytest

from hongtou.ingest.engines.modules import Structure
from hongtou.ingest.page import Grid, Line, Page
from hongtou.ingest.raster import Raster
from hongtou.ingest.table_edges import grid_of
from hongtou.ingest.table_regions import regions, spans_of
from hongtou.ingest.table_structure import with_structures
from hongtou.ingest.values import replace

SIZE = 14.0
COLUMNS, TOP, PITCH = (90.0, 220.0, 400.0), 200.0, 30.0
ROWS = [
    ("县区", "批准文号", "户数"),
    ("岫水县", "岫政发〔2021〕3号", "120"),
    ("石堰县", "石政发〔2021〕9号", "98"),
    ("安河县", "安政函〔2020〕11号", "77"),
]


def line(text, left, top):
    edges = tuple(left + SIZE * n for i in range(len(text)) for n in (i, i + 1))
    return Line(text, (left, top, left + SIZE * len(text), top + SIZE), edges=edges)


def table(rows=ROWS, columns=COLUMNS, top=TOP):
    return [
        line(text, x, top + PITCH * n)
        for n, row in enumerate(rows)
        for x, text in zip(columns, row, strict=True)
        if text
    ]


def page_of(lines, width=595.0, skew=0.0):
    return Page(1, width, 842.0, tuple(lines), "ocr", skew=skew)


def structure(columns=(80, 210, 390, 460), rows=(192, 222, 252, 282, 312), sure=0.99):
    places = [(row, column) for row in range(len(rows) - 1) for column in range(len(columns) - 1)]
    outlines = tuple(
        ((columns[c], rows[r]), (columns[c + 1], rows[r]), (columns[c + 1], rows[r + 1]), (columns[c], rows[r + 1]))
        for r, c in places
    )  # fmt: skip
    return Structure(tuple((row, column, 1, 1) for row, column in places), outlines, sure)


def fitted(lines, found, drawn=None):
    page = page_of(lines)
    return grid_of(found, spans_of(page), page, 0.9, drawn)


def edges(grid):
    wide = grid.columns + 1
    return [x for x, _ in grid.points[:wide]], [y for _, y in grid.points[::wide]]


def test_edges_run_between_the_lines_however_the_module_saw_them():
    exact = fitted(table(), structure())
    rough = fitted(table(), structure(columns=(84, 224, 380, 430), rows=(196, 219, 248, 285, 309)))
    assert rough.cells == exact.cells
    assert edges(rough)[0][1:3] == edges(exact)[0][1:3] == [176.0, 394.0]
    assert edges(rough)[1][1:4] == edges(exact)[1][1:4] == [222.0, 252.0, 282.0]
    assert edges(rough)[0][3] > 442  # behind the last line


def test_edges_that_are_drawn_stay():
    drawn = Grid(1, ((82.0, 190.0), (470.0, 190.0), (82.0, 318.0), (470.0, 318.0)), ((0, 0, 1, 1),))
    across, down = edges(fitted(table(), structure(), drawn))
    assert (across[0], across[-1], down[0], down[-1]) == (82.0, 470.0, 190.0, 318.0)
    assert (across[1], down[2]) == (176.0, 252.0)
    beside = replace(drawn, points=tuple((x + 60, y) for x, y in drawn.points))
    assert fitted(table(), structure(), beside) is None


def test_on_a_slanted_page_edges_slant_with_the_lines():
    angle = math.radians(2)

    def turned(x, y):
        x, y = x - 297.5, y - 421
        return (
            x * math.cos(angle) - y * math.sin(angle) + 297.5,
            x * math.sin(angle) + y * math.cos(angle) + 421,
        )

    lines = []
    for each in table():
        x0, y0, x1, y1 = each.box
        xs, ys = zip(*(turned(x, y) for x in (x0, x1) for y in (y0, y1)), strict=True)
        lines.append(replace(each, box=(min(xs), min(ys), max(xs), max(ys)), edges=()))
    found = structure()
    outlines = tuple(tuple(turned(*point) for point in outline) for outline in found.outlines)
    page = page_of(lines, skew=2.0)
    grid = grid_of(replace(found, outlines=outlines), spans_of(page), page, 0.9)
    level = fitted(table(), found)
    for point, straight in zip(grid.points, level.points, strict=True):
        assert point == pytest.approx(turned(*straight), abs=1.5)


@pytest.mark.parametrize(
    ("rows", "found", "why"),
    [
        (ROWS, structure(rows=(192, 207, 237, 267, 297)), "lines over the edges of rows"),
        (ROWS, structure(columns=(80, 210, 300, 460)), "a line over the edge of a column"),
        (ROWS, structure(columns=(80, 210, 390, 450, 500)), "a column without text"),
        (ROWS, structure(rows=(192, 222, 252, 282, 312, 342)), "a row without text"),
        (ROWS, structure(rows=(192, 252, 252, 282, 312)), "a row without height"),
        (ROWS[:2], structure(rows=(192, 222, 252)), "two rows"),
        (
            [("甲", "", ""), ("", "乙", ""), ("", "", "丙"), ("丁", "", "")],
            structure(),
            "few cells",
        ),
    ],
)
def test_a_structure_that_does_not_go_with_the_lines_is_none(rows, found, why):
    assert fitted(table(rows), found) is None, why


def test_a_line_over_two_cells_is_cut_at_a_gap_only():
    rest = table(ROWS[:3])
    gap = line("安河县　　　　　　　安政函〔2020〕11号", 90, 290)
    tight = line("安河县本级和各乡镇安政函〔2020〕11号", 90, 290)
    assert fitted([*rest, gap, line("77", 400, 290)], structure()) is not None
    assert fitted([*rest, tight, line("77", 400, 290)], structure()) is None


def words(regions_):
    return [[span.line.text for span in region] for region in regions_]


def found_in(lines, width=595.0):
    page = page_of(lines, width)
    return words(regions(spans_of(page), page))


def test_where_lines_stand_side_by_side_row_after_row_a_table_may_be():
    title = line("云澜省农村供水工程批准情况表", 200, 150)
    note = line("各县上报的数字，户数以年末为准，另有说明的除外。", 90, 340)
    paragraph = [line("各县要加强管理，按期完成任务，并于年底前将情况报送。" * 2, 80, y) for y in (40, 70)]  # fmt: skip
    cells = [each.text for each in table()]
    (region,) = found_in([*paragraph, title, *table(), note])
    assert sorted(region) == sorted(cells)
    assert found_in(paragraph) == []
    assert found_in(table(ROWS[:1])) == []  # one row


def test_lines_of_a_cell_of_several_belong_to_it():
    more = line("（暂行）", 220, TOP + 3 * PITCH + SIZE + 3)
    (region,) = found_in([*table(), more])
    assert more.text in region


class Halving:
    """Says that every image is a table of so many rows and columns, all as large."""

    def __init__(self, rows, columns, sure=0.99):
        self.shape, self.sure, self.shown = (rows, columns), sure, []

    def read_table(self, image):
        self.shown.append(image.shape)
        height, width = image.shape[:2]
        rows, columns = self.shape
        xs = [width * n / columns for n in range(columns + 1)]
        ys = [height * n / rows for n in range(rows + 1)]
        return replace(structure(xs, ys), confidence=self.sure)


def looked_at(lines, reader, width=595.0, drawn=()):
    pixels = np.full((842, round(width), 3), 255, np.uint8)
    raster = Raster(pixels, 72.0, width, 842.0, (0.0, 0.0, width, 842.0))
    return with_structures(drawn, page_of(lines, width), raster, reader)


EVEN = (100.0, 220.0, 340.0)


def rows_of(*texts):
    return [tuple(text.split()) for text in texts]


def test_a_table_that_the_module_reads_is_one_of_the_page():
    rows = rows_of("县区 户数 人数", "岫水县 120 340", "石堰县 98 210", "安河县 77 156")
    (grid,) = looked_at(table(rows, EVEN), Halving(4, 3))
    assert (grid.rows, grid.columns, grid.found_by) == (4, 3, "structure")
    assert grid.confidence == pytest.approx(0.9 * 0.99)
    assert looked_at(table(rows, EVEN), Halving(4, 3, sure=0.8)) == ()
    assert looked_at(table(rows, EVEN), Halving(2, 3)) == ()


@pytest.mark.parametrize(
    "texts",
    [
        ("陈安 李河 王堰", "赵澜 孙岭 周霁", "吴岫 郑沧 冯石", "褚云 卫省 蒋川"),  # names
        ("主任2 副主任1", "委员3 委员5", "秘书7 秘书9", "干事4 干事6"),  # words in two columns
    ],
    ids=["names", "two-columns"],
)
def test_columns_of_names_are_no_table(texts):
    rows = rows_of(*texts)
    columns = EVEN[: len(rows[0])]
    reader = Halving(len(rows), len(columns))
    assert looked_at(table(rows, columns), reader) == ()
    assert reader.shown


def test_two_pages_on_a_sheet_are_no_two_columns():
    left = [
        line("各县要加强管理，按期完成任务，并于每年年底前报送情况。", 80, 100 + 30 * n)
        for n in range(12)
    ]
    right = [
        line("各县要加强管理，按期完成任务，并于每年年底前报送情况。", 675, 100 + 30 * n)
        for n in range(12)
    ]
    reader = Halving(12, 2)
    assert looked_at([*left, *right], reader, width=1190.0) == ()
    assert reader.shown == []


def test_of_a_ruled_table_only_cells_with_lines_side_by_side_are_asked_about():
    rows = rows_of("县区 户数 人数", "岫水县 120 340", "石堰县 98 210", "安河县 77 156")
    lines = table(rows, EVEN)
    xs, ys = (80.0, 180.0, 300.0, 420.0), (192.0, 222.0, 252.0, 282.0, 312.0)
    ruled = Grid(
        3,
        tuple((x, y) for y in ys for x in xs),
        tuple((row, column, 1, 1) for row in range(4) for column in range(3)),
    )
    reader = Halving(4, 3)
    assert looked_at(lines, reader, drawn=(ruled,)) == (ruled,)
    assert reader.shown == []
    frame = Grid(1, tuple((x, y) for y in ys[::4] for x in xs[::3]), ((0, 0, 1, 1),))
    (grid,) = looked_at(lines, reader, drawn=(frame,))
    assert (grid.rows, grid.columns) == (4, 3)
    assert grid.box == frame.box
    assert looked_at(lines, Halving(7, 3), drawn=(frame,)) == (frame,)
