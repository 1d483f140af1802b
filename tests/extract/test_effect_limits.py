"""Effects found on real circulars to be told of too much, of another document or not at all; the
texts here are invented."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

HEAD = "云城市水务局文件\n云水〔2021〕10号\n关于做好工作的通知\n各县水务局：\n"
TAIL = "\n云城市水务局\n2021年1月2日"
DAY = dt.date


def references(as_text, body):
    (circular,) = read_circulars(as_text(HEAD + body + TAIL))
    return circular.references


def said(found):
    return [(r.relation, r.title, r.target_clause, r.scope) for r in found]


ROWS = [
    ("市水务局正在研究修订《甲办法》，拟于2022年出台新办法，届时该办法废止。",
     [("cites", "甲办法", None, None)], "then, on no day: not done yet"),
    ("《甲办法》执行至2021年6月30日，届时废止。", [("repeals", "甲办法", None, None)], "then, on a day that is told"),
    ("云水〔2015〕60号、云水〔2016〕12号文件不再适用于新建水库。",
     [("ceases", None, None, "新建水库"), ("ceases", None, None, "新建水库")], "for whom alone it ends"),
    ("《甲办法》不再适用。", [("ceases", "甲办法", None, None)], "without cases it is the whole"),
    ("市水务局以往对《甲通知》（云水〔2009〕132号）所作的答复（云水〔2010〕5号、云水〔2010〕48号）一并停止执行。",
     [("cites", "甲通知", None, None), ("ceases", None, None, None), ("ceases", None, None, None)], "numbers in the bracket of what they are"),
    ("一、取消《关于水井管理费的复函》（云水〔1998〕74号）核定的水井管理费，该文同时废止。",
     [("cites", "关于水井管理费的复函", None, None), ("repeals", "关于水井管理费的复函", None, None)], "该文 takes up an answer"),
    ("二、水表检定费由每只90元降为80元，《甲通知》（云水〔2008〕9号）第二条第一款相应修改。",
     [("amends", "甲通知", "第二条第一款", None)], "an act that follows from the one before"),
    ("云水〔2008〕71号文件中关于夜间取水的内容同时取消。", [("repeals", None, None, "夜间取水")], "cancelled by its words"),
    ("我局《关于印发云城市水库放水办法的通知》（云水〔2006〕21号）下发后，条件尚不具备。经研究，决定暂缓实施该办法。",
     [("cites", "关于印发云城市水库放水办法的通知", None, None), ("suspends", "关于印发云城市水库放水办法的通知", None, None)], "该办法 is what the circular issued"),
    ("《甲公告》（〔2014〕第31号）自本通知印发之日起废止。", [("repeals", "甲公告", None, None)], "year and count alone"),
    ("《甲通知》[云水字（94）004号]、《乙规定》[（94）云水字第026号]第九条和第十条相应废止。",
     [("repeals", "甲通知", None, None), ("repeals", "乙规定", "第九条、第十条", None)], "numbers in square brackets"),
    ("市水务局对《甲管理办法》（云水〔2009〕9号文印发）进行了修订，形成了《乙管理办法》。现印发给你们。",
     [("supersedes", "甲管理办法", None, None), ("promulgates", "乙管理办法", None, None)], "a revision under another name"),
    ("市水务局对《甲管理办法》（云水〔2009〕9号文印发）进行了修订，形成了《乙管理办法（征求意见稿）》。请提出意见。",
     [("cites", "甲管理办法", None, None), ("cites", "乙管理办法（征求意见稿）", None, None)], "a draft takes nobody's place"),
    ("决定废止下列文件，其中第2件有关水井押金的规定在新办法出台前继续执行：\n1.《甲办法》（云水〔1996〕12号）\n2.《乙办法》（云水〔2004〕18号）",
     [("repeals", "甲办法", None, None), ("repeals", "乙办法", None, "除有关水井押金的规定外")], "what of one item goes on"),
    ("对《甲通知》（云水〔2018〕10号）部分条款作出以下修改。\n一、删除第六条及附件3《水表考核办法》。\n二、第七条修改为：“新的内容。”\n同时，删除附件4《水表巡查办法》。\n三、取消第九条中的“经县级同意”。\n四、第十条规定的押金由五元提高到十元。",
     [("amends", "甲通知", None, "部分条款"), ("amends", "甲通知", "第六条、附件3", "《水表考核办法》"), ("amends", "甲通知", "第七条", None),
      ("amends", "甲通知", "附件4", "《水表巡查办法》"), ("repeals", "甲通知", "第九条", None), ("amends", "甲通知", "第十条", None)], "names of annexes amend nothing else"),
    ("一九六五年水利部〔65〕水字第189号联合通知中有关费用定额部分，即行废止。",
     [("repeals", None, None, "费用定额部分")], "a matter told in words of its own is no whole"),
    ("《甲办法》已被一九九一年国务院批准的《乙规定》第三十四条废止，不得再予适用。",
     [("cites", "甲办法", None, None), ("cites", "乙规定", "第三十四条", None)], "the one that ended it is not ended"),
    ("《甲通知》（云水〔2019〕8号）执行到期后，继续按原政策执行至2025年12月31日。",
     [("extends", "甲通知", None, None)], "its term over, it goes on"),
    ("废止下列文件：\n1.关于贯彻执行《乙条例》有关问题的通知（云水〔2004〕8号）\n2.关于水井登记有关问题的通知（云水〔2006〕14号）",
     [("repeals", "关于贯彻执行〈乙条例〉有关问题的通知", None, None), ("repeals", "关于水井登记有关问题的通知", None, None)],
     "a title that goes on behind a title in it"),
    ("一、对云水〔2007〕25号附件1《水表归类表》和附件2《水表价格表》进行调整，调整后的表见附件。",
     [("amends", None, "附件1、附件2", None)], "annexes by their names are no documents"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_an_effect_is_told_of_what_is_meant_alone(as_text, body, expected, why):
    assert said(references(as_text, body)) == expected, why


def test_what_is_planned_for_then_has_no_effect(as_text):
    (one,) = references(as_text, ROWS[0][0])
    assert one.effective is False


DAYS = [
    ("从即日起，暂停执行《甲办法》（云水〔2008〕37号）。", DAY(2021, 1, 2), None),
    ("《甲办法》（云水〔2009〕9号）自公告之日起废止。", DAY(2021, 1, 2), DAY(2021, 1, 1)),
    (
        "《甲细则》（云水〔2018〕20号）将于2022年3月31日到期，有效期顺延一年。",
        None,
        DAY(2023, 3, 31),
    ),
    (
        "《甲细则》（云水〔2018〕20号）将于2022年3月31日到期，有效期延长6个月。",
        None,
        DAY(2022, 9, 30),
    ),
]


@pytest.mark.parametrize(("body", "on", "until"), DAYS)
def test_days_told_by_the_circular_and_by_a_term(as_text, body, on, until):
    (one,) = references(as_text, body)
    assert (one.effective_on, one.until) == (on, until)


def test_the_number_of_many_bodies_is_the_circulars_own(as_text):
    bodies = "云澜省水务局云澜省高级人民法院云澜省人民检察院云澜省公安厅云澜省市场监督管理局云澜省农业农村厅"
    text = f"{bodies}公告〔2023〕第7号\n云澜省水务局、云澜省公安厅发布的《甲通知》（云水〔1993〕356号），自公告之日起废止。\n云澜省水务局\n云澜省公安厅\n2023年4月18日"
    (circular,) = read_circulars(as_text(text))
    assert circular.number.value.text == f"{bodies}公告〔2023〕第7号"
    assert said(circular.references) == [("repeals", "甲通知", None, None)]
