"""Needles: every match holds one of them, whatever the pattern."""

from __future__ import annotations

import re

import pytest

from hongtou.extract.needles import needles_of, starts_broad
from hongtou.extract.rulebook import rules

PATTERNS = (
    ("废止", {"废止"}, "a word"),
    ("[^。]{2,9}废止", {"废止"}, "a word behind anything"),
    ("废止|失效", {"废止", "失效"}, "one of two"),
    ("(?:废|中)止", {"止"}, "of alternatives and one word the word"),
    ("(?P<how>停止执行|停止)", {"停止"}, "the shorter word is enough"),
    ("自.{2,9}起", {"自"}, "of equals the first"),
    ("起?生效", {"生效"}, "what may be left out tells nothing"),
    ("(?:起|于)*", None, "a repeat that may be empty"),
    ("废止|[一-龥]", None, "one alternative matches anything"),
    ("[0-9]{4}|1", None, "digits are everywhere"),
    ("(?i:PDF)", None, "case does not count"),
    ("(?!废止)有效", {"有效"}, "what must not follow"),
)  # fmt: skip


@pytest.mark.parametrize(("pattern", "needles", "why"), PATTERNS)
def test_words_every_match_holds(pattern: str, needles: set[str] | None, why: str) -> None:
    found = needles_of(re.compile(pattern))
    assert (None if found is None else set(found)) == needles, why


@pytest.mark.parametrize("name", sorted(rules()))
def test_a_rule_finds_in_its_examples_what_its_pattern_finds(name: str) -> None:
    rule = rules()[name]
    for text in (*rule.examples, *rule.counter_examples):
        found, plain = rule.search(text), rule.pattern.search(text)
        assert (found and found.span()) == (plain and plain.span())
        assert [m.span() for m in rule.finditer(text)] == [
            m.span() for m in rule.pattern.finditer(text)
        ]


def test_an_anchored_pattern_is_only_gated_where_it_looks_far() -> None:
    assert starts_broad(re.compile("^[㐀-鿿]{0,30}?纪要$"))
    assert starts_broad(re.compile("^(?P<title>[^。]{6,120}通知)"))
    assert not starts_broad(re.compile("^(?:抄送|抄报)[：:]"))
    assert not starts_broad(re.compile("^[一二三]{1,3}、"))
