"""Whether a document is named for what it governs (根据《…》), not for what is done to it."""

from __future__ import annotations

import re

from .rulebook import rule

_ISSUED_BY = re.compile(
    "(?:经|由)[^，。；▣]{1,40}?(?:印发|发布|制定|制订|编制|起草|修订|公布|颁布|下发|颁发|批准|批转|转发|通过)的$"
)
"""Who issued a document, before it: 由市政府办公室印发的《…》 is governed by nothing."""
_IN_USE = ("起施行的", "起实施的", "起执行的", "起试行的")
_WRITTEN = re.compile("(?:制[定订]|编制|起草|草拟|拟[定订]|修[订改])(?:完成|形成)?了$")
"""What was written is governed by nothing before it: 结合实际制订了《…》，现印发给你们."""


def is_governed(words: str, at: int) -> bool:
    """Whether the document at `at` is a basis, an exception or a measure (根据《…》, 除《…》外)."""
    before = words[max(at - 40, 0) : at]
    cut = max(before.rfind(mark) for mark in "，。；：▣□")
    said = _ISSUED_BY.sub("", before[cut + 1 :])
    free = said.endswith(_IN_USE) or _WRITTEN.search(said) is not None
    governed = not free and rule("effect.governed").search(said) is not None
    return governed and not words[at + 1 : at + 4].startswith(("执行", "与本"))
