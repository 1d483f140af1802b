"""Numbers behind running text: verbs and names of bodies before a number are none of its prefix."""

import pytest

from hongtou.extract.normalise import tight
from hongtou.extract.numbers import find_numbers


@pytest.mark.parametrize(
    "word",
    [
        "收回",
        "删去",
        "中止",
        "整合",
        "保留",
        "停止使用",
        "现行",
        "以下",
        "该",
        "请认真学习",
        "各地要对照",
        "现予重申",
        "经省政府同意",
        "关于下达",
        "来函",
        "当年",
        "签发",
        "不得享受",
    ],
)
def test_a_verb_before_a_number_is_none_of_it(word):
    (found,) = find_numbers(f"{word}云水价〔2020〕8号文件")
    assert found.number.text == "云水价〔2020〕8号"


@pytest.mark.parametrize(
    "number", ["应急〔2020〕8号", "办理字〔2020〕8号", "检发〔2020〕8号", "学发〔2020〕8号"]
)
def test_a_prefix_that_looks_like_a_verb_stays(number):
    (found,) = find_numbers(f"《甲通知》（{number}）")
    assert found.number.text == number


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("财政部、税务总局", "财税〔2016〕36号"),
        ("人力资源社会保障部", "人社部发〔2019〕3号"),
        ("住房和城乡建设部", "建房〔2019〕3号"),
        ("中国人民银行", "银发〔2019〕3号"),
        ("生态环境部", "环办土壤〔2019〕3号"),
        ("应急管理部", "应急〔2019〕3号"),
        ("最高人民检察院", "高检发释字〔2019〕3号"),
        ("国务院国资委", "国资发产权〔2011〕3号"),
        ("", "工信部联企业〔2011〕300号"),
        ("", "工信部产业〔2011〕300号"),
        ("", "国办发明电〔2011〕3号"),
    ],
)
@pytest.mark.parametrize("before", ["根据", "。", ""])
def test_a_central_body_before_its_number_is_none_of_it(before, body, number):
    (found,) = find_numbers(f"{before}{body}{number}文件")
    assert found.number.text == number


CENTRAL = [
    ("对外贸易经济合作部", "外经贸资发"),
    ("信息产业部", "信部电"),
    ("国家计划委员会", "计资"),
    ("国家教育委员会", "教人"),
    ("国家体育运动委员会", "体群字"),
    ("电子工业部", "电财"),
    ("国内贸易部", "内贸函"),
    ("国务院法制办公室", "国法"),
    ("中华全国供销合作总社", "供销"),
    ("全国妇联", "妇字"),
    ("中国农业银行", "农银发"),
    ("新疆生产建设兵团", "新兵发"),
]


@pytest.mark.parametrize("before", ["", "原", "根据", "按照《办法》和"])
@pytest.mark.parametrize(("body", "prefix"), CENTRAL)
def test_a_former_central_body_before_its_number(body, prefix, before):
    (found,) = find_numbers(f"{before}{body}{prefix}〔1998〕25号文件停止执行。")
    assert found.number.text == f"{prefix}〔1998〕25号"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("（1989）国土〔籍〕字第73号", "〔1989〕国土（籍）字第73号"),
        ("云政〔1986〕综128号", "云政〔1986〕综128号"),
    ],
)
def test_old_numbers_with_something_inside(printed, read):
    (found,) = find_numbers(tight(printed))
    assert found.number.text == read


@pytest.mark.parametrize("word", ["对", "该", "此", "从", "如", "旧"])
@pytest.mark.parametrize("prefix", ["财税", "国发", "银发"])
def test_a_word_before_the_number_of_a_central_body(word, prefix):
    (found,) = find_numbers(f"{word}{prefix}〔2009〕99号文件")
    assert found.number.text == f"{prefix}〔2009〕99号"
