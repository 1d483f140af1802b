"""Small worlds of invented circulars: what they say of each other, no paper behind it."""

import datetime as dt
import hashlib

import pytest

from hongtou.extract.circular import (
    CarriedText,
    Circular,
    Clause,
    DocumentNumber,
    Evidence,
    Found,
    Norm,
    Quantity,
    Reference,
    Validity,
)
from hongtou.extract.names import with_bodies
from hongtou.extract.numbers import parse_number
from hongtou.graph.holdings import Collection, Held
from hongtou.graph.world import build_world


def found(value):
    return Found(value, 0.95, (Evidence(None, str(value), "test", 0.95),))


def as_number(text):
    match = parse_number(text)
    assert match, text
    return DocumentNumber(match.number.text, match.number.parts)


def as_reference(relation, named, index, **more):
    number = named if parse_number(named) else more.pop("number", None)
    title = None if parse_number(named) else named
    clause = more.pop("clause", None)
    quote = more.pop("quote", f"{relation} {named}")
    key = hashlib.sha256(f"{relation}|{named}|{clause}|{index}".encode()).hexdigest()[:12]
    evidence = (Evidence(None, quote, "test", 0.95),)
    return Reference(
        f"ref:{key}", relation, title, number, more.pop("issuer", None), clause, quote, 0.95,
        evidence, **more,
    )  # fmt: skip


def as_references(said):
    made = []
    for index, (relation, named, *more) in enumerate(said):
        made.append(as_reference(relation, named, index, **(more[0] if more else {})))
    return tuple(made)


def as_norm(text, figure, value, bound, unit="人/班"):
    quantity = Quantity("count", value, unit, bound, None, figure)
    evidence = (Evidence(None, text, "test", 0.95),)
    return Norm("n1", "一", "obligation", text, 0.95, evidence, quantities=(quantity,))


@pytest.fixture
def norm():
    return as_norm


@pytest.fixture
def circular():
    """A circular held: number, its references (relation, number or title, more), and more."""

    def make(
        number,
        *references,
        title=None,
        issuer="安河市财政局",
        on="2020-03-05",
        clauses=(),
        carried=None,
        carried_says=(),
        sha=None,
        **more,
    ):
        name = title or f"{issuer}关于{number}的通知"
        day = dt.date.fromisoformat(on) if on else None
        texts = ()
        if carried:
            texts = (
                CarriedText(carried, (), as_references(carried_says), (), (), 0.95, Validity()),
            )
        made = Circular(
            part=1,
            pages=None,
            text_span=(0, 0),
            number=found(as_number(number)),
            title=found(name),
            issuers=(found(issuer),),
            issued_on=found(day) if day else None,
            clauses=tuple(Clause(one, one, None, f"{one}、内容。") for one in clauses),
            references=as_references(references),
            carried=texts,
            **more,
        )
        key = sha or hashlib.sha256(number.encode()).hexdigest()
        return Held(made.number.value.text, (key, 1), with_bodies(made))

    return make


@pytest.fixture
def world():
    """What is known from some circulars."""

    def make(*circulars):
        return build_world(Collection(circulars))

    return make
