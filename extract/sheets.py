"""Sheets of the receiving office (文件处理单, 拟办单, 阅办单) and stamps typed out in a text.

They stand before or behind a circular in the same file and are none of it: what officers wrote
on them are annotations of the circular they accompany, their register its 收文.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .bodies import is_addressee, is_body, strip_head_word
from .circular import Annotation, Found, Received
from .found import Joined, found_over
from .marks import is_number_line, new_page
from .received import received_words
from .rulebook import any_of, rule
from .titles import title_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block, Document

_LONGEST_SHEET = 60
"""Blocks a sheet has at most."""
_FEW_FIELDS, _REACH = 2, 8
"""Fields that must stand within so many blocks below the title of a sheet."""
_SURE = 0.8
_REGISTER = ("收文", "收到", "登记", "流水", "来文登记")


@dataclass(slots=True)
class Sheet:
    """The blocks of one sheet, or of one stamp typed out; `before` counts the blocks of circulars
    that stand before it."""

    blocks: list[Block]
    before: int

    @property
    def typed(self) -> bool:
        """Whether it is a stamp typed out, no sheet."""
        return not rule("sheet.title").search(self.blocks[0].text)


def part_sheets(blocks: Sequence[Block]) -> tuple[list[Block], list[Sheet]]:
    """The blocks of circulars and, apart from them, the sheets. All blocks are of circulars when
    nothing else would be left."""
    kept: list[Block] = []
    sheets: list[Sheet] = []
    i = 0
    may_start = any_of("sheet.title", "received.line")
    while i < len(blocks):
        text = blocks[i].text
        size = (_sheet_at(blocks, i) or _typed_stamp(blocks[i])) if may_start(text) else 0
        if size:
            sheets.append(Sheet(list(blocks[i : i + size]), len(kept)))
            i += size
        else:
            kept.append(blocks[i])
            i += 1
    return (kept, sheets) if kept else (list(blocks), [])


def _typed_stamp(block: Block) -> int:
    text = block.text
    told = rule("received.line").fullmatch(text) and any(char.isdigit() for char in text)
    return 1 if told else 0


def _sheet_at(blocks: Sequence[Block], at: int) -> int:
    """How many blocks from `at` make a sheet; 0 when none does."""
    if not rule("sheet.title").search(blocks[at].text):
        return 0
    cells = [cell for block in blocks[at + 1 : at + 1 + _REACH] for cell in _cells(block)]
    if sum(rule("sheet.field").search(cell.text) is not None for cell in cells) < _FEW_FIELDS:
        return 0
    end = at + 1
    while end < min(len(blocks), at + _LONGEST_SHEET) and not _left(blocks, at, end):
        end += 1
    return end - at


def _left(blocks: Sequence[Block], at: int, i: int) -> bool:
    """Whether block `i` stands no more on the sheet that starts at `at`."""
    block = blocks[i]
    if block.left is not None and new_page(blocks[at], block):
        return True
    above = rule("sheet.field").search(blocks[i - 1].text)
    if rule("sheet.field").search(block.text) or (above and not above["value"]):
        return False
    name = strip_head_word(block.text)
    if (block.red or name != block.text) and is_body(name):
        return True
    title = title_after(blocks, i + 1 if is_number_line(block) else i)
    if not title:
        return False
    behind = title[-1] + 1
    addressed = behind < len(blocks) and is_addressee(blocks[behind].text)
    return is_number_line(block) or addressed


def _cells(block: Block) -> list[Block]:
    """A row of labels and values, cut before each label."""
    starts = [
        gap
        for gap in sorted(block.gaps)
        if rule("sheet.field").search(block.text[gap:].split("：")[0])
        or rule("sheet.field").search(block.cut(gap, _next(block, gap)).text)
    ]
    cuts = [0, *(start for start in starts if start > 0), len(block.text)]
    return [block.cut(a, b) for a, b in pairwise(cuts) if a < b]


def _next(block: Block, gap: int) -> int:
    return min((other for other in block.gaps if other > gap), default=len(block.text))


def _fields(sheet: Sheet) -> list[tuple[str, list[Block]]]:
    """The labels of a sheet with the blocks of their values."""
    fields: list[tuple[str, list[Block]]] = []
    for cell in (cell for block in sheet.blocks[1:] for cell in _cells(block)):
        first = _next(cell, 0)
        match = rule("sheet.field").search(cell.text) or rule("sheet.field").search(
            cell.text[:first]
        )
        if match is None:
            if fields:
                fields[-1][1].append(cell)
            continue
        start = match.start("value") if match["value"] is not None else match.end("label")
        value = cell.cut(start, len(cell.text)) if start < len(cell.text) else None
        fields.append((match["label"], [value] if value else []))
    return fields


def sheet_notes(document: Document, sheet: Sheet) -> list[Found[Annotation]]:
    """What officers wrote on a sheet (拟办意见, 领导批示), or a stamp typed out."""
    if sheet.typed:
        block = sheet.blocks[0]
        text = " ".join(placed.line.text.strip() for placed in block.lines)
        pieces = [(block, 0, len(block.text))]
        return [found_over(document, pieces, "received.line", _SURE, _note(text, "stamp", block))]
    notes = []
    for label, values in _fields(sheet):
        if values and rule("sheet.opinion").search(label):
            joined = Joined(values)
            pieces = joined.pieces(0, len(joined.text))
            note = _note(joined.text, "handwriting", values[0])
            notes.append(found_over(document, pieces, "sheet.opinion", _SURE, note))
    return notes


def _note(text: str, kind: str, block: Block) -> Annotation:
    page = block.page if block.left is not None else None
    return Annotation(text, "stamp" if kind == "stamp" else "handwriting", page)


def registered(document: Document, sheets: Sequence[Sheet]) -> list[Found[Received]]:
    """Number and day under which sheets register a circular, each from its own field."""
    found = []
    for label, values in (field for sheet in sheets if not sheet.typed for field in _fields(sheet)):
        if not values or not label.startswith(_REGISTER):
            continue
        joined = Joined(values[:1])
        _, day = received_words(joined.text)
        numbered = not label.endswith(("日期", "时间", "人"))
        number = rule("sheet.number").search(joined.text) if numbered else None
        if number or day:
            pieces = joined.pieces(0, len(joined.text))
            value = Received(number["value"] if number else None, day)
            found.append(found_over(document, pieces, "sheet.field", _SURE, value))
    return found
