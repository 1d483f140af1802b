"""Menus of web pages that were copied with a circular: entries on one line, or counted in columns."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .bodies import is_addressee
from .dates import parse_date
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_GAPS, _ENTRY = 3, 8
"""Gaps in a line from which it may be a menu, and characters of its entries at most."""
_WORDS = re.compile("首页|登录|注册|收藏|搜索|下载|网站地图|联系我们|友情链接")
_COUNTED = re.compile(r"(?P<count>[0-9]{1,2})[.．、][^，。；：《》〔〕]{2,20}")
_FEWEST, _BEGUN = 4, 2
"""Lines of a menu whose columns are counted, and columns, at least."""
_PAGE = re.compile(r"(?P<title>.{6,100}?)[-_|—]{1,2}[^-_|—。]{2,30}")
_NEAR = 24
_DEEPEST = 80
"""Blocks among which it ends."""


def without_menus(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page without its menus."""
    blocks = _off_page_title(blocks)
    first, last = _columns(blocks)
    kept = [*blocks[:first], *blocks[last:]]
    return [block for block in kept if len(block.gaps) < _GAPS or not _is_line(block)]


def without_foot(blocks: list[Block]) -> list[Block]:
    """The blocks without the lists of other texts that a page prints below its own (最新法律法规):
    all behind their heading, unless sentences follow, or addressees or a day, as below a circular of
    its own."""
    foot, ended = None, False
    for n, block in enumerate(blocks):
        if ended and rule("web.foot").fullmatch(block.text):
            foot = n
            break
        ended = ended or "。" in block.text
    below = blocks[foot:] if foot is not None else []
    kept = any(b.left is not None or is_addressee(b.text) or parse_date(b.text) for b in below)
    kept = kept or any("。" in block.text for block in below[1:])
    return blocks if kept else blocks[: len(blocks) - len(below)]


def _off_page_title(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks without the title of the page above them: that of the text with the name of the
    site behind it (…应急预案-霁州高新区)."""
    match = _PAGE.fullmatch(blocks[0].text) if blocks and blocks[0].left is None else None
    below = [block.text for block in blocks[1:_NEAR]]
    return blocks[1:] if match and match["title"] in below else blocks


def _is_line(block: Block) -> bool:
    """Whether a line is a menu, its short entries set apart: 网站首页 法律咨询 … 登录."""
    if block.left is not None or not _WORDS.search(block.text):
        return False
    return all(b - a <= _ENTRY for a, b in pairwise([0, *sorted(block.gaps), len(block.text)]))


def _columns(blocks: Sequence[Block]) -> tuple[int, int]:
    """The span of a menu above the text whose columns are each counted from 1 (1. 目录 2. 部门 1. 解读);
    empty where none is: the items of a text count on, and say more."""
    counts: list[int] = []
    first = 0
    for n, block in enumerate(blocks[:_DEEPEST]):
        entry = _COUNTED.fullmatch(block.text) if block.left is None else None
        if entry:
            first = first if counts else n
            counts.append(int(entry["count"]))
            continue
        if len(counts) >= _FEWEST and counts.count(1) >= _BEGUN:
            return first, n
        counts = []
        if "。" in block.text:
            break
    return 0, 0
