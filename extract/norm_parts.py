"""The parts of a norm: who is bound or entitled, what is done, and to what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from ..ingest.values import dataclass
from .acts import Act, find_act, is_act, topic_of
from .bearers import find_bearer
from .parts import FAIR, SURE, Part, capped
from .predicate import Reading
from .rulebook import rule

if TYPE_CHECKING:
    from .circular import Modality

Name = Literal["bearer", "action", "object"]
_EXPLICIT = ("prohibition", "obligation", "permission", "advice", "wish")
_CHARGE = "负责"
_CORRECT = "责令"
"""An act as much as an order: others may stand before it (给予警告并责令改正)."""
_STATED = re.compile("具备|符合|满足")


@dataclass(frozen=True, slots=True)
class Operative:
    """What makes a sentence a norm: its modality, the operative word's span, the rule."""

    modality: Modality
    start: int
    end: int
    rule: str
    confidence: float

    @property
    def explicit(self) -> bool:
        """Whether its word orders, forbids or allows, so that the act stands behind it."""
        return self.rule.removeprefix("norm.") in _EXPLICIT


def parts_of(text: str, plain: str, timeless: str, found: Operative) -> dict[Name, Part]:
    """The parts that a sentence names. `plain` is its text with conditions and quotations blanked
    out, `timeless` without its deadlines besides."""
    bearer = find_bearer(
        text,
        plain,
        (found.start, found.end),
        explicit=found.explicit,
        granted=found.modality == "entitlement",
    )
    acted = found.explicit and _acted_before(timeless, found.start)
    if bearer and acted:
        bearer = capped(bearer, FAIR)
    act = _act(text, timeless, found, bearer)
    if acted:
        act = act.at_most(FAIR)
    parts: dict[Name, Part | None] = {"bearer": bearer, "action": act.action, "object": act.object}
    return {name: part for name, part in parts.items() if part}


def term_of(text: str) -> dict[Name, Part]:
    """What a definition explains, as the object of its norm."""
    match = rule("norm.term").search(text)
    name = next((name for name, term in match.groupdict().items() if term), None) if match else None
    return {"object": Part(*match.span(name), SURE)} if match and name else {}


def _act(text: str, plain: str, found: Operative, bearer: Part | None) -> Act:
    """The act of a norm: behind its operative word, or in the first part that is no condition."""
    begin = comma = plain.rfind("，", 0, found.start) + 1
    if bearer and bearer.start >= begin and not plain[begin : bearer.start].strip("□"):
        begin = bearer.end
    if found.modality == "condition":
        stated = _STATED.search(plain, found.start)
        return find_act(text, plain, stated.start() if stated else begin, None, bound=True)
    if not found.explicit or plain[found.start : found.end] == _CORRECT:
        return find_act(text, plain, begin, _topic_before(plain, comma))
    if (told := _told_before(plain, found, bearer)) is not None:
        return find_act(text, plain, told, None).at_most(FAIR)
    urged = rule("norm.urged").fullmatch(plain, found.start, found.end)
    start = found.start + plain.startswith("不", found.start)
    if urged or not is_act(plain[start : found.end]):
        start = found.end
    if bearer and bearer.start == start:
        start = bearer.end
    topic = topic_of(plain, min(begin, found.start), found.start) or _topic_before(plain, comma)
    act = find_act(text, plain, start, topic, bound=True)
    return act.at_most(FAIR) if urged else act


def _told_before(plain: str, found: Operative, bearer: Part | None) -> int | None:
    """Where the act starts of a sentence that says in its last part who is in charge of what:
    县政府设立指挥部，负责…; null for all others."""
    before = plain[: max(plain.rfind("，", 0, found.start), 0)]
    if plain[found.start : found.end] != _CHARGE or not before.strip("□，"):
        return None
    start = before.rfind("，") + 1
    if bearer and start <= bearer.start < len(before):
        start = bearer.end
    return None if Reading(plain, before[start:], start).is_name() else start


def _topic_before(plain: str, begin: int) -> Part | None:
    """What a sentence is about, named in the part before: 病历，由医院保管."""
    start = plain.rfind("，", 0, max(begin - 1, 0)) + 1
    named = begin > 0 and Reading(plain, plain[start : begin - 1], start).is_name()
    return topic_of(plain, start, begin - 1) if named else None


def _acted_before(plain: str, operative: int) -> bool:
    """Whether a part before the one with the operative word has an act of its own."""
    at = 0
    for part in plain[:operative].split("，")[:-1]:
        if part.strip("□"):
            reading = Reading(plain, part, at)
            named = reading.is_name() and "J" in reading.kinds
            if part.startswith("由") or not (named or reading.main is None):
                return True
        at += len(part) + 1
    return False
