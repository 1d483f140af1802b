"""The zones of a circular (GB/T 9704-2012 chapter 7: 版头, 主体, 版记)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import dataclass, field
from .clauses import read_body

if TYPE_CHECKING:
    from .clauses import Body
    from .document import Block, Document
    from .sheets import Sheet


@dataclass(frozen=True, slots=True)
class BodyTable:
    """A table that stands in a body: the cells row by row and the block above it."""

    above: Block | None
    cells: list[Block]


@dataclass(slots=True)
class Carried:
    """The blocks of a carried text: its title, body, attachment list and annexes.

    `attachment` is its number where it is an attachment of the circular; `sure` of its being one
    (0…1).
    """

    title: list[Block]
    body: list[Block] = field(default_factory=list)
    attachments: list[Block] = field(default_factory=list)
    annex: list[Block] = field(default_factory=list)
    listed: list[BodyTable] = field(default_factory=list)
    text: Body | None = None
    attachment: int | None = None
    sure: float = 0.95


@dataclass(slots=True)
class Zones:
    """The blocks of one circular by zone."""

    blocks: list[Block]
    head: list[Block] = field(default_factory=list)
    number: Block | None = None
    form: tuple[Block, int, int] | None = None
    """The word that names the genre where the title need not (纪要, 简报, 令): block and span."""
    title: list[Block] = field(default_factory=list)
    addressee: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    attachments: list[Block] = field(default_factory=list)
    signature: list[Block] = field(default_factory=list)
    date: list[Block] = field(default_factory=list)
    dated: list[Block] = field(default_factory=list)
    """Date lines between title and text."""
    bylines: list[Block] = field(default_factory=list)
    """Lines around the title that name who issued the text, as portals and collections print."""
    notes: list[Block] = field(default_factory=list)
    contacts: list[Block] = field(default_factory=list)
    unplaced: list[Block] = field(default_factory=list)
    annex: list[Block] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)
    imprint: list[Block] = field(default_factory=list)
    portal: list[Block] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    listed: list[BodyTable] = field(default_factory=list)
    file_name: Block | None = None
    """The name of the original file, as portals append it."""
    text: Body | None = None


def body_of(document: Document, zones: Zones | Carried) -> Body:
    """The body read into paragraphs and clauses, once: tables must be out of it by then."""
    if zones.text is None:
        zones.text = read_body(document, zones.body)
    return zones.text
