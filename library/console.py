"""What the commands share: options, exit codes, and how trouble becomes a line on stderr."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from .messages import say, trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .library import Library
    from .settings import Settings

SOME_FAILED, USAGE, NO_INPUT, LIBRARY, ENGINE, INTERRUPTED = 1, 2, 3, 4, 5, 130

LibraryOption = Annotated[
    str | None, typer.Option("--library", "-l", metavar="PATH", help=say("help.library"))
]
EngineOption = Annotated[
    str | None, typer.Option("--engine", metavar="NAME", help=say("help.engine"))
]
ModelsOption = Annotated[
    str | None, typer.Option("--models", metavar="FOLDER", help=say("help.models"))
]
JsonOption = Annotated[bool, typer.Option("--json", help=say("help.json"))]


def choose_settings(**options: object) -> Settings:
    """The settings, options counted first; what is wrong with them ends the program."""
    from .settings import SettingsError, load_settings

    try:
        return load_settings(**options)
    except SettingsError as error:
        refuse(str(error))


@contextmanager
def open_library(library: str | None, *, readonly: bool = True) -> Iterator[Library]:
    """The library, for reading only unless said; it has to be there."""
    from .library import Library

    path = choose_settings(library=library).library
    with Library(path, create=False, readonly=readonly) as held:
        yield held


@contextmanager
def guard() -> Iterator[None]:
    """Turn what goes wrong into a line and an exit code."""
    from ..ingest.errors import EngineError
    from .errors import LibraryError

    try:
        yield
    except KeyboardInterrupt:
        tell(say("interrupted"))
        raise typer.Exit(INTERRUPTED) from None
    except LibraryError as error:
        tell(trouble(str(error)))
        raise typer.Exit(LIBRARY) from None
    except EngineError as error:
        tell(trouble(str(error)))
        raise typer.Exit(ENGINE) from None
    except BrokenPipeError:
        # who read stdout has seen enough; what is left in its buffer goes nowhere
        _silence_stdout()


def not_held(held: Library, identifier: str) -> NoReturn:
    """End with the words that an id names nothing, and with those that look like it."""
    tell(say("not_held", id=identifier, library=held.path))
    near = held.similar(identifier)
    if near:
        tell(say("similar", ids="  ".join(near)))
    raise typer.Exit(USAGE)


def refuse(words: str) -> NoReturn:
    """End for wrong usage."""
    tell(words)
    raise typer.Exit(USAGE)


def tell(words: str) -> None:
    """A line for people, on stderr."""
    typer.echo(words, err=True)


def print_json(value: object) -> None:
    """A value for programs, on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _silence_stdout() -> None:
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
