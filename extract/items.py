"""Archival items (件, DA/T 22-2015 5.1): a forwarding with what it forwards, a reply with what it
answers, the fair copy with its drafts are one item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Circular

_JOINS = frozenset({"forwards", "endorses", "replies_to"})
"""Relations that make two circulars one item."""
_REPLIES = frozenset({"批复", "函", "答复"})
_MARKS = re.compile(r"[^\w]|号$")
_SHORTEST = 8
"""Characters from which a title without its issuer names a circular of the same file."""


def with_items(circulars: Sequence[Circular]) -> tuple[Circular, ...]:
    """The circulars with the part that leads their item; null where they stand alone.

    In a chain of forwardings the last one leads; of a request and its reply the reply does.
    """
    leads = list(range(len(circulars)))
    for n, circular in enumerate(circulars):
        for other, earlier in enumerate(circulars):
            if other != n and _joins(circular, earlier):
                _join(leads, n, other)
    roots = [_root(leads, n) for n in range(len(circulars))]
    return tuple(
        replace(circular, item=circulars[root].part) if roots.count(root) > 1 else circular
        for circular, root in zip(circulars, roots, strict=True)
    )


def _root(leads: list[int], n: int) -> int:
    while leads[n] != n:
        n = leads[n]
    return n


def _join(leads: list[int], leader: int, member: int) -> None:
    top, below = _root(leads, leader), _root(leads, member)
    if top != below:
        leads[below] = top


def _joins(circular: Circular, other: Circular) -> bool:
    """Whether a circular says of another of the file that it forwards or answers it, or is a
    second copy of one that does."""
    if any(
        reference.relation in _JOINS and _names(reference.number, reference.title, other)
        for reference in circular.references
    ):
        return True
    genre = other.genre.value if other.genre else None
    title = circular.title.value if circular.title else ""
    forwarding = "转发" in title or "批转" in title
    if forwarding and any(_names(None, a.value.title, other) for a in circular.attachments):
        return True
    replying = circular.genre is not None and circular.genre.value in _REPLIES
    return replying and genre in ("请示", "函", "申请") and _cited(circular, other)


def _cited(circular: Circular, other: Circular) -> bool:
    return any(_names(r.number, r.title, other) for r in circular.references)


def _names(number: str | None, title: str | None, other: Circular) -> bool:
    """Whether number or title is that of a circular; a title may lack the issuer it starts with."""
    if number and other.number:
        return _bare(number) == _bare(other.number.value.text)
    if not title or not other.title:
        return False
    named, full = _bare(title), _bare(other.title.value)
    return named == full or (len(named) >= _SHORTEST and full.endswith(named))


def _bare(text: str) -> str:
    return _MARKS.sub("", text)
