import math
import time
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.ingest import Line, Page, mark_margins
from hongtou.ingest.layout import Piece, join, order, skew, straighten

WIDTH, HEIGHT = 595.0, 842.0


def piece(text, left, top, right=None, bottom=None, **keys):
    box = (left, top, right or left + 16 * len(text), bottom or top + 16)
    return Piece(Line(text, box, **keys), box)


def texts(lines):
    return [line.text for line in lines]


def turned(box, degrees):
    """The corners of a box on a page turned clockwise by `degrees` about its middle."""
    angle = math.radians(degrees)
    left, top, right, bottom = box
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return tuple(
        (
            (x - WIDTH / 2) * math.cos(angle) - (y - HEIGHT / 2) * math.sin(angle) + WIDTH / 2,
            (x - WIDTH / 2) * math.sin(angle) + (y - HEIGHT / 2) * math.cos(angle) + HEIGHT / 2,
        )
        for x, y in corners
    )


def laid(pieces, degrees):
    quads = [turned(each.frame, degrees) for each in pieces]
    slope = skew(quads)
    return [
        Piece(
            Line(
                each.line.text,
                (
                    min(x for x, _ in quad),
                    min(y for _, y in quad),
                    max(x for x, _ in quad),
                    max(y for _, y in quad),
                ),
            ),
            straighten(quad, slope, WIDTH, HEIGHT),
        )
        for each, quad in zip(pieces, quads, strict=True)
    ]


@st.composite
def paragraphs(draw):
    """Lines set as in a circular: rows 28 points apart, some with a second piece to the right."""
    pieces = []
    for row in range(draw(st.integers(3, 22))):
        top = 100 + 28 * row + draw(st.floats(-1.5, 1.5))
        if draw(st.booleans()):
            left = draw(st.sampled_from([90.0, 122.0]))
            pieces.append(piece(f"{row}号第一二三四五六七八九十一二三四五六", left, top))
        else:
            pieces.append(piece(f"{row}号甲乙丙丁", 90, top))
            pieces.append(piece(f"{row}号戊己庚辛", 330, top + draw(st.floats(-2, 2))))
    return pieces


@given(paragraphs(), st.randoms(use_true_random=False), st.floats(-3, 3))
def test_skew_and_order_of_finding_leave_the_reading_order(pieces, random, degrees):
    expected = [each.line.text for each in pieces]
    shuffled = list(pieces)
    random.shuffle(shuffled)
    assert texts(order(laid(shuffled, degrees), WIDTH, HEIGHT)) == expected


@given(st.floats(-5, 5), st.integers(1, 30))
def test_the_slope_of_long_lines_is_found(degrees, count):
    boxes = [(90.0, 60 + 24.0 * n, 500.0, 76 + 24.0 * n) for n in range(count)]
    short = [(90.0, 800.0, 110.0, 820.0)]
    quads = [turned(box, degrees) for box in boxes] + [turned(box, 45) for box in short]
    assert skew(quads) == pytest.approx(degrees, abs=0.01)


def test_without_long_lines_there_is_no_slope():
    assert skew([]) == 0.0
    assert skew([turned((90.0, 800.0, 110.0, 820.0), 30)]) == 0.0


@given(
    st.lists(
        st.tuples(st.floats(0, 500), st.floats(0, 800), st.text("一二三", min_size=1, max_size=9))
    )
)
def test_no_piece_is_lost(rows):
    pieces = [piece(text, left, top) for left, top, text in rows]
    lines = order(pieces, WIDTH, HEIGHT)
    assert sorted("".join(texts(lines)).replace(" ", "")) == sorted("".join(t for *_, t in rows))


def test_a_line_that_was_split_is_joined():
    left = piece("关于做好", 90, 100, edges=(90.0, 106, 106, 122, 122, 138, 138, 154))
    right = piece("有关工作", 156, 101, edges=(156.0, 172, 172, 188, 188, 204, 204, 220))
    (line,) = order([right, left], WIDTH, HEIGHT)
    assert line.text == "关于做好有关工作"
    assert line.box == (90, 100, 220, 117)
    assert len(line.edges) == 16


def test_a_joined_line_keeps_a_space_where_there_was_one():
    (line,) = order([piece("第一章", 90, 100), piece("总则", 148, 100)], WIDTH, HEIGHT)
    assert line.text == "第一章 总则"


APART = [
    ("a wide gap", piece("泰安市财政局", 90, 700), piece("2020年2月12日印发", 300, 700)),
    ("another size", piece("总则", 90, 100), piece("章", 123, 96, 150, 124)),
    ("another colour", piece("总则", 90, 100), piece("章", 123, 100, colour="red")),
    ("another kind", piece("总则", 90, 100), piece("章", 123, 100, kind="handwriting")),
    ("not level", piece("发展改革委办公厅", 90, 100), piece("文件", 219, 108)),
]


@pytest.mark.parametrize(("why", "left", "right"), APART, ids=[why for why, *_ in APART])
def test_pieces_that_stay_apart(why, left, right):
    assert len(order([left, right], WIDTH, HEIGHT)) == 2, why


def test_joining_without_characters_of_one_side_drops_those_of_the_other():
    left = Line("一", (0, 0, 9, 9), edges=(0.0, 9.0), char_confidence=(0.5,), confidence=0.5)
    right = Line("二三四", (10, 0, 40, 9), confidence=0.9)
    line = join(left, right, space=False)
    assert (line.text, line.edges, line.char_confidence) == ("一二三四", (), ())
    assert line.confidence == pytest.approx(0.8)


def test_two_columns_are_read_one_after_the_other():
    left = [piece(f"左{n:02}一二三四五六七八九十", 60, 100 + 24 * n) for n in range(12)]
    right = [piece(f"右{n:02}一二三四五六七八九十", 320, 105 + 24 * n) for n in range(12)]
    title = piece("公告", 281, 60)
    lines = order([title, *right, *left], WIDTH, HEIGHT)
    assert [text[0] for text in texts(lines)] == ["公"] + ["左"] * 12 + ["右"] * 12


def test_a_table_is_read_row_by_row():
    cells = [
        piece(text, left, 100 + 24 * row)
        for row in range(12)
        for left, text in ((60, f"县{row}"), (330, f"{row}人"))
    ]
    assert texts(order(cells[::-1], WIDTH, HEIGHT)) == [each.line.text for each in cells]


NUMBERS = [
    ("— 1 —", 275, 780, True),
    ("-12-", 275, 780, True),
    ("一3一", 275, 780, True),
    ("·4·", 275, 780, True),
    ("- 5 -", 80, 780, True),  # verso: outer corner
    ("6", 290, 780, True),
    ("第 7 页 共 9 页", 250, 780, True),
    ("8/9", 280, 780, True),
    ("— 9 —", 275, 30, True),  # at the head
    ("10", 290, 400, False),  # in the text
    ("300元", 275, 780, False),
    ("二〇二〇", 275, 780, False),
    ("126.com", 275, 780, False),
    ("12345", 275, 780, False),  # no page has five digits
]


@pytest.mark.parametrize(("text", "left", "top", "expected"), NUMBERS)
def test_page_numbers(text, left, top, expected):
    pieces = [piece("正文一二三四五六七八九十", 90, 100 + 30 * n) for n in range(8)]
    number = piece(text, left, top, left + 8 * len(text))
    lines = order([*pieces, number], WIDTH, HEIGHT)
    assert [line.text for line in lines if line.kind == "page_number"] == [text] * expected


def test_the_last_cell_of_a_table_is_no_page_number():
    rows = [
        piece(f"{n}00", left, 560 + 24 * n, left + 24) for n in range(10) for left in (90, 285, 480)
    ]
    assert all(line.kind == "print" for line in order(rows, WIDTH, HEIGHT))


def test_the_end_of_a_paragraph_is_no_page_number():
    rows = [piece("电话一二三四五六七八九十", 90, 590 + 24 * n) for n in range(8)]
    lines = order([*rows, piece("19", 90, 782, 106)], WIDTH, HEIGHT)
    assert lines[-1].kind == "print"


def page(number, *lines):
    return Page(number, WIDTH, HEIGHT, tuple(each.line for each in lines), "ocr")


def test_running_heads_are_marked_on_all_pages_that_have_them():
    pages = [
        page(
            n,
            piece("某某省财政厅文件汇编" if n != 3 else "某某省财玫厅文件汇编", 90, 40 + n % 2),
            piece(f"正文第{n}页一二三四五六", 90, 100),
        )
        for n in range(1, 7)
    ]
    marked = mark_margins(pages)
    assert [[line.kind for line in each.lines] for each in marked] == [
        ["running_head", "print"]
    ] * 6


SENT = [
    "JAN-01-2000  03:46    FAX NO. 0999 5551512    P.02/02",
    "2021-03-04 10:21 云浦市水务局 0999-5550100 P.1/3",
    "2021年3月4日 10:21 传真：0999-5550100 第1页",
    "FROM :YUNPU WATER OFFICE  FAX NO. :0999 5551512  May. 12 2003 10:12AM  P2",
]


@pytest.mark.parametrize("text", SENT)
def test_what_a_fax_prints_on_a_page_is_no_text_even_of_one_page(text):
    (marked,) = mark_margins([page(1, piece(text, 60, 20), piece("各级财政部门要", 90, 100))])
    assert [line.kind for line in marked.lines] == ["running_head", "print"]


@pytest.mark.parametrize(
    "text",
    [
        "云浦市水务局2021年3月4日印发",
        "（2021年3月4日10:21通过）",
        "云水函〔2021〕3号",
        "第2页　共3页",
    ],
)
def test_what_stands_on_top_of_a_page_is_text(text):
    (marked,) = mark_margins([page(1, piece(text, 60, 20), piece("各级财政部门要", 90, 100))])
    assert marked.lines[0].kind == "print"


@pytest.mark.parametrize("kind", ["of many words", "of the same characters"])
def test_running_heads_of_many_dense_pages_take_no_time(kind):
    """300 pages full of text to their edges: in proportion to the pages, not to their square."""
    random = Random(1)
    words = [chr(0x4E00 + 7 * n) for n in range(2000 if kind == "of many words" else 40)]
    weights = [1 / (n + 3) for n in range(len(words))]
    pages = []
    for n in range(300):
        rows = ["".join(random.choices(words, weights, k=40)) for _ in range(68)]
        body = [piece(row, 50, 34 + 12 * k, 545, 45 + 12 * k) for k, row in enumerate(rows)]
        pages.append(page(n + 1, piece(f"某某省财政厅文件汇编 {n}", 90, 20, 300, 32), *body))
    start = time.process_time()
    marked = mark_margins(pages)
    assert time.process_time() - start < 3
    assert all(
        [line.kind for line in each.lines] == ["running_head"] + ["print"] * 68 for each in marked
    )


def test_what_is_not_a_running_head():
    red = [page(n, piece("泰安市财政局文件", 90, 40, colour="red")) for n in range(4)]
    few = [
        page(n, piece("泰安市财政局" if n < 2 else f"{'甲乙丙丁'[n - 2] * 6}", 90, 40))
        for n in range(6)
    ]
    body = [page(n, piece("同样的正文", 90, 300)) for n in range(5)]
    two = [page(n, piece("某某省财政厅", 90, 40)) for n in range(2)]
    for pages in (red, few, body, two, []):
        kinds = {line.kind for each in mark_margins(pages) for line in each.lines}
        assert kinds <= {"print"}


def test_a_bare_number_close_to_the_text_counts_on_from_other_pages():
    body = [piece("各级各类职业技能培训活动要按照部署开展", 90, y) for y in (600, 715)]
    third = page(3, *body, piece("— 3 —", 270, 780))
    third = replace(third, lines=(*third.lines[:-1], replace(third.lines[-1], kind="page_number")))

    def second(foot):
        return page(2, *body, piece(foot, 110, 748, 120))

    assert mark_margins([second("2"), third])[0].lines[-1].kind == "page_number"
    assert mark_margins([second("7"), third])[0].lines[-1].kind == "print"
    assert mark_margins([second("2")])[0].lines[-1].kind == "print"
    first = page(1, *body)  # a letter has no number on its first page
    assert mark_margins([first, second("2")])[1].lines[-1].kind == "page_number"
    assert mark_margins([first, second("7")])[1].lines[-1].kind == "print"
