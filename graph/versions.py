"""How a clause reads on a day: amendments and corrections put into its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..extract.clause_text import mark_of
from .parts import Subject, added_id, clause_named, covers, paragraph_of, trees
from .savings import spared

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from .effects import Effect
    from .view import View

_QUOTED = "“(?P<{0}>[^“”]*(?:“[^“”]*”[^“”]*)*)”"
_REPLACED = re.compile(
    _QUOTED.format("old")
    + r"(?:一?[词句字]|的规定|的内容|字样)?，?(?:均|都|一律)?(?:修改|改|调整|变更|替换|修订|更改)为[：:]?"
    + _QUOTED.format("new")
)
_WRONG = re.compile(
    _QUOTED.format("old")
    + r"(?:一?[词句字])?，?(?:应为|应当为|更正为|改正为|更改为)[：:]?"
    + _QUOTED.format("new")
)
_MISTAKE = re.compile(_QUOTED.format("old") + "，?(?:系|为|是)" + _QUOTED.format("new") + "之误")
_WHOLE = re.compile(r"(?:修改|改|调整|修订)为[：:]\s*" + _QUOTED.format("new"))
_STRUCK = re.compile(r"删[去除掉].{0,24}?(?:中)?的?" + _QUOTED.format("old"))
_STRUCK_WHOLE = re.compile("删[去除掉]")
_ADDED = re.compile(
    r"(?:增加|新增|增补|补充).{0,20}?(?:作为(?P<place>[^“：:，]+))?[：:，]?\s*"
    + _QUOTED.format("new")
)
_SENTENCE = re.compile(r"(?:增加|新增|补充|增写)[一二三两1-3]?(?:句|段话)")

Kind = Literal["replace_whole", "replace", "strike", "strike_whole", "add", "append"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a clause: `old` and `new` words, `place` where a clause or paragraph is added."""

    kind: Kind
    old: str = ""
    new: str = ""
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """The words of a clause from a day on; `by` the amendment that made them (null: the original),
    `unapplied` changes that do not fit the words they name."""

    text: str | None
    by: tuple[Effect, ...] = ()
    unapplied: tuple[Effect, ...] = ()


def changes_of(words: str, said: str) -> Iterator[Change]:
    """The changes that the words of an amendment make to the clause it names as `said`."""
    for part in _parts(words):
        if said and len(_parts(words)) > 1 and not _names(part, said):
            continue
        yield from _changes(part)


def _parts(words: str) -> list[str]:
    depth, start, parts = 0, 0, []
    for i, char in enumerate(words):
        depth += (char == "“") - (char == "”")
        if char in "；;" and depth == 0:
            parts.append(words[start:i])
            start = i + 1
    return [part for part in (*parts, words[start:]) if part.strip()]


def _names(part: str, said: str) -> bool:
    """Whether a part of an amendment speaks of a clause: of 第五条 for 第五条第二款, which it adds."""
    plain = re.sub("第[一二三四五六七八九十]+款$", "", said)
    return plain in part or said in part


def _changes(part: str) -> Iterator[Change]:
    found = False
    for pattern in (_REPLACED, _WRONG):
        for match in pattern.finditer(part):
            found = True
            yield Change("replace", match["old"], match["new"])
    for match in _MISTAKE.finditer(part):
        found = True
        yield Change("replace", match["old"], match["new"])
    if found:
        return
    if added := _ADDED.search(part):
        kind: Kind = "append" if _SENTENCE.search(part[: added.end()]) else "add"
        yield Change(kind, new=added["new"], place=added["place"])
    elif whole := _WHOLE.search(part):
        yield Change("replace_whole", new=whole["new"])
    elif struck := _STRUCK.search(part):
        yield Change("strike", struck["old"])
    elif _STRUCK_WHOLE.search(part):
        yield Change("strike_whole")


def version(view: View, subject: Subject, on: dt.date) -> Version:
    """How a clause reads on a day; text null where the document has no such clause then."""
    circular = view.circular(subject.id)
    if circular is None or subject.clause is None:
        return Version(None)
    clause = clause_named(trees(circular, subject.text), subject.clause)
    paragraphs = clause.text.split("\n") if clause else None
    used: list[Effect] = []
    failed: list[Effect] = []
    for effect in _in_force(view, subject, on):
        for part, words in _wordings(view, effect):
            relation = _relation(part, subject.clause)
            if not relation:
                continue
            for change in changes_of(words, _said(effect, part)):
                done = _apply(paragraphs, change, part, relation)
                if done is None:
                    failed.append(effect)
                else:
                    paragraphs = done or None
                    used.append(effect)
    return Version(_cut(paragraphs, subject.clause), tuple(used), tuple(failed))


def _in_force(view: View, subject: Subject, on: dt.date) -> list[Effect]:
    found = []
    for effect in view.effects(subject.id, frozenset({"amends", "corrects"})):
        day = view.day(effect)
        if effect.text and subject.text and effect.text != subject.text:
            continue
        if effect.relation == "corrects":
            found.append((effect.known_on, effect))
        elif day and day <= on and not spared(view, effect, day):
            found.append((day, effect))
    return [
        e
        for _, e in sorted(
            found, key=lambda item: (str(item[0]), item[1].by, item[1].by_clause or "")
        )
    ]


def _wordings(view: View, effect: Effect) -> Iterator[tuple[str, str]]:
    """Each clause an amendment names, with the amendment's words."""
    owner = view.world.held[effect.by].circular
    clause = clause_named(trees(owner, effect.by_carried), effect.by_clause or "")
    words = clause.text if clause else effect.quote
    for part in effect.clauses:
        yield part, words


def _said(effect: Effect, part: str) -> str:
    return part if len(effect.clauses) > 1 else ""


def _relation(part: str, clause: str) -> str:
    """How a clause named meets the one asked for: `same`, `above` (the one asked for lies in it),
    `below` (a paragraph of it)."""
    plain_part, plain_clause = _plain(part), _plain(clause)
    if plain_part == plain_clause:
        return "same"
    if covers(plain_part, plain_clause):
        return "above"
    return ""


def _plain(id_: str) -> str:
    found = _PARAGRAPH_END.search(id_)
    return id_[: found.start()] if found and found.start() > 0 else id_


_PARAGRAPH_END = re.compile("第[一二三四五六七八九十]+款$")


def _apply(
    paragraphs: list[str] | None, change: Change, part: str, relation: str
) -> list[str] | None:
    """The paragraphs after a change; null where it does not fit them."""
    at = paragraph_of(part)
    if paragraphs is None:
        return _new_clause(change) if change.kind == "add" and relation == "same" else None
    if change.kind in ("replace", "strike") and change.old:
        return _replaced(paragraphs, change, at)
    if relation == "above":
        return None
    if at is not None and at > len(paragraphs) + (change.kind == "add"):
        return None
    return _put(paragraphs, change, at)


def _put(paragraphs: list[str], change: Change, at: int | None) -> list[str]:
    """The paragraphs with one replaced, struck out, added or prolonged; all where none is meant."""
    before, behind = (paragraphs[: at - 1], paragraphs[at:]) if at else ([], [])
    if change.kind == "replace_whole":
        return [*before, *change.new.split("\n"), *behind]
    if change.kind == "strike_whole":
        return [*before, *behind]
    if change.kind == "append":
        last = (at or len(paragraphs)) - 1
        return [text + change.new if i == last else text for i, text in enumerate(paragraphs)]
    place = (at or len(paragraphs) + 1) - 1
    return [*paragraphs[:place], change.new, *paragraphs[place:]]


def _replaced(paragraphs: list[str], change: Change, at: int | None) -> list[str] | None:
    done = [
        text.replace(change.old, change.new) if at in (None, i + 1) else text
        for i, text in enumerate(paragraphs)
    ]
    return done if done != paragraphs else None


def _new_clause(change: Change) -> list[str]:
    """The words of a clause added, without its mark and heading."""
    text = change.new
    mark = mark_of(text)
    if mark is not None:
        text = text[mark.end :].lstrip()
        heading = re.match(r"(?P<heading>[^。，；：]{2,16})。(?=.)", text)
        if heading and mark.kind != "clause.article":
            text = text[heading.end() :]
    return text.split("\n")


def _cut(paragraphs: list[str] | None, clause: str) -> str | None:
    if paragraphs is None:
        return None
    at = paragraph_of(clause)
    if at is None:
        return "\n".join(paragraphs)
    return paragraphs[at - 1] if at <= len(paragraphs) else None


def added_by(view: View, subject: Subject) -> Effect | None:
    """The amendment that adds a clause the document itself does not have."""
    assert subject.clause
    for effect in view.effects(subject.id, frozenset({"amends"})):
        if effect.text and subject.text and effect.text != subject.text:
            continue
        for part, words in _wordings(view, effect):
            same = part == added_id(subject.clause)
            adds = any(c.kind == "add" for c in changes_of(words, _said(effect, part)))
            if same and adds:
                return effect
    return None
