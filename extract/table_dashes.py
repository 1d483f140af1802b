"""Dashes among numbers: a dash alone in a cell looks like 一, and an engine reads it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import replace
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .table_cells import Cell, LaidTable

_ENOUGH = 3
"""Numbers in digits from which a column holds such."""


def with_dashes(laid: LaidTable, head: int) -> LaidTable:
    """The table with — for 一 in columns of numbers in digits, below the `head` rows of its header."""
    body = laid.rows[head:]
    dashes = {
        id(row[column]): row[column]
        for column in range(laid.columns)
        if any(row[column].text == "一" for row in body)
        and _of_numbers([row[column] for row in body])
        for row in body
        if row[column].text == "一"
    }
    if not dashes:
        return laid
    made = {key: _dash(cell) for key, cell in dashes.items()}
    return replace(
        laid, rows=tuple(tuple(made.get(id(cell), cell) for cell in row) for row in laid.rows)
    )


def _of_numbers(cells: Sequence[Cell]) -> bool:
    others = [cell.text for cell in cells if cell.text != "一"]
    numbers = [text for text in others if rule("table.number").fullmatch(text)]
    rest = [text for text in others if text not in numbers]
    return len(numbers) >= _ENOUGH and all(rule("table.nothing").fullmatch(text) for text in rest)


def _dash(cell: Cell) -> Cell:
    return replace(cell, block=cell.block and replace(cell.block, text="—"))
