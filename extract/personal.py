"""Personal data in a text: mobile numbers and identity numbers (GB 11643)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from .circular import Found, Personal
from .found import found
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Block, Document

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_LONG = re.compile("[0-9０-９](?:[\\s\u3000－.．·–—-]?[0-9０-９]){10}")
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width digits, letters and marks as half-width ones: one for one, so that spans stay."""
_UNCHECKED = 0.6
"""How sure an identity number is whose check character does not fit: misread, or another number."""


def read_personal(document: Document, blocks: Sequence[Block]) -> tuple[Found[Personal], ...]:
    """The personal data of a circular, in the order of its text."""
    if not _LONG.search("\n".join([block.text for block in blocks])):
        return ()
    return tuple(
        found(
            document,
            block,
            span,
            f"personal.{kind}",
            sure,
            Personal(kind, block.text[slice(*span)]),
        )
        for block in blocks
        for kind, span, sure in find_personal(block.text)
    )


def find_personal(
    text: str,
) -> Iterator[tuple[Literal["mobile", "identity"], tuple[int, int], float]]:
    """Kind, span and confidence of every mobile and identity number in a text."""
    if not _LONG.search(text):
        return
    text = text.translate(_HALF)
    for match in rule("personal.identity").finditer(text):
        fits = _check(match["value"])
        sure = rule("personal.identity").confidence if fits else _UNCHECKED
        yield "identity", match.span("value"), sure
    for match in rule("personal.mobile").finditer(text):
        yield "mobile", match.span("value"), rule("personal.mobile").confidence


def _check(number: str) -> bool:
    number = re.sub(r"[ -]", "", number)
    if len(number) != len(_WEIGHTS) + 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()
