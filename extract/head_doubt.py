"""What is in doubt of a head that stands on the page of a website: what the page may have added.

Only text without layout is looked at; on a scan or a PDF the place and the type of the lines tell
a title. A doubt lowers the confidence and keeps the other reading as a candidate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .bodies import is_body, is_whole_address, strip_head_word
from .titles import ABOUT, is_title
from .witness import alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Found
    from .document import Block
    from .zones import Zones

DOUBT = 0.85
_MARKS = re.compile(
    r"^[·•]|[丨|_>【】]|[\u3400-\u9fff]·[^0-9]{2,40}·|〉〉[^》]|^[0-9]{1,3}[、.．]|^.{1,10}："
)
"""Marks that pages set around titles, which have none."""
_AND_OTHERS = re.compile("等[\u3400-\u9fff0-9]{0,8}$")
_REGION = re.compile("[㐀-鿿]{2,20}(?:[省市县州盟旗区镇乡]|街道|开发区|新区)")
_NAMED = re.compile("^[《〈]")
_ADDRESS = re.compile(r"[^\u3400-\u9fff（）()、“”·—\-A-Za-z0-9]")
"""What stands in no address."""
_NO_LETTER = re.compile(r"\W|_")
_STOPS = re.compile("[，、：]")
_MOST = 3


def doubted_title(
    title: Found[str] | None,
    zones: Zones,
    titled: Sequence[Found[str]],
    signed: Sequence[Found[str]],
) -> Found[str] | None:
    """The title, not sure where a mark of a page stands in it, where the words before its matter
    name no body, or where the line above it names another body than the one that signs."""
    if title is None or not zones.title or zones.title[0].left is not None:
        return title
    text = "".join(block.text for block in zones.title)
    about = ABOUT.search(text)
    owner = _NAMED.sub("", text[: about.start()]) if about else ""
    if _MARKS.search(text) or (owner and not titled and not _names(owner)):
        rest = text[about.start() :] if about else ""
        return _doubted(title, [rest] if is_title(rest) else [])
    above = zones.title[0].text
    if len(zones.title) > 1 and is_body(above) and _signed_by_another(above, signed):
        return _doubted(title, [text[len(above) :]])
    return title


def _names(owner: str) -> bool:
    """Whether words before 关于 name the first of several bodies (…厅等八部门), or a region."""
    return is_body(_AND_OTHERS.sub("", owner)) or _REGION.fullmatch(owner) is not None


def _signed_by_another(body: str, signed: Sequence[Found[str]]) -> bool:
    """Whether a circular is signed, and by bodies whose names say nothing of this one."""
    return bool(signed) and not any(
        item.value.endswith(body) or body in item.value for item in signed
    )


def contested_title(title: Found[str] | None, told: Found[str] | None) -> Found[str] | None:
    """The title, not sure where the page's table of particulars gives quite another one."""
    if title is None or told is None:
        return title
    one, other = _letters(title.value), _letters(told.value)
    if not other or one in other or other in one:
        return title
    return _doubted(title, [told.value])


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


def doubted_issuers(
    issuers: tuple[Found[str], ...], zones: Zones, signed: Sequence[Found[str]]
) -> tuple[Found[str], ...]:
    """The issuers, not sure where the signature gives the name without what stands before it, the
    province that a collection adds, or where a line at the top of a page alone names them."""
    if issuers and _only_at_the_top(issuers, zones):
        return tuple(_doubted(item, []) for item in issuers)
    if len(issuers) != 1 or len(signed) != 1 or zones.blocks[0].left is not None:
        return issuers
    (issuer,), (own,) = issuers, signed
    if issuer.value == own.value or not issuer.value.endswith(own.value):
        return issuers
    return (_doubted(issuer, [own.value]),)


def _only_at_the_top(issuers: Sequence[Found[str]], zones: Zones) -> bool:
    """Whether nothing but a line above a text without title and number names its issuers."""
    if zones.title or zones.number or zones.blocks[0].left is not None:
        return False
    return all(
        len(item.evidence) == 1 and item.evidence[0].rule == "head.issuer" for item in issuers
    )


def of_title(
    named: list[Found[str]],
    titled: list[Found[str]],
    heads: Sequence[Block],
    signed: Sequence[Found[str]],
) -> list[Found[str]]:
    """The issuers that the title names where a bare line at the top of a page names others: that of
    the site, as a rule. Several bodies are no site, nor is one that signs: they issue it together."""
    values = {item.value for item in named}
    if (
        not titled
        or len(values) > 1
        or any(alike(name, item.value) for name in values for item in titled)
    ):
        return named
    if any(alike(name, item.value) for name in values for item in signed):
        return named
    if any(b.left is not None or b.red or strip_head_word(b.text) != b.text for b in heads):
        return named
    return [_doubted(item, sorted(values)) for item in titled]


def doubted_addressees(addressees: tuple[Found[str], ...], zones: Zones) -> tuple[Found[str], ...]:
    """The addressees, none of them sure where one does not read as an address."""
    if not addressees or zones.addressee[0].left is not None:
        return addressees
    first = zones.addressee[0]
    if all(_is_address(item.value) for item in addressees) and not _words_before(first):
        return addressees
    return tuple(_doubted(item, []) for item in addressees)


def _words_before(block: Block) -> bool:
    """Whether words that name nobody are set apart before the first addressee (快讯 各市水务局：)."""
    gap = min(block.gaps, default=0)
    if not 1 < gap < len(block.text) or _STOPS.search(block.text, 0, gap + 1):
        return False
    return not is_whole_address(block.text[:gap]) and not _REGION.fullmatch(block.text[:gap])


def _is_address(text: str) -> bool:
    return _ADDRESS.search(text) is None and is_whole_address(text)


def _doubted(item: Found[str], others: Sequence[str]) -> Found[str]:
    known = (*item.candidates, *(other for other in others if other != item.value))
    candidates = tuple(dict.fromkeys(known))[:_MOST]
    return replace(item, confidence=min(item.confidence, DOUBT), candidates=candidates)
