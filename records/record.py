"""A circular as a record: plain values, confidences by field, evidence by JSON pointer."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..extract.circular import DocumentNumber, Evidence
from .ids import Label, assign, heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..extract.circular import CarriedText, Circular, Clause, Found, Reference
    from ..ingest.page import Source

SCHEMA = "hongtou.record/1"
SCALARS = (
    "number", "title", "genre", "issued_on", "printed_on", "published_on", "printed_by",
    "copies", "copy_number", "secrecy", "secrecy_term", "urgency", "disclosure",
)  # fmt: skip
LISTS = ("issuers", "signers", "addressees", "copied_to", "subject_terms")
NAMES = (
    "schema", "id", "source", "same_as", "number", "number_parts", "title", "genre", "issuers",
    "signers", "addressees", "copied_to", "issued_on", "printed_on", "published_on", "received",
    "printed_by", "copies", "copy_number", "secrecy", "secrecy_term", "urgency", "disclosure",
    "subject_terms", "register_number", "contacts", "item_id", "attachments", "annotations",
    "seals", "clauses", "tables", "carried", "references", "validity", "norms", "issues",
    "confidence", "evidence",
)  # fmt: skip
_EMPTY_LISTS = frozenset(
    {*LISTS, "contacts", "attachments", "annotations", "seals", "clauses", "tables", "carried",
     "references", "norms", "issues"}
)  # fmt: skip

Record = dict[str, Any]


def to_record(circular: Circular, source: Source, label: Label | None = None) -> Record:
    """The record of a circular; `label` is the library's, else made from the circular alone.

    `source.path` is the file's name as it shall stand in the record.
    """
    label = label or assign([heading(circular, source.sha256)])[source.sha256, circular.part]
    filler = _Filler()
    filler.header(circular)
    filler.lists(circular)
    filler.body(circular)
    values = filler.values
    values["schema"] = SCHEMA
    values["id"] = label.id
    values["same_as"] = label.same_as
    values["source"] = {
        "file": source.path,
        "sha256": source.sha256,
        "pages": list(circular.pages) if circular.pages else None,
        "part": circular.part,
    }
    values["issues"] = [asdict(issue) for issue in circular.issues]
    values["confidence"] = {
        name: filler.confidence[name] for name in NAMES if name in filler.confidence
    }
    values["evidence"] = filler.evidence
    return {name: values.get(name, [] if name in _EMPTY_LISTS else None) for name in NAMES}


class _Filler:
    """Collects values, and beside them what shows them."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.confidence: dict[str, float] = {}
        self.evidence: dict[str, list[dict[str, Any]]] = {}

    def header(self, circular: Circular) -> None:
        for name in SCALARS:
            found: Found[Any] | None = getattr(circular, name)
            if found is None:
                continue
            self.values[name] = _plain(found.value)
            self._show(f"/{name}", found.evidence)
            self._sure(name, found.confidence)
            if isinstance(found.value, DocumentNumber):
                self.values["number_parts"] = asdict(found.value.parts)
                self._show("/number_parts", found.evidence)
                self._sure("number_parts", found.confidence)

    def lists(self, circular: Circular) -> None:
        for name in LISTS:
            items: tuple[Found[str], ...] = getattr(circular, name)
            self.values[name] = [item.value for item in items]
            self._each(name, items)
        for name, prefix in (
            ("contacts", "contact"),
            ("attachments", "attachment"),
            ("annotations", "annotation"),
            ("seals", "seal"),
        ):
            found: tuple[Found[Any], ...] = getattr(circular, name)
            self.values[name] = keyed(prefix, [_plain(item.value) for item in found])
            self._each(name, found)

    def body(self, circular: Circular) -> None:
        self.values["clauses"] = self._clauses(circular.clauses, "/clauses")
        self._least("clauses", [clause.confidence for clause in circular.clauses])
        self.values["tables"] = []
        self.values["references"] = self._references(circular.references, "/references")
        self._least("references", [item.confidence for item in circular.references])
        self.values["carried"] = keyed(
            "carried",
            [self._carried(item, i) for i, item in enumerate(circular.carried)],
            ("title",),
        )
        self._least("carried", [item.confidence for item in circular.carried])

    def _carried(self, carried: CarriedText, index: int) -> dict[str, Any]:
        at = f"/carried/{index}"
        self._show(at, carried.evidence)
        attachments = keyed("attachment", [_plain(item.value) for item in carried.attachments])
        for i, item in enumerate(carried.attachments):
            self._show(f"{at}/attachments/{i}", item.evidence)
        return {
            "title": carried.title,
            "id": None,
            "clauses": self._clauses(carried.clauses, f"{at}/clauses"),
            "references": self._references(carried.references, f"{at}/references"),
            "validity": None,
            "norms": [],
            "tables": [],
            "attachments": attachments,
        }

    def _clauses(self, clauses: Sequence[Clause], at: str) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        for index, clause in enumerate(clauses):
            self._show(f"{at}/{index}", clause.evidence)
            made.append(
                {
                    "id": clause.id,
                    "label": clause.label,
                    "heading": clause.heading or None,
                    "text": clause.text,
                    "children": self._clauses(clause.children, f"{at}/{index}/children"),
                    "validity": None,
                }
            )
        return keyed("clause", made, ("id", "heading"))

    def _references(self, references: Sequence[Reference], at: str) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        for index, item in enumerate(references):
            self._show(f"{at}/{index}", item.evidence)
            made.append(
                {
                    "key": item.key,
                    "relation": item.relation,
                    "title": item.title,
                    "number": item.number,
                    "issuer": item.issuer,
                    "target": None,
                    "candidates": [],
                    "clause": item.clause,
                    **dict.fromkeys(("target_clause", "partial", "scope", "effective_on", "until")),
                    **dict.fromkeys(("mutatis", "effective", "approved_by", "applies_by")),
                    "quote": item.quote,
                }
            )
        return made

    def _each(self, name: str, items: Sequence[Found[Any]]) -> None:
        for index, item in enumerate(items):
            self._show(f"/{name}/{index}", item.evidence)
        self._least(name, [item.confidence for item in items])

    def _show(self, pointer: str, evidence: Iterable[Evidence]) -> None:
        shown = [_evidence(item) for item in evidence]
        if shown:
            self.evidence[pointer] = shown

    def _sure(self, name: str, confidence: float) -> None:
        self.confidence[name] = round(confidence, 2)

    def _least(self, name: str, confidences: Sequence[float]) -> None:
        """A list is right when all of it is: it is as sure as its least sure item."""
        if confidences:
            self._sure(name, min(confidences))


def keyed(
    prefix: str, items: list[dict[str, Any]], by: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """The items with a `key` each, from their content (or the names in `by`); twins are counted."""
    seen: dict[str, int] = {}
    made = []
    for item in items:
        content = {name: item[name] for name in by or item}
        digest = hashlib.sha256(dumps(content)).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        twin = f"-{seen[digest]}" if seen[digest] > 1 else ""
        made.append({"key": f"{prefix}:{digest}{twin}", **item})
    return made


def dumps(value: Any) -> bytes:
    """JSON as UTF-8 on one line, in the order given; a lone surrogate becomes a question mark."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    """A value of a circular as JSON has it."""
    if isinstance(value, DocumentNumber):
        return value.text
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (str, int, float, type(None))):
        return value
    return {name: _jsonable(item) for name, item in asdict(value).items()}


def _jsonable(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    return round(value, 2) if isinstance(value, float) else value


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "span": list(item.span) if item.span else None,
        "page": item.page,
        "box": [round(float(value), 2) for value in item.box] if item.box else None,
        "quote": item.quote,
        "rule": item.rule,
        "confidence": round(item.confidence, 2),
    }
