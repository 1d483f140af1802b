"""The commands that ask what is in force, what leads to what, and what is missing."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import (
    JsonOption,
    LibraryOption,
    guard,
    not_held,
    open_library,
    print_json,
    refuse,
    tell,
)
from .messages import say, trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.diff import Change
    from .library import Key, Library

DocumentArgument = Annotated[str, typer.Argument(metavar="ID", help=say("help.document"))]


def add_to(app: typer.Typer) -> None:
    """Add the commands to a program."""
    commands = (
        ("status", status), ("chain", chain), ("impact", impact), ("wanted", wanted),
        ("refs", refs), ("conflicts", conflicts), ("diff", diff),
        ("correct", correct),
    )  # fmt: skip
    for name, command in commands:
        app.command(name, help=say(f"help.{name}"))(command)


def status(
    identifier: DocumentArgument,
    clause: Annotated[
        str | None, typer.Option("--clause", metavar="C", help=say("help.clause"))
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=say("help.on"))] = None,
    known_on: Annotated[
        str | None, typer.Option("--known-on", metavar="DATE", help=say("help.known_on"))
    ] = None,
    case_date: Annotated[
        str | None, typer.Option("--case-date", metavar="DATE", help=say("help.case_date"))
    ] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """The verdict."""
    with guard():
        days = [_day(value) for value in (on, known_on, case_date)]
        with _document(library, identifier) as (held, id_):
            from .answer_tables import print_status
            from .answers import status_answer
            from .judging import judge, lacks_clause, wording

            world = held.world()
            day = days[0] or _today()
            verdict = judge(world, id_, clause, day, days[1], days[2])
            if clause and lacks_clause(world, id_, clause, day):
                tell(say("no_clause", id=id_, clause=clause))
            answer = status_answer(verdict)
            if clause:
                answer["text"] = wording(world, id_, clause, day, days[1])
            print_json(answer) if as_json else print_status(answer)


def chain(
    identifier: DocumentArgument, library: LibraryOption = None, as_json: JsonOption = False
) -> None:
    """Forwarding, up and down."""
    with guard(), _document(library, identifier) as (held, id_):
        from ..graph.chain import chain as follow
        from .answer_tables import print_chain
        from .answers import chain_answer
        from .holdings import copies_of

        answer = chain_answer(follow(held.world(), id_, copies_of(held)))
        print_json(answer) if as_json else print_chain(answer)


def impact(
    identifier: DocumentArgument, library: LibraryOption = None, as_json: JsonOption = False
) -> None:
    """What rests on it."""
    with guard(), _document(library, identifier) as (held, id_):
        from ..graph.impact import impact as resting
        from .answer_tables import print_impact
        from .answers import impact_answer

        answer = impact_answer(resting(held.world(), id_))
        print_json(answer) if as_json else print_impact(answer)


def wanted(
    library: LibraryOption = None,
    gaps: Annotated[bool, typer.Option("--gaps", help=say("help.gaps"))] = False,
    as_json: JsonOption = False,
) -> None:
    """Cited and not held."""
    with guard(), _open(library) as held:
        from ..graph.gaps import missing, series
        from .answer_tables import print_gaps, print_wanted
        from .answers import gaps_answer, wanted_answer

        if gaps:
            answer = gaps_answer(series(held.world()))
            print_json(answer) if as_json else print_gaps(answer)
        else:
            answer = wanted_answer(missing(held.world(), held.weights()))
            print_json(answer) if as_json else print_wanted(answer)


def refs(
    identifier: DocumentArgument, library: LibraryOption = None, as_json: JsonOption = False
) -> None:
    """References both ways."""
    with guard(), _document(library, identifier) as (held, id_):
        from .answer_tables import print_refs
        from .answers import refs_answer

        answer = refs_answer(held.world(), id_)
        print_json(answer) if as_json else print_refs(answer)


def conflicts(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Contradictions."""
    with guard(), _open(library) as held:
        from ..graph.conflicts import conflicts as contradictions
        from .answer_tables import print_conflicts
        from .answers import conflicts_answer

        answer = conflicts_answer(contradictions(held.whole_world()))
        print_json(answer) if as_json else print_conflicts(answer)


def diff(
    first: Annotated[str, typer.Argument(metavar="A", help=say("help.first"))],
    second: Annotated[str, typer.Argument(metavar="B", help=say("help.second"))],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=say("help.diff_on"))
    ] = None,
    of: Annotated[str | None, typer.Option("--of", metavar="ID", help=say("help.diff_of"))] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answers that changed, or the words of one document."""
    with guard():
        from .answer_tables import print_diff

        if of is not None:
            _words_changed(first, second, of, library, as_json=as_json)
            return
        from .answers import diff_answer

        answer = diff_answer(_changes(first, second, on, library))
        print_json(answer) if as_json else print_diff(answer)


def _shown(value: object) -> str:
    """A value of a field as a person types it; a dash where there is none."""
    return "；".join(map(str, value)) if isinstance(value, list) else str(value or "—")


def correct(
    identifier: Annotated[str, typer.Argument(metavar="ID", help=say("help.id"))],
    field: Annotated[str, typer.Argument(metavar="FIELD", help=say("help.correct_field"))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=say("help.correct_value"))],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=say("help.correct_by"))],
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="WORDS", help=say("help.correct_quote"))
    ] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Correct a field, and say what that changes."""
    with guard(), _open(library, readonly=False) as held:
        from ..graph.diff import diff as compare
        from .answer_tables import print_diff
        from .answers import diff_answer
        from .correcting import correct_field
        from .judging import judge

        key = _circular(held, identifier)
        with held.as_now() as before:
            try:
                row = correct_field(held, key, field, value, by, quote)
            except ValueError as error:
                refuse(trouble(str(error)))
            touched, days = held.link(), (_today(), _today())
            changed = diff_answer(compare(before, held.world(), days, judge, touched))
        answer = {
            "id": held.labels()[key].id,
            "field": field,
            "old": row.old,
            "new": row.new,
            "changed": changed,
        }
        if as_json:
            print_json(answer)
        else:
            old, new = _shown(row.old), _shown(row.new)
            tell(say("corrected", id=answer["id"], field=field, old=old, new=new))
            print_diff(changed)


def show_text(library: Library, identifier: str, on: str, *, as_json: bool) -> None:
    """Print the text of a day of the first document that an identifier means."""
    from ..graph.consolidated import consolidated
    from ..graph.view import View
    from .answer_tables import print_text
    from .answers import text_answer

    day = _day(on)
    found = library.documents(identifier)
    if not found or day is None:
        not_held(library, identifier)
    answer = text_answer(found[0], day, consolidated(View(library.world()), found[0], day))
    print_json(answer) if as_json else print_text(answer)


def _words_changed(first: str, second: str, of: str, library: str | None, *, as_json: bool) -> None:
    from ..graph.consolidated import text_diff
    from ..graph.view import View
    from .answer_tables import print_text_diff
    from .answers import text_diff_answer

    days = _parsed(first), _parsed(second)
    if days[0] is None or days[1] is None:
        refuse(say("diff_of"))
    with _document(library, of) as (held, id_):
        changes = text_diff(View(held.world()), id_, (days[0], days[1]))
        answer = text_diff_answer(changes)
        print_json(answer) if as_json else print_text_diff(answer)


def _circular(held: Library, identifier: str) -> Key:
    """The key of the one circular meant; where several are, the first, told."""
    keys = held.resolve(identifier)
    if not keys:
        not_held(held, identifier)
    if len(keys) > 1:
        others = " ".join(f"{sha256[:12]}:{part}" for sha256, part in keys[1:])
        tell(say("several", id=identifier, count=len(keys), others=others))
    return keys[0]


def _changes(first: str, second: str, on: str | None, library: str | None) -> tuple[Change, ...]:
    """What changed between two days of one library, or between two libraries on one day."""
    from ..graph.diff import diff as compare
    from .judging import judge

    days = [_parsed(text) for text in (first, second)]
    if days[0] and days[1]:
        if on:
            refuse(say("diff_on"))
        with _open(library) as held:
            world = held.world()
            touched = _touched((held, held), (days[0], days[1]))
            return compare(world, world, (days[0], days[1]), judge, touched)
    for text in (first, second):
        if not Path(text).is_file():
            refuse(say("bad_side", value=text))
    day = _day(on) or _today()
    with _open(first) as before, _open(second) as after:
        touched = _touched((before, after), (day, day))
        return compare(before.world(), after.world(), (day, day), judge, touched)


def _touched(libraries: tuple[Library, Library], days: tuple[dt.date, dt.date]) -> set[str] | None:
    """The documents whose answer may differ: their status does, or something is done to a part of
    them. Null (any of them) where a library is not linked."""
    if not all(one.linked() for one in libraries):
        return None
    states = [one.standings().all_on(day) for one, day in zip(libraries, days, strict=True)]
    ids = states[0].keys() | states[1].keys()
    acted_on = [id_ for one in libraries for id_ in one.world().links.acted_on()]
    return {id_ for id_ in ids if states[0].get(id_) != states[1].get(id_)} | set(acted_on)


@contextmanager
def _open(library: str | None, *, readonly: bool = True) -> Iterator[Library]:
    """The library, linked, and for reading as it is now, whatever others write meanwhile."""
    from .errors import LibraryError
    from .linking import Linking
    from .progress import choose

    with open_library(library, readonly=readonly) as held:
        if Linking(held).pending():
            with choose(quiet=False) as progress, suppress(LibraryError):
                held.link(progress)
        if not readonly:
            yield held
            return
        with held.store.reading():
            yield held


@contextmanager
def _document(library: str | None, identifier: str) -> Iterator[tuple[Library, str]]:
    """The library open, and the one document meant; where several are, the first, told."""
    with _open(library) as held:
        found = held.documents(identifier)
        if not found:
            not_held(held, identifier)
        if len(found) > 1:
            others = "  ".join(found[1:])
            tell(say("several", id=identifier, count=len(found), others=others))
        yield held, found[0]


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    day = _parsed(text)
    if day is None:
        refuse(say("bad_date", value=text))
    return day


def _parsed(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
