"""Effects as circulars word them: commas, dates, decisions and lists between document and verb."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

HEAD = "云城市财政局文件\n云财〔2020〕1号\n关于做好工作的通知\n各县财政局：\n"
TAIL = "\n云城市财政局\n2020年1月2日"
DAY = dt.date


def read(as_text, body):
    (circular,) = read_circulars(as_text(HEAD + body + TAIL))
    return circular


ENDED = [
    ("经研究决定废止《甲办法》。", "decided behind 研究"),
    ("经市政府研究，决定废止《甲办法》。", "decided by whom"),
    ("《甲办法》经市政府研究予以废止。", "decided between"),
    ("《甲办法》相应废止。", "the 应 of 相应 is no wish"),
    ("《甲办法》中有关行政许可同时废止。", "the 可 of 许可 is no wish"),
    ("《甲办法》自2020年3月1日废止。", "a day without 起"),
    ("2004年6月26日修订的《甲办法》自2020年3月1日起废止。", "修订的 tells which"),
    ("2014年2月14日原省工商局令第62号公布的《甲办法》同时废止。", "the order it came with"),
    (
        "原省经贸委、省国税局联合下发的《甲办法》自本办法施行之日起作废。",
        "the 经 of 经贸 is no 经…同意",
    ),
    ("《甲办法》及附件同时废止。", "with its annexes"),
    ("《甲办法》（云财〔2010〕3号）除第三章外同时废止。", "but for a part"),
    ("除第三条继续执行外，《甲办法》其他条款同时废止。", "the rest of it"),
]


@pytest.mark.parametrize(("sentence", "why"), ENDED, ids=[why for _, why in ENDED])
def test_ended(as_text, sentence, why):
    (reference,) = read(as_text, sentence).references
    assert (reference.relation, reference.title) == ("repeals", "甲办法"), why
    assert reference.effective


LISTS = [
    "原《甲办法》及其补充规定《乙办法》同时作废。",
    "2008年5月27日发布的《甲办法》和2012年9月12日发布的《乙办法》同时废止。",
    "2013年1月5日原农业厅令第5号公布的《甲办法》、2014年2月4日原林业厅令第6号公布的《乙办法》同时废止。",
    "1999年1月2日省政府令第3号发布的《甲办法》，2001年5月6日省政府令第9号发布的《乙办法》同时废止。",
]


@pytest.mark.parametrize("sentence", LISTS)
def test_dates_and_orders_within_a_list(as_text, sentence):
    found = read(as_text, sentence).references
    assert [(r.relation, r.title) for r in found] == [("repeals", "甲办法"), ("repeals", "乙办法")]


MOVED = [
    ("《甲通知》（云财〔2018〕5号）等6个文件规定的补贴政策凡已经到期的，执行期限延长至2023年12月31日。",
     DAY(2023, 12, 31)),
    ("《甲通知》（云财〔2018〕5号）规定的培训补贴、岗位补贴等政策，实施期限延长至2021年12月31日。",
     DAY(2021, 12, 31)),
    ("《甲通知》（云财〔2018〕5号）延期至2025年12月31日。", DAY(2025, 12, 31)),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "until"), MOVED)
def test_the_end_of_a_policy_is_moved(as_text, sentence, until):
    (reference,) = read(as_text, sentence).references
    assert (reference.relation, reference.until) == ("extends", until)


def test_the_term_of_a_document_is_no_part_of_it(as_text):
    (reference,) = read(as_text, "将《甲办法》的实施期限延长至2021年12月31日。").references
    assert (reference.relation, reference.partial) == ("extends", False)


def test_what_waits_for_a_rule_is_not_ended(as_text):
    circular = read(as_text, "待国家有关规定出台后，《甲细则》自行失效。")
    assert [(r.relation, r.effective) for r in circular.references] == [("cites", False)]
    assert [item.kind for item in circular.class_rules] == ["conditional"]


def test_a_basis_before_a_comma_is_not_listed_with_what_is_ended(as_text):
    found = read(as_text, "根据云政发〔2019〕5号，《甲办法》同时废止。").references
    assert [(r.relation, r.title or r.number) for r in found] == [
        ("based_on", "云政发〔2019〕5号"),
        ("repeals", "甲办法"),
    ]


NOT_ENDED = [
    "建议废止《甲规定》，并修订《乙办法》，妥否，请批示。",
    "各单位报送的《甲自查报告》未按要求填写的，予以作废。",
    "自2016年10月1日起，旧版《营业执照》停止使用。",
]


@pytest.mark.parametrize("sentence", NOT_ENDED)
def test_asked_failing_a_condition_or_no_document(as_text, sentence):
    found = read(as_text, sentence).references
    assert all(r.relation == "cites" for r in found)


def test_documents_listed_behind_their_fate(as_text):
    body = "下列规范性文件继续有效：《甲办法》（云财〔2008〕22号）；《乙办法》（云财〔2010〕7号）。"
    assert [r.relation for r in read(as_text, body).references] == ["confirms", "confirms"]


def test_documents_listed_and_each_amended(as_text):
    body = (
        "三、以下2件规范性文件予以修改：\n"
        "（一）《甲办法》（云财〔2010〕3号）。将第五条中的“甲局”修改为“乙局”。\n"
        "（二）《乙办法》（云财〔2012〕8号）。删去第九条。"
    )
    found = read(as_text, body).references
    parted = [(r.title, r.target_clause) for r in found if r.partial]
    assert parted == [("甲办法", "第五条"), ("乙办法", "第九条")]
    assert {r.relation for r in found} == {"amends"}


def test_two_verbs_around_a_comma(as_text):
    body = "自2020年3月29日起，恢复执行《甲规定》（云财〔2019〕3号），《乙通知》（云财〔2020〕12号）停止执行。"
    assert [(r.relation, r.title) for r in read(as_text, body).references] == [
        ("resumes", "甲规定"),
        ("ceases", "乙通知"),
    ]


@pytest.mark.parametrize("what", ["除第五条外，其余条款", "，除另有规定的条款外，其余内容"])
def test_parts_excepted_are_no_class(as_text, what):
    body = f"《甲通知》（云财〔2001〕5号）{what}停止执行。"
    circular = read(as_text, body)
    assert [(r.relation, r.partial) for r in circular.references] == [("ceases", True)]
    assert not circular.class_rules


def test_what_does_not_apply_is_not_applied(as_text):
    (reference,) = read(as_text, "《甲通知》的有关规定不适用于上述情形。").references
    assert reference.relation == "cites"


def test_parts_a_sentence_goes_on_to_amend(as_text):
    found = read(as_text, "一、删去《甲办法》第二十条，删去第三十一条第一款第（三）项。").references
    assert [(r.relation, r.target_clause) for r in found] == [
        ("amends", "第二十条、第三十一条第一款第（三）项")
    ]


def test_a_part_is_amended_by_what_stands_behind(as_text):
    body = "对《甲办法》第三条第一款进行修改，修改后内容为：“收费标准为50元。”"
    (reference,) = read(as_text, body).references
    assert (reference.relation, reference.target_clause) == ("amends", "第三条第一款")


def test_an_article_added_and_one_renumbered(as_text):
    body = (
        "现对《省财政厅关于甲的解释》（云财〔2009〕19号，以下简称《解释》）作如下修改：\n"
        "一、将《解释》原第六条修改为：“甲。”\n"
        "二、增加一条，作为《解释》第七条：“乙。”\n"
        "三、将《解释》原第七条改为修改后《解释》第十二条。"
    )
    found = read(as_text, body).references
    assert [(r.relation, r.clause, r.target_clause) for r in found] == [
        ("amends", None, None),
        ("amends", "一", "第六条"),
        ("amends", "二", "第七条"),
        ("amends", "三", "第七条"),
    ]


def test_the_rest_goes_on_the_parts_do_not(as_text):
    body = "《甲通知》〔（94）云财字第4号〕第三条、第四条的规定废止，其他规定继续执行。"
    ended, kept = read(as_text, body).references
    assert (ended.relation, ended.target_clause) == ("repeals", "第三条、第四条")
    assert (kept.relation, kept.target_clause, kept.scope) == ("extends", None, "其他规定")


def test_a_list_without_title_marks(as_text):
    body = (
        "以下文件自本通知印发之日起失效：\n"
        "1.关于加强甲工作的通知（云环〔1994〕664号）\n"
        "2.关于公路、铁路（含轻轨）乙问题的通知（云环发〔2003〕94号）"
    )
    found = read(as_text, body).references
    assert [(r.relation, r.title) for r in found] == [
        ("declares_lapsed", "关于加强甲工作的通知"),
        ("declares_lapsed", "关于公路、铁路（含轻轨）乙问题的通知"),
    ]


CARRIED = [
    ("《甲办法》已经市政府常务会议通过。现予公布，自2020年3月1日起施行。", ["promulgates"]),
    (
        "根据《乙条例》，省科技厅制定了《甲办法》。现印发你们，请遵照执行。",
        ["based_on", "promulgates"],
    ),
]


@pytest.mark.parametrize(("body", "relations"), CARRIED)
def test_published_by_the_next_sentence(as_text, body, relations):
    assert [r.relation for r in read(as_text, body).references] == relations


def test_a_decision_carried_by_an_order_without_number(as_text):
    text = (
        "云澜省建设厅令\n\n《云澜省建设厅关于修改<甲工程招标办法>的决定》已经厅务会议通过，现予发布。\n\n"
        "厅长 王某某\n2018年9月28日\n\n云澜省建设厅关于修改《甲工程招标办法》的决定\n\n"
        "省建设厅决定对《甲工程招标办法》作如下修改：\n一、删去第三条。\n本决定自发布之日起施行。\n"
    )
    (circular,) = read_circulars(as_text(text))
    (carried,) = circular.carried
    assert [(r.relation, r.target_clause) for r in carried.references] == [
        ("amends", None),
        ("amends", "第三条"),
    ]


STARTS = [
    ("四、执行时间：2020年7月1日起。", DAY(2020, 7, 1)),
    ("经评估，《甲办法》（云财〔2017〕3号）继续实施，有效期自2020年7月1日至2025年6月30日。", None),
    ("本规定于2020年5月1日起实施。", DAY(2020, 5, 1)),
    ("决定自2020年5月1日起，云财〔1999〕173号文件关于甲的规定停止执行。", None),
    ("凡宣布失效的文件，自本决定印发之日起一律停止执行。", None),
]


@pytest.mark.parametrize(("sentence", "day"), STARTS)
def test_the_end_of_another_is_no_start_of_this(as_text, sentence, day):
    validity = read(as_text, sentence).validity
    assert (validity.effective_on if validity else None) == day


SUMMED = [
    (
        "决定废止《甲办法》（云财〔2010〕3号）、《乙办法》两个文件，自2020年3月1日起生效。",
        "repeals",
    ),
    ("决定废止《甲办法》和《乙办法》共2件规范性文件。", "repeals"),
    ("决定停止执行《甲办法》《乙办法》这两个文件中有关收费的规定。", "ceases"),
    ("决定将《甲办法》《乙办法》两部规章予以撤销。", "annuls"),
    ("决定延长《甲办法》《乙办法》2份文件有效期至2025年12月31日。", "extends"),
]


@pytest.mark.parametrize(("sentence", "relation"), SUMMED)
def test_documents_counted_behind_a_list(as_text, sentence, relation):
    found = read(as_text, sentence).references
    assert [(r.relation, r.title) for r in found] == [(relation, "甲办法"), (relation, "乙办法")]
    assert all(r.scope in (None, "收费") for r in found)


def test_what_is_asked_of_documents_counted_is_no_act(as_text):
    found = read(as_text, "一、你局废止《甲办法》《乙办法》两个文件的请示收悉。").references
    assert {r.relation for r in found} <= {"cites", "replies_to"}


HEADED = [
    ("三、下列规范性文件继续有效：云财〔2016〕1号、云财〔2016〕3号至5号。", "confirms"),
    ("（一）继续有效的文件：云财〔2016〕1号、云财〔2016〕3号至5号。", "confirms"),
    ("二、宣布失效：云财〔2016〕1号、云财〔2016〕3—5号。", "declares_lapsed"),
    ("云财〔2016〕1号、3号至5号文同时废止。", "repeals"),
]


@pytest.mark.parametrize(("sentence", "relation"), HEADED)
def test_a_range_of_numbers_under_its_fate(as_text, sentence, relation):
    found = read(as_text, sentence).references
    assert [(r.relation, r.number) for r in found] == [
        (relation, f"云财〔2016〕{n}号") for n in (1, 3, 4, 5)
    ]


def test_a_fate_only_planned_heads_no_list(as_text):
    (reference,) = read(as_text, "（一）拟继续有效的文件：云财〔2016〕1号。").references
    assert reference.relation == "cites"


@pytest.mark.parametrize("issued", ["下发", "颁布实施", "制发", "印发"])
def test_the_number_a_document_was_issued_under(as_text, issued):
    (reference,) = read(as_text, f"以云财〔2016〕1号文件{issued}的《甲办法》废止。").references
    assert (reference.relation, reference.title, reference.number) == (
        "repeals", "甲办法", "云财〔2016〕1号",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "since"),
    [
        ("决定将《甲办法》予以废止，自2020年7月1日起停止执行。", DAY(2020, 7, 1)),
        ("《甲办法》停止执行，自2020年7月1日起作废。", DAY(2020, 7, 1)),
        ("《甲办法》废止，收费自2020年7月1日起停止执行。", None),
    ],
)
def test_an_end_told_twice_is_one(as_text, sentence, since):
    (reference,) = read(as_text, sentence).references
    assert (reference.relation, reference.effective_on) == ("repeals", since)
