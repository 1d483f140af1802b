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


def test_a_page_full_of_scraps_above_the_head_is_no_circular(as_text):
    scraps = (
        "x\n云城\n36°\n高温\n云城\n15:00发布\n西南风 1级\n空气优 43\n繁體 丨 手机版 丨 无障碍浏览\n"
    )
    text = (
        scraps
        + "\n云城市人民政府关于供水的通知\n\n云府办函〔2021〕62号\n\n各县人民政府：\n\n现就供水工作通知如下。\n"
    )
    circular = one(as_text, text)
    assert circular.number.value.text == "云府办函〔2021〕62号"
    assert circular.title.value == "云城市人民政府关于供水的通知"


@pytest.mark.parametrize(
    "lead",
    [
        "中新网12月29日电 国务院办公厅今日发出通知。通知全文如下：",
        "用户名 密码\n记住我\n[进入分站]\n发布咨询\n在线律师",
    ],
)
def test_what_a_page_says_above_the_head_is_left_out(as_text, lead):
    text = f"{lead}\n关于供水改革的通知\n云政发〔2009〕66号\n各县人民政府：\n现就供水工作通知如下。{TAIL}"
    circular = one(as_text, text)
    assert circular.title.value == "关于供水改革的通知"
    assert circular.number.value.text == "云政发〔2009〕66号"


def test_particulars_on_lines_of_their_own_stand_between_title_and_addressee(as_text):
    text = (
        "关于销售问题的批复（云工商字〔2011〕40号）\n发布单位\n云澜省工商局\n云澜省工商局\n"
        "发布文号 云工商字〔2011〕40号\n发布日期 2011-02-28 生效日期 暂无\n云城市工商局：\n你局《关于销售问题的请示》收悉。\n二O一一年二月二十八日\n"
    )
    circular = one(as_text, text)
    assert values(circular.addressees) == ["云城市工商局"]
    assert values(circular.issuers) == ["云澜省工商局"]


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("发文标题：关于供水的函\n发文文号：云函〔2007〕8号\n发文部门：云澜省水利厅\n发文内容：\n各供水公司：\n现就供水工作函告如下。\n",
         ["各供水公司"]),
        ("各县分局，各市支行；各银行，云澜发展银行：\n为实施《申报办法甲》，我局制定了《操作规程》，现下发给你们。\n",
         ["各县分局", "各市支行", "各银行", "云澜发展银行"]),
    ],
)  # fmt: skip
def test_addressees_below_particulars_and_with_semicolons(as_text, text, addressees):
    assert values(one(as_text, text).addressees) == addressees


def test_particulars_of_a_database_in_one_line_with_title_and_text(as_text):
    title = "云澜省银行局关于印发《公司管理办法》的通知"
    text = (
        f"{title}文章属性•【制定机关】云澜省银行局•【公布日期】2014.09.28•【文号】云银发[2014]78号•【时效性】失效"
        f"•【主题分类】银行正文*注：本篇法规中“公司管理办法”已被《关于印发<新办法>的通知》（发布日期：2018年5月14日）废止{title}"
        "（2014年9月28日云银发[2014]78号）各公司、云澜银行局分局：为加强管理，我局制定了《公司管理办法》。\n现印发给你们，请遵照执行。\n"
    )
    circular = one(as_text, text)
    assert circular.number.value.text == "云银发〔2014〕78号"
    assert said(circular) == [("promulgates", "公司管理办法", None)]


def test_a_status_behind_the_title_and_a_day_below_the_number_end_no_text(as_text):
    text = (
        "云澜省税务局对发票问题的批复 [全文废止]\n云税函[1995]415号 1995-07-26\n云城市税务局：\n"
        "《关于发票问题的请示》收悉，我们意见：一律补税，并按《征收管理法》的规定给予处罚，以后不得再犯同样的错误。\n"
    )
    circular = one(as_text, text)
    assert circular.title.value == "云澜省税务局对发票问题的批复"
    assert values(circular.issuers) == ["云澜省税务局"]
    assert circular.issued_on.value == dt.date(1995, 7, 26)
    assert said(circular) == [
        ("replies_to", "关于发票问题的请示", None),
        ("applies", "征收管理法", None),
    ]


def test_the_text_carried_may_start_below_the_attachment_that_names_it(as_text):
    text = (
        "云城市财政局关于印发《云城市资金管理办法》的通知\n云财发〔2022〕9号\n各县财政局：\n我们制定了《云城市资金管理办法》，现予印发。\n"
        "附件：云城市资金管理办法\n第一条\n为规范资金管理，根据《预算法》和财政部《资金办法乙》等规定，制定本办法，请遵照执行。\n第二条\n本办法适用于全市。\n"
    )
    circular = one(as_text, text)
    assert said(circular) == [
        ("promulgates", "云城市资金管理办法", None),
        ("based_on", "预算法", None),
        ("based_on", "资金办法乙", None),
    ]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("1986年12月10日 （86）云财税字第331号", "〔86〕云财税字第331号"),
        ("云财税[1994]所字第433号颁布时间：1994-07-07", "云财税〔1994〕所字第433号"),
    ],
)
def test_old_numbers_beside_their_day(as_text, line, number):
    circular = one(as_text, f"云澜省财政厅关于供水的通知\n{line}\n各县财政局：\n现通知如下。\n")
    assert circular.number.value.text == number


def test_title_and_number_and_day_in_brackets_on_one_line(as_text):
    text = "云澜省津贴制度实施意见-云政发[2006]47号\n云澜省津贴制度实施意见（云政发[2006]47号2006年12月23日）\n结合我省实际，制定本意见。\n一、范围\n津贴名单（见附件一）按云人发[2006]61号文件执行。\n"
    circular = one(as_text, text)
    assert circular.title.value == "云澜省津贴制度实施意见"
    assert circular.issued_on.value == dt.date(2006, 12, 23)
    assert said(circular) == [("applies", None, "云人发〔2006〕61号")]


MORE = [
    ("现将《通知甲》转发给你们，并结合我省实际作如下补充，请一并执行。", [("forwards", "通知甲")]),
    ("为贯彻《规定甲》（云办发〔2015〕23号）和《规定乙》（云委〔2015〕10号）（以下称“两个规定”），现通知如下：\n一、应当严格执行“两个规定”。",
     [("implements", "规定甲"), ("implements", "规定乙"), ("applies", "规定甲"), ("applies", "规定乙")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), MORE)
def test_what_is_passed_on_and_what_a_counted_short_name_means(as_text, sentence, expected):
    found = [(relation, title) for relation, title, _ in said(one(as_text, HEAD + sentence + TAIL))]
    assert found == expected


def test_a_title_in_marks_with_another_inside(as_text):
    name = "《云管局关于〈云城市资产办法〉的补充通知》"
    text = f"云管资〔2023〕266号{name}\n{name}\n云管资〔2023〕266号\n各部门、各单位：\n按《云城市资产办法》执行。\n云城市管理局\n2023年10月13日"
    circular = one(as_text, text)
    assert circular.title.value == "云管局关于《云城市资产办法》的补充通知"
    assert values(circular.addressees) == ["各部门", "各单位"]


@pytest.mark.parametrize("tail", ["|2000", " 字号 大号 标准 小号", "[条款失效]"])
def test_what_a_page_says_behind_the_title_on_its_line(as_text, tail):
    text = f"云澜省卫生厅关于认定资格问题的通知{tail}\n\n （云卫人〔2000〕383号）\n各县卫生局：\n按《注册办法》进行。\n二000年十一月二日\n"
    circular = one(as_text, text)
    assert circular.title.value == "云澜省卫生厅关于认定资格问题的通知"
    assert circular.number.value.text == "云卫人〔2000〕383号"


def test_particulars_with_bullets_and_without_colons(as_text):
    text = (
        "  • 您当前所在位置：\n  • 索引号76138620/2025-030766\n  • 公文种类\n  • 发布机构云城区人民政府办公室\n"
        "  • 成文日期2025-02-10\n  • 文号云府办发〔2025〕2号\n  • 有效性有效\n\n各镇人民政府：\n\n"
        "《云城区资产管理办法》已经区政府会议审议通过，现印发给你们。\n\n云城区人民政府办公室\n\n2025年2月10日\n\n"
        "云城区资产管理办法\n\n第一章 总则\n\n第一条 根据《资产条例》，参照《市级资产办法》，结合实际，制定本办法。\n"
    )
    circular = one(as_text, text)
    assert circular.number.value.text == "云府办发〔2025〕2号"
    assert said(circular)[1:] == [
        ("based_on", "资产条例", None),
        ("based_on", "市级资产办法", None),
    ]


def test_a_column_above_the_body_and_its_title(as_text):
    text = "云城公积金贷款系数执行标准\n云城公积金管理中心\n关于公布贷款系数的通知\n各单位：\n现公布系数。\n一、系数为0.9。\n云城公积金管理中心2021年9月13日\n"
    assert one(as_text, text).title.value == "云城公积金管理中心关于公布贷款系数的通知"


def test_of_a_title_set_twice_the_one_with_its_issuers_stays(as_text):
    text = "关于印发《云城津贴方案》的通知\n\n发布时间：2020-04-29 05:50:38\n\n云城市人事局关于印发《云城津贴方案》\n\n的通知\n\n现将《云城津贴方案》印发给你们。\n"
    assert one(as_text, text).title.value == "云城市人事局关于印发《云城津贴方案》的通知"


LAST = [
    ("根据省财政厅云财综（2000）23号“关于收取费用的复函”的规定，现通知如下：",
     [("based_on", "关于收取费用的复函", "云财综〔2000〕23号")]),
    ("鉴定费的收费标准，按附件《鉴定收费标准》规定执行。", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), LAST)
def test_a_title_in_quotation_marks_behind_its_number_and_an_annex_by_name(
    as_text, sentence, expected
):
    assert said(one(as_text, HEAD + sentence + TAIL)) == expected


def test_what_a_forwarding_only_names_and_sets_out_is_forwarded(as_text):
    text = "云城税务局转发省税务局关于发票问题的批复\n文   号：云税函[1995]85号\n颁发日期：1996-05-09\n地   区：云城\n省税务局云澜税[1995]98号文关于发票问题的批复如下，请遵照执行。\n按规定征收。\n云城税务局\n1995年3月25日\n"
    circular = one(as_text, text)
    assert said(circular) == [("forwards", None, "云澜税〔1995〕98号")]
    assert circular.number.value.text == "云税函〔1995〕85号"


def test_a_body_and_a_day_right_below_the_title_sign_no_text(as_text):
    title = "公安机关执行《云澜省治安条例》有关问题的解释（二）"
    text = (
        f"{title}\n\n公安厅\n\n\n{title}\n\n公安厅\n2007-01-26\n\n\n为正确执行《云澜省治安条例》，现对有关问题解释如下：\n\n"
        "一、关于处罚问题\n\n　　不予处罚的，应当责令管教，并依照《未成年人条例》第十七条的规定执行。\n"
    )
    circular = one(as_text, text)
    assert circular.title.value == title
    assert circular.issued_on.value == dt.date(2007, 1, 26)
    assert [clause.label for clause in circular.clauses] == ["一"]
    assert ("applies", "未成年人条例", None) in said(circular)


def test_particulars_far_below_the_buttons_of_a_page(as_text):
    text = (
        "欢迎来到云澜平台! 设为首页 收藏\n职工培训规定（已废止）\n收藏\n下载法规\n我要纠错\n"
        "发文字号：云劳发〔1996〕370号\n颁布部门：云澜省劳动厅\n法律效力：部门规章\n颁布日期：1996-10-30生效日期：1996-10-30\n"
        "　　备注：本法规已于2016年4月12日被《关于废止部分规章的决定》废止。\n各县劳动局：\n　　我们制定了《云澜培训规定》（见附件）。现印发给你们，请执行。\n"
    )
    circular = one(as_text, text)
    assert circular.number.value.text == "云劳发〔1996〕370号"
    assert circular.issued_on.value == dt.date(1996, 10, 30)
    assert said(circular) == [("promulgates", "云澜培训规定", None)]


LATER = [
    # 经研究决定对: no agent
    (
        "为贯彻新修订的《云澜罚则》，经研究决定对《云城收费办法》（云政综〔2003〕84号）作如下修改：\n将第十一条修改为“未缴纳的，按照《云澜垃圾条例》第七十一条的规定予以处罚”。",
        [
            ("implements", "云澜罚则", None),
            ("amends", "云城收费办法", "云政综〔2003〕84号"),
            ("amends", "云城收费办法", "云政综〔2003〕84号"),
        ],
    ),
    # one document goes on, others give way
    (
        "一、未及收费项目仍按《云城收费办法》（云政办发〔2003〕10号）执行，我县原有收费管理的规定与本通知不一致的，以本通知为准。",
        [("applies", "云城收费办法", "云政办发〔2003〕10号"), ("overrides", None, None)],
    ),
    # an answer in the sentence that asks
    (
        "关于工龄可否合并的问题，我们意见：按照《云澜保险细则》第三十九条的规定，其工龄应从重新参加工作之日算起。",
        [("applies", "云澜保险细则", None)],
    ),
]  # fmt: skip


LATER += [
    # the word by which a text takes up what it passes on, in the same paragraph
    (
        "现将《云澜省农业厅关于开展检查的通知》转发给你们。请各级部门高度重视，按《通知》要求开展检查行动。",
        [
            ("forwards", "云澜省农业厅关于开展检查的通知", None),
            ("applies", "云澜省农业厅关于开展检查的通知", None),
        ],
    ),
    ("一、同意批准实施《云城总体规划》。", [("endorses", "云城总体规划", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), LATER)
def test_what_is_amended_what_goes_on_and_what_is_answered(as_text, sentence, expected):
    assert said(one(as_text, HEAD + sentence + TAIL)) == expected


def test_a_title_of_three_lines_one_of_which_opens_with_a_bracket(as_text):
    text = (
        "文件名称：[云澜]云澜省关于同意云城至苇县（云沧界）段设站的批复\n文件编号：云政字〔2016〕273号\n"
        "云澜省人民政府\n关于同意云城至苇县\n（云沧界）段设站的批复\n云政字〔2016〕273号\n"
        "（云政字〔2016〕273号 二0一六年六月二日）\n省交通厅：\n同意设站。\n"
    )
    circular = one(as_text, text)
    assert circular.title.value == "云澜省人民政府关于同意云城至苇县（云沧界）段设站的批复"
    assert values(circular.addressees) == ["省交通厅"]
    assert circular.issued_on.value == dt.date(2016, 6, 2)


def test_an_explanation_sent_as_a_notice_interprets_what_it_quotes(as_text):
    text = (
        "云城税务局关于执行政策补充解释的通知\n云税发〔1996〕13号\n各分局：\n"
        "《云澜税务局关于校办企业的通知》（云税〔1995〕248号）中第二点“党校企业减免由主管机关负责”所称“党校企业”是指县以下党校所办企业。\n"
        "云城税务局\n1996年2月7日\n"
    )
    assert said(one(as_text, text)) == [
        ("interprets", "云澜税务局关于校办企业的通知", "云税〔1995〕248号")
    ]


def test_a_township_is_addressed_and_who_keeps_a_page_signs_nothing(as_text):
    text = (
        "云城县人民政府\n关于调整青水镇总体规划的批复\n青水镇：\n你镇《关于调整规划的请示》收悉。同意调整。\n"
        "云城县人民政府\n2017年10月24日\n云城县人民政府办公室主办云城县电子政务办公室承办\n"
    )
    circular = one(as_text, text)
    assert values(circular.addressees) == ["青水镇"]
    assert values(circular.issuers) == ["云城县人民政府"]


def test_a_title_goes_on_though_its_first_line_could_end_it(as_text):
    text = (
        "云政〔2009〕26号\n关于要求批准调整青水乡总体规划原卫生院规划\n用地性质和土地用地性质的请示\n云城县人民政府：\n"
        "现报请批准。\n青水乡人民政府\n2009年6月29日\n"
    )
    expected = "关于要求批准调整青水乡总体规划原卫生院规划用地性质和土地用地性质的请示"
    assert one(as_text, text).title.value == expected


def test_a_page_whose_heading_ends_with_the_name_of_its_site(as_text):
    text = (
        "云澜海关公告2010年第43号（代购必看）-云澜速运\n云澜海关公告2010年第43号（代购必看）-云澜速运\n"
        "为规范管理，现公告如下：\n一、按规定征收。\n二、本公告内容自2010年9月1日起实行。\n"
    )
    circular = one(as_text, text)
    assert circular.number.value.text == "云澜海关公告2010年第43号"
    assert circular.validity.effective_on == dt.date(2010, 9, 1)


def test_two_bodies_above_the_addressees_are_no_addressee(as_text):
    text = "云澜总工会 云澜工商局\n各市总工会、工商局：\n现就有关问题通知如下：\n一、按规定办理。\n二、及时上报。\n"
    assert values(one(as_text, text).addressees) == ["各市总工会、工商局"]


def test_an_announcement_named_by_year_and_count_without_order_word():
    (found,) = find_numbers("依照云澜海关总署2016年52号公告规定")
    assert found.number.text == "云澜海关总署公告2016年第52号"


def test_a_title_set_twice_below_the_menu_of_a_page(as_text):
    menu = "云澜规范性文件 > 正文阅览\n转第\n下载\n保留字段信息\n页面宽度(px):\n\n页面宽度范围为200至2000\n"
    title = "云州市人民政府关于印发《云州市工作规则》的通知"
    text = f"{menu}{title}\n{title}\n各县(市、区)人民政府:\n现将《云州市工作规则》印发给你们。\n云州市人民政府\n2019年11月29日\n"
    circular = one(as_text, text)
    assert circular.title.value == title
    assert [body.value for body in circular.addressees] == ["各县（市、区）人民政府"]


def test_a_line_that_amends_an_article_opens_no_clause(as_text):
    text = "云澜省人民政府关于修改部分规章的决定\n一、对下列规章进行修改\n1.在《云澜省防汛办法》第七条中增加一项作为第六项：“负责巡查；”\n第九条修改为：“各级人民政府应当加强领导。”\n第十三条后增加一条作为第十四条：“鼓励设立基金。”\n2.将《云澜省供水办法》第五条修改为：“水价由省定。”\n"
    circular = one(as_text, text)
    assert [clause.id for clause in circular.clauses[0].children] == ["一1", "一2"]
    assert [(said.title, said.target_clause, said.clause) for said in circular.references] == [
        ("云澜省防汛办法", "第七条第六项、第九条、第十四条", "一1"),
        ("云澜省供水办法", "第五条", "一2"),
    ]
