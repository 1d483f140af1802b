"""Gold of older forms as partial gold of today's: scored as far as it goes.

Known: tables by their size only, a `plan_period` of years, `clause_labels` with `clause_headings` (first level only) and `article_labels`, attachments
and annotations as plain texts, days of force at the top (`effective_on`, `expires_on`), their
clauses in `clause_starts` and `clause_ends`, `amounts` and `deadlines` by clause, and
`has_annotations`.
"""

from __future__ import annotations

from typing import Any

_GONE = ("clause_labels", "clause_headings", "article_labels", "clause_starts", "clause_ends",
         "clause_ends_said_in", "effective_on", "expires_on", "has_annotations", "plan_period", "subclause_count")  # fmt: skip


def modern(document: dict[str, Any]) -> dict[str, Any]:
    """A gold document, or a text it carries, with the names of today."""
    made: dict[str, Any] = {name: value for name, value in document.items() if name not in _GONE}
    if "clause_labels" in document:
        made["clauses"] = _clauses(document)
        made["clauses_partial"] = True
    if "effective_on" in document or "expires_on" in document:
        named: dict[str, Any] = {
            k: document[k] for k in ("effective_on", "expires_on") if k in document
        }
        made.setdefault("validity", {**named, "partial_gold": True})
    if "plan_period" in document:
        first, last = (document["plan_period"].get(end) for end in ("from", "to"))
        period = {"from": f"{first}-01-01", "to": f"{last}-12-31"}
        made.setdefault("validity", {"partial_gold": True})["plan_period"] = period
    if any(isinstance(table.get("rows"), int) for table in document.get("tables") or []):
        made["table_shapes"] = made.pop("tables")
    if document.get("has_annotations") is False:
        made.setdefault("annotations", [])
    if "carried" in made:
        made["carried"] = [modern(item) for item in made["carried"] or []]
    return made


def _clauses(document: dict[str, Any]) -> list[dict[str, Any]]:
    labels = document["clause_labels"] or []
    headings = document.get("clause_headings") or [None] * len(labels)
    nodes: list[dict[str, Any]] = []
    for label, heading in zip(labels, headings, strict=False):
        nodes.append({"id": label, "label": label, "heading": heading, "children": []})
    articles = document.get("article_labels") or []
    nodes.extend({"id": label, "label": label, "children": []} for label in articles)
    for name in ("clause_starts", "clause_ends"):
        for item in document.get(name) or []:
            for node in nodes:
                if node["id"] == item.get("clause"):
                    time = {k: v for k, v in item.items() if k != "clause"}
                    held = node.setdefault("validity", {"partial_gold": True})
                    held.update(time)
    return nodes
