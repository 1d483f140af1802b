"""The eight circulars of the seeds, from text and from scans: every field, every number."""

import pytest

from hongtou.evaluate.predict import read_here
from hongtou.evaluate.results import as_json, score_samples
from hongtou.evaluate.samples import Found, find_samples

HEADER = (
    "number", "title", "genre", "issued_on", "printed_on", "printed_by", "copies", "disclosure",
    "issuers", "issuers.order", "addressees", "addressees.order", "copied_to", "attachments",
    "contacts", "clauses", "clauses.heading",
)  # fmt: skip


def scores(shared, variant, engine):
    folder = shared / "seeds"
    found = find_samples(folder)
    assert found.complaints == ()
    samples = tuple(sample for sample in found.samples if sample.variant == variant)
    made = read_here(samples, engine)
    return as_json(score_samples(samples, made, folder), Found(samples, ()), made)


@pytest.fixture(scope="module")
def from_text(shared):
    return scores(shared, "text", "null")


@pytest.fixture(scope="module")
def from_scans(shared, recording_engine):
    return scores(shared, "pdf", recording_engine)


def errors(made, fields=HEADER):
    return [
        (one["key"], error)
        for one in made["circulars"]
        for error in one["errors"]
        if error["field"] in fields
    ]


def test_every_header_field_from_text(from_text):
    assert len(from_text["circulars"]) == 8
    assert errors(from_text) == []
    fields = from_text["variants"]["text"]["fields"]
    assert sum(fields[name]["of"] for name in HEADER if name in fields) >= 100


def test_all_the_gold_from_text(from_text):
    """Clauses, references with their targets, parts and days, validity, tables, annotations of
    the text, amounts and deadlines: nothing wrong, missed or too much."""
    assert [(one["key"], one["errors"]) for one in from_text["circulars"] if one["errors"]] == []
    named = {"references", "carried.references", "amounts", "deadlines", "carried.tables.size"}
    assert named <= set(from_text["variants"]["text"]["fields"])


@pytest.mark.ocr
@pytest.mark.xdist_group("seeds")
def test_references_from_scans(from_scans):
    fields = from_scans["variants"]["pdf"]["fields"]
    assert fields["references"]["f1"] >= 0.95
    assert fields["carried.references"]["f1"] >= 0.95


@pytest.mark.ocr
@pytest.mark.xdist_group("seeds")
def test_every_number_from_scans(from_scans):
    assert from_scans["variants"]["pdf"]["fields"]["number"]["exact"] == 8
    assert errors(from_scans, ("circular", "number")) == []


@pytest.mark.ocr
@pytest.mark.xdist_group("seeds")
def test_fields_from_scans_are_right_and_confidence_means_it(from_scans):
    figures = from_scans["variants"]["pdf"]
    fields = [figures["fields"][name] for name in HEADER if name in figures["fields"]]
    right = sum(field["exact"] for field in fields)
    assert right >= 0.95 * sum(field["of"] for field in fields), errors(from_scans)
    assert [error for _, error in errors(from_scans) if error["confident"]] == []
    assert figures["calibration"]["sure_share"] >= 0.8
