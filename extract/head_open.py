"""The head of a circular that has a number and no title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bodies import is_body, strip_head_word
from .marks import all_bodies, behind_number, is_date_line
from .rulebook import any_of, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block
    from .zones import Zones

HEAD_MARKS = (
    "head.copy_number",
    "head.secrecy",
    "head.urgency",
    "head.kind_word",
    "head.signer",
    "head.register",
    "form.telegram_row",
)
_BLANK = 6


def open_untitled(zones: Zones, numbers: Sequence[int]) -> int:
    """Fill head and number of a circular without a title, as letters of the 1950s are: what stands
    above the number is a head, what it is about may stand below."""
    blocks = zones.blocks
    if not numbers or not all(_is_head(block) for block in blocks[: numbers[0]]):
        return 0
    above = blocks[: numbers[0]]
    zones.number, zones.head = blocks[numbers[0]], [b for b in above if not is_date_line(b)]
    zones.dated = [block for block in above if is_date_line(block)]
    at = behind_number(blocks, numbers[0])
    if at < len(blocks) and rule("head.subject").search(blocks[at].text):
        zones.unplaced.append(blocks[at])
        return at + 1
    return at


def _is_head(block: Block) -> bool:
    """Whether a block can stand above a number: a body, a day, a mark, a number left blank
    (字第　　号)."""
    if is_date_line(block):
        return True
    name = strip_head_word(block.text)
    blank = len(block.text) <= _BLANK and block.text.endswith("号")
    return (
        is_body(name) or all_bodies(block) or blank or any_of(*HEAD_MARKS)(block.text) is not None
    )
