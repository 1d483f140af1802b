"""What is scored: records read by the pipeline through a library, or given by another system."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph.world import build_world
from ..library.holdings import Holdings
from ..library.library import Library
from ..library.progress import choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..graph.world import World
    from ..ingest.engines import Engine
    from ..ingest.page import Page
    from ..library.journal import Failure
    from ..library.run import Options
    from .samples import Sample


class RecordsError(ValueError):
    """A file of records that cannot be used; the message is one line."""


@dataclass(frozen=True, slots=True)
class Predicted:
    """What was read of one sample; `pages` are null where only records were given."""

    records: tuple[dict[str, Any], ...]
    pages: tuple[Page, ...] | None = None


@dataclass(slots=True)
class Predictions:
    """What was read of each sample, in their order, and the files that could not be read."""

    of: list[Predicted] = field(default_factory=list)
    failures: list[tuple[str, Failure]] = field(default_factory=list)
    worlds: dict[str, World] = field(default_factory=dict)
    """What is known from the texts alone, and from the scans alone: `text`, `scans`."""
    pages: dict[str, list[Page]] = field(default_factory=dict)
    """The pages of each file, by SHA-256."""


def run_library(
    samples: Sequence[Sample],
    library: Path | None,
    options: Options,
    *,
    quiet: bool,
    asked: Mapping[str, Sequence[Sample]] | None = None,
) -> Predictions:
    """Read every file of the samples into a library and take its records.

    Without a library a temporary one is used; with one, what was recognised before is not
    recognised again. Of the samples in `asked` a world is built, by its name there. Raises
    `LibraryError`, `EngineError`.
    """
    made = Predictions()
    with _library(library) as held:
        paths = dict.fromkeys(str(path) for sample in samples for path in sample.files)
        with choose(quiet=quiet) as progress:
            summary = held.process(paths, options, progress)
        made.failures = summary.failures
        by_content: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for record in held.records(summary.contents):
            by_content[record["source"]["sha256"]].append(_through_json(record))
        for sample in samples:
            contents = [_sha256(path) for path in sample.files]
            records = [
                record
                for sha256 in contents
                for record in sorted(by_content[sha256], key=lambda one: one["source"]["part"])
            ]
            for sha256 in contents:
                made.pages[sha256] = _pages(held, sha256)
            pages = tuple(page for sha256 in contents for page in made.pages[sha256])
            made.of.append(Predicted(tuple(records), pages))
        for name, of_kind in (asked or {}).items():
            contents = [_sha256(path) for sample in of_kind for path in sample.files]
            holdings = Holdings(held, set(contents))
            for sha256 in contents:
                holdings.text(sha256)  # kept: the library is closed when questions are asked
            made.worlds[name] = build_world(holdings)
    return made


def read_here(samples: Sequence[Sample], engine: str | Engine = "rapidocr") -> Predictions:
    """Read every file of the samples in this process, without a library: what needs others than
    the file itself (targets of references) stays empty. Raises `InputError`, `EngineError`."""
    from ..library.reading import read

    made = Predictions()
    for sample in samples:
        circulars = [circular for path in sample.files for circular in read(path, engine)]
        records = [_through_json(circular.to_record()) for circular in circulars]
        made.of.append(Predicted(tuple(records)))
    return made


def read_records(path: Path, samples: Sequence[Sample], folder: Path) -> Predictions:
    """The records of another system, one JSON object a line, each with the name of its file in
    `source.file` (as `hongtou export jsonl` writes them). Raises `RecordsError`."""
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RecordsError(f"{path}: {error}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            record = _record(path, number, line)
            by_name[record["source"]["file"]].append(record)
    made = Predictions()
    for sample in samples:
        records = [
            record
            for file in sample.files
            for name in (file.relative_to(folder).as_posix(), file.name)
            if name in by_name
            for record in by_name[name]
        ]
        made.of.append(Predicted(tuple(_once(records))))
    return made


def _record(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
        named = isinstance(record["source"]["file"], str)
    except (ValueError, TypeError, KeyError):
        named = False
    if not named:
        raise RecordsError(f'{path}:{number}: no record with {{"source": {{"file": …}}}}')
    return dict(record)


def _once(records: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: set[int] = set()
    for record in sorted(records, key=lambda one: one["source"].get("part") or 1):
        if id(record) not in seen:
            seen.add(id(record))
            yield record


@contextmanager
def _library(path: Path | None) -> Iterator[Library]:
    if path:
        with Library(path) as held:
            yield held
        return
    with (
        tempfile.TemporaryDirectory(prefix="hongtou-") as folder,
        Library(Path(folder, "evaluate.db")) as held,
    ):
        yield held


def _pages(held: Library, sha256: str) -> list[Page]:
    return held.pages(sha256) if held.store.file(sha256) else []


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _through_json(record: dict[str, Any]) -> dict[str, Any]:
    """As others see it: days as texts, tuples as lists."""
    return dict(json.loads(json.dumps(record, ensure_ascii=False, default=str)))
