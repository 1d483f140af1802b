"""Corrections hang on what stood on the paper."""

from dataclasses import replace

import pytest

from hongtou import extract
from hongtou.extract.circular import Circular
from hongtou.ingest.page import Line, Page
from hongtou.library import Library, Options
from hongtou.library.corrections import Correction, place_of, replay

A = "a" * 64
BOX = (90.0, 100.0, 300.0, 116.0)


def page(text, number=1, box=BOX):
    return Page(
        number, 595.0, 842.0, (Line("前文", (90.0, 50.0, 130.0, 66.0)), Line(text, box)), "ocr"
    )


def circular(pages=(1, 1), end=100):
    return Circular(part=1, pages=pages, text_span=(0, end))


def correction(field="title", new="关于便民的通知", quote="便民", page=1, box=BOX):
    return Correction(A, 1, page, box, quote, field, None, new, "王某")


def test_a_correction_is_applied_where_its_quote_stands():
    made = replay(circular(), [page("关于便民的通如")], [correction()])
    assert made.orphaned == ()
    assert made.circular.title.value == "关于便民的通知"
    assert made.circular.title.confidence == 1.0
    (shown,) = made.circular.title.evidence
    assert (shown.page, shown.box, shown.quote, shown.rule) == (1, BOX, "便民", "correction")
    assert shown.span == (5, 7), "the document's text begins with 前文 and a line feed"


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ([page("关于别事的通知")], "another text in the same place"),
        ([page("关于便民的通知", box=(90.0, 700.0, 300.0, 716.0))], "the text in another place"),
        ([page("关于便民的通知", number=2)], "the text on another page"),
        ([page("关于便民的通知", box=None)], "no place at all"),
        ([], "nothing"),
    ],
    ids=["text", "place", "page", "no-box", "no-page"],
)
def test_a_correction_without_its_anchor_is_orphaned(pages, why):
    made = replay(circular(), pages, [correction()])
    assert made.applied == (), why
    assert made.orphaned == (correction(),)
    assert made.circular == circular()


def test_a_quote_in_another_circular_of_the_file_does_not_count():
    made = replay(circular(end=2), [page("关于便民的通知")], [correction()])
    assert made.orphaned


def test_white_space_and_line_breaks_do_not_matter():
    lines = (
        Line("关于便", (90.0, 100.0, 300.0, 108.0)),
        Line("民的通知", (90.0, 108.0, 300.0, 116.0)),
    )
    made = replay(circular(), [Page(1, 595.0, 842.0, lines, "ocr")], [correction(quote="便 民")])
    assert made.applied


def test_of_two_corrections_the_later_stays():
    rows = [correction(new="甲"), correction(new="乙")]
    assert replay(circular(), [page("便民")], rows).circular.title.value == "乙"


@pytest.mark.parametrize(
    ("field", "new", "shown"),
    [
        ("number", "安政办发[2021]7号", "安政办发〔2021〕7号"),
        ("issued_on", "2021-03-05", "2021-03-05"),
        ("copies", 30, 30),
        ("issuers", ["甲局", "乙局"], ["甲局", "乙局"]),
        ("title", None, None),
        ("issuers", [], []),
    ],
)
def test_values_are_those_of_the_record(field, new, shown):
    from hongtou.ingest.page import Source
    from hongtou.records import to_record

    made = replay(circular(), [page("便民")], [correction(field, new)]).circular
    record = to_record(made, Source("a", A, "application/pdf", 1))
    assert record[field] == shown


@pytest.fixture
def held(library, tmp_path, circular_text):
    path = tmp_path / "a.txt"
    path.write_text(circular_text(number="安政办发〔2021〕1号"), encoding="utf-8")
    other = tmp_path / "b.txt"
    other.write_text(circular_text(matter="别的", issuer="宁州市财政局"), encoding="utf-8")
    library.process([path, other], Options(jobs=1))
    return library


def test_a_corrected_number_gives_another_id(held):
    (key,) = held.resolve("安政办发〔2021〕1号")
    held.correct(key, "number", "安政办发〔2021〕7号", "王某")
    ids = {record["id"] for record in held.records()}
    assert ids == {"安政办发〔2021〕7号@安河市人民政府办公室", "安政办发〔2021〕7号@宁州市财政局"}
    assert held.resolve("安政办发〔2021〕1号") == []
    record = held.record(key)
    assert record["evidence"]["/number"][0]["rule"] == "correction"
    assert record["confidence"]["number"] == 1.0


def test_corrections_outlive_a_new_extraction_and_a_restart(held, tmp_path, monkeypatch):
    (key,) = held.resolve("安政办发〔2021〕1号")
    held.correct(key, "genre", "函", "王某")
    monkeypatch.setattr(extract, "EXTRACT_VERSION", 10**6)
    assert held.process([tmp_path / "a.txt"], Options(jobs=1)).read == 1
    held.close()
    with Library(tmp_path / "l.db") as library:
        assert library.record(key)["genre"] == "函"
        assert library.orphaned() == []


def test_an_orphan_is_shown_and_not_applied(held):
    (key,) = held.resolve("安政办发〔2021〕1号")
    row = held.correct(key, "genre", "函", "王某")
    with held.store.transaction():
        pages = held.pages(key[0])
        lines = tuple(replace(line, text="〇" * len(line.text)) for line in pages[0].lines)
        held.store.db.execute("DELETE FROM file_pages WHERE sha256 = ?", (key[0],))
        held.store.put_pages(key[0], "other", [("other key", replace(pages[0], lines=lines))])
    assert held.record(key)["genre"] == "通知"
    assert [replace(lost, at=row.at) for lost in held.orphaned()] == [row]
    assert held.info()["orphaned"] == [f"{key[0]}:1 genre"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("clauses", [], "cannot be corrected"),
        ("number", "第七", "no document number"),
        ("issued_on", "2021-02-30", "takes a day such as"),
        ("issued_on", "2021-13-01", "takes a day such as"),
        ("nofield", "x", "nofield cannot be corrected; these can"),
        ("issued_on", 20210305, "takes a text"),
        ("issuers", "甲局", "list"),
        ("copies", "三十", "number"),
        ("title", "", "text"),
    ],
)
def test_what_cannot_be_is_refused_and_not_kept(held, field, value, words):
    (key,) = held.resolve("安政办发〔2021〕1号")
    with pytest.raises(ValueError, match=words):
        held.correct(key, field, value, "王某", quote="通知")
    assert held.info()["corrections"] == 0


def test_what_nothing_shows_needs_a_quote(held):
    (key,) = held.resolve("安政办发〔2021〕1号")
    with pytest.raises(ValueError, match="where it stands"):
        held.correct(key, "secrecy", "秘密", "王某")
    held.correct(key, "secrecy", "秘密", "王某", quote="安河市人民政府办公室文件")
    assert held.record(key)["secrecy"] == "秘密"


def test_a_quote_that_stands_nowhere_is_refused(held):
    (key,) = held.resolve("安政办发〔2021〕1号")
    for more in ({}, {"page": 1, "box": BOX}):
        with pytest.raises(ValueError, match="nowhere"):
            held.correct(key, "copies", 40, "王某", quote="纸上没有的话", **more)
    with pytest.raises(ValueError, match="nofield cannot be corrected"):
        held.correct(key, "nofield", "x", "王某")
    assert held.info()["corrections"] == 0


def test_a_quote_alone_is_found_on_its_page():
    upper = (90.0, 50.0, 130.0, 66.0)
    pages = [page("别的", number=1), page("关于便民", number=2)]
    whole = circular(pages=(1, 2))
    assert place_of(whole, pages, "关于 便民") == (2, BOX)
    assert place_of(whole, pages, "前文关于") == (2, (90.0, 50.0, 300.0, 116.0))
    assert place_of(whole, pages, "前文") == (1, upper)
    assert place_of(whole, pages, "别的前文") is None, "no anchor lies on two pages"
    assert place_of(whole, [page("便民", box=None)], "便民") == (None, None)


def test_a_quote_of_a_scan_needs_no_place(library, tmp_path, scan, options):
    scan(tmp_path / "a.png", 120)
    library.process([tmp_path / "a.png"], options())
    (key,) = library.resolve("安政办发〔2020〕120号")
    shown = library.record(key)["evidence"]["/title"][0]
    row = library.correct(key, "copies", 40, "王某", quote=shown["quote"])
    assert row.page == 1
    assert (library.record(key)["copies"], library.orphaned()) == (40, [])
