"""Questions about force, chains, impact and gaps (`questions.jsonl`): their form, and whether what
they say of the corpus can be so. Scoring them needs verdicts and is no part of this."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from .check import Problem
from .check_facts import day, known_clause
from .tree import walk
from .words import loose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .check import Corpus, Document

STATUSES = (
    "not_yet", "in_force", "partly_in_force", "suspended", "ceased", "repealed", "annulled",
    "lapsed", "term_over_unchecked", "superseded_version", "possibly_overridden", "draft",
    "unknown",
)  # fmt: skip
_PART = re.compile("第([一二三四五六七八九十]+)部分")
_ITEM = re.compile("第(（[一二三四五六七八九十]+）)项")
BINDING = frozenset({"in_force", "partly_in_force"})

Text = Annotated[str, Field(min_length=1)]
Status = Annotated[str, Field(json_schema_extra={"enum": list(STATUSES)})]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ExpectStatus(_Form):
    """A status with the words that prove it; `in_` names the circular each of them stands in."""

    status: Status
    amended: bool | None = None
    quotes: list[Text] = []
    in_: list[Text] = Field([], alias="in")
    warnings: list[Any] = []
    unapplied: list[Any] = []
    open_event: Text | None = None


class Hop(_Form):
    """One circular of a forwarding chain."""

    id: Text
    level: Literal["国", "省", "市", "县", "乡"] | None = None
    verb: Text | None = None
    held: bool = True
    adds_clauses: list[Text] = []


class ExpectChain(_Form):
    """The chain upwards from the circular asked for, itself first, and what forwards it."""

    hops: Annotated[list[Hop], Field(min_length=1)]
    down: list[Text] = []


class ExpectImpact(_Form):
    """Circulars that rest on the one asked for."""

    direct: list[Text] = []
    further: list[Text] = []


class ExpectWanted(_Form):
    """Documents cited but not held, by number or title."""

    contains: Annotated[list[Text], Field(min_length=1)]


class ExpectVersion(_Form):
    """The words of a clause on that day."""

    text: Text
    quotes: list[Text] = []
    in_: list[Text] = Field([], alias="in")


class _Question(_Form):
    id: Text
    why: Text | None = None
    note: Text | None = None


class StatusQuestion(_Question):
    """Is it in force on that day, as known on that other day, for a case of that third one?"""

    ask: Literal["status"]
    circular: Text
    clause: Text | None = None
    on: dt.date
    known_on: dt.date | None = None
    case_date: dt.date | None = None
    expect: ExpectStatus


class VersionQuestion(_Question):
    """How does the clause read on that day?"""

    ask: Literal["version"]
    circular: Text
    clause: Text
    on: dt.date
    known_on: dt.date | None = None
    expect: ExpectVersion


class ChainQuestion(_Question):
    """What forwards what?"""

    ask: Literal["chain"]
    circular: Text
    expect: ExpectChain


class ImpactQuestion(_Question):
    """What rests on it?"""

    ask: Literal["impact"]
    circular: Text
    expect: ExpectImpact


class WantedQuestion(_Question):
    """What is cited but not held?"""

    ask: Literal["wanted"]
    expect: ExpectWanted


class DiffQuestion(_Question):
    """Which answers differ between two days?"""

    ask: Literal["diff"]
    circular: Text | None = None
    clause: Text | None = None
    from_: dt.date | None = Field(None, alias="from")
    to: dt.date | None = None
    expect: dict[str, Any]


Question = Annotated[
    StatusQuestion
    | VersionQuestion
    | ChainQuestion
    | ImpactQuestion
    | WantedQuestion
    | DiffQuestion,
    Field(discriminator="ask"),
]


def read_questions(path: Path) -> Iterator[tuple[int, Any]]:
    """Line number and question, or the words of what is wrong with that line."""
    form: TypeAdapter[Any] = TypeAdapter(Question)
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, form.validate_python(json.loads(line))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = "/".join(str(part) for part in first["loc"])
            yield number, f"/{place}: {first['msg']}"
        except ValueError as error:
            yield number, f"not JSON: {error}"


def check_questions(path: Path, name: str, corpus: Corpus) -> Iterator[Problem]:
    """Everything wrong with a file of questions."""
    seen: set[str] = set()
    for number, question in read_questions(path):
        place = f"{name}:{number}"
        if isinstance(question, str):
            yield Problem(place, None, "form", question)
            continue
        if question.id in seen:
            yield Problem(place, None, "question_twice", question.id)
        seen.add(question.id)
        for code, detail in _wrong(question, corpus):
            yield Problem(place, None, code, f"{question.id}: {detail}")


def _wrong(question: Any, corpus: Corpus) -> Iterator[tuple[str, str]]:
    circular, clause = getattr(question, "circular", None), getattr(question, "clause", None)
    held = corpus.held(circular)
    status = getattr(question.expect, "status", None)
    # What is said of a circular that is not held can be proved by those that are.
    proved = status is not None and bool(question.expect.quotes)
    if circular and not held and status != "unknown" and not proved:
        yield "no_circular", circular
    known = any(_has_clause(one, clause) for one in held) if clause else True
    if held and clause and not known and not _is_added(circular, clause, corpus):
        yield "no_clause", clause
    if status is not None and status not in STATUSES:
        yield "status", status
    if hasattr(question.expect, "quotes"):
        yield from _quotes(question, corpus)
    if isinstance(question, StatusQuestion):
        yield from _in_time(question, held)
    yield from _named(question.expect, corpus)


def _named(expect: Any, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Circulars that an answer names are held, or not, as it says."""
    if isinstance(expect, ExpectChain):
        for hop in expect.hops:
            if bool(corpus.held(hop.id)) != hop.held:
                yield "held", hop.id
    if isinstance(expect, ExpectImpact):
        for name in (*expect.direct, *expect.further):
            if not corpus.held(name):
                yield "no_circular", name
    if isinstance(expect, ExpectWanted):
        for name in expect.contains:
            if corpus.held(name) or _titled(name, corpus):
                yield "held", name


def _titled(name: str, corpus: Corpus) -> bool:
    return any(loose(one.gold.get("title")) == loose(name) for one in corpus.documents)


def _has_clause(document: Document, clause: str) -> bool:
    """Whether a clause is one of the circular's, or (办法:第三条) of a text it carries."""
    text, colon, name = clause.replace("：", ":").rpartition(":")
    contents = document.gold.get("carried") or [] if colon else [document.gold]
    named = [one for one in contents if not colon or loose(text) in loose(one.get("title"))]
    return any(
        "clauses" not in one or known_clause(name, {n.id for n in walk(one["clauses"] or [])})
        for one in named
    )


def _is_added(circular: str | None, clause: str | None, corpus: Corpus) -> bool:
    """Whether an amendment of the circular adds or replaces that clause (第十三条之一)."""
    name = (clause or "").replace("：", ":").rpartition(":")[2]
    return any(
        r.get("relation") == "amends"
        and r.get("target") == circular
        and any(
            name in {part, _in_tree(part)} for part in (r.get("target_clause") or "").split("、")
        )
        for document in corpus.documents
        for content in (document.gold, *(document.gold.get("carried") or []))
        for r in content.get("references") or []
    )


def _in_tree(words: str) -> str:
    """A clause as amendments name it, by its id: 第三部分第（四）项 is 三（四）."""
    return _ITEM.sub(r"\1", _PART.sub(r"\1", words))


def _quotes(question: Any, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Each quote stands in the text of its circular, and that circular was known on that day."""
    expect = question.expect
    places = expect.in_ if len(expect.in_) != 1 else expect.in_ * len(expect.quotes)
    if len(places) != len(expect.quotes):
        yield "quotes_and_places", f"{len(expect.quotes)} ≠ {len(expect.in_)}"
        return
    for quote, place in zip(expect.quotes, places, strict=True):
        held = corpus.held(place)
        if not held:
            yield "no_circular", place
        elif not any(one.text is None or one.text.quotes(quote) for one in held):
            yield "not_in_text", f"{place}: {quote}"
        elif question.known_on and all(_later(one, question.known_on) for one in held):
            yield "not_known", f"{place}, {question.known_on}"


def _later(document: Document, date: dt.date) -> bool:
    """Whether a circular became known only after a day."""
    known = _known(document)
    return known is not None and known > date


def _known(document: Document) -> dt.date | None:
    days = (day(document.gold.get(name)) for name in ("published_on", "issued_on", "printed_on"))
    return next((date for date in days if date), None)


def _in_time(question: StatusQuestion, held: list[Document]) -> Iterator[tuple[str, str]]:
    """Nothing is in force before it was known, unless it says so itself."""
    if not held or question.expect.status not in BINDING:
        return
    starts = []
    for one in held:
        contents = [one.gold, *(one.gold.get("carried") or [])]
        times = [content.get("validity") or {} for content in contents]
        times += [
            n.values.get("validity") or {} for c in contents for n in walk(c.get("clauses") or [])
        ]
        starts += [date for time in times if (date := day(time.get("effective_on")))]
        starts += [date for date in [_known(one)] if date]
    if starts and question.on < min(starts):
        yield "before_start", f"{question.on} < {min(starts)}"
