"""The questions beside the five real files, answered from their texts and from their scans."""

import datetime as dt
import json
import shlex

import pytest

from hongtou.evaluate.words import loose
from hongtou.extract import read_circulars
from hongtou.graph.chain import chain
from hongtou.graph.find import find
from hongtou.graph.gaps import missing
from hongtou.graph.holdings import Collection, Held
from hongtou.graph.impact import impact
from hongtou.graph.world import build_world
from hongtou.ingest import MemoryCache, probe, read_pages
from hongtou.library.answers import chain_answer, impact_answer, status_answer, wanted_answer
from hongtou.library.judging import judge
from hongtou.records.ids import assign, heading

QUESTIONS = 10


def text_pages(path):
    return [page for _, page in read_pages(path, probe(path), None, MemoryCache())]


def world_of(paths, pages_of):
    circulars = {}
    for path in paths:
        for circular in read_circulars(pages_of(path)):
            circulars[path.stem, circular.part] = circular
    labels = assign(heading(circular, stem) for (stem, _), circular in circulars.items())
    return build_world(
        Collection(
            Held(labels[key].id, key, circular)
            for key, circular in circulars.items()
            if labels[key].same_as is None
        )
    )


@pytest.fixture(scope="module")
def from_text(shared):
    return world_of(sorted((shared / "seeds/text").glob("*.txt")), text_pages)


@pytest.fixture(scope="module")
def from_scans(shared, real_pages):
    return world_of(sorted((shared / "seeds/scans").glob("*.pdf")), real_pages)


@pytest.fixture(scope="module")
def questions(shared):
    asked = json.loads((shared / "seeds/questions.json").read_text("utf-8"))
    asked = [one for one in asked if one["ask"].startswith("hongtou ")]
    assert len(asked) >= QUESTIONS
    return asked


def answer(world, words):
    _, command, *rest = shlex.split(words)
    if command == "wanted":
        return wanted_answer(missing(world))
    options = dict(zip(rest[1::2], rest[2::2], strict=True))
    (id_,) = find(world, rest[0])
    if command == "chain":
        return chain_answer(chain(world, id_))
    if command == "impact":
        return impact_answer(impact(world, id_))
    assert command == "status"
    day = dt.date.fromisoformat(options["--on"])
    return status_answer(judge(world, id_, options.get("--clause"), day))


def within(want, got):
    """Whether everything wanted is there."""
    if isinstance(want, dict):
        return all(name in got and within(value, got[name]) for name, value in want.items())
    return want == got


def faults(want, got):
    """What of an expected answer is not so."""
    for name, value in want.items():
        holds = CHECKS.get(name, lambda value, got, name=name: got[name] == value)
        if name != "why" and not holds(value, got):
            yield name, value, got.get(name) if isinstance(got, dict) else None


def each_within(name):
    return lambda items, got: all(any(within(one, other) for other in got[name]) for one in items)


def same_hops(hops, got):
    return len(hops) == len(got["hops"]) and all(map(within, hops, got["hops"]))


CHECKS = {
    "hops": same_hops,
    "known_effects": each_within("known_effects"),
    "followed_by": each_within("followed_by"),
    "direct": lambda ids, got: sorted(one["id"] for one in got["direct"]) == sorted(ids),
    "because_quotes": lambda quotes, got: all(
        any(loose(quote) in loose(step["quote"]) for step in got["because"]) for quote in quotes
    ),
    "coverage_must_say": lambda words, got: words in got["coverage"]["says"],
    "open_event_must_be_named": lambda event, got: (
        got["open_event"] == event and any(w["code"] == "open_event" for w in got["warnings"])
    ),
    "warnings_about": lambda ids, got: set(ids) <= {w["about"] for w in got["warnings"]},
    "first": lambda id_, got: got[0]["id"] == id_,
    "contains": lambda ids, got: set(ids) <= {one["number"] for one in got},
    "contains_unnumbered": lambda titles, got: (
        {loose(t) for t in titles} <= {loose(one["title"]) for one in got if not one["number"]}
    ),
}


def check(world, questions):
    wrong = []
    for question in questions:
        wrong += [(question["ask"], *f) for f in faults(question["expect"], answer(world, question["ask"]))]  # fmt: skip
    assert wrong == []


def test_every_answer_from_text(from_text, questions):
    check(from_text, questions)


@pytest.mark.ocr
@pytest.mark.xdist_group("seeds")
def test_every_answer_from_scans(from_scans, questions):
    check(from_scans, questions)
