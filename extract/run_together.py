"""Text whose line breaks became white space: broken again where a head, a clause or a close stands."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .bodies import is_addressee, is_body
from .dates import parse_date
from .numbers import parse_number
from .rulebook import rule
from .titles import is_title

if TYPE_CHECKING:
    from .document import Block

_LONG = 150
"""Characters from which a line is taken for more than one paragraph."""
_HEADING = 40
_MOST = 600
"""Lines beyond which it is no circular that was run together."""
_STARTS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十0-9]{1,3}）|第[一二三四五六七八九十百]{1,4}[章条]|"
    r"[0-9]{1,2}(?:[.、]|\.[0-9]{1,2})(?=[\u3400-\u9fff])|附件?[0-9]{0,2}[：:]"
)
_IMPRINT = re.compile(r"主题词[：:]|抄[送报][：:]")
_SHORTEST = 8
_ENDS = ("。", "：", "；")


def broken(block: Block) -> list[Block]:
    """The paragraphs of a line without layout that holds a date or addressees between its gaps;
    the line itself where it holds none. A short line must hold a number, addressees and a date."""
    if block.left is not None or not block.gaps:
        return [block]
    cuts = [0, *sorted(block.gaps), len(block.text)]
    pieces = [block.text[a:b] for a, b in pairwise(cuts)]
    dated, addressed = any(map(_is_date, pieces)), any(map(is_addressee, pieces))
    if len(block.text) < _LONG:
        if not (dated and addressed and any(map(parse_number, pieces))):
            return [block]
    elif not (dated or addressed):
        return [block]
    line = _Line(pieces, _set_twice(pieces))
    kept = [cut for n, cut in enumerate(cuts[1:-1]) if line.ends_at(n)]
    if len(kept) > _MOST:
        return [block]
    return [block.cut(a, b) for a, b in pairwise([0, *kept, len(block.text)])]


def _set_twice(pieces: list[str]) -> frozenset[str]:
    """The titles that stand twice."""
    counts = Counter(piece for piece in pieces if len(piece) >= _SHORTEST)
    return frozenset(piece for piece, count in counts.items() if count > 1 and is_title(piece))


@dataclass(frozen=True, slots=True)
class _Line:
    """The pieces of a line between its gaps, and the titles that are two of them."""

    pieces: list[str]
    twice: frozenset[str]

    def ends_at(self, n: int) -> bool:
        """Whether a line of its own ended behind piece `n`."""
        piece, following = self.pieces[n], self.pieces[n + 1]
        if piece.endswith(_ENDS) or _STARTS.match(following) or _IMPRINT.match(following):
            return True
        heading = len(piece) <= _HEADING and "。" not in piece and _STARTS.match(piece) is not None
        return heading or self._alone(n) or self._alone(n + 1)

    def _alone(self, i: int) -> bool:
        """Whether a piece was a line of its own: a day, a number, a signature, a title, a menu."""
        piece = self.pieces[i]
        before = self.pieces[i - 1] if i else ""
        after = self.pieces[i + 1] if i + 1 < len(self.pieces) else ""
        if _is_date(piece) or parse_number(piece) or rule("web.line").search(piece):
            return True
        if piece in self.twice:
            return True
        if is_body(piece) and (_is_date(after) or _is_date(before) or after in self.twice):
            return True
        opens = is_addressee(after) or parse_number(after) is not None or _is_date(before)
        return opens and "。" not in piece and rule("title.end").search(piece) is not None


def _is_date(piece: str) -> bool:
    """Whether a piece is a day, in brackets or not."""
    bare = piece[1:-1] if piece.startswith("（") and piece.endswith("）") else piece
    return parse_date(bare) is not None
