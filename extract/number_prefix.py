"""Where the prefix (机关代字) of a document number begins in running text.

A pattern takes the Chinese characters before 〔2020〕5号; what of them is running text
(补贴政策按照黑财规审〔), a body (省财政厅鄂财综发〔) or a date is cut off here.
"""

from __future__ import annotations

import re
from functools import cache

from ..ingest.values import dataclass
from .names import behind_central
from .rulebook import rule, words

_DATE_END = re.compile(
    r"(?P<month>[\u3400-\u9fff〇]{0,8}[0-9一二三四五六七八九十]月)?"
    r"[一二三四五六七八九十]{0,3}[年月日](?=.{2})"
)
_NAMED_FIRST = re.compile(
    r"原?(?=(?P<name>..))(?:.{2,8})(?:委|部|局|厅|署|办|院)(?=(?P=name).)|"
    r"原?(?P<one>.).{1,5}(?:部|厅|局)(?=(?P=one).{0,3}[字发函]$)"
)
"""A body whose short name of two characters, or of one before 字, 发, 函, the prefix repeats."""
_BEFORE_REGION = re.compile(
    r"[经原和及将对该此如因从自据旧](?=[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕闽黔粤川琼国中].)"
)
"""新, 青, 吉, 宁 and 藏 are left out: they open names of other places too."""
_OPENS = re.compile(
    r"文?件?[至到](?=.{2})|(?:除|凡|把|被|须|请)(?=.{2})|"
    r"原发(?!改)(?=.{2})|(?:如|自(?!然|治)|对(?!外)|因|据(?!.{0,2}统))(?=.{3})|"
    r"[将对该此如因自从旧](?=财税|财会|财综|税总|国[发办税]|人社部|发改|银[发监保]|证监|保监)"
)
"""What opens a sentence before a number and no prefix (除岭政发〔); 将 and the like open prefixes of
a county too, and go only before those of central bodies."""
_ARTICLE = re.compile("第[一二三四五六七八九十百〇零]{1,5}[条款项章节](?=..)")
"""The mark of the article that a number opens: 第二条　云财〔2001〕3号同时作废."""
_ON_ORDER = re.compile("对(?!外).{3}")
"""对 before the body of an order or announcement that a sentence opens with: 对税委会公告〔2019〕4号附件2."""
_ADDRESSED = re.compile(
    r"(?:[你我](?:自治区|总局|总署|总公司|办公[室厅]|省|市|区|县|州|院|厅|局|委|部|行|司|署|处|会|社|办|队|校|公司)|"
    r"贵(?:省|院|厅|局|部|行|司|署|处|公司)|你(?=[省市县区州]?[政府委]))(?![政府委][^〔]{0,2}$)(?=..)"
)
"""Whom the text speaks to or speaks as, before a number: 你厅云财〔. Before 政发 and the like 市 may
be of the prefix: there only 你 is cut off."""
_FORMER = re.compile("原.{2,}[字发办函]$")
"""原 before a number that opens a sentence: 。原新价房字〔1997〕33号; short ones may be of a place (原政发)."""
_CLOSED = frozenset("》）号”、，；")
"""Behind these a sentence goes on: 《…》和粤财〔, 5号及粤财〔."""
_WAS = "原"
"""The first word of a bracket that names what a document was: （原云财〔2019〕3号）."""
_OFFICE = re.compile("[部委署局行院会厅团联社]")
"""How the names of bodies end."""
_OF_PREFIX = frozenset("联发函办规电令字督党公通")
"""What goes on behind a body's short name in a prefix, and opens none."""
_LEAST, _LONGEST_BODY, _SHORT_BODY = 2, 24, 4
_HAN = re.compile(r"[\u3400-\u9fff〇]")
LONGEST_PREFIX = 9
"""Characters beyond which a prefix holds something that is none (the longest known: 内工信消工字)."""
_LONG_SURE = 0.7


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefix and where it starts; `other` is a second reading that fits too."""

    text: str
    start: int
    sure: float = 1.0
    other: str | None = None


def trim(text: str, start: int, prefix: str, *, order: bool = False) -> Prefix:
    """The prefix of a number without the running text before it.

    `prefix` stands at `start` of `text`; `order`: it names an order (国务院令), with a body's full
    name, in which words like 和 are at home.
    """
    body = 0 if order else _behind_body(text, start, prefix)
    cut = max(_behind_date(text, start, prefix), _behind_article(prefix), body)
    kept = _shielded(prefix)
    for word in words("before_number") if _before_number().search(kept) else ():
        at = kept.rfind(word)
        if at >= 0 and at + len(word) < len(prefix) - (0 if order else 1):
            cut = max(cut, at + len(word))
    for match in _ADDRESSED.finditer(prefix, cut) if not order else ():
        cut = match.end()
    opens = () if order else (_opens_number(), _OPENS)
    for opened in filter(None, (pattern.match(prefix, cut) for pattern in opens)):
        cut = max(cut, opened.end())
    if order and cut == 0 and _ON_ORDER.match(prefix):
        cut = 1
    if not order and cut == 0 and text[start - 1 : start] == "。" and _FORMER.match(prefix):
        cut = 1
    before = text[max(start - 1, 0) : start]
    free = cut > 0 or before in _CLOSED or (before == "（" and prefix.startswith(_WAS))
    other = None
    cut += _named_first(prefix[cut:]) or _before_region(prefix[cut:])
    if free and start + cut and (more := _joined(kept[cut:])):
        other, cut = prefix[cut:], cut + more
    while not order and (office := rule("number.office_before").match(prefix, cut)):
        cut = office.end()
    rest = prefix[cut:]
    sure = 1.0
    if not order and cut == 0 and (len(rest) > LONGEST_PREFIX or _goes_on(text, start)):
        sure = _LONG_SURE
    return Prefix(rest, start + cut, sure, other)


def _behind_body(text: str, start: int, prefix: str) -> int:
    """Where a central body's name ends that stands before its number (中国人民银行银发〔), or before
    that of several (财政部、税务总局财税〔); its short name may open a prefix itself (工信部联企业〔)."""
    if not _OFFICE.search(prefix, 0, max(len(prefix) - _LEAST, 0)):
        return 0
    first, last = behind_central(text, max(start - _LONGEST_BODY, 0), start + len(prefix) - _LEAST)
    name, cut = text[first:last], last - start
    end = start + len(prefix)
    of_prefix = cut > 0 and prefix[cut] in _OF_PREFIX and prefix[cut] not in name
    if cut <= 0 or of_prefix or behind_central(text, last, end)[1] == end:
        return 0
    own = len(name) > _SHORT_BODY or prefix[cut] in name or text[max(first - 1, 0)] == "、"
    return cut if own else 0


def _behind_article(prefix: str) -> int:
    """Where the mark of an article ends that a prefix starts with; 0 where there is none."""
    article = _ARTICLE.match(prefix) if prefix.startswith("第") else None
    return article.end() if article else 0


def _named_first(rest: str) -> int:
    """How many characters name the body whose short name the prefix repeats
    (国经贸委国经贸资, 劳动部劳力字)."""
    match = _NAMED_FIRST.match(rest)
    return match.end() if match else 0


def _before_region(rest: str) -> int:
    """1 where 经, 原 or 和 stands before the short name of a province or of the state (经粤府)."""
    return 1 if _BEFORE_REGION.match(rest) else 0


def _joined(rest: str) -> int:
    """How many characters of 和, 及, 原 … stand before the prefix proper."""
    match = _joiners().match(rest)
    return match.end() if match and len(rest) - match.end() >= 2 else 0


@cache
def _joiners() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words("joins_number")))


@cache
def _opens_number() -> re.Pattern[str]:
    return re.compile(
        f"(?:{'|'.join(sorted(words('opens_number'), key=len, reverse=True))})(?=.{{2}})"
    )


@cache
def _before_number() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words("before_number")))


@cache
def _shields() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words("inside_number")))


def _shielded(prefix: str) -> str:
    """The prefix with names that hold such words (共和国, 经信, 对外经贸) made opaque."""
    return _shields().sub(lambda match: "□" * len(match[0]), prefix)


def _goes_on(text: str, start: int) -> bool:
    """Whether the characters before a prefix run on: it was cut at its greatest length."""
    return start > 0 and _HAN.match(text[start - 1]) is not None and text[start - 1] not in _CLOSED


def _behind_date(text: str, start: int, prefix: str) -> int:
    """How much of a prefix is the end of a date: 2001年2月5日证监发, 二月五日证监发."""
    date = _DATE_END.match(prefix)
    if date and (date["month"] or text[max(start - 1, 0) : start].isdigit()):
        return date.end()
    return 0
