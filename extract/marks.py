"""What single blocks are: number lines, date lines, imprint, names of bodies."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .bodies import is_body, strip_head_word
from .dates import parse_date
from .numbers import parse_number
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_IMPRINT_RULES = (
    "imprint.copied_to",
    "imprint.printing",
    "imprint.printing_date",
    "imprint.copies",
    "imprint.subject_terms",
    "imprint.other",
)


def is_imprint(block: Block) -> bool:
    """Whether the block stands in the imprint (版记)."""
    return any(rule(name).search(block.text) for name in _IMPRINT_RULES)


def behind_number(blocks: Sequence[Block], i: int) -> int:
    """The index behind a number line and the 签发人 set beside it."""
    following = blocks[i + 1 : i + 7]
    signers = 0
    while signers < len(following) and rule("head.signer").match(following[signers].text):
        signers += 1
    while signers and signers < len(following) and _is_name(following[signers]):
        signers += 1
    return i + 1 + signers


def _is_name(block: Block) -> bool:
    """Whether a block beside or below 签发人 is one more name."""
    return re.fullmatch(r"[\u3400-\u9fff·]{2,4}", block.text) is not None


def is_number_line(block: Block) -> bool:
    """Whether the block is a number line."""
    return number_line(block) is not None


def number_line(block: Block) -> tuple[int, int] | None:
    """The span of the number when the block is a number line: with 签发人 behind it or not, bare
    or in brackets."""
    text = block.text
    signer = rule("head.signer").search(text)
    start, end = 0, signer.start() if signer else len(text)
    if label := re.match(r"(?:发文)?(?:字号|文号|编号)：?", text):
        start = label.end()
    if text[:1] == "（" and text[end - 1 : end] == "）":
        start, end = 1, end - 1
    return (start, end) if parse_number(text[start:end]) else None


def is_order(block: Block) -> bool:
    """Whether the block is the number of an order (令第5号): it may stand without a title."""
    span = number_line(block)
    match = parse_number(block.text[slice(*span)]) if span else None
    return match is not None and match.number.parts.form == "order"


def all_bodies(block: Block) -> bool:
    """Whether the block names several bodies side by side, told apart by white space."""
    cuts = [0, *sorted(block.gaps), len(block.text)]
    parts = [block.text[a:b] for a, b in pairwise(cuts)]
    return len(parts) > 1 and all(
        is_body(strip_head_word(part)) for part in parts if part != "文件"
    )


def is_date_line(block: Block) -> bool:
    """Whether the block is a date (成文日期), alone or behind the names of the signers."""
    if block.beside:
        return False
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


def goes_on_copying(before: Block, block: Block) -> bool:
    """Whether a list of copies (抄送) goes on in the next block: no full stop yet."""
    if is_imprint(block) or before.text.endswith(("。", "印发", "份")):
        return False
    begun = rule("imprint.copied_to").search(before.text) or before.text.endswith(("，", "、"))
    return bool(begun) and not is_date_line(block) and block.page == before.last_page


def is_printer(blocks: Sequence[Block], i: int) -> bool:
    """Whether the block names the printing body and the next one the printing date."""
    following = blocks[i + 1 : i + 2]
    return bool(
        following
        and is_body(blocks[i].text)
        and rule("imprint.printing_date").search(following[0].text)
    )
