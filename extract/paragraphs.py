"""The paragraphs of a body with the clause each stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .circular import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Evidence
    from .clauses import Body
    from .document import Block, Document
    from .found import Joined

LONGEST_PARAGRAPH = 50_000
"""Characters of a paragraph that are read for references and class rules, of a list of copies that
are read for names."""
LONGEST_SENTENCE = 1_200
"""Characters up to which a sentence is read for norms."""
_TOO_LONG = re.compile(f"[^。；！？]{{{LONGEST_SENTENCE + 1}}}")


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
        return document.evidence_over(self.joined.pieces(*span), name, sure)


def length_issues(body: Body, imprint: Sequence[Block]) -> tuple[Issue, ...]:
    """A doubt for a body with a paragraph or sentence, and for an imprint with a list, that is too
    long to be read to its end: no circular has one, but files without line breaks or marks do."""
    long = next((p.text for p in body.paragraphs if _is_too_long(p.text)), "")
    copies = "".join([block.text for block in imprint])
    found = ("clauses", long), ("copied_to", copies if len(copies) > LONGEST_PARAGRAPH else "")
    return tuple(
        Issue("text_too_long", "warning", field, f"too long to be read to its end: {text[:20]}…")
        for field, text in found
        if text
    )


def _is_too_long(text: str) -> bool:
    if len(text) <= LONGEST_SENTENCE:
        return False
    return len(text) > LONGEST_PARAGRAPH or _TOO_LONG.search(text) is not None
