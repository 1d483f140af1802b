"""Whether a file goes on where another one ends: a circular whose pages lie in two files.

A file that begins without a head is no circular of its own. It belongs to the one before where
their page numbers count on, its clauses do, or it opens with an annex that the other lists and
does not hold; two of these make it certain, and one where the other file ends without a close.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest import mark_margins
from ..ingest.spreads import part_spreads
from ..ingest.values import dataclass, replace
from .clause_marks import count_of
from .normalise import tight
from .read import read_circulars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ingest.page import Page
    from .circular import Circular, Clause

_CERTAIN = 2
"""Signs from which a file surely goes on."""

_COUNT = re.compile("[0-9一二三四五六七八九十百]+")


@dataclass(frozen=True, slots=True)
class Continuation:
    """A file that goes on in another: what says so (`page_numbers`, `clauses`, `annex`,
    `no_close`), and whether that is enough."""

    certain: bool
    signs: tuple[str, ...]


def continuation(first: Sequence[Page], second: Sequence[Page]) -> Continuation | None:
    """Whether a circular begun on the first pages goes on on the second; null where not."""
    begun, rest = _read(first), _read(second)
    if not begun or not rest or _has_head(rest[0]) or _is_ended(begun[-1]):
        return None
    counted = _counted(first, second)
    held = {
        "page_numbers": counted is True,
        "clauses": _clauses_go_on(begun[-1], rest[0]),
        "annex": _opens_annex(begun[-1], first, second),
        "no_close": begun[-1].issued_on is None,
    }
    signs = tuple(name for name, holds in held.items() if holds)
    if not signs:
        return None
    enough = len(signs) >= _CERTAIN and counted is not False and len(rest) == 1
    return Continuation(enough and _fits(begun, first, second), signs)


def joined(parts: Sequence[Sequence[Page]]) -> list[Page]:
    """The pages of several files as those of one, numbered through."""
    pages: list[Page] = []
    for part in parts:
        before = len(pages)
        pages += [replace(page, number=before + n) for n, page in enumerate(part, start=1)]
    return pages


def _read(pages: Sequence[Page]) -> tuple[Circular, ...]:
    return read_circulars(pages, norms=False)


def _has_head(circular: Circular) -> bool:
    """Whether anything of a head is there; the signature names the issuers of a rest too."""
    named = any(e.rule == "head.issuer" for item in circular.issuers for e in item.evidence)
    return bool(named or circular.number or circular.title or circular.addressees)


def _is_ended(circular: Circular) -> bool:
    """Whether the imprint, which ends a circular, is there."""
    return bool(circular.printed_on or circular.printed_by or circular.copied_to)


def _fits(begun: Sequence[Circular], first: Sequence[Page], second: Sequence[Page]) -> bool:
    """Whether both files read as one give the circulars of the first and no other."""
    whole = _read(joined([first, second]))
    return [one.number and one.number.value for one in whole] == [
        one.number and one.number.value for one in begun
    ]


def _counted(first: Sequence[Page], second: Sequence[Page]) -> bool | None:
    """Whether the printed page numbers count on; null where one is not there."""
    last, next_ = _folios(first)[-1], _folios(second)[0]
    return None if last is None or next_ is None else next_ == last + 1


def _folios(pages: Sequence[Page]) -> list[int | None]:
    """The number printed on each page."""
    folios: list[int | None] = []
    for page in mark_margins(part_spreads(pages)):
        numbers = [
            int(digits[0])
            for line in page.lines
            if line.kind == "page_number" and (digits := re.search(r"\d+", line.text))
        ]
        folios.append(numbers[0] if len(numbers) == 1 else None)
    return folios or [None]


def _clauses_go_on(begun: Circular, rest: Circular) -> bool:
    """Whether the first clause of the rest is the next one, at any depth of the last."""
    if not rest.clauses:
        return False
    shape, count = _label(rest.clauses[0])
    level = begun.clauses
    while level:
        if _label(level[-1]) == (shape, count - 1):
            return True
        level = level[-1].children
    return False


def _label(clause: Clause) -> tuple[str, int]:
    """The form of a mark (第#条, （#）) and its count."""
    counts = _COUNT.findall(clause.label)
    return _COUNT.sub("#", clause.label), count_of(counts[0]) if counts else 0


def _opens_annex(begun: Circular, first: Sequence[Page], second: Sequence[Page]) -> bool:
    """Whether the second file opens with an annex that is listed in the first and not there."""
    top = [tight(line.text) for line in second[0].lines if line.kind == "print"][:4]
    if not top or not re.match(r"附件", top[0]):
        return False
    held = [tight(line.text) for page in first for line in page.lines]
    titles = [item.value.title for item in begun.attachments]
    return any(
        title in "".join(top) and title not in held  # the list names it behind a number
        for title in titles
    )
