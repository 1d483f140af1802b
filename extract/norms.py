"""Norms: what each sentence of a clause orders, forbids, allows, grants, requires or defines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .circular import AppliesBy, Norm
from .clauses import flow, mark_of, walk
from .deadlines import find_deadline
from .found import Joined
from .quantities import find_quantities
from .rulebook import rule, words
from .verbs import opens_with_verb, split_action

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from .circular import Clause
    from .document import Block, Document

_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
_ORDER = (
    "norm.prohibition",
    "norm.permission",
    "norm.obligation",
    "norm.entitlement",
    "norm.procedure",
)
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
_LISTED = re.compile(r"(?:下列|以下|如下|包括|即|分别为|为)[^，。；：]{0,20}：?$")
Modality = Literal[
    "obligation", "prohibition", "permission", "entitlement", "condition", "procedure", "definition"
]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a paragraph; `lead` ends in a colon and a list stands under it."""

    text: str
    start: int
    joined: Joined
    clause: str | None
    heading: str | None
    item: bool


def read_norms(
    document: Document,
    blocks: Sequence[Block],
    clauses: Sequence[Clause],
    issued_on: dt.date | None,
) -> tuple[Norm, ...]:
    """The norms of a body, in its order; only what stands in a clause, or in an article, binds.

    `issued_on` gives the year of a deadline printed without one. Items of a list whose lead-in
    already says what is to be done with them are no norms unless they say so themselves.
    """
    norms: list[Norm] = []
    counts: dict[str | None, int] = {}
    listing = False
    for sentence in _sentences(blocks, clauses):
        if not sentence.item:
            listing = bool(_LISTED.search(sentence.text))
        found = _modality(sentence.text, bare=not (sentence.item and listing))
        if found is None:
            continue
        counts[sentence.clause] = counts.get(sentence.clause, 0) + 1
        identifier = f"{sentence.clause or ''}/{counts[sentence.clause]}"
        norms.append(_norm(document, sentence, found, identifier, issued_on))
    return tuple(norms)


@dataclass(frozen=True, slots=True)
class _Operative:
    """What makes a sentence a norm: its modality, the operative word's span, the rule."""

    modality: Modality
    start: int
    end: int
    rule: str
    confidence: float


def _sentences(blocks: Sequence[Block], clauses: Sequence[Clause]) -> Iterator[_Sentence]:
    known = {c.evidence[0].span[0]: c for c in walk(clauses) if c.evidence and c.evidence[0].span}
    current: Clause | None = None
    for paragraph in flow(blocks):
        joined = Joined(paragraph)
        begin = 0
        clause = known.get(paragraph[0].span[0])
        if clause is not None:
            current = clause
            begin = _behind_heading(joined.text, clause)
        elif rule("closing.formula").search(joined.text):
            current = None
        if current is None:
            continue
        marked = mark_of(joined.text)
        item = marked is not None and marked.kind not in ("clause.first", "clause.article")
        for match in _SENTENCE.finditer(joined.text, begin):
            text = match[0].rstrip("。；！？").strip()
            if len(text) >= 4:
                at = match.start() + len(match[0]) - len(match[0].lstrip())
                yield _Sentence(text, at, joined, current.id, current.heading, item)


def _behind_heading(text: str, clause: Clause) -> int:
    """Where the words of a clause start behind its mark and heading."""
    if clause.heading:
        at = text.find(clause.heading)
        if at >= 0:
            end = at + len(clause.heading)
            return end + 1 if text[end : end + 1] in "。：；】" else end
    marked = mark_of(text)
    return marked.end if marked else 0


def _modality(text: str, *, bare: bool) -> _Operative | None:
    """What a sentence does, or null: the first operative word outside its conditions decides."""
    if rule("norm.fact").search(text) or rule("norm.validity").search(text):
        return None
    plain = _open(text)
    for name, modality in (("norm.definition", "definition"), ("norm.condition", "condition")):
        if match := rule(name).search(plain):
            return _found(name, modality, match)
    hits = [(match.start(), name, match) for name in _ORDER if (match := rule(name).search(plain))]
    worded = [hit for hit in hits if hit[1] != "norm.procedure"]
    if worded or hits:
        _, name, match = min(worded or hits, key=lambda hit: hit[0])
        return _found(name, name.removeprefix("norm."), match)
    if bare and _orders(plain):
        start = next((at for at, part, _ in _parts(plain) if part.strip("□")), 0)
        return _Operative("obligation", start, start, "norm.imperative", 0.85)
    return None


def _found(name: str, modality: str, match: re.Match[str]) -> _Operative:
    return _Operative(
        modality,  # type: ignore[arg-type]
        match.start(),
        match.end(),
        name,
        rule(name).confidence,
    )


def _orders(text: str) -> bool:
    """Whether a sentence without an operative word is an imperative: one of its parts opens with
    a verb that offices use to order."""
    for part in [part for part in re.split(r"[，：]", text) if part.strip("□")][:3]:
        if part.startswith(words("imperative")):
            return True
        if len(part) >= 4 and opens_with_verb(part):
            return True
    return bool(re.search(r"(?:由|将|把)[^，。；]{1,30}", text))


def _parts(text: str) -> list[tuple[int, str, bool]]:
    """The parts of a sentence between its commas: start, words, whether it is a condition."""
    parts: list[tuple[int, str, bool]] = []
    at = 0
    for part in text.split("，"):
        condition = rule("norm.stem").match(part) or rule("norm.exception").fullmatch(part)
        parts.append((at, part, condition is not None))
        at += len(part) + 1
    if parts[-1][2] and not parts[-1][1].endswith("的"):
        parts[-1] = (*parts[-1][:2], False)
    return parts


def _conditions(text: str) -> tuple[str, ...]:
    return tuple(
        re.sub(r"^(?:但是?|其中|同时|并且)", "", part)
        for _, part, condition in _parts(text)
        if condition and not rule("norm.exception").search(part)
    )


def _open(text: str) -> str:
    """The text with what is quoted and what is a condition made unreadable."""
    plain = _QUOTED.sub(lambda match: "□" * len(match[0]), text)
    return "，".join("□" * len(part) if condition else part for _, part, condition in _parts(plain))


def _norm(
    document: Document,
    sentence: _Sentence,
    found: _Operative,
    identifier: str,
    issued_on: dt.date | None,
) -> Norm:
    text = sentence.text
    conditions = _conditions(text)
    due = find_deadline(text, issued_on)
    open_text = text if due is None else _blank(text, due[1], due[2])
    action, target = split_action(text[found.end :])
    event = rule("norm.applies_by").search(text)
    region = rule("norm.region").search(text)
    evidence = tuple(
        item
        for block, a, b in sentence.joined.pieces(sentence.start, sentence.start + len(text))
        for item in document.evidence(block, a, b, found.rule, found.confidence)
    )
    return Norm(
        id=identifier,
        clause=sentence.clause,
        modality=found.modality,
        text=text,
        confidence=round(min([found.confidence, *(e.confidence for e in evidence)]), 4),
        evidence=evidence,
        bearer=_bearer(_open(text), found.start),
        action=action,
        object=target,
        conditions=conditions,
        exceptions=tuple(m["exception"] for m in rule("norm.exception").finditer(text)),
        quantities=find_quantities(open_text, conditions),
        deadline=due[0] if due else None,
        region=region["region"] if region else None,
        subject=sentence.heading,
        soft=bool(rule("norm.soft").search(text)),
        discretion=_discretion(text),
        applies_by=AppliesBy(event["event"]) if event else None,
    )


def _blank(text: str, start: int, end: int) -> str:
    """The text with a span made unreadable: a span of time that is the deadline counts nothing."""
    return text[:start] + "□" * (end - start) + text[end:]


def _bearer(text: str, operative: int) -> str | None:
    """Who is bound: the words between the conditions and the operative word, when they name one."""
    parts = [part for part in text[:operative].split("，") if part.strip("□")]
    match = rule("norm.bearer").match(parts[-1].lstrip("□")) if parts else None
    return match["bearer"] if match else None


def _discretion(text: str) -> str | None:
    match = rule("norm.discretion").search(text)
    return (match["who"] or match["own"] or match["self"]) if match else None
