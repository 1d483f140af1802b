"""DOCX: text in order, numbers as Word shows them, tables, changes under review, odd packages."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import RGBColor

from hongtou.extract import read_circulars
from hongtou.ingest import InputError, count_pages, probe
from hongtou.ingest.numbering import written

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def texts(page, kind="print"):
    return [line.text for line in page.lines if line.text and line.kind == kind]


def saved(document, path):
    document.save(path)
    return path


def rewritten(path, change):
    """The package with its parts changed: `change` takes name and bytes, gives bytes or None."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if (made := change(name, data)) is not None:
                archive.writestr(name, made)
    return path


def listed(document, forms):
    """A numbering of these levels (form, text); gives its number ID."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(forms)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    root.append(
        parse_xml(
            f'<w:num {W} w:numId="79"><w:abstractNumId w:val="77"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )


def numbered(document, text, level, number=78):
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_lists_show_the_numbers_that_word_shows(tmp_path, read):
    document = docx.Document()
    listed(
        document, [("japaneseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    )
    for text, level in (
        ("总体要求", 0), ("基本原则", 1), ("便民", 2), ("高效", 2), ("主要目标", 1), ("工作安排", 0),
        ("进度", 1), ("", 1),
    ):  # fmt: skip
        numbered(document, text, level)
    numbered(document, "另起", 0, 79)
    assert texts(read(saved(document, tmp_path / "a.docx"))[0]) == [
        "一、总体要求", "（一）基本原则", "1.便民", "2.高效", "（二）主要目标", "二、工作安排",
        "（一）进度", "一、另起",
    ]  # fmt: skip


def test_articles_are_set_apart_from_their_text(tmp_path, read):
    document = docx.Document()
    listed(document, [("chineseCountingThousand", "第%1条")])
    for n in range(12):
        numbered(document, f"内容{n}。", 0)
    lines = texts(read(saved(document, tmp_path / "a.docx"))[0])
    assert lines[0] == "第一条　内容0。"
    assert lines[9:12] == ["第十条　内容9。", "第十一条　内容10。", "第十二条　内容11。"]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (10, "chineseCounting", "十"), (21, "japaneseCounting", "二十一"),
        (105, "chineseCountingThousand", "一百零五"), (110, "chineseCounting", "一百一十"),
        (2, "decimalEnclosedCircleChinese", "②"), (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"),
        (3, "ideographTraditional", "丙"), (7, "decimalZero", "07"), (12, "decimalFullWidth", "１２"),
        (5, "none", ""), (9, "somethingNew", "9"),
    ],
)  # fmt: skip
def test_numbers_in_their_forms(value, form, expected):
    assert written(value, form) == expected


def test_changes_under_review(tmp_path, read):
    document = docx.Document()
    paragraph = document.add_paragraph("补贴标准为每人")
    paragraph._p.append(
        parse_xml(f'<w:del {W} w:id="1"><w:r><w:delText>500</w:delText></w:r></w:del>')
    )
    paragraph._p.append(parse_xml(f'<w:ins {W} w:id="2"><w:r><w:t>800</w:t></w:r></w:ins>'))
    paragraph.add_run("元。")
    (page,) = read(saved(document, tmp_path / "a.docx"))
    assert texts(page) == ["补贴标准为每人800元。"]
    assert {"deletions_left_out", "insertions_taken"} <= set(page.notes)


def test_tables_keep_cells_and_spans(tmp_path, read):
    document = docx.Document()
    document.add_paragraph("附件")
    document.add_paragraph("补贴标准表")
    table = document.add_table(4, 3)
    for row, said in enumerate(
        (
            ("序号", "补贴", ""),
            ("", "工种", "标准（元）"),
            ("1", "电工", "800"),
            ("2", "砌筑", "600"),
        )
    ):
        for column, text in enumerate(said):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 1).add_paragraph("焊工")
    (page,) = read(saved(document, tmp_path / "a.docx"))
    (grid,) = page.tables
    assert {(0, 0, 2, 1), (0, 1, 1, 2)} <= set(grid.cells)
    (circular,) = read_circulars([page])
    (found,) = circular.tables
    assert found.header == ("序号", "补贴/工种", "补贴/标准（元）")
    assert found.rows == (("1", "电工焊工", "800"), ("2", "砌筑", "600"))
    assert found.evidence[0].rule == "table.marked"


def test_a_table_of_one_row_is_a_frame(tmp_path, read):
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "安政发〔2020〕9号", "签发人：李某某"
    imprint = document.add_table(2, 1)
    imprint.cell(0, 0).text = "抄送：市委办公室。"
    imprint.cell(1, 0).text = "安河市人民政府办公室　　2020年3月5日印发"
    (page,) = read(saved(document, tmp_path / "a.docx"))
    assert page.tables == ()
    assert texts(page) == [
        "安政发〔2020〕9号　　签发人：李某某",
        "抄送：市委办公室。",
        "安河市人民政府办公室　　2020年3月5日印发",
    ]


def test_headers_breaks_tabs_colours_and_hidden_text(tmp_path, read):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    run = document.add_paragraph().add_run("安河市人民政府文件")
    run.font.color.rgb = RGBColor(0xFF, 0, 0)
    paragraph = document.add_paragraph("第一行")
    paragraph.add_run().add_break()
    paragraph.add_run("第二行")
    hidden = document.add_paragraph().add_run("看不见")
    hidden.font.hidden = True
    document.add_paragraph("联系人：张某\t电话：12345")
    (page,) = read(saved(document, tmp_path / "a.docx"))
    assert texts(page) == ["安河市人民政府文件", "第一行", "第二行", "联系人：张某\t电话：12345"]
    assert texts(page, "running_head") == ["内部资料"]
    assert page.lines[1].colour == "red"


def test_text_boxes_are_read_once(tmp_path, read):
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    run = parse_xml(
        f'<w:r {W} {mc} xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
        f"<mc:Choice Requires='wps'><w:drawing>{box.format('安河市文件')}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box.format('安河市文件')}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    document = docx.Document()
    document.add_paragraph("正文").runs[0]._r.addnext(run)
    assert texts(read(saved(document, tmp_path / "a.docx"))[0]) == ["安河市文件", "正文"]


def test_content_controls_and_fields_are_entered(tmp_path, read):
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:hyperlink><w:r><w:t>链接里</w:t></w:r></w:hyperlink>"
            '<w:fldSimple w:instr="PAGE"><w:r><w:t>的字</w:t></w:r></w:fldSimple></w:p>'
            "</w:sdtContent></w:sdt>"
        ),
    )
    instruction = OxmlElement("w:instrText")
    instruction.text = "HYPERLINK x"
    document.add_paragraph("完").runs[0]._r.append(instruction)
    assert texts(read(saved(document, tmp_path / "a.docx"))[0]) == ["链接里的字", "完"]


def test_footnotes_follow_their_paragraph(tmp_path, read):
    document = docx.Document()
    paragraph = document.add_paragraph("补贴按月发放。")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
    document.add_paragraph("完")
    path = saved(document, tmp_path / "a.docx")
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>指自然月。</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"

    def change(name, data):
        if name == "word/_rels/document.xml.rels":
            link = f'<Relationship Id="rF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
            return data.replace(b"</Relationships>", link.encode())
        if name == "[Content_Types].xml":
            part = (
                '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxml'
                'formats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
            )
            return data.replace(b"</Types>", part.encode())
        return data

    rewritten(path, change)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    assert texts(read(path)[0]) == ["补贴按月发放。", "［注］指自然月。", "完"]


def test_missing_and_odd_parts_do_no_harm(tmp_path, read, png):
    document = docx.Document()
    document.add_picture(io.BytesIO(png()))
    document.add_paragraph("正文")
    path = saved(document, tmp_path / "a.docx")

    def change(name, data):
        if name.startswith("word/media") or name == "word/settings.xml":
            return None
        if name == "[Content_Types].xml":
            usual = b"wordprocessingml.document.main+xml"
            return data.replace(
                b"application/vnd.openxmlformats-officedocument." + usual,
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            )
        return data

    (page,) = read(rewritten(path, change))
    assert texts(page) == ["正文"]
    assert "pictures" in page.notes


def test_strict_documents_are_read(tmp_path, read):
    document = docx.Document()
    document.add_paragraph("正文")
    path = saved(document, tmp_path / "a.docx")
    usual, strict = b"http://schemas.openxmlformats.org", b"http://purl.oclc.org/ooxml"

    def change(name, data):
        data = data.replace(
            usual + b"/wordprocessingml/2006/main", strict + b"/wordprocessingml/main"
        )
        return data.replace(
            usual + b"/officeDocument/2006/relationships", strict + b"/officeDocument/relationships"
        )

    assert texts(read(rewritten(path, change))[0]) == ["正文"]


def test_broken_xml_is_saved_as_far_as_it_goes(tmp_path, read):
    document = docx.Document()
    for text in ("前面", "中间", "后面"):
        document.add_paragraph(text)
    path = saved(document, tmp_path / "a.docx")

    def change(name, data):
        at = data.find("后面".encode())
        return data[:at] if name == "word/document.xml" else data

    (page,) = read(rewritten(path, change))
    assert texts(page)[:2] == ["前面", "中间"]
    assert "repaired" in page.notes


def test_entities_are_not_resolved(tmp_path, read):
    (tmp_path / "secret").write_text("机密内容")
    document = docx.Document()
    document.add_paragraph("正文")
    path = saved(document, tmp_path / "a.docx")
    secret = (tmp_path / "secret").as_uri()

    def change(name, data):
        if name != "word/document.xml":
            return data
        head, _, rest = data.partition(b"?>")
        doctype = f'<!DOCTYPE w [<!ENTITY s SYSTEM "{secret}"><!ENTITY b "炸">]>'.encode()
        return head + b"?>" + doctype + rest.replace("正文".encode(), "正&s;&b;文".encode())

    assert "机密" not in "".join(texts(read(rewritten(path, change))[0]))


def test_pictures_only_say_so(tmp_path, png):
    document = docx.Document()
    document.add_picture(io.BytesIO(png()))
    path = saved(document, tmp_path / "a.docx")
    with pytest.raises(InputError, match="save it as PDF") as caught:
        count_pages(path, probe(path))
    assert caught.value.code == "unsupported"


def test_a_package_without_document_says_so(tmp_path):
    path = saved(docx.Document(), tmp_path / "a.docx")
    rewritten(path, lambda name, data: None if name == "word/document.xml" else data)
    with pytest.raises(InputError) as caught:
        count_pages(path, probe(path))
    assert caught.value.code == "damaged"


def test_a_protected_document_says_so(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(InputError) as caught:
        probe(path)
    assert caught.value.code == "encrypted"


def test_ring_of_styles_and_numbers_that_are_none(tmp_path, read):
    document = docx.Document()
    paragraph = document.add_paragraph("正文")
    style = document.styles["Normal"].element
    based = OxmlElement("w:basedOn")
    based.set(qn("w:val"), "Normal")
    style.append(based)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:numId w:val="4711"/></w:numPr>'))
    assert texts(read(saved(document, tmp_path / "a.docx"))[0]) == ["正文"]
