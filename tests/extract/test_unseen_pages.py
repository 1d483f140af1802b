"""Whole circulars as real pages print them, read for the first time: what stood around head and
text, how they name what they rest on and carry. Invented samples."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.numbers import find_numbers


def one(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return circular


def values(items):
    return [item.value for item in items]


def said(circular):
    found = [*circular.references, *(r for text in circular.carried for r in text.references)]
    return [(r.relation, r.title, r.number and r.number) for r in found]


HEAD = "云城市财政局文件\n云财〔2020〕1号\n关于做好工作的通知\n各县财政局：\n"
TAIL = "\n云城市财政局\n2020年1月2日"


def test_a_number_printed_again_above_the_addressees_is_passed_over(as_text):
    name = "《云城市人民政府关于印发〈云城市公开要点〉的通知》"
    text = (
        f"云政发〔2016〕26号{name}\n{name}\n云政发〔2016〕26号\n云政发〔2016〕26号\n"
        "各县人民政府：\n《云城市公开要点》已经市政府同意，现印发给你们。\n云城市人民政府\n2016年5月28日\n"
        "今年公开工作的总体要求是：深入贯彻《云澜省公开意见》（云澜政〔2015〕3号）精神，做好各项工作。\n"
        "一、围绕改革推进公开\n（一）公开清单\n公布清单。\n"
    )
    circular = one(as_text, text)
    assert values(circular.addressees) == ["各县人民政府"]
    assert [item.title for item in circular.carried] == ["云城市公开要点"]
    assert said(circular)[1] == ("implements", "云澜省公开意见", "云澜政〔2015〕3号")


def test_what_a_carrier_carries_may_start_without_its_title(as_text):
    text = (
        "云城市人民政府关于印发云城供水方案的通知\n云政发〔2016〕2号\n各县人民政府：\n现将《云城供水方案》印发给你们。\n"
        "2016年5月28日\n为做好供水工作，根据《云澜省供水条例》，制定本方案，请认真组织实施。\n一、总体要求\n做好供水。\n"
    )
    circular = one(as_text, text)
    assert said(circular) == [
        ("promulgates", "云城供水方案", None),
        ("based_on", "云澜省供水条例", None),
    ]
    kept = one(as_text, text.replace("一、总体要求\n", ""))
    assert not kept.carried


@pytest.mark.parametrize(
    ("line", "number", "day"),
    [
        (
            "云澜海关公告2008年第46号颁布时间：2008-06-20",
            "云澜海关公告2008年第46号",
            dt.date(2008, 6, 20),
        ),
        (
            "云澜海关公告2010年第83号 2010-12-24 全文有效",
            "云澜海关公告2010年第83号",
            dt.date(2010, 12, 24),
        ),
        (
            "（云财发[2004]42号 2004年5月17日 ） 各县财政局：",
            "云财发〔2004〕42号",
            dt.date(2004, 5, 17),
        ),
        (
            "发布单位：云城市财政局 云城市教育局 |\n云财发[2004]42号 各县财政局：",
            "云财发〔2004〕42号",
            None,
        ),
    ],
)
def test_a_number_is_told_from_what_runs_on_behind_it(as_text, line, number, day):
    circular = one(
        as_text, f"{line}\n为做好工作，按照《甲办法》第四条的规定办理手续。\n特此通知。\n"
    )
    assert circular.number.value.text == number
    assert (circular.issued_on and circular.issued_on.value) == day
    assert [title for _, title, _ in said(circular)] == ["甲办法"]
    if "发布单位" in line:
        assert values(circular.issuers) == ["云城市财政局", "云城市教育局"]


def test_the_body_above_the_title_that_names_it_again_is_no_part_of_it(as_text):
    text = "云澜省高级法院\n云澜省高级法院关于受理案件问题的批复\n1987年8月3日，云澜省高级法院\n云城市中级法院：\n同意。\n"
    circular = one(as_text, text)
    assert circular.title.value == "云澜省高级法院关于受理案件问题的批复"
    assert values(circular.issuers) == ["云澜省高级法院"]


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("《云城市人民政府关于提高供水标准的通知》", ["云城市人民政府"]),
        ("财政部、国家发展改革委关于取消收费的通知", ["财政部", "国家发展改革委"]),
        ("国家外汇管理局综合司关于规范业务的通知", ["国家外汇管理局综合司"]),
    ],
)
def test_the_title_names_the_issuers(as_text, title, issuers):
    circular = one(
        as_text, f"{title}\n\n云价〔2009〕28号\n\n各县人民政府：\n一、提高。\n二、执行。\n"
    )
    assert values(circular.issuers) == issuers


AROUND = [
    "法律网 作者：云澜\n来源 来源： 政府 时间： 2020-05-15 16:10:46 评论(/)",
    "2004-06-01 16:35    【  【打印】【我要纠错】",
    "2018-08-07 来源：云澜收藏",
    "2011-4-19 0:00:00 来源 ：-- 云澜 点击率： 28",
    "历史沿革\n1999年2月12日 云城市关于供水的通知 云价〔1999〕48号 1999年2月12日 执行",
]


@pytest.mark.parametrize("lines", AROUND)
def test_lines_of_a_page_between_title_and_addressees(as_text, lines):
    circular = one(
        as_text, f"云城市人民政府关于供水的通知\n\n{lines}\n\n各县人民政府：\n做好供水。{TAIL}"
    )
    assert values(circular.addressees) == ["各县人民政府"]
    assert circular.title.value == "云城市人民政府关于供水的通知"


@pytest.mark.parametrize(
    "line", ["网站首页 法律咨询 找律师 律师在线 资料库", "无障碍浏览", "CYQD00-2019-0014"]
)
def test_lines_of_a_page_above_the_title(as_text, line):
    circular = one(as_text, f"{line}\n云城市人民政府关于森林禁火的通告\n一、禁火。\n二、处罚。\n")
    assert circular.title.value == "云城市人民政府关于森林禁火的通告"
    assert values(circular.issuers) == ["云城市人民政府"]


def test_a_number_with_the_year_ahead_and_a_bracket_in_its_prefix():
    (match,) = find_numbers("你院〔1987〕云法（经）字第42号请示收悉")
    assert match.number.parts.prefix == "云法（经）字"
    assert (match.number.parts.year, match.number.parts.sequence) == (1987, "42")


SENTENCES = [
    ("根据《标准管理办法（试行）》（云城海关令第140号公布，根据云城海关令第235号修改），云城市财政局发布《编写规则》等3项行业标准（目录见附件）。",
     [("based_on", "标准管理办法（试行）"), ("promulgates", "编写规则")]),
    ("根据《办法甲》，云澜省批准行业标准《作业规范》，现予以公布（编号见附件），自2011年1月1日起实施。",
     [("based_on", "办法甲"), ("promulgates", "作业规范")]),
    ("按照省物价局“关于2000年度《物价公报》安排的通知”（云价（2000）188号）有关要求，推动《物价公报》征订工作，现通知如下：",
     [("based_on", "关于2000年度〈物价公报〉安排的通知")]),
    ("为贯彻《管理办法甲》，市财政局参照《办法乙》、《规范丙》等规定，结合我市实际，制定了《细则丁》，现印发给你们。",
     [("implements", "管理办法甲"), ("based_on", "办法乙"), ("based_on", "规范丙"), ("promulgates", "细则丁")]),
    ("我局制定了《试点指导意见》（以下简称《指导意见》，见附件），在全市开展试点，现印发执行。",
     [("promulgates", "试点指导意见")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_what_a_sentence_says_of_the_documents_it_names(as_text, sentence, expected):
    found = [(relation, title) for relation, title, _ in said(one(as_text, HEAD + sentence + TAIL))]
    assert found == expected


def test_a_title_never_closed_does_not_take_the_next_clause_along(as_text):
    text = HEAD + (
        "《甲办法（云财〔2006〕3号）施行以来，工作良好。现通知如下：\n"
        "一、应按照《甲办法》《乙细则》等规定，制定制度。\n二、应严格遵照《乙细则》办理。"
    )
    circular = one(as_text, text + TAIL)
    assert [clause.label for clause in circular.clauses] == ["一", "二"]
    assert ("applies", "乙细则", None) in said(circular)
