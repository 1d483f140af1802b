"""Values and items of a record in words for people."""

from __future__ import annotations

from typing import Any

from .messages import field_name

_SHORT = 40
_ENDS = ("effective_on", "expires_on")


def value_words(name: str, value: Any) -> str:
    """A single value of the record."""
    if name == "validity":
        return _validity(value)
    if name == "received":
        return " ".join(str(part) for part in (value["number"], value["on"]) if part)
    return str(value)


def item_words(name: str, item: Any) -> str:
    """One item of a list of the record."""
    if isinstance(item, str):
        return item
    if name in _WORDS:
        return str(_WORDS[name](item))
    if name in ("annotations", "seals", "personal"):
        return str(item["text"] or item.get("kind") or field_name(name))
    return str(item.get("title") or "")


def _contact(item: dict[str, Any]) -> str:
    return " ".join(item[part] for part in ("name", "phone", "email") if item[part])


def _attachment(item: dict[str, Any]) -> str:
    return f"{item['index']}. {item['title']}"


def _clause(item: dict[str, Any]) -> str:
    words = f"{item['id']} {item['heading'] or _short(item['text'])}"
    return f"{words} [{_validity(item['validity'])}]" if item["validity"] else words


def _reference(item: dict[str, Any]) -> str:
    named = f"《{item['title']}》" if item["title"] else ""
    part = item["target_clause"] or (item["scope"] if item["partial"] else None)
    until = f" →{item['until']}" if item["until"] else ""
    negated = "" if item["effective"] else " ∅"
    tail = f" {part}" if part else ""
    return f"{item['relation']}{negated} {named}{item['number'] or ''}{tail}{until}"


def _rule(item: dict[str, Any]) -> str:
    return f"{item['kind']} {_short(item['quote'])}"


def _table(item: dict[str, Any]) -> str:
    width = max((len(row) for row in [item["header"], *item["rows"]]), default=0)
    return f"{item['title'] or ''} {len(item['rows'])} x {width}".strip()


def _norm(item: dict[str, Any]) -> str:
    return f"{item['modality']} {_short(item['text'])}"


def _validity(value: dict[str, Any]) -> str:
    days = "–".join(value[name] or "…" for name in _ENDS)
    marks = [
        name for name in ("assumed", "retroactive", "tentative", "trial", "partial") if value[name]
    ]
    more = [value[name] for name in ("until_event", "scope", "lapses") if value[name]]
    return " ".join([days, *marks, *more])


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


_WORDS = {
    "contacts": _contact,
    "attachments": _attachment,
    "clauses": _clause,
    "references": _reference,
    "class_rules": _rule,
    "tables": _table,
    "norms": _norm,
}
