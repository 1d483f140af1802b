"""What stands where the scan cuts its page off is in doubt: the rest of a word may be missing.

Nothing in the reading shows it: an engine reads 水〔2024〕29号 of 清水〔2024〕29号 as surely as all of
it. A page whose print touches the edge has the finding `cut_edge`.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from ..ingest.page import TOUCHING
from ..ingest.values import replace
from .circular import Circular, Evidence, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..ingest.page import Page
    from .document import Document, Placed

CUT = 0.6
"""How sure a value may be that begins or ends at an edge where the page is cut off."""
_APART = frozenset({"issues", "seen_pages", "candidates", "text_span"})

Span = tuple[int, int]


def with_cut_edges(document: Document, circular: Circular) -> Circular:
    """The circular, less sure of what touches the edge of a page that is cut off: an issue for
    each field, which names the pages."""
    edges = _edges(document)
    if not edges:
        return circular
    changes: dict[str, Any] = {}
    issues: list[Issue] = []
    for item in fields(circular):
        value = getattr(circular, item.name)
        if item.name in _APART or (made := _doubted(value, edges)) is value:
            continue
        changes[item.name] = made
        pages = sorted({edges[span] for span in _touched(value, edges)})
        where = ", ".join(map(str, pages))
        message = f"it stands at the edge of page {where}: part of it may be cut off"
        issues.append(Issue("cut_off", "warning", item.name, message))
    return replace(circular, **changes, issues=(*circular.issues, *issues)) if changes else circular


def _edges(document: Document) -> dict[Span, int]:
    """The characters that touch the edge of a page with that finding, and the pages."""
    cut = {id(page) for page in document.pages if _is_cut(page)}
    return {
        span: placed.page.number
        for placed in (document.lines if cut else ())
        if id(placed.page) in cut and placed.line.text.strip()
        for span in _touching(placed)
    }


def _is_cut(page: Page) -> bool:
    return any(finding.code == "cut_edge" for finding in page.findings)


def _touching(placed: Placed) -> Iterator[Span]:
    page, box = placed.page, placed.line.box
    if box is None or placed.line.kind == "page_number":
        return
    width, height = page.sheet_size if page.sheet_size and page.left else (page.width, page.height)
    if box[0] < TOUCHING:
        yield placed.start, placed.start + 1
    if box[2] > width - TOUCHING:
        yield placed.end - 1, placed.end
    if box[1] < TOUCHING or box[3] > height - TOUCHING:
        yield placed.start, placed.end


def _doubted(value: Any, edges: dict[Span, int]) -> Any:
    """A value less sure where its evidence touches an edge; itself where none does."""
    if isinstance(value, tuple):
        made = tuple(_doubted(item, edges) for item in value)
        same = all(one is other for one, other in zip(made, value, strict=True))
        return value if same else made
    if isinstance(value, Evidence):
        cut = value.confidence > CUT and _overlaps(value, edges)
        return replace(value, confidence=CUT) if cut else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {
        item.name: made
        for item in fields(value)
        if item.init and item.name not in _APART
        for old in [getattr(value, item.name)]
        if (made := _doubted(old, edges)) is not old
    }
    if "evidence" in changes and getattr(value, "confidence", 0.0) > CUT:
        changes["confidence"] = CUT
    return replace(value, **changes) if changes else value


def _touched(value: Any, edges: dict[Span, int]) -> Iterator[Span]:
    """The edges that the evidence of a value touches."""
    if isinstance(value, Evidence):
        yield from _overlaps(value, edges)
    elif isinstance(value, tuple):
        for item in value:
            yield from _touched(item, edges)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            if item.name not in _APART:
                yield from _touched(getattr(value, item.name), edges)


def _overlaps(item: Evidence, edges: dict[Span, int]) -> Sequence[Span]:
    if item.span is None:
        return []
    start, end = item.span
    return [span for span in edges if span[0] < end and start < span[1]]
