"""Mentions of other documents in a paragraph: by title, by number, by both, by a short name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING, Literal

from ..ingest.values import dataclass, replace
from .issuing import issuers_before
from .mention_annexes import with_annexes
from .mention_numbers import (
    ASIDE,
    Within,
    but_within,
    closing,
    counted,
    is_no_circular,
    number_before,
    number_behind,
    title_behind,
)
from .normalise import inner_marks
from .numbers import NumberMatch, find_numbers
from .rulebook import rule
from .title_marks import (
    TitleSpan,
    is_being_named,
    is_carried,
    is_quoted,
    is_this,
    named_titles,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .circular import DocumentNumber


Kind = Literal["document", "doubtful", "form"]
_BARE, _UNMARKED = 0.9, 140
"""How sure a mention is that has a number only; characters before it that may be a bare title."""
_LIST_GAP = 40
"""Characters between two documents named in one list: a body, 和, a mark."""
_OPENING = re.compile("[《〈〔》]")
_PARTED = re.compile("和|及|与|到|—|以及|，")
_OF_ANNEX = re.compile("中?(?:的|所列的?)(?=第)")
_BEHIND_NUMBER = re.compile(r"(?:号)?(?:文件|通知|(?:明传|传真)?电报|文(?!化|明|字|书|物|体|旅))?")
_ISSUED_BEHIND = re.compile(
    "（[^（）]{1,14}），?(?:现|一并|随文)?(?:予以?)?(?:印发|发布|公布|颁发|下发|转发|批转)|"
    "（[^（）]{1,30}）(?:，[^。；《》]{0,60}(?<=，)|。)现(?:予以?|将其)?(?:印发|发布|公布|颁发|下发)"
)
"""What is attached and issued is the text carried: 《…办法》（见附件），现印发给你们."""
_ATTACHED = re.compile(
    "(?:按照?|依照|见|填[写报])(?:本通知)?附件[0-9一二三四五]?$|"
    "(?:[条款项号]|删[除去]|修改|废止|取消|(?<!现)将)(?:及|和|、|其|原)*附[件表][0-9一二三四五六七八九十]{1,3}$|"
    "[条款项号]附件[0-9一二三四五]{1,2}《[^《》]{2,40}》(?:及|和|、)附件[0-9一二三四五六七八九十]{1,2}$"
)
"""An annex named, of the circular itself (按附件《标准》执行) or of what it amends (删除第六条及附件3《…》)."""
_RECEIVED = "悉"
_TRIAL = re.compile(
    "（(?:试行|暂行|试行稿|修订|修订稿|修正|征求意见稿|送审稿|讨论稿|草案|[12][09][0-9]{2}年(?:版|修[订正]))）(?=[（，。；、和同]|$)"
)
"""What belongs to a title though it stands behind its mark: 《…办法》（试行）."""
_NOTED = re.compile("（[^（）]*）$")
_ISSUES = re.compile("(?:印发|发布|公布|下发)[〈《]?(?P<text>[^〈〉《》]{2,80})[〉》]?的通知$")
_COMMON = 2
"""Characters of a short name that is a common word (条例)."""
_MOST = 300
"""Mentions before 该通知 or 上述文件 among which what it means is looked for."""
_BASIS = re.compile("(?:根据|依据|依照|按照?|遵照|参照|贯彻|落实|实施)[^，。；：《》]{0,20}$")
_JOINED = re.compile("(?:、|和|及|以及|与)?[^，。；：《》]{0,16}")
"""Before a document on which a text rests; between two of them."""
_ENDED = re.compile("(?:相应|同时|即行|一并|予以|自行)*(?:废止|停止执行|失效|作废)")
"""What ends is the text of old, which is named by its number, not the one that is issued."""
_AGAIN_HINTS = ("该", "上述", "以上", "前述", "上列", "前款", "前列", "原")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: its whole span with asides and the parts meant, its title and number.

    `kind`: a `form` (certificate, list, system) and what is `doubtful` count only where they are
    ordered applied or their fate is told. `again`: by a short name; `taken_up`: by 该通知; `bare`: a
    part alone; `basis`: what the text rests on. `scope`: the matter told of this one of a list.
    """

    start: int
    end: int
    title: str | None
    number: DocumentNumber | None
    confidence: float
    kind: Kind = "document"
    target_clause: str | None = None
    again: bool = False
    taken_up: bool = False
    quoted: bool = False
    bare: bool = False
    basis: bool = False
    scope: str | None = None
    others: tuple[Mention, ...] = ()
    """The documents that a short name of several means besides it (以下称“两个规定”)."""

    @property
    def target(self) -> tuple[str | None, str | None]:
        """What is meant: title and number."""
        return self.title, self.number.text if self.number else None


def find_mentions(
    text: str, known: Mapping[str, Mention] | None = None, before: Sequence[Mention] = ()
) -> list[Mention]:
    """Every mention of a document in a paragraph, in order.

    `known` are short names in use, `before` the mentions of the sentences before it.
    """
    known = known or {}
    found: list[Mention] = []
    if _OPENING.search(text) or "号" in text or _RECEIVED in text or "“" in text:
        found = _named(text, known)
    if known or before or found:
        found = _with_bare_names(text, found, known)
        found = _with_again(text, found, before)
    if "“" in text:
        found = [
            replace(item, quoted=True) if is_quoted(text, item.start) else item for item in found
        ]
    return found


def _named(text: str, known: Mapping[str, Mention]) -> list[Mention]:
    """The mentions by title and number."""
    numbers = find_numbers(text)
    starts = [number.start for number in numbers]
    found = [item for number in numbers if (item := _unmarked(text, number))]
    within = Within(found)
    taken = {number.start for number in numbers if within(number.start)}
    last_end = 0
    for span in named_titles(text):
        if span.start < last_end or within(span.start):
            continue
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        taken.update(starts[first:last])
        mention = _title(text, span, numbers, starts, known, last_end)
        if mention is None:
            continue
        first, last = (bisect_left(starts, at) for at in (mention.start, mention.end))
        taken.update(starts[first:last])
        found.append(mention)
        last_end = max(last_end, mention.end)
    for number in numbers:
        if number.start not in taken and not is_no_circular(text, number):
            end = _BEHIND_NUMBER.match(text, number.end)
            sure = min(_BARE, number.confidence)
            stop = end.end() if end else number.end
            found.append(_extended(text, Mention(number.start, stop, None, number.number, sure)))
    return sorted(found, key=lambda mention: mention.start)


def _title(
    text: str,
    span: TitleSpan,
    numbers: Sequence[NumberMatch],
    starts: Sequence[int],
    known: Mapping[str, Mention],
    taken: int,
) -> Mention | None:
    """The mention a title makes with the number before or behind it, none that stands before
    `taken`, which is another's; none for a bare word."""
    trial = _TRIAL.match(text, span.end)
    name, ends = (span.name + trial[0], trial.end()) if trial else (span.name, span.end)
    number, end = number_behind(text, ends, numbers, starts)
    if number is None and text.startswith("（", end):
        number, end = counted(text, end)
    if history := rule("reference.history_aside").match(text, ends):
        end = max(end, history.end())
    start = span.start
    before = number_before(text, span.start, numbers, starts) if number is None else None
    if before and before.start >= taken:
        number, start = before, before.start
    if number is None and (is_being_named(text, span.start) or is_this(text, span)):
        return None
    if number is None and (meant := known.get(f"《{span.name}》")):
        again = replace(meant, start=start, end=end, again=True, target_clause=None)
        return _extended(text, again)
    kind: Kind = "document"
    if number is None:
        if _ATTACHED.search(text, max(start - 60, 0), start):
            return None
        aside = text[end : end + ASIDE]
        kept = _ISSUED_BEHIND.match(text, end) or rule("reference.attached_named").match(aside)
        if rule("reference.attached").search(aside) and not kept:
            return None
        if rule("reference.bare_word").fullmatch(span.name) and not is_carried(text, span):
            return None
        kind = _kind(span.name)
    sure = min(rule("reference.is_document").confidence, span.confidence)
    sure = min(sure, number.confidence) if number else sure
    mention = Mention(start, end, name, number.number if number else None, sure, kind)
    return _extended(text, mention)


def _unmarked(text: str, number: NumberMatch) -> Mention | None:
    """The title without 《》 that a number in brackets follows, with the body before it:
    根据省教育厅关于…的通知（云教〔2019〕3号）."""
    if text[number.start - 1 : number.start] != "（" or is_no_circular(text, number):
        told = title_behind(text, number.end) if text.startswith("（关于", number.end) else None
        sure = min(number.confidence, rule("reference.title_behind").confidence)
        whole = told and Mention(number.start, told[1], told[0], number.number, sure)
        return _extended(text, whole) if whole else None
    first = max(number.start - 1 - _UNMARKED, 0)
    before = text[first : number.start - 1]
    opened = before.rfind("《") > before.rfind("》")
    if before.endswith("》") or opened:
        return None
    end = closing(text, number.end)
    if "关于" not in before:
        ended = _ENDED.match(text, end) and rule("reference.unmarked_ended").search(before)
        if not ended:
            return None
        name, first = inner_marks(ended["title"]), first + ended.start("title")
        sure = min(number.confidence, rule("reference.unmarked_ended").confidence)
        return _extended(text, Mention(first, end, name, number.number, sure))
    title = rule("reference.unmarked").search(before)
    if title is None:
        return None
    at = title.start()
    cut = max((m.end() for m in rule("reference.issuer_cut").finditer(before[:at])), default=0)
    named = issuers_before(before[cut:at])
    if named and named[1] == at - cut:
        at = cut + named[0]
    name = inner_marks(before[at:])
    sure = min(number.confidence, rule("reference.unmarked").confidence)
    return _extended(text, Mention(first + at, end, name, number.number, sure))


def _kind(name: str) -> Kind:
    if rule("reference.is_form").search(name):
        return "form"
    return "document" if rule("reference.is_document").search(name) else "doubtful"


def _extended(text: str, mention: Mention) -> Mention:
    """The mention with asides, the parts of the document meant, and definitions behind it."""
    end, scope = mention.end, mention.scope or but_within(text[mention.start : mention.end])
    parts: str | None = None
    for _ in range(2):
        if text[end : end + 1] == "（" and (aside := rule("reference.aside").match(text, end)):
            end = aside.end()
            if told := rule("reference.aside_part").fullmatch(aside[0]):
                parts = (parts or "") + (told["parts"] or "") or None
                scope = f"除{told['but']}外" if told["but"] else None
        if parts is None and (part := rule("reference.part").match(text, end)):
            parts, end = part["parts"], part.end()
        else:
            break
    if parts is not None:
        parts, end = with_annexes(text, parts, end)
        parts = parted(parts)
    if end == mention.end and parts is None and scope == mention.scope:
        return mention
    return replace(mention, end=end, target_clause=parts, scope=scope)


def parted(parts: str) -> str:
    """The parts of a document named together, with 、 between them: 第三条和第五条; a range stays."""
    parts = _OF_ANNEX.sub("中", parts) if parts.startswith("附") else parts
    return _PARTED.sub("、", parts).strip("、") if "至" not in parts else parts


def _with_bare_names(
    text: str, found: list[Mention], known: Mapping[str, Mention]
) -> list[Mention]:
    """Adds short names in use without marks (39号准则)."""
    more = [
        _extended(text, replace(one, start=at, end=at + len(name), again=True, target_clause=None))
        for name, meant in known.items()
        if not name.startswith("《")
        for at in _occurrences(text, name)
        for one in (*meant.others, meant)
    ]
    return _merged(found, more) if more else found


def _occurrences(text: str, name: str) -> list[int]:
    if len(name) == _COMMON:
        return [m.start() for m in rule("reference.plain_name").finditer(text) if m[0] == name]
    places, at = [], text.find(name)
    while at >= 0:
        before = text[max(at - 5, 0) : at]
        named = before.endswith(("简称", "下称", "称为", "简称“", "统称"))
        if not named and not (name[0].isdigit() and before[-1:].isdigit()):
            places.append(at)
        at = text.find(name, at + len(name))
    return places


def _with_again(text: str, found: list[Mention], before: Sequence[Mention]) -> list[Mention]:
    """Adds what 该通知 and 上述文件 take up: the nearest of that genre, all of the last list."""
    if not any(hint in text for hint in _AGAIN_HINTS):
        return found
    more: list[Mention] = []
    named = with_bases(text, found)
    starts = [item.start for item in named]
    for match in rule("reference.again").finditer(text):
        n = bisect_left(starts, match.start())
        earlier = [item for item in named[max(n - _MOST, 0) : n] if item.end <= match.start()]
        candidates = [*before[-_MOST:], *earlier]
        for meant in _taken_up(match, candidates[-_MOST:]):
            sure = min(meant.confidence, rule("reference.again").confidence)
            again = replace(
                meant,
                start=match.start(),
                end=match.end(),
                again=True,
                taken_up=True,
                confidence=sure,
                target_clause=None,
            )
            more.append(_extended(text, again))
    return _merged(found, more) if more else found


def with_bases(text: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions of a paragraph, with those marked that it rests on (根据《A》和《B》，…): 上述文件
    does not take them up."""
    marked: list[Mention] = []
    for item in found:
        last = marked[-1] if marked else None
        on = last is not None and last.basis
        on = on and _JOINED.fullmatch(text, last.end if last else 0, item.start) is not None
        by = on or _BASIS.search(text, max(item.start - _LIST_GAP, 0), item.start)
        marked.append(replace(item, basis=True) if by else item)
    return marked


def _taken_up(match: re.Match[str], candidates: Sequence[Mention]) -> list[Mention]:
    if not candidates:
        return []
    if match["all"]:
        named = [item for item in candidates if not item.basis]
        return _distinct(_last_list(named)) if named else []
    genre = match["old"] or match["genre"]
    if match["old"] or (match[0].startswith("原") and _ENDED.match(match.string, match.end())):
        return [item for item in candidates if item.number and _genre_end(item, genre)][-1:]
    if genre in ("文件", "文"):
        return [item for item in candidates if not _asks(item)][-1:]
    fitting = (item for item in reversed(candidates) if _genre_end(item, genre))
    return list(islice(fitting, 1))


def _last_list(candidates: Sequence[Mention]) -> list[Mention]:
    """The mentions at the end of `candidates` that stand close together."""
    taken = [candidates[-1]]
    for item in reversed(candidates[:-1]):
        if taken[-1].start > item.end + _LIST_GAP:
            break
        taken.append(item)
    return taken[::-1]


def _asks(mention: Mention) -> bool:
    """Whether a document only asks or reports (请示): not what 该文件 in an answer means."""
    title = (mention.title or "").replace("复函", "")
    return title.endswith(("请示", "报告", "申请", "函"))


def _genre_end(mention: Mention, genre: str) -> bool:
    """Whether a title ends with a genre, or is of the circular that issued such a text: 该办法 behind
    《关于印发…办法的通知》."""
    title = mention.title or ""
    if genre not in title:
        return False
    if issued := _ISSUES.search(title):
        return genre == "通知" or _NOTED.sub("", issued["text"]).endswith(genre)
    return _NOTED.sub("", title).endswith(genre)


def _distinct(mentions: Sequence[Mention]) -> list[Mention]:
    return list({mention.target: mention for mention in mentions}.values())


def _merged(found: Sequence[Mention], more: Sequence[Mention]) -> list[Mention]:
    """Both in order, without those of `more` that lie within one of `found`."""
    starts = [item.start for item in found]
    kept = list(found)
    for item in more:
        n = bisect_right(starts, item.start) - 1
        inside = n >= 0 and found[n].end > item.start
        ahead = n + 1 < len(found) and found[n + 1].start < item.end
        if not inside and not ahead:
            kept.append(item)
    return sorted(kept, key=lambda mention: mention.start)
