"""Where the body of a circular ends: at its attachments, signature, date or imprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .marks import dates_name, is_date_line, is_imprint, is_printer, signs
from .numbers import parse_number
from .rulebook import any_of, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

LONG = 28
"""Characters from which a block is a paragraph."""
_LONGEST_COUNT, _ROW_CELLS = 3, 6


def close_of_body(blocks: Sequence[Block], at: int, *, carrier: bool) -> int:
    """Where the body ends: at the attachment list, the signature, the date or the imprint.

    A date or a name that text follows belongs to the text (a table, a list), unless the circular
    carries another text.
    """
    doubtful: int | None = None
    remark = any_of("closing.disclosure", "form.attendance")
    for i in range(at, len(blocks)):
        text = blocks[i].text
        if rule("closing.attachments").search(text) and i > at:
            return i
        if is_imprint(blocks[i]) or is_printer(blocks, i) or rule("closing.annex").search(text):
            return i
        if i > at and _is_cell(blocks, i, at):
            continue
        if remark(text) or is_date_line(blocks[i]) or signs(blocks, i):
            begun = any("。" in b.text or len(b.text) >= LONG for b in blocks[at:i])
            closes = (carrier or signed_and_dated(blocks, i)) and begun
            if closes or not (text_follows(blocks, i) or _closed_below(blocks, i)):
                return i
            doubtful = i if doubtful is None and begun else doubtful
    return len(blocks) if doubtful is None else doubtful


def _is_cell(blocks: Sequence[Block], i: int, at: int) -> bool:
    """Whether a name or a day stands in a row of a list, a cell a line: behind its count, or a day
    behind a number or another day there, and something behind it."""
    if not is_date_line(blocks[i]):
        return _is_count(blocks, i - 1)
    if i + 1 == len(blocks) or is_imprint(blocks[i + 1]):
        return False
    while i > at and is_date_line(blocks[i]):
        i -= 1
    return (
        _is_count(blocks, i) or _is_count(blocks, i - 1) or parse_number(blocks[i].text) is not None
    )


def _is_count(blocks: Sequence[Block], i: int) -> bool:
    """Whether a line is a count, the next or the one before near it: no number of a page."""
    if i < 1:
        return False
    text, above = blocks[i].text, blocks[i - 1].text
    if above.endswith(("。", "，", "；")) or not text.isdecimal() or len(text) > _LONGEST_COUNT:
        return False
    near = {block.text for block in blocks[max(i - _ROW_CELLS, 0) : i + _ROW_CELLS + 1]}
    return bool(near & {str(int(text) + 1), str(int(text) - 1)} - {"0"})


def signed_and_dated(blocks: Sequence[Block], i: int) -> bool:
    """Whether a name and, right below, a date stand here: that closes a text wherever it is."""
    following = blocks[i + 1 : i + 2]
    return signs(blocks, i) and bool(following) and dates_name(following[0])


def _closed_below(blocks: Sequence[Block], i: int) -> bool:
    """Whether sentences and then a name with its date stand below a date alone: that was stamped,
    or stands in the text."""
    if not is_date_line(blocks[i]):
        return False
    ended = False
    for j in range(i + 1, len(blocks)):
        if is_imprint(blocks[j]) or rule("closing.annex").search(blocks[j].text):
            return False
        if ended and signed_and_dated(blocks, j):
            return True
        ended = ended or blocks[j].text.endswith("。")
    return False


def text_follows(blocks: Sequence[Block], i: int) -> bool:
    """Whether a clause or a full paragraph stands between block `i` and the imprint or annex."""
    for later in blocks[i + 1 :]:
        if is_imprint(later) or rule("closing.annex").search(later.text):
            return False
        if rule("closing.attachments").search(later.text):
            return True
        if rule("closing.contact").search(later.text) or later.text.startswith("（"):
            continue
        if rule("clause.first").match(later.text) or rule("clause.article").match(later.text):
            return True
        if is_paragraph(later):
            return True
    return False


def is_paragraph(block: Block) -> bool:
    """Whether a block is text of the body: no head goes on behind it."""
    return len(block.text) >= LONG and block.text.endswith("。")
