"""Conditions, further acts and joint bodies of a norm, each with a confidence of its own."""

import pytest

from hongtou.extract import read_circulars

HEAD = """霁川市职业培训局文件
霁职培字〔2021〕91号
关于做好培训工作的通知
各县（区）职业培训局：
为做好培训工作，现将有关事项通知如下：
一、工作安排
"""
TAIL = "\n霁川市职业培训局\n2021年12月2日\n"


def norms(as_text, sentence):
    (circular,) = read_circulars(as_text(HEAD + sentence + TAIL))
    return circular.norms


CONDITIONS = [
    ("逾期不交水费的，应当书面催告。", ["逾期不交水费的"], True, "…的"),
    ("遇有低温天气，流动教学车停止出车。", ["遇有低温天气"], True, "遇有…"),
    ("收到申请后，供水单位应当登记。", ["收到申请后"], False, "when, as often as if"),
    ("对特困学员，一律免收学费。", ["对特困学员"], False, "to whom, as often as if"),
    (
        "逾期未完工的项目，由县财政局收回资金。",
        ["逾期未完工的项目"],
        False,
        "what about, as often as if",
    ),
    (
        "家庭人均收入低于标准，并且没有劳动能力的，可以申请救助。",
        ["家庭人均收入低于标准，并且没有劳动能力的"],
        True,
        "one condition in two parts",
    ),
    (
        "每班配备1名教师，不足30人的可以合班。",
        ["不足30人的"],
        False,
        "with what follows from it in one part",
    ),
    (
        "凡符合条件的企业均可申请，未经县水务局核实任何单位不得上报，逾期不候。",
        [],
        False,
        "a part that orders is no condition",
    ),
]


@pytest.mark.parametrize(
    ("sentence", "conditions", "sure", "why"), CONDITIONS, ids=[r[3] for r in CONDITIONS]
)
def test_conditions_have_a_confidence_of_their_own(as_text, sentence, conditions, sure, why):
    norm = norms(as_text, sentence)[0]
    assert list(norm.conditions) == conditions, why
    shown = {part.name: part.evidence[0] for part in norm.parts}
    for place, condition in enumerate(conditions):
        evidence = shown[f"conditions/{place}"]
        assert (evidence.quote, evidence.confidence >= 0.9) == (condition, sure), why


def test_exceptions_have_a_confidence_of_their_own(as_text):
    (norm,) = norms(as_text, "除抢险外，不得擅自放水。")
    (shown,) = [part.evidence[0] for part in norm.parts if part.name == "exceptions/0"]
    assert (shown.quote, shown.confidence) == ("除抢险外", 0.95)


FURTHER = [
    (
        "供水单位应当建立台账，并于每月5日前报送上月水量。",
        [("obligation", None, "报送", "上月水量")],
        "并, with a day of its own",
    ),
    (
        "逾期不交的，供水单位可以减少水量，但不得提高水价。",
        [("prohibition", None, "提高", "水价")],
        "another modality",
    ),
    (
        "违反规定的，由县水务局责令改正，并处以罚款，供水单位不得收费。",
        [("obligation", None, "处以", "罚款"), ("prohibition", "供水单位", "收费", None)],
        "another bearer",
    ),
    (
        "县水务局应当制定抢修预案并组织演练，将所需经费列入预算。",
        [("obligation", None, "组织", "演练"), ("obligation", None, "列入", "所需经费")],
        "并 within a part, and 将",
    ),
    ("县水务局应当制定并公布水价目录。", [], "two verbs with one object"),
    ("供水单位应当公布水费明细，公示期不少于5日。", [], "a bound is no act"),
    ("申报单位应当具备法人资格，符合下列条件：", [], "a requirement has no acts"),
    ("各站应当归并台账。", [], "并 within a word"),
]


@pytest.mark.parametrize(("sentence", "acts", "why"), FURTHER, ids=[r[2] for r in FURTHER])
def test_acts_behind_the_first(as_text, sentence, acts, why):
    norm = norms(as_text, sentence)[0]
    found = [(act.modality, act.bearer, act.action, act.object) for act in norm.further_acts]
    assert found == acts, why


def test_further_acts_show_where_they_stand(as_text):
    (norm,) = norms(as_text, "供水单位应当建立台账，并报送上月水量。")
    shown = {part.name: part.evidence[0] for part in norm.parts}
    assert shown["further_acts/0/object"].quote == "上月水量"
    assert shown["further_acts/0/action"].confidence < 0.9


JOINT = [
    ("具体办法由县财政局会同县水务局制定。", "县财政局", ["县水务局"], "behind 由"),
    (
        "县财政局应当会同县水务局、县民政局核定水价。",
        "县财政局",
        ["县水务局", "县民政局"],
        "two, behind 应当",
    ),
    ("县财政局应当公布会同县水务局核定的水价。", "县财政局", [], "part of what is published"),
]


@pytest.mark.parametrize(("sentence", "bearer", "others", "why"), JOINT, ids=[r[3] for r in JOINT])
def test_with_whom(as_text, sentence, bearer, others, why):
    (norm,) = norms(as_text, sentence)
    assert (norm.bearer, list(norm.jointly_with)) == (bearer, others), why
