"""Scores the header fields of a folder of files against the gold beside them, text and scans.

    python bench/fields.py [FOLDER] [--json]

A gold file `<stem>.gold.json` (or `<stem>.json`) holds {"documents": [{field: value, …}, …]} with
the names of the record; a field it does not name is not scored. Without FOLDER: the sample corpus.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hongtou.extract import read_circulars
from hongtou.ingest import MemoryCache, engines, probe, read_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hongtou.extract import Circular

ROOT = Path(__file__).resolve().parent.parent
SURE = 0.9
LISTS = ("issuers", "signers", "addressees", "copied_to", "subject_terms")
SINGLE = (
    "title", "genre", "issued_on", "printed_on", "printed_by", "copies", "copy_number", "secrecy",
    "urgency", "disclosure",
)  # fmt: skip
FIELDS = ("number", *SINGLE, *LISTS, "attachments", "contacts", "clause_labels", "clause_headings")


@dataclass(frozen=True)
class Row:
    """One field of one circular against its gold."""

    file: str
    part: int
    field: str
    want: Any
    got: Any
    confidence: float | None

    @property
    def right(self) -> bool:
        return self.want == self.got

    @property
    def filled(self) -> bool:
        return self.want not in (None, [])

    @property
    def confident_error(self) -> bool:
        empty = self.got in (None, [])
        return not self.right and not empty and (self.confidence or 0) >= SURE


def flatten(circular: Circular) -> dict[str, tuple[Any, float | None]]:
    """The header fields as plain values with their confidence (of a list: its least sure item)."""
    number = circular.number
    fields: dict[str, tuple[Any, float | None]] = {
        "number": (number.value.text, number.confidence) if number else (None, None)
    }
    for name in SINGLE:
        item = getattr(circular, name)
        value = item.value if item else None
        plain = value if value is None or isinstance(value, int) else str(value)
        fields[name] = plain, item.confidence if item else None
    for name in LISTS:
        fields[name] = _list(getattr(circular, name), lambda value: value)
    fields["attachments"] = _list(circular.attachments, lambda value: value.title)
    fields["contacts"] = _list(circular.contacts, _contact)
    sure = min((clause.confidence for clause in circular.clauses), default=None)
    fields["clause_labels"] = [clause.label for clause in circular.clauses], sure
    fields["clause_headings"] = [clause.heading for clause in circular.clauses], sure
    return fields


def _list(items: Iterable[Any], plain: Any) -> tuple[list[Any], float | None]:
    items = list(items)
    return [plain(item.value) for item in items], min((i.confidence for i in items), default=None)


def _contact(value: Any) -> dict[str, str]:
    pairs = {"name": value.name, "phone": value.phone, "email": value.email}
    return {name: text for name, text in pairs.items() if text}


def compare(file: str, gold: dict[str, Any], circular: Circular | None) -> Iterator[Row]:
    """The rows of one circular; of one that was not found, every field is missing."""
    got = flatten(circular) if circular else {}
    for field in FIELDS:
        if field not in gold:
            continue
        value, sure = got.get(field, (None, None))
        want = gold[field]
        if field == "attachments":
            want = [item["title"] if isinstance(item, dict) else item for item in want]
        if field == "contacts":
            want = [{k: v for k, v in item.items() if v} for item in want]
        part = circular.part if circular else 0
        yield Row(file, part, field, want, value, sure)


def score_file(path: Path, documents: list[dict[str, Any]], pages: Any) -> list[Row]:
    """The rows of one file."""
    circulars: list[Circular | None] = list(read_circulars(pages))
    circulars += [None] * (len(documents) - len(circulars))
    pairs = zip(documents, circulars, strict=False)
    return [row for gold, circular in pairs for row in compare(path.name, gold, circular)]


def pages_of(path: Path, cache: Any) -> list[Any]:
    """The pages of a file, read with the default engine where it has no text."""
    source = probe(path)
    engine = _engine()
    return [page for _, page in read_pages(path, source, engine, cache)]


def _engine() -> Any:
    made: list[Any] = []

    def source() -> Any:
        if not made:
            made.append(engines.load("rapidocr"))
        return made[0]

    return source


def golds(folder: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every gold file of a folder: stem and documents."""
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        if isinstance(content, dict) and "documents" in content:
            yield path.name.removesuffix(".json").removesuffix(".gold"), content["documents"]


def report(rows: list[Row]) -> dict[str, Any]:
    """Counts by field and in all."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.field].append(row)
        groups["all"].append(row)
    return {name: _count(group) for name, group in groups.items()}


def _count(rows: list[Row]) -> dict[str, Any]:
    right = [row for row in rows if row.right and row.filled]
    sure = [row for row in right if (row.confidence or 0) >= SURE]
    return {
        "fields": len(rows),
        "right": sum(row.right for row in rows),
        "confident_errors": sum(row.confident_error for row in rows),
        "sure_of_right": round(len(sure) / len(right), 3) if right else None,
    }


def main() -> int:
    """Print the table; 1 when a confident error stands in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--files", type=Path, help="where the files are, if not beside the gold")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    gold = options.folder or ROOT / "corpus" / "scans"
    places = [options.files or gold] if options.folder else [ROOT / "corpus" / "text", gold]
    failed = False
    cache = MemoryCache()
    for place in places:
        rows: list[Row] = []
        for stem, documents in golds(gold):
            for path in sorted(place.glob(f"{stem}.*")):
                if path.suffix in (".pdf", ".txt", ".png", ".tif"):
                    rows += score_file(path, documents, pages_of(path, cache))
        failed |= any(row.confident_error for row in rows)
        _print(place, rows, as_json=options.json)
    return int(failed)


def _print(place: Path, rows: list[Row], *, as_json: bool) -> None:
    counts = report(rows)
    if as_json:
        print(json.dumps({str(place.name): counts}, ensure_ascii=False))
        return
    print(f"\n{place.name}: {len({(r.file, r.part) for r in rows})} circulars")
    print(f"{'field':<18}{'right':>12}{'confident errors':>18}{'right at ≥ 0.9':>16}")
    for name, count in counts.items():
        share = "" if count["sure_of_right"] is None else f"{count['sure_of_right']:.0%}"
        print(
            f"{name:<18}{count['right']:>5} of {count['fields']:<4}{count['confident_errors']:>16}{share:>16}"
        )
    for row in rows:
        if not row.right:
            print(
                f"  {row.file} {row.part} {row.field}: {row.got!r} for {row.want!r} ({row.confidence})"
            )


if __name__ == "__main__":
    sys.exit(main())
