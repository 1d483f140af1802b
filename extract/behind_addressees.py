"""Text that runs on behind its addressees, the break between them lost (各市财政局：春节将至，…)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .bodies import ends_as_address, is_addressee, is_body, split_addressees
from .marks import is_number_line
from .rulebook import rule
from .titles import ABOUT, is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_TOP = 12
"""Blocks at the top of a text among which its addressees stand."""
_FIRST = 40
"""Blocks of a page, its menus among them, of which one holds the addressees."""
_REACH, _LEAST = 200, 12
"""Characters in which the addressees end, and of the text behind them at least."""
_ALL = re.compile("(?:各|有关|相关|省|市|县|区|州|中央|驻|本)[\u3400-\u9fff（）、]{1,30}")
"""An addressee that is no body by its name: 各有关单位, 省直各部门."""


def addressed_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the addressees below a title or its number cut from the text that runs on behind
    them, and the title from addressees that white space alone tells from it."""
    parts: list[Block] = []
    for block in blocks[:_TOP]:
        cuts = _cuts(block, parts[-1] if parts else None)
        parts += block.parted(cuts) if cuts else [block]
    return [*parts, *blocks[_TOP:]]


def without_columns(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, what a page sets before the addressees on their line left out."""
    return [*map(_without_column, blocks[:_FIRST]), *blocks[_FIRST:]]


def _without_column(block: Block) -> Block:
    """The block without the path, column or label of a page before its addressees."""
    colon = block.text.rfind("：", 0, _REACH)
    if block.left is not None or colon < 0:
        return block
    column = rule("web.before_addressees").match(block.text)
    if column is None:
        return block
    end = block.text.find("：", column.end())
    named = end > 0 and _addresses(block.text[column.end() : end])
    return block.cut(column.end(), len(block.text)) if named else block


def _cuts(block: Block, above: Block | None) -> list[int]:
    text = block.text
    colon = text.find("：", 0, _REACH)
    behind = text[colon + 1 :]
    if block.left is not None or colon < 0 or len(behind) < _LEAST or "。" not in behind:
        return []
    if above is not None and (is_number_line(above) or _titles(above.text)):
        return [colon + 1, *_attachments(text)] if _addresses(text[:colon]) else []
    titled = (gap for gap in sorted(block.gaps) if gap < colon and _titles(text[:gap]))
    start = next(titled, None)
    if start is None or not _addresses(text[start:colon]):
        return []
    return [start, colon + 1, *_attachments(text)]


def _attachments(text: str) -> list[int]:
    """Where the list of attachments starts behind the last sentence of the line."""
    at = text.rfind("。") + 1
    return [at] if rule("closing.attachments").search(text[at:]) else []


def _titles(text: str) -> bool:
    return bool(rule("title.end").search(text) and ABOUT.search(text)) and is_title(text)


def _addresses(text: str) -> bool:
    """Whether every part names whom the text is for; a label (承办单位：, 各局工作职责：) is none."""
    parts = [text[a:b] for a, b in split_addressees(text)]
    return is_addressee(text + "：") and all(
        is_body(part) or (_ALL.fullmatch(part) and (ends_as_address(part) or part.endswith("校")))
        for part in parts
    )
