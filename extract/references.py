"""References: what a text says to which other document (relations.md), with its evidence."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .amended_rows import names_first
from .bare_parts import with_bare_parts
from .basis_clause import BasisClause
from .column_tables import rows_by_clause, table_end
from .effect import ENDING
from .list_rows import read_rows
from .listed import Fate, fate_of
from .mentions import Mention, find_mentions, with_bases
from .own_start import from_start
from .paragraphs import LONGEST_PARAGRAPH
from .reference_carriers import CARRIERS, carrying, endorsing
from .reference_merge import together, told_once
from .reference_parts import list_fate, passed_on, passing_on, reference_key, titled_fate
from .reference_reader import EFFECTS, SentenceReader
from .reference_state import Source, State
from .row_references import row_reference
from .rulebook import rule
from .sentences import split_sentences
from .short_names import bare_names, short_names
from .taken_rules import with_taken_rules
from .title_acts import acted_on, amended_by, told_of_all
from .told_below import told_below

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Reference
    from .document import Document
    from .paragraphs import Paragraph

_SPEAKS = re.compile(
    "[《〈〔》]|号|“[^”]{0,24}关于|该|上述|以上|前述|为准|抵触|不一致|不符|不相|冲突|悉"
)
_LONGEST_HEADING = 40
_LONGEST_NAME = 60
"""Characters of a line that names a document, beside its title."""
_LONGEST_COLUMN, _LAST_WORDS = 12, 120
_LEAST = 6
"""Characters above which the end of a title names it."""
_FATED = re.compile("废止|失效|有效|保留|修改|修订|停止|撤销|暂停|延")
_TITLES = re.compile("《[^《》]*》|关于[^，。；（）]*|（[^（）]*）")
_ALL = re.compile("上述|以上|前述|上列|前列")
_NAMED = re.compile("(?:通知|意见|决定|公告|通告|批复|办法|规定|细则|函)(?:（[^（）]*）)?[；。]?$")
"""How the title of a document ends: a row of a list, no heading over one."""


def read_references(
    document: Document, paragraphs: Sequence[Paragraph], source: Source, fate: Fate | None = None
) -> list[Reference]:
    """The references of a body's paragraphs; `fate` is that of the list they are, if they are one.

    Several mentions of one target with one relation inside one clause are one reference.
    """
    fate = fate or told_of_all(source.title)
    state = State(
        fate=fate,
        amended=amended_by(source.title),
        replied=source.replying,
        before=acted_on(source.title),
    )
    found: list[Reference] = []
    plain = not any(part.clause is not None or _orders(part.text) for part in paragraphs)
    above = 0
    based = BasisClause()
    below = told_below(paragraphs)
    behind = looked = 0
    for n, paragraph in enumerate(paragraphs):
        if n < behind:
            continue
        if n >= looked and (looked := table_end(paragraphs, n)) > n:
            rows = _tabled(document, paragraphs[n:looked], source, state)
            if rows:
                found, behind = [*found, *rows], looked
                continue
        if n in below and state.fate in (None, *below.values()):
            state.fate = below[n]
        if said := passing_on(paragraph.text):
            found[above:] = passed_on(found[above:], said)
        above = len(found)
        _note_use(paragraph.text, state)
        told = based.told(paragraph, _of_paragraph(document, paragraph, source, state))
        found = _numbered(found, told) if state.fate and not state.led else [*found, *told]
        state.ordering = state.ordering or plain  # without clauses the first paragraph opens
    found = carrying(_dated_later(_headings(found), state.again, source), source)
    found = told_once(endorsing(found, source))
    return together(_without_own(found, source))


def _tabled(
    document: Document, paragraphs: Sequence[Paragraph], source: Source, state: State
) -> list[Reference]:
    """The rows of a table of documents, with the fate that the words above it or the title tell."""
    fate = _fate_of_table(source, state)
    if fate is None:
        return []
    rows = rows_by_clause(paragraphs)
    state.before = [*state.before, *(row.mention for row, _ in rows)]
    return [row_reference(document, row, fate, source, clause) for row, clause in rows]


def _note_use(text: str, state: State) -> None:
    """Note where a paragraph tells what the documents below it serve, or names the columns of other
    things: what fate was told before, or by the title, is not of them."""
    other = text.startswith("序号") and rule("list.other_columns").search(text)
    announces = text.endswith("：") or "下列" in text or "以下" in text or "下表" in text
    if other or (
        announces and rule("list.used").search(text[-_LAST_WORDS:]) and _opened(text) is None
    ):
        state.fate, state.serves = None, True


def _fate_of_table(source: Source, state: State) -> Fate | None:
    return state.fate or (None if state.serves else titled_fate(source.title))


def _numbered(found: list[Reference], told: list[Reference]) -> list[Reference]:
    """The references of a list, a number on a line of its own given to the title above it; none where
    one before has no title: it may be of the title below, and so may the others."""
    if len(told) == 1 and found and found[-1].title and _is_number(told[0]):
        row, number = found[-1], told[0]
        if any(_is_number(item) and item.relation == row.relation for item in found):
            return [*found, *told]
        if row.number is None and row.relation == number.relation:
            target = row.title, number.number
            key = reference_key(row.relation, target, row.clause, row.target_clause)
            evidence = (*row.evidence, *number.evidence)
            sure = min(row.confidence, number.confidence)
            whole = replace(row, key=key, number=target[1], evidence=evidence, confidence=sure)
            return [*found[:-1], whole]
    return [*found, *told]


def _is_number(item: Reference) -> bool:
    return item.title is None and item.quote.strip("（）") == item.number


def _of_paragraph(
    document: Document, paragraph: Paragraph, source: Source, state: State
) -> list[Reference]:
    text = paragraph.text[:LONGEST_PARAGRAPH]
    if (fate := _headed(text, source, state)) is not None:
        state.fate = fate
        return []
    if not (state.fate or state.amended or state.known or state.parted or _SPEAKS.search(text)):
        state.ordering = state.ordering or _orders(text)
        state.fate = _opened(text)
        return []
    if not (state.fate and state.before) and rule("reference.only_number").search(text):
        state.led = state.fate is not None
        return []
    if _is_aside(text) or _is_particular(text) or _is_column(text):
        return []
    mentions = _all_mentions(text, source, state)
    if not mentions and not _NAMED.search(text) and (opened := _opened(text)):
        state.fate = opened
        return []
    if (
        state.fate
        and (_is_row(text, mentions) or _is_amended(text, state.fate))
        and (rows := list(read_rows(paragraph.joined.blocks)))
    ):
        fate = state.fate
        if fate.relation == "amends":
            state.amended = rows[-1].mention
        state.before = [*state.before, *(row.mention for row in rows)]
        return [row_reference(document, row, fate, source, paragraph.clause) for row in rows]
    listed = state.fate is not None
    reader = SentenceReader(document, paragraph, source, state)
    named = with_taken_rules(text, with_bare_parts(text, mentions, state.amended))
    for sentence in split_sentences(text, named, source.issued_on):
        reader.read(sentence)
    if mentions:
        named = with_bases(text, mentions)
        state.before = [*state.before, *named] if listed else named
    state.ordering = state.ordering or _orders(text)
    return reader.found


def _all_mentions(text: str, source: Source, state: State) -> list[Mention]:
    """The documents a paragraph names, by the words too that take one of them up in it (现将《…的
    通知》转发给你们，请按《通知》要求…)."""
    mentions = _mentions(text, source, state)
    bare_names(mentions, state.used)
    again = mentions and text.find("《", mentions[0].end) > 0
    if again and len(mentions) > 1:
        words = [name for name, one in state.used.items() if one and name[0] == "《"]
        again = any(text.find(word, mentions[0].end) > 0 for word in words)
    return _mentions(text, source, state) if again else mentions


def _mentions(text: str, source: Source, state: State) -> list[Mention]:
    """The documents a paragraph names, without the text itself, by short names given in it too."""
    found = [item for item in _found(text, state) if not _is_own(item, source)]
    given = short_names(text, found)
    state.known |= given
    if any(text.count(name) > 1 for name in given):
        return [item for item in _found(text, state) if not _is_own(item, source)]
    return found


def _found(text: str, state: State) -> list[Mention]:
    return find_mentions(text, _names_in_use(state), state.before)


def _names_in_use(state: State) -> dict[str, Mention]:
    """The short names given, and the words that can mean one document only."""
    return {name: one for name, one in state.used.items() if one} | state.known


def _is_row(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a paragraph may be a row of a list without title marks: 1.关于…的通知（…号）."""
    if (
        text.startswith("“")
        or text.endswith("：")
        or rule("effect.amend_item").search(text)
        or _says_itself(text)
    ):
        return False
    if any(mention.title and "《" in text[mention.start : mention.end] for mention in mentions):
        mark = rule("list.row_mark").match(text)
        return rule("list.row_inner").match(text[mark.end() :] if mark else text) is not None
    if mentions and text.startswith(("中", "里", "内"), mentions[-1].end):
        return False
    mark = rule("list.row_mark").match(text)
    alone = rule("list.row_plain").match(text) or rule("reference.only_number").match(text)
    if mark is None and len(mentions) == 1 and alone:
        return True
    several = mark is not None and len(mentions) > 1 and mentions[0].start == mark.end()
    return not mentions or (mark is not None and not several)


def _is_amended(text: str, fate: Fate) -> bool:
    """Whether a paragraph is a row of a list that amends, without title marks, which says how."""
    return fate.relation == "amends" and "《" not in text and names_first(text) > 0


def _says_itself(text: str) -> bool:
    """Whether a paragraph says itself what becomes of what it names, which a row of a list does not:
    三、云财〔1999〕8号文件与本通知不一致的部分停止执行。"""
    return text.endswith(("。", "；")) and _FATED.search(_TITLES.sub("", text)) is not None


def _is_aside(text: str) -> bool:
    """A note of the text's own history, the name of a file, a line of an attachment list."""
    if text.startswith("（"):
        return rule("reference.history").search(text) is not None
    if text.startswith(("附", "-附")):
        return rule("reference.attachment").search(text) is not None
    if text.endswith("略）"):
        return rule("reference.omitted").fullmatch(text) is not None
    return text[-1:].isascii() and rule("reference.file").search(text) is not None


def _is_column(text: str) -> bool:
    """The name of a column of a list, on a line of its own: 发文日期."""
    return len(text) <= _LONGEST_COLUMN and rule("list.column").fullmatch(text) is not None


def _is_particular(text: str) -> bool:
    """A row of a portal's table of particulars that stands in a text: 文号：云财发〔1995〕8号."""
    if len(text) > _LONGEST_NAME or text.endswith(("。", "；", "，")) or "号" not in text[:12]:
        return False
    return rule("head.portal").match(text) is not None


def _orders(text: str) -> bool:
    """Whether a paragraph says that what follows is ordered: 通知如下：."""
    return ("如下" in text or "以下" in text) and (
        rule("relation.operative_from").search(text) is not None
    )


def _opened(text: str) -> Fate | None:
    """The fate of a list that a paragraph without documents opens: as words or as a heading."""
    if text.endswith(("：", "。")):
        return list_fate(text)
    if len(text) > _LONGEST_HEADING or not _FATED.search(text):
        return None
    mark = rule("list.row_mark").match(text)
    return fate_of(text[mark.end() :] if mark else text)


def _headed(text: str, source: Source, state: State) -> Fate | None:
    """The fate of the list below a heading (三、废止的文件), or below the header of a table (序号
    文件名称 文号), whose fate the words above it or the title tell."""
    if len(text) > _LONGEST_HEADING or _SPEAKS.search(text.replace("序号", "").replace("文号", "")):
        return None
    if text.startswith("序号"):
        return _fate_of_table(source, state)
    return None if text.endswith("：") else _opened(text)


def _is_own(mention: Mention, source: Source) -> bool:
    """Whether a mention has the text's own number, which words may run into (来源：…号)."""
    if mention.number is None or source.number is None:
        return False
    own = mention.number.text == source.number
    return own or (mention.title is None and mention.number.text.endswith(source.number))


def _dated_later(
    found: Sequence[Reference], again: set[tuple[str, str]], source: Source
) -> list[Reference]:
    """An effect said again of a list (上述文件自…起废止) gives the list its days."""
    if not again:
        return list(found)
    kept: list[Reference] = []
    places: dict[tuple[str | None, ...], int] = {}
    for item in found:
        ends = item.relation in ENDING
        same = "ends" if ends else item.relation, item.title, item.number
        n = places.get(same) if item.relation in EFFECTS else None
        if (item.key, item.quote) not in again or n is None or _says_more(item, kept[n]):
            places.setdefault(same, len(kept))
            kept.append(item)
            continue
        first, later = kept[n], from_start(item, source.start, source.issued_on)
        if item.relation == "repeals" and first.relation == "supersedes":
            key = reference_key("repeals", (first.title, first.number), first.clause, None)
            first = replace(first, relation="repeals", key=key)
        kept[n] = replace(
            first,
            effective_on=first.effective_on or later.effective_on,
            until=first.until or later.until,
        )
    return kept


def _says_more(item: Reference, first: Reference) -> bool:
    """Whether an effect said again is one of its own: of a matter the first does not have, or of
    more than the part that one means; 上述文件 means of each what was said of it."""
    matter = item.scope is not None and item.scope != first.scope
    if item.target_clause is None and first.target_clause and _ALL.search(item.quote):
        return matter
    return matter or (item.target_clause is None) != (first.target_clause is None)


def _headings(found: Sequence[Reference]) -> list[Reference]:
    """A line that only names a document over the items that amend it: it is amended."""
    kept = list(found)
    for n, (item, following) in enumerate(pairwise(found)):
        same = (item.title, item.number) == (following.title, following.number)
        named = item.relation == "cites" and item.effective
        if not named or following.relation != "amends" or not same:
            continue
        if item.target_clause is None and len(item.quote) <= _LONGEST_NAME + len(item.title or ""):
            key = reference_key("amends", (item.title, item.number), item.clause, None)
            kept[n] = replace(item, relation="amends", key=key)
    return kept


def _without_own(found: Sequence[Reference], source: Source) -> list[Reference]:
    """Without mentions of the text itself and of the text it carries, bar what carries it."""
    own = {item.title for item in found if item.relation in CARRIERS and item.title}
    if source.carried and source.title:
        own.add(source.title)
    ends = tuple(own)
    kept: list[Reference] = []
    for item in found:
        named = item.title if item.number is None else None
        is_own = named is not None and (named in own or (not item.issuer and _names(named, ends)))
        if is_own and item.relation not in CARRIERS and item.relation not in EFFECTS:
            continue
        kept.append(item)
    return kept


def _names(title: str, own: Sequence[str]) -> bool:
    """Whether a title is one of `own`, or the end of one (自治区百万人温饱计划)."""
    return any(name == title or (len(title) > _LEAST and name.endswith(title)) for name in own)
