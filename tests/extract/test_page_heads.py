"""Heads on pages of websites: what the page sets around them is cut, what it may have set is in doubt."""

import pytest

from hongtou.extract import read_circulars

TITLE = "云澜省水务厅关于做好冬季供水工作的通知"
TO = "各市水务局:"
BODY = "为做好冬季供水工作,现将有关事项通知如下:\n一、及时检修管网。\n云澜省水务厅\n2020年9月9日\n"


def read(as_text, text):
    return read_circulars(as_text(text))


def head(as_text, text):
    (circular,) = read(as_text, text)
    return (
        circular.title.value if circular.title else None,
        [item.value for item in circular.issuers],
        [item.value for item in circular.addressees],
    )


WHOLE = (TITLE, ["云澜省水务厅"], ["各市水务局"])


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(f"【政策解读】{TITLE}\n{TO}\n", id="kind"),
        pytest.param(f"政务服务丨{TITLE}\n{TO}\n", id="column"),
        pytest.param(f"3、{TITLE}\n{TO}\n", id="count"),
        pytest.param(f"县(市)区文件\n\n  • {TITLE}\n{TO}\n", id="bullet"),
        pytest.param(f"{TITLE} 收藏\n{TO}\n", id="button behind"),
        pytest.param(f"{TITLE}(原文下载)\n{TO}\n", id="note behind"),
        pytest.param(f"{TITLE}_政策法规_云澜省人民政府网\n{TO}\n", id="site behind"),
        pytest.param(f"{TITLE}\n打印 收藏 {TO}\n", id="buttons before the addressees"),
        pytest.param(f"{TITLE}{TO}\n", id="addressees glued to the title"),
        pytest.param(f"价格和收费当前位置: 首页 > 法定主动公开内容 > 收费项目 > 政府定价 > 正文\n{TITLE}\n发布时间:2020-09-25 浏览次数:\n{TO}\n", id="trail"),
        pytest.param(f"Law [Home] [Databases] [Search]\nYou are here: Law >> Databases >> 云澜省地方法规 >> 云澜省水务厅关于做好供水工作的通知\n{TITLE}\n{TO}\n", id="letters"),
        pytest.param(f"水务信息\n2012年第12期 总134期\n{TITLE[:9]}\n{TITLE[9:]}\n{TO}\n", id="issue of a journal"),
        pytest.param(f"{TITLE}\n时限:\n截止:2020-06-18\n征集状态:\n已结束\n{TITLE}\n{TO}\n", id="labels between"),
    ],
)  # fmt: skip
def test_what_a_page_sets_around_a_head_is_cut(as_text, lines):
    assert head(as_text, lines + BODY) == WHOLE


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(f"云水办〔2020〕5号{TITLE}\n{TO}\n", id="glued"),
        pytest.param(f"• {TITLE}\n  • 云水办〔2020〕5号\n{TO}\n", id="bullets"),
        pytest.param(
            f"{TITLE}\n公开日期 2020-09-23 公开目录 通知\n公开形式 主动公开 文号 云水办〔2020〕5号\n信息有效性 有效\n{TO}\n",
            id="labels on one row",
        ),
        pytest.param(
            f"{TITLE}\n体裁分类:通知  主题分类:供水  文号:云水办〔2020〕5号    索引号173/2009-1\n{TO}\n", id="another label behind"
        ),
        pytest.param(
            f"{TITLE} |\n内容分类: 供水 | 实 效 性:现行有效 | |\n文 号:云水办[2020]5号 | 发文机关: | |\n{TO}\n", id="typed table"
        ),
        pytest.param(
            f"{TITLE}\n文号:云水办〔2020〕5号\n云澜省水务厅\n{TITLE[6:]}\n云水办〔2020〕5号  云澜省水务厅办公室  2020年9月10日印发\n{TO}\n",
            id="printing above the addressees",
        ),
    ],
)  # fmt: skip
def test_numbers_among_the_particulars_of_a_page(as_text, lines):
    (circular,) = read(as_text, lines + BODY)
    assert circular.number.value.text == "云水办〔2020〕5号"
    assert [item.value for item in circular.addressees] == ["各市水务局"]


def test_a_day_and_the_number_of_an_announcement_on_one_line(as_text):
    text = "云澜省税务局关于修改申请表的公告\n2012-12-06 云澜省税务局公告2012年第54号\n现就有关问题公告如下。\n一、修改申请表。\n"
    (circular,) = read(as_text, text)
    assert circular.number.value.text == "云澜省税务局公告2012年第54号"
    assert circular.issued_on.value.isoformat() == "2012-12-06"


def test_day_and_number_in_a_bracket_before_the_text(as_text):
    text = (
        "云澜省人民政府关于任免问题的通知\n(1985年5月4日云政〔1985〕38号)  根据《组织条例》的精神,现将有关问题通知如下:\n"
        "一、任免权限\n由省人民政府任免。\n"
    )
    (circular,) = read(as_text, text)
    assert circular.number.value.text == "云政〔1985〕38号"
    assert [item.title for item in circular.references] == ["组织条例"]


def test_particulars_with_the_text_behind_a_label(as_text):
    text = f"{TITLE}\n\n批准日期: \n\n2014/03/28\n\n发布日期: \n\n2014/03/28\n\n主文: \n\n{TITLE}\n\n云水办[2014]10号\n\n        {TO} {BODY}"
    (circular,) = read(as_text, text)
    assert circular.number.value.text == "云水办〔2014〕10号"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        pytest.param(f"热点·{TITLE}\n{TO}\n", "title", id="a word of the page in the title"),
        pytest.param("税收园地本期关于做好冬季供水工作的通知\n" + TO + "\n", "title", id="no body before the matter"),
        pytest.param("霁州法规局\n关于做好冬季供水工作的通知\n" + TO + "\n", "title", id="another body above the title"),
        pytest.param(f"名称:云澜省水务厅关于夏季防汛工作的意见\n文号:云水办〔2020〕5号\n发文机关:云澜省水务厅\n{TITLE}\n{TO}\n", "title", id="another title among the particulars"),
        pytest.param(f"{TITLE}\n快讯专稿 {TO}\n", "addressees", id="words before the addressees"),
    ],
)  # fmt: skip
def test_what_a_page_may_have_added_is_in_doubt(as_text, text, field):
    (circular,) = read(as_text, text + BODY)
    found = getattr(circular, field)
    items = found if isinstance(found, tuple) else (found,)
    assert all(item.confidence < 0.9 for item in items)


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n云水办〔2020〕5号\n{TO}\n",
        "云澜省水务厅等八部门关于做好冬季供水工作的通知\n云水办〔2020〕5号\n" + TO + "\n",
        "岫水县明城镇关于做好冬季供水工作的通知\n云水办〔2020〕5号\n" + TO + "\n",
        "云澜省水务厅转发《国务水务总署关于印发〈供水办法〉的通知》的通知\n云水办〔2020〕5号\n"
        + TO
        + "\n",
        f"名称:{TITLE}(2020)\n文号:云水办〔2020〕5号\n发文机关:云澜省水务厅\n{TITLE}\n{TO}\n",
        f"{TITLE}\n云水办〔2020〕5号\n省政府各部门,有关单位,霁州市人民政府:\n",
    ],
    ids=["plain", "several bodies", "township", "nested marks", "with the year", "names"],
)
def test_a_plain_head_is_in_no_doubt(as_text, text):
    (circular,) = read(as_text, text + BODY)
    assert circular.title.confidence >= 0.95
    assert all(item.confidence >= 0.95 for item in circular.addressees)


def test_who_put_a_text_on_a_page_may_not_have_issued_it(as_text):
    text = "索引号:1\n主题分类:供水\n发布机构:云澜省水务厅\n生成日期:2020-09-09\n关于做好冬季供水工作的通知\n各市水务局:\n请及时检修管网。\n"
    (circular,) = read(as_text, text)
    assert [(item.value, item.confidence) for item in circular.issuers] == [("云澜省水务厅", 0.85)]
    assert circular.issued_on.confidence == 0.85


def test_links_above_the_addressees(as_text):
    text = f"原文链接 >>    网页快照 >>\n\n{TO}\n现将《供水通报》转发给你们。\n云澜省水务厅\n2013年8月9日\n"
    (circular,) = read(as_text, text)
    assert [item.value for item in circular.addressees] == ["各市水务局"]


def test_the_name_of_the_site_is_no_issuer(as_text):
    (circular,) = read(as_text, f"霁州市水利局\n征集\n{TITLE}\n{TO}\n请及时检修管网。\n")
    (issuer,) = circular.issuers
    assert (issuer.value, issuer.candidates) == ("云澜省水务厅", ("霁州市水利局",))
    assert issuer.confidence < 0.9


def test_the_addressees_below_names_without_title_and_number(as_text):
    text = "用水证明(精选9篇)\n用水证明 篇1\n全省水务联合会 云澜省水务厅\n各市水务局,各单位:\n《关于界定资产的通知》已明确此事。现就有关问题通知如下:\n一、单位应当登记。\n"
    (circular,) = read(as_text, text)
    assert [item.value for item in circular.addressees] == ["各市水务局", "各单位"]
    assert all(item.confidence < 0.9 for item in circular.issuers)


def test_what_an_order_carries_where_nothing_closes_it(as_text):
    text = (
        "云澜省人民政府令第251号\n《云澜省供水管理办法》已经省人民政府第75次常务会议通过,现予公布,自2011年5月1日起施行。\n"
        "云澜省供水管理办法\n第一章 总 则\n第一条 依据《供水条例》等法规,制定本办法。\n第二条 供水分为两类。\n"
    )
    (order,) = read(as_text, text)
    (carried,) = order.carried
    assert [(item.relation, item.title) for item in carried.references] == [
        ("based_on", "供水条例")
    ]


def test_titles_whose_names_are_links_on_lines_of_their_own(as_text):
    text = (
        f"云澜省水务厅关于印发云澜省供水办法的通知\n{TO}\n现将《云澜省供水办法》印发给你们。\n二〇〇九年七月十日\n云澜省供水办法\n"
        "第一条 为加强管理,根据《\n中华人民共和国水法》以及《\n云澜省供水条例》等有关法律、法规,制定本办法。\n"
        "第二条 本《办法》所称供水是指公共供水。\n第三条 本《条例》不适用。\n"
    )
    (circular,) = read(as_text, text)
    (carried,) = circular.carried
    assert [(item.relation, item.title) for item in carried.references] == [
        ("based_on", "中华人民共和国水法"),
        ("based_on", "云澜省供水条例"),
    ]


def test_a_procedure_is_a_document(as_text):
    text = f"{TO}\n我厅制定了《供水许可程序》。现印发给你们,自2006年6月1日起实施,请遵照执行。\n二○○六年四月三日\n"
    (circular,) = read(as_text, text)
    assert [(item.relation, item.title) for item in circular.references] == [
        ("promulgates", "供水许可程序")
    ]


def test_particulars_that_a_page_counts(as_text):
    text = (
        "  • 法律图书\n\n  • 新法规速递\n\n  • 霁州市供水管理办法\n\n    1. 【颁布时间】2016-3-19\n    2. 【标题】霁州市供水管理办法\n"
        "    3. 【发文号】令2016年第111号\n    4. 【颁布单位】云澜省霁州市人民政府\n    5. 【法规来源】http://www.example.cn/1\n    6. 【法规全文】\n\n"
        "霁州市供水管理办法\n\n霁州市供水管理办法\n\n云澜省霁州市人民政府\n\n\n霁州市供水管理办法\n\n\n"
        "霁州市人民政府令\n第111号\n《霁州市供水管理办法》已经市政府第62次常务会议通过,现予发布,自2016年5月1日起施行。\n"
        "市 长 林远山\n2016年3月19日\n霁州市供水管理办法\n第一章 总 则\n第一条 根据《供水条例》,制定本办法。\n"
    )
    (order,) = read(as_text, text)
    assert order.number.value.text == "令第111号"
    assert order.issued_on.value.isoformat() == "2016-03-19"
    assert [item.title for item in order.carried[0].references] == ["供水条例"]


def test_a_heading_of_the_kind_of_document_names_the_body(as_text):
    text = (
        "霁州市人民政府行政规范性文件\n霁州市供水管理办法\n霁州市人民政府公告第75号\n现公布《霁州市供水管理办法》,自2015年11月1日起实施。\n"
        "霁州市人民政府\n2015年9月8日\n霁州市供水管理办法\n第一章 总则\n第一条 为加强供水管理,制定本办法。\n"
    )
    (announcement,) = read(as_text, text)
    assert announcement.title is None
    assert [item.value for item in announcement.issuers] == ["霁州市人民政府"]


def test_persons_are_addressed(as_text):
    text = "霁州市民政局关于第204293号提案答复的函\n霁民函〔2020〕28号\n林清和委员:\n《关于调整区划的提案》收悉,现答复如下:\n此事须报上级审批。\n霁州市民政局\n2020年7月6日\n"
    (letter,) = read(as_text, text)
    assert [item.value for item in letter.addressees] == ["林清和委员"]


def test_name_and_day_on_one_line_are_not_cut_at_a_name_in_the_text(as_text):
    text = (
        "云府〔2010〕8号\n关于增补文物保护单位的通知\n各市人民政府:\n省人民政府同意增补三处文物保护单位,现予公布。\n"
        "附件:文物保护单位名单\n云澜省人民政府 二○一一年一月十九日\n"
    )
    (circular,) = read(as_text, text)
    assert [item.value for item in circular.issuers] == ["云澜省人民政府"]


def test_chapters_right_below_the_words_that_issue_them(as_text):
    text = (
        f"云澜省水务厅关于印发云澜省供水办法的通知\n{TO}\n为做好供水工作,我厅制定了《云澜省供水办法》,现印发给你们,请认真贯彻执行。\n\n"
        "第一章 总 则\n第一条 根据《供水条例》,制定本办法。\n第二条 本办法所称供水是指公共供水。\n"
    )
    (circular,) = read(as_text, text)
    assert [item.title for item in circular.references] == ["云澜省供水办法"]
    assert [item.title for item in circular.carried[0].references] == ["供水条例"]


def test_a_form_prescribed_elsewhere_is_applied(as_text):
    text = f"云水办〔2003〕150号\n{TO}\n请及时报送名单。同时,按照《关于申报工作的通知》(云水办〔2003〕118号)中附件二的格式要求将名单的电子文档发至省厅。\n"
    (circular,) = read(as_text, text)
    assert [item.relation for item in circular.references] == ["applies"]
