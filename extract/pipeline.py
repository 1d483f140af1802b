"""A spaCy pipeline that carries what is read from a text for the users of spaCy.

Components, registered as factories: `hongtou_boundaries` (cuts words where a value begins or
ends), `hongtou_clauses` and `hongtou_references` (`doc.spans`), `hongtou_entities` (`doc.ents`).
The circulars themselves are at `doc._.circulars`. Only `str` is read: no pages, no boxes.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

import jieba
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ..ingest.page import Line, Page
from .clauses import walk
from .dates import find_dates
from .normalise import tidy
from .numbers import find_numbers
from .read import read_circulars
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .circular import CarriedText, Circular, Clause, Evidence, Reference

CLAUSES, REFERENCES = "clauses", "references"
_TOKENIZER = {
    "nlp": {"tokenizer": {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "jieba"}}
}
_COMPONENTS = ("hongtou_boundaries", "hongtou_clauses", "hongtou_references", "hongtou_entities")
_HELD = 64


def load() -> Language:
    """A blank Chinese pipeline, words by jieba, with the components of this package.

    `doc.spans["references"]`: one span a mention, its label the relation, its id the reference's
    key. `doc.spans["clauses"]`: label the clause's id. `doc.ents`: `NUMBER` (发文字号), `ORG`,
    `DATE`, `AMOUNT`. `doc._.circulars` and, on spans, `span._.reference` and `span._.clause`
    give what was read with all its fields.
    """
    jieba.setLogLevel(logging.WARNING)
    nlp = spacy.blank("zh", config=_TOKENIZER)
    for name in _COMPONENTS:
        nlp.add_pipe(name)
    return nlp


@lru_cache(maxsize=_HELD)
def read_text(text: str) -> tuple[Circular, ...]:
    """The circulars of a text. Its spans count characters of `text`."""
    lines = tuple(Line(row if row.strip() else " " * len(row)) for row in text.split("\n"))
    return read_circulars([Page(1, 0.0, 0.0, lines, "text")])


@Language.component("hongtou_boundaries")
def cut_words(doc: Doc) -> Doc:
    """Cut every word that a value begins or ends in, so that spans are exact."""
    spans = [span for span, *_ in (*_clauses(doc.text), *_references(doc.text))]
    spans += [(start, end) for start, end, _ in _entities(doc.text)]
    edges = {edge for span in spans for edge in span}
    with doc.retokenize() as retokenizer:
        for token in doc:
            inner = [token.idx + i for i in range(1, len(token)) if token.idx + i in edges]
            if inner:
                ends = [*inner, token.idx + len(token)]
                words = [doc.text[a:b] for a, b in zip([token.idx, *inner], ends, strict=True)]
                retokenizer.split(token, words, heads=[(token, i) for i in range(len(words))])
    return doc


@Language.component("hongtou_clauses", assigns=["doc.spans"])
def mark_clauses(doc: Doc) -> Doc:
    """Fill `doc.spans["clauses"]`."""
    doc.spans[CLAUSES] = [
        span
        for (start, end), clause in _clauses(doc.text)
        if (span := doc.char_span(start, end, clause.id, alignment_mode="expand"))
    ]
    return doc


@Language.component("hongtou_references", assigns=["doc.spans"])
def mark_references(doc: Doc) -> Doc:
    """Fill `doc.spans["references"]`."""
    doc.spans[REFERENCES] = [
        span
        for (start, end), item in _references(doc.text)
        if (
            span := doc.char_span(
                start, end, item.relation, alignment_mode="expand", span_id=item.key
            )
        )
    ]
    return doc


@Language.component("hongtou_entities", assigns=["doc.ents"])
def mark_entities(doc: Doc) -> Doc:
    """Fill `doc.ents`: the longer of two that overlap."""
    found = (
        doc.char_span(start, end, label, alignment_mode="expand")
        for start, end, label in _entities(doc.text)
    )
    doc.set_ents(filter_spans([span for span in found if span]))
    return doc


def _texts(circular: Circular) -> list[Circular | CarriedText]:
    return [circular, *circular.carried]


def _clauses(text: str) -> Iterator[tuple[tuple[int, int], Clause]]:
    for circular in read_text(text):
        for owner in _texts(circular):
            for clause in walk(owner.clauses):
                if span := _extent(clause.evidence):
                    yield span, clause


def _references(text: str) -> Iterator[tuple[tuple[int, int], Reference]]:
    for circular in read_text(text):
        for owner in _texts(circular):
            for item in owner.references:
                if span := _extent(item.evidence):
                    yield span, item


def _extent(evidence: tuple[Evidence, ...]) -> tuple[int, int] | None:
    spans = [item.span for item in evidence if item.span]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def _entities(text: str) -> Iterator[tuple[int, int, str]]:
    for circular in read_text(text):
        for body in (*circular.issuers, *circular.addressees, *circular.copied_to):
            yield from ((*item.span, "ORG") for item in body.evidence if item.span)
    tidied = tidy(text)
    marks = [(m.start, m.end, "NUMBER") for m in find_numbers(tidied.text)]
    marks += [(m.start, m.end, "DATE") for m in find_dates(tidied.text)]
    marks += [
        (m.start(), m.end(), "AMOUNT")
        for m in rule("quantity.number").finditer(tidied.text)
        if (m["unit"] or "").endswith("元") or m["part"] or m["unit"] == "%"
    ]
    for start, end, label in marks:
        yield tidied.offsets[start], tidied.offsets[end - 1] + 1, label


def _of_span(
    values: Callable[[str], Iterator[tuple[tuple[int, int], object]]],
) -> Callable[[Span], object]:
    def get(span: Span) -> object:
        place = span.start_char, span.end_char
        return next((value for at, value in values(span.doc.text) if at == place), None)

    return get


Doc.set_extension("circulars", getter=lambda doc: read_text(doc.text), force=True)
Span.set_extension("clause", getter=_of_span(_clauses), force=True)
Span.set_extension("reference", getter=_of_span(_references), force=True)
