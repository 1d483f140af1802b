"""References of one text put together: one for each target, relation and clause, each with its key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .reference_parts import reference_key
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .circular import Reference

_BY_THIS = re.compile("》(?:等[^，。；]{1,20})?，?根据本(?:决定|通知|公告|令)")
_SAID = {"amends": 2, "cites": 1}
"""How often a text must be said to be amended for its close to tell nothing new."""


def told_once(found: list[Reference]) -> list[Reference]:
    """The references without what closes an amending decision (《甲》根据本决定作相应修改) where its
    start said that the text is amended."""
    amended = [one.title for one in found if one.relation == "amends" and one.target_clause is None]
    return [
        one
        for one in found
        if one.relation not in _SAID
        or amended.count(one.title) < _SAID[one.relation]
        or not _BY_THIS.search(one.quote)
    ]


def _listed_again(found: Sequence[Reference]) -> list[Reference]:
    """The references without what a sentence names first of several by its title alone, where the
    list below it tells the number too: 废止《甲》等5件文件：1.《甲》（云财〔2008〕1号）."""
    numbered = {(one.relation, one.title) for one in found if one.number and one.title}
    return [
        one
        for one in found
        if one.number
        or one.relation == "amends"
        or (one.relation, one.title) not in numbered
        or not rule("list.intro_several").search(one.quote)
    ]


def together(found: Sequence[Reference]) -> list[Reference]:
    """One reference for each target, relation and clause; the parts meant are joined, what is
    said of the whole and of a part stays apart, and what is told of other matters or days."""
    merged: dict[tuple[object, ...], Reference] = {}
    for item in _listed_again(found):
        whole = item.target_clause is None
        target = item.title, item.number
        same: tuple[object, ...]
        same = (item.relation, *target, item.clause, whole, item.scope, item.partial)
        first = merged.get(same)
        if first and not whole and _days_differ(first, item):
            same = (*same, item.effective_on, item.until)
            first = merged.get(same)
        if first is None:
            merged[same] = item
            continue
        parts = _joined(first.target_clause, item.target_clause)
        merged[same] = replace(
            first,
            target_clause=parts,
            key=reference_key(first.relation, target, first.clause, parts),
            until=first.until or item.until,
            effective_on=first.effective_on or item.effective_on,
            approved_by=first.approved_by or item.approved_by,
            effective=first.effective and item.effective,
            evidence=first.evidence
            if parts == first.target_clause
            else first.evidence + item.evidence,
        )
    return list(_told_apart(merged.values()))


def _told_apart(found: Iterable[Reference]) -> Iterator[Reference]:
    """References with keys of their own: of several to one part those behind the first have the
    matter or the days in theirs."""
    taken: set[str] = set()
    for item in found:
        key = item.key
        for more in (item.scope, f"{item.effective_on}–{item.until}", item.quote):
            if key in taken:
                part = "|".join(filter(None, (item.target_clause, more)))
                key = reference_key(item.relation, (item.title, item.number), item.clause, part)
        taken.add(key)
        yield item if key == item.key else replace(item, key=key)


def _days_differ(first: Reference, item: Reference) -> bool:
    """Whether two references tell other days."""
    days = (first.effective_on, item.effective_on), (first.until, item.until)
    return any(one and other and one != other for one, other in days)


def _joined(first: str | None, more: str | None) -> str | None:
    if first is None or more is None:
        return first or more
    parts = first.split("、")
    return "、".join([*parts, *(part for part in more.split("、") if part not in parts)])
