"""Tables: found in text and on pages, kept out of paragraphs and clauses, their sums checked."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.extract.blocks import read_document
from hongtou.extract.normalise import tight
from hongtou.extract.read import read_circulars
from hongtou.extract.split import split_circulars
from hongtou.extract.tables import cell_evidence, place_tables
from hongtou.ingest import Grid, Line, Page

HEAD = """云澜省水务厅文件
云水发〔2023〕9号
云澜省水务厅关于下达2023年改造任务的通知
各市水务局：
现将2023年改造任务下达给你们，请抓紧落实。
一、改造任务要在年底前完成。
附件：1.2023年改造任务表
2.停用文件目录
云澜省水务厅
2023年3月1日
附件1
2023年改造任务表
"""
ROWS = [
    ("县区", "处数（处）", "资金（万元）"),
    ("安河县", "12", "120.5"),
    ("青石县", "8", "79.5"),
    ("合计", "20", "200.0"),
]


def typed(rows, gap="\t"):
    return "\n".join(gap.join(row) for row in rows)


def only(text, as_text):
    (circular,) = read_circulars(as_text(text))
    return circular


@pytest.mark.parametrize(
    "body",
    [
        typed(ROWS),
        typed(ROWS, "|"),
        "\n".join("| " + " | ".join(row) + " |" for row in [ROWS[0], ("---",) * 3, *ROWS[1:]]),
        typed(ROWS, "    "),
        typed(ROWS, "　　"),
        typed(ROWS).replace("\n", "\n\n"),
    ],
    ids=["tabs", "bars", "markdown", "spaces", "wide-spaces", "blank-lines"],
)
def test_a_table_of_an_annex(as_text, body):
    (table,) = only(HEAD + body, as_text).tables
    assert (table.title, table.attachment) == ("2023年改造任务表", 1)
    assert (table.header, table.rows) == (ROWS[0], tuple(ROWS[1:]))
    assert (table.pages, table.cells) == ((), ())
    assert table.confidence == 0.98  # it adds up
    (evidence,) = table.evidence
    assert evidence.quote.strip("| ").startswith("县区")
    assert evidence.quote.strip("| ").endswith("200.0")


def test_a_cell_a_line_with_a_count(as_text):
    rows = [("序号", "单位", "任务"), ("1", "安河县", "改造"), ("2", "青石县", "新建")]
    text = HEAD + "\n".join(cell for row in rows for cell in row)
    (table,) = only(text, as_text).tables
    assert table.rows == tuple(rows[1:])


@pytest.mark.parametrize(
    "body",
    [
        "序号\n单位\n任务\n1\n安河县\n2\n青石县",
        "安河县　　青石县　　柳林县\n张三　　　李四　　　王五\n赵六　　　钱七　　　孙八",
        "\t一、各县要在年底前完成。\n\t二、做好记录。",
        "安河县|青石县",
    ],
    ids=["not-regular", "names", "indented", "one-row"],
)
def test_what_is_not_clear_is_no_table(as_text, body):
    assert only(HEAD + body, as_text).tables == ()


def test_two_levels_of_a_header_are_joined(as_text):
    body = "县区\t改造任务\t\n\t处数\t资金\n安河县\t12\t120\n青石县\t8\t80\n总 计\t20\t200"
    (table,) = only(HEAD + body, as_text).tables
    assert table.header == ("县区", "改造任务/处数", "改造任务/资金")
    assert table.rows[-1] == ("总计", "20", "200")


def test_a_total_that_does_not_fit_is_told(as_text):
    rows = [*ROWS[:3], ("合计", "21", "200.0")]
    circular = only(HEAD + typed(rows), as_text)
    (issue,) = [issue for issue in circular.issues if issue.code == "table_sum"]
    assert issue.severity == "warning"
    assert issue.message == "column 处数（处）: the rows add up to 20, the total says 21"
    assert circular.tables[0].confidence == 0.6


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("合计", "20", "200"), ("甲县", "12", "120"), ("乙县", "8", "80")], "total at the top"),
        (
            [
                ("甲县", "12", "120"),
                ("乙县", "8", "80"),
                ("小计", "20", "200"),
                ("丙县", "5", "1,000"),
                ("丁县", "5", "—"),
                ("小计", "10", "1,000"),
                ("总计", "30", "1,200"),
            ],
            "subtotals",
        ),
        (
            [("甲县", "12", "50%"), ("乙县", "8", "40%"), ("合计", "20", "45%")],
            "a rate does not add up",
        ),
    ],
    ids=["top", "subtotals", "rates"],
)
def test_totals_that_fit(as_text, rows, why):
    circular = only(HEAD + typed([("县区", "处数", "资金"), *rows]), as_text)
    assert [i for i in circular.issues if i.code == "table_sum"] == [], why
    assert circular.tables[0].confidence == 0.98


def test_rows_of_a_table_are_no_clauses_and_no_text(as_text):
    body = "二、各地任务见下表。\n任务表\n序号\t任务\n1.\t三、清淤\n2.\t四、加固\n三、以上任务由各县落实。"
    text = HEAD.partition("附件：")[0] + body + "\n云澜省水务厅\n2023年3月1日"
    circular = only(text, as_text)
    assert [clause.id for clause in circular.clauses] == ["一", "二", "三"]
    assert "清淤" not in "".join(clause.text for clause in circular.clauses)
    assert "任务表" not in circular.clauses[1].text
    (table,) = circular.tables
    assert (table.title, table.attachment) == ("任务表", None)


def test_documents_of_a_list_are_referred_to_one_a_row(as_text):
    rows = [
        ("序号", "文件名称", "文号"),
        ("1", "云澜省水务厅关于收取水费的通知", "云水发〔2001〕3号"),
        ("2", "云澜省取水暂行办法", "云水发〔2005〕17号"),
    ]
    text = (
        HEAD.partition("附件1\n")[0] + "附件2\n云澜省水务厅决定废止的规范性文件目录\n" + typed(rows)
    )
    circular = only(text, as_text)
    assert [(r.relation, r.number) for r in circular.references] == [
        ("repeals", "云水发〔2001〕3号"),
        ("repeals", "云水发〔2005〕17号"),
    ]
    assert circular.tables[0].attachment == 2


XS, TOP, HIGH = (80.0, 180.0, 340.0, 515.0), 200.0, 26.0


def ruled_page(rows, *, number=1, above=(), turn=0.0, spans=(), xs=XS):
    """A page with a grid of `rows`, each a list of (text or lines); `spans` are cells that span;
    `turn` is the slope of all of it."""

    def place(x, y):
        return x - turn * (y - 400), y + turn * (x - 300)

    edges = [TOP + HIGH * n for n in range(len(rows) + 1)]
    points = tuple(place(x, y) for y in edges for x in xs)
    covered = {
        (i, j)
        for row, column, tall, wide in spans
        for i in range(row, row + tall)
        for j in range(column, column + wide)
    }
    single = [
        (i, j, 1, 1) for i in range(len(rows)) for j in range(len(xs) - 1) if (i, j) not in covered
    ]
    grid = Grid(len(xs) - 1, points, tuple(sorted([*single, *spans])))
    lines = [line(text, 90.0, 60.0 + 20 * n, place) for n, text in enumerate(above)]
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            texts = [cell] if isinstance(cell, str) else cell
            for k, text in enumerate(texts):
                if text:
                    lines.append(line(text, xs[j] + 6, edges[i] + 4 + 10 * k, place))
    skew = math.degrees(math.atan(turn))
    return Page(number, 595.0, 842.0, tuple(lines), "ocr", 200.0, skew, tables=(grid,))


def line(text, x, y, place, em=10.0):
    corners = [place(x, y), place(x + em * len(text), y + em)]
    (left, top), (right, bottom) = corners
    box = (left, min(top, bottom), right, max(top, bottom))
    edges = tuple(v for n in range(len(text)) for v in (left + n * em, left + (n + 1) * em))
    return Line(text, box, 0.99, size=em, edges=edges, char_confidence=(0.99,) * len(text))


ABOVE = [*HEAD.strip().split("\n")[:5], "附件1", "2023年改造任务表"]


@pytest.mark.parametrize("turn", [0.0, 0.03, -0.05], ids=["level", "falling", "rising"])
def test_lines_are_put_into_the_cells_of_a_grid(turn):
    (circular,) = read_circulars([ruled_page(ROWS, above=ABOVE, turn=turn)])
    (table,) = circular.tables
    assert (table.header, table.rows) == (ROWS[0], tuple(ROWS[1:]))
    assert (table.title, table.pages) == ("2023年改造任务表", (1,))
    places = table.cells
    assert [len(row) for row in places] == [3, 3, 3, 3]
    assert places[1][2].page == 1
    if not turn:
        assert places[1][2].box == (340.0, 226.0, 515.0, 252.0)


DASHED = [("县（区）", "标准", "户数"), ("安河县", "620", "12"), ("青川区", "一", "一"), ("柳林县", "580", "二"), ("合计", "1200", "30")]  # fmt: skip


def test_a_dash_among_numbers_is_no_one():
    (circular,) = read_circulars([ruled_page(DASHED, above=ABOVE)])
    (table,) = circular.tables
    assert [row[1] for row in table.rows] == ["620", "—", "580", "1200"]
    assert [row[2] for row in table.rows] == ["12", "一", "二", "30"], "a column of counts in words"


def test_a_line_across_cells_is_cut_at_their_edge():
    page = ruled_page([ROWS[0], ("", "", ""), ROWS[2], ROWS[3]], above=ABOVE)
    text = "安河县　12"
    left = XS[0] + 50  # its last two characters stand beyond the edge
    edges = tuple(v for n in range(len(text)) for v in (left + n * 14, left + n * 14 + 13))
    across = Line(text, (left, 230.0, left + 84, 240.0), 0.99, size=10.0, edges=edges)
    (circular,) = read_circulars([replace(page, lines=(*page.lines, across))])
    assert circular.tables[0].rows[0] == ("安河县", "12", "")


def test_lines_of_one_cell_are_joined_in_their_order():
    rows = [ROWS[0], (["安河县", "柳林镇"], "12", ["120", ".5"]), *ROWS[2:]]
    document = read_document([ruled_page(rows, above=ABOVE)])
    zones = split_circulars(document)
    ((placing,),) = place_tables(document, zones)
    cell = placing.laid.rows[1][0]
    assert (cell.text, placing.laid.texts(1)) == ("安河县柳林镇", ["安河县柳林镇", "12", "120.5"])
    evidence = cell_evidence(document, cell, "table.cell", 0.9)
    assert [item.quote for item in evidence] == ["安河县", "柳林镇"]
    assert all(document.text[slice(*item.span)] == item.quote for item in evidence)
    assert cell.block.cell == (1, 0)


def test_merged_cells_speak_for_all_they_span():
    rows = [("类别", "任务", ""), ("", "处数", "资金"), ("一类", "3", "30"), ("", "4", "40")]
    spans = ((0, 0, 2, 1), (0, 1, 1, 2), (2, 0, 2, 1))
    (circular,) = read_circulars([ruled_page(rows, above=ABOVE, spans=spans)])
    (table,) = circular.tables
    assert table.header == ("类别", "任务/处数", "任务/资金")
    assert table.rows == (("一类", "3", "30"), ("一类", "4", "40"))


@pytest.mark.parametrize("repeated", [True, False], ids=["header-again", "no-header"])
@pytest.mark.parametrize("above", [(), ("续表",)], ids=["nothing-above", "continued"])
def test_a_table_goes_on_on_the_next_page(repeated, above):
    second = [ROWS[0], *ROWS[2:]] if repeated else ROWS[2:]
    pages = [ruled_page(ROWS[:2], above=ABOVE), ruled_page(second, number=2, above=above)]
    (circular,) = read_circulars(pages)
    (table,) = circular.tables
    assert (table.rows, table.pages) == (tuple(ROWS[1:]), (1, 2))
    assert [place.page for place, *_ in table.cells] == [1, 1, 2, 2]
    assert table.confidence == 0.98


def test_a_page_by_itself_has_the_title_above_its_table():
    (circular,) = read_circulars([ruled_page(ROWS, above=("单位：万元", "2023年改造任务表"))])
    assert circular.tables[0].title == "2023年改造任务表"


def test_another_table_on_the_next_page_is_another():
    pages = [
        ruled_page(ROWS, above=ABOVE),
        ruled_page(ROWS, number=2, above=("附件2", "2024年改造任务表")),
    ]
    (circular,) = read_circulars(pages)
    assert [(t.title, t.attachment) for t in circular.tables] == [
        ("2023年改造任务表", 1),
        ("2024年改造任务表", 2),
    ]


def test_a_row_broken_by_the_page_is_one():
    first = [("序号", "名称", "备注"), ("1", "甲办法", ""), ("2", "乙", "有")]
    pages = [
        ruled_page(first, above=ABOVE),
        ruled_page([("", "办法", "效"), ("3", "丙办法", "")], number=2),
    ]
    (circular,) = read_circulars(pages)
    assert circular.tables[0].rows[1:] == (("2", "乙办法", "有效"), ("3", "丙办法", ""))


def test_columns_without_rulings():
    page = ruled_page(ROWS, above=ABOVE)
    (circular,) = read_circulars([replace(page, tables=())])
    (table,) = circular.tables
    assert (table.header, table.rows) == (ROWS[0], tuple(ROWS[1:]))
    assert table.cells[1][1].box[0] == pytest.approx(186.0)


@pytest.mark.parametrize(
    "rows",
    [
        [("云澜省水务厅", "云澜省财政厅"), ("周平", "吴正"), ("李云", "郑安")],
        [("甲方代表李云", "电话：81234567", ""), ("乙方代表", "周平", ""), ("丙方", "吴正", "")],
    ],
    ids=["signatures", "contacts"],
)
def test_lines_beside_each_other_are_no_table_by_that(rows):
    page = ruled_page(rows, above=ABOVE)
    (circular,) = read_circulars([replace(page, tables=())])
    assert circular.tables == ()


def test_a_frame_around_text_is_no_table():
    page = ruled_page([("各县要在年底前完成改造。", "", ""), ("", "", "")], above=ABOVE)
    (circular,) = read_circulars([page])
    assert circular.tables == ()


def test_a_page_with_nothing_but_a_table_is_still_read():
    document = read_document([ruled_page(ROWS)])
    assert [block.text for block in document.blocks][:3] == list(ROWS[0])


@given(
    st.lists(
        st.text(st.sampled_from("序号合计县甲乙12３,.%—\t|｜ \u3000-"), max_size=14), max_size=12
    )
)
def test_any_lines_give_tables_whose_cells_lead_back_to_the_text(rows):
    text = "\n".join(rows)
    document = read_document([Page(1, 0.0, 0.0, tuple(Line(row) for row in rows), "text")])
    for laid in document.tables:
        assert all(len(row) == laid.columns for row in laid.rows)
        for block in laid.blocks():
            first, last = block.span
            assert "\n" not in text[first:last]
            assert tight(text[first:last]) == block.text
    read_circulars([Page(1, 0.0, 0.0, tuple(Line(row) for row in rows), "text")])
