"""Every value of the gold that is a quotation stands in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .header import LISTS
from .tree import walk
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .check import Document, Problem, Words

_NAMES = ("number", "title", "register_number", "copy_number")
_QUOTES = ("printed_by", "secrecy", "urgency", "disclosure")
_UNPRINTED = re.compile("第.+款")
_PIECES = re.compile("第[^第]+")
_NUMBER = re.compile("(.+〔[0-9]{4})〕([0-9]+号)")

Value = tuple[str, str]
"""What it is, and the words that have to stand in the text."""


def check_words(document: Document) -> Iterator[Problem]:
    """What the gold quotes and the text does not say."""
    yield from _annotations(document)
    if document.text is None:
        return
    text, gold = document.text, document.gold
    for field, words in _named(gold):
        if not text.names(words) and not _numbered(field, words, text):
            yield document.problem("not_in_text", f"{field}: {words}")
    for field, words in (*_quoted(gold), *_inside(gold)):
        if not text.quotes(words):
            yield document.problem("not_in_text", f"{field}: {words}")
    for field, words, sentence in _parts_of_norms(gold):
        if plain(words) not in plain(sentence):
            yield document.problem("not_in_sentence", f"{field}: {words}")
    for table in _all(gold, "tables"):
        yield from _rows(document, table, text)
    copies = gold.get("copies")
    if copies and not re.search(f"印{copies}份", text.plain):
        yield document.problem("not_in_text", f"copies: {copies}")


def _numbered(field: str, words: str, text: Words) -> bool:
    """Whether a number stands there in an older form: 〔2012年〕第18号 is 〔2012〕18号."""
    match = _NUMBER.fullmatch(words) if field.endswith("number") else None
    return match is not None and text.names(f"{match[1]}年第{match[2]}")


def contents(gold: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The document itself and each text it carries."""
    yield gold
    yield from gold.get("carried") or []


def _all(gold: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    for content in contents(gold):
        yield from content.get(name) or []


def _named(gold: dict[str, Any]) -> Iterator[Value]:
    """Names and numbers: brackets may be printed otherwise."""
    yield from ((name, gold[name]) for name in _NAMES if gold.get(name))
    for name in ("attachments", "carried"):
        for item in gold.get(name) or []:
            yield name, item["title"]
    for table in _all(gold, "tables"):
        if table.get("title"):
            yield "tables", table["title"]
    for reference in _all(gold, "references"):
        for name in ("title", "number"):
            if reference.get(name):
                yield f"references.{name}", reference[name]
        for part in (reference.get("target_clause") or "").split("、"):
            for piece in _PIECES.findall(part) or [part]:
                yield "references.target_clause", piece


def _quoted(gold: dict[str, Any]) -> Iterator[Value]:
    """What the circular itself says in its head and at its end."""
    for name in _QUOTES:
        if gold.get(name):
            yield name, gold[name]
    for name in LISTS:
        for item in gold.get(name) or []:
            yield name, item
    for contact in gold.get("contacts") or []:
        for name in ("name", "phone", "email"):
            if contact.get(name):
                yield f"contacts.{name}", contact[name]


def _inside(gold: dict[str, Any]) -> Iterator[Value]:
    """What stands in the running text: clauses, references, rules, norms."""
    for content in contents(gold):
        for node in walk(content.get("clauses") or []):
            yield from _clause(node.values)
    for reference in _all(gold, "references"):
        yield from _some("references", reference, ("issuer", "scope", "quote", "approved_by"))
    for rule in _all(gold, "class_rules"):
        yield from _some("class_rules", rule, ("quote", "event"))
        for words in rule.get("exceptions") or []:
            yield "class_rules.exceptions", words
    for norm in _all(gold, "norms"):
        yield from _some("norms", norm, ("text", "bearer", "subject", "region"))


def _some(field: str, item: dict[str, Any], names: tuple[str, ...]) -> Iterator[Value]:
    for name in names:
        if item.get(name):
            yield f"{field}.{name}", item[name]


def _clause(node: dict[str, Any]) -> Iterator[Value]:
    label, heading = node.get("label"), node.get("heading")
    if label and not _UNPRINTED.fullmatch(label):
        yield "clauses.label", label
    if heading:
        yield "clauses.heading", heading


def _parts_of_norms(gold: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for norm in _all(gold, "norms"):
        sentence = norm["text"]
        for name in ("conditions", "exceptions"):
            for words in norm.get(name) or []:
                yield f"norms.{name}", words, sentence
        for quantity in norm.get("quantities") or []:
            if quantity.get("text"):
                yield "norms.quantities", quantity["text"], sentence
        deadline = norm.get("deadline") or {}
        for name in ("text", "recurring"):
            if deadline.get(name):
                yield "norms.deadline", deadline[name], sentence


def _rows(document: Document, table: dict[str, Any], text: Words) -> Iterator[Problem]:
    """Rows stand in the text as rows, or at least cell by cell (a cell may be set in lines)."""
    for row in [table.get("header") or [], *(table.get("rows") or [])]:
        if not text.quotes("".join(row).replace("|", "")):
            for cell in row:
                if not text.quotes(cell):
                    yield document.problem("not_in_text", f"tables: {cell}")


def _annotations(document: Document) -> Iterator[Problem]:
    """Handwriting and stamps stand on their page, and not in the clean text."""
    for mark in document.gold.get("annotations") or []:
        if not isinstance(mark, dict):
            continue
        words, number = plain(mark["text"]), mark.get("page")
        pages = document.pages
        if pages and number and number <= len(pages):
            pages = (pages[number - 1],)
        lines = [[plain(line) for line in page if plain(line)] for page in pages]
        if pages and not any("".join(x for x in page if x in words) == words for page in lines):
            yield document.problem("not_on_page", f"annotations: {mark['text']}")
        if document.text and document.text.quotes(mark["text"]):
            yield document.problem("on_paper_only", f"annotations: {mark['text']}")
