"""Names of bodies: short ones written in full, in the region of the circular that uses them.

省人社厅 in a circular of Heilongjiang is 黑龙江省人力资源和社会保障厅; 我厅 is its issuer, 你局 the one
it is addressed to. What is not certain stays null.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ..ingest.values import dataclass, replace
from .circular import Body, Circular, Reference
from .regions import Region, leading_region, province_of_prefix

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTE = re.compile(r"（[^（）]*）")
_DEICTIC = re.compile(
    r"(?P<who>[我本你贵该])(?P<organ>局|厅|部|委|办|院|署|中心|行|府|会|公司|(?<=[你贵])[省市州盟县旗区镇乡])"
)
_ORGANS = {
    "委": ("委员会", "委"), "办": ("办公室", "办公厅"), "府": ("人民政府",),
    **dict.fromkeys("省市州盟县旗区镇乡", ("人民政府",)),
}  # fmt: skip
_BARE_REGION = re.compile(
    r"(?:我|本|全|你)?(?P<unit>自治区|省|市(?!场|容|民(?!政|族|宗|防|委|革)|政(?!府|协|法|研))|州|盟|县|旗|(?<!地)区(?!域|划)|镇|乡(?!村))"
)
_MANY = re.compile(r"各|有关|相关|所属|直属|全体|、|，|等|驻|部门$|单位$|企业$|网站$")
_ORGAN = re.compile(
    r"(?P<subject>.+?)(?P<organ>委员会|总局|厅|局|委(?!会)|部|署|办公室|办)(?P<inner>.*)"
)
_INNER = re.compile(r"(?:办公[厅室]|[\u3400-\u9fff]{2,8}(?:处|司|科|室|中心|局))?")
_STATE = re.compile(r"国务院|中共中央|中央|国家|中华人民共和国|全国|最高人民")
_FORMER = re.compile("^原(?!平|州|阳)(?=.{4})")
"""A body that is gone: 原省劳动厅. 原平, 原州 and 原阳 are places."""
_VERTICAL = re.compile(r"国家税务总局|中国人民银行|国家统计局|中国气象局|国家矿山安全监察局")
_WHOLE_SUBJECT = 4
"""Characters from which a subject that no list knows is taken for a full name."""
_IN_FULL = ("人民政府", "人民代表大会", "委员会", "人民法院", "高级人民法院", "人民检察院")


@dataclass(frozen=True, slots=True)
class _Row:
    full: str
    since: int
    until: int
    levels: tuple[str, ...] = ()

    def holds(self, year: int | None) -> bool:
        """Whether a body of that name existed in a year; of an unknown year, whether it still does."""
        if year is None:
            return self.until == _FOREVER
        return self.since <= year <= self.until


_FOREVER = 9999


@dataclass(frozen=True, slots=True)
class _Lists:
    subjects: frozenset[str]
    short: dict[str, tuple[_Row, ...]]
    offices: dict[str, tuple[_Row, ...]]
    state: dict[str, tuple[_Row, ...]]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a name stands: the region of its circular, its year, issuers and addressees in full."""

    home: Region
    year: int | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()


@cache
def _lists() -> _Lists:
    path = resources.files(f"{__package__}.rules") / "name.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    state: dict[str, list[_Row]] = {}
    for item in data["state"]:
        for name in (item["full"], *item.get("short", ())):
            state.setdefault(name, []).append(_row(item))
    return _Lists(
        frozenset(data["subjects"]["full"]),
        _grouped(data["short"]),
        _grouped(data["office"]),
        {name: tuple(rows) for name, rows in state.items()},
    )


def _grouped(items: Sequence[dict[str, Any]]) -> dict[str, tuple[_Row, ...]]:
    made: dict[str, list[_Row]] = {}
    for item in items:
        made.setdefault(item["short"], []).append(_row(item))
    return {name: tuple(rows) for name, rows in made.items()}


def _row(item: dict[str, Any]) -> _Row:
    until = item.get("until", _FOREVER)
    return _Row(item["full"], item.get("since", 0), until, tuple(item.get("levels", ())))


def resolve(name: str, setting: Setting) -> Body:
    """A name as a body: in full, its level, its region; null where that is not certain."""
    bare = _FORMER.sub("", _NOTE.sub("", name).strip("：、，"))
    if deictic := _DEICTIC.fullmatch(bare):
        return _meant(deictic, setting)
    return _body(bare, setting.home, setting.year)


def central_names(text: str) -> list[tuple[int, int]]:
    """Spans of the central bodies whose names a text sets side by side; empty where there is one,
    or anything else."""
    spans = [match.span() for match in _central().finditer(text)]
    whole = sum(end - start for start, end in spans) == len(text)
    return spans if whole and len(spans) > 1 else []


def behind_central(text: str, first: int, last: int) -> tuple[int, int]:
    """The span of the last central body that a text names between two places; both 0 without one."""
    return max((match.span() for match in _central().finditer(text, first, last)), default=(0, 0))


def is_central(text: str) -> bool:
    """Whether a text is, or starts with, the name of a body of the centre."""
    return _central().match(text) is not None


@cache
def _central() -> re.Pattern[str]:
    names = sorted(_lists().state, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})(?![门业队件署])")


@lru_cache(maxsize=4096)
def _body(bare: str, home: Region, year: int | None) -> Body:
    """The body a name says by itself, in a circular of a region and a year: one circular names
    its bodies several times."""
    if rows := _lists().state.get(bare):
        full = _only([row.full for row in rows if row.holds(year)])
        return Body(full, "国", None)
    if vertical := _VERTICAL.match(bare):
        region, length = leading_region(bare[vertical.end() :])
        if length:
            return Body(bare, region.level, region.text)
    if bare.startswith("中共") and (party := _party(bare, year)):
        return party
    region, at = leading_region(bare)
    if at:
        return _regional(_within(region, home), bare[:at], bare[at:], year)
    unit = _BARE_REGION.match(bare)
    if unit and unit.end() < len(bare):
        own = _own_region(unit["unit"], home)
        return _regional(own, own.own or "", bare[unit.end() :], year) if own else Body()
    if _MANY.search(bare):
        return Body()
    if _STATE.match(bare) or _ministry_office(bare):
        return Body(bare, "国", None)
    return Body()


def _within(region: Region, home: Region) -> Region:
    """The region with what the circular's own region says of it: 清河市 is that of its own home."""
    if region.province or not region.text:
        return region
    if region.city and region.city == home.city:
        return replace(region, province=home.province)
    if not region.city and region.county and region.county == home.county:
        return replace(home, town=region.town)
    return region


def _party(bare: str, year: int | None) -> Body | None:
    region, at = leading_region(bare[2:])
    if not at:
        return None
    return _regional(region, bare[2 : 2 + at], bare[2 + at :], year)


def _ministry_office(bare: str) -> bool:
    """Whether a name is an office of a ministry: 教育部办公厅, 财政部税政司."""
    lists = _lists()
    return any(
        bare.startswith(name) and len(bare) > len(name) and _INNER.fullmatch(bare[len(name) :])
        for name in lists.state
        if name[-1] in "部署局会行"
    )


def _meant(deictic: re.Match[str], setting: Setting) -> Body:
    """我厅, 本局: the issuer; 你局: the addressee, where there is one such body; 你市: its government."""
    names = setting.issuers if deictic["who"] in "我本" else setting.addressees
    if deictic["who"] == "该":
        return Body()
    organ = _ORGANS.get(deictic["organ"], (deictic["organ"],))
    fitting = [name for name in names if name.endswith(organ)]
    only = _only(fitting)
    if only is None:
        return Body()
    return resolve(only, replace(setting, issuers=(), addressees=()))


def _own_region(unit: str, home: Region) -> Region | None:
    """The region that 省, 市, 县 mean in a circular of `home`."""
    province, city, county = home.province, home.city, home.county
    if unit in ("省", "自治区"):
        return Region(province) if province and province.endswith(unit) else None
    if unit == "市":
        if county and county.endswith("市"):
            return Region(province, city, county)
        if city is None and county is None and province and province.endswith("市"):
            return Region(province)
        if city is None and province and province.endswith("市"):
            return Region(province)
        return Region(province, city) if city and city.endswith("市") else None
    if unit in ("州", "盟"):
        return Region(province, city) if city and city.endswith(unit) else None
    if unit in ("县", "旗", "区"):
        return Region(province, city, county) if county and county.endswith(unit) else None
    return home if home.town and home.town.endswith(unit) else None


def _regional(region: Region, named: str, rest: str, year: int | None) -> Body:
    """A body of a region from what follows the region's name."""
    level, text = region.level, region.text
    if not rest or _MANY.search(rest) or (len(named) > 1 and named in rest):
        return Body(None, None, text)
    full = _in_full(rest, region, year)
    if full is None:
        return Body(None, level, text)
    party = rest.startswith(("委", "纪委")) and not rest.startswith("委员会")
    return Body(f"{'中共' if party else ''}{named}{full}", level, text)


def _in_full(rest: str, region: Region, year: int | None) -> str | None:
    """What follows a region's name, in full: 人社厅 → 人力资源和社会保障厅; null when unsure."""
    if rest == "委":
        return "委员会" if region.level != "乡" else None
    if rest.startswith((*_IN_FULL, "委", "纪委")):
        return rest
    if rest.endswith("管委会"):
        return f"{rest.removesuffix('管委会')}管理委员会"
    for length in range(min(6, len(rest)), 1, -1):
        if rows := _lists().offices.get(rest[:length]):
            return _office(rows, rest[:length], rest[length:], region)
    match = _ORGAN.fullmatch(rest)
    if match is None:
        return rest if len(rest) >= _WHOLE_SUBJECT else None
    subject = _subject(match["subject"], year)
    if subject is None:
        return None
    organ = match["organ"]
    if organ == "委":
        organ = "委员会"
    if organ == "办":
        return None
    return f"{subject}{organ}{match['inner']}"


def _office(rows: tuple[_Row, ...], short: str, behind: str, region: Region) -> str | None:
    row = rows[0]
    if row.levels and region.level not in row.levels:
        return None
    if behind in ("办", "办公厅", "办公室") and short == "政府":
        if behind == "办":
            behind = "办公厅" if region.level == "省" else "办公室"
        return f"{row.full}{behind}"
    if behind and short in ("政府", "人大") and behind.endswith("办"):
        return None
    return f"{row.full}{behind}"


def _subject(subject: str, year: int | None) -> str | None:
    """A subject in full; a body that is gone keeps the name it had, one of later years is unsure."""
    lists = _lists()
    rows = lists.short.get(subject, ())
    current = [row.full for row in rows if row.holds(year)]
    former = [row.full for row in rows if year is None or row.until < year]
    if named := current or former:
        return _only(named)
    if subject in lists.subjects or (len(subject) >= _WHOLE_SUBJECT and not rows):
        return subject
    return None


def _only(names: Sequence[str]) -> str | None:
    different = dict.fromkeys(names)
    return next(iter(different)) if len(different) == 1 else None


def with_bodies(circular: Circular) -> Circular:
    """The circular with its issuers and addressees as bodies, its references' issuers in full."""
    setting = setting_of(circular)
    return replace(
        circular,
        issuer_bodies=tuple(resolve(item.value, setting) for item in circular.issuers),
        addressee_bodies=tuple(resolve(item.value, setting) for item in circular.addressees),
        references=_named(circular.references, setting),
        carried=tuple(
            replace(text, references=_named(text.references, setting)) for text in circular.carried
        ),
    )


def setting_of(circular: Circular) -> Setting:
    """Where the names of a circular stand."""
    dates = (circular.issued_on, circular.printed_on, circular.published_on)
    number = circular.number.value.parts if circular.number else None
    year = next((date.value.year for date in dates if date), number.year if number else None)
    setting = Setting(_home(circular), year)
    issuers = _full(circular.issuers, setting)
    setting = replace(setting, issuers=issuers)
    return replace(setting, addressees=_full(circular.addressees, setting))


def _full(items: Sequence[Any], setting: Setting) -> tuple[str, ...]:
    return tuple(name for item in items if (name := resolve(item.value, setting).name))


def _home(circular: Circular) -> Region:
    """The region of the first issuer that names one; of a 省… without its name, by the number."""
    for item in circular.issuers:
        bare = item.value.removeprefix("中共")
        if vertical := _VERTICAL.match(bare):
            bare = bare[vertical.end() :]
        region, at = leading_region(bare)
        if at:
            return region
    number = circular.number.value.parts if circular.number else None
    if circular.issuers and number:
        first, province = circular.issuers[0].value, province_of_prefix(number.prefix)
        if province and (
            (first.startswith(("省", "自治区")) and province.endswith(first[:1] if first[0] == "省" else "区"))
            or (first.startswith("市") and province.endswith("市"))
        ):  # fmt: skip
            return Region(province)
    return Region()


def _named(references: Sequence[Reference], setting: Setting) -> tuple[Reference, ...]:
    return tuple(
        replace(item, issuer_name=name)
        if item.issuer and (name := _issuer_name(item.issuer, setting)) != item.issuer_name
        else item
        for item in references
    )


def _issuer_name(issuer: str, setting: Setting) -> str | None:
    """The issuer of a reference in full; of several, all or none."""
    names = [resolve(part, setting).name for part in re.split("[、，]|和(?=[省市县国中])", issuer)]
    return "、".join(name for name in names if name) if all(names) else None
