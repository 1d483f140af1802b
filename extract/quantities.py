"""Numbers with what they count: money, rates, counts, spans of time (GB/T 15835-2011)."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ..ingest.values import replace
from .circular import Quantity
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "百万": 10**6,
           "千万": 10**7, "万亿": 10**12}  # fmt: skip
_RATES = frozenset("%％‰倍成折")
_TIMES = re.compile(
    r"个?(?:自然)?(?:工作日|日历天|月|季度|小时|学期|学年|星期|年度|年|周|天|日|分钟|昼夜|旬)"
)
_INCLUDED = re.compile("（不?含(?:本数)?$")
_BREAK = re.compile(r"[，。；：！？]")
_LOOSE = {"一": frozenset("个次项种件条份批期组班本张处家户人"), "两": frozenset("个项种件条")}
"""Counted in plain speech: 一个, 一次, 两个方面; a quantity only where it is bounded or per."""

Bound = Literal["exact", "min", "max"]


def find_quantities(text: str, conditions: Iterable[str] = ()) -> tuple[Quantity, ...]:
    """The quantities of a sentence, in order. `conditions` are the words of its conditions: a
    bounded number in one of them decides whether the rule applies (`threshold`)."""
    spans = [(at, at + len(part)) for part in conditions if (at := text.find(part)) >= 0]
    found: list[Quantity] = []
    if not _may_hold(text):
        return ()
    for match in rule("quantity.number").finditer(text):
        if not _is_date_or_mark(text, match) and not _is_included(text, match, found):
            decides = any(a <= match.start() < b for a, b in spans)
            recent = text[: match.start()].endswith(("近", "连续"))
            last = found[-1] if found else None
            read = _read(text, match, last, decides=decides)
            found += (replace(q, kind="threshold") if decides and recent else q for q in read)
    found += _shares(text)
    return tuple(found)


def _shares(text: str) -> Iterator[Quantity]:
    """What each bears of a whole, in %: 按7:3比例分担."""
    for match in rule("quantity.shares").finditer(text):
        printed = match["parts"] or match["told"]
        parts = [parse_number(part) for part in re.split("[：:∶比]", printed)]
        known = [part for part in parts if part]
        if len(known) < len(parts):
            continue
        for part in known:
            share = (part * 100 / sum(known)).quantize(Decimal("0.01")).normalize()
            yield _quantity(share, "%", "exact", None, printed, decides=False)


def _is_included(text: str, match: re.Match[str], found: Sequence[Quantity]) -> bool:
    """Whether a number only says again that the one before counts: 100平方米以上（含100平方米）."""
    if not found or not _INCLUDED.search(text[: match.start()]):
        return False
    return found[-1].text.endswith(match[0])


def _may_hold(text: str) -> bool:
    return bool(re.search(r"[0-9一二两三四五六七八九十百千万半壹贰叁肆伍陆柒捌玖拾]", text))


def _is_date_or_mark(text: str, match: re.Match[str]) -> bool:
    """Whether a number is part of a date, of an ordinal or of a name, and counts nothing."""
    number, unit = match["num"] or "", match["unit"] or ""
    before, after = text[max(match.start() - 2, 0) : match.start()], text[match.end() :][:3]
    if before.endswith(("第", "同", "统", "唯", "之", "近", "号", "附件", "另", "某", "进")) and (
        not before.endswith("近") or unit != "年"
    ):
        return True
    if unit == "年" and re.fullmatch(
        r"(?:19|20)[0-9]{2}|[一二][〇零九一二三四五六七八]{3}", number
    ):
        return True
    if unit == "日" and (before.endswith("月") or re.match(r"[前起至止]|以前|之前", after)):
        return True
    if before.endswith("“") and not number.isascii():
        return True  # a slogan: “三个作用”
    if number in ("十", "万", "百", "千", "亿") and unit == "分":
        return True
    if number == "一" and (after[:1] == "一" or before[:1] == "一"):
        return True
    return any(
        per.start() <= match.start() < per.end()
        for per in rule("quantity.per").finditer(text, max(match.start() - 8, 0))
    )


def _read(
    text: str, match: re.Match[str], last: Quantity | None, *, decides: bool
) -> Iterator[Quantity]:
    start, end = match.span()
    begin = max((m.end() for m in _BREAK.finditer(text, 0, start)), default=0)
    before, after = text[begin:start], text[end : end + 12]
    per = _per(_measured(before, last), match["slash"])
    own = before.rpartition(last.text)[2] if last else before
    bound = _bound(own, after)  # 超过二十四小时的加收十元: 超过 is said of the hours
    if bound == "exact" and last and re.search(re.escape(last.text) + r"[^，、]{0,10}、$", before):
        bound = last.bound  # 至少1名教师、2名教练
    first = _first_of(text, begin, start, per)
    printed = text[first:end]
    if match["part"]:
        yield from _of_hundred(match, bound, printed, decides=decides)
        return
    amount = _amount(match, before, plain=bound == "exact" and per is None)
    if amount is None:
        return
    high, unit = amount
    if match["low"]:
        low = _value(match["low"], match["lowscale"] or match["scale"], match["lowunit"] or unit)
        if low is not None:
            yield _quantity(low, unit, "min", per, printed, decides=decides)
            yield _quantity(high, unit, "max", per, printed, decides=decides)
        return
    yield _quantity(high, unit, bound, per, printed, decides=decides)


def _amount(match: re.Match[str], before: str, *, plain: bool) -> tuple[Decimal, str] | None:
    """A number with its unit; null where it counts nothing: 一个 where it is `plain`, neither
    bounded nor per."""
    number, unit = match["num"], match["unit"]
    if plain and unit in _LOOSE.get(number, ()) and not before.endswith("一式"):
        return None
    if unit in ("斤", "市斤") and (match["coins"] or "").endswith("两"):
        return None  # a 斤 had 16 两 until 1959
    if unit == "分" and rule("quantity.cents").search(before):
        value = _value(number, match["scale"], "角")
        return None if value is None else (value / 10, "角")
    value = _value(number, match["scale"], unit)
    if value is None:
        return None
    half = Decimal("0.5") if match["half"] or unit.startswith("个半") else Decimal(0)
    return value + half + _coins(match["coins"]), unit.replace("个半", "个")


def _measured(before: str, last: Quantity | None) -> str:
    """The words that say what an amount is per: those of its own where it is measured apart from
    the one before it (每亩100元、每户最高5000元); a highest amount beside a lowest is not."""
    first, mark, own = before.rpartition("、")
    if not mark or last is None or last.text not in first:
        return before
    told = rule("quantity.own_measure").search(own)
    return own if told and (told["total"] or last.bound != "min") else before


def _quantity(
    value: Decimal, unit: str, bound: Bound, per: str | None, text: str, *, decides: bool
) -> Quantity:
    base, kind = _base(unit)
    per = None if kind == "rate" else per
    whole = f"{base}/{per}" if per else base
    age = rule("quantity.threshold").search(unit) is not None
    return Quantity(
        kind="threshold" if age or (decides and bound != "exact") else kind,
        value=format(value.normalize(), "f") if value else "0",
        unit=whole,
        bound=bound,
        per=per,
        text=text,
    )


def _base(unit: str) -> tuple[str, Literal["money", "rate", "count", "duration"]]:
    """The base unit of a printed one, and the kind it makes."""
    if unit.endswith(("元", "圆", "角")):
        return "元", "money"
    if unit in ("成", "折") or unit in "%％":
        return "%", "rate"
    if unit in _RATES or unit.endswith("百分点"):
        return unit.removeprefix("个"), "rate"
    if _TIMES.fullmatch(unit):
        return unit.removeprefix("个").removeprefix("自然"), "duration"
    return unit, "count"


def _value(number: str, scale: str | None, unit: str) -> Decimal | None:
    value = parse_number(number)
    if value is None:
        return None
    if scale:
        value *= _SCALES[scale]
    if unit.endswith(("元", "圆")) and len(unit) > 1:
        value *= _SCALES[unit[:-1]]
    if unit == "角":
        value /= 10
    if unit == "折":  # 八折, 八五折, 85折
        return value * 10 if value < 10 else value
    return value * 10 if unit == "成" else value


def _coins(words: str | None) -> Decimal:
    """What stands behind 元 or 角, in 元: 五角 → 0.5, 二角五分 → 0.25; behind 尺 in it: 五寸 → 0.5."""
    total = Decimal(0)
    for coin, part in (("角", Decimal("0.1")), ("分", Decimal("0.01")), ("寸", Decimal("0.1"))):
        number, mark, behind = (words or "").partition(coin)
        if mark:
            total += (parse_number(number.removeprefix("零")) or 0) * part
            words = behind
    left = parse_number(words) if words else None  # 三元二角五
    return total + (left or 0) * Decimal("0.01")


def _of_hundred(
    match: re.Match[str], bound: Bound, printed: str, *, decides: bool
) -> Iterator[Quantity]:
    """百分之三, 百分之三至百分之五, 百分之三至五."""
    first, last = match["part"], match["partto"] or match["part"]
    if match["parthigh"]:
        last = last.partition("分之")[0] + "分之" + match["parthigh"]
    low, high = _share(first), _share(last)
    if low is None or high is None:
        return
    if low == high:
        yield _quantity(high, "%", bound, None, printed, decides=decides)
        return
    yield _quantity(low, "%", "min", None, printed, decides=decides)
    yield _quantity(high, "%", "max", None, printed, decides=decides)


def _share(part: str) -> Decimal | None:
    """百分之三十 → 30, 三分之二 → 66.67, 一半 → 50."""
    if part in ("一半", "减半"):
        return Decimal(50)
    below, _, above = part.partition("分之")
    bottom = Decimal(_SCALES[below]) if below in _SCALES else parse_number(below)
    top = parse_number(above)
    if not bottom or top is None:
        return None
    return (top * 100 / bottom).quantize(Decimal("0.01")).normalize()


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """An Arabic or Chinese number; null where it is none (二十十)."""
    if text == "半":
        return Decimal("0.5")
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        pass
    import cn2an

    try:
        return Decimal(str(cn2an.cn2an(text.replace("〇", "零"), "smart")))
    except (ValueError, KeyError):  # cn2an looks nonsense (十两) up and does not find it
        return None


def _per(before: str, slash: str | None) -> str | None:
    """What the number is per: 每人每天 before it in its part of the sentence, /人/天 behind it."""
    if slash:
        apart = re.sub("人(?=[天日月年课学])", "人/", slash)  # 人天 is 人/天
        return re.sub(r"[／·]", "/", apart).strip("/")
    nouns: list[str] = []
    for match in rule("quantity.per").finditer(before):
        named = (
            match["whole"] or match["things"],
            _plain(match["noun"]),
            match["one"],
            match["mean"],
            match["meaneach"],
            match["daily"],
            "人" if match["got"] == "名" else match["got"],
        )
        nouns += [noun for noun in (*named, match["meantime"]) if noun and noun not in nouns]
    ordered = sorted(nouns, key=lambda noun: _TIMES.search(noun) is not None)
    return "/".join(ordered) or None


def _plain(noun: str | None) -> str | None:
    """两小时 → 2小时."""
    match = re.match(r"[一二两三四五六七八九十百千万]+", noun) if noun else None
    if noun is None or match is None or (value := parse_number(match[0])) is None:
        return noun
    count = "" if value == 1 else format(value.normalize(), "f")
    return count + noun[match.end() :]


def _bound(before: str, after: str) -> Bound:
    if rule("quantity.max_before").search(before):
        return "max"
    if rule("quantity.min_before").search(before):
        return "min"
    if rule("quantity.min_after").search(after):
        return "min"
    if rule("quantity.max_after").search(after) and not after.startswith("内不"):
        return "max"
    return "exact"


def _first_of(text: str, begin: int, start: int, per: str | None) -> int:
    """Where the printed words of a quantity start: 每人每天35元 with what it is per."""
    if per is None:
        return start
    match = re.search(r"(?:每[^每，。；：]{1,6})+$", text[begin:start])
    if match and match.end() - match.start() <= 12:
        return begin + match.start()
    return start
