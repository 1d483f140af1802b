"""Records with what only the whole library can tell: which document each mention means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..extract.normalise import tight
from ..extract.numbers import find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.links import Link
    from ..graph.world import World
    from ..records.record import Record

_MARKS = str.maketrans("", "", "《》〈〉“”\"'‘’（）()、，。 ")


def with_targets(record: Record, world: World) -> Record:
    """The record with `target` and `candidates` of its references and `target` of its attachments.

    A target is the id of a circular held, of the circular itself where the text is one it carries;
    what is only cited has none. A further copy has the targets of the first.
    """
    links = world.links.of(record["id"])
    if not links:
        return record
    told = {(link.carried, link.reference.key): link for link in links}
    texts = [{**text, **_targets(text, links, told, text["title"])} for text in record["carried"]]
    return {**record, **_targets(record, links, told, None), "carried": texts}


def _targets(
    said: dict[str, Any],
    links: Sequence[Link],
    told: dict[tuple[str | None, str], Link],
    carried: str | None,
) -> dict[str, Any]:
    references = [_reference(item, told.get((carried, item["key"]))) for item in said["references"]]
    attachments = [
        {**item, "target": _attached(item["title"], links)} for item in said["attachments"]
    ]
    return {"references": references, "attachments": attachments}


def _reference(item: dict[str, Any], link: Link | None) -> dict[str, Any]:
    if link is None:
        return item
    target = link.target if link.held else None
    candidates = [one.id for one in link.candidates if one.id != target] if target is None else []
    return {**item, "target": target, "candidates": candidates}


def _attached(title: str, links: Iterable[Link]) -> str | None:
    """The circular held that a line of the list of attachments names: one of those the text itself
    speaks of, by its number or its whole title."""
    numbers = {match.number.text for match in find_numbers(tight(title))}
    plain = _plain(title)
    found = {
        link.target
        for link in links
        if link.held
        and link.target
        and link.target != link.owner
        and (
            link.reference.number in numbers
            if numbers
            else bool(plain) and _plain(link.reference.title) == plain
        )
    }
    return next(iter(found)) if len(found) == 1 else None


def _plain(title: str | None) -> str:
    return tight(title).translate(_MARKS) if title else ""
