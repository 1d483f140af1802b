"""Terms that a jurisdiction gives to documents that name none (有效期按5年认定).

Only from a named, dated rule: of `graph/rules/terms.toml`, with its source, or read from the words
of an order that is held. Only for 行政规范性文件: those that carry a text of rules or bear the
register's number (规范性文件统一编号).
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from ..extract.clauses import walk
from ..extract.normalise import tight
from .days import known_day, start_said
from .holdings import Held
from .parts import issued_texts, number_of, owners
from .rank import encloses, office

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..extract.circular import Circular, Clause
    from .rank import Office

_YEARS = re.compile(
    r"(?:未|没有)(?:规定|明确|标明|载明)有效期的?，?.{0,16}?(?P<years>\d+|[一二三四五六七八九十]+)年"
)
_TRIAL = re.compile(
    r"(?:暂行|试行)[^。；]{0,24}?(?:未|没有)(?:规定|明确|标明|载明)有效期的?，?.{0,12}?(?P<years>\d+|[一二三四五六七八九十]+)年"
)
_NOT_BACK = re.compile(r"施行(?:前|以前|之前).{0,24}不适用")
_RULES = re.compile(r"(?:办法|规定|细则|规则|规程|规范|准则|标准)(?:（(?:试行|暂行)）)?$")
_TITLE_TRIAL = re.compile("试行|暂行")


@dataclass(frozen=True, slots=True)
class DefaultTerm:
    """The end that a rule gives a document: `last` day, `by` the id of the order (null for a rule of
    the file), its clause, its words."""

    last: dt.date
    by: str | None
    quote: str
    clause: Clause | None
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A dated rule of a jurisdiction: years for texts, years for trial texts (null: none)."""

    region: str
    since: dt.date
    until: dt.date | None
    years: int | None
    trial_years: int | None
    source: str
    by: str | None = None
    quote: str = ""
    clause: Clause | None = None
    known_on: dt.date | None = None


def default_term(
    rules: Iterable[Rule],
    held: Held,
    text: str | None,
    start: dt.date | None,
    known_on: dt.date | None,
) -> DefaultTerm | None:
    """The end that a rule of its jurisdiction gives a document without a term, or null."""
    issued = known_day(held.circular)
    if start is None or issued is None or not _is_normative(held.circular):
        return None
    title = text or _title(held.circular)
    trial = bool(_TITLE_TRIAL.search(title))
    for rule in rules:
        if rule.by == held.id or not _reaches(rule, held.circular, issued):
            continue
        if known_on and rule.known_on and rule.known_on > known_on:
            continue
        years = (rule.trial_years or rule.years) if trial else rule.years
        if years:
            return DefaultTerm(_after(start, years), rule.by, rule.quote, rule.clause, rule.source)
    return None


def _is_normative(circular: Circular) -> bool:
    genre = circular.genre.value if circular.genre else ""
    if genre in ("命令", "令", "请示", "报告", "纪要"):
        return False
    return bool(circular.register_number) or any(
        _RULES.search(t.title) for t in issued_texts(circular)
    )


def _title(circular: Circular) -> str:
    texts = issued_texts(circular)
    if len(texts) == 1:
        return texts[0].title
    return circular.title.value if circular.title else ""


def _reaches(rule: Rule, circular: Circular, issued: dt.date) -> bool:
    if issued < rule.since or (rule.until and issued > rule.until):
        return False
    home = office(rule.region + "人民政府")
    return bool(circular.issuers) and _is_within(home, circular.issuers[0].value)


def _is_within(home: Office, issuer: str) -> bool:
    """Whether a body is surely of a jurisdiction: its province is named."""
    other = office(issuer)
    return other.place[0] is not None and encloses(home, other)


def _after(start: dt.date, years: int) -> dt.date:
    try:
        end = start.replace(year=start.year + years)
    except ValueError:
        end = start.replace(year=start.year + years, day=28) + dt.timedelta(days=1)
    return end - dt.timedelta(days=1)


def read_rules(held: Iterable[Held]) -> tuple[Rule, ...]:
    """The rules that orders held state, and those of the file."""
    return (*(rule for one in held if (rule := _read(one))), *file_rules())


def states_rule(circular: Circular) -> bool:
    """Whether a circular states such a rule in its own words."""
    return _read(Held("", ("", 1), circular)) is not None


def _read(held: Held) -> Rule | None:
    """The rule that an order held states in its own words."""
    circular = held.circular
    issued = known_day(circular)
    if not circular.issuers or issued is None:
        return None
    maker = office(circular.issuers[0].value)
    if maker.kind == "department" or maker.level is None or not any(maker.place):
        return None
    for owner in owners(circular):
        for clause in walk(owner.clauses):
            words = tight(clause.text)
            general = _YEARS.search(words) if "有效期" in words else None
            if general is None:
                continue
            trial = _TRIAL.search(words)
            start = start_said(circular, None)[0] or issued
            back = any(_NOT_BACK.search(tight(other.text)) for other in walk(owner.clauses))
            region = next(part for part in reversed(maker.place) if part)
            return Rule(
                region=region,
                since=start if back else dt.date.min,
                until=None,
                years=number_of(general["years"]),
                trial_years=number_of(trial["years"]) if trial else None,
                source=held.id,
                by=held.id,
                quote=words,
                clause=clause,
                known_on=issued,
            )
    return None


@cache
def file_rules() -> tuple[Rule, ...]:
    """The rules of `rules/terms.toml`."""
    path = resources.files(f"{__package__}.rules") / "terms.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    return tuple(
        Rule(
            region=item["region"],
            since=item["since"],
            until=item.get("until"),
            years=item.get("years"),
            trial_years=item.get("trial_years"),
            source=item["source"],
        )
        for item in data.get("term", ())
    )
