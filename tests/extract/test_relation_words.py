"""Relations and effects as circulars word them: models, conditions, quotations, documents within."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

HEAD = "云城市财政局文件\n云财〔2020〕1号\n关于做好工作的通知\n各县财政局：\n"
TAIL = "\n云城市财政局\n2020年1月2日"


def read(as_text, body, head=HEAD):
    (circular,) = read_circulars(as_text(head + body + TAIL))
    return circular


MODELS = [
    ("参照《甲规则》，结合本市实际，制定本规则。", "based_on", "a model in the purpose clause"),
    ("一、补贴参照《甲办法》执行。", "applies", "a rule that reaches new cases"),
    ("一、按照《甲通知》缴费比例降至19%的地区，比例执行至年底。", "cites", "says which places"),
    ("一、按照《甲通知》规定的标准补助企业。", "applies", "is ordered"),
]


@pytest.mark.parametrize(("body", "relation", "why"), MODELS, ids=[why for *_, why in MODELS])
def test_relation(as_text, body, relation, why):
    (reference,) = read(as_text, body).references
    assert reference.relation == relation, why


def test_a_quotation_with_commas_and_verbs_is_no_act(as_text):
    body = "将《甲通知》第六条中有关“收购，买入被收购企业的股权”规定调整为“收购，买入股权”。"
    (reference,) = read(as_text, body).references
    assert (reference.relation, reference.target_clause) == ("amends", "第六条")


def test_a_number_behind_a_preposition(as_text):
    body = "一、将财税〔2009〕59号文件第六条中的“三十日”修改为“十日”。"
    (reference,) = read(as_text, body).references
    assert (reference.number, reference.relation) == ("财税〔2009〕59号", "amends")


def test_what_one_document_holds_of_others_alone_ceases(as_text):
    body = "本市不再执行我局于2006年2月15日印发的《关于印发甲准则的通知》（云财〔2006〕3号）中的《乙准则》和《丙准则》。"
    (reference,) = [item for item in read(as_text, body).references if item.number]
    assert (reference.relation, reference.partial) == ("ceases", True)
    assert reference.scope == "《乙准则》《丙准则》"
    assert reference.effective_on is None


ISSUED = "关于颁发《水库管理办法》（试行）的通知\n云水〔1998〕4号\n各县水利局：\n"


def test_a_title_says_what_the_text_carries(as_text):
    body = "为加强管理，现制订出《水库管理办法》，定于1998年4月1日起试行。"
    circular = read(as_text, body, ISSUED)
    assert [(r.title, r.relation) for r in circular.references] == [("水库管理办法", "promulgates")]
    assert circular.validity.effective_on == dt.date(1998, 4, 1)


def test_a_title_that_repeals_carries_nothing(as_text):
    head = "关于废止《水库管理办法》的通知\n云水〔1998〕4号\n各县水利局：\n"
    circular = read(as_text, "我局曾制订《水库管理办法》。", head)
    assert "promulgates" not in [item.relation for item in circular.references]


def test_changed_by_this_decision(as_text):
    (reference,) = read(as_text, "《甲条例》根据本决定作相应修改，重新公布。").references
    assert (reference.relation, reference.scope) == ("amends", None)


def test_who_issued_a_document_does_not_govern_it(as_text):
    body = "2011年3月6日经市政府批准、由市政府办公室印发的《甲预案》同时废止。"
    (reference,) = read(as_text, body).references
    assert reference.relation == "repeals"


def test_a_basis_governs_whoever_issued_it(as_text):
    body = "根据由市政府办公室印发的《甲预案》，我局废止旧规定。"
    (reference,) = read(as_text, body).references
    assert reference.relation == "based_on"


PURPOSES = [
    "为了实施《甲条例》，制定本办法。",
    "为进一步实施《甲条例》，结合实际，制定本办法。",
    "为执行《甲条例》，制定本办法。",
    "为配合《甲条例》实施，制定本办法。",
]


@pytest.mark.parametrize("body", PURPOSES)
def test_a_purpose_implements(as_text, body):
    (reference,) = read(as_text, body).references
    assert reference.relation == "implements"


PASSED_ON = [
    (
        "转发省财政厅《甲通知》（云省财〔2019〕4号）和省审计厅《乙通知》，请一并执行。",
        "forwards",
        2,
    ),
    ("市革委会同意生产组《甲报告》，现转发给你们，望研究执行。", "endorses", 1),
    ("市政府原则同意市财政局《甲意见》，现予转发。", "endorses", 1),
    ("市财政局《甲意见》已经市政府同意，现转发给你们。", "forwards", 1),
    ("各县要及时转发《甲通知》，认真执行。", "cites", 1),
]


@pytest.mark.parametrize(("body", "relation", "count"), PASSED_ON)
def test_what_is_passed_on(as_text, body, relation, count):
    assert [r.relation for r in read(as_text, body).references] == [relation] * count


def test_a_title_says_that_what_is_passed_on_is_endorsed(as_text):
    head = "云城市革命委员会文件\n云革发〔1972〕15号\n关于批转生产组《甲报告》的通知\n各县：\n"
    (reference,) = read(as_text, "现将生产组《甲报告》转发给你们，望研究执行。", head).references
    assert reference.relation == "endorses"


DEFINED = [
    ("《甲办法》第六条所称“学费”不包括住宿费。", "“学费”"),
    ("《甲办法》第六条中“学费”仅指培养费。", "“学费”"),
    ("住宿费不属于《甲办法》第六条所称的“学费”。", "“学费”"),
    ("《甲办法》第六条所称经营者，不包括个体户。", "经营者"),
]


@pytest.mark.parametrize(("sentence", "scope"), DEFINED)
def test_an_answer_tells_what_a_word_means(as_text, sentence, scope):
    """An answer is told by the letter it received, whatever its own genre."""
    body = f"你局《关于甲办法的请示》收悉。经研究，{sentence}"
    _, reference = read(as_text, body).references
    assert (reference.relation, reference.target_clause, reference.scope) == (
        "interprets", "第六条", scope,
    )  # fmt: skip


def test_who_answers_nothing_interprets_nothing(as_text):
    (reference,) = read(as_text, "《甲办法》第六条所称“学费”不包括住宿费。").references
    assert reference.relation == "cites"


def test_what_differs_is_told_beside_a_part_that_ended_before(as_text):
    body = (
        "一、继续执行《甲通知》（云财〔2019〕3号）第二条规定。\n二、该通知第五条停止执行。\n"
        "三、上述文件与本通知不一致的，以本通知为准。"
    )
    found = [(r.clause, r.relation, r.target_clause) for r in read(as_text, body).references]
    assert found[1:] == [("二", "ceases", "第五条"), ("三", "supersedes", None)]


def test_a_day_told_later_is_that_of_the_list(as_text):
    body = "一、废止《甲通知》、《乙通知》。\n二、上述文件自2020年3月1日起废止。"
    found = read(as_text, body).references
    assert [(r.clause, r.relation) for r in found] == [("一", "repeals"), ("一", "repeals")]
    assert {r.effective_on for r in found} == {dt.date(2020, 3, 1)}
