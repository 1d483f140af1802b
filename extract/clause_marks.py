"""The marks of clauses: 一、（一）1.（1）① 第X条 第X章, as printed or as an engine misread them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .rulebook import rule

if TYPE_CHECKING:
    import re

RANKS = {
    "clause.part": 0,
    "clause.chapter.编": 1,
    "clause.chapter.章": 2,
    "clause.chapter.节": 3,
    "clause.article": 4,
    "clause.roman": 5,
    "clause.first": 6,
    "clause.second": 7,
    "clause.third": 8,
    "clause.decimal.0": 9,
    "clause.decimal.1": 10,
    "clause.decimal.2": 11,
    "clause.decimal.3": 12,
    "clause.half": 13,
    "clause.fourth": 14,
    "clause.circled": 15,
}
"""How deep a kind of mark stands where all are used (GB/T 9704-2012 7.3.3; 立法技术规范)."""
_STARTERS = frozenset("第一二三四五六七八九十—ーニ（〔[【〈{0123456789lI|丨")
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_READ = {"—": "一", "ー": "一", "ニ": "二"}
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_STRICT = (
    "clause.article",
    "clause.chapter",
    "clause.first",
    "clause.second",
    "clause.third",
    "clause.fourth",
    "clause.circled",
    "clause.decimal",
    "clause.half",
    "clause.part",
    "clause.roman",
)
_COUNTED = dict.fromkeys("0123456789", ("clause.third", "clause.decimal", "clause.half"))
_STRICT_BY_FIRST = {
    "第": ("clause.article", "clause.chapter", "clause.part"),
    "（": ("clause.second", "clause.fourth"),
} | _COUNTED
"""The rules worth trying by the first character; all of them for others."""
_LONGEST = 32
"""Characters a mark and what must stand behind it take at most."""
_READ_AS = {
    "clause.first_read": "clause.first",
    "clause.second_read": "clause.second",
    "clause.third_read": "clause.third",
    "clause.fourth_read": "clause.fourth",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its kind, its label as printed, what it adds to the id, its count and its end.

    `rule` names the rule that found it; a `read` mark is a misread one, put right in `label`.
    """

    kind: str
    label: str
    own: str
    count: int
    end: int
    rule: str
    read: bool = False


def strict_mark(text: str) -> Mark | None:
    """The mark a paragraph starts with, as printed by the standard; null when there is none."""
    if not text or not _may_start(text[0]):
        return None
    return _strict(text[:_LONGEST])


@lru_cache(maxsize=4096)
def _strict(text: str) -> Mark | None:
    for name in _STRICT_BY_FIRST.get(text[0], _STRICT):
        if match := rule(name).match(text):
            return _mark(name, match)
    return None


def decimal_head(text: str) -> Mark | None:
    """The mark of a heading above those numbered 1.1, 1.2 (1 总则): a number and no more, so that
    only what stands below tells whether it is one."""
    if match := rule("clause.decimal_head").match(text):
        return Mark("clause.decimal.0", match["count"], match["count"], int(match["count"]),
                    match.end("count"), "clause.decimal_head")  # fmt: skip
    return None


def read_mark(text: str) -> Mark | None:
    """The mark a paragraph starts with when its form is not the standard's but near it."""
    if not text or text[0] not in _STARTERS:
        return None
    for name, kind in _READ_AS.items():
        if match := rule(name).match(text):
            return _misread(name, kind, match)
    return None


def _may_start(char: str) -> bool:
    return char in _STARTERS or "①" <= char <= "⒛" or char in _ROMAN or "㈠" <= char <= "㈩"


def _mark(name: str, match: re.Match[str]) -> Mark:
    groups = match.groupdict()
    sign = groups.get("sign")
    label = match[0].rstrip("、.．")
    if sign:
        label = _plain_sign(name, sign)
    kind = name
    if name == "clause.chapter":
        kind = f"{name}.{match['kind']}"
    elif name == "clause.decimal":
        kind = f"{name}.{label.count('.')}"
    own = f"（{label}" if name == "clause.half" else label
    return Mark(kind, label, own, count_of(sign or match["count"]), match.end(), name)


def _misread(name: str, kind: str, match: re.Match[str]) -> Mark:
    groups = match.groupdict()
    count = "1" if groups.get("sign") else groups.get("count") or groups.get("open") or ""
    count = "".join(_READ.get(char, char) for char in count)
    bracketed = kind in ("clause.second", "clause.fourth")
    label = f"（{count}）" if bracketed else count
    return Mark(kind, label, label, count_of(count), match.end(), name, read=True)


def _plain_sign(name: str, sign: str) -> str:
    """㈠ as （一）, ⒈ as 1, ⑴ as （1）."""
    plain = unicodedata.normalize("NFKC", sign).strip("().")
    return plain if name == "clause.third" else f"（{plain}）"


def count_of(text: str) -> int:
    """The number a count stands for: 十二, 12, ⑫, Ⅻ; of 2.3.1 the last; 0 when it is none."""
    if digit := _DIGITS.get(text):
        return digit
    if text and text in _ROMAN:
        return _ROMAN.index(text) + 1
    plain = unicodedata.normalize("NFKC", text).strip("().").rpartition(".")[2]
    if plain.isdecimal():
        return int(plain)
    total = 0
    rest = plain.replace("〇", "").replace("零", "")
    hundreds, mark, tail = rest.rpartition("百")
    if mark:
        total, rest = 100 * _DIGITS.get(hundreds, 1), tail
    tens, mark, ones = rest.rpartition("十")
    if mark:
        total, rest = total + 10 * (_DIGITS.get(tens, 1) if tens else 1), ones
    return total + _DIGITS.get(rest, 0)
