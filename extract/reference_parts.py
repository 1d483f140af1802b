"""Parts of a reference read from the words around it, and what opens a list of documents."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from ..ingest.values import dataclass, replace
from .circular import AppliesBy
from .dates import number_of
from .effect import ENDING
from .effect_days import Days, days_of
from .effect_scope import scope_of, within
from .effects import said_fate
from .issuing import issuers_before
from .listed import Fate, fate_of
from .mentions import parted
from .rulebook import rule
from .sentences import HERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Reference
    from .effect import Effect
    from .mentions import Mention
    from .relations import Relation
    from .sentences import Group, Sentence

_REACH = 200
_CARRIED = ("forwards", "endorses", "promulgates")
_ARTICLE = re.compile("第[^、]{1,6}?条")
_OWN_PART = re.compile(
    "^第[一二三四五六七八九十百0-9]{1,5}条(?=(?:[将把对在]|删[去除]|废止)(?:《[^《》]*》)?原?第)|本[㐀-鿿]{1,4}(?:所附)?(?:附[件表][0-9一二三四五六七八九十]{0,2}|第[^，。；]{1,6}[条款项])"
)
"""A part of the circular itself: 以本公告附件2替代, and the mark of the article that says it."""
_TOLD, _TWO = ("废止", "失效", "有效", "修改", "修订", "保留", "停止执行", "暂停"), 2
"""Fates a title may tell: where it tells two, none is told of all."""
_SEVERAL = re.compile("等|部分|一批|若干|及其|》[^《]*《")
_USES = re.compile("(?<!不再)(?:依据|根据|按照?|依照|遵照|参照|对照|为?贯彻|落实|学习)[^，]{0,6}$")
"""What is done with the documents of a list that are not themselves ended or changed."""
_NO_SUBJECT = re.compile(
    "(?:一律|均|都|全部|同时|[自从]|即|予以|不再|停止|暂停|宣布|自行|现|决定|已|到期|继续|延长|废止|失效|作废|保留|[因经]|建议|拟)"
)
_SPLIT = re.compile("(?:修改|改|分|拆分|调整)(?:为|成)[二两三四五六][条款项]，?(?:分别)?作为")
_CHANGED = re.compile("(?:修改|改|修订|调整)为|删[去除]")
_ONE_SAVED = re.compile(
    "其中，?第(?P<item>[0-9一二三四五六七八九十]{1,3})[件项个](?P<matter>[^，。；：]{0,40}?)"
    "(?:暂|(?:在|另行|新)[^，。；：]{0,12}前)?(?:继续|仍|保留|除外|不变)(?P<part>[^，。；：]{0,4}部分)?"
)
_ROW_COUNT = re.compile("（?([0-9一二三四五六七八九十]{1,3})[）、.．]")
_AGAINST = re.compile("不一致|不相|不符|抵触|冲突|相悖|有出入|不同")
_BY_EVENT = frozenset({"applies", "ceases", "extends", "repeals", "supersedes", "amends"})
_ITEM_TAIL = re.compile(
    "^(?:等[^，。；]{0,12})?(?P<scope>的?(?:中|里|内)?的?(?:关于|有关|涉及|与本|除)[^，。；▣]{2,60})?"
    "(?:，(?:但|其中)[^。；]{2,80}|，\u2063?▣[^，。；▣]{0,8}(?:除外|继续有效|继续执行|不再[^，。；▣]{2,6})|，(?:有效期|执行)(?:延长|延续)?至[^，。；▣]{4,20}|"
    "，[^，。；▣]{4,30}(?:发布|公布|颁布|颁发|印发|通过))?[。；，、]?(?:和|以及)?$"
)

_OUT_OF_USE = re.compile("(?:停止|不再|不得再|终止)(?:继续)?使用|予以更[新换]")
"""Certificates and forms go out of use: nothing is done to a document."""
_NO_FORM = frozenset({"cites", "based_on", "implements"})


@dataclass(frozen=True, slots=True)
class Event:
    """The event that decides which case falls under a rule: 以…开班时间为准."""

    words: str

    def on(self, reference: Reference) -> Reference:
        """The reference with the event, from and until its own days."""
        if reference.relation not in _BY_EVENT:
            return reference
        event = AppliesBy(self.words, reference.effective_on, reference.until)
        return replace(reference, applies_by=event)


_OTHERS = re.compile(
    "(?:下列|以下|上述)[^，。；：]{0,16}(?:文件|规章|法规|规定|办法|通知|公告|[中里内]的?$)"
)
"""What an item amends that names documents of its own: 下列文件中的“甲”修改为“乙”."""


def applies_by(words: str) -> Event | None:
    """The event a sentence names as deciding."""
    if "为准" not in words:
        return None
    match = rule("relation.applies_by").search(words)
    return Event(match["event"]) if match else None


def issuer_of(text: str, mention: Mention) -> str | None:
    """The bodies named right before a title (省人社厅、省财政厅《…》), as the text names them."""
    before = text[max(mention.start - _REACH, 0) : mention.start]
    cut = 0
    for match in rule("reference.issuer_cut").finditer(before, max(before.rfind("》"), 0)):
        cut = match.end()
    before = before[cut:]
    named = issuers_before(before)
    return before[slice(*named)].rstrip("、和与") if named else None


def overriding(words: str, effects: Sequence[Effect]) -> tuple[str | None, float] | None:
    """The matter of 与本通知不一致的，以本通知为准 (null where it names none) and how sure;
    none where the sentence names the documents meant."""
    if not _AGAINST.search(words) or any(effect.scope for effect in effects):
        return None
    item = rule("effect.overrides")
    match = item.search(words)
    if match and "》" in match["subject"] and "，" in match[0]:
        match = item.search(words, words.index("，", match.end("subject")) + 1)
    if not match or (effects and "▣" in words[match.start() :]):
        return None
    subject = match["subject"]
    subject = bare(subject)
    if "《" in subject or "》" in subject:
        return None
    return (None if rule("effect.generic_subject").search(subject) else subject), item.confidence


def bare(words: str) -> str:
    """Words without the clause mark they start with."""
    mark = rule("list.row_mark").match(words) or rule("clause.article").match(words)
    return words[mark.end() :] if mark else words


def awaits_list(words: str, *, closing: bool) -> bool:
    """Whether a sentence opens a list of documents: 废止下列文件：, 对以下4个文件予以废止。 where it
    is the last of its paragraph (`closing`)."""
    if closing and words.endswith("。"):
        return _tells_of_list(words)
    return words.endswith(("：", "；")) and rule("list.intro").search(words) is not None


def opens_list(words: str) -> bool:
    """Whether a sentence names the first document of a list: 下列文件予以废止：《甲》；"""
    return words.endswith("；") and any(word in words for word in ("下列", "以下", "如下"))


def names_several(behind: str) -> bool:
    """Whether a sentence names the first of several documents that may be listed below it: 废止《甲》
    等5件文件，现予公布。"""
    return rule("list.intro_several").match(behind) is not None


def intro_fate(words: str) -> Fate | None:
    """The fate a sentence tells of the list it opens; a matter of one of its items may go on (其中第3件
    有关收费的规定继续执行): that one is told of the rest."""
    fate = said_fate(words)
    if fate is None or fate.scope or fate.relation not in ENDING:
        return fate
    saved = _ONE_SAVED.search(words)
    if saved is None:
        return fate
    matter = saved["matter"] or ("其中的规定" if saved["part"] else "")
    return replace(fate, saved=(number_of(saved["item"]), matter))


def list_fate(words: str) -> Fate | None:
    """The fate that words tell of the list below them, where they open one: 决定废止下列文件：, 对以下4个
    文件予以废止。"""
    if words.endswith("。") and ("下列" in words or "以下" in words):
        return intro_fate(words) if _tells_of_list(words) else None
    return intro_fate(words) if words.endswith("：") else None


def _tells_of_list(words: str) -> bool:
    """Whether a sentence that a full stop closes says what becomes of 下列文件 itself, in the same part
    or one that has no subject of its own: not 依据下列规定制定，原规定废止。"""
    named = rule("list.intro_closed").search(words)
    if named is None:
        return False
    start = words.rfind("，", 0, named.start()) + 1
    if _USES.search(words[start : named.start()]):
        return False
    own, *behind = words[start:].rstrip("。").split("，")
    told = next((part for part in behind if said_fate(part)), "")
    return said_fate(own) is not None or _NO_SUBJECT.match(told) is not None


def saved_of(sentence: Sentence, group: Group, fate: Fate) -> str | None:
    """What of an item of a list goes on, by the words that opened the list; "" for all of it."""
    if fate.saved is None:
        return None
    mark = _ROW_COUNT.match(sentence.words[: group.at])
    number, matter = fate.saved
    if mark is None or number_of(mark[1]) != number:
        return None
    return f"除{matter}外" if matter else ""


def fate_opened(words: str, behind: str, effects: Sequence[Effect]) -> Fate | None:
    """The fate of the list a sentence opens: what it says last (废止《A》，修改《B》部分条款：)."""
    if not effects:
        return intro_fate(words)
    last = effects[-1]
    return intro_fate(behind) or Fate(last.relation, last.effective, last.confidence, last.days)


def titled_fate(title: str) -> Fate | None:
    """The fate a title tells of the documents a table below lists: 关于废止部分规范性文件的公告."""
    if "《" in title and not _SEVERAL.search(title):
        return None
    told = {word for word in _TOLD if word in title}
    return fate_of(title) or (said_fate(title.rpartition("关于")[2]) if len(told) < _TWO else None)


def is_item(sentence: Sentence, group: Group) -> bool:
    """Whether a sentence is nothing but an item of a list: 1. 省财政厅《…》；"""
    mark = rule("list.row_mark").match(sentence.words)
    before = sentence.words[mark.end() if mark else 0 : group.at]
    behind = sentence.words[group.at + 1 :]
    before = before.removeprefix("以及").removeprefix("和")
    return _ITEM_TAIL.match(behind) is not None and (
        not before or rule("effect.forward").match(before + HERE) is not None
    )


def item_scope(sentence: Sentence, group: Group) -> str | None:
    """The matter an item of a list means: （三）…号文件中有关减免的规定；"""
    tail = _ITEM_TAIL.match(sentence.words[group.at + 1 :])
    return scope_of(tail["scope"], group) if tail else None


def item_place(words: str) -> re.Match[str] | None:
    """The parts an item of an amendment names before its new wording, none of the circular itself."""
    named = _OWN_PART.sub(lambda match: " " * len(match[0]), words.partition("“")[0])
    return rule("reference.again_part").search(named)


def item_days(sentence: Sentence, group: Group, fate: Fate) -> Days:
    """The days of an item of a list: its own last day (《甲》（…号），有效期至X；), else the list's."""
    tail = sentence.words[group.at + 1 :]
    if fate.relation not in ("extends", "confirms") or "至" not in tail:
        return fate.days
    own = days_of(tail, 0, len(tail), fate.relation)
    return own if own.until else fate.days


def passes_on(sentence: Sentence) -> bool:
    """Whether a list goes on behind a sentence."""
    return any(is_item(sentence, group) for group in sentence.groups)


def new_part(sentence: Sentence, effect: Effect, mention: Mention) -> str | None:
    """Where an addition stands: 在第十三条后增加一条，作为第十三条之一; null for other effects."""
    if effect.relation != "amends":
        return None
    until = sentence.words.find(HERE, effect.group.at + 1)
    behind = sentence.words[effect.group.at + 1 : until if until >= 0 else None]
    return added_part(behind, mention.target_clause)


def added_part(words: str, own: str | None) -> str | None:
    """The parts that an amendment of a part (`own`) makes: 增加一款，作为第二款; of one made into
    several (修改为三条，作为第八条、第九条、第十条), or changed beside it (第八条修改为…，增加一条，作为
    第九条), its own with them."""
    split = _SPLIT.search(words) if own else None
    if not split and "增加" not in words:
        return None
    match = rule("effect.new_part").search(words)
    if not match:
        return None
    own, new = own or "", parted(match["parts"])
    if split or (own and _CHANGED.search(words, 0, match.start())):
        return "、".join(dict.fromkeys([*own.split("、"), *new.split("、")]))
    return new if "条" in new or "章" in new else own.removesuffix(new) + new


def article_before(last: Sequence[Reference], part: str) -> str:
    """A paragraph or item that a sentence names alone, with the article that the sentence before it
    in the item of an amendment amends: 第九条第（二）项修改为…；增加一项，作为第（三）项."""
    named = last[-1].target_clause if last and part[-1:] in "款项" else None
    article = _ARTICLE.match(named) if named and last[-1].relation == "amends" else None
    return article[0] + part if article else part


@dataclass(frozen=True, slots=True)
class Meant:
    """What the effects of a sentence mean: where, documents that are amended, documents of which a part is
    told apart, texts that another holds."""

    places: frozenset[int]
    amended: frozenset[tuple[str | None, str | None]]
    parted: frozenset[tuple[str | None, str | None]]
    held: frozenset[str | None]

    @classmethod
    def of(cls, effects: Sequence[Effect]) -> Meant:
        """What some effects mean."""
        told = [(effect, item) for effect in effects for item in effect.group.mentions]
        return cls(
            frozenset(item.start for _, item in told),
            frozenset(item.target for effect, item in told if effect.relation == "amends"),
            frozenset(item.target for _, item in told if item.bare),
            frozenset([*(e.scope for e in effects), *(item.scope for _, item in told)]),
        )


def _is_told(mention: Mention, meant: Meant) -> bool:
    """Whether an effect is told of a mention itself, or it is a text that another one holds."""
    held = f"《{mention.title}》" if mention.title and not mention.number else None
    return mention.start in meant.places or any(
        held in scope for scope in meant.held if held and scope
    )


def is_meant_too(group: Group, meant: Meant) -> bool:
    """Whether a list only names again, by its short name, what the sentence amends (将《解释》
    第七条改为修改后《解释》第十二条), names what an effect on a part of it follows (《解释》停止
    执行其中第一条), or is within the document meant (《A》中的《B》同时废止)."""
    if within(group) in meant.held:
        return True
    if all(_is_told(mention, meant) for mention in group.mentions):
        return True
    return all(
        mention.target in meant.parted or (mention.again and mention.target in meant.amended)
        for mention in group.mentions
    )


def passing_on(words: str) -> str | None:
    """What words that name no document say is done with what was named before: 现予公布, 现印发给
    你们; null for others."""
    if words[:1] not in "现兹特经":
        return None
    said = rule("relation.passed_on").match(words)
    return next((name for name in _CARRIED if said[name]), None) if said else None


def passed_on(named: Sequence[Reference], relation: str) -> list[Reference]:
    """References of the sentence before, those that only name a text at its end published."""
    last = max((item.evidence[0].span or (0, 0) for item in named), default=(0, 0))
    ends = [item for item in named if item.relation == "cites" and item.number is None]
    if not ends or (ends[-1].evidence[0].span or (0, 0)) != last:
        return list(named)
    told: list[Reference] = []
    for item in named:
        key = reference_key(relation, (item.title, None), item.clause, item.target_clause)
        published = replace(item, relation=relation, key=key, effective=True)
        told.append(published if item in ends else item)
    return told


def reference_key(
    relation: str, target: tuple[str | None, str | None], clause: str | None, part: str | None
) -> str:
    """A key made of content alone, so that it stays when other references come or go."""
    content = "|".join([relation, target[1] or "", target[0] or "", clause or ""])
    if part:
        content += f"|{part}"
    return "ref:" + hashlib.sha256(content.encode()).hexdigest()[:12]


def counts(mention: Mention, relation: Relation) -> bool:
    """Whether a mention is one: forms, lists and publications only where they are ordered
    applied or carried."""
    if mention.kind == "document":
        return True
    if mention.kind == "doubtful":
        return relation.name != "cites"
    if relation.name == "applies":
        return relation.ordered
    return relation.name not in _NO_FORM


def is_certificate(mention: Mention, words: str) -> bool:
    """Whether what a fate is told of is a form taken out of use, or a certificate (原《取水许可证》
    作废, 已发放的《就业登记证》继续有效): no effect on a document."""
    if mention.kind != "form":
        return False
    certificate = rule("reference.is_certificate").search(mention.title or "")
    return certificate is not None or _OUT_OF_USE.search(words) is not None


def is_of_others(words: str, parts: str | None) -> bool:
    """Whether an item of an amendment speaks of documents of its own (下列文件中的“甲”修改为“乙”), or
    heads a list of them and names no part of the one amended."""
    said, quote, _ = words.partition("“")
    heads = parts is None and bool(quote) and words.endswith("：")
    return heads or _OTHERS.search(said) is not None
