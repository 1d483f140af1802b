"""What holds of every small world: silence changes nothing, nor does the order of arrival."""

import datetime as dt
import hashlib
from itertools import pairwise

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
from hongtou.graph.days import known_day
from hongtou.graph.holdings import Collection, Held
from hongtou.graph.timeline import timeline
from hongtou.graph.world import build_world

NUMBERS = [f"安财发〔{year}〕{count}号" for year in (2018, 2019, 2020) for count in (1, 2)]
WANTED = ["安财发〔2010〕7号", "安财函〔2018〕1号"]
ISSUERS = ["安河市财政局", "安河市人民政府", "清川市财政局"]
RELATIONS = [
    "repeals", "ceases", "declares_lapsed", "supersedes", "annuls", "suspends", "resumes",
    "extends", "confirms", "defers", "amends", "corrects", "cites", "based_on", "forwards",
]  # fmt: skip
FIRST = dt.date(2018, 1, 1)
DAYS = st.integers(0, 2000).map(lambda n: FIRST + dt.timedelta(days=n))
QUIET = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])


def found(value):
    return Found(value, 0.95, (Evidence(None, str(value), "test", 0.95),))


def numbered(text):
    match = parse_number(text)
    return found(DocumentNumber(match.number.text, match.number.parts))


@st.composite
def references(draw, own):
    target = draw(st.sampled_from([one for one in (*NUMBERS, *WANTED) if one != own]))
    part = draw(st.sampled_from([None, None, None, "第一部分", "第二部分"]))
    relation = draw(st.sampled_from(RELATIONS))
    stated = draw(st.none() | DAYS)
    until = draw(DAYS) if relation in ("extends", "confirms") and draw(st.booleans()) else None
    quote = f"{relation}{target}{part or ''}{stated}"
    key = hashlib.sha256(quote.encode()).hexdigest()[:8]
    return Reference(
        key, relation, None, target, None, "一", quote, 0.95,
        (Evidence(None, quote, "test", 0.95),),
        target_clause=part, partial=part is not None, effective_on=stated, until=until,
        effective=draw(st.sampled_from([True, True, True, False])),
    )  # fmt: skip


@st.composite
def circulars(draw, number):
    starts, ends = draw(st.none() | DAYS), draw(st.none() | DAYS)
    said = (Evidence(None, f"自{starts}起，至{ends}止", "test", 0.95),)
    validity = Validity(effective_on=starts, expires_on=ends, evidence=said)
    issued = draw(st.none() | DAYS)
    made = Circular(
        part=1,
        pages=None,
        text_span=(0, 0),
        number=numbered(number),
        title=found(f"关于{number[-6:]}有关事项的通知"),
        issuers=(found(draw(st.sampled_from(ISSUERS))),),
        issued_on=found(issued) if issued else None,
        clauses=(Clause("一", "一", None, "内容。"), Clause("二", "二", None, "内容。")),
        references=tuple(draw(st.lists(references(number), max_size=3))),
        validity=validity if starts or ends else None,
    )
    return Held(number, (hashlib.sha256(number.encode()).hexdigest(), 1), made)


@st.composite
def holdings(draw):
    numbers = draw(st.lists(st.sampled_from(NUMBERS), unique=True, min_size=1, max_size=5))
    return [draw(circulars(number)) for number in numbers]


def stranger():
    """A circular of another place that speaks of nobody, and nobody of it."""
    made = Circular(
        part=1,
        pages=None,
        text_span=(0, 0),
        number=numbered("云水规〔2019〕88号"),
        title=found("关于水库养鱼的通知"),
        issuers=(found("云岭省水务厅"),),
        issued_on=found(dt.date(2019, 6, 1)),
    )
    return Held("云水规〔2019〕88号", ("ff" * 32, 1), made)


def answers(world, day, known_on=None):
    found_ = {}
    for id_ in (*NUMBERS, *WANTED):
        for clause in (None, "一"):
            found_[id_, clause] = status(world, id_, clause, on=day, known_on=known_on)
    return found_


@QUIET
@given(holdings(), DAYS, st.none() | DAYS)
def test_a_document_that_says_nothing_of_it_changes_nothing(held, day, known_on):
    before = answers(build_world(Collection(held)), day, known_on)
    after = answers(build_world(Collection([*held, stranger()])), day, known_on)
    assert after == before


@QUIET
@given(holdings(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(held, day, random):
    shuffled = list(held)
    random.shuffle(shuffled)
    one, other = build_world(Collection(held)), build_world(Collection(shuffled))
    assert answers(other, day) == answers(one, day)


@QUIET
@given(holdings(), DAYS)
def test_taken_out_and_put_back_it_is_as_before(held, day):
    without = build_world(Collection(held[1:]))
    again = build_world(Collection([*without.held.values(), held[0]]))
    assert answers(again, day) == answers(build_world(Collection(held)), day)


@QUIET
@given(holdings(), DAYS, DAYS)
def test_what_was_not_known_cannot_have_counted(held, day, known_on):
    """Known on a day is as if only what was known then were held."""
    then = [one for one in held if (at := known_day(one.circular)) and at <= known_on]
    full = answers(build_world(Collection(held)), day, known_on)
    less = answers(build_world(Collection(then)), day, known_on)
    later = {one.id for one in held} - {one.id for one in then}
    for key, verdict in less.items():
        if key[0] in later:  # whose issuer and clauses are known only by itself
            continue
        assert (full[key].status, key) == (verdict.status, key)


@QUIET
@given(holdings())
def test_the_intervals_follow_each_other_and_hold_what_they_say(held):
    world = build_world(Collection(held))
    for id_ in (*NUMBERS, *WANTED):
        rows = timeline(world, id_)
        assert (rows[0].first, rows[-1].last) == (None, None)
        for one, other in pairwise(rows):
            assert other.first == one.last + dt.timedelta(days=1)
            assert (one.status, one.force, one.amended) != (
                other.status,
                other.force,
                other.amended,
            )


@QUIET
@given(holdings(), DAYS)
def test_every_decided_answer_has_a_proof(held, day):
    world = build_world(Collection(held))
    for verdict in answers(world, day).values():
        if verdict.status != "unknown":
            assert verdict.because
            assert all(step.circular in world.held for step in verdict.because)
