"""Circulars as portals, law databases and periodicals print them: the title set twice, bylines,
particulars without colons, menus, lost line breaks. Invented samples."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.normalise import tight
from hongtou.extract.numbers import find_numbers
from hongtou.extract.wrapped import Wrap
from hongtou.ingest.flow import Paragraph, flow_page

DAY = dt.date


def one(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return circular


def values(items):
    return [item.value for item in items]


def said(circular):
    return [(r.relation, r.title, r.number) for r in circular.references]


TWICE = (
    "您的位置: 首页 » 云澜资料网 » 法律法规 »\n\n{title}\n\n"
    "时间:2024-07-12 14:09:17 来源: 云澜资料网 作者:云澜 阅读:9756\n下载地址: 点击此处下载\n\n"
    "{title}\n\n{byline}\n\n{title}\n\n{number}\n\n各区、县人民政府:\n\n现印发给你们,请执行。\n\n"
    "二○○六年五月十八日\n"
)


def test_a_title_set_three_times_is_one_and_its_own_words_name_the_issuer(as_text):
    title = "云澜市人民政府关于加强供水工作的通知"
    text = TWICE.format(title=title, byline="青澜省云澜市人民政府", number="云政[2006]86号")
    circular = one(as_text, text)
    assert circular.title.value == title
    assert values(circular.issuers) == ["云澜市人民政府"]
    assert circular.number.value.text == "云政〔2006〕86号"
    assert values(circular.addressees) == ["各区、县人民政府"]


def test_a_byline_names_the_issuers_where_nothing_else_does(as_text):
    title = "关于返还节水基金问题的通知"
    text = f"{title}\n\n财政部、水利部\n\n\n{title}\n财政部、水利部\n\n为做好工作,现通知如下:\n一、返还70%。\n二、及时上报。\n"
    circular = one(as_text, text)
    assert values(circular.issuers) == ["财政部", "水利部"]
    assert circular.title.value == title
    assert circular.issuers[0].confidence <= 0.9
    assert {body.level for body in circular.issuer_bodies} == {"国"}


def test_a_day_and_a_name_below_the_title_are_those_of_the_issue(as_text):
    title = "云澜市测量办公室关于活动经费使用管理的规定"
    text = f"{title}\n\n云澜市测量办公室\n\n{title}\n\n1989年12月21日,云澜市测量办公室\n\n各县测量局,各测量队:\n为管好经费,特制定本规定。\n一、范围\n1.伙食费;\n"
    circular = one(as_text, text)
    assert circular.title.value == title
    assert circular.issued_on.value == DAY(1989, 12, 21)
    assert values(circular.addressees) == ["各县测量局", "各测量队"]


def test_a_title_cut_short_gives_way_to_the_whole_one(as_text):
    whole = "关于印发云澜市政府办理代表建议和委员提案规则的通知"
    text = (
        f"{whole}\n\n青澜省云澜市人民政府办公室\n\n\n关于印发云澜市政府办理代表建议\n\n云政办发〔2010〕15号\n\n"
        "各县人民政府:\n现印发给你们,请按照执行。\n云澜市人民政府办公室\n二○一○年四月七日\n"
    )
    circular = one(as_text, text)
    assert circular.title.value == whole
    assert circular.genre.value == "通知"
    assert values(circular.issuers) == ["云澜市人民政府办公室"]


def test_a_second_circular_below_a_text_that_is_not_closed(as_text):
    title = "关于开展示范园区建设的通知"
    first, second = read_circulars(
        as_text(
            "云澜市工作条例\n\n第一条 本市设五组。\n第二条 各组设组长一人。\n第三条 组长召集会议。\n\n"
            f"{title}\n\n云澜市水利局\n\n\n{title}\n\n各县水利局:\n为推动建设,现通知如下:\n一、重要意义\n二、条件\n"
            "二○○四年五月十八日\n"
        )
    )
    assert second.title.value == title
    assert values(second.issuers) == ["云澜市水利局"]
    assert [clause.label for clause in first.clauses] == ["第一条", "第二条", "第三条"]
    assert [clause.label for clause in second.clauses] == ["一", "二"]


@pytest.mark.parametrize(
    "table",
    [
        "索引号 | 001/2020-42401 | ||\n组配分类 | 部门文件 | 发布机构 | 云澜镇 |\n生成日期 | 2020-10-22 | 公开方式 | 主动公开 |\n文号 | 云山政〔2020〕72号 |",
        "索引号\n001/2020-42401\n主题分类\n统计\n发文日期\n2020年10月22日 16:25:00\n文号\n云山政〔2020〕72号",
        "发文机关云澜镇人民政府\n发文日期2020年10月22日\n时效性现行有效\n发文字号云山政〔2020〕72号\n效力级别规范性文件",
        "【颁布时间】2020-10-22【标题】防汛预案【发文号】云山政〔2020〕72号【颁布单位】云澜镇人民政府【法规来源】",
    ],
)
def test_particulars_with_bars_on_two_lines_run_on_or_boxed(as_text, table):
    circular = one(
        as_text, f"{table}\n各科室,各村:\n为做好工作,现通知如下:\n一、组织领导\n二、分工\n"
    )
    assert circular.number.value.text == "云山政〔2020〕72号"
    assert circular.issued_on.value == DAY(2020, 10, 22)
    assert values(circular.addressees) == ["各科室", "各村"]
    assert not circular.subject_terms


def test_the_last_particular_takes_no_number_for_its_terms(as_text):
    circular = one(
        as_text,
        "索 引 号: | 主题分类: | 市政府文件 | |\n发文机关: | 云澜市政府 | 成文日期: | |\n发文字号: | 发布日期: | 2010-12-13 | |\n"
        "主 题 词: |\n云政发〔2010〕22号 云澜市人民政府关于表彰先进的决定\n各县人民政府:\n决定表彰十个单位。\n二○一○年三月八日\n",
    )
    assert circular.number.value.text == "云政发〔2010〕22号"
    assert circular.title.value == "云澜市人民政府关于表彰先进的决定"
    assert not circular.subject_terms


def test_menus_times_and_a_users_name_are_no_part_of_a_head(as_text):
    circular = one(
        as_text,
        "热门站点| 云澜资料网 | 青溪资料网 | 云澜论坛\n收藏本站| 设为首页| 首页\n新闻通知\n\n"
        "关于纪律督查情况的通报\n系统管理员\n2018-11-20 13:20:15\n各处室(馆):\n现将情况通报如下:全部到岗。\n"
        "云澜学校监察室\n2018年3月29日\n",
    )
    assert circular.title.value == "关于纪律督查情况的通报"
    assert values(circular.addressees) == ["各处室（馆）"]
    assert values(circular.issuers) == ["云澜学校监察室"]


def test_breaks_that_became_blanks(as_text):
    circular = one(
        as_text,
        "云澜市人民政府办公室转发市卫生局等9部门关于做好农村合作医疗工作意见的通知 各区(市)县政府,市政府有关部门: "
        "市卫生局、市财政局《关于做好农村合作医疗工作的意见》已经市政府同意,现转发你们,请认真贯彻执行。 二○○五年九月二十九日 "
        "关于做好农村合作医疗工作的意见 为做好工作,提出如下意见。 一、提高认识,加强领导 建立合作医疗制度是解决 “三农”问题的重大举措。 "
        "二、精心组织,稳步推进 各区县要精心组织。",
    )
    assert circular.genre.value == "通知"
    assert values(circular.issuers) == ["云澜市人民政府办公室"]
    assert values(circular.addressees) == ["各区（市）县政府", "市政府有关部门"]
    assert circular.issued_on.value == DAY(2005, 9, 29)
    (carried,) = circular.carried
    assert [clause.label for clause in carried.clauses] == ["一", "二"]
    assert "解决“三农”问题" in carried.clauses[0].text


def test_breaks_lost_without_a_number(as_text):
    circular = one(
        as_text,
        "关于印发《云津镇防汛工作方案》的通知镇直各部门、各村党组织:《云津镇防汛工作方案》已经镇政府同意,现印发给你们,请认真抓好落实,"
        "确保人民群众生命财产安全,不得有误。云津镇人民政府2022年6月1日云津镇防汛工作方案为做好防汛工作,制定本方案。一、组织领导建立镇级防汛"
        "工作分指挥部。二、防汛措施遇有预警天气要及时转移。",
    )
    assert circular.title.value == "关于印发《云津镇防汛工作方案》的通知"
    assert values(circular.addressees) == ["镇直各部门、各村党组织"]
    assert values(circular.issuers) == ["云津镇人民政府"]
    assert circular.issued_on.value == DAY(2022, 6, 1)
    assert [text.title for text in circular.carried] == ["云津镇防汛工作方案"]


def test_a_chapter_run_into_its_first_article_keeps_its_references(as_text):
    circular = one(
        as_text,
        "云澜市总工会关于印发《云澜市工会调解办法》的通知云工发〔2023〕23号各区总工会:《云澜市工会调解办法》已经审议通过,现印发给你们,请认真贯彻"
        "执行。云澜市总工会2023年12月28日云澜市工会调解办法第一章总则第一条为做好调解工作,根据《云澜省工会条例》《云澜省调解条例》等规定,"
        "制定本办法。第二条工会参与调解,应当公平公正。",
    )
    (carried,) = circular.carried
    assert said(carried) == [
        ("based_on", "云澜省工会条例", None),
        ("based_on", "云澜省调解条例", None),
    ]
    (chapter,) = carried.clauses
    assert (chapter.label, chapter.heading) == ("第一章", "总则")
    assert [clause.label for clause in chapter.children] == ["第一条", "第二条"]


def test_markdown_marks_are_no_text(as_text):
    circular = one(
        as_text,
        "##云澜联合网络有限公司青溪分公司文件\n\n云联〔2023〕209 号\n\n##关于修订《员工薪酬分配办法》的通知\n\n各部门:\n现印发给你们。\n"
        '![figure](1-figure-0.jpg "")\n',
    )
    assert circular.title.value == "关于修订《员工薪酬分配办法》的通知"
    assert values(circular.issuers) == ["云澜联合网络有限公司青溪分公司"]


def test_question_marks_that_stand_for_lost_blanks(as_text):
    circular = one(
        as_text, "各县教育局:\n?为贯彻落实条例,请认真组队。\n????\n?????????????????2014年10月9日\n"
    )
    assert circular.issued_on.value == DAY(2014, 10, 9)


def test_a_label_between_title_and_addressees_is_passed_over(as_text):
    circular = one(
        as_text,
        "关于开展普查的通知\n云文物发〔2023〕66号\n制定机关:云澜省文物局\n2023年6月19日\n\n各市文物局:\n决定开展普查。\n\n云澜省文物局\n2023年6月19日\n",
    )
    assert values(circular.addressees) == ["各市文物局"]


def test_a_title_in_marks_above_its_number(as_text):
    circular = one(
        as_text,
        "云法〔2023〕88号《云澜省高级人民法院关于请示答复的规定》\n\n《云澜省高级人民法院印发〈云澜省高级人民法院关于请示答复的规定〉的通知》\n\n"
        "云法〔2023〕88号\n\n各市中级人民法院:\n现印发给你们。\n\n云澜省高级人民法院\n2023年5月26日\n",
    )
    assert (
        circular.title.value
        == "云澜省高级人民法院印发《云澜省高级人民法院关于请示答复的规定》的通知"
    )


def test_a_title_whose_second_line_is_a_title_in_marks(as_text):
    circular = one(
        as_text,
        "云澜省人民政府关于实施\n《国务院关于供水改革的决定》的意见\n(云政[2001]85号)\n各市人民政府:\n现提出意见。\n一、统一思想\n",
    )
    assert circular.title.value == "云澜省人民政府关于实施《国务院关于供水改革的决定》的意见"
    assert values(circular.issuers) == ["云澜省人民政府"]


def test_numbers_that_count_on_above_texts_without_titles(as_text):
    text = "撤销云县营江乡,设立营江街道,以原营江乡的行政区域为管辖范围。"
    circulars = read_circulars(
        as_text("\n".join(f"云民行发〔2013〕{n}号\n{text}" for n in (1, 2, 3)))
    )
    assert [c.number.value.text for c in circulars] == [f"云民行发〔2013〕{n}号" for n in (1, 2, 3)]


def test_numbers_in_a_list_are_no_series_of_circulars(as_text):
    circular = one(
        as_text,
        "关于废止文件的通知\n云政发〔2013〕9号\n各县人民政府:\n下列文件废止。\n云民行发〔2013〕1号\n云民行发〔2013〕2号\n云民行发〔2013〕3号\n",
    )
    assert circular.number.value.text == "云政发〔2013〕9号"


def test_a_list_of_copies_in_two_sentences(as_text):
    circular = one(
        as_text,
        "云澜省人民政府关于深化改革的意见\n云政发〔2014〕20号\n各市人民政府:\n提出以下意见。\n云澜省人民政府\n2014年12月2日\n"
        "抄送:省委各部门,省军区。各民主党派省委。\n云澜省人民政府办公厅 2014年12月4日印发\n",
    )
    assert values(circular.copied_to) == ["省委各部门", "省军区", "各民主党派省委"]


def test_an_attachment_on_two_lines_is_the_text_carried(as_text):
    circular = one(
        as_text,
        "云澜省税务局关于下发《关于贯彻实施征管条例及其细则若干问题的规定》的通知(附英文)\n1993年11月2日,云澜省税务局\n通知\n各市税务局:\n"
        "现将《关于贯彻实施征管条例及其细则若干问题的规定》印发给你们。\n附件:关于贯彻实施征管条例及其细则\n若干问题的规定\n\n"
        "关于贯彻实施征管条例及其细则若干问题的规定\n一、关于登记\n按规定办理登记。\n",
    )
    title = "关于贯彻实施征管条例及其细则若干问题的规定"
    assert [item.value.title for item in circular.attachments] == [title]
    assert [text.title for text in circular.carried] == [title]
    assert [clause.label for clause in circular.carried[0].clauses] == ["一"]
    assert values(circular.addressees) == ["各市税务局"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("你院法民[1989]11号请示", "法民〔1989〕11号"),
        ("你厅云财[1989]11号文", "云财〔1989〕11号"),
        ("贵局云税〔1999〕1号", "云税〔1999〕1号"),
        ("你市政发〔2000〕1号", "市政发〔2000〕1号"),
        ("贵办发〔2000〕1号", "贵办发〔2000〕1号"),
        ("你院(1989)民请字第1号", "〔1989〕民请字第1号"),
        ("我院〔1990〕民他字第10号", "〔1990〕民他字第10号"),
    ],
)
def test_whom_a_text_speaks_to_is_no_part_of_a_number(text, number):
    assert [match.number.text for match in find_numbers(tight(text))] == [number]


def test_numbers_of_cases_stay_none():
    assert find_numbers("（2013）云中法民终字第5号") == []


@pytest.mark.parametrize(
    "words",
    [
        "你院云法[1989]11号“关于房屋产权一案的请示报告”收悉。",
        "你院“关于房屋产权一案的请示报告”(云法[1989]11号)收悉。",
    ],
)
def test_a_request_quoted_in_its_answer(as_text, words):
    circular = one(
        as_text, f"关于房屋产权一案的复函\n云澜省高级人民法院:\n{words}经研究同意。\n1990年1月2日\n"
    )
    assert said(circular) == [("replies_to", "关于房屋产权一案的请示报告", "云法〔1989〕11号")]


def test_a_short_name_given_and_used_in_one_paragraph(as_text):
    circular = one(
        as_text,
        "关于加快旅游业发展的通知\n各有关单位:\n《中共云澜省委关于加快旅游业发展的意见》(云发〔2002〕20号,以下简称《意见》)提出了目标。"
        "为贯彻落实《意见》,现就有关问题通知如下:\n一、加强领导\n",
    )
    title = "中共云澜省委关于加快旅游业发展的意见"
    assert said(circular) == [
        ("cites", title, "云发〔2002〕20号"),
        ("implements", title, "云发〔2002〕20号"),
    ]


def test_what_is_attached_and_issued_is_promulgated(as_text):
    circular = one(
        as_text,
        "关于印发《创业教育基本要求（试行）》的通知\n各学校:\n我局制定了《创业教育基本要求（试行）》（见附件），现印发给你们。\n2012年8月1日\n",
    )
    assert said(circular) == [("promulgates", "创业教育基本要求（试行）", None)]


def test_an_older_text_without_marks_that_ends_with_the_new_one(as_text):
    circular = one(
        as_text,
        "关于奖罚的通知\n各单位:\n本办法自2004年1月1日起实施，原安全生产奖罚办法（云煤字〔2001〕4号）同时废止。\n2003年12月2日\n",
    )
    (item,) = circular.references
    assert (item.relation, item.title, item.number) == (
        "repeals",
        "安全生产奖罚办法",
        "云煤字〔2001〕4号",
    )
    assert item.until == DAY(2003, 12, 31)


def test_a_draft_that_is_agreed_to_is_cited(as_text):
    circular = one(
        as_text, "关于普查的通知\n各镇:\n会议同意《云澜市普查工作计划（草案）》。\n2020年1月2日\n"
    )
    (item,) = circular.references
    assert (item.relation, item.effective) == ("cites", False)


def test_who_issued_what_is_applied_is_told_by_the_way(as_text):
    circular = one(
        as_text,
        "关于体检的通知\n各单位:\n一、体检\n体格条件按照国防部颁发的《应征青年体格条件》执行。\n2003年1月2日\n",
    )
    assert said(circular) == [("applies", "应征青年体格条件", None)]


def test_a_text_of_the_same_name_by_another_body_is_no_mention_of_itself(as_text):
    circular = one(
        as_text,
        "关于印发《云澜省学前教育发展提升行动计划》的通知\n各市教育局:\n现将《云澜省学前教育发展提升行动计划》印发给你们。\n2022年12月29日\n"
        "云澜省学前教育发展提升行动计划\n为落实教育部等九部门印发的《学前教育发展提升行动计划》，制定本行动计划。\n一、总体要求\n办好学前教育。\n",
    )
    assert said(circular.carried[0]) == [("implements", "学前教育发展提升行动计划", None)]


WRAPPED = """云澜市人民政府办公室关于做好城乡供水工作的通知
云政办发〔2018〕77号
各县、区人民政府，各管理区、开发区，市政府有关部门，市直各
有关单位：
    为贯彻落实《云澜省人民政府关于加强城乡供水工作的意见》（
云政发〔2018〕12号）精神，进一步提高我市城乡供水的保障能力和
服务水平，现将有关事项通知如下：
一、加快水厂建设。各县区要按照规划确定的目标和任务，抓紧开
工建设一批水厂，确保在2019年12月底以前全部建成并投入使用。
二、加强水质监测。卫生部门要会同水利部门按月对水厂的出厂水
和管网末梢水进行监测，并于每月5日以前公布监测的结果。
云澜市人民政府办公室
2018年9月12日
"""


def test_lines_broken_at_a_fixed_width_are_joined(as_text):
    circular = one(as_text, WRAPPED)
    assert circular.title.value == "云澜市人民政府办公室关于做好城乡供水工作的通知"
    assert values(circular.addressees)[-1] == "市直各有关单位"
    assert said(circular) == [
        ("implements", "云澜省人民政府关于加强城乡供水工作的意见", "云政发〔2018〕12号")
    ]
    assert [clause.label for clause in circular.clauses] == ["一", "二"]
    assert "抓紧开工建设一批水厂" in circular.clauses[0].text
    assert circular.issued_on.value == DAY(2018, 9, 12)


def test_paragraphs_of_one_line_each_are_not_joined(as_text):
    circular = one(
        as_text,
        "关于公布名单的通知\n各县：\n名单如下：\n"
        + "\n".join(f"云澜市{n}县人民政府供水工作办公室水厂" for n in "甲乙丙丁戊己")
        + "\n请遵照执行。\n2020年1月2日\n",
    )
    assert circular.issued_on.value == DAY(2020, 1, 2)


def test_a_title_set_twice_whose_breaks_became_blanks(as_text):
    title = "云澜市人民政府关于印发云澜市价格基金办法的通知"
    circular = one(
        as_text,
        f"{title} 青澜省云澜市人民政府 {title} 云政[2009]34号 各县人民政府: 《云澜市价格基金办法》已经市政府研究通过,现印发给你们,请遵照执行。 "
        "二○○九年七月十六日 云澜市价格基金办法 第一条 为规范征收,制定本办法。 第二条 本办法所称基金是指市政府筹集的专项资金,用于平抑物价。 "
        "第三条 市价格部门负责征收,按月上缴财政专户,接受审计部门的监督检查。",
    )
    assert circular.title.value == title
    assert circular.number.value.text == "云政〔2009〕34号"
    assert values(circular.issuers) == ["云澜市人民政府"]
    assert [clause.label for clause in circular.carried[0].clauses] == [
        "第一条",
        "第二条",
        "第三条",
    ]


def test_a_head_run_together_with_its_number_and_title(as_text):
    circular = one(
        as_text,
        "云澜市供水局文件云水发〔2018〕25号云澜市供水局关于印发《供水材料范本》的通知各县水务局：为规范供水报批工作，提高材料质量，我局制定了"
        "《供水材料范本》，现印发给你们，请遵照执行，执行中有什么问题，请及时向我局反映，以便进一步修改完善，确保各项工作落到实处，取得实效。"
        "云澜市供水局2018年3月15日",
    )
    assert circular.title.value == "云澜市供水局关于印发《供水材料范本》的通知"
    assert circular.number.value.text == "云水发〔2018〕25号"
    assert values(circular.addressees) == ["各县水务局"]
    assert circular.issued_on.value == DAY(2018, 3, 15)


def test_an_answer_in_traditional_script_written_with_another_character(as_text):
    circular = one(
        as_text,
        "雲瀾省人民政府關於同意雲縣調整行政區劃的批覆\n\n雲政函〔2014〕58號\n雲瀾省人民政府\n2014年5月2日\n\n雲縣人民政府:\n"
        "你縣《關於調整區劃的請示》(雲府文〔2013〕32號)收悉。現批覆如下:\n一、同意調整。\n二、經費自行解決。\n"
        "雲瀾省人民政府\n2014年5月2日\n",
    )
    assert circular.genre.value == "批复"
    assert circular.number.value.text == "云政函〔2014〕58号"
    assert values(circular.addressees) == ["云县人民政府"]
    assert [clause.label for clause in circular.clauses] == ["一", "二"]


def test_a_lone_particular_tells_when_it_was_published(as_text):
    title = "云澜市河长办公室关于调整河长的通知"
    circular = one(
        as_text,
        f"水务要闻\n\n{title}\n\n发布日期: 2022-01-13\n信息来源: 河长办\n浏览次数:\n\n云河办发〔2022〕1号\n\n{title}\n\n"
        "各县人民政府:\n经研究,对河长进行调整。\n\n云澜市河长办公室\n\n2022年1月12日\n",
    )
    assert circular.published_on.value == DAY(2022, 1, 13)
    assert circular.issued_on.value == DAY(2022, 1, 12)
    assert circular.number.value.text == "云河办发〔2022〕1号"


def test_a_number_behind_its_label_alone(as_text):
    circular = one(
        as_text,
        "发布文号: 云府[2002]6号\n云县人民政府:\n你县《关于设立办事处的请示》收悉。同意设立。\n二○○二年一月二十三日\n",
    )
    assert circular.number.value.text == "云府〔2002〕6号"
    assert values(circular.addressees) == ["云县人民政府"]


def test_a_name_and_a_day_between_two_titles_leave_the_number_of_the_head(as_text):
    title = "云澜市湖泊管理办法"
    circular = one(
        as_text,
        f"云澜市水利局文件\n云水利〔2021〕16号\n{title}\n云澜市水利局\n2021年3月4日\n{title}\n"
        "第一条 为管好湖泊，制定本办法。\n第二条 本办法自发布之日起施行。\n",
    )
    assert circular.title.value == title
    assert circular.number.value.text == "云水利〔2021〕16号"
    assert circular.issued_on.value == DAY(2021, 3, 4)
    assert [clause.label for clause in circular.clauses] == ["第一条", "第二条"]


@pytest.mark.parametrize("number_first", [True, False])
def test_a_day_between_two_titles_stands_below_the_title(as_text, number_first):
    title, number = "关于湖泊管理的通知", "云水利〔2021〕16号"
    head = f"{number}\n{title}" if number_first else f"{title}\n{number}"
    circular = one(as_text, f"{head}\n2021年3月5日\n{title}\n各县水利局：\n一、按期清淤。\n")
    assert circular.title.value == title
    assert circular.number.value.text == number
    assert circular.issued_on.value == DAY(2021, 3, 5)
    assert values(circular.addressees) == ["各县水利局"]


def test_a_day_between_two_titles_stands_below_the_number_as_well(as_text):
    title, number = "云澜市水利局关于湖泊管理的通知", "云水利〔2021〕16号"
    circular = one(
        as_text,
        f"{title} {number}\n2021-03-05\n\n{title}\n\n{number}\n\n各县水利局：\n一、按期清淤。\n",
    )
    assert circular.number.value.text == number
    assert values(circular.addressees) == ["各县水利局"]


LISTED = "云澜市水利局文件\n云水利〔2021〕16号\n关于做好评比工作的通知\n各县水利局：\n一、名单如下：\n{rows}\n云澜市水利局\n2021年3月4日\n"
NAMES = (
    "青溪区河道清淤工程施工组织设计文件汇编",
    "小沙河两岸堤防加固提升项目计划建议书表",
    "白石镇农村饮水安全巩固工程验收资料副本",
    "东大堤险工险段治理报告初步审查意见底稿",
    "各县区水旱灾害防御物资储备情况统计总表",
    "山洪灾害监测预警平台升级改造实施进度图",
)
ROWS = [f"{n}县{name}" for n, name in zip("甲乙丙丁戊己", NAMES, strict=True)]


def labels(clauses):
    return [name for c in clauses for name in (c.label, *labels(c.children))]


@pytest.mark.parametrize(
    ("rows", "then", "expected"),
    [
        (["王小水　李大河　张三江　赵四海　钱五湖　孙六溪"] * 8, "二、其他事项。", ["一", "二"]),
        (
            [f"云澜市青溪区防洪工程第{n}标段东大堤加固工程项目" for n in "一二三四五六七八"],
            "二、各地要认真落实。",
            ["一", "二"],
        ),
        (
            [f"●云澜市青溪区防洪工程第{n}标段东大堤加固工程项目" for n in "一二三四五"],
            "（一）加强领导。",
            ["一", "（一）"],
        ),
        (ROWS, "二、各地要认真落实。", ["一", "二"]),
        (ROWS, "（一）加强领导。", ["一", "（一）"]),
        (ROWS, "第二条 各地要落实。", ["一", "第二条"]),
    ],
)
def test_rows_of_one_width_take_in_no_clause_below(as_text, rows, then, expected):
    circular = one(as_text, LISTED.format(rows="\n".join([*rows, then])))
    assert labels(circular.clauses) == expected
    assert circular.issued_on.value == DAY(2021, 3, 4)


@pytest.mark.parametrize("name", ["青溪区水利局、白石区水利局、沙河区水利局", *NAMES[:1]])
def test_rows_of_one_width_take_in_no_signature(as_text, name):
    rows = ROWS if name in NAMES else [name] * 5
    (circular,) = read_circulars(as_text(LISTED.format(rows="\n".join(rows))))
    assert "2021年3月4日" not in circular.clauses[-1].text
    assert not circular.clauses[-1].text.endswith("云澜市水利局")


@pytest.mark.parametrize("close", ["2021-03-04", "2021年3月4日", "云澜市水利局2021年3月4日"])
def test_rows_of_one_width_take_in_no_day(as_text, close):
    rows = "\n".join(ROWS)
    circular = one(as_text, f"关于评比的通知\n各县水利局：\n名单如下：\n{rows}\n{close}\n")
    assert circular.issued_on.value == DAY(2021, 3, 4)


def test_rows_of_one_width_take_in_no_note_on_disclosure(as_text):
    rows = "\n".join(ROWS)
    circular = one(
        as_text,
        f"关于评比的通知\n各县水利局：\n名单如下：\n{rows}\n（此件公开发布）\n2021年3月4日\n",
    )
    assert circular.disclosure is not None


@pytest.mark.parametrize("dot", ["．", "."])
def test_attachments_of_one_width_take_in_no_signature(as_text, dot):
    names = [NAMES[0][:-3], *NAMES[1:]]
    items = "\n".join(f"{n}{dot}{name}" for n, name in enumerate(names[1:], start=2))
    circular = one(
        as_text,
        "关于做好评比工作的通知\n各县水利局：\n请认真执行。\n"
        f"附件：1{dot}{names[0]}\n{items}\n云澜市水利局\n2021年3月4日\n",
    )
    assert [item.title for item in values(circular.attachments)] == names
    assert values(circular.issuers) == ["云澜市水利局"]


def test_paragraphs_of_a_flow_that_have_one_width_are_not_joined():
    rows = ROWS
    text = LISTED.format(rows="\n".join([*rows, "二、各地要认真落实。"]))
    page = flow_page([Paragraph(line) for line in text.split("\n")])
    (circular,) = read_circulars([page])
    assert labels(circular.clauses) == ["一", "二"]
    assert circular.issued_on.value == DAY(2021, 3, 4)


def test_a_title_that_fills_its_line_ends_there(as_text):
    title = "云澜市水利局云澜市财政局云澜市审计局关于进一步做好湖泊管理工作的通知"
    said = (
        "　　为做好全市湖泊管理工作，根据上级有关要求，结合本市实际，现就加强湖泊巡查保洁清淤和岸线管护等各方面"
        "工作通知如下，请各单位结合实际认真执行，执行中遇到的问题请及时报告市水利局，由市水利局会同市财政局和市审计局"
        "研究解决，并按月通报各县区工作进展的情况，年底统一考核。"
    )
    wrapped = "\n".join(said[i : i + 34] for i in range(0, len(said), 34))
    circular = one(
        as_text,
        f"云水利〔2021〕16号\n{title}\n各县水利局：\n{wrapped}\n一、落实责任。\n云澜市水利局\n2021年3月4日\n",
    )
    assert circular.title.value == title
    assert values(circular.addressees) == ["各县水利局"]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("各县区水利局要认真贯彻保护为主抢救第", "一、合理利用的方针，抓紧划定范围。"),
        ("水库的蓄水量不得少于设计蓄水量的百分之", "1.5，并按月报送市水利局。"),
        ("各县区水利局的职责按照湖泊管理办法附则", "第五条的规定执行，并按月报送。"),
        ("各县区水利局的职责按照本办法的第十五条", "（二）项的规定执行，并按月报送。"),
        ("各县区水利局应当将有关情况报云澜市人", "民政府"),
        ("各县区，各管理区、开发区，市政府各部门，", "有关单位："),
        ("各县区水利局要执行《云澜市关于湖泊的通知", "》（云水利〔2021〕3号）。"),
        ("各县区水利局执行市政府关于湖泊管理的通知", "精神，并按月报送。"),
    ],
)
def test_words_that_look_like_a_start_go_on_with_a_full_line(line, following):
    assert Wrap(len(line), in_cells=False).runs_on([line], following)
