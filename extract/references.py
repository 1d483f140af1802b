"""Mentions of other documents: 《title》, number, or both; who issued it; what is done with it."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from .circular import Clause, DocumentNumber, Evidence, Reference
from .clauses import flow, walk
from .found import Joined
from .normalise import inner_marks
from .numbers import NumberMatch, find_numbers
from .rulebook import rule, rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .document import Block, Document

_SHORT = re.compile(r"(?:以下|下)(?:统)?(?:简)?称(?:为|：)?[《“](?P<name>[^《》“”]{2,20})[》”]")
_REACH = 600
_MENTIONED = 0.9
"""How sure a bare mention is: nothing is said to be done with the document."""
_LONGEST_TITLE = 200
_NAMED_WITHIN = 6
"""Characters behind a mention within which its short name is given."""
_SENTENCE = re.compile(r"[。；]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention in a paragraph: its whole span, title and number."""

    start: int
    end: int
    title: str | None
    number: DocumentNumber | None
    confidence: float


def read_references(
    document: Document, blocks: Sequence[Block], clauses: Sequence[Clause]
) -> tuple[Reference, ...]:
    """The references of a body.

    Several mentions of one target with one relation inside one clause are one reference.
    """
    found: dict[tuple[str, str | None, str | None, str | None], Reference] = {}
    where = _clause_index(clauses)
    known: dict[str, Mention] = {}
    for paragraph in flow(blocks):
        joined = Joined(paragraph)
        clause = _enclosing(where, paragraph[0].span[0])
        mentions = find_mentions(joined.text, known)
        known |= short_names(joined.text, mentions)
        for mention in mentions:
            reference = _reference(document, joined, mention, mentions, clause)
            identity = (reference.relation, reference.number, reference.title, clause)
            found.setdefault(identity, reference)
    return tuple(found.values())


def short_names(text: str, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """The short names a paragraph gives to what it mentions (以下简称《办法》)."""
    named: dict[str, Mention] = {}
    for match in _SHORT.finditer(text):
        before = [m for m in mentions if m.start < match.start() <= m.end + _NAMED_WITHIN]
        if before:
            named[match["name"]] = before[-1]
    return named


def find_mentions(text: str, known: Mapping[str, Mention] | None = None) -> list[Mention]:
    """Every mention of a document in a paragraph, in order; `known` are short names in use."""
    known = known or {}
    numbers = find_numbers(text)
    mentions: list[Mention] = []
    taken: set[int] = set()
    for start, end in _titles(text):
        title = inner_marks(text[start + 1 : end - 1])
        number = _number_behind(text, end, numbers)
        first, last = (bisect_right(numbers, at, key=_start) for at in (start, end - 1))
        taken |= {n.start for n in numbers[first:last]} | ({number.start} if number else set())
        if number is None and (meant := known.get(title)):
            mentions.append(replace(meant, start=start, end=end))
            continue
        if number is None and not _is_document(text, start, title):
            continue
        stop = _behind(text, number.end) if number else end
        sure = min(rule("reference.is_document").confidence, number.confidence if number else 1.0)
        mentions.append(Mention(start, stop, title, number.number if number else None, sure))
    for number in numbers:
        if number.start not in taken:
            sure = min(0.9, number.confidence)
            mentions.append(Mention(number.start, number.end, None, number.number, sure))
    return sorted(mentions, key=lambda mention: mention.start)


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Spans of outermost 《…》, by depth; a title never closed is left out.

    Which marks were printed or read matters little: an inner 《…》 or 〈…》 is closed by the first
    mark when the outer title is closed later in the sentence.
    """
    starts: list[int] = []
    for i, char in enumerate(text):
        if char in "《〈":
            starts.append(i)
        elif char in "》〉" and starts:
            if char == "〉" and len(starts) == 1 and text[starts[0]] == "《":
                continue
            if char == "》" and len(starts) > 1 and not _closed_later(text, i + 1):
                del starts[1:]
            start = starts.pop()
            if not starts and text[start] == "《":
                yield start, i + 1
        elif char == "。" and starts and i - starts[0] > _LONGEST_TITLE:
            starts.clear()


def _closed_later(text: str, at: int) -> bool:
    """Whether 》 comes before the next 《 and before the sentence ends."""
    match = re.search(r"[《》。]", text[at : at + 60])
    return bool(match and match[0] == "》")


def _number_behind(text: str, end: int, numbers: Sequence[NumberMatch]) -> NumberMatch | None:
    """The number in brackets right behind a title: 《…》（云财规〔2019〕13号…）."""
    if text[end : end + 1] != "（":
        return None
    for number in numbers[bisect_right(numbers, end, key=_start) :][:1]:
        if number.start == end + 1 or (
            number.start <= end + 12 and "）" not in text[end : number.start]
        ):
            return number
    return None


def _behind(text: str, end: int) -> int:
    """The end of a mention behind the bracket its number stands in."""
    close = text.find("）", end)
    return close + 1 if 0 <= close - end <= 30 else end


def _is_document(text: str, start: int, title: str) -> bool:
    """Whether a title without a number names a document: no form, no bare word for one, and no
    short name being given."""
    if text[max(start - 4, 0) : start].endswith(("简称", "称为", "下称", "简称为")):
        return False
    if rule("reference.bare_word").fullmatch(title):
        return False
    return rule("reference.is_document").search(title) is not None


def _reference(
    document: Document,
    joined: Joined,
    mention: Mention,
    mentions: Sequence[Mention],
    clause: str | None,
) -> Reference:
    relation, sure = _relation(
        joined.text, mention, mentions, "operative" if clause else "preamble"
    )
    issuer = _issuer(joined.text, mention) if mention.title else None
    confidence = min(sure, mention.confidence)
    evidence: list[Evidence] = []
    for block, a, b in joined.pieces(mention.start, mention.end):
        evidence += document.evidence(block, a, b, f"relation.{relation}", confidence)
    number = mention.number.text if mention.number else None
    first, last = _sentence(joined.text, mention)
    content = "|".join([relation, number or "", mention.title or "", clause or ""])
    return Reference(
        key="ref:" + hashlib.sha256(content.encode()).hexdigest()[:12],
        relation=relation,
        title=mention.title,
        number=number,
        issuer=issuer,
        clause=clause,
        quote=joined.text[first:last],
        confidence=round(min([confidence, *(e.confidence for e in evidence)]), 4),
        evidence=tuple(evidence),
    )


def _sentence(text: str, mention: Mention) -> tuple[int, int]:
    """The span of the sentence a mention stands in, at most `_REACH` characters to each side."""
    first = max(mention.start - _REACH, 0)
    start = max(text.rfind(mark, first, mention.start) + 1 for mark in "。；") or first
    stop = _SENTENCE.search(text, mention.end, mention.end + _REACH)
    return start, stop.end() if stop else min(mention.end + _REACH, len(text))


def _relation(
    text: str, mention: Mention, mentions: Sequence[Mention], zone: str
) -> tuple[str, float]:
    """The relation the words around a mention say; `cites` when they say none."""
    start, end = _sentence(text, mention)
    sentence, at = "", start
    for n in range(bisect_left(mentions, start, key=_start), len(mentions)):
        other = mentions[n]
        if other.end > end:
            break
        sentence += text[at : other.start] + ("▣" if other is mention else "□")
        at = other.end
    sentence += text[at:end]
    for name, item in rules().items():
        parts = name.split(".")
        if parts[0] == "relation" and parts[1] in ("any", zone) and item.search(sentence):
            return parts[2], item.confidence
    return "cites", _MENTIONED


def _start(item: Mention | NumberMatch) -> int:
    return item.start


def _issuer(text: str, mention: Mention) -> str | None:
    """The bodies named right before a title (省人社厅、省财政厅《…》)."""
    before = re.split(
        r"[，。；：》）]|按照?|根据|依据|落实|贯彻|将|和(?=省|市|国)|执行|关于",
        text[max(mention.start - _REACH, 0) : mention.start],
    )[-1]
    match = rule("reference.issuer").search(before)
    return match["issuer"].rstrip("、和") if match else None


def _clause_index(clauses: Sequence[Clause]) -> list[tuple[int, str]]:
    """Where every clause starts in the document's text, in order."""
    return sorted(
        (clause.evidence[0].span[0], clause.id)
        for clause in walk(clauses)
        if clause.evidence and clause.evidence[0].span
    )


def _enclosing(where: Sequence[tuple[int, str]], at: int) -> str | None:
    n = bisect_right(where, at, key=itemgetter(0))
    return where[n - 1][1] if n else None
