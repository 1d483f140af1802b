"""Names of bodies: joint issuers told apart, addressees split as they are meant."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from .names import central_names
from .rulebook import rule

_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_HEAD_WORD = re.compile(
    r"(?:(?:行政)?规范性文件|文件|函件|公文|（?通知）?|（(?:函|批示|批复|指示|令)）|办公用笺|公告|通告|简报|会议纪要|发电|(?:明传|传真|密码)?电报)$"
)
_HEAD_WORD_ENDS = frozenset("件文知）笺告报要电")
_LONGEST_BODY = 40
_NESTING = re.compile("[（(《〈）)》〉，；;、]")
"""What opens, closes and parts in a list of addressees."""
_COMPLETE = re.compile(
    r"(?:政府|[部厅局委办署院会府]|单位|机构|院校|学校|企业|公司|中心|办公[厅室]|部门|指挥部|办事处|科室|处室|"
    r"小组|团体|集团|银行|协会|大学|学院|社|站|所|队|机关|组织|主席|书记|[省市县区州厅局部]长|秘书长|主任|同志|委员|代表|先生|女士|处|行)$"
)
_PLACE = re.compile("(?:[省市州盟县区旗镇乡村园协联]|街道)$")
"""How addresses end too that are no bodies: places, short names of associations."""
_WORD = 3
"""Characters of the longest word an address ends with."""
_STUMP = 1
"""省政府各委、办、厅、局: a single character is no address of its own."""
_LONGEST_ADDRESS = 200
"""Characters of bodies that share a prefix; what goes on behind them is an address of its own."""
_COUNTERPART = re.compile("各([省市州盟县区旗乡镇])委、\\1(?:人民)?政府")
"""各区委、区政府: one address, as the second is each one's own."""
_GOVERNMENT = re.compile(
    r"(?:政府|[部厅局委办署院府处]|委员会|管委会|部委|机构|办公[厅室]|法院|检察院|部门|办事处|[残妇科工侨学文]联|工商联|工会|团委|代表|委员)$"
)


def is_body(text: str) -> bool:
    """Whether `text` reads as the name of one body."""
    return 2 <= len(text) <= _LONGEST_BODY and _reads_as_body(text)


@lru_cache(maxsize=4096)
def _reads_as_body(text: str) -> bool:
    return rule("body.name").fullmatch(text) is not None


def strip_head_word(text: str) -> str:
    """The red head without its last word (云澜省财政厅文件 → 云澜省财政厅)."""
    return _HEAD_WORD.sub("", text) if text[-1:] in _HEAD_WORD_ENDS else text


def split_bodies(text: str, gaps: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """Spans of the bodies named side by side in `text` (a red head, a signature).

    White space tells them apart; without it, a second name that starts with the region of the
    first (云澜省财政厅云澜省教育厅, 省财政厅省教育厅), or that all are central bodies by name
    (财政部税务总局). One span when nothing tells.
    """
    if 2 * len(gaps) >= len(text):
        gaps = frozenset()  # letter-spaced: every character is set apart
    cuts = sorted({0, len(text)} | {gap for gap in gaps if is_body(text[:gap])})
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        spans += _split_by_region(text, start, end)
    return spans


def _split_by_region(text: str, start: int, end: int) -> list[tuple[int, int]]:
    part = text[start:end]
    if central := central_names(part):
        return [(start + a, start + b) for a, b in central]
    lead = len(_PARTY) if part.startswith(_PARTY) else 0
    region = part[0] if part[:1] in _UNITS else region_of(part[lead:])
    if not region:
        return [(start, end)]
    cuts = [0]
    at = part.find(region, lead + len(region))
    while at > 0:
        if is_body(part[cuts[-1] : at]):
            cuts.append(at)
        at = part.find(region, at + len(region))
    if not is_body(strip_head_word(part[cuts[-1] :])):
        return [(start, end)]
    return [(start + a, start + b) for a, b in pairwise([*cuts, len(part)])]


_SEVERAL = 2
_SEPARATOR = re.compile("[，、；]")
_UNITS = frozenset("省市州县区旗")
_PARTY = "中共"
_REGION = re.compile(r"^[\u3400-\u9fff]{1,8}?(?:自治区|自治州|特别行政区|省|市|州|盟|县|区|旗)")


def region_of(body: str) -> str | None:
    """The region a body's name starts with (云澜省财政厅 → 云澜省), or null."""
    match = _REGION.match(body)
    return match[0] if match else None


def split_names(text: str, start: int, end: int, gaps: frozenset[int]) -> list[tuple[int, int]]:
    """Spans of the persons named between `start` and `end`.

    、 and ， part names, white space too, except where it sets a name of two characters wide (李 岩).
    """
    spans: list[tuple[int, int]] = []
    for part in re.finditer(r"[^、，,]+", text[start:end]):
        a, b = start + part.start(), start + part.end()
        pieces = list(pairwise([a, *(gap for gap in sorted(gaps) if a < gap < b), b]))
        spans += [(a, b)] if any(y - x == 1 for x, y in pieces) else pieces
    return spans


def split_addressees(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the addressees (主送机关, GB/T 9704-2012 7.3.2) in a tidied list, or in a part of it.

    Split at ， and ； always; at 、 unless the next item shares the first one's prefix:
    各市人社局、财政局 are one address, 各市人社局、各技工院校 two. Marks inside brackets
    never split.
    """
    spans: list[tuple[int, int]] = []
    for a, b in _cut(text, start, len(text) if end is None else end, "，；;"):
        spans += _join_shared(text, _cut(text, a, b, "、"))
    return [(a, b) for a, b in spans if a < b]


def is_addressee(text: str) -> bool:
    """Whether a line reads as the addressees of a circular: bodies or persons, and a colon."""
    match = rule("head.addressee").search(text)
    if match is None:
        return False
    value = match["value"]
    if "；" in value and not all(map(_is_address, value.split("；"))):
        return False
    parts = [_NOTE.sub("", value[a:b]) for a, b in split_addressees(value)]
    return any(_COMPLETE.search(part[-_WORD:]) for part in parts) or value.startswith("各")


def is_open_addressee(text: str) -> bool:
    """Whether a line is nothing but addressees, though its colon is lost (各县人民政府，省直各部门)."""
    parts = _SEPARATOR.split(text)
    if len(parts) < _SEVERAL or not text.startswith("各") or not is_addressee(text + "："):
        return False
    return all(map(_is_address, parts))


def _is_address(text: str) -> bool:
    """Whether a part of a list of addressees ends as they do."""
    return _COMPLETE.search(_NOTE.sub("", text)[-_WORD:]) is not None


def is_whole_address(text: str) -> bool:
    """Whether an address reads as one: all of somebody (各…), or a name that ends as bodies and
    persons do."""
    return "各" in text or text.startswith("有关") or ends_as_address(text) or is_body(text)


def ends_as_address(text: str) -> bool:
    """Whether the last word is one that addresses end with: a body, a person, a place."""
    return _PLACE.search(text) is not None or _is_address(text)


def _join_shared(text: str, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in items:
        near = bool(joined) and start - joined[-1][0] <= _LONGEST_ADDRESS
        if near and _shares(text[joined[-1][0] : joined[-1][1]], text[start:end]):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _shares(first: str, item: str) -> bool:
    """Whether `item` rests on the prefix of `first`, or `first` alone is no address yet."""
    bare, bare_item = _NOTE.sub("", first), _NOTE.sub("", item)
    if not _COMPLETE.search(bare[-_WORD:]) or len(bare_item) <= _STUMP:
        return True
    if _COUNTERPART.match(bare + "、" + bare_item):
        return True
    owner, mark, _ = bare.partition("各")
    if bare_item.startswith("各"):
        return bool(mark and owner) and "、" not in owner
    if rule("body.own_prefix").search(bare_item):
        return False
    if not rule("body.own_prefix").search(bare):
        return False
    return bool(_GOVERNMENT.search(bare[-_WORD:]) and _GOVERNMENT.search(bare_item[-_WORD:]))


def _cut(text: str, start: int, end: int, marks: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    depth, begin = 0, start
    for match in _NESTING.finditer(text, start, end):
        mark = match[0]
        depth += (mark in "（(《〈") - (mark in "）)》〉")
        if depth <= 0 and mark in marks:
            spans.append((begin, match.start()))
            begin = match.end()
    return [*spans, (begin, end)]
