"""Records as files: JSON lines, one JSON array, or a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .plain import dumps
from .schema import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .record import Record

COLUMNS = (
    "id", "number", "title", "genre", "issuers", "signers", "addressees", "copied_to", "issued_on",
    "printed_on", "published_on", "printed_by", "copies", "copy_number", "secrecy",
    "secrecy_term", "urgency", "disclosure", "subject_terms", "register_number", "contacts",
    "attachments", "issues", "file", "first_page", "last_page", "part", "sha256", "same_as",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "\uff20")
_JOIN = "；"


Refuse = Callable[[str, str], None]
"""Takes the id of a record that breaks the schema, and where it does."""


def write(records: Iterable[Record], form: str, target: str, refuse: Refuse | None = None) -> int:
    """Write the records in the form given to a path, or to stdout for `-`; says how many.

    The records come sorted. A file appears whole or not at all. A record that breaks the schema is
    told to `refuse` and left out, so that the others are written; without `refuse` it raises
    `pydantic.ValidationError`.
    """
    writer = FORMATS[form]
    records = _sound(records, refuse)
    if target == "-":
        count = writer(records, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return count
    return _whole(Path(target), lambda stream: writer(records, stream))


def _whole(path: Path, fill: Callable[[IO[bytes]], int]) -> int:
    """Write beside the target, then rename over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            count = fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        _usual_mode(name)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return count


def _usual_mode(name: str) -> None:
    """A temporary file is its owner's only; an export is an ordinary file."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)


def _sound(records: Iterable[Record], refuse: Refuse | None) -> Iterator[Record]:
    from pydantic import ValidationError

    for record in records:
        try:
            validate(dumps(record))
        except ValidationError as error:
            if refuse is None:
                raise
            first = error.errors(include_url=False, include_context=False)[0]
            where = "/".join(str(step) for step in first["loc"])
            refuse(str(record["id"]), f"{where}: {first['msg']}")
        else:
            yield record


def _jsonl(records: Iterable[Record], stream: IO[bytes]) -> int:
    count = 0
    for record in records:
        stream.write(dumps(record) + b"\n")
        count += 1
    return count


def _json(records: Iterable[Record], stream: IO[bytes]) -> int:
    count = 0
    stream.write(b"[")
    for record in records:
        stream.write((b",\n" if count else b"\n") + dumps(record))
        count += 1
    stream.write(b"\n]\n")
    return count


def _csv(records: Iterable[Record], stream: IO[bytes]) -> int:
    count = 0
    stream.write(b"\xef\xbb\xbf" + _row(list(COLUMNS)))
    for record in records:
        stream.write(_row([cell(record, name) for name in COLUMNS]))
        count += 1
    return count


def _row(cells: list[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf-8", "replace")


def cell(record: Record, name: str) -> str:
    """One cell: lists joined by ；, no line breaks, nothing a spreadsheet takes for a formula."""
    text = " ".join(_value(record, name).split())
    return f"'{text}" if text.startswith(_FORMULA) else text


def _value(record: Record, name: str) -> str:
    source = record["source"]
    pages = source["pages"] or [None, None]
    special: dict[str, Any] = {
        "file": source["file"],
        "sha256": source["sha256"],
        "part": source["part"],
        "first_page": pages[0],
        "last_page": pages[1],
        "contacts": [_person(contact) for contact in record["contacts"]],
        "attachments": [attachment["title"] for attachment in record["attachments"]],
        "issues": [issue["code"] for issue in record["issues"]],
    }
    value = special[name] if name in special else record[name]
    if isinstance(value, list):
        return _JOIN.join(value)
    return "" if value is None else str(value)


def _person(contact: dict[str, Any]) -> str:
    return " ".join(contact[part] for part in ("name", "phone", "email") if contact[part])


FORMATS: dict[str, Callable[[Iterable[Record], IO[bytes]], int]] = {
    "jsonl": _jsonl,
    "json": _json,
    "csv": _csv,
}
