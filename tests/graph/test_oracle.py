"""An independent oracle: the same facts as an answer-set program, the same statuses."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hongtou.extract.circular import (
    Circular,
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
NUMBERS = [f"安财发〔2018〕{count}号" for count in range(1, 6)]
FIRST = dt.date(2018, 1, 1)
RELATIONS = {
    "repeals": "repeals", "declares_lapsed": "lapses", "supersedes": "supersedes",
    "annuls": "annuls", "ceases": "ceases", "suspends": "suspends", "resumes": "resumes",
    "extends": "extends", "defers": "defers",
}  # fmt: skip
DAYS = st.integers(0, 60)


def date(number):
    return FIRST + dt.timedelta(days=number)


def found(value):
    return Found(value, 0.95, (Evidence(None, str(value), "test", 0.95),))


@st.composite
def worlds(draw):
    """Documents of one issuer: (issued, start, end), and effects between them."""
    count = draw(st.integers(1, 4))
    documents = [(draw(DAYS), draw(st.none() | DAYS), draw(st.none() | DAYS)) for _ in range(count)]
    effects, prolonged = [], set()
    for by in range(count):
        for _ in range(draw(st.integers(0, 3))):
            relation = draw(st.sampled_from(sorted(RELATIONS)))
            target = draw(st.sampled_from([i for i in range(5) if i != by]))
            if relation == "extends":
                if target in prolonged or target >= count or documents[target][2] is None:
                    continue
                prolonged.add(target)
            day = draw(DAYS) if relation == "defers" else draw(st.none() | DAYS)
            until = draw(DAYS) if relation == "extends" else None
            effects.append((by, relation, target, day, until))
    return documents, effects


def as_world(documents, effects):
    held = []
    for i, (issued, start, end) in enumerate(documents):
        said = []
        for n, (by, relation, target, day, until) in enumerate(effects):
            if by != i:
                continue
            quote = f"{n}"
            evidence = (Evidence(None, quote, "test", 0.95),)
            said.append(
                Reference(
                    f"{n:02}", relation, None, NUMBERS[target], None, None, quote, 0.95, evidence,
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
        match = parse_number(NUMBERS[i])
        made = Circular(
            part=1,
            pages=None,
            text_span=(0, 0),
            number=found(DocumentNumber(match.number.text, match.number.parts)),
            title=found(f"关于第{'一二三四五'[i]}类事项的通知"),
            issuers=(found("安河市财政局"),),
            issued_on=found(date(issued)),
            references=tuple(said),
            validity=validity,
        )
        held.append(Held(NUMBERS[i], (hashlib.sha256(NUMBERS[i].encode()).hexdigest(), 1), made))
    return build_world(Collection(held))


def facts(documents, effects, on, known_on):
    yield from (f"asked({i})." for i in range(5))
    yield f"on({on}). known_by({known_on})."
    for i, (issued, start, end) in enumerate(documents):
        yield f"held({i}). known({i},{issued}). start0({i},{issued if start is None else start})."
        if end is not None:
            yield f"end0({i},{end})."
    ordered = sorted(
        range(len(effects)), key=lambda n: (documents[effects[n][0]][0], effects[n][0], n)
    )
    for n, (by, relation, target, day, until) in enumerate(effects):
        yield f"eff({n},{by},{RELATIONS[relation]},{target},{documents[by][0]})."
        yield f"order({n},{ordered.index(n)})."
        yield f"fromstart({n})." if day is None else f"stated({n},{day})."
        if until is not None:
            yield f"until({n},{until})."


def answer(documents, effects, on, known_on):
    control = clingo.Control(["--warn=none"])
    control.add("base", [], PROGRAM + "\n".join(facts(documents, effects, on, known_on)))
    control.ground([("base", [])])
    got = {}
    with control.solve(yield_=True) as handle:
        for model in handle:
            for symbol in model.symbols(shown=True):
                number, name = symbol.arguments
                assert number.number not in got, "the oracle decides once"
                got[number.number] = name.name
    return got


@settings(deadline=None, max_examples=2000, suppress_health_check=list(HealthCheck))
@given(worlds(), DAYS, st.sampled_from([20, 40, 1000]))
def test_the_oracle_says_the_same(made, on, known_on):
    documents, effects = made
    world = as_world(documents, effects)
    expected = answer(documents, effects, on, known_on)
    for i in range(5):
        verdict = status(world, NUMBERS[i], on=date(on), known_on=date(known_on))
        void = verdict.status == "unknown" and any(
            e.relation == "annuls" for e in verdict.known_effects
        )
        assert void or verdict.status == expected[i], (i, made, on, known_on)
