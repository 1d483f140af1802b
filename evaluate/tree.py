"""Marks for clauses: their ids, their headings, and the time of single ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .marks import Mark, Reader, single
from .times import validity
from .words import loose, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTIAL = re.compile("第.+[章条]")


@dataclass(frozen=True, slots=True)
class Node:
    """A clause of a tree: its id, what it holds, its pointer inside the tree's owner."""

    id: str
    values: dict[str, Any]
    pointer: str
    depth: int
    partial: bool = False
    """Gold of the older form: the time of a clause that it does not name is not looked at."""


def walk(
    clauses: list[Any], pointer: str = "/clauses", depth: int = 1, *, partial: bool = False
) -> Iterator[Node]:
    """Every clause of a tree, parents before children."""
    for index, item in enumerate(clauses):
        place = f"{pointer}/{index}"
        yield Node(str(item.get("id")), item, place, depth, partial)
        below = item.get("children") or []
        yield from walk(below, f"{place}/children", depth + 1, partial=partial)


def clauses(field: str, gold: dict[str, Any], got: Reader) -> Iterator[Mark]:
    """The clause tree. A gold of the older form names only part of it (`clauses_partial`): then
    deeper clauses are not looked at."""
    partial = gold.get("clauses_partial", False)
    wanted = list(walk(gold["clauses"] or [], partial=partial))
    given = [
        node
        for node in walk(got.items("clauses"))
        if not partial or node.depth == 1 or _PARTIAL.fullmatch(node.id)
    ]
    free: dict[str, list[Node]] = {}
    for node in given:
        free.setdefault(plain(node.id), []).append(node)
    if not wanted and not given:
        yield Mark(field, "empty")
    for node in wanted:
        same = free.get(plain(node.id))
        if not same:
            yield Mark(field, "missed", node.id, where=node.id)
            if node.values.get("heading"):
                yield Mark(f"{field}.heading", "missed", node.values["heading"], where=node.id)
            yield from _time(field, node, None, got)
            continue
        found = same.pop(0)
        yield from _pair(field, node, found, got)
    for node in (node for left in free.values() for node in left):
        yield Mark(field, "extra", None, node.id, _sure(got, node), node.id)
        if not partial:
            yield from _time(field, Node(node.id, {}, "", 1), node, got)


def _pair(field: str, node: Node, found: Node, got: Reader) -> Iterator[Mark]:
    sure = _sure(got, found)
    yield Mark(field, "right", node.id, found.id, sure, node.id)
    if "label" in node.values:
        label, other = loose(node.values["label"]), loose(found.values.get("label"))
        yield single(f"{field}.label", label, other, sure, node.id)
    if "heading" in node.values:
        heading, read = node.values["heading"], found.values.get("heading")
        agreed = loose(heading) == loose(read)
        yield single(f"{field}.heading", heading, heading if agreed else read, sure, node.id)
    yield from _time(field, node, found, got)


def _time(field: str, node: Node, found: Node | None, got: Reader) -> Iterator[Mark]:
    """The validity of one clause; nothing where neither side has one."""
    if node.partial and "validity" not in node.values:
        return
    want = node.values.get("validity") or {}
    given = (found.values.get("validity") if found else None) or {}
    if want or given:
        sure = _sure(got, found) if found else None
        yield from validity(f"{field}.validity", want, given, sure, node.id)


def _sure(got: Reader, node: Node) -> float | None:
    shown = got.evidence(got.pointer + node.pointer)
    return got.sure("clauses") if shown is None else shown
