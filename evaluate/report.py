"""The result of an evaluation for people: tables by field, variant and relation, and the errors."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from ..library.messages import field_name, say
from ..library.present import print_table
from .results import ALL
from .tally import base_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .compare import Change, Comparison, Shortfall

LONGEST = 48
"""Characters of a value that are shown."""


def print_scores(scores: dict[str, Any], most: int) -> None:
    """All tables; `most` errors at the end."""
    figures = scores["variants"][ALL]
    print(say("evaluate.fields"))
    _counts(figures["fields"], named=True)
    if figures["relations"]:
        print()
        print(say("evaluate.relations"))
        _counts(figures["relations"], named=False)
    print()
    print(say("evaluate.variants"))
    _variants(scores["variants"])
    print()
    _errors(scores["circulars"], most)
    for name, answers in scores.get("questions", {}).items():
        print()
        _questions(name, answers, most)


def print_comparison(comparison: Comparison) -> None:
    """Circulars won, then lost, each with its fields and errors before and now."""
    print()
    print(say("evaluate.compared", won=len(comparison.won), lost=len(comparison.lost)))
    for sign, changes in (("+", comparison.won), ("-", comparison.lost)):
        for change in changes:
            print(f"{sign} {_change(change)}")


def print_shortfalls(found: Sequence[Shortfall]) -> None:
    """The floors that are not met, with the circulars that have errors there."""
    for one in found:
        words = say(
            "evaluate.floor",
            variant=one.variant,
            field=one.field,
            measure=one.measure,
            value="-" if one.value is None else f"{one.value:g}",
            floor=f"{one.floor:g}",
        )
        print(words, file=sys.stderr)
        for circular in one.circulars:
            print(f"  {circular}", file=sys.stderr)


def _counts(counts: dict[str, Any], *, named: bool) -> None:
    heads = ("right", "wrong", "missed", "extra", "precision", "recall", "f1", "exact",
             "confident_errors", "score")  # fmt: skip
    columns = [say("evaluate.field"), *(say(f"evaluate.{name}") for name in heads)]
    if not named:
        columns.remove(say("evaluate.exact"))
    rows = []
    for name, count in counts.items():
        if not any(count[outcome] for outcome in ("right", "wrong", "missed", "extra")):
            continue  # rightly empty in every circular
        cells = {key: _figure(count[key]) for key in heads if key != "exact"}
        exact = f"{count['exact']}/{count['of']}"
        values = [cells.get(key, exact) for key in heads if named or key != "exact"]
        rows.append([_field(name) if named else name, *values])
    print_table(columns, rows, set(range(1, len(columns))))


def _variants(variants: dict[str, Any]) -> None:
    """Fields down, variants across: the score of each; then what holds for a whole variant."""
    names = list(variants)
    fields = list(variants[ALL]["fields"])
    rows = [
        [_field(field), *(_score(variants[name]["fields"].get(field)) for name in names)]
        for field in fields
        if any(_score(variants[name]["fields"].get(field)) for name in names)
    ]
    rows += [
        [say(f"evaluate.{key}"), *(_figure(variants[name][key]) for name in names)]
        for key in ("circulars", "score", "confident_errors", "cer", "cer_in_order")
    ]
    rows += [
        [say(f"evaluate.{key}"), *(_figure(variants[name]["calibration"][key]) for name in names)]
        for key in ("ece", "sure_share", "right_when_sure")
    ]
    print_table([say("evaluate.field"), *names], rows, set(range(1, len(names) + 1)))


def _errors(circulars: Sequence[dict[str, Any]], most: int) -> None:
    rows = [(one, error) for one in circulars for error in _distinct(one["errors"])]
    print(say("evaluate.errors", count=len(rows)))
    # confident errors first: they do the harm; the cells of one table are one line
    rows.sort(key=lambda row: not row[1]["confident"])
    lines: dict[tuple[Any, ...], list[str]] = {}
    for index, (one, error) in enumerate(rows):
        mark = "!" if error["confident"] else " "
        cells = error["field"].endswith("tables.cells")
        table = str(error["where"]).rpartition(" ")[0] if cells else index
        lines.setdefault((mark, one["key"], error["field"], table), []).append(_error(error))
    for (mark, key, field, _), texts in list(lines.items())[:most]:
        more = f" (+{len(texts) - 1})" if len(texts) > 1 else ""
        print(f"{mark} {key} {field}{texts[0]}{more}")
    if len(lines) > most:
        print(say("evaluate.more_errors", count=len(lines) - most), file=sys.stderr)


def _questions(name: str, answers: dict[str, Any], most: int) -> None:
    """How questions were answered, by kind, and what is not right."""
    kinds = {kind: of for kind, of in answers.items() if isinstance(of, dict)}
    print(say("evaluate.questions", variant=name, count=answers["asked"]))
    heads = ("right", "wrong", "abstained", "quotes", "proofs")
    rows = [
        [
            kind,
            *(_share(of[head]) if isinstance(of[head], list) else str(of[head]) for head in heads),
        ]
        for kind, of in kinds.items()
    ]
    columns = [say("evaluate.kind"), *(say(f"evaluate.{head}") for head in heads)]
    print_table(columns, rows, set(range(1, len(columns))))
    for error in answers["errors"][:most]:
        mark = "!" if error["outcome"] == "wrong" else " "
        print(f"{mark} {error['id']} {'; '.join(error['detail'])}")
    if len(answers["errors"]) > most:
        print(say("evaluate.more_errors", count=len(answers["errors"]) - most), file=sys.stderr)


def _share(counts: Sequence[int]) -> str:
    return f"{counts[0]}/{counts[1]}" if counts[1] else ""


def _distinct(errors: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A wrong reference is one line, though it counts with its clause and effect again."""
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for error in errors:
        base = base_of(error["field"])
        key = base, str(error["want"]), str(error["got"])
        if base.endswith("references") and key in seen:
            continue
        seen.add(key)
        kept.append(error)
    return kept


def _error(error: dict[str, Any]) -> str:
    where = f" [{error['where']}]" if error["where"] else ""
    sure = "" if error["confidence"] is None else f" ({error['confidence']:.2f})"
    return f"{where}: {_short(error['want'])} → {_short(error['got'])}{sure}"


def _change(change: Change) -> str:
    parts = (f"{name} {_or(old)}→{_or(new)}" for name, (old, new) in change.fields.items())
    return f"{change.name} ({change.key}): {', '.join(parts)}"


def _field(name: str) -> str:
    """A field for people: the names of the record are translated, those inside stay."""
    head, dot, rest = name.partition(".")
    return f"{field_name(head)}{dot}{rest}"


def _score(count: dict[str, Any] | None) -> str:
    return _figure(count["score"]) if count else ""


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _or(value: int | None) -> str:
    return "-" if value is None else str(value)


def _short(value: Any) -> str:
    if value is None:
        return "∅"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
