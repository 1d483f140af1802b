"""Days agree, clauses nest, tables add up, and every reference leads somewhere."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from .check_words import contents
from .gold import RELATIONS
from .tree import walk
from .words import loose, plain, same_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .check import Corpus, Document, Problem, Words

_DIGITS = "〇一二三四五六七八九"
_ZEROS = str.maketrans("O○０Ｏ", "〇〇〇〇")
_YEAR = re.compile("〔([12][0-9]{3})〕")
_GROUP = re.compile("第.+[编章节]")
_PARAGRAPH = re.compile("第[一二三四五六七八九十百]+款")
_ANNEX = re.compile("附件[0-9]*")
_AGAIN = re.compile("#[0-9]+$")
"""Behind the id of a clause whose number an earlier one has already: 一#2."""
_TOTAL = re.compile("合计|总计|共计|小计")
_MONTHS = {"month": 1, "year": 12}


def check_facts(document: Document, corpus: Corpus) -> Iterator[Problem]:
    """What does not agree in one document, or with the others of the corpus."""
    yield from _days(document)
    for content in contents(document.gold):
        yield from _clauses(document, content)
        yield from _places(document, content)
        for reference in content.get("references") or []:
            yield from _reference(document, reference, corpus)
        for table in content.get("tables") or []:
            yield from _table(document, table)
    for item in document.gold.get("attachments") or []:
        if item.get("target") and not corpus.held(item["target"]):
            yield document.problem("no_target", f"attachments: {item['target']}")
    pages = document.gold.get("pages")
    if pages and document.pages and not 1 <= pages[0] <= pages[1] <= len(document.pages):
        yield document.problem("pages", pages)


# days


def day(value: Any) -> dt.date | None:
    """An ISO day; null where it is none."""
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def printed(date: dt.date, text: Words) -> bool:
    """Whether a day stands in the text, in Arabic or in Chinese numerals."""
    year = "".join(_DIGITS[int(digit)] for digit in str(date.year))
    forms = (
        f"{date.year}年0?{date.month}月0?{date.day}日",
        f"{year}年{_chinese(date.month)}月{_chinese(date.day)}日",
    )
    plainer = text.plain.translate(_ZEROS)
    return any(re.search(form, plainer) for form in forms)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return lead + (_DIGITS[ones] if ones else "")


def _days(document: Document) -> Iterator[Problem]:
    gold = document.gold
    issued = day(gold.get("issued_on"))
    for name in ("issued_on", "printed_on", "published_on"):
        date = day(gold.get(name))
        if date and document.text and not printed(date, document.text):
            yield document.problem("day_not_in_text", f"{name}: {date}")
    year = _YEAR.search(plain(gold.get("number") or ""))
    if year and issued and int(year[1]) != issued.year and not gold.get("note"):
        yield document.problem("year_of_number", f"{gold['number']}, {issued}")
    for name, date in _later(gold):
        if issued and date and date < issued:
            yield document.problem("day_before_issue", f"{name}: {date}")
    for content in contents(gold):
        times = [content.get("validity"), *(n.values.get("validity") for n in _nodes(content))]
        for time in times:
            if time and not time.get("partial_gold"):
                yield from _validity(document, time)


def _later(gold: dict[str, Any]) -> Iterator[tuple[str, dt.date | None]]:
    """Days that cannot lie before the day of issue, with what they are."""
    for name in ("printed_on", "published_on"):
        yield name, day(gold.get(name))
    yield "received", day((gold.get("received") or {}).get("on"))
    for content in contents(gold):
        for norm in content.get("norms") or []:
            if not norm.get("note"):
                yield "norms.deadline", day((norm.get("deadline") or {}).get("on"))


def _validity(document: Document, time: dict[str, Any]) -> Iterator[Problem]:
    gold = document.gold
    start, end = day(time.get("effective_on")), day(time.get("expires_on"))
    known = [day(gold.get(name)) for name in ("published_on", "issued_on", "printed_on")]
    first = min((date for date in known if date), default=None)
    if start and end and end < start:
        yield document.problem("ends_before_start", f"{start}–{end}")
    period = time.get("plan_period") or {}
    span = day(period.get("from")), day(period.get("to"))
    if span[0] and span[1] and span[1] < span[0]:
        yield document.problem("ends_before_start", f"plan_period: {span[0]}–{span[1]}")
    if start and time.get("effective_basis") == "on_issue" and start not in known:
        yield document.problem("not_on_issue", start)
    if start and first and (start < first) != bool(time.get("retroactive")):
        yield document.problem("retroactive", f"{start}, {first}")
    term = time.get("term")
    if start and end and term and time.get("expires_basis") == "term":
        wanted = _after(start, term)
        if wanted and wanted != end:
            yield document.problem("term", f"{start} + {term['value']} {term['unit']} = {wanted}")


def _after(start: dt.date, term: dict[str, Any]) -> dt.date | None:
    """The last day, inclusive, of a term that begins with `start`."""
    if term["unit"] == "day":
        return start + dt.timedelta(days=term["value"] - 1)
    months = start.month - 1 + term["value"] * _MONTHS[term["unit"]]
    try:
        after = start.replace(year=start.year + months // 12, month=months % 12 + 1)
    except ValueError:  # 31st of a month with 30 days: not decided here
        return None
    return after - dt.timedelta(days=1)


# clauses


def _nodes(content: dict[str, Any]) -> Iterable[Any]:
    return walk(content.get("clauses") or [])


def _clauses(document: Document, content: dict[str, Any]) -> Iterator[Problem]:
    """An id is that of the clause above with the own label behind it; articles do not carry their
    chapter."""
    if content.get("clauses_partial"):
        return
    seen: set[str] = set()
    waiting = [("", node) for node in reversed(content.get("clauses") or [])]
    while waiting:
        above, node = waiting.pop()
        name, label = str(node.get("id")), str(node.get("label"))
        if name in seen:
            yield document.problem("clause_twice", name)
        seen.add(name)
        if _AGAIN.sub("", name) != above + label:
            yield document.problem("clause_id", f"{name} ≠ {above}{label}")
        base = "" if _GROUP.fullmatch(name) else name
        waiting += [(base, child) for child in reversed(node.get("children") or [])]


def known_clause(clause: str, ids: set[str]) -> bool:
    """Whether a clause is in the tree, or an attachment. Paragraphs (款) of an article need not
    be in it."""
    return clause in ids or _PARAGRAPH.sub("", clause) in ids or bool(_ANNEX.fullmatch(clause))


def _places(document: Document, content: dict[str, Any]) -> Iterator[Problem]:
    """References, rules and norms stand in clauses of the tree."""
    if "clauses" not in content or content.get("clauses_partial"):
        return
    ids = {node.id for node in _nodes(content)}
    for name in ("references", "class_rules", "norms"):
        for item in content.get(name) or []:
            clause = item.get("clause")
            if clause and not known_clause(clause, ids):
                yield document.problem("no_clause", f"{name}: {clause}")


# targets


def _reference(document: Document, reference: dict[str, Any], corpus: Corpus) -> Iterator[Problem]:
    """A target is held by the corpus, or declared wanted."""
    shown = f"{reference.get('relation')} {reference.get('number') or reference.get('title')}"
    if reference.get("relation") not in RELATIONS:
        yield document.problem("relation", reference.get("relation"))
    if not {"target", "wanted", "quote"} & set(reference):
        return  # gold of the older form
    if reference.get("target"):
        yield from _held(document, reference, shown, corpus)
    elif reference.get("wanted"):
        if corpus.held(reference.get("number")) and not reference.get("note"):
            yield document.problem("held_and_wanted", shown)
    elif reference.get("number") or reference.get("title"):
        yield document.problem("not_wanted", shown)


def _held(
    document: Document, reference: dict[str, Any], shown: str, corpus: Corpus
) -> Iterator[Problem]:
    """The target is there, carries the text meant, and has the number that the text gives."""
    target, number = reference["target"], reference.get("number")
    held = corpus.held(target)
    if not held:
        yield document.problem("no_target", f"{shown}: {target}")
        return
    if reference.get("wanted"):
        yield document.problem("held_and_wanted", f"{shown}: {target}")
    numbered = any(same_number(number, one.gold.get("number")) for one in held)
    if number and not numbered and not reference.get("note"):
        yield document.problem("other_number", f"{shown}: {target}")
    text = reference.get("target_text")
    if text and not any(_carries(one, text) for one in held):
        yield document.problem("no_target", f"{shown}: {target}, {text}")


def _carries(document: Document, title: str) -> bool:
    carried = document.gold.get("carried") or []
    return any(loose(item.get("title")) == loose(title) for item in carried)


# tables


def _table(document: Document, table: dict[str, Any]) -> Iterator[Problem]:
    header, rows = table.get("header") or [], table.get("rows") or []
    title = table.get("title")
    if any(len(row) != len(header) for row in rows):
        yield document.problem("row_length", title)
    for column, total in (table.get("total") or {}).items():
        if column not in header:
            yield document.problem("no_column", f"{title}: {column}")
            continue
        index = header.index(column)
        parts = [
            number
            for row in rows
            if not any(_TOTAL.search(plain(cell)) for cell in row) and index < len(row)
            if (number := amount(row[index])) is not None
        ]
        if parts and sum(parts) != amount(total):
            yield document.problem("sum", f"{title}: {column} {sum(parts)} ≠ {total}")


def amount(cell: str) -> Decimal | None:
    """The number that is a cell; null where it is none."""
    try:
        return Decimal(plain(cell).replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
