"""The blocks of one circular put into its zones (版头, 主体, 版记: GB/T 9704-2012 chapter 7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .addressing import address, are_scraps, below_title
from .behind_body import sort_behind
from .bodies import is_addressee
from .body_close import LONG, close_of_body, is_paragraph
from .forms import form_word, issue_head
from .head_open import open_untitled
from .marks import behind_number, ems, is_date_line, is_number_line, is_order
from .rulebook import any_of, rule
from .set_twice import body_names, without_repeats
from .titles import carried_titles, is_column, publishes, title_after, title_before
from .zones import Zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block
    from .titles import CarriedTitles

_FIRST, _CHAPTER = re.compile("第[一1][章条]"), re.compile("第[一1]章[^，。；：]{1,20}$")
HEAD_REACH = 9
"""Blocks above the number that may belong to the head: five joint bodies and four marks."""
_FEW, _LATEST_TITLE = 3, 8
"""Blocks that may stand above a title without a number, and under a red head."""
_NEAR = 4
_FEW_LINES = 5
"""Lines among which the addressees of a text without number and title stand."""
_SENTENCE = ("。", "；", "：")
_LEAST = 4
"""Characters of a line of a title at least."""

_FOOT = 4
"""Blocks at the end among which a portal may set the name of the file."""


def arrange(blocks: list[Block]) -> Zones:
    """Sort the blocks of one circular into zones."""
    blocks, aside = without_repeats(blocks)
    zones = Zones(blocks)
    zones.bylines = [block for block in aside if body_names(block)]
    zones.portal = [block for block in aside if rule("head.portal").search(block.text)]
    last = reversed(blocks[-_FOOT:])
    zones.file_name = next((b for b in last if rule("head.filename").search(b.text)), None)
    at = _open_issue(zones)
    at = below_title(zones, at or address(zones, _open(zones)))
    names = carried_titles(zones.title, blocks[at : at + 3])
    close = close_of_body(blocks, at, carrier=bool(names.names))
    close = _opens_carried(names, blocks, at, close)
    contact = rule("closing.contact")
    for block in blocks[at:close]:
        (zones.contacts if contact.search(block.text) else zones.body).append(block)
    sort_behind(zones, close)
    return zones


def _opens_carried(names: CarriedTitles, blocks: Sequence[Block], at: int, close: int) -> int:
    """Where the text that a circular carries opens, in a body that ends at `close`: its title on a
    line of its own and 第一条 below, or its first chapter, where nothing dates the circular."""
    if not names.names or any(map(is_date_line, blocks[close:])):
        return close
    for i in range(at + 1, close - 1):
        size = names.starts(blocks, i)
        if size and i + size < len(blocks) and _FIRST.match(blocks[i + size].text):
            return i
        if _CHAPTER.match(blocks[i].text) and blocks[i - 1].text.endswith("。"):
            return i
    return close


def _open_issue(zones: Zones) -> int:
    """Fill the head of minutes or of a bulletin; give the index behind it, 0 without one."""
    for at in range(min(HEAD_REACH, len(zones.blocks))):
        head = issue_head(zones.blocks, at)
        word = form_word(zones.blocks[at]) if head else None
        if head is None or word is None:
            continue
        blocks = zones.blocks
        zones.form = (blocks[at], *word)
        zones.number = blocks[head.number]
        zones.title = [blocks[i] for i in head.title] or [blocks[at]]
        zones.dated = [blocks[i] for i in head.row if is_date_line(blocks[i])]
        inner = {at, head.number, *head.title} if head.title else {at, head.number}
        zones.head = [blocks[i] for i in range(head.end) if i not in inner or i == at]
        return head.end
    return 0


def _open(zones: Zones) -> int:
    """Fill head, number and title; give the index behind them."""
    blocks = zones.blocks
    numbers = [i for i, b in enumerate(blocks[: HEAD_REACH + 12]) if is_number_line(b)]
    for at in numbers:
        if any(is_paragraph(block) for block in blocks[numbers[0] + 1 : at]):
            break
        behind = behind_number(blocks, at)
        after = title_after(blocks, behind)
        if after and (cut := _told_above(blocks, at, behind)):
            title, end = cut
            zones.number, zones.title = blocks[at], [blocks[i] for i in title]
            zones.head = blocks[: title[0]]
            return end
        if title := after or title_before(blocks, _below_history(blocks, at), 0):
            zones.number = blocks[at]
            zones.title = [blocks[i] for i in title]
            said = next((i for i in range(at) if publishes(blocks[i].text)), None)
            if after and said is not None:
                zones.head = blocks[:said]
                return said
            between = [] if after else blocks[title[-1] + 1 : at]
            zones.dated = [
                block
                for block in between
                if rule("head.dated").search(block.text) or is_date_line(block)
            ]
            above = blocks[: at if after else title[0]]
            zones.head = [*above, *between, *blocks[at + 1 : behind]]
            return max(at, title[-1]) + 1
    told = rule("head.portal").search
    top = all(told(block.text) for block in blocks[: numbers[0]]) if numbers else False
    if numbers and (top or is_order(blocks[numbers[0]])):
        zones.number, above = blocks[numbers[0]], blocks[: numbers[0]]
        zones.head, zones.portal = ([], [*zones.portal, *above]) if top else (above, zones.portal)
        return behind_number(blocks, numbers[0])
    for start in range(min(_LATEST_TITLE, len(blocks))):
        above = blocks[:start]
        if any(is_addressee(b.text) or ems(b.text) > LONG for b in above) or (
            start > _FEW and not any(block.red for block in above) and not are_scraps(above)
        ):
            break
        title = title_after(blocks, start)
        if title and not is_column(blocks, title):
            zones.head = blocks[:start]
            zones.title = [blocks[i] for i in title]
            return title[-1] + 1
    return open_untitled(zones, numbers) or _open_addressed(zones)


def _open_addressed(zones: Zones) -> int:
    """The index of the addressees below a few lines of a page that are no title: names, columns."""
    for at, block in enumerate(zones.blocks[:_FEW_LINES]):
        if at and is_addressee(block.text):
            zones.head = zones.blocks[:at]
            return at
        if block.left is not None or ems(block.text) > LONG or block.text.endswith(_SENTENCE):
            break
    return 0


def _told_above(blocks: Sequence[Block], at: int, behind: int) -> tuple[list[int], int] | None:
    """The title in marks that a page sets right above the number in block `at`, and where its lines
    end that stand below the number once more, cut short (…实施方案 / 的通知); null without both."""
    title = title_before(blocks, at, 0)
    if not title or len(title) > 1 or blocks[title[0]].left is not None:
        return None
    whole, end = blocks[title[0]].text, behind
    while end < len(blocks) and blocks[end].text in (
        blocks[at].text,
        *_lines_of(whole, blocks[end]),
    ):
        end += 1
    return (title, end) if whole.startswith("《") and end > behind else None


def _lines_of(whole: str, block: Block) -> tuple[str, ...]:
    """The text of a block where it is a line of a title, whole or to its end."""
    return (block.text,) if len(block.text) >= _LEAST and block.text in whole else ()


def _below_history(blocks: Sequence[Block], at: int) -> int:
    """Where the lines above a number start that tell when the text was passed and published."""
    told = any_of("reference.history", "head.dated")
    under = at
    while under > max(0, at - _NEAR):
        if not (told(blocks[under - 1].text) or is_date_line(blocks[under - 1])):
            break
        under -= 1
    return under
