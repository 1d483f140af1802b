"""Text whose line breaks were lost (a portal's page copied as one line): breaks put back.

Only where the start is unmistakable: title, number and addressee in one block without layout.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_LONG = 150
_MARKS = re.compile(
    r"(?<=[。：；])(?=[一二三四五六七八九十]{1,3}、)|"
    r"(?<=[。：；])(?=（[一二三四五六七八九十]{1,3}）)|"
    r"(?<=。)(?=第[一二三四五六七八九十百]{1,5}[章条])|"
    r"(?<=。)(?=附件[：:])|"
    r"(?<=[）日])(?=附件[0-9]{0,2}(?![0-9：:]))"
)
_HEADED = re.compile(r"^[一二三四五六七八九十]{1,3}、[^。；：]{2,30}(?=（一）)")
_DATE = re.compile(r"[12][09][0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日")
_ABOUT = re.compile(r"关于|转发|印发|批转")


def unroll(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those without line breaks cut where a head, clause or close begins."""
    return [part for block in blocks for part in _unroll(block)]


def _unroll(block: Block) -> list[Block]:
    if block.left is not None or len(block.text) < _LONG:
        return [block]
    start = rule("title.run_on").search(block.text)
    if start is None:
        return [block]
    text = block.text
    cuts = {0, start.end("title"), start.end("number"), len(text)}
    colon = text.find("：", start.end("number"), start.end("number") + 300)
    if colon > 0:
        cuts.add(colon + 1)
    cuts |= {match.start() for match in _MARKS.finditer(text, start.end("number"))}
    cuts |= _headings(text, sorted(cuts))
    cuts |= _close(text, start["title"])
    return [_slice(block, a, b) for a, b in pairwise(sorted(cuts)) if a < b]


def _headings(text: str, cuts: Sequence[int]) -> set[int]:
    """Behind a heading that runs into its first subclause: 一、总体要求（一）…"""
    found = set()
    for a, b in pairwise(cuts):
        if match := _HEADED.search(text[a:b]):
            found.add(a + match.end())
    return found


def _close(text: str, title: str) -> set[int]:
    """Around signature, date and note: the issuer the title starts with, right before a date."""
    about = _ABOUT.search(title)
    issuer = title[: about.start()] if about else ""
    cuts: set[int] = set()
    for match in _DATE.finditer(text):
        start = match.start() - len(issuer)
        if issuer and text[start : match.start()] == issuer and start > len(title):
            cuts |= {start, match.start(), match.end()}
            note = re.match(r"（[^（）]{2,30}）", text[match.end() :])
            if note:
                cuts.add(match.end() + note.end())
    return cuts


def _slice(block: Block, start: int, end: int) -> Block:
    gaps = frozenset(gap - start for gap in block.gaps if start < gap < end)
    return replace(block, text=block.text[start:end], offsets=block.offsets[start:end], gaps=gaps)
