"""A head whose line breaks are lost altogether: a title set twice, number and addressees, one line.

Nothing but the title, which stands there again word by word, tells where its lines ended.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .bodies import is_addressee, is_body
from .dates import find_dates, parse_date
from .numbers import find_numbers
from .titles import ABOUT, is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_LONGEST, _SHORTEST = 120, 12
"""Characters of a title."""
_REACH = 160
"""Characters of particulars between the two titles at most, and of the addressees behind them."""
_ENDS = re.compile(
    "的?(?:通知|通报|意见|决定|决议|公告|通告|批复|复函|函|命令|指示|办法|规定|细则)"
)
_NAMES = (4, 40)
"""Characters of the body that signs."""


def parted(block: Block) -> list[Block]:
    """The lines of a block without layout that holds one title twice; else the block."""
    if block.left is not None:
        return [block]
    title = _title(block.text)
    if title is None:
        return [block]
    second = block.text.find(block.text[:title], title)
    end = second + title
    cuts = {title, second, end}
    between = find_numbers(block.text[title:second])[:1]
    cuts |= {title + found.start for found in between}
    behind = find_numbers(block.text[end : end + _REACH])[:1]
    if behind and behind[0].start == 0:
        end += behind[0].end
        cuts.add(end)
    colon = block.text.find("：", end, end + _REACH) + 1
    if colon and is_addressee(block.text[end:colon]):
        cuts.add(colon)
    return block.parted(sorted(cuts - {0, len(block.text)}))


def _title(text: str) -> int | None:
    """Where the title ends that a line starts with and holds again; null where it holds none."""
    for match in _ENDS.finditer(text, _SHORTEST, _LONGEST):
        again = text.find(text[: match.end()], match.end(), 2 * match.end() + _REACH)
        if again > 0 and ABOUT.search(text, 0, match.end()) and is_title(text[: match.end()]):
            return match.end()
    return None


def signed(block: Block, heads: Sequence[Block]) -> list[Block]:
    """Signature and date cut from the words they are glued to, where one of the lines at the top
    starts with the body that signs; else the block."""
    days = find_dates(block.text[-_REACH:])
    if block.left is not None or not days or days[-1].end != len(block.text[-_REACH:]):
        return [block]
    at = len(block.text) - (days[-1].end - days[-1].start)
    if is_body(block.text[:at]):
        return [block]  # name and day on a line of their own
    for size in range(min(_NAMES[1], at - 1), _NAMES[0] - 1, -1):
        name = block.text[at - size : at]
        if is_body(name) and any(head.text.startswith(name) for head in heads):
            labelled = block.text[: at - size].endswith("：")
            return [block] if labelled else block.parted([at - size, at])
    return [block]


def dated(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the day cut from the last sentence of the text where it stands right behind its
    full stop (…予以调整。二〇〇二年八月二日): it dates what ends there."""
    last = next((n for n, b in reversed(list(enumerate(blocks))) if "。" in b.text), None)
    if last is None or blocks[last].left is not None:
        return list(blocks)
    at = blocks[last].text.rfind("。") + 1
    if parse_date(blocks[last].text[at:]) is None:
        return list(blocks)
    return [*blocks[:last], *blocks[last].parted([at]), *blocks[last + 1 :]]
