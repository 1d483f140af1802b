"""Personal data in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.extract.personal import find_personal

ROWS = [
    ("手机：13800005555", [("mobile", "13800005555")], "a mobile number"),
    ("手机：138-0000-5555。", [("mobile", "138-0000-5555")], "in groups"),
    ("证件号码：990101199001010016", [("identity", "990101199001010016")], "18 characters"),
    ("手机１３８　００００　５５５５", [("mobile", "１３８　００００　５５５５")], "full width"),
    ("电话1380000 5555转", [("mobile", "1380000 5555")], "broken by a line"),
    ("旧证990101900101001。", [("identity", "990101900101001")], "15 digits, before 1999"),
    ("证990101 19900101 001X", [("identity", "990101 19900101 001X")], "in groups"),
    (
        "1 甲 13800005555 2 乙 13600005555",
        [("mobile", "13800005555"), ("mobile", "13600005555")],
        "in a row, the next one's count behind it",
    ),
    (
        "13800005555  13600005555 1。",
        [("mobile", "13800005555"), ("mobile", "13600005555")],
        "a number behind a number",
    ),
    ("138.0000.5555", [("mobile", "138.0000.5555")], "with dots"),
    ("138—0000—5555", [("mobile", "138—0000—5555")], "with dashes"),
    ("1 3 8 0 0 0 0 5 5 5 5", [("mobile", "1 3 8 0 0 0 0 5 5 5 5")], "spelled out"),
    ("Tel13800005555", [("mobile", "13800005555")], "behind a word"),
    ("15 300 200 100 50", [], "amounts in columns"),
    ("电话：0999-5550172", [], "an office's number"),
    ("编号123456789012345", [], "a long number"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), ROWS, ids=[str(i) for i in range(len(ROWS))])
def test_numbers_of_persons(text, wanted, why):
    assert [(kind, text[slice(*span)]) for kind, span, _ in find_personal(text)] == wanted, why


def test_an_identity_number_whose_check_does_not_fit_is_less_sure():
    ((_, _, sure),) = find_personal("990101199001010016")
    others = [s for n in "0123456789X" for _, _, s in find_personal("99010119900101001" + n)]
    assert sorted(others)[-2:] == [0.6, 0.97]
    assert sure in (0.6, 0.97)


@given(st.text(alphabet="0123456789-Xx 手机", max_size=60))
def test_any_text(text):
    for _, (start, end), _ in find_personal(text):
        assert 11 <= end - start <= 35
