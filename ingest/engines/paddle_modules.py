"""The modules of PaddleOCR for seals and tables, each run with its model as the engine is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .modules import Structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from .modules import Outline

MODULE_VERSION = 1
"""Raise when what is asked of the modules changes: part of the identity."""
_SPAN = re.compile(r"(?P<way>row|col)span=\"?(?P<count>\d+)")


def makers() -> Mapping[str, Callable[..., Any]]:
    """What makes a module, by the setting of its model. Raises `ImportError` without paddleocr."""
    from paddleocr import SealTextDetection, TableStructureRecognition

    def seal(**settings: Any) -> Any:
        module = SealTextDetection(**settings)
        # Whatever its configuration says: the frames of a curved line hold the whole seal.
        module.paddlex_predictor.post_op.box_type = "poly"
        return module

    return {"seal": seal, "table": TableStructureRecognition}


def seal_outlines(module: Any, image: NDArray[np.uint8]) -> Sequence[Outline]:
    """The outlines of the text on the cut-out of a seal."""
    found = module.predict(image)[0]["dt_polys"]
    return tuple(tuple((float(x), float(y)) for x, y in outline) for outline in found)


def table_structure(module: Any, image: NDArray[np.uint8]) -> Structure | None:
    """The structure of a table; null where its cells do not fill rows and columns."""
    found = module.predict(image)[0]
    cells = cells_of(found["structure"])
    outlines = [_outline(values) for values in found["bbox"]]
    if not cells or len(cells) != len(outlines):
        return None
    return Structure(tuple(cells), tuple(outlines), float(found["structure_score"]))


def _outline(values: Sequence[float]) -> Outline:
    """Four corners from as many pairs, or from left, top, right and bottom."""
    if len(values) == 4:
        x0, y0, x1, y1 = (float(value) for value in values)
        return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return tuple(zip(map(float, values[::2]), map(float, values[1::2]), strict=True))


def cells_of(tokens: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The cells (row, column, rows, columns) of a table written in HTML; none where they overlap or
    do not fill it."""
    taken: set[tuple[int, int]] = set()
    cells = []
    rows = list(_rows(tokens))
    for row, spans in enumerate(rows):
        column = 0
        for high, wide in spans:
            while (row, column) in taken:
                column += 1
            covered = {(row + i, column + j) for i in range(high) for j in range(wide)}
            if covered & taken:
                return []
            taken |= covered
            cells.append((row, column, high, wide))
    columns = max((column for _, column in taken), default=-1) + 1
    whole = {(row, column) for row in range(len(rows)) for column in range(columns)}
    return cells if taken == whole else []


def _rows(tokens: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    """The rows and columns that each cell of a row spans."""
    row: list[tuple[int, int]] = []
    for token in tokens:
        if token == "<tr>":  # noqa: S105  # no password
            row = []
        elif token == "</tr>":  # noqa: S105
            yield row
        elif token.startswith("<td"):
            row.append((1, 1))
        elif row and (span := _SPAN.search(token)):
            rows, columns = row[-1]
            count = int(span["count"])
            row[-1] = (count, columns) if span["way"] == "row" else (rows, count)
