"""Character errors in reading order, and whatever the order of the lines."""

import json

import pytest

from hongtou.evaluate.apart import errors_apart
from hongtou.evaluate.cer import characters, count
from hongtou.ingest.page import Line, Page

HEAD, BODY, STAMP = "安河市人民政府文件", "现将便民服务有关事项通知如下", "安河市档案局收文"


@pytest.mark.parametrize(
    ("wanted", "read", "errors"),
    [
        ([HEAD, BODY], [BODY, HEAD], 0),
        ([HEAD, BODY], [HEAD], len(BODY)),
        ([HEAD], [HEAD, STAMP], len(STAMP)),
        ([HEAD, BODY], ["安河市人民政府文仵", BODY], 1),
        ([HEAD, BODY], [HEAD + BODY], 0),
        ([HEAD + BODY], [BODY, HEAD], 0),
        ([HEAD, BODY], ["安河市人民政府文仵" + BODY[:-1]], 2),
        ([BODY], [BODY[:5] + "，，" + BODY[5:]], 2),
        ([HEAD, "—1—"], [HEAD, "1"], 2),
        ([HEAD, "—1—"], [HEAD], 3),
        (["甲乙丙丁"], ["戊己庚辛"], 8),
        ([], ["甲"], 1),
        ([], [], 0),
    ],
)
def test_lines_are_matched_before_their_characters_are_counted(wanted, read, errors):
    assert errors_apart(wanted, read) == errors


def test_the_same_line_twice_counts_once():
    assert errors_apart([BODY], [BODY, BODY]) == len(BODY)
    assert errors_apart([BODY, BODY], [BODY]) == len(BODY)


def test_order_counts_in_the_other_figure_alone():
    found = count([[HEAD, BODY]], [[BODY, HEAD]])
    assert (found.total, found.errors) == (len(HEAD + BODY), 0)
    assert found.in_order > 0


def test_pages_that_do_not_correspond_are_counted_as_one():
    found = count([[HEAD], [BODY]], [[BODY, HEAD]])
    assert found.errors == 0


def test_a_sample_is_counted_page_by_page(tmp_path):
    truth = tmp_path / "a.truth.json"
    truth.write_text(json.dumps([[HEAD], [BODY, "— 2 —"]]), encoding="utf-8")
    lines = [[Line(HEAD)], [Line("-2-", kind="page_number"), Line(BODY)]]
    pages = [Page(n, 595, 842, tuple(one), "ocr") for n, one in enumerate(lines, 1)]
    found = characters([truth], pages)
    assert (found.total, found.errors, found.in_order) == (len(HEAD + BODY) + 3, 0, 0)
    assert characters([tmp_path / "none.json"], pages) is None
