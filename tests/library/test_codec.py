"""Circulars as stored bytes."""

import datetime as dt
import json
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.extract.circular import (
    Annotation,
    Attachment,
    CarriedText,
    Circular,
    Clause,
    Contact,
    DocumentNumber,
    Evidence,
    Found,
    Issue,
    NumberParts,
    Reference,
    Seal,
)
from hongtou.library.codec import dump_circular, load_circular

BARE = Circular(part=2, pages=(1, 3), text_span=(0, 10))
SHARE = st.floats(0, 1)
TEXT = st.text(st.characters(blacklist_categories=()), max_size=8)
evidences = st.tuples(
    st.builds(
        Evidence,
        st.tuples(st.integers(0, 9), st.integers(0, 9)),
        TEXT,
        TEXT,
        SHARE,
        st.none() | st.integers(1, 9),
        st.none() | st.tuples(SHARE, SHARE, SHARE, SHARE),
    )
)


def found(values):
    return st.builds(Found, values, SHARE, evidences, st.lists(values, max_size=1).map(tuple))


def some(values):
    return st.lists(values, max_size=2).map(tuple)


numbers = st.builds(
    DocumentNumber,
    TEXT,
    st.builds(NumberParts, TEXT, st.none() | st.integers(1949, 2100), TEXT, st.just("order")),
)
clauses = st.recursive(
    st.builds(Clause, TEXT, TEXT, st.none() | TEXT, TEXT, st.just(()), evidences, SHARE),
    lambda inner: st.builds(Clause, TEXT, TEXT, TEXT, TEXT, some(inner), evidences, SHARE),
    max_leaves=3,
)
references = st.builds(
    Reference, TEXT, TEXT, TEXT, TEXT, TEXT, st.none() | TEXT, TEXT, SHARE, evidences
)
attachments = found(st.builds(Attachment, st.integers(1, 9), TEXT, st.none() | st.just((1, 2))))
circulars = st.builds(
    Circular,
    part=st.integers(1, 9),
    pages=st.none() | st.just((1, 4)),
    text_span=st.just((0, 5)),
    number=st.none() | found(numbers),
    title=st.none() | found(TEXT),
    issuers=some(found(TEXT)),
    issued_on=st.none() | found(st.dates(dt.date(1949, 1, 1))),
    copies=st.none() | found(st.integers(0, 999)),
    contacts=some(found(st.builds(Contact, st.none() | TEXT, st.none() | TEXT))),
    attachments=some(attachments),
    annotations=some(found(st.builds(Annotation, TEXT, st.just("stamp"), st.none()))),
    seals=some(found(st.builds(Seal, st.integers(1, 9), st.just((1.0, 2.0, 3.0, 4.0)), TEXT, st.just(True)))),
    clauses=some(clauses),
    carried=some(
        st.builds(
            CarriedText, TEXT, some(clauses), some(references), some(attachments), evidences, SHARE
        )
    ),
    references=some(references),
    issues=some(st.builds(Issue, TEXT, st.just("info"), st.none(), TEXT)),
)  # fmt: skip


@given(circulars)
def test_a_circular_comes_back_as_it_was(circular):
    data = dump_circular(circular)
    assert load_circular(data) == circular
    assert dump_circular(load_circular(data)) == data


def test_whole_numbers_of_boxes_come_back_as_floats():
    shown = Evidence((0, 1), "一", "rule", 1, 1, (1, 2, 3, 4))
    circular = replace(BARE, title=Found("一", 1, (shown,)))
    made = load_circular(dump_circular(circular))
    assert isinstance(made.title.confidence, float)
    assert [type(value) for value in made.title.evidence[0].box] == [float] * 4


def test_a_name_of_a_later_version_is_passed_over():
    rows = json.loads(zlib.decompress(dump_circular(BARE))) | {"later": 1}
    assert load_circular(zlib.compress(json.dumps(rows).encode())) == BARE


@pytest.mark.parametrize(
    "data", [b"", b"no zlib", zlib.compress(b"[1]"), zlib.compress(b'{"part": 1}')]
)
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError):
        load_circular(data)
