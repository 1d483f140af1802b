"""What is said of a document without ending it: acts announced, confirmations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .proof import show_effect
from .reach import meeting

if TYPE_CHECKING:
    import datetime as dt

    from .effects import Effect
    from .parts import Subject
    from .verdict import Step
    from .view import View


def announced(view: View, subject: Subject) -> list[Step]:
    """What is said of a document without effect (拟废止, 不予废止): shown, deciding nothing."""
    steps = []
    for effect in view.world.effects.get(subject.id, ()):
        if effect.why_not == "announced" and view.knows(effect.known_on):
            steps += list(show_effect(view, effect))[:1]
    return steps


def confirmed(view: View, subject: Subject, on: dt.date) -> list[Effect]:
    """What confirms force on exactly that day; what goes on without a day said counts the same."""
    found = meeting(view, subject, on, frozenset({"confirms", "extends"}), "whole", "part")
    return [
        effect
        for day, effect in found
        if day == on
        and not effect.clauses
        and (effect.relation == "confirms" or effect.until is None)
    ]
