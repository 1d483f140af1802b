"""When two values say the same: white space and width of characters never count."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from ..extract.normalise import tight

_ZEROS = str.maketrans("OoQ〇○零", "000000")
_DASHES = str.maketrans("–—―－−‐⸺", "-------")
_SPACE = re.compile(r"\s")
_YEAR = re.compile(r"[\[(【〖〔{]([12][0-9]{3})年?[\])】〗〕}]")
_LEADING = re.compile(r"(?<!\d)0+(?=\d+号?$)")
_OFFICELESS = re.compile(r"令\d|(?:公告|通告)?[12]\d{3}年\d")
_NO_WORD = re.compile(r"[\W_]")


def plain(text: str) -> str:
    """A text without white space, in one width, with 〔〕 around the year of a number.

    >>> plain("国办发 [1999] 79号（试行）")
    '国办发〔1999〕79号(试行)'
    """
    text = _SPACE.sub("", unicodedata.normalize("NFKC", text)).translate(_DASHES)
    return _YEAR.sub(r"〔\1〕", text)


def loose(text: str | None) -> str:
    """Only the letters, digits and Chinese characters of a text: what names a document.

    >>> loose("《关于印发〈办法〉的通知》")
    '关于印发办法的通知'
    """
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text)) if text else ""


def as_read(text: str | None) -> str:
    """The words of a text as they are read, however they were printed: in simplified script, the
    zero of a date in one form.

    >>> as_read("二OO四年绝預拨") == as_read("二〇〇四年绝预拨")
    True
    """
    return loose(tight(text)).translate(_ZEROS) if text else ""


def number_key(number: str | None) -> str:
    """A document number (发文字号) by what distinguishes it: no brackets, 第 or leading zeros.

    >>> number_key("皖科办复〔2022年〕第0236号") == number_key("皖科办复[2022]236号")
    True
    """
    return (
        loose(_LEADING.sub("", plain(number))).removesuffix("号").replace("第", "")
        if number
        else ""
    )


def same_number(number: str | None, other: str | None) -> bool:
    """Whether two numbers are one; that of an order or announcement may lack its office.

    >>> same_number("省政府令第112号", "令第112号"), same_number("黑人社函〔2020〕1号", "人社函〔2020〕1号")
    (True, False)
    """
    shorter, longer = sorted((number_key(number), number_key(other)), key=len)
    if shorter == longer:
        return bool(shorter)
    return bool(_OFFICELESS.match(shorter)) and longer.endswith(shorter)


def empty(value: Any) -> bool:
    """Whether a value says nothing: null, false, an empty text, list or object of such."""
    if isinstance(value, dict):
        return all(empty(item) for item in value.values())
    return value is None or value is False or value in ("", [], ())


def comparable(value: Any) -> Any:
    """A value in a form that `==` may compare: texts plain, empty members of objects left out."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        kept = ((k, v) for k, v in value.items() if k not in ("key", "note") and not empty(v))
        return tuple(sorted((name, comparable(item)) for name, item in kept))
    if isinstance(value, (list, tuple)):
        return tuple(comparable(item) for item in value)
    return value
