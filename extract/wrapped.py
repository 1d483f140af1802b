"""Plain text whose lines were broken at a fixed width: which of them run on in the next one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST, _SHARE = 4, 0.25
"""Full lines that show a text was broken at their width, and their share of its lines."""
_NARROWEST, _WIDEST = 20, 120
"""Characters or cells a line of such a text has at least, and at most."""
_LOOSE = 2
_ENDED = re.compile(r"[。：；！？:;]\s*$")
_INDENTED = re.compile(r"\u3000{2}|[ \t]{4}")
_COLON = re.compile(r"[：:]\s*$")
_STOP = re.compile("[，。；,;]")
_ALWAYS = re.compile(
    r"\s*(?:附\s*件\s*[0-9一二三]?\s*(?:[：:]|$)|抄\s*[送报]|主\s*题\s*词|联\s*系\s*人\s*[：:])"
)
_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|"
    r"第[一二三四五六七八九十百0-9]{1,5}[章节条]|[0-9]{1,2}[.、])"
)


@dataclass(frozen=True, slots=True)
class Wrap:
    """The width at which the lines of a text were broken, in characters or in cells (a Chinese
    character has two)."""

    width: int
    in_cells: bool

    def runs_on(self, line: str, following: str) -> bool:
        """Whether a line goes on in the one below: it is full, and that one starts nothing new."""
        if _width(line, in_cells=self.in_cells) < self.width - _LOOSE:
            return False
        if _COLON.search(line) or _ALWAYS.match(following):
            return False
        if not _ENDED.search(line):
            return True
        short = len(following.strip()) * 2 < self.width and not _STOP.search(following)
        return not (short or _INDENTED.match(following) or _ITEM.match(following))


def wrap_of(lines: Sequence[str]) -> Wrap | None:
    """How the lines of a text were broken; null where each is a paragraph of its own."""
    lines = [line for line in lines if line.strip()]
    if max(map(len, lines), default=0) > _WIDEST:
        return None
    wraps = [wrap for in_cells in (False, True) if (wrap := _wrap(lines, in_cells=in_cells))]
    return max(wraps, key=lambda wrap: len(_full(lines, wrap)), default=None)


def _wrap(lines: Sequence[str], *, in_cells: bool) -> Wrap | None:
    width = max((_width(line, in_cells=in_cells) for line in lines), default=0)
    wrap = Wrap(width, in_cells)
    full = _full(lines, wrap)
    least = _NARROWEST * (1 + in_cells)
    open_ended = [line for line in full if not _ENDED.search(line)]
    enough = len(full) >= max(_FEWEST, _SHARE * len(lines))
    fits = least <= width <= _WIDEST and 2 * len(open_ended) > len(full)
    return wrap if enough and fits else None


def _full(lines: Sequence[str], wrap: Wrap) -> list[str]:
    at_least = wrap.width - _LOOSE
    return [line for line in lines if _width(line, in_cells=wrap.in_cells) >= at_least]


def _width(line: str, *, in_cells: bool) -> int:
    text = line.rstrip()
    return (len(text.encode(errors="replace")) + len(text)) // 2 if in_cells else len(text)
