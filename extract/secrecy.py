"""Secrecy marks (密级) wherever a file has one: what tells that it may not be kept.

A mark may stand over an annex, behind a number, in a table or in the margin. Words alone (机密)
count where a head stands: a text may speak of secrets. A mark with ★, a term or a label always
counts: better a file too many is stopped than one too few.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .document import join_piece
from .normalise import fold
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..ingest.page import Line, Page

_FIRST_LINES, _TOP_LINES = 12, 2
"""Lines of a file's first page, and of a later one, among which a mark of words alone counts."""
_BEHIND_ANNEX = 3
_LONGEST = 80
_LABEL = re.compile("(?:国家秘密)?(?:密级|(?:保密|机密|秘密|涉密)(?:等级|级别))[：:|]?")
_ANNEX = re.compile("\\s*附\\s*[件表录]")
_PARTED = re.compile("[|]|[号件](?=.?[绝机秘]密)")
_ONE_ROW = 0.6
_ROW = re.compile("[0-9]{1,3}[.、．](?![0-9])|[0-9]{1,3}[^0-9].*《|[0-9]{1,3}关于")
"""A row of a list tells of other documents: 下列文件予以解密：1.…（…号，秘密★10年）."""
_BODY = re.compile("[：:。；]\\s*$")
"""How a line ends behind which text has begun: the addressees, a sentence."""


def secrecy_mark(pages: Sequence[Page]) -> str | None:
    """The first secrecy mark of a file (绝密, 机密, 秘密), read from every line of any kind; null
    where it has none."""
    for n, page in enumerate(pages):
        reach = _TOP_LINES if n else _FIRST_LINES
        annex, label, begun = -_BEHIND_ANNEX - 1, "", False
        for i, text in enumerate(_rows(page)):
            if "密" not in text:
                annex = i if _ANNEX.match(text) else annex
                begun = begun or _BODY.search(text) is not None
                label = ""
                continue
            folded = fold(text, whole=True)
            tight, _, gaps = join_piece(folded, 0, len(folded))
            at_head = (i < reach and not begun) or i - annex <= _BEHIND_ANNEX
            if mark := _mark(tight, gaps, at_head=at_head) or _mark(label + tight, gaps):
                return mark
            label = "密级：" if _LABEL.fullmatch(tight) else ""
    return None


def _mark(text: str, gaps: frozenset[int], *, at_head: bool = False) -> str | None:
    if not 0 < len(text) <= _LONGEST or _ROW.match(text):
        return None
    for part in _parts(text, gaps):
        match = rule("head.secrecy").search(part)
        if match and (at_head or match["label"] or match["star"]):
            return match["value"]
    if text.endswith("。"):
        return None
    if match := rule("head.secrecy_starred").search(text):
        return match["value"] or match["value_behind"]
    match = rule("head.secrecy_label").search(text)
    return match["value"] if match else None


def _parts(text: str, gaps: frozenset[int]) -> Iterator[str]:
    """A line, its parts between white space and bars, and two of them side by side (a label and its
    value)."""
    yield text
    inner = {match.end() for match in _PARTED.finditer(text)}
    cuts = sorted({0, len(text), *gaps, *inner})
    pieces = [text[a:b].strip("|") for a, b in pairwise(cuts)]
    if len(pieces) > 1:
        yield from pieces
        yield from (a + b for a, b in pairwise(pieces))


def _rows(page: Page) -> Iterator[str]:
    """The lines of a page; those set on one row, as one: letters set wide may be lines of their
    own."""
    row: list[Line] = []
    for line in page.lines:
        if not line.text.strip():
            continue
        if row and not _beside(row[-1], line):
            yield _joined(row)
            row = []
        row.append(line)
    if row:
        yield _joined(row)


def _joined(row: Sequence[Line]) -> str:
    return "  ".join(line.text for line in row)


def _beside(one: Line, other: Line) -> bool:
    if one.box is None or other.box is None:
        return False
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return shared > _ONE_ROW * min(one.box[3] - one.box[1], other.box[3] - other.box[1])
