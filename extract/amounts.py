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
    """A deadline counted from an event: 10 工作日 from 收到本通知."""

    value: int
    unit: str
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day, a length of time from an event, or a day that comes again (每月5日以前)."""

    text: str
    on: dt.date | None = None
    within: Within | None = None
    recurring: str | None = None
