"""Annexes of a document named with their names: 《A》附件1《表》、附件2《图》, and the parts of an
annex: 《A》附件2《表》第五条."""

from __future__ import annotations

import re

from .rulebook import rule

_ANNEX = re.compile("附[件表][^、，]{0,3}$")
_NAME = re.compile("即?《[^《》]{2,40}》(?:（以下简称《[^《》]{2,20}》）|(?!（))")
"""The name of an annex behind its mark: part of the document it is an annex of."""
_NEXT = re.compile("(?:、|和|及|以及)(?P<parts>附[件表][0-9一二三四五六七八九十]{1,2})")
_WITHIN = re.compile("(?:填[表报写]说明|说明|注释|备注)?[中的]?(?=第)")
_MOST = 12


def with_annexes(text: str, parts: str, end: int) -> tuple[str, int]:
    """Parts that end at `end` with the further annexes that are named behind them, and where the
    last name ends."""
    for _ in range(_MOST):
        named = _NAME.match(text, end) if _ANNEX.search(parts) else None
        if named is None:
            break
        end = named.end()
        if (lead := _WITHIN.match(text, end)) and (
            inner := rule("reference.part").match(text, lead.end())
        ):
            parts, end = parts + lead[0] + inner["parts"], inner.end()
        more = _NEXT.match(text, end)
        if more is None:
            break
        parts, end = f"{parts}、{more['parts']}", more.end()
    return parts, end
