"""What a text says, as the record has it: clauses, references, tables, validity, norms.

A circular and a text it carries say the same kinds of things; both are written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .plain import keyed, plain

if TYPE_CHECKING:
    from ..extract.circular import (
        AppliesBy,
        CarriedText,
        Circular,
        ClassRule,
        Clause,
        Deadline,
        Evidence,
        Norm,
        Period,
        Reference,
        Table,
        Validity,
    )

Show = Callable[[str, "Iterable[Evidence]"], None]
"""Takes a JSON pointer and what shows the value there."""


def said(text: Circular | CarriedText, at: str, show: Show) -> dict[str, Any]:
    """The lists of a text; `at` is its JSON pointer."""
    if text.validity:
        show(f"{at}/validity", text.validity.evidence)
    return {
        "clauses": _clauses(text.clauses, f"{at}/clauses", show),
        "references": _shown(text.references, f"{at}/references", show, _reference),
        "tables": keyed("table", _shown(text.tables, f"{at}/tables", show, _table)),
        "class_rules": keyed("rule", _shown(text.class_rules, f"{at}/class_rules", show, _rule)),
        "validity": _validity(text.validity),
        "norms": keyed("norm", _norms(text.norms, f"{at}/norms", show)),
    }


def carried(text: CarriedText, at: str, show: Show) -> dict[str, Any]:
    """A carried text (印发 的办法); `at` is its JSON pointer."""
    show(at, text.evidence)
    for i, item in enumerate(text.attachments):
        show(f"{at}/attachments/{i}", item.evidence)
    return {
        "title": text.title,
        "id": None,
        "attachment": text.attachment,
        **said(text, at, show),
        "attachments": attached([plain(item.value) for item in text.attachments]),
    }


def attached(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of a list of attachments; which circular one is, only a library can tell."""
    return [{**item, "target": None} for item in keyed("attachment", items)]


def _shown(
    items: Sequence[Any], at: str, show: Show, make: Callable[[Any], dict[str, Any]]
) -> list[dict[str, Any]]:
    for index, item in enumerate(items):
        show(f"{at}/{index}", item.evidence)
    return [make(item) for item in items]


def _clauses(clauses: Sequence[Clause], at: str, show: Show) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for index, clause in enumerate(clauses):
        show(f"{at}/{index}", clause.evidence)
        if clause.validity:
            show(f"{at}/{index}/validity", clause.validity.evidence)
        made.append(
            {
                "id": clause.id,
                "label": clause.label,
                "heading": clause.heading or None,
                "text": clause.text,
                "children": _clauses(clause.children, f"{at}/{index}/children", show),
                "validity": _validity(clause.validity),
            }
        )
    return keyed("clause", made, ("id", "heading"))


def _reference(item: Reference) -> dict[str, Any]:
    return {
        "key": item.key,
        "relation": item.relation,
        "title": item.title,
        "number": item.number,
        "issuer": item.issuer,
        "issuer_name": item.issuer_name,
        "target": None,
        "candidates": [],
        "clause": item.clause,
        "target_clause": item.target_clause,
        "partial": item.partial,
        "scope": item.scope,
        "effective_on": plain(item.effective_on),
        "until": plain(item.until),
        "mutatis": item.mutatis,
        "effective": item.effective,
        "approved_by": item.approved_by,
        "applies_by": _applies_by(item.applies_by),
        "quote": item.quote,
    }


def _rule(item: ClassRule) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "clause": item.clause,
        "exceptions": list(item.exceptions),
        "soft": item.soft,
        "event": item.event,
        "on": plain(item.on),
        "quote": item.quote,
    }


def _table(item: Table) -> dict[str, Any]:
    return {
        "pages": list(item.pages),
        "title": item.title,
        "header": list(item.header),
        "rows": [list(row) for row in item.rows],
        "attachment": item.attachment,
        "cells": [[_place(cell) for cell in row] for row in item.cells],
    }


def _place(cell: Any) -> dict[str, Any] | None:
    return {"page": cell.page, "box": [round(float(x), 2) for x in cell.box]} if cell else None


def _validity(item: Validity | None) -> dict[str, Any] | None:
    if item is None:
        return None
    return {
        "effective_on": plain(item.effective_on),
        "effective_basis": item.effective_basis,
        "assumed": item.assumed,
        "retroactive": item.retroactive,
        "expires_on": plain(item.expires_on),
        "expires_basis": item.expires_basis,
        "term": plain(item.term),
        "lapses": item.lapses,
        "tentative": item.tentative,
        "until_event": item.until_event,
        "plan_period": _period(item.plan_period),
        "trial": item.trial,
        "partial": item.partial,
        "scope": item.scope,
    }


def _period(item: Period | None) -> dict[str, Any] | None:
    return {"from": plain(item.first), "to": plain(item.last)} if item else None


def _applies_by(item: AppliesBy | None) -> dict[str, Any] | None:
    if item is None:
        return None
    return {"event": item.event, "from": plain(item.first), "to": plain(item.last)}


def _norms(norms: Sequence[Norm], at: str, show: Show) -> list[dict[str, Any]]:
    for index, norm in enumerate(norms):
        show(f"{at}/{index}", norm.evidence)
        for part in norm.parts:
            show(f"{at}/{index}/{part.name}", part.evidence)
    return [_norm(norm) for norm in norms]


def _norm(item: Norm) -> dict[str, Any]:
    return {
        "id": item.id,
        "clause": item.clause,
        "modality": item.modality,
        "bearer": item.bearer,
        "jointly_with": list(item.jointly_with),
        "action": item.action,
        "object": item.object,
        "further_acts": [plain(act) for act in item.further_acts],
        "conditions": list(item.conditions),
        "exceptions": list(item.exceptions),
        "quantities": [plain(quantity) for quantity in item.quantities],
        "deadline": _deadline(item.deadline),
        "further_deadlines": [_deadline(further) for further in item.further_deadlines],
        "validity": _validity(item.validity),
        "region": item.region,
        "subject": item.subject,
        "soft": item.soft,
        "discretion": item.discretion,
        "applies_by": _applies_by(item.applies_by),
        "text": item.text,
    }


def _deadline(item: Deadline | None) -> dict[str, Any] | None:
    if item is None:
        return None
    within = item.within
    return {
        "on": plain(item.on),
        "within": within
        and {
            "value": within.value,
            "unit": within.unit,
            "from": within.start,
            "direction": within.direction,
        },
        "recurring": item.recurring,
        "text": item.text,
    }
