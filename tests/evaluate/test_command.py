"""`hongtou evaluate`: folders of many shapes, what it prints, how it ends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hongtou.evaluate.samples import find_samples

ROOT = Path(__file__).parents[2]


def scored(result):
    return json.loads(result.stdout)


def named(record, file, **more):
    return {**record, "source": {"file": file, "part": 1}, **more}


OLDER = {"number": "安政发〔2015〕12号", "title": "安河市人民政府关于便民服务的意见",
         "issued_on": "2015-06-01", "clauses": [{"id": "一", "label": "一"}], "references": []}  # fmt: skip


def test_records_of_another_system_are_scored(run, folder, record, records_file):
    records = records_file(named(record, "a.txt"), named(OLDER, "b.txt"))
    result = run(folder, "--records", records, "--json")
    assert result.exit_code == 0, result.stderr
    made = scored(result)
    assert made["variants"]["all"]["score"] == 1.0
    assert made["variants"]["all"]["circulars"] == 2
    assert [one["errors"] for one in made["circulars"]] == [[], []]


def test_the_table_for_people_says_what_is_wrong_confident_errors_first(
    run, folder, record, records_file
):
    wrong = named(record, "a.txt", genre="函")
    wrong["clauses"] = []
    result = run(folder, "--records", records_file(wrong, named(OLDER, "b.txt")))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("Not right"))
    assert lines[start + 1] == "! a.txt:1 genre: 通知 → 函 (0.95)"
    assert any(line.startswith("  a.txt:1 clauses [一]: 一 → ∅") for line in lines[start:])


def test_against_a_baseline_what_was_lost_is_named_and_ends_with_1(
    run, folder, record, records_file, tmp_path
):
    good = run(folder, "--records", records_file(named(record, "a.txt")), "--json")
    base = tmp_path / "base.json"
    base.write_text(good.stdout, "utf-8")
    again = run(folder, "--records", records_file(named(record, "a.txt")), "--against", base)
    assert again.exit_code == 0
    worse = named(record, "a.txt", genre="函")
    better = named(OLDER, "b.txt")
    result = run(folder, "--records", records_file(worse, better), "--against", base)
    assert result.exit_code == 1
    assert "1 circulars won, 1 lost" in result.stdout
    assert "- 安政发〔2021〕7号 (a.txt:1): genre 0→1" in result.stdout
    assert "+ 安政发〔2015〕12号 (b.txt:1): " in result.stdout


def test_floors_that_are_not_met_end_with_1_and_name_the_circulars(
    run, folder, record, records_file, tmp_path
):
    floors = tmp_path / "floors.toml"
    floors.write_text("[text]\ngenre = { f1 = 1.0 }\n", "utf-8")
    records = records_file(named(record, "a.txt", genre="函"), named(OLDER, "b.txt"))
    result = run(folder, "--records", records, "--floors", floors)
    assert result.exit_code == 1
    assert "below the floor: text genre f1 0, wanted 1" in result.stderr
    assert "安政发〔2021〕7号 (a.txt:1)" in result.stderr
    records = records_file(named(record, "a.txt"), named(OLDER, "b.txt"))
    assert run(folder, "--records", records, "--floors", floors).exit_code == 0


def test_bad_gold_is_one_line_and_the_run_goes_on(run, folder, record, records_file):
    (folder / "c.gold.json").write_text("{", "utf-8")
    (folder / "d.gold.json").write_text('{"source": "d.pdf", "documents": [{}]}', "utf-8")
    result = run(folder, "--records", records_file(named(record, "a.txt")), "--json")
    assert result.exit_code == 1
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "gold c.gold.json", "gold d.gold.json",
    ]  # fmt: skip
    assert scored(result)["variants"]["all"]["circulars"] == 2


@pytest.mark.parametrize(
    ("make", "code"), [(lambda _: None, 2), (lambda path: path.mkdir(), 3)], ids=["none", "empty"]
)
def test_a_folder_without_gold(run, tmp_path, make, code):
    path = tmp_path / "nothing"
    make(path)
    result = run(path)
    assert result.exit_code == code
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("text", ["no json", '{"number": "1"}', '{"source": "a.txt"}'])
def test_records_without_a_file_are_told(run, folder, tmp_path, text):
    path = tmp_path / "r.jsonl"
    path.write_text(text + "\n", "utf-8")
    result = run(folder, "--records", path)
    assert result.exit_code == 2
    assert "r.jsonl:1" in result.stderr


def test_the_gold_itself_is_checked(run, folder, document, rewrite):
    assert run(folder, "--check-gold").exit_code == 0
    document["title"] = "安河市人民政府关于另一工作的通知"
    rewrite(folder, "a", [document])
    result = run(folder, "--check-gold")
    assert result.exit_code == 1
    assert "a.gold.json:1: does not stand in the text: title" in result.stdout


def samples(folder):
    return [
        (
            sample.stem,
            sample.variant,
            [path.relative_to(folder).as_posix() for path in sample.files],
        )
        for sample in find_samples(folder).samples
    ]


def put(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


GOLD = '{"source": "a.pdf", "documents": [{"number": "1"}]}'


def test_gold_beside_scans_with_texts_in_the_next_folder(tmp_path):
    put(
        tmp_path,
        scans__a_gold_json=GOLD,
        scans__a_pdf="",
        text__a_txt="",
        sources__a_toml='variant = "fax"\n',
    )
    assert samples(tmp_path) == [("a", "fax", ["scans/a.pdf"]), ("a", "text", ["text/a.txt"])]


def test_gold_in_a_folder_of_its_own(tmp_path):
    gold = GOLD.replace("a.pdf", "a.txt")
    put(tmp_path, gold__a_json=gold, scans__a_pdf="", text__a_txt="", scans__a_truth_json="[]")
    assert samples(tmp_path) == [("a", "pdf", ["scans/a.pdf"]), ("a", "text", ["text/a.txt"])]


def test_a_circular_over_two_files_and_a_variant_named_by_the_gold(tmp_path):
    gold = '{"source": ["a.1.pdf", "a.2.pdf"], "variant": "office", "documents": [{"number": "1"}]}'
    put(tmp_path, a_gold_json=gold, a_1_pdf="", a_2_pdf="")
    assert samples(tmp_path) == [("a", "office", ["a.1.pdf", "a.2.pdf"])]


def test_files_are_read_through_a_library_that_is_kept_or_not(run, folder, tmp_path):
    """The whole road once: from files to figures, again from the library, and in a worker."""
    library = tmp_path / "kept.db"
    first = run(folder, "--json", "--quiet", "--jobs", "1", "--library", library)
    assert first.exit_code == 0, first.stderr
    assert library.is_file()
    again = run(folder, "--json", "--quiet", "--library", library)
    assert again.stdout == first.stdout
    made = scored(first)
    assert made["variants"]["text"]["fields"]["number"]["right"] == 2
    assert made["variants"]["text"]["calibration"]["fields"] > 5
    assert not list(tmp_path.glob("hongtou*.db"))


def test_a_broken_rule_makes_it_fail_and_names_the_circulars_lost(folder, run, tmp_path):
    """A copy of the program in which a rule of document numbers finds nothing any more."""
    base = tmp_path / "base.json"
    base.write_text(run(folder, "--json", "--quiet", "--jobs", "1").stdout, "utf-8")
    copy = tmp_path / "site" / "hongtou"
    packages = ("ingest", "extract", "graph", "records", "library", "evaluate")
    for name in packages:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    for name in ("__init__.py", "cli.py"):
        shutil.copy(ROOT / name, copy / name)
    rules = copy / "extract" / "rules" / "number.toml"
    text = rules.read_text("utf-8")
    patterns = [
        line for line in text.splitlines() if line.startswith("pattern = ") and "〔" in line
    ]
    assert patterns
    for line in patterns:
        text = text.replace(line, line.replace("〔", "☃"))
    rules.write_text(text, "utf-8")
    command = [
        sys.executable,
        "-c",
        "from hongtou.cli import main; main()",
        "evaluate",
        str(folder),
    ]
    made = subprocess.run(
        [*command, "--quiet", "--jobs", "1", "--against", str(base)],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(copy.parent), "HONGTOU_LANG": "en"},
    )  # fmt: skip
    assert made.returncode == 1, made.stderr
    assert "2 lost" in made.stdout
    for number in ("安政发〔2021〕7号 (a.txt:1)", "安政发〔2015〕12号 (b.txt:1)"):
        (line,) = [line for line in made.stdout.splitlines() if line.startswith(f"- {number}")]
        assert "number 0→1" in line
