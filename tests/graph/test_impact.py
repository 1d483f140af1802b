"""What rests on a document, and what does not."""

import pytest

from hongtou.graph.impact import STRENGTHS, impact

BASIS = "安财〔2019〕1号"
NOT_RESTING = [
    "cites", "replies_to", "repeals", "annuls", "declares_lapsed", "ceases", "supersedes",
    "amends", "corrects", "extends", "confirms", "suspends", "resumes", "defers",
]  # fmt: skip


def ids(rests):
    return [(rest.id, rest.distance) for rest in rests]


@pytest.mark.parametrize("relation", sorted(STRENGTHS))
def test_who_relies_on_a_document_rests_on_it(relation, circular, world):
    known = world(circular(BASIS), circular("安财〔2020〕2号", (relation, BASIS, {"clause": "三"})))
    (rest,) = impact(known, BASIS)
    assert (rest.id, rest.distance, rest.relation) == ("安财〔2020〕2号", 1, relation)
    assert rest.clauses == ("三",)
    assert rest.strength == STRENGTHS[relation]


@pytest.mark.parametrize("relation", NOT_RESTING)
def test_who_cites_changes_or_ends_it_does_not(relation, circular, world):
    known = world(circular(BASIS), circular("安财〔2020〕2号", (relation, BASIS)))
    assert impact(known, BASIS) == ()


def test_what_is_only_announced_does_not_rest(circular, world):
    said = ("applies", BASIS, {"effective": False})
    assert impact(world(circular(BASIS), circular("安财〔2020〕2号", said)), BASIS) == ()


def test_each_circular_stands_once_at_its_shortest_distance(circular, world):
    known = world(
        circular(BASIS),
        circular("安财〔2020〕2号", ("based_on", BASIS)),
        circular("安财〔2020〕3号", ("forwards", "安财〔2020〕2号"), ("applies", BASIS)),
        circular(
            "安财〔2020〕4号", ("applies", "安财〔2020〕3号"), ("completes", "安财〔2020〕2号")
        ),
    )
    assert ids(impact(known, BASIS)) == [
        ("安财〔2020〕2号", 1), ("安财〔2020〕3号", 1), ("安财〔2020〕4号", 2),
    ]  # fmt: skip
    last = impact(known, BASIS)[-1]
    assert last.via == "安财〔2020〕2号", "0.9 by 0.7 is stronger than 0.7 by 0.7"
    assert last.strength == 0.63


def test_what_rests_on_a_document_that_is_not_held_is_told_too(circular, world):
    known = world(circular("安财〔2020〕2号", ("implements", "澜财〔2018〕7号")))
    assert ids(impact(known, "澜财〔2018〕7号")) == [("安财〔2020〕2号", 1)]


def test_by_analogy_binds_half_as_much(circular, world):
    said = ("applies", BASIS, {"mutatis": True})
    (rest,) = impact(world(circular(BASIS), circular("安财〔2020〕2号", said)), BASIS)
    assert rest.strength == STRENGTHS["applies"] / 2


def test_circles_end(circular, world):
    known = world(
        circular(BASIS, ("applies", "安财〔2020〕2号")),
        circular("安财〔2020〕2号", ("applies", BASIS)),
    )
    assert ids(impact(known, BASIS)) == [("安财〔2020〕2号", 1)]
