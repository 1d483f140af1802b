"""What extract gives: circulars, every value of them with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    import datetime as dt

    from ..ingest.page import Box

T = TypeVar("T")
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands: `span` in the file's text (null for what is seen, not read: a seal),
    `page` and `box` (points), null without pages."""

    span: tuple[int, int] | None
    quote: str
    rule: str
    confidence: float
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, how sure it is (0…1), what shows it, and the readings it was preferred to."""

    value: T
    confidence: float
    evidence: tuple[Evidence, ...]
    candidates: tuple[T, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A document number (发文字号, GB/T 9704-2012 7.2.5) taken apart.

    `form`: `bracketed` 国办发〔1999〕79号, `order` 令第5号, `yearless` 国办发79号.
    """

    prefix: str
    year: int | None
    sequence: str
    form: Literal["bracketed", "order", "yearless"]


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A normalised document number and its parts."""

    text: str
    parts: NumberParts


@dataclass(frozen=True, slots=True)
class Contact:
    """One person to ask."""

    name: str | None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """An entry of the list of attachments (附件说明, GB/T 9704-2012 7.3.4)."""

    index: int
    title: str
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """Handwriting or a stamp: never part of the body."""

    text: str
    kind: Literal["handwriting", "stamp"]
    page: int | None


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal (印章): where it stands, its ring text if read, whether that agrees with the issuer."""

    page: int
    box: Box
    text: str | None = None
    agrees_with_issuer: bool | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: `id` is stable (一, 二（一）, 第三条), `label` the printed mark without punctuation.

    `confidence` is that of mark and heading; the evidence has that of the text, page by page.
    """

    id: str
    label: str
    heading: str | None
    text: str
    children: tuple[Clause, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of another document (relations.md): by title, by number, or both."""

    key: str
    relation: str
    title: str | None
    number: str | None
    issuer: str | None
    clause: str | None
    quote: str
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CarriedText:
    """A text the circular carries (印发 的办法): its own clauses, references and attachments."""

    title: str
    clauses: tuple[Clause, ...]
    references: tuple[Reference, ...]
    attachments: tuple[Found[Attachment], ...]
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt: a cross-check that failed or a field that is not sure."""

    code: str
    severity: Severity
    field: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Circular:
    """One circular of a file: `part` counts from 1, `pages` are its first and last.

    Fields are null or empty where the text says nothing, or nothing sure enough.
    """

    part: int
    pages: tuple[int, int] | None
    text_span: tuple[int, int]
    number: Found[DocumentNumber] | None = None
    title: Found[str] | None = None
    genre: Found[str] | None = None
    issuers: tuple[Found[str], ...] = ()
    signers: tuple[Found[str], ...] = ()
    addressees: tuple[Found[str], ...] = ()
    copied_to: tuple[Found[str], ...] = ()
    issued_on: Found[dt.date] | None = None
    printed_on: Found[dt.date] | None = None
    published_on: Found[dt.date] | None = None
    printed_by: Found[str] | None = None
    copies: Found[int] | None = None
    copy_number: Found[str] | None = None
    secrecy: Found[str] | None = None
    secrecy_term: Found[str] | None = None
    urgency: Found[str] | None = None
    disclosure: Found[str] | None = None
    subject_terms: tuple[Found[str], ...] = ()
    contacts: tuple[Found[Contact], ...] = ()
    attachments: tuple[Found[Attachment], ...] = ()
    annotations: tuple[Found[Annotation], ...] = ()
    seals: tuple[Found[Seal], ...] = ()
    clauses: tuple[Clause, ...] = ()
    carried: tuple[CarriedText, ...] = ()
    references: tuple[Reference, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
