"""Which answers differ between two days, or between two states of what is held, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from .verdict import Step, Verdict
    from .world import World


class Judge(Protocol):
    """Gives the verdict on a document, or on one of its clauses, on a day."""

    def __call__(
        self,
        world: World,
        id: str,  # noqa: A002
        clause: str | None,
        on: dt.date,
    ) -> Verdict:
        """The verdict."""


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that changed: `before` and `after` are statuses, null where nothing was known of
    the document; `because`: the words that the later answer rests on and the earlier did not."""

    id: str
    clause: str | None
    before: str | None
    after: str | None
    because: tuple[Step, ...]


def diff(
    before: World,
    after: World,
    days: tuple[dt.date, dt.date],
    judge: Judge,
    ids: Iterable[str] | None = None,
) -> tuple[Change, ...]:
    """The documents, and the clauses that effects name, whose answer differs.

    The first world is asked for the first day, the second for the second; for two days of one
    library both worlds are the same. `ids`: only these are compared (null: all). Sorted by id and
    clause.
    """
    found = []
    chosen = None if ids is None else set(ids)
    asked = set(_asked(before, chosen)) | set(_asked(after, chosen))
    for id_, clause in sorted(asked, key=_order):
        old = _verdict(judge, before, id_, clause, days[0])
        new = _verdict(judge, after, id_, clause, days[1])
        states = [_state(verdict) for verdict in (old, new)]
        if states[0] != states[1]:
            found.append(Change(id_, clause, states[0], states[1], _because(old, new)))
    return tuple(found)


def _because(old: Verdict | None, new: Verdict | None) -> tuple[Step, ...]:
    """What the later answer rests on and the earlier did not; all of it where that is nothing."""
    before = old.because if old else ()
    after = new.because if new else ()
    return tuple(step for step in after if step not in before) or after or before


def _asked(world: World, ids: set[str] | None) -> Iterator[tuple[str, str | None]]:
    for id_ in (*world.held, *world.wanted) if ids is None else ids:
        yield id_, None
    for id_ in world.effects if ids is None else ids:
        for effect in world.effects.get(id_, ()):
            for clause in effect.clauses if effect.applied else ():
                yield id_, f"{effect.text}:{clause}" if effect.text else clause


def _order(asked: tuple[str, str | None]) -> tuple[str, str]:
    return asked[0], asked[1] or ""


def _verdict(
    judge: Judge,
    world: World,
    id: str,  # noqa: A002
    clause: str | None,
    on: dt.date,
) -> Verdict | None:
    if id not in world.held and id not in world.wanted:
        return None
    return judge(world, id, clause, on)


def _state(verdict: Verdict | None) -> str | None:
    if verdict is None:
        return None
    return f"{verdict.status}, amended" if verdict.amended else verdict.status
