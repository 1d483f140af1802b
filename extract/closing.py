"""The fields of the closing and the imprint: attachments, date, note, printing."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .bodies import split_addressees
from .circular import Attachment, Found
from .dates import find_dates, parse_date
from .found import Joined, found, found_over
from .marks import goes_on_copying
from .paragraphs import LONGEST_PARAGRAPH
from .rulebook import rule
from .title_marks import find_titles

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from .document import Block, Document
    from .zones import Zones

_CHINESE = "一二三四五六七八九"
_ITEM = re.compile(
    r"-?(?:附件)?(?P<index>[0-9]{1,2}|[一二三四五六七八九](?=、))[.、．：:](?![0-9](?![0-9]{3}年))"
)
_DIGITS_BEHIND = re.compile(r"(?<=[\u3400-\u9fff])[12][0-9]{3}年?[0-9]{4}日?$")
"""A day behind the name that signs, its 年月日 lost: 云澜省财政厅20151214."""
_LEFT_OUT = re.compile(r"[（(]略[）)]$")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the imprint (版记) says."""

    printed_on: Found[dt.date] | None = None
    printed_by: Found[str] | None = None
    copied_to: tuple[Found[str], ...] = ()
    copies: Found[int] | None = None
    subject_terms: tuple[Found[str], ...] = ()


def read_date(document: Document, zones: Zones) -> Found[dt.date] | None:
    """The date of issue (成文日期, GB/T 9704-2012 7.3.5.4): the first date line of the close."""
    for block in zones.date:
        whole = parse_date(block.text)
        for match in [whole] if whole else find_dates(block.text):
            if match.end == len(block.text):
                span = match.start, match.end
                return found(document, block, span, "closing.date", match.confidence, match.date)
        digits = _DIGITS_BEHIND.search(block.text)
        bare = parse_date(digits[0]) if digits else None
        if digits and bare:
            return found(document, block, digits.span(), "closing.date", bare.confidence, bare.date)
    days = list(_dated_above(document, zones.dated))
    issued = (day for day in days if day.evidence[0].rule == "head.dated")
    return next(issued, days[0] if days else None)


def read_published(document: Document, zones: Zones) -> Found[dt.date] | None:
    """The day of publication where a line below the title tells it (1989年6月17日…令第37号发布)."""
    days = (
        found(document, block, (match.start, match.end), "head.published", sure, match.date)
        for sure in [rule("head.published").confidence]
        for block in zones.dated
        for match in find_dates(block.text)
        if rule("head.published").search(block.text[match.end :])
    )
    return next(days, None)


def _dated_above(document: Document, dated: Sequence[Block]) -> Iterator[Found[dt.date]]:
    """The days between title and text: of issue, or of the meeting that passed it."""
    for block in dated:
        days = find_dates(block.text)
        for match, after in zip_longest(days, days[1:]):
            behind = block.text[match.end : after.start if after else None]
            if rule("head.in_force_from").search(behind):
                continue
            span = match.start, match.end
            name = "head.passed" if rule("head.passed").search(behind) else "head.dated"
            yield found(document, block, span, name, rule(name).confidence, match.date)


def read_disclosure(document: Document, zones: Zones) -> Found[str] | None:
    """此件主动公开 and its kind, without brackets."""
    name = "closing.disclosure"
    for block in [*zones.notes, *zones.unplaced, *zones.imprint]:
        match = rule(name).search(block.text)
        if match:
            sure = rule(name).confidence
            return found(document, block, match.span("value"), name, sure, match["value"])
    return None


def read_attachments(document: Document, blocks: Sequence[Block]) -> tuple[Found[Attachment], ...]:
    """The list of attachments (附件说明): numbered items, or one without a number."""
    if not blocks:
        return ()
    joined = Joined(blocks)
    head = re.match(r"-?附(?:件)?[：:]?", joined.text)
    start = head.end() if head else 0
    items = _items(joined, start)
    sure = rule("closing.attachments").confidence
    result = []
    for position, (index, a, b) in enumerate(items, start=1):
        title, end = _entry(joined.text, a, b)
        if title:
            value = Attachment(index or position, title)
            pieces = joined.pieces(a, end)
            result.append(found_over(document, pieces, "closing.attachments", sure, value))
    return tuple(result)


def _entry(text: str, start: int, end: int) -> tuple[str, int]:
    """The title of an entry and where it ends: without （略）, and without the marks around it."""
    title = text[start:end].rstrip("。；;，-.")
    title = _LEFT_OUT.sub("", title)
    end = start + len(title)
    title = title.strip("。；;，-.")
    if (whole := find_titles(title)) and (whole[0].start, whole[0].end) == (0, len(title)):
        return title[1:-1].replace("〈", "《").replace("〉", "》"), end
    return title, end


def _items(joined: Joined, start: int) -> list[tuple[int | None, int, int]]:
    """The numbered items of a list as (index, start, end): numbers that count up from 1."""
    marks: list[tuple[int, int, int]] = []
    for match in _ITEM.finditer(joined.text, start):
        before = joined.text[match.start() - 1]
        index = _CHINESE.find(match["index"]) + 1 or int(match["index"])
        if index == len(marks) + 1 and not (before.isascii() and before.isalnum()):
            marks.append((index, match.start(), match.end()))
    if not marks or (marks[0][1] > start and not _headed(joined, marks)):
        return [(None, start, len(joined.text))]
    ends = [mark[1] for mark in marks[1:]] + [len(joined.text)]
    return [(index, a, end) for (index, _, a), end in zip(marks, ends, strict=True)]


def _headed(joined: Joined, marks: Sequence[tuple[int, int, int]]) -> bool:
    """Whether the numbered items stand on lines of their own below a heading (附件：附件汇总)."""
    return len(marks) > 1 and all(at in joined.edges for _, at, _ in marks)


def read_imprint(document: Document, blocks: Sequence[Block]) -> Imprint:
    """The imprint of one circular."""
    printed_on, printed_by = _printing(document, blocks)
    return Imprint(
        printed_on, printed_by, _copied_to(document, blocks), _copies(document, blocks),
        _subject_terms(document, blocks),
    )  # fmt: skip


def _printing(
    document: Document, blocks: Sequence[Block]
) -> tuple[Found[dt.date] | None, Found[str] | None]:
    for i, block in enumerate(blocks):
        match = rule("imprint.printing").search(block.text)
        alone = None if match else rule("imprint.printing_date").search(block.text)
        line = match or alone
        date = parse_date(line["date"]) if line else None
        if line is None or date is None:
            continue
        sure = rule("imprint.printing").confidence
        on = found(document, block, line.span("date"), "imprint.printing", sure, date.date)
        if match:
            span = match.span("body")
            return on, found(document, block, span, "imprint.printing", sure, match["body"])
        above = blocks[i - 1] if i else None
        if above is not None and re.fullmatch(r"[\u3400-\u9fff（）]{4,40}", above.text):
            span = 0, len(above.text)
            return on, found(document, above, span, "imprint.printing", 0.9, above.text)
        return on, None
    return None, None


def _copied_to(document: Document, blocks: Sequence[Block]) -> tuple[Found[str], ...]:
    """The bodies of every list: 抄送, 抄报, 分送."""
    lists = [i for i, b in enumerate(blocks) if rule("imprint.copied_to").search(b.text)]
    found = [item for i in lists for item in _list_of_copies(document, blocks, i)]
    return tuple({item.value: item for item in reversed(found)}.values())[::-1]


def _list_of_copies(document: Document, blocks: Sequence[Block], i: int) -> list[Found[str]]:
    last = i + 1
    while last < len(blocks) and goes_on_copying(blocks, last):
        last += 1
    joined = Joined(blocks[i:last])
    match = rule("imprint.copied_to").search(joined.text)
    start = match.start("value") if match else 0
    text = joined.text[start : start + LONGEST_PARAGRAPH].rstrip("。；.、，")
    sentences = re.finditer("[^。]+", text)
    spans = [span for part in sentences for span in split_addressees(text, *part.span())]
    if len(joined.text) > start + LONGEST_PARAGRAPH:
        spans.pop()  # cut in the middle
    name = "imprint.copied_to"
    sure = rule(name).confidence
    return [
        found_over(document, joined.pieces(start + a, start + b), name, sure, text[a:b])
        for a, b in spans
    ]


def _copies(document: Document, blocks: Sequence[Block]) -> Found[int] | None:
    for block in blocks:
        match = rule("imprint.copies").search(block.text)
        if match:
            sure = rule("imprint.copies").confidence
            span = match.span("value")
            return found(document, block, span, "imprint.copies", sure, int(match["value"]))
    return None


def _subject_terms(document: Document, blocks: Sequence[Block]) -> tuple[Found[str], ...]:
    for block in blocks:
        match = rule("imprint.subject_terms").search(block.text)
        if match:
            start, end = match.span("value")
            cuts = sorted({start, end} | {gap for gap in block.gaps if start < gap < end})
            sure = rule("imprint.subject_terms").confidence
            return tuple(
                found(document, block, (a, b), "imprint.subject_terms", sure, block.text[a:b])
                for a, b in pairwise(cuts)
            )
    return ()
