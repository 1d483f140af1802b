"""Marks for validity: when a circular, a carried text or a clause begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .marks import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .marks import Mark

NAMES = (
    "effective_on", "effective_basis", "assumed", "retroactive", "expires_on", "expires_basis",
    "term", "lapses", "tentative", "until_event", "plan_period", "trial", "scope", "partial",
)  # fmt: skip


def validity(
    field: str, want: dict[str, Any], got: dict[str, Any], sure: float | None, where: str | None
) -> Iterator[Mark]:
    """Every attribute of a validity. What the gold does not name is null; a gold of the older
    form (`partial_gold`) is scored on what it names only."""
    partial = want.get("partial_gold")
    names = [name for name in NAMES if name in want or not partial]
    yield from attributes(field, want, got, names, sure, where)
