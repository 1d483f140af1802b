"""What is known of the text whose references are read, and what is remembered on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import dataclass, field

if TYPE_CHECKING:
    import datetime as dt

    from .listed import Fate
    from .mentions import Mention


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of the text read: its title and number, whether it is carried by another, from
    which day it holds, and when it was issued (for what is carried, with its carrier)."""

    title: str = ""
    number: str | None = None
    carried: bool = False
    draft: bool = False
    replying: bool = False
    start: dt.date | None = None
    issued_on: dt.date | None = None


@dataclass(slots=True)
class State:
    """What is remembered from paragraph to paragraph."""

    known: dict[str, Mention] = field(default_factory=dict)
    used: dict[str, Mention | None] = field(default_factory=dict)
    """Words that may stand for a document without being given it as a short name."""
    before: list[Mention] = field(default_factory=list)
    ordering: bool = False
    fate: Fate | None = None
    serves: bool = False
    """Words above a list told what its documents serve: the title's fate is not of them."""
    led: bool = False
    """A number on a line of its own opened the list: the next one is not of the title above it."""
    amended: Mention | None = None
    replied: bool = False
    """It answers, or said that a letter was received (收悉): what follows answers that."""
    completed: bool = False
    """Whether that one is only completed (补充通知如下): few of its items change it."""
    parted: Mention | None = None
    """The one document of which the paragraph before tells that a part ends or is changed."""
    again: set[tuple[str, str]] = field(default_factory=set)
    """Of the references found, those by 上述文件: key and quote."""
