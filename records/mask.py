"""A record without its personal data: mobile and identity numbers made unreadable."""

from __future__ import annotations

from typing import Any

from ..extract.personal import find_personal

_KEEP_FIRST, _KEEP_LAST = 3, 2


def mask(record: Any) -> Any:
    """The record (or any part of it) with every such number masked: 138******55.

    Only letters change, not lengths, so spans stay true. Keys and hashes are left alone.
    """
    if isinstance(record, dict):
        return {
            name: value if name in ("key", "id", "sha256", "same_as") else mask(value)
            for name, value in record.items()
        }
    if isinstance(record, list):
        return [mask(item) for item in record]
    return _mask_text(record) if isinstance(record, str) else record


def _mask_text(text: str) -> str:
    for _, (start, end), _ in list(find_personal(text)):
        hidden = "*" * (end - start - _KEEP_FIRST - _KEEP_LAST)
        text = text[: start + _KEEP_FIRST] + hidden + text[end - _KEEP_LAST :]
    return text
