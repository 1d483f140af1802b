"""Marks: what was wanted, what was got, and what came of it; one for each value compared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .words import comparable, empty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Outcome = Literal["right", "wrong", "missed", "extra", "empty"]
SURE = 0.9
"""A wrong value with this confidence or more is a confident error."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One value against its gold.

    `where` says which of several (a clause, a cell, a norm). `group` and `got_group` are the
    relation wanted and got, where the value is a reference. `sure` is the confidence, 0…1, of
    what was got, null where the record gives none.
    """

    field: str
    outcome: Outcome
    want: Any = None
    got: Any = None
    sure: float | None = None
    where: str | None = None
    group: str | None = None
    got_group: str | None = None

    @property
    def good(self) -> bool:
        """Right, or rightly absent."""
        return self.outcome in ("right", "empty")

    @property
    def confident_error(self) -> bool:
        """A value that was given, is wrong, and was sure of itself."""
        return self.outcome in ("wrong", "extra") and (self.sure or 0.0) >= SURE


@dataclass(frozen=True, slots=True)
class Reader:
    """Part of a predicted record, with the confidence of what stands in it.

    `pointer` is the JSON pointer of `values` in the record. Records of other systems may lack
    `confidence` and `evidence`: then nothing is sure, and no error confident.
    """

    record: dict[str, Any]
    values: dict[str, Any]
    pointer: str = ""

    def get(self, name: str) -> Any:
        """A value by its name; null where the record does not have it."""
        return self.values.get(name)

    def items(self, name: str) -> list[Any]:
        """A list by its name; empty where the record does not have it."""
        found = self.values.get(name)
        return found if isinstance(found, list) else []

    def inside(self, name: str, index: int) -> Reader:
        """An object of a list, read in its own right."""
        return Reader(self.record, self.items(name)[index], f"{self.pointer}/{name}/{index}")

    def sure(self, name: str, index: int | None = None) -> float | None:
        """How sure a field is, or an item of a list: by its evidence, else as its field."""
        top = f"{self.pointer}/{name}".split("/")[1]
        field: float | None = (self.record.get("confidence") or {}).get(top)
        if index is None and not self.pointer:
            return field
        place = f"{self.pointer}/{name}" + ("" if index is None else f"/{index}")
        shown = self.evidence(place)
        return field if shown is None else shown

    def evidence(self, pointer: str) -> float | None:
        """The least confidence of the evidence at a pointer, or of the nearest thing above."""
        known = self.record.get("evidence") or {}
        while pointer.count("/") > 1 or pointer in known:
            if known.get(pointer):
                return min(float(item["confidence"]) for item in known[pointer])
            pointer = pointer.rpartition("/")[0]
        return None


def single(
    field: str, want: Any, got: Any, sure: float | None = None, where: str | None = None
) -> Mark:
    """One value: right when both say the same."""
    if empty(want) and empty(got):
        return Mark(field, "empty", sure=sure, where=where)
    if empty(got):
        return Mark(field, "missed", want, None, None, where)
    if empty(want):
        return Mark(field, "extra", None, got, sure, where)
    outcome: Outcome = "right" if comparable(want) == comparable(got) else "wrong"
    return Mark(field, outcome, want, got, sure, where)


def collection(
    field: str,
    want: Sequence[Any],
    got: Sequence[Any],
    sure: Callable[[int], float | None],
    where: str | None = None,
    *,
    ordered: bool = False,
) -> Iterator[Mark]:
    """A list: each item wanted is right or missed, each further one got is extra.

    Where the list is `ordered`, order counts once, in `field.order`: whether what is right stands in the order wanted.
    """
    if not want and not got:
        yield Mark(field, "empty", where=where)
    places: dict[Any, list[int]] = defaultdict(list)
    for index, item in enumerate(got):
        places[comparable(item)].append(index)
    order: list[int] = []
    for item in want:
        found = places.get(comparable(item))
        if found:
            order.append(found.pop(0))
            yield Mark(field, "right", item, got[order[-1]], sure(order[-1]), where)
        else:
            yield Mark(field, "missed", item, where=where)
    if ordered and len(order) > 1:
        straight: Outcome = "right" if order == sorted(order) else "wrong"
        yield Mark(f"{field}.order", straight, list(want), list(got), sure(order[0]), where)
    for index in sorted(index for left in places.values() for index in left):
        yield Mark(field, "extra", None, got[index], sure(index), where)


def attributes(
    field: str,
    want: dict[str, Any],
    got: dict[str, Any],
    names: Iterable[str],
    sure: float | None,
    where: str | None,
) -> Iterator[Mark]:
    """The attributes of one thing, each as `field.name`."""
    for name in names:
        yield single(f"{field}.{name}", want.get(name), got.get(name), sure, where)
