"""Titles in running text: the spans of 《…》, parsed by depth, with lost or wrong inner marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .normalise import inner_marks
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile("[《〈]+|[》〉。；]")
_DEEPEST = 4
"""Titles opened one right behind the other: more marks in a row are noise."""
_SHORTEST_TITLE = 8
_LONGEST = 220
_AHEAD = 40
"""Marks looked at ahead to see whether an outer title is closed later."""
_TAIL = 60
_QUOTE_REACH = 2000
_AROUND = 16, 48
"""Characters before and behind a bare word in marks in which it is told to be issued."""


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """A title: its span with its marks, its name with inner marks 〈〉 put right, and how sure."""

    start: int
    end: int
    name: str
    confidence: float = 1.0


def find_titles(text: str) -> list[TitleSpan]:
    """Every outermost title, in order.

    Which marks were printed or read matters little: an inner title may stand in 《》 or 〈〉, its
    opening or closing mark may be lost, the outer closing mark may be lost before a number.
    A title that is never closed is left out, one longer than 220 characters too.
    """
    marks = [
        (at, text[at])
        for match in _MARK.finditer(text)
        for at in range(max(match.start(), match.end() - _DEEPEST), match.end())
    ]
    found: list[TitleSpan] = []
    opened: list[int] = []
    for n, (at, mark) in enumerate(marks):
        if opened and at - opened[0] > _LONGEST:
            opened.clear()
        if mark in "。；":
            if opened and not _closes_later(marks, n, len(opened)):
                found += _unclosed(text, opened[0], at)
                opened.clear()
        elif mark in "《〈":
            long = opened and at - opened[0] > _SHORTEST_TITLE
            if long and (lost := list(_unclosed(text, opened[0], at))):
                found += lost
                opened.clear()
            opened.append(at)
        elif opened:
            found += _close(text, marks, n, opened)
        elif mark == "》":
            found += _unopened(text, found[-1].end if found else 0, at)
    if opened and len(text) - opened[0] <= _LONGEST:
        found += _unclosed(text, opened[0], len(text))
    return found


def named_titles(text: str) -> list[TitleSpan]:
    """The titles in 《》, and those in “” of what is answered (你院“关于…的请示”收悉), that a number
    follows or a verb governs (贯彻执行“…”); none in what a page adds on their fate (【已废止，最新为：《…》】)."""
    found = find_titles(text)
    if "【" in text:
        notes = [match.span() for match in rule("reference.editor_note").finditer(text)]
        found = [one for one in found if not any(a <= one.start < b for a, b in notes)]
    names = ["reference.quoted_request"] if "悉" in text and "“关于" in text else []
    names += ["reference.unmarked_request"] if "悉" in text and "关于" in text else []
    names += ["reference.quoted_title"] if "”（" in text or "号“" in text or "号文“" in text else []
    names += ["reference.unmarked_act"] if "关于" in text and "《" in text else []
    names += ["reference.quoted_ruled"] if "“" in text and "关于" in text else []
    spans = {
        span: TitleSpan(*span, inner_marks(match["title"]), rule(name).confidence)
        for name in names
        for match in rule(name).finditer(text)
        for span in [match.span("title" if "unmarked" in name else 0)]
    }
    if not spans:
        return found
    return sorted([*found, *spans.values()], key=lambda span: (span.start, -span.end))


def _close(
    text: str, marks: list[tuple[int, str]], n: int, opened: list[int]
) -> Iterator[TitleSpan]:
    """What closing mark `n` closes: an inner title, or the outermost, which is then given."""
    at, mark = marks[n]
    if len(opened) == 1:
        if mark == "〉" and text[opened[0]] == "《":
            following = marks[n + 1][1] if n + 1 < len(marks) else ""
            if following == "》" or not _ends_like_a_title(text, opened[0], at):
                return
        if _belongs_to_inner(text, marks, n):
            return
        start = opened.pop()
        if text[start] == "《" or at - start > 6:
            yield _span(text, start, at + 1, 1.0 if text[start] == "《" else 0.8)
        return
    if _closes_later(marks, n, len(opened) - 1):
        opened.pop()
        return
    tail = rule("title_marks.lost_tail").match(text, at + 1)
    start = opened[0]
    opened.clear()
    end = tail.end() if tail else at + 1
    yield _span(text, start, end, 0.8, closed=tail is None)


def _closes_later(marks: list[tuple[int, str]], n: int, depth: int) -> bool:
    """Whether `depth` open titles are all closed behind mark `n` before the sentence ends."""
    if depth == 0:
        return True
    for _, mark in marks[n + 1 : n + 1 + _AHEAD]:
        if mark in "。；":
            return False
        depth += 1 if mark in "《〈" else -1
        if depth == 0:
            return True
    return False


def _belongs_to_inner(text: str, marks: list[tuple[int, str]], n: int) -> bool:
    """Whether a closing mark belongs to an inner title that lost its opening mark
    (《关于印发办法》的通知》): another follows, with the tail of a title between."""
    if n + 1 >= len(marks) or marks[n + 1][1] not in "》〉":
        return False
    between = text[marks[n][0] + 1 : marks[n + 1][0]]
    return len(between) <= _TAIL and rule("title_marks.tail").fullmatch(between) is not None


def _unclosed(text: str, start: int, end: int) -> Iterator[TitleSpan]:
    """The title that opens at `start` and lost its closing mark: it ends before its number."""
    match = rule("title_marks.before_number").match(text, start, end)
    if match:
        yield _span(text, start, match.end("title"), 0.7, closed=False)


def _unopened(text: str, start: int, end: int) -> Iterator[TitleSpan]:
    """The title that is closed at `end` and lost its opening mark: it starts behind a verb, or with
    the text."""
    first = max(start, end - _LONGEST // 2)
    match = rule("title_marks.lost_start").search(text[first:end])
    if match and (match.start("title") or not first):
        yield TitleSpan(first + match.start("title"), end + 1, match["title"], 0.7)


def _ends_like_a_title(text: str, start: int, at: int) -> bool:
    return rule("reference.is_document").search(text[start + 1 : at]) is not None


def _span(text: str, start: int, end: int, sure: float, *, closed: bool = True) -> TitleSpan:
    name = inner_marks(text[start + 1 : end - 1 if closed else end])
    repaired = _repair(name)
    return TitleSpan(start, end, repaired, min(sure, 0.85) if repaired != name else sure)


def _repair(name: str) -> str:
    """A title's name with the inner mark that was lost put back where its wording shows it."""
    opening, closing = name.count("〈"), name.count("〉")
    if opening == closing + 1 and (tail := rule("title_marks.inner_end").search(name)):
        return name[: tail.start()] + "〉" + name[tail.start() :]
    if closing == opening + 1:
        at = name.rfind("〉")
        starts = list(rule("title_marks.inner_start").finditer(name[:at]))
        if starts and "〈" not in name[starts[0].end() : at]:
            return name[: starts[0].end()] + "〈" + name[starts[0].end() :]
    return name


def is_quoted(text: str, at: int) -> bool:
    """Whether a place stands within “…”."""
    first = max(at - _QUOTE_REACH, 0)
    opened = text.rfind("“", first, at)
    return opened >= 0 and text.rfind("”", first, at) < opened


def is_being_named(text: str, start: int) -> bool:
    """Whether a title is a short name being given: 以下简称《办法》."""
    before = text[max(start - 12, 0) : start]
    return re.search(r"(?:简称|下称|统称|称为)[^，。；《》（）]{0,8}$", before) is not None


def is_carried(text: str, span: TitleSpan) -> bool:
    """Whether a bare word is what the sentence issues: 现将《工作规则》印发给你们."""
    carried = rule("reference.bare_carried").search
    near, behind = _AROUND
    before = text[max(span.start - near, 0) : span.end]
    return bool(carried(before) or carried(text[span.start + 1 : span.end + behind]))


def is_this(text: str, span: TitleSpan) -> bool:
    """Whether a bare word in marks means the text itself: 本《办法》."""
    this = text[max(span.start - 1, 0) : span.start] == "本"
    return this and rule("reference.bare_word").fullmatch(span.name) is not None
