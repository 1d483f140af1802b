"""Amounts and deadlines of a norm, as circulars hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..ingest.values import dataclass

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number a norm names: `value` a decimal (money in 元), `unit` with its per (元/人/天)."""

    kind: Literal["money", "rate", "count", "duration", "threshold"]
    value: str
    unit: str | None
    bound: Literal["exact", "min", "max"]
    per: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Within:
    """A deadline counted from an event: 10 工作日 from 收到本通知.

    `direction`: in the time that follows the event (`after`: 完工后30日内), no later than that long
    ahead of it (`before`: 开工前30日, 提前15日), in the last such time ahead of it (`within_before`:
    届满前30日内).
    """

    value: int
    unit: str
    start: str | None = None
    direction: Literal["after", "before", "within_before"] = "after"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day, a length of time from an event, or a day that comes again (每月5日以前)."""

    text: str
    on: dt.date | None = None
    within: Within | None = None
    recurring: str | None = None
