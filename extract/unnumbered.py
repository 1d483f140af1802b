"""Where a circular without a number starts behind another one in a file.

Something must have closed above it (a date, an imprint, below a text of its own). Then a title
with its addressee, or a red head at the top of a page, opens the next; what a carrier carries and
the forms in an annex are no circulars.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import zip_longest
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .arrange import arrange
from .bodies import is_addressee, is_body, strip_head_word
from .forms import issue_head
from .marks import is_date_line, is_imprint, is_number_line, is_printer, new_page
from .numbers import find_numbers
from .rulebook import rule
from .titles import carried_titles, genre_of, is_title, title_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_GENRES = frozenset(
    {
        "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示",
        "批复", "议案", "函", "纪要", "申请", "答复",
    }
)  # fmt: skip
"""Genres of circulars: a text of another is an annex or a carried text."""
_ASKS = frozenset({"请示", "报告", "函", "申请"})
_LABEL = re.compile("附(?:件|录)?[1一]?[：:]")
_DATED = re.compile(
    "（(?P<day>[12][09][0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)[，、]?"
    "(?P<number>[\u3400-\u9fff]{2,12}〔[12][09][0-9]{2}〕[0-9]{1,5}号)）$"
)
"""Day and number in brackets behind a title: 附件：…的通知（1997年5月15日云水〔1997〕14号）."""
_ADDRESSED = 3
"""Blocks an addressee may take."""
_HEAD = 8
"""Blocks between a red head and its title."""
_HEAD_SIZE = 26.0
"""Points from which the name of a body at the top of a page is a head (三号 is 16)."""
_LONGEST_CLOSE = 100
"""Characters of a line with a date or of an imprint, at most."""
_OWN_TEXT = 60
"""Blocks within which a circular without an addressee signs and dates."""


@dataclass(frozen=True, slots=True)
class Closes:
    """Where sentences stand in a file, and the dates and imprints that close a text: indices of
    blocks, looked for once."""

    texts: tuple[int, ...]
    dates: tuple[int, ...]
    imprints: tuple[int, ...]

    def behind(self, last: int) -> int | None:
        """The first block behind a text of its own that starts at block `last` or below and is
        closed by a date or an imprint; null where none is."""
        first = bisect_left(self.texts, last)
        if first == len(self.texts):
            return None
        start = self.texts[first] + 1
        closes = [_next(places, start) for places in (self.dates, self.imprints)]
        return min((close + 1 for close in closes if close is not None), default=None)

    def dated(self, start: int, end: int) -> bool:
        """Whether a date stands on a line of its own in blocks `start` to `end`."""
        date = _next(self.dates, start)
        return date is not None and date < end


def _next(places: Sequence[int], start: int) -> int | None:
    """The first place at or behind `start`."""
    at = bisect_left(places, start)
    return places[at] if at < len(places) else None


def find_closes(blocks: Sequence[Block]) -> Closes:
    """The sentences and closes of a file."""
    texts, dates, imprints = [], [], []
    for n, block in enumerate(blocks):
        if "。" in block.text:
            texts.append(n)
        if len(block.text) <= _LONGEST_CLOSE:
            if is_date_line(block):
                dates.append(n)
            if is_imprint(block):
                imprints.append(n)
    return Closes(tuple(texts), tuple(dates), tuple(imprints))


def unnumbered(blocks: Sequence[Block], i: int, last: int, closes: Closes) -> int | None:
    """The end of the title where a circular without a number starts in block `i`, else null.

    `last` is the number or title of the circular above, whose text is closed there.
    """
    if not _may_open(blocks, i):
        return None
    if head := issue_head(blocks, i):
        return head.end - 1
    title_at = _below_head(blocks, i)
    title = title_after(blocks, title_at) if title_at is not None else []
    if not title:
        return None
    text = "".join(blocks[n].text for n in title)
    genre = genre_of(text)
    if genre is None or genre[0] not in _GENRES:
        return None
    if title_at != i:
        return title[-1]
    behind = title[-1] + 1
    if addressed(blocks, behind):
        ends = closes.dated(behind, len(blocks)) or _is_passed_on(blocks[last:i], text)
        return title[-1] if ends else None
    alone = closes.dated(behind, behind + _OWN_TEXT) and _stands_alone(blocks, i, last)
    return title[-1] if alone else None


def off_labels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the label of an annex cut from the title of a circular that its addressees follow
    (附件：…关于…的通知 / 各县人民政府：): a line of a list of attachments never has any."""
    kept: list[Block] = []
    for block, below, second in zip_longest(blocks, blocks[1:], blocks[2:]):
        label = _LABEL.match(block.text)
        to = second if label and below and is_number_line(below) else below
        if not label or not to or not is_addressee(to.text):
            kept.append(block)
            continue
        title = block.cut(label.end(), len(block.text))
        head = _head_of(title.text)
        if head and is_title(title.text[slice(*head[0])]):
            kept += [block.cut(0, label.end()), *(title.cut(a, b) for a, b in head)]
        else:
            kept += block.parted([label.end()]) if is_title(title.text) else [block]
    return kept


def _head_of(text: str) -> list[tuple[int, int]]:
    """The spans of a title, its number and its day, where a line behind a label has them all
    (附：…的通知（1997年5月15日云水〔1997〕14号）), or title and number (附一：…的请示 云高法〔1988〕9号)."""
    if dated := _DATED.search(text):
        return [(0, dated.start()), dated.span("number"), dated.span("day")]
    last = next(iter(find_numbers(text)[-1:]), None)
    if last is None:
        return []
    marked = text[last.start - 1 : last.start] == "（" and text[last.end :] == "）"
    if text[last.end :] and not marked:
        return []
    return [(0, last.start - marked), (last.start, last.end)]


def attached(blocks: Sequence[Block], i: int, last: int) -> int | None:
    """The end of the title of the original that the circular above passes on, or of the request
    that it answers, where it stands in block `i` right behind its label (附件：), though no date
    closed the one above; else null."""
    if not _LABEL.fullmatch(blocks[i - 1].text) or not _may_open(blocks, i):
        return None
    title = title_after(blocks, i)
    if not title or not addressed(blocks, title[-1] + 1):
        return None
    genre = genre_of("".join(blocks[n].text for n in title))
    if genre is None or genre[0] not in _GENRES:
        return None
    word = "relation.answers" if genre[0] in _ASKS else "relation.passes_down"
    told = any(rule(word).search(block.text) for block in blocks[last:i])
    return title[-1] if told else None


def _is_passed_on(above: Sequence[Block], title: str) -> bool:
    """Whether the circular above passes a text on by this title (现将《…》转发给你们): it follows,
    though its own day does not."""
    named = f"《{title}》"
    return any(
        named in block.text and rule("relation.passes_down").search(block.text) for block in above
    )


def _may_open(blocks: Sequence[Block], i: int) -> bool:
    """Whether a block can be the first of a circular: no sentence, no item, no cell."""
    text = blocks[i].text
    if len(text) > 80 or text.endswith(("。", "；", "：", "，")) or blocks[i].beside:
        return False
    if i and blocks[i].left is None and (text.isdecimal() or blocks[i - 1].text.isdecimal()):
        return False
    return not (is_imprint(blocks[i]) or is_printer(blocks, i) or is_date_line(blocks[i]))


def _below_head(blocks: Sequence[Block], i: int) -> int | None:
    """Where the title below block `i` starts: `i`, or further down when `i` is a red head at the
    top of a page; null where a head has no title."""
    block = blocks[i]
    headed = block.red or (block.size >= _HEAD_SIZE and strip_head_word(block.text) != "")
    if not headed or block.left is None or not new_page(blocks[i - 1], block):
        return i
    if not is_body(strip_head_word(block.text)):
        return i
    for n in range(i + 1, min(i + 1 + _HEAD, len(blocks))):
        if not new_page(block, blocks[n]) and title_after(blocks, n):
            return n
    return None


def addressed(blocks: Sequence[Block], at: int) -> bool:
    """Whether addressees stand at block `at`, a date or the number above them."""
    while at < len(blocks) and (
        rule("head.dated").search(blocks[at].text) or is_number_line(blocks[at])
    ):
        at += 1
    for size in range(1, _ADDRESSED + 1):
        part = blocks[at : at + size]
        if len(part) == size and is_addressee("".join(block.text for block in part)):
            return True
    return False


def _stands_alone(blocks: Sequence[Block], i: int, last: int) -> bool:
    """Whether a text without an addressee is a circular: right behind the close of the one above,
    and not what that one carries or lists as an attachment."""
    before = blocks[i - 1]
    closes = (
        is_date_line(before)
        or is_imprint(before)
        or rule("closing.disclosure").search(before.text)
        or rule("imprint.copies").search(before.text)
    )
    if not closes:
        return False
    zones = arrange(list(blocks[max(last - 1, 0) : i]))
    carries = carried_titles(zones.title, zones.body).names
    return not carries and not zones.attachments
