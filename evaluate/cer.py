"""Character error rate (CER) of what was read against the lines of each page as they were set."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from .apart import errors_apart
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
    read: line by line whatever their order (`apart`), and as one text in reading order."""

    total: int
    errors: int
    in_order: int


def pages_set(path: Path) -> list[list[str]]:
    """The lines of each page as a truth file has them: a list of pages, or an object with such a
    list (`pages`) where more is told of them. Raises `ValueError` where it is none."""
    try:
        told = json.loads(path.read_text("utf-8"))
        pages = told["pages"] if isinstance(told, dict) else told
        return [[str(line) for line in lines] for lines in pages]
    except (OSError, TypeError, KeyError) as error:
        raise ValueError(f"{path}: no truth: {error}") from None


def characters(truth: Sequence[Path], pages: Sequence[Page]) -> Characters | None:
    """The count over the files of a sample, page by page, or over all of it where pages do not
    correspond (two on one sheet, a blank one between). Null where the truth cannot be read."""
    try:
        wanted = [_plain(lines) for path in truth for lines in pages_set(path)]
    except ValueError:
        return None
    read = [_plain(_texts(page)) for page in pages]
    return count(wanted, read)


def count(wanted: Sequence[Sequence[str]], read: Sequence[Sequence[str]]) -> Characters:
    """The count over pages of lines, plain texts, page by page where there are as many."""
    from rapidfuzz.distance import Levenshtein

    if len(wanted) != len(read):
        wanted, read = [list(chain(*wanted))], [list(chain(*read))]
    total = sum(len(line) for lines in wanted for line in lines)
    errors = in_order = 0
    for want, got in zip(wanted, read, strict=True):
        errors += errors_apart(want, got)
        in_order += Levenshtein.distance("".join(want), "".join(got))
    return Characters(total, errors, in_order)


def _plain(lines: Sequence[str]) -> list[str]:
    return [plain(line) for line in lines]


def _texts(page: Page) -> list[str]:
    """Print in reading order, then what is no print; the ring text of seals is not in the truth."""
    texts = [line.text for line in page.lines if line.kind == "print"]
    for kind in _LAST:
        texts += [line.text for line in page.lines if line.kind == kind]
    return texts
