"""Whose time a sentence speaks of: the text's own, one article's, one matter's, another thing's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from ..ingest.values import dataclass
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["self", "order", "carried", "open", "clause", "matter", "thing", "other"]
_BREAK = re.compile(r"[，；]")
_DATED = re.compile(
    r"(?:(?:(?:有效|执行|施行|实施|试行|适用)期限?|(?:执行|施行|实施|试行|适用)?(?:期限|时间))?[自从于在][^，。；《》自从于在]{0,24}?(?:[年月日号]|[-./][0-9]{1,2})(?:起|开始|之日起|后|止)?"
    r"|(?:[0-9〇零O一二三四五六七八九十元]{1,4}[年月日号]){1,3}(?:起|开始|后)?"
    r"|即日起?|有效期限?|期限|时间)?[自从于在由为是：:]*$"
)
_DAY_ON = re.compile("[自从于](?=[^，。；]{0,16}[年月日])|即日|有效期")
_GOES_ON = re.compile("继续|延长|延续|延期|展期|续期")
"""Words by which another document goes on: the days behind them are its own."""
_TITLE = re.compile(r"《(?P<title>[^《》]{2,120})》[^，。；《》]{0,6}$")
_BASIS = re.compile("(?:根据|依据|依照|按照?|遵照|参照|为|落实|贯彻|执行)")
_NAMED = re.compile("《[^《》]{2,120}》|〕第?[0-9]{1,5}号")
_SHORT = 4
"""Characters of a short name at least that its title alone explains."""
_ANNEX = re.compile("附[件表]")
_REPEAL = re.compile(r"(?:同时|予以|一并)?(?:废止|失效|停止执行)$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose time it is; `words` names the article or the matter, or the text itself (本办法).

    `open`: none is named; `thing`: something the text speaks of; `other`: another document, a
    certificate, a contract.
    """

    kind: Kind
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The titles a text goes by: its own and those it carries, without brackets."""

    own: str | None = None
    carried: Sequence[str] = ()


def subject_of(sentence: str, at: int, names: Names) -> Subject:
    """The subject of what a sentence says of a time at `at`."""
    before = _undated(sentence[:at])
    parts = _BREAK.split(before)
    near = parts[-1].strip("（(：:【")
    if near:
        found = _named(near, names)
        if found is not None:
            return found
    earlier = before[: len(before) - len(parts[-1])]
    if near and _words_of_itself(near):
        return _earlier(earlier, names)
    return _judge(near) if near else _earlier(earlier, names)


def speaks_of_another(sentence: str, at: int, names: Names) -> bool:
    """Whether the document named last before `at` is another: 《甲办法》暂停执行，恢复时间…."""
    ends = [match.end() for match in _NAMED.finditer(sentence, 0, at)]
    if not ends or rule("validity.self_before").search(sentence[ends[-1] : at]):
        return False
    if _BASIS.match(_BREAK.split(sentence[: ends[-1]])[-1]):
        return False
    title = _TITLE.search(sentence[: ends[-1]])
    return title is None or _titled(sentence[: ends[-1]], title["title"], names).kind == "other"


def _undated(text: str) -> str:
    """The text without the day it ends with (本办法自2020年1月1日起 → 本办法)."""
    while True:
        cut = _DATED.search(text)
        shorter = text[: cut.start()] if cut else text
        if shorter == text:
            return text
        text = shorter


def _named(near: str, names: Names) -> Subject | None:
    """The subject right before the day, where it is named."""
    if article := rule("validity.article").search(near):
        other = "《" in near[: article.start()]
        return Subject("other") if other else Subject("clause", article["clause"])
    order = rule("validity.order").search(near)
    if order and not order["passed"]:
        return Subject("order")
    if title := _TITLE.search(near):
        return _titled(near, title["title"], names)
    if said := rule("validity.self").search(near):
        return _that(said["self"], names)
    if rule("validity.bare").search(near):
        return Subject("self")
    if order is None:
        return None
    titles = re.findall("《([^《》]{2,120})》", near)
    return _titled(near, titles[0], names) if titles else Subject("order")


def _that(words: str, names: Names) -> Subject:
    """The text itself by its words; 该办法 is another where neither this text nor what it carries is
    of that kind."""
    kind = words[1:3]
    titles = [_plain(name) for name in (names.own, *names.carried) if name]
    if words.startswith("该") and titles and not any(name.endswith(kind) for name in titles):
        return Subject("other")
    return Subject("self", words)


def _titled(near: str, title: str, names: Names) -> Subject:
    start = near.rfind("《")
    if near[max(start - 1, 0) : start] in ("本", "该"):  # 本《办法》
        return Subject("self")
    bare = _plain(title)
    if any(bare == _plain(name) or _plain(name).endswith(bare) for name in names.carried if bare):
        return Subject("carried", title)
    if any(_shortens(bare, _plain(name)) for name in names.carried):
        return Subject("carried", title)
    issues = rule("reference.issues").search(names.own or "")
    if issues and bare and bare == _plain(issues["title"]):
        return Subject("self")
    own = _plain(names.own or "")
    return Subject("self") if bare and (bare == own or own.endswith(bare)) else Subject("other")


def _shortens(short: str, title: str) -> bool:
    """Whether a short name is made of the characters of a title, in their order and to its end:
    《费用组成》 of 建筑安装工程费用项目组成."""
    if not _SHORT <= len(short) < len(title) or short[-2:] != title[-2:]:
        return False
    rest = iter(title)
    return all(char in rest for char in short)


def _plain(title: str) -> str:
    return re.sub(r"[（(][^（()）]{1,10}[)）]|[《》〈〉“”\s]", "", title)


def _words_of_itself(near: str) -> bool:
    """Whether the words before the day only say how: 经批准, 暂定, 有效期."""
    return (
        re.fullmatch(r"(?:暂定|暂|现|并|且|有效期限?|期限|试行期?|执行|时间|为|至)*", near)
        is not None
    )


def _earlier(text: str, names: Names) -> Subject:
    """The subject an earlier part of the sentence names."""
    if not text:
        return Subject("open")
    if said := rule("validity.self_before").search(text):
        words = _BREAK.split(said[0])[-1]
        return Subject("self") if _that(words, names).kind == "self" else Subject("other")
    if "《" in text and _GOES_ON.search(text):
        return Subject("other")
    parts = [part for part in _BREAK.split(text) if part]
    for part in reversed(parts):
        undated = _undated(part)
        found = _named(undated, names) if undated else None
        if found is not None and not _REPEAL.search(part):
            return found
    head = _DAY_ON.split(parts[0], maxsplit=1)[0] if parts else ""
    judged = _judge(head) if head else Subject("open")
    applied = (
        rule("validity.applied").search(text)
        if judged.kind != "matter" and "《" not in head
        else None
    )
    return Subject("matter", applied["what"]) if applied else judged


def _judge(near: str) -> Subject:
    if "《" in near or rule("validity.foreign").search(near):
        return Subject("other")
    if _ANNEX.match(near):
        return Subject("matter", near)
    matter = rule("validity.matter").search(near)
    if matter:
        return Subject("matter", matter["scope"])
    return Subject("thing")
