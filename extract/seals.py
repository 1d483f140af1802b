"""Seals (印章): whose they are, by the characters along their rings, and whether the circular is."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .bodies import is_body
from .circular import Circular, Evidence, Found, Issue, Seal
from .normalise import tight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ingest.page import Box, Mark, Page
    from .document import Document
    from .zones import Zones

_SURE = 0.9
"""How sure a ring must be read to say that a seal is another body's."""
_ALIKE, _OTHER = 0.75, 0.5
"""Likeness to an issuer from which a ring has its name, and below which it has another's."""
_MOST = 0.97


def read_seals(document: Document, zones: Zones) -> tuple[Found[Seal], ...]:
    """The seals on the pages of a circular."""
    order = {id(page): n for n, page in enumerate(document.pages)}
    first = order[id(zones.blocks[0].lines[0].page)]
    last = order[id(zones.blocks[-1].lines[-1].page)]
    return tuple(
        Found(
            Seal(page.number, box, mark.text),
            mark.confidence,
            (Evidence(None, "", "seal.mark", mark.confidence, page.number, box), *ring),
        )
        for page in document.pages[first : last + 1]
        for mark in page.marks
        if mark.kind == "seal" or (mark.kind == "square_seal" and _signs(mark, page, zones))
        for box in [page.on_sheet(mark.box)]
        for ring in [_rings(mark, page.number, box)]
    )


def _rings(mark: Mark, page: int, box: Box) -> list[Evidence]:
    """What was read along the ring of a seal; `seal.second` is another reading that differs."""
    read = [("seal.ring", (mark.text, mark.text_confidence))] if mark.text else []
    read += [("seal.second", mark.second)] if mark.second else []
    return [Evidence(None, text, rule, sure, page, box) for rule, (text, sure) in read]


def _signs(mark: Mark, page: Page, zones: Zones) -> bool:
    """Whether a square of red stands on the signature or the date of a circular, or right beside:
    elsewhere it is a character of the head, a stamp of what was received or a frame."""
    x0, y0, x1, y1 = mark.box
    lines = [
        placed.line.box
        for block in (*zones.signature, *zones.date)
        for placed in block.lines
        if placed.page is page and placed.line.box is not None
    ]
    beside = (x1 - x0) / 2
    return any(
        top < y1 and y0 < bottom and left - beside < x1 and x0 < right + beside
        for left, top, right, bottom in lines
    )


def ring_bodies(seals: Sequence[Found[Seal]]) -> list[Found[str]]:
    """The bodies that the rings name, as witnesses of who issued the circular."""
    bodies = []
    for seal in seals:
        for item in seal.evidence:
            name = tight(item.quote)
            if item.rule == "seal.ring" and is_body(name):
                bodies.append(Found(name, round(min(item.confidence, _MOST), 4), (item,)))
    return bodies


def with_agreement(circular: Circular) -> Circular:
    """The circular, each seal with whether its ring names an issuer; one that surely names none
    is an issue. What is read too poorly to tell stays null."""
    names = [item.value for item in circular.issuers]
    issues = list(circular.issues)
    seals = []
    for seal in circular.seals:
        sure = max((e.confidence for e in seal.evidence if e.rule == "seal.ring"), default=0.0)
        agrees = _agrees(seal.value.text, names, sure)
        seals.append(replace(seal, value=replace(seal.value, agrees_with_issuer=agrees)))
        if agrees is False:
            message = f"seal: {seal.value.text}; issuers: {'、'.join(names)}"
            issues.append(Issue("seal_differs", "warning", "seals", message))
    return replace(circular, seals=tuple(seals), issues=tuple(issues))


def _agrees(text: str | None, names: Sequence[str], sure: float) -> bool | None:
    if not text or not names:
        return None
    ring = tight(text)
    if any(name in ring or (len(ring) > 3 and ring in name) for name in names):
        return True
    best = max(SequenceMatcher(None, ring, name, autojunk=False).ratio() for name in names)
    if best >= _ALIKE:
        return True
    return False if best < _OTHER and sure >= _SURE else None
