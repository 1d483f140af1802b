"""Reads the sentences of a paragraph into references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .circular import Reference
from .effect import Effect
from .effect_days import NO_DAYS, Days, first_day_before
from .effect_exceptions import DOUBTED
from .effect_parts import but_for, ends_a_part, is_doubtful, matter_of, sureness
from .effects import find_effects
from .listed import Fate
from .mentions import parted
from .reference_parts import (
    Meant,
    added_part,
    applies_by,
    article_before,
    awaits_list,
    counts,
    fate_opened,
    is_certificate,
    is_item,
    is_meant_too,
    is_of_others,
    issuer_of,
    item_days,
    item_place,
    item_scope,
    names_several,
    new_part,
    opens_list,
    overriding,
    passed_on,
    passes_on,
    passing_on,
    reference_key,
    saved_of,
)
from .reissued import is_remade, superseded
from .relations import Relation, Zone, relation_of, zone_of
from .rulebook import rule
from .sentences import HERE, Group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Document
    from .mentions import Mention
    from .paragraphs import Paragraph
    from .reference_state import Source, State
    from .sentences import Sentence

_QUOTED = 600
_MARK = re.compile(
    "^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十0-9]{1,3}）|[0-9]{1,2}[.、]|"
    "第[一二三四五六七八九十百零〇0-9]{1,6}条(?:之[一二三四五])?(?![第、和至规]))"
)
_NO_MATTER = re.compile(
    "此前|之前|今后|以后|其中|同时|有关|部门|单位|机构|企业|各地|本市|我省|其他"
)
_CARRIED = frozenset({"promulgates", "forwards", "endorses"})
EFFECTS = frozenset((
    "repeals", "annuls", "declares_lapsed", "ceases", "supersedes", "amends", "completes",
    "corrects", "extends", "confirms", "suspends", "resumes", "defers",
))  # fmt: skip


def _matter(scope: str | None) -> str | None:
    """The matter meant, without the clause's mark before it; null for what names none."""
    words = _MARK.sub("", scope) if scope else ""
    return words if len(words) > 1 and not _NO_MATTER.fullmatch(words) else None


class SentenceReader:
    """Reads the sentences of one paragraph, in order."""

    def __init__(
        self, document: Document, paragraph: Paragraph, source: Source, state: State
    ) -> None:
        self.document, self.paragraph = document, paragraph
        self.source, self.state = source, state
        self.last: list[Reference] = []
        self.named: Mention | None = None
        """The one document the sentence before is about."""
        self.parted, state.parted = state.parted, None
        self.doubted: set[int] = set()  # where parts stand of which it is not said whose they are
        self.found: list[Reference] = []

    def read(self, sentence: Sentence) -> None:
        """Adds the references of a sentence."""
        words = self.paragraph.text[sentence.start : sentence.end]
        effects = find_effects(sentence)
        self.doubted = {one.start for e in effects if is_doubtful(e) for one in e.excepted}
        found = list(self._of_groups(sentence, effects)) if sentence.groups else []
        if self.state.amended and all(
            mention.quoted or mention.bare or mention.kind == "form"
            for group in sentence.groups
            for mention in group.mentions
        ):
            found += self._of_item(sentence, self.state.amended, words)
        if not sentence.groups:
            if self.named and not found:
                found += self._of_parts(sentence, self.named, words)
            elif self.parted and not self.found and rule("effect.own_rest").match(words):
                found += self._of_parts(sentence, self.parted, words)
            if self.last:
                self._completed(words)
                self._passed_on(words)
        found = self._reissued(words, found)
        if item := overriding(words, effects):
            found.append(self._overrides(sentence, item))
        if (event := applies_by(words)) is not None:
            found = [event.on(reference) for reference in found]
        self._remember(sentence, words, effects)
        self.last = found
        self.found += found
        self.state.replied |= any(item.relation == "replies_to" for item in found)
        if sentence.groups:
            named = {m.target: m for group in sentence.groups for m in group.mentions}
            self.named = next(iter(named.values())) if len(named) == 1 else None
            told = any(ends_a_part(effect) for effect in effects)
            self.state.parted = self.named if told else None

    def _of_groups(self, sentence: Sentence, effects: Sequence[Effect]) -> Iterator[Reference]:
        zone = zone_of(
            self.paragraph.clause,
            sentence.words,
            ordering=self.state.ordering,
        )
        meant = Meant.of(effects)
        by_list: dict[int, list[Effect]] = {}
        for effect in effects:
            by_list.setdefault(effect.group.at, []).append(effect)
        for group in sentence.groups:
            said = by_list.get(group.at, [])
            if not said and self.state.fate and is_item(sentence, group):
                fate = self.state.fate
                name = fate.relation if fate.effective else "cites"
                days = item_days(sentence, group, fate) if fate.effective else NO_DAYS
                if name == "amends" and fate.scope is None:
                    self.state.amended = group.mentions[-1]
                scope = item_scope(sentence, group)
                if scope is None and not any(m.target_clause for m in group.mentions):
                    scope = fate.scope or saved_of(sentence, group, fate)
                if scope == "":
                    name, scope, days = "cites", None, NO_DAYS
                item = Effect(group, name, fate.confidence, fate.effective, scope, days)
                said = but_for(sentence, [*effects, item])[-1:]
            for effect in said:
                yield from self._by_effect(sentence, effect)
            if not said and not is_meant_too(group, meant):
                yield from self._by_relation(sentence, self._relation(sentence, group, zone), group)

    def _relation(self, sentence: Sentence, group: Group, zone: Zone) -> Relation:
        return relation_of(sentence, group, zone, replying=self.state.replied)

    def _by_effect(self, sentence: Sentence, effect: Effect) -> Iterator[Reference]:
        for n, meant in enumerate(effect.group.mentions):
            if is_certificate(meant, sentence.words):
                continue
            said, scope = matter_of(effect, meant)
            if not said:
                continue
            doubtful = is_doubtful(effect) or (meant.bare and meant.start in self.doubted)
            part = new_part(sentence, effect, meant)
            other = part or (None if effect.rest else meant.target_clause)
            mention = replace(meant, target_clause=other)
            dropped = mention.quoted or self.source.draft
            unreal = dropped and effect.relation in EFFECTS
            item = self._reference(
                sentence,
                mention,
                "cites" if unreal else effect.relation,
                min(sureness(sentence, effect, meant), DOUBTED if doubtful else 1.0),
                effective=effect.effective and not unreal,
                scope=scope,
                partial=scope is not None,
                days=NO_DAYS if unreal else effect.each[n] if effect.each else effect.days,
            )
            if mention.taken_up:
                self.state.again.add((item.key, item.quote))
            yield item

    def _by_relation(
        self, sentence: Sentence, relation: Relation, group: Group
    ) -> Iterator[Reference]:
        day = None
        if relation.name == "applies":
            day = first_day_before(sentence.words, group.at)
        for mention in group.mentions:
            draft = rule("reference.draft").search(mention.title or "") is not None
            if not counts(mention, relation) or (draft and relation.name in _CARRIED):
                continue
            if mention.bare or (mention.taken_up and relation.name == "cites"):
                continue
            if mention.quoted and self.state.amended is not None:
                continue  # the new wording of what is amended
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
            if relation.mutatis or relation.approved_by:
                item = replace(item, mutatis=relation.mutatis, approved_by=relation.approved_by)
            yield item

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
            key=reference_key(relation, mention.target, clause, mention.target_clause),
            relation=relation,
            title=mention.title,
            number=mention.number.text if mention.number else None,
            issuer=issuer_of(self.paragraph.text, mention) if not mention.again else None,
            clause=clause,
            quote=self._quote(sentence, mention),
            confidence=round(min([sure, *(item.confidence for item in evidence)]), 4),
            evidence=evidence,
            target_clause=mention.target_clause,
            partial=partial or mention.target_clause is not None,
            scope=_matter(scope),
            effective_on=days.effective_on,
            until=days.until,
            effective=effective and not (draft and relation == "cites"),
        )

    def _quote(self, sentence: Sentence, mention: Mention) -> str:
        """The sentence, at most 600 characters to each side of the mention."""
        first = max(sentence.start, mention.start - _QUOTED)
        last = min(sentence.end, mention.end + _QUOTED)
        return self.paragraph.text[first:last].strip()

    def _of_item(self, sentence: Sentence, meant: Mention, words: str) -> Iterator[Reference]:
        """An item of an amending decision or a correction: its target was named before."""
        acts = "correct_item", "amend_item"
        act = next((name for name in acts if rule(f"effect.{name}").search(words)), None)
        if act is None or (
            self.state.completed and not rule("effect.supplement_item").search(words)
        ):
            return
        place = item_place(words)
        parts = parted(place["parts"]) if place else None
        parts = added_part(words, parts) or parts
        if is_of_others(words, parts):
            return
        if parts and parts.startswith("第") and "条" not in parts and act == "amend_item":
            parts = article_before(self.last, parts)
        at = sentence.start + (place.start("parts") if place else 0)
        if any(
            item.start == at and item.bare for group in sentence.groups for item in group.mentions
        ):
            return  # told of the part itself
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

    def _of_parts(self, sentence: Sentence, named: Mention, words: str) -> Iterator[Reference]:
        """第二条、第三条自X起停止执行: parts of the document the sentence before it speaks of."""
        asked = ("own_parts", "own_rest", "own_subject")
        found = (rule(f"effect.{name}").match(words) for name in asked)
        place = next((one for one in found if one), None)
        if place is None:
            return
        parts = place.groupdict().get("parts")
        start, end = (sentence.start + at for at in place.span("parts" if parts else 0))
        bare = parts is not None
        meant = replace(named, start=start, end=end, target_clause=parts, again=True, bare=bare)
        rest = place.re is rule("effect.own_rest").pattern
        mark = _MARK.match(words)
        said = HERE + words[(mark.end() if mark else 0) if rest else place.end() :]
        for effect in find_effects(replace(sentence, words=said, groups=(Group(0, (meant,)),))):
            scope = effect.scope or (place[0] if rest else None)
            yield from self._by_effect(sentence, replace(effect, scope=scope))

    def _overrides(self, sentence: Sentence, item: tuple[str | None, float]) -> Reference:
        scope, sure = item
        span = sentence.start, sentence.end
        evidence = self.paragraph.evidence(self.document, span, "effect.overrides", sure)
        clause = self.paragraph.clause
        return Reference(
            key=reference_key("overrides", (None, scope), clause, None),
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

    def _completed(self, words: str) -> None:
        """现补充通知如下 behind a sentence that only names the document: it is completed."""
        if "补充" not in words or not rule("effect.completes").search(words):
            return
        for n, item in enumerate(self.found):
            if item in self.last and item.relation == "cites" and item.target_clause is None:
                key = reference_key("completes", (item.title, item.number), item.clause, None)
                self.found[n] = replace(item, relation="completes", key=key)

    def _reissued(self, words: str, found: list[Reference]) -> list[Reference]:
        """现将修订后的《A》予以发布 behind 对《A》（…号）进行了修订, in one sentence or the next: the
        older one is superseded. What the sentence itself names comes back."""
        if is_remade(words, self.paragraph.text):
            return [superseded(item) for item in found]
        if "修订后的" not in words or not rule("relation.reissued").search(words):
            return found
        self.found = [superseded(item) if item in self.last else item for item in self.found]
        return [superseded(item) for item in found]

    def _passed_on(self, words: str) -> None:
        """《办法》已经会议通过。现予公布: the sentence before names what is published."""
        if said := passing_on(words):
            last = self.last
            told = passed_on(last, said)
            changed = {id(old): new for old, new in zip(last, told, strict=True)}
            self.found = [changed.get(id(item), item) for item in self.found]

    def _is_listed(self, effects: Sequence[Effect]) -> bool:
        """Whether a paragraph is counted in brackets as the items of a list are: one that is not
        understood does not end the list."""
        text = self.paragraph.text
        named = text.endswith(("）", "》", "；", "、")) and rule("list.row_mark").match(text)
        return not effects and bool(named or rule("list.item_mark").match(text))

    def _only_names(self, sentence: Sentence) -> bool:
        """Whether a paragraph is the name of a document alone: a heading over how it is amended."""
        alone = len(sentence.groups) == 1 and sentence.end == len(self.paragraph.text)
        return alone and is_item(sentence, sentence.groups[0])

    def _amends_on(self, words: str) -> bool:
        """Whether a sentence says how a document of a list is amended: the list goes on behind."""
        fate = self.state.fate
        if fate is None or fate.relation != "amends":
            return False
        quoted = words.startswith("“") or words.endswith("”")
        return quoted or rule("effect.amend_item").search(words) is not None

    def _remember(self, sentence: Sentence, words: str, effects: Sequence[Effect]) -> None:
        """What the sentence opens: a list with its fate, the items of an amendment."""
        amended = [e for e in effects if e.relation in ("amends", "corrects", "completes")]
        if amended:
            self.state.amended = amended[-1].group.mentions[-1]
            self.state.completed = amended[-1].relation == "completes"
        elif not effects and "修" in self.source.title and self._only_names(sentence):
            self.state.amended = sentence.groups[0].mentions[-1]
        behind = sentence.words[sentence.groups[-1].at + 1 :] if sentence.groups else words
        closing = sentence.end == len(self.paragraph.text)
        if awaits_list(behind, closing=closing) and (
            fate := fate_opened(sentence.words, behind, effects)
        ):
            self.state.fate = fate
        elif effects and (opens_list(words) or (closing and names_several(behind))):
            last = effects[-1]
            self.state.fate = Fate(last.relation, last.effective, last.confidence, last.days)
        elif self.state.fate and not (
            passes_on(sentence) or self._amends_on(words) or self._is_listed(effects)
        ):
            self.state.fate = None
