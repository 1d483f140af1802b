"""How the pages of the circulars lie on the pages of the file, and what the truth says of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .fax import sender_line
from .source import SourceError

if TYPE_CHECKING:
    from .page import Page
    from .scan import Variant
    from .source import Source


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the file: the pages on it (from 0), left to right; none on a blank one."""

    pages: tuple[int, ...]
    turned: bool = False
    behind: int | None = None
    """A blank page is the back of this one, which shows through."""


def lay(source: Source, counts: list[int], variant: Variant) -> list[Sheet]:
    """The pages of the file; `counts` are the numbers of pages of its circulars.

    SourceError for a place behind the last page."""
    total = sum(counts)
    for name in ("blank_after", "upside_down", "split_page"):
        place = getattr(source, name)
        if place is not None and not 1 <= place <= total:
            raise SourceError(f"{source.stem}.toml: {name} = {place}, but there are {total} pages")
    laid: list[Sheet] = []
    first = 0
    for count in counts:
        # A circular begins on a sheet of its own, as it was folded.
        pages = range(first, first + count)
        laid += [Sheet(tuple(pages[i : i + variant.up])) for i in range(0, count, variant.up)]
        first += count
    if variant.turns:
        wrong = source.upside_down or min(2, len(laid))
        laid = [Sheet(sheet.pages, turned=wrong - 1 in sheet.pages) for sheet in laid]
    blank = source.blank_after or (1 if variant.blank else None)
    if blank:
        at = next(index for index, sheet in enumerate(laid, 1) if blank - 1 in sheet.pages)
        laid.insert(at, Sheet((), behind=blank - 1))
    return laid


def parts(source: Source, laid: list[Sheet]) -> list[tuple[str, list[Sheet]]]:
    """What is added to the stem of each file, and its pages: one, or two for a circular in halves."""
    if source.split_page is None:
        return [("", laid)]
    at = next(i for i, sheet in enumerate(laid, 1) if source.split_page - 1 in sheet.pages)
    if at == len(laid):
        raise SourceError(f"{source.stem}.toml: nothing is left behind split_page")
    return [(".1", laid[:at]), (".2", laid[at:])]


def truth(laid: list[Sheet], pages: list[Page], variant: Variant, seed: int) -> str:
    """The lines of each page of the file as JSON.

    A list of pages, each a list of strings; where more is to be said an object: `pages` is that list,
    `rotated` the numbers of pages that lie upside down, `blank` of those that are empty, `sheets` the
    pages of the circular on each page of the file where there are two."""
    said = [[line for index in sheet.pages for line in pages[index].lines] for sheet in laid]
    if variant.medium == "fax":
        for number, lines in enumerate(said, 1):
            lines.insert(0, sender_line(number, len(said), seed))
    more: dict[str, Any] = {
        "rotated": [number for number, sheet in enumerate(laid, 1) if sheet.turned],
        "blank": [number for number, sheet in enumerate(laid, 1) if not sheet.pages],
        "sheets": [[index + 1 for index in sheet.pages] for sheet in laid],
    }
    if variant.up == 1:
        del more["sheets"]
    more = {name: value for name, value in more.items() if value}
    return (
        json.dumps({"pages": said, **more} if more else said, ensure_ascii=False, indent=1) + "\n"
    )
