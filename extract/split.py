"""One file to its circulars, by the heads above their numbers (版头, GB/T 9704-2012 7.2).

Wording decides, so that text without layout works too; layout (the red head, the top of a page)
settles what wording leaves open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .arrange import HEAD_REACH, arrange
from .bodies import is_body, strip_head_word
from .clause_text import mark_of
from .head_open import HEAD_MARKS
from .head_rows import cut_row
from .marks import (
    all_bodies,
    behind_number,
    is_date_line,
    is_imprint,
    is_number_line,
    is_order,
    new_page,
)
from .numbers import parse_number
from .portal import portal_table
from .rulebook import any_of, rule
from .set_twice import body_names, first_of_two, set_twice
from .sheets import part_sheets
from .titles import title_after, title_before
from .unnumbered import addressed, attached, find_closes, off_labels, unnumbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block, Document
    from .zones import Zones

_NEAR_TOP = 6
_SERIES = 12
_SENTENCE = 20


def split_circulars(document: Document) -> list[Zones]:
    """The circulars of a document, in order; one at least, when there is any text."""
    blocks = off_labels([part for block in document.blocks for part in cut_row(block)])
    if not blocks:
        return []
    blocks, sheets = part_sheets(blocks)
    table = portal_table(blocks)
    portal, blocks = blocks[slice(*table)], blocks[: table[0]] + blocks[table[1] :]
    if not blocks:
        portal, blocks = [], portal
    starts = [0] + [start for start in _starts(blocks) if start > 0]
    while len(starts) > 1 and not _is_circular(blocks[: starts[1]]):
        del starts[1]
    ends = [*starts[1:], len(blocks)]
    zones = [arrange(blocks[a:b]) for a, b in zip(starts, ends, strict=True)]
    zones[0].portal += portal
    for sheet in sheets:
        zones[_accompanied(starts, sheet.before - len(portal))].sheets.append(sheet)
    return zones


def _accompanied(starts: Sequence[int], before: int) -> int:
    """Which circular a sheet accompanies: the one that stands or goes on behind it, else the
    last."""
    return max(sum(start <= before for start in starts) - 1, 0)


def _is_circular(blocks: Sequence[Block]) -> bool:
    """Whether the blocks above the first head are a circular: no title or head set twice, no
    instruction in a few words that was written above it, no scraps of a page."""
    if rule("web.lead_in").search(blocks[-1].text):
        return False
    if all(map(is_date_line, blocks)):
        return False
    closed = any(is_date_line(block) or is_imprint(block) for block in blocks)
    long = len(blocks) > _NEAR_TOP and any(len(block.text) >= _SENTENCE for block in blocks)
    return closed or long or any(_is_sentence(block) or mark_of(block.text) for block in blocks)


def _starts(blocks: Sequence[Block]) -> list[int]:
    """Where circulars start: at the heads above their numbers."""
    starts: list[int] = []
    last = 0
    closes = find_closes(blocks)
    behind = closes.behind(last)
    for i, block in enumerate(blocks):
        first = starts[-1] + 1 if starts else 0
        start, end = None, i
        if is_number_line(block):
            start = _numbered(blocks, i, first, opening=not starts)
        elif i > last + 1 and (twice := set_twice(blocks, i)) and _opens_text(blocks, i, twice):
            start, end = i, twice
        elif i > last + 1 and (end_of := attached(blocks, i, last)):
            start, end = i, end_of
        elif behind is not None and i >= behind and i > last + 1:
            title_end = unnumbered(blocks, i, last, closes)
            start = None if title_end is None else _lifted(blocks, i, first)
            end = title_end or i
        if start is not None and start >= first and (not starts or i > last + 1):
            starts.append(first_of_two(blocks, start, first))
            last = end
            behind = closes.behind(last)
    return starts


def _opens_text(blocks: Sequence[Block], i: int, end: int) -> bool:
    """Whether a title set twice, from block `i` to `end`, opens a circular: addressees below it, or
    the body that issued it between the two."""
    return addressed(blocks, end) or any(body_names(block) for block in blocks[i + 1 : end - 1])


def _lifted(blocks: Sequence[Block], i: int, first: int) -> int:
    """Where the head above a title without a number starts: a name with 文件, or one that opens a
    page; a bare name in running text signs what stands above."""
    top = _head_top(blocks, i, first)
    while top < i and not (
        blocks[top].red
        or _page_top(blocks, top)
        or strip_head_word(blocks[top].text) != blocks[top].text
    ):
        top += 1
    return top


def _numbered(blocks: Sequence[Block], i: int, first: int, *, opening: bool) -> int | None:
    """Where the circular with its number in block `i` starts; null where no circular does.

    `opening`: none has started above.
    """
    top = _head_top(blocks, i, first)
    headed = top < i or i == 0 or _page_top(blocks, i)
    title = title_after(blocks, behind_number(blocks, i))
    if title and (headed or _announces(blocks, i, title[-1] + 1)):
        return top
    if opening and (title := title_before(blocks, i, 0)):
        return _head_top(blocks, title[0], 0)
    if _next_of_series(blocks, i):
        return i
    named = rule("head.ordering_body").search(blocks[i].text)
    if (headed or named) and is_order(blocks[i]):
        text = "".join(block.text for block in blocks[i + 1 : i + 3])
        if (opening and i <= _NEAR_TOP) or rule("form.order_text").search(text):
            return top
    return None


def _announces(blocks: Sequence[Block], i: int, behind: int) -> bool:
    """Whether block `i` is an order or announcement that names its body, and a sentence or
    addressees stand below its title, in block `behind`."""
    if not (rule("head.ordering_body").search(blocks[i].text) and is_order(blocks[i])):
        return False
    return addressed(blocks, behind) or any(
        len(block.text) >= _SENTENCE and block.text.endswith(("。", "："))
        for block in blocks[behind : behind + 1]
    )


def _next_of_series(blocks: Sequence[Block], i: int) -> bool:
    """Whether a number stands alone between two texts and counts on from the one above: several
    circulars without titles, one below the other."""
    if i + 1 == len(blocks) or not (_is_sentence(blocks[i - 1]) and _is_sentence(blocks[i + 1])):
        return False
    here = parse_number(blocks[i].text)
    above = (parse_number(block.text) for block in reversed(blocks[max(i - _SERIES, 0) : i]))
    before = next((match for match in above if match), None)
    if here is None or before is None:
        return False
    parts, earlier = here.number.parts, before.number.parts
    same = (parts.prefix, parts.year, parts.form) == (earlier.prefix, earlier.year, earlier.form)
    return same and _count(parts.sequence) == _count(earlier.sequence) + 1


def _count(sequence: str) -> int:
    return int(sequence) if sequence.isdecimal() else -1


def _is_sentence(block: Block) -> bool:
    return len(block.text) >= _SENTENCE and block.text.endswith("。")


def _page_top(blocks: Sequence[Block], i: int) -> bool:
    return blocks[i].left is not None and new_page(blocks[i - 1], blocks[i])


def _head_top(blocks: Sequence[Block], number: int, first: int) -> int:
    """The first block of the head that ends above `number`."""
    top = number
    while top > first and number - top < HEAD_REACH and _in_head(blocks, top - 1, number):
        top -= 1
    return top


def _in_head(blocks: Sequence[Block], i: int, number: int) -> bool:
    block = blocks[i]
    if block.left is not None and new_page(block, blocks[number]):
        return False
    if block.red or any_of(*HEAD_MARKS)(block.text):
        return True
    name = strip_head_word(block.text)
    return (not name) or is_body(name) or all_bodies(block)
