"""An independent oracle: the same facts as an answer-set program, the same statuses."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hongtou.extract.circular import (
    Circular,
    Clause,
    DocumentNumber,
    Evidence,
    Found,
    Reference,
    Validity,
)
from hongtou.extract.numbers import parse_number
from hongtou.graph.answer import status
from hongtou.graph.holdings import Collection, Held
from hongtou.graph.world import build_world

clingo = pytest.importorskip("clingo", reason="the oracle needs clingo")

PROGRAM = (Path(__file__).parent / "oracle.lp").read_text("utf-8")
COUNT = 4
"""Documents of a world; some of them are only spoken of."""
FIRST = dt.date(2018, 1, 1)
ISSUERS = {
    "department": ("安财发", ("安河市财政局",)),
    "government": ("安政发", ("安河市人民政府",)),
    "stranger": ("清财发", ("清川市财政局",)),
    "joint": ("安财教", ("安河市财政局", "安河市教育局")),
}
PLACES = {"all": None, "a": "一", "b": "二"}
RELATIONS = {
    "repeals": "repeals", "declares_lapsed": "lapses", "supersedes": "supersedes",
    "annuls": "annuls", "ceases": "ceases", "suspends": "suspends", "resumes": "resumes",
    "extends": "extends", "defers": "defers",
}  # fmt: skip
IN_PART = ("repeals", "declares_lapsed", "ceases", "suspends", "resumes")
DAYS = st.integers(0, 60)


def date(number):
    return FIRST + dt.timedelta(days=number)


def found(value):
    return Found(value, 0.95, (Evidence(None, str(value), "test", 0.95),))


@st.composite
def worlds(draw):
    """Issuers of all documents; of those held (issued, start, end); and effects between them: by,
    relation, target, day, last day, place."""
    held = draw(st.integers(1, COUNT))
    likely = ["department", "department", "government", "stranger"]
    issuers = [
        draw(st.sampled_from([*likely, "joint"] if i < held else likely)) for i in range(COUNT)
    ]
    documents = [(draw(DAYS), draw(st.none() | DAYS), draw(st.none() | DAYS)) for _ in range(held)]
    effects, prolonged = [], set()
    for by in range(held):
        for _ in range(draw(st.integers(0, 3))):
            relation = draw(st.sampled_from(sorted(RELATIONS)))
            target = draw(st.sampled_from([i for i in range(COUNT) if i != by]))
            if relation == "extends":
                if target in prolonged or target >= held or documents[target][2] is None:
                    continue
                prolonged.add(target)
            day = draw(DAYS) if relation == "defers" else draw(st.none() | DAYS)
            until = draw(DAYS) if relation == "extends" else None
            place = (
                draw(st.sampled_from(["all", "all", "a", "b"])) if relation in IN_PART else "all"
            )
            effects.append((by, relation, target, day, until, place))
    return issuers, documents, effects


def number_of(issuers, i):
    return f"{ISSUERS[issuers[i]][0]}〔2018〕{i + 1}号"


def as_world(issuers, documents, effects):
    held = []
    for i, (issued, start, end) in enumerate(documents):
        said = []
        for n, (by, relation, target, day, until, place) in enumerate(effects):
            if by != i:
                continue
            part = PLACES[place]
            evidence = (Evidence(None, f"{n}", "test", 0.95),)
            said.append(
                Reference(
                    f"{n:02}", relation, None, number_of(issuers, target), None, None, f"{n}",
                    0.95, evidence,
                    target_clause=f"第{part}部分" if part else None, partial=part is not None,
                    effective_on=None if day is None else date(day),
                    until=None if until is None else date(until),
                )
            )  # fmt: skip
        proof = (Evidence(None, "自…起", "test", 0.95),)
        validity = Validity(
            effective_on=None if start is None else date(start),
            expires_on=None if end is None else date(end),
            evidence=proof,
        )
        number = number_of(issuers, i)
        match = parse_number(number)
        made = Circular(
            part=1,
            pages=None,
            text_span=(0, 0),
            number=found(DocumentNumber(match.number.text, match.number.parts)),
            title=found(f"关于第{'一二三四五'[i]}类事项的通知"),
            issuers=tuple(found(name) for name in ISSUERS[issuers[i]][1]),
            issued_on=found(date(issued)),
            clauses=(Clause("一", "一", None, "内容。"), Clause("二", "二", None, "内容。")),
            references=tuple(said),
            validity=validity,
        )
        held.append(Held(number, (hashlib.sha256(number.encode()).hexdigest(), 1), made))
    return build_world(Collection(held))


def facts(issuers, documents, effects, on, known_on):
    yield f"on({on}). known_by({known_on})."
    for i, issuer in enumerate(issuers):
        yield f"asked({i}). issuer({i},{issuer})."
    for i, (issued, start, end) in enumerate(documents):
        yield f"held({i}). known({i},{issued}). start0({i},{issued if start is None else start})."
        if end is not None:
            yield f"end0({i},{end})."
    ordered = sorted(
        range(len(effects)),
        key=lambda n: (documents[effects[n][0]][0], number_of(issuers, effects[n][0]), n),
    )
    for n, (by, relation, target, day, until, place) in enumerate(effects):
        yield f"eff({n},{by},{RELATIONS[relation]},{target},{documents[by][0]})."
        yield f"order({n},{ordered.index(n)})."
        yield f"whole({n})." if place == "all" else f"part({n},{place})."
        yield f"fromstart({n})." if day is None else f"stated({n},{day})."
        if until is not None:
            yield f"until({n},{until})."


def answer(made, on, known_on):
    control = clingo.Control(["--warn=none"])
    control.add("base", [], PROGRAM + "\n".join(facts(*made, on, known_on)))
    control.ground([("base", [])])
    got = {}
    with control.solve(yield_=True) as handle:
        for model in handle:
            for symbol in model.symbols(shown=True):
                number, place, name = symbol.arguments
                asked = number.number, place.name
                assert asked not in got, "the oracle decides once"
                got[asked] = name.name
    return got


def compare(made, on, known_on):
    issuers, documents, effects = made
    world = as_world(issuers, documents, effects)
    expected = answer(made, on, known_on)
    for i in range(COUNT):
        for place, clause in PLACES.items():
            verdict = status(
                world, number_of(issuers, i), clause, on=date(on), known_on=date(known_on)
            )
            void = verdict.status == "unknown" and any(
                e.relation == "annuls" for e in verdict.known_effects
            )
            assert void or verdict.status == expected[i, place], (i, place, made, on, known_on)


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(worlds(), DAYS, st.sampled_from([20, 40, 1000]))
def test_the_oracle_says_the_same(made, on, known_on):
    compare(made, on, known_on)


@pytest.mark.soak
@settings(max_examples=2000, suppress_health_check=list(HealthCheck))
@given(worlds(), DAYS, st.sampled_from([20, 40, 1000]))
def test_the_oracle_says_the_same_of_many_worlds(made, on, known_on):
    compare(made, on, known_on)
