"""The clause tree of a body: 一、（一）1.（1）① and 第X章 第X条, as they nest in this text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, field
from .circular import Clause
from .clause_marks import RANKS, Mark, read_mark, strict_mark
from .clause_text import SURE_HEADING, decimal_heads, flow, heading_of, mark_of
from .found import Joined
from .paragraphs import Paragraph
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block, Document

__all__ = [
    "Body",
    "mark_of",
    "paragraphs",
    "read_body",
    "read_clauses",
    "walk",
]

_SURE = 0.97
_DOUBT = 0.8
"""Of a clause whose count does not follow the one before it, or whose mark was misread."""
_CHAPTERS = frozenset(kind for kind, rank in RANKS.items() if rank < RANKS["clause.article"])
_ENDS = frozenset("。；：！？”）》…")
_CELLS = 2
"""Tabs in a line from which it is a row of a table."""


@dataclass(slots=True)
class _Open:
    """A clause being read: its paragraphs, its children, how it follows the one before it."""

    mark: Mark
    paragraphs: list[Joined]
    follows: bool = True
    children: list[_Open] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    """The last count of every kind of mark directly below it."""
    alike: bool = True
    """All clauses of its list have text or clauses behind their first line."""
    id: str = ""
    """Its id, "" in a table of contents."""

    @property
    def chapter(self) -> bool:
        """Whether it is a chapter or a part, which stay out of the ids of articles."""
        return self.mark.kind in _CHAPTERS

    @property
    def short(self) -> bool:
        """Whether it is one paragraph and no more."""
        return len(self.paragraphs) == 1 and not self.children

    @property
    def line(self) -> str:
        """The text of its first paragraph."""
        return self.paragraphs[0].text

    @property
    def joined(self) -> Joined:
        """All of its own text."""
        if len(self.paragraphs) == 1:
            return self.paragraphs[0]
        return Joined([block for paragraph in self.paragraphs for block in paragraph.blocks])


class _Tree:
    """The tree as it grows: marks open and close levels in the order in which they come."""

    def __init__(self) -> None:
        self.top = _Open(Mark("", "", "", 0, 0, ""), [])
        self.stack: list[_Open] = []
        self.latest: dict[str, int] = {}

    def expected(self, mark: Mark) -> bool:
        """Whether a misread mark is the next of its kind where it stands."""
        holder = self._holder(mark)
        before = holder.last.get(mark.kind, 0)
        if not before and mark.count == 1:
            return holder is self.top or RANKS[holder.mark.kind] < RANKS[mark.kind]
        return 0 < before == mark.count - 1 or 0 < self.latest.get(mark.kind, 0) == mark.count - 1

    def add(self, mark: Mark, paragraph: Joined) -> None:
        """Open the clause of a mark where it belongs."""
        holder = self._holder(mark)
        before = holder.last.get(mark.kind, 0)
        restarts = mark.kind.startswith("clause.decimal") and mark.count == 1
        follows = restarts or mark.count in (before + 1, self.latest.get(mark.kind, 0) + 1)
        opened = _Open(mark, [paragraph], follows)
        while self.stack and self.stack[-1] is not holder:
            self.stack.pop()
        holder.children.append(opened)
        holder.last[mark.kind] = mark.count
        self.latest[mark.kind] = mark.count
        self.stack.append(opened)

    def _holder(self, mark: Mark) -> _Open:
        """The clause a mark stands under: that of the kind already open, else the nearest one
        that may hold it."""
        for i, item in enumerate(self.stack):
            if item.mark.kind == mark.kind:
                return self.stack[i - 1] if i else self.top
        for item in reversed(self.stack):
            if _may_hold(item.mark, mark):
                return item
        return self.top


def _may_hold(above: Mark, mark: Mark) -> bool:
    """Whether a level may stand under another where the text has not shown it yet.

    Articles stand under headings (一、总则), 一、 under articles; a new list (count 1) under any.
    """
    if above.kind == "clause.first" and mark.kind == "clause.article":
        return True
    if mark.kind == "clause.part" and mark.count == 1:
        return RANKS[above.kind] >= RANKS["clause.first"]
    lower = RANKS[above.kind] < RANKS[mark.kind]
    fresh = mark.count == 1 and RANKS[mark.kind] > RANKS["clause.first"]
    return lower or fresh


@dataclass(frozen=True, slots=True)
class Body:
    """A body read into paragraphs, and the clauses these open, with their ids; `owners` are the
    clauses of the paragraphs."""

    paragraphs: list[Joined]
    owners: list[_Open | None]
    named: list[_Open]

    def placed(self) -> list[Paragraph]:
        """Every paragraph with the id of the clause it stands in."""
        return [
            Paragraph(paragraph, (owner.id or None) if owner else None)
            for paragraph, owner in zip(self.paragraphs, self.owners, strict=True)
        ]


def read_body(document: Document, blocks: Sequence[Block]) -> Body:
    """The paragraphs and clauses of a body's blocks."""
    paragraphs = [Joined(paragraph) for paragraph in flow(blocks)]
    tree = _Tree()
    heads = decimal_heads([paragraph.blocks[0] for paragraph in paragraphs])
    last = max((n for n, one in enumerate(paragraphs) if strict_mark(one.text)), default=-1)
    owners = [
        _owner(document, tree, paragraph, heads.get(id(paragraph.blocks[0])), below=n > last)
        for n, paragraph in enumerate(paragraphs)
    ]
    return Body(paragraphs, owners, _named(_without_contents(tree.top.children)))


def read_clauses(document: Document, body: Body) -> tuple[Clause, ...]:
    """The clause tree of a body.

    Levels nest in the order in which their marks appear: a mark of a kind already open closes
    all that stands below it, a new kind opens a level. Chapters stay out of the ids of articles.
    A misread mark counts where it is the next of its kind; rows of tables have none.
    """
    return _close_all(document, body.named)


def _owner(
    document: Document, tree: _Tree, paragraph: Joined, head: Mark | None, *, below: bool
) -> _Open | None:
    """The clause that a paragraph opens or goes on with, put into the tree; `head` is its mark
    where it is a heading of an emergency plan. `below`: no clause opens behind it."""
    text = paragraph.text
    mark = head or _mark_here(document, tree, text, paragraph.blocks[0])
    if mark is not None:
        tree.add(mark, paragraph)
        return tree.stack[-1]
    if rule("closing.formula").search(text) or (below and _closes_all(tree, text)):
        tree.stack.clear()
    if not tree.stack:
        return None
    tree.stack[-1].paragraphs.append(paragraph)
    return tree.stack[-1]


def _closes_all(tree: _Tree, text: str) -> bool:
    """Whether a paragraph without a mark says from when the whole text holds, below a clause that is
    more than its heading."""
    told = tree.stack and tree.stack[-1].line.endswith("。")
    return bool(told) and rule("closing.own_start").search(text) is not None


def _mark_here(document: Document, tree: _Tree, text: str, block: Block) -> Mark | None:
    mark = strict_mark(text)
    if mark is None:
        mark = read_mark(text)
        if mark is None or not tree.expected(mark):
            return None
    if block.beside or _is_row(document, block):
        return None
    return mark


def _is_row(document: Document, block: Block) -> bool:
    """Whether a block is the row of a table written with tabs."""
    return document.text.count("\t", *block.span) >= _CELLS


def _without_contents(items: list[_Open]) -> list[_Open]:
    """The clauses without those of a table of contents (目录): bare headings that come again."""
    again: dict[str, int] = {}
    for i, item in enumerate(items):
        again[item.line] = i
    first = next((i for i, item in enumerate(items) if again[item.line] != i), None)
    if first is None:
        return items
    start = next(i for i in range(first + 1, len(items)) if items[i].line == items[first].line)
    listed = items[first:start]
    if len(listed) > 1 and all(_bare(item) for item in listed):
        return items[:first] + items[start:]
    return items


def _bare(item: _Open) -> bool:
    ended = item.line[-1:] in _ENDS
    return not ended and len(item.paragraphs) == 1 and all(_bare(child) for child in item.children)


_Title = tuple[str | None, int, Joined]


def _named(items: list[_Open]) -> list[_Open]:
    """The clauses, each given its id, unique in the tree: 一#2 where a text numbers two alike."""
    _compare(items, _mostly_short(items))
    _name_all(items, "", "", {})
    return items


def _mostly_short(items: Sequence[_Open]) -> set[str]:
    """The kinds of mark most of whose clauses are one paragraph."""
    lines = Counter[str]()
    for item in _all(items):
        lines[item.mark.kind] += 1 if item.short else -1
    return {kind for kind, balance in lines.items() if balance > 0}


def _compare(items: Sequence[_Open], mostly_short: set[str]) -> None:
    """Settle which clauses are alike those beside them, one alone those of its kind."""
    kinds = [item.mark.kind for item in items]
    short = {item.mark.kind for item in items if item.short}
    for item, kind in zip(items, kinds, strict=True):
        item.alike = kind not in (short if kinds.count(kind) > 1 else mostly_short)
        if item.children:
            _compare(item.children, mostly_short)


def _all(items: Sequence[_Open]) -> list[_Open]:
    found: list[_Open] = []
    for item in items:
        found.append(item)
        if item.children:
            found += _all(item.children)
    return found


def _name_all(items: Sequence[_Open], prefix: str, chapter: str, seen: dict[str, int]) -> None:
    for item in items:
        own, is_chapter = item.mark.own, item.chapter
        nested = is_chapter and bool(prefix)
        bare = not nested and (is_chapter or item.mark.kind == "clause.article")
        if item.mark.kind.startswith("clause.decimal"):
            prefix_here = (
                prefix if not prefix or not own.startswith(prefix.partition(".")[0]) else ""
            )
        else:
            prefix_here = "" if bare else prefix
        name = prefix_here + _apart(prefix_here, own) + own
        if name in seen and chapter and not name.startswith(chapter):
            name = chapter + name
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name}#{seen[name]}"
            seen[name] = 1
        item.id = name
        if item.children:
            inner = chapter + own if is_chapter else chapter
            open_ = is_chapter and not nested
            _name_all(item.children, "" if open_ else name, inner, seen)


def _apart(prefix: str, own: str) -> str:
    """What keeps a digit apart from the count of a clause that is numbered twice: 三#2.1."""
    return "." if "#" in prefix and prefix[-1:].isdecimal() and own[:1].isdecimal() else ""


def _close_all(document: Document, named: Sequence[_Open]) -> tuple[Clause, ...]:
    """The clauses of a list, with the headings that stand as such beside each other."""
    if not named:
        return ()
    titles = [_title(item) for item in named]
    few = sum([title[0] is not None for title in titles]) * 2 < len(named)
    clauses = []
    for item, title in zip(named, titles, strict=True):
        heading, start, joined = title
        run_in = few and heading is not None and start < len(item.line)
        if run_in and heading and ("，" in heading or len(heading) > SURE_HEADING):
            clauses.append(_close(document, item, (None, item.mark.end, joined)))
        else:
            clauses.append(_close(document, item, title))
    return tuple(clauses)


def _title(item: _Open) -> _Title:
    """The heading of a clause, where its text starts, and its own text."""
    joined = item.joined
    more, children = len(item.paragraphs) > 1, bool(item.children)
    first = len(item.line)
    heading, start = heading_of(
        joined.text, item.mark, first, more=more, children=children, alike=item.alike
    )
    return heading, start, joined


def _close(document: Document, item: _Open, title: _Title) -> Clause:
    heading, start, joined = title
    base = item.mark.rule
    whole = joined.pieces(0, len(joined.text))
    sure = _SURE
    if not document.certain:
        read = joined.pieces(0, max(start, item.mark.end))
        sure = min([sure, *[document.sureness(*piece) for piece in read]])
    if item.mark.read or not item.follows:
        sure = min(sure, _DOUBT)
    return Clause(
        item.id,
        item.mark.label,
        heading,
        _text(item, start),
        _close_all(document, item.children),
        document.evidence_over(whole, base, _SURE),
        round(sure, 4),
    )


def _text(item: _Open, start: int) -> str:
    """The text behind the heading; a paragraph that ends a sentence ends a line."""
    text, at = "", 0
    for paragraph in item.paragraphs:
        piece = paragraph.text
        shown = piece[max(start - at, 0) :].strip()
        at += len(piece)
        text += "\n" + shown if shown and text[-1:] in _ENDS else shown
    return text


def paragraphs(clause: Clause) -> tuple[str, ...]:
    """The paragraphs of a clause's own text: the 款 of an article, in order (第十二条第一款)."""
    return tuple(line for line in clause.text.split("\n") if line)


def walk(clauses: Sequence[Clause]) -> list[Clause]:
    """All clauses of a tree, parents first."""
    found: list[Clause] = []
    for clause in clauses:
        found.append(clause)
        if clause.children:
            found += walk(clause.children)
    return found
