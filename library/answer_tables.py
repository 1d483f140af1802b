"""Answers as tables and lines for people. Words of circulars stand in them as printed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from .catalogue import MESSAGES
from .messages import say, translate
from .present import MM_A_POINT, print_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .answers import Answer

_QUOTED = 60
"""Characters of a quote that a table shows; `--json` has all of it."""
_RUNS = 6
"""Runs of missing numbers, or names, that a line shows; `--json` has all."""


def status_word(status: str) -> str:
    """A status in the language spoken, with its name in records."""
    return say(f"status.{status}")


def print_status(answer: Answer) -> None:
    """The verdict: what holds, by which words, what could overturn it."""
    for name, value in _verdict(answer):
        print(f"{say(f'ask.{name}')}\t{value}")
    _section("because", ("effect", "quote", "circular", "where"), map(_step, answer["because"]))
    _section("warnings", ("code", "about", "quote"), map(_warning, answer["warnings"]))
    known = [_known(item) for item in answer["known_effects"]]
    _section("known_effects", ("effect", "circular", "clause", "scope", "days"), known)
    for item in answer["followed_by"]:
        print(f"{say('ask.followed_by')}\t{item['id']}\t{item['from'] or ''}")
    coverage = answer["coverage"] or {}
    if coverage.get("says"):
        print(f"{say('ask.coverage')}\t{translate(coverage['says'])}")
    for name in ("gaps", "later", "missing"):
        if coverage.get(name):
            print(f"{say(f'ask.{name}')}\t{_some(coverage[name])}")
    for what in answer["would_change"]:
        print(f"{say('ask.would_change')}\t{_would_change(what)}")


def print_chain(answer: Answer) -> None:
    """The chain upwards, then who passes the document on."""
    rows = []
    for hop in answer["hops"]:
        name = hop["id"] or hop["number"] or hop["title"] or "?"
        if not hop["id"] and hop["candidates"]:
            name = f"{name} = {' / '.join(hop['candidates'])} ?"
        adds = "、".join(hop["adds_clauses"])
        rows.append(
            [
                hop["level"] or "",
                name,
                hop["verb"] or "",
                _held(hop["held"]),
                hop["issued_on"] or "",
                "、".join(hop["issuers"]),
                adds,
            ]
        )
    heads = ("level", "document", "verb", "held", "date", "issuers", "adds")
    print_table([say(f"ask.{head}") for head in heads], rows, {0, 2, 3, 4}, wide=1)
    _passed_on(answer["hops"])
    for id_ in answer["down"]:
        print(f"{say('ask.down')}\t{id_}")
    if answer["circular"]:
        print(say("ask.loop"), file=sys.stderr)


def _passed_on(hops: Sequence[Answer]) -> None:
    """What each hop changes of the text it passes on, and what is known of the hops not held."""
    rows = []
    for hop in hops:
        for one in (change for change in hop["changes"] if not change["doubtful"]):
            said = one["new_said"] or one["old_said"]
            clause = one["own_clause"] or one["clause"]
            cells = [hop["id"], _word(f"change_of.{one['kind']}", one["kind"]), clause]
            words = [_quote(one["old"]), _quote(one["new"]), _quote(said["quote"] if said else "")]
            rows.append([*cells, *words, _place(said) if said else ""])
    _section("changes", ("document", "change", "clause", "old", "new", "quote", "where"), rows)
    doubtful = sum(change["doubtful"] for hop in hops for change in hop["changes"])
    if doubtful:
        print(say("ask.doubtful", count=doubtful), file=sys.stderr)
    missing = []
    for hop in (hop for hop in hops if not hop["held"]):
        days = " – ".join(day or "" for day in (hop["after"], hop["before"]))
        name = hop["id"] or hop["number"] or hop["title"] or "?"
        missing += [
            [name, hop["title"] or "", days, _quote(step["quote"]), step["circular"], _place(step)]
            for step in hop["said"]
        ]
    _section("missing_hop", ("document", "title", "days", "quote", "circular", "where"), missing)


def print_impact(answer: Answer) -> None:
    """What rests on the document, the nearest first."""
    rows = [["1", *_resting(item), "、".join(item["clauses"]), ""] for item in answer["direct"]]
    rows += [
        [str(item["distance"]), *_resting(item), "", item["via"]] for item in answer["further"]
    ]
    _table(("distance", "document", "effect", "strength", "clause", "via"), rows, {0, 2, 3})


def _resting(item: Answer) -> list[str]:
    return [item["id"], relation_word(item["relation"]), f"{item['strength']:.2f}"]


def print_wanted(answer: Sequence[Answer]) -> None:
    """What is cited and not held, the most needed first."""
    rows = [
        [
            f"{item['weight']:g}",
            item["number"] or "",
            item["title"] or "",
            str(len(item["cited_by"])),
            "  ".join(item["cited_by"][:3]),
        ]
        for item in answer
    ]
    _table(("weight", "number", "title", "cited", "cited_by"), rows, {0, 1, 3})


def print_gaps(answer: Sequence[Answer]) -> None:
    """Numbers missing from series of which some are held."""
    rows = []
    for item in answer:
        runs = [f"{low}" if low == high else f"{low}–{high}" for low, high in item["missing"]]
        more = " …" if len(runs) > _RUNS else ""
        series = f"{item['prefix']}〔{item['year']}〕" if item["year"] else item["prefix"]
        rows.append(
            [
                series,
                item["issuer"] or "",
                ", ".join(map(str, item["held"])),
                ", ".join(runs[:_RUNS]) + more,
                str(item["count"]),
            ]
        )
    _table(("series", "issuers", "held_numbers", "missing_numbers", "count"), rows, {0, 4})


def print_refs(answer: Answer) -> None:
    """What the document says of others, then what others say of it."""
    for direction in ("of", "to"):
        rows = [_link(item, direction) for item in answer[direction]]
        if rows:
            print(say(f"ask.refs_{direction}", id=answer["id"]))
            _table(("effect", "document", "clause", "target_clause", "quote"), rows, {0})


def print_conflicts(answer: Sequence[Answer]) -> None:
    """Contradictions, each with the words of both sides."""
    for item in answer:
        what = say(f"conflict.{item['code']}")
        print(f"{what}\t{'  '.join(item['ids'])}\t{item['about']}")
        for step in item["because"]:
            print("\t".join(["", *_step(step)]))
    print(say("ask.conflicts", count=len(answer)), file=sys.stderr)


def print_diff(answer: Sequence[Answer]) -> None:
    """Answers that changed, with the first words that show why."""
    rows = []
    for item in answer:
        step = item["because"][0] if item["because"] else None
        rows.append(
            [
                item["id"],
                item["clause"] or "",
                _state(item["before"]),
                _state(item["after"]),
                _quote(step["quote"]) if step else "",
                step["circular"] if step else "",
            ]
        )
    _table(("document", "clause", "before", "after", "quote", "circular"), rows, {2, 3})
    print(say("ask.changed", count=len(answer)), file=sys.stderr)


def print_text(answer: Answer) -> None:
    """The text of a day: clause, words, and what became of it."""
    title = None
    for one in answer["clauses"]:
        if one["carried"] != title:
            title = one["carried"]
            print(f"\n《{title}》")
        notes = [status_word(one["status"])] if one["status"] != "in_force" else []
        notes += [say("ask.by", by=by) for by in one["by"]]
        notes += [say("ask.not_fitting", by=by) for by in one["unapplied"]]
        words = " ".join(part for part in (one["heading"], one["text"]) if part)
        print(f"{one['clause']}\t{words or '–'}" + (f"\t［{'；'.join(notes)}］" if notes else ""))


def print_text_diff(answer: Sequence[Answer]) -> None:
    """Clauses that read differently on two days, the words of both in full."""
    for one in answer:
        word = _word(f"change_of.{one['kind']}", one["kind"])
        print(f"{one['clause']}\t{word}\t{'  '.join(one['by'])}")
        for sign, words in (("-", one["before"]), ("+", one["after"])):
            if words is not None:
                print(f"{sign} {' '.join(words.split())}")
    print(say("ask.reworded", count=len(answer)), file=sys.stderr)


def _verdict(answer: Answer) -> Iterable[tuple[str, str]]:
    name = answer["id"] if answer["held"] else f"{answer['id']} ({say('ask.not_held')})"
    yield "document", name
    if answer["clause"]:
        yield "clause", answer["clause"]
    yield "on", answer["on"]
    for day in ("known_on", "case_date"):
        if answer[day]:
            yield day, answer[day]
    amended = say("ask.amended") if answer["amended"] else ""
    yield "status", f"{status_word(answer['status'])} {amended}".rstrip()
    if answer.get("text"):
        yield "text", " ".join(answer["text"].split())
    if answer["open_event"]:
        yield "open_event", answer["open_event"]


def _section(name: str, heads: Sequence[str], rows: Iterable[list[str]]) -> None:
    made = list(rows)
    if made:
        print()
        print(say(f"ask.{name}"))
        _table(heads, made, {0})


def _table(heads: Sequence[str], rows: list[list[str]], narrow: set[int]) -> None:
    print_table([say(f"ask.{head}") for head in heads], rows, narrow)


def _some(names: Sequence[str]) -> str:
    """The first of many names, and how many there are besides."""
    left = len(names) - _RUNS
    more = f"  {say('ask.more_numbers', count=left)}" if left > 0 else ""
    return "  ".join(names[:_RUNS]) + more


def _would_change(what: str) -> str:
    code, _, about = what.partition(":")
    key = f"change.{code}" if about or code != "end" else "change.end_unnamed"
    return say(key, about=about) if key in MESSAGES else what


def relation_word(relation: str) -> str:
    """A relation in the language spoken."""
    return _word(f"relation.{relation}", relation)


def _step(step: Answer) -> list[str]:
    return [relation_word(step["effect"]), _quote(step["quote"]), step["circular"], _place(step)]


def _warning(item: Answer) -> list[str]:
    known = f"warning.{item['code']}"
    text = item["text"] or ""
    words = (
        _word(f"status.{text}", _word(f"why_not.{text}", text)) if text.isascii() else _quote(text)
    )
    return [_word(known, item["code"]), item["about"] or "", words]


def _known(item: Answer) -> list[str]:
    days = " – ".join(day or "" for day in (item["effective_on"], item["until"]))
    word = relation_word(item["relation"])
    if not item["applied"]:
        why = item["why_not"] or ""
        word = f"{word} ∅ {_word(f'why_not.{why}', why)}"
    cells = [word.strip(), item["by"], item["clause"] or "", item["scope"] or ""]
    return [*cells, days if days.strip(" –") else ""]


def _link(item: Answer, direction: str) -> list[str]:
    named = item["number"] or item["title"] or ""
    document = item["by"] if direction == "to" else item["target"] or f"{named} ?"
    if direction == "of" and not item["held"] and item["target"]:
        document = f"{document} ({say('ask.not_held')})"
    word = relation_word(item["relation"]) + ("" if item["effective"] else " ∅")
    part = item["target_clause"] or item["scope"] or ""
    return [word, document, item["clause"] or "", part, _quote(item["quote"])]


def _word(key: str, otherwise: str) -> str:
    return say(key) if key in MESSAGES else otherwise


def _state(status: str | None) -> str:
    if status is None:
        return "–"
    name, _, amended = status.partition(", ")
    return f"{status_word(name)} {say('ask.amended') if amended else ''}".rstrip()


def _held(held: Any) -> str:
    return say("ask.yes") if held else say("ask.no")


def _place(step: Answer) -> str:
    if step["page"] and step["box"]:
        return say("place.page", page=step["page"], mm=round(step["box"][1] * MM_A_POINT))
    return say("place.page_only", page=step["page"]) if step["page"] else ""


def _quote(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTED else f"{plain[: _QUOTED - 1]}…"
