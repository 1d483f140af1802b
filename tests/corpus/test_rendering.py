"""Scans, truth and text of the corpus: sound files, in step with their sources, repeatable."""

import io
import json
import re
from collections import Counter
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageSequence

from corpus.render.check import problems
from corpus.render.fonts import missing
from corpus.render.page import EM, LEFT, LINE, MM, RIGHT, Seal, Text
from corpus.render.paragraph import NO_START, lines
from corpus.render.plain import plain_text
from corpus.render.scan import VARIANTS
from corpus.render.sheets import lay, parts, truth
from corpus.render.source import SourceError, load
from corpus.render.write import file_of, pages_by_circular, pages_of, render, render_as

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SOURCES = sorted((CORPUS / "sources").glob("*.toml"))
PAGE_LIMIT = 250_000
CORPUS_LIMIT = 40_000_000
REAL = re.compile(
    "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西"
    "|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|国务院|中共中央"
)
INVENTED = re.compile(r"(?:职培署|财政署|澜|霁|青|汐|漱|岭|岫|石|葛)[一-龥]{1,6}$")
FURNITURE = re.compile(r"— \d+ —|JAN-01-2000  03:\d\d    FAX NO\. 0999 555\d{4}    P\.\d\d/\d\d")

needs_fonts = pytest.mark.skipif(
    bool(missing()), reason=f"fonts for rendering not installed: {', '.join(missing())}"
)
each_source = pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
each_variant = pytest.mark.parametrize("name", sorted(VARIANTS))


def scans_of(path, folder=CORPUS / "scans"):
    """The scan of a source: one file, or two of a circular that lies over two."""
    source = load(path)
    suffix = ".tif" if VARIANTS[source.variant].medium == "fax" else ".pdf"
    halves = (".1", ".2") if source.split_page else ("",)
    return [folder / f"{path.stem}{half}{suffix}" for half in halves]


def truth_path(scan):
    return scan.with_name(scan.name.removesuffix(scan.suffix) + ".truth.json")


def truth_of(scan):
    """The lines of each page of a scan; what else the truth says of its pages."""
    said = json.loads(truth_path(scan).read_text("utf-8"))
    return (said.pop("pages"), said) if isinstance(said, dict) else (said, {})


def text_of(path):
    return (CORPUS / "text" / f"{path.stem}.txt").read_text("utf-8")


def tight(text):
    return re.sub(r"\s", "", text)


def printed_lines(source, pages):
    """Lines of pages without page numbers, pen, stamps and the line of a fax machine."""
    marks = {line for doc in source.documents for mark in doc.marks for line in mark.lines}
    for page in pages:
        for line in page:
            if line not in marks and not FURNITURE.fullmatch(line):
                yield line


def committed_lines(path):
    pages = [page for scan in scans_of(path) for page in truth_of(scan)[0]]
    return printed_lines(load(path), pages)


def header_characters(source):
    """Characters of the headers of tables, which stand again on every page a table runs over."""
    bodies = [doc.body for doc in source.documents]
    bodies += [annex.body for doc in source.documents for annex in doc.annexes]
    rows = "\n".join(bodies).splitlines()
    first = (now for before, now in zip(["", *rows], rows, strict=False) if before[:1] != "|")
    return set("".join(row for row in first if row.startswith("|")))


def assert_said(source, found, text):
    """The lines say what the text says, but for headers of tables that are said again."""
    found, text = [tight(line) for line in found], tight(text)
    assert [line for line in found if line not in text] == []
    more = Counter("".join(found))
    more.subtract(text)
    assert {char: count for char, count in more.items() if count < 0} == {}
    assert {char for char, count in more.items() if count > 0} <= header_characters(source)


def source_of(folder, text, name="made.toml"):
    path = folder / name
    path.write_text(f'variant = "clean"\nseed = 7\n{text}', "utf-8")
    return path


CIRCULAR = """
[[documents]]
form = "file"
head = ["岫津市水务局"]
number = "岫水〔2024〕29号"
title = ["关于试印的通知"]
body = '''
正文。
'''
"""


# What is committed


@each_source
def test_every_source_has_scan_truth_gold_and_text(path):
    for scan in scans_of(path):
        assert scan.is_file(), scan
        assert truth_path(scan).is_file()
    assert (CORPUS / "scans" / f"{path.stem}.gold.json").is_file()
    assert (CORPUS / "text" / f"{path.stem}.txt").is_file()


def test_nothing_else_stands_beside_them():
    files = {scan for path in SOURCES for scan in scans_of(path)}
    known = {
        *files,
        *map(truth_path, files),
        *(CORPUS / "scans" / f"{path.stem}.gold.json" for path in SOURCES),
    }
    assert {p for p in (CORPUS / "scans").iterdir() if p.name[0] != "."} == known


def test_the_corpus_has_every_variant_and_keeps_its_size():
    assert {load(path).variant for path in SOURCES} == set(VARIANTS)
    assert sum(p.stat().st_size for p in (CORPUS / "scans").iterdir()) <= CORPUS_LIMIT


def images(scan):
    """Pages of a scan as (width, height, bytes); of a born-digital PDF its file's share a page."""
    if scan.suffix == ".tif":
        with Image.open(scan) as tiff:
            assert tiff.info["compression"] == "group4"
            assert tuple(round(dpi) for dpi in tiff.info["dpi"]) == (204, 196)
            frames = [(frame.mode, frame.size) for frame in ImageSequence.Iterator(tiff)]
        assert {mode for mode, _ in frames} == {"1"}
        return [(*size, scan.stat().st_size / len(frames)) for _, size in frames]
    with pikepdf.open(scan) as pdf:
        assert "/Info" not in pdf.trailer
        out = []
        for page in pdf.pages:
            (image,) = page.Resources.XObject.values()
            assert image.Filter == "/DCTDecode"
            assert image.ColorSpace in {"/DeviceRGB", "/DeviceGray"}
            out.append((int(image.Width), int(image.Height), len(image.read_raw_bytes())))
    document = pypdfium2.PdfDocument(scan)
    assert all(not page.get_textpage().get_text_range() for page in document)
    document.close()
    return out


@each_source
def test_scan_is_images_only_and_small(path):
    variant = VARIANTS[load(path).variant]
    if variant.medium == "text":
        pytest.skip("born digital: no images of pages")
    for scan in scans_of(path):
        pages = images(scan)
        assert len(pages) == len(truth_of(scan)[0])
        for width, height, size in pages:
            assert size <= PAGE_LIMIT
            if variant.device == "camera":
                assert width > 8.3 * variant.dpi
            elif variant.medium == "fax":
                assert (width, height) == (1728, 2291)
            else:
                assert abs(width - variant.up * 8.2677 * variant.dpi) < 3
                assert abs(height - 11.6929 * variant.dpi) < 3


@each_source
def test_born_digital_says_its_truth(path):
    if VARIANTS[load(path).variant].medium != "text":
        pytest.skip("a scan: no text in it")
    for scan in scans_of(path):
        assert scan.stat().st_size <= PAGE_LIMIT * len(truth_of(scan)[0])
        with pdfplumber.open(scan) as pdf:
            for page, said in zip(pdf.pages, truth_of(scan)[0], strict=True):
                chars = Counter(tight("".join(char["text"] for char in page.chars)))
                assert chars == Counter(tight("".join(said)))
                assert all("+" in char["fontname"] for char in page.chars)
            red = [line for line in pdf.pages[0].lines if line["stroking_color"][0] > 0.7]
            assert red


@each_source
def test_truth_tells_how_pages_lie(path):
    variant = VARIANTS[load(path).variant]
    for scan in scans_of(path):
        pages, more = truth_of(scan)
        assert ("rotated" in more) == variant.turns
        assert ("sheets" in more) == (variant.up > 1)
        if variant.up > 1:
            said = [number for sheet in more["sheets"] for number in sheet]
            assert said == list(range(1, len(said) + 1))
            assert len(more["sheets"]) == len(pages)
        empty = [number for number, page in enumerate(pages, 1) if not page]
        assert empty == more.get("blank", [])
        assert bool(empty) == (variant.blank or load(path).blank_after is not None)


@each_source
def test_text_is_made_from_the_source(path):
    assert text_of(path) == plain_text(load(path))


@each_source
def test_truth_says_what_the_text_says(path):
    assert_said(load(path), committed_lines(path), text_of(path))


@each_source
def test_no_line_begins_with_a_closing_mark(path):
    assert [line for line in committed_lines(path) if line[0] in NO_START] == []


@each_source
def test_all_places_numbers_and_addresses_are_invented(path):
    text = text_of(path)
    assert REAL.findall(text) == []
    phones = re.findall(r"\d{3,4}[-—]\d{7,8}|(?<!\d)1\d{10}(?!\d)", text)
    assert [phone for phone in phones if not re.fullmatch(r"(0000|0999)-555\d{4}", phone)] == []
    mails = re.findall(r"[\w.]+@[\w.]+", text)
    assert [mail for mail in mails if not mail.endswith(".example")] == []
    numbers = re.findall(r"([一-龥]+)[〔\[]\d{4}[〕\]]", text)
    assert [number for number in numbers if not INVENTED.search(number)] == []


# What is set


@needs_fonts
@each_source
def test_committed_truth_is_what_the_source_is_set_as(path):
    source = load(path)
    variant = VARIANTS[source.variant]
    by_circular = pages_by_circular(source)
    pages = [page for one in by_circular for page in one]
    laid = lay(source, [len(one) for one in by_circular], variant)
    for scan, (_, sheets) in zip(scans_of(path), parts(source, laid), strict=True):
        said = truth_path(scan).read_text("utf-8")
        assert truth(sheets, pages, variant, source.seed) == said


@needs_fonts
@each_source
def test_everything_stands_in_the_type_area(path):
    """Pen and stamps apart; a letter's head and lines are wider (10.1), seals may stand over an edge."""
    for document, pages in zip(load(path).documents, pages_by_circular(load(path)), strict=True):
        for page in pages:
            for item in page.items:
                if isinstance(item, Text) and document.form != "letter":
                    assert item.x >= LEFT - 1, item
                    width = (
                        item.size
                        * item.stretch
                        * sum(1 if char > "\u00ff" else 0.5 for char in item.text)
                    )
                    assert item.x + width <= RIGHT + EM, item
                    assert item.baseline <= (37 + 225 + 11) * MM, item


@needs_fonts
@each_source
def test_seals_stand_over_signature_and_date(path):
    """Every seal covers part of the name it belongs to, or of the date, on the same page."""
    for document, pages in zip(load(path).documents, pages_by_circular(load(path)), strict=True):
        found = [(page, item) for page in pages for item in page.items if isinstance(item, Seal)]
        assert [seal.text for _, seal in found] == list(document.seals)
        for page, seal in found:
            under = [
                item
                for item in page.items
                if isinstance(item, Text)
                and (item.x - seal.x) ** 2 + (item.baseline - seal.y) ** 2
                < (seal.diameter / 2) ** 2
            ]
            print_under = "".join(item.text for item in under)
            date = document.date or ""
            assert any(char in print_under for char in "".join(document.signature) + date)
            # The page has text beside what is sealed: no signature stands alone (7.3.5.5).
            assert len(page.lines) > len(document.signature) + 2


@needs_fonts
@each_source
def test_page_numbers_run_and_stand_at_the_outer_side(path):
    for document, pages in zip(load(path).documents, pages_by_circular(load(path)), strict=True):
        for number, page in enumerate(pages, 1):
            said = [line for line in page.lines if re.fullmatch(r"— \d+ —", line)]
            if document.form == "letter" and number == 1:
                assert said == []
                continue
            assert said == [f"— {number} —"]
            digits = [i for i in page.items if isinstance(i, Text) and i.text == str(number)]
            assert (digits[-1].x > (LEFT + RIGHT) / 2) == bool(number % 2)


@needs_fonts
@each_variant
def test_same_seed_same_bytes_other_seed_other_bytes(name):
    source = load(CORPUS / "sources" / "06_xiushui_2024_29.toml")
    variant = VARIANTS[name]
    pages = pages_of(source)[: 2 if variant.turns or variant.blank or variant.up > 1 else 1]
    laid = lay(source, [2], variant) if len(pages) == 2 else lay(source, [1], variant)
    once, again, other = (file_of(pages, laid, variant, seed)[0] for seed in (7, 7, 8))
    assert once == again
    if variant.medium == "text":
        pages = pages_of(source)[1:]  # the page with the seal
        assert file_of(pages, laid, variant, 7)[0] != file_of(pages, laid, variant, 8)[0]
    else:
        assert once != other


@needs_fonts
@each_variant
def test_every_variant_keeps_the_page_limit(name, tmp_path):
    path = CORPUS / "sources" / "06_xiushui_2024_29.toml"
    (scan,) = render_as(path, name, tmp_path)
    pages = len(truth_of(scan)[0])
    assert scan.stat().st_size <= pages * PAGE_LIMIT
    if VARIANTS[name].medium == "jpeg":
        assert max(size for *_, size in images(scan)) <= PAGE_LIMIT
    gold = json.loads(scan.with_name(f"{path.stem}.gold.json").read_text("utf-8"))
    assert (gold["source"], gold["variant"]) == (scan.name, name)
    last = {"two_up": 1, "blank_between": 3}.get(name, 2)
    assert [document["pages"] for document in gold["documents"]] == [[1, last]]
    assert pages == last


@needs_fonts
def test_an_upside_down_page_is_the_same_page_turned(tmp_path):
    path = CORPUS / "sources" / "06_xiushui_2024_29.toml"
    pictures = {}
    for name in ("office", "upside_down"):
        (scan,) = render_as(path, name, tmp_path)
        with pikepdf.open(scan) as pdf:
            raw = [page.Resources.XObject.Im0.read_raw_bytes() for page in pdf.pages]
        pictures[name] = [Image.open(io.BytesIO(data)).convert("L") for data in raw]
    straight, turned = pictures["office"], pictures["upside_down"]
    assert straight[0].tobytes() == turned[0].tobytes()
    back = turned[1].rotate(180)
    alike = sum(abs(a - b) < 25 for a, b in zip(straight[1].tobytes(), back.tobytes(), strict=True))
    assert alike > 0.995 * len(back.tobytes())
    assert truth_of(scan)[1] == {"rotated": [2]}


@needs_fonts
def test_a_circular_in_halves_is_two_files(tmp_path):
    body = "\n".join(f"{number}. 第二页以后还有几行正文。" for number in range(1, 60))
    text = f"split_page = 2\n{CIRCULAR.replace('正文。', body)}"
    scans = render(source_of(tmp_path, text), tmp_path)
    assert [scan.name for scan in scans] == ["made.1.pdf", "made.2.pdf"]
    first, second = ([page[-1] for page in truth_of(scan)[0]] for scan in scans)
    assert first == ["— 1 —", "— 2 —"]
    assert second[0] == "— 3 —"


@needs_fonts
def test_rendering_writes_scan_truth_and_text(tmp_path):
    (scan,) = render(CORPUS / "sources" / "05_lingcaihan_2024_88.toml", tmp_path)
    files = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file())
    stem = "05_lingcaihan_2024_88"
    assert files == [f"scans/{stem}.pdf", f"scans/{stem}.truth.json", f"text/{stem}.txt"]
    assert scan.read_bytes() == (CORPUS / "scans" / scan.name).read_bytes()


@needs_fonts
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"form": "order", "number": "第5号", "signature": ["省长　顾明"]}, "岫津市水务局令"),
        ({"form": "order", "head_suffix": "命令", "signature": ["局长　顾明"]}, "岫津市水务局命令"),
        ({"form": "announcement", "title": ["关于停水的公告"]}, "岫津市水务局公告"),
        ({"form": "announcement", "title": ["关于停水的通告"]}, "岫津市水务局通告"),
        ({"form": "announcement", "head": []}, "岫水〔2024〕29号"),
        ({"form": "minutes", "head": ["局长办公会议纪要"], "signature": ["局办公室"]}, "局长办公会议纪要"),
        ({"form": "telegram", "urgency": "特急", "signers": ["顾明"]}, "岫津市水务局发电"),
        ({"form": "telegram", "urgency": "加急"}, "等级　加急·明电"),
        ({"form": "letter", "register_number": "XS-2024-1"}, "XS-2024-1"),
        ({"head": list("甲乙丙丁戊"), "signature": list("甲乙丙丁戊")}, "文件"),
        ({"signers": ["甲", "乙", "丙"]}, "签发人：甲　乙"),
    ],
    ids=lambda value: "".join(map(str, value.values())) if isinstance(value, dict) else "",
)  # fmt: skip
def test_every_form_says_what_its_text_says(tmp_path, changes, said):
    fields = {"date": "2024年5月6日", **changes}
    kept = [line for line in CIRCULAR.splitlines() if line.split(" = ")[0] not in fields]
    rows = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    source = load(source_of(tmp_path, "\n".join([*kept, *rows])))
    pages = [page.lines for page in pages_of(source)]
    assert_said(source, printed_lines(source, pages), plain_text(source))
    assert any(line.startswith(said) or said in line for page in pages for line in page)


ROWS = "\n".join(
    f"|{number}|关于第{number}项工作的若干规定|岭政发〔2001〕{number}号|" for number in range(1, 61)
)


@needs_fonts
@pytest.mark.parametrize(("lead", "headers"), [("", 3), ("%once\n", 1)], ids=["repeated", "once"])
def test_a_table_runs_over_pages(tmp_path, lead, headers):
    body = f"{lead}|序号|文件名称|文号|\n{ROWS}"
    source = load(source_of(tmp_path, CIRCULAR.replace("正文。", body)))
    pages = [page.lines for page in pages_of(source)]
    assert len(pages) >= 3
    assert sum(page.count("文件名称") for page in pages) == headers
    numbers = [
        line for page in pages for line in page if re.fullmatch(r"岭政发〔2001〕\d+号", line)
    ]
    assert numbers == [f"岭政发〔2001〕{number}号" for number in range(1, 61)]
    assert_said(source, printed_lines(source, pages), plain_text(source))


@needs_fonts
def test_a_signature_takes_two_lines_along(tmp_path):
    """Whatever the length of the body, the page with the signature has text above it (7.3.5.5)."""
    for count in range(8, 32):
        rows = "\n".join(f"第{number}行" for number in range(count))
        text = (
            CIRCULAR.replace("正文。", rows)
            + 'signature = ["岫津市水务局"]\ndate = "2024年5月6日"\n'
        )
        pages = [page.lines for page in pages_of(load(source_of(tmp_path, text)))]
        (last,) = [page for page in pages if "岫津市水务局" in page]
        at = last.index("岫津市水务局")
        assert last[at - 1] == f"第{count - 1}行"
        assert at == 1 or last[at - 2] == f"第{count - 2}行"
        assert [line for page in pages for line in page if line[0] == "第"] == rows.splitlines()


@needs_fonts
def test_titles_are_set_on_the_grid_and_within_it(tmp_path):
    wide = "关于" + "很长" * 10 + "的通知"
    source = load(source_of(tmp_path, CIRCULAR.replace("关于试印的通知", wide)))
    title = [i for i in pages_of(source)[0].items if isinstance(i, Text) and i.text in set(wide)]
    assert min(item.x for item in title) >= LEFT - 1
    assert max(item.x + item.size for item in title) <= RIGHT + 1
    assert title[0].size < LINE


# What is wrong


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('form = "file"', 'form = "memo"', "form “memo” is none of file"),
        ('head = ["岫津市水务局"]', "head = []", "head is empty"),
        ('head = ["岫津市水务局"]', 'head = "岫津市水务局"', 'write head = ["岫津市水务局"]'),
        ('head = ["岫津市水务局"]', 'head = ["甲", "乙", "丙", "丁", "戊", "己"]', "6 bodies, at most 5"),
        ('form = "file"\nhead = ["岫津市水务局"]', 'form = "letter"\nhead = ["甲", "乙"]', "one body"),
        ('title = ["关于试印的通知"]', "", "title is empty"),
        ('number = "岫水〔2024〕29号"', "", "lacks number"),
        ('form = "file"', 'form = "file"\nsignatur = ["局"]', "no key signatur"),
        ('form = "file"', 'form = "file"\nblank_after = 1', "stands at the top of the file"),
        ('form = "file"', 'form = "order"\nsignature = ["省长顾明"]', "an office and a name"),
        ("正文。", "|甲|乙|\n|一|", "has 1 cells, its header 2"),
        ("正文。", "|甲|乙|\n|一|二", "does not end with |"),
        ("正文。", "{hei|甲", "braces that are no"),
        ("正文。", "{bold|甲}", "braces that are no"),
        ("正文。", "#一、标题", "headings are written"),
        ("正文。", "%twice\n|甲|", "is no directive"),
        ("正文。", "甲\t乙", "a tab in the body"),
        ("[[documents]]", "[[documents]]\ninclude = 'nothing'", "which is no source"),
    ],
)  # fmt: skip
@needs_fonts
def test_errors_of_markup_are_told(tmp_path, old, new, message):
    assert old in CIRCULAR
    path = source_of(tmp_path, CIRCULAR.replace(old, new, 1))
    with pytest.raises(SourceError) as caught:
        pages_of(load(path))
    assert message in str(caught.value)
    assert "made.toml" in str(caught.value)


@needs_fonts
@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("blank_after = 4", "blank_after = 4, but there are 1 pages"),
        ("upside_down = 0", "upside_down = 0, but there are 1 pages"),
        ("split_page = 1", "nothing is left behind split_page"),
        ("split = 1", "no key split at the top of a file"),
    ],
)
def test_places_behind_the_last_page_are_told(tmp_path, key, message):
    with pytest.raises(SourceError, match=re.escape(message)):
        render(source_of(tmp_path, f"{key}\n{CIRCULAR}"), tmp_path)
    assert not (tmp_path / "scans").exists() or not list((tmp_path / "scans").iterdir())


@needs_fonts
def test_an_unknown_variant_and_a_hand_that_cannot_write_are_told(tmp_path):
    path = source_of(tmp_path, CIRCULAR)
    path.write_text(path.read_text("utf-8").replace('"clean"', '"polaroid"'), "utf-8")
    with pytest.raises(SourceError, match="variant “polaroid” is none of clean, office"):
        render(path, tmp_path)
    mark = '[[documents.marks]]\nkind = "pen"\npage = 1\nat = [30, 30]\nlines = ["〇"]\n'
    source = load(source_of(tmp_path, CIRCULAR + mark))
    assert [text for text in problems(source) if "the hand cannot write “〇”" in text]


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
