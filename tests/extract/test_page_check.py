"""Page numbers that are missing or out of order, and what a record tells of pages."""

from dataclasses import replace

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.page_check import numbering, seen_pages
from hongtou.ingest.page import Finding, Line, Page, Step
from hongtou.ingest.steps import turning


def printed(number, text, sure=0.99):
    lines = (Line("正文", (80, 100, 300, 120)),)
    if text is not None:
        lines += (Line(text, (280, 800, 320, 812), sure, "page_number"),)
    return Page(number, 595.0, 842.0, lines, "ocr", 200.0)


def file(*texts):
    return [printed(n, text) for n, text in enumerate(texts, 1)]


ROWS = [
    (file("— 1 —", "— 2 —", "— 3 —"), (1,), [], "complete"),
    (file("— 1 —", "— 3 —"), (1,), [(2, "page_missing", 2)], "one is missing"),
    (file("1", "2", "7", "8"), (1,), [(3, "page_missing", 3)], "several are missing"),
    (file("3", "4"), (1,), [(1, "page_missing", 1)], "the first ones are missing"),
    (file(None, "2", "3"), (1,), [], "a first page without a number"),
    (file("1", None, "2", "3"), (1,), [], "an empty back that does not count"),
    (file("1", None, "3"), (1,), [], "a page without a number that counts"),
    (file("1", None, "5"), (1,), [(3, "page_missing", 3)], "more than it could count for"),
    (file("1", "3", "2", "4"), (1,), [(3, "page_order", 2)], "two changed"),
    (file("1", "2", "2", "3"), (1,), [(3, "page_repeated", 2)], "one comes twice"),
    (file("1", "2", "9", "4", "5"), (1,), [], "one misread between two that fit"),
    (file("1", "2", "1", "2"), (1, 3), [], "another circular begins"),
    (file("1", "2", "1", "2"), (1,), [(3, "page_order", 1)], "none begins"),
    (file("1", "2", "3", "4"), (1, 3), [], "numbers that run through two circulars"),
    (file("第1页 共3页", "第3页 共3页"), (1,), [(2, "page_missing", 2)], "with the count"),
    ([printed(1, "1"), printed(2, "8", 0.6)], (1,), [], "a number that is not sure"),
    (file("1", "2", "451"), (1,), [], "so many cannot be lost"),
    (file(None, None), (1,), [], "no numbers"),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "starts", "found", "why"), ROWS, ids=[row[-1] for row in ROWS])
def test_page_numbers_are_followed(pages, starts, found, why):
    told = [(page, one.code, one.value) for page, one in numbering(pages, starts)]
    assert told == found, why


def test_a_record_tells_of_each_page_of_the_file():
    step = turning(90, 842.0, 595.0)
    cleared = Step("ground_cleared", 0.123456, 842.0, 595.0)
    page = replace(
        printed(1, None),
        steps=(step, cleared),
        sheet_size=(595.0, 842.0),
        width=842.0,
        height=595.0,
    )
    wrong = Finding("cut_edge", "warning", 0.4, "pt", (1.0, 2.0, 3.0, 4.0))
    (told, text) = seen_pages(
        [replace(page, findings=(wrong, Finding("blank_page", "info"))), Page(2, 0, 0, (), "none")],
        [],
        (),
    )
    assert (told.width, told.height, told.dpi, told.origin) == (595.0, 842.0, 200.0, "ocr")
    assert [(s.code, s.value, s.unit) for s in told.steps] == [
        ("turned", 90.0, "deg"),
        ("ground_cleared", 0.1235, "share"),
    ]
    assert [(f.code, f.value, f.unit, f.box) for f in told.findings] == [
        ("cut_edge", 0.4, "pt", (1.0, 2.0, 3.0, 4.0)),
        ("blank_page", None, None, None),
    ]
    assert (text.dpi, text.origin) == (None, "none")
    assert seen_pages([Page(1, 0, 0, (), "text")], [], ()) == ()


def test_a_circular_has_its_own_pages_only(typeset, page):
    head = [
        typeset("云澜市财政局文件", 0, indent=5.0, size=2.0, colour="red"),
        typeset("云财发〔2021〕8号", 3, indent=8.0),
        typeset("关于下达补助资金的通知", 5, indent=7.0),
        typeset("各县财政局：", 7, indent=0.0),
        typeset("一、现将补助资金下达给你们，请按规定使用，不得挪作他用。", 8, indent=2.0),
        typeset("云澜市财政局", 15, indent=19.0),
        typeset("2021年5月6日", 16, indent=20.0),
    ]
    second = [replace(line, text=line.text.replace("8号", "9号"), edges=()) for line in head]
    pages = [replace(page(head), number=1), replace(page(second), number=2, findings=())]
    first, other = read_circulars(
        [replace(p, findings=(Finding("skewed", "warning", 2.0, "deg"),)) for p in pages]
    )
    assert [p.page for p in first.seen_pages] == [1]
    assert [p.page for p in other.seen_pages] == [2]
    assert first.seen_pages[0].findings[0].code == "skewed"
