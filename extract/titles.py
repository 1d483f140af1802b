"""Titles (标题, GB/T 9704-2012 7.3.1): where they stand, their genre, what text they carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, field
from .bodies import is_addressee, is_body, strip_head_word
from .names import is_central
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .document import Block

_SHORTEST = 6
BARE = frozenset({"通知", "会议通知", "紧急通知", "补充通知", "通报", "公告", "通告", "函", "便函"})
_MOST_LINES = 8
_ASIDE = 8.0
_LARGER = 1.15
_UNEVEN = 3.0
_CENTRED = 1.0
"""Ems from the left margin beyond which a line of a title counts as centred."""
_LONGEST = 220
_LONGEST_ODD = 40
"""Characters of a line that may be a number of no known form."""
_STARTS_NO_TITLE = re.compile(
    r"[·•](?=[\u3400-\u9fff])|[^关]{0,24}(?:会议纪要|简报)$|[12][09][0-9]{2}年第[0-9]{1,3}期(?![\u3400-\u9fff]*(?:通知|公告|通报|函)$)|[（(](?!.{1,16}）[^（）。]{0,40}的[\u3400-\u9fff]{1,3}$)|.{2,6}：|附件|抄[送报]|[一二三四五六七八九十]{1,3}、|"
    r"(?!.*关于)[\u3400-\u9fff]{2,12}网$|[A-Z]{2,8}[0-9]{0,4}[-—][12][09][0-9]{2}[-—][0-9]{3,6}$|"
    r"[12][09][0-9]{2}(?:([-/.])[0-9]{1,2}\1[0-9]{1,2}$|年[0-9]{1,2}月[0-9]{1,2}日，)"
)
_ENDS_NO_TITLE = re.compile(
    r"(?:〔[12][09][0-9]{2}〕[^《》]{0,8}|[12][09][0-9]{2}[^年]{0,3}[0-9]{1,5})号$|"
    r"年.{1,3}月.{1,4}日印(?:发|制)?$|"
    r"(?:[12][09〇零][0-9]{2}年[0-9]{1,2}月[0-9]{1,2}|[一二][〇零0O九][〇零0O一二三四五六七八九]{2}年.{1,3}月.{1,4})日$"
)
_LAST = ("号", "印", "发", "制", "日")
"""What a line ends with that `_ENDS_NO_TITLE` finds."""
_NAMED = re.compile("《[^《》]*》")
_TAIL = re.compile(r"（[^（）]{2,20}）[》〉]{0,2}的")
_NO_PART = re.compile(r"[12][09][0-9]{2}-[0-9]{1,2}-[0-9]{1,2}|】.*】|文件[\u3400-\u9fff]{1,12}〔")
_SAME = 8
"""Characters from 关于 on that two titles share."""
_MARKED = re.compile(
    "《[^《》]{0,40}(?:关于|印发|转发|发布)[^《》]{4,120}"
    "(?:的(?:补充|紧急|实施|指导)?(?:通知|意见|决定|批复|复函|函|公告|通告|规定)|实施(?:意见|方案|办法))》"
)
"""A title that a page sets in marks, right above its number."""
_OPEN = re.compile("关于|转发|批转|印发|贯彻|实施")
_ISSUES = re.compile("关于(?:印发|发布|公布|下发|废止|转发)(?:《[^《》]*》)+$")
"""How a line of a title ends whose list of documents goes on below."""
_ENDS_NOTICE = re.compile("的(?:补充|紧急)?(?:通知|请示|批复|复函|函|报告|意见|决定|公告|通告)$")
_LINE = 16
"""Characters of a line of a title at least, where it goes on below."""
ABOUT = re.compile("关于|转发|批转|印发|发布|公布")
"""Behind what a title names who issued it."""
_STARTS_TITLE = re.compile(f"{ABOUT.pattern}|^《")
_MARKS = re.compile(r"[（）()《》〈〉“”\-—－、，·]")
_CARRIED = re.compile("《([^《》]{4,120})》")
_CARRIES = re.compile(r"印发|发布|公布|颁布|颁发|下发|批转|转发|制定|征求.*意见")
_PUBLISHES = re.compile(
    r"^(?:《|[^《》。]{0,30}通过《)[^。]{4,200}》[^《》]{0,80}现予以?(?:公布|发布|印发|颁布)"
    r"|^现(?:予以?)?(?:公布|发布|颁布)《[^。《》]{4,120}》，自"
)
"""The words of an order, whatever its title: 《…》已经…会议通过，现予公布."""
_ORDER = re.compile(r"[\u3400-\u9fff、\s]{2,60}(?:令|公告)")
"""The head of an order without a number, taken for its title: it names nothing it carries."""
_PAIRS = ("《〈", "》〉"), ("（", "）"), ("“", "”")
_REGION = re.compile("[\u3400-\u9fff]{1,8}(?:自治区|自治州|省|市|州|盟|县|区|旗)")
_LABEL = re.compile(r"^-?附(?:件)?[0-9]{0,2}[：:]?|^[0-9]{1,2}[.、]")
_BRACKET = re.compile("[《〈》〉（）“”]")
GENRES = {"复函": "函", "令": "命令"}
"""Genres by the name the regulation of 2012 gives them (第八条: 命令（令）)."""

_MATTER = ("关于", "转发", "印发")
"""What a title begins with behind the bodies that issue it, each on a line of its own or not."""


def _never(text: str) -> bool:
    """Whether a line can be no part of a title: a head, a number, a date, a label, a sentence."""
    if len(text) <= _LONGEST_ODD and rule("number.odd").search(text):
        return True
    if "。" in text or "；" in text or text.endswith("：") or _STARTS_NO_TITLE.match(text):
        return True
    if text.endswith(_LAST) and _ENDS_NO_TITLE.search(text):
        return True
    head = strip_head_word(text)
    return head != text and is_body(head)


def title_after(blocks: Sequence[Block], at: int) -> list[int]:
    """The blocks of a title that starts at `at`, or none."""
    if _is_bare(blocks, at):
        return [at]
    if _only_names(blocks, at):
        return []
    taken: list[int] = []
    text = ""
    for i in range(at, min(at + _MOST_LINES, len(blocks))):
        block = blocks[i]
        if _is_astray(block) or (taken and _another_kind(blocks[at], block)):
            break
        if _never(block.text) and not (taken and _still_open(text, block.text)):
            break
        if taken and _opens_below([blocks[n].text for n in taken], block):
            return []
        text += block.text
        if len(text) > _LONGEST:
            break
        taken.append(i)
        if _complete(text) and not _goes_on(blocks, at, i):
            return taken
    return []


def _opens_below(lines: Sequence[str], block: Block) -> bool:
    """Whether a whole title starts in a block of text without layout, and the lines above it are
    neither the bodies it belongs to nor its beginning: menus, the name of a column."""
    above = "".join(lines)
    if block.left is not None or _OPEN.search(above) or not _complete(block.text):
        return False
    if is_body(above) or all(is_body(name) for line in lines for name in line.split("、")):
        return False
    about = _STARTS_TITLE.search(block.text)
    if about is None or "《" in above:
        return False
    owner = block.text[: about.start()]
    named = is_body(owner) and rule("body.own_prefix").search(owner) is not None
    return (not owner or named) and not above.endswith(("和", "、", "与", "及"))


def _only_names(blocks: Sequence[Block], at: int) -> bool:
    """Whether block `at` names a document, or the body that the title below it names again, and a
    title of its own stands below it."""
    if at + 1 >= len(blocks):
        return False
    following = blocks[at + 1].text
    if following.startswith(blocks[at].text) and is_body(blocks[at].text):
        return len(following) > len(blocks[at].text)
    if _NAMED.fullmatch(blocks[at].text) is None:
        return False
    whole = _complete(following) or _MARKED.fullmatch(following) is not None
    return whole and not _still_open("", following)


def is_column(blocks: Sequence[Block], title: Sequence[int]) -> bool:
    """Whether a line that ends like a title names the column of a page (规范性文件征集意见): it says
    nothing of a matter, and a whole title stands right below it."""
    text, below = "".join(blocks[i].text for i in title), title[-1] + 1
    if below + 1 < len(blocks) and is_body(blocks[below].text):
        below += 1
    if blocks[title[0]].left is not None or below >= len(blocks) or _STARTS_TITLE.search(text):
        return False
    following = blocks[below].text
    return "《" not in text and _complete(following) and _STARTS_TITLE.search(following) is not None


def _is_bare(blocks: Sequence[Block], at: int) -> bool:
    """Whether block `at` is a title that only says the genre (通　知), its addressee below it."""
    if at + 1 >= len(blocks) or blocks[at].text not in BARE or blocks[at].red:
        return False
    return is_addressee(blocks[at + 1].text) and not _is_astray(blocks[at])


def title_before(blocks: Sequence[Block], at: int, first: int) -> list[int]:
    """The blocks of a title that ends above `at` (portals print the number below the title)."""
    for size in range(1, 6):
        start = at - size
        if start < first:
            break
        text = "".join(block.text for block in blocks[start:at])
        if any(_never(block.text) and not _TAIL.match(block.text) for block in blocks[start:at]):
            break
        whole = _complete(text) or (size == 1 and _MARKED.fullmatch(text) is not None)
        if whole and (_STARTS_TITLE.search(text) or start == first):
            while start > first and _set_alike(blocks[start - 1], blocks[start]):
                start -= 1
            before = blocks[start - 1].text if start > first else ""
            laid = blocks[start].left is not None
            owned = before and len(before) < 40 and not _closes(before)
            stacked = owned and is_body(before) and _is_stacked(blocks[start:at])
            if owned and (stacked or _is_owner(before, text, laid=laid)):
                continue
            return list(range(start, at))
    return []


def _is_stacked(title: Sequence[Block]) -> bool:
    """Whether the lines of a title name its bodies one below the other, then its matter."""
    lines = [block.text for block in title]
    matter = next((n for n, line in enumerate(lines) if line.startswith(_MATTER)), 0)
    return matter > 0 and all(map(is_body, lines[:matter]))


def _set_alike(above: Block, below: Block) -> bool:
    """Whether two blocks are lines of one title by their setting: centred, of one size, black."""
    if above.left is None or below.left is None or above.red or above.page != below.page:
        return False
    centred = min(above.left, below.left) > _CENTRED
    return centred and bool(above.size and below.size) and not _another_kind(above, below)


def _is_owner(before: str, text: str, *, laid: bool) -> bool:
    """Whether the line above is the first line of the title (国务院办公厅 / 关于…); in text that is not
    `laid` out on a page it must be the name of a body."""
    if text.startswith("《"):  # 云澜省人民政府关于实施 / 《…决定》的意见
        if before.endswith("》"):  # 关于印发《…办法》/ 《…细则》/ 《…方案》的通知
            listed = _NAMED.fullmatch(before) or _ISSUES.search(before)
            return listed is not None and not text.endswith("》")
        return _OPEN.search(before) is not None and not _complete(before)
    if _names_region_of(before, text):
        return True
    own = text.startswith(_MATTER)
    named = laid or is_body(before) or _OPEN.search(before) or before.endswith(("、", "和"))
    return own and bool(named) and not before.endswith(("文件", "：")) and not _complete(before)


def _names_region_of(above: str, title: str) -> bool:
    """Whether a line is the province or city that the body of the title below it lacks (云澜省 /
    财政厅关于…), set apart by a collection. Bodies of the centre lack none."""
    about = _STARTS_TITLE.search(title)
    owner = title[: about.start()] if about else ""
    if not owner or not _REGION.fullmatch(above) or rule("body.own_prefix").search(owner):
        return False
    return not is_central(owner) and is_body(owner) and is_body(above + owner)


def _closes(text: str) -> bool:
    return text.endswith(("。", "；", "：", "日"))


def is_title(text: str) -> bool:
    """Whether a text can be a whole title."""
    return _complete(text)


def _complete(text: str) -> bool:
    """Whether a text can be a whole title; one that is all in 《》 only names a document."""
    if len(text) < _SHORTEST or not _balanced(text) or _NAMED.fullmatch(text):
        return False
    return rule("title.end").search(text) is not None and not _holds_more(text)


def _holds_more(text: str) -> bool:
    """Whether lines that ran together hold more than a title: a day, a box, the title twice."""
    at = text.find("关于")
    again = at >= 0 and text.find(text[: at + _SAME], 1) > 0
    return again or _NO_PART.search(text) is not None


def _balanced(text: str) -> bool:
    """Whether every bracket is closed; title marks count alike, engines mix 《 and 〈 up."""
    if not _BRACKET.search(text):
        return True
    return all(_count(text, opening) == _count(text, closing) for opening, closing in _PAIRS)


def _count(text: str, marks: str) -> int:
    return sum(text.count(mark) for mark in marks)


def _is_astray(block: Block) -> bool:
    """Whether a block stands far to one side: no line of a title, which is centred."""
    if block.left is None or block.right is None:
        return False
    return block.left > _ASIDE and block.left - block.right > _ASIDE


def _still_open(text: str, following: str) -> bool:
    """Whether a title so far needs what follows: a bracket open, 的通知, （试行）, 规范/性文件."""
    if not _balanced(text) or _TAIL.match(following):
        return True
    tail = rule("title.tail").fullmatch(following) and not rule("head.dated").search(following)
    return following.startswith(("的", "性", "化")) or bool(tail)


def _another_kind(first: Block, block: Block) -> bool:
    """Another size of type or another colour: no longer the title."""
    if first.red != block.red:
        return True
    if not first.size or not block.size:
        return False
    return not 0.8 < block.size / first.size < 1.25


def _goes_on(blocks: Sequence[Block], at: int, i: int) -> bool:
    """Whether the title goes on although it could end here (…实施意见 / 的通知)."""
    if i + 1 >= len(blocks) or i + 1 - at >= _MOST_LINES:
        return False
    following = blocks[i + 1]
    if following.text.startswith("》") or _still_open("", following.text):
        return True
    if _never(following.text) or _another_kind(blocks[at], following):
        return False
    if following.left is None or following.right is None:
        return _ends_request(blocks[at].text, following.text)
    if following.left < _CENTRED / 2:
        return False
    large = blocks[at].size >= _LARGER * _body_size(blocks, i + 1)
    centred = following.left > _CENTRED and abs(following.left - following.right) < _UNEVEN
    return (large or centred) and bool(title_after(blocks, i + 1))


def _ends_request(above: str, text: str) -> bool:
    """Whether a line of text without layout ends the title of a notice or letter that the line above
    seems to end: 关于调整城市总体规划 / 和土地用途的请示."""
    about = above.find("关于")
    open_ = about >= 0 and not _ENDS_NOTICE.search(above) and not _STARTS_TITLE.search(text)
    return open_ and len(above) >= _LINE and _ENDS_NOTICE.search(text) is not None


def _body_size(blocks: Sequence[Block], at: int) -> float:
    sizes = sorted(block.size for block in blocks[at : at + 12] if block.size)
    return sizes[len(sizes) // 2] if sizes else 0.0


def genre_of(title: str) -> tuple[str, int, int] | None:
    """The genre (文种) a title ends with, and its span: 通知, 函 for 复函, 命令 for 令."""
    match = rule("title.end").search(title)
    if not match:
        return None
    word = match["genre"]
    return GENRES.get(word, word), match.start("genre"), match.end("genre")


@dataclass(frozen=True, slots=True)
class CarriedTitles:
    """The titles of the texts a circular says it carries."""

    names: tuple[str, ...]
    bare: frozenset[str] = field(init=False)
    """The names without marks, as they are compared."""

    def __post_init__(self) -> None:
        """Notes the names without marks."""
        object.__setattr__(self, "bare", frozenset(_bare(name) for name in self.names))

    def stand_in(self, listed: Sequence[Block]) -> bool:
        """Whether a list of attachments has one of the titles to its end."""
        text = _bare("".join(block.text for block in listed))
        return any(name in text for name in self.bare)

    def goes_on(self, listed: Sequence[Block], block: Block) -> bool:
        """Whether `block` goes on with the title at the end of a list of attachments."""
        if not listed:
            return False
        last = _LABEL.sub("", listed[-1].text)
        return _bare(last) not in self.bare and _bare(last + block.text) in self.bare

    def starts(self, blocks: Sequence[Block], at: int) -> int:
        """How many blocks from `at` make one of the titles; 0 when none does."""
        if not self.names:
            return 0
        text = ""
        for size, block in enumerate(blocks[at : at + 5], start=1):
            text += block.text
            bare = _bare(text)
            if bare in self.bare:
                return size
            if len(text) > 120 or not any(name.startswith(bare) for name in self.bare):
                break
        return 0


def carried_titles(title: Sequence[Block], body: Sequence[Block]) -> CarriedTitles:
    """The names a carrier (印发, 发布, 公布) gives to what it carries, from its title and body."""
    heading = re.sub(r"\.[a-z]{3,4}$", "", "".join(block.text for block in title))
    bare = not heading or _ORDER.fullmatch(heading)
    first = body[: 1 if heading else 3]
    said = "".join(block.text for block in first) if bare else heading
    published = any(publishes(block.text) for block in first)
    if not published and not _CARRIES.search(said):
        return CarriedTitles(())
    names: list[str] = []
    match = re.search(
        r"(?:印发|发布|公布|颁布|颁发|下发|批转|转发|制定)(?P<name>.{4,120}?)的?(?:通知|函|令|公告|决定)$",
        heading,
    )
    if match:
        owner, about, name = match["name"].partition("关于")
        names += [name] if about and is_body(owner) and len(name) >= _SHORTEST else []
        names.append(match["name"])
    if draft := re.search(r"征求对?(?P<name>.{4,120}?)的?意见", heading):
        names.append(draft["name"])
    for block in body[:3]:
        names += _CARRIED.findall(block.text)
    cleaned = [name.strip("《》") for name in names]
    return CarriedTitles(tuple(dict.fromkeys(name for name in cleaned if len(name) >= 5)))


def publishes(text: str) -> bool:
    """Whether a paragraph is the text of an order: 《…》已经…会议通过，现予公布."""
    return _PUBLISHES.search(text) is not None


def _bare(text: str) -> str:
    return _MARKS.sub("", text)
