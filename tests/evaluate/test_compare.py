"""Won and lost against a baseline; floors."""

import json

import pytest

from hongtou.evaluate.compare import (
    ComparisonError,
    compare,
    read_baseline,
    read_floors,
    shortfalls,
)
from hongtou.evaluate.results import SCHEMA


def scores(**circulars):
    rows = [
        {
            "key": key.replace("_", ":"),
            "variant": "text",
            "name": key,
            "fields": fields,
            "errors": [],
        }
        for key, fields in circulars.items()
    ]
    return {"schema": SCHEMA, "variants": {"all": {}, "text": {}}, "circulars": rows}


def names(changes):
    return [(change.key, change.fields) for change in changes]


def test_circulars_won_and_lost_with_their_fields():
    before = scores(a_1={"title": [1, 0], "references": [3, 2]}, b_1={"title": [0, 1]})
    now = scores(a_1={"title": [0, 1], "references": [5, 0]}, b_1={"title": [1, 0]})
    made = compare(now, before)
    assert names(made.won) == [("a:1", {"references": (2, 0)}), ("b:1", {"title": (1, 0)})]
    assert names(made.lost) == [("a:1", {"title": (0, 1)})]


def test_the_same_again_is_neither():
    same = scores(a_1={"title": [1, 0], "references": [3, 2]})
    made = compare(same, same)
    assert (made.won, made.lost) == ((), ())


def test_a_circular_that_is_gone_is_lost_and_one_more_than_there_are_too():
    before = scores(a_1={"circular": [1, 0]}, a_0={"circular": [0, 1]})
    now = scores(b_0={"circular": [0, 1]})
    made = compare(now, before)
    assert [change.key for change in made.lost] == ["a:1", "b:0"]
    assert [change.key for change in made.won] == ["a:0"]


def test_a_field_whose_gold_is_new_is_not_compared_but_an_attribute_is():
    before = scores(a_1={"references": [1, 0]})
    now = scores(a_1={"references": [1, 0], "norms": [0, 4], "references.until": [0, 1]})
    assert names(compare(now, before).lost) == [("a:1", {"references.until": (0, 1)})]


def test_variants_not_looked_at_are_not_lost():
    before = scores(a_1={"title": [1, 0]})
    before["circulars"][0]["variant"] = "fax"
    assert compare(scores(), before).lost == ()


def figures(**more):
    field = {"right": 9, "f1": 0.9, "precision": 0.9, "recall": 0.9, "confident_errors": 1,
             "score": 0.8, "exact": 3, "of": 4}  # fmt: skip
    return {
        "score": 0.9, "confident_errors": 1, "cer": 0.02,
        "calibration": {"ece": 0.05, "sure_share": 0.9, "right_when_sure": None},
        "fields": {"references": field}, "relations": {"repeals": field}, **more,
    }  # fmt: skip


ERROR = {"field": "references", "want": "repeals 《甲》", "got": "cites 《甲》"}


@pytest.mark.parametrize(
    ("floor", "met"),
    [
        ({"text": {"references": {"f1": 0.9}}}, True),
        ({"text": {"references": {"f1": 0.91}}}, False),
        ({"text": {"references": {"exact": 0.75}}}, True),
        ({"text": {"references": {"exact": 0.8}}}, False),
        ({"text": {"references": {"confident_errors": 1}}}, True),
        ({"text": {"references": {"confident_errors": 0}}}, False),
        ({"text": {"relation.repeals": {"recall": 0.95}}}, False),
        ({"text": {"relation.amends": {"recall": 0.5}}}, False),
        ({"text": {"all": {"ece": 0.05, "cer": 0.03, "score": 0.9}}}, True),
        ({"text": {"all": {"ece": 0.04}}}, False),
        ({"fax": {"references": {"f1": 1.0}}}, True),  # not looked at
        ({"text": {"all": {"sure_share": 0.8}}}, True),
        ({"text": {"all": {"right_when_sure": 0.99}}}, True),  # not measured
    ],
)
def test_floors(floor, met):
    made = scores(a_1={})
    made["variants"]["text"] = figures()
    made["circulars"][0]["errors"] = [ERROR]
    found = shortfalls(made, floor)
    assert (found == []) is met
    if found and "amends" not in found[0].field:
        assert found[0].circulars == ("a_1 (a:1)",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[text\n", "floors.toml"),
        ("[text]\nreferences = 0.9\n", "FIELD = { MEASURE = FIGURE }"),
        ("[text]\nreferences = { f2 = 0.9 }\n", "f2?"),
        ("[text]\nall = { f1 = 0.9 }\n", "f1?"),
    ],
)
def test_floors_that_cannot_be_used_are_told(tmp_path, text, words):
    path = tmp_path / "floors.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ComparisonError) as told:
        read_floors(path)
    assert words in str(told.value)
    assert "\n" not in str(told.value).strip()


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "x"}'])
def test_a_baseline_that_is_none_is_told(tmp_path, text):
    path = tmp_path / "base.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ComparisonError, match=r"base\.json"):
        read_baseline(path)


def test_a_baseline_is_read(tmp_path):
    path = tmp_path / "base.json"
    path.write_text(json.dumps(scores()), "utf-8")
    assert read_baseline(path)["schema"] == SCHEMA
