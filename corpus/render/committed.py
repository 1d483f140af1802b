"""What a source has in a folder of scans: its files, their truth, and how that agrees with the text."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from .flow import blocks
from .scan import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .source import Source

FURNITURE = re.compile(r"— \d+ —|JAN-01-2000  03:\d\d    FAX NO\. 0999 555\d{4}    P\.\d\d/\d\d")
"""Page numbers, and the line of the sending telefax."""


def scan_paths(source: Source, folder: Path) -> list[Path]:
    """The scan of a source in its own variant: one file, or two of a circular that lies over two."""
    suffix = ".tif" if VARIANTS[source.variant].medium == "fax" else ".pdf"
    halves = (".1", ".2") if source.split_page else ("",)
    return [folder / f"{source.stem}{half}{suffix}" for half in halves]


def truth_path(scan: Path) -> Path:
    """The truth beside a scan."""
    return scan.with_name(scan.name.removesuffix(scan.suffix) + ".truth.json")


def read_truth(scan: Path) -> tuple[list[list[str]], dict[str, Any]]:
    """The lines of each page of a scan, and what else its truth says of the pages."""
    said = json.loads(truth_path(scan).read_text("utf-8"))
    return (said.pop("pages"), said) if isinstance(said, dict) else (said, {})


def printed(source: Source, pages: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of pages without page numbers, pen, stamps and the line of a telefax."""
    marks = {line for doc in source.documents for mark in doc.marks for line in mark.lines}
    for page in pages:
        for line in page:
            if line not in marks and not FURNITURE.fullmatch(line):
                yield line


def _tight(text: str) -> str:
    return re.sub(r"\s", "", text)


def differences(source: Source, found: Iterable[str], text: str) -> list[str]:
    """Lines that the text does not say, and characters that either has and the other not.

    Headers of tables may be said again: on every page that their table runs over."""
    lines, text = [_tight(line) for line in found], _tight(text)
    wrong = [line for line in lines if line not in text]
    more = Counter("".join(lines))
    more.subtract(text)
    bodies = [doc.body for doc in source.documents]
    bodies += [annex.body for doc in source.documents for annex in doc.annexes]
    headers = {
        char
        for body in bodies
        for _, rows in blocks(body)
        for row in rows[:1]
        for char in "".join(row)
    }
    wrong += [f"{char} {count}" for char, count in more.items() if count < 0]
    wrong += [f"{char} +{n}" for char, n in more.items() if n > 0 and char not in headers]
    return wrong
