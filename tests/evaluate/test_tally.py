"""Counts, scores and calibration."""

import pytest

from hongtou.evaluate.marks import Mark
from hongtou.evaluate.score import Scored
from hongtou.evaluate.tally import (
    Count,
    calibration,
    confident_errors,
    count_fields,
    count_relations,
)


def count_of(**values):
    return Count(**values)


@pytest.mark.parametrize(
    ("values", "precision", "recall", "f1", "score"),
    [
        ({"right": 8, "missed": 2}, 1.0, 0.8, 16 / 18, 16 / 18),
        ({"right": 8, "extra": 2}, 0.8, 1.0, 16 / 18, 16 / 18),
        ({"right": 8, "wrong": 2}, 0.8, 0.8, 0.8, 0.8),
        # two of the wrong ones were sure: they count as four
        ({"right": 8, "wrong": 2, "confident_errors": 2}, 0.8, 0.8, 0.8, 16 / 22),
        ({}, None, None, None, None),
    ],
)
def test_precision_recall_and_the_double_weight_of_confident_errors(
    values, precision, recall, f1, score
):
    count = count_of(**values)
    assert (count.precision, count.recall) == (precision, recall)
    assert count.f1 == (None if f1 is None else pytest.approx(f1))
    assert count.score == (None if score is None else pytest.approx(score))


def scored(*marks, part=1):
    return Scored("a", "a.txt", "text", part, "a", found=True, marks=marks, sure={})


def test_a_field_is_exact_for_a_circular_when_all_of_it_is_right():
    rows = [
        scored(Mark("issuers", "right"), Mark("issuers", "right"), Mark("title", "empty")),
        scored(Mark("issuers", "right"), Mark("issuers", "missed")),
    ]
    counts = count_fields(rows)
    assert (counts["issuers"].exact, counts["issuers"].circulars) == (1, 2)
    assert (counts["title"].exact, counts["title"].right) == (1, 0)
    assert list(counts) == ["title", "issuers"]  # the order of the record


def test_a_wrong_relation_is_missed_there_and_extra_here():
    wrong = Mark("references", "wrong", sure=0.95, group="repeals", got_group="cites")
    right = Mark("carried.references", "right", group="cites", got_group="cites")
    counts = count_relations([scored(wrong, right, Mark("references.clause", "right", group="x"))])
    assert set(counts) == {"repeals", "cites"}
    assert (counts["repeals"].missed, counts["repeals"].confident_errors) == (1, 0)
    assert (counts["cites"].right, counts["cites"].extra) == (1, 1)
    assert counts["cites"].confident_errors == 1


def test_a_wrong_reference_is_one_confident_error_though_it_counts_in_three_fields():
    names = ("references", "references.clause", "references.effect")
    marks = [Mark(name, "wrong", "repeals 甲", "cites 甲", 0.95, "一") for name in names]
    more = Mark("references.until", "wrong", "2021-01-01", "2022-01-01", 0.95)
    assert confident_errors([scored(*marks, more), scored(*marks)]) == 3


def test_calibration_of_a_system_that_means_what_it_says():
    rows = [(0.9, True)] * 9 + [(0.9, False)]
    made = calibration(rows)
    assert made.error == pytest.approx(0.0)
    assert made.right_when_sure == 0.9
    assert made.sure_share == 1.0


def test_calibration_of_one_that_is_always_sure_and_half_wrong():
    made = calibration([(1.0, True), (1.0, False), (0.2, False), (0.2, False)])
    assert made.error == pytest.approx((1.0 + 0.4) / 4)
    assert (made.sure_share, made.right_when_sure) == (1.0, 0.5)


def test_nothing_to_calibrate():
    assert calibration([]).error is None
