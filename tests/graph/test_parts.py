"""What words name in a tree of clauses."""

import pytest

from hongtou.extract.circular import Clause
from hongtou.graph.parts import (
    added_id,
    covers,
    find_clause,
    narrowed,
    number_of,
    paragraph_of,
    split_parts,
)


def clause(id_, *children, heading=None, text="内容。"):
    return Clause(id_, id_, heading, text, tuple(children))


TREE = (
    clause("一"),
    clause("三", clause("三（一）", heading="定期复核"), clause("三（二）", heading="入户核查")),
)
ARTICLES = (clause("第五条", clause("第五条（二）")), clause("第十二条"), clause("第七条之一"))

ROWS = [
    (TREE, "第三部分", "三"),
    (TREE, "第三部分第（一）项", "三（一）"),
    (TREE, "第三条", "三"),
    (TREE, "三（二）", "三（二）"),
    (TREE, "第二项", None),
    (TREE, "第一项", "一"),
    (TREE, "第九部分", None),
    (ARTICLES, "第五条第（二）项", "第五条（二）"),
    (ARTICLES, "第十二条第一款", "第十二条第一款"),
    (ARTICLES, "第七条之一", "第七条之一"),
    (ARTICLES, "第二十条", None),
]


@pytest.mark.parametrize(("tree", "said", "id_"), ROWS)
def test_clauses_by_their_words(tree, said, id_):
    assert find_clause(said, tree) == id_


@pytest.mark.parametrize(
    ("part", "asked", "holds"),
    [
        ("三", "三（二）", True),
        ("三", "三", True),
        ("一", "一十", False),
        ("三（二）", "三", False),
        ("第五条", "第五条第一款", True),
        ("第十条", "第十一条", False),
        ("附件", "附件2", True),
        ("附件1", "附件2", False),
    ],
)
def test_what_a_part_holds(part, asked, holds):
    assert covers(part, asked) is holds


def test_a_matter_by_its_heading():
    assert narrowed(TREE[1], "入户核查") == ("三（二）",)
    assert narrowed(TREE[1], "教师报酬") == ()


def test_several_parts_named_together():
    assert split_parts("第三条、第五条") == ("第三条", "第五条")
    assert split_parts("第三条和第五条") == ("第三条", "第五条")


def test_counts_and_places():
    assert [number_of(one) for one in ("一", "十", "二十三", "一百零四")] == [1, 10, 23, 104]
    assert paragraph_of("第五条第二款") == 2
    assert paragraph_of("第五条") is None
    assert added_id("第三部分第（四）项") == "三（四）"
