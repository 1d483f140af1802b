"""The fields of head and title: number, issuers, title, genre, addressees and the marks above."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .bodies import is_body, split_addressees, split_bodies, split_names, strip_head_word
from .found import Joined, found, found_over
from .marks import is_name, number_line
from .normalise import nest_marks
from .numbers import find_numbers, parse_number
from .rulebook import rule
from .titles import genre_of
from .witness import settle_issuers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import DocumentNumber, Found
    from .document import Block, Document
    from .zones import Zones

_HALF_NAME = 5
_ABOUT = re.compile(r"关于|转发|印发|批转|发布|公布|贯彻")


@dataclass(frozen=True, slots=True)
class Head:
    """What head and title say."""

    number: Found[DocumentNumber] | None
    title: Found[str] | None
    genre: Found[str] | None
    issuers: tuple[Found[str], ...]
    signers: tuple[Found[str], ...]
    addressees: tuple[Found[str], ...]
    marks: dict[str, Found[str]]


def read_head(document: Document, zones: Zones) -> Head:
    """Read the head of one circular."""
    title, genre = _title(document, zones)
    return Head(
        number=_number(document, zones),
        title=title,
        genre=genre,
        issuers=_issuers(document, zones),
        signers=_signers(document, zones),
        addressees=_addressees(document, zones),
        marks=_marks(document, zones.head),
    )


def _number(document: Document, zones: Zones) -> Found[DocumentNumber] | None:
    if zones.number is None:
        return None
    span = number_line(zones.number)
    match = parse_number(zones.number.text[slice(*span)]) if span else None
    if match is None or span is None:
        return None
    return found(document, zones.number, span, match.rule, match.confidence, match.number)


def _title(document: Document, zones: Zones) -> tuple[Found[str] | None, Found[str] | None]:
    if not zones.title:
        return None, None
    joined = Joined(zones.title)
    sure = rule("title.end").confidence
    pieces = joined.pieces(0, len(joined.text))
    title = found_over(document, pieces, "title.end", sure, nest_marks(joined.text))
    genre = genre_of(joined.text)
    if genre is None:
        return title, None
    word, start, end = genre
    return title, found_over(document, joined.pieces(start, end), "title.end", sure, word)


def _issuers(document: Document, zones: Zones) -> tuple[Found[str], ...]:
    """The bodies of the red head; without one, those the title starts with, else the signature."""
    heads = [block for block in zones.head if _names_bodies(block)]
    titled = _title_bodies(document, zones.title)
    signed = _signed_bodies(document, zones)
    if heads:
        named = _head_bodies(document, zones.head)
        return settle_issuers(named, [*titled, *signed])
    if not titled and not signed and zones.number:
        return _ordering_body(document, zones.number)
    if len(signed) > len(titled):
        return settle_issuers(signed, titled)
    if len(titled) == len(signed) == 1 and signed[0].value.endswith(titled[0].value):
        return tuple(signed)
    return settle_issuers(titled, signed)


def _head_bodies(document: Document, head: Sequence[Block]) -> list[Found[str]]:
    """The bodies of the red head; a name set on two lines is one (…优化营商环境 / 工作领导小组办公室)."""
    if any(block.red and _names_bodies(block) for block in head):
        head = [block for block in head if block.red]
    named: list[Found[str]] = []
    open_line: Block | None = None
    for block in head:
        if not _names_bodies(block):
            open_line = block if block.red and len(block.text) >= _HALF_NAME else None
            continue
        bare = not rule("body.own_prefix").search(block.text)
        if open_line is not None and bare and is_body(open_line.text + strip_head_word(block.text)):
            joined = Joined([open_line, block])
            name = strip_head_word(joined.text)
            pieces = joined.pieces(0, len(name))
            named.append(found_over(document, pieces, "head.issuer", 0.9, name))
        else:
            named += _bodies(document, block, "head.issuer")
        open_line = None
    names = [item.value for item in named]
    return [
        item
        for item in named
        if not any(item.value != name and item.value.endswith(name) for name in names)
    ]


def _ordering_body(document: Document, number: Block) -> tuple[Found[str], ...]:
    """The body that stands in the number of its order (云澜省人民政府令第298号)."""
    match = rule("head.ordering_body").search(number.text)
    if not match or not is_body(match["body"]):
        return ()
    return (found(document, number, match.span("body"), "head.ordering_body", 0.95, match["body"]),)


def _signed_bodies(document: Document, zones: Zones) -> list[Found[str]]:
    bodies = [
        item
        for block in signatures(zones)
        for item in _bodies(document, block, "closing.signature")
    ]
    return list({item.value: item for item in reversed(bodies)}.values())[::-1]


def signatures(zones: Zones) -> list[Block]:
    """The blocks that sign (发文机关署名, GB/T 9704-2012 7.3.5): names alone or before the date."""
    signed = list(zones.signature)
    for block in zones.date:
        cut = next((i for i, char in enumerate(block.text) if char.isdigit() or char in "一二"), 0)
        if cut and is_body(block.text[:cut]):
            signed.append(replace(block, text=block.text[:cut], offsets=block.offsets[:cut]))
    return signed


def _names_bodies(block: Block) -> bool:
    spans = split_bodies(strip_head_word(block.text), block.gaps)
    text = strip_head_word(block.text)
    return bool(text) and all(is_body(text[a:b]) for a, b in spans)


def _bodies(document: Document, block: Block, name: str) -> list[Found[str]]:
    text = strip_head_word(block.text)
    items = []
    for a, b in split_bodies(text, block.gaps):
        if is_body(text[a:b]):
            items.append(found(document, block, (a, b), name, 0.97, text[a:b]))
    return items


def _title_bodies(document: Document, title: Sequence[Block]) -> list[Found[str]]:
    """The issuers a title starts with (云澜省人民政府关于…)."""
    joined = Joined(title)
    about = _ABOUT.search(joined.text)
    if not about or about.start() == 0:
        return []
    text = joined.text[: about.start()]
    gaps = joined.gaps | frozenset(edge for edge in joined.edges if edge)
    spans = split_bodies(text, frozenset(gap for gap in gaps if gap < len(text)))
    if not all(is_body(text[a:b]) for a, b in spans):
        return []
    return [
        found_over(document, joined.pieces(a, b), "title.issuer", 0.95, text[a:b]) for a, b in spans
    ]


def _signers(document: Document, zones: Zones) -> tuple[Found[str], ...]:
    """签发人: the names behind the word, and those set below them on lines of their own."""
    blocks = [*([zones.number] if zones.number else []), *zones.head]
    for n, block in enumerate(blocks):
        match = rule("head.signer").search(block.text)
        if not match:
            continue
        spans = split_names(block.text, *match.span("value"), block.gaps)
        places = [(block, a, b) for a, b in spans]
        below = [b for b in blocks[n + 1 :] if b.span[0] > block.span[0] and is_name(b)]
        places += [(name, 0, len(name.text)) for name in below]
        sure = rule("head.signer").confidence
        return tuple(
            found(document, where, (a, b), "head.signer", sure, where.text[a:b])
            for where, a, b in places
        )
    return ()


def _addressees(document: Document, zones: Zones) -> tuple[Found[str], ...]:
    if not zones.addressee:
        return ()
    joined = Joined(zones.addressee)
    match = rule("head.addressee").search(joined.text)
    if match is None:
        return ()
    sure = rule("head.addressee").confidence
    text = match["value"]
    return tuple(
        found_over(document, joined.pieces(a, b), "head.addressee", sure, text[a:b])
        for a, b in split_addressees(text)
    )


def _marks(document: Document, head: Sequence[Block]) -> dict[str, Found[str]]:
    """份号, 密级 with its term, 紧急程度."""
    marks: dict[str, Found[str]] = {}
    for field, name in (
        ("copy_number", "head.copy_number"),
        ("secrecy", "head.secrecy"),
        ("urgency", "head.urgency"),
    ):
        for block in head:
            match = rule(name).search(block.text)
            if match:
                sure = rule(name).confidence
                marks[field] = found(
                    document, block, match.span("value"), name, sure, match["value"]
                )
                if field == "secrecy" and match["term"]:
                    marks["secrecy_term"] = found(
                        document, block, match.span("term"), name, sure, match["term"]
                    )
                break
    return marks


def file_name_head(
    document: Document, block: Block | None
) -> tuple[Found[DocumentNumber] | None, Found[str] | None]:
    """Number and title from the name of the original file, where a portal appended it."""
    match = rule("head.filename").search(block.text) if block else None
    if block and match:
        sure = rule("head.filename").confidence
        title = found(document, block, match.span("title"), "head.filename", sure, match["title"])
        numbers = find_numbers(match["number"] or "")
        if not numbers:
            return None, title
        span = match.span("number")
        return found(document, block, span, "head.filename", sure, numbers[0].number), title
    return None, None
