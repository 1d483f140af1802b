"""Who may end what (relations.md, "What the end of one document does to others")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ..extract.regions import leading_region

if TYPE_CHECKING:
    from collections.abc import Sequence

Entitled = Literal["yes", "joint", "no"]
Kind = Literal["government", "office", "department"]

_RANK = {"国": 0, "省": 1, "市": 2, "县": 3, "乡": 4}
_PLACE = re.compile(
    r"(?P<province>[^省市县区州盟旗]{2,4}(?:省|自治区))?"
    r"(?P<city>[^省市县区州盟旗]{2,6}(?:市|自治州|州|盟))?"
    r"(?P<county>[^省市县区州盟旗]{1,8}(?:自治县|县|区|旗))?"
)
_STATE = re.compile("国家|国务院|国务会议|中华人民共和国|中共中央|中央|全国|最高人民")
_MINISTRY = re.compile(r"(?:部|总局|总署|署|委员会|银行)(?:办公厅)?$")
_OFFICE = re.compile(r"(?:人民政府|国务院|政府)办公[厅室]$")
_GOVERNMENT = re.compile(r"(?:人民政府|国务院|国务会议|政府|革命委员会|人民委员会)$")
"""Governments, by their names of other years too (人民委员会 till 1968, 革命委员会 till 1979)."""
_STEM_END = re.compile("[发函规字通告复文电明办审批]+$")


@dataclass(frozen=True, slots=True)
class Office:
    """A body by its place (province, city, county; null where not said), level and kind."""

    name: str
    place: tuple[str | None, str | None, str | None]
    level: int | None
    kind: Kind


@lru_cache(maxsize=8192)
def office(name: str) -> Office:
    """A body from its name."""
    plain = re.sub(r"\s+", "", name).removeprefix("原").removeprefix("中共")
    kind: Kind = "department"
    if _OFFICE.search(plain):
        kind = "office"
    elif _GOVERNMENT.search(plain):
        kind = "government"
    region, at = leading_region(plain)
    if at and region.level:
        place = (region.province, region.city, region.county)
        return Office(plain, place, _RANK[region.level], kind)
    if _STATE.match(plain):
        return Office(plain, (None, None, None), 0, kind)
    match = _PLACE.match(plain)
    place = (match["province"], match["city"], match["county"]) if match else (None, None, None)
    level = max((i + 1 for i, part in enumerate(place) if part), default=None)
    if level is None and _MINISTRY.search(plain):
        level = 0
    return Office(plain, place, level, kind)


def encloses(higher: Office, lower: Office) -> bool:
    """Whether one body's place holds the other's, or nothing known says that it does not."""
    if higher.level is None or lower.level is None:
        return False
    return higher.level <= lower.level and all(
        a is None or b is None or a == b for a, b in zip(higher.place, lower.place, strict=True)
    )


def _same(one: Office, other: Office) -> bool:
    return one.name == other.name or (
        one.kind == other.kind != "department" and one.level == other.level and encloses(one, other)
    )


def _over(one: Office, other: Office, *, approved: bool) -> bool:
    """Whether a body stands over another: a government over its departments and what lies below;
    its office where it speaks for it (经…同意)."""
    if one.kind == "department" or (one.kind == "office" and not approved):
        return False
    if not encloses(one, other):
        return False
    below = one.level is not None and other.level is not None and one.level < other.level
    return below or other.kind != "government" or one.kind == "office"


def stem(prefix: str) -> str:
    """What a number's prefix says of its body: 职培署函 → 职培署."""
    return _STEM_END.sub("", re.sub("[（）()]", "", prefix)) or prefix


def stems_agree(one: str, other: str) -> bool:
    """Whether two prefixes can be of one body: 岭水规, 岭水管字. One 代字 of a single sign is not
    enough."""
    a, b = sorted((stem(one), stem(other)), key=len)
    return len(a) >= 2 and b.startswith(a)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an effect: issuers, and the prefixes (代字) of its numbers."""

    issuers: tuple[str, ...]
    prefixes: tuple[str, ...] = ()


def entitled(by: Side, target: Side, *, approved: bool, succeeded: bool) -> Entitled:
    """Whether one document may end another.

    `approved`: it speaks for its government (经省政府同意); `succeeded`: it calls the target's issuer
    a former body (原省水利厅) whose place it took. `joint`: only some of several joint issuers.
    """
    if not target.issuers:
        return _by_prefix(by, target, approved=approved)
    makers = [office(name) for name in by.issuers]
    owners = [office(name) for name in target.issuers]
    reached = [
        owner
        for owner in owners
        if any(
            _same(one, owner)
            or _over(one, owner, approved=approved)
            or (succeeded and one.level == owner.level and encloses(one, owner))
            for one in makers
        )
    ]
    if len(reached) == len(owners):
        return "yes"
    if reached:
        return "joint"
    return "yes" if _renamed(by, target, makers, owners) else "no"


def _renamed(by: Side, target: Side, makers: Sequence[Office], owners: Sequence[Office]) -> bool:
    """Whether the numbers show one body under two names: 岭水字, 岭水规; 岭水管字 may be another."""
    same_place = any(
        a.kind == b.kind == "department" and a.level == b.level and encloses(a, b)
        for a in makers
        for b in owners
    )
    return same_place and any(stem(a) == stem(b) for a in by.prefixes for b in target.prefixes)


def _by_prefix(by: Side, target: Side, *, approved: bool) -> Entitled:
    """Of a document whose issuer nothing names, the numbers have to agree."""
    makers = [office(name) for name in by.issuers]
    governing = any(_over_prefix(one, approved=approved) for one in makers)
    if makers and not governing and all(one.kind == "office" for one in makers):
        return "yes" if any("办" in prefix for prefix in target.prefixes) else "no"
    pairs = [(a, b) for a in by.prefixes for b in target.prefixes]
    if any(stems_agree(a, b) or (governing and a[0] == b[0]) for a, b in pairs):
        return "yes"
    return "no" if pairs or not governing else "yes"


def _over_prefix(one: Office, *, approved: bool) -> bool:
    return one.kind == "government" or (one.kind == "office" and approved)
