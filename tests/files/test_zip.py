"""ZIP archives: their members read like the files of a folder."""

import io
import os
import zipfile

import pytest

import hongtou
from hongtou.ingest import InputError, count_pages, probe
from hongtou.ingest.members import archive_of, at_hand, list_members
from hongtou.library import Library, Options
from hongtou.library.find import list_files


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "l.db") as made:
        yield made


OPTIONS = Options(engine="null")


def settled(path):
    os.utime(path, ns=(10**18, 10**18))
    return path


@pytest.fixture
def archive(tmp_path, make_zip, circular_text, make_ofd):
    """Members with GBK and UTF-8 names, one of them an archive, one an OFD."""
    ofd = make_ofd()
    ofd.page(ofd.text(100, 200, "安政发〔2020〕9号"), ofd.text(100, 260, "关于便民服务的通知"))
    inner = make_zip(io.BytesIO(), {"2019/旧.txt": circular_text("安政办发〔2019〕3号")})
    return settled(
        make_zip(
            tmp_path / "文件.zip",
            {
                "安河/通知.txt".encode("gbk"): circular_text(),
                "名单.txt": circular_text("安政办发〔2021〕8号"),
                "版式.ofd": ofd.save(io.BytesIO()).getvalue(),
                "旧文.zip": inner.getvalue(),
                "表.xlsx": b"PK",
                "__MACOSX/._名单.txt": b"x",
                "~$锁.docx": b"x",
            },
        )
    )


@pytest.fixture
def ids(library):
    return lambda: {(r["id"], r["source"]["file"]) for r in library.records()}


EXPECTED = {
    ("安政办发〔2021〕7号", "文件.zip!/安河/通知.txt"),
    ("安政办发〔2021〕8号", "文件.zip!/名单.txt"),
    ("安政发〔2020〕9号", "文件.zip!/版式.ofd"),
    ("安政办发〔2019〕3号", "文件.zip!/旧文.zip!/2019/旧.txt"),
}


def test_an_empty_archive_is_said_to_be_empty(library, make_zip, tmp_path):
    path = settled(make_zip(tmp_path / "a.zip", {}))
    (failed,) = library.process([path], OPTIONS).failures
    assert (failed[1].code, failed[1].reason) == ("empty", "the archive is empty")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_both_read(library, tmp_path, circular_text, ids):
    path = tmp_path / "a.zip"
    members = [
        ("通知.txt", circular_text()),
        ("通知.txt", circular_text("安政办发〔2021〕8号")),
        ("./通知.txt", circular_text("安政办发〔2021〕9号")),
        ("通知.txt", circular_text()),
    ]
    with zipfile.ZipFile(path, "w") as made:
        for name, text in members:
            made.writestr(name, text)
    assert list_members(path)[0] == ["通知 (2).txt", "通知 (3).txt", "通知.txt"]
    library.process([settled(path)], OPTIONS)
    assert ids() == {
        ("安政办发〔2021〕7号", "a.zip!/通知.txt"),
        ("安政办发〔2021〕8号", "a.zip!/通知 (2).txt"),
        ("安政办发〔2021〕9号", "a.zip!/通知 (3).txt"),
    }
    assert len(hongtou.read(path)) == 3


def test_members_are_records_of_their_own(library, archive, ids):
    before = archive.read_bytes()
    summary = library.process([archive], OPTIONS)
    assert summary.failures == []
    assert ids() == EXPECTED
    assert archive.read_bytes() == before
    assert sorted(path.name for path in archive.parent.iterdir() if path.suffix == ".zip") == [
        archive.name
    ]
    assert library.info()["vanished"] == []


def test_archives_in_folders_are_entered(library, archive, ids):
    library.process([archive.parent], OPTIONS)
    assert {number for number, _ in ids()} == {number for number, _ in EXPECTED}


def test_an_unchanged_archive_is_not_read_again(library, archive):
    library.process([archive], OPTIONS)
    summary = library.process([archive], OPTIONS)
    assert (summary.files, summary.read, summary.unchanged, summary.pages) == (4, 0, 4, 0)


def test_a_member_and_the_same_file_beside_it_are_one_content(library, archive, circular_text):
    beside = archive.with_name("a.txt")
    beside.write_text(circular_text(), encoding="utf-8")
    library.process([archive, beside], OPTIONS)
    assert library.info()["files"] == 4
    (record,) = [r for r in library.records() if r["id"] == "安政办发〔2021〕7号"]
    assert record["source"]["sha256"] == probe(beside).sha256


def test_a_member_is_named_by_its_path(library, archive, ids):
    library.process([f"{archive}!/名单.txt"], OPTIONS)
    assert ids() == {("安政办发〔2021〕8号", "文件.zip!/名单.txt")}


def test_reading_without_a_library(archive):
    numbers = {circular.number.value.text for circular in hongtou.read(archive, "null")}
    assert numbers == {number for number, _ in EXPECTED}


def test_an_archive_that_is_gone_is_told(library, archive):
    library.process([archive], OPTIONS)
    archive.unlink()
    assert len(library.info()["vanished"]) == 4


def test_a_protected_member_is_said_and_the_others_read(library, tmp_path, make_zip, circular_text):
    path = make_zip(
        tmp_path / "a.zip",
        {"甲.txt": circular_text(), "乙.txt": circular_text("安政办发〔2021〕8号")},
    )
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        data[at + flags] |= 1
    path.write_bytes(data)
    summary = library.process([path], OPTIONS)
    ((name, failure),) = summary.failures
    assert (name, failure.code) == ("a.zip!/甲.txt", "encrypted")
    assert "password" in failure.advice
    assert len(list(library.records())) == 1


def test_names_that_climb_stay_inside(tmp_path, make_zip, circular_text):
    path = make_zip(
        tmp_path / "a.zip",
        {"../../etc/a.txt": circular_text(), "/abs/b.txt": "x", "c\\d.txt": "y"},
    )
    found, refused = list_members(path)
    assert (found, refused) == (["abs/b.txt", "c/d.txt", "etc/a.txt"], [])
    listing = list_files([str(path)], lambda _: False)
    assert {str(f.path) for f in listing.files.values()} == {f"{path}!/{name}" for name in found}
    with at_hand(next(iter(listing.files.values())).path) as real:
        assert real.is_file()
        kept = real
    assert not kept.exists()


def test_archives_go_three_deep(tmp_path, make_zip):
    data = make_zip(io.BytesIO(), {"a.txt": "正文"}).getvalue()
    for _ in range(4):
        data = make_zip(io.BytesIO(), {"in.zip": data}).getvalue()
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    found, ((name, error),) = list_members(path)
    assert found == []
    assert (name, error.code) == ("in.zip!/in.zip!/in.zip", "too_large")


def test_a_bomb_is_given_up_and_the_others_read(library, tmp_path, make_zip, circular_text):
    path = make_zip(tmp_path / "a.zip", {"炸.txt": b"a" * 60_000_000, "甲.txt": circular_text()})
    summary = library.process([path], OPTIONS)
    ((name, failure),) = summary.failures
    assert (name.rpartition("/")[2], failure.code) == ("炸.txt", "too_large")
    assert len(list(library.records())) == 1


def test_an_archive_without_documents_says_so(library, tmp_path, make_zip):
    summary = library.process([make_zip(tmp_path / "a.zip", {"a.bin": b"x"})], OPTIONS)
    assert [failure.code for _, failure in summary.failures] == ["no_files"]


def test_a_cut_off_archive_says_so(library, archive):
    archive.write_bytes(archive.read_bytes()[:-40])
    summary = library.process([archive], OPTIONS)
    assert [failure.code for _, failure in summary.failures] == ["truncated"]


def test_a_folder_with_the_mark_in_its_name_is_a_folder(tmp_path):
    place = tmp_path / "重要!"
    place.mkdir()
    (place / "a.txt").write_text("正文", encoding="utf-8")
    assert archive_of(str(place / "a.txt")) is None
    with at_hand(place / "a.txt") as real:
        assert real == place / "a.txt"


def test_an_archive_is_no_document(archive):
    with pytest.raises(InputError, match="hongtou process") as caught:
        count_pages(archive, probe(archive))
    assert caught.value.code == "unsupported"


def test_folders_of_saved_web_pages_are_left_out(tmp_path):
    for name in ("a.html", "a_files/b.html", "c.files/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("<html><p>正文</p>", encoding="utf-8")
    listing = list_files([str(tmp_path)], lambda _: False)
    assert sorted(f.path.name for f in listing.files.values()) == ["a.html", "d.txt"]


def test_wrong_names_in_an_archive_are_told_as_elsewhere(library, tmp_path, make_zip):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("a.pdf", "正文，不是PDF。")
    summary = library.process([tmp_path / "a.zip"], OPTIONS)
    assert [failure.code for _, failure in summary.failures] == ["mismatch"]


def test_notes_stay_when_pages_come_from_the_library(tmp_path, make_ofd, circular_text):
    """A page that was stored is given with what was noted about it, by another reading too."""
    import docx

    maker = make_ofd()
    maker.page(maker.stroke(50, 100, 500, 100))
    ofd = settled(maker.save(tmp_path / "a.ofd"))
    document = docx.Document()
    document.add_paragraph("正文")._p.append(document.element.makeelement(docx.oxml.ns.qn("w:del")))
    document.save(tmp_path / "a.docx")
    notes = []
    with Library(tmp_path / "l.db") as library:
        for options in (OPTIONS, Options(engine="null", engine_options={}, rehash=True)):
            assert library.process([ofd, tmp_path / "a.docx"], options).failures == []
            with library.store.transaction():
                library.store.db.execute("UPDATE file_pages SET reading = 'older'")
            found = [page for sha in library.store.contents("") for page in library.pages(sha)]
            notes.append(sorted(note for page in found for note in page.notes))
    assert notes == [["deletions_left_out", "no_text"]] * 2
