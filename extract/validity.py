"""Time of a circular, of the texts it carries and of their clauses (relations.md, "Time")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .circular import Found
from .clauses import walk
from .rulebook import rule
from .validity_build import Dates, Told, build_validity
from .validity_said import read_said
from .validity_scope import CARRIED, Scope, of_clause, targets_of
from .validity_statement import Context, Said
from .validity_subject import Names
from .validity_title import portal_start, title_times
from .zones import body_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .circular import CarriedText, Circular, Clause, Evidence, Validity
    from .clauses import Body
    from .document import Document
    from .found import Joined
    from .paragraphs import Paragraph
    from .zones import Zones

_SENTENCE = re.compile(r"[^。；！？]+")
_ABOVE = re.compile("(?:上述|以上|前述)")
_EXPLAINS = re.compile("负责解释|由[^，。；]{2,30}解释")
_LABEL = 16
_WHOLE = 24
"""Characters a clause may have beside the sentence that is all it says."""
_NOTED = re.compile("（[^（）]{1,12}）$")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its own time: its names, its body in paragraphs, its clauses."""

    document: Document
    names: Names
    paragraphs: Sequence[Paragraph]
    clauses: tuple[Clause, ...]
    carrying: bool = False

    @property
    def scope(self) -> Scope:
        """What decides whom a statement is about."""
        return Scope(self.clauses, self.names.own or "", carrying=self.carrying)


def with_validity(document: Document, circular: Circular, zones: Zones) -> Circular:
    """The circular with the validity of itself, of what it carries, and of their clauses."""
    dates = Dates(circular.issued_on, circular.printed_on, circular.published_on)
    names = Names(circular.title.value if circular.title else None, _carried_names(circular))
    paragraphs = body_of(document, zones).placed()
    carrying = any(item.attachment is None for item in circular.carried)
    text = _Text(document, names, paragraphs, circular.clauses, carrying=carrying)
    own, by_clause, theirs = _divide(text, dates)
    passed = [told for told in own if _is_passed(told)]
    extra = [*title_times(circular.title), *portal_start(document, zones.portal)]
    validity = build_validity(own, dates, extra)
    carried = tuple(
        _carried(
            document,
            item,
            body_of(document, zone),
            dates,
            passed if item.attachment else [*passed, *theirs, *_said_of(item, own, names)],
        )
        for item, zone in zip(circular.carried, zones.carried, strict=True)
    )
    return replace(
        circular,
        validity=validity,
        clauses=_with_times(circular.clauses, by_clause),
        carried=carried,
    )


def _is_passed(told: Told) -> bool:
    """Whether what a circular says of its time holds for what it carries, too: it names neither."""
    kind = told.said.subject.kind
    return kind == "order" or (kind == "open" and not told.explained)


def _said_of(item: CarriedText, own: Sequence[Told], names: Names) -> list[Told]:
    """What a circular says of the text it carries by that one's genre: 本办法 in a 通知."""
    said = [(told, (told.said.subject.words or "").strip("《》")[-2:]) for told in own]
    return [
        told
        for told, genre in said
        if told.said.subject.kind == "self" and genre
        if _NOTED.sub("", item.title).endswith(genre) and not (names.own or "").endswith(genre)
    ]


def _carried_names(circular: Circular) -> tuple[str, ...]:
    """The titles of the texts carried; one named in the title counts where it is not held."""
    held = tuple(item.title for item in circular.carried if item.attachment is None)
    title = circular.title.value if circular.title else ""
    named = re.search(
        "(?:印发|发布|公布|颁布|颁发|下发|转发|批转)《?(?P<name>[^《》]{4,80})》?的?(?:通知|令|公告|决定|函)$",
        title,
    )
    return (*held, named["name"].rstrip("》的")) if named else held


def _carried(
    document: Document,
    item: CarriedText,
    body: Body,
    dates: Dates,
    passed: Sequence[Told],
) -> CarriedText:
    text = _Text(document, Names(item.title, (item.title,)), body.placed(), item.clauses)
    own, by_clause, _ = _divide(text, dates)
    if not any(told.said.kind == "start" for told in own):
        own = [*(told for told in passed if told.said.kind != "event"), *own]
    title = Found(item.title, item.confidence, item.evidence)
    return replace(
        item,
        validity=build_validity(own, dates, title_times(title)),
        clauses=_with_times(item.clauses, by_clause),
    )


def _divide(text: _Text, dates: Dates) -> tuple[list[Told], dict[str, Validity], list[Told]]:
    """What a text says of itself, the validity of its clauses by id, and what it says of the text
    it carries."""
    own: list[Told] = []
    carried: list[Told] = []
    clauses: dict[str, list[Told]] = {}
    for told in _told(text, dates):
        for target in targets_of(text.scope, told):
            if target is None:
                own.append(told)
            elif target == CARRIED:
                carried.append(told)
            else:
                clauses.setdefault(target, []).append(of_clause(told))
    built = {key: build_validity(items, dates, ()) for key, items in clauses.items()}
    return own, {key: value for key, value in built.items() if value is not None}, carried


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with its clause; its words start at `start`, behind mark and heading."""

    joined: Joined
    start: int
    clause: Clause | None
    headed: bool


def _told(text: _Text, dates: Dates) -> Iterator[Told]:
    """Every statement of a text, with where it stands."""
    led: set[str] = set()
    for paragraph in _paragraphs(text):
        clause = paragraph.clause
        words = paragraph.joined.text
        if paragraph.headed or rule("validity.cue").search(words, paragraph.start):
            yield from _sentences(text, paragraph, dates, led)
        elif clause is not None and words[paragraph.start :].strip("。"):
            led.add(clause.id)


def _paragraphs(text: _Text) -> Iterator[_Paragraph]:
    clauses = {clause.id: clause for clause in walk(text.clauses)}
    begun: set[str] = set()
    for placed in text.paragraphs:
        words = placed.joined.text
        clause = clauses.get(placed.clause or "")
        start = 0
        if clause is not None and clause.id not in begun:
            begun.add(clause.id)
            start = _behind(words, clause)
        headed = clause is not None and (_headed(clause) or _labelled(words, start))
        yield _Paragraph(placed.joined, start, clause, headed)


def _behind(text: str, clause: Clause) -> int:
    """Where the words of a clause start in its first paragraph."""
    if clause.heading and (at := text.find(clause.heading)) >= 0:
        return at + len(clause.heading)
    at = text.find(clause.label)
    return (
        at + len(clause.label) + (text[at + len(clause.label) :][:1] in "、.．") if at >= 0 else 0
    )


def _headed(clause: Clause) -> bool:
    return bool(clause.heading and rule("validity.heading").search(clause.heading))


def _labelled(words: str, start: int) -> bool:
    """Whether a paragraph names its matter before a colon: 四、执行时间：2020年7月1日起."""
    label, colon, _ = words[start : start + _LABEL].lstrip("、.．").partition("：")
    return bool(colon) and rule("validity.heading").search(label) is not None


def _sentences(text: _Text, paragraph: _Paragraph, dates: Dates, led: set[str]) -> Iterator[Told]:
    """The statements of a paragraph; `led` are the clauses whose first sentence was read."""
    clause, before, joined = paragraph.clause, "", paragraph.joined
    context = Context(dates.near, text.names, paragraph.headed)
    for match in _SENTENCE.finditer(joined.text, paragraph.start):
        sentence = match[0].lstrip("：:、（")
        at = match.end() - len(sentence)
        lead = clause is not None and clause.id not in led
        if clause is not None:
            led.add(clause.id)
        for said in read_said(sentence, context):
            yield Told(
                said,
                clause.id if clause else None,
                _evidence(text.document, joined, at, said),
                lead=lead,
                alone=clause is not None and _is_all(clause, sentence),
                explained=_explains(before),
                decided="决定" in sentence or "即日" in sentence,
                above=_ABOVE.match(sentence) is not None,
                opens=not before,
            )
        before = sentence


def _explains(sentence: str) -> bool:
    """Whether the sentence before speaks of the text: who explains it, how it is carried out."""
    said = _EXPLAINS.search(sentence) or rule("validity.self_before").search(sentence)
    return said is not None


def _evidence(document: Document, joined: Joined, at: int, said: Said) -> tuple[Evidence, ...]:
    pieces = joined.pieces(at + said.span[0], at + said.span[1])
    return document.evidence_over(pieces, said.rule, said.confidence)


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
