"""Pages to circulars: the one way through this package."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest import mark_margins
from ..ingest.spreads import part_spreads
from ..ingest.values import replace
from .agreement import agree, contest, own_mentions, with_further_numbers
from .annotations import read_annotations
from .blocks import read_document
from .checks import check, lost_pages
from .circular import CarriedText, Circular, Found
from .clauses import read_clauses
from .closing import (
    read_attachments,
    read_date,
    read_disclosure,
    read_imprint,
    read_published,
)
from .contacts import read_contacts
from .cut_edges import with_cut_edges
from .found import Joined, found_over
from .head import file_name_head, read_head, signatures
from .head_doubt import contested_title
from .items import with_items
from .lattice import with_valid_lines
from .marks import is_printer
from .names import with_bodies
from .norms import read_norms
from .numbering import numbering_issues
from .own_texts import unread_issues
from .page_check import seen_pages
from .paragraphs import length_issues
from .personal import read_personal
from .portal import read_portal
from .received import read_received
from .rulebook import any_of, rule
from .sealed import Witnesses, settle_date
from .seals import read_seals, ring_bodies, with_agreement
from .settle import Said, settle
from .sheets import registered
from .split import split_circulars
from .tables import place_tables, with_tables
from .validity import with_validity
from .with_references import with_references
from .witness import printers
from .zones import body_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ingest.page import Page
    from .circular import Received
    from .document import Block, Document
    from .seen import SeenPage
    from .tables import Placing
    from .zones import Carried, Zones


def read_circulars(pages: Sequence[Page], *, norms: bool = True) -> tuple[Circular, ...]:
    """The circulars of a file, in the order in which they stand in it; `norms` can be left out,
    which takes the smaller part of the time.

    Never refuses a readable document: what is not found is null, what is doubtful an issue.
    """
    halves = mark_margins(part_spreads(pages))
    document = read_document([with_valid_lines(page) for page in halves])
    zones = split_circulars(document)
    tables = place_tables(document, zones)
    imprints = _share_imprints(zones)
    annotations = read_annotations(document, zones)
    starts = [zone.blocks[0].page for zone in zones]
    lost = lost_pages(pages, starts)
    seen = seen_pages(pages, halves, starts)
    received = [
        read_received(notes, registered(document, zone.sheets))
        for notes, zone in zip(annotations, zones, strict=True)
    ]
    circulars = [
        _circular(document, part, zone, imprint, placed, stamp, norms=norms)
        for part, (zone, imprint, placed, stamp) in enumerate(
            zip(zones, imprints, tables, received, strict=True), start=1
        )
    ]
    noted = [
        replace(
            circular,
            annotations=notes,
            seen_pages=_between(seen, circular.pages),
            issues=(*issues, *circular.issues),
        )
        for circular, notes, issues in zip(circulars, annotations, lost, strict=True)
    ]
    agreed = [with_bodies(with_agreement(circular)) for circular in with_items(agree(noted))]
    return tuple(with_cut_edges(document, circular) for circular in agreed)


def _between(seen: Sequence[SeenPage], pages: tuple[int, int] | None) -> tuple[SeenPage, ...]:
    return tuple(page for page in seen if pages and pages[0] <= page.page <= pages[1])


def _circular(
    document: Document,
    part: int,
    zones: Zones,
    imprint: list[Block],
    tables: Sequence[Placing],
    received: Found[Received] | None,
    *,
    norms: bool,
) -> Circular:
    printed = read_imprint(document, imprint)
    seals = read_seals(document, zones)
    head = read_head(document, zones, [*ring_bodies(seals), *printers(printed.printed_by)])
    span = zones.blocks[0].span[0], zones.blocks[-1].span[1]
    witnesses = Witnesses(head.number, printed.printed_on, received)
    issued_on, doubts = settle_date(document, read_date(document, zones), witnesses, within=span)
    said = Said(
        tuple(item.value for item in head.issuers),
        printed.printed_on.value if printed.printed_on else None,
    )
    number, issued_on, differ = settle(document, zones, head.number, issued_on, said)
    clauses = read_clauses(document, body_of(document, zones))
    carried = tuple(_carried(document, item) for item in zones.carried)
    circular = Circular(
        part=part,
        pages=_pages(zones, imprint),
        text_span=span,
        number=number,
        title=head.title,
        genre=head.genre,
        issuers=head.issuers,
        signers=head.signers,
        addressees=head.addressees,
        issued_on=issued_on,
        published_on=read_published(document, zones),
        received=received,
        printed_on=printed.printed_on,
        printed_by=printed.printed_by,
        copied_to=printed.copied_to,
        copies=printed.copies,
        subject_terms=printed.subject_terms,
        disclosure=read_disclosure(document, zones),
        contacts=read_contacts(document, [*zones.body, *zones.contacts, *zones.notes]),
        attachments=read_attachments(document, zones.attachments),
        personal=read_personal(document, zones.blocks),
        seals=seals,
        clauses=clauses,
        issues=(
            *doubts,
            *differ,
            *numbering_issues(clauses),
            *(doubt for c in carried for doubt in numbering_issues(c.clauses, "carried", c.title)),
            *length_issues(body_of(document, zones), imprint),
            *unread_issues(zones),
        ),
        carried=carried,
        copy_number=head.marks.get("copy_number"),
        secrecy=head.marks.get("secrecy"),
        secrecy_term=head.marks.get("secrecy_term"),
        urgency=head.marks.get("urgency"),
        register_number=head.marks.get("register_number"),
    )
    circular = with_tables(document, circular, tables)
    circular = with_validity(document, _from_portal(document, circular, zones), zones)
    circular = with_references(document, circular, zones)
    if norms:
        circular = _with_norms(document, circular, zones)
    circular = contest(with_further_numbers(document, circular, zones), own_mentions(zones))
    return check(circular, [block.text for block in signatures(zones)])


def _from_portal(document: Document, circular: Circular, zones: Zones) -> Circular:
    """What a portal printed around the circular fills what the circular itself leaves open."""
    if not zones.portal and zones.file_name is None:
        return circular
    portal = read_portal(document, zones.portal)
    number, title = circular.number, circular.title
    if number is None and title is None:
        number, title = file_name_head(document, zones.file_name)
    return replace(
        circular,
        number=number or portal.number,
        title=contested_title(title, portal.title) or portal.title,
        issuers=circular.issuers or portal.issuers,
        issued_on=circular.issued_on or portal.issued_on,
        published_on=circular.published_on or portal.published_on,
        subject_terms=circular.subject_terms or portal.subject_terms,
        register_number=circular.register_number or portal.register_number,
    )


def _with_norms(document: Document, circular: Circular, zones: Zones) -> Circular:
    """The norms of the circular and of what it carries: their deadlines count from its dates."""
    dates = (circular.issued_on, circular.printed_on, circular.published_on)
    day = next((date.value for date in dates if date), None)
    return replace(
        circular,
        norms=read_norms(document, body_of(document, zones), circular.clauses, day),
        carried=tuple(
            replace(text, norms=read_norms(document, body_of(document, item), text.clauses, day))
            for text, item in zip(circular.carried, zones.carried, strict=True)
        ),
    )


def _carried(document: Document, item: Carried) -> CarriedText:
    joined = Joined(item.title)
    pieces = joined.pieces(0, len(joined.text))
    title = found_over(document, pieces, "title.end", item.sure, joined.text)
    clauses = read_clauses(document, body_of(document, item))
    return CarriedText(
        title=title.value,
        clauses=clauses,
        references=(),
        attachments=read_attachments(document, item.attachments),
        evidence=title.evidence,
        confidence=title.confidence,
        attachment=item.attachment,
    )


def _pages(zones: Zones, imprint: Sequence[Block]) -> tuple[int, int] | None:
    blocks = [*zones.blocks, *imprint]
    if all(block.lines[0].page.origin == "text" for block in blocks):
        return None
    own = [block for block in zones.blocks if block not in zones.imprint]
    numbers = [n for block in [*own, *imprint] for n in (block.page, block.last_page)]
    return min(numbers), max(numbers)


def _share_imprints(zones: Sequence[Zones]) -> list[list[Block]]:
    """The imprint blocks of every circular: where one names another's office, it is given to it.

    The imprint of a carrier stands at the very end of a file, behind the circular it forwards.
    """
    owners: list[list[Block]] = [[] for _ in zones]
    for n, zone in enumerate(zones):
        for group in _groups(zone.imprint):
            owners[_owner(zones, n, group)] += group
    return owners


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Imprints: each ends before the next 抄送 or the next printing line."""
    groups: list[list[Block]] = []
    printed = False
    for i, block in enumerate(blocks):
        prints = bool(rule("imprint.printing").search(block.text)) or is_printer(blocks, i)
        opens = bool(re.match(r"抄[送报]", block.text)) or prints
        if not groups or (opens and printed):
            groups.append([])
            printed = False
        groups[-1].append(block)
        printed = printed or prints
    return groups


def _owner(zones: Sequence[Zones], here: int, group: Sequence[Block]) -> int:
    bodies = [m["body"] for block in group if (m := rule("imprint.printing").search(block.text))]
    bodies += [block.text for i, block in enumerate(group) if is_printer(group, i)]
    if not bodies or _is_office_of(bodies[0], zones[here]):
        return here
    told = any_of("imprint.printing", "imprint.printing_date")
    bare = [
        n for n, zone in enumerate(zones) if not any(told(block.text) for block in zone.imprint)
    ]
    others = [n for n in bare if _is_office_of(bodies[0], zones[n])]
    return others[0] if len(others) == 1 else here


def _is_office_of(body: str, zones: Zones) -> bool:
    number = [zones.number] if zones.number else []  # an order's names its body
    names = [block.text for block in [*zones.head, *number, *zones.signature, *zones.title]]
    stem = re.sub(r"(?:办公室|办公厅|秘书处|综合处|行政处)$", "", body)
    return any(stem in name for name in names)
