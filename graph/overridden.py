"""What may have been overridden without being named: never decided, always said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .days import known_day, start_said
from .entries import titles_of
from .names import bare, core
from .parts import clause_named, owners, trees
from .rank import encloses, office

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..extract.circular import Circular, Reference
    from .holdings import Held
    from .links import Link
    from .parts import Subject
    from .view import View

_LEVELS = {"省": 1, "自治区": 1, "市": 2, "州": 2, "县": 3, "区": 3, "旗": 3, "乡": 4, "镇": 4}
_BELOW = re.compile(
    r"各(?:级|地)|各(?P<first>省|自治区|市|州|县|区|旗|乡|镇)[^，。]{0,8}?(?=自行|现行|以往|原|制定|的|出台|规定)"
)
_OWN = re.compile("以前|过去|以往|历年|原有|原来|此前|之前|我.{0,2}(?:厅|局|委)")
_FILLER = re.compile(
    r"各[省市州县区旗乡镇（）()、级地]+|自行|制定|出台|发布|印发|现行|以往|以前|过去|历年|原有|原来|此前|之前|有关|相关|"
    r"规定|政策|文件|办法|做法|通知|标准|的|其他|我.{0,2}(?:厅|局|委)|省政府办公厅|市政府办公室|省政府|市政府|县政府"
)
_OVERRIDES = "overrides"
_NOT_TEXTS = re.compile("口头|做法|解答")


@dataclass(frozen=True, slots=True)
class Override:
    """A later circular that may have changed what is asked: by a clause that names nothing
    (`reference`), or by its title alone (null)."""

    by: str
    carried: str | None
    reference: Reference | None
    start: dt.date


def overrides(view: View, subject: Subject, on: dt.date) -> Iterator[Override]:
    """Every circular in force by a day that may have overridden a document or clause held."""
    held = view.held(subject.id)
    known = known_day(held.circular) if held else None
    if held is None or known is None:
        return
    for id_ in _namesakes(view, held, subject):
        other = view.world.held[id_]
        start = _later_start(view, other, known, on)
        if start and not _says_what_becomes(view, id_, held.id):
            yield Override(id_, None, _own_override(view, id_), start)
    for link in _unnamed(view, held):
        other = view.world.held[link.owner]
        start = _later_start(view, other, known, on)
        if start is None or _says_what_becomes(view, link.owner, held.id):
            continue
        if _reaches(link, other, held, subject):
            yield Override(link.owner, link.carried, link.reference, start)


def _later_start(view: View, other: Held, known: dt.date, on: dt.date) -> dt.date | None:
    """The first day of a circular that is later than another and in force by a day."""
    day = known_day(other.circular)
    if day is None or day <= known or not view.knows(day):
        return None
    start = start_said(other.circular, None)[0]
    return start if start and start <= on else None


def _namesakes(view: View, held: Held, subject: Subject) -> list[str]:
    """Circulars of the same issuer with the same title, but for 试行, 暂行, 修订 and year."""
    titles = {core(title) for title in titles_of(held.circular, subject.text)} - {""}
    found = {one.id: one for title in titles for one in view.world.directory.entitled(title)}
    own = _issuers(held)
    return sorted(i for i, one in found.items() if i != held.id and own & set(one.issuers))


def _says_what_becomes(view: View, by: str, id_: str) -> bool:
    """Whether a circular itself says what becomes of another: then nothing is inferred."""
    weak = {"cites", "based_on", "applies", "implements", "replies_to"}
    return any(
        link.target == id_ and link.reference.relation not in weak
        for link in view.world.links.of(by)
    )


def _issuers(held: Held) -> set[str]:
    return {item.value for item in held.circular.issuers}


def _own_override(view: View, id_: str) -> Reference | None:
    return next((one.reference for one in _overrides(view, id_)), None)


def _unnamed(view: View, held: Held) -> Iterator[Link]:
    """The overrides that name nothing, of all circulars that may speak of what is held."""
    for one in view.world.directory.overriding([item.value for item in held.circular.issuers]):
        yield from _overrides(view, one.id)


def _overrides(view: View, id_: str) -> list[Link]:
    return [link for link in view.world.links.of(id_) if link.reference.relation == _OVERRIDES]


def kinds_of_override(circular: Circular) -> set[str]:
    """How a circular overrides without naming: `own` texts of its issuers, those of bodies `below`."""
    found = set()
    for owner in owners(circular):
        for reference in owner.references:
            scope = reference.scope or ""
            if reference.relation == _OVERRIDES and not _NOT_TEXTS.search(scope):
                found |= {"below"} if _BELOW.search(scope) else set()
                found |= {"own"} if _OWN.search(scope) else set()
    return found


def _reaches(link: Link, by: Held, held: Held, subject: Subject) -> bool:
    """Whether an override that names nothing can mean a document: its maker and its matter."""
    scope = link.reference.scope or ""
    if _NOT_TEXTS.search(scope) or not by.circular.issuers or not held.circular.issuers:
        return False
    maker = office(by.circular.issuers[0].value)
    owners = [office(item.value) for item in held.circular.issuers]
    matter = bare(_FILLER.sub("", scope))
    below = _BELOW.search(scope)
    if below:
        level = _LEVELS.get(below["first"] or "", 0)
        fits = any(
            one.level is not None
            and maker.level is not None
            and one.level > maker.level
            and (not level or one.level >= level)
            and encloses(maker, one)
            for one in owners
        )
        return fits and len(matter) >= 2 and _speaks_of(matter, held, subject)
    if not _OWN.search(scope) or not _issuers(by) & _issuers(held):
        return False
    title = held.circular.title.value if held.circular.title else ""
    return len(matter) >= 2 and matter in bare(title)


def _speaks_of(matter: str, held: Held, subject: Subject) -> bool:
    """Whether a clause (or, of a whole document, its title) speaks of a matter."""
    if subject.clause is None:
        title = held.circular.title.value if held.circular.title else ""
        return matter in bare(title)
    clause = clause_named(trees(held.circular, subject.text), subject.clause)
    return clause is not None and matter in bare((clause.heading or "") + clause.text)
