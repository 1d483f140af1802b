"""Values as JSON has them, and keys made from their content."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict
from typing import Any

from ..extract.circular import DocumentNumber


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


def plain(value: Any) -> Any:
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
    if isinstance(value, dt.date):
        return value.isoformat()
    return round(value, 2) if isinstance(value, float) else value
