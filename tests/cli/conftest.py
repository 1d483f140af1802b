"""The command line in this process and in one of its own."""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

COMMAND = [sys.executable, "-c", "from hongtou.cli import main; main()"]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A working folder without settings from outside."""
    for name in list(os.environ):
        if name.startswith("HONGTOU_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(place):
    """Run a command here: its result has exit_code, stdout and stderr."""
    from hongtou.cli import app

    def invoke(*arguments, data=None):
        result = CliRunner().invoke(app, [str(a) for a in arguments], input=data)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def spawn(place):
    """Run a command in a process of its own, in the language given."""

    def start(*arguments, language="en", data=None, environment=None):
        more = {"HONGTOU_LANG": language, "LC_ALL": "C.UTF-8"} | (environment or {})
        return subprocess.run(
            [*COMMAND, *map(str, arguments)],
            input=data,
            capture_output=True,
            env=os.environ | more,
            check=False,
            timeout=120,
        )

    return start


@pytest.fixture
def texts(place, circular_text):
    """Three texts: two circulars with one number, one with another."""
    folder = place / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(circular_text(), encoding="utf-8")
    (folder / "b.txt").write_text(circular_text(issuer="宁州市财政局"), encoding="utf-8")
    (folder / "c.txt").write_text(circular_text(number="安政办发〔2021〕8号"), encoding="utf-8")
    return folder
