"""Scans, truth and text of the corpus: sound files, in step with their sources, repeatable."""

import io
import json
import re
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from corpus.render.fonts import missing
from corpus.render.paragraph import NO_START, lines
from corpus.render.plain import plain_text
from corpus.render.scan import VARIANTS
from corpus.render.source import load
from corpus.render.write import pages_of, render, scanned, to_pdf, truth_text

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SOURCES = sorted((CORPUS / "sources").glob("*.toml"))
PAGE_LIMIT = 250_000
REAL = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
    "国务院",
    "中共中央",
]
PREFIXES = ("职培署", "澜职培", "霁职培", "澜教后勤", "澜卫监督", "岭", "岫")

needs_fonts = pytest.mark.skipif(
    bool(missing()), reason=f"fonts for rendering not installed: {', '.join(missing())}"
)
each_source = pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])


def truth_of(path):
    return json.loads((CORPUS / "scans" / f"{path.stem}.truth.json").read_text("utf-8"))


def text_of(path):
    return (CORPUS / "text" / f"{path.stem}.txt").read_text("utf-8")


def printed_lines(path):
    """Truth without page numbers, pen and stamps."""
    marks = {line for doc in load(path).documents for mark in doc.marks for line in mark.lines}
    for page in truth_of(path):
        for line in page:
            if line not in marks and not re.fullmatch(r"— \d+ —", line):
                yield line


@each_source
def test_scan_is_images_only_and_small(path):
    scan = CORPUS / "scans" / f"{path.stem}.pdf"
    with pikepdf.open(scan) as pdf:
        assert len(pdf.pages) == len(truth_of(path))
        assert "/Info" not in pdf.trailer
        for page in pdf.pages:
            (image,) = page.Resources.XObject.values()
            assert image.Filter == "/DCTDecode"
            assert len(image.read_raw_bytes()) <= PAGE_LIMIT
            assert [float(side) for side in page.mediabox] == [0, 0, 595.28, 841.89]
    document = pypdfium2.PdfDocument(scan)
    assert all(not page.get_textpage().get_text_range() for page in document)
    document.close()


@each_source
def test_resolution_is_that_of_the_variant(path):
    dpi = VARIANTS[load(path).variant].dpi
    with pikepdf.open(CORPUS / "scans" / f"{path.stem}.pdf") as pdf:
        for page in pdf.pages:
            image = page.Resources.XObject.Im0
            assert abs(int(image.Width) - 8.2677 * dpi) < 2


@each_source
def test_text_is_made_from_the_source(path):
    assert text_of(path) == plain_text(load(path))


@each_source
def test_truth_says_what_the_text_says(path):
    text = re.sub(r"\s", "", text_of(path))
    found = [re.sub(r"\s", "", line) for line in printed_lines(path)]
    assert [line for line in found if line not in text] == []
    assert Counter("".join(found)) == Counter(text)


@each_source
def test_no_line_begins_with_a_closing_mark(path):
    assert [line for line in printed_lines(path) if line[0] in NO_START] == []


@each_source
def test_all_places_numbers_and_addresses_are_invented(path):
    text = text_of(path)
    assert [name for name in REAL if name in text] == []
    phones = re.findall(r"\d{3,4}[-—]\d{7,8}|(?<!\d)1\d{10}(?!\d)", text)
    assert [phone for phone in phones if not re.fullmatch(r"(0000|0999)-555\d{4}", phone)] == []
    mails = re.findall(r"[\w.]+@[\w.]+", text)
    assert [mail for mail in mails if not mail.endswith(".example")] == []
    numbers = re.findall(r"([一-龥]+)[〔\[]\d{4}[〕\]]", text)
    assert [number for number in numbers if not number.startswith(PREFIXES)] == []


@needs_fonts
@each_source
def test_committed_truth_is_what_the_source_is_set_as(path):
    assert truth_text(pages_of(load(path))) == (
        CORPUS / "scans" / f"{path.stem}.truth.json"
    ).read_text("utf-8")


@needs_fonts
@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_same_seed_same_bytes_other_seed_other_bytes(name):
    pages = pages_of(load(CORPUS / "sources" / "06_xiushui_2024_29.toml"))[:1]
    once, again, other = (to_pdf(scanned(pages, VARIANTS[name], seed)) for seed in (7, 7, 8))
    assert once == again
    assert once != other


@needs_fonts
@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_every_variant_keeps_the_page_limit(name):
    pages = pages_of(load(CORPUS / "sources" / "01_zhipeishu_2021_36.toml"))[1:2]
    (data,) = scanned(pages, VARIANTS[name], 3)
    assert len(data) <= PAGE_LIMIT
    with Image.open(io.BytesIO(data)) as image:
        assert image.mode == "RGB"


@needs_fonts
def test_rendering_writes_scan_truth_and_text(tmp_path):
    scan = render(CORPUS / "sources" / "05_lingcaihan_2024_88.toml", tmp_path)
    written = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file())
    stem = "05_lingcaihan_2024_88"
    assert written == [f"scans/{stem}.pdf", f"scans/{stem}.truth.json", f"text/{stem}.txt"]
    with pikepdf.open(scan) as pdf:
        assert len(pdf.pages) == 2


@needs_fonts
@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("甲乙丙丁戊，己庚", 5, ["甲乙丙丁", "戊，己庚"]),
        ("甲乙丙丁（戊己）", 5, ["甲乙丙丁", "（戊己）"]),
        ("甲，乙（丙），丁。戊己", 8, ["甲，乙（丙），丁。", "戊己"]),
        ("甲乙丙丁2021年", 5, ["甲乙丙丁", "2021年"]),
    ],
    ids=["comma takes its neighbour along", "bracket moves on", "squeezed in", "digits together"],
)
def test_line_breaks(text, room, expected):
    assert [line.text for line in lines(text, "fang", 10.0, 10.0 * room)] == expected
