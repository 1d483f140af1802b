"""The committed scans, truth and text: sound files, in step with their sources and with the standard."""

import re
from collections import Counter
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageSequence

from corpus.render.committed import differences, printed, read_truth, scan_paths, truth_path
from corpus.render.fonts import missing
from corpus.render.page import EM, LEFT, MM, RIGHT, Seal, Text
from corpus.render.paragraph import NO_START
from corpus.render.plain import plain_text
from corpus.render.scan import VARIANTS
from corpus.render.sheets import lay, parts, truth
from corpus.render.source import load
from corpus.render.write import pages_by_circular

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SOURCES = sorted((CORPUS / "sources").glob("*.toml"))
PAGE_LIMIT = 250_000
CORPUS_LIMIT = 40_000_000
REAL = re.compile(
    "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西"
    "|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|国务院|中共中央"
)
INVENTED = re.compile(r"(?:职培署|财政署|澜|霁|青|汐|漱|岭|岫|石|葛)[一-龥()]{1,8}$")

needs_fonts = pytest.mark.skipif(
    bool(missing()), reason=f"fonts for rendering not installed: {', '.join(missing())}"
)
BORN = [path for path in SOURCES if VARIANTS[load(path).variant].medium == "text"]


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=[path.stem for path in paths])


each_source = each(SOURCES)


def scans_of(path):
    return scan_paths(load(path), CORPUS / "scans")


def text_of(path):
    return (CORPUS / "text" / f"{path.stem}.txt").read_text("utf-8")


def committed_lines(path):
    pages = [page for scan in scans_of(path) for page in read_truth(scan)[0]]
    return printed(load(path), pages)


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


def test_the_table_of_the_readme_is_true():
    rows = re.findall(
        r"^\| (\d\d) \| .+? \| (\d+) \| (\w+)(, two files)? \|",
        (CORPUS / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    wanted = []
    for path in SOURCES:
        scans = scans_of(path)
        pages = sum(len(read_truth(scan)[0]) for scan in scans)
        halves = ", two files" if len(scans) == 2 else ""
        wanted.append((path.stem[:2], str(pages), load(path).variant, halves))
    assert rows == wanted


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


@each([path for path in SOURCES if path not in BORN])
def test_scan_is_images_only_and_small(path):
    variant = VARIANTS[load(path).variant]
    for scan in scans_of(path):
        pages = images(scan)
        assert len(pages) == len(read_truth(scan)[0])
        for width, height, size in pages:
            assert size <= PAGE_LIMIT
            if variant.device == "camera":
                assert width > 8.3 * variant.dpi
            elif variant.medium == "fax":
                assert (width, height) == (1728, 2291)
            else:
                assert abs(width - variant.up * 8.2677 * variant.dpi) < 3
                assert abs(height - 11.6929 * variant.dpi) < 3


@each(BORN)
def test_born_digital_says_its_truth(path):
    for scan in scans_of(path):
        assert scan.stat().st_size <= PAGE_LIMIT * len(read_truth(scan)[0])
        with pdfplumber.open(scan) as pdf:
            for page, said in zip(pdf.pages, read_truth(scan)[0], strict=True):
                chars = Counter(re.sub(r"\s", "", "".join(char["text"] for char in page.chars)))
                assert chars == Counter(re.sub(r"\s", "", "".join(said)))
                assert all("+" in char["fontname"] for char in page.chars)
            red = [line for line in pdf.pages[0].lines if line["stroking_color"][0] > 0.7]
            assert red


@each_source
def test_truth_tells_how_pages_lie(path):
    variant = VARIANTS[load(path).variant]
    for scan in scans_of(path):
        pages, more = read_truth(scan)
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
    assert differences(load(path), committed_lines(path), text_of(path)) == []


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
    numbers = re.findall(r"([一-龥()]+)[〔\[]\d{4}年?[〕\]]", text)
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
