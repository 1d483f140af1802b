import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.extract.normalise import tidy, tight

ROWS = [
    ("绥远函（2020）134号", "绥远函〔2020〕134号", "round brackets around the year of a number"),
    ("黑审〔2019]13 号", "黑审〔2019〕13号", "brackets that do not match"),
    ("云办发【2019】5号", "云办发〔2019〕5号", "black brackets"),
    ("云办发[2OO8]l2号", "云办发〔2008〕12号", "letters for digits, in a number only"),
    ("（２０２０）第５号", "〔2020〕第5号", "full-width digits"),
    ("方案（2019 - 2021 年）", "方案（2019-2021年）", "no number: its brackets stay round"),
    ("<云澜省办法>", "〈云澜省办法〉", "angle brackets beside Chinese"),
    ("PC端: www.example.cn", "PC端：www.example.cn", "a colon behind Chinese is Chinese"),
    ("http://example.cn", "http://example.cn", "none of these in Latin text"),
    ("公示5 个工作日, 无异议", "公示5个工作日，无异议", "spaces and commas"),
    ("标准（元/人.月）", "标准（元/人·月）", "a dot between the parts of a unit"),
    ("每亩3元/亩.以上均含税", "每亩3元/亩。以上均含税", "and one that ends a sentence"),
    ("二○○八年", "二〇〇八年", "circles for zeros"),
    ("2014\u00ad2020年", "2014-2020年", "a soft hyphen between digits is a dash"),
    ("Loss Rate 模型", "Loss Rate模型", "a space between Latin words stays"),
]


@pytest.mark.parametrize(
    ("raw", "expected", "why"), ROWS, ids=[f"row{i}" for i in range(len(ROWS))]
)
def test_absorbs(raw, expected, why):
    assert tight(raw) == expected, why


def test_gaps_remember_white_space():
    result = tidy("云澜省财政厅 云澜省教育厅　文件")
    assert result.text == "云澜省财政厅云澜省教育厅文件"
    assert sorted(result.gaps) == [6, 12]


@given(st.text(max_size=80))
def test_offsets_lead_back(raw):
    result = tidy(raw)
    assert len(result.offsets) == len(result.text) <= len(raw)
    assert list(result.offsets) == sorted(set(result.offsets))
    assert all(0 <= offset < len(raw) for offset in result.offsets)


@given(st.text(alphabet="云澜省〔〕()（）2019OlI 5号，,:：《》<>第年-", max_size=40))
def test_tidying_twice_changes_nothing(raw):
    once = tight(raw)
    assert tight(once) == once


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a<<甲", "a〈〈甲"),
        ("甲<>,a", "甲〈〉，a"),
        ("<>a,甲", "<>a,甲"),
        (",<甲", ",〈甲"),
        ("(,a", "（，a"),
    ],
)
def test_what_is_widened_widens_the_marks_beside_it(raw, text):
    assert tight(raw) == text


def test_a_count_behind_a_long_number_stays_apart_in_a_row_of_single_characters():
    assert tidy("1 甲 13800005555 2 乙 3 丙 4").text == "1甲13800005555 2乙3丙4"
    assert tidy("2 0 2 1 年 5 月 1 2 日").text == "2021年5月12日"
