"""How real circulars word what they do to others: parts told apart, lists opened by a full stop,
rows without title marks, announcements of several bodies. Invented samples."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

HEAD = "云城市财政局文件\n云财〔2020〕1号\n关于做好工作的通知\n各县财政局：\n"
TAIL = "\n云城市财政局\n2020年1月2日"
DAY = dt.date
A, B = "《甲办法》（云财〔2010〕3号）", "《乙通知》（云财〔2011〕5号）"
NA, NB = "云财〔2010〕3号", "云财〔2011〕5号"


def one(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return circular


def told(as_text, body):
    found = one(as_text, HEAD + body + TAIL).references
    return [(r.relation, r.number or r.title, r.target_clause or r.scope) for r in found]


SENTENCES = [
    (f"{A}中与本通知不一致的规定同时废止。", [("repeals", NA, "与本通知不一致的规定")], "同时 is no 时"),
    (f"{A}及{B}中有关收费标准的规定停止执行。", [("ceases", NA, "收费"), ("ceases", NB, "收费")],
     "a matter of both"),
    (f"{A}除第二条、第五条外，继续执行至2021年底；第二条、第五条自2021年1月1日起停止执行。",
     [("extends", NA, "除第二条、第五条外"), ("ceases", NA, "第二条、第五条")],
     "parts of the document the sentence before is about"),
    (f"{A}停止执行，但第五条继续有效。", [("ceases", NA, "除第五条外"), ("confirms", NA, "第五条")], "what 但 keeps does not end"),
    (f"{A}中关于缓缴的政策停止执行，其他政策继续执行。", [("ceases", NA, "缓缴"), ("extends", NA, "其他政策")],
     "其他政策 is the rest"),
    (f"{A}中以工代训补贴政策，受理期限延长至2021年12月31日。", [("extends", NA, "以工代训补贴政策")], "受理期限"),
    (f"将{A}更名为《丙办法》。", [("amends", NA, "名称"), ("cites", "丙办法", None)], "a name is a part"),
    ("市政府决定在甲区暂时调整实施《甲条例》第三十六条的规定。", [("amends", "甲条例", "第三十六条")], "暂时调整实施"),
    (f"决定调整{A}。现通知如下。", [("amends", NA, None)], "决定调整"),
    ("各地要及时调整《甲目录》。", [("cites", "甲目录", None)], "调整 is a task"),
    (f"{A}规定的加征税率，由10%调整为5%。", [("amends", NA, "加征税率")], "由…调整为"),
    (f"停止执行{A}有关规定。", [("ceases", NA, "规定")], "有关规定 are a part"),
    (f"废止{A}规定。", [("repeals", NA, None)], "the rule itself"),
    (f"{A}规定的试行期已满，经研究，决定予以废止。", [("repeals", NA, None)], "why it ends is no matter of it"),
    (f"{A}及商务局有关补充规定同时作废。", [("repeals", NA, None)], "补充规定 of another body"),
    (f"{A}确定的优惠政策到期终止，不再延续。", [("ceases", NA, "优惠政策")], "到期终止"),
    (f"2012年8月印发的{A}已作修订，现将修订后的《甲办法》印发给你们。原办法停止执行。",
     [("cites", NA, None), ("promulgates", "甲办法", None), ("ceases", NA, None)], "原办法 is the numbered one"),
    (f"各单位按原规定执行，{A}继续有效。", [("confirms", NA, None)], "按原规定 names none"),
    (f"{A}第八条第三款增加第四项：“其他。”", [("amends", NA, "第八条第三款第四项")], "增加第四项"),
    ("在《甲条例》第十三条增加一款作为该条第二款，即：“甲。”", [("amends", "甲条例", "第十三条第二款")], "作为该条第二款"),
    ("决定废止《甲办法》（2000年6月14日市政府令第84号公布，根据2010年12月20日市政府令第52号公布的《关于修改部分规章的决定》修正并重新公布）。",
     [("repeals", "市政府令第84号", None)], "the history behind a title names nothing"),
    ("根据经第五次会议《关于修改甲条例的决定》修改的《甲条例》的规定，现通知如下。",
     [("cites", "关于修改甲条例的决定", None), ("based_on", "甲条例", None)], "by what it was changed"),
    (f"自2016年5月1日起，{A}废止。执行{NA}文件发生的应退税额可以退还。",
     [("repeals", NA, None), ("cites", NA, None)], "发生的 says which"),
    ("依照《甲破产法》宣告破产的企业职工，可以申请。", [("cites", "甲破产法", None)], "宣告破产的 says which"),
    (f"{A}印发以来，发挥了积极作用。根据要求，现决定予以废止。", [("cites", NA, None), ("repeals", NA, None)],
     "decided of the document the sentence before is about"),
    (f"{A}已经印发。现决定废止下列机构。", [("cites", NA, None)], "decided of another thing"),
    (f"{A}、{B}两件规章自2021年1月1日起停止执行。", [("ceases", NA, None), ("ceases", NB, None)], "两件规章"),
    (f"{A}第四条及附件《标准表》自2021年1月1日起停止执行。", [("ceases", NA, "第四条、附件")], "an annex with its name"),
    (f"{A}第五章内容与本通知冲突的，适用本通知。", [("supersedes", NA, "第五章")], "适用本通知"),
    ("《甲条例》根据本决定作相应的修改，重新公布。", [("amends", "甲条例", None)], "作相应的修改"),
    (f"{A}和{B}以及我局以前发布的其他文件中与本通知不一致的规定，自2021年1月1日起停止执行。",
     [("ceases", NA, "与本通知不一致的规定"), ("ceases", NB, "与本通知不一致的规定")], "and what else was issued"),
    (f"{A}附件1、附件2予以更新。", [("amends", NA, "附件1、附件2")], "予以更新"),
    ("以前发布的文件与本解释不一致的，以本解释为准。", [("overrides", None, None)], "本解释"),
    ("财政部、海关总署、税务总局2018年公告第158号，2017年第50号公告同时作废。",
     [("repeals", "财政部海关总署税务总局公告2018年第158号", None), ("repeals", "财政部海关总署税务总局公告2017年第50号", None)],
     "announcements of several bodies"),
    (f"{A}第三条停止执行。2017年第50号公告同时作废。", [("ceases", NA, "第三条"), ("repeals", "公告2017年第50号", None)],
     "an announcement of the body that speaks"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected", "why"), SENTENCES, ids=[row[2] for row in SENTENCES]
)
def test_what_a_sentence_says(as_text, sentence, expected, why):
    assert told(as_text, sentence) == expected, why


LISTS = [
    (f"依据《丙办法》，我局决定对以下4个文件予以废止，现予公布，自公布之日起不再执行。\n一、{A}\n二、关于印发《丁办法》的通知（云财〔2008〕7号）\n三、云财〔2012〕9号",
     [("based_on", "丙办法", None), ("repeals", NA, None), ("repeals", "云财〔2008〕7号", None), ("repeals", "云财〔2012〕9号", None)],
     "opened by a sentence with a full stop"),
    (f"下列文件停止执行：\n（一）{A}；\n（二）{B}第四条；\n（三）云财〔2006〕8号文件中有关减免易地建设费的规定。",
     [("ceases", NA, None), ("ceases", NB, "第四条"), ("ceases", "云财〔2006〕8号", "减免易地建设费")],
     "an item may mean one matter"),
    ("现决定废止下列文件：\n一、高级法院关于适用《甲法》若干问题的解释（云法释〔2000〕4号）\n二、云城市外来人员管理规定（1995年6月13日云城市人民政府令第11号发布，根据1997年12月31日云城市人民政府第12号令第一次修改）",
     [("repeals", "云法释〔2000〕4号", None), ("repeals", "云城市人民政府令第11号", None)],
     "rows without outer title marks"),
    ("决定对下列规章进行修改：\n1.甲管理办法（2016年7月8日云城市人民政府令第5号公布）\n将第七条中的“5名”修改为“3名”。\n删去第二十二条第二款。",
     [("amends", "云城市人民政府令第5号", None), ("amends", "云城市人民政府令第5号", "第七条、第二十二条第二款")], "a row amended item by item below it"),
    (f"对{A}作如下修改：\n一、第二十五条与第二十六条合并，作为第二十二条，修改为：“保存记录。”",
     [("amends", NA, None), ("amends", NA, "第二十五条、第二十六条")], "two parts made one"),
    (f"修改下列规章\n（一）对{A}作出修改\n将第六条中的“商务局”修改为“市政府”。",
     [("amends", NA, None), ("amends", NA, "第六条")], "the item stands on the line below"),
    ("对3件规章作如下修改：\n（一）甲防雷管理办法\n1.第九条修改为：“符合标准。”\n2.删除第十四条。",
     [("amends", "甲防雷管理办法", None), ("amends", "甲防雷管理办法", "第九条"), ("amends", "甲防雷管理办法", "第十四条")],
     "a row that is nothing but a title"),
    (f"对{A}作如下修改：\n一、附件3《申请表》予以更换。", [("amends", NA, None), ("amends", NA, "附件3")], "更换"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), LISTS, ids=[row[2] for row in LISTS])
def test_lists(as_text, body, expected, why):
    assert told(as_text, body) == expected, why


def test_a_row_of_an_annex_ends_before_its_day(as_text):
    annex = (
        "\n附件\n决定废止的文件目录\n序号 文件名称 发布日期、文号 废止理由\n"
        "1 立案监督问题解答 2000年1月13日 云检发〔2000〕1号 已被吸收"
    )
    (row,) = one(as_text, HEAD + "决定如下：" + TAIL + annex).references
    assert (row.title, row.number) == ("立案监督问题解答", "云检发〔2000〕1号")


def test_a_word_that_can_mean_one_document_only_means_it(as_text):
    body = "市委印发了《关于深化改革的决定》。\n一、各地要按照《决定》第三条执行。"
    assert told(as_text, body)[1:] == [("applies", "关于深化改革的决定", "第三条")]


@pytest.mark.parametrize(
    "body",
    [
        "根据《关于甲的意见》和《关于乙的意见》，现通知如下：\n一、认真学习《意见》。",
        "根据《关于甲的意见》，现通知如下：\n一、制定《乙方案》（以下简称《意见》）。",
    ],
    ids=["two", "being given"],
)
def test_a_word_that_can_mean_two_or_is_being_given_means_none(as_text, body):
    names = [name for _, name, _ in told(as_text, body)]
    assert names.count("关于甲的意见") == 1


BIDDEN = [
    ("各级各部门要按照《甲预案》要求，落实责任。", "applies"),
    ("请各县按照《甲预案》要求上报情况。", "applies"),
    ("按照《甲预案》要求，我市组织了检查。", "based_on"),
]


@pytest.mark.parametrize(("sentence", "relation"), BIDDEN)
def test_who_is_told_to_act_on_a_document_applies_it(as_text, sentence, relation):
    assert [r for r, *_ in told(as_text, sentence)] == [relation]


CARRIER = (
    "云城市人民政府关于印发云城市供水管理办法的通知\n云政发〔2019〕3号\n各县人民政府：\n"
    "现将《云城市供水管理办法》印发给你们，请遵照执行。\n云城市人民政府\n2019年1月3日\n"
)


@pytest.mark.parametrize("mark", ["", "附：\n"], ids=["behind the date", "behind the mark"])
def test_a_text_carried_without_its_title(as_text, mark):
    text = CARRIER + mark + (
        "第一章 总则\n第一条 根据《甲条例》，制定本办法。\n"
        "第二条 本办法自2019年3月1日起施行，《乙办法》同时废止。"
    )  # fmt: skip
    (carried,) = one(as_text, text).carried
    assert carried.title == "云城市供水管理办法"
    assert [(r.relation, r.title) for r in carried.references] == [
        ("based_on", "甲条例"),
        ("repeals", "乙办法"),
    ]
    assert carried.validity.effective_on == DAY(2019, 3, 1)


def test_an_annex_that_starts_otherwise_is_no_carried_text(as_text):
    assert one(as_text, CARRIER + "附：\n1.供水单位名单").carried == ()


def test_a_count_below_a_title_that_ends_in_its_genre_is_no_order(as_text):
    circular = one(
        as_text,
        "工业厅关于修改《甲目录》有关事项的公告\n2020年第24号\n一、《乙通知》第一条停止执行。\n工业厅\n2020年5月30日",
    )
    assert circular.title.value == "工业厅关于修改《甲目录》有关事项的公告"
    assert [r.title for r in circular.references] == ["乙通知"]


HEADS = [
    ("云澜省税务局公告2018年第61号（关于优化申报有关事项的公告）\n为优化服务，现公告如下：\n一、认真执行。",
     "云澜省税务局公告2018年第61号", "number and title on one line"),
    ("关于优化申报有关事项的公告\n财政部、税务总局公告2019年第39号\n为优化服务，现公告如下：\n一、认真执行。",
     "财政部税务总局公告2019年第39号", "bodies told apart by a mark"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "why"), HEADS, ids=[row[2] for row in HEADS])
def test_heads_of_announcements(as_text, text, number, why):
    circular = one(as_text, text + "\n云澜省税务局\n2018年6月4日")
    assert circular.number.value.text == number, why
    assert circular.title.value == "关于优化申报有关事项的公告"


def test_the_signature_gives_the_name_that_the_title_shortens(as_text):
    circular = one(
        as_text,
        "省政府办公厅关于做好救助工作的通知\n云政办发〔2006〕12号\n各县人民政府：\n请认真做好工作。\n"
        "云澜省人民政府办公厅\n2006年2月6日",
    )
    assert [item.value for item in circular.issuers] == ["云澜省人民政府办公厅"]


def test_an_order_that_says_now_published_first(as_text):
    circular = one(
        as_text,
        "云澜省人民政府关于废止文件的决定\n云澜省人民政府令第16号\n现公布《云澜省关于废止部分规章的决定》，自公布之日起施行。\n"
        "省长 王某\n二○○八年一月十五日\n云澜省关于废止部分规章的决定\n省政府决定：\n一、废止《甲办法》。",
    )
    assert circular.issued_on.value == DAY(2008, 1, 15)
    assert [(r.relation, r.title) for r in circular.carried[0].references] == [
        ("repeals", "甲办法")
    ]


STARTS = [
    ("凡宣布失效的文件，自本决定印发之日起一律停止执行，不再作为行政管理的依据。", None),
    ("上述调整自2020年7月1日起执行。", DAY(2020, 7, 1)),
]


@pytest.mark.parametrize(("sentence", "day"), STARTS)
def test_starts(as_text, sentence, day):
    validity = one(as_text, HEAD + sentence + TAIL).validity
    assert (validity.effective_on if validity else None) == day


def test_letters_with_a_number_without_a_year(as_text):
    circular = one(
        as_text,
        "云城中级法院关于存款偿付问题的复函\n云城法院：\n"
        "1961年5月8日甲法编字第12号报告悉。我们同意司法局本年4月2日乙函字第45号函的意见。\n1961年6月1日",
    )
    assert [(r.relation, r.number) for r in circular.references] == [
        ("replies_to", "甲法编字第12号"),
        ("cites", "乙函字第45号"),
    ]


def test_a_plan_that_takes_years_starts_nothing(as_text):
    circular = one(as_text, HEAD + "市政府从2018年起用三年时间对文件进行全面清理。" + TAIL)
    assert circular.validity is None or circular.validity.effective_on != DAY(2018, 1, 1)
