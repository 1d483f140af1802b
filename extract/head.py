"""The fields of head and title: number, issuers, title, genre, addressees and the marks above."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .badges import doubted
from .bodies import is_body, split_addressees, split_bodies, split_names, strip_head_word
from .circular import Evidence, Found
from .forms import issue_number
from .found import Joined, found, found_over, number_found
from .head_doubt import doubted_addressees, doubted_issuers, doubted_title, of_title
from .head_marks import read_marks
from .marks import is_name, number_line, order_word
from .normalise import nest_marks, tight
from .numbers import find_numbers, parse_numbers
from .rulebook import rule
from .set_twice import body_names
from .titles import GENRES, genre_of
from .witness import alone, settle_issuers, settle_signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import DocumentNumber
    from .document import Block, Document
    from .zones import Zones

_HALF_NAME = 5
_REGION = re.compile("[\u3400-\u9fff]{2,10}(?:[省市县州盟旗]|自治区)")
"""A line of a red head that names the region, the government on the next one."""
_BYLINE = 0.85
_OPEN_ADDRESSEE = 0.85
"""How sure addressees are whose colon is lost."""
_WHOLE = re.compile("《[^《》]*》")
_ABOUT = re.compile(r"关于|转发|印发|批转|发布|公布|贯彻|对(?=.{4,}的(?:批复|答复|解释|复函))")


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
    """copy_number, secrecy, secrecy_term, urgency, register_number."""


def read_head(document: Document, zones: Zones, witnesses: Sequence[Found[str]] = ()) -> Head:
    """Read the head of one circular; `witnesses` name its issuers elsewhere (seals, imprint)."""
    title, genre = _title(document, zones)
    titled, signed = _title_bodies(document, zones.title), _signed_bodies(document, zones)
    issuers = _issuers(document, zones, titled, signed, witnesses)
    return Head(
        number=_number(document, zones),
        title=doubted_title(title, zones, titled, signed),
        genre=genre,
        issuers=doubted_issuers(issuers, zones, signed),
        signers=_signers(document, zones),
        addressees=doubted_addressees(_addressees(document, zones), zones),
        marks=read_marks(document, zones),
    )


def _number(document: Document, zones: Zones) -> Found[DocumentNumber] | None:
    if zones.number is None:
        return None
    if zones.form and (issue := issue_number(zones.number)):
        sure = rule("form.issue").confidence
        return found(document, zones.number, issue[1], "form.issue", sure, issue[0])
    span = number_line(zones.number)
    if span is None:
        return None
    start = max(span[0], _count_below(zones.number))
    matches = parse_numbers(zones.number.text[start : span[1]])
    if not matches:
        return None
    match = doubted(zones.number.text[: span[1]], start, matches[0])
    return number_found(document, zones.number, start, match)


def _count_below(number: Block) -> int:
    """Where 令 stands when its count is printed on a line below the head: the number is 令第5号
    then, as 令 may be the number of many bodies; on one line it is kept with its body."""
    word = order_word(number) if len(number.lines) > 1 else None
    if word is None or tight(number.lines[0].line.text) != number.text[: word[1]]:
        return 0
    return word[0]


def _title(document: Document, zones: Zones) -> tuple[Found[str] | None, Found[str] | None]:
    if not zones.title:
        return None, _formal_genre(document, zones)
    joined = Joined(zones.title)
    sure = rule("title.end").confidence
    pieces = joined.pieces(0, len(joined.text))
    text = joined.text[1:-1] if _WHOLE.fullmatch(joined.text) else joined.text
    title = found_over(document, pieces, "title.end", sure, nest_marks(text))
    genre = genre_of(joined.text)
    if zones.form or genre is None:
        return title, _formal_genre(document, zones)
    word, start, end = genre
    return title, found_over(document, joined.pieces(start, end), "title.end", sure, word)


def _formal_genre(document: Document, zones: Zones) -> Found[str] | None:
    """The genre that the form tells: 纪要 and 简报 by their head, 令 by its number."""
    if zones.form:
        block, start, end = zones.form
        return found(document, block, (start, end), "form.minutes", 0.97, block.text[start:end])
    span = order_word(zones.number) if zones.number and not zones.title else None
    if zones.number is None or span is None:
        return None
    word = zones.number.text[slice(*span)]
    sure = rule("form.order").confidence
    return found(document, zones.number, span, "form.order", sure, GENRES.get(word, word))


def _issuers(
    document: Document,
    zones: Zones,
    titled: list[Found[str]],
    signed: list[Found[str]],
    witnesses: Sequence[Found[str]],
) -> tuple[Found[str], ...]:
    """The bodies of the red head; without one, those the title starts with, else the signature,
    else those of the seals."""
    if issuing := _issue_body(document, zones):
        return issuing
    rows = [block for block in zones.head if rule("form.telegram_row").search(block.text)]
    heads = [block for block in zones.head if _names_bodies(block) and block not in rows]
    if heads:
        named = _head_bodies(document, [block for block in zones.head if block not in rows], heads)
        others = [*titled, *signed, *_second_bodies(zones, signed), *witnesses]
        if len(named) == len(titled) == 1 and _is_from_a_page(
            named[0].value, titled[0].value, heads
        ):
            named = titled
        if (told := of_title(named, titled, heads, signed)) is not named:
            return settle_issuers(told, [*signed, *witnesses], zones.number)
        return settle_issuers(named, others, zones.number)
    if rows and (sender := _sender(document, rows)):
        return sender
    if not titled and not signed:
        ordering = _ordering_body(document, zones.number) if zones.number else ()
        if below := ordering or _byline_bodies(document, zones.bylines):
            return below
    others = [*_second_bodies(zones, signed), *witnesses]
    if not titled and not signed:
        return tuple(alone(item) for item in witnesses if item.evidence[0].rule == "seal.ring")
    whole = len(titled) == len(signed) == 1 and _is_short_of(titled[0].value, signed[0].value)
    if len(signed) > len(titled) or whole:
        return settle_signed(document, signed, [*titled, *others], zones.number)
    return settle_issuers(titled, [*signed, *others], zones.number)


def _is_from_a_page(name: str, titled: str, heads: Sequence[Block]) -> bool:
    """Whether the page gives the body of the title by another name: a column of a gazette (行政公署
    文件), or with the province before it that a collection adds (云澜省霁州市人民政府)."""
    if name == titled or any(block.left is not None for block in heads):
        return False
    if titled.endswith(name):
        return not rule("body.own_prefix").search(name)
    return name.endswith(titled) and _REGION.fullmatch(name.removesuffix(titled)) is not None


def _is_short_of(name: str, whole: str) -> bool:
    """Whether a name is the end of another one (省政府办公厅 of 云澜省人民政府办公厅)."""
    return whole.endswith((name, name.replace("政府", "人民政府")))


def _head_bodies(
    document: Document, head: Sequence[Block], naming: Sequence[Block]
) -> list[Found[str]]:
    """The bodies of the red head, which some of its blocks name; a name set on two lines is one
    (…优化营商环境 / 工作领导小组办公室)."""
    if any(block.red for block in naming):
        head = [block for block in head if block.red]
    named: list[Found[str]] = []
    open_line: Block | None = None
    for block in head:
        if block not in naming:
            half = len(block.text) >= _HALF_NAME if block.red else _REGION.fullmatch(block.text)
            open_line = block if half else None
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
        for n, item in enumerate(named)
        if item.value not in names[:n]
        and not any(item.value != name and item.value.endswith(name) for name in names)
    ]


def _issue_body(document: Document, zones: Zones) -> tuple[Found[str], ...]:
    """The body that the head of minutes names, by its full name (县政府 → 县人民政府) where the
    row below has it; else the office of that row."""
    if zones.form is None:
        return ()
    block = zones.form[0]
    match = rule("form.minutes").search(block.text)
    offices = [_office(other) for other in zones.head if other is not block]
    if match and match["body"] and is_body(match["body"]):
        full = match["body"].replace("政府", "人民政府")
        known = any(office and office[0].startswith(full) for office in offices)
        name = full if known and "人民" not in match["body"] else match["body"]
        return (found(document, block, match.span("body"), "form.minutes", 0.95, name),)
    for other, office in zip((b for b in zones.head if b is not block), offices, strict=True):
        if office:
            return (found(document, other, office[1], "form.office_row", 0.9, office[0]),)
    return ()


def _office(block: Block) -> tuple[str, tuple[int, int]] | None:
    match = rule("form.office_row").fullmatch(block.text)
    return (match["body"], match.span("body")) if match and is_body(match["body"]) else None


def _sender(document: Document, rows: Sequence[Block]) -> tuple[Found[str], ...]:
    """The sender of a telegram (发电单位)."""
    name = "form.telegram_unit"
    for block in rows:
        match = rule(name).search(block.text)
        if match and is_body(match["body"]):
            sure = rule(name).confidence
            return (found(document, block, match.span("body"), name, sure, match["body"]),)
    return ()


def _ordering_body(document: Document, number: Block) -> tuple[Found[str], ...]:
    """The body that stands in the number of its order (云澜省人民政府令第298号)."""
    match = rule("head.ordering_body").search(number.text)
    if not match or not is_body(match["body"]):
        return ()
    return (found(document, number, match.span("body"), "head.ordering_body", 0.95, match["body"]),)


def _byline_bodies(document: Document, bylines: Sequence[Block]) -> tuple[Found[str], ...]:
    """The bodies of the first line around the title that names some."""
    for block in bylines:
        if spans := body_names(block):
            return tuple(
                found(document, block, (a, b), "head.byline", _BYLINE, block.text[a:b])
                for a, b in spans
            )
    return ()


def _signed_bodies(document: Document, zones: Zones) -> list[Found[str]]:
    bodies = [
        item
        for block in signatures(zones)
        for item in _bodies(document, block, "closing.signature")
    ]
    return list({item.value: item for item in reversed(bodies)}.values())[::-1]


def _second_bodies(zones: Zones, signed: Sequence[Found[str]]) -> list[Found[str]]:
    """The bodies that the second readings of sealed signatures give, where they differ."""
    known = {item.value for item in signed}
    return [
        Found(text, sure, (Evidence(None, text, "closing.second", sure, placed.page.number, box),))
        for block in signatures(zones)
        for placed in block.lines
        if placed.line.second
        for box in [placed.page.on_sheet(placed.line.box) if placed.line.box else None]
        for text, sure in [(tight(placed.line.second[0]), round(placed.line.second[1], 4))]
        if is_body(text) and text not in known
    ]


def signatures(zones: Zones) -> list[Block]:
    """The blocks that sign (发文机关署名, GB/T 9704-2012 7.3.5): names alone or before the date,
    without the note of a seal behind them (代章)."""
    signed = [_unstamped(block) for block in zones.signature]
    for block in zones.date:
        cut = next((i for i, char in enumerate(block.text) if char.isdigit() or char in "一二"), 0)
        if cut and is_body(block.text[:cut]):
            signed.append(replace(block, text=block.text[:cut], offsets=block.offsets[:cut]))
    return signed


def _unstamped(block: Block) -> Block:
    stamp = rule("closing.stamped").search(block.text)
    return block.cut(0, stamp.start()) if stamp and stamp.start() else block


def _names_bodies(block: Block) -> bool:
    text = strip_head_word(block.text)
    return bool(text) and all(is_body(text[a:b]) for a, b in split_bodies(text, block.gaps))


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
    first = 1 if _WHOLE.fullmatch(joined.text) else 0
    if not about or about.start() == first:
        return []
    text = joined.text[: about.start()]
    gaps = joined.gaps | frozenset(edge for edge in joined.edges if edge)
    gaps = frozenset(gap - first for gap in gaps if first < gap < len(text))
    spans = [
        (first + part.start() + a, first + part.start() + b)
        for part in re.finditer("[^、]+", text[first:])
        for a, b in split_bodies(part[0], frozenset(gap - part.start() for gap in gaps))
    ]
    if not all(is_body(text[a:b]) for a, b in spans):
        return []
    return [
        found_over(document, joined.pieces(a, b), "title.issuer", 0.95, text[a:b]) for a, b in spans
    ]


def _signers(document: Document, zones: Zones) -> tuple[Found[str], ...]:
    """签发人: the names behind the word, and those set below them on lines of their own."""
    blocks = [*([zones.number] if zones.number else []), *zones.head]
    for block in zones.head:
        if match := rule("form.telegram_signer").search(block.text):
            name, span = "form.telegram_signer", match.span("value")
            return (found(document, block, span, name, 0.95, match["value"]),)
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
    closed = joined.text.endswith("：")
    match = rule("head.addressee").search(joined.text if closed else joined.text + "：")
    if match is None:
        return ()
    sure = rule("head.addressee").confidence if closed else _OPEN_ADDRESSEE
    text = match["value"]
    return tuple(
        found_over(document, joined.pieces(a, b), "head.addressee", sure, text[a:b])
        for a, b in split_addressees(text)
    )


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
