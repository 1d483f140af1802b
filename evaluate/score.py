"""All marks of one circular, and of what a file holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .align import align
from .header import attachments, header
from .legacy import modern
from .marks import Mark, Reader, single
from .norms import decimal, norms
from .references import references
from .tables import table_shapes, tables
from .times import validity
from .tree import clauses
from .words import comparable, empty, loose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Scored:
    """One circular of the gold, what was read for it, and its marks.

    `part` is its place in the gold, from 1; 0 holds what was read beyond the gold. `sure` is the
    confidence of each field that the record gives one for.
    """

    stem: str
    file: str
    variant: str
    part: int
    name: str
    found: bool
    marks: tuple[Mark, ...]
    sure: dict[str, float]


def score_file(
    documents: Sequence[dict[str, Any]],
    records: Sequence[dict[str, Any]],
    *,
    stem: str,
    file: str,
    variant: str,
    paper: bool = True,
) -> list[Scored]:
    """The circulars of one file against the records read from it, in whatever order these are."""
    golds = [modern(document) for document in documents]
    pairs, spare = align(golds, records)
    shared = _items(golds, [None if p is None else records[p] for p in pairs])
    scored = []
    for part, (gold, place) in enumerate(zip(golds, pairs, strict=True), 1):
        record = records[place] if place is not None else {}
        marks = [single("circular", True, place is not None)]
        marks += score_document(gold, record, paper=paper)
        marks += [mark for index, mark in shared if index == part - 1]
        name = gold.get("number") or gold.get("title") or f"{stem}:{part}"
        sure = dict(record.get("confidence") or {})
        scored.append(
            Scored(stem, file, variant, part, name, place is not None, tuple(marks), sure)
        )
    if spare:
        names = [records[place].get("number") or records[place].get("title") for place in spare]
        extra = tuple(Mark("circular", "extra", None, name) for name in names)
        scored.append(Scored(stem, file, variant, 0, stem, found=True, marks=extra, sure={}))
    return scored


def score_document(
    gold: dict[str, Any], record: dict[str, Any], *, paper: bool = True
) -> Iterator[Mark]:
    """One circular: every field that the gold names; of one that was not found all are missing."""
    got = Reader(record, record)
    yield from header(gold, got, paper=paper)
    yield from _content("", gold, got)
    if "carried" in gold:
        yield from _carried(gold["carried"] or [], got)
    for name in ("amounts", "deadlines"):
        if name in gold:
            yield from _by_clause(name, gold[name] or [], record)


def _content(prefix: str, gold: dict[str, Any], got: Reader) -> Iterator[Mark]:
    """What a circular and a text it carries have in common."""
    if "clauses" in gold:
        yield from clauses(f"{prefix}clauses", gold, got)
    if "references" in gold:
        yield from references(f"{prefix}references", gold["references"] or [], got)
    if "validity" in gold:
        want, given = gold["validity"] or {}, got.get("validity") or {}
        yield from validity(f"{prefix}validity", want, given, got.sure("validity"), None)
    if "tables" in gold:
        yield from tables(f"{prefix}tables", gold["tables"] or [], got)
    if "table_shapes" in gold:
        yield from table_shapes(f"{prefix}tables.size", gold["table_shapes"], got)
    if "norms" in gold:
        yield from norms(f"{prefix}norms", gold["norms"] or [], got)
    if "class_rules" in gold:
        yield from _class_rules(f"{prefix}class_rules", gold["class_rules"] or [], got)


def _class_rules(field: str, gold: list[dict[str, Any]], got: Reader) -> Iterator[Mark]:
    """Rules stated as a class, found by kind and clause, else by kind."""
    given = got.items("class_rules")
    free = list(range(len(given)))
    if not gold and not given:
        yield Mark(field, "empty")
    for want in gold:
        kind, clause = want.get("kind"), comparable(want.get("clause"))
        same = [place for place in free if given[place].get("kind") == kind]
        near = [place for place in same if comparable(given[place].get("clause")) == clause]
        if not same:
            yield Mark(field, "missed", want.get("quote"), where=want.get("clause"), group=kind)
            continue
        place = (near or same)[0]
        free.remove(place)
        sure = got.sure("class_rules", place)
        yield Mark(field, "right", want.get("quote"), given[place].get("quote"), sure, group=kind)
        for name in ("clause", "exceptions", "soft", "event", "on"):
            if name in want:
                yield single(
                    f"{field}.{name}", want[name], given[place].get(name), sure, want.get("clause")
                )
    for place in free:
        sure = got.sure("class_rules", place)
        yield Mark(field, "extra", None, given[place].get("quote"), sure)


def _carried(gold: list[dict[str, Any]], got: Reader) -> Iterator[Mark]:
    """Texts the circular carries: found by title, else in their order; then all inside them."""
    given = got.items("carried")
    pairs, spare = align(gold, given)
    if not gold and not given:
        yield Mark("carried", "empty")
    for want, place in zip(gold, pairs, strict=True):
        inner = Reader(got.record, {}, "/carried/-")
        if place is None:
            yield Mark("carried", "missed", want.get("title"))
        else:
            inner = got.inside("carried", place)
            found = inner.get("title")
            title = want["title"] if loose(want.get("title")) == loose(found) else found
            yield single("carried", want.get("title"), title, got.sure("carried", place))
        yield from _content("carried.", want, inner)
        if "attachments" in want:
            yield from attachments("carried.attachments", want["attachments"] or [], inner)
    for place in spare:
        if given[place].get("attachment") is not None:
            continue  # gold names what is issued; an attachment of clauses it may leave out
        yield Mark("carried", "extra", None, given[place].get("title"), got.sure("carried", place))


def _by_clause(name: str, gold: list[dict[str, Any]], record: dict[str, Any]) -> Iterator[Mark]:
    """Amounts and deadlines listed by clause, without their sentences: any norm there may say it."""
    for want in gold:
        here = [n for n in record.get("norms") or [] if _under(n.get("clause"), want["clause"])]
        if name == "deadlines":
            given = [(n.get("deadline") or {}).get("on") for n in here]
            hit = want.get("on") in given
        else:
            values = [(q, decimal(q.get("value"))) for n in here for q in n.get("quantities") or []]
            hit = any(
                value == decimal(want["value"])
                and comparable(q.get("unit")) == comparable(want.get("unit"))
                for q, value in values
            )
        yield Mark(name, "right" if hit else "missed", want, where=want["clause"])


def _under(clause: str | None, wanted: str) -> bool:
    return (clause or "").startswith(wanted)


def _items(
    golds: list[dict[str, Any]], records: list[dict[str, Any] | None]
) -> list[tuple[int, Mark]]:
    """Archival items (件): for each pair of circulars in the file, whether they belong together."""
    marks: list[tuple[int, Mark]] = []
    for index, gold in enumerate(golds):
        for other in range(index):
            if "item" not in gold or "item" not in golds[other]:
                continue
            want = not empty(gold["item"]) and gold["item"] == golds[other]["item"]
            pair = records[index] or {}, records[other] or {}
            ids = [record.get("item_id") for record in pair]
            got = ids[0] is not None and ids[0] == ids[1]
            marks.append((index, single("item", want, got)))
    return marks
