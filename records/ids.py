"""What circulars are called: ids from their own fields, and copies of one circular.

The inner key of a circular is (sha256 of its file, part). The id is a label made from fields
that OCR read and people correct, so it is made anew whenever somebody asks.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .collisions import tell_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..extract.circular import Circular

UNKNOWN = "不详"


@dataclass(frozen=True, slots=True)
class Heading:
    """The fields of a circular that name it; `issued_on` is ISO."""

    sha256: str
    part: int
    number: str | None
    title: str | None
    issuers: tuple[str, ...]
    issued_on: str | None

    @property
    def key(self) -> tuple[str, int]:
        """The inner key: it never changes."""
        return self.sha256, self.part


@dataclass(frozen=True, slots=True)
class Label:
    """The public id of a circular, and the key of its first copy when it is a further one.

    `shared`: keys of other circulars that have the number of this one and its issuer.
    """

    id: str
    same_as: str | None = None
    shared: tuple[str, ...] = ()


def heading(circular: Circular, sha256: str) -> Heading:
    """The naming fields of a circular."""
    issued = circular.issued_on
    return Heading(
        sha256=sha256,
        part=circular.part,
        number=circular.number.value.text if circular.number else None,
        title=circular.title.value if circular.title else None,
        issuers=tuple(issuer.value for issuer in circular.issuers),
        issued_on=issued.value.isoformat() if issued else None,
    )


def show_key(key: tuple[str, int]) -> str:
    """A key as text: `sha256:part`."""
    return f"{key[0]}:{key[1]}"


def assign(headings: Iterable[Heading]) -> dict[tuple[str, int], Label]:
    """The label of every circular of a library: a function of the set, not of its order.

    Where circulars of different issuers share a number, each is `number@issuer`; where different
    circulars share both, `#` and what tells them apart stands behind: the date, else 8 digits of
    the title.
    """
    ordered = sorted(headings, key=lambda heading: heading.key)
    issuers: dict[str, set[str]] = defaultdict(set)
    for item in ordered:
        if item.number:
            issuers[item.number].update(item.issuers[:1])
    names = {
        item.key: _name(item, shared=len(issuers.get(item.number or "", ())) > 1)
        for item in ordered
    }
    apart = tell_apart([(names[item.key], item) for item in ordered if item.number])
    first: dict[tuple[object, ...], tuple[str, int]] = {}
    labels: dict[tuple[str, int], Label] = {}
    for item in ordered:
        mark, shared = apart.get(item.key, ("", ()))
        name = names[item.key] + mark
        content = (name, item.title, item.issued_on, item.issuers)
        original = first.setdefault(content, item.key)
        # a file may hold one text twice, but only another file can hold a copy of a circular
        copied = original[0] != item.sha256 and item.title is not None
        labels[item.key] = Label(name, show_key(original) if copied else None, shared)
    return labels


def _name(item: Heading, *, shared: bool) -> str:
    if item.number:
        return f"{item.number}@{item.issuers[0]}" if shared and item.issuers else item.number
    issuer = item.issuers[0] if item.issuers else UNKNOWN
    named = item.title or show_key(item.key)
    digest = hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:8]
    return f"无号/{issuer}/{item.issued_on or UNKNOWN}/{digest}"
