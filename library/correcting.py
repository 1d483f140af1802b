"""A correction as a person types it: words become the value of the field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..records.record import LISTS

if TYPE_CHECKING:
    from .corrections import Correction
    from .library import Key, Library

_BETWEEN = re.compile("[；;]")


def correct_field(
    library: Library, key: Key, field: str, words: str, who: str, quote: str | None = None
) -> Correction:
    """Correct a field; several values stand with ； between. Raises `ValueError` for a field that
    cannot be corrected, a value it cannot have, or where nothing on the paper shows it."""
    return library.correct(key, field, _value(field, words), who, quote=quote)


def _value(field: str, words: str) -> Any:
    if field in LISTS:
        return [part.strip() for part in _BETWEEN.split(words) if part.strip()]
    return int(words) if field == "copies" and words.isdecimal() else words
