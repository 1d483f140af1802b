"""What a library teaches of prefixes: a function of the set, never an overwriting."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.extract.circular import Circular, DocumentNumber, Evidence, Found
from hongtou.extract.numbers import parse_number
from hongtou.records.ids import Heading
from hongtou.records.registry import Registry, Use

OFFICE = "河北省人力资源和社会保障厅"


def heading(n, number, issuer=OFFICE):
    return Heading(f"{n:064x}", 1, number, f"第{n}号通知", (issuer,) if issuer else (), None)


def circular(number, sure=0.99, candidates=(), issuer=OFFICE, rule="number.bracketed"):
    shown = (Evidence((0, 5), number, rule, sure),)
    readings = tuple(parse_number(text).number for text in candidates)
    found = Found(parse_number(number).number, sure, shown, readings)
    issuers = (Found(issuer, 0.97, shown),) if issuer else ()
    return Circular(part=1, pages=None, text_span=(0, 9), number=found, issuers=issuers)


KNOWN = [heading(n, f"冀人社规〔20{20 + n}〕{n}号") for n in range(4)]
ODD = heading(9, "翼人社规〔2021〕5号")


def review(registry, item, n=9):
    return registry.reviewed(item, f"{n:064x}")


def test_pairs_are_learnt_with_their_years():
    registry = Registry([*KNOWN, heading(7, "冀政办〔2019〕1号", "河北省人民政府办公厅")])
    assert registry.pairs() == [
        ("河北省人力资源和社会保障厅", "冀人社规", Use(4, 2020, 2023)),
        ("河北省人民政府办公厅", "冀政办", Use(1, 2019, 2019)),
    ]


def test_an_unusual_prefix_is_doubted_and_stays():
    reviewed = review(Registry([*KNOWN, ODD]), circular("翼人社规〔2021〕5号"))
    assert reviewed.number.value.text == "翼人社规〔2021〕5号"
    assert reviewed.number.confidence < 0.9
    assert [c.text for c in reviewed.number.candidates] == ["冀人社规〔2021〕5号"]
    assert [issue.code for issue in reviewed.issues] == ["prefix_unusual"]


QUIET = [
    ([*KNOWN[:1], ODD], "翼人社规〔2021〕5号", "one other circular teaches nothing"),
    (
        [*KNOWN, heading(9, "冀人社发〔2021〕5号")],
        "冀人社发〔2021〕5号",
        "another series of one body",
    ),
    ([*KNOWN, ODD, heading(8, "翼人社规〔2021〕6号")], "翼人社规〔2021〕5号", "not alone"),
    ([*KNOWN, heading(9, "翼人社规〔1999〕5号")], "翼人社规〔1999〕5号", "of other years"),
    ([*KNOWN, heading(9, "冀人社规〔2021〕5号")], "冀人社规〔2021〕5号", "the usual one"),
]


SEVERAL = [heading(n, f"云财发〔2023〕{n}号", "云城市财政局") for n in range(1, 5)]


@pytest.mark.parametrize(
    "number",
    ["云财社〔2023〕41号", "云财教〔2023〕42号", "云财〔2023〕43号", "云财预审〔2023〕4号"],
)
def test_a_body_has_several_prefixes(number):
    """One surely read, of characters that mean something else, is no misreading of another."""
    registry = Registry([*SEVERAL, heading(9, number, "云城市财政局")])
    item = circular(number, issuer="云城市财政局")
    assert review(registry, item) == item


def test_a_prefix_in_doubt_is_held_against_those_of_its_body():
    registry = Registry([*SEVERAL, heading(9, "云财社〔2023〕41号", "云城市财政局")])
    reviewed = review(registry, circular("云财社〔2023〕41号", 0.7, issuer="云城市财政局"))
    assert [c.text for c in reviewed.number.candidates] == ["云财发〔2023〕41号"]
    assert [issue.code for issue in reviewed.issues] == ["prefix_unusual"]


@pytest.mark.parametrize(("held", "number", "why"), QUIET, ids=[str(i) for i in range(len(QUIET))])
def test_what_raises_no_doubt(held, number, why):
    item = circular(number)
    assert review(Registry(held), item) == item, why


def test_a_contested_prefix_that_the_issuer_uses_is_raised_but_never_sure():
    held = [*KNOWN, heading(9, "冀人社规〔2021〕5号")]
    item = circular("冀人社规〔2021〕5号", 0.8, ["翼人社规〔2021〕5号"])
    assert 0.8 < review(Registry(held), item).number.confidence < 0.9


def test_candidates_are_ranked_by_what_the_issuer_uses():
    item = circular("异人社规〔2021〕5号", 0.6, ["翼人社规〔2021〕5号", "冀人社规〔2021〕5号"])
    reviewed = review(Registry([*KNOWN, heading(9, "异人社规〔2021〕5号")]), item)
    assert [c.text for c in reviewed.number.candidates] == [
        "冀人社规〔2021〕5号",
        "翼人社规〔2021〕5号",
    ]


def test_what_a_person_corrected_is_left_alone():
    item = circular("翼人社规〔2021〕5号", 1.0, rule="correction")
    assert review(Registry([*KNOWN, ODD]), item) == item


numbers = st.builds(
    "{}〔{}〕{}号".format,
    st.sampled_from(["冀人社规", "翼人社规", "冀人社发", "冀财", "翼财"]),
    st.integers(2018, 2022),
    st.integers(1, 9),
)
held = st.lists(
    st.builds(
        heading, st.integers(1, 40), numbers, st.sampled_from([OFFICE, "河北省财政厅", None])
    ),
    unique_by=lambda item: item.key,
    max_size=14,
)


@given(held, st.randoms())
def test_order_of_arrival_changes_nothing(items: list[Heading], shuffler: random.Random):
    shuffled = list(items)
    shuffler.shuffle(shuffled)
    one, other = Registry(items), Registry(shuffled)
    assert one.pairs() == other.pairs()
    for item in items:
        read = replace(circular(item.number, issuer=item.issuers[0] if item.issuers else None))
        first = one.reviewed(read, item.sha256)
        assert first == other.reviewed(read, item.sha256)
        assert first.number.value == read.number.value
        assert isinstance(first.number.value, DocumentNumber)
