"""What a source file says: circulars as an office would draft them, before any layout."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (GB/T 9704-2012 7.4), and the 主题词 line that older circulars have above it."""

    subject_terms: tuple[str, ...] = ()
    copied_to: str | None = None
    printed_by: str | None = None
    printed_on: str | None = None
    copies: str | None = None
    new_page: bool = False
    """Stands alone on a page of its own: the last page of a sheet is an even one."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex or a carried text, behind the circular and before its imprint."""

    title: tuple[str, ...]
    body: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Handwriting or a stamp on a page of the circular (from 1); `at` in mm from the page's top left."""

    kind: str
    page: int
    at: tuple[float, float]
    lines: tuple[str, ...]
    angle: float = 0.0
    size: float = 20.0


@dataclass(frozen=True, slots=True)
class Document:
    """One circular. `title` and `head` are given in the lines they are set in."""

    form: str
    head: tuple[str, ...]
    number: str
    title: tuple[str, ...]
    body: str
    head_suffix: str = "文件"
    addressees: str | None = None
    copy_number: str | None = None
    urgency: str | None = None
    signers: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    date: str | None = None
    notes: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    imprint: Imprint | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the corpus: its circulars in order, and how it is scanned."""

    stem: str
    variant: str
    seed: int
    documents: tuple[Document, ...] = field(default=())


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _document(row: dict[str, Any]) -> Document:
    row = dict(row)
    row["annexes"] = [Annex(**_tuples(annex)) for annex in row.get("annexes", [])]
    row["marks"] = [Mark(**_tuples(mark)) for mark in row.get("marks", [])]
    if "imprint" in row:
        row["imprint"] = Imprint(**_tuples(row["imprint"]))
    return Document(**_tuples(row))


def _without_marks(document: Document) -> Document:
    """A copy as the next office files it: what the first one wrote on its own copy is not there."""
    names = [name for name in Document.__slots__ if name not in {"marks", "copy_number"}]
    return Document(**{name: getattr(document, name) for name in names})


def load(path: Path) -> Source:
    """Reads one source file; `include = "<stem>"` stands for the circulars of another one."""
    raw = tomllib.loads(path.read_text("utf-8"))
    documents: list[Document] = []
    for row in raw["documents"]:
        if "include" in row:
            other = load(path.with_name(f"{row['include']}.toml"))
            documents += [_without_marks(document) for document in other.documents]
        else:
            documents.append(_document(row))
    return Source(path.stem, raw["variant"], raw["seed"], tuple(documents))
