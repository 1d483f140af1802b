"""The status of every document from day to day, kept in the tables: an answer is one look-up."""

from __future__ import annotations

import datetime as dt
import json
import struct
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ..graph.standing import standings
from ..graph.verdict import Status, Step

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from ..graph.standing import Standing
    from ..graph.world import World

STATUSES: tuple[Status, ...] = (
    "not_yet", "in_force", "partly_in_force", "suspended", "ceased", "repealed", "annulled",
    "lapsed", "term_over_unchecked", "superseded_version", "possibly_overridden", "draft", "unknown",
)  # fmt: skip
_AMENDED = 1 << 7
_BEFORE_ALL = 0
_DAY = struct.Struct("<i")
_TURNS = "SELECT turns FROM standings WHERE id = ?"
_STEPS = "SELECT steps FROM proofs WHERE id = ? AND turn = ?"


class State(NamedTuple):
    """The status of a document on a day: `since` its first day, `until` its last (inclusive), null
    where open; `because`: the words that show it, null where they were not asked for."""

    id: str
    on: dt.date
    status: Status
    amended: bool
    since: dt.date | None
    until: dt.date | None
    because: tuple[Step, ...] | None = None


def pack_turns(turns: Iterable[tuple[dt.date | None, str, bool]]) -> bytes:
    """First days (ordinals) with statuses as bytes: all days, then all statuses."""
    rows = list(turns)
    days = b"".join(_DAY.pack(day.toordinal() if day else _BEFORE_ALL) for day, _, _ in rows)
    return days + bytes(STATUSES.index(name) | _AMENDED * amended for _, name, amended in rows)


def pack_steps(steps: Sequence[Step]) -> str:
    """The steps of a proof as JSON."""
    rows = [[s.effect, s.quote, s.circular, s.page, s.box] for s in steps]
    return json.dumps(rows, separators=(",", ":"))


def judge_all(db: sqlite3.Connection, world: World, ids: Iterable[str]) -> None:
    """Work out the status of some documents and keep it; of those nothing is known of, drop it."""
    for id_ in ids:
        db.execute("DELETE FROM standings WHERE id = ?", (id_,))
        db.execute("DELETE FROM proofs WHERE id = ?", (id_,))
        if id_ in world.held or id_ in world.wanted:
            put(db, id_, standings(world, id_))


def put(db: sqlite3.Connection, id_: str, rows: Sequence[Standing]) -> None:
    """Keep the status of a document."""
    turns = pack_turns((row.first, row.status, row.amended) for row in rows)
    db.execute("INSERT INTO standings VALUES (?, ?)", (id_, turns))
    db.executemany(
        "INSERT INTO proofs VALUES (?, ?, ?)",
        [(id_, turn, pack_steps(row.because)) for turn, row in enumerate(rows)],
    )


class Standings:
    """The status of every document of a library, as it is kept; holds for the library as it was when
    this was made."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def on(self, id_: str, day: dt.date, *, proof: bool = False) -> State | None:
        """The status of a document on a day, null where nothing is known of it; with the words that
        show it where asked for."""
        return state(self._db, id_, day, proof=proof)

    def all_on(self, day: dt.date) -> dict[str, int]:
        """The status of every document on a day as a code that differs where it does."""
        ordinal = day.toordinal()
        rows = self._db.execute("SELECT id, turns FROM standings")
        return {id_: _code(data, ordinal)[0] for id_, data in rows}


def state(db: sqlite3.Connection, id_: str, on: dt.date, *, proof: bool = False) -> State | None:
    """The status of a document on a day, null where nothing is kept of it."""
    row = db.execute(_TURNS, (id_,)).fetchone()
    if row is None:
        return None
    code, turn, days = _code(row[0], on.toordinal())
    first = days[turn]
    because = None
    if proof:
        steps = db.execute(_STEPS, (id_, turn)).fetchone()
        because = tuple(
            Step(effect, quote, circular, page, tuple(box) if box else None)
            for effect, quote, circular, page, box in json.loads(steps[0])
        )
    return State(
        id_,
        on,
        STATUSES[code & ~_AMENDED],
        code >= _AMENDED,
        dt.date.fromordinal(first) if first else None,
        dt.date.fromordinal(days[turn + 1] - 1) if turn + 1 < len(days) else None,
        because,
    )


def _code(turns: bytes, ordinal: int) -> tuple[int, int, array[int]]:
    """The status of a day as a code, which turn that is, and the first days of all."""
    count = len(turns) // 5
    days = array("i", turns[: 4 * count])
    turn = bisect_right(days, ordinal) - 1
    return turns[4 * count + turn], turn, days
