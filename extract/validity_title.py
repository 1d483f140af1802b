"""What a title and a portal say of a text's time: 试行, a plan's years, 实施时间."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .circular import Period, Validity
from .dates import find_dates
from .portal import particular
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Found
    from .document import Block, Document

_LONGEST_PLAN = 50
_FIRST_NUMBERED = 2006
"""The first year of 十一五."""
_START_LABELS = ("实施时间", "实施日期", "施行时间", "施行日期", "生效时间", "生效日期")
_PORTAL = 0.85
_EVENT = re.compile(r"(?P<event>(?:[㐀-鿿]{2}防控|疫情|应急响应|抗震救灾)期间)")


def title_times(title: Found[str] | None) -> list[Validity]:
    """What a text's own title says; a title inside it (关于印发〈…暂行办法〉的通知) is another's."""
    if title is None:
        return []
    text = title.value
    if not re.search(r"[12][09][0-9]{2}|试|暂|期间|十.五", text):
        return []
    carries = rule("validity.carries").search(text) is not None
    found: list[Validity] = []
    if not carries and rule("validity.trial").search(text):
        found.append(_of_title(title, Validity(trial=True), "validity.trial"))
    if not carries and (plan := _plan(title)):
        found.append(plan)
    inner = text.find("《")
    if (match := _EVENT.search(text)) and not 0 <= inner < match.start():
        value = Validity(until_event=match["event"])
        found.append(_of_title(title, value, "validity.event"))
    return found


def _plan(title: Found[str]) -> Validity | None:
    for name in ("validity.plan", "validity.five_year"):
        match = rule(name).search(title.value)
        if match is None or _is_reply(title.value):
            continue
        if name == "validity.plan":
            first, last = int(match["first"]), int(match["last"])
        else:
            first = _FIRST_NUMBERED + 5 * "一二三四五六".index(match["count"])
            last = first + 4
        if first <= last <= first + _LONGEST_PLAN:
            period = Period(dt.date(first, 1, 1), dt.date(last, 12, 31))
            return _of_title(title, Validity(plan_period=period), name)
    return None


def _is_reply(title: str) -> bool:
    """Whether a title that names a plan is not the plan's: 关于…规划（2018—2035年）的批复."""
    return (
        re.search(r"的(?:通知|批复|函|复函|请示|报告|决定|公告|通报|意见函|决议|说明)$", title)
        is not None
    )


def _of_title(title: Found[str], value: Validity, name: str) -> Validity:
    sure = min(title.confidence, rule(name).confidence)
    evidence = tuple(
        replace(item, rule=name, confidence=min(item.confidence, sure)) for item in title.evidence
    )
    return replace(value, confidence=round(sure, 4), evidence=evidence)


def portal_start(document: Document, blocks: Sequence[Block]) -> list[Validity]:
    """The day a portal gives as the start (实施时间); the text's own word comes before it."""
    for i, block in enumerate(blocks):
        match = particular(block.text)
        if match is None or match["label"] not in _START_LABELS:
            continue
        value = block if match["value"] else (blocks[i + 1] if i + 1 < len(blocks) else block)
        dates = find_dates(value.text)
        if len(dates) == 1:
            day = dates[0]
            evidence = document.evidence(value, day.start, day.end, "head.portal", _PORTAL)
            return [
                Validity(
                    effective_on=day.date, effective_basis="stated", confidence=_PORTAL,
                    evidence=evidence,
                )
            ]  # fmt: skip
    return []
