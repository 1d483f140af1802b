"""The quality floors of corpus/floors.toml: on all texts, and on some scans of the easy variants.

All scans of all variants are `make evaluate`. What OCR read is kept for as long as the engine
stays the same, so only the first run recognises anything.
"""

from pathlib import Path

import pytest

from hongtou.evaluate.compare import read_floors, shortfalls
from hongtou.evaluate.predict import read_here
from hongtou.evaluate.results import as_json, score_samples
from hongtou.evaluate.samples import Found, find_samples

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
A_FEW = 3
"""Scans of each easy variant."""


def scores(variant, engine, most=None):
    found = find_samples(CORPUS)
    samples = tuple(one for one in found.samples if one.variant == variant)[:most]
    predictions = read_here(samples, engine)
    return as_json(
        score_samples(samples, predictions, CORPUS), Found(samples, found.complaints), predictions
    )


def missed(made):
    floors = {k: v for k, v in read_floors(CORPUS / "floors.toml").items() if k != "all"}
    return [
        f"{one.variant} {one.field} {one.measure}: {one.value} for {one.floor}; {one.circulars}"
        for one in shortfalls(made, floors)
    ]


def test_floors_hold_for_every_text():
    made = scores("text", "null")
    assert made["variants"]["text"]["circulars"] >= 48
    assert missed(made) == []


@pytest.mark.ocr
@pytest.mark.xdist_group("corpus")
@pytest.mark.parametrize("variant", ["clean", "office"])
def test_floors_hold_for_some_easy_scans(variant, recording_engine):
    made = scores(variant, recording_engine, A_FEW)
    assert made["variants"][variant]["circulars"] >= A_FEW
    assert missed(made) == []


def test_the_floors_name_the_variants_of_the_fast_tests():
    assert {"text", "clean", "office"} <= set(read_floors(CORPUS / "floors.toml"))
