"""An evaluation against an earlier one, and against floors: what was won, what was lost."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..library.messages import say
from .results import ALL, SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

AT_MOST = frozenset({"confident_errors", "ece", "cer", "cer_in_order"})
"""Measures that must not be higher than their floor; all others must not be lower."""
SHARES = frozenset({"precision", "recall", "f1", "exact", "score"})
WHOLE = frozenset({"score", "ece", "sure_share", "right_when_sure"} | AT_MOST)

Fields = dict[str, tuple[int | None, int | None]]
"""Errors before and now by field."""


class ComparisonError(ValueError):
    """A baseline or floors that cannot be used; the message is one line."""


@dataclass(frozen=True, slots=True)
class Change:
    """A circular that has more errors in some field than before, or fewer; `fields` by name:
    errors before and now, null where it was or is not scored."""

    key: str
    name: str
    fields: Fields

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return {"key": self.key, "name": self.name, "fields": self.fields}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Circulars won and lost; one may be in both, with different fields."""

    won: tuple[Change, ...]
    lost: tuple[Change, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "won": [change.as_json() for change in self.won],
            "lost": [change.as_json() for change in self.lost],
        }


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A floor that is not met, and the circulars with errors there."""

    variant: str
    field: str
    measure: str
    floor: float
    value: float | None
    circulars: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "variant": self.variant,
            "field": self.field,
            "measure": self.measure,
            "floor": self.floor,
            "value": self.value,
            "circulars": list(self.circulars),
        }


def _is_result(content: Any) -> bool:
    """Whether it has the shape of what `as_json` makes."""
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        return False
    circulars, variants = content.get("circulars"), content.get("variants")
    return (
        isinstance(variants, dict)
        and isinstance(circulars, list)
        and all(
            isinstance(one, dict) and {"key", "name", "variant", "fields"} <= set(one)
            for one in circulars
        )
    )


def _unreadable(path: Path, error: OSError) -> str:
    return say("evaluate.unreadable", path=path, why=error.strerror or error)


def read_baseline(path: Path) -> dict[str, Any]:
    """What `hongtou evaluate --json` wrote. Raises `ComparisonError`."""
    content: Any
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise ComparisonError(_unreadable(path, error)) from None
    except ValueError:
        content = None
    if not _is_result(content):
        raise ComparisonError(say("evaluate.no_baseline", path=path))
    return dict(content)


def compare(now: dict[str, Any], before: dict[str, Any]) -> Comparison:
    """Circulars whose errors became fewer or more, field by field.

    A circular of the variants looked at now that is gone is lost; one that is new is neither.
    Where a field is scored only now (its gold grew) or only before, nothing is said.
    """
    present = {one["key"]: one for one in now["circulars"]}
    known = {one["key"] for one in before["circulars"]}
    won: list[Change] = []
    lost: list[Change] = []
    for old in before["circulars"]:
        if old["variant"] not in now["variants"]:
            continue
        new = present.get(old["key"])
        fewer, more = _changes(old, new) if new else _gone(old)
        won += [Change(old["key"], old["name"], fewer)] if fewer else []
        lost += [Change(old["key"], old["name"], more)] if more else []
    lost += [
        Change(key, one["name"], {"circular": (0, one["fields"]["circular"][1])})
        for key, one in present.items()
        if key not in known and _beyond(key)
    ]
    return Comparison(tuple(won), tuple(lost))


def _beyond(key: str) -> bool:
    """Whether a key stands for what was read beyond the gold of a file."""
    return key.endswith(":0")


def _gone(old: dict[str, Any]) -> tuple[Fields, Fields]:
    errors: Fields = {"circular": (old["fields"].get("circular", [0, 0])[1], None)}
    return (errors, {}) if _beyond(old["key"]) else ({}, errors)


def _changes(old: dict[str, Any], new: dict[str, Any]) -> tuple[Fields, Fields]:
    fewer: Fields = {}
    more: Fields = {}
    for field, (_, errors) in new["fields"].items():
        # a field without an entry had nothing to be scored: no error either
        if field in old["fields"]:
            before = old["fields"][field][1]
        elif _sibling(field, old["fields"]):
            before = 0
        else:
            continue
        if errors != before:
            (fewer if errors < before else more)[field] = (before, errors)
    for field, (_, errors) in old["fields"].items():
        if errors and field not in new["fields"] and _sibling(field, new["fields"]):
            fewer[field] = (errors, 0)
    # what was lost has no attributes left to be wrong: that is nothing won
    return {name: v for name, v in fewer.items() if not _under(name, more)}, more


def _under(field: str, lost: Fields) -> bool:
    parts = field.split(".")
    return any(".".join(parts[:n]) in lost for n in range(1, len(parts)))


def _sibling(field: str, fields: dict[str, Any]) -> bool:
    return field.partition(".")[0] in {name.partition(".")[0] for name in fields}


def read_floors(path: Path) -> dict[str, Any]:
    """Floors: by variant (or `all`), by field (or `relation.NAME`, or `all`), by measure.
    Raises `ComparisonError`."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ComparisonError(_unreadable(path, error)) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ComparisonError(say("evaluate.no_floors", path=path, why=error)) from None
    for variant, fields in content.items():
        for field, measures in fields.items() if isinstance(fields, dict) else [(None, None)]:
            if not isinstance(measures, dict):
                raise ComparisonError(f"{path}: [{variant}] wants FIELD = {{ MEASURE = FIGURE }}")
            known = WHOLE if field == ALL else SHARES | {"confident_errors"}
            if unknown := sorted(set(measures) - known):
                words = f"{', '.join(unknown)}? ({', '.join(sorted(known))})"
                raise ComparisonError(f"{path}: [{variant}] {field}: {words}")
    return content


def shortfalls(scores: dict[str, Any], floors: dict[str, Any]) -> list[Shortfall]:
    """The floors that are not met; a variant that was not looked at is none."""
    found = []
    for variant, fields in floors.items():
        figures = scores["variants"].get(variant)
        if figures is None:
            continue
        for field, measures in fields.items():
            for measure, floor in measures.items():
                value = _value(figures, field, measure)
                if value is None and field == ALL:
                    continue  # not measured: only records were given, or no truth is there
                if value is None or (value > floor if measure in AT_MOST else value < floor):
                    where = _circulars(scores, variant, field)
                    found.append(Shortfall(variant, field, measure, floor, value, where))
    return found


def _value(figures: dict[str, Any], field: str, measure: str) -> float | None:
    if field == ALL:
        held = figures["calibration"] if measure in figures["calibration"] else figures
        value = held.get(measure)
    else:
        kind, name = "fields", field
        if field.startswith("relation."):
            kind, name = "relations", field.removeprefix("relation.")
        count = figures[kind].get(name, {})
        value = count.get(measure)
        if measure == "exact" and count:
            value = count["exact"] / count["of"] if count["of"] else None
    return None if value is None else float(value)


def _circulars(scores: dict[str, Any], variant: str, field: str) -> tuple[str, ...]:
    """The circulars with errors in a field of a variant."""
    relation = field.removeprefix("relation.") if field.startswith("relation.") else None
    named = []
    for one in scores["circulars"]:
        if variant not in (ALL, one["variant"]):
            continue
        errors = one["errors"]
        if relation:
            hit = any(_says(error, relation) for error in errors)
        else:
            hit = any(field == ALL or error["field"] == field for error in errors)
        if hit:
            named.append(f"{one['name']} ({one['key']})")
    return tuple(named)


def _says(error: dict[str, Any], relation: str) -> bool:
    if error["field"].removeprefix("carried.") != "references":
        return False
    return any(str(error[side] or "").split(" ")[0] == relation for side in ("want", "got"))
