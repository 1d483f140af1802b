"""Documents that a row of a list names beside its own are none that the list means: what replaced it,
why it ends, the number it has now."""

from datetime import date

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.run_rows import row_cuts

HEAD = "云澜省财政厅关于清理文件的通知\n云财〔2021〕18号\n各市财政局：\n"
CLOSE = "\n云澜省财政厅\n2021年3月5日\n"
LISTED = [
    ("云澜省财政厅关于调整差旅费标准的通知", "云财行〔2010〕5号"),
    ("云澜省会计人员继续教育暂行规定", "云财会〔2003〕9号"),
    ("关于加强粮食风险基金管理的意见", "云财建〔1999〕204号"),
]
ASIDES = {
    "by_marks": "已被《云澜省差旅费管理办法》（云财行〔2018〕{0}号）代替",
    "by_number": "由云财行〔2018〕{0}号取代",
    "marks": "《云澜省差旅费管理办法》（云财行〔2018〕{0}号）",
    "number": "云财行〔2018〕{0}号",
    "plain": "云澜省第{0}次修订的差旅费管理办法（云财行〔2018〕{0}号）",
    "law": "《云澜省预算条例》第{0}条",
}
BETWEEN = {"spaces": " ", "tabs": "\t", "a_cell_a_line": "\n"}
PLACES = {
    "body": HEAD + "经研究，决定废止下列文件：\n{}" + CLOSE,
    "annex": HEAD + "决定废止一批文件（见附件）。" + CLOSE + "附件：废止文件目录\n{}",
}


def told(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return [(item.relation, item.title, item.number) for item in circular.references]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("setting", BETWEEN)
@pytest.mark.parametrize("column", ["替代文件", "废止依据", "备注"])
@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("beside", [(1,), (1, 2), (1, 2, 3)])
def test_what_replaced_a_document_is_not_repealed(as_text, beside, aside, column, setting, place):
    between = BETWEEN[setting]
    rows = [f"序号 文件名称 文号 {column}".replace(" ", between)]
    for n, (title, number) in enumerate(LISTED, 1):
        rows.append(
            between.join([str(n), title, number, *[ASIDES[aside].format(n)] * (n in beside)])
        )
    found = told(as_text, PLACES[place].format("\n".join(rows)))
    assert sorted(found) == sorted(("repeals", *row) for row in LISTED)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("between", [" ", "\t"])
@pytest.mark.parametrize("aside", ["marks", "plain", "number"])
def test_what_replaced_a_document_of_a_list_without_counts(as_text, aside, between, place):
    rows = ["文件名称 文号 替代文件".replace(" ", between)]
    rows += [between.join([*row, ASIDES[aside].format(n)]) for n, row in enumerate(LISTED, 1)]
    found = told(as_text, PLACES[place].format("\n".join(rows)))
    assert found == [("repeals", *row) for row in LISTED]


def test_a_misread_count_takes_no_row_for_an_aside(as_text):
    cells = [cell for n, row in enumerate(LISTED, 1) for cell in ("l" if n == 2 else str(n), *row)]
    text = PLACES["annex"].format("\n".join(["序号", "文件名称", "文号", *cells]))
    assert told(as_text, text) == [("repeals", *row) for row in LISTED]


def test_the_number_of_a_row_is_not_that_of_what_replaced_it(as_text):
    rows = [
        "1.关于差旅费的通知（云财行〔2010〕5号），已被《云澜省差旅费办法》（云财行〔2018〕9号）代替",
        "2.关于会计的通知（云财会〔2003〕9号）（由云财会〔2018〕3号代替）",
    ]
    assert told(as_text, PLACES["annex"].format("\n".join(rows))) == [
        ("repeals", "关于差旅费的通知", "云财行〔2010〕5号"),
        ("repeals", "关于会计的通知", "云财会〔2003〕9号"),
    ]


def test_the_day_behind_a_second_number_is_that_of_the_row(as_text):
    rows = [
        "序号 文件名称 原文号 新文号 有效期至",
        "1 云澜省差旅费办法 云财行〔2010〕5号 云财行〔2015〕7号 2025年12月31日",
        "2 云澜省会计办法 云财会〔2010〕5号 云财会〔2015〕7号 2024年12月31日",
    ]
    text = HEAD + "决定延长下列文件的有效期：\n" + "\n".join(rows) + CLOSE
    (circular,) = read_circulars(as_text(text))
    assert [(item.title, item.number, item.until) for item in circular.references] == [
        ("云澜省差旅费办法", "云财行〔2010〕5号", date(2025, 12, 31)),
        ("云澜省会计办法", "云财会〔2010〕5号", date(2024, 12, 31)),
    ]


def test_whom_a_row_names_is_no_part_of_its_number(as_text):
    cells = ["1", "张某某", "云财人〔2010〕3号", "2", "李某某", "云财人〔2010〕4号"]
    text = HEAD + "经研究，决定撤销下列人员的任职通知：\n" + "\n".join(cells) + CLOSE
    assert told(as_text, text) == [
        ("annuls", None, "云财人〔2010〕3号"),
        ("annuls", None, "云财人〔2010〕4号"),
    ]


def test_numbers_that_white_space_parts_are_no_rows():
    text = "根据云财〔2008〕1号云财〔2009〕2号云财〔2010〕3号云财〔2011〕4号等文件精神，通知如下"
    gaps = frozenset(text.index(number) for number in ("云财〔2009", "云财〔2010", "云财〔2011"))
    assert row_cuts(text, gaps) == []


@pytest.mark.parametrize("office", ["商业部门", "外贸部门", "电力部门", "主管部门"])
def test_a_department_is_no_part_of_a_prefix(as_text, office):
    found = told(as_text, f"{HEAD}{office}云商〔2010〕5号同时废止。{CLOSE}")
    assert found == [("repeals", None, "云商〔2010〕5号")]


def test_rows_with_more_cells_than_the_others_part_no_table_from_its_opening(as_text):
    rows = [
        "序号\t文件名称\t文号\t备注",
        *("\t".join([str(n), *r]) for n, r in enumerate(LISTED, 1)),
    ]
    rows[1] += "\t上位法已废止"
    found = told(as_text, PLACES["body"].format("\n".join(rows)))
    assert sorted(found) == sorted(("repeals", *row) for row in LISTED)


def test_a_table_of_projects_below_a_list_is_no_part_of_it(as_text):
    rows = [f"{n}.{title}（{number}）" for n, (title, number) in enumerate(LISTED, 1)]
    rows += ["序号\t项目\t依据", *(f"{n}\t第{n}灌区项目\t云水〔2010〕{n}号" for n in (1, 2, 3))]
    found = told(as_text, PLACES["body"].format("\n".join(rows)))
    assert found == [("repeals", *row) for row in LISTED]
