"""Effects as saved pages of ministries, cities and counties word them, read for the first time:
exceptions between commas, words amended in a whole list, rows without a count, what is only to be
amended. Invented samples."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.listed import fate_of

HEAD = "云城市水务局文件\n云水〔2021〕10号\n关于做好工作的通知\n各县水务局：\n"
TAIL = "\n云城市水务局\n2021年1月2日"
DAY = dt.date


def read(as_text, body, head=HEAD, tail=TAIL):
    (circular,) = read_circulars(as_text(head + body + tail))
    return circular


def said(circular):
    """Relation, title or number, part and matter of each; `None` twice is the whole."""
    return [
        (r.relation, r.title or r.number, r.target_clause, r.scope) for r in circular.references
    ]


ROWS = [
    ("《甲办法》（云水〔2001〕1号）、《乙办法》（云水〔2002〕2号），除另有规定的条款外，相应废止。",
     [("repeals", "甲办法", None, "除另有规定的条款外"), ("repeals", "乙办法", None, "除另有规定的条款外")],
     "an exception between commas is no whole"),
    ("《甲办法》（云水〔2001〕1号），除有关水费的规定以外，自2021年3月1日起停止执行。",
     [("ceases", "甲办法", None, "除有关水费的规定以外")], "a matter excepted between commas"),
    ("《甲办法》（云水〔2001〕1号），除国家另有规定外，停止执行。", [("ceases", "甲办法", None, None)],
     "a reservation excepts no part"),
    ("《甲规定》（云水〔2001〕1号）及《乙规定》（云水〔2002〕2号）等原有关用水计量的规定同时废止。",
     [("repeals", "甲规定", None, None), ("repeals", "乙规定", None, None)], "等原有关…的规定 sums up the list"),
    ("《甲规定》（云水〔2001〕1号）等文件中有关用水计量的规定同时废止。", [("repeals", "甲规定", None, "用水计量")],
     "等文件中 means a matter of them"),
    ("市财政局、市水务局联合下发的《甲补充规定》、市水务局下发的云水发[1994]456号文以及各县自行制定的有关水费的减免规定一律废止。",
     [("repeals", "甲补充规定", None, None), ("repeals", "云水发〔1994〕456号", None, None)],
     "provisions of others, unnamed, at the end of a list"),
    ("《甲补充规定》和其他文件中有关水费的减免规定一律废止。", [("repeals", "甲补充规定", None, "水费的减免")],
     "a matter of what is named and what is not"),
    ("1952年市政府公布的《甲暂行办法》和1955年12月29日市政府命令公布的《乙暂行办法》同时废止。",
     [("repeals", "甲暂行办法", None, None), ("repeals", "乙暂行办法", None, None)], "published by an order"),
    ("《甲办法》（云水〔2001〕1号）第一条、《乙办法》（云水〔2002〕2号）附件2《丙试行办法》第五条、《丁通知》（云水〔2004〕8号）附件1《戊清单》填表说明第二条中有关抵扣时限的规定同时停止执行。",
     [("ceases", "甲办法", "第一条", None), ("ceases", "乙办法", "附件2第五条", None),
      ("ceases", "丁通知", "附件1填表说明第二条", "抵扣时限")], "parts of an annex that is named"),
    ("《甲规定》（云水〔1999〕77号）第二十条、第二十一条同时停止执行，与本通知不一致的其他规定，以本通知为准。",
     [("ceases", "甲规定", "第二十条、第二十一条", None), ("overrides", None, None, None)],
     "other provisions that differ are no more of the document named"),
    ("此前有关规定与本通知规定的水价、水费标准不一致的，以本通知为准。", [("overrides", None, None, None)],
     "what differs, told by its matter"),
    ("《甲办法》（云水〔2016〕24号）有效期延长至2023年6月30日，文中“市水利局”修改为“市水务局”。",
     [("extends", "甲办法", None, None), ("amends", "甲办法", None, "文中“市水利局”")], "words amended in what is extended"),
    ("《甲办法》（云水〔2016〕24号）继续有效，并将文中的“市水利局”统一修改为“市水务局”。",
     [("confirms", "甲办法", None, None), ("amends", "甲办法", None, "文中的“市水利局”")], "and in what is kept"),
    ("《甲意见》（云水〔2001〕1号）第五条第二款规定的减半政策延续至2025年12月31日。",
     [("extends", "甲意见", "第五条第二款", "减半政策")], "延续至 alone"),
    ("《甲办法》（云水〔2001〕1号）中涉及押金的条款一律取消。", [("repeals", "甲办法", None, "押金")],
     "clauses cancelled by their matter"),
    ("《甲办法》（云水〔2001〕1号）规定的押金一律取消。", [("cites", "甲办法", None, None)], "a deposit cancelled is no clause"),
    ("《云水实施办法》应当按照法定程序尽快修订，修订前暂停执行第十二条、第十九条。",
     [("suspends", "云水实施办法", "第十二条、第十九条", None)], "what rests until it is revised"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_what_a_sentence_does(as_text, sentence, expected, why):
    assert said(read(as_text, sentence)) == expected, why


LISTS = [
    (("一、《丙办法》（云水〔2006〕37号）附件2中的“水利”字样删除。\n二、下列文件中的“市水利局”修改为“市水务局”：\n"
     "（一）《甲公告》（云水公告2013年第65号）。\n（二）《乙公告》（云水公告2013年第61号）。"),
     [("amends", "丙办法", "附件2", None), ("amends", "甲公告", None, "“市水利局”"), ("amends", "乙公告", None, "“市水利局”")],
     "words amended in a list are not of the document before it"),
    ("将以下2件规范性文件中的“水利局”统一修改为“水务局”：\n1.关于加强供水管理的通知（云水〔2013〕65号）\n2.云城市供水管理办法（云水〔2014〕5号）",
     [("amends", "关于加强供水管理的通知", None, "“水利局”"), ("amends", "云城市供水管理办法", None, "“水利局”")],
     "in a list without title marks"),
    (("一、予以修改的规范性文件（1件）\n云水县房屋征收办法（云水〔2013〕30号）\n修改内容：将第五条中“县房产局”修改为“县住建局”，删除第十九条。\n"
     "二、宣布失效的规范性文件（1件）\n云水县2015—2017年城镇住房建设方案（云水办〔2015〕3号）"),
     [("amends", "云水县房屋征收办法", None, None), ("amends", "云水县房屋征收办法", "第五条、第十九条", None),
      ("declares_lapsed", "云水县2015—2017年城镇住房建设方案", None, None)], "rows without a count"),
    (("一、下列文件全文废止：\n序号 文件名称 文号\n1 关于加强供水管理的通知 云水〔2013〕65号\n2 关于印发水价办法的通知 云水〔2014〕5号\n"
     "二、下列文件部分条款废止：\n1 关于用水定额的通知 云水〔2015〕7号 第三条、第五条\n2 关于节水的通知 云水〔2015〕8号"),
     [("repeals", "关于加强供水管理的通知", None, None), ("repeals", "关于印发水价办法的通知", None, None),
      ("repeals", "关于用水定额的通知", "第三条、第五条", None), ("repeals", "关于节水的通知", None, "部分条款")],
     "rows of a table set as lines, some ended in part"),
    ("下列文件部分条款停止执行：\n1.《甲办法》（云水〔2001〕1号）第二条；\n2.《乙办法》（云水〔2002〕2号）。",
     [("ceases", "甲办法", "第二条", None), ("ceases", "乙办法", None, "部分条款")], "a part untold is no whole"),
    ("下列文件有效期延长至2025年12月31日：\n1.《甲办法》（云水〔2001〕1号）；\n2.《乙办法》（云水〔2002〕2号），第三条除外。",
     [("extends", "甲办法", None, None), ("extends", "乙办法", None, "除第三条外")], "an item with what it excepts"),
    (("1.在《甲能源条例》第七条中增加一项作为第六项，即：“负责节能工作；”\n第九条修改为：“因地制宜。”\n第十三条增加一款作为该条第二款，即：“可以推广。”\n"
     "2.将《乙气象条例》第七条第三项修改为：“气象机构；”"),
     [("amends", "甲能源条例", "第七条第六项、第九条、第十三条第二款", None), ("amends", "乙气象条例", "第七条第三项", None)],
     "a line that adds a paragraph to an article is no article"),
    ("一、删去《甲商会规定》第七条。\n第九条改为第七条，修改为：“应当登记。”\n第十一条改为第十条，修改为：“应当提交报告。”",
     [("amends", "甲商会规定", "第七条、第九条、第十一条", None)], "a line that counts an article anew is no article"),
    ("对《甲细则》（云水令第35号）附表作如下修订：\n一、原附表2停止使用，以本通知附件代替。",
     [("amends", "甲细则", "附表", None), ("ceases", "甲细则", "附表2", None)], "原 before an annex out of use"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), LISTS, ids=[row[2] for row in LISTS])
def test_what_a_list_says_of_each(as_text, body, expected, why):
    assert said(read(as_text, body)) == expected, why


def test_what_is_still_to_be_amended_is_not_amended(as_text):
    tail = (
        TAIL
        + "\n附件\n需修改的供水规章目录\n1.云水县节水办法（云水〔2011〕5号）\n2.云水县排水办法（云水〔2012〕6号）"
    )
    found = read(as_text, "现将需修改的供水规章目录印发给你们，请尽快修改。", tail=tail).references
    assert [(r.relation, r.effective) for r in found] == [("cites", False), ("cites", False)]
    done = read(
        as_text, "决定修改2件规章。", tail=tail.replace("需修改的供水规章", "决定修改的供水规章")
    )
    assert [r.relation for r in done.references] == ["amends", "amends"]


@pytest.mark.parametrize(
    ("heading", "effective", "scope"),
    [
        ("需要修改的规范性文件目录", False, None),
        ("待废止的规范性文件目录", False, None),
        ("部分条款废止的规范性文件目录", True, "部分条款"),
        ("部分条款失效的文件", True, "部分条款"),
        ("部分条款修改的文件目录", True, None),
        ("决定废止的规范性文件目录", True, None),
    ],
)
def test_what_a_heading_tells(heading, effective, scope):
    fate = fate_of(heading)
    assert (fate.effective, fate.scope) == (effective, scope)


def test_a_row_that_tells_by_whom_a_report_was_passed_on(as_text):
    tail = (
        TAIL + "\n附件\n废止的文件目录\n序号 名称 公布日期 说明\n"
        "1 云城市政府批转市建委《关于城镇房屋维修的报告》 1982年2月20日批转 已被新的条例代替\n"
        "2 云城市政府关于发放救济粮的指示 1961年3月2日发布 适用期已过"
    )
    found = read(as_text, "决定废止2件文件。", tail=tail)
    assert said(found) == [
        ("repeals", "云城市政府批转市建委〈关于城镇房屋维修的报告〉", None, None),
        ("repeals", "云城市政府关于发放救济粮的指示", None, None),
    ]


def test_where_a_number_starts_behind_what_is_done(as_text):
    body = "对云水公告〔2019〕4号附件2所列商品，暂不实施云水公告〔2019〕4号规定的措施。"
    assert {r.number for r in read(as_text, body).references} == {"云水公告〔2019〕4号"}
    (circular,) = read_circulars(
        as_text(HEAD + "即：对市水务局公告〔2019〕4号附件2所列商品，暂不征收水费。" + TAIL)
    )
    assert [r.number for r in circular.references] == ["市水务局公告〔2019〕4号"]


SPANS = [
    (
        "自2022年12月1日至2023年5月31日，对附件所列用户，继续不加收水费。",
        DAY(2022, 12, 1),
        DAY(2023, 5, 31),
    ),
    ("《甲办法》中除第三章外，其他章节自2021年3月1日起不再执行。", None, None),
    (
        "经研究，现决定自2020年9月1日起，将下列文件予以废止：\n1.《甲办法》（云水〔2001〕1号）；",
        None,
        None,
    ),
    ("其他用户自2021年3月1日起不再加价。", DAY(2021, 3, 1), None),
]


@pytest.mark.parametrize(("body", "start", "end"), SPANS, ids=["span", "part", "list", "measure"])
def test_days_that_are_the_circulars_own(as_text, body, start, end):
    validity = read(as_text, body).validity
    days = (validity.effective_on, validity.expires_on) if validity else (None, None)
    assert days == (start, end)


def test_the_close_of_an_amending_decision_names_nothing_new(as_text):
    body = (
        "市政府决定对《云城市供水规定》等2件规章作如下修改：\n一、云城市供水规定（1993年7月12日市政府令第41号发布）\n"
        "将第四条中的“甲”修改为“乙”。\n本决定自2021年3月1日起施行。《云城市供水规定》等2件规章根据本决定作相应修正后，重新公布。"
    )
    relations = [(r.relation, r.target_clause) for r in read(as_text, body).references]
    assert relations == [("amends", None), ("amends", None), ("amends", "第四条")]


def test_numbers_of_what_changed_a_document_are_not_its_own(as_text):
    body = (
        "决定修改下列规章：\n一、《甲规定》（1988年3月19日市政府云政办发19号文件发布，根据1997年12月31日市政府令第12号修改）\n"
        "第四条第二款修改为：“违反本规定的，依照《乙法》处罚。”\n二、《丙规定》（1991年8月6日市政府令第24号发布）\n第三条中的“甲”改为“乙”。"
    )
    found = [
        (r.relation, r.title, r.number, r.target_clause) for r in read(as_text, body).references
    ]
    assert found == [
        ("amends", "甲规定", None, None),
        ("amends", "甲规定", None, "第四条第二款"),
        ("amends", "丙规定", "市政府令第24号", None),
        ("amends", "丙规定", "市政府令第24号", "第三条"),
    ]


def test_quotation_marks_of_traditional_script_hold_wording(as_text):
    text = (
        "雲城市人民政府關於修改《雲城市供水規定》的決定\n雲城市人民政府決定對《雲城市供水規定》作如下修改：\n"
        "第四條第二款修改為：「違反本規定，屬於違反治安管理規定的，依照《治安管理處罰法》處罰；廢止《舊規定》。」\n"
        "雲城市人民政府\n2007年11月23日"
    )
    (circular,) = read_circulars(as_text(text))
    relations = [(r.relation, r.title, r.target_clause) for r in circular.references]
    assert ("amends", "云城市供水规定", "第四条第二款") in relations
    assert "repeals" not in {relation for relation, *_ in relations}


def test_the_box_of_a_free_library_names_other_texts(as_text):
    text = (
        "云城市人民政府令第200号\n维基文库，自由的图书馆\n云城市人民政府令第199号 云城市人民政府令\n"
        "制定机关：云城市人民政府\n2007年11月23日\n云城市人民政府令第201号\n云城市人民政府令[编辑]\n"
        "《云城市供水规定》已经市人民政府第74次常务会议通过，现予公布，自公布之日起施行。\n市长 王某\n2007年11月23日\n"
        "云城市供水规定[编辑]\n第一条 为了加强供水管理，制定本规定。\n第二条 《旧规定》同时废止。\n"
    )
    (circular,) = read_circulars(as_text(text))
    assert circular.number.value.text == "云城市人民政府令第200号"
    assert [item.title for item in circular.carried] == ["云城市供水规定"]
    assert circular.validity.effective_on == DAY(2007, 11, 23)


def test_the_reason_of_a_row_is_no_document(as_text):
    tail = (
        TAIL + "\n附件\n废止的文件目录\n序号 文件名称 文号 说明\n"
        "1 关于加强市场管理的通知 云水〔2000〕12号 已制定新的市场管理政策。\n2 关于用水的通知 云水〔2001〕5号 已出台新办法"
    )
    assert said(read(as_text, "决定废止2件文件。", tail=tail)) == [
        ("repeals", "关于加强市场管理的通知", None, None),
        ("repeals", "关于用水的通知", None, None),
    ]


def test_what_goes_on_until_it_is_revised_is_not_extended(as_text):
    body = "《甲细则》（云水〔2010〕17号），由起草单位提出修改意见，修改前继续执行。"
    assert [r.relation for r in read(as_text, body).references] == ["cites"]


def test_a_carrier_says_when_what_it_carries_starts_by_a_short_name(as_text):
    head = HEAD.replace("关于做好工作的通知", "关于印发《供水工程费用项目组成》的通知")
    body = (
        "现将《供水工程费用项目组成》（以下简称《费用组成》）印发给你们。\n一、主要内容见附件。\n"
        "二、《费用组成》自2021年7月1日起施行，《旧费用组成》（云水〔2003〕20号）同时废止。"
    )
    assert read(as_text, body, head=head).validity.effective_on == DAY(2021, 7, 1)
    other = body.replace("《费用组成》自", "《水价办法》自")
    assert read(as_text, other, head=head).validity is None


@pytest.mark.parametrize(
    ("sentence", "relation", "part"),
    [
        (
            "云城水交所（以下简称“本所”）决定自2021年1月8日起暂停实施《甲交易规则》第四章第五节规定的“限水”机制。",
            "suspends",
            "第四章第五节",
        ),
        ("云城水交所（下称水交所）研究决定暂停执行《甲交易规则》。", "suspends", None),
        ("市供水公司（下称公司）决定修改《甲交易规则》第八条。", "amends", "第八条"),
        ("对云城水交所（下称水交所）暂停执行《甲交易规则》的情况进行检查。", "cites", None),
    ],
)
def test_who_decides_may_have_a_bracket_behind_its_name(as_text, sentence, relation, part):
    circular = read(as_text, sentence)
    assert [(r.relation, r.target_clause) for r in circular.references] == [(relation, part)]


@pytest.mark.parametrize(
    "sentence",
    [
        "市水务局对《甲规范》（云水〔2009〕9号）进行了修订，现将本次修订后的规范文本及有关内容公告如下：\n一、对栏目作了调整。",
        "市水务局对《甲规范》（云水〔2009〕9号）作了全面修订，现将修订后的《甲规范》予以发布。",
    ],
)
def test_what_is_revised_and_issued_again_in_one_sentence_is_superseded(as_text, sentence):
    first = read(as_text, sentence).references[0]
    assert (first.relation, first.number) == ("supersedes", "云水〔2009〕9号")


def test_what_is_revised_and_put_out_for_comment_is_not_superseded(as_text):
    circular = read(
        as_text, "市水务局对《甲规范》（云水〔2009〕9号）进行了修订，现就修订稿征求意见。"
    )
    assert [r.relation for r in circular.references] == ["cites"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("劳动部劳力字〔1992〕54号", "劳力字〔1992〕54号"),
        ("农业部农经发〔1993〕4号", "农经发〔1993〕4号"),
        ("财政局财农字〔1993〕4号", "财农字〔1993〕4号"),
        ("云财农字〔1993〕4号", "云财农字〔1993〕4号"),
    ],
)
def test_a_number_starts_behind_the_body_its_first_character_repeats(as_text, text, number):
    circular = read(as_text, f"《乡镇供水管理办法》（1993年2月2日{text}发布）同时废止。")
    assert [(r.relation, r.number) for r in circular.references] == [("repeals", number)]


@pytest.mark.parametrize("led", ["为支持农村供水，", "经市政府同意，", ""])
def test_a_span_of_time_behind_what_it_is_for(as_text, led):
    body = f"{led}自2021年2月1日至2023年12月31日，继续对月用水量2万吨（含本数）至3万吨的用户，免征水费。"
    validity = read(as_text, body).validity
    assert (validity.effective_on, validity.expires_on) == (DAY(2021, 2, 1), DAY(2023, 12, 31))
