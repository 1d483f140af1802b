"""Cross-checks between fields: what they say together raises or lowers what each says alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.page import INCOMPLETE, UNREAD
from ..ingest.values import replace
from .bodies import region_of
from .circular import Circular, Found, Issue
from .dates import fits_year, in_order
from .witness import alike

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ..ingest.page import Page

_DOUBT, _CONTESTED = 0.6, 0.8
_ODD_YEAR = re.compile("(?<![〇零一二三四五六七八九十百第])[一二][〇零一二三四五六七八九]{1,2}年")
"""二〇二〇年 of which an engine lost a 〇."""
_DATED = re.compile("[^关《]{0,20}[0-9]+月[0-9]+日[^关《]{0,6}关于")
"""A day before 关于: an instruction written above the title was read into it."""


def check(circular: Circular, signed: Sequence[str]) -> Circular:
    """The circular with its cross-checks as issues, and doubtful fields made less sure.

    `signed` are the bodies of the signature.
    """
    issues: list[Issue] = [*circular.issues]
    issued, printed = circular.issued_on, circular.printed_on
    number = circular.number
    issued_doubt = printed_doubt = number_doubt = False
    if number and number.value.parts.year:
        year = number.value.parts.year
        if issued and not fits_year(year, issued.value):
            issued_doubt = number_doubt = True
            issues.append(
                _issue("year_mismatch", "issued_on", f"{number.value.text} / {issued.value}")
            )
        if printed and not issued and not fits_year(year, printed.value):
            printed_doubt = number_doubt = True
            issues.append(
                _issue("year_mismatch", "printed_on", f"{number.value.text} / {printed.value}")
            )
    if issued and printed and not in_order(issued.value, printed.value):
        printed_doubt = issued_doubt = True
        message = f"issued {issued.value}, printed {printed.value}"
        issues.append(_issue("printed_before_issued", "printed_on", message))
    title = circular.title
    if title and _ODD_YEAR.search(title.value):
        issues.append(_issue("odd_year", "title", "a year in Chinese numerals lacks a digit"))
    if title and (_ODD_YEAR.search(title.value) or _DATED.match(title.value)):
        title = replace(title, confidence=min(title.confidence, _DOUBT))
    issuers = circular.issuers
    if issue := _signature_issue(circular, signed):
        issues.append(issue)
        issuers = tuple(replace(i, confidence=min(i.confidence, _CONTESTED)) for i in issuers)
    issues += _missing(circular)
    if number and number_doubt:
        number = replace(number, confidence=min(number.confidence, _CONTESTED))
    return replace(
        circular,
        number=number,
        title=title,
        issuers=issuers,
        issued_on=_doubted(issued) if issued_doubt else issued,
        printed_on=_doubted(printed) if printed_doubt else printed,
        issues=tuple(issues),
    )


def _signature_issue(circular: Circular, signed: Sequence[str]) -> Issue | None:
    """The signature must name the bodies of the red head, or the first of them."""
    if not signed or not circular.issuers:
        return None
    heads = [item.value for item in circular.issuers]
    if any(_agree(head, name) for head in heads for name in signed):
        return None
    confirmed = [
        item.value for item in circular.issuers if len({e.rule for e in item.evidence}) > 1
    ]
    if any(alike(head, name) for head in confirmed for name in signed):
        return None  # misread there, under a seal as a rule: two other places have one name
    message = f"head: {'、'.join(heads)}; signature: {'、'.join(signed)}"
    return _issue("signature_differs", "issuers", message)


def _agree(head: str, name: str) -> bool:
    """省财政厅 signs for 云澜省财政厅, 云澜省人民政府办公厅 under 云澜省人民政府."""
    if head.endswith(name) or name.endswith(head):
        return True
    region = region_of(head)
    return region is not None and region == region_of(name) and head[-4:] == name[-4:]


def _missing(circular: Circular) -> list[Issue]:
    """What every circular has and this one lacks; a part of one may lack its head (an annex)."""
    dated = circular.issued_on or circular.printed_on
    if not (circular.number or circular.title or circular.issuers or dated):
        message = "nothing of a circular was found; is the page upright, and is it one?"
        return [Issue("no_circular", "warning", None, message)]
    issues = []
    if circular.title is None:
        issues.append(Issue("missing", "warning", "title", "no title found"))
    if circular.number is None:
        issues.append(Issue("missing", "info", "number", "no number found"))
    if not dated:
        issues.append(Issue("missing", "info", "issued_on", "no date found"))
    elif circular.issued_on is None:
        message = "no day of issue found, only that of printing"
        issues.append(Issue("missing", "warning", "issued_on", message))
    return issues


def lost_pages(pages: Sequence[Page], starts: Sequence[int]) -> list[tuple[Issue, ...]]:
    """For every circular of a file, by the page it starts on, what of it could not be read."""
    issues: list[list[Issue]] = [[] for _ in starts]
    for page in pages:
        if starts and UNREAD & set(page.notes):
            owner = max(sum(start <= page.number for start in starts) - 1, 0)
            message = f"page {page.number} could not be read"
            issues[owner].append(Issue("page_unread", "error", None, message))
    if any(INCOMPLETE in page.notes for page in pages):
        message = "the file is broken or cut short; pages may be missing"
        for items in issues:
            items.append(Issue("file_repaired", "error", None, message))
    return [tuple(items) for items in issues]


def _doubted(value: Found[dt.date] | None) -> Found[dt.date] | None:
    if value is None:
        return None
    return replace(value, confidence=min(value.confidence, _DOUBT))


def _issue(code: str, field: str, message: str) -> Issue:
    return Issue(code, "warning", field, message)
