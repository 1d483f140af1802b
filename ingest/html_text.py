"""What a web page says: its elements as paragraphs and tables, menus and footers left out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from .flow import FlowCell, FlowTable, Paragraph
from .html_main import FILE, NEVER, document_of, is_aside, weigh

if TYPE_CHECKING:
    from .flow import Item

DEEPEST = 200
_BLOCK = frozenset(
    {"p", "div", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3",
     "h4", "h5", "h6", "pre", "blockquote", "center", "address", "figure", "figcaption", "hr",
     "header", "footer", "form", "fieldset", "body", "td", "th", "tr", "tbody", "thead", "caption",
     "html", "details", "summary"}
)  # fmt: skip
_RED = re.compile(
    r"(?:^|;|\s)color\s*:\s*(?:red|#f00\b|#[c-f][0-9a-f]0[0-9a-f]0[0-9a-f]|rgb\(\s*2\d\d\s*,\s*\d{1,2}\s*,\s*\d{1,2})",
    re.IGNORECASE,
)
_CJK_BREAK = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t\r\n\f]+(?=[\u2e80-\u9fff\uff00-\uffef])"
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LABEL = (
    "索引号|索取号|信息索引号|发文字号|文号|文件编号|发文文号|发布机构|发文机关|发文机构|发文单位|发布单位|制定机关|公开责任部门|"
    "信息来源|成文日期|成文时间|发文日期|发文时间|生成日期|发布日期|发布时间|公布日期|公开日期|标题|名称|文件名称|信息名称|公文名称|"
    "主题分类|主题词|主题|有效性|时效性|有效状态|效力状态|体裁分类|公文种类|组配分类|分类|公开方式|公开范围|公开时限|"
    "信息分类|是否有效|文件类型|统一编号|统一登记编号|规范性文件统一编号|规范性文件编号|登记号|备案号|实施日期|生效日期|废止日期|失效日期|关键词|内容概述"
)
_PARTICULAR = re.compile(rf"^[\[【·•\s]*({_LABEL})[\]】\s]*[：:]?\s*")
_FURNITURE = re.compile(
    r"[\[【（]?(?:您?(?:现在|当前)?(?:所在)?的?位置\s*[：:>]|分享(?:到|至)?\s*[：:]|字(?:体|号)\s*[：:]|打印|关闭|扫一扫|浏览次数|"
    r"【?(?:大|中|小)|返回|上一[篇条]|下一[篇条]|责任编辑|微信扫)[^。；]*"
)
"""Lines that portals put around a document, where they put them into it."""
_LONGEST_FURNITURE = 60
_DAY = re.compile(
    r"(?:发布|公布)(?:时间|日期)\s*[：:]\s*(?P<day>\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?)"
)
_LEAST = 3
"""Particulars from which they are a portal's table."""
_HEAD, _LONGEST_VALUE = 60, 120
"""Paragraphs among which particulars are looked for, and characters that one of them has."""


def read_body(root: Any) -> tuple[list[Item], list[str]]:
    """The document of a web page, its particulars first; codes of what was noted."""
    body = next(iter(root.iter("body")), root)
    weights = weigh(body)
    main = document_of(body, weights)
    walk = _Walk()
    inside = _with_particulars(walk.items(main))
    particulars = _particulars(body, main, inside)
    items: list[Item] = [Paragraph(text) for text in particulars]
    items += _title(root, body, main, inside, particulars)
    return _dated([*items, *inside]), walk.notes


# particulars and title


def _particulars(body: Any, main: Any, inside: list[Item]) -> list[str]:
    """The table of particulars, where it stands outside the document: label and value a line."""
    if _count(_texts(inside)) >= _LEAST:
        return []  # it stands in the document itself
    best: list[str] = []
    within = set(main.iter())
    for element in body.iter("table", "ul", "ol", "dl", "div", "section"):
        if element in within or element is body or any(part is main for part in element.iter()):
            continue
        if len("".join(element.itertext())) > 4000:
            continue
        found = labelled(_texts(_Walk(keep=True).items(element)))
        if len(found) > len(best):
            best = found
    return best if len(best) >= _LEAST else []


def _with_particulars(items: list[Item]) -> list[Item]:
    """The items, with the particulars at their beginning a line each."""
    head = []
    for item in items[:_HEAD]:
        if not isinstance(item, Paragraph) or len(item.text) > _LONGEST_VALUE:
            break
        head.append(item.text)
    first = next((n for n, text in enumerate(head) if _PARTICULAR.match(_tight(text))), len(head))
    end, open_label = first, False
    while end < len(head):
        text = _tight(head[end])
        match = _PARTICULAR.match(text)
        if match is None and not open_label and text:
            break
        open_label = match is not None and match.end() == len(text)
        end += 1
    found = labelled(head[first:end])
    if len(found) < _LEAST:
        return items
    return [*items[:first], *(Paragraph(text) for text in found), *items[end:]]


def _dated(items: list[Item]) -> list[Item]:
    """The day that stands under a portal's title (发布时间 … 来源 … 浏览次数) among its particulars."""
    labels = 0
    while labels < len(items) and _is_particular(items[labels]):
        labels += 1
    if labels < _LEAST or any(_said_day(item) for item in items[:labels]):
        return items
    for at, item in enumerate(items[labels : labels + 8], start=labels):
        day = _said_day(item)
        if day and len(day.string) <= _LONGEST_VALUE:
            stated = Paragraph(f"发布日期：{day['day']}")
            return [*items[:labels], stated, *items[labels:at], *items[at + 1 :]]
    return items


def _is_particular(item: Item) -> bool:
    return isinstance(item, Paragraph) and _PARTICULAR.match(item.text) is not None


def _said_day(item: Item) -> re.Match[str] | None:
    return _DAY.match(item.text.strip()) if isinstance(item, Paragraph) else None


def _texts(items: list[Item]) -> list[str]:
    found: list[str] = []
    for item in items:
        if isinstance(item, Paragraph):
            found += item.text.split("\n")
        else:
            found += [text for row in item.rows for cell in row for text in _texts(cell.content)]
    return found


def _count(texts: list[str]) -> int:
    labels = {match[1] for text in texts[:60] if (match := _PARTICULAR.match(_tight(text)))}
    return len(labels)


def _tight(text: str) -> str:
    """A text without the spaces that spread a label: 索 引 号."""
    head, colon, rest = text.strip().partition("：")
    return "".join(head.split()) + colon + rest.strip() if len(head) < 24 else text.strip()


def labelled(texts: list[str]) -> list[str]:
    """Labels with their values as lines: 发文字号：…; labels without value are left out."""
    found: dict[str, str] = {}
    label: str | None = None
    for text in (_tight(text) for text in texts if text.strip()):
        match = _PARTICULAR.match(text)
        whole = match is not None and (
            match.end() == len(text) or text[match.end() - 1] in "：:" or "：" in match[0]
        )
        if match and whole:
            label = match[1]
            if value := text[match.end() :].strip():
                found.setdefault(label, value)
                label = None
        elif label:
            found.setdefault(label, text)
            label = None
    return [f"{name}：{value}" for name, value in found.items()]


def _title(
    root: Any, body: Any, main: Any, inside: list[Item], particulars: list[str]
) -> list[Item]:
    """The title above the document, where neither it nor the particulars have one."""
    said = "".join("".join(text.split()) for text in _texts(inside)[:40])
    if any(line.startswith(("标题：", "名称：")) for line in particulars):
        return []
    named = [
        meta.get("content") or ""
        for meta in root.iter("meta")
        if (meta.get("name") or "").lower() == "articletitle"
    ]
    within = set(main.iter())
    named += ["".join(head.itertext()) for head in body.iter("h1", "h2") if head not in within]
    for text in named:
        title = "".join(text.split())
        if 6 <= len(title) <= 150 and title not in said:
            return [Paragraph(title)]
    return []


# elements to paragraphs


class _Walk:
    """Goes through elements in order; `keep`: what names itself a menu is looked at too."""

    def __init__(self, *, keep: bool = False) -> None:
        self._keep = keep
        self._noted: dict[str, None] = {}

    @property
    def notes(self) -> list[str]:
        """Codes: `attachment_links`, `pictures`."""
        return list(self._noted)

    def items(self, element: Any) -> list[Item]:
        """The paragraphs and tables of an element."""
        flow = _Flow()
        self._enter(element, flow, 0)
        flow.end()
        return _trimmed([item for item in flow.items if not _is_furniture(item)])

    def _enter(self, element: Any, flow: _Flow, depth: int) -> None:
        flow.say(element.text, element)
        for child in element:
            if isinstance(child.tag, str) and depth < DEEPEST:
                self._child(child, flow, depth)
            flow.say(child.tail, element)

    def _child(self, child: Any, flow: _Flow, depth: int) -> None:
        tag = child.tag
        if tag == "br":
            flow.feed()
        elif tag in NEVER or (not self._keep and is_aside(child)):
            return
        elif tag == "table":
            flow.end()
            table = self._table(child, depth + 1)
            flow.items += (
                [Paragraph(text) for text in pairs] if (pairs := _pairs(table)) else [table]
            )
        elif tag == "img":
            self._noted["pictures"] = None
        else:
            if tag == "a" and FILE.search(child.get("href") or ""):
                self._noted["attachment_links"] = None
            if tag in _BLOCK:
                flow.end()
            self._enter(child, flow, depth + 1)
            if tag in _BLOCK:
                flow.end(blank=tag == "p")

    def _table(self, element: Any, depth: int) -> FlowTable:
        table = FlowTable()
        for row in _rows(element):
            cells = []
            for cell in row:
                if cell.tag in ("td", "th"):
                    flow = _Flow()
                    if depth < DEEPEST:
                        self._enter(cell, flow, depth + 1)
                    flow.end()
                    spans = _span(cell, "rowspan"), _span(cell, "colspan")
                    cells.append(FlowCell(*spans, [i for i in flow.items if not _is_blank(i)]))
            if cells:
                table.rows.append(cells)
        return table


class _Flow:
    """Paragraphs as they come."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._text: list[str] = []
        self._red: Counter[bool] = Counter()

    def say(self, text: str | None, element: Any) -> None:
        if text:
            self._text.append(text)
            solid = len(text.strip())
            if solid:
                self._red[_is_red(element)] += solid

    def feed(self) -> None:
        """A line break: the next line stands by itself."""
        self._text.append("\v")

    def end(self, *, blank: bool = False) -> None:
        """Close a paragraph; one without text stays, as an empty line, where it was one (`blank`)."""
        text = _CJK_BREAK.sub("", "".join(self._text))
        rows = [
            _SPACE.sub(" ", row).replace("\u200b", "").replace("\xa0", " ")
            for row in text.split("\v")
        ]
        colour = "red" if self._red[True] > self._red[False] else "black"
        if any(row.strip() for row in rows):
            self.items.append(Paragraph("\n".join(row.strip(" ") for row in rows), colour=colour))  # type: ignore[arg-type]
        elif blank and self._text:
            self.items.append(Paragraph(""))
        self._text, self._red = [], Counter()


def _is_red(element: Any) -> bool:
    for _ in range(4):
        if element is None or not isinstance(element.tag, str):
            return False
        stated = element.get("color") or ""
        if stated.lower() in ("red", "#ff0000", "#f00") or _RED.search(element.get("style") or ""):
            return True
        element = element.getparent()
    return False


def _rows(table: Any) -> list[Any]:
    """The rows of a table, not those of tables in it."""
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in child if row.tag == "tr"]
    return rows


def _span(cell: Any, name: str) -> int:
    stated = (cell.get(name) or "").strip()
    return max(1, min(int(stated), 1000)) if stated.isdecimal() else 1


def _pairs(table: FlowTable) -> list[str]:
    """The particulars in a table of labels and values; none where it is another table."""
    texts = [
        " ".join(t for t in _texts(cell.content) if t.strip()) for row in table.rows for cell in row
    ]
    found = labelled(texts)
    filled = sum(bool(text.strip()) for text in texts)
    return found if len(found) >= _LEAST and 2 * len(found) >= 0.6 * filled else []


def _is_furniture(item: Item) -> bool:
    if not isinstance(item, Paragraph) or len(item.text) > _LONGEST_FURNITURE:
        return False
    return _FURNITURE.fullmatch(item.text.strip()) is not None


def _is_blank(item: Item) -> bool:
    return isinstance(item, Paragraph) and not item.text.strip()


def _trimmed(items: list[Item]) -> list[Item]:
    """Without empty lines at both ends."""
    first = next((n for n, item in enumerate(items) if not _is_blank(item)), len(items))
    last = next((n for n in range(len(items), first, -1) if not _is_blank(items[n - 1])), first)
    return items[first:last]
