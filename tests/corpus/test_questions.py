"""The questions agree with the gold and the texts they are asked of: never with our own answers."""

import datetime as dt
import json
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest

from hongtou.evaluate.check import Corpus, Document, Words
from hongtou.evaluate.check_words import contents
from hongtou.evaluate.questions import STATUSES, read_questions
from hongtou.evaluate.words import loose, number_key, plain

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
WARNINGS = {"open_event", "gap", "basis_lost"}
RESTS = {
    "forwards", "endorses", "based_on", "implements", "applies", "interprets", "completes",
}  # fmt: skip
OPENS_LATER = {"not_yet", "draft", "unknown"}


@pytest.fixture(scope="module")
def questions():
    rows = [question for _, question in read_questions(CORPUS / "questions.jsonl")]
    assert not [row for row in rows if isinstance(row, str)]
    return rows


@pytest.fixture(scope="module")
def corpus():
    """All gold documents with the text of their file; a copy in another file counts once."""
    found = {}
    for path in sorted((CORPUS / "scans").glob("*.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        text = CORPUS / "text" / f"{stem}.txt"
        words = Words(text.read_text("utf-8")) if text.exists() else None
        for part, gold in enumerate(json.loads(path.read_text("utf-8"))["documents"], 1):
            found.setdefault(gold["number"], Document(stem, part, gold["number"], gold, words, ()))
    return Corpus(tuple(found.values()))


def of(questions, kind):
    return [question for question in questions if question.ask == kind]


def references(document):
    return [one for content in contents(document.gold) for one in content.get("references") or []]


def test_there_are_questions_of_every_kind_and_status(questions):
    kinds = Counter(question.ask for question in questions)
    assert kinds["status"] >= 120
    assert min(kinds[kind] for kind in ("chain", "impact", "version")) >= 8
    assert kinds["wanted"] == 1
    asked = {question.expect.status for question in of(questions, "status")}
    # the version of a clause that was replaced is asked for by its words, not by its status
    assert asked == set(STATUSES) - {"superseded_version"}


def test_every_answer_says_why(questions):
    assert [question.id for question in questions if not question.why] == []


def test_an_answer_that_ends_or_stops_something_is_proved(questions):
    ends = {"repealed", "annulled", "ceased", "suspended", "lapsed", "possibly_overridden"}
    bare = [
        question.id
        for question in of(questions, "status")
        if question.expect.status in ends and not question.expect.quotes
    ]
    assert bare == []


def test_warnings_have_one_vocabulary(questions):
    for question in of(questions, "status"):
        assert set(question.expect.warnings) <= WARNINGS, question.id
        assert ("open_event" in question.expect.warnings) == bool(question.expect.open_event)


def test_nothing_is_in_force_before_its_stated_start(questions, corpus):
    asked = 0
    for question in of(questions, "status"):
        if question.clause and ":" not in question.clause:
            continue
        for document in corpus.held(question.circular):
            times = [content.get("validity") or {} for content in contents(document.gold)]
            starts = [time["effective_on"] for time in times if time.get("effective_on")]
            if starts and question.on < dt.date.fromisoformat(min(starts)):
                asked += 1
                assert question.expect.status in OPENS_LATER, question.id
    assert asked >= 15


def test_nothing_is_known_of_a_circular_before_it_is_issued(questions, corpus):
    early = [
        question
        for question in of(questions, "status")
        for document in corpus.held(question.circular)
        if question.known_on and question.known_on.isoformat() < document.gold["issued_on"]
    ]
    assert early
    assert {question.expect.status for question in early} == {"unknown"}


def test_the_day_of_knowledge_changes_answers(questions):
    def key(question):
        return question.circular, question.clause or "", question.on

    rows = sorted(of(questions, "status"), key=key)
    groups = [list(group) for _, group in groupby(rows, key)]
    split = [group for group in groups if len({one.known_on for one in group}) > 1]
    assert len(split) >= 5
    for group in split:
        states = {(one.expect.status, one.expect.amended) for one in group}
        assert len(states) > 1, group[0].id


def test_versions_of_one_clause_differ_and_the_first_is_printed(questions, corpus):
    def key(question):
        return question.circular, question.clause

    rows = sorted(of(questions, "version"), key=lambda one: (*key(one), one.on))
    checked = 0
    for _, group in groupby(rows, key):
        row = [one for one in group if one.known_on is None]
        if len(row) < 2:
            continue
        checked += 1
        assert len({plain(one.expect.text) for one in row}) == len(row), row[0].id
        text = corpus.held(row[0].circular)[0].text
        assert text is None or text.quotes(row[0].expect.text), row[0].id
    assert checked >= 4


def test_chains_are_those_of_the_forwardings(questions, corpus):
    for question in of(questions, "chain"):
        for hop, above in zip(question.expect.hops, question.expect.hops[1:], strict=False):
            document = corpus.held(hop.id)[0]
            forwarded = [one for one in references(document) if one["relation"] == "forwards"]
            assert [number_key(one["number"]) for one in forwarded] == [number_key(above.id)]
        last = corpus.held(question.expect.hops[-1].id)
        assert not any(one["relation"] == "forwards" for doc in last for one in references(doc))


def test_impact_is_what_takes_its_force_or_content_from_it(questions, corpus):
    """What amends, stops, extends or ends a circular belongs to its history, not to its impact."""

    def resting(number):
        return {
            document.id
            for document in corpus.documents
            for one in references(document)
            if one["relation"] in RESTS
            and one.get("effective") is not False
            and number_key(one.get("target")) == number_key(number)
            and number_key(document.id) != number_key(number)
        }

    for question in of(questions, "impact"):
        direct = resting(question.circular)
        assert set(question.expect.direct) == direct, question.id
        further, edge = set(), direct
        while edge:
            edge = {far for near in edge for far in resting(near)} - direct - further
            further |= edge
        assert set(question.expect.further) == further - {question.circular}, question.id


def test_the_list_of_what_is_wanted_is_whole(questions, corpus):
    said = {
        number_key(name)
        for question in of(questions, "wanted")
        for name in question.expect.contains
    }
    for document in corpus.documents:
        for one in references(document):
            if one.get("wanted") and one.get("number") and not one.get("note"):
                assert number_key(one["number"]) in said, one["number"]
    assert not said & {number_key(document.id) for document in corpus.documents}
    assert len(said) >= 100
    assert all(loose(name) for name in said)
