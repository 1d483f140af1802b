"""Which clauses a matter means that has its own end (本通知涉及的补贴政策暂定执行至…)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .clauses import walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .circular import Clause

_LEAD = re.compile(
    r"^(?:本(?:通知|办法|意见|措施|方案|规定|细则|公告|政策|文件|实施细则|实施办法)|上述|以上|有关|相关|各项|"
    r"该|此|所|其中|前述|涉及|规定|明确|确定|中|内|的|对)+"
)
_TAIL = re.compile(r"(?:等|的|政策|标准|措施|规定|办法|事项|工作|待遇|做法|内容|条款|机制|任务|期限)+$")
_POINTS_HERE = re.compile(r"^(?:上述|以上|该|此|本[条款项]|前款|前述)")
_SHORTEST = 2


def clauses_meant(clauses: Sequence[Clause], scope: str, here: str | None) -> list[str]:
    """The ids of the clauses a matter means; none where that is not clear.

    `here` is the clause that says so: it is meant where it speaks of the matter itself; else
    those whose headings name the matter, else those few whose text does.
    """
    every = {clause.id: clause for clause in walk(clauses)}
    own = every.get(here or "")
    if own is not None and _POINTS_HERE.match(scope) and len(own.text) > 2 * len(scope) + 40:
        return [own.id]
    key = _TAIL.sub("", _LEAD.sub("", scope))
    if len(key) < _SHORTEST:
        return []
    if own is not None and not scope.startswith("本") and _speaks_of(own, key, scope):
        return [own.id]
    tops = [clause for clause in _tops(clauses) if clause.id != here]
    headed = [clause.id for clause in tops if key in (clause.heading or "")]
    if headed:
        return headed
    worded = [clause.id for clause in tops if any(key in part.text for part in walk([clause]))]
    return worded if 0 < len(worded) * 2 <= len(tops) else []


def _speaks_of(clause: Clause, key: str, scope: str) -> bool:
    """Whether a clause is about a matter beyond the one sentence that ends it."""
    return key in (clause.heading or "") or key in clause.text.replace(scope, "")


def _tops(clauses: Sequence[Clause]) -> list[Clause]:
    """The first level that says something: the articles of chapters, else the clauses."""
    found: list[Clause] = []
    for clause in clauses:
        chapter = re.match(r"第.+(?:[编章节]|部分)$", clause.label)
        found += _tops(clause.children) if chapter and clause.children else [clause]
    return found
