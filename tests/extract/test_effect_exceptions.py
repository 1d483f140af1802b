"""No whole where the sentence excepts something or means some cases alone; no document where a title
in brackets, a remark of a row or the head of a list is meant. Invented samples."""

import pytest

from hongtou.extract import read_circulars

HEAD = "云城市水务局文件\n云水〔2021〕10号\n关于做好工作的通知\n各县水务局：\n"
TAIL = "\n云城市水务局\n2021年1月2日"


def read(as_text, body, tail=TAIL):
    (circular,) = read_circulars(as_text(HEAD + body + tail))
    return circular


def said(circular):
    """Relation, title or number, part and matter of each; `None` twice is the whole."""
    return [
        (r.relation, r.title or r.number, r.target_clause, r.scope) for r in circular.references
    ]


A = "《甲办法》（云水〔2001〕1号）"
ROWS = [
    (f"{A}自印发之日起废止，但涉及押金的内容除外。", ("repeals", "甲办法", None, "除涉及押金的内容外"), "saved behind the verb"),
    (f"{A}同时废止，其中有关水价的规定除外。", ("repeals", "甲办法", None, "除有关水价的规定外"), "saved of it"),
    (f"废止{A}，但有关水价的规定除外。", ("repeals", "甲办法", None, "除有关水价的规定外"), "behind a verb ahead"),
    (f"废止{A}（有关水价的规定除外）。", ("repeals", "甲办法", None, "除有关水价的规定外"), "in a bracket"),
    (f"{A}（除水价标准外）停止执行。", ("ceases", "甲办法", None, "除水价标准外"), "excepted in a bracket"),
    ("《甲办法》（云水〔2001〕1号，其中关于水价的规定除外）废止。", ("repeals", "甲办法", None, "除关于水价的规定外"),
     "in the bracket of the number"),
    (f"除县级工程外，{A}停止执行。", ("ceases", "甲办法", None, "除县级工程外"), "ahead of the document"),
    (f"{A}除第十四条外继续有效，有效期延长2年。", ("extends", "甲办法", None, "除第十四条外"), "of the second verb too"),
    (f"{A}自2022年3月1日起停止执行，已受理的项目除外。", ("ceases", "甲办法", None, "除已受理的项目外"), "cases saved"),
    (f"自2022年起，对农村水站不再执行{A}。", ("ceases", "甲办法", None, "农村水站"), "for some alone"),
    (f"{A}提出的水费减免政策延长至2022年6月30日。", ("extends", "甲办法", None, "提出的水费减免政策"), "a policy of it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_no_whole_where_something_is_excepted(as_text, text, expected, why):
    assert expected in said(read(as_text, text)), why


@pytest.mark.parametrize("text", [row[0] for row in ROWS[:3]] + [row[0] for row in ROWS[6:]])
def test_what_is_excepted_in_other_words_is_below_nine_tenths(as_text, text):
    (effect,) = (r for r in read(as_text, text).references if r.relation != "confirms")
    assert effect.partial
    assert effect.confidence < 0.9


WHOLE = [
    (f"本办法自印发之日起施行，{A}同时废止，国家另有规定的除外。", "a reservation"),
    (f"除第五条外，本办法自2022年1月1日起施行，{A}同时废止。", "excepted of the circular itself"),
    (f"{A}同时废止，除第五条外，本办法自2022年1月1日起施行。", "of the circular, behind"),
    (f"{A}停止执行，除市政府批准的项目外，一律不得再审批。", "of what follows"),
    (f"除另有规定外，{A}停止执行。", "a reservation ahead"),
    ("《云城市除雪办法》（云水〔2001〕1号）停止执行，解除合同的按规定办理。", "words with 除"),
    (f"市政府决定对下列文件停止执行：{A}。", "documents are no cases"),
]


@pytest.mark.parametrize(("text", "why"), WHOLE, ids=[row[1] for row in WHOLE])
def test_a_whole_stays_whole(as_text, text, why):
    (ended,) = (r for r in read(as_text, text).references if r.relation in ("ceases", "repeals"))
    assert (ended.partial, ended.scope, ended.confidence >= 0.9) == (False, None, True), why


def test_an_exception_of_several_is_in_doubt(as_text):
    one = read(as_text, f"{A}、《乙办法》（云水〔2002〕2号）停止执行，但涉及押金的内容除外。")
    assert [(r.title, r.scope, r.confidence) for r in one.references] == [
        ("甲办法", "除涉及押金的内容外", 0.6), ("乙办法", "除涉及押金的内容外", 0.6),
    ]  # fmt: skip
    assert [issue.code for issue in one.issues] == ["exception_unclear"]


def test_a_title_in_brackets_behind_a_number_holds_what_it_names(as_text):
    text = "云水〔2018〕50号（关于全面取消《通水单》有关事项的公告）附件第2项同时停止执行。"
    assert said(read(as_text, text)) == [
        ("ceases", "关于全面取消〈通水单〉有关事项的公告", "附件第2项", None)
    ]


def test_a_remark_that_reads_like_a_title_is_no_row(as_text):
    annex = "\n附件\n废止的文件目录\n1.关于水坝的通知（云水〔2007〕28号）\n新的水坝管理规定\n2.关于水井的通知（云水〔2008〕8号）"
    one = read(as_text, "决定废止下列文件（见附件）。", TAIL + annex)
    assert [r.number for r in one.references] == ["云水〔2007〕28号", "云水〔2008〕8号"]


def test_the_head_of_a_list_is_no_item_of_what_was_amended_before(as_text):
    text = (
        "将《甲办法》（云水〔2001〕1号）附件2中的“水利局”字样删除。\n"
        "二、将下列各件中的“市水利局”修改为“市水务局”：\n（一）《乙办法》（云水〔2002〕2号）。"
    )
    amended = [r.title for r in read(as_text, "一、" + text).references if r.relation == "amends"]
    assert amended.count("甲办法") == 1


def test_a_matter_that_says_another_act_is_not_understood(as_text):
    one = read(as_text, "云水〔2010〕7号文件标题中“（试行）”删除，有效期延长至2022年12月31日。")
    assert "extends" not in [r.relation for r in one.references]
    assert all(r.confidence <= 0.6 or r.relation != "cites" for r in one.references)


def test_a_verb_within_what_is_named_is_no_act(as_text):
    text = "云水〔2001〕1号文件关于水站暂缓征费的规定，除水库外，一律停止执行。"
    assert "suspends" not in [r.relation for r in read(as_text, text).references]


def test_a_number_behind_the_comma_of_an_item_is_its_titles(as_text):
    text = "现废止下列文件：\n1、《甲说明》，云水〔1986〕12号；\n2、《乙规定》，云水〔1988〕4号"
    one = read(as_text, text)
    assert [(r.relation, r.title, r.number) for r in one.references] == [
        ("repeals", "甲说明", "云水〔1986〕12号"), ("repeals", "乙规定", "云水〔1988〕4号"),
    ]  # fmt: skip
