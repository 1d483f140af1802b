"""When something is due."""

import datetime as dt

import pytest

from hongtou.extract.deadlines import find_deadlines

ISSUED = dt.date(2021, 11, 3)
ROWS = [
    ("各省应当在2021年11月15日以前开课", "2021-11-15", None, None, "a full day"),
    ("务必在11月底前落实", "2021-11-30", None, None, "the end of a month, year of issue"),
    ("于3月10日前报送", "2022-03-10", None, None, "the next such day"),
    ("2024年2月底前完成", "2024-02-29", None, None, "a leap year"),
    ("年底前完成", "2021-12-31", None, None, "the year's end"),
    ("二〇二二年七月三日前公布", "2022-07-03", None, None, "Chinese numerals"),
    ("应当在收到本通知后10个工作日内分解", None, (10, "工作日", "收到本通知"), None, "an event"),
    ("自验收合格之日起三十日内拨付", None, (30, "日", "验收合格"), None, "an event and its day"),
    ("水质异常，2小时内报告", None, (2, "小时", None), None, "no event named"),
    ("每月5日以前报送", None, None, "每月5日以前", "comes again"),
    ("每年3月底前公布", None, None, "每年3月底前", "comes again each year"),
]


@pytest.mark.parametrize(
    ("text", "on", "within", "recurring", "why"), ROWS, ids=[str(i) for i in range(len(ROWS))]
)
def test_a_deadline(text, on, within, recurring, why):
    ((deadline, start, end),) = find_deadlines(text, ISSUED)
    got = deadline.within
    assert (deadline.on.isoformat() if deadline.on else None) == on, why
    assert (got and (got.value, got.unit, got.start)) == within, why
    assert deadline.recurring == recurring, why
    assert text[start:end] == deadline.text


@pytest.mark.parametrize(
    "text",
    ["近三年内受过处罚的机构", "2021年11月15日起施行", "培训内容不少于4课时", "此前印发的通知"],
    ids=["past", "start", "word", "before"],
)
def test_what_is_no_deadline(text):
    assert find_deadlines(text, ISSUED) == []


def test_a_day_without_a_year_needs_the_day_of_issue():
    ((deadline, *_),) = find_deadlines("于3月10日前报送", None)
    assert (deadline.text, deadline.on) == ("3月10日前", None)


SIDES = [
    ("应当在开工前30日报告", (30, "日", "开工", "before")),
    ("到期前3个月，应当书面提醒", (3, "月", "到期", "before")),
    ("应当在有效期届满30日前申请延续", (30, "日", "有效期届满", "before")),
    ("合同期满前至少1个月，应当协商", (1, "月", "合同期满", "before")),
    ("企业应当提前15个工作日告知", (15, "工作日", None, "before")),
    ("停产应当提前30天以上报告", (30, "天", None, "before")),
    ("有效期满前45日内，应当申请延续", (45, "日", "有效期满", "within_before")),
    ("应当在届满前的30日内申请", (30, "日", "届满", "within_before")),
    ("应当在期满之日前6个月内提出", (6, "月", "期满", "within_before")),
    ("有效期届满前一年内，应当申请", (1, "年", "有效期届满", "within_before")),
    ("有效期届满前半年，应当申请", (6, "月", "有效期届满", "before")),
    ("半年内完成整改", (6, "月", None, "after")),
    ("应当在收到通知后半个月内报告", (15, "日", "收到通知", "after")),
    ("应当在完工后30日内申请验收", (30, "日", "完工", "after")),
]


@pytest.mark.parametrize(("text", "expected"), SIDES)
def test_the_side_of_the_event_a_deadline_lies_on(text, expected):
    ((deadline, _, _),) = find_deadlines(text, ISSUED)
    within = deadline.within
    assert (within.value, within.unit, within.start, within.direction) == expected


@pytest.mark.parametrize(
    "text",
    [
        "各县应当15日前报送材料",
        "目前3日内需整改",
        "前3日应当完成",
        "申请前的三年内无违法记录",
        "近半年内受过处罚",
    ],
)
def test_no_time_ahead_of_an_event(text):
    assert find_deadlines(text, ISSUED) == []
