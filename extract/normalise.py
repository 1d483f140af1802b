"""The one place where the noise of OCR and of typing is absorbed.

Every pattern of this package runs on text that went through `tidy`: no spaces beside Chinese
characters, full-width punctuation in Chinese text, half-width digits and letters, 〔〕 around
the year of a document number. Nothing is lost: `offsets` leads every character back.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from ..ingest.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from opencc import OpenCC

CJK = "\u3400-\u9fff\uf900-\ufaff〇"
_KEEP_WIDE = "，；：？！（）"
_SAME = {
    wide: chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F)) if wide not in _KEEP_WIDE
} | {
    "﹝": "〔", "﹞": "〕", "〖": "〔", "〗": "〕", "⟨": "〈", "⟩": "〉", "＜": "〈", "＞": "〉",
    "［": "[", "］": "]", "｛": "{", "｝": "}", "―": "—", "–": "-", "−": "-", "‐": "-",
    "\u2011": "-", "﹣": "-", "○": "〇", "◯": "〇", "﹕": "：",
    "∶": "：", "\u2024": ".", "．": ".", "•": "·", "﹒": "·",
}  # fmt: skip
"""Characters of another form, set or read as such, and the form that rules know."""
_INNER = str.maketrans("《》", "〈〉")
_BRACKETS = str.maketrans("()", "（）")
_TO_WIDE = str.maketrans(",:;?!<>", "，：；？！〈〉")
_SPACE = re.compile(r"[\s\u3000\u200b\ufeff\xad]")
_SPACES = re.compile(r"[\s\u3000\u200b\ufeff\xad]+")
_DIGITS_OF_DATE = re.compile(
    r"(?<![0-9A-Za-z])[12lIi|丨][09OoQ〇][0-9OoQ〇lIi|丨]{2}(?=\s*年)|(?<=年)\s*[0-9OoQlI]{1,2}(?=\s*月)|"
    r"(?<=月)\s*[0-9OoQlI]{1,2}(?=\s*日)"
)
_UNTIDY = re.compile(r"[\s\u200b\ufeff\xad()<>.,:;?!*#|lIOoQ]")
"""Characters of a folded text that `tidy` may change or leave out; all others stay, beside whatever they stand."""
_MARKUP = re.compile(r"\*\*|^#{1,6}(?=[ \u3400-\u9fff《（])")
_MAY_BE_MARKUP = re.compile(r"[*#|?]")
_LOST = re.compile(r"\?{2,}|^\?(?=[\u3400-\u9fff])")
"""Spaces that a page's encoding lost."""
_MISREAD_DIGIT = re.compile(r"[lIOoQ]")
_HALF_WIDTH = re.compile(r"[\s()<>.,:;?!\u200b\ufeff\xad]")
"""What `_widened` may change."""
_SOFT_HYPHEN = re.compile(r"(?<=[0-9])\xad(?=[0-9])")
_HAN = f"[{CJK}）》”]"
_CHINESE = f"[{CJK}，。、；：？！（）〔〕《》〈〉“”‘’【】·—…]"
_OF_UNIT = re.compile(r"(?:(?<=/)|(?<=/.)|(?<=/..))\.(?=[年月日天次季周])")
"""A dot that stands for · between the parts of a unit (元/人·月)."""
_FULL_STOP = re.compile(rf"(?<={_HAN})\.(?={_HAN}|\Z)")
_BEHIND_CHINESE = re.compile(f"(?<={_CHINESE})[,:;?!<>]+")
_BEFORE_CHINESE = re.compile(f"(?<![<>])[<>]++(?={_CHINESE})")
_OPEN, _CLOSE = r"[〔\[【{（(〈<﹝「『《“„﹙\u2772〖]", r"[〕\]】}）)〉>﹞」』》”‟﹚\u2773〗]"
_LOOKS_LIKE_DIGIT = str.maketrans("OoQ〇lIi|丨", "000011111")
_LIKE_DIGIT = re.compile("[OoQ〇lIi|丨]")
_DIGIT = "[0-9OoQ〇lIi|丨]"
_ZH_COUNT = "[一二三四五六七八九十百〇零]{1,6}"
_COUNT = rf"(?:(?:[{CJK}]{{1,3}}字)?第?{_DIGIT}{{1,5}}(?:[、，和及至~—-]{_DIGIT}{{1,5}})*号|第?{_ZH_COUNT}号|号)"
_SHORT_COUNT = rf"(?:[{CJK}]{{1,3}}字)?第?(?:[0-9]{{1,5}}|{_ZH_COUNT})号"
_YEAR = re.compile(
    r"(?!〔[0-9]{4}年?〕)" + _OPEN + r"(?P<year>[12lIi|丨][90OoQ〇]" + _DIGIT + r"{2}|[一二][〇九零][〇零一二三四五六七八九]{2})"
    r"(?P<nian>年?)" + _CLOSE + rf"(?={_COUNT})"
)  # fmt: skip
_SPECK = re.compile(rf"(?<=[0-9OolI〇]{_CLOSE})[.·,，'‘`’](?=\s*第?{_DIGIT}{{1,5}}号)")
"""A speck of the paper between year and sequence of a number: 〔2009〕.31号."""
_SHORT_YEAR = re.compile(
    rf"(?<=[{CJK}）])" + _OPEN + r"(?P<year>[4-9][0-9])(?P<nian>年?)" + _CLOSE
    + rf"(?={_SHORT_COUNT})"
)  # fmt: skip
_YEAR_FIRST = re.compile(
    rf"(?<![0-9A-Za-z])[\[【](?P<year>(?:19)?[4-9][0-9])(?P<nian>年?)[\]】]"
    rf"(?=[{CJK}]{{2,9}}第?(?:[0-9]{{1,5}}|{_ZH_COUNT})号)"
)
"""The year ahead, as before 1987: [79]国发第12号."""
_SPACED = re.compile(
    _OPEN + rf"\s*(?:{_DIGIT}\s*){{4}}年?\s*" + _CLOSE + rf"\s*第?\s*(?:{_DIGIT}\s*){{1,5}}[号號]"
    rf"|第\s*(?:{_DIGIT}\s*){{1,5}}[号號]|(?<![0-9A-Za-z])(?:{_DIGIT}\s*){{4}}年(?=\s*第)"
)  # fmt: skip
_ORDER_YEAR = re.compile(
    rf"(?<![0-9A-Za-z〇一二])[12lIi|丨][09OoQ〇]{_DIGIT}{{2}}(?=年第?{_DIGIT}{{1,5}}号)"
)
_INSET = re.compile(
    rf"(?<=[{CJK}])(?P<open>{_OPEN})(?P<inset>[{CJK}]{{1,4}})(?P<close>{_CLOSE})(?=[{CJK}]{{0,6}}〔[12]|字第?[0-9])"
)
"""The brackets within a prefix (宁建（科）发〔2024〕), whatever they were read as."""
_TITLE_MARKS = frozenset("《〈「『“》〉」』”„‟")
_LETTER_SPACED = re.compile(r"(?<=\s)\S(?=\s)")
_ANSWER = re.compile("(?<=[批函答])覆|覆(?=函)")
"""复 of answers, which traditional texts write so too; as a character of its own it stays."""
_QUOTES = str.maketrans("「」『』", "“”‘’")
"""Quotation marks of traditional script."""
_OVER_LINES = 6
_OPENS_QUOTE = re.compile(r'\s*"(?![，。；、）]|\s*$)')
_FEW = 4
_NO_GAPS: frozenset[int] = frozenset()
_SEQUENCE = re.compile(
    rf"(?<=〕)第?{_DIGIT}{{1,5}}(?:[、，和及至~—-]{_DIGIT}{{1,5}})*(?=号)|(?<=第){_DIGIT}{{1,5}}(?=号)"
)
"""Digits before 号: behind the year, with more of one list, or behind 第."""


@dataclass(frozen=True, slots=True)
class Tidy:
    """Tidied text; `offsets[i]` is where its character `i` stood, `gaps` the indices that
    followed white space."""

    text: str
    offsets: Sequence[int]
    gaps: frozenset[int]


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _simplified(char: str, *, everywhere: bool) -> str:
    """The simplified form of a traditional character, when it is one character.

    Unless `everywhere`, characters that simplified texts use too (著, 乾, 於) stay.
    """
    if not "\u3400" <= char <= "\u9fff" or (not everywhere and char in _gb2312()):
        return char
    other = _converter().convert(char)
    return other if len(other) == 1 and other in _gb2312() else char


@cache
def _gb2312() -> frozenset[str]:
    """The characters of GB 2312, the set of simplified script."""
    codes = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(char for code in codes for char in code.decode("gb2312", "ignore"))


def _is_traditional(text: str, untidy: set[str]) -> bool:
    """Whether a text is in traditional script: a tenth of its characters, all of them untidy, are."""
    odd = {c for c in untidy if _simplified(c, everywhere=False) != c}
    if not odd:
        return False
    counts = Counter(text)
    han = sum(count for char, count in counts.items() if "\u3400" <= char <= "\u9fff")
    return sum(counts[char] for char in odd) * 10 >= han > 0


@cache
def _untidy() -> re.Pattern[str]:
    """A character that folding may change in a text that is not traditional."""
    tidy = (_gb2312() | set(map(chr, range(128)))) - set(_SAME)
    return re.compile(f"[^{re.escape(''.join(sorted(tidy)))}]")


def fold(text: str, *, whole: bool = False) -> str:
    """The text with one form for each character, character by character, so that offsets stay:
    full-width digits and letters as half-width ones, traditional forms as simplified ones.

    A `whole` text may be in traditional script: then every character is simplified, else only
    what simplified script (GB 2312) does not have, misreadings of an OCR engine.
    """
    untidy = set(_untidy().findall(text))
    traditional = whole and _is_traditional(text, untidy)
    for char in set(text) if traditional else untidy:
        other = _SAME.get(char) or _simplified(char, everywhere=traditional)
        if other != char:
            text = text.replace(char, other)
    text = _ANSWER.sub("复", text.translate(_QUOTES)) if traditional else text
    return _curled(text) if '"' in text else text


def _curled(text: str) -> str:
    """The text with its straight quotation marks as “ and ”, in turn; a quotation may go on over a
    few lines. A mark that none closes there opens a paragraph of a quotation, or stays: it may be
    one of inches (12")."""
    lines = text.split("\n")
    ends = _quoted_lines([n for n, line in enumerate(lines) if line.count('"') % 2], lines)
    until = -1
    for n, line in enumerate(lines):
        if n in ends or line.count('"') != 1 or n == until or _OPENS_QUOTE.match(line):
            parts = line.split('"')
            marks = "".join("“”"[(i + (n <= until)) % 2] for i in range(len(parts) - 1))
            pairs = zip_longest(parts, marks, fillvalue="")
            lines[n] = "".join(part + mark for part, mark in pairs)
        until = ends.get(n, until)
    return "\n".join(lines)


def _quoted_lines(odd: list[int], lines: list[str]) -> dict[int, int]:
    """The lines in which a quotation opens that goes on below, and where each of them closes."""
    ends: dict[int, int] = {}
    opened: int | None = None
    for n in odd:
        opens = lines[n].count('"') == 1 and _OPENS_QUOTE.match(lines[n])
        if opened is not None and n - opened <= _OVER_LINES and not opens:
            ends[opened], opened = n, None
        else:
            opened = n
    return ends


def tidy(raw: str) -> Tidy:
    """Tidy `raw`, a piece of a simplified text."""
    return Tidy(*tidy_folded(fold(raw)))


def tidy_folded(folded: str) -> tuple[str, Sequence[int], frozenset[int]]:
    """Tidy a piece of a folded text: text, offsets and gaps. It has never more characters then."""
    if not _UNTIDY.search(folded) and not ("号" in folded and _SPECK.search(folded)):
        return _number_marks(folded), range(len(folded)), _NO_GAPS
    if "\xad" in folded:
        folded = _SOFT_HYPHEN.sub("-", folded)
    if _MAY_BE_MARKUP.search(folded):
        folded = _MARKUP.sub(lambda m: " " * len(m[0]), folded)
        folded = _LOST.sub(lambda m: " " * len(m[0]), folded)
        folded = _without_bars(folded)
    if "号" in folded:
        folded = _SPECK.sub(" ", folded)
    if _MISREAD_DIGIT.search(folded):
        folded = _DIGITS_OF_DATE.sub(_as_digits, folded)
    text, kept, gaps = _without_spaces(folded)
    if _HALF_WIDTH.search(text):
        text = _widened(text)
    text = _number_marks(text)
    if len(text) != len(kept):
        raise AssertionError("tidying a number must keep the length")
    return text, kept, gaps


def _without_bars(text: str) -> str:
    """The bars that end a row typed as a table, as spaces."""
    if not text.rstrip().endswith("|"):
        return text
    kept = text.rstrip("| \t\n\u3000")
    return kept + " " * (len(text) - len(kept))


def tight(raw: str) -> str:
    """The tidied text alone."""
    return tidy(raw).text


def inner_marks(title: str) -> str:
    """Title marks inside a title as 〈〉, whatever marks were printed or read."""
    return title.translate(_INNER)


def nest_marks(text: str) -> str:
    """Outer title marks as 《》, inner ones as 〈〉 (GB/T 15834-2011 4.15), when they pair."""
    depth, chars = 0, []
    for char in text:
        if char in "《〈":
            chars.append("《" if depth == 0 else "〈")
            depth += 1
        elif char in "》〉":
            depth -= 1
            chars.append("》" if depth == 0 else "〉")
        else:
            chars.append(char)
    return "".join(chars) if depth == 0 else text


def _without_spaces(text: str) -> tuple[str, Sequence[int], frozenset[int]]:
    """The text without white space, the indices kept, and which of them (counted in the result)
    follow white space."""
    runs = [match.span() for match in _SPACES.finditer(text)]
    first, last = 0, len(text)
    if runs and runs[0][0] == 0:
        first = runs.pop(0)[1]
    if runs and runs[-1][1] == last:
        last = runs.pop()[0]
    if not runs:
        return text[first:last], range(first, last), _NO_GAPS
    wanted = {b for a, b in runs if text[b] < "\x80" and _wants_space(text[a - 1], text[b])}
    if wanted:
        spaced = len(_LETTER_SPACED.findall(text)) * 2 >= len(text.split()) > _FEW
        glued = {i for match in _SPACED.finditer(text) for i in range(*match.span())}
        wanted = {b for b in wanted - glued if not (spaced and _single(text, b))}
    pieces: list[str] = []
    kept: list[int] = []
    gaps: list[int] = []
    for space, end in runs:
        pieces.append(text[first:space])
        kept.extend(range(first, space))
        if end in wanted:
            pieces.append(text[end - 1])
            kept.append(end - 1)
        gaps.append(len(kept))
        first = end
    pieces.append(text[first:last])
    kept.extend(range(first, last))
    return "".join(pieces), kept, frozenset(gaps)


def _single(text: str, at: int) -> bool:
    """Whether single characters stand on both sides of the space before `at`."""
    before = text[:at].rstrip()
    return not before[-2:-1].strip() and not text[at + 1 : at + 2].strip()


def _wants_space(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _widened(text: str) -> str:
    """The text with half-width marks beside Chinese characters as full-width ones, which are
    Chinese to the marks beside them."""
    text = _SPACE.sub(" ", text).translate(_BRACKETS)
    text = _OF_UNIT.sub("·", text)
    text = _FULL_STOP.sub("。", text)
    text = _BEHIND_CHINESE.sub(_wide, text)
    return _BEFORE_CHINESE.sub(_wide, text)


def _wide(match: re.Match[str]) -> str:
    return match[0].translate(_TO_WIDE)


def _number_marks(text: str) -> str:
    """〔〕 around the year of a document number, digits for what looks like digits in it."""
    if "号" not in text:
        return text
    text = _SHORT_YEAR.sub(_short_year, _YEAR.sub(_year, text))
    if "[" in text or "【" in text:
        text = _YEAR_FIRST.sub(_short_year, text)
    if "〔" in text:
        text = _INSET.sub(_inset, text)
    if not _LIKE_DIGIT.search(text):
        return text
    return _SEQUENCE.sub(_as_digits, _ORDER_YEAR.sub(_as_digits, text))


def _as_digits(match: re.Match[str]) -> str:
    return match[0].translate(_LOOKS_LIKE_DIGIT)


def _short_year(match: re.Match[str]) -> str:
    return f"〔{match['year']}{match['nian']}〕"


def _inset(match: re.Match[str]) -> str:
    if match["open"] in _TITLE_MARKS and match["close"] in _TITLE_MARKS:
        return match[0]
    return f"（{match['inset']}）"


def _year(match: re.Match[str]) -> str:
    year = match["year"]
    if year[0] not in "一二":
        year = year.translate(_LOOKS_LIKE_DIGIT)
    return f"〔{year}{match['nian']}〕"
