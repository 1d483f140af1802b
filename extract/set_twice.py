"""Titles that a page sets twice, and who issued the text, set between or below them.

Portals and collections of law head a page with the title, the body and the day, and give the
circular with its own title below. The last title is the circular's; one that is cut short gives
way to the whole one above it.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from .bodies import is_addressee, is_body
from .dates import parse_date
from .marks import is_date_line, is_number_line
from .rulebook import rule
from .titles import ABOUT, title_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_TOP = 6
"""Blocks at the top among which the first of two titles stands, and blocks between the two."""
_MENU, _SCRAP = 20, 20
"""Blocks at the top among which it stands below the menu of a page, and how long those are."""
_SHORTEST = 8
"""Characters two titles share at least."""
_LONGEST, _LABEL = 60, 8
_DATED = re.compile("（[12][09][0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?）$")
"""The day that a collection sets behind a title."""
_PARTS = re.compile(r"[、，]")
_DAY = re.compile(r"日[，,](?P<names>.+)$")


def without_repeats(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks of a circular with one title, and the lines between its titles: who issued it,
    particulars of a portal."""
    aside: list[Block] = []
    while pair := _pair(blocks):
        first, second = pair
        between = blocks[first[1] : second[0]]
        aside += between
        below = {block.text for block in blocks[second[1] : second[1] + _TOP]}
        kept = [block for block in between if block.text not in below]
        numbers = [block for block in kept if is_number_line(block)]
        days = [block for block in kept if is_date_line(block)]
        dated = _DATED.search(blocks[second[1] - 1].text) is not None
        whole = dated or _is_whole(_text(blocks, first), _text(blocks, second))
        title = first if whole else second
        head = blocks[: first[0]] + numbers + blocks[slice(*title)]
        lines = _numbered_below(blocks[second[1] :])
        numbered = [block for block in lines if is_number_line(block)]
        aside += [block for block in lines if block not in numbered]
        blocks = head + numbered + days + blocks[second[1] + len(lines) :]
    return blocks, aside


def _numbered_below(blocks: Sequence[Block]) -> list[Block]:
    """The lines right below a title up to its number, who issued it before that; none without a
    number."""
    lines = list(takewhile(lambda b: is_number_line(b) or body_names(b), blocks[:_TOP]))
    while lines and not is_number_line(lines[-1]):
        lines.pop()
    return lines


def _is_whole(first: str, second: str) -> bool:
    """Whether the second of two titles is cut short, or lacks the body that the first one names."""
    if first.startswith(second):
        return first != second
    return _named_by(first, second)


def _named_by(whole: str, title: str) -> bool:
    """Whether one title is another with the body before it that issued it."""
    return whole.endswith(title) and is_body(whole.removesuffix(title))


def _names_its_body(title: str) -> bool:
    return is_body(ABOUT.split(title, maxsplit=1)[0])


def set_twice(blocks: Sequence[Block], i: int) -> int | None:
    """Where the second of two titles ends, the first of which starts at block `i`; else null."""
    text = blocks[i].text
    if text not in [block.text for block in blocks[i + 1 : i + 1 + _TOP]]:
        return None
    pair = _pair_at(blocks, i)
    return pair[1][1] if pair else None


def first_of_two(blocks: Sequence[Block], start: int, first: int) -> int:
    """Where the first of two titles starts that stands above `start`, block `first` at the
    earliest; `start` where there is none."""
    for i in range(max(first, start - _TOP), start):
        pair = _pair_at(blocks, i)
        if pair and pair[0][1] <= start <= pair[1][0]:
            return i
    return start


def _pair(blocks: Sequence[Block]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    menu = sum(1 for _ in takewhile(lambda block: len(block.text) <= _SCRAP, blocks[:_MENU]))
    pairs = (_pair_at(blocks, i) for i in range(min(max(_TOP, menu + 1), len(blocks))))
    return next((pair for pair in pairs if pair), None)


def _pair_at(blocks: Sequence[Block], i: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The spans of two titles of one text, the first from block `i`, the second at most a few
    lines of a head below."""
    title = title_after(blocks, i)
    if not title:
        return None
    first = i, title[-1] + 1
    text = _text(blocks, first)
    for k in range(first[1], min(first[1] + _TOP, len(blocks))):
        alike = blocks[k].text[:_SHORTEST] in text or text[:_SHORTEST] in blocks[k].text
        if alike and (again := title_after(blocks, k)):
            second = k, again[-1] + 1
            other = _text(blocks, second)
            cut = len(other) >= _SHORTEST and (text.startswith(other) or text.endswith(other))
            named = not _names_its_body(text) and _named_by(other, text)
            same = text == other or cut or named
            if same:
                return first, second
        if not _may_stand_between(blocks[k]):
            return None
    return None


def _text(blocks: Sequence[Block], span: tuple[int, int]) -> str:
    return _DATED.sub("", "".join(block.text for block in blocks[slice(*span)]))


def _may_stand_between(block: Block) -> bool:
    """Whether a line is a name, a day, a particular of a portal, and no text."""
    if len(block.text) > _LONGEST or block.text.endswith(("。", "；")):
        return False
    if not block.text.endswith("：") or rule("head.portal").search(block.text):
        return True
    return len(block.text) <= _LABEL and not is_addressee(block.text)


def body_names(block: Block) -> list[tuple[int, int]]:
    """The spans of the bodies where a line names bodies and nothing else (财政部、司法部), alone or
    behind a day (1988年1月6日，铁道部); none of a list that says there are more (…等)."""
    text = block.text
    dated = _DAY.search(text)
    start = dated.start("names") if dated else 0
    if len(text) > _LONGEST or "批准" in text or (dated and parse_date(text[: start - 1]) is None):
        return []
    cuts = [start, *(gap for gap in sorted(block.gaps) if gap > start), len(text)]
    spans: list[tuple[int, int]] = []
    for a, b in pairwise(cuts):
        at = a
        for mark in _PARTS.finditer(text, a, b):
            spans.append((at, mark.start()))
            at = mark.end()
        spans.append((at, b))
    spans = [(a, b) for a, b in spans if a < b]
    return spans if spans and all(is_body(text[a:b]) for a, b in spans) else []
