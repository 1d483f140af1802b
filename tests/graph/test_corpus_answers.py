"""The questions of the sample corpus, answered from its texts: no decided answer may be wrong."""

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from hongtou.extract.normalise import tight
from hongtou.extract.read import read_circulars
from hongtou.graph.answer import status
from hongtou.graph.find import find
from hongtou.graph.holdings import Collection, Held
from hongtou.graph.parts import subject
from hongtou.graph.versions import version
from hongtou.graph.view import View
from hongtou.graph.world import build_world
from hongtou.ingest.page import Line, Page
from hongtou.records.ids import assign, heading

CORPUS = Path(__file__).parents[2] / "corpus"
QUESTIONS = [
    json.loads(line) for line in (CORPUS / "questions.jsonl").read_text("utf-8").splitlines()
]
STATUS = [question for question in QUESTIONS if question["ask"] == "status"]
VERSION = [question for question in QUESTIONS if question["ask"] == "version"]


def read(text):
    lines = tuple(Line(row if row.strip() else " " * len(row)) for row in text.split("\n"))
    return read_circulars([Page(1, 0.0, 0.0, lines, "text")])


def collection(*, backwards=False):
    circulars, headings, texts = {}, [], {}
    for path in sorted((CORPUS / "text").glob("*.txt"), reverse=backwards):
        text = path.read_text("utf-8")
        sha = hashlib.sha256(text.encode()).hexdigest()
        texts[sha] = text
        for circular in read(text):
            circulars[sha, circular.part] = circular
            headings.append(heading(circular, sha))
    labels = assign(headings)
    held = [Held(one.id, key, circulars[key]) for key, one in labels.items() if not one.same_as]
    return Collection(reversed(held) if backwards else held, texts)


@pytest.fixture(scope="module")
def corpus():
    return build_world(collection())


def day(text):
    return dt.date.fromisoformat(text) if text else None


def ask(world, question):
    found = find(world, question["circular"])
    return status(
        world,
        found[0] if found else question["circular"],
        question.get("clause"),
        on=day(question["on"]),
        known_on=day(question.get("known_on")),
        case_date=day(question.get("case_date")),
    )


def by_id(question):
    return question["id"]


@pytest.mark.parametrize("question", STATUS, ids=by_id)
def test_status(corpus, question):
    verdict, expected = ask(corpus, question), question["expect"]
    assert verdict.status == expected["status"], question["why"]
    if "amended" in expected:
        assert verdict.amended is expected["amended"]
    assert set(expected.get("warnings", ())) <= {one.code for one in verdict.warnings}
    if event := expected.get("open_event"):
        assert verdict.open_event == event


@pytest.mark.parametrize("question", STATUS, ids=by_id)
def test_every_proof_is_shown(corpus, question):
    verdict, expected = ask(corpus, question), question["expect"]
    quotes, places = expected.get("quotes", []), expected.get("in", [])
    for quote, place in zip(
        quotes, places * len(quotes) if len(places) == 1 else places, strict=True
    ):
        steps = [tight(s.quote) for s in verdict.because if s.circular in find(corpus, place)]
        assert any(tight(quote) in step for step in steps), f"{quote} of {place}: {steps}"


@pytest.mark.parametrize("question", VERSION, ids=by_id)
def test_version(corpus, question):
    id_ = find(corpus, question["circular"])[0]
    asked = subject(corpus.held[id_].circular, id_, question["clause"])
    got = version(View(corpus, day(question.get("known_on"))), asked, day(question["on"]))
    assert got.text is not None
    assert tight(got.text) == tight(question["expect"]["text"]), question["why"]
    assert not got.unapplied


def test_every_quote_stands_in_its_circular(corpus):
    """Nothing is shown that the circular it is said to stand in does not say."""
    for question in STATUS:
        for step in ask(corpus, question).because:
            held = corpus.held[step.circular]
            text = tight(corpus.texts[held.key[0]]).replace("\n", "").replace(" ", "")
            for part in tight(step.quote).replace("\n", " ").split(" "):
                assert part.strip("。") in text, (question["id"], step)


def test_the_order_of_arrival_changes_nothing(corpus):
    again = build_world(collection(backwards=True))
    assert again.links.all == corpus.links.all
    assert again.effects == corpus.effects
    assert again.wanted == corpus.wanted
    for question in STATUS[::7]:
        assert ask(again, question) == ask(corpus, question)
