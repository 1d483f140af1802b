"""The clause of a plan that lists what it was drawn up by (1.2 编制依据), often without a verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .reference_parts import reference_key
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Reference
    from .paragraphs import Paragraph


_COUNT_GOES_ON = re.compile("[0-9]{2}|[一二三四五六七八九十]{2}")


class BasisClause:
    """Whether the paragraphs read, in order, stand below such a heading."""

    def __init__(self) -> None:
        self.clause: str | None = None
        self.open = False

    def told(self, paragraph: Paragraph, found: Sequence[Reference]) -> list[Reference]:
        """The references of a paragraph; what it only names is what the text is based on there."""
        heading = rule("relation.basis_heading").match(paragraph.text)
        if heading:
            self.open, self.clause = True, paragraph.clause
        elif self.open and paragraph.clause != self.clause:
            self.open = self._is_below(paragraph.clause) and bool(
                rule("relation.basis_row").match(paragraph.text)
            )
        return [_based_on(item) for item in found] if self.open else list(found)

    def _is_below(self, clause: str | None) -> bool:
        """Whether a clause is one of those under the heading: 十（一） under 十, 十一 not."""
        if clause is None or self.clause is None or not clause.startswith(self.clause):
            return False
        return _COUNT_GOES_ON.match(clause, len(self.clause) - 1) is None


def _based_on(item: Reference) -> Reference:
    if item.relation != "cites" or not item.effective:
        return item
    key = reference_key("based_on", (item.title, item.number), item.clause, item.target_clause)
    return replace(item, relation="based_on", key=key)
