"""Numbers that stand in several places of one file: never sure where they differ."""

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.agreement import misread
from hongtou.extract.numbers import parse_number

TEXT = """云澜省财政厅文件

{own}

关于转发补贴办法的通知

各市财政局：
　　现将《云澜省人民政府办公厅关于补贴工作的通知》（{mentioned}）转发给你们，请遵照执行。

云澜省财政厅
{day}

云澜省人民政府办公厅文件

{inner}

云澜省人民政府办公厅关于补贴工作的通知

各市人民政府：
　　为做好工作，现通知如下。
　　一、加强领导。各地要高度重视。

云澜省人民政府办公厅
2021年3月5日
"""


@pytest.fixture
def read(as_text):
    def from_text(**values):
        given = {
            "own": "云财发〔2021〕9号",
            "mentioned": "云政办〔2021〕12号",
            "inner": "云政办〔2021〕12号",
            "day": "2021年4月5日",
        }
        return read_circulars(as_text(TEXT.format(**(given | values))))

    return from_text


def test_numbers_that_agree_are_sure(read):
    first, second = read()
    assert first.number.confidence >= 0.9
    assert second.number.confidence >= 0.9
    assert second.number.candidates == ()


@pytest.mark.parametrize(
    "inner", ["云政办〔2021〕13号", "云玫办〔2021〕12号", "云政办〔2027〕12号"]
)
def test_a_forwarding_that_gives_another_number_leaves_both_unsure(read, inner):
    first, second = read(inner=inner)
    assert second.number.value.text == inner
    assert second.number.confidence < 0.9
    assert [c.text for c in second.number.candidates] == ["云政办〔2021〕12号"]
    assert "number_contested" in [issue.code for issue in second.issues]
    carried = [ref for ref in first.references if ref.number == "云政办〔2021〕12号"]
    assert carried
    assert all(ref.confidence < 0.9 for ref in carried)


def test_a_year_against_the_date_makes_the_number_unsure(read):
    first, _ = read(own="云财发〔2016〕9号")
    assert first.number.confidence < 0.9


def test_a_reference_of_a_later_year_is_unsure(read):
    first, _ = read(mentioned="云政办〔2051〕12号", inner="第一号")
    assert all(ref.confidence < 0.9 for ref in first.references if ref.number)


def test_several_numbers_are_kept_in_their_order(read):
    first, _ = read(own="云财发〔2021〕9号 云教发〔2021〕3号")
    assert first.number.value.text == "云财发〔2021〕9号"
    assert [item.value.text for item in first.further_numbers] == ["云教发〔2021〕3号"]
    first, _ = read(own="云财发〔2021〕9、10号")
    assert [item.value.text for item in first.further_numbers] == ["云财发〔2021〕10号"]


PAIRS = [
    ("冀人社〔2020〕5号", "翼人社〔2020〕5号", True, "a prefix misread"),
    ("黑人社函〔2020〕145号", "黑人社发〔2020〕145号", False, "another series"),
    ("黑人社函〔2020〕145号", "黑人社函〔2020〕146号", True, "one digit"),
    ("黑人社函〔2020〕145号", "黑人社函〔2021〕145号", True, "the year"),
    ("黑人社函〔2020〕145号", "黑人社函〔2020〕9号", False, "another circular"),
    ("黑人社函〔2020〕145号", "黑财函〔2020〕145号", False, "another body"),
]


@pytest.mark.parametrize(("one", "other", "expected", "why"), PAIRS, ids=[p[3] for p in PAIRS])
def test_what_may_be_a_misreading(one, other, expected, why):
    parts = [parse_number(text).number.parts for text in (one, other)]
    assert misread(*parts) is expected, why
    assert misread(*parts[::-1]) is expected, why
