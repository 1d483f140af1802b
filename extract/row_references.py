"""The reference that a row of a list of documents makes, with the fate its list tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import replace
from .circular import Reference
from .effect_days import NO_DAYS, Days
from .reference_parts import reference_key

if TYPE_CHECKING:
    from .document import Document
    from .list_rows import Row
    from .listed import Fate
    from .reference_state import Source


def row_reference(
    document: Document, row: Row, fate: Fate, source: Source, clause: str | None
) -> Reference:
    """The reference a row of a list makes; `clause` is where the list stands (附件1)."""
    told = row.fate or fate
    effective = told.effective and not source.draft
    relation = told.relation if effective else "cites"
    mention = row.mention
    if relation == "amends" and row.amended:
        mention = replace(mention, target_clause=row.amended)
    days = (told.days if told.days != NO_DAYS else fate.days) if effective else NO_DAYS
    if relation in ("extends", "confirms"):
        days = Days(days.effective_on, row.last or days.until)
    pieces = [(block, 0, len(block.text)) for block in row.blocks]
    evidence = document.evidence_over(pieces, "list.of_fate", told.confidence)
    quote = "".join(block.text for block in row.blocks)
    target = mention.target
    scope = row.note or (None if mention.target_clause else told.scope)
    sure = min([told.confidence, *(item.confidence for item in evidence)])
    return Reference(
        key=reference_key(relation, target, clause, mention.target_clause),
        relation=relation,
        title=target[0],
        number=target[1],
        issuer=None,
        clause=clause,
        quote=quote,
        confidence=round(sure, 4),
        evidence=evidence,
        target_clause=mention.target_clause,
        partial=mention.target_clause is not None or scope is not None,
        scope=scope,
        effective_on=days.effective_on,
        until=days.until,
        effective=effective,
    )
