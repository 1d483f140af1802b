"""A tripwire: what a stage gives for fixed input may only change together with its version.

Stored pages are found by stage, version and input. A stage that gives something else under its
old version would mix old and new results in one library. When a test here fails: raise the
version the message names, then write the new golden with

    HONGTOU_REGENERATE=1 python -m pytest tests/ingest/test_stage_versions.py
"""

import hashlib
import json
import os
import zipfile
from pathlib import Path

import cv2
import docx
import numpy as np
import pytest

from hongtou.ingest import dump_page
from hongtou.ingest.docx import DOCX_VERSION
from hongtou.ingest.engines import Reading, frame
from hongtou.ingest.html import HTML_VERSION
from hongtou.ingest.ofd import OFD_VERSION
from hongtou.ingest.raster import whole_page
from hongtou.ingest.scans import OCR_VERSION, examined, read_raster
from hongtou.ingest.tables import TABLES_VERSION
from hongtou.ingest.text import TEXT_VERSION
from hongtou.ingest.text_layer import TEXT_LAYER_VERSION

GOLDEN = Path(__file__).with_name("stage_versions.json")
REGENERATE = os.environ.get("HONGTOU_REGENERATE") == "1"


class Fixed:
    """Gives the same lines for every image: a slanted page with a sealed date, in odd order."""

    identity = "fixed"

    def read(self, image):
        rows = [
            ("安河市人民政府文件", 300, 300, 1354, 400),
            ("— 1 —", 780, 2100, 880, 2140),
            ("安政发〔2020〕9号", 620, 470, 1030, 520),
            ("现将有关事项", 260, 700, 560, 745),
            ("通知如下。", 570, 701, 800, 746),
            ("2020年8月19日", 1000, 1390, 1250, 1440),
        ]
        return [
            Reading(
                tuple((x, y + 0.02 * x) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))),
                text,
                0.97,
                tuple((n + 0.5) / len(text) for n in range(len(text))),
                (0.97,) * len(text),
            )
            for text, x0, y0, x1, y1 in rows
        ]

    def read_crop(self, image):
        return Reading(frame(image), "2020年8月13日", 0.6)


def ocr_page(tmp_path, maker, read):
    pixels = np.full((2339, 1654, 3), 245, np.uint8)
    cv2.circle(pixels, (1130, 1430), 165, (60, 60, 225), 8)
    cv2.circle(pixels, (1130, 1430), 60, (60, 60, 225), -1)
    for reading in Fixed().read(pixels):
        corners = np.array(reading.quad, np.int32)
        colour = (40, 40, 220) if "文件" in reading.text else (30, 30, 30)
        for x in range(corners[0][0], corners[1][0], 40):
            cv2.rectangle(pixels, (x, corners[0][1] + 15), (x + 8, corners[2][1] - 15), colour, -1)
    cv2.line(pixels, (200, 600), (1450, 625), (40, 40, 220), 5)
    return read_raster(whole_page(pixels, 200, 200), Fixed())


def ruled_page(tmp_path, maker, read):
    pixels = np.full((2339, 1654), 245, np.uint8)
    for y in (600, 700, 800, 900):
        cv2.line(pixels, (200, y), (1450, y + 25), 40, 2)
    for x in (200, 600, 1450):
        cv2.line(pixels, (x, 600 + (x - 200) // 50), (x - 6, 900 + (x - 200) // 50), 40, 2)
    raster = whole_page(pixels, 200, 200)
    return examined(read_raster(raster, Fixed()), raster)


def layer_page(tmp_path, maker, read):
    maker.page(
        maker.text(160, 760, "安河市人民政府文件", 28, "1 0 0 rg"),
        maker.text(80, 700, "安政发〔2020〕9号"),
        maker.text(80, 600, "2020年 Notice，附件：1.表"),
        maker.text(280, 40, "— 1 —", 14),
        "q 1 0 0 RG 2 w 80 720 m 515 720 l S Q",
    )
    return read(maker.save(tmp_path / "a.pdf"))[0]


def text_page(tmp_path, maker, read):
    path = tmp_path / "a.txt"
    path.write_bytes("安政发〔2020〕9号\r\n\r\n  各县：\n".encode("gb18030"))
    return read(path)[0]


def ofd_page(tmp_path, maker, read):
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    box = "<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
    items = (
        '<ofd:TextObject Boundary="50 40 110 20" Size="10"><ofd:FillColor Value="230 20 20"/>'
        '<ofd:TextCode X="0" Y="9" DeltaX="g 8 12">安河市人民政府文件</ofd:TextCode></ofd:TextObject>'
        '<ofd:PathObject Boundary="28 80 156 1"><ofd:AbbreviatedData>M 0 0 L 156 0'
        "</ofd:AbbreviatedData></ofd:PathObject>"
        '<ofd:TextObject Boundary="28 90 110 20" Size="5.6"><ofd:TextCode X="0" Y="5">各县：'
        "</ofd:TextCode></ofd:TextObject>"
        '<ofd:TextObject Boundary="28 190 110 20" Size="5.6" CTM="0.7 0.7 -0.7 0.7 0 0">'
        '<ofd:TextCode X="0" Y="5">内部资料</ofd:TextCode></ofd:TextObject>'
    )
    path = tmp_path / "a.ofd"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "OFD.xml",
            f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        archive.writestr(
            "D.xml",
            f'<ofd:Document {space}><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages>'
            "</ofd:Document>",
        )
        archive.writestr(
            "P.xml",
            f"<ofd:Page {space}>{box}<ofd:Content><ofd:Layer>{items}</ofd:Layer></ofd:Content>"
            "</ofd:Page>",
        )
    return read(path)[0]


def docx_page(tmp_path, maker, read):
    document = docx.Document()
    document.add_paragraph("安政发〔2020〕9号")
    document.add_paragraph("甲", "List Number")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 0).text = "序号", "1"
    document.save(tmp_path / "a.docx")
    return read(tmp_path / "a.docx")[0]


def html_page(tmp_path, maker, read):
    path = tmp_path / "a.html"
    path.write_bytes(
        "<html><meta charset=gbk><body><div class=nav>首页</div><table><tr><td>索引号<td>9<td>文号"
        "<td>安政发〔2020〕9号<tr><td>标题<td>关于便民的通知</table><div><p>各县：<p>请办理。<br>完。"
        "</div></body></html>".encode("gb18030")
    )
    return read(path)[0]


STAGES = [
    ("OCR_VERSION", OCR_VERSION, ocr_page),
    ("TABLES_VERSION", TABLES_VERSION, ruled_page),
    ("TEXT_LAYER_VERSION", TEXT_LAYER_VERSION, layer_page),
    ("TEXT_VERSION", TEXT_VERSION, text_page),
    ("OFD_VERSION", OFD_VERSION, ofd_page),
    ("DOCX_VERSION", DOCX_VERSION, docx_page),
    ("HTML_VERSION", HTML_VERSION, html_page),
]


@pytest.mark.parametrize(("stage", "version", "make"), STAGES, ids=[name for name, *_ in STAGES])
def test_what_a_stage_gives_changes_only_with_its_version(
    tmp_path, maker, read, stage, version, make
):
    page = make(tmp_path, maker, read)
    digest = hashlib.sha256(dump_page(page)).hexdigest()
    goldens = json.loads(GOLDEN.read_text())
    if REGENERATE:
        goldens.setdefault(stage, {})[str(version)] = digest
        GOLDEN.write_text(json.dumps(goldens, indent=1, sort_keys=True) + "\n")
    assert goldens.get(stage, {}).get(str(version)) == digest, (
        f"what this stage gives has changed: raise {stage} above {version} and regenerate "
        f"(or regenerate, if no library made with {version} exists)"
    )


def test_the_goldens_are_not_being_rewritten():
    assert not REGENERATE, "unset HONGTOU_REGENERATE"


def test_the_pages_compared_hold_what_matters(tmp_path, maker, read):
    page = ocr_page(tmp_path, maker, read)
    assert [line.text for line in page.lines] == [
        "安河市人民政府文件",
        "安政发〔2020〕9号",
        "现将有关事项通知如下。",
        "2020年8月19日",
        "— 1 —",
    ]
    assert page.lines[0].colour == "red"
    assert page.lines[3].second == ("2020年8月13日", 0.6)
    assert page.lines[-1].kind == "page_number"
    assert page.skew == pytest.approx(1.15, abs=0.01)
    assert sorted(mark.kind for mark in page.marks) == ["red_rule", "seal"]
