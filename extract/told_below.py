"""Lists of documents whose fate stands below them: 1.《…》（…号） / 以上文件自…起废止."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .effects import said_fate
from .rulebook import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .listed import Fate
    from .paragraphs import Paragraph

_SAID = re.compile(
    "(?:[一二三四五六七八九十]{1,3}、)?(?:以上|上述|上列|前述|前列)"
    "[^，。；：《]{0,16}?(?:文件|规定|通知|办法|规章|法规|公告|意见|政策)"
)
_LONGEST_ROW = 200
_ROWS = 2


def told_below(paragraphs: Sequence[Paragraph]) -> dict[int, Fate | None]:
    """The fate of the lists that a sentence below them takes up, by the paragraph they start with;
    null by the paragraph behind that sentence."""
    found: dict[int, Fate | None] = {}
    for n, paragraph in enumerate(paragraphs):
        if n < _ROWS or not _SAID.match(paragraph.text):
            continue
        first = n
        while first and _is_row(paragraphs[first - 1].text):
            first -= 1
        if n - first >= _ROWS and (fate := said_fate(paragraph.text)):
            found |= {first: fate, n + 1: None}
    return found


def _is_row(text: str) -> bool:
    """Whether a paragraph is nothing but a document, counted or in marks."""
    if len(text) > _LONGEST_ROW or text.endswith("：") or not ("《" in text or "〔" in text):
        return False
    if not (text.startswith("《") or rule("list.row_mark").match(text)):
        return False
    return "。" not in text.rstrip("。") and "，" not in text.partition("（")[0]
