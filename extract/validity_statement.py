"""A statement of time in one sentence, and what the sentence is read by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..ingest.values import dataclass
from .rulebook import rule

if TYPE_CHECKING:
    import datetime as dt

    from .circular import Term
    from .validity_subject import Names, Subject

StatementKind = Literal["start", "end", "term", "event", "lapses", "measure", "until"]
Anchor = Literal["print", "publish", "receipt"]
ENDS_OWN = ("self", "order", "carried")
"""The subjects that are the text itself."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a sentence: `span` is where its words stand in the sentence.

    `kind` start with `day` (stated) or `anchor` (the day of issue: "print" for 印发,
    "publish" for 公布 and 即日, "receipt" for 文到), `delay` behind it; end with `day`; term; event; lapses.
    """

    kind: StatementKind
    subject: Subject
    span: tuple[int, int]
    rule: str
    confidence: float
    day: dt.date | None = None
    anchor: Anchor | None = None
    delay: Term | None = None
    term: Term | None = None
    event: str | None = None
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence is read by: the day of issue, the titles of the text, and whether the
    heading above names its time."""

    issued: dt.date | None
    names: Names
    headed: bool = False


def is_tentative(sentence: str) -> bool:
    """Whether a sentence says its end for the time being (暂定)."""
    return rule("validity.tentative").search(sentence) is not None
