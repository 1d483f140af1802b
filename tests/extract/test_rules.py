"""Every rule is proved by its own examples."""

import pytest

from hongtou.extract.normalise import tight
from hongtou.extract.rulebook import rule, rules, rules_hash, words

RULES = list(rules().values())
NAMES = [item.name for item in RULES]


@pytest.mark.parametrize("item", RULES, ids=NAMES)
def test_finds_its_examples(item):
    assert item.examples
    for example in item.examples:
        assert item.search(tight(example)), example


@pytest.mark.parametrize("item", RULES, ids=NAMES)
def test_leaves_its_counter_examples(item):
    assert item.counter_examples
    for example in item.counter_examples:
        assert not item.search(tight(example)), example


@pytest.mark.parametrize("item", RULES, ids=NAMES)
def test_says_where_it_comes_from(item):
    assert item.source
    assert 0 < item.confidence <= 1


def test_hash_is_stable_and_long():
    assert rules_hash() == rules_hash()
    assert len(rules_hash()) == 64


def test_words_are_longest_first():
    lengths = [len(word) for word in words("before_number")]
    assert lengths == sorted(lengths, reverse=True)


def test_an_unknown_rule_is_an_error():
    with pytest.raises(KeyError):
        rule("number.none")
