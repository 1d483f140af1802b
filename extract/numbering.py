"""Doubts about the numbers of clauses: two that are numbered alike."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .circular import Issue
from .clauses import walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Clause


def numbering_issues(
    clauses: Sequence[Clause], field: str = "clauses", of: str = ""
) -> tuple[Issue, ...]:
    """A doubt for a tree in which two clauses are numbered alike: the text, or its reading. `of` is
    the title of a text that is carried."""
    twice = next((clause.id for clause in walk(clauses) if "#" in clause.id), None)
    twice = twice or _beside_itself(clauses)
    if twice is None:
        return ()
    message = f"two clauses{of and f' of {of}'} have one number: {twice.partition('#')[0]}"
    return (Issue("clause_numbering", "warning", field, message),)


def _beside_itself(clauses: Sequence[Clause]) -> str | None:
    """The label that two clauses of one list bear, where their ids tell them apart by chapter."""
    labels = Counter([clause.label for clause in clauses])
    twice = next((label for label, count in labels.items() if count > 1), None)
    below = (_beside_itself(clause.children) for clause in clauses if clause.children)
    return twice or next((label for label in below if label), None)
