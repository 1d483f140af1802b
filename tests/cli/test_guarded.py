"""What must not get out, or in: personal data, and files with a secrecy mark."""

import json
import sqlite3

import pytest

NUMBER = "安政办发〔2021〕7号"


@pytest.fixture
def secret(place, circular_text):
    path = place / "secret.txt"
    path.write_text("机密★1年\n" + circular_text(matter="绝无仅有"), encoding="utf-8")
    return path


def test_a_marked_file_is_stopped_and_nothing_of_it_kept(run, secret, place):
    result = run("process", secret)
    assert result.exit_code == 3
    assert "--allow-classified" in result.stderr + result.stdout
    db = sqlite3.connect(place / "hongtou.db")
    for table in ("pages", "file_pages", "circulars"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    db.close()
    assert "绝无仅有".encode() not in (place / "hongtou.db").read_bytes()


def test_others_of_the_run_are_read(run, secret, texts, place):
    assert run("process", secret, texts).exit_code == 1
    assert len(run("export", "jsonl").stdout.splitlines()) == 3


def test_a_marked_file_is_read_where_that_is_allowed(run, secret):
    assert run("process", secret).exit_code == 3
    assert run("process", "--allow-classified", secret).exit_code == 0
    assert json.loads(run("export", "jsonl").stdout)["secrecy"] == "机密"


def test_an_export_masks_personal_data_when_asked(run, place, circular_text):
    path = place / "a.txt"
    text = circular_text().replace("各地于年底前完成。", "各地于年底前完成，联系手机13800005555。")
    path.write_text(text, encoding="utf-8")
    assert run("process", path).exit_code == 0
    assert "13800005555" in run("export", "jsonl").stdout
    masked = run("export", "jsonl", "--mask-personal").stdout
    assert "13800005555" not in masked
    assert json.loads(masked)["personal"][0] | {"key": ""} == {
        "key": "",
        "kind": "mobile",
        "text": "138******55",
    }
