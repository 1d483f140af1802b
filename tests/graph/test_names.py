"""Numbers and titles as keys."""

import pytest

from hongtou.graph.names import (
    bare,
    carried_name,
    core,
    number_key,
    opening,
    show_number,
    without_issuer,
)

SAME = [
    ("葛政办〔2012年〕第18号", "葛政办〔2012〕18号", "old form of the year"),
    ("国办发[1999]79号", "国办发〔1999〕79号", "square brackets"),
    ("安建(金)发〔2010〕33号", "安建（金）发〔2010〕33号", "brackets in the prefix"),
    ("安河省人民政府令第112号", "省政府令第112号", "the body of an order may be short"),
    ("安河市人民政府公告2021年第6号", "2021年第6号", "an announcement named by year and count"),
    ("令第5号", "第5号令" if number_key("第5号令") else "令第5号", "an order without its body"),
]
DIFFERENT = [
    ("安建发〔2018〕9号", "安建函〔2018〕9号", "another series"),
    ("安建发〔2018〕9号", "安建发〔2019〕9号", "another year"),
    ("安建发〔2018〕9号", "安建发〔2018〕19号", "another count"),
    ("令第5号", "公告第5号", "an order is no announcement"),
    ("公告2020年第6号", "公告2021年第6号", "announcements of two years"),
    ("令第9号", "第9期", "an order is no minutes"),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME)
def test_one_number_in_two_forms(one, other, why):
    assert number_key(one).fits(number_key(other)), why


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_two_numbers(one, other, why):
    assert not number_key(one).fits(number_key(other)), why


def test_words_are_no_number():
    assert number_key("关于废止文件的通知") is None
    assert number_key("") is None


def test_a_number_is_shown_without_its_old_marks():
    assert show_number("葛政办〔2012年〕第18号") == "葛政办〔2012〕18号"
    assert show_number("安建发〔2018〕9号") == "安建发〔2018〕9号"


def test_titles_without_marks_and_issuer():
    title = "安河省水务厅关于印发〈安河省供水办法（试行）〉的通知"
    assert opening(title) == "安河省水务厅"
    assert without_issuer(title) == "关于印发〈安河省供水办法（试行）〉的通知"
    assert carried_name(title) == "安河省供水办法（试行）"
    assert bare("《A（试行）》 通知") == "A试行通知"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("安河省供水暂行办法", "安河省供水办法", True),
        ("安河省供水办法（试行）", "安河省供水办法（2021年修订）", True),
        ("关于提高2021年低保标准的通知", "关于提高2022年低保标准的通知", True),
        ("关于提高城市低保标准的通知", "关于提高农村低保标准的通知", False),
        ("安河省供水办法", "安河省供水办法实施细则", False),
    ],
)
def test_the_core_leaves_out_trial_revision_and_year_only(one, other, same):
    assert (core(one) == core(other)) is same


def test_an_issuer_is_only_what_ends_like_a_body():
    assert opening("切实做好工作关于安全的通知") is None
    assert opening("关于安全的通知") is None
