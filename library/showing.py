"""What `hongtou show` gives beside a record: its pages, and pictures cut from them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..ingest import InputError
from .console import SOME_FAILED, print_json, refuse, tell
from .cuts import cut_out
from .messages import complaint, say
from .page_tables import check_pages, print_page_checks, with_lines

if TYPE_CHECKING:
    from pathlib import Path

    from ..records.record import Record
    from .library import Library


def show_pages(held: Library, sha256: str, record: Record | None, *, as_json: bool) -> None:
    """The pages of a record, or of a file without one: how they were read, their text."""
    first, last = (record["source"]["pages"] if record else None) or (1, sys.maxsize)
    pages = [page for page in held.pages(sha256) if first <= page.number <= last]
    rows = record["pages"] if record else check_pages(pages)
    if as_json:
        print_json(with_lines(rows, pages))
    else:
        print_page_checks(rows, pages)


def show_cuts(held: Library, record: Record, folder: Path) -> None:
    """Write pictures of what stands beside the text of a record; each is told on stderr."""
    import typer

    source = record["source"]
    files = []
    for first, one in [(1, source), *((one["pages"][0], one) for one in source["continued_in"])]:
        places = held.store.places(one["sha256"])
        if not places:
            tell(say("cuts_gone", file=one["file"]))
            raise typer.Exit(SOME_FAILED)
        files.append((first, places[0]))
    count = 0
    try:
        for path, page, kind in cut_out(record, files, folder):
            tell(say("cut", path=path, page=page, kind=say(f"kind.{kind}")))
            count += 1
    except InputError as error:
        tell(complaint(source["file"], error.reason, error.advice))
        raise typer.Exit(SOME_FAILED) from None
    except OSError as error:
        refuse(say("bad_cuts", path=folder, error=error.strerror or error))
    if not count:
        tell(say("cuts_none"))
