"""Received-stamps (收文章): lines in a small block around the word 收文, apart from the print.

Offices stamp what they receive, above, over or below the text: a frame with the receiving body,
a number and a date, part of it written in by hand. None of it belongs to the circular.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .page import Box, Line, Page

_WORD = re.compile(
    r"收\s*文|签\s*收|来\s*文\s*[编登]|收\s*件\s*(?:章|日|编|登)|收\s*讫|存\s*档|归\s*档\s*章"
)
_NAMED = re.compile(r"[\u3400-\u9fff（）()]{0,24}(?:收\s*文|收\s*件|签\s*收)(?:专\s*用)?\s*章?")
"""A stamp's first line, wherever it stands: the receiving body and the word alone."""
_LIKE_NAMED = re.compile(r"[\u3400-\u9fff（）()]{3,24}收\s*[\u3400-\u9fff]")
"""The same with 文 misread, as copiers and faxes make it: number and day must stand with it."""
_COUNT = re.compile(r"[\u3400-\u9fff\s]{0,6}(?:第|编\s*号|号)\s*[:：]?\s*\d{1,6}\s*号?")
_DAY = re.compile(r"[12][09]\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?")
_TOP = 0.45
"""Share of the page, from its top, in which received-stamps stand."""
_WIDEST = 0.4
_LONGEST = 24
_MOST = 5
"""Lines a stamp has at most."""
_ANOTHER_SIZE = 1.6


def mark_stamps(page: Page) -> Page:
    """The page with the lines of its received-stamps marked."""
    lines = list(page.lines)
    for index, line in enumerate(lines):
        if line.kind == "stamp" or not _small(line, page):
            continue
        at_top = line.box is not None and line.box[3] < _TOP * page.height
        worded = _WORD.search(line.text) is not None
        counted = line.colour != "black" and _COUNT.fullmatch(line.text.strip()) is not None
        named = _NAMED.fullmatch(line.text.strip())
        like = named or _LIKE_NAMED.fullmatch(line.text.strip())
        if not ((at_top and (worded or counted)) or like):
            continue
        group = _group(lines, index, page)
        stamped = _is_stamp([lines[i] for i in group], named=named is not None, counted=counted)
        if (at_top and worded) or stamped:
            for i in group:
                lines[i] = replace(lines[i], kind="stamp")
    return replace(page, lines=tuple(lines))


def _is_stamp(lines: Sequence[Line], *, named: bool, counted: bool) -> bool:
    """Whether lines without the place or the word of a stamp are one: number or date beside the
    word 收文, both of them where that was misread, or in one colour without it."""
    numbered = any(_COUNT.fullmatch(line.text.strip()) for line in lines)
    dated = any(_DAY.fullmatch(line.text.strip()) for line in lines)
    if counted:
        return numbered and dated and all(line.colour != "black" for line in lines)
    return (numbered or dated) if named else (numbered and dated)


def _small(line: Line, page: Page) -> bool:
    if line.box is None or line.kind not in ("print", "handwriting"):
        return False
    width = line.box[2] - line.box[0]
    return len(line.text) <= _LONGEST and width < _WIDEST * page.width


def _group(lines: Sequence[Line], seed: int, page: Page) -> list[int]:
    """The line and those that stand right above or below one already in the stamp."""
    box = lines[seed].box
    assert box is not None
    height = box[3] - box[1]
    group = [seed]
    dated = _DAY.search(lines[seed].text) is not None
    grown = True
    while grown and len(group) < _MOST:
        grown = False
        for index, line in enumerate(lines):
            day = _DAY.search(line.text) is not None
            if index in group or not _small(line, page) or (day and dated):
                continue
            if _touches(line, box, height) and len(group) < _MOST:
                group.append(index)
                box = _union(box, line.box)
                dated = dated or day
                grown = True
    return group


def _touches(line: Line, box: Box, height: float) -> bool:
    if line.box is None:
        return False
    left, top, right, bottom = line.box
    if not 1 / _ANOTHER_SIZE < (bottom - top) / height < _ANOTHER_SIZE:
        return False
    across = min(right, box[2]) - max(left, box[0])
    apart = max(top - box[3], box[1] - bottom)
    return across > 0.5 * min(right - left, box[2] - box[0]) and apart < 0.6 * height


def _union(box: Box, other: Box | None) -> Box:
    if other is None:
        return box
    return (
        min(box[0], other[0]),
        min(box[1], other[1]),
        max(box[2], other[2]),
        max(box[3], other[3]),
    )
