"""Parts of a norm (who, what, to what): where they stand in its sentence, and how sure they are."""

from __future__ import annotations

import re

from ..ingest.values import dataclass

SURE, FAIR, POOR = 0.95, 0.75, 0.5
"""How often a part read in a clear way is right, in a way with a doubt, in one with two; measured
in docs/accuracy.md."""
EDGES = "□，。；：、的 "
AMOUNT = "[0-9.一二三四五六七八九十百千万两]+(?:%|[万亿]?元|次|[小课]时|[个工作]*日|天|周|年|个月|名|人|倍|立方米|遍)(?!性)"
_LONGEST = 60
_AMOUNT_BEHIND = re.compile(
    "(?:(?:不(?:少|低|高|多)于|至少)[0-9一二三四五六七八九十百千万]+[个户家项件台套条亩份]|"
    f"(?:不(?:少|低|高|多)于)?(?:每[人户年月日天班])*的?{AMOUNT}|(?:每[人户年月日天班])+|一式.份|[和及与、])$"
)
_WHEN = re.compile("(?:[^以之]后|[^以之目当此]前|[^以之的国]内|先行|[上下]午各)$")
_NOTHING = re.compile("[0-9]+|小时|各?.")


@dataclass(frozen=True, slots=True)
class Part:
    """Characters `start` to `end` of a sentence, and how sure they are, 0…1."""

    start: int
    end: int
    sure: float


def capped(part: Part, sure: float) -> Part:
    """A part, no surer than so."""
    return part if part.sure <= sure else Part(part.start, part.end, sure)


def trimmed(text: str, start: int, end: int, sure: float) -> Part | None:
    """A part without an amount behind it; null where nothing is left, or too much."""
    while True:
        while start < end and text[start] in EDGES:
            start += 1
        while end > start and text[end - 1] in EDGES:
            end -= 1
        cut = _AMOUNT_BEHIND.search(text[start:end])
        if cut is None:
            break
        end = start + cut.start()
    named = text[start:end]
    if not named or len(named) > _LONGEST or _WHEN.search(named) or _NOTHING.fullmatch(named):
        return None
    return Part(start, end, sure)
