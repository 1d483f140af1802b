"""The words that the command-line library puts around help, in the language spoken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from .messages import language

if TYPE_CHECKING:
    from collections.abc import Callable

_CHINESE = (
    (re.compile(r"^Usage: ", re.MULTILINE), "用法："),
    (re.compile(r"^Arguments:$", re.MULTILINE), "参数："),
    (re.compile(r"^Options:$", re.MULTILINE), "选项："),
    (re.compile(r"^Commands:$", re.MULTILINE), "命令："),
    (re.compile(r"Show this message and\s+exit\."), "显示本说明并退出。"),
    (re.compile(r"\[required\]"), "［必填］"),
    (re.compile(r"\[default: ([^\]]*)\]"), r"［默认：\1］"),
)


def in_language(text: str) -> str:
    """Help as it is shown: its headings in Chinese where that is spoken."""
    if language() == "en":
        return text
    for pattern, chinese in _CHINESE:
        text = pattern.sub(chinese, text)
    return text


class Command(TyperCommand):
    """A command with its help in the language spoken."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return in_language(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands with its help in the language spoken."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return in_language(super().get_help(ctx))


class App(typer.Typer):
    """An app whose commands give their help in the language spoken."""

    def __init__(self, **options: Any) -> None:
        """As `typer.Typer`."""
        super().__init__(cls=Group, **options)

    def command(self, name: str | None = None, **options: Any) -> Callable[[Any], Any]:
        """As `typer.Typer.command`."""
        return super().command(name, cls=Command, **options)
