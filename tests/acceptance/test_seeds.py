"""The eight circulars of the seeds, from text and from scans: every field, every number."""

import pytest

SURE = 0.9


@pytest.fixture(scope="module")
def golds(shared, scorer):
    return list(scorer.golds(shared / "seeds" / "gold"))


def rows_of(golds, scorer, folder, suffix, read):
    found = []
    for stem, documents in golds:
        path = folder / f"{stem}{suffix}"
        rows = scorer.score_file(path, documents, read(path))
        assert max(row.part for row in rows) == len(documents), "circulars told apart"
        found += rows
    return found


@pytest.fixture(scope="module")
def from_text(shared, golds, scorer, real_pages):
    return rows_of(golds, scorer, shared / "seeds" / "text", ".txt", real_pages)


@pytest.fixture(scope="module")
def from_scans(shared, golds, scorer, real_pages):
    return rows_of(golds, scorer, shared / "seeds" / "scans", ".pdf", real_pages)


def test_every_header_field_from_text(from_text):
    assert [row for row in from_text if not row.right] == []
    assert len(from_text) >= 100


@pytest.mark.ocr
@pytest.mark.xdist_group("seeds")
def test_every_number_from_scans(from_scans):
    numbers = [row for row in from_scans if row.field == "number"]
    assert len(numbers) == 8
    assert [row for row in numbers if not row.right] == []


@pytest.mark.ocr
@pytest.mark.xdist_group("seeds")
def test_fields_from_scans_are_right_and_confidence_means_it(from_scans):
    right = [row for row in from_scans if row.right]
    assert len(right) >= 0.95 * len(from_scans), [row for row in from_scans if not row.right]
    assert [row for row in from_scans if row.confident_error] == []
    filled = [row for row in right if row.filled]
    assert sum((row.confidence or 0) >= SURE for row in filled) >= 0.8 * len(filled)
