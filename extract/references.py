"""References: what a text says to which other document (relations.md), with its evidence."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .circular import Reference
from .effect_days import NO_DAYS, Days, first_day_before
from .effects import Effect, find_effects
from .listed import Fate, Row, fate_of, read_rows
from .mentions import Mention, find_mentions, short_names
from .reference_parts import (
    applies_by,
    awaits_list,
    intro_fate,
    is_item,
    issuer_of,
    opens_list,
    overriding,
    passes_on,
)
from .relations import Relation, Zone, relation_of, zone_of
from .rulebook import rule
from .sentences import Group, Sentence, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Document
    from .paragraphs import Paragraph

_SPEAKS = re.compile("[《〈〔]|号|该|上述|以上|前述|为准|抵触|不一致|不符|不相|冲突")
_LONGEST_HEADING = 40
_FATED = re.compile("废止|失效|有效|保留|修改|修订|停止|撤销|暂停|延")
_CARRIERS = frozenset({"promulgates"})
_CARRIED = frozenset({"promulgates", "forwards", "endorses"})
_NO_FORM = frozenset({"cites", "based_on", "implements"})
EFFECTS = frozenset(
    {
        "repeals", "annuls", "declares_lapsed", "ceases", "supersedes", "amends", "completes",
        "corrects", "extends", "confirms", "suspends", "resumes", "defers",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of the text read: its title and number, whether it is carried by another."""

    title: str = ""
    number: str | None = None
    carried: bool = False
    draft: bool = False
    replying: bool = False


@dataclass(slots=True)
class _State:
    """What is remembered from paragraph to paragraph."""

    known: dict[str, Mention] = field(default_factory=dict)
    before: list[Mention] = field(default_factory=list)
    ordering: bool = False
    fate: Fate | None = None
    amended: Mention | None = None
    again: set[int] = field(default_factory=set)
    """Of the references found, those by 上述文件: their `id`."""


def read_references(
    document: Document, paragraphs: Sequence[Paragraph], source: Source
) -> list[Reference]:
    """The references of a body's paragraphs.

    Several mentions of one target with one relation inside one clause are one reference.
    """
    state = _State(fate=fate_of(source.title) if source.title else None)
    found: list[Reference] = []
    for paragraph in paragraphs:
        found += _of_paragraph(document, paragraph, source, state)
    return together(_without_own(_dated_later(found, state.again), source))


def row_reference(document: Document, row: Row, fate: Fate, source: Source) -> Reference:
    """The reference a row of a list makes."""
    told = row.fate or fate
    effective = told.effective and not source.draft
    relation = told.relation if effective else "cites"
    mention = row.mention
    days = (told.days if told.days != NO_DAYS else fate.days) if effective else NO_DAYS
    if relation == "extends":
        days = Days(days.effective_on, row.last or days.until)
    evidence = tuple(
        item
        for block in row.blocks
        for item in document.evidence(block, 0, len(block.text), "list.of_fate", told.confidence)
    )
    quote = "".join(block.text for block in row.blocks)
    target = mention.target
    sure = min([told.confidence, *(item.confidence for item in evidence)])
    return Reference(
        key=_key(relation, target, None, mention.target_clause),
        relation=relation,
        title=target[0],
        number=target[1],
        issuer=None,
        clause=None,
        quote=quote,
        confidence=round(sure, 4),
        evidence=evidence,
        target_clause=mention.target_clause,
        partial=mention.target_clause is not None or row.note is not None,
        scope=row.note,
        effective_on=days.effective_on,
        until=days.until,
        effective=effective,
    )


def _of_paragraph(
    document: Document, paragraph: Paragraph, source: Source, state: _State
) -> list[Reference]:
    text = paragraph.text
    if not (state.fate or state.amended or state.known or _SPEAKS.search(text)):
        state.ordering = state.ordering or _orders(text)
        state.fate = _opened(text)
        return []
    if _is_aside(text):
        return []
    mentions = [
        mention
        for mention in find_mentions(text, state.known, state.before)
        if not _is_own(mention, source)
    ]
    state.known |= short_names(text, mentions)
    found: list[Reference] = []
    if not mentions and state.fate and (rows := list(read_rows(paragraph.joined.blocks))):
        fate = state.fate
        return [
            replace(row_reference(document, row, fate, source), clause=paragraph.clause)
            for row in rows
        ]
    reader, listed = _Sentences(document, paragraph, source, state), state.fate is not None
    for sentence in split_sentences(text, mentions):
        found += reader.read(sentence)
    if mentions:
        state.before = [*state.before, *mentions] if listed else mentions
    state.ordering = state.ordering or _orders(text)
    return found


def _is_aside(text: str) -> bool:
    """A note of the text's own history, the name of a file, a line of an attachment list."""
    if text.startswith("（"):
        return rule("reference.history").search(text) is not None
    if text.startswith(("附", "-附")):
        return rule("reference.attachment").search(text) is not None
    return text[-1:].isascii() and rule("reference.file").search(text) is not None


def _orders(text: str) -> bool:
    """Whether a paragraph says that what follows is ordered: 通知如下：."""
    return ("如下" in text or "以下" in text) and (
        rule("relation.operative_from").search(text) is not None
    )


def _opened(text: str) -> Fate | None:
    """The fate of a list that a paragraph without documents opens: as words or as a heading."""
    if text.endswith("："):
        return intro_fate(text)
    if len(text) > _LONGEST_HEADING or text.endswith("。") or not _FATED.search(text):
        return None
    mark = rule("list.row_mark").match(text)
    return fate_of(text[mark.end() :] if mark else text)


def _is_own(mention: Mention, source: Source) -> bool:
    """Whether a mention has the text's own number, which words may run into (来源：…号)."""
    if mention.number is None or source.number is None:
        return False
    own = mention.number.text == source.number
    return own or (mention.title is None and mention.number.text.endswith(source.number))


def _new_part(sentence: Sentence, effect: Effect, mention: Mention) -> str | None:
    """Where an addition stands: 在第十三条后增加一条，作为第十三条之一; null for other effects."""
    if effect.relation != "amends" or "增加" not in sentence.words[effect.group.at :]:
        return None
    match = rule("effect.new_part").search(sentence.words, effect.group.at)
    if not match:
        return None
    own, new = mention.target_clause or "", match["parts"]
    return new if "条" in new or "章" in new else own.removesuffix(new) + new


class _Sentences:
    """Reads the sentences of one paragraph, in order."""

    def __init__(
        self, document: Document, paragraph: Paragraph, source: Source, state: _State
    ) -> None:
        self.document, self.paragraph = document, paragraph
        self.source, self.state = source, state
        self.last: list[Reference] = []

    def read(self, sentence: Sentence) -> list[Reference]:
        """The references of a sentence."""
        words = self.paragraph.text[sentence.start : sentence.end]
        effects = find_effects(sentence)
        found = list(self._of_groups(sentence, effects))
        if not sentence.groups:
            found += self._of_item(sentence, words)
        if item := overriding(words, effects):
            found.append(self._overrides(sentence, item))
        if (event := applies_by(words)) is not None:
            found = [event.on(reference) for reference in found]
            if not found and words.startswith("以"):
                self.last[:] = [event.on(reference) for reference in self.last]
        self._remember(sentence, words, effects)
        self.last = found
        return found

    def _of_groups(self, sentence: Sentence, effects: Sequence[Effect]) -> Iterator[Reference]:
        zone = zone_of(
            self.paragraph.clause,
            sentence.words,
            ordering=self.state.ordering,
        )
        for group in sentence.groups:
            said = [effect for effect in effects if effect.group is group]
            if not said and self.state.fate and is_item(sentence, group):
                fate = self.state.fate
                name = fate.relation if fate.effective else "cites"
                days = fate.days if fate.effective else NO_DAYS
                said = [Effect(group, name, fate.confidence, fate.effective, days=days)]
            for effect in said:
                yield from self._by_effect(sentence, effect)
            if not said:
                yield from self._by_relation(sentence, self._relation(sentence, group, zone), group)

    def _relation(self, sentence: Sentence, group: Group, zone: Zone) -> Relation:
        return relation_of(sentence, group, zone, replying=self.source.replying)

    def _by_effect(self, sentence: Sentence, effect: Effect) -> Iterator[Reference]:
        for meant in effect.group.mentions:
            part = effect.part or _new_part(sentence, effect, meant)
            mention = replace(meant, target_clause=part) if part else meant
            dropped = mention.quoted or self.source.draft
            unreal = dropped and effect.relation in EFFECTS
            item = self._reference(
                sentence,
                mention,
                "cites" if unreal else effect.relation,
                effect.confidence,
                effective=effect.effective and not unreal,
                scope=effect.scope,
                partial=effect.scope is not None,
                days=NO_DAYS if unreal else effect.days,
            )
            if mention.taken_up:
                self.state.again.add(id(item))
            yield item

    def _by_relation(
        self, sentence: Sentence, relation: Relation, group: Group
    ) -> Iterator[Reference]:
        day = None
        if relation.name == "applies":
            day = first_day_before(sentence.words, group.at)
        for mention in group.mentions:
            draft = rule("reference.draft").search(mention.title or "") is not None
            if not _counts(mention, relation) or (draft and relation.name in _CARRIED):
                continue
            if mention.taken_up and relation.name == "cites":
                continue
            item = self._reference(
                sentence,
                mention,
                relation.name,
                relation.confidence,
                effective=relation.effective,
                scope=relation.scope,
                partial=relation.partial,
                days=Days(day, None),
            )
            yield replace(item, mutatis=relation.mutatis, approved_by=relation.approved_by)

    def _reference(
        self,
        sentence: Sentence,
        mention: Mention,
        relation: str,
        sure: float,
        *,
        effective: bool,
        scope: str | None,
        partial: bool,
        days: Days,
    ) -> Reference:
        sure = min(sure, mention.confidence)
        span = mention.start, mention.end
        evidence = self.paragraph.evidence(self.document, span, f"relation.{relation}", sure)
        draft = rule("reference.draft").search(mention.title or "") is not None
        clause = self.paragraph.clause
        return Reference(
            key=_key(relation, mention.target, clause, mention.target_clause),
            relation=relation,
            title=mention.title,
            number=mention.number.text if mention.number else None,
            issuer=issuer_of(self.paragraph.text, mention) if not mention.again else None,
            clause=clause,
            quote=self.paragraph.text[sentence.start : sentence.end].strip(),
            confidence=round(min([sure, *(item.confidence for item in evidence)]), 4),
            evidence=evidence,
            target_clause=mention.target_clause,
            partial=partial or mention.target_clause is not None,
            scope=scope,
            effective_on=days.effective_on,
            until=days.until,
            effective=effective and not (draft and relation == "cites"),
        )

    def _of_item(self, sentence: Sentence, words: str) -> Iterator[Reference]:
        """An item of an amending decision or a correction: its target was named before."""
        meant, acts = self.state.amended, ("correct_item", "amend_item")
        act = next((name for name in acts if rule(f"effect.{name}").search(words)), None)
        if meant is None or act is None:
            return
        place = rule("reference.again_part").search(words.partition("“")[0])
        parts = place["parts"] if place else None
        if "增加" in words and (new := rule("effect.new_part").search(words)):
            added = new["parts"]
            parts = added if "条" in added or "章" in added else (parts or "") + added
        at = sentence.start + (place.start("parts") if place else 0)
        end = sentence.start + (place.end("parts") if place else len(words))
        mention = replace(meant, start=at, end=end, target_clause=parts, again=True, quoted=False)
        effective = not self.source.draft
        said = "amends" if act == "amend_item" else "corrects"
        relation = said if effective else "cites"
        yield self._reference(
            sentence,
            mention,
            relation,
            0.93,
            effective=effective,
            scope=None,
            partial=True,
            days=NO_DAYS,
        )

    def _overrides(self, sentence: Sentence, item: tuple[str | None, float]) -> Reference:
        scope, sure = item
        span = sentence.start, sentence.end
        evidence = self.paragraph.evidence(self.document, span, "effect.overrides", sure)
        clause = self.paragraph.clause
        return Reference(
            key=_key("overrides", (None, scope), clause, None),
            relation="overrides",
            title=None,
            number=None,
            issuer=None,
            clause=clause,
            quote=self.paragraph.text[slice(*span)].strip(),
            confidence=round(min([sure, *(one.confidence for one in evidence)]), 4),
            evidence=evidence,
            scope=scope,
        )

    def _remember(self, sentence: Sentence, words: str, effects: Sequence[Effect]) -> None:
        """What the sentence opens: a list with its fate, the items of an amendment."""
        amended = [e for e in effects if e.relation in ("amends", "corrects")]
        if amended:
            self.state.amended = amended[-1].group.mentions[-1]
        if awaits_list(words) and (fate := intro_fate(words)):
            self.state.fate = fate
        elif effects and opens_list(words):
            last = effects[-1]
            self.state.fate = Fate(last.relation, last.effective, last.confidence, last.days)
        elif self.state.fate and not passes_on(sentence):
            self.state.fate = None


def _counts(mention: Mention, relation: Relation) -> bool:
    """Whether a mention is one: forms, lists and publications only where they are ordered
    applied or carried."""
    if mention.kind == "document":
        return True
    if mention.kind == "doubtful":
        return relation.name != "cites"
    if relation.name == "applies":
        return relation.ordered
    return relation.name not in _NO_FORM


def _dated_later(found: Sequence[Reference], again: set[int]) -> list[Reference]:
    """An effect said again of a list (上述文件自…起废止) gives the list its days."""
    kept: list[Reference] = []
    for item in found:
        n = next((n for n, first in enumerate(kept) if _is_same(first, item)), None)
        if id(item) not in again or n is None:
            kept.append(item)
            continue
        kept[n] = replace(
            kept[n],
            effective_on=kept[n].effective_on or item.effective_on,
            until=kept[n].until or item.until,
        )
    return kept


def _is_same(first: Reference, item: Reference) -> bool:
    same = first.relation == item.relation and first.relation in EFFECTS
    return same and (first.title, first.number) == (item.title, item.number)


def _without_own(found: Sequence[Reference], source: Source) -> list[Reference]:
    """Without mentions of the text itself and of the text it carries, bar what carries it."""
    own = {item.title for item in found if item.relation in _CARRIERS and item.title}
    if source.carried and source.title:
        own.add(source.title)
    kept: list[Reference] = []
    for item in found:
        is_own = item.title in own and item.number is None and item.title is not None
        if is_own and item.relation not in _CARRIERS and item.relation not in EFFECTS:
            continue
        kept.append(item)
    return kept


def together(found: Sequence[Reference]) -> list[Reference]:
    """One reference for each target, relation and clause; the parts meant are joined, what is
    said of the whole and of a part stays apart."""
    merged: dict[tuple[object, ...], Reference] = {}
    for item in found:
        scope = item.scope if item.target_clause is None else None
        whole = item.target_clause is None
        target = item.title, item.number
        same = (item.relation, *target, item.clause, whole, scope)
        first = merged.get(same)
        if first is None:
            merged[same] = item
            continue
        parts = _joined(first.target_clause, item.target_clause)
        merged[same] = replace(
            first,
            target_clause=parts,
            key=_key(first.relation, target, first.clause, parts),
            until=first.until or item.until,
            effective_on=first.effective_on or item.effective_on,
            approved_by=first.approved_by or item.approved_by,
            effective=first.effective and item.effective,
            evidence=first.evidence
            if parts == first.target_clause
            else first.evidence + item.evidence,
        )
    return list(merged.values())


def _joined(first: str | None, more: str | None) -> str | None:
    if first is None or more is None:
        return first or more
    parts = first.split("、")
    return "、".join([*parts, *(part for part in more.split("、") if part not in parts)])


def _key(
    relation: str, target: tuple[str | None, str | None], clause: str | None, part: str | None
) -> str:
    content = "|".join([relation, target[1] or "", target[0] or "", clause or ""])
    if part:
        content += f"|{part}"
    return "ref:" + hashlib.sha256(content.encode()).hexdigest()[:12]
