"""What a source file says: circulars as an office would draft them, before any layout."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, fields, replace
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
    """Handwriting (`pen`) or a `stamp` on a page of the circular; `at` in mm from its top left."""

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
    number: str
    body: str
    head: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    head_suffix: str | None = None
    register_number: str | None = None
    addressees: str | None = None
    copy_number: str | None = None
    urgency: str | None = None
    signers: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    date: str | None = None
    date_at_end: bool = False
    """Minutes: name and day close the text; else they stand on the red line."""
    notes: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    imprint: Imprint | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the corpus: its circulars in order, and how it is scanned. Pages count from 1."""

    stem: str
    variant: str
    seed: int
    documents: tuple[Document, ...] = ()
    blank_after: int | None = None
    upside_down: int | None = None
    split_page: int | None = None
    """The last page of the first of the two files the circular lies over."""


class SourceError(ValueError):
    """A source says what cannot be rendered; the message names the file, the place and the remedy."""


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _made(kind: type[Any], row: Any, place: str) -> Any:
    """An object of `kind` from its table; unknown and missing keys are told by name."""
    if not isinstance(row, dict):
        raise SourceError(f"{place} must be a table")
    known = {f.name: f for f in fields(kind)}
    if unknown := sorted(set(row) - set(known)):
        hint = " (it stands at the top of the file)" if set(unknown) & OF_FILE else ""
        raise SourceError(
            f"{place} has no key {', '.join(unknown)}{hint}; keys: {', '.join(known)}"
        )
    required = {name for name, f in known.items() if f.default is MISSING}
    if lacking := sorted(required - set(row)):
        raise SourceError(f"{place} lacks {', '.join(lacking)}")
    for name, value in row.items():
        if isinstance(value, str) and "tuple" in str(known[name].type):
            raise SourceError(f'{place}: {name} is a list, write {name} = ["{value}"]')
    return kind(**_tuples(row))


OF_FILE = {"variant", "seed", "blank_after", "upside_down", "split_page"}


def _document(row: dict[str, Any], place: str) -> Document:
    row = dict(row)
    row["annexes"] = [
        _made(Annex, annex, f"{place}, annex {index}")
        for index, annex in enumerate(row.get("annexes", []), 1)
    ]
    row["marks"] = [
        _made(Mark, mark, f"{place}, mark {index}")
        for index, mark in enumerate(row.get("marks", []), 1)
    ]
    if "imprint" in row:
        row["imprint"] = _made(Imprint, row["imprint"], f"{place}, imprint")
    document: Document = _made(Document, row, place)
    return document


def _without_marks(document: Document) -> Document:
    """A copy as the next office files it: what the first one wrote on its own copy is not there."""
    return replace(document, marks=(), copy_number=None)


def load(path: Path) -> Source:
    """Reads one source file; `include = "<stem>"` stands for the circulars of another one.

    SourceError for what is no TOML, for keys that are unknown or lacking, for an include of nothing."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path.name}: not TOML: {error}") from error
    if unknown := sorted(set(raw) - OF_FILE - {"documents"}):
        raise SourceError(f"{path.name}: no key {', '.join(unknown)} at the top of a file")
    if lacking := sorted({"variant", "seed", "documents"} - set(raw)):
        raise SourceError(f"{path.name}: lacks {', '.join(lacking)}")
    documents: list[Document] = []
    for index, row in enumerate(raw["documents"], 1):
        place = f"{path.name}, circular {index}"
        if "include" in row:
            other = path.with_name(f"{row['include']}.toml")
            if not other.is_file():
                raise SourceError(f"{place}: include of {row['include']}, which is no source")
            documents += [_without_marks(document) for document in load(other).documents]
        else:
            documents.append(_document(row, place))
    of_file = {key: raw[key] for key in raw if key in OF_FILE}
    return Source(stem=path.stem, documents=tuple(documents), **of_file)
