"""Tables of contents (目录), which name headings and say nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .document import BODY_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Placed

_HEAD = re.compile(r"\s*目\s*[录次]\s*")
_ENTRY = re.compile(r"\s*(?:.{0,60}?(?:[.·．]{2,}|…)[.·．…\s]*[0-9]{0,4}|\S.{1,60}?\s+[0-9]{1,4})\s*")
"""A heading, leader dots, a page; scans lose the page, most of the dots, or set them on a line."""
_LEAST = 2


def contents(text: str, lines: Sequence[Placed]) -> frozenset[int]:
    """Where the lines of tables of contents start, their heads (目录) among them.

    Args:
        text: The folded text of the document.
        lines: All its lines.
    """
    found: set[int] = set()
    listed: list[int] = []
    entries = 0

    def close() -> None:
        if entries >= _LEAST:
            found.update(listed)
        listed.clear()

    for placed in lines:
        end = placed.start + len(placed.line.text)
        if placed.line.kind not in BODY_KINDS or text[placed.start : end].isspace():
            continue
        if listed and _ENTRY.fullmatch(text, placed.start, end):
            listed.append(placed.start)
            entries += 1
            continue
        close()
        if _HEAD.fullmatch(text, placed.start, end):
            listed.append(placed.start)
            entries = 0
    close()
    return frozenset(found)
