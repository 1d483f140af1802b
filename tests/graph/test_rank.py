"""Who may end what."""

import pytest

from hongtou.graph.rank import Side, entitled, office, stems_agree

ROWS = [
    ("安河省水务厅", "安河省水务厅", {}, "yes", "the issuer"),
    ("安河省人民政府", "安河省水务厅", {}, "yes", "its government"),
    ("安河省人民政府", "清川市人民政府", {}, "yes", "a government of a wider place"),
    ("清川市人民政府", "安河省人民政府", {}, "no", "a lower body"),
    ("安河省人民政府", "安河省人民政府办公厅", {}, "yes", "a government over its office"),
    ("安河省人民政府办公厅", "安河省人民政府", {}, "no", "an office speaking for itself"),
    ("安河省人民政府办公厅", "安河省人民政府", {"approved": True}, "yes", "an office by consent"),
    ("安河省人民政府办公厅", "安河省财政厅", {"approved": True}, "yes", "over a department so"),
    ("安河省财政厅", "安河省水务厅", {}, "no", "another department"),
    ("安河省财政厅", "清川市财政局", {}, "no", "a department over one below it"),
    ("云岭省人民政府", "安河省人民政府", {}, "no", "another province"),
    ("安河省水务厅", "安河省水利厅", {"succeeded": True}, "yes", "a successor that says so"),
    ("安河省水务厅", "安河省水利厅", {}, "no", "one that does not"),
    ("国务院", "安河省人民政府", {}, "yes", "the state"),
]


@pytest.mark.parametrize(("by", "target", "how", "right", "why"), ROWS)
def test_who_may_end_what(by, target, how, right, why):
    flags = {"approved": False, "succeeded": False, **how}
    assert entitled(Side((by,)), Side((target,)), **flags) == right, why


def test_one_of_several_joint_issuers_alone():
    joint = Side(("安河省水务厅", "安河省财政厅"))
    alone = entitled(Side(("安河省水务厅",)), joint, approved=False, succeeded=False)
    both = entitled(joint, joint, approved=False, succeeded=False)
    above = entitled(Side(("安河省人民政府",)), joint, approved=False, succeeded=False)
    assert (alone, both, above) == ("joint", "yes", "yes")


@pytest.mark.parametrize(
    ("by", "target", "right"),
    [
        (Side(("安河省水务厅",), ("安水规",)), Side((), ("安水函",)), "yes"),
        (Side(("安河省人民政府",), ("安政发",)), Side((), ("安水函",)), "yes"),
        (Side(("安河省财政厅",), ("安财规",)), Side((), ("安水函",)), "no"),
        (Side(("安河省人民政府",), ("安政发",)), Side((), ("云政发",)), "no"),
    ],
)
def test_where_no_issuer_is_named_the_numbers_have_to_agree(by, target, right):
    assert entitled(by, target, approved=False, succeeded=False) == right


def test_prefixes_of_one_body():
    assert stems_agree("岭水规", "岭水管字")
    assert not stems_agree("财政署发", "职培署发")


def test_a_body_by_its_name():
    body = office("清川市青山县人民政府办公室")
    assert (body.level, body.kind) == (3, "office")
    assert office("国家职业培训总署").level == 0
    assert office("临汐市民政局").place[1] == "临汐市"
