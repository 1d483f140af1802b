"""Tables without rulings over pages: all their rows are kept, and where some may be lost it is
said."""

import pytest

from hongtou.extract.read import read_circulars
from hongtou.ingest import Grid, Line, Page
from hongtou.ingest.values import replace

HEAD = ("云澜省水务厅文件", "云水发〔2023〕9号", "云澜省水务厅关于下达2023年改造资金的通知", "各市水务局：", "附件1", "2023年改造资金表")  # fmt: skip
TOP = ("序号", "县（区）", "人数（人）", "金额（万元）")
ROWS = [
    (str(n), f"{name}县", str(90 + 7 * n), str(n)) for n, name in enumerate("安柳青云河石湖", 1)
]
TOTAL = ("合计", "", str(sum(90 + 7 * n for n in range(1, 8))), "28")
LEFT, RIGHT, EM, STEP = (70.0, 180.0, 320.0, 430.0), (110.0, 240.0, 400.0, 520.0), 15.0, 29.0


def put(text, left, top, kind="print"):
    wide = sum(0.5 if char.isascii() else 1.0 for char in text) * EM
    return Line(text, (left, top, left + wide, top + EM), 0.99, kind, size=EM)


def open_page(rows, number=1, *, above=(), top=200.0, right=False, folio=True):
    """A page with rows in columns; numbers stand at the right of theirs where `right`."""
    lines = [put(text, 80.0, 20.0 + 26 * n) for n, text in enumerate(above)]
    for n, row in enumerate(rows):
        for at, text in enumerate(row):
            wide = sum(0.5 if char.isascii() else 1.0 for char in text) * EM
            left = RIGHT[at] - wide if right and at > 1 else LEFT[at]
            if text:
                lines.append(put(text, left, top + STEP * n))
    if folio:
        lines.append(put(f"— {number} —", 275.0, 800.0, "page_number"))
    return Page(number, 595.0, 842.0, tuple(lines), "ocr", 200.0)


def only_table(*pages):
    (circular,) = read_circulars(pages)
    (table,) = circular.tables
    return circular, table


@pytest.mark.parametrize("right", [False, True], ids=["left", "right"])
@pytest.mark.parametrize("repeated", [False, True], ids=["no-header", "header-again"])
@pytest.mark.parametrize("cut", [1, 4, 6, 7], ids=["one-row", "half", "all-but-one", "total"])
def test_a_table_without_rulings_goes_on_on_the_next_page(right, repeated, cut):
    rest = [*ROWS[cut:], TOTAL]
    first = open_page([TOP, *ROWS[:cut]], above=HEAD, right=right)
    second = open_page([TOP, *rest] if repeated else rest, 2, top=80.0, right=right)
    circular, table = only_table(first, second)
    assert (table.header, table.rows) == (TOP, (*ROWS, TOTAL))
    assert (table.pages, table.confidence) == ((1, 2), 0.98)
    assert not [i for i in circular.issues if i.code in ("table_rows", "table_sum")]


def structured(page, count, top):
    """The page with the grid that an engine's module gives for its rows."""
    xs = (60.0, 145.0, 280.0, 415.0, 530.0)
    ys = [top - 7 + STEP * n for n in range(count + 1)]
    cells = tuple((row, column, 1, 1) for row in range(count) for column in range(4))
    grid = Grid(4, tuple((x, y) for y in ys for x in xs), cells, 0.89, found_by="structure")
    return replace(page, tables=(grid,))


@pytest.mark.parametrize("by", [(True, True), (True, False), (False, True)], ids=str)
@pytest.mark.parametrize("repeated", [False, True], ids=["no-header", "header-again"])
def test_a_table_goes_on_whether_its_parts_were_found_by_columns_or_by_a_module(by, repeated):
    rest = [TOP, *ROWS[4:], TOTAL] if repeated else [*ROWS[4:], TOTAL]
    first, second = open_page([TOP, *ROWS[:4]], above=HEAD), open_page(rest, 2, top=80.0)
    first = structured(first, 5, 200.0) if by[0] else first
    second = structured(second, len(rest), 80.0) if by[1] else second
    table = only_table(first, second)[1]
    assert (table.header, table.rows) == (TOP, (*ROWS, TOTAL))
    assert {item.rule for item in table.evidence} <= {"table.structure", "table.aligned"}


def test_over_three_pages_with_a_line_that_says_so():
    pages = [
        open_page([TOP, *ROWS[:3]], above=HEAD),
        open_page(ROWS[3:5], 2, above=("续表",), top=80.0),
        open_page([*ROWS[5:], TOTAL], 3, above=("2023年改造资金表（续）",), top=80.0),
    ]
    assert only_table(*pages)[1].rows == (*ROWS, TOTAL)


def test_a_page_number_between_rows_set_too_low_is_no_cell():
    first = open_page([TOP, *ROWS[:4]], above=HEAD, top=690.0, folio=False)
    folio = put("— 1 —", 275.0, 752.0)
    first = Page(1, 595.0, 842.0, (*first.lines, folio), "ocr", 200.0)
    table = only_table(first, open_page([*ROWS[4:], TOTAL], 2, top=80.0))[1]
    assert table.rows == (*ROWS, TOTAL)


def test_a_row_whose_count_was_not_read_is_a_row_of_its_own():
    rest = [("", *ROWS[4][1:]), *ROWS[5:], TOTAL]
    table = only_table(open_page([TOP, *ROWS[:4]], above=HEAD), open_page(rest, 2, top=80.0))[1]
    assert [row[1] for row in table.rows] == [row[1] for row in (*ROWS, TOTAL)]


def test_a_row_of_one_line_between_others_breaks_no_table():
    rows = [TOP, *ROWS[:3], ("", "（含镇）", "", ""), *ROWS[3:], TOTAL]
    table = only_table(open_page(rows, above=HEAD))[1]
    assert len(table.rows) == 9
    assert table.rows[3] == ("", "（含镇）", "", "")


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([*ROWS[2:], TOTAL], "table_rows"),
        ([*ROWS[:2], *ROWS[4:], TOTAL], "table_rows"),
        ([(*ROWS[0][:2], "1", "1"), *((f"{n}", *row[1:]) for n, row in enumerate(ROWS[3:], 2)), TOTAL], "table_sum"),
    ],
    ids=["top-lost", "middle-lost", "totals-too-high"],
)  # fmt: skip
def test_rows_that_may_be_lost_are_told(rows, code):
    circular, table = only_table(open_page([TOP, *rows], above=HEAD))
    assert code in [issue.code for issue in circular.issues]
    assert table.confidence == 0.6


def test_codes_count_no_rows():
    rows = [
        (f"{code}", *row[1:])
        for code, row in zip((1002, 1021, 3102, 6101, 6111), ROWS[:5], strict=True)
    ]
    circular, table = only_table(open_page([("编号", *TOP[1:]), *rows], above=HEAD))
    assert "table_rows" not in [issue.code for issue in circular.issues]
    assert table.confidence > 0.6


@pytest.mark.parametrize(
    "rows",
    [
        [("云澜省水务厅", "", "2023年3月1日", "")],
        [("联系人", "李云", "电话", "81234567"), ("地址", "清原市", "邮编", "830000")],
        [
            ("类别", "县（区）", "处数（处）", "标准（元）"),
            *((r[0], r[1], r[2], r[3]) for r in ROWS),
        ],
    ],
    ids=["signature", "contacts", "another-header"],
)
def test_what_else_stands_in_those_columns_is_not_taken_in(rows):
    first = open_page([TOP, *ROWS, TOTAL], above=HEAD)
    (circular,) = read_circulars([first, open_page(rows, 2, top=80.0)])
    assert circular.tables[0].rows == (*ROWS, TOTAL)
