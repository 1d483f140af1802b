"""When two values say the same."""

import pytest

from hongtou.evaluate.words import comparable, empty, loose, number_key, plain, same_number


@pytest.mark.parametrize(
    ("number", "other", "same"),
    [
        ("国办发[1999]79号", "国办发〔1999〕79号", True),
        ("皖科办复〔2022年〕第0236号", "皖科办复〔2022〕236号", True),
        ("国办发〔1999〕79号", "国办发〔1999〕7号", False),
        ("黑人社函〔2020〕145号", "黑人社发〔2020〕145号", False),
        ("黑人社函〔2020〕145号", "人社函〔2020〕145号", False),
        ("省政府令第112号", "令第112号", True),
        ("公告2021年第6号", "2021年第6号", True),
        ("公告2021年第6号", "2021年第16号", False),
        (None, None, False),
    ],
)
def test_numbers_are_compared_by_what_distinguishes_them(number, other, same):
    assert same_number(number, other) is same
    assert same_number(other, number) is same


def test_leading_zeros_of_the_sequence_do_not_count():
    assert number_key("安政发〔2021〕007号") == number_key("安政发〔2021〕7号")
    assert number_key("安政发〔2021〕70号") != number_key("安政发〔2021〕7号")


def test_white_space_and_width_never_count():
    assert plain("１号（试行） \n") == plain("1号(试行)")
    assert loose("《关于印发〈A〉的通知》") == loose("关于印发《A》的通知")


@pytest.mark.parametrize("value", [None, False, "", [], {}, {"a": None, "b": {"c": []}}])
def test_empty_values(value):
    assert empty(value)


@pytest.mark.parametrize("value", [0, "0", ["a"], {"a": 0}, True])
def test_values_that_say_something(value):
    assert not empty(value)


def test_keys_and_notes_are_no_content():
    one = {"key": "x", "name": "甲", "phone": None}
    assert comparable(one) == comparable({"name": "甲 ", "note": "checked"})
