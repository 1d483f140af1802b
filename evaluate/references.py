"""Marks for references: which document, by which relation, from which clause, to what effect."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .marks import Mark, Reader, single
from .words import empty, loose, number_key, plain, same_number

if TYPE_CHECKING:
    from collections.abc import Iterator

Same = Callable[[dict[str, Any], dict[str, Any]], bool]
EFFECTS = frozenset(
    {"repeals", "ceases", "declares_lapsed", "supersedes", "amends", "extends", "suspends"}
)
ATTRIBUTES = (
    "target_clause", "partial", "until", "effective_on", "scope", "mutatis", "approved_by",
    "applies_by",
)  # fmt: skip
NAMED = ("title", "number", "issuer", "target")
"""Scored only where the gold names them."""


def _same_words(want: str | None, got: str | None) -> bool:
    return loose(want) == loose(got)


def _same_id(want: str | None, got: str | None) -> bool:
    """Ids are numbers, with the issuer behind @ where a library holds two of one number."""
    keys = [number_key((name or "").partition("@")[0]) for name in (want, got)]
    return keys[0] == keys[1]


_SAME: dict[str, Callable[[str | None, str | None], bool]] = {
    "number": same_number,
    "target": _same_id,
}


def same_target(want: dict[str, Any], got: dict[str, Any]) -> bool:
    """Whether two references mean one document: by number where both have one, else by title;
    two without either (`overrides`) mean the same nothing."""
    numbers = want.get("number"), got.get("number")
    if all(numbers):
        return same_number(*numbers)
    titles = loose(want.get("title")), loose(got.get("title"))
    if all(titles):
        return titles[0] == titles[1]
    return not any(numbers) and not any(titles)


def references(field: str, gold: list[dict[str, Any]], got: Reader) -> Iterator[Mark]:
    """The references of one text. `field` is relation and target, `field.clause` adds the clause,
    `field.effect` are those that end or change their target, whole and part told apart."""
    given = got.items("references")
    pairs = pair(gold, given)
    taken = set(pairs.values())
    if not gold and not given:
        yield Mark(field, "empty")
    for index, want in enumerate(gold):
        place = pairs.get(index)
        if place is None:
            yield from _missed(field, want)
        else:
            sure = got.sure("references", place)
            yield from _compared(field, want, given[place], sure)
    for place, item in enumerate(given):
        if place not in taken:
            sure, relation = got.sure("references", place), item.get("relation")
            clause = item.get("clause")
            yield Mark(field, "extra", None, shown(item), sure, clause, None, relation)
            yield Mark(f"{field}.clause", "extra", None, shown(item), sure, clause, None, relation)
            if relation in EFFECTS:
                effect = f"{field}.effect"
                yield Mark(effect, "extra", None, shown(item), sure, clause, None, relation)


def pair(gold: list[dict[str, Any]], given: list[dict[str, Any]]) -> dict[int, int]:
    """Index of the reference got for that of each wanted: the closest first."""
    steps: tuple[Same, ...] = (
        lambda a, b: _relation(a, b) and _clause(a, b) and _part(a, b),
        lambda a, b: _relation(a, b) and _clause(a, b),
        _relation,
        _clause,
        lambda _, __: True,
    )
    pairs: dict[int, int] = {}
    free = list(range(len(given)))
    for same in steps:
        for index, want in enumerate(gold):
            if index in pairs:
                continue
            for place in free:
                if same_target(want, given[place]) and same(want, given[place]):
                    pairs[index] = place
                    free.remove(place)
                    break
    return pairs


def _relation(want: dict[str, Any], got: dict[str, Any]) -> bool:
    return want.get("relation") == got.get("relation")


def _clause(want: dict[str, Any], got: dict[str, Any]) -> bool:
    return plain(want.get("clause") or "") == plain(got.get("clause") or "")


def _part(want: dict[str, Any], got: dict[str, Any]) -> bool:
    return plain(want.get("target_clause") or "") == plain(got.get("target_clause") or "")


def shown(item: dict[str, Any]) -> str:
    """A reference in one line."""
    title = f"《{item['title']}》" if item.get("title") else ""
    part = f"({item.get('target_clause') or 'partial'})" if item.get("partial") else None
    named = f"{title}{item.get('number') or ''}"
    parts = (item.get("relation"), named, part, item.get("clause"))
    return " ".join(part for part in parts if part)


def _missed(field: str, want: dict[str, Any]) -> Iterator[Mark]:
    relation, clause = want.get("relation"), want.get("clause")
    for name in _names(field, want, relation):
        yield Mark(name, "missed", shown(want), None, None, clause, relation)
    if "quote" in want:
        for name in ATTRIBUTES:
            if not empty(want.get(name)):
                yield Mark(f"{field}.{name}", "missed", want[name], where=shown(want))


def _names(field: str, want: dict[str, Any], *relations: Any) -> Iterator[str]:
    yield field
    if "clause" in want:
        yield f"{field}.clause"
    if EFFECTS & set(relations):
        yield f"{field}.effect"


def _compared(
    field: str, want: dict[str, Any], got: dict[str, Any], sure: float | None
) -> Iterator[Mark]:
    relation, other = want.get("relation"), got.get("relation")
    agreed = relation == other
    whole = empty(want.get("partial")) == empty(got.get("partial")) or "quote" not in want
    tests = {
        field: agreed,
        f"{field}.clause": agreed and _clause(want, got),
        f"{field}.effect": agreed and whole,
    }
    for name in _names(field, want, relation, other):
        yield Mark(
            name, "right" if tests[name] else "wrong", shown(want), shown(got), sure,
            want.get("clause"), relation, other,
        )  # fmt: skip
    if agreed:
        yield from _attributes(field, want, got, sure)


def _attributes(
    field: str, want: dict[str, Any], got: dict[str, Any], sure: float | None
) -> Iterator[Mark]:
    where = shown(want)
    for name in ATTRIBUTES:
        # gold of the older form names only some of what applies
        if "quote" in want or name in want:
            yield single(f"{field}.{name}", want.get(name), got.get(name), sure, where)
    refused = want.get("effective") is False, got.get("effective") is False
    if "quote" in want or "effective" in want:
        yield single(f"{field}.no_effect", *refused, sure, where)
    for name in NAMED:
        if name in want and ("quote" in want or want[name]):
            same = _SAME.get(name, _same_words)
            alike = same(want[name], got.get(name))
            given = want[name] if alike else got.get(name)
            yield single(f"{field}.{name}", want[name], given, sure, where)
    if "quote" in want:
        yield _quote(field, want, got, sure)


def _quote(field: str, want: dict[str, Any], got: dict[str, Any], sure: float | None) -> Mark:
    """The quotes agree when one is part of the other: sentences are cut in more than one way."""
    wanted, given = loose(want["quote"]), loose(got.get("quote"))
    inside = bool(given) and (wanted in given or given in wanted)
    name = f"{field}.quote"
    return single(name, want["quote"], want["quote"] if inside else got.get("quote"), sure)
