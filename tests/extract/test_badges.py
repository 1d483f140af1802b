"""A badge of a page glued to the number of a document is none of the number."""

import pytest

from hongtou.extract import read_circulars

BODY = "各市财政局：\n请做好工作。\n云澜省财政厅\n2018年3月14日"
TITLE = "云澜省财政厅关于做好工作的通知"


def number_of(as_text, line, *, above=True):
    head = f"{line}\n{TITLE}" if above else f"{TITLE}\n{line}"
    (circular,) = read_circulars(as_text(f"{head}\n{BODY}"))
    assert circular.title.value == TITLE
    return circular.number


@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("法规云财税发〔2018〕12号", "云财税发〔2018〕12号"),
        ("【有效】云财〔2018〕5号", "云财〔2018〕5号"),
        ("[有效]云财〔2018〕5号", "云财〔2018〕5号"),
        ("（现行有效）云财〔2018〕5号", "云财〔2018〕5号"),
        ("全文失效云财规〔2018〕5号", "云财规〔2018〕5号"),
        ("条款失效 云财规〔2018〕5号", "云财规〔2018〕5号"),
        ("地方性法规云财规〔2018〕5号", "云财规〔2018〕5号"),
        ("规范性文件云财规〔2018〕5号", "云财规〔2018〕5号"),
        ("云澜财税网云财规〔2018〕5号", "云财规〔2018〕5号"),
        ("文号：【有效】云财〔2018〕5号", "云财〔2018〕5号"),
        ("云财规〔2018〕5号【条款失效】", "云财规〔2018〕5号"),
    ],
)
def test_a_badge_is_none_of_the_number(as_text, line, number, above):
    found = number_of(as_text, line, above=above)
    assert found.value.text == number
    assert found.evidence[0].quote == number
    assert found.evidence[0].confidence >= 0.9


def test_a_shelf_that_may_be_of_the_prefix_leaves_a_doubt(as_text):
    found = number_of(as_text, "法规云财〔2018〕5号")
    assert found.value.text == "云财〔2018〕5号"
    assert found.evidence[0].confidence < 0.9
    assert [other.text for other in found.candidates] == ["法规云财〔2018〕5号"]


@pytest.mark.parametrize("number", ["法规字〔2018〕5号", "云法规〔2018〕5号", "法财规〔2018〕5号"])
def test_a_prefix_of_such_words_stays_whole(as_text, number):
    assert number_of(as_text, number).value.text == number


def test_a_badge_in_the_particulars_of_a_page(as_text):
    text = (
        "发文机关：云澜省财政厅\n成文日期：2018-03-14\n发文字号：【有效】云财〔2018〕5号\n"
        f"标题：{TITLE}\n{TITLE}\n{BODY}"
    )
    (circular,) = read_circulars(as_text(text))
    assert circular.number.value.text == "云财〔2018〕5号"
