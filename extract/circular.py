"""What extract gives: circulars, every value of them with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from ..ingest.values import dataclass, field
from .amounts import Deadline, Quantity, Within
from .seen import PageFinding, PageStep, SeenPage

if TYPE_CHECKING:
    import datetime as dt

    from ..ingest.page import Box

__all__ = ["Deadline", "PageFinding", "PageStep", "Quantity", "SeenPage", "Within"]
T = TypeVar("T")
Severity = Literal["error", "warning", "info"]
Modality = Literal[
    "obligation", "prohibition", "permission", "entitlement", "condition", "procedure", "definition"
]


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
class Body:
    """A body (机关): its full name, level (直辖市 count as 省) and region; null where not certain."""

    name: str | None = None
    level: Literal["国", "省", "市", "县", "乡"] | None = None
    region: str | None = None


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
class Personal:
    """Personal data that stands in the text, so that an export can mask it."""

    kind: Literal["mobile", "identity"]
    text: str


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
class Received:
    """收文: the number and the day the receiving office stamped or wrote on it."""

    number: str | None
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; null where open."""

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time: 5 years."""

    value: int
    unit: Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class AppliesBy:
    """The event that decides which case falls under a rule (以审批的开班时间为准)."""

    event: str
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """Time of a circular, a carried text or a clause (relations.md, "Time").

    `expires_on` is the last day, inclusive. `scope` names the matter that ends where only a part
    does and no clause is clearly meant: then `partial`.
    """

    effective_on: dt.date | None = None
    effective_basis: Literal["on_issue", "stated", "computed"] | None = None
    assumed: bool = False
    retroactive: bool = False
    expires_on: dt.date | None = None
    expires_basis: Literal["term", "stated"] | None = None
    term: Term | None = None
    lapses: Literal["automatic"] | None = None
    tentative: bool = False
    until_event: str | None = None
    plan_period: Period | None = None
    trial: bool = False
    partial: bool = False
    scope: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()


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
    validity: Validity | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of another document (relations.md): by title, by number, or both.

    `target_clause` and `partial` where only a part is meant, `scope` the matter in the text's
    words; `until` is the last day, inclusive; `effective` is false where the effect is only
    announced, drafted, negated or asked.
    """

    key: str
    relation: str
    title: str | None
    number: str | None
    issuer: str | None
    clause: str | None
    quote: str
    confidence: float
    evidence: tuple[Evidence, ...]
    target_clause: str | None = None
    partial: bool = False
    scope: str | None = None
    effective_on: dt.date | None = None
    until: dt.date | None = None
    mutatis: bool = False
    effective: bool = True
    approved_by: str | None = None
    applies_by: AppliesBy | None = None
    issuer_name: str | None = None


@dataclass(frozen=True, slots=True)
class ClassRule:
    """A clearing-up rule that a text states as a class, kept as a rule (relations.md).

    `class_repeal` (除…外，一律废止) with its exceptions; `conditional` (待…出台后废止;
    逾期未公布的，自…起宣布失效) with its event and day. `soft`: 原则上.
    """

    kind: Literal["class_repeal", "conditional"]
    clause: str | None
    quote: str
    confidence: float
    evidence: tuple[Evidence, ...]
    exceptions: tuple[str, ...] = ()
    soft: bool = False
    event: str | None = None
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table over one or more pages: rows of cell texts, the header apart, "" for empty cells.
    `attachment` is the index of that it stands in; `cells` has their boxes, the header's first."""

    pages: tuple[int, ...]
    title: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    attachment: int | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    cells: tuple[tuple[CellPlace | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class NormPart:
    """Where a part of a norm stands; the least confidence of its evidence is how sure it is.

    `name` is its place in the norm, as in the record: bearer, conditions/0."""

    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FurtherAct:
    """An act of a sentence behind its first; `bearer` is null where it is the norm's own."""

    modality: Modality
    bearer: str | None
    action: str
    object: str | None


@dataclass(frozen=True, slots=True)
class Norm:
    """What one sentence of a clause orders, forbids, allows, grants or defines."""

    id: str
    clause: str | None
    modality: Modality
    text: str
    confidence: float
    evidence: tuple[Evidence, ...]
    bearer: str | None = None
    jointly_with: tuple[str, ...] = ()
    action: str | None = None
    object: str | None = None
    further_acts: tuple[FurtherAct, ...] = ()
    conditions: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    deadline: Deadline | None = None
    further_deadlines: tuple[Deadline, ...] = ()
    validity: Validity | None = None
    region: str | None = None
    subject: str | None = None
    soft: bool = False
    discretion: str | None = None
    applies_by: AppliesBy | None = None
    parts: tuple[NormPart, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedText:
    """A text the circular carries (印发 的办法), with all that it says itself.

    `attachment` is its number where it is an attachment of clauses, not what the circular issues.
    """

    title: str
    clauses: tuple[Clause, ...]
    references: tuple[Reference, ...]
    attachments: tuple[Found[Attachment], ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    validity: Validity | None = None
    norms: tuple[Norm, ...] = ()
    tables: tuple[Table, ...] = ()
    class_rules: tuple[ClassRule, ...] = ()
    attachment: int | None = None


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

    Fields are null or empty where the text says nothing, or nothing sure enough. `item` is the
    part that leads its archival item (件), null where it stands alone.
    """

    part: int
    pages: tuple[int, int] | None
    text_span: tuple[int, int]
    number: Found[DocumentNumber] | None = None
    further_numbers: tuple[Found[DocumentNumber], ...] = ()
    title: Found[str] | None = None
    genre: Found[str] | None = None
    issuers: tuple[Found[str], ...] = ()
    issuer_bodies: tuple[Body, ...] = ()
    signers: tuple[Found[str], ...] = ()
    addressees: tuple[Found[str], ...] = ()
    addressee_bodies: tuple[Body, ...] = ()
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
    register_number: Found[str] | None = None
    received: Found[Received] | None = None
    item: int | None = None
    contacts: tuple[Found[Contact], ...] = ()
    attachments: tuple[Found[Attachment], ...] = ()
    annotations: tuple[Found[Annotation], ...] = ()
    personal: tuple[Found[Personal], ...] = ()
    seals: tuple[Found[Seal], ...] = ()
    seen_pages: tuple[SeenPage, ...] = ()
    clauses: tuple[Clause, ...] = ()
    carried: tuple[CarriedText, ...] = ()
    references: tuple[Reference, ...] = ()
    tables: tuple[Table, ...] = ()
    class_rules: tuple[ClassRule, ...] = ()
    validity: Validity | None = None
    norms: tuple[Norm, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
