"""Tables: found among the lines, kept out of the paragraphs, given title, header and attachment.

`find_tables` runs before paragraphs are made, `place_tables` when the zones of the circulars
are known: it puts the cells of annex tables, row by row, into the blocks of their annex, so that
lists of documents are read from there. Tables of the body stay out of it.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .circular import Evidence, Issue, Table
from .clause_text import mark_of
from .normalise import tight
from .numbers import parse_number
from .rulebook import rule
from .table_aligned import aligned_tables
from .table_dashes import with_dashes
from .table_head import header_of, without_title_row
from .table_join import joined_tables
from .table_marked import marked_tables
from .table_ruled import ruled_tables
from .table_sums import checked_sums, lost_rows
from .table_typed import typed_tables
from .zones import BodyTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ingest.page import Box, Page
    from .circular import Attachment, CellPlace, Circular, Found
    from .document import Block, Document, Placed
    from .table_cells import Cell, LaidTable
    from .table_head import Header
    from .table_sums import Sum
    from .zones import Zones

_SPACE, _COLON = re.compile(r"\s"), re.compile("[:：]")
_PARTICULARS = 3
"""Labels of a portal's table of particulars from which a table is one."""
_LABELS = 40
"""Cells among which they stand."""
_NUMBERED = 2
"""The same, where one of them gives a number (文号：…号)."""
_SHORTEST_TITLE, _LONGEST_TITLE = 3, 80
_TITLE_LINES = 3
_CENTRED = 4.0
_DOUBT, _ADDED_UP = 0.6, 0.98
_SPEECH = re.compile("[。；，：！？]$")
_ANNEX = re.compile("附(?:件|表|录)?(?P<index>[0-9一二三四五六七八九十]{0,3})")
_ZH = "一二三四五六七八九十"
_UNMARKED = re.compile("[0-9]{1,4}[㐀-鿿《].*〔")
"""A row of a list of documents that stands among the lines."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a table belongs: in the circular or the text it carries (its index, else null), in an
    annex (its index as printed, 0 without one) or the body; the title above it."""

    laid: LaidTable
    title: str | None
    annexed: bool
    index: int = 0
    carried: int | None = None


def find_tables(text: str, lines: Sequence[Placed]) -> tuple[LaidTable, ...]:
    """The tables among the lines of a document (its `text` is folded), those over several pages
    joined."""
    tables: list[LaidTable] = []
    for page, group in groupby(lines, key=attrgetter("page")):
        here = list(group)
        if page.origin == "text":
            tables += _of_text(text, page, here)
            continue
        if any(rule("sheet.title").search(tight(placed.line.text)) for placed in here):
            continue  # the form of a receiving office, no table of the circular
        ruled = ruled_tables(text, page, here)
        ruled = [laid for laid in ruled if _is_table(laid)]
        taken = {placed.start for laid in ruled for placed in laid.lines}
        rest = [placed for placed in here if placed.start not in taken]
        aligned = aligned_tables(text, page, rest)
        tables += sorted([*ruled, *aligned], key=lambda laid: laid.start)
    likely = [laid for laid in tables if not laid.standing or _is_table(laid)]
    return tuple(laid for laid in joined_tables(likely, lines) if _is_table(laid))


def _of_text(text: str, page: Page, lines: Sequence[Placed]) -> list[LaidTable]:
    """The tables of text without places: those marked as such, and those typed with spaces."""
    marked = [laid for laid in marked_tables(text, page, lines) if _is_table(laid)]
    if not marked:
        return typed_tables(text, lines)
    taken = {placed.start for laid in marked for placed in laid.lines}
    typed = typed_tables(text, [placed for placed in lines if placed.start not in taken])
    return sorted([*marked, *typed], key=lambda laid: laid.start)


def _is_table(laid: LaidTable) -> bool:
    """Whether a grid holds a table: no frame around text, no head of a portal or a telegram."""
    cells = [cell.text for row in laid.rows for cell in row if cell.text]
    if len(set(cells)) < 3:
        return False
    if any(map(rule("table.head").search, cells)):
        return False
    labelled = [
        (tight(text) if _SPACE.search(text) else text) + ("" if _COLON.search(text) else "：")
        for text in cells[:_LABELS]
    ]
    told = [match for text in labelled if (match := rule("head.portal").search(text))]
    numbered = any(parse_number(match["value"]) for match in told)
    if len(told) >= (_NUMBERED if numbered else _PARTICULARS):
        return False
    return sum(any(cell.text for cell in column) for column in zip(*laid.rows, strict=True)) > 1


def cell_evidence(
    document: Document, cell: Cell, rule_name: str, confidence: float
) -> tuple[Evidence, ...]:
    """The evidence for what a cell says, one item a line; none for an empty cell."""
    if cell.block is None:
        return ()
    return document.evidence(cell.block, 0, len(cell.block.text), rule_name, confidence)


def place_tables(document: Document, zones: Sequence[Zones]) -> list[list[Placing]]:
    """The tables of every circular; the cells of annex tables are put into their annexes, titles
    above a body's table are taken out of the body."""
    placed: list[list[Placing]] = [[] for _ in zones]
    for laid in document.tables:
        start = laid.start
        n = max((i for i, z in enumerate(zones) if z.blocks[0].offsets[0] < start), default=0)
        placed[n].append(_place(zones[n], laid))
    return placed


def _place(zones: Zones, laid: LaidTable) -> Placing:
    start = laid.start
    before = [block for block in zones.blocks if block.offsets[0] < start]
    last = before[-1] if before else None
    carried, blocks, annexed = _zone_of(zones, last)
    at = next((n + 1 for n, block in enumerate(blocks) if block is last), 0)
    laid, said = without_title_row(laid)
    # A page by itself has a title above its table, whatever zone that was taken for.
    title, used = _title(blocks[:at] or before, annexed=annexed)
    said = [text for text in said if not rule("table.unit").fullmatch(text)]
    index = _index(blocks[:at]) if annexed else 0
    cells = laid.blocks()
    if annexed:
        blocks[at:at] = cells
    else:
        blocks[:] = [block for block in blocks if not any(block is item for item in used)]
        holder = zones if carried is None else zones.carried[carried]
        holder.listed.append(BodyTable(_opening(before), cells))
    zones.blocks[len(before) : len(before)] = cells
    return Placing(laid, title or "".join(said) or None, annexed, index, carried)


def _opening(before: Sequence[Block]) -> Block | None:
    """What stands above a table, or above the names of its columns where these, and rows behind them,
    have more cells than the others and were taken for lines."""
    at = len(before)
    while at and _UNMARKED.match(before[at - 1].text):
        at -= 1
    named = at
    while named and _names_columns(before[named - 1].text):
        named -= 1
    kept = before[:named] if named < at else before
    return kept[-1] if kept else None


def _names_columns(text: str) -> bool:
    return any(rule(name).fullmatch(text) for name in ("list.columns", "list.column"))


def _zone_of(zones: Zones, last: Block | None) -> tuple[int | None, list[Block], bool]:
    """The text carried, the blocks and whether they are an annex's, where a block stands last."""
    spots: list[tuple[int | None, list[Block], bool]] = [(None, zones.annex, True)]
    # Annexes behind the text carried are the carrier's, where only the carrier lists any.
    listed = bool(zones.attachments)
    spots += [
        (None if listed and not item.attachments else n, item.annex, True)
        for n, item in enumerate(zones.carried)
    ]
    spots += [(n, item.body, False) for n, item in enumerate(zones.carried)]
    for spot in spots:
        if any(block is last for block in spot[1]):
            return spot
    for n, item in enumerate(zones.carried):
        if any(block is last for block in (*item.title, *item.attachments)):
            return n, item.body, False
    return None, zones.body, False


def _title(above: Sequence[Block], *, annexed: bool) -> tuple[str | None, list[Block]]:
    """The title of a table: what stands between it and the label of its annex, or the line right
    above it; and the blocks it and the unit of the numbers were read from."""
    lines: list[Block] = []
    aside: list[Block] = []
    labelled = False
    for block in reversed(above):
        if block.cell is not None or len(lines) > _TITLE_LINES:
            break
        if annexed and rule("closing.annex").search(block.text):
            labelled = True
            break
        if _is_unit(block):
            aside.append(block)
        if _is_unit(block) or block.beside or len(block.text) < _SHORTEST_TITLE:
            continue  # of several lines on a row: who made it, year and day
        lines.insert(0, block)
    if labelled and lines and len(lines) <= _TITLE_LINES and not any(map(_is_speech, lines)):
        return "".join(block.text for block in lines), [*lines, *aside]
    named = [block for block in lines[-_TITLE_LINES:] if _is_named(block) and _is_centred(block)]
    nearest = named[-1] if named else lines[-1] if lines else None
    if nearest is None or _is_speech(nearest):
        return None, aside
    if not (_is_named(nearest) or _is_centred(nearest)):
        return None, aside
    return nearest.text, [nearest, *aside]


def _is_speech(block: Block) -> bool:
    return len(block.text) > _LONGEST_TITLE or _SPEECH.search(block.text) is not None


def _is_unit(block: Block) -> bool:
    """Whether a line above a table is the unit of its numbers, or 续表."""
    names = ("table.unit", "table.continued")
    return any(rule(name).fullmatch(block.text) for name in names)


def _is_named(block: Block) -> bool:
    return rule("table.title").fullmatch(block.text) is not None and mark_of(block.text) is None


def _is_centred(block: Block) -> bool:
    if block.left is None or block.right is None:
        return False
    return block.left > _CENTRED / 2 and abs(block.left - block.right) < _CENTRED


def _index(above: Sequence[Block]) -> int:
    """The number on the label of the annex, 0 where it has none."""
    for block in reversed(above):
        if rule("closing.annex").search(block.text) and (match := _ANNEX.match(block.text)):
            text = match["index"]
            return int(text) if text.isdecimal() else _ZH.find(text) + 1 if text else 0
    return 0


def with_tables(document: Document, circular: Circular, placings: Sequence[Placing]) -> Circular:
    """The circular with its tables and those of the texts it carries; totals that do not fit are
    issues, and make their tables less sure."""
    if not placings:
        return circular
    own: list[Table] = []
    carried: list[list[Table]] = [[] for _ in circular.carried]
    issues: list[Issue] = []
    for placing in placings:
        holder = circular if placing.carried is None else circular.carried[placing.carried]
        table, doubts = _table(document, placing, holder.attachments)
        (own if placing.carried is None else carried[placing.carried]).append(table)
        issues += doubts
    return replace(
        circular,
        tables=tuple(own),
        carried=tuple(
            replace(text, tables=tuple(tables))
            for text, tables in zip(circular.carried, carried, strict=True)
        ),
        issues=(*circular.issues, *issues),
    )


def _table(
    document: Document, placing: Placing, listed: Sequence[Found[Attachment]]
) -> tuple[Table, list[Issue]]:
    header = header_of(placing.laid)
    laid = with_dashes(placing.laid, header.rows)
    body = laid.rows[header.rows :]
    index = (placing.index or (1 if listed else None)) if placing.annexed else None
    title = placing.title or next(
        (item.value.title for item in listed if item.value.index == index), None
    )
    sums = checked_sums(header.names, body)
    wrong = [item for item in sums if item.rows is not None]
    sure = _certainty(document, laid)
    gaps = lost_rows(header.names, body)
    if wrong or gaps:
        sure = min(sure, _DOUBT)
    elif sums:
        sure = max(sure, _ADDED_UP)
    table = Table(
        pages=laid.pages,
        title=title,
        header=header.names,
        rows=tuple(tuple(laid.texts(n)) for n in range(header.rows, len(laid.rows))),
        attachment=index,
        confidence=round(sure, 4),
        evidence=_evidence(document, laid, round(sure, 4)),
        cells=_places(laid, header),
    )
    issues = [_issue(header.names, item) for item in wrong]
    return table, issues + [_gap_issue(*gap) for gap in gaps]


def _certainty(document: Document, laid: LaidTable) -> float:
    """How surely a table was read: its cells' certainty on average, and that of its kind."""
    if document.certain:
        return laid.confidence
    read = [document.sureness(block, 0, len(block.text)) for block in laid.blocks()]
    return min(laid.confidence, sum(read) / len(read) if read else 1.0)


def _evidence(document: Document, laid: LaidTable, sure: float) -> tuple[Evidence, ...]:
    """One item a page, with the span from the table's first line to its last."""
    items = []
    for _, group in groupby(laid.lines, key=lambda placed: placed.page.number):
        lines = list(group)
        first, last = min(p.start for p in lines), max(p.end for p in lines)
        quote = " ".join(document.text[first:last].split("\n"))
        boxes = [p.box for p in lines if p.box]
        box = _around(boxes) if boxes else None
        page = lines[0].page.number if boxes else None
        items.append(Evidence((first, last), quote, f"table.{laid.kind}", sure, page, box))
    return tuple(items)


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)


def _places(laid: LaidTable, header: Header) -> tuple[tuple[CellPlace | None, ...], ...]:
    """The places of the cells, header first; none for text without pages."""
    if not laid.pages:
        return ()
    rows = [header.cells] if header.rows else []
    rows += laid.rows[header.rows :]
    return tuple(tuple(cell.place for cell in row) for row in rows)


def _issue(names: Sequence[str], item: Sum) -> Issue:
    name = names[item.column] if names and names[item.column] else str(item.column + 1)
    message = f"column {name}: the rows add up to {item.rows}, the total says {item.total}"
    return Issue("table_sum", "warning", "tables", message)


def _gap_issue(last: int, count: int) -> Issue:
    after = f"after row {last}" if last else "at the top"
    message = f"{after} comes the row counted {count}: rows between may be lost"
    return Issue("table_rows", "warning", "tables", message)
