"""Paragraphs into lines: tokens, the marks no line may start or end with, justification."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .fonts import advance, covering

NO_START = frozenset("，。、；：？！）〕》〉”’】％%]")
NO_END = frozenset("（〔《〈“‘【[")
SQUEEZABLE = frozenset("，。、；：（）〔〕《》“”")
_TOKEN = re.compile(r"[0-9A-Za-z@._:/+%\-]+|——|.", re.DOTALL)
_SPAN = re.compile(r"\{(hei|kai|biaosong|song)\|([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Token:
    """What is never broken: a character, or a run of Latin letters and digits. Width in points."""

    text: str
    face: str
    width: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A token in its place: `x` in points from the line's own left edge."""

    text: str
    face: str
    x: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line as set."""

    pieces: tuple[Piece, ...]
    width: float

    @property
    def text(self) -> str:
        """The line's characters, without the spaces that only indent."""
        return "".join(piece.text for piece in self.pieces).strip()


def runs(text: str, face: str) -> list[tuple[str, str]]:
    """Splits `{hei|…}` spans off: (text, face) in order."""
    out: list[tuple[str, str]] = []
    at = 0
    for match in _SPAN.finditer(text):
        out += [(text[at : match.start()], face), (match[2], match[1])]
        at = match.end()
    return [(part, key) for part, key in [*out, (text[at:], face)] if part]


def plain(text: str) -> str:
    """The text without its markup of faces."""
    return _SPAN.sub(r"\2", text)


def cells(text: str) -> list[str]:
    """The cells of a table row written `|a|b|`."""
    return [cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|")]


def tokens(text: str, face: str, size: float) -> list[Token]:
    """Tokens of marked-up text; a CJK character is as wide as it is high."""
    out: list[Token] = []
    for part, key in runs(text, face):
        for match in _TOKEN.finditer(part):
            word = match[0]
            width = advance(word, key, size) if word.isascii() else size * len(word)
            out.append(Token(word, key if word.isascii() else covering(word[0], key), width))
    return out


def _take(row: list[Token], start: int, room: float) -> int:
    """Index after the last token of the line that starts at `start`."""
    end, used = start, 0.0
    while end < len(row) and used + row[end].width <= room + 0.01:
        used += row[end].width
        end += 1
    if end >= len(row):
        return end
    squeeze = sum(0.3 * t.width for t in row[start:end] if t.text in SQUEEZABLE)
    if row[end].text in NO_START and used + row[end].width - squeeze <= room:
        end += 1
        if end < len(row) and row[end].text not in NO_START:
            return end
        end -= 1
    while end > start + 1 and (
        (end < len(row) and row[end].text in NO_START) or row[end - 1].text in NO_END
    ):
        end -= 1
    return max(end, start + 1)


def _justify(row: list[Token], offset: float, room: float, *, last: bool) -> SetLine:
    natural = sum(token.width for token in row)
    slack = room - natural
    soft = [token.text in SQUEEZABLE for token in row[:-1]]
    shrink = slack < 0 and any(soft)
    gaps = sum(soft) if shrink else max(len(row) - 1, 1)
    step = 0.0 if last and slack >= 0 else slack / gaps
    pieces: list[Piece] = []
    x = offset
    for index, token in enumerate(row):
        pieces.append(Piece(token.text, token.face, x))
        x += token.width
        if not shrink or (index < len(soft) and soft[index]):
            x += step
    return SetLine(tuple(pieces), natural)


def lines(
    text: str,
    face: str,
    size: float,
    width: float,
    *,
    first: float = 0.0,
    hang: float = 0.0,
    even: bool = True,
) -> list[SetLine]:
    """Sets a paragraph in `width` points, `first` and `hang` indenting its first and other lines.

    `even` fills every line but the last to the full width."""
    row = tokens(text, face, size)
    out: list[SetLine] = []
    start = 0
    while start < len(row):
        offset = first if not out else hang
        end = _take(row, start, width - offset)
        out.append(
            _justify(row[start:end], offset, width - offset, last=end >= len(row) or not even)
        )
        start = end
    return out
