"""Web pages: encodings, particulars, what stands around the document, tables."""

import pytest

from hongtou.extract import read_circulars
from hongtou.ingest import InputError, count_pages, probe
from hongtou.ingest.page import Grid

BODY = """
<p style="text-align:center;color:#ff0000;font-size:30pt">安河市人民政府文件</p>
<p>安政发〔2020〕9号</p>
<h2>安河市人民政府关于便民服务的通知</h2>
<p>各县（市、区）人民政府：</p>
<p>　　为做好便民服务工作，现将有关事项
通知如下。<br>　　一、总体要求。坚持便民原则，认真落实各项任务。</p>
<p>&nbsp;</p>
<p>安河市人民政府</p><p>2020年3月5日</p>
"""
PARTICULARS = """
<table class="xxgk"><tr><th>索 引 号：</th><td>AH00-2020-001</td><th>主题分类</th><td>民政</td></tr>
<tr><th>发布机构</th><td>安河市人民政府</td><th>成文日期</th><td>2020年03月05日</td></tr>
<tr><th>标　　题：</th><td colspan="3">安河市人民政府关于便民服务的通知</td></tr>
<tr><th>发文字号</th><td>安政发〔2020〕9号</td><th>发布日期</th><td>2020年03月12日</td></tr>
<tr><th>有效性</th><td>有效</td><th>主题词</th><td></td></tr></table>
"""
AROUND = """<html><head><meta charset="{charset}"><title>门户</title></head><body>
<div id="topnav"><a href="/">首页</a><a href="/x">政务公开</a></div>{top}
<div class="content"><div id="zoom">{body}</div>
<div class="xgwj">相关解读：<a href="/1">一图读懂便民服务</a></div></div>
<div class="footer">主办单位：安河市人民政府办公室。网站标识码：9900000001</div></body></html>"""


def page_of(read, tmp_path, body=BODY, top="", charset="utf-8", name="a.html"):
    path = tmp_path / name
    text = AROUND.format(charset=charset, top=top, body=body)
    path.write_bytes(text.encode("gb18030" if charset.startswith("gb") else charset))
    (page,) = read(path)
    return page


def texts(page):
    return [line.text for line in page.lines if line.text]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030"])
def test_only_the_document_is_read(tmp_path, read, charset):
    page = page_of(read, tmp_path, charset=charset)
    assert texts(page) == [
        "安河市人民政府文件",
        "安政发〔2020〕9号",
        "安河市人民政府关于便民服务的通知",
        "各县（市、区）人民政府：",
        "　　为做好便民服务工作，现将有关事项通知如下。",
        "　　一、总体要求。坚持便民原则，认真落实各项任务。",
        "安河市人民政府",
        "2020年3月5日",
    ]
    assert page.lines[0].colour == "red"
    assert page.origin == "text"


def test_a_wrong_charset_is_not_believed(tmp_path, read):
    path = tmp_path / "a.htm"
    path.write_bytes(AROUND.format(charset="utf-8", top="", body=BODY).encode("gb18030"))
    (page,) = read(path)
    assert "安政发〔2020〕9号" in texts(page)


def test_the_particulars_of_a_portal_stand_first_and_fill_the_record(tmp_path, read):
    bare = BODY.replace("安河市人民政府文件", "").replace("<p>安政发〔2020〕9号</p>", "")
    page = page_of(read, tmp_path, bare, PARTICULARS)
    assert texts(page)[:8] == [
        "索引号：AH00-2020-001",
        "主题分类：民政",
        "发布机构：安河市人民政府",
        "成文日期：2020年03月05日",
        "标题：安河市人民政府关于便民服务的通知",
        "发文字号：安政发〔2020〕9号",
        "发布日期：2020年03月12日",
        "有效性：有效",
    ]
    assert page.tables == ()
    (circular,) = read_circulars([page])
    assert circular.number.value.text == "安政发〔2020〕9号"
    assert str(circular.published_on.value) == "2020-03-12"
    assert str(circular.issued_on.value) == "2020-03-05"
    assert [item.value for item in circular.issuers] == ["安河市人民政府"]
    assert circular.title.value.endswith("关于便民服务的通知")


@pytest.mark.parametrize(
    "top",
    [
        """<ul><li><b>索引号：</b>9</li><li><b>发文字号：</b>安政发〔2020〕9号</li>
        <li><b>发布日期：</b>2020-03-12</li></ul>""",
        """<dl><dt>索引号</dt><dd>9</dd><dt>发文字号</dt><dd>安政发〔2020〕9号</dd>
        <dt>发布日期</dt><dd>2020-03-12</dd></dl>""",
        """<div><div>索引号：</div><div>9</div><div>发文字号：</div><div>安政发〔2020〕9号</div>
        <div>发布日期：</div><div>2020-03-12</div></div>""",
    ],
    ids=["list", "definitions", "divisions"],
)
def test_particulars_come_in_lists_too(tmp_path, read, top):
    page = page_of(read, tmp_path, top=top)
    assert texts(page)[:3] == ["索引号：9", "发文字号：安政发〔2020〕9号", "发布日期：2020-03-12"]


def test_tables_keep_their_cells(tmp_path, read):
    table = """<table><tr><td rowspan="2">序号</td><td colspan="2">补贴</td></tr>
    <tr><td>工种</td><td>标准（元）</td></tr><tr><td>1</td><td>电工<br>焊工</td><td>800</td></tr>
    <tr><td>2</td><td>砌筑</td><td>600</td></tr></table>"""
    page = page_of(read, tmp_path, BODY + "<p>附件</p><p>补贴标准表</p>" + table)
    (grid,) = page.tables
    assert isinstance(grid, Grid)
    assert (grid.rows, grid.columns) == (4, 3)
    assert (0, 0, 2, 1) in grid.cells
    (circular,) = read_circulars([page])
    (found,) = circular.tables
    assert found.header == ("序号", "补贴/工种", "补贴/标准（元）")
    assert found.rows == (("1", "电工焊工", "800"), ("2", "砌筑", "600"))


def test_tables_that_hold_the_page_together_are_none(tmp_path, read):
    body = f"<table><tr><td><table><tr><td>{BODY}</td></tr></table></td><td>旁边</td></tr></table>"
    page = page_of(read, tmp_path, body)
    assert page.tables == ()
    assert texts(page)[1:3] == ["安政发〔2020〕9号", "安河市人民政府关于便民服务的通知"]


def test_links_to_attachments_are_noted(tmp_path, read):
    body = BODY + '<p><a href="P0202003.docx">附件：1．便民服务清单.docx</a></p>'
    page = page_of(read, tmp_path, body)
    assert "附件：1．便民服务清单.docx" in texts(page)
    assert "attachment_links" in page.notes


def test_what_portals_put_around_a_document_is_told_from_it(tmp_path, read):
    top = (
        "<div class=wz>您当前的位置：<a href=/>首页</a> &gt; 正文</div>"
        "<table><tr><td>索 引 号：</td><td>9</td><td>信息分类：</td><td>其他</td></tr>"
        "<tr><td>文　　号：</td><td>安政发〔2020〕9号</td></tr></table><h1>便民服务的通知</h1>"
        "<div>发布时间：2020-03-12 10:00　来源：办公室　浏览次数：9次</div>"
    )
    page = page_of(read, tmp_path, top + BODY + "<div>分享到：微信</div>")
    assert texts(page)[:6] == [
        "索引号：9",
        "信息分类：其他",
        "文号：安政发〔2020〕9号",
        "发布日期：2020-03-12",
        "便民服务的通知",
        "安河市人民政府文件",
    ]
    assert texts(page)[-1] == "2020年3月5日"


def test_a_title_outside_the_document_is_taken(tmp_path, read):
    bare = BODY.replace("<h2>安河市人民政府关于便民服务的通知</h2>", "")
    page = page_of(read, tmp_path, bare, "<h1>安河市人民政府关于便民服务的通知</h1>")
    assert texts(page)[0] == "安河市人民政府关于便民服务的通知"


def test_a_page_saved_as_mhtml(tmp_path, read):
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    message = MIMEMultipart("related", type="text/html")
    message["Subject"] = "saved"
    text = AROUND.format(charset="gb2312", top="", body=BODY)
    part = MIMEText("", "html")
    part.set_payload(text.encode("gb18030"))
    del part["Content-Transfer-Encoding"]
    del part["Content-Type"]
    part["Content-Type"] = 'text/html; charset="gb2312"'
    import email.encoders

    email.encoders.encode_base64(part)
    message.attach(part)
    path = tmp_path / "a.mht"
    path.write_bytes(message.as_bytes())
    assert probe(path).media_type == "multipart/related"
    (page,) = read(path)
    assert texts(page)[1] == "安政发〔2020〕9号"


@pytest.mark.parametrize("name", ["a.html", "a.doc", "a", "a.wps"])
def test_what_is_named_otherwise_is_still_a_web_page(tmp_path, read, name):
    assert "安政发〔2020〕9号" in texts(page_of(read, tmp_path, name=name))


def test_a_text_named_as_text_stays_one(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("<html><p>正文</p></html>", encoding="utf-8")
    assert probe(path).media_type == "text/plain"


def test_deep_nesting_and_wild_spans_do_no_harm(tmp_path, read):
    deep = "<div>" * 5000 + "深" + "</div>" * 5000
    wild = '<table><tr><td rowspan="999999" colspan="99999">甲</td><td>乙</td></tr></table>'
    page = page_of(read, tmp_path, BODY + deep + wild)
    assert "安政发〔2020〕9号" in texts(page)


def test_a_page_without_text_says_so(tmp_path, read):
    path = tmp_path / "a.html"
    path.write_text("<html><body><script>load()</script><img src=x.png></body></html>")
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "unsupported"


def test_a_page_in_an_unknown_encoding_says_so(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(b"<html><meta charset=none><p>" + bytes(range(128, 256)) * 20)
    with pytest.raises(InputError) as caught:
        count_pages(path, probe(path))
    assert caught.value.code in ("not_text", "damaged")
