"""Two texts of one document laid side by side: which clauses say something else, in which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz

from ..extract.clauses import walk
from ..extract.normalise import tight
from .names import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..extract.circular import Clause, Evidence

Kind = Literal["changed", "left_out", "added", "figure"]
_ALIKE = 55.0
"""Below this (0…100) two clauses are two, and no versions of one."""
_NEAR = 2
"""Signs that stay the same between two changes which are then told as one."""
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|\w|%")
_WEIGHTY = frozenset("〇零一二三四五六七八九十百千万亿不无未非免可应须得必禁停废%")
"""Signs of which one alone may turn the meaning: numbers, negations, permissions."""
_STOP = re.compile("[。；！？\n]")


@dataclass(frozen=True, slots=True)
class TextChange:
    """One difference between two texts of a document, or (`figure`) between a figure of a document
    and that of one that passes it on.

    `clause`: its id, in the original where that has it; `own_clause`: of a figure, the clause of
    the one that passes on; `of`: the id of the document whose words are `old`. `old` and `new`: the words that differ,
    `old_said` and `new_said` the sentences they stand in, with their evidence (null where there is
    none). `doubtful`: one sign of a scanned page, which may only be read wrongly.
    """

    kind: Kind
    clause: str
    old: str
    new: str
    old_said: str
    new_said: str
    old_evidence: Evidence | None
    new_evidence: Evidence | None
    doubtful: bool = False
    own_clause: str | None = None
    of: str | None = None


def compare_texts(original: Sequence[Clause], other: Sequence[Clause]) -> tuple[TextChange, ...]:
    """What differs between the clauses of an original and of another text of it, in order.

    Spaces, brackets and marks do not count. Clauses are laid side by side by their words, so that
    one put in between or left out does not shift the rest.
    """
    left, right = list(walk(original)), list(walk(other))
    found: list[TextChange] = []
    for one, two in _pairs(left, right):
        if one and two:
            found += _changed(one, two)
        elif one:
            found.append(_lone("left_out", one))
        elif two:
            found.append(_lone("added", two))
    return tuple(found)


def _pairs(
    left: Sequence[Clause], right: Sequence[Clause]
) -> Iterator[tuple[Clause | None, Clause | None]]:
    one, two = [_words(clause) for clause in left], [_words(clause) for clause in right]
    for name, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if name != "equal":
            yield from _aligned(left[a:b], right[c:d], one[a:b], two[c:d])


def _words(clause: Clause) -> str:
    return bare(tight((clause.heading or "") + clause.text))


def _aligned(
    left: Sequence[Clause], right: Sequence[Clause], one: Sequence[str], two: Sequence[str]
) -> Iterator[tuple[Clause | None, Clause | None]]:
    """The clauses of a stretch that differs, in pairs of the greatest likeness, order kept."""
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    alike = [[_likeness(a, b) for b in two] for a in one]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(left) or j < len(right):
        if i < len(left) and j < len(right):
            if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
                yield left[i], right[j]
                i, j = i + 1, j + 1
                continue
            if best[i][j] == best[i + 1][j]:
                yield left[i], None
                i += 1
                continue
        if j < len(right):
            yield None, right[j]
            j += 1
        else:
            yield left[i], None
            i += 1


def _likeness(one: str, two: str) -> float:
    if not one or not two:
        return 100.0 if one == two else 0.0
    return float(fuzz.ratio(one, two, score_cutoff=_ALIKE))


def _lone(kind: Kind, clause: Clause) -> TextChange:
    text = clause.text or clause.heading or ""
    shown = clause.evidence[0] if clause.evidence else None
    if kind == "added":
        return TextChange(kind, clause.id, "", text, "", text, None, shown)
    return TextChange(kind, clause.id, text, "", text, "", shown, None)


def _changed(one: Clause, two: Clause) -> Iterator[TextChange]:
    """The differences inside one clause."""
    texts = [_whole(one), _whole(two)]
    tokens = [list(_TOKEN.finditer(_same_signs(text))) for text in texts]
    scanned = any(e.page is not None for clause in (one, two) for e in clause.evidence)
    for a, b, c, d in _spans([m[0] for m in tokens[0]], [m[0] for m in tokens[1]]):
        old, old_said = _cut(texts[0], tokens[0], a, b)
        new, new_said = _cut(texts[1], tokens[1], c, d)
        small = max(b - a, d - c) == 1 and not _weighty(old + new)
        yield TextChange(
            "changed", one.id, old, new, old_said, new_said,
            _where(one, old), _where(two, new), doubtful=scanned and small,
        )  # fmt: skip


def _whole(clause: Clause) -> str:
    heading = clause.heading or ""
    return f"{heading}\n{clause.text}" if heading and clause.text else heading or clause.text


def _same_signs(text: str) -> str:
    """The text with signs that are one made alike, each in its place."""
    return text.translate(_SAME)


_SAME = {ord("○"): "〇", ord("O"): "〇", ord("％"): "%", **{0xFF10 + n: str(n) for n in range(10)}}


def _weighty(words: str) -> bool:
    return any(sign in _WEIGHTY or sign.isdigit() for sign in words)


def _spans(one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The stretches of tokens that differ, those close together as one."""
    found: list[tuple[int, int, int, int]] = []
    for name, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if name == "equal":
            continue
        if found and a - found[-1][1] <= _NEAR:
            first = found.pop()
            found.append((first[0], b, first[2], d))
        else:
            found.append((a, b, c, d))
    return found


def _cut(text: str, tokens: Sequence[re.Match[str]], a: int, b: int) -> tuple[str, str]:
    """The words of some tokens and the sentence they stand in."""
    if not tokens:
        return "", ""
    at = tokens[min(a, len(tokens) - 1)].start()
    end = tokens[b - 1].end() if b > a else at
    begin = max((m.end() for m in _STOP.finditer(text, 0, at)), default=0)
    stop = _STOP.search(text, end)
    said = text[begin : stop.end() if stop else len(text)].strip()
    return (text[at:end] if b > a else ""), said


def _where(clause: Clause, words: str) -> Evidence | None:
    """The evidence of a clause that has the words; of several pages the one they stand on."""
    holding = [e for e in clause.evidence if words and bare(words) in bare(e.quote)]
    return next(iter((*holding, *clause.evidence)), None)
