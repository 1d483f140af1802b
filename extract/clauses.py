"""The clause tree of a body: 一、（一）1.（1）① and 第X章 第X条, as they nest in this text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .circular import Clause, Evidence
from .found import Joined
from .rulebook import rule

if TYPE_CHECKING:
    import re as _re
    from collections.abc import Sequence

    from .document import Block, Document

_KINDS = (
    "clause.chapter",
    "clause.article",
    "clause.first",
    "clause.second",
    "clause.third",
    "clause.fourth",
    "clause.circled",
)
_LONGEST_HEADING = 32
_SURE = 0.97
_TERMINAL = re.compile(r"[。；：！？”）》…]$")


@dataclass(slots=True)
class _Open:
    """A clause being read."""

    kind: str
    id: str
    label: str
    mark: int
    blocks: list[Block]
    children: list[_Open] = field(default_factory=list)


def flow(blocks: Sequence[Block]) -> list[list[Block]]:
    """Paragraphs: a sentence that a page or a stray break cut in two is put together again.

    A paragraph goes on when it ends without a mark, is no heading, and what follows is no clause.
    """
    paragraphs: list[list[Block]] = []
    for block in blocks:
        if paragraphs and _goes_on(paragraphs[-1], block):
            paragraphs[-1].append(block)
        else:
            paragraphs.append([block])
    return paragraphs


def _goes_on(paragraph: Sequence[Block], block: Block) -> bool:
    last = paragraph[-1].text
    if _TERMINAL.search(last) or mark_of(block.text) or rule("closing.formula").search(block.text):
        return False
    started = mark_of(paragraph[0].text)
    whole = sum(len(part.text) for part in paragraph)
    if started and whole <= _LONGEST_HEADING + 6 and not re.search(r"[。；]", last):
        return bool(re.match(r"[，。；、）》”的]", block.text))
    return len(last) >= 18 or not re.search(r"[\u3400-\u9fff]$", last)


def mark_of(text: str) -> tuple[str, _re.Match[str]] | None:
    """The clause mark a paragraph starts with: its rule and match."""
    for name in _KINDS:
        if match := rule(name).match(text):
            return name, match
    return None


def read_clauses(document: Document, blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """The clause tree of a body's blocks.

    Levels nest in the order in which their marks appear: a mark of a kind already open closes
    all that stands below it, a new kind opens a level. Chapters stay out of the ids of articles.
    """
    top: list[_Open] = []
    stack: list[_Open] = []
    for paragraph in flow(blocks):
        text = Joined(paragraph).text
        marked = mark_of(text)
        if marked is None:
            if rule("closing.formula").search(text):
                stack.clear()
            if stack:
                stack[-1].blocks += paragraph
            continue
        name, match = marked
        kind = name if name != "clause.chapter" else f"{name}.{match['kind']}"
        while any(item.kind == kind for item in stack):
            stack.pop()
        opened = _open(kind, match, stack, paragraph)
        (stack[-1].children if stack else top).append(opened)
        stack.append(opened)
    return _unique(tuple(_close(document, item) for item in top))


def _open(kind: str, match: _re.Match[str], stack: list[_Open], blocks: list[Block]) -> _Open:
    label = re.sub(r"[、.．]$", "", match[0])
    own = label.strip("（）") if kind in ("clause.third", "clause.circled") else label
    bare = kind == "clause.article" or kind.startswith("clause.chapter")
    parents = [item for item in stack if not item.kind.startswith("clause.chapter")]
    prefix = "" if bare or not parents else parents[-1].id
    return _Open(kind, prefix + own, label, match.end(), list(blocks))


def _close(document: Document, item: _Open) -> Clause:
    joined = Joined(item.blocks)
    heading, start = _heading(joined.text, item.mark, len(item.blocks[0].text), item)
    text = joined.text[start:].strip()
    evidence = _evidence(document, joined, 0, len(joined.text), item)
    sure = min((e.confidence for e in _evidence(document, joined, 0, start, item)), default=_SURE)
    children = tuple(_close(document, child) for child in item.children)
    clause = Clause(item.id, item.label, heading, text, children, evidence, round(sure, 4))
    return replace(clause, children=_unique(children))


def _evidence(
    document: Document, joined: Joined, start: int, end: int, item: _Open
) -> tuple[Evidence, ...]:
    return tuple(
        evidence
        for block, a, b in joined.pieces(start, end)
        for evidence in document.evidence(block, a, b, _base(item.kind), _SURE)
    )


def _base(kind: str) -> str:
    return ".".join(kind.split(".")[:2])


def _heading(text: str, mark: int, first: int, item: _Open) -> tuple[str | None, int]:
    """The heading behind the mark and where the clause's text starts."""
    if item.kind.startswith("clause.chapter"):
        return text[mark:first].strip() or None, first
    if item.kind == "clause.article":
        bracketed = re.match(r"【([^】]{2,30})】", text[mark:])
        return (bracketed[1], mark + bracketed.end()) if bracketed else (None, mark)
    stop = re.search(r"[。；：]", text[mark:])
    end = mark + stop.start() if stop else len(text)
    alone = first <= end and (len(item.blocks) > 1 or bool(item.children))
    if alone and first - mark <= _LONGEST_HEADING + 8 and not _TERMINAL.search(text[:first][-1]):
        return text[mark:first], first
    if not stop and end - mark <= _LONGEST_HEADING:
        return text[mark:end], end
    more = len(text) > end + 1 or bool(item.children)
    if stop and stop[0] == "。" and more and 2 <= end - mark <= _LONGEST_HEADING:
        return text[mark:end], end + 1
    return None, mark


def _unique(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Ids told apart where a text numbers two clauses alike (…一, 一#2)."""
    seen: dict[str, int] = {}
    result = []
    for clause in clauses:
        seen[clause.id] = seen.get(clause.id, 0) + 1
        again = seen[clause.id]
        result.append(clause if again == 1 else replace(clause, id=f"{clause.id}#{again}"))
    return tuple(result)


def walk(clauses: Sequence[Clause]) -> list[Clause]:
    """All clauses of a tree, parents first."""
    return [item for clause in clauses for item in (clause, *walk(clause.children))]
