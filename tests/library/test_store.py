"""The SQLite file: who may open it, what it keeps."""

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from hongtou.ingest.page import Line, Page, Source
from hongtou.library import LibraryError
from hongtou.library import opening as module
from hongtou.library.schema import APPLICATION_ID, VERSION
from hongtou.library.store import Stamp, Store, path_bytes, readable

A, B = "a" * 64, "b" * 64


@pytest.fixture
def store(tmp_path):
    with closing(Store(tmp_path / "l.db", create=True)) as made:
        yield made


def put(store, path, name, sha256, mtime_ns=0):
    with store.transaction():
        store.put_file(Source(path, sha256, "text/plain", 3), 1)
        store.put_path(path_bytes(Path(path)), name, sha256, Stamp(3, mtime_ns), 10**10)


def test_a_new_library_says_what_it_is(store):
    assert store.db.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert store.db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert store.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_no_library_is_made_where_none_was_asked_for(tmp_path):
    with pytest.raises(LibraryError) as caught:
        Store(tmp_path / "none.db")
    assert caught.value.code == "no_library"
    assert not list(tmp_path.iterdir())


def test_a_newer_library_is_left_alone(tmp_path):
    path = tmp_path / "l.db"
    Store(path, create=True).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(LibraryError) as caught:
        Store(path, create=True)
    assert caught.value.code == "newer"
    assert "upgrade" in str(caught.value)


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "l.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(LibraryError) as caught:
        Store(path, create=True)
    assert caught.value.code == "not_a_library"
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "code"), [(b"text, no database, " * 50, "damaged"), (None, "denied")]
)
def test_what_is_no_library_is_said_to_be_none(tmp_path, content, code):
    path = tmp_path / "l.db"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(LibraryError) as caught:
        Store(path, create=True)
    assert caught.value.code == code


def test_a_library_under_another_writer_is_locked(store, monkeypatch):
    monkeypatch.setattr(module, "BUSY_SECONDS", 0)
    with (
        closing(Store(store.path)) as other,
        store.transaction(),
        pytest.raises(LibraryError) as caught,
        other.transaction(),
    ):
        pass
    assert caught.value.code == "locked"


def test_a_transaction_is_all_or_nothing(store):
    def half():
        with store.transaction():
            store.put_file(Source("x", A, "text/plain", 3), 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert store.file(A) is None


def test_migrations_run_one_by_one_and_once(tmp_path, monkeypatch):
    Store(tmp_path / "l.db", create=True).close()
    later = "CREATE TABLE later (x);\nINSERT INTO later VALUES ('a;b');\n"
    monkeypatch.setattr(module, "MIGRATIONS", (*module.MIGRATIONS, later))
    monkeypatch.setattr(module, "VERSION", VERSION + 1)
    for _ in range(2):
        with closing(Store(tmp_path / "l.db")) as store:
            assert store.db.execute("SELECT * FROM later").fetchall() == [("a;b",)]


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    Store(tmp_path / "l.db", create=True).close()
    bad = "CREATE TABLE later (x);\nCREATE TABLE later (x);\n"
    monkeypatch.setattr(module, "MIGRATIONS", (*module.MIGRATIONS, bad))
    monkeypatch.setattr(module, "VERSION", VERSION + 1)
    with pytest.raises(LibraryError):
        Store(tmp_path / "l.db")
    monkeypatch.undo()
    with closing(Store(tmp_path / "l.db")) as store:
        assert store.db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert not store.db.execute("SELECT * FROM sqlite_master WHERE name = 'later'").fetchall()


@pytest.mark.parametrize("order", [("a.txt", "in/a.txt"), ("in/a.txt", "a.txt")])
def test_of_two_names_of_one_path_the_longer_stays(store, order):
    for name in order:
        put(store, "/in/a.txt", name, A)
    assert store.name(A) == "in/a.txt"


@pytest.mark.parametrize("order", [("b.txt", "a.txt"), ("a.txt", "b.txt")])
def test_of_two_places_of_one_content_the_smaller_name_counts(store, order):
    for name in order:
        put(store, f"/{name}", name, A)
    assert store.name(A) == "a.txt"


def test_a_content_that_gives_way_is_remembered(store):
    put(store, "/a.txt", "a.txt", A)
    put(store, "/a.txt", "a.txt", B)
    assert [sha256 for _, _, sha256 in store.all_paths()] == [B]
    assert store.db.execute("SELECT sha256 FROM replaced").fetchall() == [(A,)]
    assert store.file(A)


def test_an_unchanged_file_is_known_and_a_changed_one_is_not(store):
    put(store, "/a.txt", "a.txt", A)
    path = path_bytes(Path("/a.txt"))
    assert store.known(path, Stamp(3, 0), 10) == A
    assert store.known(path, Stamp(4, 0), 10) is None
    assert store.known(path, Stamp(3, 1), 10) is None


def test_a_file_changed_just_before_it_was_read_is_looked_at_again(store):
    put(store, "/a.txt", "a.txt", A, mtime_ns=10**10 - 5)
    assert store.known(path_bytes(Path("/a.txt")), Stamp(3, 10**10 - 5), 10) is None


def test_one_image_in_two_files_keeps_its_place_in_each(store):
    page = Page(1, 595.0, 842.0, (Line("甲"),), "ocr", notes=("blank",))
    with store.transaction():
        for sha256, number, notes in ((A, 1, ("blank",)), (B, 3, ())):
            store.put_file(Source("x", sha256, "application/pdf", 3), 1)
            placed = replace(page, number=number, notes=notes)
            store.put_pages(sha256, "r", [("key", placed)])
    assert store.db.execute("SELECT count(*) FROM pages").fetchone() == (1,)
    assert store.file_pages(A) == [page]
    (other,) = store.file_pages(B)
    assert (other.number, other.notes, other.lines) == (3, (), page.lines)


@pytest.mark.parametrize("what", ["UPDATE corrections SET who = 'x'", "DELETE FROM corrections"])
def test_corrections_can_only_be_added(store, what):
    store.db.execute(
        "INSERT INTO corrections (sha256, part, quote, field, old, new, who, at)"
        " VALUES ('a', 1, 'q', 'title', 'null', '\"t\"', 'w', 'now')"
    )
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.db.execute(what)


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_names_that_are_no_utf8_can_be_read():
    raw = "公文.pdf".encode("gb18030").decode("utf-8", "surrogateescape")
    assert readable(raw) == "公文.pdf"
    assert readable("通知.pdf") == "通知.pdf"


def test_a_library_that_may_not_be_written_can_be_read(tmp_path, monkeypatch):
    """Root may write everywhere, so the refusal of the file system is played."""
    import sqlite3

    path = tmp_path / "library.db"
    Store(path, create=True).close()

    def refuse(_):
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(module, "_writable", refuse)
    with pytest.raises(LibraryError):
        Store(path)
    store = Store(path, readonly=True)
    assert store.contents_in_error() == set()
    store.close()
    assert list(tmp_path.iterdir()) == [path]
