"""Who a norm binds or entitles: the words before its operative word, behind 由, or of the condition,
when they name a body or persons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .parts import FAIR, SURE, Part
from .predicate import Reading
from .rulebook import rule
from .tokens import words_of

if TYPE_CHECKING:
    from .tokens import Words

_ALL_OF = re.compile("凡是?(?=..)")
_LONGEST = 40
"""Characters of a name, at most."""
_CONSENT = re.compile("(?<=..)经[^，。；]{1,20}(?:同意|批准|核准|许可)后?$")
_SEASON = re.compile("[^，。；]{1,6}(?:期内|期间)(?=..)")
_JOINT = re.compile("会同|联合")
_BETWEEN = re.compile("[、和及与](?![^（]*）)")
_WITH = re.compile("(?<=[局厅委部办府门院会])会同")
"""Looked for before words are: 会同 is a county too."""
_TO_WHOM = re.compile("(?<=..)(?:对(?!外)|按|将|把|向)")
_BOUND = re.compile(
    "须|(?<!申)请|应(?!急)|(?<!主)要(?!求|素)|严禁|禁止|不得|[不至]少于|^每[日月班]|或者$|^[对其]|每[人户座]|"
    "(?<=..)是|^[全本我][国省市县区州]$"
)
"""Words that no name of who is bound holds."""


def find_bearer(
    text: str, plain: str, span: tuple[int, int], *, explicit: bool, granted: bool
) -> Part | None:
    """Who is bound. `plain` is the text with conditions and quotations blanked out, `span` where
    its operative word stands there, (0, 0) where it has none; `explicit` says that the word orders,
    forbids or allows, `granted` that something is granted."""
    start, end = span
    parts = [(at, _CONSENT.sub("", part)) for at, part in _parts(plain[:start]) if part]
    if parts and (match := rule("norm.bearer").match(parts[-1][1])):
        sure = SURE if explicit and not rule("norm.required_of").match(text, end) else FAIR
        if found := _named(text, parts[-1][0], match.span("bearer"), sure):
            return found
    if explicit and rule("norm.urged").fullmatch(text[start:end]):
        return _subject(text, end, plain[end:].partition("，")[0])
    if named := rule("norm.by").search(text):
        found = _by(text, named.start("bearer"))
    else:
        found = _doer(text, plain, start, explicit=explicit)
    if found and rule("norm.no_bearer").search(text[found.start : found.end]):
        found = None
    return found or (
        _of_condition(text, plain, span, granted=granted) if explicit or granted else None
    )


def doer_in(text: str, plain: str, start: int, order: int | None) -> tuple[Part | None, int]:
    """Who a part from `start` names that does it, and where what is done begins: behind 由, or
    before the operative word at `order`."""
    if order is not None:
        match = rule("norm.bearer").match(plain[start:order])
        named = _named(text, start, match.span("bearer"), FAIR) if match else None
        return named, order
    if plain.startswith("由", start) and (by := _by(text, start + 1)):
        return by, by.end
    if words_of(plain[start:]).kinds[0] in "VWUDPX":
        return None, start
    match = rule("norm.doer").match(plain[start:])
    if match is None or match.end("bearer") == len(plain) - start:
        return None, start
    named = _named(text, start, match.span("bearer"), FAIR)
    return named, named.end if named else start


def joint_bodies(text: str, plain: str, bearer: Part) -> tuple[Part, ...]:
    """With whom a bearer does it: the bodies behind 会同."""
    if not _JOINT.search(plain, bearer.end):
        return ()
    match = rule("norm.joint").match(plain, bearer.end)
    found = _by(text, match.end()) if match else None
    if found is None:
        return ()
    bodies, at = [], found.start
    for name in _BETWEEN.split(text[found.start : found.end]):
        bodies.append(Part(at, at + len(name), FAIR))
        at += len(name) + 1
    alone = all(rule("norm.body").search(text[body.start : body.end]) for body in bodies)
    return tuple(bodies) if alone else (found,)


def _parts(plain: str) -> list[tuple[int, str]]:
    """The parts between commas without what is blanked at their start, and where they start."""
    found, at = [], 0
    for part in plain.split("，"):
        shown = part.lstrip("□")
        found.append((at + len(part) - len(shown), shown))
        at += len(part) + 1
    return found


def _doer(text: str, plain: str, operative: int, *, explicit: bool) -> Part | None:
    """The subject of the first part that is no condition; not of one that only says what about."""
    at, first = next(((at, part) for at, part in _parts(plain) if part), (0, ""))
    if explicit and first.startswith("对"):
        return None
    if doer := rule("norm.doer").match(first):
        return _named(text, at, doer.span("bearer"), FAIR)
    beyond = operative > at + len(first)
    if (operative and not beyond) or (beyond and Reading(text, first, at).is_name()):
        return None
    return _subject(text, at, first)


def _of_condition(text: str, plain: str, span: tuple[int, int], *, granted: bool) -> Part | None:
    """Who a condition says does something; not where the sentence says what is done to them."""
    if there := rule("norm.bound_there").match(text):
        return _named(text, 0, there.span("bearer"), FAIR)
    first = text.partition("，")[0]
    if (every := _ALL_OF.match(first)) and rule("norm.body").search(first):
        return _named(text, 0, (every.end(), len(first)), FAIR)
    punished = rule("norm.sanction").match(text, span[1]) and not first.endswith("时")
    owed = span[0] and plain.startswith("□") and not punished
    return _subject(text, 0, first) if granted or owed else None


def _subject(text: str, at: int, part: str) -> Part | None:
    """The words before the predicate of a part, when they end like a name."""
    if first := rule("norm.bound_there").match(part):
        return _named(text, at, first.span("bearer"), FAIR)
    subject = Reading(text, part, at).subject()
    if subject is None or rule("norm.body").search(text[subject.start : subject.end]) is None:
        return None
    return _named(text, 0, (subject.start, subject.end), FAIR)


def _by(text: str, start: int) -> Part | None:
    """Who does it, where 由 says so: as far as the name goes, without with whom."""
    found = words_of(_WITH.split(text[start : start + _LONGEST], maxsplit=1)[0])
    stop = 0
    while stop < len(found) and not _ends(found, stop):
        stop += 1
    for last in range(stop, 0, -1):
        if rule("norm.body").search(found.text[: found.starts[last]]):
            return _named(text, start, (0, found.starts[last]), FAIR)
    return None


def _ends(found: Words, at: int) -> bool:
    """Whether a name ends before a word: a verb that is no part of it, a preposition, an adverb."""
    kinds = found.kinds
    if kinds[at] == "W":
        return kinds[at + 1 : at + 2] not in ("N", "S")
    return kinds[at] in "VUPDX" and (at > 0 or "J" not in kinds)


def _named(text: str, at: int, span: tuple[int, int], sure: float) -> Part | None:
    """A bearer without 由 before it and without what it does to whom; null for an act."""
    start, end = at + span[0], at + span[1]
    start += text.startswith("由", start)
    if all_of := _ALL_OF.match(text, start, end):
        start = all_of.end()
    if season := _SEASON.match(text, start, end):
        start = season.end()
    name = text[start:end]
    if (cut := _TO_WHOM.search(name)) and rule("norm.body").search(name[: cut.start()]):
        end = start + cut.start()
    if joint := _WITH.search(text, start, end):
        end = joint.start()
    name = text[start:end]
    found = words_of(name)
    told = _verb_of(found)
    if not name or _BOUND.search(name) or told > found.kinds.rfind("J"):
        return None
    clear = told < 0 and not set(found.kinds) & set("DJ")
    return Part(start, end, sure if clear else min(sure, FAIR))


def _verb_of(found: Words) -> int:
    """The last verb of a name, -1 where it has none; what starts a compound is none: 申报单位."""
    compound = rule("norm.compound").match
    verbs = [
        i
        for i, kind in enumerate(found.kinds)
        if kind in "VP" or (kind == "W" and i == 0)
        if i > 0 or not compound(found.text, found.starts[1])
    ]
    return max(verbs, default=-1)
