"""Mentions to documents: by number first, then by title; one candidate or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from .days import known_day
from .links import Candidate, Link, Links
from .names import (
    bare,
    carried_name,
    core,
    number_key,
    opening,
    show_number,
    undated,
    without_issuer,
)
from .rank import encloses, office
from .wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..extract.circular import Circular, Reference
    from .holdings import Held
    from .names import NumberKey

_CARRY = frozenset({"promulgates", "endorses"})
_ALIKE = 60
"""Below this (0…100) a title beside a number speaks of something else than the document held."""
UNNUMBERED = "无号/"


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference with who says it: id of the circular, title of its carried text or null."""

    owner: Held
    carried: str | None
    reference: Reference


class Index:
    """The names of what is held: numbers, titles of circulars and of the texts they carry."""

    def __init__(self, held: Iterable[Held]) -> None:
        self.held = {one.id: one for one in held}
        self._numbers: dict[tuple[str, int | None, int], list[str]] = defaultdict(list)
        self._orders: dict[int, list[tuple[NumberKey, str]]] = defaultdict(list)
        self._titles: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        self.names: dict[str, dict[str, str | None]] = {}
        for one in self.held.values():
            self._add(one)

    def _add(self, one: Held) -> None:
        for number in numbers_of(one.circular):
            if key := number_key(number):
                if key.is_order:
                    self._orders[key.sequence].append((key, one.id))
                else:
                    self._numbers[key.series, key.year, key.sequence].append(one.id)
        self.names[one.id] = names_of(one.circular)
        for name, text in self.names[one.id].items():
            self._titles[name].append((one.id, text))

    def numbered(self, key: NumberKey) -> list[str]:
        """Ids of the circulars a number can be of."""
        if not key.is_order:
            return list(self._numbers.get((key.series, key.year, key.sequence), ()))
        return [
            id_
            for other, id_ in self._orders.get(key.sequence, ())
            if key.fits(other) and self._body_fits(key, other, id_)
        ]

    def _body_fits(self, key: NumberKey, other: NumberKey, id_: str) -> bool:
        if not key.body or key.body == other.body:
            return True
        said = office(key.body)
        issuers = [office(item.value) for item in self.held[id_].circular.issuers]
        if key.body.startswith(("省", "自治区")):
            return any(one.level == 1 for one in issuers)
        if key.body.startswith(("市", "州")):
            return any(one.level in (1, 2) for one in issuers)
        if key.body.startswith(("县", "区")):
            return any(one.level == 3 for one in issuers)
        return any(one.level == said.level and encloses(said, one) for one in issuers)

    def titled(self, title: str) -> list[tuple[str, str | None]]:
        """Circulars and carried texts of exactly that title (marks and issuer apart)."""
        found = dict.fromkeys(self._titles.get(bare(title), ()))
        if not found and opening(title):
            found = dict.fromkeys(self._titles.get(bare(without_issuer(title)), ()))
        return list(found)


def numbers_of(circular: Circular) -> list[str]:
    """The numbers of a circular, its own first."""
    found = [circular.number, *circular.further_numbers]
    return [number.value.text for number in found if number]


def names_of(circular: Circular) -> dict[str, str | None]:
    """The titles a circular is known by, bare; those of carried texts with that text's title."""
    names: dict[str, str | None] = {}
    if circular.title:
        title = circular.title.value
        names[bare(title)] = None
        names.setdefault(bare(without_issuer(title)), None)
        if carried := carried_name(title):
            match = next(
                (t.title for t in circular.carried if bare(t.title) == bare(carried)), None
            )
            if match:
                names.setdefault(bare(carried), match)
    for text in circular.carried:
        names.setdefault(bare(text.title), text.title)
    names.pop("", None)
    return names


def mentions(held: Sequence[Held]) -> Iterator[Mention]:
    """Every reference of every circular, in order."""
    for one in held:
        for reference in one.circular.references:
            yield Mention(one, None, reference)
        for text in one.circular.carried:
            for reference in text.references:
                yield Mention(one, text.title, reference)


def resolve(held: Sequence[Held]) -> tuple[Links, dict[str, Wanted]]:
    """Every mention linked, and the documents wanted. A function of the set, not of its order."""
    index = Index(held)
    first = [_link(mention, index) for mention in mentions(held)]
    names = _name_wanted(first, index)
    links = Links(_with_wanted(link, names, index) for link in first)
    return links, _gather(links)


def _link(mention: Mention, index: Index) -> Link:
    reference = mention.reference
    link = Link(mention.owner.id, mention.carried, reference, None, "none")
    own = _own_text(mention)
    if own is not None:
        return replace(link, target=mention.owner.id, how="position", held=True, text=own)
    if reference.number and (key := number_key(reference.number)):
        return _by_number(link, key, mention, index)
    if reference.title:
        return _by_title(link, mention, index)
    if reference.relation == "forwards":
        return _by_position(link, mention, index)
    return link


def _own_text(mention: Mention) -> str | None:
    """The text the circular itself carries, where it promulgates or endorses that."""
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


def _by_number(link: Link, key: NumberKey, mention: Mention, index: Index) -> Link:
    reference = link.reference
    found = [id_ for id_ in index.numbered(key) if id_ != mention.owner.id]
    fitting = [id_ for id_ in found if _title_fits(reference.title, index.names[id_])]
    if len(fitting) > 1:
        fitting = _by_issuer(fitting, reference, index) or fitting
    if len(fitting) == 1:
        text = _meant_text(reference.title, index.names[fitting[0]])
        others = tuple(Candidate(id_, "title differs") for id_ in found if id_ not in fitting)
        return replace(
            link, target=fitting[0], how="number", held=True, text=text, candidates=others
        )
    if found:
        why = "several have the number" if fitting else "number fits, title differs"
        return replace(
            link, how="ambiguous", candidates=tuple(Candidate(id_, why) for id_ in found)
        )
    named = index.titled(reference.title) if reference.title else []
    near = tuple(Candidate(id_, "title fits, number differs") for id_, _ in named)
    return replace(link, how="wanted", candidates=near)


def _title_fits(title: str | None, names: dict[str, str | None]) -> bool:
    if not title or not names:
        return True
    asked = [bare(title), bare(without_issuer(title))]
    return any(one == name or fuzz.ratio(one, name) >= _ALIKE for one in asked for name in names)


def _meant_text(title: str | None, names: dict[str, str | None]) -> str | None:
    """The carried text a title means, where it is its and not the carrier's."""
    if not title:
        return None
    if bare(title) in names:
        return names[bare(title)]
    if bare(without_issuer(title)) in names:
        return names[bare(without_issuer(title))]
    best = max(names, key=lambda name: (fuzz.ratio(bare(title), name), name))
    return names[best]


def _by_issuer(found: list[str], reference: Reference, index: Index) -> list[str]:
    said = reference.issuer_name or (opening(reference.title) if reference.title else None)
    if not said:
        return []
    names = said.split("、")
    return [
        id_
        for id_ in found
        if any(item.value in names for item in index.held[id_].circular.issuers)
    ]


def _by_title(link: Link, mention: Mention, index: Index) -> Link:
    reference = link.reference
    assert reference.title
    found = index.titled(reference.title)
    taken: list[tuple[str, str | None]] = []
    left: list[Candidate] = []
    for id_, text in found:
        why = _veto(id_, mention, index)
        if why:
            left.append(Candidate(id_, why))
        else:
            taken.append((id_, text))
    ids = list(dict.fromkeys(id_ for id_, _ in taken))
    if len(ids) == 1:
        return replace(
            link, target=ids[0], how="title", held=True, text=taken[0][1], candidates=tuple(left)
        )
    if ids:
        several = tuple(Candidate(id_, "title fits") for id_ in ids)
        return replace(link, how="ambiguous", candidates=(*several, *left))
    return replace(link, how="wanted", candidates=tuple(left))


def _veto(id_: str, mention: Mention, index: Index) -> str | None:
    """Why a document of the title is not the one meant, or null."""
    if id_ == mention.owner.id:
        return "the circular itself"
    circular = index.held[id_].circular
    known, own = known_day(circular), known_day(mention.owner.circular)
    if known and own and known > own:
        return "issued later"
    said = mention.reference.issuer_name
    if said and circular.issuers and not _issuers_meet(said, circular):
        return "another issuer"
    return None


def _issuers_meet(said: str, circular: Circular) -> bool:
    asked = [office(name) for name in said.split("、")]
    own = [office(item.value) for item in circular.issuers]
    return any(a.level == b.level and encloses(a, b) for a in asked for b in own)


def _by_position(link: Link, mention: Mention, index: Index) -> Link:
    """The original that stands behind its forwarding in one file."""
    sha256, part = mention.owner.key
    item = mention.owner.circular.item
    behind = [
        one
        for one in index.held.values()
        if one.key[0] == sha256 and one.key[1] > part and item and one.circular.item == item
    ]
    if not behind:
        return link
    nearest = min(behind, key=lambda one: one.key)
    return replace(link, target=nearest.id, how="position", held=True)


# documents not held


@dataclass(frozen=True, slots=True)
class _Naming:
    """The id of every number and title of the documents wanted."""

    numbers: dict[tuple[NumberKey, str], str]
    titles: dict[str, str]


def _name_wanted(links: Sequence[Link], index: Index) -> _Naming:
    numbers: dict[tuple[NumberKey, str], str] = {}
    shown: dict[str, set[tuple[NumberKey, str]]] = defaultdict(set)
    titled: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.how != "wanted" or not link.reference.number:
            continue
        key = _wanted_key(link, index)
        name = show_number(link.reference.number)
        numbers[key] = min(numbers.get(key, name), name)
        shown[name].add(key)
    for name, keys in shown.items():
        if len({place for _, place in keys}) > 1:
            for key in keys:
                numbers[key] = f"{name}@{key[1]}" if key[1] else name
    for link in links:
        if link.how == "wanted" and link.reference.number and link.reference.title:
            id_ = numbers[_wanted_key(link, index)]
            for title in _readings(link.reference.title):
                titled[title].add(id_)
    return _Naming(numbers, {title: min(ids) for title, ids in titled.items() if len(ids) == 1})


def _readings(title: str) -> set[str]:
    """What a document with a number may be called where its number is left out."""
    inner = carried_name(title)
    names = {bare(title), bare(without_issuer(title))}
    if inner:
        names |= {bare(inner), undated(inner)}
    return names - {""}


def _wanted_key(link: Link, index: Index) -> tuple[NumberKey, str]:
    """A number as a key; of orders with the place of the circular that names it."""
    key = number_key(link.reference.number or "")
    assert key
    plain = replace(key, body="")
    if not key.is_order:
        return plain, ""
    said = office(key.body)
    if said.level is not None and any(said.place):
        return plain, key.body
    issuers = index.held[link.owner].circular.issuers
    province = office(issuers[0].value).place[0] if issuers else None
    return plain, province or ""


def _with_wanted(link: Link, names: _Naming, index: Index) -> Link:
    if link.how != "wanted":
        return link
    if link.reference.number:
        return replace(link, target=names.numbers[_wanted_key(link, index)])
    title = link.reference.title or ""
    for reading in (bare(title), undated(title)):
        if reading in names.titles:
            return replace(link, target=names.titles[reading])
    return replace(link, target=UNNUMBERED + title.strip())


def _gather(links: Links) -> dict[str, Wanted]:
    wanted: dict[str, Wanted] = {}
    for target in links.targets():
        said = [link for link in links.to(target) if link.how == "wanted"]
        if not said:
            continue
        titles = Counter(link.reference.title for link in said if link.reference.title)
        issuers = Counter(
            link.reference.issuer_name or link.reference.issuer
            for link in said
            if link.reference.issuer
        )
        number = next((link.reference.number for link in said if link.reference.number), None)
        wanted[target] = Wanted(
            target,
            show_number(number) if number else None,
            _by_count(titles),
            _by_count(issuers),
            tuple(sorted({link.owner for link in said})),
            tuple(said),
        )
    return wanted


def _by_count(names: Counter[str]) -> tuple[str, ...]:
    ordered = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    return tuple(name for name, _ in ordered if name)


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one but for 试行, 暂行, 修订 and the year."""
    return core(one) == core(other) != ""
