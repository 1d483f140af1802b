"""The relation a sentence says to the documents it names, effects apart (relations.md)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from ..ingest.values import dataclass, replace
from .governed import is_governed
from .rulebook import rule
from .sentences import HERE, OTHER

if TYPE_CHECKING:
    from .sentences import Group, Sentence

Zone = Literal["preamble", "purpose", "operative"]
_CITED = 0.9
"""How sure a bare mention is: nothing is said to be done with the document."""
_CARRIERS = ("forwards", "endorses", "promulgates")
_PART = re.compile("[，。；：！？]")
_REACH = 120
_DONE = re.compile("(?:(?:未|不|没有|未能)(?:严格|认真|及时)?|(?<!业)已经?|曾)$")
"""Before a verb in a condition (未按《…》报送的, 已按《…》享受补助的): what is done or not."""
_ACTOR = re.compile(
    "(?:企业|银行|单位|海关|公司|机构|部门|个人|人员|机关|法院|学校|医院|政府|组织|协会|[人者局厅])$"
)
"""Who is told to follow a rule: no matter."""
_CHANGED_BY = re.compile(f"(?:修改|修订|修正)后?的{OTHER}")
"""根据《决定》修改的《办法》: the first only tells which wording of the second is meant."""
_MADE_LIKE = re.compile(
    f"[^。；：{HERE}{OTHER}]{{0,60}}，[^。；，：{HERE}{OTHER}]{{0,16}}(?:制[定订]|起草|拟[定订]|编制)了?(?:本|{OTHER})"
)
"""参照《…》等规定，制定了《…》: what the other text is modelled on."""
_CUES = {
    "replies_to": "悉到",
    "endorses": "转发",
    "forwards": "转",
    "promulgates": "印公发颁准",
    "interprets": "解答口释批明是",
    "approves": "意批",
}
"""Characters of which one must stand in the sentence for a rule to be tried."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What is said of a list of documents. `ordered`: strictly ordered applied (按…执行)."""

    name: str
    confidence: float
    mutatis: bool = False
    effective: bool = True
    scope: str | None = None
    partial: bool = False
    ordered: bool = False
    approved_by: str | None = None


_ANSWERED = re.compile("(?:我[\u3400-\u9fff]的?意见(?:是|如下)?|[答批函]复如下)：")
"""Behind this the text orders, though it goes on in the same sentence."""
_CASE = re.compile(
    "(?:^|[，；：])(?:[^，。；：]{0,12}[、．.）])?(?:凡|违反|违背|未经|未按|逾期|拒不|拒绝|已|对(?!.{0,6}[工问]))[^，。；：▣□]{2,40}[的者]，[^，。；：▣□]{0,30}$|"
    "[，；]请[^。；：▣□]{2,60}，(?:并|同时)?[^，。；：▣□]{0,6}$"
)
"""A case, before what is ordered for it: 违反本通知规定的，依照《…》处罚; what is asked of the reader."""


def relation_of(
    sentence: Sentence, group: Group, zone: Zone, *, replying: bool = False
) -> Relation:
    """The relation to one list of documents; `cites` when the words say none.

    `replying`: the text answers or explains, so that 所称…是指 in it interprets.
    """
    view, at = sentence.view(group)
    for name, needed in _CUES.items():
        if not any(char in view for char in needed):
            continue
        item = rule(f"relation.{name}")
        if item.search(view) and not (name in _CARRIERS and is_governed(view, at)):
            said = "endorses" if name == "approves" else name
            if name == "approves" and rule("reference.draft").search(
                group.mentions[-1].title or ""
            ):
                return Relation("cites", item.confidence, effective=False)
            if name == "approves" and (group.mentions[-1].title or "").endswith("请示"):
                said = "replies_to"
            approved = _approved_by(view) if name in _CARRIERS else None
            return Relation(said, item.confidence, approved_by=approved)
    if replying and (defined := rule("relation.defines").search(view)):
        sure = rule("relation.defines").confidence
        word = defined["scope"] or defined["of"]
        return Relation("interprets", sure, scope=word, partial=True)
    if "规定的" in view or "适用" in view or "为准" in view:
        own = rule("relation.own_rule")
        if own.search(view):
            return _applies(view[at + 1 :], own.confidence)
    return _governed(view, at, zone)


def zone_of(clause: str | None, words: str, *, ordering: bool) -> Zone:
    """Where a sentence stands: before the clauses, in the purpose article, or where it orders.

    `ordering`: 通知如下： stands above it, though the text has no clause marks.
    """
    if rule("relation.purpose").search(words) and (clause in (None, "第一条", "一", "1")):
        return "purpose"
    if clause == "第一条" and words.startswith(("第一条为", "第1条为")):
        return "purpose"
    return "operative" if clause is not None or ordering else "preamble"


def _governed(view: str, at: int, zone: Zone) -> Relation:
    """The relation the verb says that governs the list: the last one before it in its part."""
    before = view[max(at - _REACH, 0) : at]
    before = _PART.split(before)[-1]
    behind = _PART.split(view[at + 1 : at + 1 + _REACH])[0]
    if _CHANGED_BY.match(behind):
        return Relation("cites", _CITED)
    if view[at + 1 : at + 6].startswith(("以外", "外")) or before.endswith(("除", "除了")):
        return Relation("cites", _CITED)
    last = _last_cue(before + HERE)
    if rule("relation.stands_on").search(before + HERE + behind):
        return Relation("based_on", rule("relation.cue").confidence)
    if rule("relation.through").search(before + HERE + behind):
        return Relation("implements", rule("relation.through").confidence)
    matter = _matter(view[max(at - _REACH, 0) : at], before, last.start()) if last else None
    if last is None:
        return Relation("cites", _CITED, effective=not _is_draft(view, at))
    if _is_told(before, last.start(), behind):
        return Relation("cites", _CITED)
    between = before[last.end() :].replace(OTHER, "")
    if rule("relation.only_cites").search(between) and not between.endswith(("的", "了")):
        return Relation("cites", _CITED)
    if zone == "preamble" and _is_asked(view, at, before[: last.start()]):
        zone = "operative"
    made = last.lastgroup == "mutatis" and zone == "preamble" and _is_model(view, at)
    said = _by_verb(last.lastgroup or "", between, behind, "purpose" if made else zone)
    if said.name != "applies":
        return said
    planned = before[: last.start()].endswith(("拟", "拟暂", "建议"))
    return replace(said, scope=matter or said.scope, effective=not planned)


def _is_told(before: str, verb: int, behind: str) -> bool:
    """Whether the verb is told of somebody else: what is not done (未按《…》报送的), what another
    document was made under (《甲》是按照《乙》制定的)."""
    if _DONE.search(before[:verb]) and behind.rstrip("者").endswith("的"):
        return True
    made = rule("relation.other_made").search(before + HERE + behind)
    return OTHER in before[:verb] and made is not None


def _is_asked(view: str, at: int, ahead: str) -> bool:
    """Whether a preamble orders already: 请…按《…》要求开展, 我们意见：按照《…》…."""
    if view.startswith("请") or rule("relation.bidden").search(ahead):
        return True
    first = max(at - _REACH, 0)
    return any(said.search(view, first, at) for said in (_ANSWERED, _CASE))


def _is_model(view: str, at: int) -> bool:
    """Whether a preamble says what the text is modelled on: 参照《…》制定《…》, 根据《…》，参照《…》."""
    if _MADE_LIKE.match(view, at + 1):
        return True
    return rule("relation.beside_basis").search(view, max(at - _REACH, 0), at) is not None


def _last_cue(before: str) -> re.Match[str] | None:
    """The last verb before a document; none reaches over another document."""
    end = len(before)
    while end > 0:
        start = before.rfind(OTHER, 0, end) + 1
        cues = list(rule("relation.cue").finditer(before, start, end))
        if cues:
            return cues[-2] if _tells_issuer(before, cues) else cues[-1]
        end = start - 1
    return None


def _tells_issuer(before: str, cues: list[re.Match[str]]) -> bool:
    """Whether the last verb only tells who issued the document: 按照国防部颁发的《…》执行."""
    by_the_way = len(cues) > 1 and cues[-1].lastgroup in ("make", "cite")
    return by_the_way and before[cues[-1].end() :] in (f"的{HERE}", f"了{HERE}")


def _matter(ahead: str, part: str, at: int) -> str | None:
    """What is to follow a rule: 报送口径 in 报送口径按照《…》执行, also before a comma; null where
    somebody is told to follow it."""
    said = part[:at]
    if not said.strip("拟暂仍均一律统继续应当要可以"):
        earlier = _PART.split(ahead[: len(ahead) - len(part)].rstrip("，"))
        said = earlier[-1] if ahead[: len(ahead) - len(part)].endswith("，") else ""
    match = rule("relation.subject").match(said)
    return match["matter"] if match and not _ACTOR.search(match["matter"]) else None


def _by_verb(verb: str, between: str, behind: str, zone: Zone) -> Relation:
    sure = rule("relation.cue").confidence
    applied = rule("relation.applied").match(behind) is not None
    if verb in ("impl", "comb"):
        return Relation("implements", sure)
    if verb in ("base", "lawful", "by") and rule("relation.made_under").match(behind):
        return Relation("cites", _CITED)
    if verb == "mutatis":
        return _like(behind, zone, sure)
    ordered = rule("relation.ordered").match(behind) is not None
    done = rule("relation.carried_out")
    lawful = verb == "lawful" and not (
        ordered or done.match(behind) or (applied and zone == "operative")
    )
    if verb == "base" or lawful:
        return Relation("based_on", sure)
    if verb == "lawful":
        return _applies(behind, sure)
    if verb == "by":
        return _by(behind, zone, sure)
    if verb == "exec":
        if rule("relation.attribute").match(behind):
            return Relation("cites", _CITED)
        return _applies(behind, sure, ordered=True)
    if verb == "make" and not between.endswith(("的", "了")):
        return Relation("cites", _CITED, effective=False)
    return Relation("cites", _CITED)


def _like(behind: str, zone: Zone, sure: float) -> Relation:
    """参照: what the text is modelled on in the purpose article (参照《…》，制定本规则); else applied."""
    done = rule("relation.applied").match(behind) or rule("relation.ordered").match(behind)
    if (zone == "purpose" or rule("relation.spirit").match(behind)) and not done:
        return Relation("based_on", sure, mutatis=True)
    return _applies(behind, sure, mutatis=True)


def _by(behind: str, zone: Zone, sure: float) -> Relation:
    """按照: a basis with 精神, in the preamble and the purpose article; else applied."""
    if rule("relation.spirit").match(behind):
        return Relation("based_on", sure)
    ordered = rule("relation.ordered").match(behind) is not None
    if zone == "operative" or ordered:
        return _applies(behind, sure)
    done = rule("relation.carried_out")
    if zone == "preamble" and done.match(behind):
        return _applies(behind, done.confidence)
    return Relation("based_on", sure)


def _applies(behind: str, sure: float, *, mutatis: bool = False, ordered: bool = False) -> Relation:
    shape = rule("relation.scope").match(behind)
    scope = (shape["scope"] or shape["matter"]) if shape else None
    scope = re.sub("^(?:中的?|里的?)", "", scope) if scope else None
    if scope and (matter := rule("effect.matter").match(scope)):
        scope = matter["matter"]
    strict = ordered or rule("relation.ordered").match(behind) is not None
    return Relation(
        "applies", sure, mutatis=mutatis, scope=scope, partial=scope is not None, ordered=strict
    )


def _approved_by(view: str) -> str | None:
    match = rule("relation.approved_by").search(view)
    return match["body"].removesuffix("的") if match else None


def _is_draft(view: str, at: int) -> bool:
    return rule("reference.draft").search(view[at + 1 : at + 40]) is not None
