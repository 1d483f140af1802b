"""Where a list of attachments (附件) begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bodies import is_body
from .clauses import mark_of
from .marks import is_date_line, signs
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_LONGEST_ITEM = 60
_CHINESE = "一二三四五六七八九"
_FULL = 3.0
"""Ems from the right margin within which a line counts as full."""


def table_follows(blocks: Sequence[Block], i: int) -> bool:
    """Whether 附件1：…目录 heads a table (序号 文件名称 文号): an annex, no line of a list."""
    following = blocks[i + 1 : i + 2]
    return bool(
        following
        and following[0].text.startswith("序号")
        and rule("closing.attachments").search(blocks[i].text)
    )


def list_follows(blocks: Sequence[Block], i: int) -> bool:
    """附件： on a line of its own with its list below is a list of attachments, no annex."""
    following = blocks[i + 1 : i + 2]
    return bool(
        blocks[i].text.endswith("：")
        and following
        and rule("closing.attachment_item").search(following[0].text)
    )


def _counts_on(before: str, text: str) -> bool:
    """Whether an item numbered in Chinese (二、) follows the one before it (附件：一、)."""
    count = _CHINESE.find(text[:1])
    return count > 0 and text[1:2] == "、" and f"{_CHINESE[count - 1]}、" in before[:6]


def ends_list(blocks: Sequence[Block], i: int) -> bool:
    """Whether the list of attachments is over at block `i`."""
    block, before = blocks[i], blocks[i - 1]
    if rule("closing.attachment_item").search(block.text):
        return False
    if _counts_on(before.text, block.text):
        return False
    if len(block.text) > _LONGEST_ITEM or mark_of(block.text) or is_date_line(block):
        return True
    if signs(blocks, i) or is_body(block.text) or rule("closing.note").search(block.text):
        return True
    if block.left is not None:
        hanging = block.left > 3 and (before.right or 0) < _FULL
        return not hanging
    return block.after_blank or rule("title.end").search(before.text) is not None
