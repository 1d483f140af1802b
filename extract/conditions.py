"""Conditions and exceptions of a norm, and how sure each is; the words that are none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .parts import FAIR, SURE, Part
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
_LEAD = re.compile("但是?|其中|同时|并且")
_JOINS = ("并且", "且", "或者", "或")
_CLEAR = re.compile("的$|^(?:但|但是|其中|并且|同时|对|对于)?(?:如果?|若|遇|一旦|未经)")
"""Says itself that it is a condition; 对…, 凡…, …时, …后 as often tell whom or when."""
_ORDERS = ("prohibition", "permission", "obligation")
_BLANK = "□"


@lru_cache(maxsize=16)
def segments(text: str) -> tuple[tuple[int, str, bool], ...]:
    """The parts of a sentence between its commas: start, words, whether it is a condition."""
    found: list[tuple[int, str, bool]] = []
    at = 0
    for part in text.split("，"):
        condition = _is_condition(part)
        if condition and found and _goes_on(found[-1], part):
            start, first, _ = found.pop()
            found.append((start, f"{first}，{part}", True))
        else:
            found.append((at, part, condition))
        at += len(part) + 1
    if found[-1][2] and not found[-1][1].endswith("的"):
        found[-1] = (*found[-1][:2], False)
    return tuple(found)


def _is_condition(part: str) -> bool:
    """Whether a part is a condition or an exception; not one that itself orders (凡…均可…) or
    tells what is done first (将…盖章后)."""
    if part.endswith("外") and rule("norm.exception").fullmatch(part):
        return True
    if rule("norm.stem").match(part) is None:
        return False
    return part.endswith("的") or not (part.startswith(("将", "把")) or _orders(part))


def _orders(words: str) -> bool:
    return any(rule(f"norm.{name}").search(words) for name in _ORDERS)


def _goes_on(last: tuple[int, str, bool], part: str) -> bool:
    """Whether a condition has two parts, of which only the second ends in 的: …低于标准，并且…的."""
    _, words, condition = last
    if condition or not part.startswith(_JOINS) or not part.endswith("的"):
        return False
    return not _orders(words)


@lru_cache(maxsize=16)
def opened(text: str) -> str:
    """The text with what is quoted and what is a condition made unreadable."""
    quoted = "《" in text or "“" in text
    plain = _QUOTED.sub(lambda match: _BLANK * len(match[0]), text) if quoted else text
    return "，".join(_BLANK * len(part) if closed else part for _, part, closed in segments(plain))


def find_conditions(text: str) -> tuple[Part, ...]:
    """Where the conditions of a sentence stand, in order."""
    return tuple(_conditions(text))


def _conditions(text: str) -> Iterator[Part]:
    for at, part, condition in segments(text):
        if condition and not ("外" in part and rule("norm.exception").search(part)):
            lead = _LEAD.match(part)
            yield Part(
                at + (lead.end() if lead else 0),
                at + len(part),
                SURE if _CLEAR.search(part) else FAIR,
            )
        elif "的" in part and (inside := rule("norm.stem_inside").match(part)):
            yield Part(at + inside.start("condition"), at + inside.end("condition"), FAIR)


def find_exceptions(text: str) -> tuple[Part, ...]:
    """Where the exceptions of a sentence stand, in order; surer those that open with 除."""
    if "外" not in text:
        return ()
    return tuple(
        Part(*match.span("exception"), SURE if match[0].startswith("除") else FAIR)
        for match in rule("norm.exception").finditer(text)
    )
