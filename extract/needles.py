"""What a text must hold for a pattern to find anything in it: words that every match has one of.

A search that starts at every place of a text is slow where a pattern opens with something broad
(a run of Chinese characters, one of many words); whether one of a few words stands in the text is
known some ten times sooner.
"""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Needles = frozenset[str]
_MOST = 60
"""Words beyond which looking for them takes as long as the pattern does."""
_COMMON = frozenset({"", *"0123456789"})
_parser: Any = importlib.import_module("re._parser")
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


def needles_of(pattern: re.Pattern[str]) -> Needles | None:
    """The words of which every match of a pattern holds one, null where there are no such.

    Digits are none: they stand in most texts.
    """
    if pattern.flags & re.IGNORECASE:
        return None
    return _of_sequence(_parser.parse(pattern.pattern, pattern.flags))


def starts_broad(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern that is anchored to the start of a text goes on with a run of anything."""
    items = _items(_parser.parse(pattern.pattern, pattern.flags))
    first = next(((name, value) for name, value in items if name != "AT"), None)
    if first is None or first[0] not in _REPEATS:
        return False
    body = _items(first[1][2])
    name, value = body[0]
    broad = name in ("ANY", "NOT_LITERAL") or (name == "IN" and _chars(value) is None)
    return broad and len(body) == 1


def _items(sequence: Any) -> list[tuple[str, Any]]:
    """The items of a parsed pattern, groups opened."""
    items: list[tuple[str, Any]] = []
    for operation, value in sequence:
        if str(operation) == "SUBPATTERN" and not value[1]:
            items += _items(value[3])
        elif str(operation) == "ATOMIC_GROUP":
            items += _items(value)
        else:
            items.append((str(operation), value))
    return items


def _of_sequence(sequence: Any) -> Needles | None:
    """Of what stands one behind the other, the words that tell most."""
    found: list[Needles] = []
    word = ""
    for name, value in [*_items(sequence), ("END", None)]:
        if name == "LITERAL":
            word += chr(value)
            continue
        found += [needles for needles in (frozenset({word}), _of_item(name, value)) if needles]
        word = ""
    return max((words for words in found if words.isdisjoint(_COMMON)), key=_worth, default=None)


def _of_item(name: str, value: Any) -> Needles | None:
    if name == "BRANCH":
        return _union([_of_sequence(part) for part in value[1]])
    if name in _REPEATS and value[0] > 0:
        return _of_sequence(value[2])
    if name == "IN":
        return _chars(value)
    return None


def _union(parts: Sequence[Needles | None]) -> Needles | None:
    words: set[str] = set()
    for part in parts:
        if part is None:
            return None
        words |= part
    words = {word for word in words if not any(o != word and o in word for o in words)}
    return frozenset(words) if len(words) <= _MOST else None


def _chars(members: Any) -> Needles | None:
    """The characters of a small set; null for ranges, classes and what a set leaves out."""
    if any(str(operation) != "LITERAL" for operation, _ in members):
        return None
    return frozenset(chr(value) for _, value in members)


def _worth(needles: Needles) -> tuple[int, int]:
    return min(map(len, needles)), -len(needles)
