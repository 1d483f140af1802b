"""One file to its circulars, each circular to its zones: head, title, body, closing, annex, imprint.

The zones are those of GB/T 9704-2012 chapter 7 (版头, 主体, 版记). Wording decides them, so that text
without layout works too; layout (red head, size, place on the page) settles what wording leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .bodies import is_body, strip_head_word
from .clauses import mark_of
from .dates import parse_date
from .numbers import parse_number
from .rulebook import rule
from .titles import title_after, title_before, title_of_carried

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block, Document

_HEAD_RULES = ("head.copy_number", "head.secrecy", "head.urgency", "head.signer")
_IMPRINT_RULES = (
    "imprint.copied_to",
    "imprint.printing",
    "imprint.printing_date",
    "imprint.copies",
    "imprint.subject_terms",
    "imprint.other",
)
_HEAD_REACH = 9
"""Blocks above the number that may belong to the head: five joint bodies and four marks."""
_LONGEST_ITEM = 60
_FULL = 3.0
"""Ems from the right margin within which a line counts as full."""


@dataclass(slots=True)
class Carried:
    """The blocks of a carried text: its title, body, attachment list and annexes."""

    title: list[Block]
    body: list[Block] = field(default_factory=list)
    attachments: list[Block] = field(default_factory=list)
    annex: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Zones:
    """The blocks of one circular by zone."""

    blocks: list[Block]
    head: list[Block] = field(default_factory=list)
    number: Block | None = None
    title: list[Block] = field(default_factory=list)
    addressee: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    attachments: list[Block] = field(default_factory=list)
    signature: list[Block] = field(default_factory=list)
    date: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    contacts: list[Block] = field(default_factory=list)
    unplaced: list[Block] = field(default_factory=list)
    annex: list[Block] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)
    imprint: list[Block] = field(default_factory=list)
    portal: list[Block] = field(default_factory=list)
    file_name: Block | None = None
    """The name of the original file, as portals append it."""


def split_circulars(document: Document) -> list[Zones]:
    """The circulars of a document, in order; one at least, when there is any text."""
    blocks = list(document.blocks)
    if not blocks:
        return []
    portal = _portal_end(blocks)
    starts = [portal] + [start for start in _starts(blocks, portal) if start > portal]
    ends = [*starts[1:], len(blocks)]
    zones = [_zone(blocks[a:b]) for a, b in zip(starts, ends, strict=True)]
    zones[0].portal = blocks[:portal]
    return zones


def is_imprint(block: Block) -> bool:
    """Whether the block stands in the imprint (版记)."""
    return any(rule(name).search(block.text) for name in _IMPRINT_RULES)


def _portal_end(blocks: Sequence[Block]) -> int:
    """The index behind a portal's table of particulars at the top of the file, else 0."""
    labels = [i for i, block in enumerate(blocks[:40]) if rule("head.portal").search(block.text)]
    if len(labels) < 3 or labels[0] > 3:
        return 0
    last = labels[-1]
    if rule("head.portal").search(blocks[last].text + " "):
        value = blocks[last].text.partition("：")[2]
        following = blocks[last + 1 : last + 2]
        if not value and following and (following[0].gaps or not _opens(blocks, last + 1)):
            last += 1
    return last + 1


def _opens(blocks: Sequence[Block], at: int) -> bool:
    """Whether a head or a title starts at `at`."""
    return is_body(strip_head_word(blocks[at].text)) or bool(title_after(blocks, at))


def _starts(blocks: Sequence[Block], first: int) -> list[int]:
    """Where circulars start: at the heads above their numbers."""
    starts: list[int] = []
    for i in range(first, len(blocks)):
        if not _is_number_line(blocks[i]):
            continue
        top = _head_top(blocks, i, starts[-1] + 1 if starts else first)
        headed = top < i or i == first or _page_top(blocks, i)
        if headed and title_after(blocks, i + 1):
            starts.append(top)
        elif not starts and (title := title_before(blocks, i, first)):
            starts.append(_head_top(blocks, title[0], first))
    return starts


def _page_top(blocks: Sequence[Block], i: int) -> bool:
    return blocks[i].left is not None and blocks[i - 1].last_page < blocks[i].page


def _is_number_line(block: Block) -> bool:
    return number_line(block) is not None


def number_line(block: Block) -> tuple[int, int] | None:
    """The span of the number when the block is a number line (with 签发人 behind it or not)."""
    text = block.text
    signer = rule("head.signer").search(text)
    end = signer.start() if signer else len(text)
    return (0, end) if parse_number(text[:end]) else None


def _head_top(blocks: Sequence[Block], number: int, first: int) -> int:
    """The first block of the head that ends above `number`."""
    top = number
    while top > first and number - top < _HEAD_REACH and _in_head(blocks, top - 1, number):
        top -= 1
    return top


def _in_head(blocks: Sequence[Block], i: int, number: int) -> bool:
    block = blocks[i]
    if block.left is not None and block.page != blocks[number].page:
        return False
    if block.red or any(rule(name).search(block.text) for name in _HEAD_RULES):
        return True
    name = strip_head_word(block.text)
    return (not name) or is_body(name) or _all_bodies(block)


def _all_bodies(block: Block) -> bool:
    cuts = [0, *sorted(block.gaps), len(block.text)]
    parts = [block.text[a:b] for a, b in zip(cuts, cuts[1:], strict=False)]
    return len(parts) > 1 and all(is_body(strip_head_word(part)) for part in parts if part != "文件")


def _zone(blocks: list[Block]) -> Zones:
    zones = Zones(blocks)
    if blocks and rule("head.filename").search(blocks[-1].text):
        zones.file_name = blocks[-1]
    at = _open(zones)
    at = _address(zones, at)
    close = _close_of_body(blocks, at)
    contact = rule("closing.contact")
    zones.body = [block for block in blocks[at:close] if not contact.search(block.text)]
    zones.contacts = [block for block in blocks[at:close] if contact.search(block.text)]
    _closing(zones, close)
    return zones


def _open(zones: Zones) -> int:
    """Fill head, number and title; give the index behind them."""
    blocks = zones.blocks
    at = next((i for i, b in enumerate(blocks[: _HEAD_REACH + 12]) if _is_number_line(b)), None)
    if at is not None:
        before = title_before(blocks, at, 0)
        after = title_after(blocks, at + 1)
        if after or before:
            zones.number = blocks[at]
            title = after if after else list(before or ())
            zones.title = [blocks[i] for i in title]
            zones.head = blocks[: at if after else title[0]]
            return max(at, title[-1]) + 1
    for start in range(min(4, len(blocks))):
        if title := title_after(blocks, start):
            zones.head = blocks[:start]
            zones.title = [blocks[i] for i in title]
            return title[-1] + 1
    return 0


def _address(zones: Zones, at: int) -> int:
    """Fill the addressees (主送机关): the first blocks up to a colon."""
    blocks = zones.blocks
    while at < len(blocks) and rule("closing.note").search(blocks[at].text):
        zones.notes.append(blocks[at])
        at += 1
    for size in (1, 2, 3):
        joined = "".join(block.text for block in blocks[at : at + size])
        if rule("head.addressee").search(joined) and len(blocks) >= at + size:
            zones.addressee = blocks[at : at + size]
            return at + size
    return at


def _close_of_body(blocks: Sequence[Block], at: int) -> int:
    """Where the body ends: at the attachment list, the signature, the date or the imprint."""
    for i in range(at, len(blocks)):
        text = blocks[i].text
        if rule("closing.attachments").search(text) and i > at:
            return i
        if is_imprint(blocks[i]) or is_printer(blocks, i):
            return i
        if rule("closing.annex").search(text):
            return i
        if rule("closing.disclosure").search(text) or is_date_line(blocks[i]):
            return i
        if _signs(blocks, i):
            return i
    return len(blocks)


def is_date_line(block: Block) -> bool:
    """Whether the block is a date (成文日期), alone or behind the names of the signers."""
    return parse_date(block.text) is not None or signed_date(block) is not None


def signed_date(block: Block) -> int | None:
    """Where the date starts in a line 云澜省财政厅2020年1月3日, else null."""
    for i in range(2, min(len(block.text), 60)):
        if block.text[i].isdigit() or block.text[i] in "一二〇":
            if parse_date(block.text[i:]) and is_body(block.text[:i]):
                return i
            if block.text[i].isdigit():
                return None
    return None


def _signs(blocks: Sequence[Block], i: int) -> bool:
    """Whether block `i` is a signature: names of bodies, followed by the close."""
    block = blocks[i]
    if not (is_body(block.text) or _all_bodies(block)):
        return False
    if block.left is not None and block.left > 4:
        return True
    for later in blocks[i + 1 : i + 6]:
        if parse_date(later.text) or rule("closing.disclosure").search(later.text):
            return True
        if is_imprint(later):
            return True
        if not is_body(later.text):
            return False
    return i == len(blocks) - 1


def _closing(zones: Zones, at: int) -> None:
    """Sort what follows the body."""
    heading = [zones.file_name] if zones.file_name and not zones.title else zones.title
    names = title_of_carried(heading, zones.body)
    here: Carried | None = None
    mode = "close"
    i = at
    while i < len(zones.blocks):
        block = zones.blocks[i]
        if is_imprint(block) or is_printer(zones.blocks, i):
            zones.imprint.append(block)
            mode = "attachments" if mode == "attachments" else mode
            i += 1
            continue
        size = names.starts(zones.blocks, i)
        if size and mode != "attachments":
            here = Carried(zones.blocks[i : i + size])
            zones.carried.append(here)
            mode, i = "carried", i + size
            continue
        mode = _sort_block(zones, here, block, i, mode)
        i += 1


def is_printer(blocks: Sequence[Block], i: int) -> bool:
    """Whether the block names the printing body and the next one the printing date."""
    following = blocks[i + 1 : i + 2]
    return bool(
        following
        and is_body(blocks[i].text)
        and rule("imprint.printing_date").search(following[0].text)
    )


def _sort_block(zones: Zones, here: Carried | None, block: Block, i: int, mode: str) -> str:
    """Put one block behind the body into its zone; give the mode for the next one."""
    text = block.text
    if rule("closing.annex").search(text) and not _list_follows(zones.blocks, i):
        (here.annex if here else zones.annex).append(block)
        return "annex"
    if mode == "annex":
        (here.annex if here else zones.annex).append(block)
        return mode
    if rule("closing.attachments").search(text):
        (here.attachments if here else zones.attachments).append(block)
        return "attachments"
    if mode == "attachments" and not _ends_list(zones.blocks, i):
        (here.attachments if here else zones.attachments).append(block)
        return mode
    if here is not None:
        here.body.append(block)
        return "carried"
    _sort_closing(zones, block, i)
    return "close"


def _sort_closing(zones: Zones, block: Block, i: int) -> None:
    if is_date_line(block):
        zones.date.append(block)
    elif rule("closing.note").search(block.text) or rule("closing.disclosure").search(block.text):
        zones.notes.append(block)
    elif rule("closing.contact").search(block.text):
        zones.contacts.append(block)
    elif is_body(block.text) or _all_bodies(block):
        zones.signature.append(block)
    else:
        zones.unplaced.append(block)


def _list_follows(blocks: Sequence[Block], i: int) -> bool:
    """附件： on a line of its own with its list below is a list of attachments, no annex."""
    following = blocks[i + 1 : i + 2]
    return bool(
        blocks[i].text.endswith("：")
        and following
        and rule("closing.attachment_item").search(following[0].text)
    )


def _ends_list(blocks: Sequence[Block], i: int) -> bool:
    """Whether the list of attachments is over at block `i`."""
    block, before = blocks[i], blocks[i - 1]
    if rule("closing.attachment_item").search(block.text):
        return False
    if len(block.text) > _LONGEST_ITEM or mark_of(block.text) or is_date_line(block):
        return True
    if _signs(blocks, i) or is_body(block.text) or rule("closing.note").search(block.text):
        return True
    if block.left is not None:
        hanging = block.left > 3 and (before.right or 0) < _FULL and block.page == before.page
        return not hanging
    return block.after_blank or rule("title.end").search(before.text) is not None
