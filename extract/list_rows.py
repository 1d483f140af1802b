"""The rows of a list of documents, one cell or line after the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, field
from .amended_rows import amended_parts, names_first
from .bodies import is_body
from .circular import DocumentNumber, NumberParts
from .dates import parse_date
from .effect_days import days_of
from .listed import FATES, Fate
from .mentions import Mention
from .normalise import inner_marks
from .number_prefix import LONGEST_PREFIX
from .numbers import find_numbers
from .row_asides import without_asides
from .row_days import day_alone, day_columns, header_of, last_told
from .rulebook import rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from .document import Block
    from .row_days import DayColumns

_YEAR = re.compile(r"[〔\[（(【][12][0-9]{3}[〕\]）)】]")
_PART_END = re.compile("》第[^，。；》]{1,12}[条款项章]$")
_TITLE_END = re.compile("》$|的[^的]{1,4}$")
"""What a title ends with before a number without its letters: a prefix may end with 函 too."""
_LONGEST_ROW = 260
_MOST_PIECES = 4
_SURE = 0.93
_BRACKETED = re.compile("（[^（）]*$")
_IN_BRACKETS = re.compile("（([^（）]{6,40}号)）")
_ISSUED = re.compile(
    "（[^（）]*(?:[0-9]{4}年|〔)[^（）]*(?:发布|公布|通过|批准|修[订正]|施行|印发|颁布)[^（）]*）$"
)
"""When the document of a row was issued: …条例（1988年4月28日国务院发布）."""
_CHANGED = re.compile("[，；、](?:根据|经|依据)[^（）]{4,80}修[订正改]")
"""By what the document of a row was changed since: …令第11号发布，根据…第12号令第一次修改."""
_DAY_AHEAD = re.compile(
    "^[12][09][0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?:[^《，。]{2,24}?(?:发布|印发|公布|下发)的?)?(?=[《〈]|[^，。]{0,40}关于)"
)
"""When the document of a row was issued, before its title."""
_DAY_BEHIND = re.compile("(?<=.{6})[12][09][0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日$")
_ISSUER = re.compile("机关|单位|部门")
"""Names of a column of bodies."""
_COUNT = re.compile("(?:(?P<year>[12][09][0-9]{2})年)?第(?P<sequence>[0-9]{1,5})号")
"""The number of an order or announcement whose body the column or the title tells: 2015年第23号."""
_LEAST_BODY = _LEAST_NAME = 3
_LEAST_PREFIX = 2
_OTHERS = re.compile("其[他它余][^《》]{0,20}(?:不一致|不符|抵触|有关|相关)")
"""The last row of a list may name no document: 其他与本通知不一致的规定."""
_DAY = re.compile(
    "(?<![0-9])[12][09][0-9]{2}(?:[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?|年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)"
)
_DAY_LAST = re.compile(f"{_DAY.pattern}$")
"""A day of issue in a column of its own."""
_COUNTED = re.compile("^[0-9]{1,4}$")
_MARKED = re.compile("(?P<count>[0-9]{1,4})(?:[.．、：]|(?=[㐀-鿿《])(?![年月日件个]))")


@dataclass(slots=True)
class Row:
    """One document of a list: its title, number, own fate, the last day named, what is excepted,
    the parts meant, and the blocks it was read from."""

    title: str | None = None
    number: DocumentNumber | None = None
    fate: Fate | None = None
    last: dt.date | None = None
    days: list[dt.date] = field(default_factory=list)
    note: str | None = None
    parts: str | None = None
    amended: str | None = None
    """The parts it says to amend, where the list amends."""
    blocks: list[Block] = field(default_factory=list)
    line: Block | None = None
    """Where its title ends."""
    at: Block | None = None
    """The line it opens in."""
    count: int | None = None
    alone: bool = False
    """Its count has a line of its own."""

    @property
    def mention(self) -> Mention:
        """The row as a mention; 《…》（第三条、第五条） means these parts."""
        title, parts = self.title, self.parts
        if title and (match := rule("list.row_parts").search(title)):
            title, parts = title[: match.start()], match["parts"]
        return Mention(0, 0, title, self.number, _SURE, target_clause=parts)

    def open(self, line: Block, cell: Block, count: int | None) -> None:
        """Note where it opens, if it is not open, and the count its first cell has or is."""
        if self.at is None:
            self.at, self.count = line, count
            self.alone = cell.text == line.text and cell.text.isdecimal()

    def closed(self, columns: DayColumns | None) -> Row:
        """The row, its last day told by its column where no words tell it."""
        if columns and self.last is None:
            self.last = columns.last_of(self.days)
        return self


def read_rows(blocks: Sequence[Block]) -> Iterator[Row]:
    """The rows of a list. A row may be one line or have a block a cell; a title may run over
    several blocks; the number may stand before or behind it. A count on its own opens a row, so
    that one misread cell shifts no others; a document named beside that of a row is none."""
    columns = day_columns(blocks)
    for row in without_asides(_rows(blocks), blocks):
        yield row.closed(columns)


def _rows(blocks: Sequence[Block]) -> Iterator[Row]:
    row = Row()
    bodies = any(map(_names_bodies, header_of(blocks)))
    held: list[Block] = []
    turn, count, opened = "", 0, False
    for block, cell in ((line, cell) for line in blocks for cell in _cells(line, bodies=bodies)):
        if _is_noted(row, cell):
            continue
        counted = cell.text.isdecimal() and int(cell.text[:4]) == count + 1
        if not counted and (_DAY.fullmatch(cell.text) or (not held and is_body(cell.text))):
            continue
        title, number = (None, None) if counted else _row_of([*held, cell])
        if title is None and number is None and not counted:
            row.last = row.last or (last_told(cell.text) if row.title or row.number else None)
            opens = opened or _may_start(cell.text, held)
            held = [*held[-_MOST_PIECES:], cell] if opens else []
            continue
        if title and row.title and number is None and _is_remark(row, cell, block):
            continue
        turn = turn or _order(row, title, number)
        if _is_next(row, title, number, turn=turn, counted=counted):
            yield row
            row = Row()
        count += counted
        row.open(block, cell, count if counted else _mark(cell.text))
        row.last = last_told(cell.text) or row.last
        row.line = block if title else row.line
        row.title = title or row.title
        row.number = number or row.number
        if start := names_first(cell.text):
            row.amended = amended_parts(cell.text[start:])
        row.parts = row.parts or _tail_parts(cell.text)
        row.note = row.note or _tail_matter(cell.text)
        opened = counted
        row.blocks += [] if counted else [*held, cell] if title else [cell]
        held = []
    if row.title or (row.number and row.number.parts.prefix):
        yield row


def _mark(text: str) -> int | None:
    """The count at the start of a cell: 3.关于…."""
    mark = _MARKED.match(text)
    return int(mark["count"]) if mark else None


def _names_bodies(text: str) -> bool:
    """Whether the names of the columns tell that one holds bodies: 发文机关, 制定单位."""
    columns = rule("list.columns").search(text) or rule("list.column").match(text)
    return columns is not None and _ISSUER.search(columns[0]) is not None


def _order(row: Row, title: str | None, number: DocumentNumber | None) -> str:
    """Which of the two cells of a row comes first, told by a row that has both; "" by any other."""
    if title and not number and row.number and not row.title:
        return "number"
    return "title" if number and not title and row.title and not row.number else ""


def _is_next(
    row: Row, title: str | None, number: DocumentNumber | None, *, turn: str, counted: bool
) -> bool:
    """Whether a cell opens the next row: a count, a second title or number, or one of the two where
    the other of this row was not read (a title behind a number where titles come first)."""
    if counted:
        return bool(row.title or row.number)
    if (title and row.title) or (number and row.number):
        return True
    half, other = (row.number, row.title) if title else (row.title, row.number)
    return half is not None and other is None and turn == ("title" if title else "number")


def _is_noted(row: Row, cell: Block) -> bool:
    """Whether a cell only says something of its row's document, which the row notes: a remark, a day,
    how it is amended."""
    if (noted := _remarks(row, cell)) is not None:
        row.blocks += noted
        row.last = last_told(cell.text) or row.last
        return True
    if day := day_alone(cell.text):
        row.days.append(day)
        return True
    if (row.title or row.number) and (told := _told_amended(cell.text)):
        row.amended = told
        row.blocks.append(cell)
        return True
    return False


def _remarks(row: Row, cell: Block) -> list[Block] | None:
    """What a cell says of its row's document, which the row notes: its fate, the parts meant, what
    is excepted; nothing for the reason, null for any other cell."""
    text = cell.text
    if fate := _fate_cell(text):
        row.fate = fate
        row.note = text if text.startswith("部分") else row.note
    elif parts := _parts_told(text):
        row.parts = parts
    elif note := _note(text):
        row.note = note
    else:
        return [] if row.title and (rule("list.row_reason").search(text) or _cites(text)) else None
    return [cell]


def _cites(text: str) -> bool:
    """Whether all of a cell tells by which document that of its row was replaced."""
    replaced = rule("list.row_replaced").search(text)
    return replaced is not None and replaced.start() == 0


def _is_remark(row: Row, cell: Block, line: Block) -> bool:
    """Whether a cell that reads like a title is a remark on the row before it: it has no count and
    no marks, and stands in the row's own line or below a row that has both count and number."""
    counted = rule("list.row_mark").match
    if "《" in cell.text or "关于" in cell.text or counted(cell.text):
        return False
    return row.line is line or (row.number is not None and bool(counted(row.blocks[0].text)))


def _cells(block: Block, *, bodies: bool) -> list[Block]:
    """The cells of a line: parted by white space, each with characters of its own; `bodies`: one of
    them names a body."""
    if len(block.text) > _LONGEST_ROW:
        return []
    cuts: list[int] = []
    for gap in sorted(block.gaps):
        start = cuts[-1] if cuts else 0
        cell = block.text[start:gap]
        behind = block.text[gap:]
        named = (bodies and not behind.startswith("关于")) or behind.startswith(cell)
        if (named and is_body(cell)) or _parts(block, gap) or rule("list.row_fate").match(cell):
            cuts.append(gap)
    return [part.cut(0, len(part.text.rstrip())) for part in block.parted(cuts)]


def _parts(block: Block, gap: int) -> bool:
    """Whether a gap parts two cells: what stands around it is no number in pieces."""
    before, after = block.text[:gap].rstrip(), block.text[gap:]
    if _YEAR.match(after) and not _TITLE_END.search(before):
        return False
    if _COUNTED.match(before) or rule("list.row_fate").match(after) or _DAY_LAST.search(before):
        return True
    ends = rule("reference.is_document").search(before) is not None
    ends = ends or _PART_END.search(before) is not None
    return ends or before.endswith(("》", "号")) or after.startswith("《")


def _fate_cell(text: str) -> Fate | None:
    match = rule("list.row_fate").match(text)
    if not match:
        return None
    name = next(name for name in FATES[:6] if match[name])
    days = days_of(text, 0, len(text), name)
    return Fate(name, effective=not text.startswith("拟"), days=days)


def _parts_told(text: str) -> str | None:
    """The parts a row's remark means: 部分废止：第六条."""
    match = rule("list.row_part_told").match(text)
    return match["parts"] if match else None


def _told_amended(text: str) -> str | None:
    """The parts that a cell without a document says are amended: 第三条中的“甲”修改为“乙”."""
    if not rule("effect.amend_item").search(text) or names_first(text):
        return None
    return amended_parts(text)


def _tail_parts(text: str) -> str | None:
    """The parts a row names behind the number of its document: …的通知（…号）第二条."""
    match = rule("list.row_tail").search(text)
    return match["parts"] if match else None


def _tail_matter(text: str) -> str | None:
    """The matter a row names behind the number of its document: …的通知（…号）中有关收费的规定."""
    match = rule("list.row_tail").search(text)
    return match["matter"] if match else None


def _note(text: str) -> str | None:
    """What a row excepts: 第三条、第五条除外."""
    return text if rule("list.row_excepts").match(text) else None


def _row_of(pieces: Sequence[Block]) -> tuple[str | None, DocumentNumber | None]:
    """Title and number of a row's text."""
    text = "".join(piece.text for piece in pieces)
    mark = rule("list.row_mark").match(text)
    row = text[mark.end() :] if mark else text
    if alone := _last_alone(pieces) or _lone_number(text) or _lone_number(row):
        return None, alone
    replaced = rule("list.row_replaced").search(row)
    text = row[: replaced.start()] if replaced and replaced.start() else row
    changed = _CHANGED.search(text)
    numbers = find_numbers(text[: changed.start()] if changed else text)
    number = numbers[-1] if numbers else None
    head = text[: number.start] if number else text
    if number and number.start == 0:
        head = text[number.end :].lstrip("，、：")
    if tail := rule("list.row_tail").search(head):
        head = head[: tail.start("parts" if tail["parts"] else "matter")]
    head = _BRACKETED.sub("", _ISSUED.sub("", head)).rstrip("，、；。：")
    head = _once_named(_DAY_AHEAD.sub("", _DAY_BEHIND.sub("", head), 1))
    title = None if parse_date(head) else _title(head, numbered=number is not None)
    if title is None and number and parse_date(head):
        return None, number.number
    if title and _OTHERS.match(title):
        return None, None
    if title is None:
        return None, None
    return title, number.number if number else None


def _last_alone(pieces: Sequence[Block]) -> DocumentNumber | None:
    """The number that is all of the last of several pieces, where those before it name something
    else (whom, what) and are no start of its letters."""
    *before, last = [piece.text for piece in pieces]
    alone = _lone_number(last) if len("".join(before)) >= _LEAST_NAME else None
    return alone if alone and len(alone.parts.prefix) >= _LEAST_PREFIX else None


def _lone_number(text: str) -> DocumentNumber | None:
    """The number that is all of a text, be it in brackets or one of an order (2015年第23号)."""
    if count := _COUNT.fullmatch(text):
        year = int(count["year"]) if count["year"] else None
        return DocumentNumber(text, NumberParts("", year, count["sequence"], "order"))
    inner = _IN_BRACKETS.fullmatch(text)
    alone = inner[1] if inner else text
    numbers = find_numbers(alone)
    whole = numbers and (numbers[0].start, numbers[0].end) == (0, len(alone))
    if not whole or len(numbers[0].number.parts.prefix) > LONGEST_PREFIX:
        return None
    return numbers[0].number


def _once_named(head: str) -> str:
    """A title without the column before it that names its issuers, whom the title names too."""
    before = head.partition("关于")[0]
    bodies = before.replace("、", "")
    half = bodies[: len(bodies) // 2]
    if len(half) < _LEAST_BODY or half * 2 != bodies:
        return head
    at, left = 0, len(half)
    while left:
        left -= head[at] != "、"
        at += 1
    return head[at:].lstrip("、")


def _title(head: str, *, numbered: bool) -> str | None:
    if head.startswith("《") and head.endswith("》") and head.count("《") == head.count("》"):
        inner = head[1:-1]
        if "》" not in inner.split("《")[0]:
            return inner_marks(inner)
    if rule("list.row_parts").search(head):
        return inner_marks(head)
    if match := rule("list.row_title").pattern.match(head):
        return inner_marks(match["title"])
    return inner_marks(head) if numbered and len(head) > 6 else None


def _may_start(text: str, held: Sequence[Block]) -> bool:
    """Whether a block may be the first part of a title that goes on in the next one."""
    if _COUNTED.match(text) or len(text) < 4:
        return bool(held)
    counted = text[0].isdecimal() and rule("list.row_mark").match(text) is not None
    return counted or text.startswith("《") or "关于" in text or bool(held)
