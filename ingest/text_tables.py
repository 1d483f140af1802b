"""Tables that plain text draws with bars, as converters write them: | 序号 | 文件名称 |."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .flow import WIDEST, FlowCell, FlowTable, Item, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROW = re.compile(r"[ \t]*\|(?P<cells>.+)\|[ \t]*", re.DOTALL)
_RULE = re.compile(r"[ \t:|-]*-[ \t:|-]*")
"""The row of dashes below the header."""
_BREAK = re.compile("<br */?>")
_LEAST_ROWS = 2


def with_tables(rows: Sequence[str]) -> list[Item] | None:
    """The lines of a text as paragraphs and tables; null where no rows of bars stand together."""
    if sum(1 for row in rows if _cells(row)) < _LEAST_ROWS:
        return None
    items: list[Item] = []
    found = False
    for run in _runs(rows):
        table = _table(run)
        found |= table is not None
        items += [table] if table else [Paragraph(row) for row in run]
    return items if found else None


def _cells(row: str) -> list[str]:
    """What stands between the bars of a row; nothing for a line that is none."""
    if not row.lstrip(" \t").startswith("|") or not (match := _ROW.fullmatch(row)):
        return []
    cells = match["cells"].split("|")
    return cells if 2 <= len(cells) <= WIDEST else []


def _runs(rows: Sequence[str]) -> Iterator[list[str]]:
    """The lines, those together that are rows of as many cells."""
    run: list[str] = []
    width = 0
    for row in rows:
        wide = len(_cells(row))
        if run and (wide != width or not wide):
            yield run
            run = []
        run.append(row)
        width = wide
    if run:
        yield run


def _table(run: Sequence[str]) -> FlowTable | None:
    lines = [row for row in run if not _RULE.fullmatch(row)]
    if len(lines) < _LEAST_ROWS or not _cells(run[0]):
        return None
    return FlowTable([[_cell(text) for text in _cells(row)] for row in lines])


def _cell(text: str) -> FlowCell:
    return FlowCell(content=[Paragraph(_BREAK.sub("\n", text).strip())])
