import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.extract.normalise import tight
from hongtou.extract.numbers import find_numbers, parse_number

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
