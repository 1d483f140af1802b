"""Questions (`questions.jsonl`) put to what was read, and the answers against those expected."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..graph.chain import chain
from ..graph.find import find
from ..graph.gaps import missing
from ..graph.impact import impact
from ..ingest import mark_margins
from ..ingest.spreads import part_spreads
from ..library.answers import chain_answer, impact_answer, wanted_answer
from ..library.judging import judge, wording
from .words import as_read, loose, plain, same_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..graph.verdict import Verdict
    from ..graph.world import World
    from ..ingest.page import Page

UNDECIDED = "unknown"
_PIECES = 4
"""Lines that the cell of a table is broken into at most."""
RIGHT, WRONG, ABSTAINED = "right", "wrong", "abstained"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question answered: `outcome` is `right`, `wrong` (decided, but not so), or `abstained`
    (unknown, where an answer was expected). `quotes` and `proofs`: [found, of]: expected words that
    the proof gives; words of the proof that stand on the page it names. `detail`: what differs."""

    id: str
    ask: str
    outcome: str
    detail: tuple[str, ...] = ()
    quotes: tuple[int, int] = (0, 0)
    proofs: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Answers:
    """Everything answered for one variant."""

    asked: list[Asked] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Figures by kind of question and all that is not right."""
        kinds = sorted({one.ask for one in self.asked})
        return {
            "asked": len(self.asked),
            **{name: _figures([a for a in self.asked if a.ask == name]) for name in kinds},
            "errors": [
                {"id": a.id, "ask": a.ask, "outcome": a.outcome, "detail": list(a.detail)}
                for a in self.asked
                if a.outcome != RIGHT or a.detail
            ],
        }


def _figures(asked: Sequence[Asked]) -> dict[str, Any]:
    count = Counter(one.outcome for one in asked)
    return {
        **{name: count[name] for name in (RIGHT, WRONG, ABSTAINED)},
        "quotes": [sum(one.quotes[0] for one in asked), sum(one.quotes[1] for one in asked)],
        "proofs": [sum(one.proofs[0] for one in asked), sum(one.proofs[1] for one in asked)],
    }


class Pages:
    """The words of the pages of what is held, to look quotations up in."""

    def __init__(self, world: World, pages: Mapping[str, Sequence[Page]]) -> None:
        self._world = world
        self._words: dict[tuple[str, int], str] = defaultdict(str)
        for sha256, read in pages.items():
            for page in mark_margins(part_spreads(read)):  # as extraction takes them
                lines = "".join(line.text for line in page.lines if line.kind == "print")
                self._words[sha256, page.number] += as_read(lines)

    def shows(self, circular: str, page: int | None, quote: str) -> bool:
        """Whether these words stand on that page, or run over its edges. White space and marks do
        not count; the cells of a row may be broken over lines that stand side by side."""
        held = self._world.held.get(circular)
        if held is None:
            return False
        sha256 = held.key[0]
        numbers = sorted(number for sha, number in self._words if sha == sha256)
        near = range(page - 1, page + 2) if page else numbers
        words = "".join(self._words.get((sha256, number), "") for number in near)
        if as_read(quote) in words:
            return True
        cells = [as_read(cell) for cell in quote.split()]
        return len(cells) > 1 and all(_broken(cell, words) for cell in cells)


def _broken(cell: str, words: str) -> bool:
    """Whether a cell is made of a few pieces that stand on the page."""
    for _ in range(_PIECES):
        length = next((n for n in range(len(cell), 0, -1) if cell[:n] in words), 0)
        cell = cell[length:]
        if not cell or not length:
            break
    return not cell


def ask_all(world: World, pages: Pages, questions: Iterable[Any]) -> Answers:
    """Every question answered by a world."""
    answers = Answers()
    for question in questions:
        answers.asked.append(_ask(world, pages, question))
    return answers


def _ask(world: World, pages: Pages, question: Any) -> Asked:
    circular = getattr(question, "circular", None)
    ids = find(world, circular) if circular else [""]
    if question.ask == "status":
        return _status(world, pages, question, ids)
    if not ids:
        return Asked(question.id, question.ask, ABSTAINED, (f"{circular} not found",))
    wrong = list(_KINDS[question.ask](world, question, ids[0]))
    return Asked(question.id, question.ask, WRONG if wrong else RIGHT, tuple(wrong))


def _status(world: World, pages: Pages, question: Any, ids: Sequence[str]) -> Asked:
    want = question.expect
    verdict: Verdict | None = None
    if ids:
        verdict = judge(
            world, ids[0], question.clause, question.on, question.known_on, question.case_date
        )
    status = verdict.status if verdict else UNDECIDED
    detail = [] if status == want.status else [f"{want.status} → {status}"]
    if verdict:
        detail += _beside(want, verdict)
    outcome = RIGHT
    if detail:
        outcome = ABSTAINED if status == UNDECIDED != want.status else WRONG
    lost = list(_lost_quotes(want, verdict))
    steps = verdict.because if verdict else ()
    shown = [pages.shows(step.circular, step.page, step.quote) for step in steps if step.quote]
    quotes = len(want.quotes) - len(lost), len(want.quotes)
    detail += [f"no quote: {words}" for words in lost]
    detail += [
        f"not on its page: {step.circular} {step.page} {step.quote}"
        for step, there in zip([s for s in steps if s.quote], shown, strict=True)
        if not there
    ]
    return Asked(question.id, "status", outcome, tuple(detail), quotes, (sum(shown), len(shown)))


def _beside(want: Any, verdict: Verdict) -> Iterator[str]:
    """What a verdict says beside its status."""
    if want.amended is not None and want.amended != verdict.amended:
        yield f"amended {want.amended} → {verdict.amended}"
    codes = {warning.code for warning in verdict.warnings}
    for warning in want.warnings:
        if isinstance(warning, str) and warning not in codes:
            yield f"no warning: {warning}"
    if want.open_event and loose(want.open_event) not in loose(verdict.open_event):
        yield f"open event {want.open_event} → {verdict.open_event}"


def _lost_quotes(want: Any, verdict: Verdict | None) -> Iterator[str]:
    """Expected words that no step of the proof gives, of the circular they stand in."""
    places = want.in_ if len(want.in_) != 1 else want.in_ * len(want.quotes)
    steps = verdict.because if verdict else ()
    for quote, place in zip(want.quotes, places, strict=True):
        given = [as_read(step.quote) for step in steps if same_number(step.circular, place)]
        if not any(as_read(quote) in words for words in given):
            yield quote


def _chain(world: World, question: Any, id_: str) -> Iterator[str]:
    want, got = question.expect, chain_answer(chain(world, id_))
    ids = [hop["id"] for hop in got["hops"]]
    if len(ids) != len(want.hops) or not all(
        _named(hop.id, id_) for hop, id_ in zip(want.hops, ids, strict=True)
    ):
        yield f"hops {[hop.id for hop in want.hops]} → {ids}"
        return
    for hop, given in zip(want.hops, got["hops"], strict=True):
        for name in ("level", "verb", "held", "adds_clauses"):
            if getattr(hop, name) != given[name]:
                yield f"{hop.id}: {name} {getattr(hop, name)} → {given[name]}"
    if "down" in want.model_fields_set:
        yield from _differ("down", want.down, got["down"])


def _impact(world: World, question: Any, id_: str) -> Iterator[str]:
    got = impact_answer(impact(world, id_))
    for name in ("direct", "further"):
        yield from _differ(name, getattr(question.expect, name), [one["id"] for one in got[name]])


def _wanted(world: World, question: Any, _: str) -> Iterator[str]:
    got = wanted_answer(missing(world))
    for name in question.expect.contains:
        if not any(
            same_number(name, one["number"]) or loose(name) in map(loose, one["titles"])
            for one in got
        ):
            yield f"missing: {name}"


def _version(world: World, question: Any, id_: str) -> Iterator[str]:
    text = wording(world, id_, question.clause, question.on, question.known_on)
    if _ratios(text or "") != _ratios(question.expect.text):
        yield f"{question.expect.text} → {text}"


def _ratios(text: str) -> str:
    """A wording in one width; the sign of a ratio (5∶3) has two forms."""
    return plain(text).replace("∶", ":")


def _diff(_world: World, _question: Any, _id: str) -> Iterator[str]:
    yield "questions about differences are not scored"


_KINDS = {
    "chain": _chain,
    "impact": _impact,
    "wanted": _wanted,
    "version": _version,
    "diff": _diff,
}


def _differ(name: str, want: Sequence[str], got: Sequence[str]) -> Iterator[str]:
    lost = [one for one in want if not any(_named(one, other) for other in got)]
    more = [one for one in got if not any(_named(other, one) for other in want)]
    if lost or more:
        yield f"{name}: missed {lost}, extra {more}"


def _named(one: str, other: str | None) -> bool:
    return one == other or same_number(one, other)
