"""What documents are known by, as keys that match however they are written: numbers and titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..extract.bodies import split_bodies

_WIDE = str.maketrans("()[]【】{}", "（）〔〕〔〕〔〕")
_BRACKETED = re.compile(r"(?P<prefix>[^〔〕]+)〔(?P<year>\d{4})年?〕第?(?P<sequence>\d+)号")
_ORDERED = re.compile(
    r"(?P<body>.*?)(?P<kind>令|公告|通告|通报|命令|纪要|明传电报)?"
    r"(?:〔?(?P<year>\d{4})年?〕?)?第(?P<sequence>\d+)(?P<unit>号|期)"
)
_MARKS = re.compile(r"[\s《》〈〉“”‘’\"'「」、，,。．·:：;；!！?？\-—–―─~～（）()〔〕\[\]【】]+")
_TRIAL = re.compile(r"（?(?:试行|暂行)）?|（(?:修订|修正)(?:稿|版)?）|修订版?")
_YEAR = re.compile(r"（?(?:19|20)\d{2}(?:[-—–～~至年]+(?:(?:19|20)\d{2})?年?)*度?版?）?")
_CARRIED = re.compile(
    r"(?:印发|发布|公布|下发|颁布|颁发|转发|批转)[〈《]?(?P<inner>.+?)[〉》]?(?:的通知|的公告|的命令|的决定|的函)$"
)
_OPENING = re.compile(r"^(?P<issuer>.{2,60}?)(?=关于|转发|批转|印发)")
_BODY_END = re.compile(r"(?:府|厅|局|委|部|署|办|室|会|院|行|中心|处|站|集团|公司|社|团|组)$")


@dataclass(frozen=True, slots=True)
class NumberKey:
    """A document number as a key. `series`: the prefix (代字) without brackets, or 令, 公告, 期; `body`
    the words before 令 or 公告, which may be short (省政府) and are no part of the key."""

    series: str
    year: int | None
    sequence: int
    body: str = ""

    def fits(self, other: NumberKey) -> bool:
        """Whether both can be one number: the body, and the year of an order, may be unsaid."""
        if self.sequence != other.sequence:
            return False
        if self.is_order != other.is_order:
            return False
        if not self.is_order:
            return (self.series, self.year) == (other.series, other.year)
        kinds = {self.series, other.series}
        years = {self.year, other.year} - {None}
        same_kind = len(kinds) == 1 or kinds in ({"", "公告"}, {"", "通告"})
        return same_kind and len(years) < 2

    @property
    def is_order(self) -> bool:
        """Whether it is a number of orders, announcements or minutes, which have no prefix."""
        return self.series in _ORDERS


_ORDERS = frozenset({"", "令", "公告", "通告", "通报", "纪要", "明传电报", "期"})


def number_key(text: str) -> NumberKey | None:
    """A number as a key; null for what is none.

    >>> number_key("葛政办〔2012年〕第18号")
    NumberKey(series='葛政办', year=2012, sequence=18, body='')
    >>> number_key("云澜省人民政府令第112号").fits(number_key("省政府令第112号"))
    True
    """
    plain = re.sub(r"\s+", "", text.translate(_WIDE))
    if match := _BRACKETED.fullmatch(plain):
        prefix = re.sub("[（）]", "", match["prefix"])
        return NumberKey(prefix, int(match["year"]), int(match["sequence"]))
    if match := _ORDERED.fullmatch(plain):
        kind = (match["kind"] or "").removeprefix("命")
        if match["unit"] == "期":
            kind = "期"
        year = int(match["year"]) if match["year"] else None
        return NumberKey(kind, year, int(match["sequence"]), match["body"] or "")
    return None


def show_number(text: str) -> str:
    """A number as it names a document not held: without 年 and 第 inside brackets."""
    return re.sub(r"〔(\d{4})年?〕第?(?=\d+号)", r"〔\1〕", re.sub(r"\s+", "", text))


def bare(title: str) -> str:
    """A title without marks and spaces: 《〈A（试行）〉》 → A试行."""
    return _MARKS.sub("", title)


def opening(title: str) -> str | None:
    """The issuer a title opens with (国家总署关于…的通知), null where it names none."""
    match = _OPENING.match(title)
    if match is None:
        return None
    issuer = match["issuer"]
    return issuer if _BODY_END.search(issuer) and not re.search("[《〈]", issuer) else None


def openings(title: str) -> tuple[str, ...]:
    """The issuers a title opens with, joint ones each by itself (安河省财政厅 安河省教育厅关于…).

    >>> openings("安河省财政厅安河省教育厅关于印发办法的通知")
    ('安河省财政厅', '安河省教育厅')
    """
    named = opening(title)
    return tuple(named[a:b] for a, b in split_bodies(named)) if named else ()


def without_issuer(title: str) -> str:
    """The title from 关于 or 转发 on."""
    issuer = opening(title)
    return title[len(issuer) :] if issuer else title


def carried_name(title: str) -> str | None:
    """The text that a carrier's title says it carries: 关于印发〈A〉的通知 → A."""
    match = _CARRIED.search(title)
    return match["inner"] if match else None


def core(title: str) -> str:
    """What stays of a title when 试行, 暂行, 修订 and years are left out, and the issuer it opens with."""
    return bare(_YEAR.sub("", _TRIAL.sub("", without_issuer(title))))


def undated(title: str) -> str:
    """A title without marks and years: it may still be another document of another year."""
    return bare(_YEAR.sub("", title))
