"""The verdict: what is in force on a day, by which words, and what would overturn it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from ..ingest.page import Box

Status = Literal[
    "not_yet",
    "in_force",
    "partly_in_force",
    "suspended",
    "ceased",
    "repealed",
    "annulled",
    "lapsed",
    "term_over_unchecked",
    "superseded_version",
    "possibly_overridden",
    "draft",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof: `effect` (a relation, or start, end, term, assumed_start, saving …),
    the words that show it, the id of the circular they stand in, page and box (points)."""

    effect: str
    quote: str
    circular: str
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an answer rests on: `held_of_issuer` counts circulars held of the issuer, `held_of_year`
    those of them of the year of the circular asked for; `gaps` are numbers missing from its series
    (prefix and year) between those held; `newest` is the last known day of a circular of the
    issuer, `later` the ids of those known after it; `missing` are documents cited that could matter
    (ids); `says` is one line for people."""

    held_of_issuer: int = 0
    held_of_year: int = 0
    gaps: tuple[str, ...] = ()
    newest: dt.date | None = None
    later: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Something known of a document: `relation` by `by`, its clause, the matter, the days."""

    relation: str
    by: str
    clause: str | None
    scope: str | None
    effective_on: dt.date | None
    until: dt.date | None
    applied: bool = True
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning: `code` (`gap`, `basis_lost`, `open_event`, `saving`, `partial_basis_lost`,
    `possibly_overridden`, `assumed_start`, `joint_issuer` …), `about` an id, a clause or an event,
    `text` the words of the circular."""

    code: str
    about: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """A document that goes on where the one asked for ended, and from when."""

    id: str
    start: dt.date | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to `status`: names as in `--json`."""

    id: str
    clause: str | None
    on: dt.date
    known_on: dt.date | None
    held: bool
    status: Status
    amended: bool
    because: tuple[Step, ...]
    coverage: Coverage
    would_change: tuple[str, ...] = ()
    warnings: tuple[Caution, ...] = ()
    known_effects: tuple[Known, ...] = ()
    followed_by: tuple[Following, ...] = ()
    open_event: str | None = None
    case_date: dt.date | None = None
