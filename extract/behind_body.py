"""What follows the body, sorted: signature, date, attachments, texts carried, annexes, imprint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .annexed import documents_follow
from .attachment_list import ends_list, list_follows, table_follows
from .bodies import is_body
from .body_close import LONG, is_paragraph, signed_and_dated
from .marks import all_bodies, dates_name, goes_on_copying, is_date_line, is_imprint, is_printer
from .own_texts import carrier_of, own_text, tail_size
from .rulebook import rule
from .titles import carried_titles
from .zones import Carried

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block
    from .titles import CarriedTitles
    from .zones import Zones

_WORD, _NEAR = 8, 4
_FIRST = re.compile("第[一1][章条]")
_ANNEX_MARK = re.compile("附(?:件1?)?：?")


def sort_behind(zones: Zones, at: int) -> None:
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
        listed = mode == "attachments" and not names.stand_in(zones.attachments)
        if size and (not listed or _opens_below_mark(zones, i + size)):
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
            here, mode, i = untitled, "carried", i + _is_annex_mark(block)
            zones.carried.append(here)
            continue
        here = carrier_of(zones, here, i)
        mode = _sort_block(zones, here, names, i, mode)
        i += 1


def _opens_below_mark(zones: Zones, i: int) -> bool:
    """Whether a title right below 附： opens the text it names: its own words at block `i`, and no
    close of the circular further down."""
    below = zones.blocks[i : i + 1]
    if len(zones.attachments) != 1 or not _is_annex_mark(zones.attachments[0]) or not below:
        return False
    opens = is_paragraph(below[0]) or _FIRST.match(below[0].text)
    return bool(opens) and not any(is_date_line(block) for block in zones.blocks[i:])


def _untitled(zones: Zones, names: CarriedTitles, i: int) -> Carried | None:
    """The text carried where it starts without its title at block `i`, 第一条 right behind the date
    or behind 附：; the words that name it stand for the title."""
    first = zones.blocks[i + _is_annex_mark(zones.blocks[i]) :][:1]
    closed = bool(zones.date) or names.stand_in(zones.attachments)
    closed = closed or bool(first and _FIRST.match(first[0].text) and "章" in first[0].text[:3])
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
    if len(block.text) < LONG or not block.text.endswith(("。", "：")):
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


def _is_annex_mark(block: Block) -> bool:
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
        _sort_closing(zones, i)
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
    _sort_closing(zones, i)
    return "close"


def _closes_below(zones: Zones, here: Carried | None, i: int) -> bool:
    """Whether the circular is signed and dated at block `i`, below a table of its own (附表：)."""
    if here is not None or zones.date or not signed_and_dated(zones.blocks, i):
        return False
    return not any("。" in block.text for block in zones.annex)


def _sort_closing(zones: Zones, i: int) -> None:
    block = zones.blocks[i]
    signed = i > 0 and zones.signature[-1:] == [zones.blocks[i - 1]]
    if is_date_line(block) or (signed and dates_name(block)):
        zones.date.append(block)
    elif rule("closing.note").search(block.text) or rule("closing.disclosure").search(block.text):
        zones.notes.append(block)
    elif rule("closing.contact").search(block.text):
        zones.contacts.append(block)
    elif is_body(block.text) or all_bodies(block):
        zones.signature.append(block)
    else:
        zones.unplaced.append(block)
