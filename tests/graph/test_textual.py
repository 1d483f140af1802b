"""Two texts of one document side by side: what differs is told, what is noise is not."""

import pytest

from hongtou.extract.circular import Clause, Evidence
from hongtou.graph.textual import compare_texts

ORIGINAL = [
    ("一", "拖拉机每年检验一次，检验费每台不超过80元。"),
    ("二", "检验不合格的，应当在30日内整改；逾期未整改的，不得作业。"),
    ("三", "检验记录由检验机构保存两年。"),
    ("四", "各地应当于每年12月底前上报检验情况。"),
]


def clauses(rows, page=None):
    return tuple(
        Clause(id_, id_, None, text, evidence=(Evidence(None, text, "test", 0.95, page),))
        for id_, text in rows
    )


def changed(*rows, page=None):
    found = compare_texts(clauses(ORIGINAL), clauses(rows, page))
    return [(one.kind, one.clause, one.old, one.new) for one in found]


def but(**rows):
    """The original with some clauses worded otherwise, those of null left out."""
    return [(id_, rows.get(id_, text)) for id_, text in ORIGINAL if rows.get(id_, text)]


SAME = [
    (but(), "the same words"),
    (but(二="检验不合格的,应当在30日内整改;逾期未整改的,不得作业."), "marks of another width"),
    (but(三="检验记录由 检验机构\n保存两年。"), "spaces and line breaks"),
    (but(三="检验记录由（检验机构）保存两年"), "brackets"),
]


@pytest.mark.parametrize(("rows", "why"), SAME, ids=[f"s{i}" for i in range(len(SAME))])
def test_spaces_brackets_and_marks_do_not_count(rows, why):
    assert changed(*rows) == [], why


CHANGES = [
    (but(一="拖拉机每年检验一次，检验费每台不超过60元。"), [("changed", "一", "80", "60")]),
    (but(二="检验不合格的，应当在15日内整改；逾期未整改的，可以作业。"),
     [("changed", "二", "30", "15"), ("changed", "二", "不得", "可以")]),
    (but(三=None), [("left_out", "三", "检验记录由检验机构保存两年。", "")]),
    ([*ORIGINAL, ("五", "检验人员应当持证上岗。")],
     [("added", "五", "", "检验人员应当持证上岗。")]),
    ([*ORIGINAL[:2], ("三", "检验人员应当持证上岗。"), ("四", ORIGINAL[2][1]), ("五", ORIGINAL[3][1])],
     [("added", "三", "", "检验人员应当持证上岗。")]),
    (but(三="检验记录由检验机构保存两年，以检验日期为准。"),
     [("changed", "三", "", "以检验日期为准")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), CHANGES, ids=[f"c{i}" for i in range(len(CHANGES))])
def test_what_differs_is_told_by_clause(rows, told):
    assert changed(*rows) == told


def test_the_sentences_on_both_sides_are_shown():
    (one,) = compare_texts(
        clauses(ORIGINAL), clauses(but(二=ORIGINAL[1][1].replace("30", "15")), page=3)
    )
    assert one.old_said == "检验不合格的，应当在30日内整改；"
    assert one.new_said == "检验不合格的，应当在15日内整改；"
    assert (one.old_evidence.page, one.new_evidence.page) == (None, 3)


@pytest.mark.parametrize(
    ("words", "doubtful"),
    [("检验记录由检脸机构保存两年。", True), ("检验记录由检验机构保存三年。", False),
     ("检验记录由检验机构保留两年。", True), ("检验记录未检验机构保存两年。", False)],
    ids=["misread", "a number", "a word", "a negation"],
)  # fmt: skip
def test_one_sign_of_a_scan_is_doubtful_unless_it_weighs(words, doubtful):
    (one,) = compare_texts(clauses(ORIGINAL), clauses(but(三=words), page=2))
    assert one.doubtful is doubtful
    (same,) = compare_texts(clauses(ORIGINAL), clauses(but(三=words)))
    assert not same.doubtful, "nothing is misread in a text"
