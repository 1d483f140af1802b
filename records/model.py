"""The record as other programs see it: names, types, and the JSON Schema made from them.

Every name is always there; what is absent is null or an empty list, never an empty string.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003  # pydantic reads it
from typing import Annotated, Literal

from pydantic import Field

from .model_base import Box, Key, Modality, Model, PageNumber, Sha256, Share, Text
from .model_pages import PageModel  # noqa: TC001

SCHEMA = "hongtou.record/1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class ContinuedModel(Model):
    """A further file that the circular goes on in; its pages are counted on from the file before:
    `pages` are its first and last in that count, which all places of the record are in."""

    file: Text
    sha256: Sha256
    pages: tuple[PageNumber, PageNumber]
    because: list[Literal["page_numbers", "clauses", "annex", "no_close"]]


class SourceModel(Model):
    """The file a record was read from; `part` says which circular of it, from 1."""

    file: Text = Field(description="relative to the root given")
    sha256: Sha256
    pages: tuple[PageNumber, PageNumber] | None = Field(description="first and last page")
    part: int = Field(ge=1)
    continued_in: list[ContinuedModel] = Field(description="a circular over several files")


class NumberPartsModel(Model):
    """A document number (发文字号) taken apart."""

    prefix: Text | None = Field(description="null: 第9期 of minutes counts without one")
    year: int | None
    sequence: Text
    form: Literal["bracketed", "order", "yearless"]


class BodyModel(Model):
    """A body (机关): its name in full, level and region; null where not certain."""

    name: Text | None
    level: Literal["国", "省", "市", "县", "乡"] | None
    region: Text | None


class ReceivedModel(Model):
    """收文: the number and the day the receiving office wrote on it."""

    number: Text | None
    on: dt.date | None


class ContactModel(Model):
    """One person to ask (联系人)."""

    key: Key
    name: Text | None
    phone: Text | None
    email: Text | None


class AttachmentModel(Model):
    """An entry of the list of attachments (附件说明)."""

    key: Key
    index: int
    title: Text
    pages: tuple[PageNumber, PageNumber] | None
    target: Text | None = Field(description="id in the library of the circular attached")


class PersonalModel(Model):
    """A mobile or identity number in the text, marked so that it can be masked."""

    key: Key
    kind: Literal["mobile", "identity"]
    text: Text


class AnnotationModel(Model):
    """Handwriting (批示) or a stamp; never part of the body."""

    key: Key
    text: Text
    kind: Literal["handwriting", "stamp"]
    page: PageNumber | None


class SealModel(Model):
    """A seal (印章)."""

    key: Key
    page: PageNumber
    box: Box
    text: Text | None
    agrees_with_issuer: bool | None


class PeriodModel(Model):
    """From one day to another, both included."""

    from_: dt.date | None = Field(alias="from")
    to: dt.date | None


class TermModel(Model):
    """A length of time: 5 years."""

    value: int
    unit: Literal["day", "month", "year"]


class ValidityModel(Model):
    """Time of a circular, a carried text or a clause."""

    effective_on: dt.date | None
    effective_basis: Literal["on_issue", "stated", "computed"] | None
    assumed: bool
    retroactive: bool
    expires_on: dt.date | None = Field(description="the last day, inclusive")
    expires_basis: Literal["term", "stated"] | None
    term: TermModel | None
    lapses: Literal["automatic"] | None
    tentative: bool
    until_event: Text | None
    plan_period: PeriodModel | None
    trial: bool
    partial: bool = Field(description="only a matter of the text ends, named in scope")
    scope: Text | None


class ClauseModel(Model):
    """A clause; `id` counts from its text: 四, 二（一）, 第十二条第一款."""

    key: Key
    id: Text
    label: Text
    heading: Text | None
    text: str
    children: list[ClauseModel]
    validity: ValidityModel | None


class CellModel(Model):
    """Where a cell of a table stands."""

    page: PageNumber
    box: Box


class TableModel(Model):
    """A table: rows of cell texts, the header apart; a cell may be empty."""

    key: Key
    pages: list[PageNumber]
    title: Text | None
    header: list[str]
    rows: list[list[str]]
    attachment: int | None
    cells: list[list[CellModel | None]] = Field(
        description="places of the cells, header first; empty where the text has no pages"
    )


class AppliesByModel(Model):
    """The event that decides which case falls under a rule."""

    event: Text
    from_: dt.date | None = Field(alias="from")
    to: dt.date | None


class ReferenceModel(Model):
    """One mention of another document, by title, number or short name."""

    key: Key
    relation: Text
    title: Text | None
    number: Text | None
    issuer: Text | None
    issuer_name: Text | None = Field(description="the issuer in full, where that is certain")
    target: Text | None = Field(description="id in the library")
    candidates: list[Text]
    clause: Text | None
    target_clause: Text | None
    partial: bool
    scope: Text | None
    effective_on: dt.date | None
    until: dt.date | None = Field(description="the last day, inclusive")
    mutatis: bool
    effective: bool = Field(description="false: announced, drafted, negated or asked only")
    approved_by: Text | None
    applies_by: AppliesByModel | None
    quote: Text


class ClassRuleModel(Model):
    """A clearing-up rule stated as a class (除…外，一律废止), kept as a rule."""

    key: Key
    kind: Literal["class_repeal", "conditional"]
    clause: Text | None
    exceptions: list[Text]
    soft: bool
    event: Text | None
    on: dt.date | None
    quote: Text


class QuantityModel(Model):
    """A number a norm names; `value` is a decimal as a string."""

    kind: Literal["money", "rate", "count", "duration", "threshold"]
    value: Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
    unit: Text | None
    bound: Literal["exact", "min", "max"]
    per: Text | None
    text: Text


class WithinModel(Model):
    """A deadline counted from an event."""

    value: int
    unit: Text
    from_: Text | None = Field(alias="from")
    direction: Literal["after", "before", "within_before"] = Field(
        default="after",
        description="`after`: in the time that follows `from`; `before`: no later than that long "
        "ahead of it; `within_before`: in the last such time ahead of it",
    )


class DeadlineModel(Model):
    """A day, or a length of time from an event."""

    on: dt.date | None
    within: WithinModel | None
    recurring: Text | None = Field(description="a day that comes again, as printed")
    text: Text


class FurtherActModel(Model):
    """An act of a sentence behind its first."""

    modality: Modality
    bearer: Text | None
    action: Text
    object: Text | None


class NormModel(Model):
    """What a clause orders, forbids, allows, or defines."""

    key: Key
    id: Text
    clause: Text | None
    modality: Modality
    bearer: Text | None
    jointly_with: list[Text] = Field(default_factory=list)
    action: Text | None
    object: Text | None
    further_acts: list[FurtherActModel] = Field(default_factory=list)
    conditions: list[Text]
    exceptions: list[Text]
    quantities: list[QuantityModel]
    deadline: DeadlineModel | None
    further_deadlines: list[DeadlineModel] = Field(default_factory=list)
    validity: ValidityModel | None
    region: Text | None
    subject: Text | None
    soft: bool
    discretion: Text | None
    applies_by: AppliesByModel | None
    text: Text


class CarriedModel(Model):
    """A text the circular carries (印发 的办法); `id` where it is a record of its own, `attachment`
    its number where it is an attachment of clauses."""

    key: Key
    title: Text
    id: Text | None
    attachment: int | None
    clauses: list[ClauseModel]
    references: list[ReferenceModel]
    validity: ValidityModel | None
    norms: list[NormModel]
    tables: list[TableModel]
    class_rules: list[ClassRuleModel]
    attachments: list[AttachmentModel]


class IssueModel(Model):
    """A cross-check that failed, or a field under doubt."""

    code: Text
    severity: Literal["error", "warning", "info"]
    field: Text | None
    message: Text


class EvidenceModel(Model):
    """Where a value stands; `span` counts characters of the file's text."""

    span: tuple[int, int] | None
    page: PageNumber | None
    box: Box | None
    quote: str
    rule: Text
    confidence: Share


class StatusModel(Model):
    """The status on a day, only with `export … --on DATE`."""

    on: dt.date
    status: Text
    because: list[Text]


class Record(Model):
    """One circular (公文), one JSON object per line of records.jsonl."""

    schema_: Literal["hongtou.record/1"] = Field(alias="schema")
    id: Text
    source: SourceModel
    same_as: Annotated[str, Field(pattern="^[0-9a-f]{64}:[1-9][0-9]*$")] | None = Field(
        description="key of the first copy, for further copies of one circular"
    )
    number: Text | None
    number_parts: NumberPartsModel | None
    further_numbers: list[Text] = Field(description="of a joint issue, or of a list: 5、6号")
    title: Text | None
    genre: Text | None
    issuers: list[Text]
    issuer_bodies: list[BodyModel] = Field(description="one for each issuer")
    signers: list[Text]
    addressees: list[Text]
    addressee_bodies: list[BodyModel] = Field(description="one for each addressee")
    copied_to: list[Text]
    issued_on: dt.date | None
    printed_on: dt.date | None
    published_on: dt.date | None
    received: ReceivedModel | None
    printed_by: Text | None
    copies: int | None
    copy_number: Text | None
    secrecy: Text | None
    secrecy_term: Text | None
    urgency: Text | None
    disclosure: Text | None
    subject_terms: list[Text]
    register_number: Text | None
    contacts: list[ContactModel]
    item_id: Text | None = Field(
        description="key of the circular that leads its archival item (件): a forwarding with "
        "what it forwards, a reply with what it answers"
    )
    attachments: list[AttachmentModel]
    annotations: list[AnnotationModel]
    personal: list[PersonalModel]
    seals: list[SealModel]
    pages: list[PageModel] = Field(description="of the file, those of the circular")
    clauses: list[ClauseModel]
    tables: list[TableModel]
    carried: list[CarriedModel]
    references: list[ReferenceModel]
    class_rules: list[ClassRuleModel]
    validity: ValidityModel | None
    norms: list[NormModel]
    issues: list[IssueModel]
    candidates: dict[str, list[Text]] = Field(description="field to its other readings")
    confidence: dict[str, Share] = Field(description="field to probability of being right")
    evidence: dict[Annotated[str, Field(pattern="^/")], list[EvidenceModel]] = Field(
        description="JSON pointer to where the value stands",
        json_schema_extra={"additionalProperties": False},
    )
    status: StatusModel | None = None
