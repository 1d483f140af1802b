"""Effects told around a document: days and lists before it, lists behind it, the rest of it, and
exceptions of which nothing says whose they are."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

HEAD = "云城市水务局文件\n云水〔2021〕10号\n关于做好工作的通知\n各县水务局：\n"
TAIL = "\n云城市水务局\n2021年1月2日"
DAY = dt.date


def circular(as_text, body, tail=TAIL):
    (one,) = read_circulars(as_text(HEAD + body + tail))
    return one


def said(references):
    return [(r.relation, r.title, r.target_clause, r.scope) for r in references]


ROWS = [
    ("《甲通知》（云水〔2015〕3号）第三条同时停止执行，此前市水务局印发的其他规定与本通知不一致的，以本通知为准。",
     [("ceases", "甲通知", "第三条", None), ("overrides", None, None, "此前市水务局印发的其他规定")],
     "what differs are other documents, not the one named before"),
    ("《甲通知》（云水〔2019〕3号）规定的检测报告，从2020年1月1日开始不再作为验收条件。",
     [("ceases", "甲通知", None, "检测报告")], "what it asks for is asked no more"),
    ("《水质证书》不再作为验收条件。", [], "a certificate is no document"),
    ("将《甲办法》第八条修改为三条，作为第八条、第九条、第十条：“……”",
     [("amends", "甲办法", "第八条、第九条、第十条", None)], "one article made into three"),
    ("《甲通知》（云水〔2008〕2号）的附件1即《水表登记表》（以下简称《登记表》）中增加“备注”一栏。",
     [("amends", "甲通知", "附件1", None)], "the name of an annex behind 即"),
    ("《甲通知》（云水〔2019〕3号）第三条停止执行。\n其他内容继续参照执行。",
     [("ceases", "甲通知", "第三条", None), ("extends", "甲通知", None, "其他内容")], "the rest in a paragraph of its own"),
    ("《甲通知》（云水〔2019〕3号）第三条停止执行。\n其他内容按照县里的规定执行。",
     [("ceases", "甲通知", "第三条", None)], "other matters of nobody in particular"),
    ("现就《甲办法》（云水〔2008〕9号）（以下简称《办法》）有关问题补充通知如下：\n一、《办法》第五条第（七）项规定不再执行。",
     [("completes", "甲办法", None, None), ("ceases", "甲办法", "第五条第（七）项", None)], "规定 behind the part"),
    ("现就《甲办法》（云水〔2008〕9号）有关问题补充通知如下：\n一、第九条第三款“5日”变更为“3日”。\n二、关于第十条：水费按月收取。",
     [("completes", "甲办法", None, None), ("amends", "甲办法", "第九条第三款", None)], "an item of a supplement that changes a part"),
    ("市水务局对《甲规范》（云水〔2009〕9号）进行了修订。现将修订后的《甲规范》予以发布，自发布之日起施行。",
     [("supersedes", "甲规范", None, None), ("promulgates", "甲规范", None, None)], "issued again by the next sentence"),
    ("《甲通知》（云水〔2010〕3号）第二条规定的水费补贴、第五条规定的管网补助，受理截止期限由2021年12月31日延长至2022年12月31日。",
     [("extends", "甲通知", "第二条", "水费补贴"), ("extends", "甲通知", "第五条", "管网补助")], "what two parts grant"),
    ("取消云水〔2012〕31号文件第八条第二款关于押金的规定。", [("repeals", None, "第八条第二款", "押金")], "取消 before a number"),
    ("现对《甲规程》（云水〔2014〕7号）调整如下：\n一、取消第五条第（六）项“资金证明”。\n二、第八条中“15日”调整为“5日”。",
     [("amends", "甲规程", None, None), ("repeals", "甲规程", "第五条第（六）项", None), ("amends", "甲规程", "第八条", None)],
     "取消 in an item"),
    ("我局颁发的《甲办法》（〔79〕商财字第52号），起了积极作用。现作了修订，随文下发，自2021年7月1日起实行，原办法同时废止。",
     [("cites", "甲办法", None, None), ("repeals", "甲办法", None, None)], "商 in a number of the 1970s is no court"),
    ("决定对下列文件予以废止：\n一、《甲通知》（1954年7月14日）\n二、《乙规定》补充规定（云水〔1995〕226号）\n三、《丙通知》（云水〔1983〕68号）",
     [("repeals", "甲通知", None, None), ("cites", "乙规定", None, None), ("cites", None, None, None), ("repeals", "丙通知", None, None)],
     "an item that is not understood does not end the list"),
    ("对《甲公告》（云水公告2014年第28号）作如下修改：\n一、将附件1中《水量明细表》废止，以本公告附件1替代。\n二、《水价明细表》以本公告附件2替代。",
     [("amends", "甲公告", None, None), ("repeals", "甲公告", "附件1", None), ("amends", "甲公告", None, None)],
     "an annex of the circular itself is no part of what it amends"),
    ("《甲公告》附件1中的《水量明细表》、《乙公告》（云水公告2016年第75号）同时废止。",
     [("repeals", "甲公告", "附件1", "《水量明细表》"), ("repeals", "乙公告", None, None)], "a document behind what another holds"),
    ("《甲通知》（云水〔2012〕134号）、《乙通知》（云水〔2008〕8号）中有关水费公示的内容以本指南为准。",
     [("supersedes", "甲通知", None, "水费公示"), ("supersedes", "乙通知", None, "水费公示")], "the matter this one takes over"),
    ("决定废止《甲通知》（云水〔2002〕30号）等3件规范性文件，现予公布，自公布之日起生效。\n1．《甲通知》（云水〔2002〕30号）\n2．《乙通知》（云水〔2003〕55号）\n3．《丙通知》（云水〔2008〕26号）",
     [("repeals", "甲通知", None, None), ("repeals", "甲通知", None, None), ("repeals", "乙通知", None, None), ("repeals", "丙通知", None, None)],
     "the list below a sentence that names its first"),
    ("本通知自公布之日起执行。原新价水字〔1997〕33号、新价水字〔1998〕76号文件同时停止执行。",
     [("ceases", None, None, None), ("ceases", None, None, None)], "原 before a number that opens a sentence"),
    ("一九五一年颁发的《甲办法》和一九五三年颁发的《乙办法》，业已不适应当前情况，经市政府批准，自一九五八年七月一日起废止。",
     [("repeals", "甲办法", None, None), ("repeals", "乙办法", None, None)], "years in Chinese digits within a list"),
    ("市水务局对《甲办法》（云水〔2012〕260号）进行了修订。现将修订后的《甲办法》印发给你们。原办法同时废止。",
     [("repeals", "甲办法", None, None), ("promulgates", "甲办法", None, None)], "superseded and then repealed by name"),
    ("下列文件全文废止：\n（一）云城市水务局关于加强供水管理的通知（云水〔1995〕112号）\n（二）云城市水务局关于水费的通知（云水一〔1999〕88号）",
     [("repeals", "云城市水务局关于加强供水管理的通知", None, None), ("repeals", "云城市水务局关于水费的通知", None, None)],
     "rows counted in brackets keep their numbers"),
    ("决定废止《甲通知》（云水〔2009〕109号）、《乙通知》（云水〔2015〕61号）两件规范性文件，修改《丙通知》（云水〔2010〕14号）第十六条。",
     [("repeals", "甲通知", None, None), ("repeals", "乙通知", None, None), ("amends", "丙通知", "第十六条", None)],
     "how many they are, behind a list"),
    ("三、对《甲办法》（2008年市政府令第7号）进行修改，将第十八条中的“10日”修改为“5日”。",
     [("amends", "甲办法", None, None), ("amends", "甲办法", "第十八条", None)], "进行修改 in a counted clause"),
    ("决定将下列规章废止：\n（一）《甲规定》，一九六三年四月二日发布；\n（二）《乙办法》，一九七九年八月八日发布。",
     [("repeals", "甲规定", None, None), ("repeals", "乙办法", None, None)],
        "the day of issue behind an item"),
    ("保留《甲办法》（云水〔2019〕8号）等15件规范性文件。", [("confirms", "甲办法", None, None)], "保留 before its list"),
    ("市水务局《甲通知》（云水〔2003〕45号）、市水务局计划处《乙通知》（云水计〔2005〕12号）同时作废。",
     [("repeals", "甲通知", None, None), ("repeals", "乙通知", None, None)], "a division in a list"),
    ("《甲通知》（云水〔2019〕3号）停止执行。\n其他内容继续执行。", [("ceases", "甲通知", None, None)],
     "nothing is left of what ended whole"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_what_is_said(as_text, body, expected, why):
    assert said(circular(as_text, body).references) == expected


MORE = [
    ("经市政府同意，决定废止云水〔2012〕51号、云水〔2013〕40号文件。",
     [("repeals", None, None, None), ("repeals", None, None, None)], "决定 and what is decided are no title and number"),
    ("《甲通知》（云水〔2011〕111号）中附件1《试点办法》、附件2《过渡规定》自2021年12月1日起继续执行。",
     [("extends", "甲通知", "附件1、附件2", None)], "annexes with their names"),
    ("《甲通知》（云水〔2006〕3号）中的《水准则第1号》和《水准则第2号》，以及我局于2006年10月30日发布的《乙通知》（云水〔2006〕18号）中的《水准则指南》，自2021年3月1日起不再执行。",
     [("ceases", "甲通知", None, "《水准则第1号》《水准则第2号》"), ("ceases", "乙通知", None, "《水准则指南》")],
     "two documents, each with what it holds"),
    ("《甲办法》（云水〔2013〕17号）修改以下内容：将第十条中的“水务局”修改为“水利局”。",
     [("amends", "甲办法", None, None), ("amends", "甲办法", "第十条", None)], "修改以下内容"),
    ("《甲通知》（云水〔1990〕21号）已于2016年10月10日废止，不再作为资格认定的依据。",
     [("cites", "甲通知", None, None)], "what follows from an end told before is no end of its own"),
    ("自2021年2月1日起，《甲办法》（云水令第154号）及其实施意见（云水〔2007〕230号）停止执行。",
     [("ceases", "甲办法", None, None), ("ceases", None, None, None)], "its rules by their number"),
    ("将《甲通知》（云水〔2001〕105号）第五条第二款修改为：“应当聘请机构。”第七条删去。",
     [("amends", "甲通知", "第五条第二款、第七条", None)], "a part behind the new wording"),
    ("现对《甲细则》（云水〔2009〕155号）补充通知如下：\n一、第二十条增加“取消资格”。",
     [("completes", "甲细则", None, None), ("amends", "甲细则", "第二十条", None)], "words added by a supplement"),
    ("对《甲办法》作如下修改：\n一、第九条第（二）项修改为：“30分钟”；增加一项，作为第（三）项：“减半”。",
     [("amends", "甲办法", None, None), ("amends", "甲办法", "第九条第（二）项、第九条第（三）项", None)],
     "an item added to the article of the sentence before"),
    ("我局（59）云农字第78号通知颁发的《甲办法》，从2021年2月1日起停止执行。", [("ceases", "甲办法", None, None)],
     "the number of the notice that issued it"),
    ("现将决定废止的文件目录公告如下：\n1、云城市水务局关于加强甲的通知（云水〔2002〕91号）",
     [("repeals", "云城市水务局关于加强甲的通知", None, None)], "现将 is no future"),
    ("以下文件同时废止：\n1、云城市水务局关于甲的通知（云水〔2008〕135号）；\n2、其他与本通知不一致的规定。",
     [("repeals", "云城市水务局关于甲的通知", None, None)], "the last row of a list names no document"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), MORE, ids=[row[2] for row in MORE])
def test_what_is_said_of_more(as_text, body, expected, why):
    found = [r for r in circular(as_text, body).references if r.relation != "overrides"]
    assert said(found) == expected


def test_the_own_count_below_the_title_is_no_row(as_text):
    head = "云城市水务局关于废止部分文件的公告\n2017年第26号\n"
    body = "现决定废止：\n1.《甲通知》（云水〔2008〕192号）\n"
    (one,) = read_circulars(as_text(head + body + TAIL))
    assert [(r.title, r.number) for r in one.references] == [("甲通知", "云水〔2008〕192号")]


def test_one_article_made_into_several_in_an_item(as_text):
    body = "对《甲办法》作如下修改：\n一、将第八条修改为两条，作为第八条、第九条：“第八条……”\n二、删去第十二条。"
    parts = [r.target_clause for r in circular(as_text, body).references]
    assert parts == [None, "第八条、第九条", "第十二条"]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("自2021年4月1日起至2022年3月31日，在全市暂停执行《甲办法》第九条。", DAY(2021, 4, 1), DAY(2022, 3, 31)),
        ("经研究，决定自2021年9月1日起停止执行《甲规定》（云水〔2000〕5号）。", DAY(2021, 9, 1), DAY(2021, 8, 31)),
    ],
)  # fmt: skip
def test_days_told_before_the_verb(as_text, sentence, first, last):
    (one,) = circular(as_text, sentence).references
    assert (one.effective_on, one.until) == (first, last)


def test_a_basis_whose_title_tells_an_end_does_not_tell_that_of_the_list(as_text):
    body = "根据《省人大关于废止供水条例的决定》，市政府决定废止下列规章：\n一、《甲规定》（2001年3月1日发布）；\n二、《乙规定》（2002年3月1日发布）。"
    found = [(r.relation, r.title, r.effective) for r in circular(as_text, body).references]
    assert found[1:] == [("repeals", "甲规定", True), ("repeals", "乙规定", True)]


def test_a_word_of_time_is_no_part_of_a_number(as_text):
    found = circular(as_text, "此前市水务局公告2017年第67号同时废止。").references
    assert [(r.relation, r.number) for r in found] == [("repeals", "市水务局公告2017年第67号")]


ENDED = (
    "1.关于甲的公告\n2015年第230号\n2.关于乙的公告\n2016年第23号\n3.关于丙的通知（云水〔2019〕3号）"
)


@pytest.mark.parametrize(
    ("body", "tail"),
    [
        ("自即日起，一批公告予以废止。", f"\n附件：废止的公告目录\n{ENDED}"),
        ("自即日起，一批公告予以废止。", f"{TAIL}\n附件：废止的公告目录\n{ENDED}"),
        ("自即日起，一批公告予以废止（目录附后）。", f"{TAIL}\n废止公告一览表\n{ENDED}"),
    ],
    ids=["without a close", "behind the close", "without the mark of an annex"],
)
def test_a_list_of_what_ends_and_numbers_on_lines_of_their_own(as_text, body, tail):
    found = circular(as_text, body, tail).references
    assert [(r.relation, r.title, r.number) for r in found] == [
        ("repeals", "关于甲的公告", "2015年第230号"),
        ("repeals", "关于乙的公告", "2016年第23号"),
        ("repeals", "关于丙的通知", "云水〔2019〕3号"),
    ]


def test_lists_of_attachments_stay_attachments(as_text):
    tail = f"\n附件：1.废止的公告目录\n2.修改的公告目录{TAIL}\n附件1\n废止的公告目录\n关于甲的公告\n2015年第230号"
    one = circular(as_text, "自即日起，一批公告予以废止。", tail)
    assert [a.value.title for a in one.attachments] == ["废止的公告目录", "修改的公告目录"]
    assert [(r.title, r.number) for r in one.references] == [("关于甲的公告", "2015年第230号")]


@pytest.mark.parametrize(
    "end", ["废止（除第三条外）。", "废止，但第三条除外。", "废止，其中第三条继续有效。"]
)
def test_an_exception_of_nobody_is_a_doubt_of_all(as_text, end):
    one = circular(as_text, "《甲办法》、《乙办法》" + end)
    ended = [r for r in one.references if r.relation == "repeals"]
    assert [(r.title, r.scope, r.partial) for r in ended] == [
        ("甲办法", "除第三条外", True), ("乙办法", "除第三条外", True),
    ]  # fmt: skip
    assert all(r.confidence <= 0.6 for r in one.references)
    assert "exception_unclear" in [issue.code for issue in one.issues]


def test_an_exception_of_one_is_no_doubt(as_text):
    one = circular(as_text, "《甲办法》、《乙办法》（除第三条外）废止。")
    assert [r.scope for r in one.references] == [None, "除第三条外"]
    assert "exception_unclear" not in [issue.code for issue in one.issues]


def test_two_references_to_one_part_have_keys_of_their_own(as_text):
    body = "《甲办法》第三条关于收费的规定停止执行。《甲办法》第三条关于押金的规定停止执行。"
    found = circular(as_text, body).references
    assert [r.scope for r in found] == ["收费", "押金"]
    assert len({r.key for r in found}) == len(found)


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("《甲办法》等2件文件（目录见附件2）自本决定公布之日起废止。", DAY(2021, 1, 1)),
        ("另有2件文件（见附件2），自公布之日起废止，《乙办法》继续有效。", DAY(2021, 1, 1)),
        ("另有2件文件（见附件2），自2021年3月1日起废止。", DAY(2021, 2, 28)),
        ("另有2件文件废止（见附件2）。", None),
        ("2件文件废止（见附件2），另有2件文件（见附件3）自本决定公布之日起失效。", None),
    ],
)
def test_the_sentence_that_refers_to_an_annex_tells_its_day(as_text, sentence, last):
    tail = f"{TAIL}\n附件2\n废止的文件目录\n1.关于甲的通知（云水〔2019〕3号）"
    found = circular(as_text, sentence, tail).references
    assert [r.until for r in found if r.clause == "附件2"] == [last]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("《甲办法》自公布之日起废止。", DAY(2021, 1, 2)),
        ("《甲办法》自即日起停止执行。", DAY(2021, 1, 2)),
        ("本通知自2021年3月1日起执行。《甲办法》同日停止执行。", DAY(2021, 3, 1)),
        ("《甲办法》第六条关于押金的规定停止执行，已经收取的，在2021年3月31日以前退还。", None),
        ("《甲办法》自公布之日起施行五年来，已不适应需要，予以废止。", None),
    ],
)
def test_the_day_of_the_circular_s_own_issue_or_start(as_text, sentence, day):
    found = [r for r in circular(as_text, sentence).references if r.relation != "cites"]
    assert [r.effective_on for r in found] == [day]


def test_a_column_of_issuers_is_no_part_of_the_title(as_text):
    tail = f"{TAIL}\n附件\n继续有效的文件目录\n序号 制定机关 文件名称 文号\n1 云城市水务局 云城市水务局关于甲的通知 （80）云水字第189号\n2 云城市水务局、云城市财政局 云城市水务局 云城市财政局关于乙的通知 云水〔1994〕20号"
    found = circular(as_text, "现公布目录。", tail).references
    assert [(r.relation, r.title, r.number) for r in found] == [
        ("confirms", "云城市水务局关于甲的通知", "〔80〕云水字第189号"),
        ("confirms", "云城市水务局云城市财政局关于乙的通知", "云水〔1994〕20号"),
    ]


def test_a_table_as_lines_below_the_words_that_tell_its_fate(as_text):
    body = "根据《甲规定》，我局决定废止以下文件，现予公布：\n序号 文件名称 文号\n1 关于印发《云城市供水管理办法》的通知 云水〔2008〕203号\n2 关于丙的通知 云水〔2013〕8号\n本通知自发布之日起生效。"
    found = circular(as_text, body).references
    assert [(r.relation, r.title, r.number) for r in found[1:]] == [
        ("repeals", "关于印发〈云城市供水管理办法〉的通知", "云水〔2008〕203号"),
        ("repeals", "关于丙的通知", "云水〔2013〕8号"),
    ]


def test_a_table_whose_fate_the_title_tells(as_text):
    head = HEAD.replace("关于做好工作的通知", "关于废止部分文件的通知")
    rows = "现将文件目录予以公布。\n序号 文件名称 文号\n1 关于乙的通知 云水〔2008〕203号"
    (one,) = read_circulars(as_text(head + rows + TAIL))
    assert [(r.relation, r.number) for r in one.references] == [("repeals", "云水〔2008〕203号")]


BASES = [
    "根据《甲条例》（云水〔1999〕1号）和《丁条例》，决定废止《乙办法》、《丙办法》。上述文件自2021年3月1日起停止执行。",
    "根据《甲条例》，决定废止《乙办法》、《丙办法》。\n上述文件自2021年3月1日起停止执行。",
    "为贯彻《甲条例》，决定废止下列文件：\n1.《乙办法》\n2.《丙办法》\n以上文件自2021年3月1日起废止。",
    "按照《甲条例》，决定废止下列规章：\n1.云城市乙办法（云水〔2001〕3号）\n2.云城市丙办法（云水〔2001〕4号）\n以上规章自2021年3月1日起废止。",
]


@pytest.mark.parametrize("body", BASES)
def test_what_a_text_rests_on_does_not_end_with_its_list(as_text, body):
    found = circular(as_text, body).references
    ended = [r for r in found if r.relation not in ("based_on", "implements")]
    assert [r.title.removeprefix("云城市") for r in ended] == ["乙办法", "丙办法"]
    assert [(r.relation, r.until) for r in ended] == [("repeals", DAY(2021, 2, 28))] * 2


def test_a_list_takes_the_day_of_issue_from_the_sentence_behind_it(as_text):
    body = "决定废止下列规章：\n1.《乙办法》\n2.《丙办法》\n以上规章自本通知公布之日起废止。"
    assert [r.until for r in circular(as_text, body).references] == [DAY(2021, 1, 1)] * 2


def test_the_last_day_of_each_item(as_text):
    body = "以下文件有效期延续5年：\n一、《甲通告》（云水〔2011〕8号），有效期至2026年3月31日；\n二、《乙办法》（云水〔2011〕20号），有效期至2026年6月30日。"
    found = circular(as_text, body).references
    assert [(r.relation, r.until) for r in found] == [
        ("extends", DAY(2026, 3, 31)),
        ("extends", DAY(2026, 6, 30)),
    ]


def test_a_decision_behind_the_close_without_its_title(as_text):
    text = "云城市人民政府令第40号\n《云城市人民政府关于废止〈甲办法〉等规章的决定》已经2020年12月2日市人民政府第40次常务会议讨论通过，现予公布。\n市长 张三\n2020年12月15日\n为贯彻实施《丁条例》，市人民政府决定废止下列规章：\n1．《甲办法》（市政府令第30号）\n2．《乙办法》（云政发〔1994〕88号）"
    (one,) = read_circulars(as_text(text))
    (carried,) = one.carried
    assert [(r.relation, r.title) for r in carried.references[1:]] == [
        ("repeals", "甲办法"),
        ("repeals", "乙办法"),
    ]


def test_a_heading_in_a_decision_behind_the_close_is_no_annex(as_text):
    text = "云城市水务局令第23号\n《云城市水务局关于废止部分规章的决定》已经局务会议审议通过，现予公布。\n局长 张三\n2020年12月13日\n云城市水务局关于废止部分规章的决定\n为推进法治建设，决定：\n一、废止1件规章和1件规范性文件\n（一）废止《甲办法》（云水令第6号）。\n（二）废止《关于乙的意见》（云水〔2010〕144号）。"
    (one,) = read_circulars(as_text(text))
    (carried,) = one.carried
    assert [(r.relation, r.title) for r in carried.references] == [
        ("repeals", "甲办法"),
        ("repeals", "关于乙的意见"),
    ]


def test_a_list_of_old_numbers_behind_the_close(as_text):
    tail = f"{TAIL}\n废止的文件目录\n一、关于甲的通知 （79）云公路字543号\n二、乙办法 （84）云公路字第890号"
    found = circular(as_text, "现将废止的文件目录予以公布。", tail).references
    assert [r.number for r in found] == ["〔79〕云公路字543号", "〔84〕云公路字第890号"]


def test_the_last_day_of_the_rest_is_not_that_of_the_part(as_text):
    body = (
        "决定云水〔2005〕11号文件第四条自2021年3月1日起停止执行，其余各条继续执行至2022年12月31日。"
    )
    found = circular(as_text, body).references
    assert [(r.relation, r.effective_on, r.until) for r in found] == [
        ("ceases", DAY(2021, 3, 1), DAY(2021, 2, 28)),
        ("extends", None, DAY(2022, 12, 31)),
    ]


def test_columns_of_issuers_and_days_are_no_part_of_a_row(as_text):
    rows = "1\t云城市水务局\t关于水价分类的通知\t2004-11-24\t云城市水务局令第7号\n2\t云城市水务局\t云城市水务局关于甲的通知\t2009-08-17\t云水函〔2009〕461号"
    tail = (
        f"{TAIL}\n附件1\n全文失效废止的规章目录\n序号\t制定机关\t规章名称\t发文日期\t文号\n{rows}"
    )
    found = circular(as_text, "现将目录予以公布。", tail).references
    assert [(r.title, r.number) for r in found] == [
        ("云城市水务局关于水价分类的通知", "云城市水务局令第7号"),
        ("云城市水务局关于甲的通知", "云水函〔2009〕461号"),
    ]


def test_a_number_below_the_title_is_no_row_of_what_the_title_ends(as_text):
    text = "云水登〔2015〕44号\n云城市水务局关于停止执行云水〔2013〕60号文件的通知\n云水〔2015〕36号\n各县水务局：\n决定停止执行《甲意见》（云水〔2013〕60号）。"
    (one,) = read_circulars(as_text(text + TAIL))
    assert [r.number for r in one.references] == ["云水〔2013〕60号"]


@pytest.mark.parametrize("end", ["自2021年6月1日起废止", "自2021年6月1日起不再执行"])
def test_a_list_told_again_means_the_parts_it_named(as_text, end):
    """上述文件 gives the part its days and ends no whole document."""
    text = (
        "清原市财政局文件\n清财发〔2021〕12号\n清原市财政局关于清理文件的通知\n各县财政局：\n"
        "经研究，决定废止以下文件：\n1.《甲办法》（清政发〔2001〕5号）；\n"
        f"2.《乙办法》（清政办发〔1999〕11号）第三条。\n上述文件{end}。\n清原市财政局\n2021年5月6日\n"
    )
    (circular,) = read_circulars(as_text(text))
    told = [item for item in circular.references if item.title == "乙办法"]
    assert [(item.target_clause, item.partial) for item in told] == [("第三条", True)]
    assert str(told[0].effective_on) == "2021-06-01"
