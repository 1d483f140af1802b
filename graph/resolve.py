"""Mentions to documents: by number first, then by title; one candidate or none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from .days import known_day
from .entries import called_name, file_name, number_lookups, number_names, title_name
from .links import Candidate, Link, Links
from .names import bare, core, number_key, opening, show_number, without_issuer
from .naming import AllCalls, called, id_of, readings_without_number
from .rank import encloses, office
from .wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..extract.circular import Reference
    from .entries import Catalogue, Entry
    from .holdings import Held
    from .names import NumberKey

_CARRY = frozenset({"promulgates", "endorses", "forwards"})
_ALIKE = 60
"""Below this (0…100) a title beside a number speaks of something else than the document held."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference with who says it: id of the circular, title of its carried text or null."""

    owner: Held
    carried: str | None
    reference: Reference


def mentions(held: Iterable[Held]) -> Iterator[Mention]:
    """Every reference of every circular, in order."""
    for one in held:
        for reference in one.circular.references:
            yield Mention(one, None, reference)
        for text in one.circular.carried:
            for reference in text.references:
                yield Mention(one, text.title, reference)


def resolve(held: Sequence[Held], catalogue: Catalogue) -> Links:
    """Every mention linked. A function of the set, not of its order."""
    first = [(one, link) for one in held for link in link_mentions(one, catalogue)]
    calls = [
        called(link.reference, issuers_of(one)) if link.how == "wanted" else None
        for one, link in first
    ]
    every = AllCalls(filter(None, calls))
    return Links(
        replace(link, target=id_of(link, says, every)) if link.how == "wanted" else link
        for (_, link), says in zip(first, calls, strict=True)
    )


def link_mentions(held: Held, catalogue: Catalogue) -> list[Link]:
    """The mentions of one circular linked to what is held; what is wanted has no target yet."""
    return [_link(mention, catalogue) for mention in mentions((held,))]


def issuers_of(held: Held) -> tuple[str, ...]:
    """The names of the issuers of a circular held."""
    return tuple(item.value for item in held.circular.issuers)


def lookups(reference: Reference, held: Held) -> set[str]:
    """Every key that decides what a mention means: where the circulars found by one change, it is
    linked anew."""
    keys: set[str] = set()
    if reference.number and (key := number_key(reference.number)):
        keys |= {*number_lookups(key), *number_names(key)}
    elif reference.title:
        keys |= {called_name(reading) for reading in readings_without_number(reference.title)}
    if reference.title:
        keys |= {title_name(bare(title)) for title in _titles(reference.title)}
    if reference.relation == "forwards" and not keys:
        keys.add(file_name(held.key[0]))
    return keys


def _link(mention: Mention, catalogue: Catalogue) -> Link:
    reference = mention.reference
    link = Link(mention.owner.id, mention.carried, reference, None, "none")
    own = _own_text(mention)
    if own is not None:
        return replace(link, target=mention.owner.id, how="position", held=True, text=own)
    if reference.number and (key := number_key(reference.number)):
        return _by_number(link, key, mention, catalogue)
    if reference.title:
        return _by_title(link, mention, catalogue)
    if reference.relation == "forwards":
        return _by_position(link, mention, catalogue)
    return link


def _own_text(mention: Mention) -> str | None:
    """The text the circular itself carries, where it promulgates, endorses or forwards that."""
    reference = mention.reference
    if reference.relation not in _CARRY or mention.carried is not None or reference.number:
        return None
    texts = mention.owner.circular.carried
    same = [t.title for t in texts if reference.title and bare(t.title) == bare(reference.title)]
    if same:
        return same[0]
    near = [
        t.title
        for t in texts
        if reference.title and fuzz.ratio(bare(t.title), bare(reference.title)) >= 85
    ]
    return near[0] if len(near) == 1 == len(texts) else None


def _by_number(link: Link, key: NumberKey, mention: Mention, catalogue: Catalogue) -> Link:
    reference = link.reference
    found = [one for one in _numbered(key, catalogue) if one.id != mention.owner.id]
    fitting = [one for one in found if _title_fits(reference.title, one.names)]
    if len(fitting) > 1:
        fitting = _by_issuer(fitting, reference) or fitting
    if len(fitting) == 1:
        (meant,) = fitting
        text = _meant_text(reference.title, meant.names)
        others = tuple(Candidate(one.id, "title differs") for one in found if one is not meant)
        return replace(link, target=meant.id, how="number", held=True, text=text, candidates=others)
    if found:
        why = "several have the number" if fitting else "number fits, title differs"
        several = tuple(Candidate(one.id, why) for one in found)
        return replace(link, how="ambiguous", candidates=several)
    named = _titled(reference.title, catalogue) if reference.title else []
    near = tuple(Candidate(one.id, "title fits, number differs") for one, _ in named)
    return replace(link, how="wanted", candidates=near)


def _title_fits(title: str | None, names: Mapping[str, str | None]) -> bool:
    if not title or not names:
        return True
    asked = [bare(title), bare(without_issuer(title))]
    return any(one == name or fuzz.ratio(one, name) >= _ALIKE for one in asked for name in names)


def _meant_text(title: str | None, names: Mapping[str, str | None]) -> str | None:
    """The carried text a title means, where it is its and not the carrier's."""
    if not title or not names:
        return None
    if bare(title) in names:
        return names[bare(title)]
    if bare(without_issuer(title)) in names:
        return names[bare(without_issuer(title))]
    best = max(names, key=lambda name: (fuzz.ratio(bare(title), name), name))
    return names[best]


def _by_issuer(found: list[Entry], reference: Reference) -> list[Entry]:
    said = reference.issuer_name or (opening(reference.title) if reference.title else None)
    if not said:
        return []
    names = said.split("、")
    return [one for one in found if any(name in names for name in one.issuers)]


def _by_title(link: Link, mention: Mention, catalogue: Catalogue) -> Link:
    reference = link.reference
    assert reference.title
    taken: list[tuple[str, str | None]] = []
    left: list[Candidate] = []
    for one, text in _titled(reference.title, catalogue):
        why = _veto(one, mention)
        if why:
            left.append(Candidate(one.id, why))
        else:
            taken.append((one.id, text))
    ids = list(dict.fromkeys(id_ for id_, _ in taken))
    if len(ids) == 1:
        return replace(
            link, target=ids[0], how="title", held=True, text=taken[0][1], candidates=tuple(left)
        )
    if ids:
        several = tuple(Candidate(id_, "title fits") for id_ in ids)
        return replace(link, how="ambiguous", candidates=(*several, *left))
    return replace(link, how="wanted", candidates=tuple(left))


def _veto(one: Entry, mention: Mention) -> str | None:
    """Why a document of the title is not the one meant, or null."""
    if one.id == mention.owner.id:
        return "the circular itself"
    own = known_day(mention.owner.circular)
    if one.known and own and one.known > own:
        return "issued later"
    said = mention.reference.issuer_name
    if said and one.issuers and not _issuers_meet(said, one.issuers):
        return "another issuer"
    return None


def _issuers_meet(said: str, issuers: Sequence[str]) -> bool:
    asked = [office(name) for name in said.split("、")]
    own = [office(name) for name in issuers]
    return any(a.level == b.level and encloses(a, b) for a in asked for b in own)


def _by_position(link: Link, mention: Mention, catalogue: Catalogue) -> Link:
    """The original that stands behind its forwarding in one file."""
    sha256, part = mention.owner.key
    item = mention.owner.circular.item
    behind = [
        one
        for one in catalogue.entries(file_name(sha256))
        if one.key[1] > part and item and one.item == item
    ]
    if not behind:
        return link
    nearest = min(behind, key=lambda one: one.key)
    return replace(link, target=nearest.id, how="position", held=True)


# looking up


def _numbered(key: NumberKey, catalogue: Catalogue) -> list[Entry]:
    """The circulars a number can be of, sorted by id."""
    found = {one.id: one for name in number_lookups(key) for one in catalogue.entries(name)}
    ordered = [one for _, one in sorted(found.items())]
    return [one for one in ordered if _body_fits(key, one)] if key.is_order else ordered


def _body_fits(key: NumberKey, one: Entry) -> bool:
    """Whether an order of a body can be the one a number means, whose body may be short (省政府)."""
    others = [other for number in one.numbers if (other := number_key(number))]
    fitting = [other for other in others if key.fits(other)]
    if not key.body or any(key.body == other.body for other in fitting):
        return bool(fitting)
    said = office(key.body)
    issuers = [office(name) for name in one.issuers]
    if key.body.startswith(("省", "自治区")):
        fits = any(issuer.level == 1 for issuer in issuers)
    elif key.body.startswith(("市", "州")):
        fits = any(issuer.level in (1, 2) for issuer in issuers)
    elif key.body.startswith(("县", "区")):
        fits = any(issuer.level == 3 for issuer in issuers)
    else:
        fits = any(issuer.level == said.level and encloses(said, issuer) for issuer in issuers)
    return bool(fitting) and fits


def _titled(title: str, catalogue: Catalogue) -> list[tuple[Entry, str | None]]:
    """Circulars and carried texts of exactly that title (marks and issuer apart)."""
    for name in _titles(title):
        plain = bare(name)
        found = [
            (one, one.names[plain])
            for one in catalogue.entries(title_name(plain))
            if plain in one.names
        ]
        if found:
            return found
    return []


def _titles(title: str) -> tuple[str, ...]:
    """A title, and the same without the issuer it opens with."""
    return (title, without_issuer(title)) if opening(title) else (title,)


# documents not held


def gather(target: str, said: Sequence[Link]) -> Wanted:
    """A document wanted, from the mentions that mean it, in their order."""
    titles = Counter(link.reference.title for link in said if link.reference.title)
    issuers = Counter(
        link.reference.issuer_name or link.reference.issuer
        for link in said
        if link.reference.issuer
    )
    number = next((link.reference.number for link in said if link.reference.number), None)
    return Wanted(
        target,
        show_number(number) if number else None,
        by_count(titles),
        by_count(issuers),
        tuple(sorted({link.owner for link in said})),
    )


def by_count(names: Counter[str]) -> tuple[str, ...]:
    """Names, the most frequent first."""
    ordered = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    return tuple(name for name, _ in ordered if name)


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one but for 试行, 暂行, 修订 and the year."""
    return core(one) == core(other) != ""
