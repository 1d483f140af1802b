"""Norms: what each sentence of a clause orders, forbids, allows, grants, requires or defines."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .bearers import joint_bodies
from .circular import AppliesBy, FurtherAct, Norm, NormPart
from .clauses import mark_of, walk
from .conditions import find_conditions, find_exceptions, opened, segments
from .dates import find_dates
from .deadlines import find_deadlines
from .further import find_further
from .norm_parts import Operative, parts_of, term_of
from .paragraphs import LONGEST_SENTENCE
from .quantities import find_quantities
from .rulebook import rule, words
from .tokens import opens_with_verb

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from .circular import Clause, Deadline, Evidence, Modality
    from .clauses import Body
    from .document import Document
    from .found import Joined
    from .further import Further
    from .norm_parts import Name
    from .parts import Part

_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
_ORDER = (
    "norm.prohibition",
    "norm.permission",
    "norm.advice",
    "norm.wish",
    "norm.obligation",
    "norm.entitlement",
    "norm.procedure",
)
_COUNTED = re.compile("[一二三四五六七八九十]{1,2}是(?![否由])(?=[^，。；]{2})")
"""Counts the sentences of a paragraph (一是…；二是…), a mark as （一） is one."""
_REQUIRED = re.compile("每|按|不(?:得|应|能)?(?:少|低|小|超|高|大|多)")
_EXPLICIT = ("prohibition", "obligation", "permission")
_DEMANDS = ("norm.obligation", "norm.prohibition")
_AMOUNT = re.compile("[0-9.]+[万亿]?元")
_SOFT: dict[str, Modality] = {"norm.advice": "permission", "norm.wish": "obligation"}
"""Rules for what is wished rather than ordered, and what modality that has."""
_LISTED = re.compile(r"(?:(?:下列|以下|如下)[^，。；：]{0,30}|：)$")


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
    body: Body,
    clauses: Sequence[Clause],
    issued_on: dt.date | None,
) -> tuple[Norm, ...]:
    """The norms of a body, in its order: what stands in a clause or an article, and in a text without
    clauses the sentences that say by their words that they bind.

    `issued_on` gives the year of a deadline printed without one. Items of a list whose lead-in
    already says what is to be done with them are no norms unless they say so themselves.
    """
    norms: list[Norm] = []
    counts: dict[str | None, int] = {}
    lead = _Lead()
    sentences = list(_sentences(body, clauses))
    for n, sentence in enumerate(sentences):
        following = sentences[n + 1] if n + 1 < len(sentences) else None
        if not sentence.item or (following and following.clause != sentence.clause):
            lead = _lead(sentence, following) or (lead if sentence.item else _Lead())
        thing = sentence.item and lead.names_things
        found = _modality(sentence.text, bare=not thing and sentence.clause is not None)
        if thing and found and found.modality not in _EXPLICIT:
            found = None
        if sentence.item and found and found.rule == "norm.imperative" and lead.modality:
            found = replace(found, modality=lead.modality)
        if found is None or (lead.of is sentence and lead.modality):
            continue
        counts[sentence.clause] = counts.get(sentence.clause, 0) + 1
        identifier = f"{sentence.clause or ''}/{counts[sentence.clause]}"
        norms.append(_norm(document, sentence, found, identifier, issued_on))
    return tuple(norms)


@dataclass(frozen=True, slots=True)
class _Lead:
    """A sentence with a list under it: either its items share its modality and stand for it, or
    they only name things (支出, 材料) and it stands for them."""

    of: _Sentence | None = None
    modality: Modality | None = None
    names_things: bool = False


def _lead(sentence: _Sentence, following: _Sentence | None) -> _Lead | None:
    if following is None or not following.item or not _LISTED.search(sentence.text):
        return None
    found = _modality(sentence.text, bare=True)
    if found and rule("norm.list_of_acts").search(sentence.text):
        return _Lead(sentence, found.modality)
    return _Lead(sentence, names_things=True)


def _sentences(body: Body, clauses: Sequence[Clause]) -> Iterator[_Sentence]:
    known = {c.evidence[0].span[0]: c for c in walk(clauses) if c.evidence and c.evidence[0].span}
    current: Clause | None = None
    unnumbered = not known
    for paragraph in body.paragraphs:
        begin, joined = 0, paragraph
        clause = known.get(joined.blocks[0].span[0])
        if clause is not None:
            current = clause
            begin = _behind_heading(joined.text, clause)
        elif rule("closing.formula").search(joined.text):
            current = None
        if current is None and not (unnumbered and rule("norm.worded").search(joined.text)):
            continue
        marked = mark_of(joined.text)
        item = marked is not None and marked.kind not in ("clause.first", "clause.article")
        for match in _SENTENCE.finditer(joined.text, begin):
            text = match[0].rstrip("。；！？").strip()
            at = match.start() + len(match[0]) - len(match[0].lstrip())
            if counted := _COUNTED.match(text):
                text, at = text[counted.end() :], at + counted.end()
            if 4 <= len(text) <= LONGEST_SENTENCE:
                clause_id = current.id if current else None
                heading = current.heading if current else None
                yield _Sentence(text, at, joined, clause_id, heading, item)


def _behind_heading(text: str, clause: Clause) -> int:
    """Where the words of a clause start behind its mark and heading."""
    if clause.heading:
        at = text.find(clause.heading)
        if at >= 0:
            end = at + len(clause.heading)
            return end + 1 if text[end : end + 1] in "。：；】" else end
    marked = mark_of(text)
    return marked.end if marked else 0


def _modality(text: str, *, bare: bool) -> Operative | None:
    """What a sentence does, or null: the first operative word outside its conditions decides."""
    if rule("norm.fact").search(text) or _on_documents(text):
        return None
    plain = opened(text)
    for name, modality in (("norm.definition", "definition"), ("norm.condition", "condition")):
        if match := rule(name).search(plain):
            return _found(name, modality, match)
    hits = [(match.start(), name, match) for name in _ORDER if (match := rule(name).search(plain))]
    hits = _outside_topic(plain, hits)
    worded = [hit for hit in hits if hit[1] != "norm.procedure"]
    if worded:
        _, name, match = min(worded, key=lambda hit: hit[0])
        if name == "norm.entitlement":
            _, name, match = _said_of(plain, match, worded)
        return _found(name, _SOFT.get(name, name.removeprefix("norm.")), match)
    if left := rule("norm.left").search(plain):
        return _found("norm.left", "permission", left)
    if hits:
        return _found(hits[0][1], "procedure", hits[0][2])
    if not bare or rule("norm.remark").search(plain):
        return None
    start = next((at for at, part, _ in segments(plain) if part.strip("□")), 0)
    sure = 0.85 if _orders(plain) else 0.7
    return Operative("obligation", start, start, "norm.imperative", sure)


_Hit = tuple[int, str, re.Match[str]]


def _outside_topic(text: str, hits: list[_Hit]) -> list[_Hit]:
    """The hits behind the part that names whom a sentence is about by what they get; all of them
    where there are no others."""
    topic, comma, _ = text.partition("，")
    if not comma or not rule("norm.granted_whom").search(topic.strip("□")):
        return hits
    return [hit for hit in hits if hit[0] > len(topic)] or hits


def _said_of(text: str, grant: re.Match[str], hits: Sequence[_Hit]) -> _Hit:
    """What is said of those who have something granted (已获得支持的城市不得…, 领取补贴须…), where
    the grant only tells whom or what a sentence is about."""
    for hit in sorted(hits):
        between = text[grant.end() : hit[0]]
        bound = rule("norm.required_of").match(text, hit[2].end())
        if hit[1] in _DEMANDS and hit[0] > grant.start() and "，" not in between and not bound:
            return hit
        if hit[1].removeprefix("norm.") in _EXPLICIT and "的" in text[grant.end() : hit[0]]:
            return hit if "，" not in between else (grant.start(), "norm.entitlement", grant)
    return grant.start(), "norm.entitlement", grant


def _on_documents(text: str) -> bool:
    """Whether a sentence is about the time of a document, and orders nothing besides."""
    if rule("norm.start").search(text):
        return True
    if not any(rule(name).search(text) for name in ("norm.validity", "norm.effect")):
        return False
    plain = opened(text)
    granted = _AMOUNT.search(plain) is not None
    names = (*_EXPLICIT, "entitlement") if granted else _EXPLICIT
    return not any(rule(f"norm.{name}").search(plain) for name in names)


def _found(name: str, modality: str, match: re.Match[str]) -> Operative:
    return Operative(
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


def _norm(
    document: Document,
    sentence: _Sentence,
    found: Operative,
    identifier: str,
    issued_on: dt.date | None,
) -> Norm:
    text = sentence.text
    stated = {"conditions": find_conditions(text), "exceptions": find_exceptions(text)}
    conditions = tuple(text[part.start : part.end] for part in stated["conditions"])
    # 两年内不得…: how long it is forbidden, not when something is due
    dues = [
        item
        for item in find_deadlines(text, issued_on, conditions)
        if not text[item[2] :].startswith(("不", "只"))
    ]
    due = dues[0] if dues else None
    if due and found.modality == "procedure" and rule("norm.report").search(text):
        found = replace(found, modality="obligation")
    plain = opened(text)
    if found.modality == "definition":
        parts = term_of(text)
    else:
        parts = parts_of(text, plain, _without(plain, dues), found)
    bearer = parts.get("bearer")
    further = find_further(text, _without(plain, dues), found, parts.get("action"))
    stated["jointly_with"] = joint_bodies(text, plain, bearer) if bearer else ()
    named = _words(text, parts)
    event = rule("norm.applies_by").search(text)
    region = rule("norm.region").search(text)
    show = partial(_evidence, document, sentence)
    evidence = show(0, len(text), found.rule, found.confidence)
    return Norm(
        id=identifier,
        clause=sentence.clause,
        modality=found.modality,
        text=text,
        confidence=round(min([found.confidence, *(e.confidence for e in evidence)]), 4),
        evidence=evidence,
        bearer=named.get("bearer"),
        jointly_with=tuple(text[part.start : part.end] for part in stated["jointly_with"]),
        action=named.get("action"),
        object=named.get("object"),
        further_acts=tuple(_further_act(text, act) for act in further),
        conditions=conditions,
        exceptions=tuple(text[part.start : part.end] for part in stated["exceptions"]),
        quantities=find_quantities(_without(text, dues), _deciding(text, conditions, found)),
        deadline=due[0] if due else None,
        further_deadlines=tuple(item[0] for item in dues[1:]),
        region=(region["region"] or region["whole"]) if region else None,
        subject=sentence.heading,
        soft=found.rule in _SOFT or bool(rule("norm.soft").search(text)),
        discretion=_discretion(text),
        applies_by=_applies_by(text, event["event"]) if event else None,
        parts=tuple(
            NormPart(name, show(part.start, part.end, f"norm.{name.split('/')[0]}", part.sure))
            for name, part in [*parts.items(), *_listed(stated), *_acted(further)]
        ),
    )


def _listed(stated: dict[str, tuple[Part, ...]]) -> Iterator[tuple[str, Part]]:
    """Items of lists by their place in the norm: conditions/0."""
    for name, parts in stated.items():
        for index, part in enumerate(parts):
            yield f"{name}/{index}", part


def _words(text: str, parts: Mapping[Name, Part]) -> dict[str, str]:
    return {name: text[part.start : part.end] for name, part in parts.items()}


def _further_act(text: str, act: Further) -> FurtherAct:
    named = _words(text, act.parts)
    return FurtherAct(act.modality, named.get("bearer"), named["action"], named.get("object"))


def _acted(acts: tuple[Further, ...]) -> Iterator[tuple[str, Part]]:
    """The parts of further acts by their place in the norm: further_acts/0/action."""
    for index, act in enumerate(acts):
        for name, part in act.parts.items():
            yield f"further_acts/{index}/{name}", part


def _evidence(
    document: Document, sentence: _Sentence, start: int, end: int, rule: str, sure: float
) -> tuple[Evidence, ...]:
    pieces = sentence.joined.pieces(sentence.start + start, sentence.start + end)
    return document.evidence_over(pieces, rule, sure)


def _deciding(text: str, conditions: tuple[str, ...], found: Operative) -> tuple[str, ...]:
    """The parts of a sentence whose numbers decide whether it applies."""
    if found.modality == "definition":
        return (text,)
    if found.modality == "condition":
        return tuple(part for part in text.split("，") if not rule("norm.required").search(part))
    return (*conditions, *_attributes(text, found.start))


def _attributes(text: str, operative: int) -> list[str]:
    """The phrases in …的 that say which cases a sentence is about, before its operative word."""
    phrases = []
    for part in re.split("[，。；]", text[: operative or len(text)]):
        end = part.rfind("的", 0, len(part) - 1) + 1
        if end and not _REQUIRED.search(part[:end]) and not rule("norm.measured").match(part, end):
            phrases.append(part[:end])
    return phrases


def _applies_by(text: str, event: str) -> AppliesBy:
    """The event that decides, with the days before or after which a case falls under the rule."""
    first = last = None
    for found in find_dates(text):
        behind = text[found.end : found.end + 2]
        if behind in ("以前", "之前", "前的") or behind.startswith("前"):
            last = found.date
        elif behind in ("以后", "之后", "后的") or behind.startswith("起"):
            first = found.date
    return AppliesBy(event, first, last)


def _without(text: str, dues: Sequence[tuple[Deadline, int, int]]) -> str:
    """The text with its deadlines made unreadable: a span of time that is one counts nothing."""
    for _, start, end in dues:
        text = text[:start] + "□" * (end - start) + text[end:]
    return text


def _discretion(text: str) -> str | None:
    match = rule("norm.discretion").search(text)
    return (match["who"] or match["own"] or match["self"]) if match else None
