"""The acts of a norm behind its first: 应当建立台账，并于每月5日前报送… has two.

A sentence stays one norm; what else it orders, forbids or allows stands in it as further acts, each
with its own modality, and its own bearer where the words name another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .acts import act_of, find_act, is_act, topic_of
from .bearers import doer_in
from .norm_parts import Operative
from .parts import FAIR, capped
from .predicate import Reading
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .circular import Modality
    from .norm_parts import Name
    from .parts import Part

_MOST = 12
"""Further acts of a sentence, at most."""
_NONE = ("definition", "condition")
_ORDERS: tuple[Modality, ...] = ("prohibition", "permission", "obligation")
_BREAK = re.compile("[，：；]")
_AND = re.compile(
    "(?<![合归兼吞撤裁一相以当须应])并(?:且)?(?![列购轨网存入非不未处])(?=[^，：；□]{2})|(?<=[^□，]{2})同时(?=[^，：；□]{2})"
)
_LEAD = re.compile(
    "[□ ]*(?:(?:并且?|同时|而且|且|但是?|也|再(?!次)|另(?!行)|其中|或者?|以及|及(?!时)|违者)[□ ]*)*"
)
_VAGUE = frozenset({"有", "要求", "利用", "采用", "运用"})
_VERBS = frozenset("VUS")


@dataclass(frozen=True, slots=True)
class Further:
    """An act behind the first one; `parts` has its bearer only where it is another."""

    modality: Modality
    parts: dict[Name, Part]


def find_further(
    text: str, plain: str, found: Operative, first: Part | None
) -> tuple[Further, ...]:
    """The acts behind the `first` one, in order; none where that is not known.

    `plain` is the text with conditions, quotations and deadlines blanked out.
    """
    if first is None or found.modality in _NONE:
        return ()
    acts: list[Further] = []
    for start, end in _pieces(plain, first.end):
        if len(acts) < _MOST and (act := _act(text, plain[:end], start, found)):
            acts.append(act)
    return tuple(acts)


def _pieces(plain: str, behind: int) -> Iterator[tuple[int, int]]:
    """Where the parts of a sentence start and end that may have an act of their own."""
    start, fresh = behind, False
    while start < len(plain):
        stop = _BREAK.search(plain, start)
        end = stop.start() if stop else len(plain)
        for match in _AND.finditer(plain, start, end):
            if not _joins_verbs(plain[start : match.start()], fresh=fresh):
                if fresh:
                    yield start, match.start()
                start, fresh = match.end(), True
        if fresh:
            yield start, end
        start, fresh = end + 1, True


def _joins_verbs(before: str, *, fresh: bool) -> bool:
    """Whether 并 stands between two verbs that share an object: 制定并公布."""
    if not before.strip("□"):
        return True
    reading = Reading(before, before, 0)
    last = reading.kinds[-1:]
    return last in _VERBS or (last == "W" and fresh and reading.main == len(reading.kinds) - 1)


def _act(text: str, plain: str, start: int, found: Operative) -> Further | None:
    """The act of a part that ends where `plain` does; null where it has none that is clear."""
    lead = _LEAD.match(plain, start)
    start = lead.end() if lead else start
    if len(plain) - start <= 1:
        return None
    order = _order(plain, start)
    bearer, begin = doer_in(text, plain, start, order.start if order else None)
    if order is None:
        reading = Reading(text, plain[begin:], begin)
        act = act_of(reading, None) if _acts(reading) else None
    else:
        begin = order.start + plain.startswith("不", order.start)
        begin = begin if is_act(plain[begin : order.end]) else order.end
        topic = None if bearer else topic_of(plain, start, order.start)
        act = find_act(text, plain, begin, topic, bound=True)
    if act is None or act.action is None:
        return None
    named: dict[Name, Part | None] = {
        "bearer": bearer,
        "action": act.action,
        "object": act.object,
    }
    parts = {name: capped(part, FAIR) for name, part in named.items() if part}
    return Further(order.modality if order else _same(found), parts)


def _acts(reading: Reading) -> bool:
    """Whether a part without an operative word says what is done: its predicate is a known act, and
    no name comes before it that is neither acted on nor led by a preposition."""
    main = reading.main
    if main is None or reading.words[main] in _VAGUE:
        return False
    if reading.taken(main):
        return reading.verb(main)
    led = main == reading.first or (reading.kinds[reading.first] == "P" and not reading.is_name())
    return led and reading.kinds[main] in "VW"


def _order(plain: str, start: int) -> Operative | None:
    """The first operative word of a part."""
    hits = [
        (match.start(), match.end(), name)
        for name in _ORDERS
        if (match := rule(f"norm.{name}").search(plain, start))
    ]
    if not hits:
        return None
    at, end, name = min(hits)
    return Operative(name, at, end, f"norm.{name}", FAIR)


def _same(found: Operative) -> Modality:
    """The modality of an act without an operative word: that of the first, which forbids it alone."""
    return "obligation" if found.modality == "prohibition" else found.modality
