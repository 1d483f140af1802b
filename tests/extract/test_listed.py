"""Lists of documents with their fate, and clearing-up rules stated as a class."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

HEAD = "云城市人民政府文件\n云政发〔2020〕1号\n关于公布文件清理结果的决定\n各县人民政府：\n"
CLOSE = "\n云城市人民政府\n2020年1月2日\n"


def read(as_text, body, annex=""):
    return read_circulars(as_text(HEAD + body + CLOSE + annex))[0]


def told(circular):
    return [(r.relation, r.title, r.number) for r in circular.references]


def test_a_list_below_the_words(as_text):
    body = (
        "经研究，决定废止下列文件：\n一、省财政厅《甲办法》（云财〔2010〕1号）；\n"
        "二、《乙办法》（云财〔2011〕2号）；\n三、《丙办法》（云财〔2012〕3号）。"
    )
    assert told(read(as_text, body)) == [
        ("repeals", "甲办法", "云财〔2010〕1号"),
        ("repeals", "乙办法", "云财〔2011〕2号"),
        ("repeals", "丙办法", "云财〔2012〕3号"),
    ]


def test_a_list_in_one_sentence(as_text):
    body = "决定对下列文件予以废止：《甲办法》（云财〔2010〕1号）；《乙办法》（云财〔2011〕2号）。"
    assert [relation for relation, *_ in told(read(as_text, body))] == ["repeals", "repeals"]


def test_the_list_takes_its_day_from_the_sentence_behind_it(as_text):
    body = "决定废止下列文件：\n1.《甲办法》（云财〔2010〕1号）；\n2.《乙办法》。\n上述文件自2020年4月1日起废止。"
    found = read(as_text, body).references
    assert [(r.title, r.until) for r in found] == [
        ("甲办法", dt.date(2020, 3, 31)),
        ("乙办法", dt.date(2020, 3, 31)),
    ]


ANNEXES = [
    ("附件\n废止的规范性文件目录\n序号\t名称\t文号\n1\t关于甲的通知\t云政发〔2001〕5号\n2\t乙管理办法（试行）\t云政发〔2002〕6号", "repeals"),
    ("附件1\n宣布失效的规范性文件目录\n1.关于甲的通知（云政发〔2001〕5号）\n2.乙管理办法（试行）（云政发〔2002〕6号）", "declares_lapsed"),
    ("附件2\n继续有效的规范性文件目录\n一、关于甲的通知（2001年3月4日云政发〔2001〕5号）\n二、《乙管理办法（试行）》（云政发〔2002〕6号）", "confirms"),
    ("附件\n废止的规范性文件目录\n1\n关于甲的通知\n云政发〔2001〕5号\n2\n乙管理办法（试行）\n云政发〔2002〕6号", "repeals"),
]  # fmt: skip


@pytest.mark.parametrize(("annex", "relation"), ANNEXES, ids=[str(i) for i in range(4)])
def test_one_reference_a_row(as_text, annex, relation):
    circular = read(as_text, "现将清理结果予以公布。", annex)
    assert told(circular) == [
        (relation, "关于甲的通知", "云政发〔2001〕5号"),
        (relation, "乙管理办法（试行）", "云政发〔2002〕6号"),
    ]


def test_rows_with_a_fate_a_day_and_parts_of_their_own(as_text):
    annex = (
        "附件\n宣布失效的规范性文件目录\n"
        "1\t关于甲的通知\t云政发〔2001〕5号\t自2006年12月31日起失效\n"
        "2\t乙管理规定（第三条、第五条）\t云政发〔2002〕6号\t废止"
    )
    first, second = read(as_text, "现将清理结果予以公布。", annex).references
    assert (first.relation, first.until) == ("declares_lapsed", dt.date(2006, 12, 30))
    assert (second.relation, second.title, second.target_clause) == (
        "repeals",
        "乙管理规定",
        "第三条、第五条",
    )


def test_a_list_of_what_is_only_planned_has_no_effect(as_text):
    annex = "附件\n拟废止的规范性文件目录\n1\t关于甲的通知\t云政发〔2001〕5号"
    (row,) = read(as_text, "现将清理意见予以公布。", annex).references
    assert (row.relation, row.effective) == ("cites", False)


def test_the_body_tells_the_fate_of_an_annex(as_text):
    annex = "附件1\n规范性文件目录\n1\t关于甲的通知\t云政发〔2001〕5号\n2\t城市乙管理办法\t云政发〔2002〕6号"
    body = "本决定自2020年3月1日起施行，附件1所列文件自该日起废止。"
    found = [
        (r.relation, r.title, r.until, r.clause) for r in read(as_text, body, annex).references
    ]
    assert found == [
        ("repeals", "关于甲的通知", dt.date(2020, 2, 29), "附件1"),
        ("repeals", "城市乙管理办法", dt.date(2020, 2, 29), "附件1"),
    ]


def test_an_annex_of_anything_else_gives_no_rows(as_text):
    annex = "附件\n任务分工表\n1\t落实关于甲的通知\t云政发〔2001〕5号"
    assert told(read(as_text, "现将清理结果予以公布。", annex)) == []


CLASS_RULES = [
    ("一、除本通知附件所列文件外，原则上一律废止。", "class_repeal", True, ("本通知附件所列文件",), None, None),
    ("一、未列入继续有效目录的规范性文件，自2020年6月1日起一律失效。", "class_repeal", False, (), None, dt.date(2020, 6, 1)),
    ("一、逾期未公布的，自2020年7月1日起宣布失效。", "conditional", False, (), "逾期未公布", dt.date(2020, 7, 1)),
    ("一、《甲办法》待省有关规定出台后废止。", "conditional", False, (), "省有关规定出台", None),
    ("一、国家另有规定的，从其规定。", "conditional", False, (), "国家另有规定", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "kind", "soft", "exceptions", "event", "day"),
    CLASS_RULES,
    ids=[str(i) for i in range(len(CLASS_RULES))],
)
def test_class_rules(as_text, sentence, kind, soft, exceptions, event, day):
    (item,) = read(as_text, "现决定如下：\n" + sentence).class_rules
    assert (item.kind, item.soft, item.exceptions) == (kind, soft, exceptions)
    assert (item.event, item.on, item.clause) == (event, day, "一")
    assert item.quote in sentence


NO_CLASS_RULE = [
    "一、《甲办法》同时废止。",
    "一、此前规定与本通知不一致的，一律废止。",
    "一、各地要做好废止工作。",
]


@pytest.mark.parametrize("sentence", NO_CLASS_RULE, ids=["named", "override", "task"])
def test_no_class_rule(as_text, sentence):
    assert read(as_text, "现决定如下：\n" + sentence).class_rules == ()


def test_a_number_set_with_a_blank_before_its_year_is_one_cell(as_text):
    annex = "附件\n废止的规范性文件目录\n1 关于加强取水管理的通知 云水（资）函 〔2013〕15号\n2 关于渠道的函 〔2014〕16号\n"
    found = told(read(as_text, "附件所列文件予以废止。", annex))
    assert ("repeals", "关于加强取水管理的通知", "云水（资）函〔2013〕15号") in found
    assert all(title != "云水（资）函" for _, title, _ in found)
