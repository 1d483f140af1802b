"""Values with their evidence: how a field's confidence is made."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from ..ingest.values import replace
from .circular import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import DocumentNumber
    from .document import Block, Document
    from .numbers import NumberMatch

T = TypeVar("T")


def found(
    document: Document,
    block: Block,
    span: tuple[int, int],
    rule: str,
    confidence: float,
    value: T,
) -> Found[T]:
    """`value` read from `span` of the block: as sure as the rule and the reading together."""
    evidence = document.evidence(block, span[0], span[1], rule, confidence)
    sure = min([confidence, *(item.confidence for item in evidence)])
    return Found(value, round(sure, 4), evidence)


def number_found(
    document: Document, block: Block, at: int, match: NumberMatch
) -> Found[DocumentNumber]:
    """A number read from the block, `at` before its match, with its other readings."""
    span = at + match.start, at + match.end
    item = found(document, block, span, match.rule, match.confidence, match.number)
    return replace(item, candidates=match.candidates)


def found_over(
    document: Document,
    pieces: Sequence[tuple[Block, int, int]],
    rule: str,
    confidence: float,
    value: T,
) -> Found[T]:
    """`value` read from several blocks."""
    evidence = document.evidence_over(pieces, rule, confidence)
    sure = min([confidence, *(item.confidence for item in evidence)])
    return Found(value, round(sure, 4), evidence)


class Joined:
    """Several blocks as one text, with the way back to each."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        if len(blocks) == 1:
            self.text, self.edges = blocks[0].text, [0]
            return
        texts = [block.text for block in blocks]
        self.text = "".join(texts)
        self.edges = [0, *accumulate(map(len, texts[:-1]))] if blocks else []

    @cached_property
    def gaps(self) -> frozenset[int]:
        """Where white space stood before a character."""
        return frozenset(
            start + gap
            for start, block in zip(self.edges, self.blocks, strict=True)
            for gap in block.gaps
        )

    def pieces(self, start: int, end: int) -> list[tuple[Block, int, int]]:
        """The parts of `start` to `end`, block by block."""
        if len(self.blocks) == 1:
            start, end = max(start, 0), min(end, len(self.text))
            return [(self.blocks[0], start, end)] if start < end else []
        parts: list[tuple[Block, int, int]] = []
        first = max(bisect_right(self.edges, start) - 1, 0)
        for n in range(first, bisect_left(self.edges, end, first)):
            begin, block = self.edges[n], self.blocks[n]
            a, b = max(start, begin), min(end, begin + len(block.text))
            if a < b:
                parts.append((block, a - begin, b - begin))
        return parts
