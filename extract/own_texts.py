"""Texts of their own behind the body: what is carried under a title that differs from the one it was
announced by, attachments that are clauses, texts that nothing announces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .bodies import is_body
from .circular import Issue
from .clause_marks import strict_mark
from .listed import annex_index, annexes, listed_fate
from .marks import is_date_line, is_imprint
from .rulebook import rule
from .zones import Carried

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Severity
    from .document import Block
    from .titles import CarriedTitles
    from .zones import Zones

_LONGEST_LINE, _MOST_LINES, _LONGEST = 48, 4, 120
"""Characters of a line of a heading, its lines, its characters."""
_STOPPED = re.compile("[。；：，、！？]$")
_BRACKETED = re.compile("（[^（）]*）")
_TAIL = re.compile(
    "（(?:试行|暂行|[^（）月]{0,12}(?:修[订改正]|版|稿|草案|节选|摘要)|"
    "[0-9]{4}年?(?:[-—－～至][0-9]{4}年?)?(?:度)?)）"
)
"""What stands behind a title in brackets, on its line or the next one."""
_YEAR = re.compile("[12][0-9]{3}(?:年?[-—－~至][12][0-9]{3})?年?(?:度)?")
_PADDING = re.compile(
    "[《》〈〉“”·—-]|^关于|的(?=[^的]{2,6}$)|实施|管理|暂行|试行|若干|具体|工作|有关"
)
"""Words by which two titles of one text differ."""
_SHORTEST_CORE = 4
_OWNER = re.compile("(?:全|我|本)?[省市县区州盟旗乡镇]|[\u3400-\u9fff]{1,12}[省市县区州盟旗乡镇]")
_NEXT = 2
_KINDS = ("clause.article", "clause.first", "clause.second", "clause.third", "clause.part")
_ASIDE = (
    "closing.annex",
    "closing.attachments",
    "closing.contact",
    "closing.disclosure",
    "closing.note",
    "head.portal",
)
_SPOKEN = 8
"""Characters of a sentence at least."""
_SENTENCE = 24
"""Characters of a sentence that is worth telling of."""
_ITEM = re.compile("^(?:《|关于)[^，。]*。?$")
"""An item that only names a document."""
_FORM = re.compile(
    "(?:[^代]表|表格|单|册|目录|清单|名单|一览|名录|模板|样式|样本|样张|格式|范本|参考文本|示例|票|"
    "[^可证]证|图|卡|函|承诺书|申请书|协议书?|合同书?|责任书|委托书|授权书|保证书|确认书|通知书|"
    "登记书|回执|提纲|须填)(?:（[^（）]*）)?$"
)
"""How the headings of forms, lists and tables end: they order nothing."""
_ABOUT = re.compile(
    "解读|解答|问答|读懂|案例|日程|议程|讲话|致辞|发言|简介|起草说明|"
    "(?:申报|推荐|意向|计划|建议)书|(?:大纲|报告)(?:（[^（）]*）)?$"
)
"""Headings of what explains, tells or asks, and orders nothing either."""
_ORDERS = re.compile(
    "(?:办法|规定|细则|方案|制度|规程|规则|标准|意见|要求|指南|规范|条例|章程|预案|措施|规划|纲要|"
    "准则|守则|流程|要点|安排|计划|分工)(?:（[^（）]*）)?$"
)
"""How the heading of a text ends that orders something, where nothing announces it."""
_BLANKS = re.compile(
    "_{2,}|＿{2,}|(?:签字|签名|签章|盖章|公章)(?:）|：|$)|^年月日$|^[^。；]{1,12}：$|□"
)
_MOST_BLANKS = 2
_LABEL = re.compile("^-?附(?:件|录)?(?P<index>[0-9一二三四五六七八九十]{0,3})(?P<mark>[：:.、]?)")
_ENTRY = re.compile("^-?(?:附(?:件)?[：:]?)?(?P<index>[0-9]{0,2})[.、．：:]?(?=[^0-9.、．：:])")
"""What stands before the title of an attachment in the list."""
_LISTED, _NAMED, _UNTOLD = 0.95, 0.9, 0.8
"""Of a text that is a labelled attachment, is named but for some words, is announced by nothing."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A text that starts, and the block behind its title."""

    text: Carried
    behind: int


def own_text(
    zones: Zones, names: CarriedTitles, here: Carried | None, i: int, mode: str
) -> Opened | None:
    """The text of its own that starts at block `i` behind the body, whose title is not just as
    announced: the text carried, or an attachment with clauses. `here` is the text being read."""
    blocks = zones.blocks
    if mode != "attachments" and (size := _named_at(zones, names, i)):
        return Opened(Carried(blocks[i : i + size], sure=_NAMED), i + size)
    label = labelled(blocks[i - 1]) if i else None
    if mode == "annex" and label and label[1] == len(blocks[i - 1].text):
        return _attached(zones, i, label[0])
    inline = labelled(blocks[i])
    if zones.date and inline and inline[1] < len(blocks[i].text):
        heading = blocks[i].cut(inline[1], len(blocks[i].text))
        if heading_size([heading, *text_of(blocks, i + 1)], 0):
            return Opened(Carried([heading], attachment=inline[0], sure=_LISTED), i + 1)
    if mode == "close" and zones.date and here is None and (size := heading_size(blocks, i)):
        if not _ORDERS.search("".join(block.text for block in blocks[i : i + size])):
            return None
        return Opened(Carried(blocks[i : i + size], sure=_UNTOLD), i + size)
    return None


def _attached(zones: Zones, i: int, index: int) -> Opened | None:
    """The attachment with clauses that starts at block `i`, right behind its label; where it has no
    heading its title is that of the list."""
    blocks = zones.blocks
    if size := heading_size(blocks, i):
        text = Carried(blocks[i : i + size], attachment=index, sure=_LISTED)
        return Opened(text, i + size)
    mark = strict_mark(blocks[i].text)
    if mark is None or mark.count != 1 or not has_clauses(text_of(blocks, i)):
        return None
    title = _listed_title(zones.attachments, index)
    if title is None or _orders_nothing(title.text):
        return None
    return Opened(Carried([title], attachment=index, sure=_NAMED), i)


def _listed_title(listed: Sequence[Block], index: int) -> Block | None:
    """What the list of attachments calls one of them."""
    for block in listed:
        match = _ENTRY.match(block.text)
        if match and (annex_index(match["index"], 0) or len(listed)) == index:
            return block.cut(match.end(), len(block.text.rstrip("。；")))
    return None


def carrier_of(zones: Zones, here: Carried | None, i: int) -> Carried | None:
    """Whose annex starts at block `i`: that of the text being read, unless this is an attachment
    itself."""
    if here is None or here.attachment is None or labelled(zones.blocks[i]) is None:
        return here
    main = [text for text in zones.carried if text.attachment is None]
    return main[-1] if main else None


def _is_held(zones: Zones, name: str) -> bool:
    return any(alike(name, "".join(block.text for block in text.title)) for text in zones.carried)


def alike(name: str, heading: str) -> bool:
    """Whether a heading is the title a text was announced by but for its brackets, words like 实施
    or 暂行, the region or body before it; two years that differ are two texts."""
    years = [set(_YEAR.findall(text)) for text in (name, heading)]
    if all(years) and not years[0] & years[1]:
        return False
    short, long = sorted((_core(name), _core(heading)), key=len)
    if len(short) < _SHORTEST_CORE or not long.endswith(short):
        return False
    owner = long.removesuffix(short)
    return not owner or is_body(owner) or _OWNER.fullmatch(owner) is not None


def _core(title: str) -> str:
    return _PADDING.sub("", _YEAR.sub("", _BRACKETED.sub("", title.strip("《》"))))


def _named_at(zones: Zones, names: CarriedTitles, at: int) -> int:
    """How many blocks from `at` are a heading alike the title of one text that is announced and not
    held yet, with text below; 0 where none stands there, or it is alike several."""
    blocks = zones.blocks
    text, found = "", 0
    for size, block in enumerate(blocks[at : at + _MOST_LINES], start=1):
        if not _is_heading_line(block):
            break
        text += block.text
        same = [name for name in names.names if alike(name, text) and not _is_held(zones, name)]
        if len(same) == 1:
            found = size
    behind = blocks[at + found : at + found + 2 * _MOST_LINES]
    if not found or not any("。" in block.text for block in behind):
        return 0
    return found + tail_size(blocks, at + found)


def tail_size(blocks: Sequence[Block], at: int) -> int:
    """1 where block `at` is the tail of the title above it (（2023—2025年）), else 0."""
    return int(at < len(blocks) and _TAIL.fullmatch(blocks[at].text) is not None)


def heading_size(blocks: Sequence[Block], at: int) -> int:
    """How many blocks from `at` are the heading of a text with clauses; 0 where none starts."""
    size = 0
    for block in blocks[at : at + _MOST_LINES]:
        if not (_is_heading_line(block) or (size and _TAIL.fullmatch(block.text))):
            break
        if _orders_nothing(block.text) or block.text.startswith("序号"):
            return 0
        size += 1
    heading = "".join(block.text for block in blocks[at : at + size])
    if not size or len(heading) > _LONGEST:
        return 0
    below = text_of(blocks, at + size)
    if listed_fate(blocks[at : at + size])[0] or not has_clauses(below):
        return 0
    return size


def _orders_nothing(heading: str) -> bool:
    return _FORM.search(heading) is not None or _ABOUT.search(heading) is not None


def _is_heading_line(block: Block) -> bool:
    text = block.text
    if not text or len(text) > _LONGEST_LINE or _STOPPED.search(text) or block.beside:
        return False
    if strict_mark(text) or is_date_line(block) or is_imprint(block) or block.cell is not None:
        return False
    return not any(rule(name).search(text) for name in _ASIDE)


def text_of(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """The blocks from `at` to the next annex or the imprint."""
    for i in range(at, len(blocks)):
        if rule("closing.annex").search(blocks[i].text) or is_imprint(blocks[i]):
            return blocks[at:i]
    return blocks[at:]


def has_clauses(blocks: Sequence[Block]) -> bool:
    """Whether a text is clauses that say something: numbered from one to two, most of them with a
    sentence, and no form with blanks to be filled in."""
    if sum(_BLANKS.search(block.text) is not None for block in blocks) > _MOST_BLANKS:
        return False
    if listed_fate(blocks)[0]:
        return False
    counts: dict[str, int] = {}
    items: list[bool] = []
    for block in blocks:
        mark = strict_mark(block.text)
        if mark and mark.kind in _KINDS:
            if mark.count == counts.get(mark.kind, 0) + 1:
                counts[mark.kind] = mark.count
            items.append(False)
        says = "。" in block.text and len(block.text) >= _SPOKEN
        text = block.text[mark.end :] if mark else block.text
        if items and says and not _ITEM.match(text):
            items[-1] = True
    counted = any(count >= _NEXT for count in counts.values())
    return counted and sum(items) >= _NEXT and sum(items) * 2 >= len(items)


def labelled(block: Block) -> tuple[int, int] | None:
    """The number of an annex whose label is all or the start of a line (附件2：…), and where its
    title starts; null for any other line."""
    match = _LABEL.match(block.text)
    if match is None or not (match["mark"] or match.end() == len(block.text)):
        return None
    return annex_index(match["index"], 1), match.end()


def unread_issues(zones: Zones) -> tuple[Issue, ...]:
    """A doubt for sentences behind the body that are in no part of the record; rows of lists and
    cells of tables are none."""
    left = [*zones.unplaced, *zones.annex, *(b for text in zones.carried for b in text.annex)]
    told = [
        block
        for block in left
        if block.cell is None
        and "。" in block.text
        and len(block.text) >= _SENTENCE
        and not _ITEM.match(block.text)
        and not rule("list.row_mark").match(block.text)
    ]
    if not told or _are_told(zones.annex) or any(_are_told(t.annex) for t in zones.carried):
        return ()
    severity: Severity = "warning" if has_clauses(left) else "info"
    message = f"text behind the body is in no part of the record: {told[0].text[:20]}…"
    return (Issue("text_unread", severity, None, message),)


def _are_told(blocks: Sequence[Block]) -> bool:
    """Whether annexes list documents with their fate, which the references hold."""
    return any(listed_fate(annex)[0] is not None for _, _, annex in annexes(blocks))
