"""Document numbers (发文字号): found, taken apart, normalised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .circular import DocumentNumber, NumberParts
from .rulebook import rule, words

_RULES = (
    "number.yeared_order",
    "number.bracketed",
    "number.series_order",
    "number.half_bracketed",
    "number.unnumbered",
)
_ANCHOR = re.compile("[〔〕第年]")
_INNER = frozenset({"经"})
"""Words that stand before a number, and inside prefixes too (法经字): they part only at the start."""
_EARLIEST, _LATEST = 1949, 2100


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number and where it stands in the text searched."""

    number: DocumentNumber
    start: int
    end: int
    rule: str
    confidence: float


def parse_number(text: str) -> NumberMatch | None:
    """The number that is the whole of `text` (tidied), or null."""
    for name in _RULES:
        match = rule(name).fullmatch(text)
        if match and (number := _number(name, match, match["prefix"])):
            return NumberMatch(number, 0, len(text), name, rule(name).confidence)
    return None


def find_numbers(text: str) -> list[NumberMatch]:
    """Every number in running text, in order; of overlapping readings the first rule's."""
    if "号" not in text or not _ANCHOR.search(text):
        return []
    found: list[NumberMatch] = []
    for name in _RULES:
        for match in rule(name).finditer(text):
            if any(m.start < match.end() and match.start() < m.end for m in found):
                continue
            start, prefix = _trim(match)
            number = _number(name, match, prefix) if prefix else None
            if number:
                found.append(NumberMatch(number, start, match.end(), name, rule(name).confidence))
    return sorted(found, key=lambda match: match.start)


def _trim(match: re.Match[str]) -> tuple[int, str]:
    """The prefix without the running text before it (…补贴政策按照黑财规审〔)."""
    prefix = match["prefix"]
    cut = 0
    for word in words("before_number"):
        at = prefix.rfind(word)
        if word in _INNER and at > 0:
            continue
        if at >= 0 and at + len(word) < len(prefix) - 1:
            cut = max(cut, at + len(word))
    if office := rule("number.office_before").match(prefix, cut):
        cut = office.end()
    return match.start("prefix") + cut, prefix[cut:]


def _number(name: str, match: re.Match[str], prefix: str) -> DocumentNumber | None:
    groups = match.groupdict()
    year_text = groups.get("year") or groups.get("year_right") or groups.get("year_plain")
    year = int(year_text) if year_text else None
    if year is not None and not _EARLIEST <= year <= _LATEST:
        return None
    sequence = groups["sequence"] or groups.get("bracketed") or ""
    form, text = _normal(name, prefix, year, sequence, groups)
    return DocumentNumber(text, NumberParts(prefix, year, sequence, form))


def _normal(
    name: str, prefix: str, year: int | None, sequence: str, groups: dict[str, str | None]
) -> tuple[Literal["bracketed", "order", "yearless"], str]:
    if name == "number.series_order":
        named = groups.get("session") or groups.get("session_plain")
        session = f"〔{named}〕" if named else ""
        return "order", f"{prefix}{session}第{sequence}号"
    if name == "number.yeared_order" and groups.get("year_plain"):
        return "order", f"{prefix}{year}年第{sequence}号"
    form: Literal["bracketed", "order"] = "order" if name == "number.yeared_order" else "bracketed"
    return form, f"{prefix}〔{year}〕{groups.get('ordinal') or ''}{_plain(sequence)}号"


def _plain(sequence: str) -> str:
    return sequence.lstrip("0") or sequence
