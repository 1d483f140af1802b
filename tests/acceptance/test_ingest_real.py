"""Reading real documents: quality floors."""

import json
import re
import unicodedata

import numpy as np
import pytest

from hongtou.ingest import MemoryCache, mark_margins, probe, read_pages

pytestmark = [pytest.mark.ocr, pytest.mark.xdist_group("seeds")]


@pytest.fixture(scope="module")
def read(real_pages):
    return lambda path: mark_margins(real_pages(path))


@pytest.fixture(scope="module")
def seeds(shared, read):
    """Per page of the five scans: file, page as read, lines as set."""
    rows = []
    for path in sorted((shared / "seeds/scans").glob("*.pdf")):
        truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
        pages = read(path)
        assert len(pages) == len(truth)
        rows += [(path.name, page, lines) for page, lines in zip(pages, truth, strict=True)]
    return rows


def distance(one, two):
    """Levenshtein distance."""
    target = np.array([ord(char) for char in two])
    places = np.arange(len(two) + 1)
    row = places.copy()
    for index, char in enumerate(one, start=1):
        row = np.concatenate([[index], np.minimum(row[1:] + 1, row[:-1] + (target != ord(char)))])
        row = np.minimum.accumulate(row - places) + places  # insertions
    return int(row[-1])


def solid(lines):
    """Text without spaces; the dashes of a page number as they are printed."""
    rows = ["".join(line.split()) for line in lines]
    return "".join(
        f"—{row.strip('-—')}—" if row.strip("-—").isdigit() and row[0] in "-—" else row
        for row in rows
    )


def print_of(page):
    return [line.text for line in page.lines if line.kind != "seal"]


def test_distance():
    assert [distance(*pair) for pair in (("", ""), ("通知", ""), ("通知", "通告"), ("abc", "xabd"))] == [
        0, 2, 1, 2
    ]  # fmt: skip


def test_characters_of_the_seed_scans(seeds):
    wrong = sum(distance(solid(lines), solid(print_of(page))) for _, page, lines in seeds)
    total = sum(len(solid(lines)) for *_, lines in seeds)
    assert len(seeds) == 37
    assert wrong / total <= 0.010, f"CER {wrong / total:.2%}"


def test_document_numbers_of_the_seed_scans(seeds):
    """Whatever brackets OCR gives: the head's numbers stand as lines of their own."""

    def bare(text):
        kept = unicodedata.normalize("NFKC", "".join(text.split()))
        return "".join(char for char in kept if char.isalnum())

    for name, page, lines in seeds:
        for wanted in lines:
            if wanted.endswith("号") and "〔" in wanted and len(wanted) < 20 and "：" not in wanted:
                assert bare(wanted) in {bare(line.text) for line in page.lines}, (name, page.number)


SEALED = {("000", 2): 2, ("000", 4): 2, ("001", 4): 2, ("002", 1): 2, ("004", 5): 1}
"""Signatures and dates under a seal, by file and page."""


def test_seals_and_what_stands_under_them(seeds):
    found = {}
    for name, page, lines in seeds:
        if any(mark.kind == "seal" for mark in page.marks):
            found[name[:3], page.number] = page, lines
    assert set(found) == set(SEALED)
    for key, (page, lines) in found.items():
        (seal,) = [mark for mark in page.marks if mark.kind == "seal"]
        assert seal.box[2] - seal.box[0] == pytest.approx(114, abs=4)  # 40 mm
        sealed = [line for line in page.lines if line.sealed and line.kind == "print"]
        assert all(line.second is not None for line in sealed)
        within = [line.text for line in sealed if line.text.endswith(("日", "局", "室"))]
        assert len(within) == SEALED[key]
        assert set(within) <= set(lines)
        assert sum(text.endswith("日") for text in within) == 1


def test_what_is_under_a_seal_is_right_or_doubted(seeds):
    for name, page, lines in seeds:
        wanted = {unicodedata.normalize("NFKC", "".join(line.split())) for line in lines}
        for line in page.lines:
            if line.sealed and line.kind == "print":
                text = unicodedata.normalize("NFKC", "".join(line.text.split()))
                doubted = min(line.char_confidence) <= 0.5
                assert text in wanted or doubted, (name, page.number, line.text)


def test_handwriting_red_heads_and_page_numbers_are_told_apart(seeds):
    hand = [
        ("".join(line.text.split()), {"".join(row.split()) for row in lines})
        for _, page, lines in seeds
        for line in page.lines
        if line.kind == "handwriting"
    ]
    assert len(hand) == 7
    assert all(text in lines for text, lines in hand)
    red = [line for _, page, _ in seeds for line in page.lines if line.colour == "red"]
    heads = [line.text for line in red if line.kind == "print"]
    assert len(heads) == 12
    assert all("市" in text or "省" in text for text in heads)
    numbered = [page.number for _, page, _ in seeds if _number(page)]
    assert len(numbered) >= 36
    for _, page, _ in seeds:
        assert _number(page) in (None, str(page.number))


def _number(page):
    found = [line.text for line in page.lines if line.kind == "page_number"]
    assert len(found) <= 1
    return "".join(char for char in found[0] if char.isdigit()) if found else None


def test_rules_of_the_seed_scans(seeds):
    first = {name[:3]: page for name, page, _ in seeds if page.number == 1}
    for page in first.values():
        assert [mark.kind for mark in page.marks if mark.kind != "seal"] == ["red_rule"]


def test_sizes_of_the_seed_scans(seeds):
    """Body text is set in 15.7 points: by the median, and no line of it far off."""
    sizes = [
        line.size
        for *_, page, _ in [(0, *row) for row in seeds]
        for line in page.lines
        if len(line.text) > 24
    ]
    assert float(np.median(sizes)) == pytest.approx(15.7, abs=0.5)
    assert max(sizes) < 24


def test_every_line_lies_on_its_page(seeds):
    for _, page, _ in seeds:
        for line in page.lines:
            left, top, right, bottom = line.box
            assert -1 <= left < right <= page.width + 1
            assert -1 <= top < bottom <= page.height + 1
            assert list(line.edges[::2]) == sorted(line.edges[::2])
            assert 0 <= line.confidence <= 1


def test_two_real_scans(shared, read):
    pages = read(shared / "data/scans" / "pingshan_2018_real_economy_scan.pdf")
    text = solid(line for page in pages for line in print_of(page))
    assert re.search(r"第二十二条", text)
    assert [text.find(f"第{one}章") for one in "一二三四五"] == sorted(
        text.find(f"第{one}章") for one in "一二三四五"
    )
    assert re.search(r"2018年12月\d\d日印发", text)
    assert [_number(page) for page in pages] == [str(n) for n in range(2, 9)]
    assert all(page.dpi == pytest.approx(300, abs=1) for page in pages)
    pages = read(shared / "data/scans" / "amac_2022_566_attachment_scan.pdf")
    text = solid(line for page in pages for line in print_of(page))
    assert all(f"第{one}条" in text for one in "一二三四五六七八九十")
    assert sum(_number(page) is not None for page in pages) >= 11


def test_born_digital_pdfs_are_read_from_their_text_layer(shared):
    def refuse():
        raise AssertionError("asked for OCR")

    paths = sorted((shared / "data/pdf").glob("*.pdf"))
    assert len(paths) == 5
    for path in paths:
        pages = [page for _, page in read_pages(path, probe(path), refuse, MemoryCache())]
        assert all(page.origin == "text_layer" and page.notes == () for page in pages)
        assert all(_number(page) == str(page.number) for page in pages)
        text = solid(line for page in pages for line in print_of(page))
        for title in re.findall(r"《([^》]+)》", path.name):
            assert re.sub(r"\W", "", title) in re.sub(r"\W", "", text), path.name


def test_a_red_head_as_text_and_as_image_reads_alike(shared, read):
    folder = shared / "data/redhead_sample/GovDoc-CN_Sample/397"
    (born, *_), (scan,) = read(folder / "397.pdf"), read(folder / "397_1.png")
    heads = []
    for page in (born, scan):
        heads.append(sorted(line.text for line in page.lines if line.colour == "red"))
        assert "red_rule" in [mark.kind for mark in page.marks]
    assert heads[0] == heads[1]
    assert len(heads[0]) == 3
    assert "文件" in heads[0]
    assert distance(solid(print_of(born)), solid(print_of(scan))) < 0.06 * len(
        solid(print_of(born))
    )
