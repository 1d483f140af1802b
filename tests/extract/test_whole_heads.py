"""Heads of circulars on copied pages: who issued them over the title, titles cut short, days glued."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

BODY = "为做好工作，现将《云澜省供水名录》印发给你们，请遵照执行。\n"


def read(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return circular


@pytest.mark.parametrize("above", ["", "供水管理专家\n"], ids=["alone", "below a column"])
def test_two_bodies_on_a_line_above_the_title_issue_it(as_text, above):
    text = f"{above}水利厅、云澜省卫生厅\n关于印发《云澜省供水名录》的通知\n各县水利局：\n{BODY}2002年8月2日\n"
    circular = read(as_text, text)
    assert circular.title.value == "水利厅、云澜省卫生厅关于印发《云澜省供水名录》的通知"
    assert [body.value for body in circular.issuers] == ["水利厅", "云澜省卫生厅"]


@pytest.mark.parametrize(
    ("end", "day"),
    [
        ("予以调整。 二OO二年八月二日\n了解更多请点击\n暂无留言\n", dt.date(2002, 8, 2)),
        ("予以调整。2002年8月2日\n", dt.date(2002, 8, 2)),
        ("予以调整，至2002年8月2日\n", None),
    ],
    ids=["above a page's own lines", "last", "in a sentence"],
)
def test_a_day_right_behind_the_last_sentence(as_text, end, day):
    text = (
        f"云澜省水利厅关于印发《云澜省供水名录》的通知\n各县水利局：\n{BODY}各县可以根据实际{end}"
    )
    issued = read(as_text, text).issued_on
    assert (issued.value if issued else None) == day


@pytest.mark.parametrize("row", ["2016-05-16\n", "2016年5月16日\n", ""])
def test_a_number_below_title_and_day(as_text, row):
    text = (
        f"云澜省水利厅关于公布名单的通知\n{row}云水〔2016〕33号\n各县水利局：\n现将名单予以公布。\n"
    )
    circular = read(as_text, text)
    assert circular.number.value.text == "云水〔2016〕33号"
    assert [body.value for body in circular.addressees] == ["各县水利局"]


def test_a_title_in_marks_above_the_number_and_cut_short_below(as_text):
    title = "云澜省人民政府办公厅关于转发省教育厅等部门云澜省提升计划实施方案（2014-2016年）的通知"
    text = (
        f"云政办〔2014〕22号《{title}》\n浏览量：\n《{title}》\n云政办〔2014〕22号\n"
        "省教育厅等部门云澜省提升计划\n实施方案（2014-2016年）的通知\n云政办〔2014〕22号\n"
        "各市人民政府：\n省教育厅、省财政厅制定的《云澜省提升计划实施方案（2014-2016年）》已经省政府"
        "同意，现转发给你们，请认真组织实施。\n云澜省人民政府办公厅\n2014年6月17日\n"
        "云澜省提升计划实施方案（2014-2016年）\n省教育厅 省财政厅\n"
        "为贯彻落实《云澜省教育纲要》，制定本实施方案。\n一、总体目标\n提升水平。\n"
    )
    circular = read(as_text, text)
    assert circular.title.value == title
    assert [body.value for body in circular.issuers] == ["云澜省人民政府办公厅"]
    (carried,) = circular.carried
    assert [(item.relation, item.title) for item in carried.references] == [
        ("implements", "云澜省教育纲要")
    ]


def test_a_region_before_the_title_of_a_collection(as_text):
    text = (
        "云澜：关于印发《云澜省供水名录》的通知\n（2023年6月21日云澜省委常委会会议批准）\n"
        f"各县水利局，各企业：\n{BODY}云澜省水利厅\n2023年7月20日\n"
    )
    circular = read(as_text, text)
    assert circular.title.value == "关于印发《云澜省供水名录》的通知"
    assert [body.value for body in circular.addressees] == ["各县水利局", "各企业"]


def test_the_line_of_a_page_between_title_and_addressees(as_text):
    text = (
        "云澜省水利厅关于下达资金的通知\n"
        "云澜省水利厅 slt.yunlan.gov.cn 时间:2013年12月31日 11:11 【字体:\n"
        f"各市州、省直管县市水利局：\n{BODY}云澜省水利厅\n2013年7月17日\n"
    )
    assert [body.value for body in read(as_text, text).addressees] == ["各市州、省直管县市水利局"]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("云澜省人民政府关于同意云城迁移的批复（2007年）", "云澜省人民政府关于同意云城迁移的批复"),
        ("云澜省供水价格目录（2007年）", "云澜省供水价格目录（2007年）"),
    ],
    ids=["of a reply", "of a list"],
)
def test_the_year_that_a_collection_sets_behind_a_title(as_text, title, kept):
    text = f"{title}\n云城市人民政府：\n同意你市意见。\n云澜省人民政府\n二〇〇七年二月十六日\n"
    assert read(as_text, text).title.value == kept


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        ("各区委、区政府，市级各单位：", ["各区委、区政府", "市级各单位"]),
        ("各县委、县人民政府：", ["各县委、县人民政府"]),
        ("各市人民政府、市直各部门：", ["各市人民政府", "市直各部门"]),
    ],
    ids=["districts", "counties", "others"],
)
def test_party_and_government_of_each_are_one_address(as_text, line, addressees):
    text = f"关于印发《云澜省供水名录》的通知\n{line}\n{BODY}云澜省水利厅\n2023年7月20日\n"
    assert [body.value for body in read(as_text, text).addressees] == addressees


def test_what_an_office_forwards_is_not_issued_by_who_made_it(as_text):
    text = (
        "云城市人民政府办公厅转发市财政局关于云城市市级财政专项支出预算考评试行办法的通知\n云府办〔2005〕312号\n"
        "各区人民政府：\n经市政府同意，将市财政局关于《云城市财政专项预算考评试行办法》印发给你们，请遵照执行。\n"
        "云城市人民政府办公厅\n2005年12月10日\n云城市市级财政专项支出预算考评试行办法\n市财政局\n第一章 总则\n"
        "第一条 为加强管理，根据《云澜省考评规定》，制定本办法。\n第二条 考评由市财政局组织。\n"
    )
    circular = read(as_text, text)
    assert [body.value for body in circular.issuers] == ["云城市人民政府办公厅"]
    (carried,) = circular.carried
    assert carried.title == "云城市市级财政专项支出预算考评试行办法"


@pytest.mark.parametrize(
    "text",
    [
        "省教育厅、省财政厅《关于资助学生的指导意见》已经省政府同意，现转发给你们，请执行。",
        "现将《云澜省供水名录》印发给你们，请执行。",
    ],
    ids=["bodies and title", "carries"],
)
def test_addressees_that_the_text_runs_on_behind(as_text, text):
    circular = read(as_text, f"各市县人民政府，省直各部门：{text}二〇〇〇年二月二十一日\n")
    assert [body.value for body in circular.addressees] == ["各市县人民政府", "省直各部门"]
