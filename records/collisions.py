"""Different circulars under one number: told apart, so that no id ever names two.

A body may count anew (a series of each office, a misprint), and a misread number may be another's.
Readings of one circular are alike in title and do not differ in date.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .ids import Heading

Key = tuple[str, int]
_ALIKE = 0.85
"""Titles this alike are readings of one: three characters of twenty."""
_MARKS = re.compile(r"[^\w]")
_DIGITS = re.compile(r"[0-9]+")


def tell_apart(items: Sequence[tuple[str, Heading]]) -> dict[Key, tuple[str, tuple[str, ...]]]:
    """For circulars that would share an id: what to put behind it, and the keys of the others.

    `items` are id and naming fields; ids of one circular, and of its readings, are left out.
    """
    groups: dict[str, list[Heading]] = defaultdict(list)
    for name, item in sorted(items, key=lambda pair: pair[1].key):
        groups[name].append(item)
    told: dict[Key, tuple[str, tuple[str, ...]]] = {}
    for group in groups.values():
        circulars = _circulars(group)
        if len(circulars) < 2:
            continue
        for mark, members in zip(_marks(circulars), circulars, strict=True):
            keys = {member.key for member in members}
            others = tuple(f"{i.sha256}:{i.part}" for i in group if i.key not in keys)
            told |= dict.fromkeys(keys, (mark, others))
    return told


def _circulars(group: Sequence[Heading]) -> list[list[Heading]]:
    """The readings of each circular together, in the order of their first keys.

    What lacks title or date belongs to the one circular that it does not differ from.
    """
    if len({(item.title, item.issued_on) for item in group}) == 1:
        return [list(group)]
    whole = [item for item in group if item.title and item.issued_on]
    found: list[list[Heading]] = []
    for item in whole:
        near = [cluster for cluster in found if any(_same(item, other) for other in cluster)]
        merged = [item, *(member for cluster in near for member in cluster)]
        found = [cluster for cluster in found if cluster not in near] + [merged]
    left: list[tuple[Heading, list[list[Heading]]]] = [
        (item, [c for c in found if any(_same(item, other) for other in c)])
        for item in group
        if not (item.title and item.issued_on)
    ]
    loose: dict[tuple[str | None, str | None], list[Heading]] = defaultdict(list)
    for item, near in left:
        if len(near) == 1:
            near[0].append(item)
        else:
            loose[item.title, item.issued_on].append(item)
    for cluster in _joined(list(loose.values())):
        found.append(cluster)
    return sorted((sorted(c, key=lambda item: item.key) for c in found), key=lambda c: c[0].key)


def _joined(loose: list[list[Heading]]) -> list[list[Heading]]:
    """What is known only in part and differs nowhere is one circular, when all of it is."""
    items = [item for cluster in loose for item in cluster]
    alike = all(_same(one, other) for one in items for other in items)
    return [items] if items and alike else loose


def _same(one: Heading, other: Heading) -> bool:
    """Whether two may be readings of one circular: nothing known of both differs."""
    if one.issued_on and other.issued_on and one.issued_on != other.issued_on:
        return False
    if not one.title or not other.title or one.title == other.title:
        return True
    a, b = _MARKS.sub("", one.title), _MARKS.sub("", other.title)
    if a == b:
        return True
    if _DIGITS.findall(a) != _DIGITS.findall(b):
        return False
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _marks(circulars: Sequence[Sequence[Heading]]) -> list[str]:
    """What stands behind the id of each: its date where these tell all apart, else the title."""
    dates = [
        min((i.issued_on for i in members if i.issued_on), default="") for members in circulars
    ]
    if all(dates) and len(set(dates)) == len(dates):
        return [f"#{date}" for date in dates]
    made = []
    for members in circulars:
        title = min((item.title for item in members if item.title), default=None)
        named = title or f"{members[0].sha256}:{members[0].part}"
        made.append("#" + hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:8])
    if len(set(made)) == len(made):
        return made
    return [f"#{date or '不详'}/{mark[1:]}" for date, mark in zip(dates, made, strict=True)]
