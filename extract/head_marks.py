"""The marks above a head: 份号, 密级 with its term, 紧急程度, 规范性文件统一编号."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .found import found
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Found
    from .document import Block, Document
    from .zones import Zones

_DASHES = str.maketrans("—_", "--")
_ELSEWHERE = 0.8
"""How sure a mark is that stands in no head: over an annex, it is that of the annex at least."""


def read_marks(document: Document, zones: Zones) -> dict[str, Found[str]]:
    """copy_number, secrecy, secrecy_term, urgency, register_number."""
    return _marks(document, zones) | _register(document, zones)


def _marks(document: Document, zones: Zones) -> dict[str, Found[str]]:
    marks: dict[str, Found[str]] = {}
    for field in ("copy_number", "urgency"):
        name = f"head.{field}"
        for block in zones.head:
            if match := rule(name).search(block.text):
                sure = rule(name).confidence
                span = match.span("value")
                marks[field] = found(document, block, span, name, sure, match["value"])
                break
    return marks | (_secrecy(document, zones.head) or _secrecy(document, zones.blocks, inner=True))


def _secrecy(
    document: Document, blocks: Sequence[Block], *, inner: bool = False
) -> dict[str, Found[str]]:
    """The mark and its term; `inner`: outside the head, where words alone (机密) are no mark."""
    name = "head.secrecy"
    sure = _ELSEWHERE if inner else rule(name).confidence
    for block in blocks:
        match = rule(name).search(block.text)
        if match is None or not (not inner or match["star"] or match["bare_term"]):
            continue
        marks = {"secrecy": found(document, block, match.span("value"), name, sure, match["value"])}
        group = "term" if match["term"] else "bare_term"
        if match[group]:
            term = found(document, block, match.span(group), name, sure, match[group])
            marks["secrecy_term"] = term
        return marks
    return {}


def _register(document: Document, zones: Zones) -> dict[str, Found[str]]:
    """规范性文件统一编号: above the head, or beside its word in the head or the notes."""
    name = "head.register"
    for block in [*zones.head, *zones.dated, *zones.notes, *zones.unplaced, *zones.imprint]:
        match = rule(name).search(block.text)
        group = match.lastgroup if match else None
        if match is None or group is None or (group == "bare" and block not in zones.head):
            continue
        value = match[group].translate(_DASHES)
        sure = rule(name).confidence
        return {"register_number": found(document, block, match.span(group), name, sure, value)}
    return {}
