"""Every circular of the corpus makes a record that fits the schema."""

from pathlib import Path

import pytest

import hongtou
from hongtou.records import validate
from hongtou.records.plain import dumps

TEXTS = sorted((Path(__file__).resolve().parents[2] / "corpus" / "text").glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_record_fits_the_schema(path):
    for circular in hongtou.read(path):
        validate(dumps(circular.to_record()))
