"""Contacts (联系人): the persons named and the telephone and mail that are theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from ..ingest.values import dataclass, field
from .circular import Contact, Found
from .found import Joined, found_over
from .rulebook import rule, word_set, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Block, Document

_CONTACT = re.compile(
    r"(?:联系人|联系电话|联系方式|邮箱|邮件)(?:及电话|及联系方式|和电话)?[：:]|邮件.{0,6}@|邮(?:件|箱)至"
)
_DEPTH = {"（": 1, "(": 1, "）": -1, ")": -1}
_CLOSE = frozenset("；;。")
_LONGEST_NAME, _LONGEST_FOREIGN = 4, 16
_RESPECTIVE = 0.6
"""How sure it is that as many telephones as names belong to them one by one."""
_ALONE = 0.85
_MAIL_APART = 2
"""Groups from which on a mail address at the very end may be everybody's."""

Kind = Literal["name", "phone", "email", "label", "other", "mark"]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Group:
    """Persons named side by side, and what stands behind them up to the next ones."""

    names: list[_Token]
    phones: list[_Token] = field(default_factory=list)
    run: int = 0
    """How many of the telephones stand side by side at the start."""
    emails: list[_Token] = field(default_factory=list)
    apart: bool = False
    """The mail address stands behind ；, its group's telephone before it."""


def read_contacts(document: Document, blocks: Sequence[Block]) -> tuple[Found[Contact], ...]:
    """Contacts, one for each person; several names share the one telephone behind them."""
    joined = Joined([block for block in blocks if _CONTACT.search(block.text)])
    groups = [group for segment in _segments(joined) for group in _groups(joined.text, segment)]
    if len(groups) > _MAIL_APART - 1 and groups[-1].apart and not groups[0].emails:
        groups[-1].emails = []
    people = [(group, n) for group in groups for n in range(len(group.names))]
    if len(people) == 1 and not groups[0].phones and (alone := _alone(document, joined, groups[0])):
        return (alone,)
    return tuple(_contact(document, joined, group, n) for group, n in people)


def _contact(document: Document, joined: Joined, group: _Group, n: int) -> Found[Contact]:
    name = group.names[n]
    phone, sure = _phone(group, n)
    email = group.emails[0] if group.emails else None
    pieces = joined.pieces(name.start, name.end)
    for token in (phone, email):
        if token:
            pieces += joined.pieces(token.start, token.end)
    value = Contact(name.text, phone.text if phone else None, email.text if email else None)
    return found_over(document, pieces, "closing.contact", sure, value)


def _phone(group: _Group, n: int) -> tuple[_Token | None, float]:
    """The telephone of person `n` of a group: the only one is everybody's, as many as there are
    names may belong to them one by one, else none is sure."""
    sure = rule("closing.contact").confidence
    if not group.phones:
        return None, sure
    if len(group.names) == 1 or group.run == 1:
        return group.phones[0], sure
    if group.run == len(group.names):
        return group.phones[n], _RESPECTIVE
    return None, _RESPECTIVE


def _alone(document: Document, joined: Joined, group: _Group) -> Found[Contact] | None:
    """The only person named, with the one telephone that stands before the name (拨打电话…，
    联系人：…); null where there are several."""
    name = group.names[0]
    before = list(rule("contact.phone").finditer(joined.text, 0, name.start))
    if len(before) != 1 or before[0].end() > name.start:
        return None
    mails = list(rule("contact.email").finditer(joined.text))
    pieces = [*joined.pieces(name.start, name.end), *joined.pieces(*before[0].span())]
    pieces += joined.pieces(*mails[0].span()) if mails else []
    value = Contact(name.text, before[0][0], mails[0][0] if mails else None)
    return found_over(document, pieces, "closing.contact", _ALONE, value)


def _segments(joined: Joined) -> Iterator[list[_Token]]:
    """What stands behind each 联系人：, up to the next one or the end of its bracket or sentence."""
    leads = list(rule("contact.lead").finditer(joined.text))
    for n, lead in enumerate(leads):
        end = leads[n + 1].start() if n + 1 < len(leads) else len(joined.text)
        yield list(_tokens(joined, lead.end(), _reach(joined.text, lead.end(), end)))


def _reach(text: str, start: int, end: int) -> int:
    depth = 0
    for at in range(start, end):
        depth += _DEPTH.get(text[at], 0)
        if depth < 0 and not rule("contact.label").match(text, at + 1):
            return at
        depth = max(depth, 0)
        if text[at] == "。" and not rule("contact.label").match(text, at + 1):
            return at
    return end


def _tokens(joined: Joined, start: int, end: int) -> Iterator[_Token]:
    text, at = joined.text, start
    gaps = joined.gaps | set(joined.edges)
    while at < end:
        for kind in ("email", "phone", "label"):
            match = rule(f"contact.{kind}").match(text, at, end)
            if match:
                yield _Token(kind, at, match.end(), match[0])
                at = match.end()
                break
        else:
            stop = _word_end(text, at, end, gaps)
            yield _Token(_kind(text[at:stop]), at, stop, text[at:stop])
            at = stop


def _word_end(text: str, at: int, end: int, gaps: frozenset[int]) -> int:
    """Where a word of Chinese characters ends; two single ones are a name set wide (李 岩)."""
    stop = at + 1
    if not rule("contact.han").match(text, at):
        return stop
    while stop < end and rule("contact.han").match(text, stop):
        wide = stop - at == 1 and (
            stop + 1 in gaps or stop + 1 == end or not _is_han(text, stop + 1)
        )
        if (stop in gaps and not wide) or rule("contact.label").match(text, stop, end):
            break
        stop += 1
    return stop


def _is_han(text: str, at: int) -> bool:
    return rule("contact.han").match(text, at) is not None


def _kind(word: str) -> Kind:
    if not rule("contact.han").match(word):
        return "mark"
    if word in word_set("no_contact") or word.endswith(words("contact_office")):
        return "other"
    longest = _LONGEST_FOREIGN if "·" in word else _LONGEST_NAME
    return "name" if 2 <= len(word) <= longest else "other"


def _groups(text: str, tokens: list[_Token]) -> list[_Group]:
    groups: list[_Group] = []
    ignored = False
    for i, token in enumerate(tokens):
        here = groups[-1] if groups else None
        if token.kind == "name" and _is_person(tokens, i, here):
            if here is None or here.phones or here.emails or _parted(tokens, i):
                groups.append(here := _Group([]))
            here.names.append(token)
        elif token.kind == "label":
            ignored = rule("contact.no_phone").search(token.text) is not None
        elif token.kind == "phone" and here and not ignored:
            side = bool(here.phones) and here.run == len(here.phones)
            beside = side and text[here.phones[-1].end : token.start].strip("、，,/和") == ""
            here.run += not here.phones or beside
            here.phones.append(token)
        elif token.kind == "email" and here:
            here.apart = bool(here.phones) and _behind_semicolon(tokens, i)
            here.emails.append(token)
    return groups


def _parted(tokens: list[_Token], i: int) -> bool:
    """Whether ；stands between a name and the one before it."""
    for token in reversed(tokens[:i]):
        if token.kind == "name":
            return False
        if token.text in _CLOSE:
            return True
    return False


def _behind_semicolon(tokens: list[_Token], i: int) -> bool:
    for token in reversed(tokens[:i]):
        if token.kind == "phone":
            return False
        if token.text in _CLOSE:
            return True
    return False


def _is_person(tokens: list[_Token], i: int, here: _Group | None) -> bool:
    """Whether a word of a name's length is one: the first ones behind 联系人, then those that start
    with a surname and have a telephone or a mail address behind them, or stand alone between ；."""
    begun = here is not None and (here.phones or here.emails)
    if not begun and all(token.kind != "other" or _is_office(token) for token in tokens[:i]):
        return True
    if not tokens[i].text.startswith(words("surnames")):
        return False
    for token in tokens[i + 1 :]:
        if token.kind in ("phone", "email"):
            return True
        if token.text in _CLOSE:
            return tokens[i - 1].text in _CLOSE
        if token.kind == "label" and rule("contact.no_phone").search(token.text):
            return False
    return tokens[i - 1].text in _CLOSE


def _is_office(token: _Token) -> bool:
    return token.text.endswith(words("contact_office"))
