"""What a page glues to a document number: a badge of its state, the shelf of its site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import replace
from .numbers import parse_number
from .rulebook import rule

if TYPE_CHECKING:
    from .numbers import NumberMatch

_UNCLEAR = 0.7
_CLEAR = 3
"""Characters of a prefix that stands by itself: 法规国税发 is no prefix, 法规财税 may be one."""


def behind_badge(text: str) -> int:
    """Where the number of a line starts behind a badge (【有效】财税〔2018〕5号); 0 without one."""
    if "〔" not in text:
        return 0
    badge = rule("number.badge").match(text)
    return badge.end() if badge else 0


def doubted(text: str, start: int, match: NumberMatch) -> NumberMatch:
    """The number read from `start` behind a badge; where the shelf may be of its prefix
    (法规财税〔2018〕5号), the number with it is a candidate and neither is sure."""
    badge = rule("number.badge").match(text) if 0 < start <= len(text) else None
    if badge is None or badge.end() != start or not badge["shelf"]:
        return match
    if len(match.number.parts.prefix) >= _CLEAR:
        return match
    whole = parse_number(text)
    others = (whole.number,) if whole else ()
    return replace(match, confidence=_UNCLEAR, candidates=(*match.candidates, *others))
