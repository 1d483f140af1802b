"""Text as portals give it: lost line breaks put back, lines around the text left out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .behind_addressees import addressed_apart, without_columns
from .bodies import is_addressee, is_body
from .dates import parse_date
from .glued import dated, parted, signed
from .listed import heads_list
from .menus import without_foot, without_menus
from .numbers import find_numbers
from .page_labels import address_parted, names_matter, title_end, without_label
from .rulebook import rule
from .run_together import broken
from .titles import is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_LONG = 150
_ORDERS = ("令", "公告", "通告")
_FEW, _MOST = 3, 100
"""Labels beyond which a line without gaps is a table run together, and beyond which it is none."""
_STATUS = re.compile(
    r"(?<=[知定见复告法函则])(?:[\[【](?:现行|已)?(?:有效|失效|废止|被修[改订])[\]】]|[（(]已(?:废止|失效|修改|修订)[）)]|[\[【（(](?:全文|条款|部分(?:条款)?)(?:现行)?(?:有效|废止|失效|修改|修订)[\]】）)]"
    r"|\|[12][09][0-9]{2}(?:年.{0,8})?|字[号体][：:]?[【\[]?(?:大号?|放大).{0,12})$"
)
"""What a page says of a text behind its title: its fate, its year, the size of type."""
_YEARED = re.compile(
    "的(?:通知|批复|复函|函|决定|公告|通告|通报|命令)(?P<year>（[12][09][0-9]{2}年）)$"
)
"""The year that a collection sets behind a title, to tell it from others of its name."""
_ATTRIBUTE = re.compile("[•·]?【[^【】]{2,8}】")
_NOTED = re.compile(
    r"\*?注：本篇?法规.{2,120}?(?:日期：[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日）|》)(?:废止|修改|修订|替代|失效)"
)
"""What a database says of the fate of a text above it."""
_DIGITS = frozenset("0123456789日")
"""What the day in a row of particulars ends with, before the next label."""
_JOINTS = frozenset("-—_")
"""What may stand between a title and its number on one line."""
_TOP = 12
"""Blocks at the top of a text among which its head stands."""
_LOWEST = 30
"""Blocks among which it stands below the menus of a page."""
_MARKS = re.compile(
    r"(?<=[。：；])(?=[一二三四五六七八九十]{1,3}、)|"
    r"(?<=[。：；])(?=（[一二三四五六七八九十]{1,3}）)|"
    r"(?<=。)(?=第[一二三四五六七八九十百]{1,5}[章条])|"
    r"(?<=。)(?=附件[：:])|"
    r"(?<=[）日])(?=附件[0-9]{0,2}(?![0-9：:]))"
)
_HEADED = re.compile(r"^[一二三四五六七八九十]{1,3}、[^。；：]{2,30}(?<!第)(?=（一）)")
_WORD = re.compile(r"\w")
_BARS = re.compile(r"\||.(?=【|（(?:发[文布])?[字文]?号）)")
"""Behind a bar, and before a bracket that opens a label (that before a number is read as （）)."""
_DATE = re.compile(
    r"[12][09][0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日|"
    r"[一二][〇零O九]{1,2}[〇零O一二三四五六七八九]{1,2}年[一二十]{1,2}月[一二三四五六七八九十廿]{1,3}日"
)
_SIGNED = re.compile("(?<=[。》）])[\u3400-\u9fff]{3,40}$")
_GOES_ON = re.compile("[起前后以，至、之]")
_NOTE = re.compile("（[^（）]{2,30}）")
_NAME = 41
_MOST_NUMBERS = 8
"""Numbers on the line of a head; a line of more is a list."""
_SAME = 8
_REACH = 300
"""Characters in which the addressees end."""
_NAMED = re.compile("《([^《》]{4,80})》")
_CHAPTER = re.compile(
    "第[一二三四五六七八九十]{1,3}章[^。；，：第]{1,14}(?=第[一二三四五六七八九十百]{1,4}条)"
)
_LISTED = re.compile(
    "(?:[0-9一二三四五六七八九十]{1,3}[、.．]|（[0-9一二三四五六七八九十]{1,3}）)?《"
)
"""A document named in a list: its number is no number of a head."""
_WIKI = re.compile("^维基文库")
_EDIT = re.compile(r"[\[（〔【]编辑[\]）〕】]$")
_FATED = re.compile("失效|废止|作废|停止执行|全文有效")
_ABOUT = re.compile(r"关于|转发|印发|批转")
_MAY_RUN_ON = re.compile("[〔|【]|日期[：:].{8,12}[\u3400-\u9fff]{2,6}[：:]")


def mend(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with breaks where heads, clauses and closes begin, and without page furniture.

    Only text without layout is cut; what portals print around a text is left out everywhere.
    """
    numbers_page, of_web = rule("page.number_line").fullmatch, rule("web.line").search
    menu = rule("web.menu").search
    parts: list[Block] = []
    listed = False
    for block in without_columns(blocks):
        listed = heads_list(block.text) or (listed and _is_row(block.text))
        if not numbers_page(block.text):
            short = len(block.text) < _LONG and not (block.gaps or _MAY_RUN_ON.search(block.text))
            whole = block.left is not None or short
            if whole or not of_web(block.text):
                lines = [block] if whole else _lines(block, top=len(parts) < _TOP)
                parts += lines if whole or listed else [cut for part in lines for cut in _cut(part)]
    parts = without_foot(_without_wiki(parts))
    parts = [part for part in parts if not (of_web(part.text) or _notes_fate(part.text))]
    parts = [part for part in parts if "|" not in part.text or not menu(part.text)]
    parts = [piece for part in parts for piece in _signed_tail(part)]
    if parts:
        parts = dated([*parts[:-1], *signed(parts[-1], parts[:_TOP])])
    parts = addressed_apart(without_menus(parts))
    end = _end_of_top(parts)
    top = [piece for n, part in enumerate(parts[:end]) for piece in _head(part, first=n == 0)]
    return _join_orders(top + parts[end:])


def _notes_fate(text: str) -> bool:
    """Whether a line is what a page says of the fate of the text it prints."""
    return _FATED.search(text) is not None and rule("web.fate_note").search(text) is not None


def _end_of_top(parts: Sequence[Block]) -> int:
    """Behind which block no head stands: the first sentence below the short lines of a page."""
    sentence = next((n for n, part in enumerate(parts[:_LOWEST]) if "。" in part.text), 0)
    return max(_TOP, sentence + 1)


def _without_wiki(parts: list[Block]) -> list[Block]:
    """The blocks of a page of a free library without the box that names the texts before and behind
    (…令第199号, …令第201号), and without the marks of its headings: [编辑]."""
    top = next((n for n, part in enumerate(parts[:_TOP]) if _WIKI.search(part.text)), None)
    if top is None:
        return parts
    ends = (n for n, part in enumerate(parts[:_TOP]) if n > top and _EDIT.search(part.text))
    end = next(ends, None)
    if end is not None and not any("。" in part.text for part in parts[top:end]):
        parts = [*parts[:top], *parts[end:]]
    cut = ((part, _EDIT.search(part.text)) for part in parts)
    return [part.cut(0, mark.start()) if mark and mark.start() else part for part, mark in cut]


def _is_row(text: str) -> bool:
    """Whether a line below such a heading is a document with its number, which is no head's, or where
    one starts that is wrapped."""
    if len(text) >= _LONG or text.endswith("："):
        return False
    marked = rule("list.row_mark").match(text) is not None
    if "〔" not in text:
        return marked and "关于" in text and not text.endswith("。")
    return marked or not text.endswith("。")


def _lines(block: Block, *, top: bool) -> list[Block]:
    """The lines that were run together in one; `top`: it may be a head."""
    lines = broken(block)
    head = top and len(lines) == 1 and not _ATTRIBUTE.search(block.text)
    return parted(block) if head else lines


def _head(block: Block, *, first: bool = False, numbers: int = 0) -> list[Block]:
    """A number or an addressee at the top of a text, cut from what runs on behind it; `first`: the
    block is the uppermost; `numbers` stood before it on its line."""
    if block.left is not None:
        return [block]
    block = without_label(block, first=first)
    text = block.text
    if (status := _STATUS.search(text)) and status.start() > _SAME:
        return _head(block.cut(0, status.start()))
    if yeared := _YEARED.search(text):
        return _head(block.cut(0, yeared.start("year")))
    if "号" in text and numbers < _MOST_NUMBERS:
        parts = _aside(block) or _numbered(block, text, first=first, numbers=numbers)
        if parts:
            return parts
    region = rule("title.region_label").match(text)
    if region and is_title(text[region.end() :]):
        return block.parted([region.end()])
    for gap in sorted(block.gaps):
        numbered = rule("title.number_suffix").match(text[:gap])
        if is_addressee(text[gap:]) and (numbered or is_title(text[:gap])):
            return [*_cut(block.cut(0, gap)), block.cut(gap, len(text))]
    colon = text.find("：") + 1
    runs_on = rule("head.address_run_on").match(text)
    inner = 0 < colon < len(text) and bool(colon in block.gaps or runs_on)
    if inner and not rule("head.portal").search(text) and is_addressee(text[:colon]):
        return [block.cut(0, colon), block.cut(colon, len(text))]
    return address_parted(block)


def _signed_tail(block: Block) -> list[Block]:
    """Signature and date cut from the sentence that they follow on its line, behind white space."""
    if block.left is not None or len(block.gaps) < len(("signature", "date")):
        return [block]
    *_, name, day = sorted(block.gaps)
    text = block.text
    dated = is_body(text[name:day]) and parse_date(text[day:])
    return block.parted([name, day]) if dated and text[name - 1] in "。）" else [block]


def _numbered(block: Block, text: str, *, first: bool = False, numbers: int = 0) -> list[Block]:
    """A number cut from what runs on behind it; nothing where there is none. `first`: the block is
    the uppermost, no row of a list of documents."""
    if dated := rule("number.dated_aside").fullmatch(text):
        names = ("number", "date") if dated["number"] else ("count", "day")
        return [block.cut(*dated.span(name)) for name in names]
    if titled := rule("number.before_title").fullmatch(text):
        return [block.cut(*titled.span("number")), block.cut(*titled.span("title"))]
    if labelled := rule("number.before_label").match(text):
        if labelled["day"]:  # what stands behind it is a portal's: a status, a region
            return [block.cut(*labelled.span(name)) for name in ("number", "day")]
        if labelled["site"]:
            return [block.cut(*labelled.span("number"))]
        return block.parted([labelled.end("number")])
    if leading := rule("number.dated_leading").match(text):
        head = [block.cut(*leading.span(name)) for name in ("number", "date")]
        return [*head, *_head(block.cut(leading.end(), len(text)), numbers=numbers + 1)]
    leading = rule("number.day_leading").match(text)
    if leading and is_addressee(leading["names"]):
        return block.parted([leading.end(name) for name in ("day", "number", "names")])
    number = rule("number.leading").match(text)
    if number is None:
        return []
    return _led(block, text, number.group(), first=first, numbers=numbers)


def _led(block: Block, text: str, number: str, *, first: bool, numbers: int) -> list[Block]:
    """A number and what runs on behind it: a title in marks, the addressees."""
    end = len(number)
    if _NAMED.fullmatch(text, end) or (first and names_matter(text[end:])):
        return [block.cut(0, end), block.cut(end, len(text))]
    addressed = rule("number.leading_address").match(text) and _stands_first(number)
    if end in block.gaps or addressed:
        behind = block.cut(end, len(text))
        return [block.cut(0, end), *_head(behind, numbers=numbers + 1)]
    return []


def _stands_first(number: str) -> bool:
    """Whether nothing runs into the number from before: no 根据 is the start of 根据云水〔1981〕12号."""
    found = find_numbers(number.lstrip("（"))
    return bool(found) and found[0].start == 0


def _aside(block: Block) -> list[Block]:
    """Number and day in one bracket cut from the text behind them; nothing where there are none."""
    text = block.text
    end = text.find("）") + 1 if text[0] == "（" else 0
    if end not in block.gaps or not rule("number.dated_aside").fullmatch(text, 0, end):
        return []
    return [*_numbered(block.cut(0, end), text[:end]), block.cut(end, len(text))]


def _cut(block: Block) -> list[Block]:
    if "文章属性" in block.text and (cuts := _attributes(block.text)):
        return [piece for part in block.parted(cuts) for piece in _cut(part)]
    if len(block.text) >= _LONG:
        if head := rule("head.run_on").match(block.text):
            cuts = [*sorted({0, head.start("number"), head.end()}), len(block.text)]
            parts = [block.cut(a, b) for a, b in pairwise(cuts)]
            return [*parts[:-1], *_titled(parts[-1])]
        if len(parts := _titled(block)) > 1:
            return parts
    if "〔" not in block.text or _LISTED.match(block.text):
        return _labels(block)
    for name in ("title.run_on", "title.number_suffix"):
        match = rule(name).search(block.text)
        if match is None:
            continue
        if len(block.text) >= _LONG:
            return _unroll(block, match["title"], match.end("number"), match.end("title"))
        cuts = sorted({0, match.end("title"), *match.span("number"), len(block.text)})
        if name == "title.number_suffix":
            cuts = [0, match.end("title"), len(block.text)]
        pieces = [block.cut(a, b) for a, b in pairwise(cuts) if a < b]
        return [piece for piece in pieces if piece.text not in _JOINTS]
    return _labels(block)


def _attributes(text: str) -> list[int]:
    """Where the particulars of a law database that were copied into one line with title and text
    start and end: …的通知文章属性•【制定机关】…•【主题分类】…正文…."""
    start = text.find("文章属性")
    marks = [match.start() for match in _ATTRIBUTE.finditer(text, start)]
    end = text.find("正文", marks[-1]) if marks else -1
    note = _NOTED.match(text, end + 2) if end > 0 else None
    cuts = [start, *marks, *([end, end + 2] if end > 0 else []), *([note.end()] if note else [])]
    return [at for at in dict.fromkeys(cuts) if 0 < at < len(text)]


def _labels(block: Block) -> list[Block]:
    """A line of several portal labels (发文机关：… 成文日期：…), cut before each."""
    if not rule("head.portal").match(block.text):
        return [block]
    label = rule("head.portal_label").match
    places = block.gaps | {match.end() for match in _BARS.finditer(block.text)}
    inner = [match.start() for match in rule("head.portal_inner").finditer(block.text)]
    dated = {at for at in inner if at and block.text[at - 1] in _DIGITS}
    places |= set(inner) if len(inner) > _FEW else dated
    first = _WORD.search(block.text)
    starts = [at for at in sorted(places) if first and at > first.start() and label(block.text, at)]
    if not starts or len(starts) > _MOST:
        return [block]
    return block.parted(starts)


def _join_orders(blocks: Sequence[Block]) -> list[Block]:
    """An order's number on one line, where name and count were set apart: …人民政府令 / 第227号,
    …厅 / 公告 / 2021年第5号."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else block
        if not (
            joined
            and before.text.endswith(_ORDERS)
            and not _ABOUT.search(before.text)
            and rule("number.order_alone").fullmatch(block.text)
        ):
            joined.append(block)
            continue
        if before.text in _ORDERS and len(joined) > 1 and is_body(joined[-2].text):
            joined[-2:] = [_joined(joined[-2], before)]
        joined[-1] = _joined(joined[-1], block)
    return joined


def _joined(first: Block, second: Block) -> Block:
    gaps = first.gaps | {gap + len(first.text) for gap in second.gaps}
    return replace(
        first,
        text=first.text + second.text,
        offsets=(*first.offsets, *second.offsets),
        gaps=frozenset(gaps),
        lines=first.lines + second.lines,
    )


def _titled(block: Block) -> list[Block]:
    """The parts of a line that starts with a title and runs on."""
    end = title_end(block.text)
    return _unroll(block, block.text[:end], end) if end else [block]


def _unroll(block: Block, title: str, end: int, *further: int) -> list[Block]:
    """Text in one line: title, number, addressee, clauses and close told apart."""
    text = block.text
    cuts = {0, end, *further, len(text)}
    colon = text.find("：", end, end + _REACH)
    if colon > 0:
        cuts.add(colon + 1)
    cuts |= {match.start() for match in _MARKS.finditer(text, end)}
    cuts |= _carried(text, title, end)
    cuts |= _headings(text, sorted(cuts))
    cuts |= _close(text, title, end)
    return [block.cut(a, b) for a, b in pairwise(sorted(cuts)) if a < b]


def _carried(text: str, title: str, end: int) -> set[int]:
    """Around the title of the text that is carried, behind the date, and around its chapters."""
    cuts = {at for match in _CHAPTER.finditer(text, end) for at in match.span()}
    for name in _NAMED.findall(title):
        for date in _DATE.finditer(text, end):
            if text.startswith(name, date.end()):
                cuts |= {date.end(), date.end() + len(name)}
    return cuts


def _headings(text: str, cuts: Sequence[int]) -> set[int]:
    """Behind a heading that runs into its first subclause: 一、总体要求（一）…"""
    found = set()
    for a, b in pairwise(cuts):
        if match := _HEADED.search(text[a:b]):
            found.add(a + match.end())
    return found


def _close(text: str, title: str, end: int) -> set[int]:
    """Around signature, date and note: the issuer the title starts with, right before a date, or
    a name or a date that stands behind the end of a sentence."""
    about = _ABOUT.search(title)
    issuer = title[: about.start()] if about else ""
    cuts: set[int] = set()
    for match in _DATE.finditer(text, end):
        name = _SIGNED.search(text, max(match.start() - _NAME, 0), match.start())
        if issuer and text.endswith(issuer, end, match.start()):
            cuts.add(match.start() - len(issuer))
        elif name and is_body(name[0]):
            cuts.add(name.start())
        elif text[match.start() - 1] not in "。》" or _GOES_ON.match(text, match.end()):
            continue
        cuts |= {match.start(), match.end()}
        if note := _NOTE.match(text, match.end()):
            cuts.add(note.end())
    return cuts
