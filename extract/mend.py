"""Text as portals give it: lost line breaks put back, lines around the text left out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .bodies import is_addressee, is_body
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_LONG = 150
_ORDERS = ("令", "公告", "通告")
_TOP = 12
"""Blocks at the top of a text among which its head stands."""
_MARKS = re.compile(
    r"(?<=[。：；])(?=[一二三四五六七八九十]{1,3}、)|"
    r"(?<=[。：；])(?=（[一二三四五六七八九十]{1,3}）)|"
    r"(?<=。)(?=第[一二三四五六七八九十百]{1,5}[章条])|"
    r"(?<=。)(?=附件[：:])|"
    r"(?<=[）日])(?=附件[0-9]{0,2}(?![0-9：:]))"
)
_HEADED = re.compile(r"^[一二三四五六七八九十]{1,3}、[^。；：]{2,30}(?=（一）)")
_DATE = re.compile(r"[12][09][0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日")
_LISTED = re.compile(
    "(?:[0-9一二三四五六七八九十]{1,3}[、.．]|（[0-9一二三四五六七八九十]{1,3}）)?《"
)
"""A document named in a list: its number is no number of a head."""
_ABOUT = re.compile(r"关于|转发|印发|批转")


def mend(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with breaks where heads, clauses and closes begin, and without page furniture.

    Only text without layout is cut; what portals print around a text is left out everywhere.
    """
    numbers_page, of_web = rule("page.number_line").fullmatch, rule("web.line").search
    parts: list[Block] = []
    for block in blocks:
        if not numbers_page(block.text):
            whole = block.left is not None or not (block.gaps or "〔" in block.text)
            parts += [block] if whole else _cut(block)
    parts = [part for part in parts if not of_web(part.text)]
    return _join_orders([piece for part in parts[:_TOP] for piece in _head(part)] + parts[_TOP:])


def _head(block: Block) -> list[Block]:
    """A number or an addressee at the top of a text, cut from what runs on behind it."""
    if block.left is not None:
        return [block]
    text = block.text
    if dated := rule("number.dated_aside").fullmatch(text):
        names = ("number", "date") if dated["number"] else ("count", "day")
        return [block.cut(*dated.span(name)) for name in names]
    if titled := rule("number.before_title").fullmatch(text):
        return [block.cut(*titled.span("number")), block.cut(*titled.span("title"))]
    number = rule("number.leading").match(text)
    if number and (number.end() in block.gaps or rule("number.leading_address").match(text)):
        return [block.cut(0, number.end()), *_head(block.cut(number.end(), len(text)))]
    colon = text.find("：") + 1
    if 0 < colon < len(text) and colon in block.gaps and is_addressee(text[:colon]):
        return [block.cut(0, colon), block.cut(colon, len(text))]
    return [block]


def _cut(block: Block) -> list[Block]:
    if "〔" not in block.text or _LISTED.match(block.text):
        return _labels(block)
    for name in ("title.run_on", "title.number_suffix"):
        match = rule(name).search(block.text)
        if match is None:
            continue
        if len(block.text) >= _LONG:
            return _unroll(block, match)
        cuts = sorted({0, match.end("title"), match.end("number"), len(block.text)})
        if name == "title.number_suffix":
            cuts = [0, match.end("title"), len(block.text)]
        return [block.cut(a, b) for a, b in pairwise(cuts) if a < b]
    return _labels(block)


def _labels(block: Block) -> list[Block]:
    """A line of several portal labels (发文机关：… 成文日期：…), cut before each."""
    if not block.gaps or not rule("head.portal").match(block.text):
        return [block]
    starts = [gap for gap in sorted(block.gaps) if rule("head.portal").match(block.text[gap:])]
    if not starts:
        return [block]
    return [block.cut(a, b) for a, b in pairwise([0, *starts, len(block.text)]) if a < b]


def _join_orders(blocks: Sequence[Block]) -> list[Block]:
    """An order's number on one line, where name and count were set apart: …人民政府令 / 第227号,
    …厅 / 公告 / 2021年第5号."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        called = before is not None and before.text.endswith(_ORDERS)
        called = called and before is not None and not _ABOUT.search(before.text)
        if not called or not before or not rule("number.order_alone").fullmatch(block.text):
            joined.append(block)
            continue
        if before.text in _ORDERS and len(joined) > 1 and is_body(joined[-2].text):
            joined[-2:] = [_joined(joined[-2], before)]
        joined[-1] = _joined(joined[-1], block)
    return joined


def _joined(first: Block, second: Block) -> Block:
    gaps = first.gaps | {gap + len(first.text) for gap in second.gaps}
    return replace(
        first,
        text=first.text + second.text,
        offsets=(*first.offsets, *second.offsets),
        gaps=frozenset(gaps),
        lines=first.lines + second.lines,
    )


def _unroll(block: Block, start: re.Match[str]) -> list[Block]:
    """Text in one line: title, number, addressee, clauses and close told apart."""
    text = block.text
    cuts = {0, start.end("title"), start.end("number"), len(text)}
    colon = text.find("：", start.end("number"), start.end("number") + 300)
    if colon > 0:
        cuts.add(colon + 1)
    cuts |= {match.start() for match in _MARKS.finditer(text, start.end("number"))}
    cuts |= _headings(text, sorted(cuts))
    cuts |= _close(text, start["title"])
    return [block.cut(a, b) for a, b in pairwise(sorted(cuts)) if a < b]


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
