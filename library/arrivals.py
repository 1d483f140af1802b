"""What files that arrive change: answers given before that differ now, each with the reason."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ..graph.diff import diff
from .judging import judge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.diff import Change
    from ..graph.world import World


def answers_changed(
    before: World, after: World, touched: Iterable[str], on: dt.date | None = None
) -> tuple[Change, ...]:
    """The answers of a day (null: today) that differ between two states of a library, of those
    documents touched that were held or cited before; those that were not are new, and change no
    answer."""
    day = on or dt.datetime.now(tz=dt.UTC).astimezone().date()
    found = diff(before, after, (day, day), judge, touched)
    return tuple(one for one in found if one.before is not None)
