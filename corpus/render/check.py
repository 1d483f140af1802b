"""Markup errors of a source, told before anything is set."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .flow import ONCE
from .fonts import charset
from .heads import HEADS, JOINT
from .paragraph import cells
from .source import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .source import Document, Source

MOST_BODIES = 5
KINDS = ("pen", "stamp")
_SPANS = re.compile(r"\{(?:hei|kai|biaosong|song)\|[^{}]*\}")


def _of_body(body: str) -> Iterator[str]:
    """What is wrong with the markup of a body, line by line."""
    if "\t" in body:
        yield "a tab in the body: write spaces, or | for a table"
    width = 0
    for before, text in pairwise(["", *body.strip().splitlines()]):
        if re.search(r"[{}]", _SPANS.sub("", text)):
            yield f"braces that are no {{hei|…}} or {{kai|…}} in “{text[:24]}”"
        if not text.startswith("|"):
            width = 0
            if text.startswith("%") and text != ONCE:
                yield f"“{text[:24]}” is no directive; there is {ONCE}"
            if re.match(r"#{1,3}[^ #]|#{3}", text):
                yield f"“{text[:24]}”: headings are written “# …” or “## …”"
            continue
        if not text.endswith("|"):
            yield f"table row “{text[:24]}” does not end with |"
        count = len(cells(text))
        if before.startswith("|") and width and count != width:
            yield f"table row “{text[:24]}” has {count} cells, its header {width}"
        width = width or count


def _of_head(document: Document) -> Iterator[str]:
    """What the form of a circular does not go with."""
    if document.form not in HEADS:
        yield f"form “{document.form}” is none of {', '.join(HEADS)}"
        return
    bodies = len(document.head)
    if not bodies and document.form != "announcement":
        yield "head is empty"
    if bodies > MOST_BODIES:
        yield f"head names {bodies} bodies, at most {MOST_BODIES} can be set"
    if bodies > 1 and document.form not in JOINT:
        yield f"the head of form “{document.form}” is that of one body (the lead)"
    if not document.title and document.form != "order":
        yield "title is empty; only an order may have none"
    yield from _of_close(document)


def _of_close(document: Document) -> Iterator[str]:
    """What is wrong with signature, seals and marks."""
    if document.form == "order" and not all("　" in name for name in document.signature):
        yield "the signature of an order is an office and a name with 　 between (“省长　…”)"
    if document.seals and document.signature and len(document.seals) != len(document.signature):
        yield f"{len(document.seals)} seals for {len(document.signature)} names of the signature"
    for mark in document.marks:
        if mark.kind not in KINDS:
            yield f"mark of kind “{mark.kind}” is none of {', '.join(KINDS)}"
        for char in sorted(set("".join(mark.lines)) - {"　"}):
            if ord(char) not in charset("hand"):
                yield f"the hand cannot write “{char}”"


def problems(source: Source) -> list[str]:
    """Everything that is wrong with a source, each with its place; empty when it can be rendered."""
    found: list[str] = []

    def add(place: str, messages: Iterable[str]) -> None:
        found.extend(f"{source.stem}.toml, {place}: {message}" for message in messages)

    if not source.documents:
        add("file", ["no circular in it"])
    for index, document in enumerate(source.documents, 1):
        place = f"circular {index} ({document.number})"
        add(place, _of_head(document))
        add(place, _of_body(document.body))
        for number, annex in enumerate(document.annexes, 1):
            add(f"{place}, annex {number}", _of_body(annex.body))
    return found


def checked(source: Source) -> Source:
    """The source itself, or a SourceError with a line for each of its problems."""
    if wrong := problems(source):
        raise SourceError("\n".join(wrong))
    return source
