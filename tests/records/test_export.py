"""Records as files."""

import csv
import io
import json

import pytest

from hongtou.records import to_record, write
from hongtou.records.export import COLUMNS, cell


@pytest.fixture
def records(full, source):
    return [to_record(full, source)]


def test_jsonl_holds_one_record_a_line(records, tmp_path):
    target = tmp_path / "new" / "records.jsonl"
    assert write(records * 2, "jsonl", str(target)) == 2
    lines = target.read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == records * 2
    assert "便民" in lines[0], "Chinese stands as it is"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_array(records, count, tmp_path):
    write(records * count, "json", str(tmp_path / "r.json"))
    assert json.loads((tmp_path / "r.json").read_text("utf-8")) == records * count


def test_csv_opens_in_a_spreadsheet(records, tmp_path):
    write(records, "csv", str(tmp_path / "r.csv"))
    data = (tmp_path / "r.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, row = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert head == list(COLUMNS)
    cells = dict(zip(head, row, strict=True))
    assert cells["issuers"] == "安河市人民政府办公室；安河市财政局"
    assert cells["contacts"] == "王某 0500-1234567；李某 l@a.cn"
    assert cells["first_page"] == "1"
    assert cells["received" if "received" in cells else "same_as"] == ""


@pytest.mark.parametrize(
    "title", ['=HYPERLINK("http://a")', "+1", "-1", "@a", "＝1", "\uff20a", "\t=1", " =1", "\n@a"]
)
def test_a_cell_is_never_a_formula(records, title):
    assert cell(records[0] | {"title": title}, "title").startswith("'")


def test_a_cell_is_one_line(records):
    assert cell(records[0] | {"title": "甲\r\n乙\t丙"}, "title") == "甲 乙 丙"


def test_a_failed_export_leaves_the_old_file(records, tmp_path):
    target = tmp_path / "r.jsonl"
    target.write_text("old")

    def breaking():
        yield records[0]
        raise RuntimeError("the library went away")

    with pytest.raises(RuntimeError):
        write(breaking(), "jsonl", str(target))
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target], "no half file stays behind"


def test_what_breaks_the_schema_is_not_exported(records, tmp_path):
    from pydantic import ValidationError

    with pytest.raises(ValidationError):
        write([records[0] | {"title": ""}], "csv", str(tmp_path / "r.csv"))
    assert not list(tmp_path.iterdir())


def test_a_dash_is_stdout(records, capfdbinary):
    assert write(records, "jsonl", "-") == 1
    assert json.loads(capfdbinary.readouterr().out) == records[0]


def test_a_lone_surrogate_does_not_end_an_export(records, tmp_path):
    broken = records[0] | {"title": "通知\ud800"}
    write([broken], "jsonl", str(tmp_path / "r.jsonl"))
    assert json.loads((tmp_path / "r.jsonl").read_text("utf-8"))["title"] == "通知?"


def test_a_record_that_breaks_the_schema_does_not_keep_the_others(records, tmp_path):
    told = []
    target = tmp_path / "r.jsonl"
    bad = records[0] | {"title": "", "id": "坏"}
    count = write([bad, *records], "jsonl", str(target), lambda *what: told.append(what))
    assert count == len(target.read_text("utf-8").splitlines()) == 1
    assert [identifier for identifier, _ in told] == ["坏"]
    assert told[0][1].startswith("title: ")
