"""What single blocks are: number lines, date lines, imprint, names of bodies."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from .badges import behind_badge
from .bodies import is_body, strip_head_word
from .dates import parse_date
from .numbers import parse_number, parse_numbers
from .rulebook import any_of, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block
    from .rulebook import Search

_IMPRINT_RULES = (
    "imprint.copied_to",
    "imprint.printing",
    "imprint.printing_date",
    "imprint.copies",
    "imprint.subject_terms",
    "imprint.other",
)


_BESIDE_NUMBER = ("form.telegram_row", "head.secrecy", "head.urgency", "head.copy_number")
_LABEL = re.compile(r"(?:发文|发布)?(?:字号|文号|编号)：?|(?:No|NO|№)[.．:：]?")
_NOTE_BEHIND = re.compile(
    "（(?:副本|抄件|抄本|存档|存根|复印件|影印件)）$|"
    r"[【\[](?:全文|部分|条款|部分条款|现行|已)?(?:有效|失效|废止|修改|修订)[】\]]$"
)
_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}")
_WORD = re.compile(r"\w")
_MAY_BE_DATE = re.compile("[年./-]|[0-9]{8}$")
_ENDS_DATE = re.compile(r"[日曰号0-9一二三四五六七八九十]\Z")
_YEAR_BEGINS = re.compile("[0-9一二〇公贰]")
_SHORT = 200
"""Characters up to which what a line is is kept in mind: it is asked several times."""
_LONGEST_SIGNER, _LONGEST_DATED = 60, 72
"""Characters of the name before a date, and of both."""
_HANGING = 2.0
"""Ems from the left margin at which the lines of a list hang."""
_HEAD_RULE = 45.0
"""Points below the number within which the rule of the head stands."""


def ems(text: str) -> float:
    """How long a text is set, in characters as wide as they are high: two of Latin script take the
    room of one."""
    return len(text) - sum(char.isascii() for char in text) / 2


def new_page(above: Block, below: Block) -> bool:
    """Whether `below` starts on another page than `above` ends on; two pages of one sheet are
    two."""
    return above.lines[-1].page is not below.lines[0].page


def is_imprint(block: Block) -> bool:
    """Whether the block stands in the imprint (版记)."""
    text = block.text
    return _imprint(text) if len(text) <= _SHORT else _imprint.__wrapped__(text)


@lru_cache(maxsize=4096)
def _imprint(text: str) -> bool:
    return _of_imprint()(text) is not None


@cache
def _of_imprint() -> Search:
    return any_of(*_IMPRINT_RULES)


def behind_number(blocks: Sequence[Block], i: int) -> int:
    """The index behind a number line and what belongs to it: 签发人 and more names, what stands on
    its row, what stands above the rule that closes the head, lines without a word (★)."""
    rule_at = _rule_below(blocks[i])
    at = i + 1
    signed = rule("head.signer").search(blocks[i].text) is not None
    while at < min(len(blocks), i + 8):
        block = blocks[at]
        if rule("head.signer").match(block.text):
            signed = True
        elif not (
            (signed and is_name(block))
            or any_of(*_BESIDE_NUMBER)(block.text)
            or not _WORD.search(block.text)
            or _NOTE_BEHIND.fullmatch(block.text)
            or _on_row(block, blocks[i])
            or (rule_at is not None and _bottom(block) < rule_at and block.page == blocks[i].page)
        ):
            break
        at += 1
    return at


def _rule_below(number: Block) -> float | None:
    """Where the rule (分隔线) below a number line stands, at the middle of the page."""
    line = number.lines[0]
    if line.line.box is None:
        return None
    bottom = line.line.box[3]
    middles = [
        (mark.box[1] + mark.box[3]) / 2
        for mark in line.page.marks
        if mark.kind in ("red_rule", "rule")
    ]
    below = [middle for middle in middles if bottom - 4 < middle < bottom + _HEAD_RULE]
    return min(below, default=None)


def _bottom(block: Block) -> float:
    box = block.lines[-1].line.box
    return box[3] - (box[3] - box[1]) / 3 if box else float("inf")


def _on_row(block: Block, number: Block) -> bool:
    one, two = block.lines[0].line.box, number.lines[0].line.box
    if one is None or two is None or block.page != number.page:
        return False
    return min(one[3], two[3]) - max(one[1], two[1]) > 0.5 * (two[3] - two[1])


def is_name(block: Block) -> bool:
    """Whether a block beside or below 签发人 is one more name."""
    return _NAME.fullmatch(block.text) is not None


def is_number_line(block: Block) -> bool:
    """Whether the block is a number line."""
    return "号" in block.text and number_line(block) is not None


def number_line(block: Block) -> tuple[int, int] | None:
    """The span of the number when the block is a number line: with 签发人 behind it or not, bare
    or in brackets."""
    text = block.text
    if "号" not in text:
        return None
    signer = rule("head.signer").search(text)
    start, end = 0, signer.start() if signer else len(text)
    if label := _LABEL.match(text):
        start = label.end()
    start += behind_badge(text[start:end])
    if note := _NOTE_BEHIND.search(text, start, end):
        end = note.start()
    if text[:1] == "（" and text[end - 1 : end] == "）":
        start, end = 1, end - 1
    return (start, end) if parse_numbers(text[start:end]) else None


def is_order(block: Block) -> bool:
    """Whether the block is the number of an order (令第5号): it may stand without a title."""
    span = number_line(block)
    match = parse_number(block.text[slice(*span)]) if span else None
    return match is not None and match.number.parts.form == "order"


def order_word(block: Block) -> tuple[int, int] | None:
    """The span of 令, 公告 or 通告 in the number of an order, or null."""
    match = rule("form.order").search(block.text) if is_order(block) else None
    return match.span("kind") if match else None


def all_bodies(block: Block) -> bool:
    """Whether the block names several bodies side by side, told apart by white space."""
    if not block.gaps:
        return False
    cuts = [0, *sorted(block.gaps), len(block.text)]
    parts = [block.text[a:b] for a, b in pairwise(cuts)]
    return all(is_body(strip_head_word(part)) for part in parts if part != "文件")


def is_date_line(block: Block) -> bool:
    """Whether the block is a date (成文日期), alone or behind the names of the signers. Eight digits
    alone are none: see `dates_name`."""
    if block.beside or len(block.text) > _LONGEST_DATED:
        return False
    return _dated(block.text)


def dates_name(block: Block) -> bool:
    """Whether the block, right below a name that signs, is a date: eight digits (20151214) too."""
    return is_date_line(block) or (not block.beside and parse_date(block.text) is not None)


@lru_cache(maxsize=4096)
def _dated(text: str) -> bool:
    if not (_ENDS_DATE.search(text) and _MAY_BE_DATE.search(text)):
        return False
    return (parse_date(text) is not None and not text.isdecimal()) or _names_signer(text)


def _names_signer(text: str) -> bool:
    """Whether a date stands behind the name of a body or an officer: 云澜省财政厅2020年1月3日."""
    for match in _YEAR_BEGINS.finditer(text, 2, _LONGEST_SIGNER):
        name = text[: match.start()]
        signer = parse_date(text[match.start() :]) is not None
        if signer and (is_body(name) or rule("closing.officer").match(name)):
            return True
        if match[0].isdigit():
            return False
    return False


def signs(blocks: Sequence[Block], i: int) -> bool:
    """Whether block `i` is a signature: names of bodies, followed by the close."""
    block = blocks[i]
    if not (is_body(block.text) or all_bodies(block)):
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


def goes_on_copying(blocks: Sequence[Block], i: int) -> bool:
    """Whether a list of copies (抄送) goes on in block `i`: hanging, and no full stop before it."""
    before, block = blocks[i - 1], blocks[i]
    if is_imprint(block) or is_printer(blocks, i) or is_date_line(block):
        return False
    if before.text.endswith(("。", "印发", "份")) or block.page != before.last_page:
        return False
    if block.left is not None:
        return block.left > _HANGING
    begun = rule("imprint.copied_to").search(before.text) or before.text.endswith(("，", "、"))
    return bool(begun)


def is_printer(blocks: Sequence[Block], i: int) -> bool:
    """Whether the block names the printing body and the next one the printing date."""
    below = blocks[i + 1].text if i + 1 < len(blocks) else ""
    if "印" not in below or not rule("imprint.printing_date").search(below):
        return False
    return is_body(blocks[i].text)
