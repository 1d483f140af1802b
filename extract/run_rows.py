"""Rows of a list that a copy of a page ran together on one line: 序号 文件名称 文号 1 关于…
云财〔2010〕3号 2 …."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile("[〔\\[（(【][12][0-9]{3}[〕\\]）)】]第?[0-9]{1,5}号[）)]?")
_NUMBER_ALONE = re.compile(f"[㐀-鿿]{{0,12}}{_NUMBER.pattern}")
_FEWEST = 3
"""Rows that make a line a list where it has no names of columns."""
_SHORTEST, _NEAR = 24, 4
"""Characters of a line that may be a list, at least, and before a count that tell that it opens a row."""
_NAMED = re.compile("序号|编号|名称|标题")
_COUNT = re.compile(
    "(?<![0-9〔（第年月])(?P<count>[1-9][0-9]{0,2})(?:[.．、](?![0-9])|(?=[㐀-鿿《]| [12][09][0-9]{2}年))"
    "(?![年月日号件个项条级期届次类])"
)
_BEHIND = re.compile("(?:[号》）)日]|废止|失效|有效|修改)$")
"""What ends a row where nothing parts it from the count of the next one."""
_STOPS = re.compile("[，。；]")
_HEADER_END = re.compile("(?:备注|号|名称|标题|日期|机关|单位|部门|[录单表]|：)$")
"""What ends the heading of a list, or the names of its columns."""


def row_cuts(text: str, gaps: frozenset[int]) -> list[int]:
    """Where to cut a line of tidied text so that each row of its list stands alone; nothing for a
    line that is no list. `gaps` are the places where it has white space."""
    if len(text) < _SHORTEST or "号" not in text:
        return []
    header = rule("list.columns").search(text) if _NAMED.search(text) else None
    ends = [match.end() for match in _NUMBER.finditer(text)]
    if header is None and len(ends) < _FEWEST:
        return []
    cuts = _counted(text, gaps, ends) or _spaced(text, gaps, ends)
    if header is None:
        return [cut for cut in cuts if cut] if len(cuts) + 1 >= _FEWEST else []
    return sorted({cut for cut in [*header.span(), *cuts] if 0 < cut < len(text)})


def _counted(text: str, gaps: frozenset[int], ends: Sequence[int]) -> list[int]:
    """The places of the counts 1, 2, 3 …, each with a document of its own behind it."""
    cuts: list[int] = []
    count = 0
    for match in _COUNT.finditer(text):
        start, here = match.start(), int(match["count"])
        if here != count + 1 if cuts else here > 1 and start:
            continue
        named = not cuts or bisect_right(ends, cuts[-1]) < bisect_right(ends, start)
        if not named or not _opens_row(text, gaps, start):
            continue
        cuts.append(start)
        count = here
    return cuts


def _opens_row(text: str, gaps: frozenset[int], start: int) -> bool:
    if start == 0 or start in gaps:
        return True
    before = text[max(start - _NEAR, 0) : start]
    return bool(_BEHIND.search(before) or _HEADER_END.search(before))


def _spaced(text: str, gaps: frozenset[int], ends: Sequence[int]) -> list[int]:
    """The places behind numbers where white space parts rows without counts."""
    cuts = [end for end in ends[:-1] if end in gaps]
    rows = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    alone = any(_NUMBER_ALONE.fullmatch(row.strip()) for row in rows)  # 根据…1号 …2号等文件
    return [] if alone or any(map(_STOPS.search, rows)) else cuts
