"""Plain text whose lines were broken at a fixed width: which of them run on in the next one."""

from __future__ import annotations

import re
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from ..ingest.values import dataclass
from .bodies import is_addressee, is_body
from .dates import parse_date
from .normalise import fold, tight
from .rulebook import rule
from .titles import is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST, _SHARE = 4, 0.25
"""Full lines that show a text was broken at their width, and their share of its lines."""
_NARROWEST, _WIDEST = 20, 120
"""Characters or cells a line of such a text has at least, and at most."""
_LOOSE = 2
_ENDED = re.compile(r"[。：；！？:;]\s*$")
_ENDS_ALIKE = 2
"""Characters at the start or the end that most rows of a list share."""
_COLUMNS = re.compile(r"\S(?:\u3000|[ \t]{2})\s*\S")
_MARK = re.compile(
    r"^(?:第[一二三四五六七八九十百0-9]{1,5}[章节条]|[一二三四五六七八九十]{1,3}、)\s*"
)
"""What white space may follow in a text that has no columns."""
_INDENTED = re.compile(r"\u3000{2}|[ \t]{4}")
_COLON = re.compile(r"[：:]\s*$")
_STOP = re.compile("[，。；,;]")
_ALWAYS = re.compile(
    r"\s*(?:附\s*件\s*[0-9一二三]?\s*(?:[：:]|$)|抄\s*[送报]|主\s*题\s*词|联\s*系\s*人\s*[：:])"
)
_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）](?![项款目、至和])|"
    r"[0-9]{1,2}(?:[.．](?![0-9])|、)|[①-⑳●○■□◆◇▲△★☆※•➢►✓√]|——)"
)
_ONES = ("第", "统", "唯", "之", "同", "单", "归", "合", "划", "专")
"""What 一 may belong to when a line breaks before it: 法制统/一、尊严和权威."""
_ARTICLE = re.compile(
    r"\s*第[一二三四五六七八九十百0-9]{1,5}[章节条](?!第|之|[。；的、，和及至或与以中所]|规定)"
)
_CITES = re.compile(
    r"(?:[，、,》）)和及与或至]|按照?|依据?|依照|根据|违反|符合|作为|增加|删[去除]|修改|本办法|本规定|本条例)\s*$"
)
"""How a line ends that goes on with the article it cites."""
_DAY = re.compile(
    r"[12一二][0-9〇○零O一二三四五六七八九]{3}(?:年.{1,3}月.{1,3}日|([-./])[0-9]{1,2}\1[0-9]{1,2})$"
)
_TITLED = re.compile("^[^，。；：]*(?:关于|转发|批转|印发|发布|公布)[^，。；：]*$")
_OF_TITLE = re.compile(r"[》〉）)（(，。、；的和及与等]|精神|要求|规定|有关|通知")
"""What goes on behind words that could end a title."""
_CLOSING = frozenset("。，；、）》”〕")
_PAIRS = (("《", "》"), ("（", "）"), ("(", ")"), ("〈", "〉"), ("〔", "〕"), ("[", "]"))
_NEAR = 60
"""Characters in which a bracket closes that a line above left open."""
_SET_APART = re.compile(
    r"\s*(?:第[一二三四五六七八九十百0-9]{1,5}[章节条]\s|[0-9]{1,2}[)）]|附件[0-9一二三四五]?\s*$|"
    r"(?:附件[0-9]|(?!各|有关|相关|[省市县区]直)[\u3400-\u9fff]{2,8})[：:]\s*\S)"
)
"""How a line starts that no open mark above takes in: 第一条 …, 1）, 附件：…, 联系人：…."""
_LISTS = re.compile("[、，,]")


@dataclass(frozen=True, slots=True)
class Wrap:
    """The width at which the lines of a text were broken, in characters or in cells (a Chinese
    character has two)."""

    width: int
    in_cells: bool

    def runs_on(self, lines: Sequence[str], following: str) -> bool:
        """Whether the last of the lines above goes on in the one below: it is full, and that one
        starts nothing new."""
        line = lines[-1]
        if stays_open(line, following):
            return True
        if _width(line, in_cells=self.in_cells) < self.width - _LOOSE:
            return False
        if _COLON.search(line) or _ALWAYS.match(following):
            return False
        if _INDENTED.match(following) or _starts_item(line, following):
            return False
        if not _ENDED.search(line):
            return not (_stands_alone(line, following) or _ends_title(lines, following))
        return len(following.strip()) * 2 >= self.width or bool(_STOP.search(following))


def stays_open(above: str, text: str) -> bool:
    """Whether a line goes on in the one below by its marks alone: a bracket opened in it is closed
    there, it ends within a list, or that line starts with a mark that starts none. An item or a
    label (附件：…) starts anew, whatever ends above it."""
    if text.lstrip()[:1] in _CLOSING:
        return True
    if _ITEM.match(text) or _SET_APART.match(text):
        return False
    if above.rstrip().endswith("，") and (is_body(tight(text)) or parse_date(tight(text))):
        return False
    return above.rstrip().endswith(("、", "，")) or any(
        above.rfind(opened) > above.rfind(closed)
        and 0 <= text.find(closed) < _NEAR
        and opened not in text[: text.find(closed)]
        for opened, closed in _PAIRS
    )


def _starts_item(line: str, following: str) -> bool:
    if _ITEM.match(following):
        return not line.rstrip().endswith(_ONES if following.lstrip().startswith("一") else "第")
    return bool(_ARTICLE.match(following)) and not _CITES.search(line)


def _stands_alone(line: str, following: str) -> bool:
    """Whether a line is a day, a signature, a note on disclosure or the addressees, and no end of
    their list."""
    text = tight(following)
    if line.endswith("人") and text.startswith("民政府"):
        return False
    if not text.endswith("："):
        signed = _DAY.sub("", text)
        if not signed or rule("closing.disclosure").search(text):
            return True
        return all(is_body(tight(name)) for name in _DAY.sub("", following).split())
    return is_addressee(fold(text)) and not _LISTS.search(line)


def _ends_title(lines: Sequence[str], following: str) -> bool:
    """Whether a title ends with the lines above: it fills its last one."""
    text = tight("".join(lines))
    if text.endswith("》"):
        return False
    return bool(_TITLED.search(text)) and is_title(text) and not _OF_TITLE.match(following.strip())


def wrap_of(lines: Sequence[str]) -> Wrap | None:
    """How the lines of a text were broken; null where each is a paragraph of its own."""
    lines = [line for line in lines if line.strip() and "\t" not in line.strip()]
    if max(map(len, lines), default=0) > _WIDEST:
        return None
    found = [one for in_cells in (False, True) if (one := _wrap(lines, in_cells=in_cells))]
    return max(found, key=itemgetter(0))[1] if found else None


def _wrap(lines: Sequence[str], *, in_cells: bool) -> tuple[int, Wrap] | None:
    """The width lines were broken at and how many fill it; null where they were not."""
    widths = [_width(line, in_cells=in_cells) for line in lines]
    width = max(widths, default=0)
    full = [line for line, wide in zip(lines, widths, strict=True) if wide >= width - _LOOSE]
    least = _NARROWEST * (1 + in_cells)
    open_ended = [line for line in full if not _ENDED.search(line)]
    enough = len(full) >= max(_FEWEST, _SHARE * len(lines))
    fits = least <= width <= _WIDEST and 2 * len(open_ended) > len(full)
    return (len(full), Wrap(width, in_cells)) if enough and fits and not _are_rows(full) else None


def _are_rows(full: Sequence[str]) -> bool:
    """Whether most full lines are set in columns or start or end alike: rows of a list."""
    rows = [line.strip() for line in full]
    starts = Counter(row[:_ENDS_ALIKE] for row in rows)
    ends = Counter(row[-_ENDS_ALIKE:] for row in rows)
    columns = sum(1 for row in rows if _COLUMNS.search(_MARK.sub("", row)))
    alike = max(columns, *starts.values(), *ends.values())
    return 2 * alike > len(rows)


def _width(line: str, *, in_cells: bool) -> int:
    text = line.rstrip()
    return (len(text.encode(errors="replace")) + len(text)) // 2 if in_cells else len(text)
