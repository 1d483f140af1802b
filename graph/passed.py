"""How a circular gives the text that it passes on: against the text held on its own, and the
figures that its own clauses set anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .conflicts_figures import figures_of
from .names import bare, core
from .textual import TextChange, compare_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..extract.circular import Clause
    from .conflicts_figures import Figure
    from .holdings import Held
    from .world import World

    Copies = Callable[[str], Sequence[Held]]
    """Every copy of a circular that is held, by its id."""


def text_changes(
    world: World, hop: str, passed: str, title: str | None, copies: Copies
) -> tuple[TextChange, ...] | None:
    """What of the text that `hop` passes on reads differently from the text held on its own; null
    where the two are not both held.

    `passed` is the id of what is passed on, `title` its title. Its text as passed on stands behind
    the hop in the hop's file, or is carried by it; on its own it stands in another file.
    """
    holder = world.held.get(hop)
    if holder is None:
        return None
    given, own = _given(holder, passed, title, copies), _alone(world, holder, passed, title, copies)
    if given is None or own is None:
        return None
    return tuple(replace(one, of=passed) for one in compare_texts(own, given))


def _given(
    holder: Held, passed: str, title: str | None, copies: Copies
) -> tuple[Clause, ...] | None:
    """The clauses of the text as it stands in the file of the one that passes it on."""
    for text in holder.circular.carried:
        if title and bare(text.title) == bare(title) and text.clauses:
            return text.clauses
    sha256, part = holder.key
    behind = [one for one in copies(passed) if one.key[0] == sha256 and one.key[1] > part]
    return next((one.circular.clauses for one in behind if one.circular.clauses), None)


def _alone(
    world: World, holder: Held, passed: str, title: str | None, copies: Copies
) -> tuple[Clause, ...] | None:
    """The clauses of the text as held in a file of its own: of copies, the one no other circular
    stands before."""
    found = [one for one in copies(passed) if one.key[0] != holder.key[0] and one.circular.clauses]
    if not found and title:
        named = [world.held[one.id] for one in world.directory.entitled(core(title))]
        found = [one for one in named if one.key[0] != holder.key[0] and one.circular.clauses]
    best = min(found, key=lambda one: (one.key[1], one.key[0]), default=None)
    return best.circular.clauses if best else None


def figures_reset(world: World, hop: str, above: Sequence[str]) -> tuple[TextChange, ...]:
    """The figures of a hop's own clauses that differ from those on the same matter above it."""
    holder = world.held.get(hop)
    own = list(figures_of(hop, holder.circular)) if holder else []
    found = []
    for id_ in above:
        upper = world.held.get(id_) if own else None
        known = {_key(f): f for f in figures_of(id_, upper.circular)} if upper else {}
        for figure in own:
            old = known.get(_key(figure))
            if old and old.value != figure.value:
                found.append(_reset(old, figure))
    return tuple(found)


def _key(figure: Figure) -> tuple[str, str, str | None]:
    return figure.matter, figure.kind, figure.unit


def _reset(old: Figure, new: Figure) -> TextChange:
    shown = [next(iter(one.norm.evidence), None) for one in (old, new)]
    words = [f"{one.value}{one.unit or ''}" for one in (old, new)]
    return TextChange(
        "figure", old.clause or "", words[0], words[1], old.norm.text, new.norm.text,
        shown[0], shown[1], own_clause=new.clause, of=old.circular,
    )  # fmt: skip
