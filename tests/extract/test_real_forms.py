"""Forms that real circulars have taken since the 1950s, on invented samples: orders under the title
a portal sets above them, lists by heading and by table, announcements by year, old numbers."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.mentions import find_mentions
from hongtou.extract.normalise import tidy
from hongtou.extract.numbers import find_numbers, parse_number

HEAD = "云城市财政局文件\n云财〔2021〕100号\n关于做好工作的通知\n各县财政局：\n现将有关事项通知如下：\n一、"
TAIL = "\n云城市财政局\n2021年1月2日"
DAY = dt.date


def one(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return circular


def said(references):
    return [(r.relation, r.title, r.number, r.target_clause) for r in references]


ORDER = (
    "云澜省水库管理规定\n\n云澜省人民政府令第81号\n\n"
    "《云澜省水库管理规定》已经2010年12月14日省政府第76次常务会议通过，现予公布，自2011年2月1日起施行。\n\n"
    "省长 王某\n\n二〇一〇年十二月二十五日\n\n云澜省水库管理规定\n\n"
    "第一条 根据国务院《水库大坝安全管理条例》，制定本规定。\n"
    "第二条 1995年3月1日省政府发布的《云澜省水库管理办法》同时废止。"
)


def test_an_order_under_its_title_carries_the_text_below(as_text):
    circular = one(as_text, ORDER)
    (carried,) = circular.carried
    assert said(circular.references) == [("promulgates", "云澜省水库管理规定", None, None)]
    assert said(carried.references) == [
        ("based_on", "水库大坝安全管理条例", None, None),
        ("repeals", "云澜省水库管理办法", None, None),
    ]
    assert carried.references[1].effective_on is None, (
        "the day it was issued on is no day of its end"
    )
    assert circular.validity.effective_on == DAY(2011, 2, 1)


def test_a_row_of_an_annex_is_no_title_of_an_order(as_text):
    circular = one(
        as_text,
        "云城市人民政府关于废止部分文件的决定\n云城市人民政府\n云城市人民政府令第48号\n"
        "《云城市人民政府关于废止部分文件的决定》已经市政府常务会议通过，现予公布，自公布之日起施行。\n"
        "市长：王某\n二〇〇八年十月十三日\n云城市人民政府关于废止部分文件的决定\n"
        "市政府决定，对2件文件予以废止。（目录见附件1）\n附件1：废止的文件目录\n序号 文件名称 文号\n"
        "1 关于城市规划管理规定的通知 云府发〔2000〕65号\n2 关于加强市场建设的通知 云府发〔2000〕17号",
    )
    assert circular.number.value.text == "云城市人民政府令第48号"
    assert said(circular.carried[0].references) == [
        ("repeals", "关于城市规划管理规定的通知", "云府发〔2000〕65号", None),
        ("repeals", "关于加强市场建设的通知", "云府发〔2000〕17号", None),
    ]


def test_a_judicial_interpretation_behind_its_proclamation(as_text):
    circular = one(
        as_text,
        "最高人民法院公告\n《最高人民法院关于审理某类案件若干问题的规定》已于2015年6月23日由最高人民法院"
        "审判委员会第1655次会议通过，现予公布，自2015年9月1日起施行。\n最高人民法院\n2015年8月6日\n"
        "法释〔2015〕18号\n最高人民法院关于审理某类案件若干问题的规定\n"
        "（2015年6月23日最高人民法院审判委员会第1655次会议通过）\n"
        "为正确审理案件，根据《中华人民共和国民法通则》之规定，制定本规定。\n"
        "第一条 最高人民法院于1991年8月13日发布的《关于审理某类案件的若干意见》同时废止。",
    )
    assert circular.number.value.text == "法释〔2015〕18号"
    assert circular.issued_on.value == DAY(2015, 8, 6)
    assert circular.validity.effective_on == DAY(2015, 9, 1)
    (repeal,) = [r for r in circular.carried[0].references if r.relation == "repeals"]
    assert (repeal.title, repeal.until) == ("关于审理某类案件的若干意见", None)


LISTS = [
    ("一、继续有效的文件\n1．《甲办法》（云政〔2010〕1号）\n2．《乙办法》（云政〔2010〕2号）\n二、废止的文件\n1．云政〔1997〕4号",
     [("confirms", "甲办法", "云政〔2010〕1号", None), ("confirms", "乙办法", "云政〔2010〕2号", None),
      ("repeals", None, "云政〔1997〕4号", None)], "a heading tells the fate of the list below it"),
    ("经清理，决定废止下列文件：\n序号\t文件名称\t文号\n1\t关于印发《甲办法》的通知\t云民发〔2004〕31号\n2\t关于乙收费问题的通知\t云民〔1999〕17号",
     [("repeals", "关于印发〈甲办法〉的通知", "云民发〔2004〕31号", None),
      ("repeals", "关于乙收费问题的通知", "云民〔1999〕17号", None)], "a table in the body"),
    ("清理结果如下：\n序号\t文件名称\t文号\t清理结果\n1\t甲采购管理办法\t云财采〔2010〕12号\t废止\n2\t关于调整乙标准的通知\t云财综〔2004〕88号\t失效\n3\t丙管理暂行办法\t云财〔2013〕9号\t继续有效",
     [("repeals", "甲采购管理办法", "云财采〔2010〕12号", None),
      ("declares_lapsed", "关于调整乙标准的通知", "云财综〔2004〕88号", None),
      ("confirms", "丙管理暂行办法", "云财〔2013〕9号", None)], "each row tells its own fate"),
    ("决定废止以下文件：\n一、《甲通知》（云政办〔1999〕35号）；\n二、云政办〔2001〕46号《乙通知》。\n以上文件自本通知下发之日起停止执行。",
     [("repeals", "甲通知", "云政办〔1999〕35号", None), ("repeals", "乙通知", "云政办〔2001〕46号", None)],
     "停止执行 said again of what was repealed"),
    ("对下列规章予以修改：\n（一）《甲办法》\n1．第五条修改为：“由水务部门主管。”\n2．删去第二十条。",
     [("amends", "甲办法", None, None), ("amends", "甲办法", None, "第五条"), ("amends", "甲办法", None, "第二十条")],
     "an item that deletes is no title of a row"),
    ("第一条至第三条暂不调整。\n姓名\t单位\t文号\n王某\t云城中学\t云教〔2010〕1号", [], "no list of documents"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), LISTS, ids=[row[2] for row in LISTS])
def test_lists_with_their_fate(as_text, body, expected, why):
    head = "云城市民政局关于公布清理结果的通知\n云民发〔2020〕8号\n各区民政局：\n"
    circular = one(as_text, head + body + "\n云城市民政局\n2020年5月5日")
    assert said(circular.references) == expected, why


def test_the_reason_in_a_row_is_no_document(as_text):
    circular = one(
        as_text,
        "云城市关于废止部分文件的决定\n云政发〔2013〕2号\n决定废止下列文件。\n序号 文件名称 发文日期、文号 废止理由\n"
        "1 关于甲管辖问题的通知 1983年8月16日 〔1983〕云法字第15号 条例已有明确规定\n"
        "2 关于乙问题的通知 1985年8月8日 情况已变化，不再适用",
    )
    assert [(r.relation, r.title, r.number) for r in circular.references] == [
        ("repeals", "关于甲管辖问题的通知", "〔1983〕云法字第15号"),
        ("repeals", "关于乙问题的通知", None),
    ]


def test_a_row_that_amends_means_the_parts_it_names(as_text):
    circular = one(
        as_text,
        "云城市关于修改部分文件的决定\n云政发〔2017〕5号\n各县：\n目录见附件。\n附件：修改的文件目录\n云城市人民政府\n"
        "2017年12月1日\n附件\n修改的规范性文件目录\n1.《甲办法》（云政发〔2011〕21号），将第三条中的“公安局”修改为“城管局”。\n"
        "2.《乙办法》（云政发〔2012〕22号），删去第八条。",
    )
    assert said(circular.references) == [
        ("amends", "甲办法", "云政发〔2011〕21号", "第三条"),
        ("amends", "乙办法", "云政发〔2012〕22号", "第八条"),
    ]


SENTENCES = [
    ("以上规定与《甲通知》（云价〔2013〕2号）不一致的，按本通知规定执行。", [("supersedes", "甲通知", "云价〔2013〕2号", True)],
     "与…不一致 before the document"),
    ("省政府云政发〔2019〕3号文件和县政府办公室岭政办〔2018〕12号、13号文件同时废止。",
     [("repeals", None, "云政发〔2019〕3号", False), ("repeals", None, "岭政办〔2018〕12号", False),
      ("repeals", None, "岭政办〔2018〕13号", False)], "the body before a number is no part of it"),
    ("云澜省税务局公告2011年第14号、2012年第73号，及省税务局、省商务厅2018年公告第158号同时废止。",
     [("repeals", None, "云澜省税务局公告2011年第14号", False), ("repeals", None, "云澜省税务局公告2012年第73号", False),
      ("repeals", None, "省税务局省商务厅公告2018年第158号", False)],
     "announcements that share their body, and one of two bodies"),
    ("取消《甲通知》（云发〔2003〕5号）中关于加分的规定。", [("repeals", "甲通知", "云发〔2003〕5号", True)], "取消…的规定"),
    ("停止《甲办法》（云发〔2001〕3号）的执行。", [("ceases", "甲办法", "云发〔2001〕3号", False)], "停止…的执行"),
    ("《甲办法》（试行）（云财〔2015〕3号）同时终止执行。", [("ceases", "甲办法（试行）", "云财〔2015〕3号", False)],
     "（试行） behind the mark belongs to the title"),
    ("《甲规定》（云发〔1986〕90号）及其补充规定同时废止。", [("repeals", "甲规定", "云发〔1986〕90号", False)], "及其补充规定"),
    ("《甲规定》（云发〔1986〕90号）全文废止。", [("repeals", "甲规定", "云发〔1986〕90号", False)], "全文废止"),
    ("1987年8月29日省政府发布的《甲规定》即告失效。", [("declares_lapsed", "甲规定", None, False)], "即告失效"),
    ("《甲办法》（云财〔2015〕3号）附件2替换为本通知附件。", [("amends", "甲办法", "云财〔2015〕3号", True)], "替换为"),
    ("《甲通知》（云人社发〔2009〕3号）中关于缴费比例的规定作相应调整。",
     [("amends", "甲通知", "云人社发〔2009〕3号", True)], "作相应调整"),
    ("我省从2005年1月1日起执行的《甲标准》（云价〔2004〕3号）停止执行。", [("ceases", "甲标准", "云价〔2004〕3号", False)],
     "执行的 says since when it was in force"),
    ("经研究，原则同意县水务局《关于甲的请示》意见。", [("replies_to", "关于甲的请示", None, False)], "同意…请示 replies"),
    ("认真落实会议审议通过的《甲规划》有关要求。", [("implements", "甲规划", None, False)], "通过的 says which"),
    ("征收范围和标准按云政〔2007〕51号文件规定执行。", [("applies", None, "云政〔2007〕51号", False)], "no title that runs on"),
    ("取消《甲许可证》年检。", [], "a certificate"),
    ("自治区水利厅修订了《甲办法》《乙办法》，现印发给你们。",
     [("promulgates", "甲办法", None, False), ("promulgates", "乙办法", None, False)], "自治区 is no 自"),
    ("自治区人大常委会决定对《甲条例》作如下修改：", [("amends", "甲条例", None, False)], "自治区 before 对"),
    ("自治区政府桂政发〔2011〕8号文件第五条不再执行，其余条款继续有效。",
     [("ceases", None, "桂政发〔2011〕8号", True), ("confirms", None, "桂政发〔2011〕8号", True)],
     "自治区政府 before a number"),
    ("关于《甲复函》（云劳办发〔1994〕96号）第二条的规定，不再执行。",
     [("ceases", "甲复函", "云劳办发〔1994〕96号", True)], "关于 names a topic"),
    ("关于废止《甲复函》（云劳办发〔1994〕96号）的请示已收悉。",
     [("cites", "甲复函", "云劳办发〔1994〕96号", False)], "关于废止 is asked"),
    ("《甲意见》（云政发〔2008〕53号）已于2010年12月31日自行失效。",
     [("declares_lapsed", "甲意见", "云政发〔2008〕53号", False)], "declared to have lapsed on a day"),
    ("《甲意见》（云政发〔2008〕53号）已于2010年12月31日废止。",
     [("cites", "甲意见", "云政发〔2008〕53号", False)], "done elsewhere"),
    ("《甲若干规定》由本通知附件所列规定代替。", [("supersedes", "甲若干规定", None, False)], "由本通知附件代替"),
    ("现将《甲会计处理规定》印发给你们，请转发各级水务部门执行。",
     [("promulgates", "甲会计处理规定", None, False)], "请转发 asks others"),
    ("此件与云发〔1990〕5号文有出入的，以此件为准。", [("supersedes", None, "云发〔1990〕5号", True)], "以此件为准"),
    ("各地不得再执行《甲办法》（云价〔2003〕5号）。", [("ceases", "甲办法", "云价〔2003〕5号", False)], "不得再执行"),
    ("自2022年1月1日起，执行新的《甲目录》，《甲目录（2017年版）》同时停止使用。",
     [("applies", "甲目录", None, False), ("ceases", "甲目录（2017年版）", None, False)],
     "one is applied, the other goes out of use"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected", "why"), SENTENCES, ids=[row[2] for row in SENTENCES]
)
def test_what_a_sentence_says(as_text, sentence, expected, why):
    circular = one(as_text, HEAD + sentence + TAIL)
    found = [(r.relation, r.title, r.number, r.partial) for r in circular.references]
    assert found == expected, why


DAYS = [
    ("《甲办法》已于2018年12月31日到期，不再执行。", None, DAY(2018, 12, 31), "the day a term ran out is its last"),
    ("省政府于1998年5月1日印发的《甲办法》予以废止。", None, None, "the day the target was issued"),
    ("自1990年3月1日起施行的《甲办法》同时废止。", None, None, "the day the target took force"),
    ("1990年3月1日起施行的《甲办法》自2022年1月1日起废止。", DAY(2022, 1, 1), DAY(2021, 12, 31), "its own day stands"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "first", "last", "why"), DAYS, ids=[row[3] for row in DAYS])
def test_days_of_an_effect(as_text, sentence, first, last, why):
    (found,) = one(as_text, HEAD + sentence + TAIL).references
    assert found.until == last, why
    assert first is None or found.effective_on == first, why


def test_the_days_of_the_whole_are_not_those_of_a_part(as_text):
    sentence = (
        "《甲意见》（云政发〔2013〕5号）的实施期限延长至2025年12月31日，其中第五条第二款停止实施。"
    )
    found = one(as_text, HEAD + sentence + TAIL).references
    assert [(r.relation, r.until) for r in found] == [
        ("extends", DAY(2025, 12, 31)),
        ("ceases", None),
    ]


NUMBERS = [
    ("[79]云发第12号", "〔79〕云发第12号"),
    ("〔2001〕参务字第12号", "〔2001〕参务字第12号"),
    ("云价[2000]商字295号", "云价〔2000〕商字295号"),
    ("海关总署2002年第33号公告", "海关总署公告2002年第33号"),
    ("财政部2018年公告第158号", "财政部公告2018年第158号"),
    ("（2013）云中法民终字第5号", None),
    ("本院(2013)民初字第5号", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS, ids=[str(n) for n in range(len(NUMBERS))])
def test_numbers_of_all_times(text, number):
    match = parse_number(tidy(text).text)
    assert (match.number.text if match else None) == number


def test_a_word_of_the_sentence_or_a_body_is_no_prefix_before_a_year():
    for before in ("按照", "军区后勤部", "8月16日"):
        found = find_numbers(f"{before}〔1983〕云法字第15号文件")
        assert [item.number.text for item in found] == ["〔1983〕云法字第15号"]


def test_number_and_day_in_one_bracket(as_text):
    circular = one(
        as_text,
        "云澜省物价局关于服务费标准的批复\n(云价[2000]商字295号 2000年8月7日)\n\n云城铁路分局：\n你局《关于甲的函》收悉。",
    )
    assert circular.number.value.text == "云价〔2000〕商字295号"
    assert circular.issued_on.value == DAY(2000, 8, 7)
    assert [item.value for item in circular.addressees] == ["云城铁路分局"]


def test_number_and_addressee_on_one_line(as_text):
    circular = one(
        as_text,
        "云澜省人民政府关于\n印发甲计划的通知\n(云政发[1994]103号)各州、市人民政府：\n现将《甲计划》印发给你们。\n一九九四年三月二日",
    )
    assert circular.number.value.text == "云政发〔1994〕103号"


def test_a_line_broken_inside_a_title_goes_on(as_text):
    circular = one(
        as_text,
        "云政发〔2020〕16号\n\n关于印发《甲区稳定工作意见》的通知\n\n各州人民政府：\n\n《甲区稳定工作意见》\n\n已经省政府会议审议通过，现印发你们，请\n\n"
        "认真执行。\n\n2020年3月19日\n\n甲区稳定工作意见\n\n根据《国务院关于进一步做好稳定工作的意\n\n见》（国发〔2019〕28号）精神，提出意见。",
    )
    assert ("promulgates", "甲区稳定工作意见", None, None) in said(circular.references)


def test_a_text_that_explains_another_has_no_effects(as_text):
    circular = one(
        as_text,
        "关于《甲办法》的政策解读\n一、出台背景\n二、主要内容\n本办法自2021年3月1日起施行，原《甲办法》（云发〔2015〕3号）同时废止。",
    )
    found = [r for r in circular.references if r.number]
    assert [(r.relation, r.effective) for r in found] == [("cites", False)]


def test_a_day_below_the_title_is_no_close(as_text):
    circular = one(
        as_text,
        "云澜省人民政府关于发布《甲规定》的命令\n云澜省人民政府1957年10月26日\n"
        "第十六条 本规定自公布之日起施行。1952年8月30日省政府公布的《甲条例》同时废止。",
    )
    assert circular.issued_on.value == DAY(1957, 10, 26)
    assert said(circular.references) == [("repeals", "甲条例", None, None)]


def test_the_end_of_a_carried_title_names_it(as_text):
    circular = one(
        as_text,
        "云政发〔1994〕103号\n关于印发云澜省百万人温饱计划的通知\n各州：\n现将《云澜省百万人温饱计划》印发给你们。\n"
        "各州要按照《百万人温饱计划》的要求抓好落实。\n云澜省人民政府\n1994年3月2日",
    )
    assert said(circular.references) == [("promulgates", "云澜省百万人温饱计划", None, None)]


def test_order_of_a_revised_text_starts_when_it_says(as_text):
    circular = one(
        as_text,
        "云澜省人民政府令第7号\n现公布修订后的《甲条例》，自2019年1月1日起施行。\n省长 王某\n2018年12月18日",
    )
    assert circular.validity.effective_on == DAY(2019, 1, 1)


def test_a_title_by_its_mark_alone_is_found_with_its_trial(as_text):
    (mention,) = find_mentions("原《甲办法》（试行）（云财〔2015〕3号）")
    assert (mention.title, mention.number.text) == ("甲办法（试行）", "云财〔2015〕3号")


def test_the_wording_that_is_put_in_cites_nothing_for_the_circular(as_text):
    circular = one(
        as_text,
        "云澜省关于修改《甲条例》的决定\n云政发〔2020〕3号\n各县：\n决定对《甲条例》作如下修改：\n"
        "一、将第一条修改为：“根据《中华人民共和国宪法》，制定本条例。”\n云澜省人民政府\n2020年1月2日",
    )
    assert said(circular.references) == [
        ("amends", "甲条例", None, None),
        ("amends", "甲条例", None, "第一条"),
    ]


def test_headings_in_an_annex_tell_the_fate_of_their_rows(as_text):
    circular = one(
        as_text,
        "云澜省关于公布清理结果的通知\n云政发〔2021〕14号\n各县：\n目录见附件。\n云澜省人民政府\n2021年5月8日\n"
        "附件1\n废止和宣布失效的文件目录\n一、废止的文件\n1．《甲规定》（云政发〔2009〕50号）\n二、宣布失效的文件\n"
        "1．《关于保留乙项目的意见》（云政发〔2004〕3号）",
    )
    assert said(circular.references) == [
        ("repeals", "甲规定", "云政发〔2009〕50号", None),
        ("declares_lapsed", "关于保留乙项目的意见", "云政发〔2004〕3号", None),
    ]


def test_an_annex_of_amendments_is_read_item_by_item(as_text):
    circular = one(
        as_text,
        "云澜省关于废止和修改部分规章的决定\n云政发〔2011〕4号\n各县：\n目录见附件。\n云澜省人民政府\n2011年1月8日\n"
        "附件1\n决定废止的规章\n一、禁止摊派暂行条例（1988年4月28日省政府发布）\n附件2\n决定修改的规章\n"
        "一、将《甲登记管理条例》第三条中的“甲”修改为“乙”。\n二、删去《乙绿化条例》第三十条。",
    )
    assert said(circular.references) == [
        ("repeals", "禁止摊派暂行条例", None, None),
        ("amends", "甲登记管理条例", None, "第三条"),
        ("amends", "乙绿化条例", None, "第三十条"),
    ]


def test_the_history_of_a_text_on_two_lines_cites_nothing(as_text):
    circular = one(
        as_text,
        "云澜市市容管理条例\n\n（2001年11月14日云澜市人民代表大会常务委员会会议通过\n"
        "根据2003年4月24日《关于修改〈云澜市市容管理条例〉的决定》修正）\n\n第一条为了加强管理，制定本条例。\n"
        "第二条本条例自2002年4月1日起施行。",
    )
    assert circular.references == ()


def test_day_and_number_on_one_line(as_text):
    circular = one(
        as_text,
        "云澜省财政厅\n\n关于印发《甲会计处理规定》的通知\n\n2000年12月16日 云财会[2000]23号\n\n各市财政局：\n"
        "现将《甲会计处理规定》印发给你们。",
    )
    assert circular.number.value.text == "云财会〔2000〕23号"
    assert circular.issued_on.value == DAY(2000, 12, 16)


def test_an_excerpt_is_no_part_of_the_addressee(as_text):
    circular = one(
        as_text,
        "云澜省民政厅关于工龄计算问题的复函(摘录)\n云城市人事局：\n一、从参加工作之日起算。\n1963年2月1日",
    )
    assert [item.value for item in circular.addressees] == ["云城市人事局"]
