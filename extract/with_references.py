"""References and class rules of a circular, of what it carries and of its annexes."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .amended_rows import names_first
from .circular import Issue
from .class_rules import read_class_rules
from .column_tables import has_columns
from .effect import ENDING
from .effect_days import NO_DAYS, Days, first_day_before
from .effect_exceptions import DOUBTED
from .effects import said_fate
from .found import Joined
from .list_rows import read_rows
from .listed import (
    annex_index,
    annexes,
    fate_of,
    first_row,
    is_section,
    listed_fate,
    section_fate,
    tell_fates,
)
from .own_start import from_start, own_day
from .paragraphs import Paragraph
from .reference_merge import together
from .reference_parts import list_fate, titled_fate
from .reference_reader import EFFECTS
from .reference_state import Source
from .references import read_references
from .row_references import row_reference
from .rulebook import rule
from .zones import body_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .circular import CarriedText, Circular, Reference
    from .document import Block, Document
    from .listed import Fate
    from .zones import BodyTable, Carried, Zones

_TITLES = re.compile("《[^《》]*》")
_REPLIES = re.compile(
    "(?:函|批复|答复|解释|口径|解答|(?:补充|有关|若干)解释的(?:通知|公告)|"
    "关于明确《[^《》]{4,60}》[^《》。]{0,16}(?:条款|问题|口径|规定)[^《》。]{0,10}的(?:通知|公告))$"
)
_ACTS = re.compile(
    "^(?:[一二三四五六七八九十0-9]{1,3}[、.．]|（[^（）]{1,3}）)?(?:将|在|对|把|删去|删除)"
)
"""An item of an amending decision in an annex: 一、将《…》第三条修改为…."""
_HEADING = 3
"""Lines at the top among which the title of a text without a title of a circular stands."""
_ONE_DAY = dt.timedelta(days=1)


def with_references(document: Document, circular: Circular, zones: Zones) -> Circular:
    """The circular with its references and class rules, and those of the texts it carries.

    Its validity should be known: an effect told from its own start (自本通知印发之日起废止) takes
    its day from there.
    """
    title = circular.title.value if circular.title else ""
    draft = rule("reference.draft").search(title) is not None or _explains(title, zones)
    number = circular.number.value.text if circular.number else None
    replying = _REPLIES.search(title) is not None
    issued_on = circular.issued_on.value if circular.issued_on else None
    start = circular.validity.effective_on if circular.validity else None
    source = Source(title, number, draft=draft, replying=replying, start=start, issued_on=issued_on)
    paragraphs = body_of(document, zones).placed()
    found = read_references(document, paragraphs, source)
    told = _told(paragraphs, source)
    found += _tabled(document, zones.listed, source)
    found = together([*found, *_annexed(document, zones.annex, source, told)])
    return replace(
        circular,
        issues=(*circular.issues, *_doubts(found)),
        references=_started(found, source),
        class_rules=read_class_rules(document, paragraphs),
        carried=tuple(
            _carried(document, text, item, source)
            for text, item in zip(circular.carried, zones.carried, strict=True)
        ),
    )


def _doubts(found: Sequence[Reference]) -> tuple[Issue, ...]:
    """A doubt for each exception of which it is not said which document of a list it is of."""
    doubted = [
        item for item in found if item.confidence <= DOUBTED and (item.scope or "").startswith("除")
    ]
    parts = {(item.scope, item.quote): item.scope for item in doubted if item.relation in EFFECTS}
    return tuple(
        Issue("exception_unclear", "warning", "references", f"of which document is it? {scope}")
        for scope in parts.values()
    )


def _explains(title: str, zones: Zones) -> bool:
    """Whether the text only explains another one (政策解读, 起草说明): it tells of effects that
    the other has."""
    lines = [title] if title else [block.text for block in zones.blocks[:_HEADING]]
    return any(rule("reference.explains").search(line) for line in lines)


def _carried(document: Document, text: CarriedText, item: Carried, source: Source) -> CarriedText:
    draft = source.draft or rule("reference.draft").search(text.title) is not None
    start = text.validity.effective_on if text.validity else None
    own = Source(text.title, source.number, carried=True, draft=draft, start=start)
    own = replace(own, issued_on=source.issued_on)
    paragraphs = body_of(document, item).placed()
    found = read_references(document, paragraphs, own)
    told = _told(paragraphs, own)
    found += _tabled(document, item.listed, own)
    found = together([*found, *_annexed(document, item.annex, own, told)])
    return replace(
        text,
        references=_started(found, own),
        class_rules=read_class_rules(document, paragraphs),
    )


def _told(paragraphs: Sequence[Paragraph], source: Source) -> dict[int, Fate]:
    """The fates the body tells of what its annexes list (附件1所列文件自该日起废止, 7件文件（见附件2）
    自本决定公布之日起废止), by annex."""
    found: dict[int, Fate] = {}
    for paragraph in paragraphs:
        text = paragraph.text
        if "附件" not in text:
            continue
        for match in rule("list.told_in_body").finditer(text) if "所列" in text else ():
            if fate := _told_fate(text, match):
                found[annex_index(match["index"], 1)] = fate
        for match in rule("list.seen_in_annex").finditer(text):
            if fate := _seen_fate(text, match, source):
                found.setdefault(annex_index(match["index"], 1), fate)
    return found


def _seen_fate(text: str, match: re.Match[str], source: Source) -> Fate | None:
    """The fate a sentence tells of what an annex lists that it refers to; none where it refers to
    several."""
    before = re.split("[。；]", text[: match.start()])[-1]
    behind = re.split("[。；]", text[match.end() :])[0]
    if any(rule("list.seen_in_annex").search(part) for part in (before, behind)):
        return None
    words = _TITLES.sub("▣", before + behind)
    fate = said_fate(words)
    if fate is None or fate.relation not in ENDING:
        return fate
    day = own_day(words, source.start, source.issued_on)
    return replace(fate, days=Days(day, day - _ONE_DAY)) if day else fate


def _told_fate(text: str, match: re.Match[str]) -> Fate | None:
    """The fate told of an annex that `match` names, with its day; 该日 is the one named before."""
    part = re.split("[，。；]", text[match.start() :])[0]
    fate = said_fate(part)
    if fate and fate.days == NO_DAYS and re.search("该日|同日|同时", part):
        first = first_day_before(text, match.start())
        if first:
            ends = fate.relation in ENDING
            last = first - dt.timedelta(days=1) if ends else None
            return replace(fate, days=Days(first, last))
    return fate


def _annexed(
    document: Document, blocks: Sequence[Block], source: Source, told: Mapping[int, Fate]
) -> list[Reference]:
    """The rows of annexes that list documents with their fate; other annexes give none."""
    found: list[Reference] = []
    for index, label, annex in annexes(blocks):
        fate, start = listed_fate(annex)
        said = told.get(index)
        if fate is None and said:
            fate, start = said, first_row(annex)
        sections = _sections(annex[start:], fate)
        if not sections:
            found += _by_rows(document, annex[first_row(annex) :], source, label)
            continue
        if fate and said and said.relation == fate.relation:
            sections = [(replace(told_here, days=said.days), rows) for told_here, rows in sections]
        for told_here, rows in sections:
            if (
                told_here.relation == "amends"
                and any(map(_is_item, rows))
                and not has_columns(rows)
            ):
                paragraphs = [Paragraph(Joined([block]), label) for block in rows]
                found += read_references(document, paragraphs, source, told_here)
                continue
            found += [
                row_reference(document, row, told_here, source, label) for row in read_rows(rows)
            ]
    return found


def _is_item(block: Block) -> bool:
    """Whether a line of an annex says how a document is amended: 将第七条修改为…."""
    text = block.text
    if names_first(text):
        return False
    return _ACTS.match(text) is not None or rule("effect.amend_item").search(text) is not None


def _sections(blocks: Sequence[Block], fate: Fate | None) -> list[tuple[Fate, list[Block]]]:
    """The rows of an annex under their headings (一、废止的文件, 二、下列文件宣布失效：), each with its fate;
    those above the first one have that of the annex, none where it tells none."""
    parts: list[tuple[Fate | None, list[Block]]] = [(fate, [])]
    for block in blocks:
        if (own := section_fate(block.text) or _opens(block.text)) is not None:
            parts.append((replace(own, days=fate.days) if fate else own, []))
        else:
            parts[-1][1].append(block)
    return [(told, rows) for told, rows in parts if told and rows]


def _opens(text: str) -> Fate | None:
    """The fate that a heading of a part tells as a sentence: 二、下列文件宣布失效：."""
    return list_fate(text) if text.endswith("：") and is_section(text) else None


def _by_rows(
    document: Document, blocks: Sequence[Block], source: Source, label: str | None
) -> list[Reference]:
    """The rows of a list without a telling heading whose own cells tell their fate (清理结果)."""
    if not tell_fates(blocks):
        return []
    return [
        row_reference(document, row, row.fate, source, label)
        for row in read_rows(blocks)
        if row.fate and row.title and row.number
    ]


def _tabled(document: Document, tables: Sequence[BodyTable], source: Source) -> list[Reference]:
    """The rows of tables in a body that list documents (序号 文件名称 文号), with the fate that the
    words above the table, its rows or the title tell."""
    found: list[Reference] = []
    for table in tables:
        start = first_row(table.cells)
        names = "".join(cell.text for cell in table.cells[:start])
        headed = rule("list.header").search(names) is not None
        above = table.above.text if table.above else ""
        headed = headed and not rule("list.other_columns").search(names)
        fate = fate_of(above) or list_fate(above)
        if not headed and fate is None:
            continue
        if not rule("list.used").search(above):
            fate = fate or titled_fate(source.title)
        if fate is None:
            found += _by_rows(document, table.cells[start:], source, None)
            continue
        rows = read_rows(table.cells)
        found += [row_reference(document, row, fate, source, None) for row in rows]
    return found


def _started(found: Sequence[Reference], source: Source) -> tuple[Reference, ...]:
    """Effects told from the text's own start, with its day; from its issue where it tells none."""
    return tuple(from_start(item, source.start, source.issued_on) for item in found)
