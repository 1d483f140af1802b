"""Rendering: every form and variant, repeatable; tables over pages; errors of markup are told."""

import io
import json
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from corpus.render.check import problems
from corpus.render.committed import differences, printed, read_truth
from corpus.render.fonts import missing
from corpus.render.page import LEFT, LINE, RIGHT, Text
from corpus.render.paragraph import lines
from corpus.render.plain import plain_text
from corpus.render.scan import VARIANTS
from corpus.render.sheets import lay
from corpus.render.source import SourceError, load
from corpus.render.write import file_of, pages_of, render, render_as

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PAGE_LIMIT = 250_000

needs_fonts = pytest.mark.skipif(
    bool(missing()), reason=f"fonts for rendering not installed: {', '.join(missing())}"
)
each_variant = pytest.mark.parametrize("name", sorted(VARIANTS))


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
    pages = len(read_truth(scan)[0])
    assert scan.stat().st_size <= pages * PAGE_LIMIT
    if VARIANTS[name].medium == "jpeg":
        with pikepdf.open(scan) as pdf:
            raw = [page.Resources.XObject.Im0.read_raw_bytes() for page in pdf.pages]
        assert max(map(len, raw)) <= PAGE_LIMIT
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
    assert read_truth(scan)[1] == {"rotated": [2]}


@needs_fonts
def test_a_circular_in_halves_is_two_files(tmp_path):
    body = "\n".join(f"{number}. 第二页以后还有几行正文。" for number in range(1, 60))
    text = f"split_page = 2\n{CIRCULAR.replace('正文。', body)}"
    scans = render(source_of(tmp_path, text), tmp_path)
    assert [scan.name for scan in scans] == ["made.1.pdf", "made.2.pdf"]
    first, second = ([page[-1] for page in read_truth(scan)[0]] for scan in scans)
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
    assert differences(source, printed(source, pages), plain_text(source)) == []
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
    assert differences(source, printed(source, pages), plain_text(source)) == []


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
