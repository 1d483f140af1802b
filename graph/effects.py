"""What circulars do to documents: the effects of their references, on whom, from which day."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .days import known_day, numbered_year, start_said
from .entries import numbers_of
from .links import ENDS
from .names import number_key, openings
from .parts import (
    added_id,
    annex_of,
    clause_named,
    find_clause,
    issued_texts,
    narrowed,
    place_of,
    split_parts,
    trees,
)
from .rank import Side, entitled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..extract.circular import AppliesBy, Circular, Evidence, Reference
    from .directory import Directory
    from .holdings import Held
    from .links import Link, Links
    from .wanted import Wanted

_ASKS = frozenset({"请示", "申请", "报告", "议案"})
"""Genres that ask: they end nothing by themselves."""
_TOGETHER = re.compile("同时|同日|一并|即行")
_VOID = re.compile(
    r"自始(?:无效|不发生)|自该?.{0,8}(?:印发|发布|公布|制定|施行)之日起(?:无效|失效)"
)
_SPEAKS_FOR = re.compile(
    r"经.{0,12}?(?:政府|国务院|国务会议|领导).{0,6}?(?:同意|批准|授权)|(?:受|根据).{0,10}政府.{0,4}(?:委托|授权)"
)
_OWN_START = re.compile(
    r"本(?:办法|规定|细则|通知|决定|公告|意见|规则|条例|函)?.{0,3}(?:施行|实施|生效|执行|公布|印发|发布|下发)(?:之日|后)"
)
_LAID_DOWN = re.compile(r"(?:部分|条|项|款)(?:所)?(?:规定|确定|明确)的")
_REST = re.compile("其余|其他|其它")
_EXCEPT = re.compile("^除|除外$|[以之]?外$")
_PART_NAMED = re.compile("第|附[件表]")


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing a circular does to a document (relations.md, "Relations between documents").

    `by` is the id of the circular that says so, `by_carried` the title of its carried text that
    does, `by_clause` the clause. `target` is the id of a document held or wanted, `text` the title
    of its carried text if that alone is named. `clauses`: ids of the target's clauses meant, empty
    for the whole; `besides`: those left out (其余部分, 第三条除外); `inside`: only a matter inside
    the clauses is meant, that of `scope`, in the text's words. `effective_on`: first day of the
    effect (a repeal's: the first day without force), null where none can be told; `from_start`: it
    is the first day of `by`. `void`: from the target's own start. `until`: last day, inclusive, of
    what it ends or prolongs. `doubtful_from`: where only the year of `by` is
    known, the first day it may have begun on; `effective_on` is then the day it surely had. `known_on`: the day `by` became known (published, else issued, else
    printed). `applied`: whether it changes the timeline; if not, `why_not` says why: `announced`,
    `asked`, `not_entitled`, `joint_issuer`, `clause_not_found`, `day_not_known`, `self`.
    """

    by: str
    by_carried: str | None
    by_clause: str | None
    relation: str
    target: str
    text: str | None
    clauses: tuple[str, ...]
    scope: str | None
    partial: bool
    effective_on: dt.date | None
    until: dt.date | None
    known_on: dt.date | None
    quote: str
    evidence: tuple[Evidence, ...]
    applied: bool = True
    why_not: str | None = None
    assumed: bool = False
    mutatis: bool = False
    applies_by: AppliesBy | None = None
    key: str = ""
    besides: tuple[str, ...] = ()
    inside: bool = False
    from_start: bool = False
    void: bool = False
    number: str | None = None
    title: str | None = None
    doubtful_from: dt.date | None = None

    @property
    def listed(self) -> bool:
        """Whether a row of an annex says it."""
        return bool(self.by_clause and self.by_clause.startswith("附"))


@dataclass(frozen=True, slots=True)
class Sources:
    """What effects are told from."""

    held: Mapping[str, Held]
    links: Links
    wanted: Mapping[str, Wanted]
    texts: Mapping[str, str]
    directory: Directory


class Effects(Mapping[str, tuple[Effect, ...]]):
    """The effects on every document, by its id, in order of the day they became known, id and key.
    Those on one document are told when they are first asked for."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._told: dict[str, tuple[Effect, ...]] = {}

    def __getitem__(self, target: str) -> tuple[Effect, ...]:
        if target not in self._told:
            rows = [_effect(link, self._sources) for link in self._sources.links.acting(target)]
            self._told[target] = tuple(sorted(_rest_placed(rows), key=_order))
        if not self._told[target]:
            raise KeyError(target)
        return self._told[target]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources.links.acted_on())

    def __len__(self) -> int:
        return len(self._sources.links.acted_on())


def _rest_placed(rows: list[Effect]) -> list[Effect]:
    """Effects on the rest of a document (其余部分继续有效) with the parts their circular treats apart."""
    treated: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.relation in ENDS | {"suspends"}:
            treated[row.by] += row.clauses
    return [
        replace(row, besides=tuple(dict.fromkeys(treated[row.by])))
        if _is_of_rest(row) and not row.besides and treated[row.by]
        else row
        for row in rows
    ]


def _is_of_rest(effect: Effect) -> bool:
    return effect.relation in ("confirms", "extends") and bool(_REST.match(effect.scope or ""))


def _order(effect: Effect) -> tuple[str, str, str, str, str]:
    day = effect.known_on.isoformat() if effect.known_on else ""
    return day, effect.by, effect.by_carried or "", effect.by_clause or "", effect.key


def _effect(link: Link, sources: Sources) -> Effect:
    reference, owner = link.reference, sources.held[link.owner].circular
    made = Effect(
        by=link.owner,
        by_carried=link.carried,
        by_clause=reference.clause,
        relation=reference.relation,
        target=link.target or "",
        text=link.text,
        clauses=(),
        scope=reference.scope,
        partial=reference.partial,
        effective_on=reference.effective_on,
        until=reference.until,
        known_on=known_day(owner),
        quote=reference.quote,
        evidence=reference.evidence,
        mutatis=reference.mutatis,
        applies_by=reference.applies_by,
        key=reference.key,
        number=reference.number,
        title=reference.title,
    )
    made = _in_its_year(_dated(_placed(made, reference, sources), owner), owner)
    why = _why_not(made, link, sources)
    return replace(made, applied=False, why_not=why) if why else made


# which part


def _placed(effect: Effect, reference: Reference, sources: Sources) -> Effect:
    """The effect with the clauses it means."""
    held = sources.held.get(effect.target)
    scope = effect.scope or ""
    said = split_parts(reference.target_clause) if reference.target_clause else ()
    kept = _EXCEPT.sub("", scope)
    if kept != scope and _PART_NAMED.match(kept) and not said:
        said, rest = split_parts(kept), True
    else:
        rest = _is_of_rest(effect)
    if not said:
        return effect
    if held is None:
        places = tuple(place_of(one) for one in said)
    else:
        effect, places = _in_tree(effect, said, held.circular)
    if rest:
        return replace(effect, besides=places)
    narrow = bool(effect.scope) and not _LAID_DOWN.search(effect.quote)
    if held is None or not narrow or not places:
        return replace(effect, clauses=places)
    return _narrowed(replace(effect, clauses=places), held.circular)


def _in_tree(
    effect: Effect, said: tuple[str, ...], circular: Circular
) -> tuple[Effect, tuple[str, ...]]:
    """The clauses that words name, in the text meant; the carrier's own come second."""
    texts = [effect.text] if effect.text else [None, *(t.title for t in issued_texts(circular))]
    if effect.text and effect.text in [t.title for t in circular.carried]:
        texts = [effect.text, None]
    places: list[str] = []
    for part in said:
        annex = annex_of(part)
        for text in texts:
            found = annex or find_clause(part, trees(circular, text))
            if found:
                places.append(found)
                if not annex:
                    effect = replace(effect, text=text)
                break
        else:
            places.append(added_id(part))
    return effect, tuple(places)


def _narrowed(effect: Effect, circular: Circular) -> Effect:
    inner: list[str] = []
    for place in effect.clauses:
        clause = clause_named(trees(circular, effect.text), place)
        found = narrowed(clause, effect.scope or "") if clause else ()
        if not found:
            return replace(effect, inside=True)
        inner += found
    return replace(effect, clauses=tuple(inner))


# which day


def _dated(effect: Effect, owner: Circular) -> Effect:
    """The effect with its first day: stated, of its clause or of the circular."""
    if effect.relation == "annuls" and _VOID.search(effect.quote):
        return replace(effect, void=True)
    if effect.effective_on is not None:
        return replace(effect, from_start=bool(_OWN_START.search(effect.quote)))
    if effect.until and effect.relation in ("ceases", "repeals", "declares_lapsed", "supersedes"):
        return replace(effect, effective_on=effect.until + dt.timedelta(days=1))
    if effect.relation in ("extends", "confirms", "corrects", "defers"):
        day, assumed = start_said(owner, effect.by_carried)
        return replace(effect, effective_on=day, from_start=True, assumed=assumed)
    day, assumed = start_said(owner, effect.by_carried)
    if _TOGETHER.search(effect.quote):
        own = _clause_start(effect, owner)
        if own is None and assumed:
            own = _only_day(owner)
        if own is not None:
            return replace(effect, effective_on=own)
    return replace(effect, effective_on=day, from_start=True, assumed=assumed)


def _in_its_year(effect: Effect, owner: Circular) -> Effect:
    """The effect of a circular of which only the year is known: in force when that is over."""
    year = numbered_year(owner)
    if effect.effective_on or effect.void or year is None:
        return effect
    return replace(
        effect,
        effective_on=dt.date(year + 1, 1, 1),
        doubtful_from=dt.date(year, 1, 1),
        from_start=False,
        assumed=True,
    )


def _clause_start(effect: Effect, owner: Circular) -> dt.date | None:
    clauses = trees(owner, effect.by_carried)
    clause = clause_named(clauses, effect.by_clause) if effect.by_clause else None
    validity = clause.validity if clause else None
    return validity.effective_on if validity and validity.effective_basis == "stated" else None


def _only_day(owner: Circular) -> dt.date | None:
    """The one day that a circular's other effects name."""
    days = {
        reference.effective_on
        for reference in owner.references
        if reference.relation in ENDS and reference.effective_on
    }
    return next(iter(days)) if len(days) == 1 else None


# whether it counts


def _why_not(effect: Effect, link: Link, sources: Sources) -> str | None:
    owner = sources.held[link.owner].circular
    if not link.reference.effective:
        return "announced"
    if effect.target == effect.by:
        return "self"
    if owner.genre and owner.genre.value in _ASKS:
        return "asked"
    right = _right(effect, link, sources)
    if right != "yes":
        return "joint_issuer" if right == "joint" else "not_entitled"
    if effect.effective_on is None and not effect.void:
        return "day_not_known"
    held = sources.held.get(effect.target)
    if held and effect.relation in (ENDS | {"suspends", "resumes"}) and _lost(effect, held):
        return "clause_not_found"
    return None


def _lost(effect: Effect, held: Held) -> bool:
    """Whether a clause named is none of the document's."""
    clauses = trees(held.circular, effect.text)
    return any(
        not place.startswith("附件") and clause_named(clauses, place) is None
        for place in effect.clauses
    )


def _right(effect: Effect, link: Link, sources: Sources) -> str:
    owner = sources.held[link.owner]
    said = link.reference.issuer or ""
    return entitled(
        Side(tuple(item.value for item in owner.circular.issuers), _prefixes(owner.circular)),
        _side(effect, link, sources),
        approved=_speaks_for(owner, link.reference, sources),
        succeeded=said.startswith("原"),
    )


def _prefixes(circular: Circular) -> tuple[str, ...]:
    keys = (number_key(number) for number in numbers_of(circular))
    return tuple(key.series for key in keys if key and not key.is_order)


def _side(effect: Effect, link: Link, sources: Sources) -> Side:
    """Issuers and prefixes of a target: as it says itself, else as is said of it."""
    if held := sources.held.get(effect.target):
        issuers = tuple(item.value for item in held.circular.issuers)
        return Side(issuers, _prefixes(held.circular))
    wanted = sources.wanted.get(effect.target)
    key = number_key(wanted.number) if wanted and wanted.number else None
    prefixes = (key.series,) if key and not key.is_order else ()
    reference = link.reference
    named = (
        reference.issuer_name
        if reference.issuer_name and "我" not in reference.issuer_name
        else None
    )
    titled = openings(reference.title) if reference.title else ()
    if named or titled:
        return Side(tuple(named.split("、")) if named else titled, prefixes)
    made = sources.directory.makers(prefixes[0]) if prefixes else ()
    return Side(made, prefixes)


def _speaks_for(owner: Held, reference: Reference, sources: Sources) -> bool:
    """Whether a circular says that its government agrees (经市政府同意)."""
    if reference.approved_by:
        return True
    circular = owner.circular
    if any(item.approved_by for item in circular.references):
        return True
    text = sources.texts.get(owner.key[0])
    if text:
        start, end = circular.text_span
        return bool(_SPEAKS_FOR.search(re.sub(r"\s+", "", text[start:end])))
    words = [item.quote for item in circular.references]
    return any(_SPEAKS_FOR.search(one) for one in words)
