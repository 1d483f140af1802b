"""The gold of a file for another variant of it: other file names, other pages, else the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .sheets import Sheet


def _pages_of(sheets: Sequence[Sheet], wanted: set[int]) -> list[int]:
    """Every page of the file on which any of the circular's pages (from 0) stands."""
    return [n for n, sheet in enumerate(sheets, 1) if wanted & set(sheet.pages)]


@dataclass(frozen=True, slots=True)
class _Move:
    """From pages of the file as it lay to pages as it lies, for the circular with the pages `own`."""

    old: Sequence[Sheet]
    new: Sequence[Sheet]
    own: set[int]

    def pages(self, pages: list[int]) -> list[int]:
        stand = {i for number in pages for i in self.old[number - 1].pages}
        return _pages_of(self.new, stand & self.own) or pages

    def within(self, node: dict[str, Any]) -> None:
        """Moves the tables and attachments of a circular, and the texts it carries with theirs."""
        for table in node.get("tables") or []:
            if table.get("pages"):
                table["pages"] = self.pages(table["pages"])
        for part in [*(node.get("attachments") or []), *(node.get("carried") or [])]:
            if part.get("pages"):
                first, last = part["pages"]
                there = self.pages(list(range(first, last + 1)))
                part["pages"] = [there[0], there[-1]]
        for carried in node.get("carried") or []:
            self.within(carried)


def moved(
    gold: dict[str, Any], counts: Sequence[int], old: Sequence[Sheet], new: Sequence[Sheet]
) -> dict[str, Any]:
    """The same gold with the pages of each circular, table and annotation as they lie in `new`.

    `counts` are the numbers of pages of the circulars; gold of other circulars is left as it is."""
    if len(gold["documents"]) != len(counts):
        return gold
    out: dict[str, Any] = json.loads(json.dumps(gold))
    first = 0
    for document, count in zip(out["documents"], counts, strict=True):
        move = _Move(old, new, set(range(first, first + count)))
        first += count
        move.within(document)
        if document.get("pages"):
            there = _pages_of(new, move.own)
            document["pages"] = [there[0], there[-1]]
        for mark in document.get("annotations") or []:
            if mark.get("page"):
                mark["page"] = move.pages([mark["page"]])[0]
    return out


def write_gold(gold: dict[str, Any], scans: Sequence[Path], variant: str, stem: str) -> Path:
    """Writes gold beside the scans it is of; gives its path."""
    names = [scan.name for scan in scans]
    said = {**gold, "source": names[0] if len(names) == 1 else names, "variant": variant}
    target = scans[0].with_name(f"{stem}.gold.json")
    target.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return target
