"""What stands behind the body as a text of its own: under another title, as an attachment."""

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.clauses import walk
from hongtou.extract.own_texts import alike

LETTER = (
    "清原市人民政府办公室文件\n清政办发〔2023〕31号\n"
    "清原市人民政府办公室关于印发{named}的通知\n各县（市、区）人民政府：\n"
    "现将{named}印发给你们，请认真贯彻落实。\n{list}清原市人民政府办公室\n2023年8月10日\n{text}"
)
RULES = (
    "第一条 各乡镇应当在2023年10月1日前建立台账。\n"
    "第二条 《清原市养老服务暂行办法》（清政办发〔2010〕3号）同时废止。\n"
    "第三条 本办法自2023年9月1日起施行。\n"
)
NOTICE = (
    "清原市教育局文件\n清教发〔2022〕16号\n清原市教育局关于做好防溺水工作的通知\n各县（区）教育局：\n"
    "请做好工作，有关要求见附件。\n附件：{list}\n清原市教育局\n2022年6月8日\n{text}"
)
DUTIES = (
    "一、各校应当在2022年7月1日前开展排查。\n二、每校安排不少于2名巡查员，每人每天补助50元。\n"
    "三、《防溺水工作规范》（清教〔2019〕3号）停止执行。\n"
)


def one(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return circular


def codes(circular):
    return [issue.code for issue in circular.issues]


NAMED = "《清原市养老服务办法》"


@pytest.mark.parametrize(
    "heading",
    [
        "清原市养老服务办法（2023—2025年）",
        "清原市养老服务办法（试行）",
        "清原市养老服务管理办法（2023年修订）",
        "养老服务办法",
        "清原市养老服务实施办法",
        "清原市养老服务办法\n（试行）",
        "附件\n清原市养老服务办法（试行）",
    ],
)
def test_a_text_carried_under_a_title_that_differs_is_read(as_text, heading):
    text = f"{heading}\n为了规范养老服务，制定本办法。\n{RULES}"
    circular = one(as_text, LETTER.format(named=NAMED, list="", text=text))
    (carried,) = circular.carried
    assert carried.title == heading.removeprefix("附件\n").replace("\n", "")
    assert carried.attachment is None
    assert [clause.id for clause in carried.clauses] == ["第一条", "第二条", "第三条"]
    assert str(carried.validity.effective_on) == "2023-09-01"
    assert [r.relation for r in carried.references] == ["repeals"]
    assert str(carried.norms[0].deadline.on) == "2023-10-01"


def test_a_trial_in_one_title_only_does_not_lose_the_text(as_text):
    text = f"附件\n清原市养老服务办法\n{RULES}"
    named = "《清原市养老服务办法（试行）》"
    (carried,) = one(as_text, LETTER.format(named=named, list="", text=text)).carried
    assert carried.title == "清原市养老服务办法"
    assert len(carried.clauses) == 3


def test_two_texts_each_under_a_title_that_differs(as_text):
    named = "《清原市养老服务办法》《清原市殡葬服务办法》"
    text = f"清原市养老服务办法（试行）\n{RULES}清原市殡葬服务办法（试行）\n{RULES}"
    circular = one(as_text, LETTER.format(named=named, list="", text=text))
    assert [text.title for text in circular.carried] == [
        "清原市养老服务办法（试行）", "清原市殡葬服务办法（试行）",
    ]  # fmt: skip
    assert [len(text.clauses) for text in circular.carried] == [3, 3]


@pytest.mark.parametrize(
    ("name", "heading", "same"),
    [
        ("清原市养老服务方案", "关于清原市养老服务的实施方案", True),
        ("清原市养老服务方案", "2023年清原市养老服务工作方案", True),
        ("养老服务方案", "清原市养老服务方案", True),
        ("清原市养老服务方案", "清原市殡葬服务方案", False),
        ("清原市养老服务方案", "清原市养老服务机构名单", False),
        ("清原市2022年春耕方案", "清原市2023年春耕方案", False),
        ("清原市养老服务办法", "清原市养老服务实施细则", False),
    ],
)
def test_which_titles_are_alike(name, heading, same):
    assert alike(name, heading) is same


def test_an_attachment_of_clauses_is_carried(as_text):
    text = f"附件\n防溺水工作要求\n{DUTIES}"
    circular = one(as_text, NOTICE.format(list="防溺水工作要求", text=text))
    (carried,) = circular.carried
    assert (carried.title, carried.attachment) == ("防溺水工作要求", 1)
    assert [clause.id for clause in carried.clauses] == ["一", "二", "三"]
    assert [(r.relation, r.number) for r in carried.references] == [("ceases", "清教〔2019〕3号")]
    assert [str(norm.deadline.on) for norm in carried.norms if norm.deadline] == ["2022-07-01"]
    assert ("50", "元/人/天") in [
        (str(q.value), q.unit) for norm in carried.norms for q in norm.quantities
    ]
    assert circular.validity is None
    assert circular.references == ()


def test_the_second_attachment_is_carried_and_the_table_before_it_stays(as_text):
    text = f"附件1\n巡查员名单\n姓名 学校\n王一 一中\n附件2\n防溺水工作要求\n{DUTIES}附件3\n样表\n"
    items = "1.巡查员名单\n2.防溺水工作要求\n3.样表"
    circular = one(as_text, NOTICE.format(list=items, text=text))
    assert [(text.title, text.attachment) for text in circular.carried] == [("防溺水工作要求", 2)]
    assert [clause.id for clause in walk(circular.carried[0].clauses)] == ["一", "二", "三"]


def test_an_attachment_without_heading_is_named_by_the_list(as_text):
    circular = one(as_text, NOTICE.format(list="防溺水工作要求", text=f"附件：\n{DUTIES}"))
    assert [text.title for text in circular.carried] == ["防溺水工作要求"]


def test_a_label_and_a_heading_on_one_line(as_text):
    text = f"附件1：防溺水工作要求\n{DUTIES}"
    circular = one(as_text, NOTICE.format(list="防溺水工作要求", text=text))
    assert [(text.title, text.attachment) for text in circular.carried] == [("防溺水工作要求", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "附件\n防溺水承诺书\n一、本人不私自下水。\n二、本人不擅自结伴游泳。\n承诺人（签字）：\n年 月 日\n",
        "附件\n巡查情况登记表\n填表说明：\n1.本表一式三份。\n2.由学校留存一份。\n",
        "附件\n现行有效文件目录\n1.关于做好防汛工作的通知（清教发〔2019〕3号）。\n2.关于做好防火工作的通知（清教发〔2018〕5号）。\n",
    ],
)
def test_forms_and_lists_are_no_texts(as_text, text):
    assert one(as_text, NOTICE.format(list="有关材料", text=text)).carried == ()


def test_text_that_is_in_no_part_of_the_record_is_told(as_text):
    prose = (
        "附件\n情况说明\n今年以来，全市共排查河道三百二十公里，发现隐患一百余处，已全部整改到位。\n"
    )
    circular = one(as_text, NOTICE.format(list="情况说明", text=prose))
    assert circular.carried == ()
    assert "text_unread" in codes(circular)
    clauses = one(as_text, NOTICE.format(list="工作要求", text=f"附件\n工作要求\n{DUTIES}"))
    assert "text_unread" not in codes(clauses)


@pytest.mark.parametrize(
    "heading", ["典型案例", "项目申报书", "培训日程安排", "实施方案编制大纲", "政策问答"]
)
def test_what_tells_or_asks_is_no_attachment_of_clauses(as_text, heading):
    text = NOTICE.format(list=heading, text=f"附件\n{heading}\n{DUTIES}")
    assert one(as_text, text).carried == ()


@pytest.mark.parametrize(
    ("heading", "carried"),
    [("政策解读", False), ("政策说明会记录", False), ("防溺水工作要求", True)],
)
def test_a_text_that_nothing_announces_orders_something(as_text, heading, carried):
    text = NOTICE.replace("附件：{list}\n", "").format(text=f"{heading}\n{DUTIES}")
    assert [item.title for item in one(as_text, text).carried] == [heading] * carried
