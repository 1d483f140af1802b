"""The guide says every command, option, exit code, setting and fault there is, and no other."""

import ast
import re
from inspect import signature

import pytest

from hongtou import cli
from hongtou.ingest.engines import names
from hongtou.ingest.engines.paddle import PaddleEngine
from hongtou.library import bulk, console, settings

GUIDE = "docs/guide.md"
CODE = re.compile(r"`([^`]+)`")
EVERYWHERE = {"-h", "--help"}


def options_of(command):
    found = {option for parameter in command.params for option in getattr(parameter, "opts", ())}
    return {option for option in found if option.startswith("-")} - EVERYWHERE


def said(text):
    """The options named in code."""
    words = " ".join(CODE.findall(text)).split()
    return {word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)} - EVERYWHERE


def test_every_command_has_a_section_and_every_section_a_command(commands, page):
    headed = re.findall(r"^## hongtou (.+)$", page(GUIDE), re.MULTILINE)
    assert sorted(headed) == sorted(commands)


def test_every_option_stands_in_its_section_and_no_other(commands, page, section, rows):
    for words, command in commands.items():
        text = section(page(GUIDE), f"## hongtou {words}")
        listed = said("\n".join(cells[0] for cells in rows(text)))
        assert listed == options_of(command), words


def codes_of_the_program():
    names = ("SOME_FAILED", "USAGE", "NO_INPUT", "LIBRARY", "ENGINE", "INTERRUPTED")
    declared = {getattr(console, name) for name in names}
    return {0, *declared, bulk.DONE, bulk.SOME_FAILED, bulk.USAGE, bulk.NO_INPUT}


def test_every_exit_code_is_explained(page, section, rows):
    table = rows(section(page(GUIDE), "## Exit codes"))
    assert {int(cells[0]) for cells in table} == codes_of_the_program()
    assert all(cells[1] for cells in table)


def test_the_docstring_of_the_command_line_names_the_same_exit_codes():
    named = set(re.findall(r"(?:^|[ :·])(\d+) [a-z]", " ".join(cli.__doc__.split())))
    assert {int(code) for code in named} == codes_of_the_program()


def test_every_setting_stands_with_its_variable(page, section, rows):
    table = rows(section(page(GUIDE), "## Settings"))
    pairs = {(cells[0].strip("`"), cells[1].strip("`")) for cells in table}
    for name in settings._KNOWN:
        expected = (
            ("[engines.NAME]", "") if name == "engines" else (name, settings._ENVIRONMENT[name])
        )
        assert expected in pairs
    assert ("", "HONGTOU_LANG") in pairs
    assert len(pairs) == len(settings._KNOWN) + 1


def fault_codes(root):
    """The first argument of every `InputError` and `Failure` in the sources."""
    found = set()
    for folder in ("ingest", "library"):
        for path in (root / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                called = getattr(node.func, "id", "")
                first = node.args[0]
                if called in ("InputError", "Failure"):
                    found |= {
                        part.value
                        for part in ast.walk(first)
                        if isinstance(part, ast.Constant)
                        and isinstance(part.value, str)
                        and re.fullmatch("[a-z_]+", part.value)
                    }
    return found


def test_every_fault_has_advice(root, page, section, rows):
    table = rows(section(page(GUIDE), "## Faults, and what to do"))
    listed = {cells[0].strip("`") for cells in table if len(cells) == 3}
    known = fault_codes(root)
    assert len(known) >= 10
    assert listed == known


def test_every_issue_is_explained(root, page, section, rows):
    table = rows(section(page(GUIDE), "## Faults, and what to do"))
    listed = {cells[0].strip("`") for cells in table if len(cells) == 2}
    made = set()
    folders = ("extract", "records", "library")
    for path in (path for name in folders for path in (root / name).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = getattr(getattr(node, "func", None), "id", "")
            if called in ("Issue", "_issue") and isinstance(node.args[0], ast.Constant):
                made.add(node.args[0].value)
    assert len(made) >= 4
    assert listed == made


def test_every_engine_of_the_package_is_described(page, section, rows):
    listed = {cells[0].strip("`") for cells in rows(section(page(GUIDE), "## Engines"))}
    assert listed <= set(names())
    assert listed == {"rapidocr", "int8", "paddle", "null", "replay"}


@pytest.mark.parametrize("name", ["README.md", GUIDE])
def test_python_in_the_pages_runs(name, root, page, fences, tmp_path):
    """The examples are run one after the other, on the sample texts, as a reader would."""
    import subprocess
    import sys

    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "text").mkdir()
    for path in (root / "corpus" / "text").glob("0[57]*.txt"):
        (tmp_path / "corpus" / "text" / path.name).write_bytes(path.read_bytes())
    blocks = fences(page(name), "python")
    assert blocks
    for number, block in enumerate(blocks):
        script = tmp_path / f"example{number}.py"
        script.write_text(block, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-X", "utf8", script],
            cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        assert "岭" in run.stdout


def test_the_settings_example_is_accepted(page, fences, tmp_path, monkeypatch):
    block, paddle = fences(page(GUIDE), "toml")
    (tmp_path / "hongtou.toml").write_text(block, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in settings._ENVIRONMENT.values():
        monkeypatch.delenv(name, raising=False)
    made = settings.load_settings()
    assert made.jobs == 4
    assert made.engines == {"replay": {"path": "readings"}}
    (tmp_path / "hongtou.toml").write_text(paddle, encoding="utf-8")
    made = settings.load_settings()
    assert made.engine == "paddle"
    assert set(made.engine_options) == set(signature(PaddleEngine).parameters)
