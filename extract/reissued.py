"""Documents that a revised text takes the place of, told without 废止 or 代替."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ingest.values import replace
from .reference_parts import reference_key
from .rulebook import rule

if TYPE_CHECKING:
    from .circular import Reference

_REMADE = re.compile("修[订改正]，(?:重新|修订)?(?:形成|制定|起草)了?(?:新的)?[▣《]")
_DRAFTED = re.compile("[稿案]）?》|征求")


def is_remade(words: str, text: str) -> bool:
    """Whether a sentence says that another text came of a revision: 对《A》进行了修订，形成了《B》;
    nothing is replaced while that is a draft."""
    return _REMADE.search(words) is not None and _DRAFTED.search(text) is None


def superseded(item: Reference) -> Reference:
    """A document said to have been revised, as one that the revised text takes the place of."""
    if item.relation != "cites" or not item.number or not rule("effect.revised").search(item.quote):
        return item
    key = reference_key("supersedes", (item.title, item.number), item.clause, None)
    return replace(item, relation="supersedes", key=key)
