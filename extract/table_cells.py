"""Tables as they stand on their pages, cell by cell, before they get a title and a header.

`LaidTable.rows` is how others read tables: every cell is a `Block` of its own, with its way back to
the text (`Document.evidence`), marked with its row and column.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from ..ingest.page import Line
from ..ingest.values import dataclass, field, replace
from .document import Block, Placed, join_lines, join_piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .circular import CellPlace

Kind = Literal["ruled", "structure", "aligned", "typed", "marked"]
_LEVEL = 0.5
"""Share of its height by which a line may stand higher than the next one of its row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text as a block, null where it is empty, and how many rows and columns it spans.

    `place` is null where the text has no pages.
    """

    block: Block | None
    place: CellPlace | None = None
    rows: int = 1
    columns: int = 1
    text: str = field(init=False, repr=False, compare=False)
    """Its tidied text, "" where it is empty."""

    def __post_init__(self) -> None:
        """Notes its text, which is asked for some eight times."""
        object.__setattr__(self, "text", self.block.text if self.block else "")


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table on one page, or joined over several: rows of cells, each as long as `columns`.

    A cell that spans stands at every place it covers. `lines` are those of the document that
    were taken into it; `edges` are the column edges, as shares of the width of the page. Rows that
    do not stand as a table by themselves may be the part of one that is on two pages.
    """

    kind: Kind
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[Placed, ...]
    edges: tuple[float, ...] = ()
    confidence: float = 0.95
    standing: bool = True

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.rows[0])

    @property
    def start(self) -> int:
        """Where its text starts in the document's."""
        return min([placed.start for placed in self.lines])

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages it stands on, none for text without pages."""
        return tuple(sorted({p.page.number for p in self.lines if p.line.box}))

    def texts(self, row: int) -> list[str]:
        """The texts of a row; what spans columns stands in the first of them only."""
        cells = self.rows[row]
        return [
            "" if at and cells[at - 1] is cell and cell.block else cell.text
            for at, cell in enumerate(cells)
        ]

    def blocks(self) -> list[Block]:
        """The blocks of its cells, row by row, each once."""
        cells = {id(cell): cell.block for row in self.rows for cell in row if cell.block}
        return list(cells.values())


def numbered(laid: LaidTable) -> LaidTable:
    """The table with row and column written into the block of every cell; a typed one has them."""
    if laid.kind == "typed":
        return laid
    made: dict[int, Cell] = {}
    rows = []
    for i, row in enumerate(laid.rows):
        for j, cell in enumerate(row):
            if id(cell) not in made:
                block = cell.block.placed(i, j) if cell.block else None
                made[id(cell)] = Cell(block, cell.place, cell.rows, cell.columns)
        rows.append(tuple(made[id(cell)] for cell in row))
    return replace(laid, rows=tuple(rows))


def cell_block(text: str, pieces: Sequence[Placed], at: tuple[int, int] = (0, 0)) -> Block | None:
    """The block that pieces of lines in the cell at a row and column make, read from the top, rows
    from the left."""
    ordered = in_order(pieces) if len(pieces) > 1 else pieces
    joined, offsets, gaps = join_lines(text, ordered)
    return Block(joined, offsets, gaps, tuple(ordered), cell=at) if joined else None


def piece_block(
    text: str, placed: Placed, piece: tuple[int, int], at: tuple[int, int]
) -> Block | None:
    """The block that a piece of a line without a box makes in the cell at a row and column."""
    start = placed.start
    joined, offsets, gaps = join_piece(text, start + piece[0], start + piece[1])
    return Block(joined, offsets, gaps, (placed,), cell=at) if joined else None


def in_order(pieces: Iterable[Placed]) -> list[Placed]:
    """Pieces from the top, those beside each other from the left."""
    rows: list[list[Placed]] = []
    for piece in sorted(pieces, key=lambda piece: (middle(piece)[1], piece.start)):
        if rows and middle(piece)[1] - middle(rows[-1][-1])[1] < _LEVEL * _height(piece.line):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [p for row in rows for p in sorted(row, key=lambda piece: middle(piece)[0])]


def _height(line: Line) -> float:
    return line.box[3] - line.box[1] if line.box else 0.0


def middle(placed: Placed) -> tuple[float, float]:
    """The middle of a line, as on the page set straight; 0 without layout."""
    box = placed.line.box
    if box is None:
        return 0.0, 0.0
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    slope = math.tan(math.radians(placed.page.skew))
    return x + slope * y, y - slope * x


def characters(placed: Placed) -> list[tuple[float, float, float]]:
    """Left, right and height on the page (points) of every character of a line with a box."""
    line = placed.line
    if line.box is None:
        return []
    left, top, right, bottom = line.box
    count = len(line.text)
    edges = line.edges or tuple(
        left + (right - left) * (n + m) / count for n in range(count) for m in (0, 1)
    )
    slope = math.tan(math.radians(placed.page.skew))
    x, y = (left + right) / 2, (top + bottom) / 2
    return [
        (a, b, y + slope * ((a + b) / 2 - x)) for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]


def cut_line(placed: Placed, first: int, last: int) -> Placed:
    """Characters `first` to `last` of a line as a line of their own."""
    line = placed.line
    box = line.box
    if box and (spots := characters(placed)):
        slope = math.tan(math.radians(placed.page.skew))
        begin = box[0] if first == 0 else spots[first][0]
        end = box[2] if last == len(line.text) else spots[last - 1][1]
        # a slanted line's box is higher than its characters: each piece takes its share
        lean = abs(slope) * (box[2] - box[0])
        half = max((box[3] - box[1] - lean + abs(slope) * (end - begin)) / 2, 1.0)
        y = (spots[first][2] + spots[last - 1][2]) / 2
        box = (begin, y - half, max(end, begin), y + half)
    text, edges = line.text[first:last], line.edges[2 * first : 2 * last]
    sure = line.char_confidence[first:last]
    cut = Line(
        text,
        box,
        line.confidence,
        line.kind,
        line.colour,
        line.size,
        edges,
        sure,
        None,
        line.sealed,
        tuple([d.moved(-first) for d in line.lattice if first <= d.start and d.end <= last]),
    )
    return Placed(cut, placed.page, placed.start + first)
