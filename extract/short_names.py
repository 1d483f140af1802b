"""Short names of documents: those a text gives (以下简称《办法》), and words that can mean one only."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .mentions import Mention

_COUNTED = re.compile("[两三四五](?=[个项部件])")
_COUNTS = "零一两三四五"
"""A short name that counts the documents it means: 两个规定."""
_NAMED_WITHIN = 6
"""Characters between a document and the words that give it a name."""
_BARE_NAME = 0.8
"""How sure it is what a short name means that was never given."""


def short_names(text: str, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """The short names a paragraph gives to what it mentions (以下简称《办法》)."""
    named: dict[str, Mention] = {}
    if "称" not in text:
        return named
    ends = [mention.start for mention in mentions]
    for match in rule("reference.short_name").finditer(text):
        n = bisect_left(ends, match.start()) - 1
        if n >= 0 and match.start() <= mentions[n].end + _NAMED_WITHIN:
            marked = match["marked"]
            name = f"《{marked.strip('《》〈〉')}》" if marked else match["bare"]
            meant = mentions[n]
            if count := _COUNTED.match(marked or ""):
                first = n + 1 - _COUNTS.index(count[0])
                meant = replace(meant, others=tuple(mentions[max(first, 0) : n]))
            named[name] = meant
            if marked and match["open"] == "“" and len(marked) > 3:
                named[marked] = meant
    return named


def bare_names(mentions: Sequence[Mention], used: dict[str, Mention | None]) -> None:
    """Adds to `used` the words by which a text may take up a document it gave no short name
    (《决定》): null for a word that fits two documents of the text."""
    for mention in mentions:
        if mention.title is None or mention.again or mention.kind != "document":
            continue
        match = rule("reference.genre").search(mention.title)
        names = {f"《{match[0]}》", f"《{match['genre']}》"} if match else set()
        if match and mention.number and not mention.number.parts.prefix:
            names.add(mention.number.text + match["genre"])
        bare = replace(mention, confidence=_BARE_NAME) if names else mention
        for name in names:
            first = used.setdefault(name, bare)
            if first is not None and first.target != mention.target:
                used[name] = None
