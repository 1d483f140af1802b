"""Invented circulars, told in full, with the answers decided before they were first read: from
text by way of extraction, linking and the timeline to the verdict. One file of `told/` a theme."""

import datetime as dt
import hashlib
import tomllib
from pathlib import Path

import pytest

from hongtou.extract.normalise import tight
from hongtou.extract.read import read_circulars
from hongtou.graph.chain import chain
from hongtou.graph.consolidated import consolidated, text_diff
from hongtou.graph.find import find
from hongtou.graph.holdings import Collection, Held
from hongtou.graph.view import View
from hongtou.graph.world import build_world
from hongtou.ingest.page import Line, Page
from hongtou.library.judging import judge, wording
from hongtou.records.ids import assign, heading

TOLD = Path(__file__).parent / "told"
CASES = [
    case for path in sorted(TOLD.glob("*.toml")) for case in tomllib.loads(path.read_text())["case"]
]
ASKS = [
    pytest.param(case, ask, id=f"{case['id']}-{n}")
    for case in CASES
    for n, ask in enumerate(case["asks"], 1)
]


def read(text):
    lines = tuple(Line(row if row.strip() else " " * len(row)) for row in text.split("\n"))
    return read_circulars([Page(1, 0.0, 0.0, lines, "text")])


def world_of(texts):
    circulars, headings, files = {}, [], {}
    for text in texts:
        sha = hashlib.sha256(text.encode()).hexdigest()
        files[sha] = text.strip("\n")
        for circular in read(files[sha]):
            circulars[sha, circular.part] = circular
            headings.append(heading(circular, sha))
    labels = assign(headings)
    held = [Held(one.id, key, circulars[key]) for key, one in labels.items() if not one.same_as]
    return build_world(Collection(held, files))


@pytest.fixture(scope="module")
def worlds():
    return {}


def of(worlds, case):
    if case["id"] not in worlds:
        worlds[case["id"]] = world_of(case["texts"])
    return worlds[case["id"]]


@pytest.mark.parametrize(("case", "ask"), ASKS)
def test_told(worlds, case, ask):
    world = of(worlds, case)
    found = find(world, ask["of"])
    assert found, f"{ask['of']} is neither held nor cited"
    if "hops" in ask:
        check_chain(world, found[0], ask)
        return
    verdict = judge(
        world, found[0], ask.get("clause"), ask["on"], ask.get("known_on"), ask.get("case_date")
    )
    statuses = ask["status"] if isinstance(ask["status"], list) else [ask["status"]]
    assert verdict.status in statuses, case["why"]
    assert set(ask.get("warnings", ())) <= {one.code for one in verdict.warnings}
    if "amended" in ask:
        assert verdict.amended is ask["amended"]
    if "reads" in ask:
        got = wording(world, found[0], ask["clause"], ask["on"], ask.get("known_on"))
        assert tight(got or "") == tight(ask["reads"])
    if "by" in ask:
        assert {step.circular for step in verdict.because} == {ask["by"]}
    if "why_not" in ask:
        assert ask["why_not"] in {one.why_not for one in verdict.known_effects}
    if "change" in ask:
        assert any(one.startswith(f"{ask['change']}:") for one in verdict.would_change)
    check_proof(world, verdict, ask)


def check_chain(world, id_, ask):
    hops = chain(world, id_).hops
    assert [hop.id for hop in hops] == ask["hops"]
    if "held" in ask:
        assert [hop.held for hop in hops] == ask["held"]
    if "adds" in ask:
        assert [list(hop.adds_clauses) for hop in hops] == ask["adds"]


def check_proof(world, verdict, ask):
    """What is decided has a proof, and the words of a proof stand in the circular they are of."""
    quotes = [tight(step.quote) for step in verdict.because]
    assert verdict.status == "unknown" or quotes
    for words in ask.get("proof", ()):
        assert any(tight(words) in quote for quote in quotes), quotes
    for step in verdict.because:
        text = tight(world.texts[world.held[step.circular].key[0]])
        text = text.replace("\n", "").replace(" ", "")
        for part in tight(step.quote).replace("\n", " ").split():
            assert part.strip("。") in text, step


def test_every_day_is_a_day():
    """The rows are read as they are meant: days as days, nothing asked twice."""
    for case in CASES:
        assert case["texts"], case["id"]
        for ask in case["asks"]:
            assert "hops" in ask or isinstance(ask["on"], dt.date), case["id"]
    assert len({case["id"] for case in CASES}) == len(CASES)


def test_the_text_of_a_day_and_what_changed_between_two():
    """Clauses replaced, added behind the one they are named after, and struck out."""
    case = next(c for c in CASES if c["id"] == "whole-article-anew-one-added-one-struck")
    world = of({}, case)
    view, id_ = View(world), "清国土规〔2014〕3号"
    before, after = dt.date(2017, 8, 31), dt.date(2017, 9, 1)
    text = consolidated(view, id_, after)
    assert [one.clause for one in text] == ["第一条", "第二条", "第二条之一", "第三条", "第四条"]
    assert [one.status for one in text if one.text is None] == ["repealed"]
    assert {by for one in text for by in one.by} == {"清国土规〔2017〕5号"}
    assert all(one.text and not one.by for one in consolidated(view, id_, before))
    assert text_diff(view, id_, (before, before)) == ()
    told = {one.clause.rpartition(":")[2]: one for one in text_diff(view, id_, (before, after))}
    assert {name: one.kind for name, one in told.items()} == {
        "第二条": "changed", "第二条之一": "added", "第三条": "left_out",
    }  # fmt: skip
    assert told["第二条"].before == "临时用地期限不超过二年。"
    assert told["第二条之一"].after == "抢险救灾用地可以先行使用。"
    known_before = View(world, known_on=dt.date(2017, 1, 1))
    assert text_diff(known_before, id_, (before, after)) == ()
