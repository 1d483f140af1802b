"""The circulars of a file as plain text: as a clean copy reads, without pages, seals or pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import heads
from .flow import blocks
from .paragraph import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .source import Document, Imprint, Source

_MARKS = ("## ", "# ", "^ ", "> ")


def _body(body: str) -> Iterator[str]:
    """Paragraphs without markup, a table as one block of lines with tabs."""
    for text, rows in blocks(body):
        if rows:
            yield "\n".join("\t".join(plain(cell) for cell in row) for row in rows)
        elif text != "---":
            lead = next((mark for mark in _MARKS if text.startswith(mark)), "")
            yield plain(text[len(lead) :])


def _red_head(document: Document) -> Iterator[str]:
    """The head and what stands between it and the red line."""
    suffix = heads.suffix_of(document)
    joint = len(document.head) > 1 and suffix
    if document.head:
        yield "　".join(document.head) + ("　" if joint else "") + suffix
    if document.form == "telegram":
        yield "\n".join(
            f"{left}　　{right}" if right else left for left, right in heads.telegram_rows(document)
        )
    elif document.signers:
        yield f"{document.number}　　签发人：{'　'.join(document.signers)}"
    elif document.head:
        yield document.number
    if row := heads.head_row(document):
        yield "　　".join(filter(None, row))


def _head(document: Document) -> Iterator[str]:
    urgency = None if document.form == "telegram" else document.urgency
    yield from filter(None, (document.copy_number, urgency, document.register_number))
    yield from _red_head(document)
    if document.title:
        yield "".join(document.title)
    if not document.head:
        yield document.number
    if document.addressees:
        yield f"{document.addressees}："


def _attachments(titles: tuple[str, ...]) -> Iterator[str]:
    if len(titles) == 1:
        yield f"附件：{titles[0]}"
    elif titles:
        rows = [f"{index}. {title}" for index, title in enumerate(titles, 1)]
        yield "\n".join([f"附件：{rows[0]}", *rows[1:]])


def _imprint(imprint: Imprint) -> Iterator[str]:
    if imprint.subject_terms:
        yield "主题词：" + "　".join(imprint.subject_terms)
    if imprint.copied_to:
        yield f"抄送：{imprint.copied_to}"
    if imprint.printed_on:
        yield f"{imprint.printed_by or ''}　　{imprint.printed_on}印发".strip()
    if imprint.copies:
        yield imprint.copies


def _document(document: Document) -> Iterator[str]:
    yield from _head(document)
    yield from _body(document.body)
    yield from _attachments(document.attachments)
    closing = ["　".join(document.signature), document.date or ""]
    if document.date and not heads.head_row(document):
        yield "\n".join(filter(None, closing))
    yield from document.notes
    for annex in document.annexes:
        yield from filter(None, (annex.label, "".join(annex.title)))
        yield from _body(annex.body)
    if document.imprint:
        yield from _imprint(document.imprint)


def plain_text(source: Source) -> str:
    """All circulars of the file, one blank line between paragraphs, three between circulars."""
    return "\n\n\n\n".join("\n\n".join(_document(d)) for d in source.documents) + "\n"
