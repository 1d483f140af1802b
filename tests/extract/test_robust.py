"""Damaged circulars: there is always an answer, and every value leads back to its words."""

import dataclasses
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongtou.extract import read_circulars
from hongtou.extract.circular import Evidence
from hongtou.ingest.page import Line, Page

TEXTS = sorted((Path(__file__).parents[2] / "corpus" / "text").glob("*.txt"))
BRACKETS = "（）()〔〕[]【】《》〈〉“”「」，。；：、"
SEEDS = st.integers(0, 2**32 - 1)


def page(text):
    return Page(1, 0.0, 0.0, tuple(Line(row) for row in text.split("\n")), "text")


def evidence_of(value):
    if isinstance(value, Evidence):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from evidence_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence_of(item)


def check(text):
    for circular in read_circulars([page(text)]):
        for item in evidence_of(circular):
            assert 0 <= item.confidence <= 1
            if item.span:
                start, end = item.span
                assert text[start:end].replace("\n", " ") == item.quote


def bracket_noise(text, dice, share):
    return "".join(
        dice.choice(BRACKETS) if char in BRACKETS and dice.random() < share * 20 else char
        for char in text
    )


def substitutions(text, dice, share):
    return "".join(
        chr(dice.randint(0x4E00, 0x9FA5)) if char.strip() and dice.random() < share else char
        for char in text
    )


def shuffled(text, dice, share):
    rows = text.split("\n")
    for _ in range(int(len(rows) * share * 4)):
        one, other = dice.randrange(len(rows)), dice.randrange(len(rows))
        rows[one], rows[other] = rows[other], rows[one]
    return "\n".join(rows)


def truncated(text, dice, share):
    start, end = sorted((dice.randrange(len(text)), dice.randrange(len(text))))
    return text[start:end]


def joined(text, dice, share):
    return "".join("" if char == "\n" and dice.random() < share * 10 else char for char in text)


@pytest.mark.parametrize(
    "damage", [bracket_noise, substitutions, shuffled, truncated, joined], ids=lambda f: f.__name__
)
@given(path=st.sampled_from(TEXTS), seed=SEEDS, share=st.floats(0, 0.05))
@settings(max_examples=25)
def test_a_damaged_circular_is_read_and_every_value_leads_back(damage, path, seed, share):
    check(damage(path.read_text("utf-8"), random.Random(seed), share))


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=400))
@settings(max_examples=50)
def test_any_characters(text):
    check(text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_value_of_the_corpus_leads_back(path):
    check(path.read_text("utf-8"))
