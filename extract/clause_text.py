"""Blocks to paragraphs of clauses: what a break cut in two, what was saved as one line, headings."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .clause_marks import RANKS, Mark, decimal_head, strict_mark
from .listed import is_section
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Block

LONGEST_HEADING = 32
SURE_HEADING = 20
"""Characters up to which a heading run into the text without a comma is one by itself."""
_OWN_LINE = 8
"""Characters by which a heading on a line of its own may be longer than one run into the text."""
_HALTS, _STOPS, _SAYS = re.compile("[。；]"), re.compile("[。；：]"), re.compile("[，。：；]")
_BRACKETED = re.compile("[【（〔](?P<heading>[^】）〕]{2,30})[】）〕]")
_COUNT = re.compile("[一二三四五六七八九十]+")
_TERMINAL = frozenset("。；：！？”）》…")
_GOES_ON = re.compile(r"[，。；、）》”的]")
_ALL_IN_LINE = 100
"""Characters from which a block may be several clauses saved as one line."""
_LEAST = 12
"""Characters of such a block where no other one opens a clause, and its clauses follow a colon."""
_FIRST_BEHIND = re.compile("：(?:一、|（一）|1[.、])(?=[\u3400-\u9fff《])")
_SECOND_BEHIND = re.compile("。(?:二、|（二）|2[.、])")
_WHOLE_TEXT = 400
"""Characters from which it may be a whole text: lists behind ； are clauses too."""
_NEXT = 2
_HEADED = re.compile(
    r"[一二三四五六七八九十]{1,3}、[^。；：，（）《》]{2,40}(?<!第)(?=（一）[\u3400-\u9fff《“])"
)
"""A heading that its first clause follows on the line: 二、主要任务（一）壮大产业."""
_COUNTS = "(?![年月日号件个次届]|部门)"
_ROW = re.compile(f"[0-9]{{1,4}}{_COUNTS}[\u3400-\u9fff《]")
"""A row below the header of a table that text has kept line by line (序号 文件名称 文号)."""
_COUNTED = re.compile(
    f"(?P<count>[1-9][0-9]{{0,2}}){_COUNTS}"
    "(?=《|[㐀-鿿 ][^。]*〔[12][09][0-9]{2}〕|[㐀-鿿][^。，；]{4,80}"
    "(?:通知|办法|规定|意见|决定|细则|条例|方案|函|批复|公告|通告)(?:（[^（）]*）)?$)"
)
"""A row of such a table, told by the document it names."""
_TITLE_REST = re.compile(
    "[^，。；：《》]{2,60}(?:通知|意见|决定|办法|规定|细则|条例|方案|函|批复|公告|通告)(?:（[^（）]*）)?"
    "(?:（[^（）]*号[^（）]*）|[㐀-鿿]{1,10}〔[12][09][0-9]{2}〕[0-9]{1,5}号)?[；。]?"
)
"""The rest of a title that a row of a list starts above: …关于印发云澜省 / 2020年水费办法的通知（…号）."""
_NAMED_ALONE = re.compile("《[^《》]{4,80}》")
_TOLD = re.compile("(?:已经|业经|已由|已报|经)[^《》]{2,80}(?:现|予)")
"""《…》 alone on its line and what is told of it below: 已经…通过，现印发你们."""
_ASIDE = re.compile("（(?:以下|下)(?:简|统)?称|（[\u3400-\u9fff]{1,12}〔[12][09][0-9]{2}〕")
_FULL = 20
"""What says more of a title that a line ends with: its short name, its number; characters of such a
line at least."""
_CUT_OFF, _REST = 16, 12
"""Characters of a line that may be cut off, at least, and of the rest of its sentence, at most."""
_NARROW, _WRAPPED = 15, 45
"""The shortest and the longest line a text is wrapped at by hand."""


def mark_of(text: str) -> Mark | None:
    """The clause mark a paragraph starts with."""
    return strict_mark(text)


def open_lines(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those that hold several clauses on one line cut before each of their marks."""
    lines: list[Block] = []
    last: dict[str, int] = {}
    unmarked = not any(strict_mark(block.text) for block in blocks)
    for i, block in enumerate(blocks):
        least = _LEAST if unmarked and _runs_on(block.text) else _ALL_IN_LINE
        opening = strict_mark(block.text)
        if opening:
            _count(last, opening)
        following = blocks[i + 1].text if i + 1 < len(blocks) else ""
        lines += block.parted(_cuts(block.text, last, following, least))
    return lines


def _runs_on(text: str) -> bool:
    """Whether a first clause follows a colon, and a second one a sentence behind it."""
    first = _FIRST_BEHIND.search(text)
    return first is not None and _SECOND_BEHIND.search(text, first.end()) is not None


def _count(last: dict[str, int], mark: Mark) -> None:
    """Note a mark; the counts of deeper kinds start again below it."""
    for kind in [kind for kind in last if RANKS[kind] > RANKS[mark.kind]]:
        del last[kind]
    last[mark.kind] = mark.count


def _cuts(text: str, last: dict[str, int], following: str, least: int) -> list[int]:
    """Where clauses start inside a text of `least` characters: marks that count on from those
    before, or from one to two; `last` holds the last count of each kind, `following` is the text of
    the next block."""
    cuts: list[int] = []
    if match := _HEADED.match(text):
        cuts.append(match.end())
        last["clause.second"] = 1
    if len(text) < least:
        return cuts
    after = strict_mark(following)
    for at, mark, later in _with_next(list(_inline(text))):
        if mark.count != last.get(mark.kind, 0) + 1 or at in cuts[-1:]:
            continue
        second = later or (after.count if after else 0)
        if mark.count == 1 and second != _NEXT:
            continue
        _count(last, mark)
        cuts.append(at)
        if match := _HEADED.match(text[at:]):
            cuts.append(at + match.end())
            last["clause.second"] = 1
    return cuts


def _with_next(marks: list[tuple[int, Mark]]) -> list[tuple[int, Mark, int]]:
    """The marks, each with the count of the next one of its kind, 0 for the last."""
    coming: dict[str, int] = {}
    result = []
    for at, mark in reversed(marks):
        result.append((at, mark, coming.get(mark.kind, 0)))
        coming[mark.kind] = mark.count
    return result[::-1]


def _inline(text: str) -> Iterator[tuple[int, Mark]]:
    """The marks inside a text, behind the end of a sentence; behind ； only in a whole text."""
    for match in rule("clause.inline").finditer(text):
        at = match.start()
        mark = strict_mark(text[at : at + 12])
        if mark and (text[at - 1] != "；" or len(text) >= _WHOLE_TEXT):
            yield at, mark


def flow(blocks: Sequence[Block]) -> list[list[Block]]:
    """Paragraphs: a sentence that a page or a stray break cut in two is put together again.

    A paragraph goes on when it ends without a mark, is no heading, and what follows is no clause.
    """
    lines = open_lines(blocks)
    width = _wrap_width(lines)
    heads = decimal_heads(lines)
    result: list[list[Block]] = []
    listing, count = False, 0
    for block in lines:
        row = listing and _ROW.match(block.text) is not None
        if (counted := _COUNTED.match(block.text)) and int(counted["count"]) == count + 1:
            row, count = True, count + 1
        row = row or is_section(block.text)
        listing = listing or block.text.startswith("序号")
        if result and not row and id(block) not in heads and _goes_on(result[-1], block, width):
            result[-1].append(block)
        else:
            result.append([block])
    return result


def decimal_heads(lines: Sequence[Block]) -> dict[int, Mark]:
    """The headings of an emergency plan (1 总则), by the identity of their blocks: 1.1 stands below,
    or the number is the next and white space stands behind it."""
    heads: dict[int, Mark] = {}
    last = 0
    for i, block in enumerate(lines):
        head = decimal_head(block.text)
        if head is None:
            continue
        below = strict_mark(lines[i + 1].text) if i + 1 < len(lines) else None
        opens = below is not None and below.label == f"{head.label}.1"
        if opens or (0 < last == head.count - 1 and head.end in block.gaps):
            heads[id(block)] = head
            last = head.count
    return heads


def _wrap_width(blocks: Sequence[Block]) -> int:
    """The width a text without layout is wrapped at; 0 when its lines are whole paragraphs."""
    if not blocks or blocks[0].left is not None:
        return 0
    lengths = Counter([len(block.text) for block in blocks])
    longest = max(lengths)
    full = sum(lengths[length] for length in range(longest - 2, longest + 1))
    return longest if _NARROW <= longest <= _WRAPPED and full * 3 >= len(blocks) > 2 else 0


def _goes_on(paragraph: Sequence[Block], block: Block, width: int) -> bool:
    last = paragraph[-1].text
    opened = last.rfind("《")
    if opened > last.rfind("》") and "》" in block.text and not _STOPS.search(last, opened):
        return True
    if last.startswith("（") and "）" not in last and "）" in block.text:
        return not block.text.startswith("第") or strict_mark(block.text) is None
    if last.endswith("》") and _NAMED_ALONE.fullmatch(last) and _TOLD.match(block.text):
        return True
    if last.endswith("》") and _ASIDE.match(block.text) and len(last) >= _FULL:
        return True
    if last[-1:] in _TERMINAL or strict_mark(block.text):
        return False
    if rule("closing.formula").search(block.text):
        return False
    if width:
        return len(last) >= width - 3
    started = strict_mark(paragraph[0].text)
    if started and len(paragraph) == 1 and _is_rest(last[started.end :], block.text):
        return True
    if started and _may_be_heading(paragraph) and not _HALTS.search(last):
        return bool(_GOES_ON.match(block.text))
    return len(last) >= 18 or not "\u3400" <= last[-1:] <= "\u9fff"


def _is_rest(line: str, following: str) -> bool:
    """Whether a line is the end of the sentence above it (《…》（…）同 / 时废止。), which says too much
    to be a heading, or of the title that a row of a list starts there."""
    if "关于" in line and len(line) >= _CUT_OFF and _TITLE_REST.fullmatch(following):
        return rule("reference.is_document").search(line) is None
    if len(line) < _CUT_OFF or len(following) > _REST or not following.endswith("。"):
        return False
    return rule("clause.sentence").search(line) is not None


def _may_be_heading(paragraph: Sequence[Block]) -> bool:
    most = LONGEST_HEADING + 6
    return len(paragraph) <= most and sum(len(part.text) for part in paragraph) <= most


def heading_of(
    text: str, mark: Mark, first: int, *, more: bool, children: bool, alike: bool = True
) -> tuple[str | None, int]:
    """The heading behind the mark and where the clause's text starts.

    `first` is the length of the first paragraph; `more`: others follow it; `alike`: in the
    clauses beside it too, so that a line that ends with 。 is a heading and no whole clause.
    """
    end = mark.end
    if mark.kind.startswith("clause.chapter") or mark.kind == "clause.part":
        return _bare(text[end:first]), first
    if mark.kind == "clause.article":
        return _article_heading(text, end, first, more=more or children)
    own_line = text[end:first]
    if (more or children) and 0 < len(own_line) <= LONGEST_HEADING + _OWN_LINE:
        stripped = own_line.rstrip("。：；")
        open_end = stripped == own_line
        if _is_heading(stripped, bare=open_end) and (open_end or alike):
            return stripped, first
    return _run_in(text, end, first, children=children)


def _is_heading(text: str, *, bare: bool) -> bool:
    """Whether a line can be a heading; one that ends with a mark must be no sentence either."""
    if not text or _STOPS.search(text) or text.endswith("，"):
        return False
    return bare or rule("clause.sentence").search(text) is None


def _article_heading(text: str, end: int, first: int, *, more: bool) -> tuple[str | None, int]:
    """The heading of an article: in brackets, or alone on the line of its mark."""
    bracketed = _BRACKETED.match(text, end)
    if bracketed and not _COUNT.fullmatch(bracketed["heading"]):
        return bracketed["heading"], bracketed.end()
    own_line = text[end:first]
    if more and 0 < len(own_line) <= LONGEST_HEADING and not _SAYS.search(own_line):
        return own_line, first
    return None, end


def _run_in(text: str, start: int, first: int, *, children: bool) -> tuple[str | None, int]:
    """A heading that the text follows on its line, behind 。, or one that stands alone."""
    stop = _STOPS.search(text, start, first)
    end = stop.start() if stop else first
    if not stop and 0 < end - start <= LONGEST_HEADING and first == len(text):
        whole = rule("clause.sentence").search(text[start:end])
        return (None, start) if whole else (text[start:end], end)
    noted = stop is not None and rule("clause.note").fullmatch(text[end + 1 : first])
    more = (first > end + 1 and not noted) or children
    said = text[start:end]
    if stop and stop[0] == "。" and more and 2 <= end - start <= LONGEST_HEADING:
        return (None, start) if rule("clause.sentence").search(said) else (said, end + 1)
    return None, start


def _bare(text: str) -> str | None:
    return text.strip("：:、.　 ") or None
