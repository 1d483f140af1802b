"""Numbers with what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.extract.quantities import find_quantities, parse_number

ROWS = [
    ("培训补贴按每人每课时6元计算", [("money", "6", "元/人/课时", "exact")], "per in front"),
    ("按照5元/学时给予补贴", [("money", "5", "元/学时", "exact")], "per behind"),
    ("下达资金1860万元", [("money", "18600000", "元", "exact")], "money in its base unit"),
    ("安排二千三百万元", [("money", "23000000", "元", "exact")], "Chinese numerals"),
    ("补助1.5亿元", [("money", "150000000", "元", "exact")], "decimals"),
    ("每克三元二角五", [("money", "3.25", "元", "exact")], "分 left unsaid"),
    ("按三角五收费", [("money", "0.35", "元", "exact")], "分 left unsaid behind 角"),
    ("财政按三成给予补助", [("rate", "30", "%", "exact")], "tenths"),
    ("比重不低于百分之六十", [("rate", "60", "%", "min")], "share in words"),
    ("抽查不少于全部的三分之二", [("rate", "66.67", "%", "min")], "fraction"),
    ("不得低于总课时的一半", [("rate", "50", "%", "min")], "half"),
    ("按1.5倍计发", [("rate", "1.5", "倍", "exact")], "times"),
    ("每班不超过45人", [("count", "45", "人/班", "max")], "upper bound"),
    ("保存至少5年", [("duration", "5", "年", "min")], "lower bound"),
    ("公示期为五个工作日", [("duration", "5", "工作日", "exact")], "working days"),
    ("每组20—30人", [("count", "20", "人/组", "min"), ("count", "30", "人/组", "max")], "range"),
    ("年满16周岁的劳动者均可报名", [("threshold", "16", "周岁", "min")], "decides who"),
    ("连续缴费满20年的人", [("duration", "20", "年", "min")], "a span of time"),
    ("一人一年最多补贴80课时", [("count", "80", "课时/人/年", "max")], "per in plain words"),
    ("每周巡查一次", [("count", "1", "次/周", "exact")], "one, per week"),
    ("处以3,000元以下罚款", [("money", "3000", "元", "max")], "thousands marked"),
    ("奖励人民币贰拾万元整", [("money", "200000", "元", "exact")], "capital numerals"),
    ("罚款壹万伍仟圆", [("money", "15000", "元", "exact")], "圆 is 元"),
    ("大陆元件和队伍", [], "a capital numeral within a word"),
    ("按7:3比例分担", [("rate", "70", "%", "exact"), ("rate", "30", "%", "exact")], "shares"),
    (
        "分担比例为5：3：2",
        [("rate", "50", "%", "exact"), ("rate", "30", "%", "exact"), ("rate", "20", "%", "exact")],
        "shares of three",
    ),
    (
        "按六比四的比例承担",
        [("rate", "60", "%", "exact"), ("rate", "40", "%", "exact")],
        "in words",
    ),
    ("按1:20配备教师", [], "a proportion, no share"),
    ("面积在100平方米以上（含100平方米）", [("count", "100", "平方米", "min")], "counted too"),
    (
        "补助50元（含20元交通费）",
        [("money", "50", "元", "exact"), ("money", "20", "元", "exact")],
        "of which",
    ),
    ("在上半年内完成", [], "a half of a certain year"),
    ("实行一户一表", [], "plain speech"),
    ("在第3条中", [], "an ordinal"),
    ("2021年11月15日施行", [], "a date"),
    ("十分重要", [], "an adverb"),
    ("一次性奖励", [], "a word"),
    ("见附件2", [], "an attachment"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), ROWS, ids=[str(i) for i in range(len(ROWS))])
def test_quantities_of_a_sentence(text, wanted, why):
    found = [(q.kind, q.value, q.unit, q.bound) for q in find_quantities(text)]
    assert found == wanted, why


def test_a_number_in_a_condition_decides_whether_the_rule_applies():
    text = "供水不足1000人的，合配1名管水员"
    first, second = find_quantities(text, ["供水不足1000人的"])
    assert (first.kind, first.bound, second.kind) == ("threshold", "max", "count")


def test_the_words_printed_are_kept():
    (quantity,) = find_quantities("生活补贴每人每天35元，按月发放")
    assert quantity.text == "每人每天35元"
    assert quantity.per == "人/天"


@given(
    st.text(alphabet="一二三十百千万亿〇零两0123456789.,%元人每第年月日以上不超过、，", max_size=60)
)
def test_any_text_gives_decimal_values_or_nothing(text):
    for quantity in find_quantities(text):
        assert float(quantity.value) >= 0
        assert quantity.text in text


@pytest.mark.parametrize(
    ("text", "value"),
    [("三百二十", "320"), ("12.5", "12.5"), ("两千", "2000"), ("二〇", None), ("十十", None)],
    ids=["words", "digits", "liang", "digit-by-digit", "nonsense"],
)
def test_numbers_in_words(text, value):
    parsed = parse_number(text)
    assert value is None or str(parsed) == value


MEASURED = [
    ("每吸纳1人不超过1500元、最高不超过30万元", ["元/人", "元"], "a total beside a rate"),
    ("每人每天补助50元、累计不超过3000元", ["元/人/天", "元"], "what it sums up to"),
    ("每亩补助100元、每户最高5000元", ["元/亩", "元/户"], "each its own"),
    ("每培训1人补贴300元", ["元/人"], "for each one trained"),
    ("每人补助1000元、2000元两档", ["元/人", "元/人"], "two steps of one"),
    ("每人每天伙食50元、交通30元", ["元/人/天", "元/人/天"], "two things of one"),
    ("每座塘坝每年2000元、山塘每年800元", ["元/座/年", "元/座/年"], "per year again"),
    ("每人每月最低100元、最高300元", ["元/人/月", "元/人/月"], "lowest and highest of one"),
]


@pytest.mark.parametrize(("text", "units", "why"), MEASURED, ids=[row[2] for row in MEASURED])
def test_what_an_amount_behind_another_is_per(text, units, why):
    assert [quantity.unit for quantity in find_quantities(text)] == units, why
