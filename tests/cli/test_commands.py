"""The commands: what they print, where, and with which code they end."""

import csv
import io
import json
import subprocess
import sys

import jsonschema
import pytest
from PIL import Image

from hongtou import __version__
from hongtou.cli import app


@pytest.fixture
def held(run, texts):
    """The texts in ./hongtou.db."""
    assert run("process", texts, "--jobs", "1").exit_code == 0


def every_command():
    for command in app.registered_commands:
        yield command.callback
    for group in app.registered_groups:
        for command in group.typer_instance.registered_commands:
            yield command.callback


def test_no_command_has_more_than_12_options():
    for callback in every_command():
        kinds = [str(kind) for name, kind in callback.__annotations__.items() if name != "return"]
        assert sum("typer.Argument" not in kind for kind in kinds) <= 12, callback


def test_version(run):
    assert run("--version").stdout == f"hongtou {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["nosuch"], ["process"], ["export"], ["show"]])
def test_wrong_usage_ends_with_2(run, arguments):
    assert run(*arguments).exit_code == 2


def test_process_prints_the_circulars_found(run, texts):
    result = run("process", texts, "--jobs", "1")
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert rows[0][0] in ("number", "发文字号")
    assert [row[0] for row in rows[1:]] == ["安政办发〔2021〕7号"] * 2 + ["安政办发〔2021〕8号"]
    assert rows[1][1] == "宁州市财政局关于便民服务的通知"
    assert (rows[1][2], rows[1][3]) == ("宁州市财政局", "2021-03-05")
    assert "hongtou.db" in result.stderr


def test_a_file_that_goes_on_from_another_is_no_complaint(run, tmp_path):
    place = tmp_path / "parts"
    place.mkdir()
    head = "石堰县人民政府文件\n石政发〔2021〕8号\n石堰县人民政府关于集贸市场的决定\n各乡镇人民政府：\n"
    (place / "a_1.txt").write_text(head + "一、摊位公开招租。\n二、租金由村收取。\n", "utf-8")
    (place / "a_2.txt").write_text("三、市场外不得设摊。\n四、每季度检查一次。\n", "utf-8")
    told = run("process", place, "--jobs", "1").stderr
    assert "1 circulars" in told
    assert "a_2.txt" not in told


def test_process_as_json(run, texts):
    (texts / "bad.pdf").write_bytes(b"")
    result = run("process", texts, "--json", "-j", "1")
    assert result.exit_code == 1
    made = json.loads(result.stdout)
    assert (made["files"], made["read"], made["pages"]) == (4, 3, 3)
    assert len(made["circulars"]) == 3
    assert [(f["file"], f["code"]) for f in made["failed"]] == [("in/bad.pdf", "empty")]
    again = json.loads(run("process", texts, "--json").stdout)
    assert (again["read"], again["unchanged"], again["pages"]) == (0, 3, 0)


def test_a_document_from_stdin(run, circular_text):
    result = run("process", "-", "--json", "-j", "1", data=circular_text())
    assert result.exit_code == 0
    (circular,) = json.loads(result.stdout)["circulars"]
    assert (circular["id"], circular["file"]) == ("安政办发〔2021〕7号", "-")


def test_a_path_that_never_was_ends_with_2_and_the_others_are_read(run, texts):
    result = run("process", "nosuch.pdf", "no*.pdf", texts, "-j", "1")
    assert result.exit_code == 2
    assert "nosuch.pdf" in result.stderr
    assert "no*.pdf" in result.stderr
    assert len(result.stdout.splitlines()) == 4


def test_no_input_that_could_be_read_ends_with_3(run, place):
    (place / "none").mkdir()
    assert run("process", "none").exit_code == 3
    (place / "a.pdf").write_bytes(b"")
    assert run("process", "a.pdf", "-j", "1").exit_code == 3


def test_library_trouble_ends_with_4(run, place, texts):
    (place / "broken.db").write_text("no database" * 100)
    assert run("process", texts, "-l", "broken.db").exit_code == 4
    for command in (["show", "x"], ["export", "jsonl"], ["library", "info"]):
        result = run(*command, "-l", "none.db")
        assert result.exit_code == 4
        assert "none.db" in result.stderr
        assert len(result.stderr.splitlines()) == 1
    assert not (place / "none.db").exists()


def test_an_engine_that_is_not_there_ends_with_5(run, place, scan):
    scan(place / "a.png")
    result = run("process", "a.png", "--engine", "nosuch", "-j", "1")
    assert result.exit_code == 5
    assert "nosuch" in result.stderr
    assert "rapidocr" in result.stderr
    assert run("doctor", "--engine", "nosuch").exit_code == 5


@pytest.mark.parametrize(
    "wanted",
    ["安政办发〔2021〕8号", "安政办发[2021]8号", "安政办发（2021） 8 号", "安政办发【2021】8号"],
)
def test_show_takes_a_number_with_any_brackets(run, held, wanted):
    result = run("show", wanted, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "安政办发〔2021〕8号"


def test_show_prints_fields_with_confidence_and_place(run, held):
    lines = run("show", "安政办发〔2021〕8号").stdout.splitlines()
    cells = {line.split("\t")[0]: line.split("\t") for line in lines}
    number = cells.get("document number") or cells["发文字号"]
    assert number[1] == "安政办发〔2021〕8号"
    assert float(number[2]) >= 0.9
    assert any(char.isdigit() for char in number[3])


def test_show_says_when_an_id_names_several(run, held):
    result = run("show", "安政办发〔2021〕7号", "--json")
    assert result.exit_code == 0
    assert "2" in result.stderr
    exact = run("show", "安政办发〔2021〕7号@宁州市财政局", "--json")
    record = json.loads(exact.stdout)
    assert (record["issuers"], exact.stderr) == (["宁州市财政局"], "")
    key = f"{record['source']['sha256'][:10]}:1"
    assert json.loads(run("show", key, "--json").stdout) == record


def test_show_helps_when_nothing_is_held(run, held):
    result = run("show", "安政办函〔2021〕8号")
    assert result.exit_code == 2
    assert "安政办发〔2021〕8号" in result.stderr
    assert result.stdout == ""


def test_show_pages_prints_the_text(run, held):
    assert "为做好便民服务工作" in run("show", "安政办发〔2021〕8号", "--pages").stdout


def test_a_file_without_a_circular_can_be_looked_at(run, place):
    (place / "a.txt").write_text("\n \n二三事\n", encoding="utf-8")
    result = run("process", "a.txt", "-j", "1")
    assert result.exit_code in (0, 1)
    if len(result.stdout.splitlines()) == 0:
        assert "hongtou show" in result.stderr


@pytest.mark.parametrize("form", ["jsonl", "json", "csv"])
def test_exports_are_the_same_bytes_twice(run, held, place, form):
    for name in ("one", "two"):
        result = run("export", form, "-o", f"out/{name}")
        assert result.exit_code == 0
        assert result.stdout == ""
    assert (place / "out/one").read_bytes() == (place / "out/two").read_bytes()
    printed = run("export", form)
    assert printed.stdout_bytes == (place / "out/one").read_bytes()


def test_every_exported_record_fits_the_schema(run, held):
    schema = json.loads(run("schema").stdout)
    checker = jsonschema.Draft202012Validator(schema)
    lines = run("export", "jsonl").stdout.splitlines()
    assert len(lines) == 3
    for line in lines:
        checker.validate(json.loads(line))


def test_csv_has_a_row_for_each(run, held):
    rows = list(csv.reader(io.StringIO(run("export", "csv").stdout.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 4


@pytest.mark.parametrize(
    "arguments", [["xml"], ["jsonl", "-o", "."], ["jsonl", "-o", "in/a.txt/x"]]
)
def test_an_export_that_cannot_be_ends_with_2(run, held, arguments):
    result = run("export", *arguments)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_engines(run):
    rows = {row["name"]: row for row in json.loads(run("engines", "--json").stdout)}
    assert {"null", "rapidocr", "replay"} <= set(rows)
    assert rows["rapidocr"]["ready"]
    assert rows["rapidocr"]["default"]
    assert not rows["replay"]["ready"]
    assert "rapidocr" in run("engines").stdout


def test_the_models_of_the_wheel_fill_a_folder(run, place):
    done = run("engines", "--fill", place / "models")
    assert done.exit_code == 0
    folders = [place / "models" / f"PP-OCRv6_small_{part}" for part in ("det", "rec")]
    assert done.stdout.split() == [str(folder) for folder in folders]
    for folder in folders:
        assert sorted(file.name for file in folder.iterdir()) == [
            "inference.onnx",
            "inference.yml",
        ]


def test_models_for_an_engine_that_takes_none(run, place):
    Image.new("L", (64, 64), 128).save(place / "a.png")
    done = run("process", place / "a.png", "--models", "models", "--jobs", "1")
    assert done.exit_code == 5
    assert "--engine paddle" in done.stderr


def test_doctor(run, place):
    result = run("doctor", "--json")
    assert result.exit_code == 0
    states = {check["code"]: check["state"] for check in json.loads(result.stdout)}
    assert states["python"] == states["sqlite"] == states["library"] == states["engine"] == "fine"
    assert not (place / "hongtou.db").exists(), "a look changes nothing"
    (place / "broken.db").write_text("no database" * 100)
    assert run("doctor", "-l", "broken.db").exit_code == 4


def test_library_info(run, held):
    known = json.loads(run("library", "info", "--json").stdout)
    assert (known["files"], known["pages"], known["circulars"]) == (3, 3, 3)
    assert known["failed"] == known["vanished"] == known["orphaned"] == []
    assert "hongtou.db" in run("library", "info").stdout


def test_settings_come_from_file_environment_and_options(run, texts, place, monkeypatch):
    (place / "hongtou.toml").write_text('library = "file.db"\njobs = 1\n')
    run("process", texts)
    assert (place / "file.db").exists()
    monkeypatch.setenv("HONGTOU_LIBRARY", "environment.db")
    run("process", texts)
    run("process", texts, "--library", "option.db")
    assert (place / "environment.db").exists()
    assert (place / "option.db").exists()
    (place / "hongtou.toml").write_text("colour = 1\n")
    result = run("process", texts)
    assert result.exit_code == 2
    assert "colour" in result.stderr
    assert run("process", texts, "--jobs", "none").exit_code == 2


def test_words_are_chinese_where_the_locale_is(spawn, texts):
    made = spawn("process", texts, "-j", "1", language="zh")
    assert "发文字号" in made.stdout.decode()
    assert "公文 3 份" in made.stderr.decode()
    assert "读成有据可查的" in spawn("--help", language="zh").stdout.decode()
    assert "circulars" in spawn("--help").stdout.decode()


ASKED = [("export", "jsonl"), ("status", "安政办发〔2021〕8号"), ("wanted",)]


@pytest.mark.parametrize("asked", ASKED, ids=[asked[0] for asked in ASKED])
def test_a_reader_that_goes_away_is_no_error(run, held, place, asked):
    code = "from hongtou.cli import main; main()"
    command = [sys.executable, "-c", code, *asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        words = process.stderr.read()
    assert words == b""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_terminal_gets_a_table_and_a_bar(held, place, texts):
    import os
    import pty

    leader, follower = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100", "HONGTOU_LANG": "en"}
    code = "from hongtou.cli import main; main()"
    command = [sys.executable, "-c", code, "process", str(texts), "-l", "new.db", "-j", "1"]
    process = subprocess.Popen(command, stdout=follower, stderr=follower, env=environment)
    os.close(follower)
    shown = b""
    while True:
        try:
            block = os.read(leader, 65536)
        except OSError:
            break
        if not block:
            break
        shown += block
    os.close(leader)
    assert process.wait() == 0
    text = shown.decode("utf-8", "replace")
    assert "─" in text, "a table is drawn"
    assert "安政办发〔2021〕8号" in text
    assert "3 circulars in new.db" in text


def test_an_export_never_writes_over_its_library(run, held, place):
    for name in ("hongtou.db", "./hongtou.db", "hongtou.db-wal"):
        result = run("export", "jsonl", "-o", name)
        assert result.exit_code == 2
        assert "the library itself" in result.stderr
    assert run("library", "info").exit_code == 0


def test_a_path_that_cannot_be_looked_up_is_one_line(run, texts):
    result = run("process", "a" * 300 + ".pdf", texts, "--jobs", "1")
    assert result.exit_code == 1
    assert "cannot be looked up" in result.stderr


@pytest.mark.parametrize(
    "text", ['engines = "x"', "[engines]\nrapidocr = 5", 'library = ["a"]', "engine = 3"],
    ids=["engines", "options", "library", "engine"],
)  # fmt: skip
def test_settings_of_a_wrong_kind_are_one_line(run, place, texts, text):
    (place / "hongtou.toml").write_text(text, encoding="utf-8")
    result = run("process", texts)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_an_unknown_engine_is_refused_before_anything_is_read(run, texts):
    result = run("process", texts, "--engine", "nope")
    assert result.exit_code == 5
    assert "rapidocr" in result.stderr


def test_process_as_json_says_what_is_missing(run, texts, place):
    (place / "none.txt").write_text("\n", encoding="utf-8")
    result = run("process", texts, "none.txt", "nosuch.pdf", "--json")
    assert result.exit_code == 2
    found = json.loads(result.stdout)
    assert found["unknown"] == ["nosuch.pdf"]
    assert found["without_circular"] == ["none.txt"]
    assert found["unread"] == []


def test_a_renamed_file_is_called_what_it_is_called_now(run, place, circular_text):
    (place / "a.txt").write_text(circular_text(), encoding="utf-8")
    run("process", "a.txt")
    (place / "a.txt").rename(place / "b.txt")
    run("process", "b.txt")
    record = json.loads(run("export", "jsonl").stdout)
    assert record["source"]["file"] == "b.txt"


def test_a_list_shows_no_day_of_printing_as_that_of_issue(run, place):
    path = place / "undated.txt"
    path.write_text(
        "清原市财政局文件\n清财发〔2021〕12号\n清原市财政局关于做好工作的通知\n各县财政局：\n"
        "　　做好工作。\n清原市财政局办公室 2021年5月7日印发\n",
        encoding="utf-8",
    )
    (row,) = json.loads(run("process", "--json", path).stdout)["circulars"]
    assert row["date"] is None
    assert "issued_on" in row["doubts"]


def test_a_file_is_shown_by_the_name_that_process_gave_it(run, texts):
    (texts / "c.d").mkdir()
    (texts / "c.d" / "a.txt").write_text((texts / "c.txt").read_text("utf-8"), encoding="utf-8")
    assert run("process", texts, "-j", "1").exit_code == 0
    number = "安政办发〔2021〕8号"
    for name in ("c.txt", "c.txt:1", "c.d/a.txt", "in/c.txt"):
        assert number in run("show", name).stdout, name
    assert "2 " in run("show", "a.txt").stderr, "of two files of a name the others are told"
    assert run("show", "txt").exit_code == 2
    assert run("show", "nosuch.txt").exit_code == 2


def test_help_is_all_in_the_language_spoken(spawn):
    for words in (("--help",), ("show", "--help"), ("library", "info", "--help")):
        shown = spawn(*words, language="zh").stdout.decode()
        assert "用法：" in shown
        assert "显示本说明并退出。" in shown
        for english in ("Usage", "Options:", "Arguments", "Commands:", "Show this", "required"):
            assert english not in shown, words
    assert "Show this message and exit." in spawn("show", "--help").stdout.decode()


def test_an_engine_says_which_option_it_lacks(spawn):
    shown = spawn("engines").stdout.decode()
    assert "needs 'path'" in shown
    assert "__init__" not in shown
    assert "replay 缺少选项 'path'" in spawn("engines", language="zh").stdout.decode()


def test_cuts_that_cannot_be_written_name_their_own_option(run, texts, place, monkeypatch):
    from hongtou.library import showing

    def fail(*_):
        raise OSError(30, "Read-only file system")

    assert run("process", texts, "-j", "1").exit_code == 0
    monkeypatch.setattr(showing, "cut_out", fail)
    result = run("show", "安政办发〔2021〕8号", "--cuts", "cuts")
    assert (result.exit_code, "--cuts" in result.stderr, " -o" in result.stderr) == (2, True, False)
