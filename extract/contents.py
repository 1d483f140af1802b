"""Tables of contents (目录), which name headings and say nothing."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from .document import BODY_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Placed

_HEAD = re.compile(r"^[^\S\n]*目[^\S\n]*[录次][^\S\n]*$", re.MULTILINE)
_ENTRY = re.compile(
    r"\s*(?:.{0,60}?(?:[.·．]{2,}|…)[.·．…\s]*[0-9]{0,4}|\S.{1,60}?\s+[0-9]{1,4})\s*"
)
"""A heading, leader dots, a page; scans lose the page, most of the dots, or set them on a line."""
_LEADER = re.compile(r"\s*[.·．…]+\s*[0-9]{0,4}\s*")
_LEAST = 2


def contents(text: str, lines: Sequence[Placed]) -> frozenset[int]:
    """Where the lines of tables of contents start, their heads (目录) among them.

    `text` is the folded text of the document, `lines` are all its lines.
    """
    if not _HEAD.search(text):
        return frozenset()
    rows = [
        (placed.start, row)
        for placed in lines
        if placed.line.kind in BODY_KINDS
        and (row := text[placed.start : placed.start + len(placed.line.text)].strip())
    ]
    found: set[int] = set()
    for i, (start, row) in enumerate(rows):
        if _HEAD.fullmatch(row):
            entries = list(takewhile(lambda j: _listed(rows, j), range(i + 1, len(rows))))
            if len(entries) >= _LEAST:
                found |= {start, *(rows[j][0] for j in entries)}
    return frozenset(found)


def _listed(rows: Sequence[tuple[int, str]], i: int) -> bool:
    broken = i + 1 < len(rows) and _LEADER.fullmatch(rows[i + 1][1])
    return bool(broken or _ENTRY.fullmatch(rows[i][1]))
