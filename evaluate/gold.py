"""The gold format, version 2: names of the record, made by hand from the text.

A field that is not named is not scored; what is absent is null or an empty list. `note` may stand
anywhere and says something to people. docs/gold.schema.json is made from these models.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .legacy import modern

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "hongtou.gold/2"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
RELATIONS = (
    "forwards", "endorses", "promulgates", "based_on", "implements", "applies", "replies_to",
    "interprets", "repeals", "annuls", "declares_lapsed", "ceases", "supersedes", "overrides",
    "amends", "completes", "corrects", "extends", "confirms", "suspends", "resumes", "defers",
    "cites",
)  # fmt: skip

PARTIAL = frozenset({"amounts", "deadlines", "table_shapes", "partial_gold"})
"""Names that only gold of older forms has."""

Text = Annotated[str, Field(min_length=1)]
Relation = Annotated[str, Field(json_schema_extra={"enum": list(RELATIONS)})]
Pages = Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=2, max_length=2)]


class _Gold(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    note: str | None = None


class GoldReceived(_Gold):
    """收文: number and day of the receiving office."""

    number: Text | None = None
    on: dt.date | None = None


class GoldContact(_Gold):
    """One person to ask."""

    name: Text | None = None
    phone: Text | None = None
    email: Text | None = None


class GoldAttachment(_Gold):
    """An entry of the list of attachments; `target` is the circular it is."""

    index: int | None = None
    title: Text
    target: Text | None = None
    pages: Pages | None = None


class GoldAnnotation(_Gold):
    """Handwriting or a stamp, of a scan only."""

    text: Text
    kind: Literal["handwriting", "stamp"] | None = None
    page: int | None = None


class GoldPeriod(_Gold):
    """From one day to another, both included."""

    from_: dt.date | None = Field(None, alias="from")
    to: dt.date | None = None


class GoldTerm(_Gold):
    """A length of time."""

    value: int
    unit: Literal["day", "month", "year"]


class GoldValidity(_Gold):
    """Time of a circular, a carried text or a clause; what is not named is null or false."""

    effective_on: dt.date | None = None
    effective_basis: Literal["on_issue", "stated", "computed"] | None = None
    assumed: bool | None = None
    retroactive: bool | None = None
    expires_on: dt.date | None = Field(None, description="the last day, inclusive")
    expires_basis: Literal["term", "stated"] | None = None
    term: GoldTerm | None = None
    lapses: Literal["automatic"] | None = None
    tentative: bool | None = None
    until_event: Text | None = None
    plan_period: GoldPeriod | None = None
    trial: bool | None = None
    scope: Text | None = None
    partial: bool | None = None


class GoldClause(_Gold):
    """A clause of the tree, without its text."""

    id: Text
    label: Text
    heading: Text | None = None
    children: list[GoldClause] = []
    validity: GoldValidity | None = None


class GoldAppliesBy(_Gold):
    """The event that decides which case falls under a rule."""

    event: Text
    from_: dt.date | None = Field(None, alias="from")
    to: dt.date | None = None


class GoldReference(_Gold):
    """One mention of another document; attributes not named do not apply."""

    relation: Relation
    title: Text | None = None
    number: Text | None = None
    issuer: Text | None = None
    clause: Text | None = None
    quote: Text | None = Field(None, max_length=80)
    target: Text | None = Field(None, description="id of the circular of the corpus meant")
    target_text: Text | None = Field(None, description="the carried text meant, by its title")
    wanted: bool | None = Field(None, description="no circular of the corpus is the one meant")
    target_clause: Text | None = None
    partial: bool | None = None
    scope: Text | None = None
    effective_on: dt.date | None = None
    until: dt.date | None = Field(None, description="the last day, inclusive")
    mutatis: bool | None = None
    effective: bool | None = None
    approved_by: Text | None = None
    applies_by: GoldAppliesBy | None = None


class GoldClassRule(_Gold):
    """A rule stated as a class, not as a list of documents."""

    kind: Literal["class_repeal", "conditional"]
    clause: Text | None = None
    quote: Text
    exceptions: list[Text] = []
    soft: bool | None = None
    event: Text | None = None
    on: dt.date | None = None


class GoldTable(_Gold):
    """A table, every cell as text; `total` is the row of totals by column, when there is one."""

    title: Text | None = None
    attachment: int | None = None
    pages: list[Annotated[int, Field(ge=1)]] | None = None
    header: list[str]
    rows: list[list[str]]
    total: dict[str, str] | None = None


class GoldQuantity(_Gold):
    """A number that a norm names, in its base unit (money in 元)."""

    kind: Literal["money", "rate", "count", "duration", "threshold"]
    value: Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
    unit: Text | None = None
    bound: Literal["exact", "min", "max"] = "exact"
    per: Text | None = None
    text: Text | None = None


class GoldWithin(_Gold):
    """A time counted from an event."""

    value: int
    unit: Text
    from_: Text | None = Field(None, alias="from")


class GoldDeadline(_Gold):
    """A day, a time from an event, or one that comes again."""

    on: dt.date | None = None
    within: GoldWithin | None = None
    recurring: Text | None = None
    text: Text


class GoldNorm(_Gold):
    """What one sentence orders, forbids, allows or defines."""

    clause: Text | None = None
    text: Text
    modality: Literal[
        "obligation", "prohibition", "permission", "entitlement", "condition", "procedure",
        "definition",
    ]  # fmt: skip
    bearer: Text | None = None
    action: Text | None = None
    object: Text | None = None
    conditions: list[Text] = []
    exceptions: list[Text] = []
    quantities: list[GoldQuantity] = []
    deadline: GoldDeadline | None = None
    region: Text | None = None
    subject: Text | None = None
    soft: bool | None = None
    discretion: Text | bool | None = None
    applies_by: GoldAppliesBy | None = None


class _Content(_Gold):
    """What a circular and a text it carries have in common."""

    clauses: list[GoldClause] = []
    clauses_partial: bool = Field(False, description="only the clauses named are looked at")
    references: list[GoldReference] = []
    class_rules: list[GoldClassRule] = []
    validity: GoldValidity | None = None
    tables: list[GoldTable] = []
    norms: list[GoldNorm] = []


class GoldCarried(_Content):
    """A text that a circular carries under 印发 or 公布."""

    title: Text
    pages: Pages | None = None
    attachments: list[GoldAttachment] = []


class GoldDocument(_Content):
    """One circular of a file."""

    number: Text | None = None
    title: Text | None = None
    genre: Text | None = None
    issuers: list[Text] = []
    signers: list[Text] = []
    addressees: list[Text] = []
    copied_to: list[Text] = []
    issued_on: dt.date | None = None
    printed_on: dt.date | None = None
    published_on: dt.date | None = None
    printed_by: Text | None = None
    copies: int | None = None
    copy_number: Text | None = None
    secrecy: Text | None = None
    secrecy_term: Text | None = None
    urgency: Text | None = None
    disclosure: Text | None = None
    subject_terms: list[Text] = []
    register_number: Text | None = None
    received: GoldReceived | None = None
    contacts: list[GoldContact] = []
    attachments: list[GoldAttachment] = []
    annotations: list[GoldAnnotation] = []
    seals: int | None = None
    pages: Pages | None = None
    item: Text | None = Field(None, description="circulars with one word are one 件")
    carried: list[GoldCarried] = []


class GoldFile(_Gold):
    """What stands beside a source as `<stem>.gold.json`: its circulars in their order."""

    source: Text | list[Text]
    variant: Text | None = Field(None, description="how it was scanned: clean, office, fax …")
    documents: Annotated[list[GoldDocument], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file as read: its documents as plain objects, and what is wrong with it in words."""

    path: Path
    sources: tuple[str, ...]
    variant: str | None
    documents: tuple[dict[str, Any], ...]
    complaints: tuple[str, ...] = ()


class GoldError(ValueError):
    """A file that is no gold; the message is one line."""


def json_schema() -> dict[str, Any]:
    """The gold format as JSON Schema 2020-12."""
    made = GoldFile.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": DIALECT, "$id": f"urn:{SCHEMA.replace('/', ':')}", **made}


def read_gold(path: Path) -> Gold:
    """A gold file of today's or an older form. Raises `GoldError`.

    A name the format does not have is told in `complaints` and left out; a document that breaks
    the format in another way is told too, and makes the file unusable, since then its other
    circulars would stand for the wrong ones.
    """
    content = load(path)
    plain = [_attached(document) for document in content["documents"]]
    content = {**content, "documents": [modern(document) for document in plain]}
    complaints: list[str] = []
    for error in problems(content):
        if error["type"] != "extra_forbidden":
            raise GoldError(_words(error))
        if error["loc"][-1] not in PARTIAL:
            complaints.append(_words(error))
    named = content.get("source") or path.name
    sources = (named,) if isinstance(named, str) else tuple(named)
    documents = tuple(content["documents"])
    return Gold(path, sources, content.get("variant"), documents, tuple(complaints))


def load(path: Path) -> dict[str, Any]:
    """The JSON of a gold file. Raises `GoldError` where it is none."""
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise GoldError(error.strerror or str(error)) from None
    except ValueError as error:
        raise GoldError(f"not JSON: {error}") from None
    documents = content.get("documents") if isinstance(content, dict) else None
    if not isinstance(documents, list) or not all(isinstance(item, dict) for item in documents):
        raise GoldError('no list "documents" of objects in it')
    return dict(content)


def problems(content: dict[str, Any]) -> list[Any]:
    """What breaks the format, as pydantic says it."""
    try:
        GoldFile.model_validate(content)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _words(error: Any) -> str:
    place = "/".join(str(part) for part in error["loc"])
    return f"/{place}: {error['msg']}"


def _attached(document: dict[str, Any]) -> dict[str, Any]:
    """Attachments and annotations given as plain texts, as objects."""
    made = dict(document)
    for name, key in (("attachments", "title"), ("annotations", "text")):
        if isinstance(made.get(name), list):
            made[name] = [{key: one} if isinstance(one, str) else one for one in made[name]]
    if isinstance(made.get("carried"), list):
        made["carried"] = [_attached(one) for one in made["carried"] if isinstance(one, dict)]
    return made
