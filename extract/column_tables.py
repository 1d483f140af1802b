"""Lists of documents below the names of their columns, as plain text keeps a table: a row a line, or
a cell a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from .list_rows import Row, read_rows
from .listed import is_section
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block
    from .paragraphs import Paragraph

_LONGEST_CELL, _FEW = 300, 2
_FIRST, _SECOND = re.compile("1(?=[㐀-鿿《 ])"), re.compile("2(?=[㐀-鿿《 ]|$)")
_OPENS = re.compile("1|序号|编号|发文|文号|.{0,6}(?:名称|标题|题目|题名)")
_ROWS_END = ("。", "：")


def table_end(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Where the table ends that starts with the names of its columns, or with a count on a line of
    its own, in paragraph `start`; `start` where none does."""
    if not _OPENS.match(paragraphs[start].text):
        return start
    end = start
    while end < len(paragraphs) and rule("list.column").fullmatch(paragraphs[end].text):
        end += 1
    if end == start and _is_header(paragraphs[end].text):
        end += 1
    if end == start and not _counts_alone(paragraphs, start):
        return start
    while end < len(paragraphs) and _may_be_cell(paragraphs[end].text):
        end += 1
    return end


def has_columns(blocks: Sequence[Block]) -> bool:
    """Whether a list starts with the names of its columns, on one line or a line each."""
    first = [block.text for block in blocks[:_FEW]]
    return any(map(_is_header, first)) or all(map(rule("list.column").fullmatch, first))


def rows_by_clause(paragraphs: Sequence[Paragraph]) -> list[tuple[Row, str | None]]:
    """The rows of a table, each with the clause it stands in."""
    clauses = {b.span[0]: part.clause for part in paragraphs for b in part.joined.blocks}
    starts = sorted(clauses)
    blocks = [block for part in paragraphs for block in part.joined.blocks]
    rows = [row for row in read_rows(blocks) if row.title or row.number]
    places = [bisect_right(starts, row.blocks[0].span[0]) - 1 for row in rows]
    return [(row, clauses[starts[at]]) for row, at in zip(rows, places, strict=True)]


def _is_header(text: str) -> bool:
    return (
        rule("list.columns").fullmatch(text) is not None
        and rule("list.header").search(text) is not None
    )


def _counts_alone(paragraphs: Sequence[Paragraph], start: int) -> bool:
    """Whether the rows of a list are counted without a mark, or its first count stands on a line of
    its own."""
    rows = paragraphs[start : start + 2]
    if rows[0].joined.blocks[0].text == "1":
        return True
    return (
        len(rows) > 1
        and _FIRST.match(rows[0].text) is not None
        and _SECOND.match(rows[1].text) is not None
        and all(row.text[-1] not in "，。；：" for row in rows)
    )


def _may_be_cell(text: str) -> bool:
    if len(text) > _LONGEST_CELL or text.endswith(_ROWS_END) or is_section(text):
        return False
    return not text.startswith(("附件", "附：")) and rule("closing.formula").search(text) is None
