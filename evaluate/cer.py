"""Character error rate (CER) of what was read against the lines of each page as they were set."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..ingest.page import Page

_LAST = ("handwriting", "stamp", "page_number", "running_head")
"""Kinds of lines that a truth file has after the print, in this order."""


@dataclass(frozen=True, slots=True)
class Characters:
    """Characters set, and insertions, deletions and substitutions that lead from them to those
    read (Levenshtein)."""

    total: int
    errors: int


def characters(truth: Path, pages: Sequence[Page]) -> Characters | None:
    """The count over a file, page by page, or over all of it where pages do not correspond (two
    on one sheet, a blank one between). Null where the truth cannot be read."""
    from rapidfuzz.distance import Levenshtein

    try:
        told = json.loads(truth.read_text("utf-8"))
        # An object where more is told of the pages: that one is turned, or two lie on a sheet.
        pages_set = told["pages"] if isinstance(told, dict) else told
        wanted = [plain("".join(lines)) for lines in pages_set]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    read = [plain("".join(_texts(page))) for page in pages]
    if len(wanted) != len(read):
        wanted, read = ["".join(wanted)], ["".join(read)]
    pairs = zip(wanted, read, strict=True)
    errors = sum(Levenshtein.distance(want, got) for want, got in pairs)
    return Characters(sum(map(len, wanted)), errors)


def _texts(page: Page) -> list[str]:
    """Print in reading order, then what is no print; the ring text of seals is not in the truth."""
    texts = [line.text for line in page.lines if line.kind == "print"]
    for kind in _LAST:
        texts += [line.text for line in page.lines if line.kind == kind]
    return texts
