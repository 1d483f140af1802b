"""The clause of a plan that lists what it was drawn up by (1.2 编制依据), often without a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import replace
from .reference_parts import reference_key
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Reference
    from .paragraphs import Paragraph


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
            below = (paragraph.clause or "").startswith(self.clause or "-")
            self.open = below and rule("relation.basis_row").match(paragraph.text) is not None
        return [_based_on(item) for item in found] if self.open else list(found)


def _based_on(item: Reference) -> Reference:
    if item.relation != "cites" or not item.effective:
        return item
    key = reference_key("based_on", (item.title, item.number), item.clause, item.target_clause)
    return replace(item, relation="based_on", key=key)
