"""The command line: data on stdout, words on stderr, an exit code for each kind of failure.

Nothing heavy is imported before a command needs it. Exit codes: 0 done · 1 done, some files
failed · 2 wrong usage · 3 no input could be read · 4 library trouble · 5 engine missing · 130
interrupted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from . import __version__
from .library import ask
from .library.console import (
    ENGINE,
    LIBRARY,
    SOME_FAILED,
    EngineOption,
    JsonOption,
    LibraryOption,
    ModelsOption,
    choose_settings,
    guard,
    not_held,
    open_library,
    print_json,
    refuse,
    tell,
)
from .library.help_words import App
from .library.messages import say, trouble

HELP = {"help_option_names": ["-h", "--help"]}

app = App(
    help=say("app"),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings=HELP,
)
library_app = App(help=say("help.library_app"), rich_markup_mode=None, no_args_is_help=True)
app.add_typer(library_app, name="library")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # a console that cannot show a character must not end the program
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"hongtou {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[  # its callback prints it
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=say("help.version")),
    ] = False,
) -> None:
    """What every command shares."""


@app.command(help=say("help.process"))
def process(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=say("help.paths"))],
    library: LibraryOption = None,
    engine: EngineOption = None,
    models: ModelsOption = None,
    jobs: Annotated[
        str | None, typer.Option("--jobs", "-j", metavar="N", help=say("help.jobs"))
    ] = None,
    rehash: Annotated[bool, typer.Option("--rehash", help=say("help.rehash"))] = False,
    retry: Annotated[bool, typer.Option("--retry", help=say("help.retry"))] = False,
    allow_classified: Annotated[
        bool, typer.Option("--allow-classified", help=say("help.allow_classified"))
    ] = False,
    changes: Annotated[bool, typer.Option("--changes", help=say("help.changes"))] = False,
    as_json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("help.quiet"))] = False,
) -> None:
    """Read files into a library."""
    with guard():
        settings = choose_settings(library=library, engine=engine, models=models, jobs=jobs)
        from .library.bulk import process_into

        _end_on_terminate()
        outcome = process_into(
            settings,
            paths,
            rehash=rehash,
            retry=retry,
            allow_classified=allow_classified,
            quiet=quiet,
            as_json=as_json,
            changes=changes,
        )
        if outcome:
            raise typer.Exit(outcome)


@app.command(help=say("help.show"))
def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help=say("help.id"))],
    library: LibraryOption = None,
    pages: Annotated[bool, typer.Option("--pages", help=say("help.pages"))] = False,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=say("help.show_on"))
    ] = None,
    cuts: Annotated[
        str | None, typer.Option("--cuts", metavar="DIR", help=say("help.cuts"))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """One circular."""
    with guard(), open_library(library) as held:
        from .library.present import print_record
        from .library.showing import show_cuts, show_pages

        if on is not None:
            from .library.ask import show_text

            show_text(held, identifier, on, as_json=as_json)
            return
        keys = held.resolve(identifier)
        if not keys and pages and (sha256 := held.content(identifier)):
            show_pages(held, sha256, None, as_json=as_json)  # no circular was found in it
            return
        if not keys:
            not_held(held, identifier)
        if len(keys) > 1:
            others = " ".join(f"{sha256[:12]}:{part}" for sha256, part in keys[1:])
            tell(say("several", id=identifier, count=len(keys), others=others))
        record = held.record(keys[0])
        if not as_json:
            print_record(record)
        elif not pages:
            print_json(record)
        if pages:
            show_pages(held, keys[0][0], record, as_json=as_json)
        if cuts is not None:
            show_cuts(held, record, Path(cuts))


@app.command(help=say("help.export"))
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=say("help.format"))],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="PATH", help=say("help.output"))
    ] = "-",
    library: LibraryOption = None,
    mask_personal: Annotated[
        bool, typer.Option("--mask-personal", help=say("help.mask_personal"))
    ] = False,
) -> None:
    """Write the records."""
    with guard():
        from .records.export import FORMATS, write
        from .records.mask import mask

        if form not in FORMATS:
            refuse(say("bad_format", form=form, known=", ".join(FORMATS)))
        with open_library(library) as held:
            if held.is_own_file(output):
                refuse(say("own_file", path=output))
            refused: list[str] = []

            def leave_out(identifier: str, why: str) -> None:
                refused.append(identifier)
                tell(say("refused", id=identifier, why=why))

            try:
                records = map(mask, held.records()) if mask_personal else held.records()
                count = write(records, form, output, leave_out)
            except BrokenPipeError:
                raise
            except OSError as error:
                refuse(say("bad_output", path=output, error=error.strerror or error))
        if output != "-":
            tell(say("exported", count=count, path=output))
        if refused:
            raise typer.Exit(SOME_FAILED)


ask.add_to(app)


@app.command(help=say("help.evaluate"))
def evaluate(
    folder: Annotated[str, typer.Argument(metavar="DIR", help=say("help.folder"))],
    library: Annotated[
        str | None,
        typer.Option("--library", "-l", metavar="PATH", help=say("help.evaluate_library")),
    ] = None,
    engine: EngineOption = None,
    jobs: Annotated[
        str | None, typer.Option("--jobs", "-j", metavar="N", help=say("help.jobs"))
    ] = None,
    records: Annotated[
        str | None, typer.Option("--records", metavar="FILE", help=say("help.records"))
    ] = None,
    variant: Annotated[
        list[str] | None, typer.Option("--variant", metavar="NAME", help=say("help.variant"))
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="FILE", help=say("help.against"))
    ] = None,
    floors: Annotated[
        str | None, typer.Option("--floors", metavar="FILE", help=say("help.floors"))
    ] = None,
    errors: Annotated[
        int,
        typer.Option("--errors", metavar="N", min=0, show_default=False, help=say("help.errors")),
    ] = 40,
    check_gold: Annotated[bool, typer.Option("--check-gold", help=say("help.check_gold"))] = False,
    allow_classified: Annotated[
        bool, typer.Option("--allow-classified", help=say("help.allow_classified"))
    ] = False,
    as_json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("help.quiet"))] = False,
) -> None:
    """Score against gold."""
    with guard():
        from .evaluate.command import Request, run

        # a settings file's library is for reading into, never for being scored by chance
        settings = choose_settings(engine=engine, jobs=jobs)
        request = Request(
            folder=Path(folder),
            library=_path(library),
            records=_path(records),
            variants=tuple(variant or ()),
            against=_path(against),
            floors=_path(floors),
            errors=errors,
            allow_classified=allow_classified,
            as_json=as_json,
            quiet=quiet,
        )
        if outcome := run(settings, request, check_gold=check_gold):
            raise typer.Exit(outcome)


@app.command(help=say("help.schema"))
def schema() -> None:
    """The JSON Schema of the record."""
    with guard():
        from .records.schema import json_schema

        print_json(json_schema())


@app.command(help=say("help.engines"))
def engines(
    fill: Annotated[
        Path | None, typer.Option("--fill", metavar="FOLDER", help=say("help.fill"))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """The OCR engines installed."""
    with guard():
        if fill:
            from .ingest.engines.shipped import fill as fill_models

            for folder in fill_models(fill):
                typer.echo(folder)
            return
        from .ingest.engines import names
        from .library.doctor import try_engine, with_models

        settings = choose_settings()
        rows: list[dict[str, Any]] = []
        for name in names():
            default = name == settings.engine
            options = settings.engine_options if default else settings.engines.get(name, {})
            ready, detail = try_engine(name, with_models(name, options, settings.models))
            rows.append({"name": name, "default": default, "ready": ready, "detail": detail})
        if as_json:
            print_json(rows)
            return
        for row in rows:
            state = say("ready") if row["ready"] else "-"
            mark = say("default") if row["default"] else ""
            typer.echo(f"{row['name']}\t{state}\t{mark}\t{trouble(row['detail'])}")


@app.command(help=say("help.doctor"))
def doctor(
    library: LibraryOption = None,
    engine: EngineOption = None,
    models: ModelsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check what is needed."""
    with guard():
        from dataclasses import asdict

        from .library.doctor import examine

        checks = examine(choose_settings(library=library, engine=engine, models=models))
        if as_json:
            print_json([asdict(check) for check in checks])
        else:
            for check in checks:
                advice = f"; {check.advice}" if check.advice else ""
                state = say(f"doctor.{check.state}")
                typer.echo(f"{state}\t{check.name}\t{check.detail}{advice}")
        failed = {check.code for check in checks if check.state == "fail"}
        codes = (("engine", ENGINE), ("library", LIBRARY), ("sqlite", LIBRARY))
        for code, outcome in codes:
            if code in failed:
                raise typer.Exit(outcome)


@library_app.command("info", help=say("help.info"))
def info(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """What the library holds."""
    with guard(), open_library(library) as held:
        from .library.present import print_info

        known = held.info()
        if as_json:
            print_json(known)
        else:
            print_info(known)


# what the commands share


def _path(name: str | None) -> Path | None:
    return Path(name) if name else None


def _end_on_terminate() -> None:
    """SIGTERM ends a run as Ctrl-C does: what was read is kept."""
    import signal

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
