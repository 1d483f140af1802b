"""Regions that names of bodies start with: province, city, county, town (GB/T 2260, as data)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from ..ingest.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Container

Level = Literal["国", "省", "市", "县", "乡"]
_PROVINCE = re.compile(r"[\u3400-\u9fff]{2,8}?(?:自治区|特别行政区|省)")
_CITY = re.compile(
    r"(?!城市|都市|超市|中共|国家|各|全)(?:(?![委办局厅署])[\u3400-\u9fff]){2,7}?(?:自治州|地区|盟|州(?!市)|市(?!场|容|民(?!政|族|宗|防|委|革)|政(?!府|协|法|研)))"
)
_COUNTY = re.compile(
    r"(?!社区|园区|景区|校区|片区|城市|都市|超市|中共|国家|自治|各|全)(?:(?![委办局厅署])[\u3400-\u9fff]){1,9}?"
    r"(?:自治县|自治旗|林区|特区|县|旗|(?<![发新术开园景社片校地治])区(?!域|划)|市(?!场|容|民(?!政|族|宗|防|委|革)|政(?!府|协|法|研)))"
)
_TOWN = re.compile(
    r"(?!各|全|我|本)(?:(?![委办局厅署])[\u3400-\u9fff]){1,7}?(?:街道|镇|(?<!城)乡(?!村))"
)
_SHORT_ENDS = re.compile(r"(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$")
_PEOPLES = re.compile(
    r"(?:(?:土家|苗|藏|羌|彝|回|壮|布依|侗|朝鲜|蒙古|哈萨克|柯尔克孜|傣|景颇|傈僳|白|哈尼)族|蒙古|哈萨克|柯尔克孜)+自治州$"
)
_TOWN_BODY = re.compile("(?:人民政府|政府|党委|办事处|人大)")
_MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})


@dataclass(frozen=True, slots=True)
class Region:
    """A region as far as a name says it, filled upwards where there is only one of that name."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    town: str | None = None

    @property
    def level(self) -> Level | None:
        """省 市 县 乡 by its smallest part; a municipality (直辖市) is a province."""
        if self.town:
            return "乡"
        if self.county:
            return "县"
        if self.city:
            return "市"
        return "省" if self.province else None

    @property
    def text(self) -> str | None:
        """The region in full: 黑龙江省哈尔滨市依兰县."""
        parts = (self.province, self.city, self.county, self.town)
        return "".join(part for part in parts if part) or None

    @property
    def own(self) -> str | None:
        """What its own bodies are called by: 哈尔滨市财政局, not 黑龙江省哈尔滨市财政局."""
        return self.town or self.county or self.city or self.province


@dataclass(frozen=True, slots=True)
class _Places:
    provinces: frozenset[str]
    short: dict[str, str]
    cities: dict[str, tuple[str, ...]]
    counties: dict[str, tuple[tuple[str, str], ...]]
    longest: dict[str, int] = field(init=False)
    """By the two characters names start with, the length of the longest one."""

    def __post_init__(self) -> None:
        """Notes how long the names are: most of what is asked for is none."""
        names = sorted([*self.provinces, *self.short, *self.cities, *self.counties], key=len)
        object.__setattr__(self, "longest", {name[:2]: len(name) for name in names})


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    path = resources.files(f"{__package__}.rules") / "region.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def _places() -> _Places:
    cities: dict[str, set[str]] = {}
    counties: dict[str, set[tuple[str, str]]] = {}
    for province, rows in _file()["regions"].items():
        for row in rows:
            city, *parts = row.split()
            if city != "-":
                for name in {city, _PEOPLES.sub("州", city)}:
                    cities.setdefault(name, set()).add(province)
            for part in parts:
                counties.setdefault(part, set()).add((province, "" if city == "-" else city))
    provinces = frozenset(_file()["regions"])
    return _Places(
        provinces,
        {_SHORT_ENDS.sub("", name): name for name in provinces},
        {name: tuple(sorted(found)) for name, found in cities.items()},
        {name: tuple(sorted(found)) for name, found in counties.items()},
    )


def province_of_prefix(prefix: str) -> str | None:
    """The province whose short name a number's prefix starts with (黑人社函 → 黑龙江省).

    Cities have short names too (青 is Qingdao's and Qinghai's): it says something only of a body
    known to be of a province.
    """
    letters = {str(letter): name for name, letter in _file()["provinces"].items()}
    return letters.get(prefix[:1])


def leading_region(name: str) -> tuple[Region, int]:
    """The region a name starts with, and how many characters name it; none: an empty one and 0."""
    places = _places()
    province, at = _province(name, places)
    city = _longest(name, at, places, places.cities) or _matched(_CITY, name, at)
    if city and city in places.counties and city not in places.cities:
        city = None  # a city that is a county (义乌市)
    if city and province in _MUNICIPALITIES:
        city = None
    at += len(city or "")
    county = _longest(name, at, places, places.counties) or _matched(_COUNTY, name, at)
    at += len(county or "")
    town = _matched(_TOWN, name, at)
    if town and not _TOWN_BODY.match(name, at + len(town)):
        town = None
    at += len(town or "")
    return filled(Region(province, city, county, town)), at


def _province(name: str, places: _Places) -> tuple[str | None, int]:
    if named := _longest(name, 0, places, places.provinces):
        return named, len(named)
    match = _PROVINCE.match(name)
    if match and not match[0].startswith(("各", "全", "我", "本")):
        return match[0], match.end()
    short = _longest(name, 0, places, places.short)
    if short and len(name) >= len(short) + 3 and places.short[short] != f"{short}市":
        behind = name[len(short) :]
        if not _CITY.match(name) and not _COUNTY.match(behind[:4]):
            return places.short[short], len(short)
    return None, 0


def _longest(name: str, at: int, places: _Places, known: Container[str]) -> str | None:
    """The longest of the known names that stands at a place."""
    longest = places.longest.get(name[at : at + 2], 0)
    for length in range(min(longest, len(name) - at), 1, -1):
        if name[at : at + length] in known:
            return name[at : at + length]
    return None


def _matched(pattern: re.Pattern[str], name: str, at: int) -> str | None:
    """A name of that shape that no list knows, with a body behind it."""
    match = pattern.match(name, at)
    if match is None or match.end() >= len(name):
        return None
    return match[0]


def filled(region: Region) -> Region:
    """The region with its city and province, where only one has a part of that name."""
    places = _places()
    province, city = region.province, region.city
    if city and not province:
        owners = places.cities.get(city, ())
        province = owners[0] if len(owners) == 1 else None
    if region.county and not city:
        above = [(p, c) for p, c in places.counties.get(region.county, ()) if province in (None, p)]
        if len(above) == 1:
            province, city = above[0][0], above[0][1] or None
        elif above and len({p for p, _ in above}) == 1:
            province = above[0][0]
    return Region(province, city, region.county, region.town)
