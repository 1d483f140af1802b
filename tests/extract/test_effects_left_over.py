"""Effects of shared matters, of lists that end in a class, of 此规定, and on parts of annexes."""

import pytest

from hongtou.extract import read_circulars

HEAD = "云财规〔2015〕5号\n云澜省财政厅关于补贴事项的通知\n各市财政局：\n"
CLOSE = "\n云澜省财政厅\n2015年12月14日"
ONE, TWO = "《云澜省甲补贴办法》（云财规〔2010〕1号）", "《云澜省乙补贴办法》（云财规〔2011〕2号）"
PASSIVE = {"cites", "based_on", "applies"}


def references(as_text, text):
    (circular,) = read_circulars(as_text(HEAD + text + CLOSE))
    return circular.references


def effects(as_text, text):
    return [
        (item.relation, item.title[3:4], item.target_clause, item.scope)
        for item in references(as_text, text)
        if item.relation not in PASSIVE and item.effective
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}和{TWO}中关于取暖补贴的规定停止执行。",
        f"{ONE}、{TWO}中有关取暖补贴的规定停止执行。",
        f"自2016年1月1日起，{ONE}以及{TWO}中关于取暖补贴的规定停止执行。",
    ],
)
def test_a_matter_behind_the_last_is_of_each_in_part_and_in_doubt(as_text, text):
    first, last = references(as_text, text)
    assert (first.relation, first.partial, first.scope) == ("ceases", True, "取暖补贴")
    assert (last.relation, last.partial, last.scope) == ("ceases", True, "取暖补贴")
    assert first.confidence < 0.9 <= last.confidence


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}和{TWO}中关于取暖补贴的规定均停止执行。",
        f"{ONE}、{TWO}两个文件中关于取暖补贴的规定停止执行。",
        f"{ONE}、{TWO}中与本通知不一致的规定停止执行。",
    ],
)
def test_a_matter_said_of_each_leaves_no_doubt(as_text, text):
    for item in references(as_text, text):
        assert (item.relation, item.partial) == ("ceases", True)
        assert item.confidence >= 0.9


@pytest.mark.parametrize(
    ("behind", "relation"),
    [
        ("以及各市自行制定的补贴规定同时废止。", "repeals"),
        ("，以及各市自行制定的补贴规定同时废止。", "repeals"),
        ("以及各级各部门自行制定的补贴规定停止执行。", "ceases"),
        ("以及市县自行制定的补贴标准停止执行。", "ceases"),
        ("和各县（市、区）自行出台的补贴政策一律废止。", "repeals"),
        ("以及地方自行制定的补贴办法自2016年1月1日起停止执行。", "ceases"),
    ],
)
def test_a_list_may_end_in_a_class_of_others(as_text, behind, relation):
    found = effects(as_text, f"{ONE}、{TWO}{behind}")
    assert found == [(relation, "甲", None, None), (relation, "乙", None, None)]


def test_a_list_behind_its_verb_may_end_in_a_class(as_text):
    found = effects(as_text, f"废止{ONE}、{TWO}以及各市自行制定的补贴规定。")
    assert found == [("repeals", "甲", None, None), ("repeals", "乙", None, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{ONE}第五条规定，补贴由单位发放。自2016年1月1日起，此规定停止执行。",
            [("ceases", "甲", "第五条", None)],
        ),
        (
            f"{ONE}第五条规定补贴由单位发放，此规定自印发之日起废止。",
            [("repeals", "甲", "第五条", None)],
        ),
        (
            f"{ONE}规定取暖补贴按月发放。该项规定停止执行。",
            [("ceases", "甲", None, "取暖补贴按月发放")],
        ),
        (
            f"{ONE}和{TWO}规定取暖补贴按月发放。此规定停止执行。",
            [
                ("ceases", "甲", None, "取暖补贴按月发放"),
                ("ceases", "乙", None, "取暖补贴按月发放"),
            ],
        ),
    ],
)
def test_a_rule_taken_up_is_that_of_the_sentence_before(as_text, text, expected):
    found = effects(as_text, text)
    assert found == expected
    ended = [item for item in references(as_text, text) if item.relation not in PASSIVE]
    assert all(item.partial and item.confidence < 0.9 for item in ended)


@pytest.mark.parametrize(
    "text",
    [
        "取暖补贴按月发放，此规定停止执行。",
        f"{ONE}规定取暖补贴按月发放；{TWO}规定降温补贴按月发放。此规定停止执行。",
        f"请各市执行{ONE}。此规定停止执行。",
        f"根据{ONE}，取暖补贴按月发放。此规定停止执行。",
        f"{ONE}第五条规定补贴按月发放。此规定继续执行。",
        f"{ONE}第五条规定补贴按月发放。此规定未停止执行。",
    ],
)
def test_a_rule_of_which_it_is_not_clear_whose_it_is_ends_nothing(as_text, text):
    assert effects(as_text, text) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (f"{ONE}附件2替换为本通知附件。", "附件2"),
        (f"{ONE}附件2更新为本通知附件1。", "附件2"),
        (f"{ONE}的附件2以本附件代替。", "附件2"),
        (f"{ONE}附件1、附件3以本通知附件代替。", "附件1、附件3"),
        (f"{ONE}附件2由本通知附件3取代。", "附件2"),
        (f"以本附件代替{ONE}附件2。", "附件2"),
        (f"用本通知附件1替换{ONE}附件2。", "附件2"),
    ],
)
def test_an_annex_that_is_replaced_amends_its_document(as_text, text, part):
    assert effects(as_text, text) == [("amends", "甲", part, None)]


def test_a_document_that_an_annex_replaces_is_superseded(as_text):
    assert effects(as_text, f"{ONE}由本通知附件代替。") == [("supersedes", "甲", None, None)]


@pytest.mark.parametrize(
    ("text", "part", "scope"),
    [
        (f"{ONE}附件2第3项暂不实施。", "附件2第3项", None),
        (f"{ONE}附件2中的第三项、第五项暂缓执行。", "附件2中第三项、第五项", None),
        (f"{ONE}附件1的第五条、附件2暂不实施。", "附件1中第五条、附件2", None),
        (f"{ONE}附件2所列第3项至第5项暂不执行。", "附件2中第3项至第5项", None),
        (f"{ONE}附件中的取暖补贴项目暂缓执行。", "附件", "取暖补贴项目"),
        (f"暂缓执行{ONE}附件2第3项。", "附件2第3项", None),
    ],
)
def test_a_part_of_an_annex_is_suspended(as_text, text, part, scope):
    assert effects(as_text, text) == [("suspends", "甲", part, scope)]


def test_parts_of_the_annexes_of_two_documents_are_suspended(as_text):
    text = f"{ONE}附件2中的取暖补贴和{TWO}附件中的降温补贴暂缓执行。"
    assert effects(as_text, text) == [
        ("suspends", "甲", "附件2", "取暖补贴"),
        ("suspends", "乙", "附件", "降温补贴"),
    ]
