"""Runs: nothing is read twice, and no order changes an answer."""

import os
import random
import shutil

import pytest

from hongtou import extract
from hongtou.ingest import EngineError
from hongtou.library import Library, Options, UnknownPathError
from hongtou.library.find import FoundFile, Listing


@pytest.fixture
def folder(tmp_path, circular_text, scan):
    """Texts and scans; two texts of one content, two issuers with one number."""
    place = tmp_path / "in"
    (place / "below").mkdir(parents=True)
    (place / "a.txt").write_text(circular_text(), encoding="utf-8")
    (place / "below" / "copy.txt").write_text(circular_text(), encoding="utf-8")
    (place / "spaced.txt").write_text(circular_text() + "\n\n", encoding="utf-8")
    other = circular_text(issuer="宁州市财政局")
    (place / "b.txt").write_text(other, encoding="gb18030")
    for shade in (201, 202):
        scan(place / f"{shade}.png", shade)
    scan(place / "long.tif", 100, pages=3)
    for path in place.rglob("*.*"):
        os.utime(path, ns=(10**18, 10**18))
    return place


def test_a_run_reads_everything_once(library, folder, options, scripted, exported):
    summary = library.process([folder], options())
    assert (summary.files, summary.read, summary.failures) == (7, 7, [])
    assert scripted.reads() == 5
    records = list(library.records())
    ids = [record["id"] for record in records]
    assert ids == sorted(ids)
    assert ids.count("安政办发〔2021〕7号@安河市人民政府办公室") == 2
    assert "安政办发〔2021〕7号@宁州市财政局" in ids
    assert "安政办发〔2020〕201号" in ids
    (copy,) = [record for record in records if record["same_as"]]
    first = next(r for r in records if r["id"] == copy["id"] and not r["same_as"])
    assert copy["same_as"] == f"{first['source']['sha256']}:1"
    assert {r["source"]["file"] for r in (copy, first)} == {"a.txt", "spaced.txt"}


def test_a_second_run_reads_nothing(library, folder, options, scripted, exported):
    library.process([folder], options())
    before, reads = exported(library), scripted.reads()
    summary = library.process([folder], options())
    assert (summary.read, summary.unchanged, summary.pages) == (0, 7, 0)
    assert scripted.reads() == reads
    assert exported(library) == before


def test_rehash_looks_at_contents_but_reads_no_page(library, folder, options, scripted):
    library.process([folder], options())
    reads = scripted.reads()
    summary = library.process([folder], options(rehash=True))
    assert (summary.read, summary.unchanged) == (0, 7)
    assert scripted.reads() == reads


def test_a_change_that_keeps_size_and_time_is_seen_by_rehash(library, folder, options):
    library.process([folder / "a.txt"], options())
    text = (folder / "a.txt").read_text("utf-8")
    (folder / "a.txt").write_text(text.replace("7号", "8号"), encoding="utf-8")
    os.utime(folder / "a.txt", ns=(10**18, 10**18))
    assert library.process([folder / "a.txt"], options()).unchanged == 1
    assert library.process([folder / "a.txt"], options(rehash=True)).read == 1
    assert [record["number"] for record in library.records()] == ["安政办发〔2021〕8号"]


@pytest.mark.parametrize("changed", ["version", "rules"])
def test_new_rules_extract_again_from_the_pages_held(
    library, folder, options, scripted, monkeypatch, changed
):
    library.process([folder], options())
    reads = scripted.reads()
    if changed == "version":
        monkeypatch.setattr(extract, "EXTRACT_VERSION", 10**6)
    else:
        monkeypatch.setattr(extract, "rules_hash", lambda: "other rules")
    shutil.rmtree(folder / "below")
    summary = library.process([folder], options())
    assert (summary.read, summary.pages) == (6, 0)
    assert scripted.reads() == reads
    assert library.process([folder], options()).unchanged == 6


def test_another_version_of_the_readers_opens_files_but_reads_no_page(
    library, folder, options, scripted, monkeypatch
):
    library.process([folder], options())
    reads = scripted.reads()
    monkeypatch.setattr("hongtou.ingest.text.TEXT_VERSION", 10**6)
    summary = library.process([folder], options())
    assert summary.pages == summary.cached == 8
    assert scripted.reads() == reads


def test_another_engine_reads_scans_again_and_back_again_does_not(
    library, folder, options, scripted
):
    library.process([folder], options())
    reads = scripted.reads()
    summary = library.process([folder], Options(engine="null"))
    assert summary.pages - summary.cached == 5
    library.process([folder], options())
    assert scripted.reads() == reads


@pytest.mark.parametrize("seed", [1, 2])
def test_no_order_of_arrival_changes_the_export(folder, options, exported, tmp_path, seed):
    with Library(tmp_path / "once.db") as library:
        library.process([folder], options(jobs=2))
        expected = exported(library)
    files = [path for path in folder.rglob("*") if path.is_file()]
    random.Random(seed).shuffle(files)
    with Library(tmp_path / "single.db") as library:
        for path in (*files, folder):
            library.process([path], options())
        assert exported(library) == expected


def test_a_long_file_is_read_in_units(library, tmp_path, options, scripted, scan):
    path = scan(tmp_path / "long.tif", 100, pages=40)
    summary = library.process([path], options(jobs=2))
    assert summary.pages == 40
    (sha256,) = summary.contents
    pages = library.pages(sha256)
    assert [page.number for page in pages] == list(range(1, 41))
    assert pages[39].lines[1].text == "安政办发〔2020〕139号"


def test_a_file_that_vanished_stays(library, folder, options, exported):
    library.process([folder], options())
    before = exported(library)
    (folder / "b.txt").unlink()
    summary = library.process([folder], options())
    assert summary.failures == []
    assert exported(library) == before
    assert library.info()["vanished"] == ["b.txt"]
    named = library.process([folder / "b.txt"], options())
    assert [failure.code for _, failure in named.failures] == ["missing"]


def test_a_file_that_goes_between_listing_and_reading_is_missing(library, folder, options):
    listing = library.find([folder])
    (folder / "b.txt").unlink()
    summary = library.read(listing, options())
    assert [(name[-5:], f.code) for name, f in summary.failures] == [("b.txt", "missing")]
    assert summary.read == 6


def test_a_content_that_took_anothers_place_is_what_counts(library, folder, options):
    library.process([folder / "b.txt"], options())
    old = (folder / "b.txt").read_bytes()
    new = old.decode("gb18030").replace("7号", "8号").encode("gb18030")
    (folder / "b.txt").write_bytes(new)
    os.utime(folder / "b.txt", ns=(2 * 10**18, 2 * 10**18))
    library.process([folder / "b.txt"], options())
    assert [record["number"] for record in library.records()] == ["安政办发〔2021〕8号"]
    assert library.info()["replaced"] == 1
    (folder / "b.txt").write_bytes(old)
    os.utime(folder / "b.txt", ns=(10**18, 10**18))
    summary = library.process([folder / "b.txt"], options())
    assert (summary.read, summary.pages) == (0, 0), "what stood there before was kept"
    assert [record["number"] for record in library.records()] == ["安政办发〔2021〕7号"]


def test_a_failure_is_forgotten_when_the_file_is_mended(library, tmp_path, options, circular_text):
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    summary = library.process([path], options())
    assert [failure.code for _, failure in summary.failures] == ["empty"]
    assert library.info()["failed"][0]["code"] == "empty"
    path.write_text(circular_text(), encoding="utf-8")
    assert library.process([path], options()).failures == []
    assert library.info()["failed"] == []


def test_unknown_paths_are_refused_before_anything_is_read(library, folder, options):
    with pytest.raises(UnknownPathError):
        library.process([folder, "nosuch.pdf"], options())
    assert list(library.records()) == []


def test_an_engine_that_is_not_there_stops_the_run(library, folder):
    with pytest.raises(EngineError, match="nosuch"):
        library.process([folder / "201.png"], Options(engine="nosuch"))
    with pytest.raises(EngineError, match="nosuch"):
        library.process([folder / "a.txt"], Options(engine="nosuch"))
    assert list(library.records()) == [], "before anything is read"


def test_a_document_from_stdin_has_no_place(library, folder, options):
    listing = Listing()
    found = FoundFile(folder / "a.txt", "-", stored=b"stdin:0")
    listing.files[found.key] = found
    library.read(listing, options())
    (folder / "a.txt").unlink()
    assert [record["source"]["file"] for record in library.records()] == ["-"]
    assert library.info()["vanished"] == []
