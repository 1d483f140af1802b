"""The pages of a file for people and programs: how each was read, what is wrong, its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..extract.page_check import seen_pages
from ..ingest import mark_margins
from ..ingest.spreads import part_spreads
from ..records.plain import plain
from .messages import say
from .present import MM_A_POINT, print_pages, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ingest.page import Page


def check_pages(pages: Sequence[Page]) -> list[dict[str, Any]]:
    """The pages of a file in which no circular was found, as a record tells of pages."""
    return [plain(page) for page in seen_pages(pages, mark_margins(part_spreads(pages)), ())]


def with_lines(rows: Sequence[dict[str, Any]], pages: Sequence[Page]) -> list[dict[str, Any]]:
    """The pages of a record, each with its lines: kind, text, confidence, box on the page."""
    by_number = {page.number: page for page in pages}
    return [{**row, "lines": _lines(by_number[row["page"]])} for row in rows]


def _lines(page: Page) -> list[dict[str, Any]]:
    return [
        {
            "kind": line.kind,
            "text": line.text,
            "confidence": round(line.confidence, 2),
            "box": None if line.box is None else [round(v, 2) for v in page.on_sheet(line.box)],
        }
        for line in page.lines
    ]


def print_page_checks(rows: Sequence[dict[str, Any]], pages: Sequence[Page]) -> None:
    """The pages as a table, one a row, then their text."""
    names = ("page", "size", "dpi", "origin", "steps", "findings")
    if rows:
        print_table(
            [say(f"column.{name}") for name in names], [_row(row) for row in rows], {0, 1, 2}
        )
    print_pages(pages)


def _row(row: dict[str, Any]) -> list[str]:
    size = f"{row['width'] * MM_A_POINT:.0f} × {row['height'] * MM_A_POINT:.0f}"  # noqa: RUF001
    steps = [say(f"step.{step['code']}", value=step["value"]) for step in row["steps"]]
    found = [say(f"finding.{one['code']}", value=one["value"]) for one in row["findings"]]
    dpi = "" if row["dpi"] is None else f"{row['dpi']:.0f}"
    return [
        str(row["page"]),
        size,
        dpi,
        say(f"origin.{row['origin']}"),
        "; ".join(steps),
        "; ".join(found),
    ]
