"""What is told of a page of the file: how it was read, and what is wrong with its scan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..ingest.values import dataclass

if TYPE_CHECKING:
    from ..ingest.page import Box


@dataclass(frozen=True, slots=True)
class PageStep:
    """What was done to a page's image before it was read, and what was measured for it."""

    code: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class PageFinding:
    """Something wrong with a scan (DA/T 31-2017): what was measured, and where; null where
    nothing is."""

    code: str
    severity: Literal["error", "warning", "info"]
    value: float | None = None
    unit: str | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page of the file: its size in points as shown, its resolution where it is an image."""

    page: int
    width: float
    height: float
    origin: str
    dpi: float | None = None
    steps: tuple[PageStep, ...] = ()
    findings: tuple[PageFinding, ...] = ()
