"""Whole circulars from text without layout."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hongtou.extract import read_circulars

NOTICE = """云城市人力资源和社会保障局 云城市财政局

云人社函〔2020〕31号

关于做好线上职业技能
培训工作的通知

各县（市、区）人力资源和社会保障局、财政局，各企业：

为落实省人社厅、省财政厅《关于做好培训工作的通知》（澜人社函〔2020〕27号）精神，现就有关事宜通知如下：

一、补贴对象

（一）职工。按《云澜省资金使用管理暂行办法》（澜财规审〔2019〕13号）规定执行。

（二）学员。企业组织培训的人员，由所在地人社部门审核同意后方可开展培训，并按月报送进度情况表，接受监督检

查和审计。

二、有关要求。各地要加强监管。培训主体要建立台账。

联系人：赵立、钱文，联系电话：0000-1234567。

附件：1.培训平台名单
2.2019年培训计划

云城市人力资源和社会保障局 云城市财政局

2020年2月20日

（此件主动公开）

抄送：省人社厅，市政府办公室。

云城市人力资源和社会保障局办公室

2020年2月21日印发

共印60份"""


def one(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return circular


STAMPED = """沧岭县财政局

沧财函〔2023〕14号

沧岭县财政局关于更正补贴标准的函

各乡镇财政所：

我局3月16日印发的通知存在一处错误，现予更正：附件中的“6420”应为“6240”。各所收到本函后，请在原文件上注明。
{stamp}
由此带来的不便，敬请谅解。

沧岭县财政局

2023年3月31日
"""


@pytest.mark.parametrize(
    "stamp", ["第0157号\n\n2023年4月6日", "2023年4月6日\n\n岫溪镇财政所收义", "2023年4月6日"]
)
def test_a_day_stamped_between_sentences_is_not_that_of_issue(as_text, stamp):
    c = one(as_text, STAMPED.format(stamp=f"\n{stamp}\n"))
    assert c.issued_on.value == dt.date(2023, 3, 31)


def test_a_day_closes_the_text_where_no_sentence_stands_before_a_name_with_another(as_text):
    c = one(as_text, STAMPED.format(stamp="").rstrip() + "\n\n县财政局办公室\n\n2023年4月2日\n")
    assert c.issued_on.value == dt.date(2023, 3, 31)


def test_every_field_of_a_plain_notice(as_text):
    c = one(as_text, NOTICE)
    assert c.number.value.text == "云人社函〔2020〕31号"
    assert c.title.value == "关于做好线上职业技能培训工作的通知"
    assert c.genre.value == "通知"
    assert [i.value for i in c.issuers] == ["云城市人力资源和社会保障局", "云城市财政局"]
    assert [a.value for a in c.addressees] == [
        "各县（市、区）人力资源和社会保障局、财政局",
        "各企业",
    ]
    assert c.issued_on.value == dt.date(2020, 2, 20)
    assert c.printed_on.value == dt.date(2020, 2, 21)
    assert c.printed_by.value == "云城市人力资源和社会保障局办公室"
    assert [x.value for x in c.copied_to] == ["省人社厅", "市政府办公室"]
    assert c.copies.value == 60
    assert c.disclosure.value == "此件主动公开"
    assert [(a.value.index, a.value.title) for a in c.attachments] == [
        (1, "培训平台名单"),
        (2, "2019年培训计划"),
    ]
    assert [(x.value.name, x.value.phone) for x in c.contacts] == [
        ("赵立", "0000-1234567"),
        ("钱文", "0000-1234567"),
    ]
    assert not c.issues


def test_clauses_join_what_a_page_broke(as_text):
    c = one(as_text, NOTICE)
    assert [(x.id, x.heading) for x in c.clauses] == [("一", "补贴对象"), ("二", "有关要求")]
    assert [x.id for x in c.clauses[0].children] == ["一（一）", "一（二）"]
    assert c.clauses[0].children[1].text.endswith("接受监督检查和审计。")


def test_references_know_issuer_clause_and_relation(as_text):
    c = one(as_text, NOTICE)
    assert [(r.relation, r.number, r.issuer, r.clause) for r in c.references] == [
        ("implements", "澜人社函〔2020〕27号", "省人社厅、省财政厅", None),
        ("applies", "澜财规审〔2019〕13号", None, "一（一）"),
    ]


def test_evidence_leads_back_to_the_text(as_text):
    pages = as_text(NOTICE)
    c = one(as_text, NOTICE)
    text = "\n".join(line.text for line in pages[0].lines)
    for item in (c.number, c.title, c.issued_on, c.printed_by, *c.issuers, *c.addressees):
        for evidence in item.evidence:
            start, end = evidence.span
            assert " ".join(text[start:end].split("\n")) == evidence.quote
            assert evidence.page is None
            assert evidence.box is None
            assert evidence.rule


TWO = (
    NOTICE
    + """

云澜省人力资源和社会保障厅

澜人社函〔2020〕27号

关于做好培训工作的通知

各市人力资源和社会保障局：

现将有关事项通知如下：

一、加强领导。各地要认真落实。

云澜省人力资源和社会保障厅

2020年2月10日

云澜省人力资源和社会保障厅办公室
2020年2月10日印发"""
)


def test_two_circulars_in_one_file(as_text):
    first, second = read_circulars(as_text(TWO))
    assert (first.part, second.part) == (1, 2)
    assert first.number.value.text == "云人社函〔2020〕31号"
    assert second.number.value.text == "澜人社函〔2020〕27号"
    assert second.printed_on.value == dt.date(2020, 2, 10)


def test_an_imprint_at_the_end_goes_to_the_circular_it_names(as_text):
    head, _, imprint = NOTICE.partition("抄送：")
    text = head + TWO[len(NOTICE) :] + "\n\n云城市人力资源和社会保障局办公室\n2020年2月21日印发"
    first, second = read_circulars(as_text(text))
    assert imprint
    assert first.printed_on.value == dt.date(2020, 2, 21)
    assert second.printed_on.value == dt.date(2020, 2, 10)


CARRIER = """云城市人民政府办公室文件

云政办发〔2019〕34号

云城市人民政府办公室关于印发云城市行动方案（2019-2021年）的通知

各县（市、区）人民政府：

现将《云城市行动方案（2019 - 2021 年）》印发给你们，请认真执行。

云城市人民政府办公室
2019年11月18日

云城市行动方案（2019-2021年）

为贯彻落实省政府要求，制定本方案。

一、目标任务

到2021年完成培训一千人次。

二、保障措施

附件：1.任务分工
2.计划表

附件1

任务分工

一、市财政局：负责资金。"""


def test_a_carried_text_has_its_own_clauses_and_attachments(as_text):
    c = one(as_text, CARRIER)
    assert c.clauses == ()
    assert c.attachments == ()
    (carried,) = c.carried
    assert carried.title == "云城市行动方案（2019-2021年）"
    assert [(x.id, x.heading) for x in carried.clauses] == [("一", "目标任务"), ("二", "保障措施")]
    assert [a.value.title for a in carried.attachments] == ["任务分工", "计划表"]
    assert [(r.relation, r.title) for r in c.references] == [("promulgates", carried.title)]


def test_a_title_above_the_number_as_portals_print_it(as_text):
    c = one(
        as_text,
        "云澜省人民政府关于推广\n改革举措的通知\n澜政发〔2018〕12号\n\n各市人民政府：\n现通知如下：\n一、抓好落实。各市要报告。\n云澜省人民政府\n2018年12月4日",
    )
    assert c.number.value.text == "澜政发〔2018〕12号"
    assert c.title.value == "云澜省人民政府关于推广改革举措的通知"
    assert [i.value for i in c.issuers] == ["云澜省人民政府"]


def test_a_page_copied_as_one_line(as_text):
    body = "为落实要求，" + "各地要认真研究部署，" * 12
    text = f"云澜省人民政府办公厅关于设立会议制度的函澜府办函〔2021〕52号省教委：{body}现函复如下。一、同意设立。会议不刻章。二、抓好落实。云澜省人民政府办公厅2021年8月17日（此件公开发布）"
    c = one(as_text, text)
    assert c.number.value.text == "澜府办函〔2021〕52号"
    assert c.title.value == "云澜省人民政府办公厅关于设立会议制度的函"
    assert [a.value for a in c.addressees] == ["省教委"]
    assert c.issued_on.value == dt.date(2021, 8, 17)
    assert [x.id for x in c.clauses] == ["一", "二"]


def test_a_portal_table_fills_what_the_text_leaves_open(as_text):
    table = "索 引 号：\n0000/2004-1\n发文机关：\n云澜省人民政府\n成文日期：\n2004年08月12日\n发文字号：\n澜政函〔2004〕57号\n发布日期：\n2018年12月24日\n\n"
    c = one(
        as_text,
        table
        + "云澜省人民政府关于建议办理情况的函\n\n云城市人民政府：\n你市建议收悉。现函复如下。",
    )
    assert c.number.value.text == "澜政函〔2004〕57号"
    assert c.issued_on.value == dt.date(2004, 8, 12)
    assert c.published_on.value == dt.date(2018, 12, 24)


OPENINGS = [
    (
        "云澜市鼓励投资的规定\n\n云政令[1997]29号\n\n第一条 为鼓励投资，制定本规定。\n第二条 本规定适用于企业。",
        "云政令〔1997〕29号", "云澜市鼓励投资的规定", "a title without 关于",
    ),
    (
        "云澜市投诉程序规定\n\n沧岭省云澜市人民政府\n\n云澜市人民政府令第16号\n\n《云澜市投诉程序规定》业经讨论通过，现予发布。\n\n一九九四年五月十八日",
        "云澜市人民政府令第16号", None, "an order without a title of its own",
    ),
    (
        "云澜市人民政府令\n第52号\n《云澜市收费办法》已经通过，现予公布。\n1994年1月3日",
        "令第52号", None, "the count below the head, as the standard sets it",
    ),
    (
        "云澜市人民政府关于休假安排的通知\n来源：云澜网 浏览次数：\n云政办发明电〔2016〕17号\n各县人民政府：\n现通知如下。\n云澜市人民政府\n2016年12月1日",
        "云政办发明电〔2016〕17号", "云澜市人民政府关于休假安排的通知", "a web line between",
    ),
    (
        "关于做好安全工作的通知（云办发〔2017〕2号）\n各县人民政府：\n现通知如下。\n云澜市人民政府\n2017年1月3日",
        "云办发〔2017〕2号", "关于做好安全工作的通知", "the number behind the title",
    ),
    (
        "关于做好安全工作的通知\n（云办发〔2017〕2号）\n各县人民政府：\n现通知如下。\n云澜市人民政府\n2017年1月3日",
        "云办发〔2017〕2号", "关于做好安全工作的通知", "the number in brackets",
    ),
    (
        "云财社〔2021〕218号云澜市财政局：　　根据有关通知，现下达资金。　　云澜省财政厅　　2021年9月3日",
        "云财社〔2021〕218号", None, "number, addressee and text on one line",
    ),
    (
        "关于印发三年行动计划\n（2023—2025年）的通知\n云政发〔2023〕7号\n各县人民政府：\n现印发给你们。\n云澜市人民政府\n2023年1月3日",
        "云政发〔2023〕7号", "关于印发三年行动计划（2023—2025年）的通知", "a title that goes on",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "title", "why"), OPENINGS, ids=[r[3] for r in OPENINGS])
def test_openings(as_text, text, number, title, why):
    c = one(as_text, text)
    assert (c.number.value.text, c.title.value if c.title else None) == (number, title), why


NEVER = [
    (
        "1988年12月8日，云澜省高级法院\n云城市中级法院：\n你院来函收悉。",
        ["云城市中级法院"],
        "a date line",
    ),
    ("云政〔2011〕53号\n各县人民政府：\n现通知如下。", ["各县人民政府"], "a number line"),
    (
        "发文部门：云澜省财政厅\n发文时间：2016-4-22\n实施时间：2016-5-1\n发文内容：\n为做好工作，现公告如下。",
        [],
        "labels",
    ),
]


@pytest.mark.parametrize(("text", "addressees", "why"), NEVER, ids=[row[2] for row in NEVER])
def test_what_is_no_addressee(as_text, text, addressees, why):
    c = one(as_text, text)
    assert [a.value for a in c.addressees] == addressees, why


def test_an_attachment_list_below_its_word(as_text):
    c = one(as_text, NOTICE.replace("附件：1.培训平台名单", "附件：\n1.培训平台名单"))
    assert [a.value.title for a in c.attachments] == ["培训平台名单", "2019年培训计划"]


def test_an_attachment_list_numbered_in_chinese(as_text):
    text = NOTICE.replace("附件：1.培训平台名单\n2.2019年", "附件：一、培训平台名单\n二、2019年")
    c = one(as_text, text)
    assert [a.value.title for a in c.attachments] == ["培训平台名单", "2019年培训计划"]
    assert [x.id for x in c.clauses] == ["一", "二"]


def test_traditional_script_is_read_and_given_in_simplified(as_text):
    text = "雲城市人民政府辦公廳文件\n雲政辦發〔2013〕30號\n雲城市人民政府辦公廳關於成立領導小組的通知\n各縣（市、區）人民政府：\n現將有關事項通知如下。\n雲城市人民政府辦公廳\n2013年3月8日"
    c = one(as_text, text)
    assert c.number.value.text == "云政办发〔2013〕30号"
    assert c.title.value == "云城市人民政府办公厅关于成立领导小组的通知"
    assert c.title.evidence[0].quote == "雲城市人民政府辦公廳關於成立領導小組的通知"
    assert c.issued_on.value == dt.date(2013, 3, 8)


def test_letter_spaced_heads_are_names_all_the_same(as_text):
    spaced = " ".join("云城市人民政府办公室") + "文件"
    c = one(as_text, CARRIER.replace("云城市人民政府办公室文件", spaced))
    assert [i.value for i in c.issuers] == ["云城市人民政府办公室"]


def test_names_parted_by_white_space(as_text):
    c = one(as_text, NOTICE.replace("赵立、钱文", "赵立 钱 文 孙书".replace("钱 文 ", "钱文 ")))
    assert [x.value.name for x in c.contacts] == ["赵立", "钱文", "孙书"]


HEAD_MARKS = "000012\n机密★1年\n特急\n云城市人民政府文件\n云政〔2003〕12号 签发人：沈远山\n云城市人民政府关于增加投资的请示\n省人民政府：\n现请示如下。\n妥否，请批示。\n云城市人民政府\n2003年5月6日\n主题词：水利 投资 请示"


def test_the_marks_of_the_head(as_text):
    c = one(as_text, HEAD_MARKS)
    assert c.copy_number.value == "000012"
    assert (c.secrecy.value, c.secrecy_term.value) == ("机密", "1年")
    assert c.urgency.value == "特急"
    assert [s.value for s in c.signers] == ["沈远山"]
    assert [t.value for t in c.subject_terms] == ["水利", "投资", "请示"]
    assert c.number.value.text == "云政〔2003〕12号"


def test_pages_not_read_are_doubts_of_their_circular(as_text):
    from dataclasses import replace

    (first,) = as_text(NOTICE)
    lost = replace(first, number=2, lines=(), notes=("damaged",))
    (c,) = read_circulars([first, lost])
    assert [(i.code, i.severity, i.message) for i in c.issues] == [
        ("page_unread", "error", "page 2 could not be read")
    ]
    assert read_circulars([lost]) == ()
    (c,) = read_circulars([replace(first, notes=("repaired",))])
    assert [i.code for i in c.issues] == ["file_repaired"]


def test_a_text_that_is_no_circular_is_doubted(as_text):
    c = one(as_text, "hello")
    assert [(i.code, i.severity) for i in c.issues] == [("no_circular", "warning")]


def test_a_date_that_text_follows_does_not_close(as_text):
    """A date in a list or a table within the text, then more clauses, then the signature."""
    body = NOTICE.replace(
        "联系人：",
        "2020年1月6日\n\n三、其他事项。本通知未尽事宜，由各地人社部门会同财政部门研究解决，并及时报告。\n\n联系人：",
    )
    c = one(as_text, body)
    assert [x.id for x in c.clauses] == ["一", "二", "三"]
    assert c.issued_on.value == dt.date(2020, 2, 20)


def test_who_is_reported_to_has_a_copy_too(as_text):
    """抄报 and 抄送 are one since the regulation of 2012."""
    c = one(as_text, NOTICE.replace("抄送：", "抄报：市委，市人大常委会。\n抄送："))
    bodies = ["市委", "市人大常委会", "省人社厅", "市政府办公室"]
    assert [x.value for x in c.copied_to] == bodies


def test_more_signers_on_lines_of_their_own(as_text):
    text = HEAD_MARKS.replace("签发人：沈远山", "签发人：沈远山\n林清和\n周平")
    c = one(as_text, text)
    assert [s.value for s in c.signers] == ["沈远山", "林清和", "周平"]
    assert c.title.value == "云城市人民政府关于增加投资的请示"


def test_a_year_that_lost_a_digit_is_doubted(as_text):
    c = one(as_text, NOTICE.replace("线上职业技能", "二二年线上职业技能"))
    assert "odd_year" in [issue.code for issue in c.issues]
    assert c.title.confidence < 0.9
    c = one(as_text, NOTICE.replace("线上职业技能", "二〇二二年线上职业技能"))
    assert "odd_year" not in [issue.code for issue in c.issues]


def test_an_announcement_whose_number_stands_in_three_lines(as_text):
    text = "云澜省药品监督管理局\n公告\n2019年第17号\n云澜省药品监督管理局关于注销许可证的公告\n现予公告。\n云澜省药品监督管理局\n2019年4月30日"
    c = one(as_text, text)
    assert c.number.value.text == "云澜省药品监督管理局公告2019年第17号"
    assert c.title.value == "云澜省药品监督管理局关于注销许可证的公告"


def test_a_draft_is_titled_as_one(as_text):
    c = one(as_text, NOTICE.replace("培训工作的通知", "培训工作的意见\n（征求意见稿）", 1))
    assert c.title.value == "关于做好线上职业技能培训工作的意见（征求意见稿）"


CHECKS = [
    ("2020年2月20日", "2021年12月31日", "year_mismatch", "issued_on"),
    ("2020年2月20日", "2018年2月20日", "year_mismatch", "issued_on"),
    ("2020年2月21日印发", "2020年1月21日印发", "printed_before_issued", "printed_on"),
    (
        "云城市人力资源和社会保障局 云城市财政局\n\n2020",
        "云山市教育局\n\n2020",
        "signature_differs",
        "issuers",
    ),
]


@pytest.mark.parametrize(("old", "new", "code", "field"), CHECKS, ids=[row[1] for row in CHECKS])
def test_fields_that_contradict_each_other_are_doubted(as_text, old, new, code, field):
    assert old in NOTICE
    c = one(as_text, NOTICE.replace(old, new))
    assert code in [issue.code for issue in c.issues]
    value = getattr(c, field)
    if field != "issuers":
        assert value.confidence < 0.9


def test_two_witnesses_outvote_a_misread_head(as_text):
    text = NOTICE.replace(
        "云城市人力资源和社会保障局 云城市财政局\n\n云人社",
        "云城帀人力资源和社会保障局\n\n云人社",
        1,
    )
    text = text.replace("关于做好线上", "云城市人力资源和社会保障局关于做好线上").replace(
        "云城市人力资源和社会保障局 云城市财政局\n\n2020", "云城市人力资源和社会保障局\n\n2020"
    )
    c = one(as_text, text)
    assert [i.value for i in c.issuers] == ["云城市人力资源和社会保障局"]
    assert c.issuers[0].confidence < 0.9
    assert c.issuers[0].candidates == ("云城帀人力资源和社会保障局",)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_damage_to_the_text_makes_it_fail(data):
    """Lines lost, doubled or cut: there is an answer, the same one each time."""
    from hongtou.ingest.page import Line, Page

    lines = TWO.split("\n")
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(lines) - 1))
        kind = data.draw(st.sampled_from(["drop", "double", "cut", "noise"]))
        if kind == "drop" and len(lines) > 1:
            del lines[at]
        elif kind == "double":
            lines.insert(at, lines[at])
        elif kind == "cut":
            lines[at] = lines[at][: len(lines[at]) // 2]
        else:
            lines[at] += data.draw(
                st.text(alphabet="《》〈〉〔〕（）〔号第年月日一二、。：1", max_size=6)
            )
    pages = [Page(1, 0.0, 0.0, tuple(Line(line) for line in lines), "text")]
    first = read_circulars(pages)
    assert first == read_circulars(pages)
    assert [c.part for c in first] == list(range(1, len(first) + 1))


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_is_read(text):
    from hongtou.ingest.page import Line, Page

    lines = tuple(Line(line) for line in text.split("\n"))
    read_circulars([Page(1, 0.0, 0.0, lines, "text")])


def test_nothing_gives_nothing():
    assert read_circulars([]) == ()
