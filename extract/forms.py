"""Forms with a head of their own (GB/T 9704-2012 chapter 10): minutes, bulletins, orders, telegrams.

Minutes (纪要) and bulletins (简报) have no addressee and count by issue: a red head that names
the form, 第12期, the office and the day on one row, a title of any wording or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import dataclass, field
from .bodies import is_body
from .circular import DocumentNumber, NumberParts
from .clauses import mark_of
from .dates import find_dates, parse_date
from .numbers import parse_number
from .rulebook import rule
from .titles import title_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_HEAD_TO_COUNT = 3
"""Blocks from the head of minutes down to their count."""
_ROW = 4
"""Blocks the row of office and day may take."""
_LONGEST_TITLE = 50
_CENTRED = 1.0
_UNEVEN = 3.0


@dataclass(slots=True)
class IssueHead:
    """The head of minutes or of a bulletin, as indices of blocks."""

    name: int
    number: int
    row: list[int] = field(default_factory=list)
    title: list[int] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The index behind the head."""
        return max(self.number, *self.row, *self.title, self.name) + 1


def issue_head(blocks: Sequence[Block], at: int) -> IssueHead | None:
    """The head of minutes or of a bulletin whose name stands in block `at`, or null."""
    if form_word(blocks[at]) is None:
        return None
    for number in range(at + 1, min(at + 1 + _HEAD_TO_COUNT, len(blocks))):
        if rule("form.issue").fullmatch(blocks[number].text) or (
            blocks[at].red and parse_number(blocks[number].text)
        ):
            head = IssueHead(at, number)
            _fill(blocks, head)
            return head
    return None


def form_word(block: Block) -> tuple[int, int] | None:
    """The span of the word that names the form of minutes or of a bulletin, or null."""
    for name in ("form.minutes", "form.bulletin"):
        if match := rule(name).search(block.text):
            return match.span("kind")
    return None


def _fill(blocks: Sequence[Block], head: IssueHead) -> None:
    """The row of office and day below the count, and the title."""
    at = head.number + 1
    while at < min(head.number + 1 + _ROW, len(blocks)) and _in_row(blocks[at]):
        head.row.append(at)
        at += 1
    head.title = title_after(blocks, at) or _free_title(blocks, at)


def _in_row(block: Block) -> bool:
    if parse_date(block.text) or rule("head.signer").search(block.text):
        return True
    match = rule("form.office_row").fullmatch(block.text)
    return match is not None and is_body(match["body"])


def _free_title(blocks: Sequence[Block], at: int) -> list[int]:
    """The lines of a title of any wording: short, no sentence, text behind them."""
    taken: list[int] = []
    for i in range(at, min(at + 3, len(blocks) - 1)):
        block = blocks[i]
        if not _may_be_title(block) or (taken and block.left is None):
            break
        taken.append(i)
    if not taken or "。" not in "".join(b.text for b in blocks[taken[-1] + 1 : taken[-1] + 4]):
        return []
    return taken


def _may_be_title(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST_TITLE or text.endswith(("。", "；", "：", "，")) or "。" in text:
        return False
    if mark_of(text) or rule("form.attendance").search(text) or find_dates(text):
        return False
    if block.left is None or block.right is None:
        return True
    return block.left > _CENTRED and abs(block.left - block.right) < _UNEVEN


def issue_number(block: Block) -> tuple[DocumentNumber, tuple[int, int]] | None:
    """The count of minutes as a document number, and its span in the block."""
    match = rule("form.issue").fullmatch(block.text)
    if match is None:
        return None
    text = match["value"]
    year = int(match["year"]) if match["year"] else None
    if text.startswith("〔"):
        year = int(text[1:5])
    parts = NumberParts("", year, match["sequence"], "order" if year else "yearless")
    return DocumentNumber(text, parts), match.span("value")
