"""What pages and collections set around a head: columns before the addressees, a province above."""

import pytest

from hongtou.extract import read_circulars

BODY = "根据工作需要，现将有关事项通知如下：\n一、提高认识。\n二、加强管理。"
TITLE = "云澜省财政厅关于做好补贴工作的通知"


@pytest.mark.parametrize(
    "column",
    [
        "首页>政策法规>通知公告", "首页 > 政务公开 > 规范性文件 ", "当前位置：首页>政策文件", "政策文件",
        "通知公告 ", "正文：", "【正文】", "文件正文", "字号：大 中 小 ", "分享到：", "信息公开",
    ],
)  # fmt: skip
@pytest.mark.parametrize("addressees", ["各市财政局，省直各部门", "霁州市财政局"])
def test_a_column_is_none_of_the_addressees(as_text, column, addressees):
    text = (
        f"云财规〔2015〕5号\n{TITLE}\n{column}{addressees}：\n{BODY}\n云澜省财政厅\n2015年12月14日"
    )
    (circular,) = read_circulars(as_text(text))
    assert [found.value for found in circular.addressees] == addressees.split("，")
    assert circular.title.value == TITLE


def test_a_column_before_addressees_that_the_text_runs_on_behind(as_text):
    line = "首页>政策文件>各市财政局：春节将至，请各市认真做好补贴工作。"
    text = f"云财规〔2015〕5号\n{TITLE}\n{line}\n云澜省财政厅\n2015年12月14日"
    (circular,) = read_circulars(as_text(text))
    assert [found.value for found in circular.addressees] == ["各市财政局"]


def test_words_of_columns_in_the_name_of_a_body_stay(as_text):
    for name in ("政务公开领导小组各成员单位", "信息公开工作处"):
        text = f"云财规〔2015〕5号\n{TITLE}\n{name}：\n{BODY}\n云澜省财政厅\n2015年12月14日"
        (circular,) = read_circulars(as_text(text))
        assert [found.value for found in circular.addressees] == [name]


@pytest.mark.parametrize("number", ["", "云财规〔2015〕5号\n", "（云财规〔2015〕5号）\n"])
@pytest.mark.parametrize(
    ("region", "body"), [("云澜省", "财政厅"), ("霁州市", "人民政府"), ("沧岭自治区", "教育厅")]
)
def test_the_province_above_the_title_is_of_its_body(as_text, region, body, number):
    text = f"{region}\n{body}关于做好补贴工作的通知\n{number}各市财政局：\n{BODY}\n{body}\n2015年12月14日"
    (circular,) = read_circulars(as_text(text))
    assert circular.title.value == f"{region}{body}关于做好补贴工作的通知"
    assert [found.value for found in circular.issuers] == [f"{region}{body}"]


def test_a_body_of_the_centre_or_with_its_own_region_takes_none(as_text):
    for body in ("财政部", "国务院办公厅", "沧岭市财政局"):
        text = f"云澜省\n{body}关于做好补贴工作的通知\n（云财规〔2015〕5号）\n各市财政局：\n{BODY}"
        (circular,) = read_circulars(as_text(text))
        assert circular.title.value == f"{body}关于做好补贴工作的通知", body
