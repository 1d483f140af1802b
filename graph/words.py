"""The words around what evidence shows: whole sentences, rows of tables, orders over a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..extract.clauses import walk
from ..extract.document import PARAGRAPH
from ..extract.normalise import tight
from .parts import owners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..extract.circular import Circular, Evidence, Table
    from ..ingest.page import Box

_END = re.compile(rf"[。！？]|{PARAGRAPH}|\n\s*\n")
_LONGEST = 600
_OPERATIVE = re.compile(
    r"(?:现(?:将|就|予|转发|印发|批转|通知|函告|公告|对|补充|决定|一并)|(?:通知|答复|批复|公告|决定|纪要|函告)如下|"
    r"决定(?:废止|修改|撤销)|转发给你们|印发给你们|遵照执行)"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with the place they stand in; page and box (points) null without pages."""

    text: str
    page: int | None = None
    box: Box | None = None


def quote_of(evidence: Evidence) -> Quote:
    """What evidence shows, as it stands."""
    return Quote(evidence.quote, evidence.page, evidence.box)


def sentence(evidence: Evidence, circular: Circular, text: str | None) -> Quote:
    """The sentence that evidence stands in: of the clause, else of the file's text, else itself."""
    core = tight(evidence.quote)
    if evidence.span and text and core:
        start, end = evidence.span
        begin = max(
            (m.end() for m in _END.finditer(text, max(0, start - _LONGEST), start)), default=0
        )
        begin = max(begin, start - _LONGEST, circular.text_span[0])
        stop = _END.search(text, end, min(len(text), end + _LONGEST))
        finish = stop.end() if stop else min(end + _LONGEST, circular.text_span[1], len(text))
        found = tight(text[begin:finish])
        if core in found:
            return Quote(found, evidence.page, evidence.box)
    for _, words in clause_words(circular):
        at = words.find(core)
        if core and at >= 0:
            return Quote(_around(words, at, at + len(core)), evidence.page, evidence.box)
    return quote_of(evidence)


def _around(words: str, start: int, end: int) -> str:
    begin = max(words.rfind(sign, 0, start) for sign in "。！？\n") + 1
    stops = [at for sign in "。！？\n" if (at := words.find(sign, end)) >= 0]
    return words[begin : min(stops) + 1 if stops else len(words)].strip()


def clause_words(circular: Circular) -> Iterator[tuple[Evidence | None, str]]:
    """The words of every clause of a circular and the texts it carries, with their evidence."""
    for owner in owners(circular):
        for clause in walk(owner.clauses):
            yield (clause.evidence[0] if clause.evidence else None), clause.text


def sentences_with(
    pattern: re.Pattern[str], circular: Circular, text: str | None
) -> Iterator[Quote]:
    """Every sentence a pattern is found in: of the circular's text, else of its clauses."""
    if text:
        start, end = circular.text_span
        for words, at in _cut(text[start:end]):
            if pattern.search(words):
                yield _placed(words, start + at, circular)
        return
    for evidence, words in clause_words(circular):
        for part in re.split(r"(?<=[。！？])|\n", words):
            if part and pattern.search(part):
                page, box = (evidence.page, evidence.box) if evidence else (None, None)
                yield Quote(part, page, box)


def _cut(text: str) -> Iterator[tuple[str, int]]:
    """The sentences of a text, each with where its first word stands."""
    at = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        raw = text[at:end]
        if words := tight(raw).strip():
            yield words, at + len(raw) - len(raw.lstrip())
        at = end


def _placed(words: str, at: int, circular: Circular) -> Quote:
    """A sentence with page and box of the clause or cell it stands in, where one is known."""
    for evidence, said in clause_words(circular):
        if evidence and words[-12:] in said:
            return Quote(words, evidence.page, evidence.box)
    for table in (table for owner in owners(circular) for table in owner.tables):
        for row, places in zip((table.header, *table.rows), table.cells, strict=False):
            for cell, place in zip(row, places, strict=False):
                if place and words in tight(cell):
                    return Quote(words, place.page, place.box)
    return Quote(words, _page_before(at, circular), None)


def _page_before(at: int, circular: Circular) -> int | None:
    """The page of what stands nearest before a place in the text, else the first."""
    shown = [e for owner in owners(circular) for table in owner.tables for e in table.evidence]
    shown += [e for owner in owners(circular) for c in walk(owner.clauses) for e in c.evidence]
    near = [(e.span[0], e.page) for e in shown if e.span and e.page and e.span[0] <= at]
    return max(near)[1] if near else circular.pages[0] if circular.pages else None


def operative(circular: Circular, text: str | None) -> Quote | None:
    """The sentence by which a circular binds (现通知如下, 现转发给你们), null where none is found."""
    title = circular.title.value if circular.title else ""
    found = (
        q for q in sentences_with(_OPERATIVE, circular, text) if q.text.strip("。") not in title
    )
    return next(found, None)


def row_of(
    circular: Circular, number: str | None, title: str | None, annex: str | None = None
) -> tuple[Table, tuple[str, ...]] | None:
    """The row of a table that lists a document, by number, else title; of the annex named (附件2)
    where the circular has several."""
    tables = [table for owner in owners(circular) for table in owner.tables]
    index = int(annex[2:]) if annex and annex[2:].isdecimal() else None
    same = [table for table in tables if index is None or table.attachment == index]
    for table in same or tables:
        for row in table.rows:
            cells = [tight(cell) for cell in row]
            if number and any(_alike(cell, number) for cell in cells):
                return table, row
            if not number and title and tight(title) in cells:
                return table, row
    return None


def _alike(cell: str, number: str) -> bool:
    from .names import number_key

    key = number_key(number)
    other = number_key(cell) if cell.endswith(("号", "期")) else None
    return key is not None and other is not None and key.fits(other)
