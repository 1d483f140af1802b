"""The bodies named right before a document: 省人社厅、省财政厅《…》, 国务院办公厅印发的《…》.

A pattern for several bodies side by side would try every way to part a text into names; here the
names are followed backwards from the last one, each place once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 6
"""Bodies named side by side."""
_LONGEST = 30
"""Characters of a body's name before the word it ends with."""
_LONGEST_WORD, _LONGEST_JOINT = 4, 14
"""Characters of the word a name ends with (领导小组), and of what may join the next body to it."""
_JOINTS = frozenset("等、和会与")
_IN_NAME = re.compile("[\u3400-\u9fff“”（）]")


def issuers_before(text: str) -> tuple[int, int] | None:
    """The span of the bodies that a text ends with, those who announced what follows included;
    null where it ends with none."""
    last = rule("reference.issuer_last").search(text)
    if last is None:
        return None
    start = end = last.end("names")
    units = list(_units(text, end))
    reached = {end}
    for _ in range(_MOST):
        reached = {
            place
            for word, stop in units
            if stop in reached
            for place in range(_name_start(text, word), word)
        }
        start = min(start, *reached) if reached else start
    return (start, end) if start < end else None


def _units(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Every word that may end a name, and every place where it stops, alone or with what joins the
    next body to it."""
    word, joint = rule("reference.issuer_word"), rule("reference.issuer_joint").fullmatch
    for at in (at for at in range(1, end) if word.match(text, at, end)):
        for stop in range(at + 1, min(at + _LONGEST_WORD, end) + 1):
            if not word.fullmatch(text, at, stop):
                continue
            yield at, stop
            if text[stop : stop + 1] in _JOINTS:
                last = min(stop + _LONGEST_JOINT, end) + 1
                yield from ((at, n) for n in range(stop + 1, last) if joint(text, stop, n))


def _name_start(text: str, word: int) -> int:
    """The first place where a name may start that ends with the word at `word`."""
    start = word
    while start > max(word - _LONGEST, 0) and _IN_NAME.match(text[start - 1]):
        start -= 1
    return start
