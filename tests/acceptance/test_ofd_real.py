"""The 14 OFD files of ofdrw: text or a clear reason for each, the official-looking ones records."""

import pytest

from hongtou.extract import read_circulars
from hongtou.ingest import mark_margins

pytestmark = [pytest.mark.ocr, pytest.mark.xdist_group("ofd")]

SAID = {
    "999.ofd": (5, ["电子普通发票", "发票代码：050001700111", "价税合计（大写）"]),
    "ano.ofd": (2, ["可信安全浏览器", "Web应用开发指南"]),
    "chineseDir.ofd": (1, ["你好呀，OFDReader&Writer！"]),
    "helloworld.ofd": (1, ["你好呀，OFDReader&Writer！"]),
    "keyword.ofd": (1, ["不动产登记证明", "权利人", "岱岳区青春创业开发区鑫源小区25号"]),
    "multiKeywordInTextCode.ofd": (1, ["打发打发打发打发打发哈哈"]),
    "n.ofd": (2, ["测试符路桥区卫生局文件", "路卫发〔2011〕76号"]),
    "namespace_no_std.ofd": (1, ["你好呀，OFDReader&Writer！"]),
    "no_page_container.ofd": (1, ["上海增值税电子普通发票", "伍拾柒圆整"]),
    "signout.ofd": (1, ["XX市政府文件处理", "市委主要领导同志调研后续落实事项的通知"]),
    "testImageNotFound.ofd": (2, ["矿产资源勘查许可证", "有效期满，需要延长勘查工作时间"]),
    "不规范资源路径.ofd": (1, ["结婚登记信息", "太仓市婚姻登记处"]),
    "文字横向-数科.ofd": (1, ["一二三四", "121212"]),
}


@pytest.mark.parametrize("name", sorted(SAID))
def test_what_stands_on_the_pages_is_read(shared, real_pages, name):
    count, words = SAID[name]
    pages = real_pages(shared / "data" / "ofd" / name)
    assert len(pages) == count
    text = "".join("".join(line.text.split()) for page in pages for line in page.lines)
    for word in words:
        assert word in text


def test_every_file_is_accounted_for(shared):
    names = {path.name for path in (shared / "data" / "ofd").glob("*.ofd")}
    assert names == {*SAID, "h.ofd"}


def test_pages_of_drawings_say_that_they_have_no_text(shared, real_pages):
    pages = real_pages(shared / "data" / "ofd" / "h.ofd")
    assert [page.notes[0] for page in pages] == ["no_text"] * 5
    assert [len([m for m in page.marks if m.kind == "seal"]) for page in pages] == [2, 1, 1, 1, 1]


def test_characters_that_only_the_font_knows_are_named(shared, real_pages):
    pages = real_pages(shared / "data" / "ofd" / "ano.ofd")
    assert "garbage_text_layer" not in pages[0].notes
    assert "garbage_text_layer" in pages[1].notes


def test_the_circular_becomes_a_record(shared, real_pages):
    pages = mark_margins(real_pages(shared / "data" / "ofd" / "n.ofd"))
    (circular,) = read_circulars(pages)
    assert circular.number.value.text == "路卫发〔2011〕76号"
    assert circular.title.value == "关于同意张阿三同志辞职的批复"
    assert str(circular.issued_on.value) == "2011-03-10"
    assert [item.value for item in circular.addressees] == ["区中医院"]
    assert [seal.value.page for seal in circular.seals] == [2]
    cited = {ref.number for ref in circular.references if ref.number}
    assert len(cited) == 2


def test_the_processing_sheet_keeps_its_title_and_number(shared, real_pages):
    pages = real_pages(shared / "data" / "ofd" / "signout.ofd")
    assert [mark for mark in pages[0].notes if mark.startswith("annotation")]
    assert [(grid.rows, grid.columns) for grid in pages[0].tables] == [(11, 8)]
    assert read_circulars(mark_margins(pages))
