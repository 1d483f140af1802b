"""Running heads: what stands at the same place at the top or bottom of most pages of a file, and
what a fax prints on top of each page it sends."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from difflib import SequenceMatcher
from statistics import fmean
from typing import TYPE_CHECKING

from .values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .page import Line, Page

REACH = 8
"""Running heads of two pages are no further apart in height, in points."""
ALIKE = 0.85
"""Share of characters in common from which two running heads are the same."""
MOST = 8
"""So many different running heads are looked for within `REACH` of height."""
_SENT = (
    re.compile(
        r"[12]\d{3}\s*[-./年]\s*\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2}|[A-Z]{3}[-. ]*\d{1,2}"
    ),
    re.compile(r"\d{1,2}\s*[:：]\s*\d{2}"),
    re.compile(r"FAX|TEL|FROM|传\s*真|发件|发\s*自|NO\s*[.:：]", re.IGNORECASE),
    re.compile(r"\bP\s*[.:]?\s*\d{1,3}|\d{1,3}\s*/\s*\d{1,3}\s*$|页"),
)
"""Day, time, sender and page: what a fax says of a transmission (ITU-T T.30)."""
_SENT_LEAST = 3


@dataclass(frozen=True, slots=True)
class _Spot:
    """A line in a page's margin: its text with the digits masked, its height in steps of `REACH`.

    `support` is the mean, over its characters, of the pages that have them at about its height.
    """

    page: int
    line: Line
    text: str
    row: int
    support: float = 0.0

    @property
    def top(self) -> float:
        return _top(self.line)


@dataclass(frozen=True, slots=True)
class _Group:
    """Spots alike; the matcher holds the first one's text."""

    spots: list[_Spot]
    matcher: SequenceMatcher[str]


def mark_running_heads(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Mark what stands at the same place at the top or bottom of most pages (at least three).

    Needs all pages of a file; a fax's own line is told on any. Digits may differ (第3页), and one character in seven (OCR); the
    red head of a circular is large or red and is never marked.
    """
    spots = [
        _Spot(
            index, line, re.sub(r"\d+", "#", "".join(line.text.split())), int(_top(line) // REACH)
        )
        for index, page in enumerate(pages)
        for line in page.lines
        if _marginal(line, page.height)
    ]
    needed = max(3, math.ceil(0.5 * sum(bool(page.lines) for page in pages)))
    groups = _grouped(_supported(spots), needed)
    marked = {
        (spot.page, spot.line)
        for group in groups
        if len({spot.page for spot in group.spots}) >= needed
        for spot in group.spots
    }
    return tuple(
        replace(
            page,
            lines=tuple(
                replace(line, kind="running_head")
                if (index, line) in marked or _is_sent(line, page.height)
                else line
                for line in page.lines
            ),
        )
        for index, page in enumerate(pages)
    )


def _top(line: Line) -> float:
    return line.box[1] if line.box else 0.0


def _marginal(line: Line, height: float) -> bool:
    if line.box is None or line.kind != "print" or line.colour == "red" or not line.text.strip():
        return False
    return line.box[3] < 0.1 * height or line.box[1] > 0.9 * height


def _is_sent(line: Line, height: float) -> bool:
    """Whether a line is what a fax prints on top of a page."""
    if not _marginal(line, height) or _top(line) > height / 2:
        return False
    return sum(part.search(line.text) is not None for part in _SENT) >= _SENT_LEAST


def _supported(spots: Sequence[_Spot]) -> list[_Spot]:
    """The spots with their support, the best supported first."""
    pages: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    for spot in spots:
        for char in set(spot.text):
            for row in (spot.row - 1, spot.row, spot.row + 1):
                pages[row, char].add(spot.page)
    weighed = [
        replace(spot, support=fmean(len(pages[spot.row, char]) for char in spot.text))
        for spot in spots
    ]
    return sorted(weighed, key=lambda spot: -spot.support)


def _grouped(spots: Sequence[_Spot], needed: int) -> list[_Group]:
    """Spots alike at one height, where they can be on as many pages as needed.

    Of two texts alike, one has 0.425 / 0.575 of the other's characters; the first of a group
    on enough pages is supported accordingly. That, and the limit on groups at one height, keep
    the time for pages full of text in proportion to them.
    """
    groups: defaultdict[int, list[_Group]] = defaultdict(list)
    same: dict[tuple[int, str], _Group] = {}
    for spot in spots:
        rows = (spot.row - 1, spot.row, spot.row + 1)
        known = [found for row in rows if (found := same.get((row, spot.text)))]
        near = [group for row in rows for group in groups[row]]
        group = next((group for group in (*known, *near) if _alike(group, spot)), None)
        if group is not None:
            group.spots.append(spot)
        elif spot.support > 0.425 / 0.575 * needed and len(groups[spot.row]) < MOST:
            group = _Group([spot], SequenceMatcher(None, "", spot.text, autojunk=False))
            groups[spot.row].append(group)
            same.setdefault((spot.row, spot.text), group)
    return [group for row in groups.values() for group in row]


def _alike(group: _Group, spot: _Spot) -> bool:
    first, matcher = group.spots[0], group.matcher
    if abs(first.top - spot.top) > REACH:
        return False
    if first.text == spot.text:
        return True
    matcher.set_seq1(spot.text)
    return (
        matcher.real_quick_ratio() > ALIKE
        and matcher.quick_ratio() > ALIKE
        and matcher.ratio() > ALIKE
    )
