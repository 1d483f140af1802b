"""What the groups of a number's pattern say: the year, the part of a count, how sure both are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

EARLIEST = 1949
_SHORT_YEAR_SURE = 0.7
_PART = re.compile("[-—]([0-9]{1,3})")
_ZH_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def part_of(groups: dict[str, str | None]) -> str:
    """What makes a count one of several parts of a document (12-1号); 12-13号 are two."""
    part = _PART.fullmatch(groups.get("more") or "")
    return f"-{part[1]}" if part and int(part[1]) <= int(groups["sequence"] or 0) else ""


def sureness(name: str, groups: dict[str, str | None]) -> float:
    """How sure a rule is; a year of two digits after 1999 may have lost the others."""
    year = first_of(groups, ("year", "year_right"))
    short = year is not None and len(year) == 2 and int(year) + 1900 < EARLIEST
    return min(rule(name).confidence, _SHORT_YEAR_SURE if short else 1.0)


def first_of(groups: dict[str, str | None], keys: Sequence[str]) -> str | None:
    """The first of some groups that holds something, or null."""
    for key in keys:
        if text := groups.get(key):
            return text
    return None


def year_of(printed: str) -> int | None:
    """The year of 2020, 二〇二〇, 85."""
    digits = printed.translate(_ZH_DIGITS)
    if not digits.isdecimal():
        return None
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (1900 if int(digits) + 1900 >= EARLIEST else 2000)
