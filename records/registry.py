"""What a library's circulars teach of number prefixes (机关代字): which body uses which, and when.

A registry is made from the naming fields of all circulars held. It is a function of that set, so
the order in which they came changes nothing, and what one circular is judged by is what the others
say. It ranks readings and raises or lowers how sure a number is; the reading itself stays.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..extract.agreement import misread
from ..extract.circular import DocumentNumber, Issue
from ..extract.numbers import parse_number
from ..extract.rulebook import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..extract.circular import Circular, Found, NumberParts
    from .ids import Heading

_KNOWN = 2
"""Circulars of a body that must use a prefix before another is unusual beside it."""
_WELL_KNOWN = 3
"""The same where the issuer is not known."""
_REACH = 2
"""Years around those in which a prefix was seen: bodies are renamed, and their prefixes with them."""
_UNUSUAL = 0.6
_BACKED = 0.89
"""How sure a contested number is whose prefix its issuer uses: never 0.9, the file disagrees."""
_SURE = 0.9
"""From here on a number is read surely, whatever others of its body are like."""
_CORRECTED = "correction"


@dataclass(frozen=True, slots=True)
class Use:
    """How often a prefix was seen, in which years first and last (null where none is known)."""

    count: int
    first: int | None
    last: int | None

    def near(self, year: int | None) -> bool:
        """Whether the prefix was in use around a year."""
        if year is None or self.first is None or self.last is None:
            return True
        return self.first - _REACH <= year <= self.last + _REACH


@dataclass(frozen=True, slots=True)
class _Seen:
    """One circular as the registry counts it; copies of one are counted once."""

    issuer: str | None
    number: str
    prefix: str
    year: int | None


class Registry:
    """The pairs of issuing body and prefix that a library holds."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        """Learn from the naming fields of all circulars held, in any order."""
        rows: set[_Seen] = set()
        self._own: dict[tuple[str, int], _Seen] = {}
        for heading in headings:
            match = parse_number(heading.number) if heading.number else None
            if match is None or match.number.parts.form == "order":
                continue
            parts = match.number.parts
            issuer = heading.issuers[0] if heading.issuers else None
            year = parts.year or (int(heading.issued_on[:4]) if heading.issued_on else None)
            row = _Seen(issuer, match.number.text, parts.prefix, year)
            rows.add(row)
            self._own[heading.key] = row
        self._years = _by_prefix(rows)
        self._prefixes: dict[str | None, list[str]] = defaultdict(list)
        for owner, prefix in self._years:
            self._prefixes[owner].append(prefix)

    def use(
        self, issuer: str | None, prefix: str, *, without: tuple[str, int] | None = None
    ) -> Use:
        """How a body uses a prefix (`None`: any body), one circular left out when its key is given."""
        years = list(self._years.get((issuer, prefix), ()))
        own = self._own.get(without) if without else None
        if own and own.prefix == prefix and issuer in (None, own.issuer):
            years.remove(own.year)
        known = [year for year in years if year is not None]
        return Use(len(years), min(known, default=None), max(known, default=None))

    def pairs(self) -> list[tuple[str, str, Use]]:
        """Every body with a prefix of its own, sorted: (body, prefix, use)."""
        named = sorted((i, p) for i, p in self._years if i is not None)
        return [(issuer, prefix, self.use(issuer, prefix)) for issuer, prefix in named]

    def reviewed(self, circular: Circular, sha256: str) -> Circular:
        """The circular as sure of its number as the others let it be, its other readings ranked.

        The reading stays. A prefix the issuer is not seen with, in doubt or of characters that look
        like those of one it often uses, is the issue `prefix_unusual`.
        """
        number = circular.number
        if number is None or any(item.rule == _CORRECTED for item in number.evidence):
            return circular
        key = sha256, circular.part
        issuer = circular.issuers[0].value if circular.issuers else None
        likelier = self._likelier(number, issuer, key)
        candidates = {item.text: item for item in (*number.candidates, *likelier)}
        candidates.pop(number.value.text, None)
        ranked = tuple(
            sorted(candidates.values(), key=lambda item: self._rank(item.parts, issuer, key))
        )
        sure = number.confidence
        issues = circular.issues
        if likelier:
            sure = min(sure, _UNUSUAL)
            message = f"{number.value.text}: others of this body are {likelier[0].parts.prefix}"
            issues = (*issues, Issue("prefix_unusual", "warning", "number", message))
        elif self._backs(number, issuer, key):
            sure = max(sure, _BACKED)
        if (sure, ranked, issues) == (number.confidence, number.candidates, circular.issues):
            return circular
        reviewed = replace(number, confidence=sure, candidates=ranked)
        return replace(circular, number=reviewed, issues=issues)

    def _likelier(
        self, number: Found[DocumentNumber], issuer: str | None, key: tuple[str, int]
    ) -> list[DocumentNumber]:
        """Readings with a prefix that is well known where this one is not, the likeliest first.

        Bodies have several prefixes: one that is read surely is another's misreading only where
        their characters look alike.
        """
        parts = number.value.parts
        if parts.form == "order" or self.use(issuer, parts.prefix, without=key).count:
            return []
        enough = _KNOWN if issuer else _WELL_KNOWN
        doubted = number.confidence < _SURE
        found = []
        for prefix in self._prefixes.get(issuer, ()):
            use = self.use(issuer, prefix, without=key)
            other = replace(parts, prefix=prefix)
            likely = doubted or _look_alike(parts.prefix, prefix)
            if use.count >= enough and use.near(parts.year) and likely and misread(parts, other):
                text = prefix + number.value.text.removeprefix(parts.prefix)
                found.append(DocumentNumber(text, other))
        return sorted(found, key=lambda item: self._rank(item.parts, issuer, key))

    def _backs(
        self, number: Found[DocumentNumber], issuer: str | None, key: tuple[str, int]
    ) -> bool:
        """Whether a number is doubted for its prefix alone, and others of the issuer have it."""
        own = number.value.parts
        others = [item.parts for item in number.candidates]
        prefix_alone = all(
            (other.year, other.sequence) == (own.year, own.sequence) for other in others
        )
        if not others or not prefix_alone or issuer is None:
            return False
        support = self.use(issuer, own.prefix, without=key).count
        return support >= _KNOWN and not any(
            self.use(issuer, other.prefix, without=key).count for other in others
        )

    def _rank(
        self, parts: NumberParts, issuer: str | None, key: tuple[str, int]
    ) -> tuple[int, int, int, str]:
        """Prefixes of the issuer first, of its years, then those most used by anyone."""
        use = self.use(issuer, parts.prefix, without=key)
        anyone = self.use(None, parts.prefix, without=key)
        shown = f"{parts.prefix}{parts.year}/{parts.sequence}"
        return -int(use.near(parts.year)), -use.count, -anyone.count, shown


def _look_alike(one: str, other: str) -> bool:
    """Whether every character in which two prefixes differ looks like the other's."""
    if len(one) != len(other):
        return False
    groups = words("look_alike")
    return all(
        a == b or any(a in group and b in group for group in groups)
        for a, b in zip(one, other, strict=True)
    )


def _by_prefix(rows: Iterable[_Seen]) -> dict[tuple[str | None, str], tuple[int | None, ...]]:
    """The years of every pair of body and prefix; under `None` those of any body."""
    years: dict[tuple[str | None, str], list[int | None]] = defaultdict(list)
    for row in rows:
        years[row.issuer, row.prefix].append(row.year)
        if row.issuer is not None:
            years[None, row.prefix].append(row.year)
    return {
        pair: tuple(sorted(found, key=lambda year: (year is None, year or 0)))
        for pair, found in sorted(years.items(), key=lambda item: (item[0][0] or "", item[0][1]))
    }
