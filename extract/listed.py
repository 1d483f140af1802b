"""Lists that tell the fate of documents, one a row: 废止目录, 宣布失效目录, 继续有效目录."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .effect_days import NO_DAYS, Days
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Block

FATES = (
    "repeals", "declares_lapsed", "confirms", "amends", "ceases", "annuls", "suspends", "extends",
)  # fmt: skip
_HEADING_LINES = 4
_LONGEST_SECTION = 40
_SURE = 0.93
_ANNEX = re.compile("^-?附(?:件|表)(?P<index>[0-9一二三四五六七八九十]{0,3})[：:]?(?P<rest>.*)$")
_ZH = "一二三四五六七八九十"
_SECTION = re.compile("^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
_OPENS_LIST = re.compile(
    "(?:下列|以下|所列)[^，。；]{0,24}(?:废止|失效|有效|执行|适用|修改|修订|保留|延长)[^。；]{0,24}[：。]$|"
    "(?:废止|失效|执行|适用|修改|修订|保留|延长)(?:下列|以下)[^，。；]{0,16}[：。]$|"
    "(?:废止|失效|有效|执行|适用|修改|修订|保留|延长)[^，。；]{0,16}(?:目录|清单)[^，。；]{0,16}：$"
)
_CATALOGUE = re.compile("(?:目录|清单|一览表)(?:（[^（）]{1,16}）)?$")
_IN_PART = re.compile(
    "(?P<part>部分(?:条款|内容|条文|规定))(?:已经|予以|同时|宣布|一并|停止|失效|废止|执行|不再|适用)*$"
)
"""Behind the verb that a list is headed by."""
_COUNTED = re.compile("^[0-9]{1,4}$")
_FATED = re.compile("废止|失效|有效|保留|修改|修订|停止执行|撤销")
"""The words of `list.row_fate`."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What a list says of its documents; not `effective` where it is only planned."""

    relation: str
    effective: bool = True
    confidence: float = _SURE
    days: Days = NO_DAYS
    mixed: bool = False
    """One of several that a heading tells: 废止和修改的文件."""
    scope: str | None = None
    """What of each document alone is meant: 下列文件中的“甲局”修改为“乙局”."""
    saved: tuple[int, str] | None = None
    """Of the item of this count, the matter that goes on: 其中第3件有关收费的规定继续执行; "" for all of it."""


def fate_of(heading: str) -> Fate | None:
    """The fate a heading tells (决定废止的规范性文件目录); none for a heading of anything else."""
    match = rule("list.of_fate").pattern.match(heading)
    if not match:
        return None
    name = next((name for name in FATES if match[name]), None)
    if name is None:
        return None
    planned = match["planned"] or match["needed"]
    if match["mixed"]:
        return Fate(name, effective=not planned, confidence=0.8, mixed=True)
    return Fate(name, effective=not planned, scope=in_part(heading[: match.end(name)], name))


def in_part(words: str, relation: str) -> str | None:
    """What of its documents a list ends where its heading says that it is not all: 部分条款废止的
    文件. Items of an amendment tell themselves which part they mean."""
    part = _IN_PART.search(words) if relation != "amends" and "全文" not in words else None
    return part["part"] if part else None


def annexes(blocks: Sequence[Block]) -> Iterator[tuple[int, str, list[Block]]]:
    """The annexes a run of blocks holds, each with its index (1 where it has none) and label
    (附件2, 附件)."""
    current: list[Block] = []
    index, label = 1, "附件"
    for block in blocks:
        if match := _ANNEX.match(block.text) if len(block.text) < 60 else None:
            if current:
                yield index, label, current
            index, current = annex_index(match["index"], index), []
            label = f"附件{index}" if match["index"] else "附件"
            if match["rest"]:
                current.append(block.cut(match.start("rest"), len(block.text)))
            continue
        current.append(block)
    if current:
        yield index, label, current


def annex_index(text: str, before: int) -> int:
    """The number of an annex (附件2, 附件二); `before` where it has none."""
    if text.isdecimal():
        return int(text)
    return _ZH.find(text) + 1 if text and text in _ZH else before


def listed_fate(blocks: Sequence[Block]) -> tuple[Fate | None, int]:
    """The fate an annex's heading tells, and where its rows start."""
    heading = ""
    for n, block in enumerate(blocks[:_HEADING_LINES]):
        if rule("list.row_mark").match(block.text) and n:
            break
        heading += block.text
        for text in (block.text, heading):
            if len(text) <= 80 and (fate := fate_of(text)):
                return fate, n + 1
    return None, 0


def is_section(text: str) -> bool:
    """Whether a line inside a list heads a part of it: 二、宣布失效的文件（3件）, 继续有效的文件目录."""
    if len(text) > _LONGEST_SECTION or "关于" in text or "《" in text or "〔" in text:
        return False
    return _SECTION.match(text) is not None or _CATALOGUE.search(text) is not None


def section_fate(text: str) -> Fate | None:
    """The fate such a heading tells of the rows below it; null for any other line."""
    if not is_section(text):
        return None
    mark = _SECTION.match(text)
    return fate_of(text[mark.end() :] if mark else text)


def heads_list(text: str) -> bool:
    """Whether a line heads a list of documents with one fate: 三、废止的文件（2件）, 决定废止下列文件：."""
    if len(text) > _LONGEST_SECTION or "关于" in text:
        return False
    headed = rule("list.header").search(text) or _OPENS_LIST.search(text)
    return headed is not None or section_fate(text) is not None


def first_row(blocks: Sequence[Block]) -> int:
    """Where the rows of a list without a telling heading start."""
    for n, block in enumerate(blocks):
        text = block.text
        counted = _COUNTED.match(text) or rule("list.row_mark").match(text)
        if counted or "〔" in text or "《" in text:
            return n
    return len(blocks)


def tell_fates(blocks: Sequence[Block]) -> bool:
    """Whether cells may tell a fate at all."""
    return any(_FATED.search(block.text) for block in blocks)
