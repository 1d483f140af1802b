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
