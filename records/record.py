"""A circular as a record: plain values, confidences by field, evidence by JSON pointer."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..extract.circular import DocumentNumber, Issue
from .body import attached, carried, said
from .ids import Label, assign, heading
from .plain import keyed, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..extract.circular import Body, Circular, Evidence, Found
    from ..ingest.page import Source

SCHEMA = "hongtou.record/1"
SCALARS = (
    "number", "title", "genre", "issued_on", "printed_on", "published_on", "printed_by",
    "copies", "copy_number", "secrecy", "secrecy_term", "urgency", "disclosure", "received",
    "register_number",
)  # fmt: skip
LISTS = ("issuers", "signers", "addressees", "copied_to", "subject_terms")
BODIES = {"issuer_bodies": "issuers", "addressee_bodies": "addressees"}
"""Lists that say of each name of another list which body it is."""
_NUMBERS = ("further_numbers",)
NAMES = (
    "schema", "id", "source", "same_as", "number", "number_parts", "further_numbers", "title", "genre",
    "issuers", "issuer_bodies", "signers", "addressees", "addressee_bodies", "copied_to", "issued_on", "printed_on", "published_on", "received",
    "printed_by", "copies", "copy_number", "secrecy", "secrecy_term", "urgency", "disclosure",
    "subject_terms", "register_number", "contacts", "item_id", "attachments", "annotations",
    "personal", "seals", "pages", "clauses", "tables", "carried", "references", "class_rules", "validity", "norms",
    "issues", "candidates", "confidence", "evidence",
)  # fmt: skip
_SHOWN_DIGITS = 12
"""Of a file's SHA-256: enough to ask for it by (`hongtou show`)."""
_EMPTY_LISTS = frozenset(
    {*LISTS, *_NUMBERS, *BODIES, "contacts", "attachments", "annotations", "personal", "seals", "pages", "clauses", "tables", "carried",
     "references", "class_rules", "norms", "issues"}
)  # fmt: skip

Record = dict[str, Any]


def to_record(
    circular: Circular,
    source: Source,
    label: Label | None = None,
    further: Sequence[dict[str, Any]] = (),
) -> Record:
    """The record of a circular; `label` is the library's, else made from the circular alone.

    `source.path` is the file's name as it shall stand in the record; `further` are the files in
    which the circular goes on.
    """
    label = label or assign([heading(circular, source.sha256)])[source.sha256, circular.part]
    filler = _Filler()
    filler.header(circular)
    filler.lists(circular)
    filler.bodies(circular)
    filler.body(circular)
    values = filler.values
    values["schema"] = SCHEMA
    values["id"] = label.id
    values["same_as"] = label.same_as
    values["item_id"] = f"{source.sha256}:{circular.item}" if circular.item else None
    values["source"] = {
        "file": source.path,
        "sha256": source.sha256,
        "pages": list(circular.pages) if circular.pages else None,
        "part": circular.part,
        "continued_in": list(further),
    }
    values["pages"] = [plain(page) for page in circular.seen_pages]
    values["issues"] = [asdict(issue) for issue in circular.issues]
    if label.shared:
        values["issues"].append(_shared(label))
    values["candidates"] = filler.candidates
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
        self.candidates: dict[str, list[Any]] = {}

    def header(self, circular: Circular) -> None:
        for name in SCALARS:
            found: Found[Any] | None = getattr(circular, name)
            if found is None:
                continue
            self.values[name] = plain(found.value)
            self._show(f"/{name}", found.evidence)
            self._sure(name, found.confidence)
            self._other(name, [found])
            if isinstance(found.value, DocumentNumber):
                self.values["number_parts"] = _parts(found.value)
                self._show("/number_parts", found.evidence)
                self._sure("number_parts", found.confidence)

    def lists(self, circular: Circular) -> None:
        for name in (*LISTS, *_NUMBERS):
            items: tuple[Found[Any], ...] = getattr(circular, name)
            self.values[name] = [plain(item.value) for item in items]
            self._each(name, items)
            self._other(name, items)
        for name, prefix in (
            ("contacts", "contact"),
            ("attachments", "attachment"),
            ("annotations", "annotation"),
            ("personal", "personal"),
            ("seals", "seal"),
        ):
            found: tuple[Found[Any], ...] = getattr(circular, name)
            self.values[name] = keyed(prefix, [plain(item.value) for item in found])
            self._each(name, found)
        self.values["attachments"] = attached([plain(item.value) for item in circular.attachments])

    def bodies(self, circular: Circular) -> None:
        for name, names in BODIES.items():
            items: tuple[Found[str], ...] = getattr(circular, names)
            bodies: tuple[Body, ...] = getattr(circular, name)
            if len(bodies) == len(items):
                self.values[name] = [asdict(body) for body in bodies]
                for index, item in enumerate(items):
                    self._show(f"/{name}/{index}", item.evidence)

    def _other(self, name: str, items: Sequence[Found[Any]]) -> None:
        """The readings that a value was preferred to, likeliest first."""
        others = [plain(other) for item in items for other in item.candidates]
        if others:
            self.candidates[name] = list(dict.fromkeys(others))

    def body(self, circular: Circular) -> None:
        made = said(circular, "", self._show)
        self.values |= made
        for name in ("clauses", "references", "tables", "class_rules"):
            self._least(name, [item.confidence for item in getattr(circular, name)])
        parts = [e.confidence for n in circular.norms for part in n.parts for e in part.evidence]
        self._least("norms", [*parts, *(norm.confidence for norm in circular.norms)])
        if circular.validity:
            self._sure("validity", circular.validity.confidence)
        self.values["carried"] = keyed(
            "carried",
            [carried(item, f"/carried/{i}", self._show) for i, item in enumerate(circular.carried)],
            ("title",),
        )
        self._least("carried", [item.confidence for item in circular.carried])

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


def _parts(number: DocumentNumber) -> dict[str, Any]:
    return {name: value or None for name, value in asdict(number.parts).items()}


def _shared(label: Label) -> dict[str, Any]:
    """The issue that other circulars of the library have this number and this issuer."""
    keys = (key.partition(":") for key in label.shared)
    shown = ", ".join(f"{sha256[:_SHOWN_DIGITS]}:{part}" for sha256, _, part in keys)
    message = f"other circulars held have this number: {shown}"
    return asdict(Issue("number_shared", "warning", "number", message))


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "span": list(item.span) if item.span else None,
        "page": item.page,
        "box": [round(float(value), 2) for value in item.box] if item.box else None,
        "quote": item.quote,
        "rule": item.rule,
        "confidence": round(item.confidence, 2),
    }
