"""The table of particulars that a government portal prints above a circular."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .bodies import split_bodies
from .dates import find_dates
from .found import found
from .numbers import parse_number
from .rulebook import rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from .circular import DocumentNumber, Found
    from .document import Block, Document

_SURE = 0.95
_ISSUER = ("发文机关", "发文机构", "发文单位", "发文部门", "制定机关", "发布机构", "颁布机构")
_ISSUED = ("成文日期", "成文时间", "发文日期", "发文时间", "生成日期", "颁布日期")
_PUBLISHED = ("发布日期", "发布时间", "公布日期", "公开日期")
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
    title = _cell(cells, "标题", "发文标题", "名称", "文件名称", "公文名称")
    issuer = _cell(cells, *_ISSUER)
    number = _cell(cells, "发文字号", "发文文号", "文号", "文件编号")
    parsed = parse_number(number[0].text[slice(*number[1])]) if number else None
    return Portal(
        number=found(document, *number, "head.portal", _SURE, parsed.number)
        if number and parsed
        else None,
        title=_text(document, title),
        issuers=_bodies(document, issuer),
        issued_on=_date(document, _cell(cells, *_ISSUED)),
        published_on=_date(document, _cell(cells, *_PUBLISHED)),
        subject_terms=_terms(document, _cell(cells, "主题词")),
        register_number=_text(document, _cell(cells, *_REGISTER)),
    )


def _cells(blocks: Sequence[Block]) -> dict[str, tuple[Block, tuple[int, int]]]:
    cells: dict[str, tuple[Block, tuple[int, int]]] = {}
    for i, block in enumerate(blocks):
        match = rule("head.portal").search(block.text)
        if not match:
            continue
        if match["value"]:
            cells.setdefault(match["label"], (block, match.span("value")))
        elif i + 1 < len(blocks) and not rule("head.portal").search(blocks[i + 1].text):
            cells.setdefault(match["label"], (blocks[i + 1], (0, len(blocks[i + 1].text))))
    return cells


def _cell(
    cells: dict[str, tuple[Block, tuple[int, int]]], *labels: str
) -> tuple[Block, tuple[int, int]] | None:
    return next((cells[label] for label in labels if label in cells), None)


def _text(document: Document, cell: tuple[Block, tuple[int, int]] | None) -> Found[str] | None:
    if cell is None:
        return None
    return found(document, *cell, "head.portal", _SURE, cell[0].text[slice(*cell[1])])


def _bodies(
    document: Document, cell: tuple[Block, tuple[int, int]] | None
) -> tuple[Found[str], ...]:
    if cell is None:
        return ()
    part = cell[0].cut(*cell[1])
    return tuple(
        found(document, part, (a, b), "head.portal", _SURE, part.text[a:b])
        for a, b in split_bodies(part.text, part.gaps)
    )


def _date(document: Document, cell: tuple[Block, tuple[int, int]] | None) -> Found[dt.date] | None:
    if cell is None:
        return None
    block, (start, end) = cell
    matches = [m for m in find_dates(block.text) if start <= m.start and m.end <= end]
    if len(matches) != 1:
        return None
    span = matches[0].start, matches[0].end
    return found(document, block, span, "head.portal", _SURE, matches[0].date)


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
