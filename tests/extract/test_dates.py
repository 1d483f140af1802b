import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.extract import read_circulars
from hongtou.extract.dates import find_dates, parse_date
from hongtou.extract.normalise import tight

ROWS = [
    ("2020年8月19日", dt.date(2020, 8, 19)),
    ("2020 年 8 月 19 日", dt.date(2020, 8, 19)),
    ("二○○八年六月四日", dt.date(2008, 6, 4)),
    ("二OO八年十月三十一日", dt.date(2008, 10, 31)),
    ("一九八一年五月二十三日", dt.date(1981, 5, 23)),
    ("一九九九年元月廿三日", dt.date(1999, 1, 23)),
    ("2020年2月30日", None),
    ("2020年8月", None),
    ("1820年8月1日", None),
]


@pytest.mark.parametrize(("raw", "expected"), ROWS, ids=[str(i) for i in range(len(ROWS))])
def test_reads_a_date(raw, expected):
    match = parse_date(tight(raw))
    assert (match.date if match else None) == expected


def test_finds_all_in_order():
    text = "自2020年7月1日起至2025年6月30日止，1999年的规定除外"
    assert [m.date for m in find_dates(text)] == [dt.date(2020, 7, 1), dt.date(2025, 6, 30)]


DIGITS = "〇一二三四五六七八九"


def in_chinese(number):
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("" if tens == 1 else DIGITS[tens]) + "十") + (
        DIGITS[ones] if ones else ""
    )


@given(st.dates(dt.date(1949, 10, 1), dt.date(2049, 12, 31)))
def test_every_day_reads_back_in_both_numerals(day):
    arabic = f"{day.year}年{day.month}月{day.day}日"
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    chinese = f"{year}年{in_chinese(day.month)}月{in_chinese(day.day)}日"
    assert parse_date(arabic).date == day
    assert parse_date(chinese).date == day


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("二〇〇五年六月二十一", dt.date(2005, 6, 21)),
        ("2020年8月19", dt.date(2020, 8, 19)),
        ("2020年8月1", None),
        ("二〇〇五年六月三十", None),
        ("2020年2月30", None),
        ("于2020年8月19", None),
    ],
)
def test_a_day_whose_last_character_was_lost(text, date):
    match = parse_date(text)
    assert (match.date if match else None) == date
    assert match is None or match.confidence < 0.9


def test_a_circular_is_of_the_day_whose_last_character_was_lost(as_text):
    text = "云财规〔2005〕5号\n云澜省财政厅关于做好工作的通知\n各市财政局：\n请做好工作。\n云澜省财政厅\n二〇〇五年六月二十一"
    (circular,) = read_circulars(as_text(text))
    assert circular.issued_on.value == dt.date(2005, 6, 21)


HEAD = "云财规〔2015〕5号\n云澜省财政厅关于做好工作的通知\n各市财政局：\n请做好工作。\n"


@pytest.mark.parametrize(
    "day", ["20151214", "2015年1214", "2015.12.14", "2015-12-14", "2015/12/14"]
)
@pytest.mark.parametrize("between", ["\n", "", " "], ids=["below", "behind", "apart"])
def test_a_day_that_lost_its_marks_is_that_of_issue(as_text, day, between):
    (circular,) = read_circulars(as_text(f"{HEAD}云澜省财政厅{between}{day}"))
    assert circular.issued_on.value == dt.date(2015, 12, 14)
    assert circular.issued_on.evidence[0].confidence <= 0.9
    assert circular.issuers[0].evidence[0].rule == "closing.signature"


def test_digits_that_are_no_day_below_a_name_are_none(as_text):
    for below in ("20151314", "20150230", "2015121", "201512145"):
        (circular,) = read_circulars(as_text(f"{HEAD}云澜省财政厅\n{below}"))
        assert circular.issued_on is None, below


def test_digits_without_a_name_above_them_close_nothing(as_text):
    text = HEAD + "项目编号：\n20150101\n20150102\n请于月底前报送。\n云澜省财政厅\n2015年12月14日"
    (circular,) = read_circulars(as_text(text))
    assert circular.issued_on.value == dt.date(2015, 12, 14)
    (circular,) = read_circulars(as_text(HEAD + "联系电话\n20151214"))
    assert circular.issued_on is None


def test_digits_are_a_day_in_the_particulars_of_a_page(as_text):
    text = (
        "索引号：000014349/2015-00209\n发文机关：云澜省财政厅\n成文日期：20151214\n"
        "发布日期：20151220\n标题：云澜省财政厅关于做好工作的通知\n发文字号：云财规〔2015〕5号\n"
        "云澜省财政厅关于做好工作的通知\n各市财政局：\n请做好工作。"
    )
    (circular,) = read_circulars(as_text(text))
    assert circular.issued_on.value == dt.date(2015, 12, 14)
    assert circular.published_on.value == dt.date(2015, 12, 20)
    assert circular.issued_on.evidence[0].confidence == 0.9
