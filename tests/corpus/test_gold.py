"""The hand-made gold agrees with itself and with the texts: never compared with our own output."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from hongtou.evaluate.cer import pages_set
from hongtou.evaluate.check import check_folder
from hongtou.evaluate.gold import RELATIONS
from hongtou.evaluate.questions import read_questions
from hongtou.evaluate.samples import find_samples

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
STEMS = sorted(path.stem for path in (CORPUS / "sources").glob("*.toml"))
GENRES = {
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案",
    "函", "纪要",
}  # fmt: skip


@pytest.fixture(scope="module")
def golds():
    """Stem and documents of every gold file."""
    found = {}
    for stem in STEMS:
        path = CORPUS / "scans" / f"{stem}.gold.json"
        found[stem] = json.loads(path.read_text("utf-8"))["documents"]
    return found


@pytest.fixture(scope="module")
def documents(golds):
    return [document for stem in STEMS for document in golds[stem]]


@pytest.fixture(scope="module")
def contents(documents):
    """Every document and every text that one carries."""
    return [one for document in documents for one in (document, *document.get("carried", []))]


def test_gold_has_its_form_and_everything_it_says_stands_in_the_texts():
    """Schema, quotations, days, clause ids, sums, targets, questions: each fault in one line."""
    assert [problem.words() for problem in check_folder(CORPUS)] == []


def test_every_source_has_a_scan_a_text_and_a_truth():
    samples = find_samples(CORPUS)
    assert samples.complaints == ()
    by_place = {}
    for sample in samples.samples:
        by_place.setdefault(sample.files[0].parent.name, []).append(sample)
    assert [sample.stem for sample in by_place["scans"]] == STEMS
    assert [sample.stem for sample in by_place["text"]] == STEMS
    assert all(sample.truth for sample in by_place["scans"])


def test_the_corpus_is_as_large_as_it_says(documents):
    numbers = {document.get("number") or document["title"] for document in documents}
    pages = sum(len(pages_set(path)) for path in (CORPUS / "scans").glob("*.truth.json"))
    assert len(numbers) >= 48
    assert 120 <= pages <= 160
    assert sum(bool(document.get("norms")) for document in documents) >= 16


def test_genres_are_those_of_the_regulation(documents):
    for document in documents:
        assert document["genre"] in GENRES, document["title"]
        # minutes (纪要) and orders are often named by their matter alone
        if document.get("title") and document["genre"] not in ("命令", "令", "纪要"):
            assert document["title"].endswith(document["genre"]), document["title"]


def test_every_relation_occurs_at_least_twice(contents):
    counted = Counter(
        reference["relation"] for content in contents for reference in content["references"]
    )
    assert {relation: counted[relation] for relation in RELATIONS if counted[relation] < 2} == {}


def test_pages_of_a_file_are_shared_out_in_order(golds):
    for stem, documents in golds.items():
        spans = [document["pages"] for document in documents if document.get("pages")]
        for (_, last), (first, _) in pairwise(spans):
            assert last <= first, stem


def test_totals_are_checked_in_many_tables(contents):
    totals = [table["total"] for one in contents for table in one["tables"] if table.get("total")]
    assert sum(map(len, totals)) >= 8


def test_forwarding_chains_have_up_to_four_levels(documents):
    held = {document["number"]: document for document in documents if document.get("number")}

    def length(number):
        chain = []
        while number in held and number not in chain:
            chain.append(number)
            forwarded = [r for r in held[number]["references"] if r["relation"] == "forwards"]
            number = forwarded[0].get("target") if forwarded else None
        return len(chain)

    lengths = sorted(map(length, held))
    assert lengths[-1] == 4
    assert sum(one >= 3 for one in lengths) >= 2


def test_questions_are_many_and_of_every_kind():
    questions = [question for _, question in read_questions(CORPUS / "questions.jsonl")]
    kinds = Counter(question.ask for question in questions)
    assert kinds["status"] >= 120
    assert {"status", "chain", "impact", "wanted", "version"} <= set(kinds)
    statuses = {question.expect.status for question in questions if question.ask == "status"}
    assert len(statuses) >= 10
