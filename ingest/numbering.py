"""The numbers that Word sets before paragraphs (ISO/IEC 29500-1 17.9), as it shows them."""

from __future__ import annotations

import re
from typing import Any

from .markup import child, children
from .values import dataclass, field

_LEVEL = re.compile("%([1-9])")
_ZH = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "japaneseDigitalTenThousand",
        "taiwaneseDigital",
    }
)


@dataclass(slots=True)
class Level:
    """A level of a list: its first number, how numbers are written, and the text around them."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    """All numbers in it are set in Arabic figures."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document; `mark` counts, so paragraphs have to be given in their order."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    instances: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, instance: str, level: int) -> str:
        """The mark of the next paragraph of a list at that level; "" where there is none."""
        abstract, starts = self.instances.get(instance, ("", {}))
        levels = self.lists.get(abstract, {})
        own = levels.get(level)
        if own is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if level in starts and (instance, level) not in self._begun:
            counts[level] = starts[level] - 1
        self._begun.add((instance, level))
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if own.form == "bullet":
            return "" if own.text and "\ue000" <= own.text[0] <= "\uf8ff" else own.text
        return _LEVEL.sub(lambda m: self._number(levels, counts, int(m[1]) - 1, own), own.text)

    @staticmethod
    def _number(levels: dict[int, Level], counts: dict[int, int], at: int, own: Level) -> str:
        level = levels.get(at, own)
        value = counts.setdefault(at, level.start)
        return written(value, "decimal" if own.legal else level.form)


def read_numbering(root: Any | None) -> Numbering:
    """The lists that a numbering part defines."""
    found = Numbering()
    if root is None:
        return found
    styles: dict[str, str] = {}
    links: dict[str, str] = {}
    for abstract in children(root, "abstractNum"):
        identifier = value_of(abstract, "abstractNumId") or ""
        found.lists[identifier] = {
            _whole(value_of(level, "ilvl")) or 0: _level(level)
            for level in children(abstract, "lvl")
        }
        if style := _said(abstract, "styleLink"):
            styles[style] = identifier
        if link := _said(abstract, "numStyleLink"):
            links[identifier] = link
    for item in children(root, "num"):
        abstract = _said(item, "abstractNumId") or ""
        abstract = styles.get(links.get(abstract, ""), abstract)
        starts = {}
        for override in children(item, "lvlOverride"):
            at = _whole(value_of(override, "ilvl")) or 0
            if (start := _whole(_said(override, "startOverride"))) is not None:
                starts[at] = start
            if (own := child(override, "lvl")) is not None:
                found.lists[abstract] = found.lists.get(abstract, {}) | {at: _level(own)}
        found.instances[value_of(item, "numId") or ""] = (abstract, starts)
    return found


def _level(element: Any) -> Level:
    start = _whole(_said(element, "start"))
    legal = child(element, "isLgl") is not None
    form = _said(element, "numFmt") or "decimal"
    return Level(1 if start is None else start, form, _said(element, "lvlText") or "", legal)


def _said(element: Any, name: str) -> str | None:
    found = child(element, name)
    return None if found is None else value_of(found, "val")


def value_of(element: Any, name: str) -> str | None:
    """An attribute by its name without namespace."""
    return next((v for k, v in element.items() if k.rpartition("}")[2] == name), None)


def _whole(text: str | None) -> int | None:
    try:
        return max(0, min(int(text or ""), 32_767))
    except ValueError:
        return None


def written(value: int, form: str) -> str:
    """A number in one of Word's forms; those that circulars have no use for are figures."""
    if form in _CHINESE:
        return _chinese(value)
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
        return letter if form == "upperLetter" else letter.lower()
    if form in ("ideographTraditional", "ideographZodiac") and value > 0:
        row = _STEMS if form == "ideographTraditional" else _BRANCHES
        return row[(value - 1) % len(row)]
    if form.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if form == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(ord("⑴") + value - 1)
    if form == "decimalFullWidth":
        return str(value).translate({ord("0") + n: ord("０") + n for n in range(10)})
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else str(value)


def _chinese(value: int) -> str:
    """A number below 10 000 as 二十一, beyond it in figures."""
    if value <= 0 or value >= 10_000:
        return _ZH[0] if value == 0 else str(value)
    said, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            said += (_ZH[0] if gap and said else "") + _ZH[digit] + name
            gap = False
        else:
            gap = True
    return said[1:] if said.startswith("一十") else said


def _roman(value: int) -> str:
    rows = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    said = ""
    for unit, letters in rows:
        said += letters * (value // unit)
        value %= unit
    return said
