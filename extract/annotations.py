"""Handwriting and stamps beside the text (批示, 收文章): kept apart from it, line by line.

Lines that follow each other on a page under one hand are one annotation; it belongs to the
circular on whose pages it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .circular import Annotation, Found
from .marks import new_page
from .sheets import sheet_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Document, Placed
    from .zones import Zones

_SURE = 0.8
"""The words of handwriting and stamps are never surer than this; the evidence says how sure the
reading of the lines is."""


def read_annotations(
    document: Document, zones: Sequence[Zones]
) -> list[tuple[Found[Annotation], ...]]:
    """Handwriting and stamps by circular, lines that follow each other on a page together."""
    groups: list[list[Placed]] = []
    for placed in document.lines:
        if placed.line.kind not in ("handwriting", "stamp"):
            continue
        near = [group for group in groups if _near(group[-1], placed)]
        if near:
            near[-1].append(placed)
        else:
            groups.append([placed])
    owned: list[list[Found[Annotation]]] = [[] for _ in zones]
    for group in groups:
        owned[_owner_of_line(zones, group[0])].append(_annotation(document, group))
    for zone, items in zip(zones, owned, strict=True):
        items += [note for sheet in zone.sheets for note in sheet_notes(document, sheet)]
    return [tuple(items) for items in owned]


def _owner_of_line(zones: Sequence[Zones], placed: Placed) -> int:
    """The circular a line outside the text belongs to: what is written above a head that starts
    its page belongs to that head."""
    owner = 0
    for n, zone in enumerate(zones):
        first = zone.blocks[0]
        opens_page = n == 0 or new_page(zones[n - 1].blocks[-1], first)
        on_page = first.lines[0].page is placed.page
        if first.span[0] <= placed.start or (opens_page and on_page):
            owner = n
    return owner


def _near(above: Placed, below: Placed) -> bool:
    """Whether a line goes on with what is written above it: one hand, one column, no wide gap."""
    if above.page is not below.page or above.line.kind != below.line.kind:
        return False
    one, two = above.line.box, below.line.box
    if one is None or two is None:
        return True
    return two[1] - one[3] < 1.5 * (one[3] - one[1]) and min(one[2], two[2]) > max(one[0], two[0])


def _annotation(document: Document, lines: Sequence[Placed]) -> Found[Annotation]:
    text = " ".join(placed.line.text for placed in lines)
    kind: Literal["handwriting", "stamp"] = (
        "stamp" if lines[0].line.kind == "stamp" else "handwriting"
    )
    sure = min(placed.line.confidence for placed in lines)
    evidence = document.line_evidence(lines, f"annotation.{kind}", sure)
    return Found(Annotation(text, kind, lines[0].page.number), round(min(sure, _SURE), 4), evidence)
