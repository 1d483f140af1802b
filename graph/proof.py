"""The steps of a proof: each effect, start and term with the whole words that show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..extract.normalise import tight
from .days import validities
from .names import bare
from .parts import Subject, annex_of, clause_named, trees
from .verdict import Step
from .words import (
    Quote,
    operative,
    quote_of,
    row_of,
    sentence,
    sentences_with,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..extract.circular import Circular, Evidence
    from .effects import Effect
    from .view import Period, Start, View

_END_VERB = re.compile("废止|失效|停止执行|停止施行|不再执行|继续有效|撤销|延长")
_WORDS = {
    "repeals": "废止|不再作为",
    "declares_lapsed": "失效",
    "confirms": "有效|保留",
    "extends": "延长|延续|延期|继续",
    "ceases": "停止|不再",
}
_TOGETHER = re.compile("同时|同日|一并")


def step(effect: str, quote: Quote, circular: str) -> Step:
    """A step from words."""
    return Step(effect, quote.text, circular, quote.page, quote.box)


def unique(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps once each: of the same words of one circular, the first."""
    seen: dict[tuple[str, str], Step] = {}
    for one in steps:
        seen.setdefault((one.circular, one.quote), one)
    return tuple(seen.values())


def show_start(view: View, subject: Subject, start: Start, name: str = "start") -> Iterator[Step]:
    """The words that show a first day; where it is assumed, the date and what the circular does."""
    for effect in start.by[-1:]:
        yield from show_effect(view, effect)
    held = view.held(subject.id)
    if held is None or (start.by and not start.said):
        return
    circular, text = held.circular, view.text(subject.id)
    if start.assumed and not _is_said(circular, subject, start):
        for evidence in start.said[:1]:
            yield step("assumed_start", quote_of(evidence), subject.id)
        if found := operative(circular, text):
            yield step("operative", found, subject.id)
        return
    said = list(start.said)
    if subject.clause is None:
        times = validities(circular, subject.text)
        said += [e for v in times if v.effective_on == start.day for e in v.evidence]
    for evidence in said:
        if "title" not in evidence.rule:
            yield step(name, sentence(evidence, circular, text), subject.id)


def _is_said(circular: Circular, subject: Subject, start: Start) -> bool:
    """Whether words on the start stand behind an assumed day (自公布之日起)."""
    return any(
        v.effective_on and v.evidence == start.said for v in validities(circular, subject.text)
    )


def show_period(view: View, subject: Subject, period: Period, name: str = "term") -> Iterator[Step]:
    """The words that show an end: of the document itself, of what prolonged it, of a default rule."""
    held = view.held(subject.id)
    if period.default and period.default.by and period.default.clause:
        shown = period.default.clause.evidence
        place = shown[0] if shown else None
        quote = Quote(
            period.default.quote, place.page if place else None, place.box if place else None
        )
        yield step("default_term", quote, period.default.by)
    if held:
        for evidence in period.said:
            yield step(name, sentence(evidence, held.circular, view.text(subject.id)), subject.id)
    for effect in period.by:
        yield from show_effect(view, effect)


def show_effect(view: View, effect: Effect) -> Iterator[Step]:
    """The words of an effect: its clause or sentence, the row of an annex with the order over it, and
    where its day stands."""
    held = view.world.held[effect.by]
    circular, text = held.circular, view.text(effect.by)
    if effect.listed:
        yield from _listed(effect, circular, text)
    else:
        yield _said(effect, circular, text)
    yield from _day_shown(view, effect, circular, text)


def _said(effect: Effect, circular: Circular, text: str | None) -> Step:
    """The whole clause of an amendment, the sentence of all else."""
    clause = clause_named(trees(circular, effect.by_carried), effect.by_clause or "")
    place = effect.evidence[0] if effect.evidence else None
    page, box = (place.page, place.box) if place else (None, None)
    words = effect.quote
    if clause and effect.relation in ("amends", "corrects", "completes"):
        words = "".join(part for part in (clause.heading, clause.text) if part)
        if tight(effect.quote)[-8:] not in tight(words):
            words = effect.quote
        elif clause.evidence:
            page, box = clause.evidence[0].page, clause.evidence[0].box
    elif place and tight(words)[-1:] not in "。！？；：":
        words = sentence(place, circular, text).text
    return Step(effect.relation, words, effect.by, page, box)


def _listed(effect: Effect, circular: Circular, text: str | None) -> Iterator[Step]:
    place = effect.evidence[0] if effect.evidence else None
    found = row_of(circular, effect.number, effect.title, effect.by_clause)
    words = " ".join(cell for cell in found[1] if cell) if found else effect.quote
    quote = Quote(words, place.page if place else None, place.box if place else None)
    yield step(effect.relation, quote, effect.by)
    annex = annex_of(effect.by_clause or "") or "附件"
    verb = re.compile(_WORDS.get(effect.relation, "."))
    named = re.compile(annex + r"(?!\d)")
    orders = [q for q in sentences_with(named, circular, text) if verb.search(q.text)]
    for one in orders:
        yield step("order", one, effect.by)


def _day_shown(view: View, effect: Effect, circular: Circular, text: str | None) -> Iterator[Step]:
    if effect.from_start:
        subject = Subject(effect.by, effect.by_carried)
        yield from show_start(view, subject, view.start(subject), "start_of_effect")
        return
    if effect.effective_on is None:
        return
    if effect.listed or not _names_day(effect.quote, effect.effective_on):
        written = re.compile(_written(effect.effective_on))
        for quote in sentences_with(written, circular, text):
            if _END_VERB.search(quote.text):
                yield step("order", quote, effect.by)
    clause = clause_named(trees(circular, effect.by_carried), effect.by_clause or "")
    if _TOGETHER.search(effect.quote) and clause and clause.validity:
        for evidence in clause.validity.evidence:
            yield step("start_of_effect", sentence(evidence, circular, text), effect.by)


def _written(day: dt.date) -> str:
    return f"{day.year}年0?{day.month}月0?{day.day}日"


def _names_day(quote: str, day: dt.date) -> bool:
    return bool(re.search(_written(day), quote))


def show_event(
    view: View, subject: Subject, event: str, said: tuple[Evidence, ...]
) -> Iterator[Step]:
    """The words that name an open event: of the body first, of the title where only that does."""
    held = view.world.held[subject.id]
    circular, text = held.circular, view.text(subject.id)
    title = bare(circular.title.value) if circular.title else ""
    for evidence in said:
        if "title" in evidence.rule:
            break
        yield step("open_event", sentence(evidence, circular, text), subject.id)
    pattern = re.compile(re.escape(event))
    for quote in sentences_with(pattern, circular, text):
        words = bare(quote.text)
        if words not in title and (not title or title not in words):
            yield step("open_event", quote, subject.id)
            return
