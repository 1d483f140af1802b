"""Time of a circular, of the texts it carries and of their clauses (relations.md, "Time")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .clauses import read_places, walk
from .found import Joined
from .rulebook import rule
from .validity_build import Dates, Told, build_validity
from .validity_said import Context, read_said
from .validity_scope import clauses_meant
from .validity_subject import Names, Subject
from .validity_title import portal_start, title_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .circular import CarriedText, Circular, Clause, Found, Validity
    from .clauses import Place
    from .document import Block, Document
    from .validity_said import Said
    from .zones import Zones

_SENTENCE = re.compile(r"[^。；！？]+")
_ABOVE = re.compile("(?:上述|以上|前述)")
_EXPLAINS = re.compile("负责解释|由[^，。；]{2,30}解释")
_SHORTEST_MATTER = 4
_WHOLE = 24
"""Characters a clause may have beside the sentence that is all it says."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its own time: its title, its body in paragraphs, its clauses."""

    document: Document
    names: Names
    places: Sequence[Place]
    clauses: tuple[Clause, ...]


def with_validity(document: Document, circular: Circular, zones: Zones) -> Circular:
    """The circular with the validity of itself, of what it carries, and of their clauses."""
    dates = Dates(circular.issued_on, circular.printed_on, circular.published_on)
    names = Names(circular.title.value if circular.title else None, _carried_names(circular))
    text = _text(document, zones.body, names)
    own, by_clause = _divide(text, dates)
    carrying = bool(circular.carried)
    passed = [told for told in own if told.said.subject.kind in ("order", "carried", "open")]
    extra = [*title_times(circular.title), *portal_start(document, zones.portal)]
    validity = build_validity(own, dates, extra)
    carried = tuple(
        _carried(document, item, zone.body, dates, passed if carrying else [])
        for item, zone in zip(circular.carried, zones.carried, strict=True)
    )
    return replace(
        circular,
        validity=validity,
        clauses=_with_times(circular.clauses, by_clause),
        carried=carried,
    )


def _carried_names(circular: Circular) -> tuple[str, ...]:
    """The titles of the texts carried; one named in the title counts where it is not held."""
    held = tuple(item.title for item in circular.carried)
    title = circular.title.value if circular.title else ""
    named = re.search("(?:印发|发布|公布|颁布|下发|转发|批转)《?(?P<name>[^《》]{4,80})》?的?(?:通知|令|公告|决定|函)$", title)
    return (*held, named["name"].rstrip("》的")) if named else held


def _carried(
    document: Document,
    item: CarriedText,
    body: Sequence[Block],
    dates: Dates,
    passed: Sequence[Told],
) -> CarriedText:
    text = _text(document, body, Names(item.title, (item.title,)))
    own, by_clause = _divide(text, dates)
    if not any(told.said.kind == "start" for told in own):
        own = [*(told for told in passed if told.said.kind != "event"), *own]
    extra = title_times_of(item)
    return replace(
        item,
        validity=build_validity(own, dates, extra),
        clauses=_with_times(item.clauses, by_clause),
    )


def title_times_of(item: CarriedText) -> list[Validity]:
    """What the title of a carried text says of its time."""
    from .circular import Found

    return title_times(Found(item.title, item.confidence, item.evidence))


def _text(document: Document, blocks: Sequence[Block], names: Names) -> _Text:
    clauses, places = read_places(document, blocks)
    return _Text(document, names, places, clauses)


def _divide(text: _Text, dates: Dates) -> tuple[list[Told], dict[str, Validity]]:
    """What a text says of itself, and the validity of its clauses by id."""
    own: list[Told] = []
    clauses: dict[str, list[Told]] = {}
    for told in _told(text, dates):
        for target in _targets(text, told):
            if target is None:
                own.append(told)
            else:
                clauses.setdefault(target, []).append(_of_clause(told))
    built = {key: build_validity(items, dates, ()) for key, items in clauses.items()}
    return own, {key: value for key, value in built.items() if value is not None}


def _of_clause(told: Told) -> Told:
    """A statement as one clause's own: a measure starts it."""
    kind = {"measure": "start", "until": "end"}.get(told.said.kind, told.said.kind)
    subject = Subject("self")
    return replace(told, said=replace(told.said, kind=kind, subject=subject))


def _targets(text: _Text, told: Told) -> list[str | None]:
    """Whom a statement is about: null for the text itself, ids of clauses, or none."""
    said, here = told.said, told.clause
    kind = said.subject.kind
    if kind == "self" and told.above and here is not None:
        return [here]
    if kind in ("self", "order", "carried"):
        return [None]
    if kind == "clause":
        return [clause.id for clause in walk(text.clauses) if clause.label == said.subject.words][:1]
    if said.kind in ("measure", "until"):
        return ([None] if told.decided else []) if here is None else ([here] if told.lead else [])
    if kind == "open":
        whole = here is None or told.alone or told.explained
        return [None] if whole and said.kind != "event" else [here]
    if kind == "matter" and (_of_title(text, said) or (here is None and said.kind == "start")):
        return [None]
    if kind == "matter" and said.kind in ("end", "term"):
        meant = clauses_meant(text.clauses, said.subject.words or "", here)
        return list(meant) or [None]
    if kind == "matter" and said.kind == "start" and here is not None and told.lead:
        return [here]
    return []


def _of_title(text: _Text, said: Said) -> bool:
    """Whether a matter is what the text is about: 最低工资标准 of 关于调整最低工资标准的通知."""
    words = re.sub("^(?:调整后的?|新的?|修订后的?|以上|上述)+", "", said.subject.words or "")
    return len(words) >= _SHORTEST_MATTER and words in (text.names.own or "")


def _told(text: _Text, dates: Dates) -> Iterator[Told]:
    """Every statement of a text, with where it stands."""
    headings = {clause.id: clause for clause in walk(text.clauses)}
    begun: set[str] = set()
    led: set[str] = set()
    for place in text.places:
        joined = Joined(place.blocks)
        clause = headings.get(place.clause or "")
        start = 0
        if clause is not None and clause.id not in begun:
            begun.add(clause.id)
            start = _behind(joined.text, clause)
        headed = clause is not None and _headed(clause)
        if not headed and not rule("validity.cue").search(joined.text, start):
            if clause is not None and joined.text[start:].strip("。"):
                led.add(clause.id)
            continue
        yield from _sentences(text, place, joined, start, dates, clause, headed, led)


def _behind(text: str, clause: Clause) -> int:
    """Where the words of a clause start in its first paragraph."""
    if clause.heading and (at := text.find(clause.heading)) >= 0:
        return at + len(clause.heading)
    at = text.find(clause.label)
    return at + len(clause.label) + (text[at + len(clause.label) :][:1] in "、.．") if at >= 0 else 0


def _headed(clause: Clause) -> bool:
    return bool(clause.heading and rule("validity.heading").search(clause.heading))


def _sentences(
    text: _Text,
    place: Place,
    joined: Joined,
    start: int,
    dates: Dates,
    clause: Clause | None,
    headed: bool,
    led: set[str],
) -> Iterator[Told]:
    before = ""
    for match in _SENTENCE.finditer(joined.text, start):
        sentence = match[0].lstrip("：:、")
        at = match.end() - len(sentence)
        lead = clause is not None and clause.id not in led
        if clause is not None:
            led.add(clause.id)
        for said in read_said(sentence, Context(dates.near, text.names, headed)):
            span = at + said.span[0], at + said.span[1]
            evidence = tuple(
                item
                for block, a, b in joined.pieces(*span)
                for item in text.document.evidence(block, a, b, said.rule, said.confidence)
            )
            yield Told(
                said,
                place.clause,
                evidence,
                lead=lead,
                alone=clause is not None and _is_all(clause, sentence),
                explained=bool(_EXPLAINS.search(before) or rule("validity.self_before").search(before)),
                decided="决定" in sentence or "即日" in sentence,
                above=bool(before) and _ABOVE.match(sentence) is not None,
            )
        before = sentence


def _is_all(clause: Clause, sentence: str) -> bool:
    return not clause.children and len(clause.text) <= len(sentence) + _WHOLE


def _with_times(clauses: Sequence[Clause], times: dict[str, Validity]) -> tuple[Clause, ...]:
    """The clauses with their validity."""
    if not times:
        return tuple(clauses)
    return tuple(
        replace(
            clause,
            validity=times.get(clause.id),
            children=_with_times(clause.children, times),
        )
        for clause in clauses
    )
