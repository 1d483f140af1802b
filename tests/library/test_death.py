"""Files that kill, stall or exhaust the process that reads them."""

import sys

import pytest


def test_a_file_that_kills_its_worker_twice_is_quarantined(
    library, tmp_path, options, scripted, scan
):
    scripted.script("kill")
    bad = scan(tmp_path / "bad.png", 100, bad=1)
    good = scan(tmp_path / "good.png", 101)
    summary = library.process([bad, good], options())
    assert [failure.code for _, failure in summary.failures] == ["quarantined"]
    assert "exit code 7" in summary.failures[0][1].reason
    assert [record["number"] for record in library.records()] == ["安政办发〔2020〕101号"]
    assert scripted.reads() == 3, "the bad one was tried twice"

    again = library.process([bad, good], options())
    assert [failure.code for _, failure in again.failures] == ["quarantined"]
    assert scripted.reads() == 3, "and is not tried again"
    assert len(library.info()["quarantined"]) == 1

    scripted.script("read")
    last = library.process([bad, good], options(retry=True))
    assert last.failures == []
    assert len(list(library.records())) == 2
    assert library.info()["quarantined"] == library.info()["failed"] == []


def test_the_other_pages_of_a_bad_file_are_kept(library, tmp_path, options, scripted, scan):
    scripted.script("kill")
    path = scan(tmp_path / "long.tif", 100, pages=40, bad=35)
    summary = library.process([path], options())
    assert [failure.code for _, failure in summary.failures] == ["quarantined"]
    assert library.info()["pages"] == 32
    assert list(library.records()) == [], "half a file is not taken for a whole one"
    scripted.script("read")
    before = scripted.reads()
    summary = library.process([path], options(retry=True))
    assert (summary.pages, summary.failures) == (8, [])
    assert scripted.reads() - before == 8
    assert len(list(library.records())) == 40


def test_a_file_that_takes_too_long_is_given_up(library, tmp_path, options, scripted, scan):
    scripted.script("sleep")
    bad = scan(tmp_path / "bad.png", 100, bad=1)
    good = scan(tmp_path / "good.png", 101)
    summary = library.process([bad, good], options(page_seconds=1.5, jobs=2))
    assert [failure.code for _, failure in summary.failures] == ["quarantined"]
    assert "longer than 3 seconds" in summary.failures[0][1].reason
    assert len(list(library.records())) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of address space there")
def test_a_file_that_wants_too_much_memory_is_given_up(library, tmp_path, options, scripted, scan):
    scripted.script("hoard")
    bad = scan(tmp_path / "bad.png", 100, bad=1)
    good = scan(tmp_path / "good.png", 101)
    summary = library.process([bad, good], options())
    assert "2.0 GB of memory" in summary.failures[0][1].reason
    assert len(list(library.records())) == 1


def test_a_unit_cut_off_from_outside_is_no_death(library, tmp_path, options, scripted, scan):
    path = scan(tmp_path / "a.png", 100)
    library.process([path], options())
    for _ in range(5):
        with library.store.transaction():
            library.store.db.execute("DELETE FROM file_pages")
            library.store.db.execute("DELETE FROM extractions")
            library.store.db.execute(
                "INSERT OR REPLACE INTO attempts SELECT 'read:x', path, 9, 0, 'running', NULL, ''"
                " FROM paths"
            )
        assert library.process([path], options()).failures == []
