"""The table of particulars that a government portal prints above a circular."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .badges import behind_badge
from .bodies import is_addressee, is_body, split_bodies, strip_head_word
from .dates import find_dates, parse_date
from .found import found
from .marks import ems
from .numbers import parse_number
from .rulebook import rule
from .set_twice import body_names
from .titles import title_after

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from .circular import DocumentNumber, Found
    from .document import Block, Document

_SURE, _BARE = 0.95, 0.9
_PAGE_SAYS = 0.85
"""How sure a value is that may be of the page alone."""
_ISSUER = (
    "发文机关",
    "发文机构",
    "发文单位",
    "发文部门",
    "制定机关",
    "发布机构",
    "颁布机构",
    "颁布单位",
    "发布单位",
    "发布部门",
    "颁布部门",
)
_ISSUED = (
    "成文日期",
    "成文时间",
    "发文日期",
    "发文时间",
    "生成日期",
    "颁布日期",
    "颁布时间",
    "颁发日期",
)
_OF_THE_PAGE = frozenset({"发布机构", "发布单位", "发布部门", "生成日期"})
"""Labels that tell who put the text on the page, or when: as a rule, not always, who issued it."""
_PUBLISHED = ("发布日期", "发布时间", "公布日期", "公开日期")
_NUMBER = (
    "发文字号",
    "发文文号",
    "文号",
    "发文号",
    "发布文号",
    "文件编号",
    "法规文号",
    "文件文号",
    "文书字号",
    "文件字号",
)
_TITLE = (
    "标题",
    "发文标题",
    "名称",
    "中文名",
    "信息名称",
    "文件名称",
    "公文名称",
    "法规名称",
    "法规标题",
)
_REACH, _FIRST, _FEWEST = 40, 3, 3
"""Blocks among which the table stands, those that may stand above it, and its lines at least."""
_LATEST, _SHORT = 14, 30
"""Lines of a page that may stand above the table, and their characters at most."""
_APART = 3
_TITLE_LINES = 4
_STATE = re.compile(
    "^[【\\[](?:[已现][^【】\\[\\]]{1,4}|有效|失效|废止|部分[^【】\\[\\]]{1,4})[】\\]]"
)
"""How a portal marks a title by what became of its text."""
_SITES = ("网站", "网", "平台", "公众号")
"""What portals name as their source: no body that issues."""
_MARKS = frozenset("：:|】）")
_LONGEST_VALUE, _LONGEST_ROW = 60, 200
_REGISTER = (
    "统一编号",
    "统一登记编号",
    "规范性文件统一编号",
    "规范性文件编号",
    "规范性文件登记号",
    "登记号",
    "备案号",
)


@dataclass(frozen=True, slots=True)
class Portal:
    """What the table says; null or empty where it says nothing."""

    number: Found[DocumentNumber] | None = None
    title: Found[str] | None = None
    issuers: tuple[Found[str], ...] = ()
    issued_on: Found[dt.date] | None = None
    published_on: Found[dt.date] | None = None
    subject_terms: tuple[Found[str], ...] = ()
    register_number: Found[str] | None = None


def read_portal(document: Document, blocks: Sequence[Block]) -> Portal:
    """Read the table: a label and its value on one line or on two."""
    cells = _cells(blocks)
    title = _cell(cells, *_TITLE)
    issuer = _cell(cells, *_ISSUER)
    number = _cell(cells, *_NUMBER)
    if number and (badge := behind_badge(number[0].text[slice(*number[1])])):
        number = number[0], (number[1][0] + badge, number[1][1])
    parsed = parse_number(number[0].text[slice(*number[1])]) if number else None
    return Portal(
        number=found(document, *number, "head.portal", _SURE, parsed.number)
        if number and parsed
        else None,
        title=_text(document, _without_state(title)),
        issuers=_bodies(document, issuer, _sure(cells, _ISSUER)),
        issued_on=_date(document, _cell(cells, *_ISSUED), _sure(cells, _ISSUED)),
        published_on=_date(document, _cell(cells, *_PUBLISHED)),
        subject_terms=_terms(document, _cell(cells, "主题词")),
        register_number=_text(document, _cell(cells, *_REGISTER)),
    )


def _cells(blocks: Sequence[Block]) -> dict[str, tuple[Block, tuple[int, int]]]:
    cells: dict[str, tuple[Block, tuple[int, int]]] = {}
    for i, block in enumerate(blocks):
        match = particular(block.text)
        if not match:
            continue
        if match["value"]:
            start, end = match.span("value")
            inner = _inner_cells(block, start)
            end = min((label for label, _, _ in inner), default=end)
            cells.setdefault(match["label"], (block, (start, end)))
            for label, a, b in inner:
                cells.setdefault(block.text[label:a].rstrip("：:"), (block, (a, b)))
        elif i + 1 < len(blocks) and not particular(blocks[i + 1].text):
            cells.setdefault(match["label"], (blocks[i + 1], (0, len(blocks[i + 1].text))))
    return cells


def _inner_cells(block: Block, start: int) -> list[tuple[int, int, int]]:
    """Further labels on the row of one, set apart by blanks (公开形式 主动公开 文号 云科〔2015〕4号): where
    each starts, and the span of its value."""
    if len(block.text) > _LONGEST_ROW:
        return []
    cuts = [*(gap for gap in sorted(block.gaps) if gap > start), len(block.text)]
    labels = [(a, m) for a in cuts[:-1] if (m := particular(block.text[a:])) and m["value"]]
    ends = [a for a, _ in labels][1:] + [len(block.text)] * bool(labels)
    return [
        (a, a + match.start("value"), end) for (a, match), end in zip(labels, ends, strict=True)
    ]


def particular(text: str) -> re.Match[str] | None:
    """The label and the value of a line of the table, apart or run together."""
    return rule("head.portal").search(text) or rule("head.portal_run_on").search(text)


def portal_table(blocks: Sequence[Block]) -> tuple[int, int]:
    """The span of a portal's table of particulars at the top of the file; empty without one."""
    labels = _labels(blocks)
    if len(labels) < _FEWEST or not (labels[0] <= _FIRST or _is_furniture(blocks[: labels[0]])):
        return 0, 0
    last = labels[-1]
    match = particular(blocks[last].text)
    following = blocks[last + 1 : last + 1 + _TITLE_LINES]
    if match and not match["value"] and following and _is_value(match["label"], following):
        last += 1
    return labels[0], last + 1


def _is_furniture(blocks: Sequence[Block]) -> bool:
    """Whether the lines above the table are menus and buttons of a page, without layout."""
    return len(blocks) <= _LATEST and all(
        block.left is None
        and ems(block.text) <= _SHORT
        and not block.text.endswith(("。", "：", "；"))
        and not find_dates(block.text)
        for block in blocks
    )


def _labels(blocks: Sequence[Block]) -> list[int]:
    """The lines of the table; one without a colon only close behind another one."""
    found: list[int] = []
    for i, block in enumerate(blocks[:_REACH]):
        match = particular(block.text)
        if match is None:
            if len(found) >= _FEWEST and (is_addressee(block.text) or block.text.endswith("。")):
                break  # the text has begun: 主题词 below it is no label of the table
            continue
        marked = block.text[match.end("label") :][:1] in _MARKS
        if marked or i - (found[-1] if found else 0) <= _APART:
            found.append(i)
    return found


def _is_value(label: str, following: Sequence[Block]) -> bool:
    """Whether the block behind the last label of the table is its value, and no part of a head."""
    block = following[0]
    if len(block.text) > _LONGEST_VALUE or is_addressee(block.text):
        return False
    if parse_number(block.text):
        return label in _NUMBER
    if label.endswith(("日期", "时间")) or parse_date(block.text):
        return label.endswith(("日期", "时间")) and bool(find_dates(block.text))
    if block.gaps:
        return True
    return not is_body(strip_head_word(block.text)) and not title_after(following, 0)


def _cell(
    cells: dict[str, tuple[Block, tuple[int, int]]], *labels: str
) -> tuple[Block, tuple[int, int]] | None:
    return next((cells[label] for label in labels if label in cells), None)


def _without_state(
    cell: tuple[Block, tuple[int, int]] | None,
) -> tuple[Block, tuple[int, int]] | None:
    if cell is None:
        return None
    block, (start, end) = cell
    state = _STATE.match(block.text[start:end])
    return block, (start + (state.end() if state else 0), end)


def _text(document: Document, cell: tuple[Block, tuple[int, int]] | None) -> Found[str] | None:
    if cell is None:
        return None
    return found(document, *cell, "head.portal", _SURE, cell[0].text[slice(*cell[1])])


def _sure(cells: Mapping[str, object], labels: Sequence[str]) -> float:
    """How sure the value of the first of several labels is that the table has."""
    first = next((label for label in labels if label in cells), None)
    return _PAGE_SAYS if first in _OF_THE_PAGE else _SURE


def _bodies(
    document: Document, cell: tuple[Block, tuple[int, int]] | None, sure: float
) -> tuple[Found[str], ...]:
    if cell is None:
        return ()
    part = cell[0].cut(*cell[1])
    return tuple(
        found(document, part, (a, b), "head.portal", sure, part.text[a:b])
        for a, b in body_names(part) or split_bodies(part.text, part.gaps)
        if not part.text[a:b].endswith(_SITES)
    )


def _date(
    document: Document, cell: tuple[Block, tuple[int, int]] | None, sure: float = _SURE
) -> Found[dt.date] | None:
    if cell is None:
        return None
    block, (start, end) = cell
    matches = [m for m in find_dates(block.text) if start <= m.start and m.end <= end]
    if len(matches) == 1:
        span = matches[0].start, matches[0].end
        return found(document, block, span, "head.portal", sure, matches[0].date)
    bare = None if matches else parse_date(block.text[start:end])
    span = start, end
    return found(document, block, span, "head.portal", _BARE, bare.date) if bare else None


def _terms(
    document: Document, cell: tuple[Block, tuple[int, int]] | None
) -> tuple[Found[str], ...]:
    if cell is None:
        return ()
    block, (start, end) = cell
    cuts = sorted({start, end} | {gap for gap in block.gaps if start < gap < end})
    return tuple(
        found(document, block, (a, b), "head.portal", _SURE, block.text[a:b])
        for a, b in pairwise(cuts)
    )
