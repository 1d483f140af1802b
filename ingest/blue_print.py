"""Files printed in blue or purple, as mimeographs and carbon copies (油印, 复写) are.

Blue lines are a pen's or a stamp's where the print is black. Where most lines of a file are blue,
read surely and of one size, they are its print.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from .values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .page import Line, Page

_LONG = 6
"""Characters from which a line tells how a file was printed."""
_LEAST = 3
"""Such lines that must be there."""
_SURE = 0.9
"""Confidence from which a line is read as print is."""
_SAME = 0.08
"""Share by which the characters of print of one size differ, as measured."""


def restore_blue_print(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of a file, blue lines print again where the file is printed in blue."""
    if not is_blue_print([line for page in pages for line in page.lines]):
        return tuple(pages)
    return tuple(
        replace(
            page,
            lines=tuple(
                replace(line, kind="print") if _is_blue(line) else line for line in page.lines
            ),
        )
        for page in pages
    )


def is_blue_print(lines: Sequence[Line]) -> bool:
    """Whether lines were printed in blue: most of the long ones are, surely read, of one size."""
    long = [line for line in lines if len(line.text) >= _LONG and line.colour != "red"]
    blue = [line for line in long if _is_blue(line) and line.confidence >= _SURE]
    if len(blue) < _LEAST or 2 * len(blue) <= len(long):
        return False
    sizes = [line.size for line in blue]
    usual = median(sizes)
    return 2 * sum(abs(size - usual) <= _SAME * usual for size in sizes) > len(sizes)


def _is_blue(line: Line) -> bool:
    return line.kind == "handwriting" and line.colour == "blue"
