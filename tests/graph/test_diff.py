"""Answers that differ between two days, or between two states of what is held."""

import datetime as dt

from hongtou.graph.diff import diff
from hongtou.library.judging import judge

FIRST, SECOND = dt.date(2020, 4, 30), dt.date(2020, 5, 1)


def repealed(circular):
    day = {"effective_on": SECOND, "until": FIRST}
    return [
        circular("安财〔2015〕1号", on="2015-01-05"),
        circular("安财〔2020〕1号", ("repeals", "安财〔2015〕1号", day), on="2020-03-01"),
    ]


def test_what_changed_between_two_days_says_why(circular, world):
    known = world(*repealed(circular))
    (change,) = diff(known, known, (FIRST, SECOND), judge)
    assert (change.id, change.before, change.after) == ("安财〔2015〕1号", "in_force", "repealed")
    assert change.because[0].circular == "安财〔2020〕1号"
    assert diff(known, known, (SECOND, SECOND), judge) == ()


def test_a_document_that_arrives_changes_what_it_speaks_of_and_nothing_else(circular, world):
    old, new = repealed(circular)
    other = circular("清财〔2018〕1号", issuer="清河市财政局", on="2018-01-05")
    changes = diff(world(old, other), world(old, other, new), (SECOND, SECOND), judge)
    told = {change.id: (change.before, change.after) for change in changes}
    assert told == {
        "安财〔2015〕1号": ("in_force", "repealed"),
        "安财〔2020〕1号": (None, "in_force"),
    }


def test_a_document_that_goes_is_told_too(circular, world):
    old, new = repealed(circular)
    changes = diff(world(old, new), world(old), (SECOND, SECOND), judge)
    assert ("安财〔2020〕1号", "in_force", None) in [(c.id, c.before, c.after) for c in changes]
