"""Parts of a document: what 第三部分, 第五条第（二）项, 办法:第六条 mean in its tree of clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..extract.clauses import walk
from .names import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..extract.circular import CarriedText, Circular, Clause

_COUNT = "[一二三四五六七八九十百零〇]+"
_HEAD = re.compile(f"第(?P<count>{_COUNT})(?P<unit>部分|条|章|节|点|项|款)(?P<after>之{_COUNT})?")
_ITEM = re.compile(f"第?[（(](?P<count>{_COUNT}|[0-9]+)[）)](?:项|点|款|目)?")
_DRAFT = re.compile("征求意见稿|（草案）|（送审稿）|（讨论稿）")
_PARAGRAPH = re.compile(f"第(?P<count>{_COUNT})款")
_ANNEX = re.compile(r"附[件表](?P<index>\d*)")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_SPLIT = re.compile(r"[、，,]|和(?=第|附)|及(?=第|附)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked of: a document, one of the texts it carries (its title), a clause of either.
    `clause` is an id of the tree, with 第一款 behind it for one paragraph, or 附件1."""

    id: str
    text: str | None = None
    clause: str | None = None


def number_of(count: str) -> int:
    """二十三 → 23.

    >>> number_of("二十三"), number_of("十"), number_of("7")
    (23, 10, 7)
    """
    if count.isdecimal():
        return int(count)
    total, digit = 0, 0
    for sign in count:
        if sign == "十":
            total += (digit or 1) * 10
            digit = 0
        elif sign == "百":
            total += (digit or 1) * 100
            digit = 0
        else:
            digit = _DIGITS.get(sign, 0)
    return total + digit


def split_parts(said: str) -> tuple[str, ...]:
    """Several clauses named together: 第三条、第五条 → both."""
    return tuple(part for part in _SPLIT.split(said) if part)


def find_clause(said: str, clauses: Sequence[Clause]) -> str | None:
    """The id of the clause that words name (第三部分第（一）项 → 三（一）), with 第N款 kept behind it;
    null where the tree has none."""
    ids = {clause.id for clause in walk(clauses)}
    plain = re.sub(r"\s+", "", said)
    if plain in ids:
        return plain
    paragraph = ""
    if match := _PARAGRAPH.search(plain):
        if match.start() > 0:
            paragraph = match[0]
            plain = plain[: match.start()] + plain[match.end() :]
        if plain in ids:
            return plain + paragraph
    for name in _readings(plain):
        if name in ids:
            return name + paragraph
    return None


def _readings(plain: str) -> Iterable[str]:
    """Ids that words may mean, the likeliest first."""
    head = _HEAD.match(plain)
    if head is None:
        items = [f"（{match['count']}）" for match in _ITEM.finditer(plain)]
        if items and not _ITEM.sub("", plain):
            yield "".join(items)
        return
    rest = plain[head.end() :]
    below = "".join(f"（{match['count']}）" for match in _ITEM.finditer(rest))
    if _HEAD.match(rest) and not below:
        inner = _HEAD.match(rest)
        below = f"（{inner['count']}）" if inner and inner["unit"] == "项" else below
    article = f"第{head['count']}条{head['after'] or ''}"
    if head["unit"] == "条":
        yield article + below
        yield head["count"] + below
    elif head["unit"] in "部分点项":
        yield head["count"] + below
        yield article + below
        yield f"第{head['count']}部分{below}"
    elif head["unit"] in "章节":
        yield head[0] + below


def annex_of(said: str) -> str | None:
    """附件1, 附件 (of the only one), 附表: a part of its own."""
    match = _ANNEX.match(said)
    return f"附件{match['index']}" if match else None


def place_of(said: str) -> str:
    """Words for a clause of a document not held, so that they can be compared: 三, 第三条."""
    plain = re.sub(r"\s+", "", said)
    head = _HEAD.match(plain)
    if head and head["unit"] in "部分" and head.end() == len(plain):
        return head["count"]
    return plain


def covers(part: str, clause: str) -> bool:
    """Whether a part named holds a clause (or is it): 三 holds 三（二）, 第五条 holds 第五条第一款."""
    if part == clause:
        return True
    if part.startswith("附件") and clause.startswith("附件"):
        return part == "附件" or clause == "附件"
    if not clause.startswith(part):
        return False
    rest = clause[len(part) :]
    return rest.startswith(("（", "第", ".", "1", "2", "3", "4", "5", "6", "7", "8", "9"))


def trees(circular: Circular, text: str | None) -> tuple[Clause, ...]:
    """The clauses of a circular, or of one of its carried texts."""
    if text is None:
        return circular.clauses
    return next((t.clauses for t in circular.carried if t.title == text), ())


def subject(circular: Circular | None, id_: str, clause: str | None) -> Subject:
    """What a question is about: `clause` may name the text (办法:第三条). A clause that only the text
    carried has is that text's."""
    if clause is None or circular is None:
        return Subject(id_, None, place_of(clause.rpartition(":")[2]) if clause else None)
    text, colon, said = clause.replace("：", ":").rpartition(":")
    texts: list[str | None] = [t.title for t in circular.carried if bare(text) in bare(t.title)]
    if not colon:
        texts = [None, *texts]
    if annex := annex_of(said):
        return Subject(id_, None, annex)
    for title in texts:
        if found := find_clause(said, trees(circular, title)):
            return Subject(id_, title, found)
    return Subject(id_, texts[0] if texts else None, added_id(said))


def clause_named(clauses: Sequence[Clause], id_: str) -> Clause | None:
    """The clause of an id, paragraphs behind it left out; null where there is none."""
    plain = _PARAGRAPH.sub("", id_)
    return next((clause for clause in walk(clauses) if clause.id in (id_, plain)), None)


def paragraph_of(id_: str) -> int | None:
    """Which paragraph of its clause an id means (第二款 → 2), null for all."""
    match = _PARAGRAPH.search(id_)
    return number_of(match["count"]) if match and match.start() > 0 else None


def narrowed(clause: Clause, scope: str) -> tuple[str, ...]:
    """The clauses below one that a matter means, by their headings or words: itself where its
    heading or only its own text speaks of it; none where that is not clear."""
    wanted = bare(scope)
    if clause.heading and wanted in bare(clause.heading):
        return (clause.id,)
    below = [one for one in walk(clause.children) if one.heading and wanted in bare(one.heading)]
    if below:
        return tuple(one.id for one in below)
    return ()


def added_id(said: str) -> str:
    """A clause that the tree does not have, as an id: 第三部分第（四）项 → 三（四）."""
    plain = re.sub(r"第([一二三四五六七八九十]+)部分", r"\1", said)
    return re.sub(r"第?(（[一二三四五六七八九十]+）)项?", r"\1", plain)


def is_draft(title: str) -> bool:
    """Whether a title says that its text is put out for comment or debate."""
    return _DRAFT.search(title) is not None


def issued_texts(circular: Circular) -> tuple[CarriedText, ...]:
    """The texts a circular issues: its attachments left out, which neither start nor end it."""
    return tuple(text for text in circular.carried if text.attachment is None)


def owners(circular: Circular) -> tuple[Circular | CarriedText, ...]:
    """A circular and the texts it carries: whatever says something itself."""
    return (circular, *circular.carried)
