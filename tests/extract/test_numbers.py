from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.extract.normalise import tight
from hongtou.extract.numbers import find_numbers, parse_number, parse_numbers

WHOLE = [
    ("云人社函〔2020〕145号", "云人社函〔2020〕145号", "bracketed"),
    ("云办发[1999]79号", "云办发〔1999〕79号", "bracketed"),
    ("陕科(农)函〔2021〕322号", "陕科（农）函〔2021〕322号", "bracketed"),
    ("皖科办复〔2022年〕第236号", "皖科办复〔2022〕第236号", "bracketed"),
    ("云办发明电〔2018〕15号", "云办发明电〔2018〕15号", "bracketed"),
    ("云澜省人民政府令第298号", "云澜省人民政府令第298号", "order"),
    ("第5号", None, None),
    ("令第五号", "令第五号", "order"),
    ("云澜省统计局公告[2020]第6号", "云澜省统计局公告〔2020〕第6号", "order"),
    ("云澜省工业厅公告2019年第1号", "云澜省工业厅公告2019年第1号", "order"),
    ("云市人大常委会公告〔16届〕第95号", "云市人大常委会公告〔16届〕第95号", "order"),
    ("云人社函〔2020〕0145号", "云人社函〔2020〕145号", "bracketed"),
    ("云人社函〔1020〕145号", None, None),
    ("二、云人社函〔2020〕145号", None, None),
    ("国令第707号", "国令第707号", "order"),
    ("省政府令第112号", "省政府令第112号", "order"),
    ("省政府令112号", "省政府令第112号", "order"),
    ("国务院令 第 7 0 7 号", "国务院令第707号", "order"),
    ("令第l0号", "令第10号", "order"),
    ("公告2O21年第3号", "公告2021年第3号", "order"),
    ("公告二〇二一年第三号", "公告二〇二一年第三号", "order"),
    ("云办发79号", "云办发79号", "yearless"),
    ("云发(85)33号", "云发〔85〕33号", "bracketed"),
    ("云发〔二〇一九〕5号", "云发〔2019〕5号", "bracketed"),
    ("（88）财税字第012号", "〔88〕财税字第12号", "bracketed"),
    ("宁建[科)发〈2O24〉l号", "宁建（科）发〔2024〕1号", "bracketed"),
    ("云人社函2020145号", "云人社函〔2020〕145号", "bracketed"),
    ("雲財發﹝2020﹞5號", "云财发〔2020〕5号", "bracketed"),
    ("（2013）云中法民终字第5号", None, None),
    ("中山路15号", None, None),
]


@pytest.mark.parametrize(
    ("raw", "expected", "form"), WHOLE, ids=[str(i) for i in range(len(WHOLE))]
)
def test_reads_a_number_line(raw, expected, form):
    match = parse_number(tight(raw))
    assert (match.number.text if match else None) == expected
    if match:
        assert match.number.parts.form == form


RUNNING = [
    ("补贴政策按照云财审〔2019〕13号文件规定执行", ["云财审〔2019〕13号"]),
    (
        "《办法》（云财审〔2019〕13号）和《细则》（云财联〔2018〕49号）",
        ["云财审〔2019〕13号", "云财联〔2018〕49号"],
    ),
    ("根据国务院令第707号的规定", ["国务院令第707号"]),
    ("云科规字〔2021〕1号、云科发〔2021〕109号", ["云科规字〔2021〕1号", "云科发〔2021〕109号"]),
    ("2020年8月19日起执行，共3号楼", []),
    ("以及原云劳〔1996〕7号同时废止", ["云劳〔1996〕7号"]),
    ("根据云财〔2020〕5、6号", ["云财〔2020〕5号", "云财〔2020〕6号"]),
    ("根据云财〔2020〕5号和〔2021〕6号", ["云财〔2020〕5号", "云财〔2021〕6号"]),
    ("云财〔2020〕5-7号", ["云财〔2020〕5号", "云财〔2020〕6号", "云财〔2020〕7号"]),
    ("依据云财〔2020〕5号、6号楼", ["云财〔2020〕5号"]),
    ("国务院第707号令、省政府第112号令", ["国务院令第707号", "省政府令第112号"]),
    ("按浙经信技术〔2020〕1号规定", ["浙经信技术〔2020〕1号"]),
    ("外经贸法发〔2004〕25号", ["外经贸法发〔2004〕25号"]),
    ("和政办发〔2020〕1号", ["和政办发〔2020〕1号"]),
    ("《办法》（云财〔2019〕1号）和政办发〔2020〕1号", ["云财〔2019〕1号", "政办发〔2020〕1号"]),
    ("经粤府〔2020〕5号批准", ["粤府〔2020〕5号"]),
    ("原国经贸委国经贸资〔2001〕5号", ["国经贸资〔2001〕5号"]),
    ("《办法》（国税发1994年32号）和（国办发79号）", ["国税发〔1994〕32号", "国办发79号"]),
    ("中华人民共和国主席令第二十八号", ["中华人民共和国主席令第二十八号"]),
    ("国家发展和改革委员会令2020年第29号", ["国家发展和改革委员会令2020年第29号"]),
    ("（2013）云中法民终字第5号", []),
    ("住中山路15号，第3号楼", []),
    ("云财〔2020〕5号至8号文", [f"云财〔2020〕{n}号" for n in range(5, 9)]),
    ("云财〔2020〕5号、8号—10号", [f"云财〔2020〕{n}号" for n in (5, 8, 9, 10)]),
    ("云财〔2020〕5号文至云财〔2020〕7号文", [f"云财〔2020〕{n}号" for n in range(5, 8)]),
    ("云财〔2020〕5号至〔2021〕7号", ["云财〔2020〕5号", "云财〔2021〕7号"]),
    ("公告2019年第3号至第5号", [f"公告2019年第{n}号" for n in range(3, 6)]),
    ("云财〔2020〕5号至2021年底", ["云财〔2020〕5号"]),
    ("云财〔2020〕5号至今", ["云财〔2020〕5号"]),
    ("云财〔2020〕1号至9000号", ["云财〔2020〕1号", "云财〔2020〕9000号"]),
    ("按照云财发2019年3号文件执行", ["云财发〔2019〕3号"]),
    ("已印发2019年3号文件，市财政局2019年5号文", []),
]


@pytest.mark.parametrize(("text", "expected"), RUNNING, ids=[str(i) for i in range(len(RUNNING))])
def test_finds_numbers_in_running_text(text, expected):
    assert [match.number.text for match in find_numbers(tight(text))] == expected


def test_parts():
    parts = parse_number("云人社函〔2020〕145号").number.parts
    assert (parts.prefix, parts.year, parts.sequence) == ("云人社函", 2020, "145")


def test_a_lost_bracket_is_less_sure():
    match = find_numbers("云人社函2020〕145号")[0]
    assert match.number.text == "云人社函〔2020〕145号"
    assert match.confidence < 0.9


def test_all_numbers_of_a_joint_issue():
    for raw in ("甲财发〔2020〕1号 乙教发〔2020〕2号", "甲财发〔2020〕1号、乙教发〔2020〕2号"):
        texts = [match.number.text for match in parse_numbers(tight(raw))]
        assert texts == ["甲财发〔2020〕1号", "乙教发〔2020〕2号"]
    twice = parse_numbers("甲发〔2020〕1号、甲发〔2020〕1号")
    assert [match.number.text for match in twice] == ["甲发〔2020〕1号"]
    assert parse_numbers("甲发〔2020〕1号及附件") == ()


def test_a_bracket_read_as_one_leaves_two_readings():
    match = parse_number("云人社函〔20201145号")
    assert match.confidence < 0.9
    both = {match.number.text, *(number.text for number in match.candidates)}
    assert both == {"云人社函〔2020〕145号", "云人社函〔2020〕1145号"}


def test_a_name_that_may_begin_with_a_joining_word_keeps_its_other_reading():
    match = find_numbers("《办法》（云财〔2019〕1号）和政办发〔2020〕1号")[1]
    assert [number.text for number in match.candidates] == ["和政办发〔2020〕1号"]


def test_running_text_without_a_boundary_is_not_sure():
    assert find_numbers("企业所得税优惠政策财税〔2020〕5号")[0].confidence < 0.9


HOSTILE = ["《" * 10**6, "国" * 10**6 + "号", "和2020〕5号" * 10**4, "国令第" * 3 * 10**4 + "号"]


@pytest.mark.parametrize("text", HOSTILE, ids=["marks", "han", "halves", "orders"])
def test_hostile_text_is_read_to_its_end(text):
    """In steps that would never end if they grew with the square of its length."""
    assert all(match.end <= len(text) for match in find_numbers(text))


OPEN, CLOSE = "〔[【（(﹝［〖", "〕]】）)﹞］〗"


@given(
    st.sampled_from(OPEN), st.sampled_from(CLOSE), st.integers(1950, 2039), st.integers(1, 9999),
    st.lists(st.booleans(), min_size=12, max_size=12), st.booleans(),
)  # fmt: skip
def test_noise_does_not_change_a_number(left, right, year, sequence, spaces, wide):
    """Any pair of brackets, spaces anywhere, full-width digits, O for 0 and l for 1."""
    digits = f"{year}"[0] + f"{year}"[1:].replace("0", "O")
    count = f"{sequence}".replace("1", "l")
    if wide:
        digits = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in digits)
    raw = "".join(
        char + (" " if space else "")
        for char, space in zip(
            f"云财函{left}{digits}{right}{count}号", [*spaces, *[False] * 20], strict=False
        )
    )
    match = parse_number(tight(raw))
    assert match, raw
    assert match.number.text == f"云财函〔{year}〕{sequence}号"


NOISE = {
    "0": [*"0OoQ〇○"], "1": [*"1lIi|"], "（": [*"（([【〔"], "）": [*"）)]】〕"],
    "发": [*"发發"], "财": [*"财財"], "号": [*"号號"], "政": ["政", "政 "], "第": ["第", "第 "],
}  # fmt: skip


@given(
    st.sampled_from(["云财发〔{}〕{}号", "宁政（科）函〔{}〕第{}号", "云澜省财政厅公告{}年第{}号"]),
    st.integers(1990, 2029),
    st.integers(1, 2999),
    st.data(),
)
def test_recoverable_noise_is_taken_back(form, year, sequence, data):
    """Every character noisy at once: what reads alike is read the same."""
    truth = form.format(year, sequence)
    noisy = "".join(data.draw(st.sampled_from(NOISE.get(char, [char]))) for char in truth)
    noisy = noisy.replace("〔" + str(year), data.draw(st.sampled_from(OPEN)) + str(year), 1)
    match = parse_number(tight(noisy))
    assert match, noisy
    assert match.number.text == truth


@given(st.text("国财发函令第号〔〕（）[]0123456789年和、及 OlI二", max_size=60))
def test_whatever_stands_there_numbers_lie_inside_it(text):
    tidied = tight(text)
    found = find_numbers(tidied)
    for match in found:
        assert 0 <= match.start < match.end <= len(tidied)
    assert all(a.end <= b.start or a.start <= b.start for a, b in pairwise(found))
    assert tight(tidied) == tidied
