"""What a page sets before a title or the addressees on their line: bullets, columns, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bodies import is_addressee, is_body
from .numbers import parse_number
from .rulebook import rule
from .titles import ABOUT, is_title

if TYPE_CHECKING:
    from .document import Block

_BULLETS = "·•■◆"
_LABELS = frozenset(_BULLETS + "【[（丨｜|：:、.．")
"""What a label begins with, or a mark behind it."""
_TAILS = frozenset("）藏载文cxfs网站坛库台户府科厅局院部委学")
"""What the words behind a title end with."""
_LONGEST = 12
"""Characters of a label."""
_LONGEST_LINE = 200
"""Characters of a line with a title and what a page sets around it."""
_REACH, _SAME = 300, 8
"""Characters in which the addressees end; characters that tell a title set twice."""


def names_matter(text: str) -> bool:
    """Whether a text is a whole title that says what it is about: no column of a page."""
    return ABOUT.search(text) is not None and is_title(text)


def title_end(text: str) -> int | None:
    """Where a title ends at the start of a text that runs on with its addressees (…的通知各县：)."""
    colon = text.find("：", 0, _REACH) + 1
    for match in rule("title.run_on_end").finditer(text, 0, colon):
        title = text[: match.end()]
        if "〔" in title or "【" in title or title.find(title[:_SAME], 1) > 0:
            return None  # more of the head, or the title twice
        if names_matter(title):
            return match.end() if is_addressee(text[match.end() : colon]) else None
    return None


def without_label(block: Block, *, first: bool) -> Block:
    """The block without the bullet or the label before its title (【政策】云澜省关于…, 政务丨关于…);
    `first`: it stands at the top, where a count is the page's (3、关于…的通知)."""
    text = block.text
    if len(text) > _LONGEST_LINE:
        return block
    if text[:1] in _BULLETS:
        rest = text.lstrip(_BULLETS)
        if names_matter(rest) or parse_number(rest):
            return block.cut(len(text) - len(rest), len(text))
    tail = rule("title.page_tail").search(text) if text[-1:] in _TAILS else None
    if tail and rule("head.filename").search(text) is None and names_matter(text[: tail.start()]):
        return without_label(block.cut(0, tail.start()), first=first)
    if _LABELS.isdisjoint(text[:_LONGEST]):
        return block
    label = rule("title.page_label").match(text)
    if label is None or (label["count"] and not first):
        return block
    if not names_matter(text[label.end() :]) or rule("head.portal").match(text):
        return block
    return block.cut(label.end(), len(text))


def _is_owned(title: str) -> bool:
    """Whether a title begins with what it is about, or with the body that issued it."""
    owner = ABOUT.split(title, maxsplit=1)[0]
    return not owner or is_body(owner)


def address_parted(block: Block) -> list[Block]:
    """Title and addressees of one line told apart, with no blank between them; the addressees
    without the buttons of a page before them (打印 收藏 各市财政局：); else the block."""
    text = block.text
    if len(text) > _REACH or not text.endswith("："):
        return [block]
    if (end := title_end(text)) and _is_owned(text[:end]):
        return [block.cut(0, end), block.cut(end, len(text))]
    buttons = rule("head.page_buttons").match(text)
    if buttons and buttons.end() in block.gaps and is_addressee(text[buttons.end() :]):
        return [block.cut(buttons.end(), len(text))]
    return [block]
