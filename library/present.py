"""Records and what is known of a library as lines and tables for people.

On a terminal a table is drawn; elsewhere a row is a line and a tab stands between its cells.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

from .items import item_words, value_words
from .messages import field_name, say, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..ingest.page import Page
    from ..records.record import Record

MOST_ROWS = 60
WIDE = 100
"""Columns of a terminal on which the files find room beside the circulars."""
SURE = 0.9
_BY_ITEM = ("norms",)
"""A list so long that its least sure item says nothing of it: each has a confidence of its own."""
MM_A_POINT = 25.4 / 72
_SHOWN = (
    "number", "further_numbers", "title", "genre", "issuers", "signers", "addressees", "issued_on", "printed_on",
    "published_on", "received", "printed_by", "copied_to", "copies", "copy_number", "secrecy",
    "secrecy_term", "urgency", "disclosure", "subject_terms", "register_number", "contacts",
    "attachments", "annotations", "personal", "seals", "validity", "clauses", "carried",
    "references", "class_rules", "tables", "norms",
)  # fmt: skip


def summary_row(record: Record) -> dict[str, Any]:
    """What a list of circulars says of one of them; `date` is the day of issue, never that of
    printing."""
    source = record["source"]
    return {
        "id": record["id"],
        "number": record["number"],
        "title": record["title"],
        "issuers": record["issuers"],
        "date": record["issued_on"],
        "pages": source["pages"],
        "file": source["file"],
        "part": source["part"],
        "same_as": record["same_as"],
        "doubts": doubts(record),
    }


def doubts(record: Record) -> list[str]:
    """The fields that are not sure, or that a cross-check speaks against."""
    unsure = [
        name
        for name, value in record["confidence"].items()
        if value < SURE and name not in _BY_ITEM
    ]
    spoken = [i["field"] or i["code"] for i in record["issues"] if i["severity"] != "info"]
    return list(dict.fromkeys([*unsure, *spoken]))


def print_circulars(rows: Sequence[dict[str, Any]], found: int) -> None:
    """The first of the circulars found, one a row, and how many more there are."""
    names = ["number", "title", "issuers", "date", "pages", "doubts", "file"]
    if sys.stdout.isatty() and shutil.get_terminal_size().columns < WIDE:
        names = ["number", "title", "issuers", "date", "doubts"]
    table = [[_circular_cell(row, name) for name in names] for row in rows]
    whole = {index for index, name in enumerate(names) if name in ("number", "date", "pages")}
    print_table([say(f"column.{name}") for name in names], table, whole, wide=1)
    if found > len(rows):
        print(say("more", count=found - len(rows)), file=sys.stderr)


def print_record(record: Record) -> None:
    """A record, field by field: value, confidence, place."""
    heads = [say(f"column.{name}") for name in ("field", "value", "confidence", "where")]
    source = record["source"]
    rows = [[field_name("id"), record["id"], "", ""]]
    rows.append([field_name("file"), f"{source['file']} :{source['part']}", "", _pages(source)])
    rows += [
        [field_name("continued_in"), one["file"], "", _pages(one)] for one in source["continued_in"]
    ]
    if record["same_as"]:
        rows.append([field_name("same_as"), record["same_as"], "", ""])
    for name in _SHOWN:
        rows += _field_rows(record, name)
    for issue in record["issues"]:
        place = field_name(issue["field"]) if issue["field"] else ""
        rows.append([field_name("issues"), translate(issue["message"]), issue["severity"], place])
    print_table(heads, rows, {0, 2, 3})


def print_pages(pages: Iterable[Page]) -> None:
    """The text of pages, line by line; what is no print of the text is marked, and what was odd
    about a page stands beside how it was read."""
    for page in pages:
        print()
        said = ", ".join((page.origin, *page.notes))
        print(say("page", number=page.number, origin=said))
        for line in page.lines:
            mark = "" if line.kind == "print" else f"  ⟨{line.kind}⟩"
            print(_clean(line.text) + mark)


def print_info(info: dict[str, Any]) -> None:
    """What a library holds."""
    for name, value in info.items():
        if not isinstance(value, list):
            print(f"{say(f'info.{name}')}\t{value}")
        elif value:
            print(f"{say(f'info.{name}')}\t{len(value)}")
            for item in value:
                print(f"\t{_info_item(item)}")


def print_table(
    heads: list[str], rows: list[list[str]], narrow: set[int], *, wide: int | None = None
) -> None:
    """A table; the columns in `narrow` are not broken, the column `wide` gets twice the room."""
    if not sys.stdout.isatty():
        for row in [heads, *rows]:
            print("\t".join(_clean(cell) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=wide is not None)
    for index, head in enumerate(heads):
        # a column that is not broken still gives way on a narrow terminal
        ratio = None if wide is None or index in narrow else 2 if index == wide else 1
        table.add_column(head, no_wrap=index in narrow, overflow="fold", ratio=ratio)
    for row in rows:
        table.add_row(*(_escaped(cell) for cell in row))
    Console(highlight=False).print(table)


def _circular_cell(row: dict[str, Any], name: str) -> str:
    if name == "number":
        return str(row["number"] or row["id"])
    if name == "issuers":
        return "、".join(row["issuers"])
    if name == "pages":
        return _page_range(row["pages"])
    if name == "doubts":
        fields = [field_name(field) for field in row["doubts"]]
        return "、".join(fields[:3]) + (f" +{len(fields) - 3}" if len(fields) > 3 else "")
    return str(row[name] or "")


def _page_range(pages: Sequence[int] | None) -> str:
    if pages is None:
        return ""
    return str(pages[0]) if pages[0] == pages[1] else f"{pages[0]}–{pages[1]}"


def _field_rows(record: Record, name: str) -> list[list[str]]:
    value = record[name]
    if value is None or value == []:
        return []
    sure = record["confidence"].get(name)
    words = "" if sure is None else f"{sure:.2f}"
    if not isinstance(value, list):
        return [[field_name(name), value_words(name, value), words, _where(record, f"/{name}")]]
    rows = []
    for index, item in enumerate(value):
        label = field_name(name) if index == 0 else ""
        place = _where(record, f"/{name}/{index}")
        rows.append([label, item_words(name, item), words if index == 0 else "", place])
    return rows


def _where(record: Record, pointer: str) -> str:
    shown = record["evidence"].get(pointer)
    if not shown:
        return ""
    page, box, span = shown[0]["page"], shown[0]["box"], shown[0]["span"]
    if page and box:
        return say("place.page", page=page, mm=round(box[1] * MM_A_POINT))
    if page:
        return say("place.page_only", page=page)
    return say("place.text", start=span[0], end=span[1]) if span else ""


def _pages(source: dict[str, Any]) -> str:
    pages = _page_range(source["pages"])
    return say("place.page_only", page=pages) if pages else ""


def _info_item(item: Any) -> str:
    if isinstance(item, dict):
        from .messages import complaint, translate

        if "advice" in item:
            return complaint(item["file"], item["reason"], item["advice"])
        return f"{item['file']}: {translate(item['reason'])}"
    return str(item)


def _clean(text: str) -> str:
    """One line without control characters: what was read must not steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(_clean(text))
