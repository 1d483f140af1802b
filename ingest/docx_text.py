"""The text of a DOCX: runs to paragraphs, lists to numbers, rows to tables."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from .flow import FlowCell, FlowTable, Paragraph
from .markup import child, children, descendants, local
from .numbering import value_of

if TYPE_CHECKING:
    from .flow import Item
    from .numbering import Numbering
    from .page import Colour

DEEPEST = 60
_WRAPPED = frozenset(
    {"ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir",
     "bdo", "ruby", "rubyBase", "oMath", "oMathPara", "e", "num", "den", "sub", "sup"}
)  # fmt: skip
_DROPPED = frozenset({"del", "moveFrom"})
_PAGE_NUMBER = re.compile(r"[\s\d\-—–－第页共/·]*")
_TOC = re.compile(r"toc\s*\d|目录\s*\d", re.IGNORECASE)
_LEADER = "……"


class Reader:
    """Reads a document from its beginning to its end; `notes` gathers what was odd."""

    def __init__(self, numbering: Numbering, styles: Any | None, footnotes: dict[str, Any]) -> None:
        self._numbering, self._footnotes = numbering, footnotes
        self._styles = {
            value_of(style, "styleId") or "": style
            for style in (() if styles is None else children(styles, "style"))
        }
        self._noted: dict[str, None] = {}

    @property
    def notes(self) -> list[str]:
        """Codes of what was odd: `insertions_taken`, `deletions_left_out`, `pictures`."""
        return list(self._noted)

    def blocks(self, element: Any, depth: int = 0) -> list[Item]:
        """The paragraphs and tables in a body, a cell or a text box."""
        items: list[Item] = []
        for item in element if depth < DEEPEST else ():
            name = local(item)
            if name == "p":
                items += self._paragraph(item, depth)
            elif name == "tbl":
                items.append(self._table(item, depth))
            elif name in _DROPPED:
                self._noted["deletions_left_out"] = None
            elif name in _WRAPPED:
                if name in ("ins", "moveTo"):
                    self._noted["insertions_taken"] = None
                items += self.blocks(item, depth + 1)
        return items

    def margin(self, element: Any) -> list[Paragraph]:
        """The paragraphs of a header or footer that say more than a page number."""
        return [
            Paragraph(paragraph.text, "running_head", paragraph.colour)
            for item in self.blocks(element)
            for paragraph in _flat(item)
            if not _PAGE_NUMBER.fullmatch(paragraph.text)
        ]

    # paragraphs

    def _paragraph(self, element: Any, depth: int) -> list[Item]:
        """The paragraph, what its text boxes say before it, its footnotes behind it."""
        run = _Run(self._is_contents(element))
        self._gather(element, run, depth)
        mark = self._mark(element)
        text = "".join(run.text)
        if mark and text.strip():
            apart = "　" if mark[-1].isalnum() and not mark.isascii() else ""
            text = f"{mark}{apart}{text.lstrip()}"
        items: list[Item] = [item for box in run.boxes for item in self.blocks(box, depth + 1)]
        items.append(Paragraph(text, colour=run.colour))
        for note in run.notes:
            said = "".join(
                part.text for item in self.blocks(note, depth + 1) for part in _flat(item)
            )
            if said.strip():
                items.append(Paragraph(f"［注］{said.strip()}"))
        return items

    def _gather(self, element: Any, run: _Run, depth: int) -> None:
        """The text in a paragraph or what it holds, in order."""
        if depth > DEEPEST:
            return
        for item in element:
            name = local(item)
            if name in _DROPPED:
                self._noted["deletions_left_out"] = None
            elif name == "r":
                self._run(item, run, depth)
            elif name == "t":
                run.add(item.text or "", None)
            elif name in _WRAPPED:
                if name in ("ins", "moveTo") and child(item, "r") is not None:
                    self._noted["insertions_taken"] = None
                self._gather(item, run, depth + 1)
            elif name == "AlternateContent":
                self._alternate(item, run)

    def _run(self, element: Any, run: _Run, depth: int) -> None:
        properties = child(element, "rPr")
        if _is_hidden(properties):
            return
        colour = _colour(properties)
        for item in element:
            name = local(item)
            if name == "t":
                run.add(item.text or "", colour)
            elif name in _SIGNS:
                run.add(_SIGNS[name], None)
            elif name == "tab":
                run.add(_LEADER if run.contents else "\t", None)
            elif name == "br":
                run.add("" if value_of(item, "type") in ("page", "column") else "\n", None)
            else:
                self._inside(item, name, run, depth)

    def _inside(self, item: Any, name: str, run: _Run, depth: int) -> None:
        """What a run holds besides its text."""
        if name in ("footnoteReference", "endnoteReference"):
            note = self._footnotes.get(f"{name[:-9]}{value_of(item, 'id')}")
            if note is not None:
                run.notes.append(note)
        elif name == "AlternateContent":
            self._alternate(item, run)
        elif name in ("drawing", "pict", "object"):
            self._drawing(item, run)
        elif name == "ruby":
            self._gather(item, run, depth + 1)

    def _alternate(self, element: Any, run: _Run) -> None:
        """Of two ways to say the same, the first one that has text (ISO/IEC 29500-3 10.2)."""
        for choice in children(element, "Choice", "Fallback"):
            before = len(run.boxes)
            self._drawing(choice, run)
            if len(run.boxes) > before:
                return

    def _drawing(self, element: Any, run: _Run) -> None:
        boxes = [
            box
            for box in descendants(element, "txbxContent")
            if not any(local(above) == "txbxContent" for above in box.iterancestors())
            or local(element) == "txbxContent"
        ]
        if any(local(item) in ("blip", "imagedata") for item in element.iter()):
            self._noted["pictures"] = None
        run.boxes += _first_way(boxes, element)

    def _is_contents(self, element: Any) -> bool:
        """Whether a paragraph is a line of a table of contents, by its style."""
        style = self._styles.get(_style(element) or "")
        name = child(style, "name") if style is not None else None
        said = (
            (_style(element) or "")
            + " "
            + ((value_of(name, "val") or "") if name is not None else "")
        )
        return _TOC.search(said) is not None

    def _mark(self, element: Any) -> str:
        """The number before a paragraph, its own or its style's (17.9.18)."""
        found: list[Any] = []
        properties = child(element, "pPr")
        if properties is not None and (own := child(properties, "numPr")) is not None:
            found.append(own)
        name = _style(element)
        for _ in range(10):
            style = self._styles.get(name or "")
            if style is None:
                break
            below = child(style, "pPr")
            if below is not None and (own := child(below, "numPr")) is not None:
                found.append(own)
            based = child(style, "basedOn")
            name = value_of(based, "val") if based is not None else None
        instance = _first(found, "numId")
        if instance is None or instance == "0":
            return ""
        level = _first(found, "ilvl")
        return self._numbering.mark(instance, int(level) if level and level.isdigit() else 0)

    # tables

    def _table(self, element: Any, depth: int) -> FlowTable:
        """A table; a cell that goes on below another (vMerge) makes that one longer."""
        table = FlowTable()
        above: dict[int, FlowCell] = {}
        for row in self._rows(element, "tr", depth):
            properties = child(row, "trPr")
            if properties is not None and child(properties, "del") is not None:
                self._noted["deletions_left_out"] = None
                continue
            table.rows.append(self._row(row, properties, above, depth))
        return table

    def _row(
        self, row: Any, properties: Any | None, above: dict[int, FlowCell], depth: int
    ) -> list[FlowCell]:
        cells: list[FlowCell] = []
        at = _whole(properties, "gridBefore")
        if at:
            cells.append(FlowCell(1, at))
        for element in self._rows(row, "tc", depth):
            own = child(element, "tcPr")
            wide = max(1, _whole(own, "gridSpan"))
            merged = child(own, "vMerge") if own is not None else None
            if merged is not None and value_of(merged, "val") != "restart" and at in above:
                above[at].rows += 1
                at += wide
                continue
            cell = FlowCell(1, wide, self.blocks(element, depth + 1))
            cells.append(cell)
            if merged is not None:
                above[at] = cell
            else:
                above.pop(at, None)
            at += wide
        return cells

    def _rows(self, element: Any, name: str, depth: int) -> list[Any]:
        """Rows or cells, also those inside content controls and insertions."""
        found = []
        for item in element:
            if local(item) == name:
                found.append(item)
            elif local(item) in _WRAPPED and depth < DEEPEST:
                found += self._rows(item, name, depth + 1)
            elif local(item) in _DROPPED:
                self._noted["deletions_left_out"] = None
        return found


_SIGNS = {"cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


class _Run:
    """What a paragraph says while it is gathered."""

    def __init__(self, contents: bool) -> None:
        self.contents = contents
        self.text: list[str] = []
        self.boxes: list[Any] = []
        self.notes: list[Any] = []
        self._colours: Counter[Colour] = Counter()

    def add(self, text: str, colour: Colour | None) -> None:
        self.text.append(text)
        if colour and text.strip():
            self._colours[colour] += len(text)

    @property
    def colour(self) -> Colour:
        """The colour of most of it."""
        return max(self._colours, key=lambda c: self._colours[c], default="black")


def _first_way(boxes: list[Any], element: Any) -> list[Any]:
    """Text boxes, each once: a drawing and its fallback hold the same."""
    kept = []
    for box in boxes:
        ways = [above for above in box.iterancestors() if local(above) == "Fallback"]
        inside = [way for way in ways if way is not element and element in way.iterancestors()]
        if not inside:
            kept.append(box)
    return kept


def _is_hidden(properties: Any | None) -> bool:
    vanish = child(properties, "vanish") if properties is not None else None
    return vanish is not None and value_of(vanish, "val") not in ("0", "false", "off")


def _flat(item: Item) -> list[Paragraph]:
    if isinstance(item, Paragraph):
        return [item]
    return [p for row in item.rows for cell in row for part in cell.content for p in _flat(part)]


def _style(element: Any) -> str | None:
    properties = child(element, "pPr")
    style = child(properties, "pStyle") if properties is not None else None
    return None if style is None else value_of(style, "val")


def _first(found: list[Any], name: str) -> str | None:
    for properties in found:
        item = child(properties, name)
        if item is not None and (value := value_of(item, "val")) is not None:
            return value
    return None


def _whole(properties: Any | None, name: str) -> int:
    item = child(properties, name) if properties is not None else None
    said = value_of(item, "val") if item is not None else None
    return min(int(said), 1000) if said and said.isdigit() else 0


def _colour(properties: Any | None) -> Colour:
    item = child(properties, "color") if properties is not None else None
    said = (value_of(item, "val") or "") if item is not None else ""
    if not re.fullmatch("[0-9A-Fa-f]{6}", said):
        return "black"
    red, green, blue = (int(said[n : n + 2], 16) for n in (0, 2, 4))
    if red > 127 and red - max(green, blue) > 90:
        return "red"
    return "blue" if blue - red > 90 and blue - green > 40 else "black"
