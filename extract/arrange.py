"""The blocks of one circular put into its zones (版头, 主体, 版记: GB/T 9704-2012 chapter 7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .annexed import documents_follow
from .attachment_list import ends_list, list_follows, table_follows
from .bodies import is_addressee, is_body
from .clauses import mark_of
from .forms import form_word, issue_head
from .head_open import open_untitled
from .marks import (
    all_bodies,
    behind_number,
    goes_on_copying,
    is_date_line,
    is_imprint,
    is_number_line,
    is_order,
    is_printer,
    signs,
)
from .own_texts import carrier_of, own_text, tail_size
from .portal import particular
from .rulebook import any_of, rule
from .set_twice import body_names, without_repeats
from .titles import BARE, carried_titles, is_column, publishes, title_after, title_before
from .zones import Carried, Zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block
    from .titles import CarriedTitles

HEAD_REACH = 9
"""Blocks above the number that may belong to the head: five joint bodies and four marks."""
_LONGEST_ITEM = 60
_PARAGRAPH = 28
_MIDDLE = 6.0
_FEW, _LATEST_TITLE = 3, 8
"""Blocks that may stand above a title without a number, and under a red head."""
_WORD, _NEAR, _SCRAP = 8, 4, 20
_PARTICULARS, _FEWEST = 12, 2
"""Blocks a table of particulars below a title has at most, and its labels at least."""
_STOP = re.compile(r"[，。；：、]|^[各一二三（(0-9]")
_TOWNSHIP = re.compile("[\u3400-\u9fff]{2,8}[镇乡道]：")
_FIRST = re.compile("第[一1][章条]")
_ANNEX_MARK = re.compile("附(?:件1?)?：?")


def arrange(blocks: list[Block]) -> Zones:
    """Sort the blocks of one circular into zones."""
    blocks, aside = without_repeats(blocks)
    zones = Zones(blocks)
    zones.bylines = [block for block in aside if body_names(block)]
    zones.portal = [block for block in aside if rule("head.portal").search(block.text)]
    if blocks and rule("head.filename").search(blocks[-1].text):
        zones.file_name = blocks[-1]
    at = _open_issue(zones)
    at = _below_title(zones, at or _address(zones, _open(zones)))
    carrier = bool(carried_titles(zones.title, blocks[at : at + 3]).names)
    close = _close_of_body(blocks, at, carrier=carrier)
    contact = rule("closing.contact")
    for block in blocks[at:close]:
        (zones.contacts if contact.search(block.text) else zones.body).append(block)
    _closing(zones, close)
    return zones


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
        if any(_is_paragraph(block) for block in blocks[numbers[0] + 1 : at]):
            break
        behind = behind_number(blocks, at)
        after = title_after(blocks, behind)
        if title := after or title_before(blocks, _below_history(blocks, at), 0):
            zones.number = blocks[at]
            zones.title = [blocks[i] for i in title]
            said = next((i for i in range(at) if publishes(blocks[i].text)), None)
            if after and said is not None:
                zones.head = blocks[:said]
                return said
            between = [] if after else blocks[title[-1] + 1 : at]
            zones.dated = [block for block in between if rule("head.dated").search(block.text)]
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
        if any(is_addressee(b.text) or len(b.text) > _PARAGRAPH for b in above) or (
            start > _FEW and not any(block.red for block in above) and not _are_scraps(above)
        ):
            break
        title = title_after(blocks, start)
        if title and not is_column(blocks, title):
            zones.head = blocks[:start]
            zones.title = [blocks[i] for i in title]
            return title[-1] + 1
    return open_untitled(zones, numbers)


def _below_history(blocks: Sequence[Block], at: int) -> int:
    """Where the lines above a number start that tell when the text was passed and published."""
    told = any_of("reference.history", "head.dated")
    under = at
    while under > max(0, at - _NEAR) and told(blocks[under - 1].text):
        under -= 1
    return under


def _are_scraps(blocks: Sequence[Block]) -> bool:
    """Whether lines of text without layout are menus and labels of a page, none long."""
    return all(block.left is None and len(block.text) <= _SCRAP for block in blocks)


def _is_paragraph(block: Block) -> bool:
    """Whether a block is text of the body: no head goes on behind it."""
    return len(block.text) >= _PARAGRAPH and block.text.endswith("。")


def _address(zones: Zones, at: int) -> int:
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
    return at


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
    end = next((n for n, block in enumerate(below) if is_addressee(block.text)), 0)
    rows = below[:end]
    told = sum(particular(block.text) is not None for block in rows)
    if not zones.title or not (told >= _FEWEST or _are_scraps(rows)):
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
        elif _is_stray(blocks, at) or (zones.number and blocks[at].text == zones.number.text):
            zones.unplaced.append(blocks[at])
        elif (zones.title or len(body_names(blocks[at])) > 1) and _is_byline(blocks, at):
            zones.bylines.append(blocks[at])
        elif not (zones.title and blocks[at].text in BARE):
            break
        at += 1
    zones.bylines += [block for block in zones.dated if body_names(block)]
    return at


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
    return blocks[at].left is None and dated and _text_follows(blocks, at + 1)


def _below_title(zones: Zones, at: int) -> int:
    """Fill the bodies set in the middle between title and text: whose text it is. No body of text
    has begun there that they could sign."""
    blocks = zones.blocks
    while at < len(blocks) and _is_centred(blocks[at]) and signs(blocks, at):
        if not _text_follows(blocks, at):
            break
        zones.head.append(blocks[at])
        at += 1
    return at


def _is_centred(block: Block) -> bool:
    """Whether a block is set in the middle: a heading, no addressee."""
    if block.left is None or block.right is None:
        return False
    return block.left > _MIDDLE and abs(block.left - block.right) < _MIDDLE / 2


def _close_of_body(blocks: Sequence[Block], at: int, *, carrier: bool) -> int:
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
        if remark(text) or is_date_line(blocks[i]) or signs(blocks, i):
            begun = any("。" in b.text or len(b.text) >= _PARAGRAPH for b in blocks[at:i])
            closes = (carrier or _signed_and_dated(blocks, i)) and begun
            if closes or not _text_follows(blocks, i):
                return i
            doubtful = i if doubtful is None and begun else doubtful
    return len(blocks) if doubtful is None else doubtful


def _signed_and_dated(blocks: Sequence[Block], i: int) -> bool:
    """Whether a name and, right below, a date stand here: that closes a text wherever it is."""
    following = blocks[i + 1 : i + 2]
    return signs(blocks, i) and bool(following) and is_date_line(following[0])


def _text_follows(blocks: Sequence[Block], i: int) -> bool:
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
        if _is_paragraph(later):
            return True
    return False


def _closing(zones: Zones, at: int) -> None:
    """Sort what follows the body."""
    heading = [zones.file_name] if zones.file_name and not zones.title else zones.title
    names = carried_titles(heading, zones.body)
    here: Carried | None = None
    mode = "close"
    i = at
    while i < len(zones.blocks):
        block = zones.blocks[i]
        copying = i > at and zones.imprint[-1:] == [zones.blocks[i - 1]]
        copying = copying and goes_on_copying(zones.blocks, i)
        if is_imprint(block) or is_printer(zones.blocks, i) or copying:
            zones.imprint.append(block)
            i += 1
            continue
        size = names.starts(zones.blocks, i)
        if size and (mode != "attachments" or names.stand_in(zones.attachments)):
            size += tail_size(zones.blocks, i + size)
            here = Carried(zones.blocks[i : i + size])
            zones.carried.append(here)
            mode, i = "carried", i + size
            continue
        if (own := own_text(zones, names, here, i, mode)) is not None:
            here, mode, i = own.text, "carried", own.behind
            zones.carried.append(here)
            continue
        untitled = _untitled(zones, names, i) if here is None and mode != "annex" else None
        if untitled is not None:
            here, mode, i = untitled, "carried", i + is_annex_mark(block)
            zones.carried.append(here)
            continue
        here = carrier_of(zones, here, i)
        mode = _sort_block(zones, here, names, i, mode)
        i += 1


def _untitled(zones: Zones, names: CarriedTitles, i: int) -> Carried | None:
    """The text carried where it starts without its title at block `i`, 第一条 right behind the date
    or behind 附：; the words that name it stand for the title."""
    first = zones.blocks[i + is_annex_mark(zones.blocks[i]) :][:1]
    closed = bool(zones.date) or names.stand_in(zones.attachments)
    if not closed or not names.names or not first:
        return None
    if not (
        _FIRST.match(first[0].text)
        or _opens_untitled(zones.blocks, names, i)
        or _decides(first[0], names.names[0])
    ):
        return None
    for block in (*zones.body, *zones.title):
        if (at := block.text.find(names.names[0])) >= 0:
            return Carried([block.cut(at, at + len(names.names[0]))])
    return None


def _opens_untitled(blocks: Sequence[Block], names: CarriedTitles, i: int) -> bool:
    """Whether the preamble of a text stands at block `i` with its clauses below, and no title of
    what is carried further down."""
    block = blocks[i]
    if len(block.text) < _PARAGRAPH or not block.text.endswith(("。", "：")):
        return False
    if block.left is not None or rule("closing.contact").search(block.text):
        return False
    below = blocks[i + 1 : i + 1 + _NEAR]
    counted = any(rule("clause.first").match(later.text) for later in below)
    return counted and not any(names.starts(blocks, k) for k in range(i + 1, len(blocks)))


def _decides(block: Block, name: str) -> bool:
    """Whether a paragraph is the start of a decision named so: …决定废止下列规章：."""
    long = len(block.text) >= _WORD and block.text.endswith(("：", "。"))
    return name.endswith("决定") and long and "决定" in block.text


def is_annex_mark(block: Block) -> bool:
    """Whether a line is nothing but the mark of an annex (附：)."""
    return _ANNEX_MARK.fullmatch(block.text) is not None


def _sort_block(zones: Zones, here: Carried | None, names: CarriedTitles, i: int, mode: str) -> str:
    """Put one block behind the body into its zone; give the mode for the next one."""
    block, text = zones.blocks[i], zones.blocks[i].text
    annex = rule("closing.annex").search(text) and not list_follows(zones.blocks, i)
    if annex or table_follows(zones.blocks, i) or documents_follow(zones, i):
        (here.annex if here else zones.annex).append(block)
        return "annex"
    if mode == "annex" and _closes_below(zones, here, i):
        _sort_closing(zones, block)
        return "close"
    if mode == "annex":
        (here.annex if here else zones.annex).append(block)
        return mode
    if rule("closing.attachments").search(text):
        (here.attachments if here else zones.attachments).append(block)
        return "attachments"
    listed = here.attachments if here else zones.attachments
    if mode == "attachments" and (names.goes_on(listed, block) or not ends_list(zones.blocks, i)):
        (here.attachments if here else zones.attachments).append(block)
        return mode
    if here is not None:
        here.body.append(block)
        return "carried"
    _sort_closing(zones, block)
    return "close"


def _closes_below(zones: Zones, here: Carried | None, i: int) -> bool:
    """Whether the circular is signed and dated at block `i`, below a table of its own (附表：)."""
    if here is not None or zones.date or not _signed_and_dated(zones.blocks, i):
        return False
    return not any("。" in block.text for block in zones.annex)


def _sort_closing(zones: Zones, block: Block) -> None:
    if is_date_line(block):
        zones.date.append(block)
    elif rule("closing.note").search(block.text) or rule("closing.disclosure").search(block.text):
        zones.notes.append(block)
    elif rule("closing.contact").search(block.text):
        zones.contacts.append(block)
    elif is_body(block.text) or all_bodies(block):
        zones.signature.append(block)
    else:
        zones.unplaced.append(block)
