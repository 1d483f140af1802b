"""Whole circulars as portals, collections and periodicals copy them: heads run into one line, menus
above them, originals behind 附件：, and how they name what they rest on. Invented samples."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.numbers import find_numbers


def all_of(as_text, text):
    return read_circulars(as_text(text))


def one(as_text, text):
    (circular,) = all_of(as_text, text)
    return circular


def values(items):
    return [item.value for item in items]


def said(circular):
    return [(r.relation, r.title, r.number) for r in circular.references]


HEAD = "云澜省水务厅文件\n云水〔2020〕1号\n关于做好供水工作的通知\n各县水务局：\n"
CLOSE = "\n云澜省水务厅\n2020年1月2日"


def told(as_text, body, head=HEAD):
    return said(one(as_text, head + body + CLOSE))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "根据住建厅《关于印发供水标准的通知》（以下简称：新标准）云建城〔2019〕25号精神，现就有关事项通知如下：做好供水。",
            [("based_on", "关于印发供水标准的通知", "云建城〔2019〕25号")],
        ),
        (
            "根据《供水意见》（下称《意见》）云政〔2018〕3号要求，现就有关事项通知如下：做好供水。",
            [("based_on", "供水意见", "云政〔2018〕3号")],
        ),
        (
            "根据《供水办法》云建城〔2005〕43号《节水标准》的规定，现就有关事项通知如下：做好供水。",
            [("based_on", "供水办法", "云建城〔2005〕43号"), ("based_on", "节水标准", None)],
        ),
    ],
    ids=["behind_a_short_name", "behind_another", "between_two_titles"],
)
def test_whose_a_number_is(as_text, body, expected):
    assert told(as_text, body) == expected


@pytest.mark.parametrize(
    "note",
    [
        "【已废止，最新为：《云澜省供水新条例》】",
        "【现行为《云澜省供水新条例》】",
        "【注：已被《云澜省节水条例》替代】",
    ],
    ids=["latest", "in_force", "replaced"],
)
def test_notes_that_a_page_puts_behind_a_title_name_nothing(as_text, note):
    body = f"根据《云澜省供水条例》{note}，现就有关事项通知如下：做好供水。"
    assert told(as_text, body) == [("based_on", "云澜省供水条例", None)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "根据《甲意见》（云政〔2011〕22号），参照《乙通知》（云财〔2011〕37号）的有关评价指标体系。",
            ["based_on", "based_on"],
        ),
        ("按照《甲意见》要求，并参照省财政厅《乙通知》的指标体系。", ["based_on", "based_on"]),
        ("根据《甲意见》，请参照《乙通知》开展评价。", ["based_on", "applies"]),
        ("今后应继续在《甲决定》精神指引下，不断总结新经验。", ["based_on"]),
        ("各县要在《甲纲要》的指导下编制计划。", ["based_on"]),
        ("市政府《甲方案》中附件1是按照《乙办法》制定的。", ["cites", "cites"]),
        ("收费政策依据中增加《甲通知》。", ["cites"]),
        ("现批准《供水计量规范》为行业标准，编号为GB1，自2003年7月1日起实施。", ["promulgates"]),
        (
            "由我厅组织制订的《供水计价办法》，已经审查，现批准发布，自2002年1月1日起施行。",
            ["promulgates"],
        ),
        (
            "希对贯彻执行“云澜省委、云澜省人民政府关于精简报表的通知”的情况认真进行检查。",
            ["implements"],
        ),
        ("各县对“关于精简报表的通知”反映很好。", []),
    ],
    ids=[
        "modelled_on",
        "modelled_on_a_body",
        "asked_to_follow",
        "spirit",
        "guidance",
        "of_another",
        "basis_as_a_noun",
        "standard",
        "approved",
        "in_quotation_marks",
        "quoted_only",
    ],
)
def test_what_is_said_of_it(as_text, body, expected):
    assert [relation for relation, *_ in told(as_text, body)] == expected


def test_what_is_attached_under_a_short_name_is_what_the_title_issues(as_text):
    head = "云水〔2020〕1号\n云澜省水务厅关于发布2019年供水收费项目目录的通知\n各县水务局：\n"
    body = (
        "我们在《2018年供水收费项目目录》的基础上，编制了《2019年供水收费项目目录》（见附件，以下简称《收费目录》）。"
        "现将有关事项通知如下：\n一、《收费目录》中的项目应按照《收费目录》注明的文件执行。\n"
        "二、2019年的收费项目，一律以《收费目录》为准。"
    )
    assert told(as_text, body, head) == [
        ("cites", "2018年供水收费项目目录", None),
        ("promulgates", "2019年供水收费项目目录", None),
    ]


def test_a_notice_that_makes_clauses_clear_interprets_them(as_text):
    head = "云税函〔2010〕9号\n云澜省税务局关于明确《甲认定办法》若干条款处理意见的通知\n各县税务局：\n"
    body = (
        "为便于贯彻执行《甲认定办法》（以下简称认定办法），省局明确了认定办法若干条款的处理意见，现通知如下。\n"
        "一、认定办法第三条所称经营期，是指连续经营期间。\n二、认定办法第五条第（一）款所称其他个人，是指自然人。"
    )
    circular = one(as_text, head + body + CLOSE)
    assert [(r.relation, r.target_clause) for r in circular.references] == [
        ("implements", None),
        ("interprets", None),
        ("interprets", "第三条"),
        ("interprets", "第五条第（一）款"),
    ]


def test_joint_bodies_before_a_number():
    (found,) = find_numbers("政策依据中增加财政部税务总局水利部财税〔2024〕28号。")
    assert found.number.text == "财税〔2024〕28号"


TEXT = "为做好供水工作，根据《云澜省供水条例》，现就有关事项通知如下：\n一、做好供水。"


@pytest.mark.parametrize(
    "lines",
    [
        "——\n云委发〔2015〕21号   \n\n   ",
        "云委发〔2015〕21号\n",
    ],
    ids=["below_a_dash", "right_below"],
)
def test_a_number_below_its_title(as_text, lines):
    text = f"中共霁州市委 霁州市人民政府\n关于加快供水的实施意见\n{lines}{TEXT}"
    circular = one(as_text, text)
    assert circular.number.value.text == "云委发〔2015〕21号"
    assert said(circular) == [("based_on", "云澜省供水条例", None)]


def test_a_number_below_the_body_between_two_titles(as_text):
    title = "云澜省水务厅关于印发供水目录的通知"
    text = f"{title}\n\n云澜省水务厅\n\n\n{title}\n云澜省水务厅\n云水综(2001)2号\n\n\n各县水务局:\n{TEXT}"
    circular = one(as_text, text)
    assert circular.number.value.text == "云水综〔2001〕2号"
    assert values(circular.addressees) == ["各县水务局"]


def test_a_day_in_brackets_among_the_pieces_of_a_line(as_text):
    text = (
        "  云澜省人民政府关于加快供水的意见   云府〔2013〕67号   (2013年10月22日)   各市、县人民政府,省政府各单位:   "
        "为加快供水,根据《国务院关于供水的意见》(国发〔2009〕41号),现提出如下意见:   一、发展供水的意义   "
        "供水是利用水源开展的活动。"
    )
    circular = one(as_text, text)
    assert values(circular.addressees) == ["各市、县人民政府", "省政府各单位"]
    assert circular.issued_on.value == dt.date(2013, 10, 22)
    assert said(circular) == [("based_on", "国务院关于供水的意见", "国发〔2009〕41号")]


def test_a_day_on_a_line_below_the_title_is_none_of_it(as_text):
    title = "云澜省劳动厅关于执行《供水条例》的问题请示的复函"
    circular = one(
        as_text, f"{title}\n(1990年1月22日)\n霁州市劳动局:\n你局《关于供水的请示》收悉。同意。"
    )
    assert circular.title.value == title
    assert circular.issued_on.value == dt.date(1990, 1, 22)
    tail = one(as_text, "云澜省供水管理办法\n（试行）\n第一条 为了供水，制定本办法。")
    assert tail.title.value.endswith("（试行）")


PRINTED = (
    "云澜省人民政府批转省计委《关于供水单列的暂行规定》的通知1987年4月2日云政发[1987]28号"
    "省人民政府同意省计委《关于供水单列的暂行规定》,现转发给你们,请贯彻执行。搞活供水企业,特别是搞活大中型供水企业,"
    "是一项重要任务。各部门、各地方都要支持这项工作,协助计划单列企业理顺各方面的关系,促进供水生产的发展,做好供水工作。"
)


def test_title_day_and_number_that_run_into_the_text(as_text):
    circular = one(as_text, f"论文部分内容阅读\n{PRINTED}")
    assert circular.number.value.text == "云政发〔1987〕28号"
    assert circular.issued_on.value == dt.date(1987, 4, 2)
    assert said(circular) == [("endorses", "关于供水单列的暂行规定", None)]


@pytest.mark.parametrize("day", ["一九八五年六月十一日", "1985年6月11日"])
def test_day_number_and_addressees_that_run_into_the_text(as_text, day):
    text = f"{day}云政发[1985]78号各地区行署,各市、县人民政府:现将省水务局《关于供水的情况汇报》印发给你们,望认真贯彻执行。"
    circular = one(as_text, text)
    assert circular.number.value.text == "云政发〔1985〕78号"
    assert circular.issued_on.value == dt.date(1985, 6, 11)
    assert values(circular.addressees) == ["各地区行署", "各市、县人民政府"]
    assert said(circular) == [("promulgates", "关于供水的情况汇报", None)]


@pytest.mark.parametrize(
    "start", ["为落实《甲纲要》", "根据《甲纲要》", "现将《甲纲要》印发给你们"]
)
def test_addressees_that_run_into_the_text(as_text, start):
    circular = one(as_text, f"各市人民政府,省政府有关部门:{start},做好供水工作。")
    assert values(circular.addressees) == ["各市人民政府", "省政府有关部门"]


def test_a_number_with_its_year_ahead_in_brackets_behind_the_title(as_text):
    text = (
        "云澜省物价局关于发布供水系统收费标准的通知([1992]云价费字第179\n编号: 发布时间:2016-08-30\n"
        "云澜省物价局关于发布供水系统收费标准的通知([1992]云价费字第179号) 省水务厅: "
        "根据云发[1990]16号《关于制止乱收费的决定》的精神,现将有关规定通知如下: 一、证书费 正本十元 "
        "二、供水管理费 由管理机构按营业收入征收,具体收费标准由省物价部门会同同级财政部门制定,报省政府备案后执行。 "
        "三、实施收费的单位,应按规定到指定的物价部门办理收费许可证。"
    )
    circular = one(as_text, text)
    assert circular.number.value.text == "〔1992〕云价费字第179号"
    assert said(circular) == [("based_on", "关于制止乱收费的决定", "云发〔1990〕16号")]


def test_a_note_of_history_that_lost_its_bracket_names_nothing(as_text):
    text = (
        "云澜省供水管理办法\n\n（1992年7月25日省人民政府第137次常务会议通过， 1992年10月22日省人民政府令第18号发布\n\n"
        "第一条 为加强供水管理（含节水），根据《中华人民共和国水法》，制定本办法。\n第二条 本办法所称供水，是指城乡供水。"
    )
    assert said(one(as_text, text)) == [("based_on", "中华人民共和国水法", None)]


MENU = "政府信息公开\n\n    1. 文件库\n    1. 目录\n    2. 旗人民政府\n    3. 旗政府办公室\n    1. 供水发展规划\n    2. 专项规划\n    1. 决策公开制度\n\n"


def test_a_menu_whose_columns_are_counted_is_none_of_the_text(as_text):
    title = "云澜省水务厅关于印发《供水细则》《节水细则》的通知"
    text = f"{MENU}{title}\n各县水务局:\n  省水务厅修订了《供水细则》《节水细则》,现印发给你们。\n  云澜省水务厅\n  2025年7月24日"
    circular = one(as_text, text)
    assert circular.title.value == title
    assert said(circular) == [("promulgates", "供水细则", None), ("promulgates", "节水细则", None)]


def test_items_that_count_on_are_no_menu(as_text):
    body = "废止下列文件：\n1.供水管理办法\n2.节水管理办法\n3.用水管理办法\n4.排水管理办法"
    assert [relation for relation, *_ in told(as_text, body)] == ["repeals"] * 4


def test_a_slogan_above_a_head_is_none_of_the_text(as_text):
    text = (
        "社会主义核心价值观:  富强、  民主、  文明、  和谐,  自由、  平等、  公正、  法治,  爱国、  敬业、  诚信、  友善。\n\n"
        "云澜省水务厅关于印发《供水细则》的通知\n\n各县水务局:\n《供水细则》已经厅务会议审议通过,现印发给你们,请认真贯彻执行。"
    )
    circular = one(as_text, text)
    assert circular.title.value == "云澜省水务厅关于印发《供水细则》的通知"
    assert values(circular.addressees) == ["各县水务局"]


def test_menus_in_english_above_a_title_on_several_lines(as_text):
    text = (
        "[Home]\n[Databases]\n[Search]\n[Feedback]\n云澜省地方法规 |\n【发布文号】云政发[1994]103号\n【发布日期】1994-12-27\n"
        "【失效日期】-----------\n【所属类别】地方法规\n【文件来源】-----------\n省人民政府关于\n印发云澜省\n供水工程计划的通知\n"
        "(云政发〔1994〕103号)沧岭自治州,各州、市、县(市)人民政府,各行政公署,省人民政府各部门、各直属机构,省属各大企业、各高等院校:\n"
        "现将《云澜省供水工程计划》印发给你们。"
    )
    circular = one(as_text, text)
    assert circular.title.value == "省人民政府关于印发云澜省供水工程计划的通知"
    assert values(circular.addressees)[0] == "沧岭自治州"


def test_a_menu_above_the_particulars_of_a_page(as_text):
    text = (
        "我的文件 最新文件 点击最多 失效文件 资料下载 文件解读 下载软件 文件搜索\n 文件分类\n 热点专题\n【会计准则】\n供水文件汇编(2015)\n节水文件\n"
        "发文标题: 云澜省水务厅关于供水的通知\n发文文号: 云水[2021]1号\n发文部门: 云澜省水务厅\n发文时间: 2021-1-5\n发文内容:\n\n"
        "各县水务局:\n  为做好供水工作,根据《云澜省供水条例》,现就有关事项通知如下。\n  一、做好供水\n  供水是大事。"
    )
    circular = one(as_text, text)
    assert circular.number.value.text == "云水〔2021〕1号"
    assert circular.title.value == "云澜省水务厅关于供水的通知"
    assert said(circular) == [("based_on", "云澜省供水条例", None)]


def test_marks_of_articles_alone_are_the_contents_of_a_page(as_text):
    text = (
        "霁州市供水管理规定\n\n第十一条 第二十一条 第三十一条\n\n霁州市人民政府关于印发霁州市供水管理规定的通知\n霁政〔2011〕53号\n"
        "各县人民政府：\n现将《霁州市供水管理规定》印发给你们。\n霁州市人民政府\n二○一一年七月二十八日\n霁州市供水管理规定\n"
        "第一条 为了供水，根据《中华人民共和国水法》，制定本规定。\n第二条 本规定自发布之日起施行。"
    )
    circular = one(as_text, text)
    assert circular.number.value.text == "霁政〔2011〕53号"
    assert [r.title for r in circular.carried[0].references] == ["中华人民共和国水法"]


ORIGINAL = "国务院办公室印发《关于加强供水的规定》的通知\n国务院有关部门，各省人民政府：\n根据《国务院关于水的通知》（国发〔1991〕26号）的要求，制定了《关于加强供水的规定》，现印发给你们。"


@pytest.mark.parametrize("label", ["附件：", "附：", "附件1：\n"], ids=["inline", "short", "above"])
def test_an_original_behind_its_label_is_a_circular_of_its_own(as_text, label):
    text = (
        "云澜省水务厅转发国务院办公室《关于加强供水的规定》的通知\n各县水务局：\n"
        f"现将国务院办公室印发的《关于加强供水的规定》转发给你们，请贯彻执行。\n\n{label}{ORIGINAL}"
    )
    first, second = all_of(as_text, text)
    assert said(first) == [("forwards", "关于加强供水的规定", None)]
    assert values(second.addressees) == ["国务院有关部门", "各省人民政府"]
    assert said(second) == [
        ("based_on", "国务院关于水的通知", "国发〔1991〕26号"),
        ("promulgates", "关于加强供水的规定", None),
    ]


def test_a_list_of_attachments_stays_one(as_text):
    text = f"{HEAD}请贯彻执行。\n附件：关于加强供水的通知{CLOSE}"
    assert len(all_of(as_text, text)) == 1


def test_an_original_without_a_day_follows_what_passes_it_on(as_text):
    text = (
        "云政办发〔1986〕28号\n云澜省人民政府办公厅转发关于供水调查的通知\n各县人民政府：\n"
        "省政府同意省统计局《关于供水调查工作安排的报告》，现转发给你们，请按照执行。\n云澜省人民政府办公厅\n1986年4月12日\n\n"
        "关于供水调查\n工作安排的报告\n省政府：\n根据《供水调查方案》，对调查工作安排如下：\n一、做好调查。"
    )
    first, second = all_of(as_text, text)
    assert said(second) == [("based_on", "供水调查方案", None)]
    assert first.issued_on.value == dt.date(1986, 4, 12)


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("行政公署文件\n  沧岭盟行政公署关于表彰奖励供水贡献者的决定\n", "沧岭盟行政公署"),
        (
            "沧岭维吾尔自治区\n人 民 政 府 文 件\n关于表彰供水贡献者的决定\n",
            "沧岭维吾尔自治区人民政府",
        ),
        (
            "云澜省霁州市人民政府\n\n霁州市人民政府关于表彰供水贡献者的决定\n",
            "霁州市人民政府",
        ),
        (
            "云澜省水务厅文件\n\n云澜省水务厅文件\n云澜省水务厅关于表彰供水贡献者的决定\n",
            "云澜省水务厅",
        ),
    ],
    ids=["column", "two_lines", "with_its_province", "twice"],
)
def test_whose_head_it_is(as_text, head, issuer):
    number = "云发〔2019〕1号\n"
    lines = head.rstrip("\n").split("\n")
    text = "\n".join(lines[:-1]) + f"\n{number}{lines[-1]}\n各县：\n为表彰先进，决定授予称号。"
    assert values(one(as_text, text).issuers) == [issuer]


def test_a_title_over_lines_of_titles(as_text):
    text = (
        "云澜省财政厅\n关于印发 《供水资金办法》\n《节水资金办法》\n《排水资金办法》的通知\n\n云财规〔2020〕3号\n\n各县财政局：\n"
        "省财政厅制定了《供水资金办法》《节水资金办法》《排水资金办法》。现印发你们，请遵照执行。"
    )
    circular = one(as_text, text)
    assert circular.title.value.endswith(
        "关于印发《供水资金办法》《节水资金办法》《排水资金办法》的通知"
    )


def test_the_day_a_page_was_put_up_is_not_that_of_publication(as_text):
    text = (
        "法规名称 |\n云澜省税务局关于发布征收管理办法的公告 |\n发文机关 |\n云澜省税务局 |\n文件字号 |\n云税公告2011年第3号 |\n"
        "颁布日期 |\n2011-03-04 |\n法规分类 |\n|\n发布日期:2012/1/18 发布人:管理员 浏览次数:1148 |\n|\n"
        "云澜省税务局关于发布征收管理办法的公告\n云澜省税务局制定了《征收管理办法》，现予以公布。自公布之日起实施。\n二〇一一年三月四日"
    )
    circular = one(as_text, text)
    assert circular.number.value.text == "云税公告2011年第3号"
    assert circular.validity.effective_on == dt.date(2011, 3, 4)


@pytest.mark.parametrize(
    ("listed", "named"),
    [
        ("1.2编制依据\n\n《甲条例》(云政令第9号)\n\n《乙预案》(云政发〔2020〕14号)\n\n", 2),
        ("1.2 编制依据\n《甲条例》《乙预案》及相关法律法规等。\n", 2),
        ("1.2 编制依据\n1.2.1《甲条例》\n1.2.2《乙预案》\n", 2),
        ("1.2 制定依据。《甲条例》《乙预案》。\n", 2),
        ("1.2 编制依据\n依据《甲条例》《乙预案》，制定本预案。\n", 2),
    ],
    ids=["rows", "one_sentence", "counted", "on_one_line", "with_a_verb"],
)
def test_what_a_plan_lists_as_its_basis(as_text, listed, named):
    text = (
        f"霁州市突发地质灾害应急预案\n\n1.总则\n\n1.1编制目的\n\n建立应对机制。\n\n{listed}"
        "1.3适用范围\n\n本预案适用于本区的灾害。暴雨见《丙规划》。\n"
    )
    found = [(relation, title) for relation, title, _ in said(one(as_text, text))]
    assert found[:named] == [("based_on", "甲条例"), ("based_on", "乙预案")]
    assert found[named:] == [("cites", "丙规划")]


def test_the_eleventh_clause_is_not_below_the_tenth(as_text):
    text = (
        "霁州市防汛应急预案\n十、编制依据\n1.《甲条例》\n2.《乙预案》\n十一、其他\n"
        "1.《丙规划》的有关材料由各区报送市水务局备查，并按月汇总后统一公布。\n"
    )
    found = [(relation, title) for relation, title, _ in said(one(as_text, text))]
    assert found == [("based_on", "甲条例"), ("based_on", "乙预案"), ("cites", "丙规划")]


def test_a_treaty_that_is_taken_up(as_text):
    body = (
        "我国和霁国签订的《关于避免双重征税的协定》已经互致照会确认。"
        "根据该协定第二十八条的规定，应自1997年3月15日起生效。"
    )
    circular = one(as_text, HEAD + body + CLOSE)
    assert [(r.relation, r.target_clause) for r in circular.references] == [
        ("cites", None),
        ("based_on", "第二十八条"),
    ]


WRAPPED = (
    "云澜海关关于印发《税费财务办法》和《税收会计制度》的通知\n云关〔1999〕850号\n各隶属海关:\n"
    "    云澜海关根据统一规定,并充分考虑海关特点,结合海关实\n"
)


def test_a_line_that_goes_on_with_a_short_name(as_text):
    text = (
        f"{WRAPPED}际,制定了《税费财务办法》(以下简称《办法》)和《税收会计制度》\n"
        "(以下简称《制度》 ) 。现印发给你们,请遵照执行。"
    )
    relations = [relation for relation, *_ in said(one(as_text, text))]
    assert relations == ["promulgates", "promulgates"]


def test_a_line_that_goes_on_with_a_number(as_text):
    text = f"{WRAPPED}际,现就有关问题通知如下。其他事项仍见云澜省财政厅《税收会计制度》\n（云财〔2019〕4号）的规定。"
    assert [number for *_, number in said(one(as_text, text))] == ["云财〔2019〕4号"]


def test_day_and_number_behind_the_title_of_an_original(as_text):
    text = (
        "广城税务分局，各县税务局：\n现将税则委员会《关于水泵适用优惠税率的通知》（云税会〔1997〕14号）转发给你们，请遵照执行。\n"
        "附件：关于水泵适用优惠税率的通知（1997年5月15日 云税会〔1997〕14号）\n云澜省税务局：\n"
        "根据《云澜省关税条例》的规定，1997年度继续按优惠税率征收。\n特此通知。"
    )
    first, second = all_of(as_text, text)
    assert [relation for relation, *_ in said(first)] == ["forwards"]
    assert second.number.value.text == "云税会〔1997〕14号"
    assert second.issued_on.value == dt.date(1997, 5, 15)
    assert [relation for relation, *_ in said(second)] == ["based_on"]


def test_the_title_of_a_page_is_none_of_the_circular(as_text):
    title = "霁州高新区突发性地质灾害应急预案"
    text = f"{title}-霁州高新区\n  • 索引号:000014349/2022-00004\n  • 文号:\n  • 发文日期:2022-02-24\n\n{title}\n\n1.总则\n\n1.1编制目的\n\n建立应对机制。"
    assert one(as_text, text).title.value == title


def test_the_site_and_the_state_of_a_text_are_none_of_its_title(as_text):
    title = "云澜省水务厅关于供水有关问题的通知"
    text = (
        f"云法搜网--云澜法律信息搜索网\n{title}[失效]\n\n{title}\n （一九八五年十一月二十五日）\n\n"
        "  根据《甲决定》精神，现就供水的有关问题通知如下：\n  一、做好供水。"
    )
    circular = one(as_text, text)
    assert circular.title.value == title
    assert values(circular.issuers) == ["云澜省水务厅"]


def test_the_table_of_a_page_ends_where_the_text_begins(as_text):
    text = (
        "发文标题: 云澜省财政厅关于印发《会计规程》的通知\n发文文号: 云财库[2011]73号\n发文部门: 云澜省财政厅\n"
        "发文时间: 2011-9-13\n发文内容:\n\n各县财政局:\n  为加强会计工作,我厅制定了《会计规程》,现印发给你们,请认真贯彻执行。\n"
        "  二〇一一年九月十三日\n  主题词:财政 规程 通知\n  信息公开选项:主动公开\n"
    )
    circular = one(as_text, text)
    assert values(circular.addressees) == ["各县财政局"]
    assert said(circular) == [("promulgates", "会计规程", None)]


def test_what_a_page_leaves_out_is_named_once(as_text):
    text = (
        "市属各试点企业：\n\n  现将财政厅云财会字（1996）11号文《关于会计处理规定的通知》转发给你们，请遵照执行。\n\n"
        "  财政厅关于会计处理规定的通知（云财会字〔1996〕11号）（略）"
    )
    assert said(one(as_text, text)) == [
        ("forwards", "关于会计处理规定的通知", "云财会字〔1996〕11号")
    ]
