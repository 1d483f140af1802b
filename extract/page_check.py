"""The pages of a file as a record tells of them: how each was read, what is wrong with its scan,
and whether page numbers are missing or out of order (DA/T 31-2017: complete, in order)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.page import Finding
from .seen import PageFinding, PageStep, SeenPage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..ingest.page import Page, Step

_UNITS = {
    "turned": "deg",
    "half_turned": "deg",
    "levelled": "deg",
    "sheet_cut": "share",
    "ground_cleared": "share",
    "contrast_raised": "levels",
}
_SURE = 0.9
"""Confidence from which a page number counts: one read wrongly looks like a page lost."""
_MOST = 30
"""More pages than this are not lost between two: the number is another's, or misread."""
_DIGITS = re.compile(r"\d{1,4}")


def seen_pages(
    pages: Sequence[Page], halves: Sequence[Page], starts: Collection[int]
) -> tuple[SeenPage, ...]:
    """What is told of each page of a file.

    `halves` are the pages with sheets of two parted and page numbers marked; `starts` the numbers
    of the pages on which circulars begin. Text without pages has none.
    """
    numbered = numbering(halves, starts)
    return tuple(_seen(page, numbered) for page in pages if page.origin != "text")


def _seen(page: Page, numbered: Sequence[tuple[int, Finding]]) -> SeenPage:
    width, height = page.sheet_size or (page.width, page.height)
    findings = [*page.findings, *(finding for number, finding in numbered if number == page.number)]
    if "blank" in page.notes and page.origin != "ocr":
        findings.insert(0, Finding("blank_page", "info"))
    return SeenPage(
        page.number,
        round(width, 2),
        round(height, 2),
        page.origin,
        round(page.dpi, 2) or None,
        tuple(_step(step) for step in page.steps),
        tuple(
            PageFinding(
                f.code, f.severity, round(f.value, 4) if f.unit else None, f.unit or None, f.box
            )
            for f in findings
        ),
    )


def _step(step: Step) -> PageStep:
    return PageStep(step.code, round(step.value, 4), _UNITS[step.code])


def numbering(pages: Sequence[Page], starts: Collection[int] = ()) -> list[tuple[int, Finding]]:
    """Printed page numbers that are missing, come twice or out of order, with the page of the
    file at which that shows.

    Pages without a number (an imprint, an empty back) may count or not. One number that does not
    fit between two that do is a misreading, not a fault of the file.
    """
    printed = [(n, found) for n, page in enumerate(pages) if (found := _printed(page)) is not None]
    runs: list[list[tuple[int, int]]] = []
    for place, number in printed:
        if not runs or (number <= runs[-1][-1][1] and pages[place].number in starts):
            runs.append([])
        runs[-1].append((place, number))
    return [
        (pages[place].number, fault)
        for n, run in enumerate(runs)
        for place, fault in _faults(run, first=n == 0)
    ]


def _faults(run: Sequence[tuple[int, int]], *, first: bool) -> Iterator[tuple[int, Finding]]:
    """Faults of numbers that should count on, each with the place where it shows."""
    there = {number for _, number in run}
    place, number = run[0]
    if first and number > place + 1 and (fault := _missing(1, number, there)):
        yield place, fault
    last = run[0]
    for position, (place, number) in enumerate(run[1:], 2):
        after = run[position] if position < len(run) else None
        if (
            after
            and not _follows(last, (place, number))
            and after[1] - last[1] == after[0] - last[0]
        ):
            continue
        if number <= last[1]:
            code = "page_repeated" if number == last[1] else "page_order"
            yield place, Finding(code, "warning", number, "page")
        elif fault := _missing(last[1] + place - last[0], number, there):
            yield place, fault
        last = (place, number)


def _missing(expected: int, number: int, there: Collection[int]) -> Finding | None:
    """The first of the numbers from `expected` up to `number` that is not there."""
    lost = [n for n in range(expected, number) if n not in there]
    if not lost or number - expected > _MOST:
        return None
    return Finding("page_missing", "warning", lost[0], "page")


def _follows(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a number may stand that many pages behind another."""
    return one[1] < other[1] <= one[1] + other[0] - one[0]


def _printed(page: Page) -> int | None:
    """The number printed on a page, if it is sure."""
    for line in page.lines if page.origin != "text" else ():
        if line.kind != "page_number" or line.confidence < _SURE:
            continue
        if found := _DIGITS.search(line.text):
            return int(found[0])
    return None
