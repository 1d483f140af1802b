"""The paragraphs of a body with the clause each stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clauses import walk
from .found import Joined
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .circular import Clause, Evidence
    from .clauses import Body
    from .document import Document


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its blocks as one text, and the id of the clause it stands in."""

    joined: Joined
    clause: str | None

    @property
    def text(self) -> str:
        """Its tidied text."""
        return self.joined.text

    def evidence(
        self, document: Document, span: tuple[int, int], name: str, sure: float
    ) -> tuple[Evidence, ...]:
        """The evidence for a span of it, block by block."""
        return tuple(
            item
            for block, start, end in self.joined.pieces(*span)
            for item in document.evidence(block, start, end, name, sure)
        )


def read_paragraphs(body: Body, clauses: Sequence[Clause]) -> Iterator[Paragraph]:
    """The paragraphs in order. Behind a sentence that closes the body (特此通知) no clause is
    open until the next one starts."""
    starts = {
        clause.evidence[0].span[0]: clause.id
        for clause in walk(clauses)
        if clause.evidence and clause.evidence[0].span
    }
    clause: str | None = None
    for blocks_of_one in body.paragraphs:
        joined = Joined(blocks_of_one)
        if (at := blocks_of_one[0].span[0]) in starts:
            clause = starts[at]
        elif clause is not None and rule("closing.formula").search(joined.text):
            clause = None
        yield Paragraph(joined, clause)
