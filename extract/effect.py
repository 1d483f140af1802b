"""What is done to documents, and the classes of what may be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .effect_days import NO_DAYS, Days

if TYPE_CHECKING:
    from .mentions import Mention
    from .sentences import Group

ENDING = ("repeals", "annuls", "declares_lapsed", "supersedes", "ceases")
"""Relations that end a document, the strongest first: one sentence says one of them."""
KEEPING = ("confirms", "extends")
"""Relations by which a document goes on."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What is done to a list of documents; `relation` is `cites` where it is not done
    (`effective` false when negated, planned or asked, true when told as done elsewhere)."""

    group: Group
    relation: str
    confidence: float
    effective: bool = True
    scope: str | None = None
    days: Days = NO_DAYS
    rest: bool = False
    """Said of the rest of the document: the parts named before it are not meant."""
    each: tuple[Days, ...] = ()
    """The days of each document of the list, where they are told apart (分别延长至A和B)."""
    excepted: tuple[Mention, ...] = ()
    """Of the list, what is excepted: 《A》、《B》除《B》外废止."""
