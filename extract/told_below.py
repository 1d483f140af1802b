"""Lists of documents whose fate stands below them: 1.《…》（…号） / 以上文件自…起废止."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .effects import find_effects
from .listed import FATES, Fate
from .mentions import Mention
from .rulebook import rule
from .sentences import HERE, OTHER, Group, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .paragraphs import Paragraph

_SAID = re.compile(
    "(?:[一二三四五六七八九十]{1,3}、)?(?:以上|上述|上列|前述|前列)"
    "[^，。；：《]{0,16}?(?:文件|规定|通知|办法|规章|法规|公告|意见|政策)"
)
_NAMED = re.compile("《[^《》]*》(?:（[^（）]*）)?")
_IF = re.compile("^(?:如|若|被|一旦|经)[^，。；]{0,8}(?:修改|修订|废止|调整)")
_SURE = 0.93
_LONGEST_ROW = 200
_ROWS = 2


def told_below(paragraphs: Sequence[Paragraph]) -> dict[int, Fate | None]:
    """The fate of the lists that a sentence below them takes up, by the paragraph they start with;
    null by the paragraph behind that sentence."""
    found: dict[int, Fate | None] = {}
    for n, paragraph in enumerate(paragraphs):
        said = _SAID.match(paragraph.text) if n >= _ROWS else None
        if said is None:
            continue
        first = n
        while first and _is_row(paragraphs[first - 1].text):
            first -= 1
        if n - first >= _ROWS and (fate := _fate(paragraph.text[said.end() :])):
            found |= {first: fate, n + 1: None}
    return found


def _fate(behind: str) -> Fate | None:
    """What a sentence says of the list that it takes up, by the words behind 以上文件: of the list
    itself, not of what ends beside it (以上文件施行后，《…》废止)."""
    if _IF.match(behind):
        return None
    words = HERE + _NAMED.sub(OTHER, behind.partition("。")[0])
    listed = Group(0, (Mention(0, 0, "以上文件", None, _SURE),))
    for effect in find_effects(Sentence(0, len(words), words, (listed,))):
        if effect.relation in FATES:
            sure = min(effect.confidence, _SURE)
            return Fate(
                effect.relation,
                effective=effect.effective,
                confidence=sure,
                days=effect.days,
                scope=effect.scope,
            )
    return None


def _is_row(text: str) -> bool:
    """Whether a paragraph is nothing but a document, counted or in marks."""
    if len(text) > _LONGEST_ROW or text.endswith("：") or not ("《" in text or "〔" in text):
        return False
    if not (text.startswith("《") or rule("list.row_mark").match(text)):
        return False
    return "。" not in text.rstrip("。") and "，" not in text.partition("（")[0]
