"""Libraries in temporary folders."""

import pytest

from hongtou.library import Library, Options
from hongtou.records import write


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "l.db") as made:
        yield made


@pytest.fixture
def options(scripted):
    """One worker with the scripted engine."""

    def make(**more):
        chosen = {"engine": "scripted", "engine_options": scripted.options, "jobs": 1}
        return Options(**(chosen | more))

    return make


@pytest.fixture
def exported(tmp_path):
    """The bytes of a library's export."""

    def export(library):
        target = tmp_path / "exported.jsonl"
        write(library.records(), "jsonl", str(target))
        return target.read_bytes()

    return export
