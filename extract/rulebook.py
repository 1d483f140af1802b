"""Reads the rules: patterns made of named fragments, each with examples that prove it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Any

from ..ingest.values import dataclass, field
from .needles import Needles, needles_of, starts_broad

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

_FRAGMENT = re.compile(r"<([a-z0-9_]+)>")
_NAMED_GROUP = re.compile(r"\(\?P<[a-z0-9_]+>")
_DEPTH = 8
Search = Callable[..., re.Match[str] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `confidence` is how often what it finds is right when the text is read right.

    `examples` must be found, `counter_examples` must not; `source` names the clause of the
    standard or the form of circular it rests on; `since` and `until` are years.
    """

    name: str
    pattern: re.Pattern[str]
    confidence: float
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    source: str
    since: int | None = None
    until: int | None = None
    values: tuple[tuple[str, str], ...] = ()
    needles: Needles | None = field(init=False, repr=False, compare=False)
    """Words of which every match holds one; null where there are none, or none are needed."""
    search: Search = field(init=False, repr=False, compare=False)
    """The first match at or behind a place."""
    match: Search = field(init=False, repr=False, compare=False)
    """The match at a place."""
    fullmatch: Search = field(init=False, repr=False, compare=False)
    """The match that is the whole text."""
    finditer: Callable[..., Iterator[re.Match[str]]] = field(init=False, repr=False, compare=False)
    """All matches at or behind a place, none overlapping."""

    def __post_init__(self) -> None:
        """Binds the pattern's own methods, those that may look long in vain behind its needles:
        rules are asked some thousand times a circular."""
        pattern = self.pattern
        only_first = _is_anchored(pattern.pattern)
        slow = not only_first or starts_broad(pattern)
        needles = needles_of(pattern) if slow else None
        put = partial(object.__setattr__, self)
        put("needles", needles)
        put("search", _behind(needles, pattern.match if only_first else pattern.search, None))
        put("match", _behind(needles if only_first else None, pattern.match, None))
        put("fullmatch", pattern.fullmatch)
        put("finditer", _behind(needles, pattern.finditer, iter(())))


def _behind(needles: Needles | None, method: Callable[..., Any], nothing: Any) -> Any:
    """The method of a pattern, not called where a text holds none of its needles."""
    if needles is None:
        return method
    if len(needles) == 1:
        (word,) = needles
        return lambda text, *span: method(text, *span) if word in text else nothing
    held = re.compile("|".join(map(re.escape, sorted(needles)))).search
    return lambda text, *span: method(text, *span) if held(text) else nothing


@cache
def rule(name: str) -> Rule:
    """The rule of that name; `KeyError` when there is none."""
    return rules()[name]


@cache
def any_of(*names: str) -> Search:
    """One search for several rules: whether any of them finds something, not what."""
    parts = [_NAMED_GROUP.sub("(?:", rule(name).pattern.pattern) for name in names]
    pattern = re.compile("|".join(f"(?:{part}\n)" for part in parts), re.VERBOSE)
    only_first = all(_is_anchored(part) for part in parts)
    slow = not only_first or any(starts_broad(rule(name).pattern) for name in names)
    needles = needles_of(pattern) if slow else None
    search: Search = _behind(needles, pattern.match if only_first else pattern.search, None)
    return search


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by name."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in _files()]
    fragments: dict[str, str] = {}
    for content in files:
        fragments |= content.get("fragments", {})
    found: dict[str, Rule] = {}
    for content in files:
        for item in content.get("rule", ()):
            if item["name"] in found:
                raise ValueError(f"two rules are named {item['name']!r}")
            found[item["name"]] = _rule(item, fragments)
    return found


@cache
def words(name: str) -> tuple[str, ...]:
    """A word list, longest first."""
    for path in _files():
        lists = tomllib.loads(path.read_text("utf-8")).get("words", {})
        if name in lists:
            return tuple(sorted(lists[name], key=lambda word: (-len(word), word)))
    raise KeyError(name)


@cache
def rules_hash() -> str:
    """SHA-256 of the rule set: part of the key under which extraction is stored."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _files() -> list[Traversable]:
    folder = resources.files(f"{__package__}.rules")
    found = [path for path in folder.iterdir() if path.name.endswith(".toml")]
    return sorted(found, key=lambda path: path.name)


def _rule(item: Mapping[str, Any], fragments: Mapping[str, str]) -> Rule:
    return Rule(
        name=item["name"],
        pattern=re.compile(_expand(item["pattern"], fragments), re.VERBOSE),
        confidence=float(item.get("confidence", 1.0)),
        examples=tuple(item["examples"]),
        counter_examples=tuple(item.get("counter_examples", ())),
        source=item["source"],
        since=item.get("since"),
        until=item.get("until"),
        values=tuple(item.get("values", {}).items()),
    )


def _is_anchored(pattern: str) -> bool:
    """Whether every alternative of a pattern starts with ^: `search` would try each place of a
    text in vain, `match` tries the first only."""
    depth, at, starts = 0, 0, [0]
    while at < len(pattern):
        char = pattern[at]
        if char == "[":
            at = pattern.index("]", at + 2)
        elif char == "\\":
            at += 1
        elif char == "|" and depth == 0:
            starts.append(at + 1)
        depth += (char == "(") - (char == ")")
        at += 1
    return all(pattern[start:].lstrip().startswith("^") for start in starts)


def _expand(pattern: str, fragments: Mapping[str, str]) -> str:
    """Put fragments in: `<year>` becomes its pattern; `(?P<name>` is left alone."""
    for _ in range(_DEPTH):
        expanded = _FRAGMENT.sub(lambda m: _fragment(m, fragments), pattern)
        if expanded == pattern:
            return pattern
        pattern = expanded
    raise ValueError("fragments nest too deep")


def _fragment(match: re.Match[str], fragments: Mapping[str, str]) -> str:
    before = match.string[max(match.start() - 3, 0) : match.start()]
    if before.endswith("?P") or match[1] not in fragments:
        return match[0]
    return f"(?:{fragments[match[1]]})"
