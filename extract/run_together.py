"""Text whose line breaks became white space: broken again where a head, a clause or a close stands."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .bodies import is_addressee, is_body
from .dates import parse_date
from .numbers import parse_number
from .rulebook import rule

if TYPE_CHECKING:
    from .document import Block

_LONG = 150
"""Characters from which a line is taken for more than one paragraph."""
_HEADING = 40
_STARTS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十0-9]{1,3}）|第[一二三四五六七八九十百]{1,4}[章条]|"
    r"[0-9]{1,2}(?:[.、]|\.[0-9]{1,2})(?=[\u3400-\u9fff])|附件?[0-9]{0,2}[：:]"
)
_ENDS = ("。", "：", "；")


def broken(block: Block) -> list[Block]:
    """The paragraphs of a line without layout that holds a date or addressees between its gaps;
    the line itself where it holds none."""
    if block.left is not None or len(block.text) < _LONG or not block.gaps:
        return [block]
    cuts = [0, *sorted(block.gaps), len(block.text)]
    pieces = [block.text[a:b] for a, b in pairwise(cuts)]
    if not any(_is_date(piece) or is_addressee(piece) for piece in pieces):
        return [block]
    kept = [
        cut
        for n, cut in enumerate(cuts[1:-1])
        if pieces[n].endswith(_ENDS) or _STARTS.match(pieces[n + 1]) or _apart(pieces, n)
    ]
    return [block.cut(a, b) for a, b in pairwise([0, *kept, len(block.text)])]


def _apart(pieces: list[str], n: int) -> bool:
    """Whether a line ended between two pieces: one is a line of its own."""
    return any(_stands_alone(pieces, i) for i in (n, n + 1)) or _is_heading(pieces[n])


def _stands_alone(pieces: list[str], i: int) -> bool:
    piece, before, after = pieces[i], pieces[i - 1] if i else "", (pieces[i + 1 :] or [""])[0]
    if _is_date(piece) or parse_number(piece):
        return True
    if is_body(piece) and (_is_date(after) or _is_date(before)):
        return True
    opens = is_addressee(after) or parse_number(after) is not None or _is_date(before)
    return opens and "。" not in piece and rule("title.end").search(piece) is not None


def _is_date(piece: str) -> bool:
    return parse_date(piece) is not None


def _is_heading(piece: str) -> bool:
    return len(piece) <= _HEADING and "。" not in piece and _STARTS.match(piece) is not None
