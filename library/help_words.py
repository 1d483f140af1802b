"""The words that the command-line library puts around help and wrong usage, in the language
spoken."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from .messages import language, say, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CHINESE = (
    (re.compile(r"^Usage: ", re.MULTILINE), "用法："),
    (re.compile(r"^(用法：.*)\[OPTIONS\]", re.MULTILINE), r"\1[选项]"),
    (re.compile(r"^(用法：.*)COMMAND \[ARGS\]\.\.\.", re.MULTILINE), r"\1命令 [参数]..."),
    (re.compile(r"^Arguments:$", re.MULTILINE), "参数："),
    (re.compile(r"^Options:$", re.MULTILINE), "选项："),
    (re.compile(r"^Commands:$", re.MULTILINE), "命令："),
    (re.compile(r"Show this message and\s+exit\."), "显示本说明并退出。"),
    (re.compile(r"(?<=[A-Z]) <str>"), " <文字>"),
    (re.compile(r"\[required\]"), "［必填］"),
    (re.compile(r"\[default: ([^\]]*)\]"), r"［默认：\1］"),
    (re.compile(r"\[x>=(\d+)\]"), r"［不小于 \1］"),
)
_INVALID = re.compile(r"Invalid value(?: for (?P<hint>.+?))?: (?P<why>.+)", re.DOTALL)

# typer has carried a click of its own since 0.26; its errors are none of click's
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]
_ClickException: Any = _UsageError.__bases__[0]


def in_language(text: str) -> str:
    """Help as it is shown: its headings in Chinese where that is spoken."""
    if language() == "en":
        return text
    for pattern, chinese in _CHINESE:
        text = pattern.sub(chinese, text)
    return text


def usage_error(text: str) -> str:
    """What the command-line library says of wrong usage, in the language spoken."""
    invalid = _INVALID.fullmatch(text)
    if language() == "en":
        return text
    text = text.replace("', '", ", ")
    if invalid is None:
        return translate(text)
    hint = (invalid["hint"] or "").replace("'", "")
    return f"{hint} 的值不可用：{translate(invalid['why'])}".lstrip()


class SpokenError(_ClickException):  # type: ignore[misc]  # its class is found when it runs
    """Wrong usage, told in the language spoken."""

    exit_code = 2

    def __init__(self, error: Any) -> None:
        """What the command-line library would have shown."""
        super().__init__(usage_error(error.format_message()))
        self.context = error.ctx

    def show(self, file: IO[Any] | None = None) -> None:
        """Usage, where to find help, what is wrong: on stderr unless a file is given."""
        lines = [say("usage.error", error=self.message)]
        if self.context is not None:
            command, (option, *_) = self.context.command_path, self.context.help_option_names
            help_line = say("usage.try", command=command, option=option)
            lines[:0] = [self.context.get_usage(), help_line, ""]
        typer.echo("\n".join(lines), file=file, err=file is None)


class _Spoken:
    """A command with its help in the language spoken."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return in_language(super().get_help(ctx))  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        return in_language(super().get_usage(ctx))  # type: ignore[misc]


class Command(_Spoken, TyperCommand):
    """A command with its help in the language spoken."""


class Group(_Spoken, TyperGroup):
    """A group of commands with its help and its errors in the language spoken."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        """As typer's."""
        with _told():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:
        """As typer's."""
        with _told():
            return super().invoke(ctx)


class App(typer.Typer):
    """An app whose commands give their help in the language spoken."""

    def __init__(self, **options: Any) -> None:
        """As `typer.Typer`."""
        super().__init__(cls=Group, **options)

    def command(self, name: str | None = None, **options: Any) -> Callable[[Any], Any]:
        """As `typer.Typer.command`."""
        return super().command(name, cls=Command, **options)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # it shows the help page
            raise
        raise SpokenError(error) from error
