"""收文: the number and the day under which the receiving office took a circular in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .circular import Evidence, Found, Received
from .dates import find_dates
from .normalise import tidy
from .rulebook import rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from .circular import Annotation

_SURE = 0.9


def read_received(
    notes: Sequence[Found[Annotation]], registered: Sequence[Found[Received]] = ()
) -> Found[Received] | None:
    """What the first received-stamp among a circular's annotations says, completed by the fields
    of a sheet (文件处理单); null where neither tells a number or a day.

    A circular may be received more than once: the first stamp that has both decides, then the
    first that has one.
    """
    read = [item for note in notes if (item := _of_stamp(note))]
    read += registered
    whole = [item for item in read if item.value.number and item.value.on]
    if whole or len(read) < 2:
        return next(iter(whole or read), None)
    return _merged(read)


def _of_stamp(note: Found[Annotation]) -> Found[Received] | None:
    if note.value.kind != "stamp" or not rule("received.word").search(tidy(note.value.text).text):
        return None
    number, day = received_words(note.value.text)
    if number is None and day is None:
        return None
    sure = min([_SURE, *(item.confidence for item in note.evidence)])
    evidence = tuple(
        Evidence(e.span, e.quote, "received.number", e.confidence, e.page, e.box)
        for e in note.evidence
    )
    return Found(Received(number, day), round(sure, 4), evidence)


def received_words(text: str) -> tuple[str | None, dt.date | None]:
    """Number and day in the words of a stamp or a field; null where there are none, or several
    days."""
    words = tidy(text).text
    match = rule("received.number").search(words)
    number = next((group for group in match.groups() if group), None) if match else None
    dates = {item.date for item in find_dates(words)}
    return number, dates.pop() if len(dates) == 1 else None


def _merged(read: Sequence[Found[Received]]) -> Found[Received]:
    """One whose number and day stand in different fields."""
    number = next((item for item in read if item.value.number), None)
    day = next((item for item in read if item.value.on), None)
    parts = [item for item in (number, day) if item]
    return Found(
        Received(number.value.number if number else None, day.value.on if day else None),
        min(item.confidence for item in parts),
        tuple(dict.fromkeys(e for item in parts for e in item.evidence)),
    )
