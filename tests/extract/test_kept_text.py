"""What short and odd circulars must not lose: paragraphs without numbers, lines cut off, tables below
附表, emergency plans numbered 1, 1.1, and marks that repeat."""

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.clauses import walk

NOTICE = (
    "清原市教育局文件\n清教发〔2022〕16号\n清原市教育局关于有关事项的通知\n各县（区）教育局：\n"
    "{body}清原市教育局\n2022年6月8日\n"
)


def one(as_text, body):
    (circular,) = read_circulars(as_text(NOTICE.format(body=body)))
    return circular


def ids(circular):
    return [clause.id for clause in walk(circular.clauses)]


def test_paragraphs_without_numbers_order_by_what_must_be_done_and_grant_amounts(as_text):
    circular = one(
        as_text,
        "为做好有关工作，经研究，通知如下。\n各级各部门要加强领导，确保2022年底前全面完成。\n"
        "各地要于2022年9月1日前上报。\n集中养育孤儿每人每月1900元。\n",
    )
    assert [norm.modality for norm in circular.norms] == ["obligation", "obligation", "entitlement"]
    days = [str(norm.deadline.on) for norm in circular.norms if norm.deadline]
    assert days == ["2022-12-31", "2022-09-01"]
    assert [(str(q.value), q.unit) for q in circular.norms[2].quantities] == [("1900", "元/人/月")]


def test_the_preamble_orders_nothing(as_text):
    circular = one(as_text, "根据上级要求，为满足工作需要，现将有关主要事项通知如下，请知悉。\n")
    assert circular.norms == ()


def test_a_measure_starts_a_text_without_clauses(as_text):
    body = "自2022年8月1日起，城市低保标准提高到每人每月735元，原标准同时停止执行。\n"
    circular = one(as_text, body)
    assert str(circular.validity.effective_on) == "2022-08-01"
    assert [norm.modality for norm in circular.norms] == ["entitlement"]


def test_measures_with_days_of_their_own_start_no_text(as_text):
    circular = one(
        as_text,
        "自2022年8月1日起，城市低保标准提高到每人每月735元。\n"
        "自2022年9月1日起，农村低保标准提高到每人每月600元。\n",
    )
    assert circular.validity is None
    assert len(circular.norms) == 2


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("《清原市培训补贴办法》（清教发〔2016〕11号）同", "时废止。"),
        ("各县应当在每年十二月底以前将培训情况报送省教育", "厅备案。"),
        ("每校每年培训不少于2次，每次补助经费不超过1800", "元。"),
    ],
)
def test_the_rest_of_a_sentence_on_a_line_of_its_own(as_text, line, rest):
    circular = one(as_text, f"一、补贴标准为每人每期200元。\n二、{line}\n{rest}\n")
    assert circular.clauses[1].heading is None
    assert circular.clauses[1].text == line + rest


def test_a_cut_off_repeal_repeals(as_text):
    body = "一、加强管理。\n二、《清原市培训补贴办法》（清教发〔2016〕11号）同\n时废止。\n"
    assert [r.relation for r in one(as_text, body).references] == ["repeals"]


def test_a_heading_with_a_short_text_below_stays_one(as_text):
    body = "一、关于农村饮水安全工程建设管理问题\n原则同意。\n二、关于收费\n同意。\n三、关于水表\n不同意。\n"
    headings = [clause.heading for clause in one(as_text, body).clauses]
    assert headings == ["关于农村饮水安全工程建设管理问题", "关于收费", "关于水表"]


def test_a_table_below_its_label_leaves_signature_and_date(as_text):
    body = "请遵照执行。\n附表：\n序号\t姓名\t学校\n1\t王一\t一中\n2\t李二\t二中\n"
    circular = one(as_text, body)
    assert str(circular.issued_on.value) == "2022-06-08"
    assert [table.header for table in circular.tables] == [("序号", "姓名", "学校")]


PLAN = """现将有关要求通知如下。
1 总则
1.1 编制目的
做好应对工作。
1.2 适用范围
适用于本市。
2 组织体系
2.1 指挥部
市指挥部设在市应急局，副总指挥2名。
3名专家组成专家组。
3 附则
本预案自印发之日起施行。
"""


def test_the_headings_of_an_emergency_plan_hold_what_is_numbered_below_them(as_text):
    circular = one(as_text, PLAN)
    assert ids(circular) == ["1", "1.1", "1.2", "2", "2.1", "3"]
    tree = {clause.id: clause for clause in walk(circular.clauses)}
    assert [tree[id_].heading for id_ in ("1", "2", "3")] == ["总则", "组织体系", "附则"]
    assert tree["1.2"].text == "适用于本市。"
    assert "3名专家组成专家组。" in tree["2.1"].text
    assert [clause.id for clause in tree["1"].children] == ["1.1", "1.2"]


def test_a_number_before_words_is_no_heading_of_a_plan(as_text):
    circular = one(as_text, "一、工作要求\n1支队伍要到岗\n2支队伍要待命\n")
    assert ids(circular) == ["一"]


def test_the_items_of_a_clause_numbered_twice_have_ids_of_their_own(as_text):
    body = "一、标准提高。\n三、时间\n从七月起执行。\n三、要求\n各县要做好准备工作。\n1.加强领导。\n2.强化监督。\n"
    circular = one(as_text, body)
    assert ids(circular) == ["一", "三", "三#2", "三#2.1", "三#2.2"]
    assert [(i.code, i.field) for i in circular.issues if i.code == "clause_numbering"] == [
        ("clause_numbering", "clauses")
    ]


def test_an_article_numbered_twice_in_a_carried_text_is_told(as_text):
    text = (
        "清原市民政局文件\n清民规〔2023〕2号\n清原市民政局关于印发《清原市救助工作规程》的通知\n"
        "各县民政局：\n现将《清原市救助工作规程》印发给你们。\n清原市民政局\n2023年6月15日\n"
        "清原市救助工作规程\n第一章 总则\n第一条 为规范救助，制定本规程。\n第二章 程序\n"
        "第二条 申请人提出申请。\n第三条 乡镇应当受理。\n第{third}条 县级应当审核。\n"
    )
    (circular,) = read_circulars(as_text(text.format(third="三")))
    told = [(i.field, i.message) for i in circular.issues if i.code == "clause_numbering"]
    assert told == [("carried", "two clauses have one number: 第三条")]
    (right,) = read_circulars(as_text(text.format(third="四")))
    assert "clause_numbering" not in [issue.code for issue in right.issues]
