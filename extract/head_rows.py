"""Rows of a head or an imprint that hold several things (特急　清财发电〔2021〕12号), cut into them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .bodies import is_body, strip_head_word
from .marks import is_imprint
from .numbers import parse_numbers
from .rulebook import any_of, rule

if TYPE_CHECKING:
    from .document import Block

_LONGEST = 100
_MOST = 8
"""Gaps beyond which a row is letter-spaced, or a row of a table."""
_MARKS = ("head.copy_number", "head.secrecy", "head.urgency", "head.kind_word")


def cut_row(block: Block) -> list[Block]:
    """The marks, the red head and the number that stand on one row, each a block of its own.

    Cut is only a row whose every part is known; marks that run straight into a number, too.
    """
    if is_imprint(block) or "印发" in block.text:
        return _cut_imprint(block)
    if len(block.text) > _LONGEST or block.text.endswith("。"):
        return [block]
    if rule("form.telegram_row").search(block.text):
        return _cut_telegram(block)
    return [piece for part in _parts(block) for piece in _cut_mark(part)]


def _cut_imprint(block: Block) -> list[Block]:
    """A row of the imprint in its parts: each starts behind the end of a whole one."""
    cuts: list[int] = []
    for tail in rule("imprint.row_tail").finditer(block.text):
        part = block.cut(cuts[-1] if cuts else 0, tail.start()) if tail.start() else None
        if (
            part
            and is_imprint(part)
            and part.text.endswith(("。", "；", "印发", "印", "印制", "份"))
        ):
            cuts.append(tail.start())
    return block.parted(cuts)


def _cut_telegram(block: Block) -> list[Block]:
    """The row of a telegram's head in its parts: 等级 特提·明电, the number, 机发."""
    cuts = []
    for gap, following in pairwise([*sorted(block.gaps), len(block.text)]):
        part = block.text[gap:following]
        if rule("form.telegram_row").search(part) or parse_numbers(part):
            cuts.append(gap)
    return block.parted(cuts)


def _parts(block: Block) -> list[Block]:
    if not 0 < len(block.gaps) <= _MOST:
        return [block]
    cuts = _told_apart(block.text, [0, *sorted(block.gaps), len(block.text)])
    parts = block.parted(cuts) if cuts else [block]
    marked = any(any_of(*_MARKS)(part.text) or _is_red_head(part.text) for part in parts)
    return parts if marked else [block]


def _told_apart(text: str, places: list[int]) -> list[int] | None:
    """The gaps between the parts of a row, the shortest part first; null where one is unknown."""
    if len(places) == 2:
        return [] if _is_known(text[places[0] :]) else None
    for n in range(1, len(places)):
        if _is_known(text[places[0] : places[n]]):
            if n == len(places) - 1:
                return []
            rest = _told_apart(text, places[n:])
            if rest is not None:
                return [places[n], *rest]
    return None


def _is_known(part: str) -> bool:
    return bool(any_of(*_MARKS)(part) or parse_numbers(part)) or _is_red_head(part)


def _is_red_head(part: str) -> bool:
    name = strip_head_word(part)
    return name != part and is_body(name)


def _cut_mark(block: Block) -> list[Block]:
    """A mark cut from the number it runs into: 特急清财发电〔2021〕12号, …12号机密★10年."""
    cuts = []
    if (ahead := rule("head.row_mark").match(block.text)) and parse_numbers(
        block.text[ahead.end() :]
    ):
        cuts.append(ahead.end())
    behind = rule("head.secrecy_starred").search(block.text)
    if behind and behind["value_behind"] and parse_numbers(block.text[: behind.start()]):
        cuts.append(behind.start())
    return block.parted(cuts)
