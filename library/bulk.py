"""The `process` command: from arguments to a library, a table and an exit code."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .find import STDIN, FoundFile
from .library import Library
from .messages import say
from .present import MOST_ROWS, print_circulars, summary_row
from .progress import choose
from .run import Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..graph.world import World
    from .find import Listing
    from .run import Summary
    from .settings import Settings

DONE, SOME_FAILED, USAGE, NO_INPUT = 0, 1, 2, 3
BLOCK = 1024 * 1024


def process_into(
    settings: Settings,
    paths: Sequence[str],
    *,
    rehash: bool,
    retry: bool,
    allow_classified: bool,
    quiet: bool,
    as_json: bool,
    changes: bool = False,
) -> int:
    """Read what the arguments name, print what was found, and say with which code to end.

    Paths that name nothing are told; the others are read all the same. With `changes`, the answers
    of today that differ from those before are listed.
    """
    options = Options(
        engine=settings.engine,
        engine_options=settings.engine_options,
        jobs=settings.jobs,
        rehash=rehash,
        retry=retry,
        page_seconds=settings.page_seconds,
        memory=int(settings.memory_gb * 1024**3),
        allow_classified=allow_classified,
    )
    with _stdin(paths) as piped, Library(settings.library) as library:
        listing = library.find(path for path in paths if path != "-")
        if piped:
            listing.files[piped.key] = piped
        for path in listing.unknown:
            print(say("unknown_path", path=path), file=sys.stderr)
        with choose(quiet=quiet) as progress, ExitStack() as stack:
            if changes:
                library.link(progress)
            before = stack.enter_context(library.as_now()) if changes else None
            summary = library.read(listing, options, progress)
            changed = _changed(library, before, summary) if before else None
        _report(library, listing, summary, as_json=as_json, changed=changed)
        return _outcome(library, listing, summary)


def _changed(library: Library, before: World, summary: Summary) -> list[dict[str, Any]]:
    from .answers import diff_answer
    from .arrivals import answers_changed

    return diff_answer(answers_changed(before, library.world(), summary.touched))


def _outcome(library: Library, listing: Listing, summary: Summary) -> int:
    if listing.unknown:
        return USAGE
    if not summary.contents:
        return NO_INPUT
    wrong = not library.store.contents_in_error().isdisjoint(summary.contents)
    unread = any(any(library.store.unread(sha256)) for sha256 in summary.contents)
    return SOME_FAILED if summary.failures or wrong or unread else DONE


def _tell_unread(library: Library, summary: Summary) -> None:
    """A line for each file of which pages are missing."""
    for sha256 in summary.contents:
        pages, incomplete = library.store.unread(sha256)
        name = library.store.name(sha256)
        if pages:
            numbers = ", ".join(map(str, pages))
            print(say("pages_unread", path=name, pages=numbers), file=sys.stderr)
        if incomplete:
            print(say("file_repaired", path=name), file=sys.stderr)


def _report(
    library: Library,
    listing: Listing,
    summary: Summary,
    *,
    as_json: bool,
    changed: list[dict[str, Any]] | None,
) -> None:
    found = library.ordered(summary.contents)
    for sha256 in sorted(summary.contents - {key[0] for key, _ in found}):
        if library.store.leader(sha256) is None:  # the rest of another file is none by itself
            name = library.store.name(sha256)
            print(say("no_circular", path=name, key=sha256[:12]), file=sys.stderr)
    _tell_unread(library, summary)
    # a table shows the first rows, and making a record takes a millisecond
    shown = found if as_json else found[:MOST_ROWS]
    rows = [summary_row(library.record(*one)) for one in shown]
    if as_json:
        told = _as_json(library, listing, summary, rows)
        told |= {} if changed is None else {"changed": changed}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if rows:
        print_circulars(rows, len(found))
    words = say(
        "summary",
        files=summary.files,
        read=summary.read,
        unchanged=summary.unchanged,
        failed=len(summary.failures),
        pages=summary.pages,
        cached=summary.cached,
        circulars=len(library.labels()),
        library=library.path,
    )
    print(words, file=sys.stderr)
    if changed is not None:
        from .answer_tables import print_diff

        print()
        print_diff(changed)


def _as_json(
    library: Library, listing: Listing, summary: Summary, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    with_circulars = {key[0] for key, _ in library.ordered(summary.contents)}
    unread = {sha256: library.store.unread(sha256) for sha256 in sorted(summary.contents)}
    failed = [
        {"file": name, "code": f.code, "reason": f.reason, "advice": f.advice}
        for name, f in summary.failures
    ]
    return {
        "library": str(library.path),
        "files": summary.files,
        "read": summary.read,
        "unchanged": summary.unchanged,
        "pages": summary.pages,
        "cached": summary.cached,
        "circulars": rows,
        "failed": failed,
        "unknown": listing.unknown,
        "without_circular": [
            library.store.name(sha256) for sha256 in sorted(summary.contents - with_circulars)
        ],
        "unread": [
            {"file": library.store.name(sha256), "pages": pages, "incomplete": incomplete}
            for sha256, (pages, incomplete) in unread.items()
            if pages or incomplete
        ],
    }


@contextmanager
def _stdin(paths: Sequence[str]) -> Iterator[FoundFile | None]:
    """The document on stdin as a file, where `-` asks for it."""
    if "-" not in paths:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="hongtou-") as folder:
        path = Path(folder, "stdin")
        digest = hashlib.sha256()
        with path.open("wb") as stream:
            while block := sys.stdin.buffer.read(BLOCK):
                stream.write(block)
                digest.update(block)
        yield FoundFile(path, "-", stored=STDIN + digest.hexdigest().encode("ascii"))
