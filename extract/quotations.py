"""What stands within “…”: the wording a sentence speaks of, nothing that it says itself."""

from __future__ import annotations

import re
from bisect import bisect_right

_QUOTATION = re.compile("“[^”]*”")


def emptied(text: str, holding: str = "") -> str:
    """A text with the quotations that hold a mark (any, by default) as “”."""
    end = _last(text)
    head = _QUOTATION.sub(lambda match: "“”" if holding in match[0] else match[0], text[:end])
    return head + text[end:]


def quotations(text: str) -> list[tuple[int, int]]:
    """The spans of the quotations in a text, in order."""
    return [match.span() for match in _QUOTATION.finditer(text, 0, _last(text))]


def quotation_at(spans: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """Of `spans`, that in which the place `at` lies."""
    n = bisect_right(spans, (at, at))
    return spans[n - 1] if n and at < spans[n - 1][1] else None


def _last(text: str) -> int:
    """Behind the last ”: no mark opened there is looked along for its end."""
    return text.rfind("”") + 1
