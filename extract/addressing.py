"""What stands between the title and the body: addressees (主送机关), days, bylines, particulars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .bodies import is_addressee, is_open_addressee
from .body_close import text_follows
from .clauses import mark_of
from .marks import is_date_line, is_imprint, number_line, signs
from .portal import particular
from .rulebook import rule
from .set_twice import body_names
from .titles import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block
    from .zones import Zones

_LONGEST_ITEM = 60
_MIDDLE = 6.0
_WORD, _NEAR, _SCRAP = 8, 4, 20
_PARTICULARS, _FEWEST = 12, 2
"""Blocks a table of particulars below a title has at most, and its labels at least."""
_STOP = re.compile(r"[，。；：、]|^[各一二三（(0-9]")
_TOWNSHIP = re.compile("[\u3400-\u9fff]{2,8}[镇乡道]：")


def address(zones: Zones, at: int) -> int:
    """Fill the addressees (主送机关): the first blocks up to a colon."""
    blocks = zones.blocks
    at = _past_particulars(zones, _between(zones, at))
    for size in (1, 2, 3):
        if any(_is_centred(block) for block in blocks[at : at + size]):
            break
        joined = "".join(block.text for block in blocks[at : at + size])
        if (is_addressee(joined) or _is_township(blocks, at)) and len(blocks) >= at + size:
            zones.addressee = blocks[at : at + size]
            return at + size
    if zones.title and _lost_its_colon(blocks[at : at + 2]):
        zones.addressee = [blocks[at]]
        return at + 1
    return at


def _lost_its_colon(blocks: Sequence[Block]) -> bool:
    """Whether the first of two blocks names addressees without a colon, text below it."""
    closed = len(blocks) > 1 and blocks[1].text.endswith(("。", "：", "；"))
    return closed and is_open_addressee(blocks[0].text)


def _is_township(blocks: Sequence[Block], at: int) -> bool:
    """Whether a township is addressed, 你镇 below it: its name alone is no name of a body."""
    below = blocks[at + 1 : at + 2]
    if not below or not below[0].text.startswith(("你镇", "你乡", "你街道")):
        return False
    return _TOWNSHIP.fullmatch(blocks[at].text) is not None


def _past_particulars(zones: Zones, at: int) -> int:
    """The index of the addressees where a table of particulars without colons stands above them,
    its values on lines of their own; else `at`."""
    below = zones.blocks[at : at + _PARTICULARS]
    to = (n for n, b in enumerate(below) if is_addressee(b.text) and not particular(b.text))
    end = next(to, 0)
    rows = below[:end]
    told = sum(particular(block.text) is not None for block in rows)
    if not zones.title or not (told >= _FEWEST or are_scraps(rows)):
        return at
    if any(mark_of(block.text) for block in rows):
        return at
    if any(len(b.text) > _LONGEST_ITEM or b.text.endswith(("。", "；", "：")) for b in rows):
        return at
    zones.portal += rows
    return at + end


def _between(zones: Zones, at: int) -> int:
    """Fill what stands between title and addressees (days, notes, bylines); give the index behind."""
    blocks = zones.blocks
    while at < len(blocks) and len(blocks[at].text) <= _LONGEST_ITEM:
        if rule("head.dated").search(blocks[at].text) or is_date_line(blocks[at]):
            zones.dated.append(blocks[at])
            opened = blocks[at].text.startswith("（") and "）" not in blocks[at].text
            if opened and at + 1 < len(blocks) and blocks[at + 1].text.endswith("）"):
                at += 1  # the note of a text's history, on two lines
        elif rule("closing.note").search(blocks[at].text):
            zones.notes.append(blocks[at])
        elif rule("head.portal").search(blocks[at].text):
            zones.portal.append(blocks[at])
        elif _is_stray(blocks, at) or _is_number_again(zones, blocks[at]):
            zones.unplaced.append(blocks[at])
        elif zones.title and _is_imprint_above(blocks, at):
            zones.imprint.append(blocks[at])
        elif (zones.title or len(body_names(blocks[at])) > 1) and _is_byline(blocks, at):
            zones.bylines.append(blocks[at])
        elif not (zones.title and blocks[at].text in BARE):
            break
        at += 1
    zones.bylines += [block for block in zones.dated if body_names(block)]
    return at


def _is_number_again(zones: Zones, block: Block) -> bool:
    """Whether a line is the number of the circular once more (文号：… above its title)."""
    if zones.number is None or "号" not in block.text:
        return False
    again, first = number_line(block), number_line(zones.number)
    if again is None or first is None:
        return False
    return block.text[slice(*again)] == zones.number.text[slice(*first)]


def _is_imprint_above(blocks: Sequence[Block], at: int) -> bool:
    """Whether a page sets the line of the printing right above the addressees."""
    below = blocks[at + 1 : at + 2]
    return bool(below) and is_imprint(blocks[at]) and is_addressee(below[0].text)


def _is_stray(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line between title and text is none of them: a number cut short, a word right
    above the addressees."""
    text = blocks[at].text
    if rule("number.cut_short").search(text):
        return True
    if blocks[at].left is not None or len(text) > _WORD or _STOP.search(text):
        return False
    below = ["".join(block.text for block in blocks[at + 1 : at + 1 + n]) for n in (1, 2)]
    return any(map(is_addressee, below))


def _is_byline(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line below the title names who issued the text: a name without a colon, and no
    signature of a text that has none, unless the addressees follow."""
    if not body_names(blocks[at]):
        return False
    below = blocks[at + 1 : at + 1 + _NEAR]
    if not signs(blocks, at) or any(is_addressee(block.text) for block in below):
        return True
    dated = bool(below) and is_date_line(below[0])
    return blocks[at].left is None and dated and text_follows(blocks, at + 1)


def below_title(zones: Zones, at: int) -> int:
    """Fill the bodies set in the middle between title and text: whose text it is. No body of text
    has begun there that they could sign."""
    blocks = zones.blocks
    while at < len(blocks) and _is_centred(blocks[at]) and signs(blocks, at):
        if not text_follows(blocks, at):
            break
        zones.head.append(blocks[at])
        at += 1
    return at


def _is_centred(block: Block) -> bool:
    """Whether a block is set in the middle: a heading, no addressee."""
    if block.left is None or block.right is None:
        return False
    return block.left > _MIDDLE and abs(block.left - block.right) < _MIDDLE / 2


def are_scraps(blocks: Sequence[Block]) -> bool:
    """Whether lines of text without layout are menus and labels of a page, none long."""
    return all(block.left is None and len(block.text) <= _SCRAP for block in blocks)
