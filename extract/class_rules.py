"""Clearing-up rules that a text states as a class: kept as rules, never guessed into documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .circular import ClassRule
from .effect_days import first_day_before
from .mentions import find_mentions
from .paragraphs import LONGEST_PARAGRAPH
from .reference_parts import bare
from .rulebook import rule
from .sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Document
    from .paragraphs import Paragraph

_RULES = ("class.repeal", "class.conditional")
_OF_ONE = re.compile("[》）号](?:等[^，。；]{0,20})?，?$")
"""A document stands right before what is excepted: its parts are, no class of documents."""
_HINT = re.compile("废止|失效|停止执行|从其规定")
"""Every class rule says one of these."""


def read_class_rules(document: Document, paragraphs: Sequence[Paragraph]) -> tuple[ClassRule, ...]:
    """The class rules of a body: 除…外，原则上一律废止; 待…出台后废止; 逾期未公布的，…失效;
    国家另有规定的，从其规定."""
    found: list[ClassRule] = []
    for paragraph in paragraphs:
        text = paragraph.text[:LONGEST_PARAGRAPH]
        if not _HINT.search(text) or not any(rule(name).search(text) for name in _RULES):
            continue
        for sentence in split_sentences(text, find_mentions(text)):
            item = _class_rule(document, paragraph, (sentence.start, sentence.end))
            if item:
                found.append(item)
    return tuple(found)


def _class_rule(
    document: Document, paragraph: Paragraph, span: tuple[int, int]
) -> ClassRule | None:
    words = paragraph.text[slice(*span)]
    if not _HINT.search(words) or rule("effect.overrides").search(words):
        return None
    repeal = rule("class.repeal").search(words)
    if repeal and _OF_ONE.search(words[: repeal.start()]):
        repeal = None
    match = repeal or rule("class.conditional").search(words)
    if not match:
        return None
    name = "class.repeal" if repeal else "class.conditional"
    sure = rule(name).confidence
    evidence = paragraph.evidence(document, (span[0] + match.start(), span[1]), name, sure)
    sure = round(min([sure, *(item.confidence for item in evidence)]), 4)
    soft, clause, quote = "原则上" in words, paragraph.clause, words.strip()
    if repeal:
        exceptions = tuple(
            item["what"].strip("，、") for item in rule("class.exception").finditer(words)
        )
        day = first_day_before(words, len(words.rstrip("。；！？")))
        return ClassRule("class_repeal", clause, quote, sure, evidence, exceptions, soft, on=day)
    groups = match.groupdict()
    event = groups["late"] or groups["until"] or groups["other"]
    event = bare(event)
    day = first_day_before(words, len(words.rstrip("。；！？")))
    return ClassRule("conditional", clause, quote, sure, evidence, (), soft, event, day)
