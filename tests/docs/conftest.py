import re

import pytest
import typer.main

from hongtou import cli

FENCE = re.compile(
    r"^(?P<mark>```+)(?P<kind>\w*)\n(?P<body>.*?)^(?P=mark)$", re.DOTALL | re.MULTILINE
)


@pytest.fixture(scope="session")
def commands():
    """Every command of the command line, by its words: `library info`."""
    found = {}

    def gather(command, words):
        children = getattr(command, "commands", None)
        if children is None:
            found[" ".join(words)] = command
            return
        for name, child in children.items():
            gather(child, [*words, name])

    gather(typer.main.get_command(cli.app), [])
    assert len(found) >= 7
    return found


@pytest.fixture(scope="session")
def page(root):
    """The text of a page of the documentation."""

    def read(name):
        return (root / name).read_text("utf-8")

    return read


@pytest.fixture(scope="session")
def section():
    """The text below a heading, up to the next heading of its level or above."""

    def cut(text, heading):
        marks, _, _ = heading.partition(" ")
        parts = re.split(rf"^{re.escape(heading)}\n", text, flags=re.MULTILINE)
        assert len(parts) == 2, f"one heading {heading!r}"
        return re.split(rf"^#{{1,{len(marks)}}} ", parts[1], flags=re.MULTILINE)[0]

    return cut


@pytest.fixture(scope="session")
def rows():
    """The rows of all tables in a text, header rows left out, as lists of cells."""

    def split(text):
        lines = [line.strip("|") for line in text.splitlines() if line.startswith("|")]
        found = [[cell.strip() for cell in line.split("|")] for line in lines]
        rules = [i for i, cells in enumerate(found) if set("".join(cells)) <= set("-: ")]
        return [cells for i, cells in enumerate(found) if not {i, i + 1} & set(rules)]

    return split


@pytest.fixture(scope="session")
def fences():
    """The fenced blocks of one kind."""

    def find(text, kind):
        return [match["body"] for match in FENCE.finditer(text) if match["kind"] == kind]

    return find


@pytest.fixture(scope="session")
def shell_lines():
    """The lines of indented blocks: what a reader types."""

    def find(text):
        plain = FENCE.sub("", text)
        return [line.strip() for line in plain.splitlines() if line.startswith("    ")]

    return find
